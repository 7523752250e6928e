// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* getStateURL, getState and the stand-in for a backend, asked by plain libsoup. */

#include "sim-fixture.h"

static void
assert_header (SimAnswer *answer, const char *name, const char *value)
{
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, name), ==, value);
}

static char *
get_member (SimAnswer *answer, const char *name)
{
  g_autoptr (JsonObject) object = sim_answer_get_object (answer);

  return g_strdup (json_object_get_string_member (object, name));
}

static char *
fetch_state_url (SimFixture *fixture)
{
  g_autofree char *token = sim_token (fixture, 60);
  g_autoptr (SimAnswer) answer = sim_get_state_url (fixture, token);

  g_assert_cmpuint (answer->status, ==, 200);
  return get_member (answer, "stateUrl");
}

static guint
get_status (SimFixture *fixture, const char *url)
{
  g_autoptr (SimAnswer) answer = sim_get (fixture, url);

  return answer->status;
}

static void
test_walk (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = fetch_state_url (fixture);
  g_autoptr (SimAnswer) state = sim_get (fixture, url);
  g_autoptr (JsonObject) object = sim_answer_get_object (state);
  JsonObject              *countdown = json_object_get_object_member (object, "countdown");
  static const char *const texts[] = {
    "playerManifest",       "logoImg",
    "customBgVideo916",     "customBgImg916",
    "customFgImg916",       "preliveBgVideo916",
    "preliveBgImg916",      "preliveFgImg916",
    "postliveBgVideo916",   "postliveBgImg916",
    "postliveFgImg916",     "interruptionBgVideo916",
    "interruptionBgImg916", "interruptionFgImg916",
  };
  static const char *const booleans[] = { "customTextIsDark",
                                          "customUseVideo",
                                          "preliveUseVideo",
                                          "postliveUseVideo",
                                          "interruptionUseVideo" };

  g_assert_cmpuint (state->status, ==, 200);
  assert_header (state, "Content-Type", "application/json");
  assert_header (state, "Cache-Control", "max-age=5");
  assert_header (state, "Date", "Sun, 22 Nov 2026 12:10:00 GMT");
  g_assert_cmpstr (json_object_get_string_member (object, "playerState"), ==, "live");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (g_str_has_prefix (json_object_get_string_member (object, texts[i]),
                                     sim_url (fixture, "mediaUrl")));
  for (guint i = 0; i < G_N_ELEMENTS (booleans); i++)
    g_assert_cmpuint (json_node_get_value_type (json_object_get_member (object, booleans[i])),
                      ==,
                      G_TYPE_BOOLEAN);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "customText")),
                    ==,
                    2);
  g_assert_true (json_object_get_boolean_member (countdown, "visible"));
  g_assert_cmpint (json_object_get_int_member (countdown, "serverTime"),
                   ==,
                   SIM_WALL_US / G_USEC_PER_SEC);
  g_assert_cmpint (json_object_get_int_member (countdown, "end"),
                   ==,
                   SIM_WALL_US / G_USEC_PER_SEC - 60);
  g_assert_cmpuint (cue_simulator_get_requests (fixture->simulator, "state-url"), ==, 1);
  g_assert_cmpuint (cue_simulator_get_requests (fixture->simulator, "state"), ==, 1);
  g_assert_cmpuint (cue_simulator_get_requests (fixture->simulator, "/event-engine/state-url"),
                    ==,
                    1);
  cue_simulator_reset_requests (fixture->simulator);
  g_assert_cmpuint (cue_simulator_get_requests (fixture->simulator, "state"), ==, 0);
}

static void
test_tokens (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *expired = sim_token (fixture, -1);
  g_autoptr (SimAnswer) none = sim_get_state_url (fixture, NULL);
  g_autoptr (SimAnswer) malformed = NULL;
  g_autoptr (SimAnswer) old = NULL;
  g_autofree char *words = NULL;

  g_assert_cmpuint (none->status, ==, 401);
  assert_header (none, "WWW-Authenticate", "Bearer");
  assert_header (none, "Cache-Control", "no-cache");
  words = get_member (none, "error");
  g_assert_cmpstr (words, ==, "Unauthorized");
  sim_advance (fixture, 1);
  malformed = sim_get_state_url (fixture, "nonsense");
  g_assert_cmpuint (malformed->status, ==, 400);
  sim_advance (fixture, 1);
  old = sim_get_state_url (fixture, expired);
  g_assert_cmpuint (old->status, ==, 401);
}

