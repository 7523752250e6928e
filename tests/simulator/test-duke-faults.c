// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Every fault of 10Duke and every variant of it does what its name says, and the faults of every
 * service do what they are for on its calls. */

#include "duke-fixture.h"
#include "sim-cases.h"

#define KEEP   "HTTP/1.1 200 OK"
#define CLOSED SIM_RAW_CLOSED

/* The calls, with requests that succeed when no fault is on. */
enum {
  NEWEST,
  OBJECT,
  PUT,
  N_CALLS
};

static const char *const paths[N_CALLS] = {
  "/get/" DUKE_FEED "?maxEventCount=4",
  "/get/user/7b1f6e9a-0000-4000-8000-000000000003?maxEventCount=2",
  "/put"
};

#define TYPE "\"eventType\":\"Lic"

/* The end of the first event of the page, and its begin once more. */
#define SAME_AGAIN                                            \
  "\"req-001126\"}},{\"eventType\":\"LicenseConsumeDenied\"," \
  "\"eventId\":\"7b1f6e9a-0000-4000-8000-e10000001400\""

static const SimCase cases[] = {
  { "TB-1", "bare-array", NEWEST, CLOSED, "\r\n\r\n[{\"eventType\"", KEEP, "instruction" },
  { "TB-1", "no-instructions", NEWEST, CLOSED, "\"objects\":[{\"eventType\"", KEEP, "instruction" },
  { "TB-1", "only-older", NEWEST, CLOSED, "\"older\"", TYPE, "\"newer\"" },
  { "TB-1", "only-newer", NEWEST, CLOSED, "\"newer\"", TYPE, "\"older\"" },
  { "TB-1", "middle", NEWEST, CLOSED, "}},{\"instruction\":\"newer\"", ":0},{\"ev", ":0}]}" },
  { "TB-1", "unknown-word", NEWEST, CLOSED, "[{\"instruction\":\"rewind\"", "\"older\"", NULL },
  { "TB-1", "no-objects", NEWEST, CLOSED, "\"count\":4}", KEEP, "objects" },
  { "TB-1", "null-objects", NEWEST, CLOSED, "\"objects\":null}", KEEP, TYPE },
  { "TB-1",
    "foreign-items",
    NEWEST,
    CLOSED,
    "},[],\"not an event\",null,{\"eventType",
    KEEP,
    NULL },
  { "TB-2", "other-host", NEWEST, CLOSED, "\"https://collector.example", TYPE, "\"url\":\"my-app" },
  { "TB-2", "other-port", NEWEST, CLOSED, "\"url\":\"http://127.0.0.1:", TYPE, "\"url\":\"my-app" },
  { "TB-2", "other-scheme", NEWEST, CLOSED, "\"url\":\"ftp://", TYPE, "\"url\":\"my-app" },
  { "TB-2", "no-scheme", NEWEST, CLOSED, "\"url\":\"//collector", TYPE, "\"url\":\"my-app" },
  { "TB-2", "user", NEWEST, CLOSED, "http://127.0.0.1@collector", TYPE, "\"url\":\"my-app" },
  { "TB-2", "javascript", NEWEST, CLOSED, "\"javascript:", TYPE, "\"url\":\"my-app" },
  { "TB-2", "data", NEWEST, CLOSED, "\"data:application/json,[]\"", TYPE, "\"url\":\"my-app" },
  { "TB-2", "empty", NEWEST, CLOSED, "\"url\":\"\"", TYPE, "\"url\":\"my-app" },
  { "TB-2", "spaces", NEWEST, CLOSED, "\"not a URL at all\"", TYPE, "\"url\":\"my-app" },
  { "TB-2", "broken", NEWEST, CLOSED, "\"http://[::1\"", TYPE, "\"url\":\"my-app" },
  { "TB-2", "number", NEWEST, CLOSED, "\"url\":17", TYPE, "\"url\":\"my-app" },
  { "TB-2", "null", NEWEST, CLOSED, "\"url\":null", TYPE, "\"url\":\"my-app" },
  { "TB-2", "missing", NEWEST, CLOSED, "{\"instruction\":\"older\",\"count\"", TYPE, "\"url\"" },
  { "TB-2", "other-path", NEWEST, CLOSED, "\"/event-engine/state-url\"", TYPE, NULL },
  { "TB-2", "other-feed", NEWEST, CLOSED, "\"audience-app?before=", TYPE, NULL },
  { "TB-2", "no-cursor", NEWEST, CLOSED, "\"url\":\"my-app-events\"", TYPE, "before=" },
  { "TB-2", "same-cursor", NEWEST, CLOSED, "my-app-events?maxEventCount=4\"", TYPE, "before=" },
  { "TB-3", "wrong", NEWEST, CLOSED, "\"count\":4711,\"objects\"", "\"count\":4711}", NULL },
  { "TB-3", "zero", NEWEST, CLOSED, "\"count\":0,\"objects\"", "\"count\":0}", "\"count\":4" },
  { "TB-3", "null", NEWEST, CLOSED, "\"count\":null,\"objects\"", "\"count\":null}", NULL },
  { "TB-3", "minus-one", NEWEST, CLOSED, "\"count\":-1,\"objects\"", "\"count\":-1}", NULL },
  { "TB-3", "text", NEWEST, CLOSED, "\"count\":\"12\",\"objects\"", "\"count\":\"12\"}", NULL },
  { "TB-3", "float", NEWEST, CLOSED, "\"count\":2.5,\"objects\"", "\"count\":2.5}", NULL },
  { "TB-3", "too-big", NEWEST, CLOSED, "\"count\":18446744073709551616", KEEP, NULL },
  { "TB-3", "object", NEWEST, CLOSED, "\"count\":{\"exact\":false}", KEEP, NULL },
  { "TB-3", "missing", NEWEST, CLOSED, "\"objects\"", KEEP, "\"count\"" },
  { "TB-4", "ms", NEWEST, CLOSED, "\"eventReceived\":1795348600800,", KEEP, NULL },
  { "TB-4", "us", NEWEST, CLOSED, "\"eventReceived\":1795348600800000,", KEEP, NULL },
  { "TB-4", "s", NEWEST, CLOSED, "\"eventReceived\":1795348600,", KEEP, NULL },
  { "TB-4",
    "mixed",
    NEWEST,
    CLOSED,
    "\"eventReceived\":1795348600800,",
    "\"eventReceived\":1795348924800000438,",
    NULL },
  { "TB-4", "text", NEWEST, CLOSED, "\"eventReceived\":\"1795349", KEEP, NULL },
  { "TB-4", "float", NEWEST, CLOSED, ".0,\"version\"", KEEP, NULL },
  { "TB-4", "exponent", NEWEST, CLOSED, "\"eventReceived\":1.792e18,", KEEP, NULL },
  { "TB-4", "too-big", NEWEST, CLOSED, "\"eventReceived\":18446744073709551617,", KEEP, NULL },
  { "TB-4", "negative", NEWEST, CLOSED, "\"eventReceived\":-17", KEEP, NULL },
  { "TB-4", "zero", NEWEST, CLOSED, "\"eventReceived\":0,", KEEP, NULL },
  { "TB-4", "words", NEWEST, CLOSED, "\"eventReceived\":\"just now\"", KEEP, NULL },
  { "TB-4", "iso", NEWEST, CLOSED, "\"2026-11-20T08:15:30.123456789Z\"", KEEP, NULL },
  { "TB-4", "null", NEWEST, CLOSED, "\"eventReceived\":null", KEEP, NULL },
  { "TB-4", "true", NEWEST, CLOSED, "\"eventReceived\":true", KEEP, NULL },
  { "TB-4", "missing", NEWEST, CLOSED, TYPE, KEEP, "eventReceived" },
  { "TB-5", "null", NEWEST, CLOSED, "\"data\":null", KEEP, "\"data\":{" },
  { "TB-5", "encrypted", NEWEST, CLOSED, "\"data\":\"hT7G", "\"eventKeyId\":\"key-", "\"data\":{" },
  { "TB-5", "array", NEWEST, CLOSED, "\"data\":[{", KEEP, "\"data\":{" },
  { "TB-5", "flat", NEWEST, CLOSED, "\"action\":\"export\",\"eventTime\":17", KEEP, "\"data\"" },
  { "TB-5", "number", NEWEST, CLOSED, "\"data\":17", KEEP, "\"data\":{" },
  { "TB-5", "empty", NEWEST, CLOSED, "\"data\":{}", KEEP, "\"userId\"" },
  { "TB-5", "missing", NEWEST, CLOSED, TYPE, KEEP, "\"data\"" },
  { "TB-6", "empty", NEWEST, CLOSED, "\"errorInfo\":{}", KEEP, "\"errorInfo\":{\"" },
  { "TB-6", "null", NEWEST, CLOSED, "\"errorInfo\":null", KEEP, "\"errorInfo\":{" },
  { "TB-6", "text", NEWEST, CLOSED, "\"errorInfo\":\"insuff", KEEP, "\"errorInfo\":{" },
  { "TB-6", "number", NEWEST, CLOSED, "\"errorInfo\":1", KEEP, "\"errorInfo\":{" },
  { "TB-6", "array", NEWEST, CLOSED, "\"errorInfo\":[]", KEEP, "\"errorInfo\":{" },
  { "TB-6", "true", NEWEST, CLOSED, "\"errorInfo\":true", KEEP, "\"errorInfo\":{" },
  { "TB-6", "empty-error", NEWEST, CLOSED, "\"errorInfo\":{\"error\":\"\",", KEEP, NULL },
  { "TB-6", "null-error", NEWEST, CLOSED, "\"errorInfo\":{\"error\":null,", KEEP, NULL },
  { "TB-6", "error-number", NEWEST, CLOSED, "\"errorInfo\":{\"error\":42}", KEEP, NULL },
  { "TB-6", "words-only", NEWEST, CLOSED, "\"errorInfo\":{\"errorDescription\":", KEEP, NULL },
  { "TB-7", "twice", NEWEST, CLOSED, SAME_AGAIN, KEEP, "UserUpdated" },
  { "TB-7",
    "twice-different",
    NEWEST,
    CLOSED,
    "\"UserUpdated\",\"eventId\":\"7b1f6e9a-",
    TYPE,
    NULL },
  { "TB-7", "same", NEWEST, CLOSED, "\"0f4f3c5e-4f5e-4b55-9d0c-0c9c7a8d0001\"", KEEP, NULL },
  { "TB-7", "missing", NEWEST, CLOSED, TYPE, KEEP, "eventId" },
  { "TB-7", "null", NEWEST, CLOSED, "\"eventId\":null", KEEP, "\"eventId\":\"" },
  { "TB-7", "empty", NEWEST, CLOSED, "\"eventId\":\"\"", KEEP, NULL },
  { "TB-7", "number", NEWEST, CLOSED, "\"eventId\":9007199254740993", KEEP, NULL },
  { "TB-8", "reversed", NEWEST, CLOSED, TYPE, KEEP, NULL },
  { "TB-8", "pairs", NEWEST, CLOSED, TYPE, KEEP, NULL },
  { "TB-8", "equal", NEWEST, CLOSED, TYPE, KEEP, NULL },
  { "TB-8", "border", NEWEST, CLOSED, TYPE, KEEP, NULL },
  { "TB-9", "ahead", NEWEST, CLOSED, "HTTP/1.1 401 ", "Date: Sun, 22 Nov 2026 12:15:00", TYPE },
  { "TB-9", "behind", NEWEST, CLOSED, "HTTP/1.1 401 ", "Date: Sun, 22 Nov 2026 12:05:00", TYPE },
  { "TB-9", "right", NEWEST, CLOSED, "HTTP/1.1 401 ", "Date: Sun, 22 Nov 2026 12:10:00", TYPE },
  { "TB-9", "no-date", NEWEST, CLOSED, "HTTP/1.1 401 ", "has expired", "Date:" },
  { "TB-10", "json", NEWEST, CLOSED, "HTTP/1.1 403 ", "allows another-feed", TYPE },
  { "TB-10", "html", NEWEST, CLOSED, "HTTP/1.1 403 ", "<title>403", TYPE },
  { "TB-10", "bare", NEWEST, CLOSED, "HTTP/1.1 403 ", "Content-Length: 0", TYPE },
  { "TB-11", "404", NEWEST, CLOSED, "HTTP/1.1 404 ", "no feed of that id", TYPE },
  { "TB-11", "404-html", NEWEST, CLOSED, "HTTP/1.1 404 ", "<title>404", TYPE },
  { "TB-11", "404-bare", NEWEST, CLOSED, "HTTP/1.1 404 ", "Content-Length: 0", TYPE },
  { "TB-11", "200-empty", NEWEST, CLOSED, KEEP, "\"count\":0,\"objects\"", TYPE },
  { "TB-12", "200", PUT, CLOSED, KEEP, "Content-Length: 0\r\n", NULL },
  { "TB-12", "201", PUT, CLOSED, "HTTP/1.1 201 ", "Location: /get/", NULL },
  { "TB-12", "202", PUT, CLOSED, "HTTP/1.1 202 ", NULL, "Content-Type" },
  { "TB-12", "204", PUT, CLOSED, "HTTP/1.1 204 ", NULL, "Content-Type" },
  { "TB-12", "true", PUT, CLOSED, KEEP, "\r\n\r\ntrue", NULL },
  { "TB-12", "object", PUT, CLOSED, KEEP, "{\"accepted\":1", NULL },
  { "TB-12", "text", PUT, CLOSED, "Content-Type: text/plain", "\r\n\r\nOK", NULL },
  { "TB-12", "html", PUT, CLOSED, KEEP, "<title>Venue", NULL },
  { "TB-13", "400", PUT, CLOSED, "HTTP/1.1 400 ", "could not be verified", NULL },
  { "TB-13", "400-text", PUT, CLOSED, "HTTP/1.1 400 ", "\r\n\r\nJWS signature", NULL },
  { "TB-13", "401", PUT, CLOSED, "HTTP/1.1 401 ", "No public key", NULL },
  { "TB-13", "413", PUT, CLOSED, "HTTP/1.1 413 ", "{\"error\":\"tooLarge\"", NULL },
  { "TB-13", "413-html", PUT, CLOSED, "HTTP/1.1 413 ", "<title>413", NULL },
  { "TB-13", "415", PUT, CLOSED, "HTTP/1.1 415 ", "must be application/jose", NULL },
  { "TB-14", "taken", PUT, SIM_RAW_QUIET, NULL, NULL, "HTTP" },
  { "TB-14", "lost", PUT, SIM_RAW_QUIET, NULL, NULL, "HTTP" },
  { "TB-14", "cut-taken", PUT, CLOSED, NULL, NULL, "HTTP" },
  { "TB-14", "cut-lost", PUT, CLOSED, NULL, NULL, "HTTP" },
  { "TB-15", "moving", NEWEST, CLOSED, TYPE, KEEP, NULL },
  { "TB-15", "loop", NEWEST, CLOSED, TYPE, KEEP, NULL },
  { "TB-16", "2000", NEWEST, CLOSED, "\"count\":2000,", "\"req-00000666\"", NULL },
  { "TB-16", "20000", NEWEST, CLOSED, "\"count\":20000,", "\"req-00006666\"", NULL },
  { "TB-16", "200000", NEWEST, SIM_RAW_LIMIT, "\"count\":200000,", KEEP, NULL },
  { "TB-16", "deep", NEWEST, CLOSED, "\"extra\":[[[[[", "]]]]]}}", NULL },
  { "TB-16", "deep-objects", NEWEST, CLOSED, "\"extra\":{\"a\":{\"a\":", "1}}}}", NULL },
  { "TB-16", "long-text", NEWEST, CLOSED, "\"extra\":\"xxxxx", "\"newer\"", NULL },
  { "TB-16", "wide", NEWEST, CLOSED, "\"extra\":[0,0,0", "\"newer\"", NULL },
  { "TB-16", "members", NEWEST, CLOSED, "\"member4999\":4999", "\"newer\"", NULL },
  { "TB-17", "nan", NEWEST, CLOSED, "\"count\":NaN,", TYPE, NULL },
  { "TB-17", "infinity", NEWEST, CLOSED, "\"count\":Infinity,", TYPE, NULL },
  { "TB-17", "minus-infinity", NEWEST, CLOSED, "\"count\":-Infinity,", TYPE, NULL },
  { "TB-17", "leading-zero", NEWEST, CLOSED, "\"count\":017,", TYPE, NULL },
  { "TB-17", "hexadecimal", NEWEST, CLOSED, "\"count\":0x11,", TYPE, NULL },
  { "TB-17", "plus", NEWEST, CLOSED, "\"count\":+1,", TYPE, NULL },
  { "TB-17", "comment", NEWEST, CLOSED, "\"count\":1/* events */,", TYPE, NULL },
  { "TB-17", "single-quotes", NEWEST, CLOSED, "\"count\":'1',", TYPE, NULL },
  { "TB-17", "undefined", NEWEST, CLOSED, "\"count\":undefined,", TYPE, NULL },
  { "TB-17", "trailing-comma", NEWEST, CLOSED, "}],}", TYPE, NULL },
  { "TB-17", "two-roots", NEWEST, CLOSED, "}]}{}", TYPE, NULL },
  { "TB-17", "bom", NEWEST, CLOSED, "\r\n\r\n\xef\xbb\xbf{", TYPE, NULL },
  { "TB-17", "utf-16", NEWEST, CLOSED, "\r\n\r\n\xff\xfe{", KEEP, TYPE },
  { "TB-18", "parking", NEWEST, CLOSED, KEEP, "<title>This domain may", TYPE },
  { "TB-18", "parking", PUT, CLOSED, KEEP, "<title>This domain may", NULL },
  { "TB-18", "as-json", NEWEST, CLOSED, "Content-Type: application/json", "<title>This", TYPE },
  { "TB-18", "wrong-name", NEWEST, CLOSED, KEEP, TYPE, NULL },

  /* Those of every service. */
  { "C-1", "503", NEWEST, CLOSED, "HTTP/1.1 503 ", "<title>503 ", NULL },
  { "C-2", "seconds", PUT, CLOSED, "HTTP/1.1 429 ", "Retry-After: 10\r\n", NULL },
  { "C-3", "503", OBJECT, CLOSED, "HTTP/1.1 503 ", NULL, NULL },
  { "C-4", "truncated", NEWEST, CLOSED, "{\"uri\":\"my-app", KEEP, "\"newer\"" },
  { "C-4", "truncated", PUT, CLOSED, "Content-Length: 17\r\n", "{\"accept", "true}" },
  { "C-5", "types", NEWEST, CLOSED, "{\"uri\":[],\"updateUrl\":7", KEEP, NULL },
  { "C-5", "null-root", NEWEST, CLOSED, "\r\n\r\nnull", KEEP, NULL },
  { "C-5", "duplicate-keys", NEWEST, CLOSED, "\"eventId\":\"and one more\"", "\"count\":7}", NULL },
  { "C-6",
    "numbers-as-text",
    NEWEST,
    CLOSED,
    "\"eventTime\":\"17",
    "\"eventReceived\":\"17",
    NULL },
  { "C-6", "integers-as-floats", NEWEST, CLOSED, ".0,\"requestId\"", ".0,\"version\"", NULL },
  { "C-6", "booleans-as-text", NEWEST, CLOSED, "\"technicalUser\":\"true\"", KEEP, NULL },
  { "C-6", "booleans-as-numbers", NEWEST, CLOSED, "\"technicalUser\":1", KEEP, NULL },
  { "C-6", "big", NEWEST, CLOSED, "\"eventReceived\":9007199254740993,", KEEP, NULL },
  { "C-6", "too-big", NEWEST, CLOSED, "123456789012345678901234567890", KEEP, NULL },
  { "C-7", "ms", NEWEST, CLOSED, "\"eventReceived\":1795348600800,", KEEP, NULL },
  { "C-7", "iso-offset", NEWEST, CLOSED, "\"eventTime\":\"2026-11-19T10:00:00+0100\"", KEEP, NULL },
  { "C-8", "expired", NEWEST, CLOSED, "HTTP/1.1 401 ", "The token expired", NULL },
  { "C-9", "302", NEWEST, CLOSED, "HTTP/1.1 302 ", "Location: http://127.0.0.1:", NULL },
  { "C-11", "gzip", NEWEST, CLOSED, "Content-Encoding: gzip", "\x1f\x8b", TYPE },
  { "C-12", "endless", NEWEST, SIM_RAW_LIMIT, "xxxxxx", NULL, "Content-Length" },
  { "C-13", "204", NEWEST, CLOSED, "HTTP/1.1 204 ", NULL, NULL },
  { "C-14", "latin-1", NEWEST, CLOSED, "\"note\":\"d\xe9", KEEP, NULL },
  { "C-14", "utf-16", NEWEST, CLOSED, "\r\n\r\n\xff\xfe{", KEEP, TYPE },
  { "C-15", "two-lengths", PUT, CLOSED, "Content-Length: 5\r\n", KEEP, NULL },
  { "C-16", "deep", NEWEST, CLOSED, "\"extra\":[[[[[[", TYPE, NULL },
  { "C-16", "long-text", PUT, CLOSED, "{\"extra\":\"xxxx", KEEP, NULL },
  { "C-17", "future", NEWEST, CLOSED, "\"eventReceived\":17956", KEEP, "\"eventReceived\":17953" },
  { "C-17", "duplicate", NEWEST, CLOSED, SAME_AGAIN, KEEP, NULL },
  { "C-18", "unknown", NEWEST, CLOSED, "\"shard\":{\"id\":3", "\"seat\":{\"row\":7", NULL },
  { "C-18", "unknown-value", NEWEST, CLOSED, "\"LicenseTeleported\"", KEEP, "LicenseConsume" },
  { "C-18", "minimal", NEWEST, CLOSED, "\"eventSourceId\":\"my-app-events\"}", KEEP, "\"data\"" },
  { "C-19", "text", PUT, CLOSED, KEEP, "{\"error\":\"", NULL },
  { "C-20", "early-hints", NEWEST, CLOSED, "HTTP/1.1 103 Early", TYPE, NULL },
  { "C-21", "proxy-407", PUT, CLOSED, "HTTP/1.1 407 ", "Proxy-Authenticate", NULL },
  { "C-22", "ahead", NEWEST, CLOSED, "Date: Sun, 22 Nov 2026 12:15:00", TYPE, NULL },
  { "C-23", NULL, PUT, CLOSED, "Set-Cookie: session=", KEEP, NULL },
  { "C-24", "bidi", NEWEST, CLOSED, "\"eventType\":\"\xe2\x80\xae", KEEP, TYPE },
  { "C-24", "markup", PUT, CLOSED, "{\"note\":\"<a href=", KEEP, NULL },
  { "C-25", "500", NEWEST, CLOSED, "with key eyJ", "HTTP/1.1 500 ", NULL },
  { "BB-15", "html", NEWEST, CLOSED, "<title>Sign in to", KEEP, NULL },
  { "hang", NULL, PUT, SIM_RAW_QUIET, NULL, NULL, "HTTP" },
};

