// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

#include "cue-access-words.h"
#include "cue-demo-doors.h"
#include "cue-observation.h"
#include "cue-profile-test.h"
#include "cue-roster.h"
#include "cue-simulator.h"
#include "cue-system-clock.h"

#define LIMIT (20 * G_USEC_PER_SEC)

// An event whose doors are the simulator's; its state URL leads nowhere, which is not what is
// tried.
typedef struct {
  CueSimulator   *simulator;
  CueSecretStore *secrets;
  CueProfile     *profile;
  CueMonitor     *monitor;
  JsonNode       *description;
  JsonObject     *salto; // in the description
} Fixture;

static const char *
get_word (Fixture *f, const char *name)
{
  return json_object_get_string_member (f->salto, name);
}

static const char *
get_site (Fixture *f, guint n)
{
  return json_array_get_string_element (json_object_get_array_member (f->salto, "siteIds"), n);
}

static void
keep (Fixture *f, const char *kind, const char *text)
{
  g_autoptr (GBytes) secret = cue_secret_bytes_new (text, strlen (text));

  cue_secret_store_keep (f->secrets, cue_profile_get_id (f->profile), kind, secret);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;

  f->simulator = cue_simulator_new ();
  cue_simulator_set_media (f->simulator, FALSE);
  g_assert_true (cue_simulator_start (f->simulator, &error));
  g_assert_no_error (error);
  f->description = cue_simulator_describe (f->simulator);
  f->salto = json_object_get_object_member (json_node_get_object (f->description), "salto");
  f->secrets = cue_secret_store_new_private ();
  f->profile = cue_profile_new ();
  cue_profile_set_name (f->profile, "Doors");
  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_STATE_URL);
  cue_profile_set_state_url (f->profile, "http://127.0.0.1:1/state");
  secret =
    cue_demo_doors_read (cue_profile_get_doors (f->profile), json_node_get_object (f->description));
  cue_secret_store_keep (f->secrets,
                         cue_profile_get_id (f->profile),
                         CUE_SECRET_KIND_DOORS_CLIENT,
                         secret);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->monitor != NULL) {
    cue_monitor_stop (f->monitor);
    g_assert_finalize_object (f->monitor);
  }
  cue_simulator_stop (f->simulator);
  g_object_unref (f->simulator);
  g_object_unref (f->profile);
  g_object_unref (f->secrets);
  json_node_unref (f->description);
}

static void
start (Fixture *f)
{
  f->monitor = cue_monitor_new (f->profile, cue_system_clock_get_default (), f->secrets);
  cue_monitor_set_limits_path (f->monitor, "/nonexistent/limits");
  cue_monitor_start (f->monitor);
}

// One site, one stream, a pasted token.
static void
paste (Fixture *f, const char *token)
{
  g_object_set (cue_profile_get_doors (f->profile),
                "sites",
                get_site (f, 0),
                "incidents",
                FALSE,
                "token-source",
                CUE_TOKEN_SOURCE_PASTED,
                NULL);
  keep (f, CUE_SECRET_KIND_DOORS_TOKEN, token);
}

static void
set_fault (Fixture *f, const char *id, const char *variant)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (params, "variant", variant);
  g_assert_true (cue_simulator_set_fault (f->simulator, id, TRUE, params, &error));
  g_assert_no_error (error);
}

