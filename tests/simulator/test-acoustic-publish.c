// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What Exchange takes as a publication and what it does not, its limits, and how many it bears. */

#include "acoustic-fixture.h"

#include "cue-json.h"

#define IDS  "\"identifiers\":[{\"name\":\"email\",\"value\":\"a@example.com\"}]"
#define TIME "\"timestamp\":\"2026-11-20T08:15:30Z\""
#define OPEN "\"code\":\"emailOpen\"," TIME

/* More than fit into one file; as a benchmark, as many as a long table has rows. */
#define PLENTY (g_test_perf () ? 5000u : 1200u)

static void
expect (SimFixture *fixture, const char *body, guint status, const char *text)
{
  g_autoptr (SimAnswer) answer = acoustic_send (fixture, "publisher", "POST", "/v1/event", body);

  if (answer->status != status ||
      (text != NULL && (answer->text == NULL || strstr (answer->text, text) == NULL)))
    g_error ("%.500s: %u %s", body, answer->status, answer->text);
}

static gint64
get_count (SimFixture *fixture, const char *name)
{
  g_autoptr (JsonObject) status = acoustic_get_status (fixture);

  return json_object_get_int_member (status, name);
}

/* The vendor's samples, repaired. */
static void
test_shapes (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *body;
    guint       events;
  } shapes[] = {
    { ACOUSTIC_EVENT, 1 },
    { "{\"events\":[{\"code\":\"ibmproductView\"," TIME ",\"channel\":\"web\",\"attributes\":["
      "{\"name\":\"productID\",\"value\":\"SKU-9\",\"type\":\"string\"}],"
      "\"identifiers\":[{\"name\":\"cookieId\",\"value\":\"c-0001\"}]},"
      "{" OPEN ",\"channel\":\"email\",\"attributes\":[],"
      "\"identifiers\":[{\"name\":\"email\",\"value\":\"reader@example.com\"}]}]}",
      2 },
    { "{\"provider\":\"Acoustic\",\"eventbatch\":[{" IDS ",\"events\":[{\"code\":"
      "\"ibmcartPurchase\",\"channel\":\"web\"," TIME "}]},{\"identifiers\":[{\"name\":\"userId\","
      "\"value\":\"u-17\",\"channel\":\"mobile\",\"provider\":\"Acoustic\"}],\"events\":[{\"code\":"
      "\"appInstalled\",\"channel\":\"mobile\"," TIME "}]}]}",
      2 },
    { "{\"provider\":\"Acoustic\",\"channel\":\"web\",\"eventbatch\":[{" IDS ",\"events\":[{"
      "\"code\":\"ibmpageView\",\"timestamp\":\"2026-11-20T08:22:00+01:00\"}]}]}",
      1 },
  };
  gint64 count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    expect (fixture, shapes[i].body, 200, NULL);
    count += shapes[i].events;
    g_assert_cmpint (get_count (fixture, "events"), ==, count);
  }
}

