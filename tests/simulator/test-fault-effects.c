// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults over more than one answer: switching them, their timing, and what they do to ports. */

#include "sim-fixture.h"

/* One request only: the next answer is right again. */
static void
test_header_is_for_one (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = cue_simulator_get_state_url (fixture->simulator);
  g_autoptr (SimAnswer) bent = sim_get_with (fixture, url, "X-Sim-Fault", "C-3; variant=500");
  g_autoptr (SimAnswer) right = sim_get (fixture, url);
  g_autoptr (SimAnswer) unknown = sim_get_with (fixture, url, "X-Sim-Fault", "C-99");
  g_autoptr (SimAnswer) wrong = sim_get_with (fixture, url, "X-Sim-Fault", "C-3; variant=200");
  g_autoptr (SimAnswer) odd = sim_get_with (fixture, url, "X-Sim-Fault", ";;=;x=y;");

  g_assert_cmpuint (bent->status, ==, 500);
  g_assert_cmpuint (right->status, ==, 200);
  g_assert_cmpuint (unknown->status, ==, 400);
  g_assert_cmpuint (wrong->status, ==, 400);
  g_assert_nonnull (strstr (wrong->text, "503-retry-after"));
  g_assert_cmpuint (odd->status, ==, 400);
}

static guint
get_status (SimFixture *fixture, const char *url)
{
  g_autoptr (SimAnswer) answer = sim_get (fixture, url);

  return answer->status;
}

static void
switch_on (SimFixture *fixture, const char *id, const char *params)
{
  g_autoptr (JsonNode) node = json_from_string (params, NULL);
  g_autoptr (GError) error = NULL;

  cue_simulator_set_fault (fixture->simulator, id, TRUE, json_node_get_object (node), &error);
  g_assert_no_error (error);
}

static void
test_switched_on (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = cue_simulator_get_state_url (fixture->simulator);
  guint            status = 0;

  switch_on (fixture, "C-3", "{\"variant\":\"502\",\"times\":2}");
  g_assert_cmpuint (get_status (fixture, url), ==, 502);
  g_assert_cmpuint (get_status (fixture, url), ==, 502);
  g_assert_cmpuint (get_status (fixture, url), ==, 200);

  switch_on (fixture, "C-3", "{\"target\":\"backend\"}");
  g_assert_cmpuint (get_status (fixture, url), ==, 200);
  g_assert_cmpuint (get_status (fixture, sim_url (fixture, "backendUrl")), ==, 503);

  /* Switched on anew: each variant in turn. */
  switch_on (fixture, "C-3", "{\"variant\":\"all\"}");
  for (guint i = 0; i < 4; i++)
    status += get_status (fixture, url);
  g_assert_cmpuint (status, ==, 503 + 500 + 502 + 504);
  g_assert_true (cue_simulator_set_fault (fixture->simulator, "C-3", FALSE, NULL, NULL));
  g_assert_cmpuint (get_status (fixture, url), ==, 200);

  switch_on (fixture, "C-3", "{}");
  switch_on (fixture, "C-22", "{}");
  g_assert_true (cue_simulator_set_fault (fixture->simulator, "all", FALSE, NULL, NULL));
  g_assert_cmpuint (get_status (fixture, url), ==, 200);
}

static void
test_bad_orders (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *id;
    const char *params;
  } orders[] = {
    { "BB-99", "{}" },
    { "all", "{}" },
    { "C-3", "{\"varient\":\"500\"}" },
    { "C-3", "{\"variant\":500}" },
    { "C-3", "{\"target\":\"everything\"}" },
    { "C-3", "{\"times\":0}" },
    { "C-3", "{\"seconds\":\"3\"}" },
    { "C-3", "{\"seconds\":1e9}" },
    { "slow", "{\"bytes\":0}" },
    { "BB-12", "{\"variant\":\"late\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++) {
    g_autoptr (JsonNode) node = json_from_string (orders[i].params, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_false (cue_simulator_set_fault (fixture->simulator,
                                             orders[i].id,
                                             TRUE,
                                             json_node_get_object (node),
                                             &error));
    g_assert_nonnull (error);
    g_test_message ("%s", error->message);
  }
}

/* BB-4 and BB-14: those handed out die, a new one works. */
static void
test_dead_urls (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *first = cue_simulator_get_state_url (fixture->simulator);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, "BB-4", "410"));
  second = cue_simulator_get_state_url (fixture->simulator);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpuint (get_status (fixture, first), ==, 410);
  g_assert_cmpuint (get_status (fixture, second), ==, 200);
  switch_on (fixture, "BB-4", "{\"always\":true,\"variant\":\"403\"}");
  third = cue_simulator_get_state_url (fixture->simulator);
  g_assert_cmpuint (get_status (fixture, third), ==, 403);
  g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, "BB-4", NULL));
  g_assert_cmpuint (get_status (fixture, third), ==, 200);
  g_assert_cmpuint (get_status (fixture, first), ==, 401);
  switch_on (fixture, "BB-14", "{}");
  g_assert_cmpuint (get_status (fixture, third), ==, 401);
}