static gboolean
on_limit (gpointer user_data)
{
  g_error ("what was waited for did not come");
  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(condition)                                     \
  do {                                                          \
    guint limit = g_timeout_add (LIMIT / 1000, on_limit, NULL); \
    while (!(condition))                                        \
      g_main_context_iteration (NULL, TRUE);                    \
    g_source_remove (limit);                                    \
  } while (0)

static CueSourceHealth *
get_health (Fixture *f)
{
  return cue_monitor_get_source (f->monitor, CUE_LANE_DOORS);
}

static CueHealth
get_state (Fixture *f)
{
  return cue_source_health_get_state (get_health (f));
}

static CueProblem *
find (Fixture *f, const char *id)
{
  return cue_problem_list_find (cue_monitor_get_problems (f->monitor), id);
}

static CueProblem *
find_hub (Fixture *f)
{
  g_autofree char *id = g_strdup_printf ("doors.hub.entries.%s", get_site (f, 0));

  return find (f, id);
}

static GListModel *
get_log (Fixture *f)
{
  return G_LIST_MODEL (cue_doors_watch_get_log (cue_monitor_get_doors (f->monitor)));
}

static guint
count_rows (Fixture *f)
{
  cue_access_log_flush (CUE_ACCESS_LOG (get_log (f)));
  return g_list_model_get_n_items (get_log (f));
}

static gboolean
holds (CueRing *ring, const char *kind)
{
  GListModel *list = G_LIST_MODEL (ring);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (CueObservation) observation = g_list_model_get_item (list, i);

    if (g_str_equal (cue_observation_get_lane (observation), CUE_LANE_DOORS) &&
        g_str_equal (cue_observation_get_kind (observation), kind))
      return TRUE;
  }
  return FALSE;
}

static gboolean
observed (Fixture *f, const char *kind)
{
  return holds (cue_monitor_get_observations (f->monitor), kind);
}

static void
assert_has (const char *text, const char *part)
{
  if (text == NULL || strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

// Where names are hidden, the record says that the same person came again, and not who.
static void
assert_discreet (Fixture *f)
{
  CueAccessLog *log = CUE_ACCESS_LOG (get_log (f));
  GListModel   *list = G_LIST_MODEL (cue_monitor_get_messages (f->monitor));
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_named = 0;

  for (guint i = 0; i < count_rows (f); i++) {
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
      assert_has (cue_observation_get_discreet (observation), "Person ");
      n_named++;
    }
  }
  g_assert_cmpuint (n_named, >, 0);
}

static void
test_connects (Fixture *f, gconstpointer data)
{
  GListModel *hubs;

  set_fault (f, "SB-18", "one-per-frame");
  start (f);
  g_assert_cmpuint (g_list_model_get_n_items (cue_monitor_get_sources (f->monitor)), ==, 4);
  WAIT_FOR (get_state (f) == CUE_HEALTH_OK);
  hubs = cue_doors_watch_get_hubs (cue_monitor_get_doors (f->monitor));
  // Three sites, two streams each, and one token for all of them.
  g_assert_cmpuint (g_list_model_get_n_items (hubs), ==, 6);
  assert_has (cue_source_health_get_words (get_health (f)), "6 streams");
  WAIT_FOR (count_rows (f) > 100 && holds (cue_monitor_get_messages (f->monitor), "entry"));
  // A crowd does not push out what changed.
  g_assert_false (observed (f, "entry"));
  g_assert_true (observed (f, "connected"));
  assert_discreet (f);
  g_assert_cmpint (cue_source_health_get_last_good (get_health (f)), >, 0);
  g_assert_null (find (f, "doors.undecoded"));
  g_assert_null (find_hub (f));

  cue_monitor_stop (f->monitor);
  g_assert_cmpuint (g_list_model_get_n_items (hubs), ==, 0);
  g_assert_cmpint (get_state (f), ==, CUE_HEALTH_IDLE);
  g_assert_cmpuint (count_rows (f), >, 100);
  cue_monitor_start (f->monitor);
  WAIT_FOR (get_state (f) == CUE_HEALTH_OK);
  // What came while nobody watched is missing, whoever ended the watching.
  WAIT_FOR (observed (f, "gap"));
}

static void
test_off (Fixture *f, gconstpointer data)
{
  g_object_set (cue_profile_get_doors (f->profile), "enabled", FALSE, NULL);
  start (f);
  g_assert_cmpuint (g_list_model_get_n_items (cue_monitor_get_sources (f->monitor)), ==, 3);
  g_assert_null (get_health (f));
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (
                      cue_doors_watch_get_hubs (cue_monitor_get_doors (f->monitor))),
                    ==,
                    0);
}

