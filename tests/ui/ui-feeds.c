// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-feeds.h"

#include "cue-demo-feeds.h"
#include "cue-feed-connection.h"
#include "cue-signing-key.h"
#include "cue-system-clock.h"

static void
on_generated (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(CueSigningKey **) data = cue_signing_key_generate_finish (result, &error);
  g_assert_no_error (error);
}

char *
ui_feeds_make_key (void)
{
  g_autoptr (CueSigningKey) key = NULL;
  g_autoptr (GBytes) pem = NULL;

  cue_signing_key_generate_async (CUE_SIGNING_KEY_MIN_BITS, NULL, on_generated, &key);

  while (key == NULL)
    g_main_context_iteration (NULL, TRUE);

  pem = cue_signing_key_make_private_pem (key);
  return g_strndup (g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
}

char *
ui_feeds_add_connection (UiFixture *f, CueMonitor *monitor, const char *host, const char *pem)
{
  CueProfile *profile = cue_monitor_get_profile (monitor);
  g_autoptr (CueFeedConnection) connection = g_object_new (CUE_TYPE_FEED_CONNECTION,
                                                           "label",
                                                           "Licences",
                                                           "host",
                                                           host,
                                                           "feeds",
                                                           "my-app-events\naudience-app",
                                                           NULL);
  g_autoptr (GBytes) secret = cue_secret_bytes_new (pem, strlen (pem));
  g_autofree char *kind = cue_connection_make_secret_kind (connection);

  cue_secret_store_keep (f->secrets, cue_profile_get_id (profile), kind, secret);
  cue_connection_list_add (cue_profile_get_tenduke (profile), connection);
  return g_strdup (cue_connection_get_id (connection));
}

static gboolean
has_title (GtkWidget *widget, gpointer title)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

GtkWidget *
ui_feeds_find_row (GtkWidget *root, const char *title)
{
  GtkWidget *row = ui_find (root, has_title, (gpointer) title);

  g_assert_nonnull (row);
  return row;
}

void
ui_feed_desk_set_up (UiFeedDesk *f, gconstpointer data)
{
  g_autoptr (CueConnectionList) profile = cue_connection_list_new (CUE_TYPE_FEED_CONNECTION);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  ui_fixture_set_up (&f->ui, data);
  f->simulator = cue_simulator_new ();
  cue_simulator_set_media (f->simulator, FALSE);
  cue_simulator_start (f->simulator, &error);
  g_assert_no_error (error);
  node = cue_simulator_describe (f->simulator);
  cue_demo_feeds_read (profile, json_node_get_object (node), f->ui.secrets, "test");
  f->redactor = cue_redactor_new ();
  f->trace = cue_trace_new ();
  f->http = cue_http_client_new (cue_system_clock_get_default (), f->trace, f->redactor);
  f->desk = cue_feed_desk_new (profile, "test", TRUE, f->http, f->ui.secrets);
}

void
ui_feed_desk_tear_down (UiFeedDesk *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->ui.window));
  f->ui.window = NULL;
  fake_engine_settle ();
  g_object_unref (f->desk);
  g_object_unref (f->http);
  g_object_unref (f->trace);
  cue_redactor_unref (f->redactor);
  cue_simulator_stop (f->simulator);
  g_object_unref (f->simulator);
  ui_fixture_tear_down (&f->ui, data);
}
