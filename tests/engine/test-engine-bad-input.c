// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bad answers of the state URL: the rows BB-7, BB-11, BB-12, BB-15 and C-1 to C-25 of the services
 * reference that concern this client. After each: a clear sentence, the last good state with its
 * age, no storm of requests, and recovery. */

#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "engine-world.h"

typedef struct {
  const char     *name;
  AnswerKind      kind;
  guint           status;
  const char     *headers;
  const char     *body;
  gssize          size; // of the body, -1 for a text
  CueEngineReason reason;
  const char     *words;
} Case;

#define JSON "Content-Type: application/json\r\n"
#define SIGN_IN                                                         \
  "<!DOCTYPE html><html><head><title>Hotel WiFi sign in</title></head>" \
  "<body><form><input type=\"password\"></form></body></html>"

static const Case cases[] = {
  { "c-1-html-502",
    ANSWER_WHOLE,
    502,
    "Content-Type: text/html\r\n",
    "<html><head><title>502 Bad <b>Gateway</b></title></head></html>",
    -1,
    CUE_ENGINE_REASON_SERVER,
    "502" },
  { "c-1-html-as-json",
    ANSWER_WHOLE,
    200,
    JSON,
    "  <html><title>Oops</title></html>",
    -1,
    CUE_ENGINE_REASON_NOT_STATE,
    "web page" },
  { "bb-15-sign-in",
    ANSWER_WHOLE,
    200,
    "Content-Type: text/html\r\n",
    SIGN_IN,
    -1,
    CUE_ENGINE_REASON_NOT_STATE,
    "Hotel WiFi sign in" },
  { "c-2-429", ANSWER_WHOLE, 429, "", "", -1, CUE_ENGINE_REASON_RATE_LIMITED, "429" },
  { "c-3-500",
    ANSWER_WHOLE,
    500,
    JSON,
    "{\"message\":\"it broke\"}",
    -1,
    CUE_ENGINE_REASON_SERVER,
    "it broke" },
  { "c-3-503", ANSWER_WHOLE, 503, "", "", -1, CUE_ENGINE_REASON_SERVER, "503" },
  { "c-3-504", ANSWER_WHOLE, 504, "", "", -1, CUE_ENGINE_REASON_SERVER, "504" },
  { "c-4-truncated",
    ANSWER_WHOLE,
    200,
    JSON,
    "{\"playerState\":\"li",
    -1,
    CUE_ENGINE_REASON_NOT_STATE,
    NULL },
  { "c-4-cut",
    ANSWER_CUT,
    200,
    JSON,
    "{\"playerState\":\"live\"}",
    -1,
    CUE_ENGINE_REASON_NOT_STATE,
    "ncomplete" },
  { "c-5-null", ANSWER_WHOLE, 200, JSON, "null", -1, CUE_ENGINE_REASON_NOT_STATE, "not an object" },
  { "c-5-number", ANSWER_WHOLE, 200, JSON, "42", -1, CUE_ENGINE_REASON_NOT_STATE, "not an object" },
  { "c-5-array",
    ANSWER_WHOLE,
    200,
    JSON,
    "[{\"playerState\":\"live\"}]",
    -1,
    CUE_ENGINE_REASON_NOT_STATE,
    "not an object" },
  { "c-5-nothing-known",
    ANSWER_WHOLE,
    200,
    JSON,
    "{\"a\":1}",
    -1,
    CUE_ENGINE_REASON_NOT_STATE,
    "right state URL" },
  { "c-9-other-host",
    ANSWER_WHOLE,
    302,
    "Location: https://portal.example.invalid/\r\n",
    "",
    -1,
    CUE_ENGINE_REASON_OTHER,
    "redirects" },
  { "c-9-no-location", ANSWER_WHOLE, 302, "", "", -1, CUE_ENGINE_REASON_NOT_STATE, "redirects" },
  { "c-9-loop",
    ANSWER_WHOLE,
    307,
    "Location: /state\r\n",
    "",
    -1,
    CUE_ENGINE_REASON_OTHER,
    "loop" },
  { "c-11-gzip-unsaid",
    ANSWER_WHOLE,
    200,
    JSON,
    "\x1f\x8b\x08\0\0\0\0\0\0\3",
    10,
    CUE_ENGINE_REASON_NOT_STATE,
    NULL },
  { "c-13-empty", ANSWER_WHOLE, 200, JSON, "", -1, CUE_ENGINE_REASON_EMPTY, "200" },
  { "c-13-blank", ANSWER_WHOLE, 200, JSON, " \n ", -1, CUE_ENGINE_REASON_NOT_STATE, "empty" },
  { "bb-11-204", ANSWER_WHOLE, 204, "", "", -1, CUE_ENGINE_REASON_EMPTY, "204" },
  { "c-13-205", ANSWER_WHOLE, 205, "", "", -1, CUE_ENGINE_REASON_EMPTY, "205" },
  { "bb-11-304", ANSWER_WHOLE, 304, "", "", -1, CUE_ENGINE_REASON_EMPTY, "304" },
  { "c-14-bom",
    ANSWER_WHOLE,
    200,
    JSON,
    "\xEF\xBB\xBF{\"playerState\":\"live\"}",
    -1,
    CUE_ENGINE_REASON_NOT_STATE,
    NULL },
  { "c-14-utf-16",
    ANSWER_WHOLE,
    200,
    JSON,
    "\xff\xfe{\0}\0",
    6,
    CUE_ENGINE_REASON_NOT_STATE,
    NULL },
  { "c-14-invalid-utf-8",
    ANSWER_WHOLE,
    200,
    JSON,
    "{\"playerState\":\"li\xffve\"}",
    -1,
    CUE_ENGINE_REASON_NOT_STATE,
    NULL },
  { "c-14-latin-1",
    ANSWER_WHOLE,
    200,
    JSON,
    "{\"customText\":[\"d\xe9j\xe0\"]}",
    -1,
    CUE_ENGINE_REASON_NOT_STATE,
    NULL },
  { "c-14-nul", ANSWER_WHOLE, 200, JSON, "{\"a\":\0 1}", 9, CUE_ENGINE_REASON_NOT_STATE, NULL },
  { "c-15-image",
    ANSWER_WHOLE,
    200,
    "Content-Type: image/png\r\n",
    "\x89PNG",
    -1,
    CUE_ENGINE_REASON_NOT_STATE,
    "image/png" },
  { "c-19-error-in-200",
    ANSWER_WHOLE,
    200,
    JSON,
    "{\"error\":\"maintenance\"}",
    -1,
    CUE_ENGINE_REASON_SERVER,
    "maintenance" },
  { "c-20-reset", ANSWER_RESET, 0, NULL, "", -1, CUE_ENGINE_REASON_NETWORK, NULL },
  { "c-4-trailing",
    ANSWER_WHOLE,
    200,
    JSON,
    "{\"playerState\":\"live\"}x",
    -1,
    CUE_ENGINE_REASON_NOT_STATE,
    NULL },
};

