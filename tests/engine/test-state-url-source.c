// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Where the state URL comes from: the three kinds, the 15 minutes, both limits, also over a
 * restart, and every bad answer. Each test counts the requests. */

#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "engine-world.h"

static void
test_backend (void)
{
  World     world;
  UrlAnswer answer = { 0 };

  world_init (&world);
  world_get_url (&world, &answer);
  g_assert_no_error (answer.error);
  g_assert_null (
    strstr (script_server_get_last_request (world.server, "/backend"), "Authorization"));
  g_assert_cmpint (cue_state_url_source_get_kind (world.source), ==, CUE_STATE_URL_SOURCE_BACKEND);
  url_answer_clear (&answer);
  world_clear (&world);
}

static void
test_direct (void)
{
  World     world;
  UrlAnswer answer = { 0 };
  g_autoptr (CueStateUrlSource) bad = NULL;

  world_init_direct (&world);
  world_get_url (&world, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (answer.url, ==, cue_state_url_source_get_endpoint (world.source));
  g_assert_false (cue_state_url_source_can_renew (world.source));
  g_assert_false (cue_state_url_source_is_due (world.source));
  world_advance (&world, 3600 * SECOND);
  g_assert_false (cue_state_url_source_is_due (world.source));
  g_assert_cmpuint (script_server_get_total (world.server), ==, 0);

  bad = cue_state_url_source_new_direct (world.client, world.clock, "ftp://x.example.invalid/s");
  cue_state_url_source_get_async (bad, NULL, url_answer_take, &answer);
  world_settle (&world);
  g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_clear_object (&bad);
  url_answer_clear (&answer);
  world_clear (&world);
}

static void
test_fifteen_minutes (void)
{
  World     world;
  UrlAnswer answer = { 0 };

  world_init (&world);
  g_assert_true (cue_state_url_source_is_due (world.source));
  world_get_url (&world, &answer);
  for (guint i = 0; i < 13; i++) {
    world_advance (&world, MINUTE);
    world_get_url (&world, &answer);
    g_assert_false (cue_state_url_source_is_due (world.source));
  }
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 1);
  world_advance (&world, MINUTE);
  g_assert_true (cue_state_url_source_is_due (world.source));
  world_get_url (&world, &answer);
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 1);
  world_advance (&world, MINUTE);
  world_get_url (&world, &answer);
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 2);
  g_assert_cmpint (cue_state_url_source_get_age (world.source), ==, 0);
  url_answer_clear (&answer);
  world_clear (&world);
}

/* Whatever is asked for: one a second and four a minute reach the service. */
static void
test_limits (void)
{
  World     world;
  UrlAnswer answer = { 0 };
  guint     before;

  world_init (&world);
  for (guint i = 1; i <= 4; i++) {
    world_renew_url (&world, &answer);
    g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, i);
    g_assert_cmpint (cue_state_url_source_get_wait (world.source),
                     ==,
                     i < 4 ? SECOND : MINUTE - 3 * SECOND);
    if (i < 4)
      world_advance (&world, SECOND);
  }
  world_renew_url (&world, &answer);
  g_assert_true (cue_state_url_source_is_held (world.source));
  world_advance (&world, MINUTE - 3 * SECOND - 1);
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 4);
  world_advance (&world, 1);
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 5);

  // An hour of a caller that never stops asking.
  before = script_server_get_count (world.server, "/backend");
  for (guint i = 0; i < 1800; i++) {
    cue_state_url_source_renew_async (world.source, NULL, url_answer_take, &answer);
    world_settle (&world);
    world_advance (&world, 2 * SECOND);
  }
  g_assert_cmpuint (script_server_get_count (world.server, "/backend") - before, <=, 4 * 60 + 4);
  g_assert_cmpuint (script_server_get_count (world.server, "/backend") - before, >=, 4 * 59);
  world_advance (&world, 2 * MINUTE);
  url_answer_clear (&answer);
  world_clear (&world);
}

