// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Every fault of Exchange and every variant of it does what its name says, and the faults of every
 * service do what they are for on its calls. */

#include "acoustic-fixture.h"
#include "sim-cases.h"

#include "cue-sim-exchange-call.h"

#define KEEP   "HTTP/1.1 200 OK"
#define CLOSED SIM_RAW_CLOSED

/* A request for each call, which succeeds when no fault is on. */
static const struct {
  const char *who;
  const char *path;
  const char *body;
} requests[CUE_SIM_N_CALLS] = {
  [CUE_SIM_CALL_PUBLISH] = { "publisher", "/v1/event", ACOUSTIC_EVENT },
  [CUE_SIM_CALL_REGISTER] = { "publisher",
                              "/v1/eventtype",
                              "{\"code\":\"demoSeat\",\"name\":\"Seat\"}" },
  [CUE_SIM_CALL_EVENT_TYPES] = { "publisher", "/v1/eventtype" },
  [CUE_SIM_CALL_SUBSCRIBED] = { "publisher", "/v1/eventtype/subscribed" },
  [CUE_SIM_CALL_PRODUCER] = { "publisher", "/v1/eventtype/subscribed/producer" },
  [CUE_SIM_CALL_CONSUMER] = { "subscriber",
                              "/v1/eventtype/subscribed/consumer?extrafields=provider,publisher" },
  [CUE_SIM_CALL_PUBLISHER_ATTRIBUTES] = { "publisher",
                                          "/v1/eventtype/attributes/publisher/60001",
                                          "[{\"name\":\"orderTotal\",\"type\":\"number\"}]" },
  [CUE_SIM_CALL_SUBSCRIBER_ATTRIBUTES] = { "subscriber",
                                           "/v1/eventtype/attributes/subscriber/60002",
                                           "[{\"name\":\"orderTotal\",\"type\":\"number\"}]" },
  [CUE_SIM_CALL_DELETE_EVENT_TYPE] = { "publisher", "/v1/eventtype/networkingMatch" },
  [CUE_SIM_CALL_EVENT_FILES] = { "subscriber", "/v1/eventfiles" },
  [CUE_SIM_CALL_EVENT_FILE] = { "subscriber", "/v1/eventfiles/events_20261122T112500Z_0001.json" },
  [CUE_SIM_CALL_DELETE_EVENT_FILE] = { "subscriber",
                                       "/v1/eventfiles/events_20261122T112500Z_0001.json" },
  [CUE_SIM_CALL_BROWSER_KEY] = { "publisher", "/v1/endpoint/60001/eventinfo" },
  [CUE_SIM_CALL_NOTIFICATION] = { "publisher",
                                  "/v1/subscription/notification",
                                  "{\"notificationURL\":\"https://hooks.example.com/ubx\"}" },
  [CUE_SIM_CALL_DELETE_NOTIFICATION] = { "publisher", "/v1/subscription/notification" },
};

#define TYPES CUE_SIM_CALL_EVENT_TYPES
#define CODES CUE_SIM_CALL_SUBSCRIBED
#define FILES CUE_SIM_CALL_EVENT_FILES
#define FILE_ CUE_SIM_CALL_EVENT_FILE
#define EVENT CUE_SIM_CALL_PUBLISH
#define BKEY  CUE_SIM_CALL_BROWSER_KEY
#define GONE  CUE_SIM_CALL_DELETE_EVENT_TYPE

