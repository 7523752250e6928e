// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-feeds.h"
#include "ui-fixture.h"

#include "cue-feed-connection-row.h"
#include "cue-finding-label.h"
#include "cue-profile-form.h"
#include "cue-profile-window.h"
#include "cue-simulator.h"

/* The connections to feeds of 10Duke in the form of an event. */

#define HOST "Tenant, Host or Address (such as acme, or acme.events.10duke.com)"
#define KEY  "Private Key (PEM, PKCS #8)"
#define KEPT "Private Key (kept; paste to replace it)"

static GtkWidget *
open_dialog (UiFixture *f, CueProfile *profile)
{
  GtkWidget *window = cue_profile_window_new (NULL, f->roster, profile);

  ui_fixture_show (f, window, 600, 700);
  return window;
}

static CueProfile *
add_event (UiFixture *f)
{
  return cue_monitor_get_profile (
    cue_event_session_get_monitor (ui_fixture_add_event (f, "Keynote")));
}

static GtkWidget *
find_row (GtkWidget *window)
{
  GtkWidget *row = ui_find_type (window, CUE_TYPE_FEED_CONNECTION_ROW);

  g_assert_nonnull (row);
  return row;
}

static GtkWidget *
add_connection (GtkWidget *window)
{
  CueProfileForm *form = CUE_PROFILE_FORM (ui_find_type (window, CUE_TYPE_PROFILE_FORM));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (cue_profile_form_get_tenduke (form)),
                                             "connections.add",
                                             NULL));
  return find_row (window);
}

static void
type (GtkWidget *row, const char *title, const char *text)
{
  GtkWidget *field = ui_feeds_find_row (row, title);

  g_assert_true (gtk_widget_grab_focus (field));
  gtk_editable_set_text (GTK_EDITABLE (field), text);
}

static void
switch_on (GtkWidget *row, const char *title)
{
  AdwActionRow *field = ADW_ACTION_ROW (ui_feeds_find_row (row, title));

  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (field)), TRUE);
}

static gboolean
is_shown_finding (GtkWidget *widget, gpointer field)
{
  return CUE_IS_FINDING_LABEL (widget) && gtk_widget_get_visible (widget) &&
         cue_finding_label_get_field (CUE_FINDING_LABEL (widget)) == field;
}

static gboolean
is_wrong (GtkWidget *row, const char *title)
{
  GtkWidget *field = ui_feeds_find_row (row, title);

  return ui_find (row, is_shown_finding, field) != NULL &&
         gtk_widget_has_css_class (field, "error");
}

static gboolean
is_closed (gpointer data)
{
  return ((UiFixture *) data)->window == NULL;
}

static void
save (UiFixture *f)
{
  GtkWidget *window = f->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &f->window);
  g_assert_true (gtk_widget_activate_action (window, "profile.save", NULL));
  fake_engine_wait (is_closed, f);
  fake_engine_settle ();
}

/* Through the file and the keyring, and back into the form. */
static void
test_add (UiFixture *f, gconstpointer data)
{
  g_autofree char *key = ui_feeds_make_key ();
  g_autofree char *path = g_build_filename (f->folder, "profiles.json", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) feeds = NULL;
  g_autoptr (CueFeedConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  CueProfile *profile = add_event (f);
  GtkWidget  *window = open_dialog (f, profile);
  GtkWidget  *row = add_connection (window);

  type (row, "Label", " Licences ");
  type (row, HOST, "acme");
  type (row, "Feeds (their event source IDs, with commas between)", "my-app-events, audience-app");
  type (row, KEY, key);
  g_assert_false (is_wrong (row, KEY));
  g_assert_true (ui_shows (row, "2 feeds · acme.events.10duke.com"));
  switch_on (row, "Production");
  switch_on (row, "Tokens for Every Feed");
  /* It can be done, and is said to be too wide. */
  g_assert_true (
    ui_shows (row,
              "Warning: Each token opens every feed of the tenant; one that names the feed "
              "gives less away."));
  save (f);

  connection = g_list_model_get_item (G_LIST_MODEL (cue_profile_get_tenduke (profile)), 0);
  g_assert_nonnull (connection);
  g_assert_cmpstr (cue_connection_get_label (connection), ==, "Licences");
  g_assert_cmpstr (cue_feed_connection_get_host (connection), ==, "acme");
  g_assert_true (cue_connection_get_production (connection));
  g_assert_true (cue_feed_connection_get_wildcard (connection));
  feeds = cue_feed_connection_list_feeds (connection);
  g_assert_cmpuint (g_strv_length (feeds), ==, 2);
  g_assert_cmpstr (feeds[1], ==, "audience-app");

  cue_profile_store_flush (f->store, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "Licences"));
  g_assert_null (strstr (text, "PRIVATE KEY"));

  window = open_dialog (f, profile);
  fake_engine_settle ();
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (ui_feeds_find_row (find_row (window), KEPT))),
                   ==,
                   "");
}

