// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The fifteen calls of Exchange, and what each refuses. */

#include "acoustic-fixture.h"

#define SEAT                                                                                 \
  "{\"code\":\"demoSeatReserved\",\"name\":\"Seat reserved\",\"description\":\"A visitor "   \
  "reserved a seat\",\"namespace\":\"demo\",\"version\":1,\"registrationType\":\"PUBLISH\"," \
  "\"attributes\":[{\"name\":\"eventName\",\"type\":\"string\"},{\"name\":\"seatCount\","    \
  "\"type\":\"number\"}]}"

/* @text: in the body; "": there is none; NULL: whatever it is */
static void
expect (SimFixture *fixture,
        const char *who,
        const char *method,
        const char *path,
        const char *body,
        guint       status,
        const char *text)
{
  g_autoptr (SimAnswer) answer = acoustic_send (fixture, who, method, path, body);

  if (answer->status != status || (g_strcmp0 (text, "") == 0 && answer->size > 0) ||
      (text != NULL && *text != '\0' &&
       (answer->text == NULL || strstr (answer->text, text) == NULL)))
    g_error ("%s %s %.300s: %u %s", method, path, body, answer->status, answer->text);
}

static guint
count_items (SimFixture *fixture, const char *who, const char *path)
{
  g_autoptr (SimAnswer) answer = acoustic_send (fixture, who, "GET", path, NULL);
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpuint (answer->status, ==, 200);
  node = acoustic_get_node (answer);
  return json_array_get_length (json_node_get_array (node));
}

/* Both pages look like those of an account that is used. */
static void
test_seed (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) answer = acoustic_send (fixture, "publisher", "GET", "/v1/eventtype", NULL);
  g_autoptr (JsonNode) node = acoustic_get_node (answer);
  JsonObject *first = json_array_get_object_element (json_node_get_array (node), 0);

  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Content-Type"),
                   ==,
                   "application/json");
  g_assert_cmpstr (json_object_get_string_member (first, "code"), ==, "ibmcartAbandonment");
  g_assert_cmpint (json_object_get_int_member (first, "version"), ==, 1);
  g_assert_true (json_object_get_null_member (first, "namespace"));
  g_assert_cmpstr (json_object_get_string_member (first, "registrationType"), ==, "PUBLISH");
  g_assert_cmpuint (count_items (fixture, "publisher", "/v1/eventtype"), ==, 24);
  g_assert_cmpuint (count_items (fixture, "subscriber", "/v1/eventtype"), ==, 27);
  g_assert_cmpuint (count_items (fixture, "both", "/v1/eventtype"), ==, 9);
  g_assert_cmpuint (count_items (fixture, "publisher", "/v1/eventtype/subscribed"), ==, 18);
  g_assert_cmpuint (count_items (fixture, "publisher", "/v1/eventtype/subscribed/producer"),
                    ==,
                    18);
  /* One more for each publisher of the same event. */
  g_assert_cmpuint (count_items (fixture, "subscriber", "/v1/eventtype/subscribed/consumer"),
                    ==,
                    30);
  g_assert_cmpuint (count_items (fixture, "subscriber", "/v1/eventfiles"), ==, 3);
  g_assert_cmpuint (count_items (fixture, "both", "/v1/eventfiles"), ==, 0);
}

static void
test_extra_fields (SimFixture *fixture, gconstpointer data)
{
#define CONSUMER "/v1/eventtype/subscribed/consumer"
  static const struct {
    const char *path;
    gboolean    publisher;
    gboolean    provider;
  } cases[] = { { CONSUMER, FALSE, FALSE },
                { CONSUMER "?extrafields=publisher", TRUE, FALSE },
                { CONSUMER "?extrafields=provider", FALSE, TRUE },
                { CONSUMER "?extrafields=provider,publisher", TRUE, TRUE },
                { CONSUMER "?extrafields=provider%2Cpublisher", TRUE, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SimAnswer)
      answer = acoustic_send (fixture, "subscriber", "GET", cases[i].path, NULL);

    g_assert_cmpint (strstr (answer->text, "\"publisher\":\"Demo mailer endpoint\"") != NULL,
                     ==,
                     cases[i].publisher);
    g_assert_cmpint (strstr (answer->text, "\"provider\":\"Demo mail application\"") != NULL,
                     ==,
                     cases[i].provider);
  }
}