static void
test_complete (void)
{
  sim_cases_check_complete (cases, G_N_ELEMENTS (cases), "TB-", 18);
}

static SimRaw *
send_call (SimFixture *fixture, guint call, const char *fault)
{
  g_autofree char *jws = call == PUT ? duke_sign (fixture, DUKE_HEADER, DUKE_EVENT) : NULL;

  return duke_send_raw (fixture, paths[call], jws, fault);
}

static void
test_by_header (SimFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    sim_case_check (fixture, &cases[i], send_call);
}

static void
test_every_fault_on_every_call (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) answer = NULL;

  sim_try_every_fault (fixture, N_CALLS, send_call);
  /* It still answers. */
  answer = duke_get (fixture, paths[NEWEST], NULL);
  g_assert_cmpuint (answer->status, ==, 200);
}

static gint64
count_received (SimFixture *fixture)
{
  g_autoptr (JsonObject) status = cue_simulator_get_status (fixture->simulator);

  return json_object_get_int_member (json_object_get_object_member (status, "tenduke"), "received");
}

static void
test_done_or_not (SimFixture *fixture, gconstpointer data)
{
  static const SimDone answers[] = {
    { "TB-14; variant=cut-taken", TRUE }, { "TB-14; variant=cut-lost", FALSE },
    { "TB-12; variant=text", TRUE },      { "TB-12; variant=202", TRUE },
    { "TB-12; variant=html", FALSE },     { "TB-13; variant=400", FALSE },
    { "TB-13; variant=413", FALSE },      { "TB-18; variant=parking", FALSE },
    { "C-1; variant=200", FALSE },        { "C-3; variant=503", FALSE },
    { "C-4; variant=no-answer", TRUE },   { "C-9; variant=302", FALSE },
    { "C-13; variant=204", TRUE },        { "C-19; variant=text", FALSE },
  };

  sim_check_done (fixture, answers, G_N_ELEMENTS (answers), PUT, send_call, count_received);
}