/* One thing is wrong with each, and the answer names the place. Nothing of it is taken. */
static void
test_refused (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *body;
    const char *message;
  } cases[] = {
    { "[]", "The body must be an object" },
    { "{}", "events or eventbatch is required" },
    { "{\"events\":[],\"eventbatch\":[]}", "must not be specified together" },
    { "{\"channel\":\"web\"," IDS ",\"events\":{}}", "events must be an array" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[]}", "at least one event" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[7]}", "\"events[0] must be an object" },
    { "{\"channel\":\"web\",\"eventbatch\":[]}", "at least one group" },
    { "{\"channel\":\"web\",\"eventbatch\":{}}", "eventbatch must be an array" },
    { "{\"channel\":\"web\",\"eventbatch\":[1]}", "eventbatch[0] must be an object" },
    { "{\"channel\":\"web\",\"eventbatch\":[{" IDS "}]}", "eventbatch[0].events must be" },
    { "{" IDS ",\"events\":[{" OPEN "}]}", "events[0].channel: the channel must be specified" },
    { "{\"channel\":\" \"," IDS ",\"events\":[{" OPEN "}]}", "channel must be a string" },
    { "{\"channel\":7," IDS ",\"events\":[{" OPEN "}]}", "channel must be a string" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN ",\"channel\":\"web\"}]}",
      "events[0].channel: specify the channel at the batch level or at the event level, but not" },
    { "{\"channel\":\"web\",\"events\":[{" OPEN "}]}",
      "events[0].identifiers: identifiers must be specified" },
    { "{\"channel\":\"web\",\"identifiers\":[],\"events\":[{" OPEN "}]}",
      "events[0].identifiers: identifiers must be specified" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN "," IDS "}]}",
      "events[0].identifiers: specify identifiers at the batch level or at the event level, but" },
    { "{\"channel\":\"web\",\"eventbatch\":[{" IDS ",\"events\":[{" OPEN "," IDS "}]}]}",
      "eventbatch[0].events[0].identifiers: specify identifiers" },
    { "{\"channel\":\"web\",\"identifiers\":{},\"events\":[{" OPEN "}]}", "must be an array" },
    { "{\"channel\":\"web\",\"identifiers\":[1],\"events\":[{" OPEN "}]}",
      "identifiers[0] must be an object" },
    { "{\"channel\":\"web\",\"identifiers\":[{\"value\":\"v\"}],\"events\":[{" OPEN "}]}",
      "identifiers[0].name is required" },
    { "{\"channel\":\"web\",\"identifiers\":[{\"name\":\"n\"}],\"events\":[{" OPEN "}]}",
      "identifiers[0].value is required" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{" TIME "}]}", "events[0].code is required" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{\"code\":\"unheardOf\"," TIME "}]}",
      "events[0].code: this endpoint has not registered the event type unheardOf" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{\"code\":\"emailOpen\"}]}",
      "events[0].timestamp is required" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{\"code\":\"emailOpen\","
      "\"timestamp\":\"2026-11-20T08:15:30\"}]}",
      "events[0].timestamp must be a time" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{\"code\":\"emailOpen\","
      "\"timestamp\":\"2026-02-30T08:15:30Z\"}]}",
      "events[0].timestamp must be a time" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN ",\"attributes\":{}}]}",
      "events[0].attributes must be an array" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN ",\"attributes\":[1]}]}",
      "events[0].attributes[0] must be an object" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN
      ",\"attributes\":[{\"value\":\"1\",\"type\":\"number\"}]}]}",
      "events[0].attributes[0].name is required" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN
      ",\"attributes\":[{\"name\":\"messageId\",\"type\":\"number\"}]}]}",
      "events[0].attributes[0].value is required" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN
      ",\"attributes\":[{\"name\":\"messageId\",\"value\":42,\"type\":\"number\"}]}]}",
      "events[0].attributes[0].value must be a string" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN
      ",\"attributes\":[{\"name\":\"messageId\",\"value\":\"42\"}]}]}",
      "events[0].attributes[0].type is required" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN
      ",\"attributes\":[{\"name\":\"messageId\",\"value\":\"42\",\"type\":\"integer\"}]}]}",
      "events[0].attributes[0].type: integer is not one of" },
    { "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN "},{" OPEN
      ",\"attributes\":[{\"name\":\"weather\",\"value\":\"42\",\"type\":\"number\"}]}]}",
      "events[1].attributes[0].name: weather is not an attribute" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    expect (fixture, cases[i].body, 400, cases[i].message);
  g_assert_cmpint (get_count (fixture, "events"), ==, 0);
}

/* A body of @count events, each of its own. Returns: (transfer full) */
static char *
make_batch (guint count)
{
  g_autoptr (GString) body = g_string_new ("{\"channel\":\"email\"," IDS ",\"events\":[");

  for (guint i = 0; i < count; i++)
    g_string_append_printf (body,
                            "%s{" OPEN ",\"attributes\":[{\"name\":\"messageId\",\"value\":\"%u\","
                            "\"type\":\"number\"}]}",
                            i > 0 ? "," : "",
                            i);
  g_string_append (body, "]}");
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static void
test_switches (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *name;
    const char *choice;
    const char *body;
    guint       status;
    const char *text; // nullable
  } cases[] = {
    { "ASSUME-13", "message", "{}", 400, "{\"message\":\"events" },
    { "ASSUME-13", "text", "{}", 400, "events or eventbatch is required." },
    { "ASSUME-13", "empty", "{}", 400, NULL },
    { "ASSUME-13", "json", "{}", 400, "{\"code\":400,\"message\":\"events" },
    { "ASSUME-14",
      "lower",
      "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN
      ",\"attributes\":[{\"name\":\"messageId\",\"value\":\"42\",\"type\":\"Number\"}]}]}",
      400,
      "Number is not one of" },
    { "ASSUME-14",
      "four",
      "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN
      ",\"attributes\":[{\"name\":\"messageId\",\"value\":\"42\",\"type\":\"Number\"}]}]}",
      200,
      NULL },
    { "ASSUME-14",
      "any",
      "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN
      ",\"attributes\":[{\"name\":\"messageId\",\"value\":\"42\"}]}]}",
      200,
      NULL },
    { "ASSUME-15",
      "accept",
      "{\"channel\":\"web\",\"events\":[{\"code\":\"emailOpen\"," TIME "}]}",
      200,
      NULL },
    { "acoustic-attributes",
      "any",
      "{\"channel\":\"web\"," IDS ",\"events\":[{" OPEN
      ",\"attributes\":[{\"name\":\"weather\",\"value\":\"42\",\"type\":\"number\"}]}]}",
      200,
      NULL },
    { "ASSUME-17",
      "24h",
      "{\"channel\":\"web\"," IDS
      ",\"events\":[{\"code\":\"emailOpen\",\"timestamp\":\"2026-11-23T12:10:01Z\"}]}",
      400,
      "24 hours" },
    { "ASSUME-17",
      "any",
      "{\"channel\":\"web\"," IDS
      ",\"events\":[{\"code\":\"emailOpen\",\"timestamp\":\"2126-11-23T12:10:01Z\"}]}",
      200,
      NULL },
    { "ASSUME-19", "true", ACOUSTIC_EVENT, 200, "true" },
    { "ASSUME-19", "object", ACOUSTIC_EVENT, 200, "{}" },
    { "ASSUME-19", "202", ACOUSTIC_EVENT, 202, NULL },
    { "ASSUME-19", "204", ACOUSTIC_EVENT, 204, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s %s", cases[i].name, cases[i].choice);
    acoustic_switch (fixture, cases[i].name, cases[i].choice);
    expect (fixture, cases[i].body, cases[i].status, cases[i].text);
  }
}

static void
test_file_forms (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *list;
    const char *form;
    const char *present;
    const char *content;
  } cases[] = {
    { "objects", "lines", "{\"name\":\"events_20261122T121000Z_0004.jsonl\",\"size\":", "}\n" },
    { "files", "tsv", "{\"files\":[\"events_", "email=shopper@example.com\torderTotal=125.53\n" },
    { "names", "array", "[\"events_", "[\n{\"eventbatch\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SimAnswer) list = NULL;
    g_autoptr (SimAnswer) file = NULL;
    g_autofree char *path = g_strdup_printf ("/v1/eventfiles/events_20261122T121000Z_%04u.%s",
                                             4 + i,
                                             i == 0   ? "jsonl"
                                             : i == 1 ? "tsv"
                                                      : "json");

    acoustic_switch (fixture, "ASSUME-11", cases[i].list);
    acoustic_switch (fixture, "ASSUME-12", cases[i].form);
    expect (fixture, ACOUSTIC_EVENT, 200, NULL);
    list = acoustic_send (fixture, "subscriber", "GET", "/v1/eventfiles", NULL);
    g_assert_nonnull (strstr (list->text, cases[i].present));
    file = acoustic_send (fixture, "subscriber", "GET", path, NULL);
    g_assert_cmpuint (file->status, ==, 200);
    g_assert_nonnull (strstr (file->text, cases[i].content));
  }
}

/* One event in a body of about that size. Returns: (transfer full) */
static char *
make_long (gsize size)
{
  g_autofree char *filling = g_strnfill (size, 'x');

  return g_strdup_printf ("{\"channel\":\"email\"," IDS ",\"events\":[{" OPEN
                          ",\"attributes\":[{\"name\":\"description\",\"value\":\"%s\","
                          "\"type\":\"string\"}]}]}",
                          filling);
}

static void
test_limits (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *ten = make_batch (10);
  g_autofree char *eleven = make_batch (11);
  g_autofree char *large = make_long (64 * 1024);
  g_autofree char *huge = make_long (1024 * 1024);
  g_autoptr (SimAnswer) answer = NULL;

  expect (fixture, large, 200, NULL);
  expect (fixture, huge, 413, "too large");
  acoustic_switch (fixture, "ASSUME-18-body", "none");
  expect (fixture, huge, 200, NULL);
  acoustic_switch (fixture, "ASSUME-18-body", "64KiB");
  expect (fixture, large, 413, "too large");
  acoustic_switch (fixture, "ASSUME-18-batch", "10");
  expect (fixture, ten, 200, NULL);
  expect (fixture, eleven, 400, "at most 10 events");

  /* A minute after the first of them it goes on. Another key has its own minute. */
  sim_advance (fixture, 60);
  acoustic_switch (fixture, "ASSUME-18-rate", "5");
  for (guint i = 0; i < 5; i++)
    expect (fixture, ten, 200, NULL);
  answer = acoustic_send (fixture, "publisher", "POST", "/v1/event", ten);
  g_assert_cmpuint (answer->status, ==, 429);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Retry-After"), ==, "10");
  g_clear_pointer (&answer, sim_answer_free);
  answer = acoustic_send (fixture, "subscriber", "GET", "/v1/eventfiles", NULL);
  g_assert_cmpuint (answer->status, ==, 200);
  sim_advance (fixture, 60);
  expect (fixture, ten, 200, NULL);
}

static void
test_content_type (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = acoustic_url (fixture, "/v1/event");
  g_autofree char *key = acoustic_key (fixture, "publisher");
  g_autofree char *value = g_strconcat ("Bearer ", key, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) body = g_bytes_new (ACOUSTIC_EVENT, strlen (ACOUSTIC_EVENT));
  g_autoptr (SimAnswer) answer = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
  soup_message_set_request_body_from_bytes (message, "text/plain", body);
  answer = sim_send (fixture, message);
  g_assert_cmpuint (answer->status, ==, 415);
}

/* The answer waits for its time, and what was asked for is done before. */
static void
test_delay (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimRaw) raw = NULL;

  acoustic_switch (fixture, "acoustic-delay", "2000");
  raw = acoustic_send_raw (fixture, "publisher", "POST", "/v1/event", ACOUSTIC_EVENT, NULL);
  while (get_count (fixture, "events") == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sim_raw_read (raw, 1000, 20), ==, SIM_RAW_QUIET);
  g_assert_cmpuint (raw->bytes->len, ==, 0);
  sim_advance (fixture, 2);
  g_assert_cmpint (sim_raw_read (raw, 1000, SIM_PATIENCE_MS), ==, SIM_RAW_CLOSED);
  g_assert_true (sim_raw_contains (raw, "HTTP/1.1 200 "));
}

/* The names in the list, oldest first. Returns: (transfer full) (element-type utf8) */
static GPtrArray *
list_files (SimFixture *fixture)
{
  g_autoptr (SimAnswer)
    answer = acoustic_send (fixture, "subscriber", "GET", "/v1/eventfiles", NULL);
  g_autoptr (JsonNode) node = acoustic_get_node (answer);
  JsonArray *array = json_node_get_array (node);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (names, g_strdup (json_array_get_string_element (array, i)));
  return names;
}

/* One by one, as a table of that many rows is published. Each arrives once, in files of at most
 * 500, ten names at a time. */
static void
test_plenty (SimFixture *fixture, gconstpointer data)
{
  guint  plenty = PLENTY;
  guint  found = 0;
  gint64 begin_us = g_get_monotonic_time ();

  for (guint i = 0; i < plenty; i++) {
    g_autofree char *body =
      g_strdup_printf ("{\"channel\":\"email\"," IDS ",\"events\":[{" OPEN
                       ",\"attributes\":[{\"name\":\"messageId\",\"value\":\"%u\","
                       "\"type\":\"number\"}]}]}",
                       i);

    expect (fixture, body, 200, NULL);
  }
  g_test_message ("%u publications in %.2f s",
                  plenty,
                  (double) (g_get_monotonic_time () - begin_us) / G_USEC_PER_SEC);
  g_assert_cmpint (get_count (fixture, "events"), ==, plenty);
  g_assert_cmpint (get_count (fixture, "eventsTwice"), ==, 0);
  for (;;) {
    g_autoptr (GPtrArray) names = list_files (fixture);

    if (names->len == 0)
      break;
    g_assert_cmpuint (names->len, <=, 10);
    for (guint i = 0; i < names->len; i++) {
      g_autofree char *path = g_strconcat ("/v1/eventfiles/", g_ptr_array_index (names, i), NULL);
      g_autoptr (SimAnswer) file = acoustic_send (fixture, "subscriber", "GET", path, NULL);
      g_autoptr (SimAnswer) gone = acoustic_send (fixture, "subscriber", "DELETE", path, NULL);

      g_assert_cmpuint (gone->status, ==, 200);
      if (g_str_has_suffix (path, ".json") && !g_str_has_suffix (path, "_0001.json")) {
        g_autoptr (JsonNode) node = acoustic_get_node (file);

        g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), <=, 500);
        found += json_array_get_length (json_node_get_array (node));
      }
    }
  }
  g_assert_cmpuint (found, ==, plenty);
}

