// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "feed-fixture.h"

#include <string.h>

#include "cue-system-clock.h"

gboolean
feed_fixture_too_late (gpointer user_data)
{
  g_error ("This takes more than %d s", LIMIT_S);
  return G_SOURCE_REMOVE;
}

const char *
feed_fixture_get (FeedFixture *f, const char *member)
{
  return json_object_get_string_member (json_object_get_object_member (json_node_get_object (
                                                                         f->described),
                                                                       "tenduke"),
                                        member);
}

void
feed_fixture_keep_key (FeedFixture *f, const char *pem)
{
  g_autofree char *kind = cue_connection_make_secret_kind (f->settings);
  g_autoptr (GBytes) secret = pem != NULL ? cue_secret_bytes_new (pem, strlen (pem)) : NULL;

  cue_secret_store_keep (f->secrets, cue_profile_get_id (f->profile), kind, secret);
}

static void
on_arrived (CueFeedDesk           *desk,
            CueFeedDeskConnection *connection,
            CueFeedSource         *source,
            guint64                first_id,
            guint                  n,
            FeedFixture           *f)
{
  f->n_arrived += n;
}

void
feed_fixture_set_up (FeedFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedConnection) settings = NULL;

  f->simulator = cue_simulator_new ();
  cue_simulator_set_media (f->simulator, FALSE);
  cue_simulator_start (f->simulator, &error);
  g_assert_no_error (error);
  f->described = cue_simulator_describe (f->simulator);
  f->secrets = cue_secret_store_new_private ();
  f->profile = cue_profile_new ();
  cue_profile_set_name (f->profile, "Show");
  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_STATE_URL);
  settings = g_object_new (CUE_TYPE_FEED_CONNECTION,
                           "label",
                           "Licences",
                           "host",
                           feed_fixture_get (f, "baseUrl"),
                           "feeds",
                           FEED "\n" QUIET,
                           NULL);
  f->settings = settings;
  feed_fixture_keep_key (f, feed_fixture_get (f, "privateKey"));
  cue_connection_list_add (cue_profile_get_tenduke (f->profile), settings);
  f->monitor = cue_monitor_new (f->profile, cue_system_clock_get_default (), f->secrets);
  f->connection =
    cue_desk_find (cue_monitor_get_feeds (f->monitor), cue_connection_get_id (settings));
  g_assert_nonnull (f->connection);
  g_signal_connect (cue_monitor_get_feeds (f->monitor), "arrived", G_CALLBACK (on_arrived), f);
}

void
feed_fixture_tear_down (FeedFixture *f, gconstpointer data)
{
  g_clear_object (&f->monitor);
  g_clear_object (&f->profile);
  g_clear_object (&f->secrets);
  json_node_unref (f->described);
  cue_simulator_stop (f->simulator);
  g_clear_object (&f->simulator);
}

void
feed_fixture_fault (FeedFixture *f, const char *id, const char *variant)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (params, "variant", variant);
  cue_simulator_set_fault (f->simulator, id, TRUE, params, &error);
  g_assert_no_error (error);
}
