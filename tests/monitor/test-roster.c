// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "cue-fake-clock.h"
#include "cue-json.h"
#include "cue-roster.h"
#include "cue-time.h"
#include "fake-engine.h"


typedef struct {
  FakeEngine      *engine;
  CueClock        *clock;
  CueSecretStore  *secrets;
  CueProfileStore *store;
  CueRoster       *roster;
  char            *folder;
  GFile           *file;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->engine = fake_engine_new ();
  f->clock = cue_fake_clock_new (CUE_SECONDS (1795164000), CUE_SECONDS (5000));
  f->secrets = cue_secret_store_new_private ();
  f->folder = g_dir_make_tmp ("cuelight-roster-XXXXXX", NULL);
  f->file = g_file_new_build_filename (f->folder, "profiles.json", NULL);
  f->store = cue_profile_store_new (f->file);
  f->roster = cue_roster_new (f->clock, f->store, f->secrets);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  cue_roster_stop (f->roster);
  g_assert_finalize_object (f->roster);
  g_object_unref (f->store);
  g_object_unref (f->secrets);
  fake_engine_free (f->engine);
  g_object_unref (f->clock);
  g_file_delete (f->file, NULL, NULL);
  g_object_unref (f->file);
  g_rmdir (f->folder);
  g_free (f->folder);
}

static CueProfile *
add_event (Fixture *f, const char *name)
{
  g_autoptr (CueProfile)
    profile = fake_engine_make_profile (f->engine, CUE_PROFILE_SOURCE_STATE_URL);

  cue_profile_set_name (profile, name);
  cue_profile_store_add (f->store, profile);
  return profile;
}

static CueMonitor *
peek (Fixture *f, guint position)
{
  g_autoptr (CueMonitor) monitor = g_list_model_get_item (G_LIST_MODEL (f->roster), position);

  return monitor;
}

static void
assert_order (Fixture *f, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->roster)); i++)
    g_string_append (names, cue_monitor_get_title (peek (f, i)));
  g_assert_cmpstr (names->str, ==, expected);
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_follows_store (Fixture *f, gconstpointer data)
{
  g_autoptr (CueMonitor) b = NULL;
  CueProfile *middle;

  cue_roster_load (f->roster, NULL);
  add_event (f, "A");
  middle = add_event (f, "B");
  add_event (f, "C");
  assert_order (f, "ABC");
  b = g_object_ref (peek (f, 1));
  g_assert_true (cue_monitor_get_running (b));

  // A move takes the running monitor along.
  cue_profile_store_move (f->store, middle, 0);
  assert_order (f, "BAC");
  g_assert_true (peek (f, 0) == b);
  g_assert_true (cue_monitor_get_running (b));
  g_assert_true (cue_roster_find (f->roster, cue_profile_get_id (middle)) == b);

  cue_profile_store_duplicate (f->store, middle);
  assert_order (f, "BB (copy)AC");

  // A deleted one stops, even while a window still holds it.
  cue_profile_store_remove (f->store, middle);
  assert_order (f, "B (copy)AC");
  g_assert_false (cue_monitor_get_running (b));
  drain ();
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, GString *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static void
test_replaces (Fixture *f, gconstpointer data)
{
  g_autoptr (CueMonitor) first = NULL;
  g_autoptr (CueMonitor) second = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GBytes) secret = cue_secret_bytes_new ("sesame", 6);
  CueProfile *profile;

  cue_roster_load (f->roster, NULL);
  add_event (f, "A");
  profile = add_event (f, "B");
  first = g_object_ref (peek (f, 1));
  g_signal_connect (f->roster, "items-changed", G_CALLBACK (on_items_changed), log);

  // A name, a colour and the pace do not disturb it.
  cue_profile_set_name (profile, "Bee");
  cue_profile_set_colour (profile, "#3584e4");
  cue_profile_set_poll_interval (profile, 30);
  drain ();
  assert_order (f, "ABee");
  g_assert_true (peek (f, 1) == first);
  g_assert_cmpuint (cue_engine_poller_get_interval (cue_monitor_get_poller (first)), ==, 30);
  g_assert_cmpstr (log->str, ==, "");

  // Another way to the event does; several fields at once make one new monitor.
  cue_profile_set_source_kind (profile, CUE_PROFILE_SOURCE_API_KEY);
  cue_profile_set_iss (profile, "other-site");
  drain ();
  g_assert_cmpstr (log->str, ==, "1-1+1 ");
  second = g_object_ref (peek (f, 1));
  g_assert_true (second != first);
  g_assert_false (cue_monitor_get_running (first));
  g_assert_true (cue_monitor_get_running (second));
  g_assert_true (cue_monitor_get_profile (second) == profile);

  // So does its secret, and nobody else's.
  cue_secret_store_keep (f->secrets,
                         cue_profile_get_id (cue_monitor_get_profile (peek (f, 0))),
                         CUE_SECRET_KIND_ENGINE,
                         secret);
  drain ();
  g_assert_cmpstr (log->str, ==, "1-1+1 ");
  cue_secret_store_keep (f->secrets, cue_profile_get_id (profile), CUE_SECRET_KIND_ENGINE, secret);
  drain ();
  g_assert_cmpstr (log->str, ==, "1-1+1 1-1+1 ");
  drain ();
}