static const SimCase cases[] = {
  { "AB-1", "empty", EVENT, CLOSED, KEEP, "Content-Length: 0\r\n", NULL },
  { "AB-1", "202", EVENT, CLOSED, "HTTP/1.1 202 ", NULL, "Content-Type" },
  { "AB-1", "204", EVENT, CLOSED, "HTTP/1.1 204 ", NULL, "Content-Type" },
  { "AB-1", "true", EVENT, CLOSED, KEEP, "\r\n\r\ntrue", NULL },
  { "AB-1", "object", EVENT, CLOSED, KEEP, "\r\n\r\n{}", NULL },
  { "AB-1", "text", EVENT, CLOSED, "Content-Type: text/plain", "\r\n\r\nOK", NULL },
  { "AB-1", "html", EVENT, CLOSED, "Content-Type: text/html", "<title>Venue", NULL },
  { "AB-2", "false", GONE, CLOSED, KEEP, "\r\n\r\nfalse", NULL },
  { "AB-2", "text-false", GONE, CLOSED, KEEP, "\r\n\r\n\"false\"", NULL },
  { "AB-3", "message", EVENT, CLOSED, "HTTP/1.1 400 ", "{\"message\":\"events[0]", NULL },
  { "AB-3", "error", EVENT, CLOSED, "HTTP/1.1 400 ", "{\"error\":\"events[0]", NULL },
  { "AB-3", "error-object", EVENT, CLOSED, "HTTP/1.1 400 ", "{\"error\":{\"code\":17", NULL },
  { "AB-3", "errors", EVENT, CLOSED, "HTTP/1.1 400 ", "{\"errors\":[{\"message\":", NULL },
  { "AB-3", "error-texts", EVENT, CLOSED, "HTTP/1.1 400 ", "{\"errors\":[\"events", NULL },
  { "AB-3", "number", EVENT, CLOSED, "HTTP/1.1 400 ", "\r\n\r\n400", NULL },
  { "AB-3", "text", EVENT, CLOSED, "HTTP/1.1 400 ", "\r\n\r\nevents[0].code", NULL },
  { "AB-3", "html", EVENT, CLOSED, "HTTP/1.1 400 ", "<script>alert(1)", NULL },
  { "AB-3", "long", EVENT, CLOSED, "HTTP/1.1 400 ", "<b>Not</b> valid: xxxxxx", NULL },
  { "AB-4", "items", TYPES, CLOSED, KEEP, "{\"items\":[{\"code\":", NULL },
  { "AB-4", "null", TYPES, CLOSED, KEEP, "\r\n\r\nnull", NULL },
  { "AB-4", "object", TYPES, CLOSED, KEEP, "\r\n\r\n{}", NULL },
  { "AB-4", "null-elements", CODES, CLOSED, KEEP, "\r\n\r\n[null,\"ibmcart", NULL },
  { "AB-5", "version-text", TYPES, CLOSED, "\"version\":\"1\"", KEEP, "\"version\":1" },
  { "AB-5", "version-float", TYPES, CLOSED, "\"version\":1.0", KEEP, "\"version\":1," },
  { "AB-5", "version-null", TYPES, CLOSED, "\"version\":null", KEEP, "\"version\":1" },
  { "AB-5", "namespace-missing", TYPES, CLOSED, "\"version\":1,\"name\"", KEEP, "\"namespace\"" },
  { "AB-5", "attributes-missing", TYPES, CLOSED, "\"code\"", KEEP, "\"attributes\"" },
  { "AB-5", "attributes-null", TYPES, CLOSED, "\"attributes\":null", KEEP, "\"attributes\":[" },
  { "AB-5", "registration-unknown", TYPES, CLOSED, "\"OBSERVE\"", KEEP, "\"PUBLISH\"" },
  { "AB-5", "registration-lower-case", TYPES, CLOSED, "\"publish\"", KEEP, "\"PUBLISH\"" },
  { "AB-5", "registration-missing", TYPES, CLOSED, "\"code\"", KEEP, "registrationType" },
  { "AB-6", "key-number", BKEY, CLOSED, "\"eventAuthKey\":9007199254740993", KEEP, NULL },
  { "AB-6", "id-text", BKEY, CLOSED, "\"endpointId\":\"60001\"", KEEP, NULL },
  { "AB-6", "key-missing", BKEY, CLOSED, "{\"endpointId\":60001}", KEEP, NULL },
  { "AB-7", "many", FILES, CLOSED, "0014.json\"]", "0001.json\"", NULL },
  { "AB-7", "duplicates", FILES, CLOSED, ".tsv\",\"events_20261122T112500Z_0001", KEEP, NULL },
  { "AB-7", "parent", FILES, CLOSED, "\"../../../../tmp/", ".tsv\"", NULL },
  { "AB-7", "absolute", FILES, CLOSED, "\"/tmp/cuelight", ".tsv\"", NULL },
  { "AB-7", "drive", FILES, CLOSED, "\"C:\\\\Windows", ".tsv\"", NULL },
  { "AB-7", "empty", FILES, CLOSED, ",\"\"]", ".tsv\"", NULL },
  { "AB-7", "dots", FILES, CLOSED, ",\"..\"]", ".tsv\"", NULL },
  { "AB-7", "hidden", FILES, CLOSED, ",\".profile\"]", ".tsv\"", NULL },
  { "AB-7", "long", FILES, CLOSED, "eeeeeeeeeeeeeeee.json\"]", ".tsv\"", NULL },
  { "AB-7", "control", FILES, CLOSED, "\\u0007\\u001b[31m", ".tsv\"", NULL },
  { "AB-7", "non-ascii", FILES, CLOSED, "\xc3\xa9v\xc3\xa9nements", "\\u202e", NULL },
  { "AB-7", "number", FILES, CLOSED, ",17]", ".tsv\"", NULL },
  { "AB-8", "name", FILES, CLOSED, "[{\"name\":\"events_", "\"size\":", NULL },
  { "AB-8", "file-name", FILES, CLOSED, "[{\"fileName\":\"events_", KEEP, NULL },
  { "AB-8", "id", FILES, CLOSED, "[{\"id\":\"events_", KEEP, NULL },
  { "AB-8", "files", FILES, CLOSED, "{\"files\":[\"events_", KEEP, NULL },
  { "AB-9", "empty", FILE_, CLOSED, "Content-Length: 0\r\n", KEEP, NULL },
  { "AB-9", "truncated", FILE_, CLOSED, "Content-Length: 1", "shopper@example.com", "]\n" },
  { "AB-9", "chunked", FILE_, CLOSED, "Transfer-Encoding: chunked", "shopper", "\r\n0\r\n" },
  { "AB-9", "gzip", FILE_, CLOSED, "\r\n\r\n\x1f\x8b", KEEP, "Content-Encoding" },
  { "AB-9", "huge", FILE_, SIM_RAW_LIMIT, "Content-Length: 2147483648", "\n\n\n\n\n", NULL },
  { "AB-9", "lines", FILE_, CLOSED, "}]}]}\n{\"channel\"", "\n\n{", NULL },
  { "AB-9", "tsv", FILE_, CLOSED, "\r\n\r\ncode\ttimestamp", "too many\n", NULL },
  { "AB-9", "bom", FILE_, CLOSED, "\r\n\r\n\xef\xbb\xbf[", KEEP, NULL },
  { "AB-9", "nul", FILE_, CLOSED, "octet-stream", KEEP, "\r\n\r\n[" },
  { "AB-10", "parent", FILE_, CLOSED, "filename=\"../../../../tmp/", KEEP, NULL },
  { "AB-10", "absolute", FILE_, CLOSED, "filename=/tmp/", KEEP, NULL },
  { "AB-10", "encoded", FILE_, CLOSED, "UTF-8''..%2F", KEEP, NULL },
  { "AB-10", "inline", FILE_, CLOSED, "report.desktop", KEEP, NULL },
  { "AB-11", "gone", CUE_SIM_CALL_DELETE_EVENT_FILE, CLOSED, "HTTP/1.1 404 ", "no event", NULL },
  { "AB-11", "kept", CUE_SIM_CALL_DELETE_EVENT_FILE, CLOSED, "HTTP/1.1 404 ", "no event", NULL },
  { "AB-12", "taken", EVENT, SIM_RAW_QUIET, NULL, NULL, "HTTP" },
  { "AB-12", "lost", EVENT, SIM_RAW_QUIET, NULL, NULL, "HTTP" },
  { "AB-12", "cut-taken", EVENT, CLOSED, NULL, NULL, "HTTP" },
  { "AB-12", "cut-lost", EVENT, CLOSED, NULL, NULL, "HTTP" },
  { "AB-13", "401", EVENT, CLOSED, "HTTP/1.1 401 ", "WWW-Authenticate: Bearer", NULL },
  { "AB-13", "403", EVENT, CLOSED, "HTTP/1.1 403 ", "does not have this role", NULL },
  { "AB-14", "json", CODES, CLOSED, "HTTP/1.1 404 ", "Known are: /v1/eventype/subscribed\"", NULL },
  { "AB-14", "text", CODES, CLOSED, "text/plain", "Known are: /v1/eventype/subscribed", NULL },
  { "AB-15",
    "put",
    CUE_SIM_CALL_PUBLISHER_ATTRIBUTES,
    CLOSED,
    "HTTP/1.1 405 ",
    "Allow: PUT\r\n",
    NULL },
  { "AB-15",
    "post",
    CUE_SIM_CALL_SUBSCRIBER_ATTRIBUTES,
    CLOSED,
    "HTTP/1.1 405 ",
    "Allow: POST\r\n",
    NULL },
  { "AB-15",
    "no-allow",
    CUE_SIM_CALL_PUBLISHER_ATTRIBUTES,
    CLOSED,
    "HTTP/1.1 405 ",
    NULL,
    "Allow:" },
  { "AB-16", "json", EVENT, CLOSED, "HTTP/1.1 413 ", "{\"code\":413", NULL },
  { "AB-16", "html", EVENT, CLOSED, "HTTP/1.1 413 ", "<title>413 ", NULL },
  { "AB-16", "bare", EVENT, CLOSED, "HTTP/1.1 413 ", "Content-Length: 0", NULL },
  { "AB-17", "seconds", EVENT, CLOSED, "HTTP/1.1 429 ", "Retry-After: 10\r\n", NULL },
  { "AB-17", "date", EVENT, CLOSED, "HTTP/1.1 429 ", "After: Sun, 22 Nov 2026 12:10:10", NULL },
  { "AB-17", "missing", EVENT, CLOSED, "HTTP/1.1 429 ", NULL, "Retry-After" },
  { "AB-17", "negative", EVENT, CLOSED, "HTTP/1.1 429 ", "Retry-After: -10\r\n", NULL },
  { "AB-17", "999999", EVENT, CLOSED, "HTTP/1.1 429 ", "Retry-After: 999999\r\n", NULL },
  { "AB-17", "garbage", EVENT, CLOSED, "HTTP/1.1 429 ", "Retry-After: after the", NULL },
  { "AB-18", "members", TYPES, CLOSED, "\"owner\":{\"account\":7", KEEP, NULL },
  { "AB-18", "attribute-members", TYPES, CLOSED, "\"required\":true,\"example\":", KEEP, NULL },
  { "AB-19", "integer", TYPES, CLOSED, "\"type\":\"integer\"", KEEP, "\"string\"" },
  { "AB-19", "timestamp", TYPES, CLOSED, "\"type\":\"Timestamp\"", KEEP, "\"string\"" },
  { "AB-19", "iso", TYPES, CLOSED, "\"type\":\"ISO-8601\"", KEEP, "\"string\"" },
  { "AB-19", "glued", TYPES, CLOSED, "\"StringNumberBooleanTime in", KEEP, "\"string\"" },
  { "AB-19", "empty", TYPES, CLOSED, "\"type\":\"\"", KEEP, "\"string\"" },
  { "AB-19", "null", TYPES, CLOSED, "\"type\":null", KEEP, "\"string\"" },
  { "AB-19", "missing", TYPES, CLOSED, "{\"name\":\"eventName\"}", KEEP, "\"type\"" },
  { "AB-20", "values-as-numbers", FILE_, CLOSED, "\"value\":125.53", KEEP, "\"value\":\"" },
  { "AB-20", "values-as-booleans", FILE_, CLOSED, "\"value\":true", KEEP, "\"value\":\"" },
  { "AB-20", "values-null", FILE_, CLOSED, "\"value\":null", KEEP, "\"value\":\"" },
  { "AB-20", "is-sync-boolean", FILE_, CLOSED, "\"isSync\":false", KEEP, "\"isSync\":\"" },
  { "AB-20", "is-original-text", FILE_, CLOSED, "\"isOriginal\":\"true\"", KEEP, NULL },
  { "AB-20", "version-as-number", FILE_, CLOSED, "\"version\":1,", KEEP, "\"version\":\"1\"" },

  /* Those of every service. */
  { "C-1", "503", TYPES, CLOSED, "HTTP/1.1 503 ", "<title>503 ", NULL },
  { "C-2", "date", EVENT, CLOSED, "HTTP/1.1 429 ", "Retry-After: Sun, 22", NULL },
  { "C-3", "503-retry-after", EVENT, CLOSED, "HTTP/1.1 503 ", "Retry-After: 3\r\n", NULL },
  { "C-4", "truncated", TYPES, CLOSED, "[{\"code\":\"ibmcart", "Content-Length: ", "networking" },
  { "C-4", "truncated", EVENT, CLOSED, "Content-Length: 17\r\n", "{\"accept", "true}" },
  { "C-4", "chunked", EVENT, CLOSED, "Transfer-Encoding: chunked", "{\"accept", "\r\n0\r\n" },
  { "C-4", "no-answer", EVENT, CLOSED, NULL, NULL, "HTTP" },
  { "C-5", "types", TYPES, CLOSED, "\"attributes\":\"none\"", KEEP, NULL },
  { "C-5", "types", BKEY, CLOSED, "\"eventAuthKey\":{}", KEEP, NULL },
  { "C-5", "null-root", TYPES, CLOSED, "\r\n\r\nnull", KEEP, NULL },
  { "C-5", "duplicate-keys", TYPES, CLOSED, "\"code\":\"another\",\"code\":\"and", KEEP, NULL },
  { "C-6", "numbers-as-text", TYPES, CLOSED, "\"version\":\"1\"", KEEP, "\"version\":1," },
  { "C-6", "integers-as-floats", TYPES, CLOSED, "\"version\":1.0", KEEP, NULL },
  { "C-6", "booleans-as-text", GONE, CLOSED, "\r\n\r\n\"true\"", KEEP, NULL },
  { "C-6", "booleans-as-numbers", GONE, CLOSED, "\r\n\r\n1", KEEP, NULL },
  { "C-6", "big", BKEY, CLOSED, "\"endpointId\":9007199254740993", KEEP, NULL },
  { "C-6", "too-big", TYPES, CLOSED, "123456789012345678901234567890", KEEP, NULL },
  { "C-7", "ms", FILE_, CLOSED, "\"timestamp\":1795162530000,", KEEP, NULL },
  { "C-7", "iso-offset", FILE_, CLOSED, "T10:00:00+0100\"", KEEP, NULL },
  { "C-7", "leap-second", FILE_, CLOSED, "23:59:60Z", KEEP, NULL },
  { "C-8", "expired", EVENT, CLOSED, "HTTP/1.1 401 ", "The token expired", NULL },
  { "C-9", "307", EVENT, CLOSED, "HTTP/1.1 307 ", "Location: http://127.0.0.1:", NULL },
  { "C-11", "gzip", TYPES, CLOSED, "Content-Encoding: gzip", "\x1f\x8b", "ibmcart" },
  { "C-11", "gzip-missing", FILE_, CLOSED, "Content-Encoding: gzip", "shopper@", NULL },
  { "C-12", "endless", TYPES, SIM_RAW_LIMIT, "xxxxxx", NULL, "Content-Length" },
  { "C-13", "204", TYPES, CLOSED, "HTTP/1.1 204 ", NULL, NULL },
  { "C-14", "latin-1", TYPES, CLOSED, "\"note\":\"d\xe9", KEEP, NULL },
  { "C-14", "invalid", FILE_, CLOSED, "\"value\":\"\xc3\x28", KEEP, NULL },
  { "C-14", "bom", TYPES, CLOSED, "\r\n\r\n\xef\xbb\xbf[", KEEP, NULL },
  { "C-14", "utf-16", TYPES, CLOSED, "\r\n\r\n\xff\xfe[", KEEP, "ibmcart" },
  { "C-14", "nul", CODES, CLOSED, "{\"note\":\"a", KEEP, NULL },
  { "C-16", "deep", TYPES, CLOSED, "\"extra\":[[[[[[", "ibmcart", NULL },
  { "C-16", "wide", CODES, CLOSED, "{\"extra\":[0,0,0", KEEP, NULL },
  { "C-16", "long-text", EVENT, CLOSED, "{\"extra\":\"xxxx", KEEP, NULL },
  { "C-17", "duplicate", FILES, CLOSED, "0003.tsv\",\"events_20261122T112500Z", KEEP, NULL },
  { "C-17", "out-of-order", FILES, CLOSED, "[\"events_20261122T120500Z_0003.tsv\"", KEEP, NULL },
  { "C-17", "future", FILE_, CLOSED, "2099-01-01T00:00:00Z", KEEP, "2026-11-22" },
  { "C-18", "unknown", TYPES, CLOSED, "\"status\":\"ENABLED\"", KEEP, NULL },
  { "C-18", "unknown-value", TYPES, CLOSED, "\"OBSERVE\"", KEEP, NULL },
  { "C-18",
    "minimal",
    TYPES,
    CLOSED,
    "{\"code\":\"emailOpen\",\"name\":\"Email open\"}",
    KEEP,
    NULL },
  { "C-19", "text", EVENT, CLOSED, KEEP, "{\"error\":\"", NULL },
  { "C-20", "early-hints", TYPES, CLOSED, "HTTP/1.1 103 Early", "ibmcart", NULL },
  { "C-21", "proxy-407", EVENT, CLOSED, "HTTP/1.1 407 ", "Proxy-Authenticate", NULL },
  { "C-23", NULL, EVENT, CLOSED, "Set-Cookie: session=", KEEP, NULL },
  { "C-24", "bidi", TYPES, CLOSED, "\"name\":\"\xe2\x80\xae", KEEP, "Email open" },
  { "C-24", "markup", CODES, CLOSED, ",\"<a href=", KEEP, NULL },
  { "C-24", "control", FILE_, CLOSED, "\"value\":\"bell \\u0007", KEEP, NULL },
  { "C-25", "500", EVENT, CLOSED, "with key a2c1d7e0-", "HTTP/1.1 500 ", NULL },
  { "BB-15", "html", EVENT, CLOSED, "<title>Sign in to", KEEP, NULL },
  { "hang", NULL, TYPES, SIM_RAW_QUIET, NULL, NULL, "HTTP" },
};