/* A queue nobody empties ends at 64 files, and says what it lost. */
static void
test_full_queue (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) status = NULL;
  JsonObject *desk;

  for (guint i = 0; i < 70; i++) {
    g_autoptr (GPtrArray) names = NULL;

    expect (fixture, ACOUSTIC_EVENT, 200, NULL);
    names = list_files (fixture);
    g_assert_cmpuint (names->len, <=, 10);
  }
  status = acoustic_get_status (fixture);
  desk = json_array_get_object_element (json_object_get_array_member (status, "endpoints"), 1);
  g_assert_cmpint (json_object_get_int_member (desk, "eventFiles"), ==, 64);
  g_assert_cmpint (json_object_get_int_member (desk, "eventsDropped"), ==, 9);
  g_assert_cmpint (json_object_get_int_member (status, "events"), ==, 70);
  g_assert_cmpint (json_object_get_int_member (status, "eventsTwice"), ==, 69);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                            \
  g_test_add ("/simulator/acoustic-publish/" path, \
              SimFixture,                          \
              NULL,                                \
              sim_fixture_set_up,                  \
              func,                                \
              sim_fixture_tear_down)
  ADD ("shapes", test_shapes);
  ADD ("refused", test_refused);
  ADD ("switches", test_switches);
  ADD ("file-forms", test_file_forms);
  ADD ("limits", test_limits);
  ADD ("content-type", test_content_type);
  ADD ("delay", test_delay);
  ADD ("plenty", test_plenty);
  ADD ("full-queue", test_full_queue);
  return g_test_run ();
}