static void
test_keys_and_roles (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *method;
    const char *path;
    const char *body; // nullable
    guint       publisher;
    guint       subscriber;
  } calls[] = {
    { "POST", "/v1/event", ACOUSTIC_EVENT, 200, 403 },
    { "POST", "/v1/eventtype", SEAT, 200, 403 },
    { "GET", "/v1/eventtype", NULL, 200, 200 },
    { "GET", "/v1/eventtype/subscribed", NULL, 200, 403 },
    { "GET", "/v1/eventtype/subscribed/producer", NULL, 200, 403 },
    { "GET", "/v1/eventtype/subscribed/consumer", NULL, 403, 200 },
    { "PUT", "/v1/eventtype/attributes/publisher/60001", "[]", 200, 403 },
    { "PUT", "/v1/eventtype/attributes/subscriber/60002", "[]", 403, 200 },
    { "DELETE", "/v1/eventtype/nobody", NULL, 200, 200 },
    { "GET", "/v1/eventfiles", NULL, 403, 200 },
    { "GET", "/v1/eventfiles/none", NULL, 403, 404 },
    { "DELETE", "/v1/eventfiles/none", NULL, 403, 404 },
    { "GET", "/v1/endpoint/60001/eventinfo", NULL, 200, 403 },
    { "PUT",
      "/v1/subscription/notification",
      "{\"notificationURL\":\"https://hooks.example.com/ubx\"}",
      200,
      200 },
    { "DELETE", "/v1/subscription/notification", NULL, 200, 200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++) {
    expect (fixture, NULL, calls[i].method, calls[i].path, calls[i].body, 401, "is required");
    expect (fixture, "revoked", calls[i].method, calls[i].path, calls[i].body, 401, "revoked");
    expect (fixture,
            "publisher",
            calls[i].method,
            calls[i].path,
            calls[i].body,
            calls[i].publisher,
            calls[i].publisher == 403 ? "\"code\":403,\"message\":\"" : NULL);
    expect (fixture,
            "subscriber",
            calls[i].method,
            calls[i].path,
            calls[i].body,
            calls[i].subscriber,
            NULL);
  }
}

static void
test_paths (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) answer =
    acoustic_send (fixture, "publisher", "POST", "/v1/eventtype/attributes/publisher/60001", "[]");

  g_assert_cmpuint (answer->status, ==, 405);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Allow"), ==, "PUT");
  expect (fixture, "publisher", "GET", "/v1/eventype/subscribed", NULL, 404, "/v1/eventtype?");
  acoustic_switch (fixture, "acoustic-misspelling", "accept");
  expect (fixture, "publisher", "GET", "/v1/eventype/subscribed", NULL, 200, "emailOpen");
  expect (fixture, "publisher", "POST", "/v1/customEvent", "{}", 404, NULL);
  expect (fixture, "publisher", "GET", "/v1/eventtype/nowhere/at/all", NULL, 404, NULL);
  expect (fixture, "publisher", "DELETE", "/v1/eventfile/one", NULL, 404, NULL);
}