static void
serve_case (World *world, const Case *bad)
{
  gsize size = bad->size < 0 ? strlen (bad->body) : (gsize) bad->size;
  g_autoptr (GBytes) body = g_bytes_new_static (bad->body, size);

  script_server_answer_bytes (world->server, "/state", bad->kind, bad->status, bad->headers, body);
}

/* From a good start, through three minutes of a bad answer, back to good. */
static void
run_trouble (World *world, CueEngineReason reason, const char *words, guint requests_per_poll)
{
  CueEngineState *kept = cue_engine_poller_get_state (world->poller);
  gint64          last_good = cue_engine_poller_get_last_good (world->poller);
  guint           before = world_count_states (world);
  CueCountdown   *countdown = cue_engine_poller_get_countdown (world->poller);
  gint64          remaining = cue_countdown_get_remaining (countdown);
  gint64          started = world_get_now (world);

  world_advance (world, 6 * SECOND);
  world_assert_says (world, reason, words);
  g_assert_nonnull (cue_engine_poller_get_last_error (world->poller));
  world_advance (world, 3 * MINUTE);

  world_assert_says (world, reason, words);
  g_assert_true (cue_engine_poller_get_state (world->poller) == kept);
  g_assert_cmpint (cue_engine_poller_get_last_good (world->poller), ==, last_good);
  g_assert_cmpint (cue_engine_poller_get_phase (world->poller), ==, CUE_ENGINE_BACKING_OFF);
  // At about 5, 10, 25, 55, 115 and 175 seconds.
  g_assert_cmpuint (world_count_states (world) - before, <=, 7 * requests_per_poll);
  g_assert_cmpuint (world_count_states (world) - before, >=, 4);
  // The countdown goes on by itself.
  g_assert_cmpint (ABS (remaining - cue_countdown_get_remaining (countdown) -
                        (world_get_now (world) - started)),
                   <=,
                   600 * 1000);

  for (guint i = 0; i < 62; i++) {
    world_serve_state (world, "/state", "live");
    world_advance (world, SECOND);
  }
  world_assert_says (world, CUE_ENGINE_REASON_NONE, NULL);
  g_assert_null (cue_engine_poller_get_last_error (world->poller));
  g_assert_cmpint (cue_engine_state_get_player_state (cue_engine_poller_get_state (world->poller)),
                   ==,
                   CUE_PLAYER_STATE_LIVE);
}