static void
test_not_set_up (Fixture *f, gconstpointer data)
{
  g_object_set (cue_profile_get_doors (f->profile), "token-source", CUE_TOKEN_SOURCE_PASTED, NULL);
  start (f);
  WAIT_FOR (find (f, "doors.setup") != NULL);
  assert_has (cue_problem_get_cause (find (f, "doors.setup")), "paste");
  g_assert_cmpint (get_state (f), ==, CUE_HEALTH_ERROR);
  cue_monitor_stop (f->monitor);
  g_object_set (cue_profile_get_doors (f->profile), "sites", "", NULL);
  cue_monitor_start (f->monitor);
  WAIT_FOR (find (f, "doors.setup") != NULL);
  assert_has (cue_problem_get_cause (find (f, "doors.setup")), "ID of the site");
}

static void
test_token_is_looked_at (Fixture *f, gconstpointer data)
{
  paste (f, get_word (f, "noScopeToken"));
  start (f);
  WAIT_FOR (find_hub (f) != NULL);
  // Nothing was sent.
  assert_has (cue_problem_get_cause (find_hub (f)), "user_api.full_access");
  g_assert_cmpint (cue_problem_get_severity (find_hub (f)), ==, CUE_SEVERITY_ERROR);
  g_assert_cmpuint (cue_simulator_get_requests (f->simulator, "/v1/hub/entries"), ==, 0);
  g_assert_true (observed (f, "blocked"));
}

static void
test_forbidden (Fixture *f, gconstpointer data)
{
  paste (f, get_word (f, "noScopeToken"));
  g_object_set (cue_profile_get_doors (f->profile), "ignore-scope", TRUE, NULL);
  start (f);
  WAIT_FOR (find_hub (f) != NULL);
  assert_has (cue_problem_get_title (find_hub (f)), "403");
  assert_has (cue_problem_get_detail (find_hub (f)), "lacks the scope");
  g_assert_cmpint (get_state (f), ==, CUE_HEALTH_ERROR);
  g_assert_true (observed (f, "blocked"));
}

static void
test_forbidden_user (Fixture *f, gconstpointer data)
{
  // A plain Site User, who asks for everybody's events.
  paste (f, get_word (f, "siteUserToken"));
  start (f);
  WAIT_FOR (find_hub (f) != NULL);
  assert_has (cue_problem_get_title (find_hub (f)), "403");
  assert_has (cue_problem_get_detail (find_hub (f)), "The scope:");
  assert_has (cue_problem_get_detail (find_hub (f)), "The role:");
  assert_has (cue_problem_get_detail (find_hub (f)), "own user ID");
}

static void
test_unauthorized (Fixture *f, gconstpointer data)
{
  paste (f, get_word (f, "expiredToken"));
  g_object_set (cue_profile_get_doors (f->profile), "ignore-life", TRUE, NULL);
  start (f);
  WAIT_FOR (find_hub (f) != NULL && observed (f, "blocked"));
  assert_has (cue_problem_get_title (find_hub (f)), "401");
  assert_has (cue_problem_get_cause (find_hub (f)), "paste a new one");
}

static void
test_fresh_token (Fixture *f, gconstpointer data)
{
  CueDoorsWatch *doors;

  g_object_set (cue_profile_get_doors (f->profile), "sites", get_site (f, 0), NULL);
  start (f);
  WAIT_FOR (get_state (f) == CUE_HEALTH_OK);
  doors = cue_monitor_get_doors (f->monitor);
  // All tokens until now have expired and every connection ends; nobody has to do anything.
  set_fault (f, "SB-17", "drop");
  WAIT_FOR (observed (f, "gap") && get_state (f) == CUE_HEALTH_OK);
  g_assert_nonnull (find (f, "doors.gap"));
  g_assert_null (find (f, "doors.token"));
  g_assert_null (
    cue_token_source_get_error (cue_doors_tokens_get_source (cue_doors_watch_get_tokens (doors))));
}