/* What is registered is there; the same once more takes its place; and then it is gone. */
static void
test_register (SimFixture *fixture, gconstpointer data)
{
  guint before = count_items (fixture, "publisher", "/v1/eventtype");

  expect (fixture, "publisher", "POST", "/v1/eventtype", SEAT, 200, "");
  g_assert_cmpuint (count_items (fixture, "publisher", "/v1/eventtype"), ==, before + 1);
  expect (fixture,
          "publisher",
          "POST",
          "/v1/eventtype",
          "{\"code\":\"demoSeatReserved\",\"name\":\"Another name\",\"namespace\":\"demo\"}",
          200,
          NULL);
  g_assert_cmpuint (count_items (fixture, "publisher", "/v1/eventtype"), ==, before + 1);
  expect (fixture, "publisher", "GET", "/v1/eventtype", NULL, 200, "\"name\":\"Another name\"");
  expect (fixture, "publisher", "DELETE", "/v1/eventtype/demoSeatReserved", NULL, 200, "true");
  expect (fixture, "publisher", "DELETE", "/v1/eventtype/demoSeatReserved", NULL, 200, "false");
  g_assert_cmpuint (count_items (fixture, "publisher", "/v1/eventtype"), ==, before);

  /* A slash in the code is one segment, or it is another path. */
  expect (fixture, "publisher", "DELETE", "/v1/eventtype/application/installed", NULL, 404, NULL);
  expect (fixture,
          "publisher",
          "DELETE",
          "/v1/eventtype/application%2Finstalled",
          NULL,
          200,
          "true");
}

