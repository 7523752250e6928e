// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <locale.h>
#include <string.h>

#include "cue-access-words.h"
#include "cue-observation.h"
#include "doors-fixture.h"

// Where names are hidden, the record says that the same person came again, and not who.
static void
assert_discreet (DoorsFixture *f)
{
  CueAccessLog *log = CUE_ACCESS_LOG (doors_get_log (f));
  GListModel   *list = G_LIST_MODEL (cue_monitor_get_messages (f->monitor));
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_named = 0;

  for (guint i = 0; i < doors_count_rows (f); i++) {
    g_autoptr (CueAccessEvent)
      event = cue_access_log_get_event (log, cue_access_log_get_first_id (log) + i);
    const char *first = cue_access_event_get_text (event, CUE_ACCESS_FIELD_USER_FIRST_NAME);
    const char *last = cue_access_event_get_text (event, CUE_ACCESS_FIELD_USER_LAST_NAME);

    if (first != NULL && *first != '\0' && last != NULL && *last != '\0')
      g_hash_table_add (names, cue_access_words_person (event, FALSE));
  }
  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (CueObservation) observation = g_list_model_get_item (list, i);
    GHashTableIter iter;
    gpointer       name;

    g_hash_table_iter_init (&iter, names);
    while (g_hash_table_iter_next (&iter, &name, NULL)) {
      g_assert_null (strstr (cue_observation_get_subject (observation), name));
      g_assert_null (strstr (cue_observation_get_discreet (observation), name));
      if (strstr (cue_observation_get_detail (observation), name) == NULL)
        continue;
      doors_assert_has (cue_observation_get_discreet (observation), "Person ");
      n_named++;
    }
  }
  g_assert_cmpuint (n_named, >, 0);
}

static void
test_connects (DoorsFixture *f, gconstpointer data)
{
  GListModel *hubs;

  doors_set_fault (f, "SB-18", "one-per-frame");
  doors_start (f);
  g_assert_cmpuint (g_list_model_get_n_items (cue_monitor_get_sources (f->monitor)), ==, 4);
  DOORS_WAIT_FOR (doors_get_state (f) == CUE_HEALTH_OK);
  hubs = cue_doors_watch_get_hubs (cue_monitor_get_doors (f->monitor));
  // Three sites, two streams each, and one token for all of them.
  g_assert_cmpuint (g_list_model_get_n_items (hubs), ==, 6);
  doors_assert_has (cue_source_health_get_words (doors_get_health (f)), "6 streams");
  DOORS_WAIT_FOR (doors_count_rows (f) > 100 &&
                  doors_holds (cue_monitor_get_messages (f->monitor), "entry"));
  // A crowd does not push out what changed.
  g_assert_false (doors_observed (f, "entry"));
  g_assert_true (doors_observed (f, "connected"));
  assert_discreet (f);
  g_assert_cmpint (cue_source_health_get_last_good (doors_get_health (f)), >, 0);
  g_assert_null (doors_find (f, "doors.undecoded"));
  g_assert_null (doors_find_hub (f));

  cue_monitor_stop (f->monitor);
  g_assert_cmpuint (g_list_model_get_n_items (hubs), ==, 0);
  g_assert_cmpint (doors_get_state (f), ==, CUE_HEALTH_IDLE);
  g_assert_cmpuint (doors_count_rows (f), >, 100);
  cue_monitor_start (f->monitor);
  DOORS_WAIT_FOR (doors_get_state (f) == CUE_HEALTH_OK);
  // What came while nobody watched is missing, whoever ended the watching.
  DOORS_WAIT_FOR (doors_observed (f, "gap"));
}

static void
test_off (DoorsFixture *f, gconstpointer data)
{
  g_object_set (cue_profile_get_doors (f->profile), "enabled", FALSE, NULL);
  doors_start (f);
  g_assert_cmpuint (g_list_model_get_n_items (cue_monitor_get_sources (f->monitor)), ==, 3);
  g_assert_null (doors_get_health (f));
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (
                      cue_doors_watch_get_hubs (cue_monitor_get_doors (f->monitor))),
                    ==,
                    0);
}