static void
test_out_of_order (Fixture *f, gconstpointer data)
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

    set_fault (f, cases[i].id, cases[i].variant);
    paste (f, get_word (f, "token"));
    start (f);
    WAIT_FOR (find_hub (f) != NULL);
    assert_has (cue_problem_get_title (find_hub (f)), cases[i].title);
    g_assert_cmpint (cue_problem_get_severity (find_hub (f)), ==, CUE_SEVERITY_WARNING);
    g_assert_nonnull (cue_problem_get_cause (find_hub (f)));
    g_assert_true (cue_simulator_set_fault (f->simulator, cases[i].id, FALSE, NULL, &error));
    // It comes back by itself.
    cue_doors_watch_retry (cue_monitor_get_doors (f->monitor));
    WAIT_FOR (get_state (f) == CUE_HEALTH_OK);
    g_assert_null (find_hub (f));
    cue_monitor_stop (f->monitor);
    g_assert_finalize_object (g_steal_pointer (&f->monitor));
  }
}

static void
test_told_not_to_return (Fixture *f, gconstpointer data)
{
  paste (f, get_word (f, "token"));
  start (f);
  WAIT_FOR (get_state (f) == CUE_HEALTH_OK);
  set_fault (f, "SB-16", "no-reconnect");
  WAIT_FOR (find_hub (f) != NULL);
  assert_has (cue_problem_get_title (find_hub (f)), "closed the connection");
  g_assert_true (observed (f, "blocked"));
  g_assert_true (cue_simulator_set_fault (f->simulator, "SB-16", FALSE, NULL, NULL));
  cue_doors_watch_retry (cue_monitor_get_doors (f->monitor));
  WAIT_FOR (get_state (f) == CUE_HEALTH_OK);
  // What was missed meanwhile is said, though the connection is another one.
  g_assert_true (observed (f, "gap"));
}

static void
test_undecoded (Fixture *f, gconstpointer data)
{
  GListModel *messages;

  paste (f, get_word (f, "token"));
  set_fault (f, "SB-9", "not-json");
  start (f);
  WAIT_FOR (find (f, "doors.undecoded") != NULL);
  messages = G_LIST_MODEL (cue_monitor_get_messages (f->monitor));
  g_assert_true (holds (cue_monitor_get_messages (f->monitor), "undecoded"));
  g_assert_cmpuint (count_rows (f), >, 0);
  // Nobody knows whom a text names that cannot be read.
  for (guint i = 0; i < g_list_model_get_n_items (messages); i++) {
    g_autoptr (CueObservation) observation = g_list_model_get_item (messages, i);

    if (g_str_equal (cue_observation_get_kind (observation), "undecoded")) {
      g_assert_cmpstr (cue_observation_get_detail (observation), !=, "");
      g_assert_cmpstr (cue_observation_get_discreet (observation), ==, "");
    }
  }
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GBytes **) user_data = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, NULL);
}

static char *
look_up (Fixture *f, const char *kind)
{
  GBytes *secret = NULL;
  char   *text;

  cue_secret_store_lookup_async (f->secrets,
                                 cue_profile_get_id (f->profile),
                                 kind,
                                 NULL,
                                 on_looked_up,
                                 &secret);
  WAIT_FOR (secret != NULL);
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
test_sign_in (Fixture *f, gconstpointer data)
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
                get_word (f, "signInClientId"),
                NULL);
  start (f);
  WAIT_FOR (find_hub (f) != NULL && observed (f, "blocked"));
  assert_has (cue_problem_get_cause (find_hub (f)), "sign in first");

  tokens = cue_doors_watch_get_tokens (cue_monitor_get_doors (f->monitor));
  page = soup_message_new (SOUP_METHOD_GET, cue_doors_tokens_begin_sign_in (tokens, NULL));
  soup_session_send_and_read_async (browser, page, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  cue_doors_tokens_sign_in_async (tokens, NULL, on_signed_in, &done);
  WAIT_FOR (done && get_state (f) == CUE_HEALTH_OK);
  g_assert_cmpint (soup_message_get_status (page), ==, SOUP_STATUS_OK);
  kept = look_up (f, CUE_SECRET_KIND_DOORS_REFRESH);

  cue_monitor_stop (f->monitor);
  g_assert_finalize_object (g_steal_pointer (&f->monitor));
  start (f);
  WAIT_FOR (get_state (f) == CUE_HEALTH_OK);
}

