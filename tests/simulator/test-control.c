// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The control interface, and what hostile requests get there. */

#include "sim-fixture.h"

#include "cue-sim-fault.h"

static char *
control_url (SimFixture *fixture, const char *what)
{
  return g_strconcat (sim_url (fixture, "controlUrl"), what, NULL);
}

static guint
post (SimFixture *fixture, const char *what, const char *body)
{
  g_autofree char *url = control_url (fixture, what);
  g_autoptr (SimAnswer) answer = sim_post (fixture, url, "application/json", body);

  if (answer->status != 200) {
    /* Some bodies are no text at all, and a log has to be. */
    g_autofree char *start = g_strndup (body, 80);
    g_autofree char *plain = g_strescape (start, NULL);

    g_test_message ("%s %s: %s", what, plain, answer->text);
  }
  return answer->status;
}

static JsonObject *
get_object (SimFixture *fixture, const char *what)
{
  g_autofree char *url = control_url (fixture, what);
  g_autoptr (SimAnswer) answer = sim_get (fixture, url);

  g_assert_cmpuint (answer->status, ==, 200);
  return sim_answer_get_object (answer);
}

static void
test_reading (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) status = get_object (fixture, "");
  g_autoptr (JsonObject) faults = get_object (fixture, "faults");
  g_autoptr (JsonObject) description = get_object (fixture, "description");
  JsonArray *array = json_object_get_array_member (faults, "faults");

  g_assert_true (json_object_get_boolean_member (status, "ready"));
  g_assert_cmpstr (json_object_get_string_member (status, "state"), ==, "live");
  g_assert_cmpstr (json_object_get_string_member (status, "lastToken"), ==, "none seen");
  g_assert_cmpstr (json_object_get_string_member (description, "iss"), ==, "demo-site");
  for (guint i = 0; i < json_array_get_length (array); i++) {
    const char *id = json_object_get_string_member (json_array_get_object_element (array, i), "id");

    g_assert_true (cue_sim_fault_get_nth (i) == cue_sim_fault_find (id));
  }
  g_assert_null (cue_sim_fault_get_nth (json_array_get_length (array)));
}

static void
test_orders (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = cue_simulator_get_state_url (fixture->simulator);
  g_autoptr (SimAnswer) bent = NULL;
  g_autoptr (SimAnswer) right = NULL;
  g_autoptr (JsonObject) changed = NULL;
  g_autoptr (JsonObject) status = NULL;

  g_assert_cmpuint (post (fixture, "fault", "{\"id\":\"C-3\",\"for\":10}"), ==, 200);
  bent = sim_get (fixture, url);
  g_assert_cmpuint (bent->status, ==, 503);
  sim_advance (fixture, 10);
  g_assert_cmpuint (post (fixture, "state", "{\"state\":\"prelive\",\"countdown\":{\"in\":90}}"),
                    ==,
                    200);
  right = sim_get (fixture, url);
  changed = sim_answer_get_object (right);
  g_assert_cmpstr (json_object_get_string_member (changed, "playerState"), ==, "prelive");
  g_assert_nonnull (strstr (right->text, "\"end\":1795349500"));
  g_assert_cmpuint (post (fixture, "scenario", "{\"name\":\"bad-day\"}"), ==, 200);
  g_assert_cmpuint (post (fixture, "switch", "{\"name\":\"ASSUME-36\",\"choice\":\"ms\"}"),
                    ==,
                    200);
  status = get_object (fixture, "");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (status,
                                                                                 "scenario"),
                                                  "name"),
                   ==,
                   "bad-day");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (status,
                                                                                 "switches"),
                                                  "ASSUME-36"),
                   ==,
                   "ms");
  g_assert_cmpuint (post (fixture,
                          "scenario",
                          "{\"name\":\"own\",\"steps\":[{\"at\":0,\"state\":\"replay\"}]}"),
                    ==,
                    200);
  g_assert_cmpuint (post (fixture, "fault", "{\"id\":\"C-3\"}"), ==, 200);
  g_assert_cmpuint (post (fixture, "fault", "{\"id\":\"all\",\"on\":false}"), ==, 200);
}