static void
test_not_set_up (DoorsFixture *f, gconstpointer data)
{
  g_object_set (cue_profile_get_doors (f->profile), "token-source", CUE_TOKEN_SOURCE_PASTED, NULL);
  doors_start (f);
  DOORS_WAIT_FOR (doors_find (f, "doors.setup") != NULL);
  doors_assert_has (cue_problem_get_cause (doors_find (f, "doors.setup")), "paste");
  g_assert_cmpint (doors_get_state (f), ==, CUE_HEALTH_ERROR);
  cue_monitor_stop (f->monitor);
  g_object_set (cue_profile_get_doors (f->profile), "sites", "", NULL);
  cue_monitor_start (f->monitor);
  DOORS_WAIT_FOR (doors_find (f, "doors.setup") != NULL);
  doors_assert_has (cue_problem_get_cause (doors_find (f, "doors.setup")), "ID of the site");
}

static void
test_token_is_looked_at (DoorsFixture *f, gconstpointer data)
{
  doors_paste (f, doors_get_word (f, "noScopeToken"));
  doors_start (f);
  DOORS_WAIT_FOR (doors_find_hub (f) != NULL);
  // Nothing was sent.
  doors_assert_has (cue_problem_get_cause (doors_find_hub (f)), "user_api.full_access");
  g_assert_cmpint (cue_problem_get_severity (doors_find_hub (f)), ==, CUE_SEVERITY_ERROR);
  g_assert_cmpuint (cue_simulator_get_requests (f->simulator, "/v1/hub/entries"), ==, 0);
  g_assert_true (doors_observed (f, "blocked"));
}

static void
test_forbidden (DoorsFixture *f, gconstpointer data)
{
  doors_paste (f, doors_get_word (f, "noScopeToken"));
  g_object_set (cue_profile_get_doors (f->profile), "ignore-scope", TRUE, NULL);
  doors_start (f);
  DOORS_WAIT_FOR (doors_find_hub (f) != NULL);
  doors_assert_has (cue_problem_get_title (doors_find_hub (f)), "403");
  doors_assert_has (cue_problem_get_detail (doors_find_hub (f)), "lacks the scope");
  g_assert_cmpint (doors_get_state (f), ==, CUE_HEALTH_ERROR);
  g_assert_true (doors_observed (f, "blocked"));
}

static void
test_forbidden_user (DoorsFixture *f, gconstpointer data)
{
  // A plain Site User, who asks for everybody's events.
  doors_paste (f, doors_get_word (f, "siteUserToken"));
  doors_start (f);
  DOORS_WAIT_FOR (doors_find_hub (f) != NULL);
  doors_assert_has (cue_problem_get_title (doors_find_hub (f)), "403");
  doors_assert_has (cue_problem_get_detail (doors_find_hub (f)), "The scope:");
  doors_assert_has (cue_problem_get_detail (doors_find_hub (f)), "The role:");
  doors_assert_has (cue_problem_get_detail (doors_find_hub (f)), "own user ID");
}

// The right is taken away while it is connected: the next attempt says so, and is the last.
static void
test_forbidden_later (DoorsFixture *f, gconstpointer data)
{
  GListModel *hubs;

  g_object_set (cue_profile_get_doors (f->profile), "sites", doors_get_site (f, 0), NULL);
  doors_paste (f, doors_get_word (f, "token"));
  doors_start (f);
  DOORS_WAIT_FOR (doors_get_state (f) == CUE_HEALTH_OK);
  doors_set_fault (f, "SB-2", "bare");
  doors_set_fault (f, "SB-16", "1006");
  hubs = cue_doors_watch_get_hubs (cue_monitor_get_doors (f->monitor));
  g_assert_cmpuint (g_list_model_get_n_items (hubs), >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (hubs); i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (hubs, i);
    g_autofree char *words = NULL;
    g_autofree char *causes = NULL;

    DOORS_WAIT_FOR (cue_salto_hub_get_blocked (hub));
    words = cue_salto_hub_describe (hub);
    causes = cue_salto_hub_explain (hub);
    doors_assert_has (words, "403");
    doors_assert_has (causes, "The scope:");
    doors_assert_has (causes, "The role:");
    doors_assert_has (causes, "own user ID");
  }
  DOORS_WAIT_FOR (doors_get_state (f) == CUE_HEALTH_ERROR && doors_find_hub (f) != NULL);
  doors_assert_has (cue_problem_get_title (doors_find_hub (f)), "403");
}