/* Returns: (transfer full): `objects` of the page */
static JsonArray *
read_page (SimFixture *fixture, const char *path)
{
  g_autoptr (SimAnswer) answer = duke_get (fixture, path, NULL);

  return duke_get_objects (answer);
}

static const char *
get_text (JsonArray *objects, guint n, const char *name)
{
  return json_object_get_string_member (json_array_get_object_element (objects, n), name);
}

/* @n: of the events */
static gint64
get_stamp (JsonArray *objects, guint n)
{
  return json_object_get_int_member (json_array_get_object_element (objects, n + 1),
                                     "eventReceived");
}

static char *
follow (JsonArray *objects, gboolean older)
{
  guint n = older ? 0 : json_array_get_length (objects) - 1;

  return g_strdup_printf ("/get/%s&maxEventCount=4", get_text (objects, n, "url"));
}

/* TB-8: what is first when it is turned round, swapped in pairs, or all at the same time. */
static void
test_order (SimFixture *fixture, gconstpointer data)
{
  static const char *const variants[] = { "reversed", "pairs", "equal" };
  static const int         orders[][4] = { { 3, 2, 1, 0 }, { 1, 0, 3, 2 }, { 0, 0, 0, 0 } };
  g_autoptr (JsonArray) right = read_page (fixture, paths[NEWEST]);

  for (guint v = 0; v < G_N_ELEMENTS (variants); v++) {
    g_autoptr (JsonArray) objects = NULL;

    cue_simulator_set_fault_variant (fixture->simulator, "TB-8", variants[v]);
    objects = read_page (fixture, paths[NEWEST]);
    g_assert_cmpuint (json_array_get_length (objects), ==, 6);
    for (guint i = 0; i < 4; i++)
      g_assert_cmpint (get_stamp (objects, i), ==, get_stamp (right, (guint) orders[v][i]));
  }
}