/* 1 hit a second, and 4 in 60 s. */
static void
test_limits (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = fetch_state_url (fixture);
  g_autofree char *token = sim_token (fixture, 60);
  g_autoptr (SimAnswer) too_soon = NULL;
  g_autoptr (SimAnswer) too_many = NULL;
  g_autoptr (SimAnswer) as_400 = NULL;

  sim_advance (fixture, 0.9);
  too_soon = sim_get_state_url (fixture, token);
  g_assert_cmpuint (too_soon->status, ==, 429);
  assert_header (too_soon, "Retry-After", "1");
  assert_header (too_soon, "Cache-Control", "no-cache");

  /* A refused hit does not count. */
  for (guint i = 0; i < 3; i++) {
    g_autoptr (SimAnswer) answer = NULL;

    sim_advance (fixture, i == 0 ? 0.1 : 1);
    answer = sim_get_state_url (fixture, token);
    g_assert_cmpuint (answer->status, ==, 200);
  }
  sim_advance (fixture, 2);
  too_many = sim_get_state_url (fixture, token);
  g_assert_cmpuint (too_many->status, ==, 429);
  assert_header (too_many, "Retry-After", "55");

  g_assert_true (cue_simulator_set_switch (fixture->simulator, "ASSUME-35", "400", NULL));
  as_400 = sim_get_state_url (fixture, token);
  g_assert_cmpuint (as_400->status, ==, 400);
  g_assert_null (soup_message_headers_get_one (as_400->headers, "Retry-After"));

  sim_advance (fixture, 55);
  g_free (url);
  url = fetch_state_url (fixture);
  cue_simulator_forget_limits (fixture->simulator);
  g_free (url);
  url = fetch_state_url (fixture);
}

/* A new URL at each half hour; the old one works for an hour from its begin. */
static void
test_rotation (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *first = fetch_state_url (fixture);
  g_autofree char *same = NULL;
  g_autofree char *second = NULL;

  sim_advance (fixture, 20 * 60 - 1);
  same = fetch_state_url (fixture);
  g_assert_cmpstr (same, ==, first);
  sim_advance (fixture, 1);
  second = fetch_state_url (fixture);
  g_assert_cmpstr (second, !=, first);
  g_assert_cmpuint (get_status (fixture, first), ==, 200);
  g_assert_cmpuint (get_status (fixture, second), ==, 200);

  sim_advance (fixture, 30 * 60 - 1);
  g_assert_cmpuint (get_status (fixture, first), ==, 200);
  sim_advance (fixture, 1);
  g_assert_cmpuint (get_status (fixture, first), ==, 401);
  g_assert_cmpuint (get_status (fixture, second), ==, 200);
  g_assert_true (cue_simulator_set_switch (fixture->simulator, "ASSUME-30", "400", NULL));
  g_assert_cmpuint (get_status (fixture, first), ==, 400);
  g_assert_true (cue_simulator_set_switch (fixture->simulator, "ASSUME-30", "never", NULL));
  g_assert_cmpuint (get_status (fixture, first), ==, 200);
}

static void
test_short_period (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  cue_simulator_set_url_period (fixture->simulator, 10 * G_USEC_PER_SEC);
  first = cue_simulator_get_state_url (fixture->simulator);
  sim_advance (fixture, 10);
  second = cue_simulator_get_state_url (fixture->simulator);
  g_assert_cmpstr (first, !=, second);
  sim_advance (fixture, 10);
  g_assert_cmpuint (get_status (fixture, first), ==, 401);
  g_assert_cmpuint (get_status (fixture, second), ==, 200);
}

static void
test_unknown_urls (SimFixture *fixture, gconstpointer data)
{
  static const char *const paths[] = {
    "/",       "/event-engine/state/",      "/event-engine/state/0123456789abcdef0123456789abcdef",
    "/assets", "/event-engine/state-url/x", "/event-engine/state/../state-url",
    "/hls/",   "/assets/custom-bg.jpg",     "/hls/live/ts/master.m3u8",
    NULL
  };

  for (guint i = 0; paths[i] != NULL; i++) {
    g_autofree char *url = g_strconcat (sim_url (fixture, "baseUrl"), paths[i], NULL);
    guint            status = get_status (fixture, url);

    g_test_message ("%s", paths[i]);
    /* ".." is resolved by the client: that one is getStateURL without a token. */
    g_assert_cmpuint (status, ==, strstr (paths[i], "..") != NULL ? 401 : 404);
  }
}