/* A redirect would be a second hit within one attempt, which no limit knows of. */
static void
test_limits_redirect (void)
{
  World     world;
  UrlAnswer answer = { 0 };

  world_init (&world);
  script_server_answer (world.server, "/backend", 302, "Location: /backend\r\n", "");
  world_renew_url (&world, &answer);
  g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_CLIENT);
  g_assert_nonnull (strstr (answer.error->message, "use that address itself"));
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 1);
  for (guint i = 0; i < 300; i++) {
    cue_state_url_source_renew_async (world.source, NULL, url_answer_take, &answer);
    world_settle (&world);
    world_advance (&world, SECOND);
  }
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), <=, 4 * 5 + 4);
  world_advance (&world, 2 * MINUTE);
  url_answer_clear (&answer);
  world_clear (&world);
}

static void
on_limits_changed (CueStateUrlSource *source, guint *count)
{
  (*count)++;
}

/* The limits hold over a restart of the program, too. */
static void
test_limits_saved (void)
{
  World     world;
  UrlAnswer answer = { 0 };
  guint     changes = 0;
  g_autoptr (GVariant) saved = NULL;
  g_autofree char *url = NULL;

  world_init (&world);
  g_signal_connect (world.source, "limits-changed", G_CALLBACK (on_limits_changed), &changes);
  for (guint i = 0; i < 4; i++) {
    world_renew_url (&world, &answer);
    world_advance (&world, SECOND);
  }
  // Each when it is sent and when its answer comes.
  g_assert_cmpuint (changes, ==, 8);
  saved = g_variant_ref_sink (cue_state_url_source_save_limits (world.source));

  g_clear_object (&world.source);
  url = script_server_get_url (world.server, "/backend");
  world.source = cue_state_url_source_new_backend (world.client, world.clock, url);
  cue_state_url_source_load_limits (world.source, saved);
  cue_state_url_source_load_limits (world.source, NULL);
  world_renew_url (&world, &answer);
  g_assert_true (cue_state_url_source_is_held (world.source));
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 4);
  world_advance (&world, 55 * SECOND);
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 4);
  world_advance (&world, 2 * SECOND);
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 5);
  url_answer_clear (&answer);
  world_clear (&world);
}

static void
test_shared_answer (void)
{
  World     world;
  UrlAnswer answers[5] = { { 0 } };

  world_init (&world);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    cue_state_url_source_get_async (world.source, NULL, url_answer_take, &answers[i]);
  world_settle (&world);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_assert_cmpuint (answers[i].n_done, ==, 1);
    g_assert_nonnull (answers[i].url);
    url_answer_clear (&answers[i]);
  }
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 1);
  world_clear (&world);
}

/* Callers that went away cost no request. */
static void
test_cancelled (void)
{
  World     world;
  UrlAnswer answer = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) before = g_cancellable_new ();

  world_init (&world);
  world_renew_url (&world, &answer);
  cue_state_url_source_renew_async (world.source, cancellable, url_answer_take, &answer);
  world_settle (&world);
  g_assert_true (cue_state_url_source_is_held (world.source));
  g_cancellable_cancel (cancellable);
  while (answer.n_done < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (cue_state_url_source_is_held (world.source));
  world_advance (&world, MINUTE);

  g_cancellable_cancel (before);
  cue_state_url_source_renew_async (world.source, before, url_answer_take, &answer);
  world_settle (&world);
  while (answer.n_done < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 1);
  url_answer_clear (&answer);
  world_clear (&world);
}