static void
test_register_refused (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *body;
    const char *message;
  } cases[] = {
    { "[]", "one event type in each call" },
    { "{\xe2\x80\x9c"
      "code\xe2\x80\x9d : 1}",
      "not valid JSON" },
    { "{\"name\":\"n\"}", "code is required" },
    { "{\"code\":\"  \",\"name\":\"n\"}", "code is required" },
    { "{\"code\":\"c\"}", "name is required" },
    { "{\"code\":\"c\",\"name\":5}", "name is required" },
    { "{\"code\":\"c\",\"name\":\"n\",\"version\":\"1\"}", "version must be a number" },
    { "{\"code\":\"c\",\"name\":\"n\",\"version\":2}", "only version" },
    { "{\"code\":\"c\",\"name\":\"n\",\"registrationType\":\"publish\"}", "registrationType" },
    { "{\"code\":\"c\",\"name\":\"n\",\"namespace\":7}", "namespace must be a string" },
    { "{\"code\":\"c\",\"name\":\"n\",\"attributes\":{}}", "must be an array" },
    { "{\"code\":\"c\",\"name\":\"n\",\"attributes\":[7]}", "attributes[0] must be an object" },
    { "{\"code\":\"c\",\"name\":\"n\",\"attributes\":[{\"name\":\"a\"}]}",
      "attributes[0].type is required" },
    { "{\"code\":\"c\",\"name\":\"n\",\"attributes\":[{\"type\":\"string\"}]}",
      "attributes[0].name is required" },
    { "{\"code\":\"c\",\"name\":\"n\",\"attributes\":[{\"name\":\"a\",\"type\":\"text\"}]}",
      "text is not one of string, number, boolean, date" },
    { "{\"code\":\"c\",\"name\":\"n\",\"attributes\":[{\"name\":\"a\",\"type\":\"string\"},"
      "{\"name\":\"a\",\"type\":\"date\"}]}",
      "attributes[1].name: a is there twice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    expect (fixture, "publisher", "POST", "/v1/eventtype", cases[i].body, 400, cases[i].message);
}

static void
test_attributes (SimFixture *fixture, gconstpointer data)
{
#define PUBLISHER_ATTRIBUTES "/v1/eventtype/attributes/publisher/"
  static const char body[] = "[{\"name\":\"onlyOne\",\"type\":\"Date\"}]";

  expect (fixture, "both", "PUT", PUBLISHER_ATTRIBUTES "60001", body, 403, "this endpoint");
  expect (fixture, "both", "PUT", PUBLISHER_ATTRIBUTES "60003", "{}", 400, "must be an array");
  expect (fixture, "both", "PUT", PUBLISHER_ATTRIBUTES "60003", body, 200, "");
  {
    g_autoptr (SimAnswer) answer = acoustic_send (fixture, "both", "GET", "/v1/eventtype", NULL);
    g_autoptr (JsonNode) node = acoustic_get_node (answer);
    JsonArray *types = json_node_get_array (node);

    /* All that it publishes, nothing that it receives (ASSUME-16). */
    for (guint i = 0; i < json_array_get_length (types); i++) {
      JsonObject *type = json_array_get_object_element (types, i);
      guint       n = json_array_get_length (json_object_get_array_member (type, "attributes"));
      gboolean    publishes =
        g_str_equal (json_object_get_string_member (type, "registrationType"), "PUBLISH");

      g_assert_cmpint (n == 1, ==, publishes);
    }
  }
}

/* An event goes to those who receive it, as a file that stays until it is deleted. */
static void
test_files (SimFixture *fixture, gconstpointer data)
{
  static const char name[] = "/v1/eventfiles/events_20261122T121000Z_0004.json";
  g_autoptr (SimAnswer) answer = NULL;
  g_autoptr (JsonObject) status = NULL;

  expect (fixture, "publisher", "POST", "/v1/event", ACOUSTIC_EVENT, 200, "");
  expect (fixture, "publisher", "POST", "/v1/event", ACOUSTIC_EVENT, 200, "");
  expect (fixture, "subscriber", "GET", "/v1/eventfiles", NULL, 200, "20261122T121000Z_0004.json");
  g_assert_cmpuint (count_items (fixture, "subscriber", "/v1/eventfiles?numFiles=2"), ==, 2);
  expect (fixture, "subscriber", "GET", "/v1/eventfiles?numFiles=0", NULL, 400, "from 1 to 10");
  expect (fixture, "subscriber", "GET", "/v1/eventfiles?numFiles=11", NULL, 400, "from 1 to 10");

  answer = acoustic_send (fixture, "subscriber", "GET", name, NULL);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Content-Type"),
                   ==,
                   "application/octet-stream");
  g_assert_cmpstr (
    answer->text,
    ==,
    "[\n{\"eventbatch\":null,\"version\":\"1\",\"provider\":\"Acoustic\",\"source\":\"Demo shop "
    "endpoint\",\"channel\":\"web\",\"x1Id\":null,\"identifiers\":[{\"name\":\"email\",\"value\":"
    "\"shopper@example.com\",\"isOriginal\":true}],\"events\":[{\"code\":\"ibmcartAbandonment\","
    "\"timestamp\":\"2026-11-20T08:15:30Z\",\"namespace\":null,\"version\":\"1\",\"attributes\":[{"
    "\"name\":\"orderTotal\",\"value\":\"125.53\",\"type\":\"number\",\"isSync\":\"false\"}]}]},\n"
    "{\"eventbatch\":null,\"version\":\"1\",\"provider\":\"Acoustic\",\"source\":\"Demo shop "
    "endpoint\",\"channel\":\"web\",\"x1Id\":null,\"identifiers\":[{\"name\":\"email\",\"value\":"
    "\"shopper@example.com\",\"isOriginal\":true}],\"events\":[{\"code\":\"ibmcartAbandonment\","
    "\"timestamp\":\"2026-11-20T08:15:30Z\",\"namespace\":null,\"version\":\"1\",\"attributes\":[{"
    "\"name\":\"orderTotal\",\"value\":\"125.53\",\"type\":\"number\",\"isSync\":\"false\"}]}]}"
    "\n]\n");
  g_assert_cmpuint (count_items (fixture, "subscriber", "/v1/eventfiles"), ==, 4);
  expect (fixture, "subscriber", "DELETE", name, NULL, 200, "");
  expect (fixture, "subscriber", "DELETE", name, NULL, 404, "no event file");
  expect (fixture, "subscriber", "GET", name, NULL, 404, "no event file");
  g_assert_cmpuint (count_items (fixture, "subscriber", "/v1/eventfiles"), ==, 3);

  status = acoustic_get_status (fixture);
  g_assert_cmpint (json_object_get_int_member (status, "events"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (status, "eventsTwice"), ==, 1);
}

/* The three forms that wait from the start. */
static void
test_waiting_files (SimFixture *fixture, gconstpointer data)
{
  expect (fixture,
          "subscriber",
          "GET",
          "/v1/eventfiles/events_20261122T112500Z_0001.json",
          NULL,
          200,
          "\"timestamp\":\"2026-11-22T11:25:07.000Z\"");
  expect (fixture,
          "subscriber",
          "GET",
          "/v1/eventfiles/events_20261122T115000Z_0002.jsonl",
          NULL,
          200,
          "}\n{\"eventbatch\":null");
  expect (fixture,
          "subscriber",
          "GET",
          "/v1/eventfiles/events_20261122T120500Z_0003.tsv",
          NULL,
          200,
          "code\ttimestamp\tchannel\tprovider\tsource\tidentifiers\tattributes\nemailOpen\t"
          "2026-11-22T12:05:07.000Z\temail\tAcoustic\tDemo mailer endpoint\t"
          "email=reader@example.com\teventName=Opened newsletter; messageId=42");
}

static void
test_browser_key (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = acoustic_url (fixture, "/v1/event");
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) body = g_bytes_new (ACOUSTIC_EVENT, strlen (ACOUSTIC_EVENT));
  g_autoptr (SimAnswer) answer = NULL;

  expect (fixture,
          "publisher",
          "GET",
          "/v1/endpoint/60001/eventinfo",
          NULL,
          200,
          "{\"endpointId\":60001,\"eventAuthKey\":\"demo-browser-key-0001\"}");
  expect (fixture, "publisher", "GET", "/v1/endpoint/60002/eventinfo", NULL, 403, NULL);

  /* It publishes, and nothing else. */
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Authorization",
                                "Bearer demo-browser-key-0001");
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  answer = sim_send (fixture, message);
  g_assert_cmpuint (answer->status, ==, 200);
  g_clear_pointer (&answer, sim_answer_free);
  g_clear_pointer (&url, g_free);
  url = acoustic_url (fixture, "/v1/eventtype");
  answer = sim_get_with (fixture, url, "Authorization", "Bearer demo-browser-key-0001");
  g_assert_cmpuint (answer->status, ==, 403);
}