/* BB-12 and BB-4 in-flight: nothing comes before its time. */
static void
test_late_answers (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = cue_simulator_get_state_url (fixture->simulator);
  g_autoptr (SimRaw) late = NULL;
  g_autoptr (SimRaw) dying = NULL;

  late = sim_raw_get (fixture, url, "X-Sim-Fault: BB-12\r\n");
  g_assert_cmpint (sim_raw_read (late, 4096, 50), ==, SIM_RAW_QUIET);
  sim_advance (fixture, 6.9);
  g_assert_cmpint (sim_raw_read (late, 4096, 50), ==, SIM_RAW_QUIET);
  g_assert_cmpuint (late->bytes->len, ==, 0);
  sim_advance (fixture, 0.1);
  g_assert_cmpint (sim_raw_read (late, 4096, SIM_PATIENCE_MS), ==, SIM_RAW_CLOSED);
  g_assert_true (sim_raw_contains (late, "playerState"));

  dying = sim_raw_get (fixture, url, "X-Sim-Fault: BB-4; variant=in-flight\r\n");
  g_assert_cmpint (sim_raw_read (dying, 4096, 50), ==, SIM_RAW_QUIET);
  sim_advance (fixture, 1);
  g_assert_cmpint (sim_raw_read (dying, 4096, SIM_PATIENCE_MS), ==, SIM_RAW_CLOSED);
  g_assert_true (sim_raw_contains (dying, "HTTP/1.1 401"));
}

/* A client that goes while its answer is held back is not missed. */
static void
test_client_goes (SimFixture *fixture, gconstpointer data)
{
  static const char *const headers[] = { "X-Sim-Fault: BB-12\r\n",
                                         "X-Sim-Fault: hang\r\n",
                                         "X-Sim-Fault: C-12; variant=endless\r\n",
                                         "X-Sim-Fault: C-12; variant=drip\r\n" };
  g_autofree char         *url = cue_simulator_get_state_url (fixture->simulator);

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++) {
    SimRaw *raw = sim_raw_get (fixture, url, headers[i]);

    sim_raw_read (raw, 10, 50);
    sim_raw_free (raw);
    for (guint n = 0; n < 20; n++) {
      g_main_context_iteration (NULL, FALSE);
      sim_advance (fixture, 1);
    }
  }
  g_assert_cmpuint (get_status (fixture, url), ==, 200);
}

/* C-12 drip: a byte a second. */
static void
test_drip (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = cue_simulator_get_state_url (fixture->simulator);
  g_autoptr (SimRaw) raw = sim_raw_get (fixture, url, "X-Sim-Fault: C-12; variant=drip\r\n");
  guint before;

  sim_raw_read (raw, G_MAXSIZE, 50);
  before = raw->bytes->len;
  for (guint i = 1; i <= 5; i++) {
    sim_advance (fixture, 1);
    sim_raw_read (raw, G_MAXSIZE, 20);
    g_assert_cmpuint (raw->bytes->len, ==, before + i);
  }
}

/* slow: that many bytes a second. */
static void
test_slow (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = cue_simulator_get_state_url (fixture->simulator);
  g_autoptr (SimRaw) raw = sim_raw_get (fixture, url, "X-Sim-Fault: slow; bytes=400\r\n");
  guint begin;

  sim_raw_read (raw, G_MAXSIZE, 50);
  begin = raw->bytes->len;
  for (guint i = 0; i < 10; i++) {
    sim_advance (fixture, 0.1);
    sim_raw_read (raw, G_MAXSIZE, 10);
  }
  g_assert_cmpuint (raw->bytes->len - begin, ==, 400);
}

/* C-20: the second request on a connection meets a reset. */
static void
test_reset_on_reuse (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = cue_simulator_get_state_url (fixture->simulator);
  g_autoptr (SimRaw)
    raw = sim_raw_get (fixture, url, "X-Sim-Fault: C-20; variant=reset-on-reuse\r\n");

  g_assert_cmpint (sim_raw_read (raw, G_MAXSIZE, 50), ==, SIM_RAW_QUIET);
  g_assert_true (sim_raw_contains (raw, "HTTP/1.1 200 OK"));
  g_assert_cmpint (g_socket_send (raw->socket, "GET", 3, NULL, NULL), ==, 3);
  g_assert_cmpint (sim_raw_read (raw, G_MAXSIZE, SIM_PATIENCE_MS), ==, SIM_RAW_RESET);
}