/* Cancelled while the request is on its way; the next caller gets a request of its own. */
static void
test_cancelled_under_way (void)
{
  World     world;
  UrlAnswer gone = { 0 };
  UrlAnswer answer = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  world_init (&world);
  script_server_answer_bytes (world.server, "/backend", ANSWER_HANG, 200, NULL, NULL);
  cue_state_url_source_renew_async (world.source, cancellable, url_answer_take, &gone);
  while (script_server_get_count (world.server, "/backend") == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  while (gone.n_done == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (gone.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  world_serve_state_url (&world, "/state");
  world_renew_url (&world, &answer);
  world_advance (&world, 2 * SECOND);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 2);
  url_answer_clear (&gone);
  url_answer_clear (&answer);
  world_clear (&world);
}

/* BB-1: no usable state URL; the old one stays. */
static void
test_bad_state_urls (void)
{
  g_autofree char *filler = g_strnfill (10 * 1024, 'x');
  g_autofree char *huge =
    g_strdup_printf ("{\"stateUrl\":\"https://a.example.invalid/%s\"}", filler);
  const char *bodies[] = {
    "{}",
    "[]",
    "null",
    "5",
    "\"https://a.example.invalid/\"",
    "{\"stateUrl\":null}",
    "{\"stateUrl\":5}",
    "{\"stateUrl\":[\"https://a.example.invalid/\"]}",
    "{\"stateUrl\":\"\"}",
    "{\"stateUrl\":\"/state.json\"}",
    "{\"stateUrl\":\"state.json\"}",
    "{\"stateUrl\":\"//a.example.invalid/state.json\"}",
    "{\"stateUrl\":\"http://a.example.invalid/state.json\"}",
    "{\"stateUrl\":\"ftp://a.example.invalid/state.json\"}",
    "{\"stateUrl\":\"file:///etc/passwd\"}",
    "{\"stateUrl\":\"javascript:alert(1)\"}",
    "{\"stateUrl\":\"https://a.example.invalid/a b\"}",
    "{\"stateUrl\":\" https://a.example.invalid/\"}",
    "{\"stateUrl\":\"https://user:pw@a.example.invalid/\"}",
    "{\"stateUrl\":\"https://\"}",
    "{\"stateURL\":\"https://a.example.invalid/\"}",
    huge,
  };
  World            world;
  UrlAnswer        answer = { 0 };
  g_autofree char *kept = NULL;

  world_init (&world);
  world_get_url (&world, &answer);
  kept = g_strdup (answer.url);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    script_server_answer (world.server,
                          "/backend",
                          200,
                          "Content-Type: application/json\r\n",
                          bodies[i]);
    world_advance (&world, MINUTE);
    world_renew_url (&world, &answer);
    g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_PROTOCOL);
    g_assert_nonnull (strstr (answer.error->message, "tate URL"));
    g_assert_cmpstr (cue_state_url_source_peek (world.source), ==, kept);
    g_assert_nonnull (cue_state_url_source_get_last_error (world.source));
  }
  g_assert_cmpuint (script_server_get_count (world.server, "/backend"),
                    ==,
                    1 + G_N_ELEMENTS (bodies));
  world_serve_state_url (&world, "/state");
  world_advance (&world, MINUTE);
  world_renew_url (&world, &answer);
  g_assert_no_error (answer.error);
  g_assert_null (cue_state_url_source_get_last_error (world.source));
  url_answer_clear (&answer);
  world_clear (&world);
}