static void
test_methods (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = cue_simulator_get_state_url (fixture->simulator);
  g_autoptr (SoupMessage) head = soup_message_new ("HEAD", url);
  g_autoptr (SimAnswer) posted = sim_post (fixture, url, "application/json", "{}");
  g_autoptr (SimAnswer) asked = sim_send (fixture, head);

  g_assert_cmpuint (posted->status, ==, 405);
  assert_header (posted, "Allow", "GET, HEAD");
  g_assert_cmpuint (asked->status, ==, 200);
  g_assert_cmpuint (asked->size, ==, 0);
}

static void
test_backend (SimFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 10; i++) {
    g_autoptr (SimAnswer) answer = sim_get (fixture, sim_url (fixture, "backendUrl"));
    g_autofree char *url = get_member (answer, "stateUrl");

    g_assert_cmpstr (url, ==, sim_url (fixture, "stateUrl"));
  }
}

static void
test_switches (SimFixture *fixture, gconstpointer data)
{
  CueSimulator    *simulator = fixture->simulator;
  g_autofree char *url = cue_simulator_get_state_url (simulator);
  g_autoptr (SimAnswer) state = NULL;
  g_autoptr (SimAnswer) as_text = NULL;
  g_autoptr (SimAnswer) as_nothing = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) description = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *assets;

  g_assert_true (cue_simulator_set_switch (simulator, "ASSUME-31", "nested", NULL));
  g_assert_true (cue_simulator_set_switch (simulator, "ASSUME-36", "ms", NULL));
  state = sim_get (fixture, url);
  object = sim_answer_get_object (state);
  assets = json_object_get_object_member (object, "assets");
  g_assert_true (json_object_has_member (assets, "customBgImg916"));
  g_assert_false (json_object_has_member (object, "customBgImg916"));
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (object, "countdown"),
                                               "serverTime"),
                   ==,
                   SIM_WALL_US / 1000);

  g_assert_true (cue_simulator_set_switch (simulator, "ASSUME-32", "text", NULL));
  as_text = sim_get_state_url (fixture, NULL);
  g_assert_cmpstr (as_text->text, ==, "Unauthorized");
  g_assert_true (cue_simulator_set_switch (simulator, "ASSUME-32", "empty", NULL));
  sim_advance (fixture, 1);
  as_nothing = sim_get_state_url (fixture, NULL);
  g_assert_cmpuint (as_nothing->size, ==, 0);

  g_assert_true (cue_simulator_set_switch (simulator, "ASSUME-33", "base64", NULL));
  description = cue_simulator_describe (simulator);
  g_assert_true (
    g_str_has_prefix (json_object_get_string_member (json_node_get_object (description), "secret"),
                      "ZGVtby1vbmx5"));

  g_assert_false (cue_simulator_set_switch (simulator, "ASSUME-36", "minutes", &error));
  g_assert_nonnull (strstr (error->message, "s, ms"));
  g_clear_error (&error);
  g_assert_false (cue_simulator_set_switch (simulator, "ASSUME-99", "s", &error));
  g_assert_nonnull (error);
}

/* Both addresses of loopback, where there are two. */
static void
test_addresses (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (GUri) uri = g_uri_parse (sim_url (fixture, "baseUrl"), G_URI_FLAGS_NONE, NULL);
  g_autofree char *ipv6 = g_strdup_printf ("http://[::1]:%d/", g_uri_get_port (uri));
  g_autoptr (SimRaw) raw = sim_raw_get (fixture, ipv6, NULL);

  if (raw->socket == NULL) {
    g_test_skip ("no IPv6 here");
    return;
  }
  g_assert_cmpint (sim_raw_read (raw, 4096, SIM_PATIENCE_MS), ==, SIM_RAW_CLOSED);
  g_assert_true (sim_raw_contains (raw, "HTTP/1.1 404"));
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
  add ("/simulator/engine/walk", test_walk);
  add ("/simulator/engine/tokens", test_tokens);
  add ("/simulator/engine/limits", test_limits);
  add ("/simulator/engine/rotation", test_rotation);
  add ("/simulator/engine/short-period", test_short_period);
  add ("/simulator/engine/unknown-urls", test_unknown_urls);
  add ("/simulator/engine/methods", test_methods);
  add ("/simulator/engine/backend", test_backend);
  add ("/simulator/engine/switches", test_switches);
  add ("/simulator/engine/addresses", test_addresses);
  return g_test_run ();
}