static void
test_case (gconstpointer data)
{
  const Case *bad = data;
  World       world;

  world_init (&world);
  world_start (&world);
  serve_case (&world, bad);
  // A redirect to itself is followed three times; a reset is tried once more.
  run_trouble (&world, bad->reason, bad->words, 4);
  // After a while another URL is asked for, once: this one's host may be gone.
  g_assert_cmpuint (world_count_urls (&world), <=, 2);
  world_clear (&world);
}

static void
run_body (GString *text, CueEngineReason reason, AnswerKind kind)
{
  World world;
  g_autoptr (GBytes) body = g_string_free_to_bytes (text);

  world_init (&world);
  world_start (&world);
  script_server_answer_bytes (world.server, "/state", kind, 200, JSON, body);
  run_trouble (&world, reason, NULL, 1);
  world_clear (&world);
}

/* C-16: nested 100,000 deep. */
static void
test_deep (void)
{
  GString *text = g_string_new ("{\"playerState\":\"live\",\"x\":");

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');
  run_body (text, CUE_ENGINE_REASON_TOO_LARGE, ANSWER_WHOLE);
}

/* C-12: 16 MiB, which is valid JSON, and a body without end. */
static void
test_huge (void)
{
  GString *text = g_string_new ("{\"playerState\":\"live\",\"x\":\"");

  while (text->len < 16 * 1024 * 1024)
    g_string_append (text, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  g_string_append (text, "\"}");
  run_body (text, CUE_ENGINE_REASON_TOO_LARGE, ANSWER_WHOLE);
}

static void
test_endless (void)
{
  run_body (g_string_new ("{\"x\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20],"),
            CUE_ENGINE_REASON_TOO_LARGE,
            ANSWER_ENDLESS);
}

/* C-21: nobody listens. */
static void
test_refused_connection (void)
{
  World            world;
  ScriptServer    *gone = script_server_new ();
  g_autofree char *url = script_server_get_url (gone, "/state");

  script_server_free (gone);
  world_init (&world);
  g_clear_object (&world.source);
  world.source = cue_state_url_source_new_direct (world.client, world.clock, url);
  world_start (&world);
  world_assert_says (&world, CUE_ENGINE_REASON_NETWORK, "refused the connection");
  world_advance (&world, 3 * MINUTE);
  g_assert_null (cue_engine_poller_get_state (world.poller));
  g_assert_cmpuint (g_list_model_get_n_items (cue_engine_poller_get_polls (world.poller)), <=, 7);
  world_clear (&world);
}

static void
iterate_for_a_moment (void)
{
  for (guint i = 0; i < 20; i++) {
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_usleep (500);
  }
}

/* Lets time pass in small steps while a request hangs. */
static void
advance_hanging (World *world, gint64 us)
{
  for (gint64 passed = 0; passed < us; passed += SECOND) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (world->clock), SECOND);
    iterate_for_a_moment ();
  }
}

/* BB-12: an answer slower than the interval is never overtaken by the next poll. */
static void
test_slow (void)
{
  World world;

  world_init (&world);
  world_start (&world);
  for (guint i = 0; i < 5; i++) {
    guint before = world_count_states (&world);

    script_server_answer_bytes (world.server, "/state", ANSWER_HANG, 200, NULL, NULL);
    for (guint n = 0; n < 10 && world_count_states (&world) == before; n++)
      advance_hanging (&world, SECOND);
    g_assert_cmpuint (world_count_states (&world), ==, before + 1);
    advance_hanging (&world, 9 * SECOND);
    g_assert_cmpuint (world_count_states (&world), ==, before + 1);
    g_assert_cmpint (cue_engine_poller_get_phase (world.poller), ==, CUE_ENGINE_POLLING);
    world_serve_state (&world, "/state", "live");
    script_server_release (world.server);
    world_settle (&world);
    world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
  }
  g_assert_cmpuint (script_server_get_max_open (world.server), ==, 1);
  world_clear (&world);
}

/* C-12: no answer at all, or one that stops after the headers. */
static void
run_hanging (AnswerKind kind)
{
  World world;
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"playerState\":\"live\"}", 22);
  guint before;

  world_init (&world);
  world_start (&world);
  before = world_count_states (&world);
  script_server_answer_bytes (world.server, "/state", kind, 200, JSON, body);
  advance_hanging (&world, 22 * SECOND);
  world_assert_says (&world, CUE_ENGINE_REASON_TIMEOUT, NULL);
  advance_hanging (&world, 3 * MINUTE);
  g_assert_cmpuint (world_count_states (&world) - before, <=, 7);
  g_assert_nonnull (cue_engine_poller_get_state (world.poller));
  for (guint i = 0; i < 16; i++) {
    world_serve_state (&world, "/state", "live");
    advance_hanging (&world, 5 * SECOND);
  }
  world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
  world_clear (&world);
}

static void
test_hang (void)
{
  run_hanging (ANSWER_HANG);
}