static SimRawEnd
try_origin (SimFixture *fixture, const char *origin)
{
  g_autofree char *url = g_strconcat (origin, "/", NULL);
  g_autoptr (SimRaw) raw = sim_raw_get (fixture, url, NULL);

  return sim_raw_read (raw, 4096, SIM_PATIENCE_MS);
}

/* refuse closes the port of the stream, C-21 that of the API; control goes on. */
static void
test_refusing (SimFixture *fixture, gconstpointer data)
{
  const char *api = sim_url (fixture, "baseUrl");
  const char *media = sim_url (fixture, "mediaUrl");
  g_autoptr (GUri) control = g_uri_parse (sim_url (fixture, "controlUrl"), G_URI_FLAGS_NONE, NULL);
  g_autofree char *control_origin =
    g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (control));
  g_autoptr (SimRaw) open = sim_raw_new (media, "GET /hls/");

  g_assert_cmpint (sim_raw_read (open, 1, 20), ==, SIM_RAW_QUIET);
  switch_on (fixture, "refuse", "{}");
  g_assert_cmpint (sim_raw_read (open, 1, SIM_PATIENCE_MS), !=, SIM_RAW_QUIET);
  g_assert_cmpint (try_origin (fixture, media), ==, SIM_RAW_REFUSED);
  g_assert_cmpint (try_origin (fixture, api), ==, SIM_RAW_CLOSED);
  switch_on (fixture, "C-21", "{}");
  g_assert_cmpint (try_origin (fixture, api), ==, SIM_RAW_REFUSED);
  g_assert_cmpint (try_origin (fixture, control_origin), ==, SIM_RAW_CLOSED);
  cue_simulator_clear_faults (fixture->simulator);
  g_assert_cmpint (try_origin (fixture, api), ==, SIM_RAW_CLOSED);
  g_assert_cmpint (try_origin (fixture, media), ==, SIM_RAW_CLOSED);
}

/* Without media the encoder's faults can be switched, and do nothing. */
static void
test_stream_faults_without_media (SimFixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "stall", "restart", "codec-change", NULL };

  for (guint i = 0; ids[i] != NULL; i++) {
    switch_on (fixture, ids[i], "{}");
    g_assert_true (cue_simulator_set_fault (fixture->simulator, ids[i], FALSE, NULL, NULL));
  }
}

/* BB-7, BB-10 and C-17 take more than one answer to show. */
static void
test_series (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = cue_simulator_get_state_url (fixture->simulator);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  for (guint i = 0; i < 3; i++) {
    g_autoptr (SimAnswer) answer = NULL;

    g_assert_true (i > 0 || cue_simulator_set_fault_variant (fixture->simulator, "BB-7", "stuck"));
    answer = sim_get (fixture, url);
    g_assert_nonnull (strstr (answer->text, "\"serverTime\":1795349400"));
    sim_advance (fixture, 5);
  }
  g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, "BB-7", NULL));

  g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, "BB-10", "query"));
  for (guint i = 0; i < 2; i++) {
    g_autoptr (SimAnswer) answer = sim_get (fixture, url);
    g_autoptr (JsonObject) object = sim_answer_get_object (answer);

    *(i == 0 ? &first : &second) =
      g_strdup (json_object_get_string_member (object, "playerManifest"));
  }
  g_assert_cmpstr (first, !=, second);
  g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, "BB-10", NULL));

  g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, "C-17", "out-of-order"));
  for (guint i = 0; i < 4; i++) {
    g_autoptr (SimAnswer) answer = sim_get (fixture, url);

    g_assert_true ((strstr (answer->text, "\"serverTime\":1795349415") != NULL) == (i % 2 == 0));
  }
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
  add ("/simulator/fault-effects/header-is-for-one", test_header_is_for_one);
  add ("/simulator/fault-effects/switched-on", test_switched_on);
  add ("/simulator/fault-effects/bad-orders", test_bad_orders);
  add ("/simulator/fault-effects/dead-urls", test_dead_urls);
  add ("/simulator/fault-effects/late-answers", test_late_answers);
  add ("/simulator/fault-effects/client-goes", test_client_goes);
  add ("/simulator/fault-effects/drip", test_drip);
  add ("/simulator/fault-effects/slow", test_slow);
  add ("/simulator/fault-effects/reset-on-reuse", test_reset_on_reuse);
  add ("/simulator/fault-effects/refusing", test_refusing);
  add ("/simulator/fault-effects/without-media", test_stream_faults_without_media);
  add ("/simulator/fault-effects/series", test_series);
  return g_test_run ();
}