static JsonObject *parse (const char *format, ...) G_GNUC_PRINTF (1, 2);

static JsonObject *
parse (const char *format, ...)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  va_list args;
  char   *text;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  bytes = g_bytes_new_take (text, strlen (text));
  node = cue_json_parse (bytes, NULL);
  return json_node_dup_object (node);
}

static void
test_demo (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) good = NULL;
  g_autoptr (JsonObject) foreign = NULL;
  g_autoptr (JsonObject) empty = NULL;
  g_autoptr (GError) error = NULL;
  CueMonitor *monitor;

  good = parse ("{\"stateUrlEndpoint\":\"%s/state-url\",\"iss\":\"demo-site\","
                "\"aud\":\"demo-service\",\"secret\":\"0123456789\",\"controlUrl\":null}",
                fake_engine_get_base (f->engine));
  foreign = parse ("{\"stateUrlEndpoint\":\"https://example.invalid/state-url\","
                   "\"iss\":\"a\",\"aud\":\"b\",\"secret\":\"c\"}");
  empty = parse ("{}");

  cue_roster_load (f->roster, NULL);
  g_assert_null (cue_roster_add_demo (f->roster, empty, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
  g_clear_error (&error);
  // A simulator is on this computer or it is none.
  g_assert_null (cue_roster_add_demo (f->roster, foreign, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
  g_clear_error (&error);

  monitor = cue_roster_add_demo (f->roster, good, &error);
  g_assert_no_error (error);
  fake_engine_wait_polls (monitor, 1);
  g_assert_nonnull (cue_monitor_get_state (monitor));
  cue_profile_store_flush (f->store, NULL);
  {
    g_autofree char *text = NULL;

    g_file_load_contents (f->file, NULL, &text, NULL, NULL, NULL);
    g_assert_nonnull (text);
    g_assert_null (strstr (text, "demo"));
  }
  cue_roster_remove_demo (f->roster);
  assert_order (f, "");
}

// No keyring works here, and asking one would be complained about.
static void
test_demo_and_keyring (Fixture *f, gconstpointer data)
{
  g_autoptr (CueSecretStore) keyring = cue_secret_store_new ();
  g_autoptr (CueProfileStore) store = cue_profile_store_new (f->file);
  g_autoptr (CueRoster) roster = cue_roster_new (f->clock, store, keyring);
  g_autoptr (JsonObject) demo = NULL;
  g_autoptr (GError) error = NULL;

  demo = parse ("{\"stateUrlEndpoint\":\"%s/state-url\",\"iss\":\"demo-site\","
                "\"aud\":\"demo-service\",\"secret\":\"0123456789\"}",
                fake_engine_get_base (f->engine));
  g_assert_nonnull (cue_roster_add_demo (roster, demo, &error));
  g_assert_no_error (error);
  cue_roster_remove_demo (roster);
  for (guint i = 0; i < 20; i++)
    fake_engine_settle ();
  g_assert_cmpint (cue_secret_store_get_reason (keyring), ==, CUE_SECRET_REASON_NONE);
  cue_roster_stop (roster);
}

static void
test_damaged_store (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_file_replace_contents (f->file, "{", 1, NULL, FALSE, 0, NULL, NULL, NULL);
  g_assert_false (cue_roster_load (f->roster, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
  add_event (f, "A");
  assert_order (f, "A");
  g_assert_true (cue_monitor_get_running (peek (f, 0)));
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);

    g_unlink (path);
  }
}

static gboolean
all_have_state (gpointer data)
{
  Fixture *f = data;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->roster)); i++) {
    if (cue_monitor_get_state (peek (f, i)) == NULL)
      return FALSE;
  }
  return TRUE;
}

static void
test_many (Fixture *f, gconstpointer data)
{
  const guint n = 200;

  cue_roster_load (f->roster, NULL);
  for (guint i = 0; i < n; i++)
    add_event (f, "E");
  fake_engine_wait (all_have_state, f);
  // Nothing but the poll of each waits for a time.
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (f->clock)), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (cue_monitor_get_severity (peek (f, i)), ==, CUE_HEALTH_OK);
  cue_roster_stop (f->roster);
  drain ();
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (f->clock)), ==, 0);
}

// A window that is not drawn yet is not slowed down by requests.
static void
test_hold (Fixture *f, gconstpointer data)
{
  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  cue_roster_hold (f->roster);
  cue_roster_load (f->roster, NULL);
  add_event (f, "a");
  fake_engine_settle ();
  g_assert_false (cue_monitor_get_running (peek (f, 0)));
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state"), ==, 0);

  cue_roster_release (f->roster);
  fake_engine_wait_polls (peek (f, 0), 1);
  add_event (f, "b");
  fake_engine_wait_polls (peek (f, 1), 1);
  cue_profile_store_flush (f->store, NULL);
}

int
main (int argc, char **argv)
{
  g_autofree char *state = NULL;

  setlocale (LC_ALL, "");
  state = g_dir_make_tmp ("cuelight-state-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/monitor/roster/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("follows-store", test_follows_store);
  ADD ("replaces", test_replaces);
  ADD ("demo", test_demo);
  ADD ("demo-and-keyring", test_demo_and_keyring);
  ADD ("damaged-store", test_damaged_store);
  ADD ("many", test_many);
  ADD ("hold", test_hold);
  return g_test_run ();
}