static void
test_complete (void)
{
  sim_cases_check_complete (cases, G_N_ELEMENTS (cases), "AB-", 20);
}

static SimRaw *
send_call (SimFixture *fixture, guint call, const char *fault)
{
  return acoustic_send_raw (fixture,
                            requests[call].who,
                            cue_sim_calls[call].method,
                            requests[call].path,
                            requests[call].body,
                            fault);
}

/* Each on an account that nobody has changed. */
static void
test_cases (gconstpointer data)
{
  const SimCase *c = data;
  SimFixture     fixture = { 0 };

  sim_fixture_set_up (&fixture, NULL);
  sim_case_check (&fixture, c, send_call);
  sim_fixture_tear_down (&fixture, NULL);
}

static void
test_every_fault_on_every_call (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) answer = NULL;

  sim_try_every_fault (fixture, CUE_SIM_N_CALLS, send_call);
  /* It still answers. */
  answer = acoustic_send (fixture, "publisher", "GET", "/v1/eventtype", NULL);
  g_assert_cmpuint (answer->status, ==, 200);
}

static gint64
count_events (SimFixture *fixture)
{
  g_autoptr (JsonObject) status = acoustic_get_status (fixture);

  return json_object_get_int_member (status, "events");
}

static void
test_done_or_not (SimFixture *fixture, gconstpointer data)
{
  static const SimDone answers[] = {
    { "AB-12; variant=cut-taken", TRUE }, { "AB-12; variant=cut-lost", FALSE },
    { "AB-1; variant=text", TRUE },       { "AB-1; variant=html", FALSE },
    { "AB-3; variant=message", FALSE },   { "AB-16; variant=json", FALSE },
    { "AB-17; variant=seconds", FALSE },  { "C-1; variant=200", FALSE },
    { "C-3; variant=503", FALSE },        { "C-4; variant=no-answer", TRUE },
    { "C-4; variant=truncated", TRUE },   { "C-9; variant=302", FALSE },
    { "C-13; variant=204", TRUE },        { "C-19; variant=text", FALSE },
    { "BB-15; variant=html", FALSE },
  };

  sim_check_done (fixture,
                  answers,
                  G_N_ELEMENTS (answers),
                  CUE_SIM_CALL_PUBLISH,
                  send_call,
                  count_events);
}