static void
test_unauthorized (DoorsFixture *f, gconstpointer data)
{
  doors_paste (f, doors_get_word (f, "expiredToken"));
  g_object_set (cue_profile_get_doors (f->profile), "ignore-life", TRUE, NULL);
  doors_start (f);
  DOORS_WAIT_FOR (doors_find_hub (f) != NULL && doors_observed (f, "blocked"));
  doors_assert_has (cue_problem_get_title (doors_find_hub (f)), "401");
  doors_assert_has (cue_problem_get_cause (doors_find_hub (f)), "paste a new one");
}

static gboolean
all_blocked (DoorsFixture *f, guint n)
{
  GListModel *hubs = cue_doors_watch_get_hubs (cue_monitor_get_doors (f->monitor));

  for (guint i = 0; i < g_list_model_get_n_items (hubs); i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (hubs, i);

    if (!cue_salto_hub_get_blocked (hub))
      return FALSE;
  }
  return g_list_model_get_n_items (hubs) == n;
}

// One cause is one problem, which says whom it concerns, and goes when the last of them is well.
static void
test_one_cause (DoorsFixture *f, gconstpointer data)
{
  g_autofree char *sites =
    g_strdup_printf ("%s Hall\n%s Yard", doors_get_site (f, 0), doors_get_site (f, 1));
  g_autoptr (GError) error = NULL;

  doors_paste (f, doors_get_word (f, "token"));
  doors_set_fault (f, "SB-1", "bare");
  g_object_set (cue_profile_get_doors (f->profile), "sites", sites, "incidents", TRUE, NULL);
  doors_start (f);
  DOORS_WAIT_FOR (all_blocked (f, 4));
  g_assert_cmpuint (doors_count_hub (f), ==, 1);
  g_assert_cmpstr (cue_problem_get_id (doors_find_hub (f)), ==, "doors.hub.http-401");
  g_assert_cmpint (cue_problem_get_severity (doors_find_hub (f)), ==, CUE_SEVERITY_ERROR);
  doors_assert_has (cue_problem_get_title (doors_find_hub (f)), "401");
  doors_assert_has (cue_problem_get_title (doors_find_hub (f)), "4 streams");
  doors_assert_has (cue_problem_get_detail (doors_find_hub (f)), "Entries, Hall\n");
  doors_assert_has (cue_problem_get_detail (doors_find_hub (f)), "Incidents, Yard\n");
  doors_assert_has (cue_problem_get_detail (doors_find_hub (f)), "Identity Server");
  g_assert_true (cue_simulator_set_fault (f->simulator, "SB-1", FALSE, NULL, &error));
  g_assert_no_error (error);
  cue_doors_watch_retry (cue_monitor_get_doors (f->monitor));
  DOORS_WAIT_FOR (doors_get_state (f) == CUE_HEALTH_OK);
  g_assert_cmpuint (doors_count_hub (f), ==, 0);
}

static void
test_fresh_token (DoorsFixture *f, gconstpointer data)
{
  CueDoorsWatch *doors;

  g_object_set (cue_profile_get_doors (f->profile), "sites", doors_get_site (f, 0), NULL);
  doors_start (f);
  DOORS_WAIT_FOR (doors_get_state (f) == CUE_HEALTH_OK);
  doors = cue_monitor_get_doors (f->monitor);
  // All tokens until now have expired and every connection ends; nobody has to do anything.
  doors_set_fault (f, "SB-17", "drop");
  DOORS_WAIT_FOR (doors_observed (f, "gap") && doors_get_state (f) == CUE_HEALTH_OK);
  g_assert_nonnull (doors_find (f, "doors.gap"));
  g_assert_null (doors_find (f, "doors.token"));
  g_assert_null (
    cue_token_source_get_error (cue_doors_tokens_get_source (cue_doors_watch_get_tokens (doors))));
}