/* Whatever comes, the simulator says no in a sentence and goes on. */
static void
test_hostile_bodies (SimFixture *fixture, gconstpointer data)
{
  static const char *const orders[] = { "fault", "state", "scenario", "switch" };
  static const char *const bodies[] = {
    "",
    " ",
    "null",
    "[]",
    "42",
    "\"live\"",
    "{",
    "{\"id\":}",
    "{\"id\":\"C-3\"} x",
    "{\"id\":7}",
    "{\"id\":null}",
    "{\"id\":\"\"}",
    "{\"id\":\"../../etc\"}",
    "{\"id\":\"all\",\"on\":true}",
    "{\"id\":\"C-3\",\"on\":\"yes\"}",
    "{\"id\":\"C-3\",\"params\":[]}",
    "{\"id\":\"C-3\",\"params\":{\"seconds\":1e999}}",
    "{\"id\":\"C-3\",\"for\":-1}",
    "{\"id\":\"C-11\",\"params\":{\"variant\":\"bomb\",\"bytes\":1e11}}",
    "{\"id\":\"SB-18\",\"params\":{\"variant\":\"huge\",\"bytes\":257e6}}",
    "{\"state\":[]}",
    "{\"state\":\"rehearsal\"}",
    "{\"unknown\\u0000\":1}",
    "{\"<b>\":1}",
    "{\"name\":\"/etc/passwd\"}",
    "{\"name\":[]}",
    "{\"name\":\"ASSUME-36\"}",
    "{\"name\":\"x\",\"steps\":[{\"at\":0,\"at\":\"1\"}]}",
    "{\"countdown\":{\"in\":1e300}}",
    "{\"id\":\"\xff\xfe\"}",
    "\xef\xbb\xbf{}",
  };
  g_autoptr (GString) deep = g_string_new ("{\"state\":");
  g_autoptr (JsonObject) status = NULL;

  for (guint o = 0; o < G_N_ELEMENTS (orders); o++) {
    for (guint b = 0; b < G_N_ELEMENTS (bodies); b++)
      g_assert_cmpuint (post (fixture, orders[o], bodies[b]), ==, 400);
  }
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  for (guint o = 0; o < G_N_ELEMENTS (orders); o++)
    g_assert_cmpuint (post (fixture, orders[o], deep->str), ==, 400);

  /* Nothing of it had an effect. */
  status = get_object (fixture, "");
  g_assert_cmpstr (json_object_get_string_member (status, "state"), ==, "live");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (status, "faults")), ==, 0);
}

static void
test_hostile_senders (SimFixture *fixture, gconstpointer data)
{
  const char      *url = sim_url (fixture, "controlUrl");
  g_autofree char *fault_url = control_url (fixture, "fault");
  static const struct {
    const char *request;
    const char *answer;
  } cases[] = {
    { "GET /control/ HTTP/1.1\r\nHost: evil.example.invalid\r\n\r\n", "HTTP/1.1 403" },
    { "GET /control/ HTTP/1.1\r\nHost: 127.0.0.1.example.invalid\r\n\r\n", "HTTP/1.1 403" },
    { "GET /control/ HTTP/1.1\r\nHost: localhost:80\r\nConnection: close\r\n\r\n", "HTTP/1.1 200" },
    { "POST /control/fault HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
      "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"id\":\"C-3\"}",
      "HTTP/1.1 403" },
    { "POST /control/fault HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n"
      "Content-Length: 12\r\n\r\n{\"id\":\"C-3\"}",
      "HTTP/1.1 415" },
    { "GET /control/fault HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "HTTP/1.1 405" },
    { "DELETE /control/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "HTTP/1.1 405" },
    { "GET /control/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "HTTP/1.1 404" },
    { "GET /controlled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "HTTP/1.1 404" },
    { "POST /control/state HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
      "Content-Length: 99999999999\r\n\r\n{",
      "HTTP/1.1 413" },
    { "nonsense\r\n\r\n", "HTTP/1." },
    { "GET / HTTP/9.9\r\n\r\n", "HTTP/1." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SimRaw) raw = sim_raw_new (url, cases[i].request);

    sim_raw_read (raw, G_MAXSIZE, 100);
    g_test_message ("%.40s", cases[i].request);
    g_assert_true (sim_raw_contains (raw, cases[i].answer));
  }
}

/* A body without an end is not kept. */
static void
test_endless_body (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimRaw)
    raw = sim_raw_new (sim_url (fixture, "controlUrl"),
                       "POST /control/state HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                       "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
  g_autofree char *filling = g_strnfill (65536, ' ');
  g_autofree char *chunk = g_strconcat ("10000\r\n", filling, "\r\n", NULL);
  gsize            sent = 0;
  SimRawEnd        end = SIM_RAW_QUIET;
  g_autoptr (JsonObject) status = NULL;

  for (guint i = 0; i < 64 * 16 && end == SIM_RAW_QUIET; i++) {
    gssize part;

    end = sim_raw_read (raw, G_MAXSIZE, 0);
    part = g_socket_send (raw->socket,
                          chunk + sent % strlen (chunk),
                          strlen (chunk) - sent % strlen (chunk),
                          NULL,
                          NULL);
    if (part > 0)
      sent += (gsize) part;
  }
  g_test_message ("%" G_GSIZE_FORMAT " bytes taken", sent);
  g_assert_cmpint (end, !=, SIM_RAW_QUIET);
  g_assert_cmpuint (sent, <, 16 * 1024 * 1024);
  status = get_object (fixture, "");
  g_assert_cmpstr (json_object_get_string_member (status, "state"), ==, "live");
}

static void
add (const char *path, void (*test) (SimFixture *, gconstpointer))
{
  g_test_add (path, SimFixture, NULL, sim_fixture_set_up, test, sim_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/simulator/control/reading", test_reading);
  add ("/simulator/control/orders", test_orders);
  add ("/simulator/control/hostile-bodies", test_hostile_bodies);
  add ("/simulator/control/hostile-senders", test_hostile_senders);
  add ("/simulator/control/endless-body", test_endless_body);
  return g_test_run ();
}
