// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The doors of an event where it meets its surroundings: the sign-in of a person, the list of all
// events, and the test of a form.

#include "cue-config.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

#include "cue-profile-test.h"
#include "cue-roster.h"
#include "cue-system-clock.h"
#include "doors-fixture.h"

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GBytes **) user_data = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, NULL);
}

static char *
look_up (DoorsFixture *f, const char *kind)
{
  GBytes *secret = NULL;
  char   *text;

  cue_secret_store_lookup_async (f->secrets,
                                 cue_profile_get_id (f->profile),
                                 kind,
                                 NULL,
                                 on_looked_up,
                                 &secret);
  DOORS_WAIT_FOR (secret != NULL);
  text = g_strndup (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret));
  g_bytes_unref (secret);
  return text;
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer done)
{
  *(int *) done = cue_doors_tokens_sign_in_finish (CUE_DOORS_TOKENS (source), result, NULL);
}

// The whole way: the Identity Server, where the person agrees at once, the way back, the tokens,
// the hub; and the next time nobody is asked.
static void
test_sign_in (DoorsFixture *f, gconstpointer data)
{
  g_autoptr (SoupSession) browser = soup_session_new ();
  g_autoptr (SoupMessage) page = NULL;
  g_autofree char *kept = NULL;
  CueDoorsTokens  *tokens;
  gboolean         done = FALSE;

  // A client for sign-ins has no secret, and this keyring answers with an error.
  g_object_unref (f->secrets);
  f->secrets = cue_secret_store_new ();
  g_object_set (cue_profile_get_doors (f->profile),
                "token-source",
                CUE_TOKEN_SOURCE_SIGN_IN,
                "client-id",
                doors_get_word (f, "signInClientId"),
                NULL);
  doors_start (f);
  DOORS_WAIT_FOR (doors_find_hub (f) != NULL && doors_observed (f, "blocked"));
  doors_assert_has (cue_problem_get_cause (doors_find_hub (f)), "sign in first");

  tokens = cue_doors_watch_get_tokens (cue_monitor_get_doors (f->monitor));
  page = soup_message_new (SOUP_METHOD_GET, cue_doors_tokens_begin_sign_in (tokens, NULL));
  soup_session_send_and_read_async (browser, page, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  cue_doors_tokens_sign_in_async (tokens, NULL, on_signed_in, &done);
  DOORS_WAIT_FOR (done && doors_get_state (f) == CUE_HEALTH_OK);
  g_assert_cmpint (soup_message_get_status (page), ==, SOUP_STATUS_OK);
  kept = look_up (f, CUE_SECRET_KIND_DOORS_REFRESH);

  cue_monitor_stop (f->monitor);
  g_assert_finalize_object (g_steal_pointer (&f->monitor));
  doors_start (f);
  DOORS_WAIT_FOR (doors_get_state (f) == CUE_HEALTH_OK);
}

static void
test_roster (DoorsFixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("cuelight-doors-XXXXXX", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "profiles.json", NULL);
  g_autoptr (CueProfileStore) store = cue_profile_store_new (file);
  CueRoster       *roster = cue_roster_new (cue_system_clock_get_default (), store, f->secrets);
  g_autofree char *kept = NULL;
  CueMonitor      *first;
  GListModel      *log;
  guint            n;

  cue_profile_set_transient (f->profile, TRUE);
  g_object_set (cue_profile_get_doors (f->profile),
                "sites",
                doors_get_site (f, 0),
                "token-source",
                CUE_TOKEN_SOURCE_REFRESH_TOKEN,
                NULL);
  doors_keep (f, CUE_SECRET_KIND_DOORS_REFRESH, doors_get_word (f, "refreshToken"));
  cue_roster_load (roster, NULL);
  cue_profile_store_add (store, f->profile);
  first = f->monitor = cue_roster_find (roster, cue_profile_get_id (f->profile));
  DOORS_WAIT_FOR (doors_get_state (f) == CUE_HEALTH_OK && doors_count_rows (f) > 0);

  // A refresh token that the service replaced is kept, and disturbs nobody.
  kept = look_up (f, CUE_SECRET_KIND_DOORS_REFRESH);
  g_assert_cmpstr (kept, !=, doors_get_word (f, "refreshToken"));
  g_assert_true (cue_roster_find (roster, cue_profile_get_id (f->profile)) == first);

  // Another site makes another monitor; what was seen stays.
  log = doors_get_log (f);
  n = doors_count_rows (f);
  g_object_set (cue_profile_get_doors (f->profile), "sites", doors_get_site (f, 1), NULL);
  DOORS_WAIT_FOR ((f->monitor = cue_roster_find (roster, cue_profile_get_id (f->profile))) !=
                  first);
  g_assert_true (doors_get_log (f) == log);
  g_assert_cmpuint (doors_count_rows (f), >=, n);
  DOORS_WAIT_FOR (doors_get_state (f) == CUE_HEALTH_OK);
  g_assert_false (doors_observed (f, "gap"));

  // Back at the first one: the time in between is a gap there.
  first = f->monitor;
  g_object_set (cue_profile_get_doors (f->profile), "sites", doors_get_site (f, 0), NULL);
  DOORS_WAIT_FOR ((f->monitor = cue_roster_find (roster, cue_profile_get_id (f->profile))) !=
                  first);
  DOORS_WAIT_FOR (doors_observed (f, "gap"));

  f->monitor = NULL;
  cue_roster_stop (roster);
  g_assert_finalize_object (roster);
  g_file_delete (file, NULL, NULL);
  g_rmdir (folder);
}

static CueTestStep *
get_step (CueProfileTest *test, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (test)); i++) {
    g_autoptr (CueTestStep) step = g_list_model_get_item (G_LIST_MODEL (test), i);

    if (g_str_equal (cue_test_step_get_id (step), id))
      return step;
  }
  return NULL;
}