static gboolean
has_file (SimFixture *fixture)
{
  g_autoptr (SimAnswer)
    answer = acoustic_send (fixture, "subscriber", "GET", "/v1/eventfiles", NULL);

  return strstr (answer->text, "_0001.json") != NULL;
}

/* A file that is said to be gone may be there; a type that is said to be there is. */
static void
test_deletions (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) answer = NULL;
  SimRaw *raw = send_call (fixture, CUE_SIM_CALL_DELETE_EVENT_FILE, "AB-11; variant=kept");

  sim_raw_read (raw, 100000, SIM_PATIENCE_MS);
  sim_raw_free (raw);
  g_assert_true (has_file (fixture));
  raw = send_call (fixture, CUE_SIM_CALL_DELETE_EVENT_FILE, "AB-11; variant=gone");
  sim_raw_read (raw, 100000, SIM_PATIENCE_MS);
  sim_raw_free (raw);
  g_assert_false (has_file (fixture));

  raw = send_call (fixture, CUE_SIM_CALL_DELETE_EVENT_TYPE, "AB-2");
  sim_raw_read (raw, 100000, SIM_PATIENCE_MS);
  sim_raw_free (raw);
  answer = acoustic_send (fixture, "publisher", "GET", "/v1/eventtype", NULL);
  g_assert_nonnull (strstr (answer->text, "networkingMatch"));
}