static void
test_out_of_order (DoorsFixture *f, gconstpointer data)
{
  static const struct {
    const char *id;
    const char *variant;
    const char *title;
  } cases[] = {
    { "SB-3", "404", "404" },           { "SB-3", "503", "refuses the connection" },
    { "SB-4", "html", "no WebSocket" }, { "SB-4", "redirect", "refuses the connection" },
    { "SB-5", "error", "handshake" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    doors_set_fault (f, cases[i].id, cases[i].variant);
    doors_paste (f, doors_get_word (f, "token"));
    doors_start (f);
    DOORS_WAIT_FOR (doors_find_hub (f) != NULL);
    doors_assert_has (cue_problem_get_title (doors_find_hub (f)), cases[i].title);
    g_assert_cmpint (cue_problem_get_severity (doors_find_hub (f)), ==, CUE_SEVERITY_WARNING);
    g_assert_nonnull (cue_problem_get_cause (doors_find_hub (f)));
    g_assert_true (cue_simulator_set_fault (f->simulator, cases[i].id, FALSE, NULL, &error));
    // It comes back by itself.
    cue_doors_watch_retry (cue_monitor_get_doors (f->monitor));
    DOORS_WAIT_FOR (doors_get_state (f) == CUE_HEALTH_OK);
    g_assert_null (doors_find_hub (f));
    cue_monitor_stop (f->monitor);
    g_assert_finalize_object (g_steal_pointer (&f->monitor));
  }
}

static void
test_told_not_to_return (DoorsFixture *f, gconstpointer data)
{
  doors_paste (f, doors_get_word (f, "token"));
  doors_start (f);
  DOORS_WAIT_FOR (doors_get_state (f) == CUE_HEALTH_OK);
  doors_set_fault (f, "SB-16", "no-reconnect");
  DOORS_WAIT_FOR (doors_find_hub (f) != NULL);
  doors_assert_has (cue_problem_get_title (doors_find_hub (f)), "closed the connection");
  g_assert_true (doors_observed (f, "blocked"));
  g_assert_true (cue_simulator_set_fault (f->simulator, "SB-16", FALSE, NULL, NULL));
  cue_doors_watch_retry (cue_monitor_get_doors (f->monitor));
  DOORS_WAIT_FOR (doors_get_state (f) == CUE_HEALTH_OK);
  // What was missed meanwhile is said, though the connection is another one.
  g_assert_true (doors_observed (f, "gap"));
}

static void
test_undecoded (DoorsFixture *f, gconstpointer data)
{
  GListModel *messages;

  doors_paste (f, doors_get_word (f, "token"));
  doors_set_fault (f, "SB-9", "not-json");
  doors_start (f);
  DOORS_WAIT_FOR (doors_find (f, "doors.undecoded") != NULL);
  messages = G_LIST_MODEL (cue_monitor_get_messages (f->monitor));
  g_assert_true (doors_holds (cue_monitor_get_messages (f->monitor), "undecoded"));
  g_assert_cmpuint (doors_count_rows (f), >, 0);
  // Nobody knows whom a text names that cannot be read.
  for (guint i = 0; i < g_list_model_get_n_items (messages); i++) {
    g_autoptr (CueObservation) observation = g_list_model_get_item (messages, i);

    if (g_str_equal (cue_observation_get_kind (observation), "undecoded")) {
      g_assert_cmpstr (cue_observation_get_detail (observation), !=, "");
      g_assert_cmpstr (cue_observation_get_discreet (observation), ==, "");
    }
  }
}

int
main (int argc, char **argv)
{
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/monitor/doors/" path, DoorsFixture, NULL, doors_set_up, function, doors_tear_down)
  ADD ("connects", test_connects);
  ADD ("off", test_off);
  ADD ("not-set-up", test_not_set_up);
  ADD ("token-is-looked-at", test_token_is_looked_at);
  ADD ("forbidden", test_forbidden);
  ADD ("forbidden-user", test_forbidden_user);
  ADD ("forbidden-later", test_forbidden_later);
  ADD ("unauthorized", test_unauthorized);
  ADD ("one-cause", test_one_cause);
  ADD ("fresh-token", test_fresh_token);
  ADD ("out-of-order", test_out_of_order);
  ADD ("told-not-to-return", test_told_not_to_return);
  ADD ("undecoded", test_undecoded);
  return g_test_run ();
}