/* What is wrong stands at its field, with help, and keeps the event from being saved. */
static void
test_findings (UiFixture *f, gconstpointer data)
{
  GtkWidget *window = open_dialog (f, add_event (f));
  GtkWidget *row = add_connection (window);

  type (row, "Label", "Licences");
  type (row, HOST, "http://acme.events.10duke.com");
  g_assert_true (is_wrong (row, HOST));
  type (row, HOST, "acme");
  g_assert_false (is_wrong (row, HOST));
  type (row, "Feeds (their event source IDs, with commas between)", "exp");
  g_assert_nonnull (
    ui_find (row,
             is_shown_finding,
             ui_feeds_find_row (row, "Feeds (their event source IDs, with commas between)")));
  type (row, "Feeds (their event source IDs, with commas between)", "my-app-events");
  type (row, KEY, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----");
  g_assert_true (is_wrong (row, KEY));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), FALSE);
  g_assert_true (gtk_widget_activate_action (window, "profile.save", NULL));
  g_assert_nonnull (f->window);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  /* Without a key it can be kept, since one can be made later. */
  type (row, KEY, "");
  g_assert_false (is_wrong (row, KEY));
  save (f);
}

/* As when a file was chosen. */
static void
test_file (UiFixture *f, gconstpointer data)
{
  g_autofree char *key = ui_feeds_make_key ();
  g_autoptr (GBytes) good = g_bytes_new (key, strlen (key));
  g_autoptr (GBytes) bad = g_bytes_new_static ("\xff\xfe\x01garbage", 10);
  GtkWidget *window = open_dialog (f, add_event (f));
  GtkWidget *row = add_connection (window);

  cue_feed_connection_row_take_key (CUE_FEED_CONNECTION_ROW (row), bad);
  g_assert_true (is_wrong (row, KEY));
  cue_feed_connection_row_take_key (CUE_FEED_CONNECTION_ROW (row), good);
  g_assert_false (is_wrong (row, KEY));
  g_assert_nonnull (ui_find (row, is_shown_finding, ui_feeds_find_row (row, KEY)));
}

static gboolean
is_tested (gpointer window)
{
  return cue_profile_window_finish_test (CUE_PROFILE_WINDOW (window));
}

/* The key that was pasted is tried before it is kept. */
static void
test_test (UiFixture *f, gconstpointer data)
{
  g_autoptr (CueSimulator) simulator = cue_simulator_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *other = ui_feeds_make_key ();
  JsonObject      *tenant;
  GtkWidget       *window, *row;

  /* The tenant looks at the time, and has that of this computer. */
  cue_fake_clock_step_wall (CUE_FAKE_CLOCK (f->clock),
                            g_get_real_time () - cue_clock_get_wall (f->clock));
  cue_simulator_set_media (simulator, FALSE);
  cue_simulator_start (simulator, &error);
  g_assert_no_error (error);
  node = cue_simulator_describe (simulator);
  tenant = json_object_get_object_member (json_node_get_object (node), "tenduke");

  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  window = open_dialog (f, add_event (f));
  fake_engine_settle ();
  row = add_connection (window);
  type (row, "Label", "Licences");
  type (row, HOST, json_object_get_string_member (tenant, "baseUrl"));
  type (row, "Feeds (their event source IDs, with commas between)", "my-app-events");
  type (row, KEY, json_object_get_string_member (tenant, "privateKey"));
  fake_engine_wait (is_tested, window);
  g_assert_true (ui_shows (window, "1 connection answers"));

  g_assert_true (gtk_widget_activate_action (window, "profile.back", NULL));
  type (row, KEY, other);
  cue_profile_window_start_test (CUE_PROFILE_WINDOW (window));
  fake_engine_wait (is_tested, window);
  g_assert_false (ui_shows (window, "1 connection answers"));
  gtk_window_destroy (GTK_WINDOW (f->window));
  f->window = NULL;
  cue_simulator_stop (simulator);
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/feed-connections/add", test_add },
    { "/feed-connections/findings", test_findings },
    { "/feed-connections/file", test_file },
    { "/feed-connections/test", test_test },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
