// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The event of a demo: what can be done with it, what it keeps, and that it can be had again. */

#include "ui-window.h"

/* The service of a demo, as the simulator describes its own. */
static JsonObject *
describe (UiFixture *f)
{
  JsonObject      *description = json_object_new ();
  g_autofree char *url = g_strconcat (fake_engine_get_base (f->engine), "/state-url", NULL);

  json_object_set_string_member (description, "stateUrlEndpoint", url);
  json_object_set_string_member (description, "iss", "demo-site");
  json_object_set_string_member (description, "aud", "demo-service");
  json_object_set_string_member (
    description, "secret", "demo-only-secret-not-for-production-0123456789abcdef0123456789abcdef");
  return description;
}

/* A demo is not kept, so it cannot be edited; but it can be ended. */
static void
test_commands (UiFixture *f, gconstpointer data)
{
  CueWindow *window = ui_window_show (f);
  g_autoptr (JsonObject) description = describe (f);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (cue_roster_add_demo (f->roster, description, &error));
  g_assert_no_error (error);
  g_assert_nonnull (cue_window_get_session (window));
  ui_window_activate (window, "event.edit");
  ui_window_activate (window, "event.duplicate");
  g_assert_cmpuint (ui_window_count (), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->roster)), ==, 1);
  cue_roster_remove_demo (f->roster);
  fake_engine_settle ();
  g_assert_null (cue_window_get_session (window));
}

/* What is said about the doors of a demo ends with it: the user's file is not touched. */
static void
test_notes (UiFixture *f, gconstpointer data)
{
  static const char doors[] =
    "{\"sites\":[{\"id\":\"a\"}],\"hubUrl\":\"http://127.0.0.1:1\",\"identityUrl\":"
    "\"http://127.0.0.1:1\",\"clientId\":\"a\",\"clientSecret\":\"b\"}";
  g_autofree char *path = g_build_filename (f->folder, "door-notes.json", NULL);
  g_autoptr (JsonObject) description = describe (f);
  CueMonitor      *monitor;
  CueAccessNotes  *notes;
  CueEventSession *session;

  json_object_set_member (description, "salto", json_from_string (doors, NULL));
  monitor = cue_roster_add_demo (f->roster, description, NULL);
  session = cue_session_list_find (f->sessions,
                                   cue_profile_get_id (cue_monitor_get_profile (monitor)),
                                   NULL);
  notes = cue_access_view_get_notes (cue_event_session_get_access_view (session));
  g_assert_true (cue_access_notes_set (notes, "one", TRUE, "seen", cue_clock_get_wall (f->clock)));
  fake_engine_settle ();
  g_assert_true (cue_access_notes_flush (notes, NULL));
  g_assert_cmpuint (cue_access_notes_get_n_notes (notes), ==, 1);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static gboolean
is_demo_there (gpointer window)
{
  return cue_window_get_session (window) != NULL;
}

/* Removing its event ends the demo, so that it can be started again, once more with one event. */
static void
test_again (UiFixture *f, gconstpointer data)
{
  CueWindow *window = ui_window_show (f);

  for (guint i = 0; i < 2; i++) {
    cue_window_start_demo (window, "calm");
    fake_engine_wait (is_demo_there, window);
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->roster)), ==, 1);
    g_assert_nonnull (cue_window_get_demo_control (window));
    cue_roster_remove_demo (f->roster);
    fake_engine_settle ();
    g_assert_null (cue_window_get_session (window));
  }

  /* Nobody is told of a demo that comes up after the window has gone. */
  cue_window_start_demo (window, "calm");
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/demo-event/commands", test_commands },
    { "/demo-event/notes", test_notes },
    { "/demo-event/again", test_again },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