/* What a scenario orders happens at other endpoints, and waits in a file for those who asked. */
static void
test_happenings (SimFixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "{\"acoustic\":7}",
                                       "{\"acoustic\":{\"events\":0}}",
                                       "{\"acoustic\":{\"events\":1001}}",
                                       "{\"acoustic\":{\"event\":1}}" };
  g_autoptr (JsonNode) order = json_from_string ("{\"acoustic\":{\"events\":12}}", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (JsonNode) node = json_from_string (wrong[i], NULL);

    g_assert_false (
      cue_simulator_set_state (fixture->simulator, json_node_get_object (node), &error));
    g_assert_nonnull (strstr (error->message, "acoustic"));
    g_clear_error (&error);
  }
  cue_simulator_set_state (fixture->simulator, json_node_get_object (order), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_items (fixture, "subscriber", "/v1/eventfiles"), ==, 4);
  g_assert_cmpuint (count_items (fixture, "both", "/v1/eventfiles"), ==, 1);
  /* Every kind of them: two of each six. */
  g_assert_cmpuint (count_items (fixture,
                                 "subscriber",
                                 "/v1/eventfiles/events_20261122T121000Z_0004.json"),
                    ==,
                    12);
  g_assert_cmpuint (count_items (fixture,
                                 "both",
                                 "/v1/eventfiles/events_20261122T121000Z_0001.json"),
                    ==,
                    4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                        \
  g_test_add ("/simulator/acoustic-api/" path, \
              SimFixture,                      \
              NULL,                            \
              sim_fixture_set_up,              \
              func,                            \
              sim_fixture_tear_down)
  ADD ("seed", test_seed);
  ADD ("extra-fields", test_extra_fields);
  ADD ("keys-and-roles", test_keys_and_roles);
  ADD ("paths", test_paths);
  ADD ("register", test_register);
  ADD ("register-refused", test_register_refused);
  ADD ("attributes", test_attributes);
  ADD ("files", test_files);
  ADD ("waiting-files", test_waiting_files);
  ADD ("browser-key", test_browser_key);
  ADD ("happenings", test_happenings);
  return g_test_run ();
}