static void
test_hang_body (void)
{
  run_hanging (ANSWER_HANG_BODY);
}

/* After three failures in a row: 15, 30, then 60 seconds. */
static void
test_back_off (void)
{
  static const gint64 expected[] = { 5, 5, 15, 30, 60, 60, 60 };
  World               world;

  world_init (&world);
  world_start (&world);
  script_server_answer (world.server, "/state", 500, NULL, "");
  world_advance (&world, cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    gint64 wait = cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world);

    g_assert_cmpuint (cue_engine_poller_get_n_failures (world.poller), ==, i + 1);
    g_assert_cmpint (wait, ==, expected[i] * SECOND);
    world_advance (&world, wait);
  }
  world_clear (&world);
}

/* BB-7: the server time stands still while the end is ahead. */
static void
test_stuck_time (void)
{
  World world;
  g_autoptr (CuePollResult) last = NULL;
  GListModel *polls;

  world_init (&world);
  world_start (&world);
  polls = cue_engine_poller_get_polls (world.poller);
  world_advance (&world, 6 * SECOND);
  g_assert_false (cue_engine_poller_is_stale (world.poller));
  world_advance (&world, 6 * SECOND);
  g_assert_cmpuint (world_count_states (&world), ==, 3);
  g_assert_true (cue_engine_poller_is_stale (world.poller));
  world_assert_says (&world, CUE_ENGINE_REASON_STUCK_TIME, "stands still");
  last = g_list_model_get_item (polls, g_list_model_get_n_items (polls) - 1);
  g_assert_cmpint (cue_poll_result_get_outcome (last), ==, CUE_POLL_STALE);
  g_assert_cmpint (cue_engine_poller_get_phase (world.poller), ==, CUE_ENGINE_WAITING);

  world_serve_state (&world, "/state", "live");
  world_advance (&world, 6 * SECOND);
  g_assert_false (cue_engine_poller_is_stale (world.poller));
  world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
  world_clear (&world);
}

/* … but not once the end has passed, or without a countdown. */
static void
test_stopped_time (void)
{
  World world;

  world_init (&world);
  {
    g_autofree char *over = world_make_state (&world, "live", -60);

    script_server_answer (world.server, "/state", 200, JSON, over);
  }
  world_start (&world);
  world_advance (&world, MINUTE);
  g_assert_false (cue_engine_poller_is_stale (world.poller));
  script_server_answer (world.server, "/state", 200, JSON, "{\"playerState\":\"replay\"}");
  world_advance (&world, MINUTE);
  g_assert_false (cue_engine_poller_is_stale (world.poller));
  world_clear (&world);
}

static void
test_old_copy (void)
{
  static const struct {
    const char *headers;
    gboolean    stale;
  } ages[] = {
    { "Age: 3\r\n", FALSE },
    { "Cache-Control: max-age=5\r\nAge: 29\r\n", FALSE },
    { "Cache-Control: max-age=5\r\nAge: 31\r\n", TRUE },
    { "Age: 86400\r\n", TRUE },
    { "Cache-Control: max-age=60\r\nAge: 100\r\n", FALSE },
    { "Age: old\r\n", FALSE },
    { "Age: -4\r\n", FALSE },
    { "Age: 99999999999999999999\r\n", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++) {
    World            world;
    g_autofree char *body = NULL;

    world_init (&world);
    body = world_make_state (&world, "live", 600);
    script_server_answer (world.server, "/state", 200, ages[i].headers, body);
    world_start (&world);
    g_assert_cmpint (cue_engine_poller_is_stale (world.poller), ==, ages[i].stale);
    world_assert_says (&world,
                       ages[i].stale ? CUE_ENGINE_REASON_OLD_COPY : CUE_ENGINE_REASON_NONE,
                       NULL);
    world_clear (&world);
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/engine/bad-input/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/engine/bad-input/c-16-deep", test_deep);
  g_test_add_func ("/engine/bad-input/c-12-huge", test_huge);
  g_test_add_func ("/engine/bad-input/c-12-endless", test_endless);
  g_test_add_func ("/engine/bad-input/c-12-hang", test_hang);
  g_test_add_func ("/engine/bad-input/c-12-hang-body", test_hang_body);
  g_test_add_func ("/engine/bad-input/c-21-refused", test_refused_connection);
  g_test_add_func ("/engine/bad-input/bb-12-slow", test_slow);
  g_test_add_func ("/engine/bad-input/back-off", test_back_off);
  g_test_add_func ("/engine/bad-input/bb-7-stuck-time", test_stuck_time);
  g_test_add_func ("/engine/bad-input/bb-7-stopped-time", test_stopped_time);
  g_test_add_func ("/engine/bad-input/bb-7-old-copy", test_old_copy);

  return g_test_run ();
}