/* Where a received URL may lead depends on where the configured service is. */
static void
test_where_it_may_lead (void)
{
  static const struct {
    const char *endpoint;
    const char *url;
    gboolean    fine;
  } cases[] = {
    { "https://api.example.invalid/u", "https://s.example.invalid/s", TRUE },
    { "https://api.example.invalid/u", "https://127.0.0.1/s", FALSE },
    { "https://api.example.invalid/u", "https://localhost/s", FALSE },
    { "https://api.example.invalid/u", "https://[::1]/s", FALSE },
    { "https://api.example.invalid/u", "https://10.1.2.3/s", FALSE },
    { "https://api.example.invalid/u", "https://192.168.1.1/s", FALSE },
    { "https://api.example.invalid/u", "https://169.254.169.254/latest/", FALSE },
    { "https://api.example.invalid/u", "https://2130706433/s", FALSE },
    { "https://api.example.invalid/u", "http://127.0.0.1/s", FALSE },
    { "https://10.0.0.8/u", "https://10.1.2.3/s", TRUE },
    { "https://10.0.0.8/u", "http://10.1.2.3/s", FALSE },
    { "http://localhost:8080/u", "http://127.0.0.1:8080/s", TRUE },
    { "http://localhost:8080/u", "http://10.1.2.3/s", FALSE },
    { "http://localhost:8080/u", "https://s.example.invalid/s", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    World world;
    g_autoptr (CueStateUrlSource) source = NULL;
    g_autoptr (GError) error = NULL;

    world_init (&world);
    source = cue_state_url_source_new_backend (world.client, world.clock, cases[i].endpoint);
    if (cue_state_url_source_check_state_url (source, cases[i].url, &error) != cases[i].fine)
      g_error ("%s from %s", cases[i].url, cases[i].endpoint);
    g_clear_object (&source);
    world_clear (&world);
  }
}

static void
test_bad_endpoint (void)
{
  static const char *const endpoints[] = {
    "", "not a url", "http://api.example.invalid/u", "https://u:p@api.example.invalid/", "file:///x"
  };

  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++) {
    World     world;
    UrlAnswer answer = { 0 };

    world_init (&world);
    g_clear_object (&world.source);
    world.source = cue_state_url_source_new_backend (world.client, world.clock, endpoints[i]);
    world_get_url (&world, &answer);
    g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
    g_assert_cmpuint (script_server_get_total (world.server), ==, 0);
    url_answer_clear (&answer);
    world_clear (&world);
  }
}

/* BB-2: a 401, with the Date header as the witness against this computer's clock. */
static void
test_refused_token (void)
{
  static const struct {
    const char *date;
    const char *words;
    gint64      skew;
  } cases[] = {
    { "Fri, 20 Nov 2026 08:40:00 GMT", NULL, 0 },
    { "Fri, 20 Nov 2026 08:35:00 GMT", "5 min ahead", 5 * MINUTE },
    { "Fri, 20 Nov 2026 08:41:10 GMT", "1 min 10 s behind", -70 * SECOND },
    { "Fri, 20 Nov 2026 08:40:02 GMT", NULL, 0 },
    { "yesterday", NULL, 0 },
    { NULL, NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    World            world;
    UrlAnswer        answer = { 0 };
    g_autofree char *headers = NULL;

    world_init_api_key (&world);
    headers = cases[i].date != NULL ? g_strdup_printf ("Date: %s\r\n", cases[i].date)
                                    : g_strdup ("");
    script_server_answer (world.server, "/backend", 401, headers, "{\"error\":\"Unauthorized\"}");
    world_get_url (&world, &answer);
    g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_AUTH);
    g_assert_nonnull (strstr (answer.error->message, "401"));
    if (cases[i].words != NULL) {
      g_assert_nonnull (strstr (answer.error->message, cases[i].words));
      g_assert_nonnull (strstr (answer.error->message, "the token only lives 60 s"));
    }
    g_assert_cmpint (cue_state_url_source_get_clock_skew (world.source), ==, cases[i].skew);
    url_answer_clear (&answer);
    world_clear (&world);
  }
}