/* An event stands on two pages; in both directions. */
static void
test_border (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) first = NULL;
  g_autoptr (JsonArray) second = NULL;
  g_autoptr (JsonArray) third = NULL;
  g_autofree char *older = NULL;
  g_autofree char *newer = NULL;

  cue_simulator_set_fault_variant (fixture->simulator, "TB-8", "border");
  first = read_page (fixture, paths[NEWEST]);
  older = follow (first, TRUE);
  second = read_page (fixture, older);
  g_assert_cmpuint (json_array_get_length (second), ==, 7);
  g_assert_cmpstr (get_text (second, 5, "eventId"), ==, get_text (first, 1, "eventId"));
  newer = follow (second, FALSE);
  third = read_page (fixture, newer);
  g_assert_cmpuint (json_array_get_length (third), ==, 7);
  g_assert_cmpstr (get_text (third, 1, "eventId"), ==, get_text (second, 4, "eventId"));
}

/* One more event, however often somebody asks. */
static void
test_moving (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup (paths[NEWEST]);
  g_autofree char *last = NULL;

  cue_simulator_set_fault_variant (fixture->simulator, "TB-15", "moving");
  for (guint i = 0; i < 20; i++) {
    g_autoptr (JsonArray) objects = read_page (fixture, path);

    g_assert_cmpuint (json_array_get_length (objects), ==, i == 0 ? 6 : 3);
    g_assert_cmpstr (get_text (objects, 1, "eventId"), !=, last);
    g_free (last);
    last = g_strdup (get_text (objects, 1, "eventId"));
    g_free (path);
    path = follow (objects, FALSE);
  }
}

static void
test_loop (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup (paths[NEWEST]);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  cue_simulator_set_fault_variant (fixture->simulator, "TB-15", "loop");
  for (guint i = 0; i < 12; i++) {
    g_autoptr (JsonArray) objects = read_page (fixture, path);

    g_hash_table_add (seen, g_strdup (get_text (objects, 1, "eventId")));
    g_free (path);
    path = follow (objects, TRUE);
  }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 3);
}

static void
test_refuse (SimFixture *fixture, gconstpointer data)
{
  sim_check_refused (fixture, "tenduke", NEWEST, send_call);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                       \
  g_test_add ("/simulator/duke-faults/" path, \
              SimFixture,                     \
              NULL,                           \
              sim_fixture_set_up,             \
              func,                           \
              sim_fixture_tear_down)
  g_test_add_func ("/simulator/duke-faults/complete", test_complete);
  ADD ("by-header", test_by_header);
  ADD ("every-fault-on-every-call", test_every_fault_on_every_call);
  ADD ("done-or-not", test_done_or_not);
  ADD ("order", test_order);
  ADD ("border", test_border);
  ADD ("moving", test_moving);
  ADD ("loop", test_loop);
  ADD ("refuse", test_refuse);
  return g_test_run ();
}