/* The connection ends at the fourth publication, and only there. */
static void
test_after (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (params, "variant", "cut-taken");
  json_object_set_int_member (params, "after", 3);
  json_object_set_int_member (params, "times", 1);
  cue_simulator_set_fault (fixture->simulator, "AB-12", TRUE, params, &error);
  g_assert_no_error (error);
  for (guint i = 1; i <= 5; i++) {
    g_autoptr (SimRaw) raw = send_call (fixture, CUE_SIM_CALL_PUBLISH, NULL);
    g_autoptr (SimRaw) other = send_call (fixture, CUE_SIM_CALL_SUBSCRIBED, NULL);

    sim_raw_read (raw, 100000, SIM_PATIENCE_MS);
    sim_raw_read (other, 100000, SIM_PATIENCE_MS);
    g_assert_cmpint (sim_raw_contains (raw, KEEP), ==, i != 4);
    g_assert_true (sim_raw_contains (other, KEEP));
    g_assert_cmpint (count_events (fixture), ==, i);
  }
}

static void
test_refuse (SimFixture *fixture, gconstpointer data)
{
  sim_check_refused (fixture, "acoustic", CUE_SIM_CALL_EVENT_TYPES, send_call);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                           \
  g_test_add ("/simulator/acoustic-faults/" path, \
              SimFixture,                         \
              NULL,                               \
              sim_fixture_set_up,                 \
              func,                               \
              sim_fixture_tear_down)
  g_test_add_func ("/simulator/acoustic-faults/complete", test_complete);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/simulator/acoustic-faults/%s/%s/%s",
                                             cases[i].id,
                                             cases[i].variant != NULL ? cases[i].variant : "it",
                                             cue_sim_calls[cases[i].call].name);

    g_test_add_data_func (path, &cases[i], test_cases);
  }
  ADD ("every-fault-on-every-call", test_every_fault_on_every_call);
  ADD ("done-or-not", test_done_or_not);
  ADD ("deletions", test_deletions);
  ADD ("after", test_after);
  ADD ("refuse", test_refuse);
  return g_test_run ();
}