static CueProfileTest *
try (DoorsFixture *f, const char *kind, const char *typed)
{
  CueProfileTest *test =
    cue_profile_test_new (f->profile, cue_system_clock_get_default (), f->secrets, NULL);

  if (typed != NULL) {
    g_autoptr (GBytes) secret = cue_secret_bytes_new (typed, strlen (typed));

    cue_profile_test_set_doors_secret (test, kind, secret);
  }
  cue_profile_test_start (test);
  DOORS_WAIT_FOR (!cue_profile_test_get_running (test));
  return test;
}

static void
assert_step (CueProfileTest *test, const char *id, CueTestState state, const char *part)
{
  g_assert_cmpint (cue_test_step_get_state (get_step (test, id)), ==, state);
  doors_assert_has (cue_test_step_get_words (get_step (test, id)), part);
}

static void
test_profile_test (DoorsFixture *f, gconstpointer data)
{
  g_autoptr (CueProfileTest) good = NULL;
  g_autoptr (CueProfileTest) forbidden = NULL;
  g_autoptr (CueProfileTest) missing = NULL;
  g_autoptr (CueProfileTest) off = NULL;
  g_autoptr (CueProfileTest) cancelled = NULL;

  // The event itself cannot be reached; its doors are tried all the same.
  good = try (f, NULL, NULL);
  assert_step (good, "assets", CUE_TEST_STATE_SKIPPED, "earlier step");
  assert_step (good, "doors-token", CUE_TEST_STATE_PASSED, "Lives ");
  assert_step (good, "doors", CUE_TEST_STATE_PASSED, "6 streams");

  g_object_set (cue_profile_get_doors (f->profile), "token-source", CUE_TOKEN_SOURCE_PASTED, NULL);
  missing = try (f, NULL, NULL);
  assert_step (missing, "doors-token", CUE_TEST_STATE_FAILED, "No access token");
  assert_step (missing, "doors", CUE_TEST_STATE_SKIPPED, "earlier step");

  // What stands in the form comes first, and is not stored.
  forbidden = try (f, CUE_SECRET_KIND_DOORS_TOKEN, doors_get_word (f, "siteUserToken"));
  assert_step (forbidden, "doors-token", CUE_TEST_STATE_PASSED, "Lives ");
  assert_step (forbidden, "doors", CUE_TEST_STATE_FAILED, "own user ID");

  cancelled = cue_profile_test_new (f->profile, cue_system_clock_get_default (), f->secrets, NULL);
  cue_profile_test_start (cancelled);
  cue_profile_test_cancel (cancelled);
  assert_step (cancelled, "doors", CUE_TEST_STATE_SKIPPED, "Cancelled");

  g_object_set (cue_profile_get_doors (f->profile), "enabled", FALSE, NULL);
  off = try (f, NULL, NULL);
  g_assert_null (get_step (off, "doors"));
}

// Lets the monitor go in the middle of one of the signals about its doors.
typedef struct {
  DoorsFixture *f;
  guint         left; // signals before that
} Dropper;

static void
on_any_signal (Dropper *dropper)
{
  if (dropper->f->monitor != NULL && dropper->left-- == 0)
    g_clear_object (&dropper->f->monitor);
}

static void
listen (Dropper *dropper, gpointer object, const char *signal)
{
  g_signal_connect_swapped (object, signal, G_CALLBACK (on_any_signal), dropper);
}

static void
drop_in_nth (DoorsFixture *f, guint n)
{
  Dropper  dropper = { f, n };
  gpointer weak;

  f->monitor = cue_monitor_new (f->profile, cue_system_clock_get_default (), f->secrets);
  cue_monitor_set_limits_path (f->monitor, "/nonexistent/limits");
  weak = f->monitor;
  g_object_add_weak_pointer (weak, &weak);
  listen (&dropper, cue_monitor_get_doors (f->monitor), "changed");
  listen (&dropper, cue_monitor_get_doors (f->monitor), "received");
  listen (&dropper, cue_monitor_get_problems (f->monitor), "raised");
  listen (&dropper, cue_monitor_get_problems (f->monitor), "cleared");
  listen (&dropper, cue_monitor_get_source (f->monitor, CUE_LANE_DOORS), "notify");
  listen (&dropper, cue_monitor_get_messages (f->monitor), "items-changed");
  listen (&dropper, doors_get_log (f), "items-changed");
  cue_monitor_start (f->monitor);
  DOORS_WAIT_FOR (f->monitor == NULL);
  // What is under way holds it a little longer.
  DOORS_WAIT_FOR (weak == NULL);
}

static void
test_dropped_in_a_signal (DoorsFixture *f, gconstpointer data)
{
  doors_set_fault (f, "SB-18", "one-per-frame");
  for (guint n = 0; n < 120; n++)
    drop_in_nth (f, n);
}

int
main (int argc, char **argv)
{
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                 \
  g_test_add ("/monitor/doors-event/" path, \
              DoorsFixture,                 \
              NULL,                         \
              doors_set_up,                 \
              function,                     \
              doors_tear_down)
  ADD ("sign-in", test_sign_in);
  ADD ("roster", test_roster);
  ADD ("profile-test", test_profile_test);
  ADD ("dropped-in-a-signal", test_dropped_in_a_signal);
  return g_test_run ();
}