/* BB-3 and C-2: the larger of Retry-After and our own limits. */
static void
test_retry_after (void)
{
  static const struct {
    guint       status;
    const char *headers;
    gint64      min_wait;
    gint64      max_wait;
  } cases[] = {
    { 429, "Retry-After: 30\r\n", 30 * SECOND, 30 * SECOND },
    { 503, "Retry-After: 90\r\n", 90 * SECOND, 90 * SECOND },
    { 429, "Retry-After: 0\r\n", SECOND, SECOND },
    { 429, "Retry-After: -5\r\n", SECOND, SECOND },
    { 429, "Retry-After: 2.5\r\n", 3 * SECOND, 3 * SECOND },
    { 429, "Retry-After: 86400\r\n", 15 * MINUTE, 15 * MINUTE },
    { 429,
      "Date: Fri, 20 Nov 2026 08:40:00 GMT\r\nRetry-After: Fri, 20 Nov 2026 08:40:40 GMT\r\n",
      40 * SECOND,
      40 * SECOND },
    { 429,
      "Date: Fri, 20 Nov 2026 08:40:00 GMT\r\nRetry-After: Fri, 20 Nov 2026 07:40:40 GMT\r\n",
      SECOND,
      SECOND },
    { 429, "Retry-After: soon\r\n", SECOND, SECOND },
    { 429, "", SECOND, SECOND },
    { 500, "", SECOND, SECOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    World     world;
    UrlAnswer answer = { 0 };
    int       code = cases[i].status == 429 ? CUE_ERROR_RATE_LIMITED : CUE_ERROR_SERVER;
    gint64    wait;

    world_init (&world);
    script_server_answer (world.server, "/backend", cases[i].status, cases[i].headers, "");
    world_get_url (&world, &answer);
    g_assert_true (g_error_matches (answer.error, CUE_ERROR, code));
    wait = cue_state_url_source_get_wait (world.source);
    g_assert_cmpint (wait, >=, cases[i].min_wait);
    g_assert_cmpint (wait, <=, cases[i].max_wait);
    g_assert_cmpint (cue_state_url_source_get_retry_at (world.source),
                     >=,
                     world_get_now (&world) + wait);
    // The wait is kept whoever asks.
    world_serve_state_url (&world, "/state");
    cue_state_url_source_renew_async (world.source, NULL, url_answer_take, &answer);
    world_advance (&world, wait - 1);
    g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 1);
    world_advance (&world, 1);
    g_assert_cmpuint (script_server_get_count (world.server, "/backend"), ==, 2);
    g_assert_no_error (answer.error);
    url_answer_clear (&answer);
    world_clear (&world);
  }
}

/* C-25: a server that echoes the secret or the token does not get it shown. */
static void
test_secret_echoed (void)
{
  World            world;
  UrlAnswer        answer = { 0 };
  g_autofree char *token = NULL;
  g_autofree char *body = NULL;

  world_init_api_key (&world);
  token = cue_state_url_source_make_token (world.source, NULL);
  body = g_strdup_printf ("{\"error\":\"bad token %s for %s\"}", token, WORLD_SECRET);
  script_server_answer (world.server, "/backend", 400, NULL, body);
  world_get_url (&world, &answer);
  g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_CLIENT);
  g_assert_null (strstr (answer.error->message, WORLD_SECRET));
  g_assert_null (strstr (answer.error->message, token));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (world.trace)); i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (G_LIST_MODEL (world.trace), i);
    g_autofree char *text = cue_exchange_to_text (exchange);

    g_assert_null (strstr (text, WORLD_SECRET));
    g_assert_null (strstr (text, token));
  }
  url_answer_clear (&answer);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/state-url/backend", test_backend);
  g_test_add_func ("/engine/state-url/direct", test_direct);
  g_test_add_func ("/engine/state-url/fifteen-minutes", test_fifteen_minutes);
  g_test_add_func ("/engine/state-url/limits", test_limits);
  g_test_add_func ("/engine/state-url/limits-redirect", test_limits_redirect);
  g_test_add_func ("/engine/state-url/limits-saved", test_limits_saved);
  g_test_add_func ("/engine/state-url/shared-answer", test_shared_answer);
  g_test_add_func ("/engine/state-url/cancelled", test_cancelled);
  g_test_add_func ("/engine/state-url/cancelled-under-way", test_cancelled_under_way);
  g_test_add_func ("/engine/state-url/bad-state-urls", test_bad_state_urls);
  g_test_add_func ("/engine/state-url/where-it-may-lead", test_where_it_may_lead);
  g_test_add_func ("/engine/state-url/bad-endpoint", test_bad_endpoint);
  g_test_add_func ("/engine/state-url/refused-token", test_refused_token);
  g_test_add_func ("/engine/state-url/retry-after", test_retry_after);
  g_test_add_func ("/engine/state-url/secret-echoed", test_secret_echoed);

  return g_test_run ();
}