static void
test_roster (Fixture *f, gconstpointer data)
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
                get_site (f, 0),
                "token-source",
                CUE_TOKEN_SOURCE_REFRESH_TOKEN,
                NULL);
  keep (f, CUE_SECRET_KIND_DOORS_REFRESH, get_word (f, "refreshToken"));
  cue_roster_load (roster, NULL);
  cue_profile_store_add (store, f->profile);
  first = f->monitor = cue_roster_find (roster, cue_profile_get_id (f->profile));
  WAIT_FOR (get_state (f) == CUE_HEALTH_OK && count_rows (f) > 0);

  // A refresh token that the service replaced is kept, and disturbs nobody.
  kept = look_up (f, CUE_SECRET_KIND_DOORS_REFRESH);
  g_assert_cmpstr (kept, !=, get_word (f, "refreshToken"));
  g_assert_true (cue_roster_find (roster, cue_profile_get_id (f->profile)) == first);

  // Another site makes another monitor; what was seen stays.
  log = get_log (f);
  n = count_rows (f);
  g_object_set (cue_profile_get_doors (f->profile), "sites", get_site (f, 1), NULL);
  WAIT_FOR ((f->monitor = cue_roster_find (roster, cue_profile_get_id (f->profile))) != first);
  g_assert_true (get_log (f) == log);
  g_assert_cmpuint (count_rows (f), >=, n);
  WAIT_FOR (get_state (f) == CUE_HEALTH_OK);
  g_assert_false (observed (f, "gap"));

  // Back at the first one: the time in between is a gap there.
  first = f->monitor;
  g_object_set (cue_profile_get_doors (f->profile), "sites", get_site (f, 0), NULL);
  WAIT_FOR ((f->monitor = cue_roster_find (roster, cue_profile_get_id (f->profile))) != first);
  WAIT_FOR (observed (f, "gap"));

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
try (Fixture *f, const char *kind, const char *typed)
{
  CueProfileTest *test =
    cue_profile_test_new (f->profile, cue_system_clock_get_default (), f->secrets, NULL);

  if (typed != NULL) {
    g_autoptr (GBytes) secret = cue_secret_bytes_new (typed, strlen (typed));

    cue_profile_test_set_doors_secret (test, kind, secret);
  }
  cue_profile_test_start (test);
  WAIT_FOR (!cue_profile_test_get_running (test));
  return test;
}

static void
assert_step (CueProfileTest *test, const char *id, CueTestState state, const char *part)
{
  g_assert_cmpint (cue_test_step_get_state (get_step (test, id)), ==, state);
  assert_has (cue_test_step_get_words (get_step (test, id)), part);
}

static void
test_profile_test (Fixture *f, gconstpointer data)
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
  forbidden = try (f, CUE_SECRET_KIND_DOORS_TOKEN, get_word (f, "siteUserToken"));
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

int
main (int argc, char **argv)
{
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/monitor/doors/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("connects", test_connects);
  ADD ("off", test_off);
  ADD ("not-set-up", test_not_set_up);
  ADD ("token-is-looked-at", test_token_is_looked_at);
  ADD ("forbidden", test_forbidden);
  ADD ("forbidden-user", test_forbidden_user);
  ADD ("unauthorized", test_unauthorized);
  ADD ("fresh-token", test_fresh_token);
  ADD ("out-of-order", test_out_of_order);
  ADD ("told-not-to-return", test_told_not_to_return);
  ADD ("undecoded", test_undecoded);
  ADD ("sign-in", test_sign_in);
  ADD ("roster", test_roster);
  ADD ("profile-test", test_profile_test);
  return g_test_run ();
}
