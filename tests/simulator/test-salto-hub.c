// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The hub as it should be: who is let in, what is said, and what the assumptions change. */

#include "salto-fixture.h"

#include "cue-sim-crowd.h"

#define HELLO "[text]{}\x1e"

static SaltoClient *
open_as (SimFixture *fixture, const char *path, const char *token)
{
  g_autofree char *header = g_strdup_printf ("Authorization: Bearer %s\r\n", token);
  SaltoClient     *client = salto_open (fixture, path, token != NULL ? header : NULL);

  salto_wait_for (client, "\r\n\r\n");
  return client;
}

/* What comes first: the key is that of RFC 6455, section 1.3. */
static void
test_upgrade (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) client = salto_connect (fixture, "entries", 0, NULL);

  salto_wait_for (client, HELLO);
  g_assert_true (g_str_has_prefix (client->seen->str, "HTTP/1.1 101 Switching Protocols\r\n"));
  g_assert_true (salto_saw (client, "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
  g_assert_true (salto_saw (client, "Upgrade: websocket\r\n"));
  g_assert_false (salto_saw (client, "Content-Length"));
}

/* Who gets in, and with which status the others do not. */
static void
test_door (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *token; // NULL: none
    const char *path;  // %s: the first site
    guint       status;
    const char *challenge; // nullable
  } cases[] = {
    { "token", "/v1/hub/entries?site_id=%s", 101, NULL },
    { "token", "/v1/hub/incidents?site_id=%s", 101, NULL },
    { "token", "/v1/hub/incidents?site_id=%s&user_id=anybody", 101, NULL },
    { NULL, "/v1/hub/entries?site_id=%s", 401, "WWW-Authenticate: Bearer\r\n" },
    { "expiredToken",
      "/v1/hub/entries?site_id=%s",
      401,
      "The token expired at '11/22/2026 12:09:00'" },
    { "hubUrl", "/v1/hub/entries?site_id=%s", 401, "error=\"invalid_token\"" },
    { "noScopeToken", "/v1/hub/entries?site_id=%s", 403, NULL },
    { "token", "/v1/hub/entries", 400, NULL },
    { "token", "/v1/hub/entries?site_id=", 400, NULL },
    { "token", "/v1/hub/entries?site_id=XX0000", 403, NULL },
    { "siteUserToken", "/v1/hub/entries?site_id=%s", 403, NULL },
    { "siteUserToken",
      "/v1/hub/entries?site_id=%s&user_id=7d2b1c90-aaaa-4bbb-8ccc-000000000001",
      403,
      NULL },
    { "siteUserToken",
      "/v1/hub/entries?site_id=%s&user_id=7d2b1c90-aaaa-4bbb-8ccc-000000000007",
      101,
      NULL },
    { "siteUserToken",
      "/v1/hub/incidents?site_id=%s&user_id=7d2b1c90-aaaa-4bbb-8ccc-000000000007",
      403,
      NULL },
    { "token", "/v1/hub/entries/negotiate?site_id=%s", 404, NULL },
    { "token", "/v1/hub/doors?site_id=%s", 404, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) parts = g_strsplit (cases[i].path, "%s", 2);
    g_autofree char *path = g_strjoinv (salto_site (fixture, 0), parts);
    g_autofree char *status = g_strdup_printf ("HTTP/1.1 %u ", cases[i].status);
    g_autoptr (SaltoClient) client =
      open_as (fixture, path, cases[i].token != NULL ? salto_word (fixture, cases[i].token) : NULL);

    if (!g_str_has_prefix (client->seen->str, status) ||
        (cases[i].challenge != NULL && !salto_saw (client, cases[i].challenge)))
      g_error ("%s as %s: %s", path, cases[i].token, client->seen->str);
  }
}

static void
test_token_in_query (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/v1/hub/entries?site_id=%s&access_token=%s",
                                           salto_site (fixture, 0),
                                           salto_word (fixture, "token"));
  g_autoptr (SaltoClient) client = open_as (fixture, path, NULL);

  g_assert_true (client->upgraded);
}

static void
test_no_upgrade (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = g_strdup_printf ("%s/v1/hub/entries?site_id=%s&access_token=%s",
                                          salto_word (fixture, "hubUrl"),
                                          salto_site (fixture, 0),
                                          salto_word (fixture, "token"));
  g_autoptr (SimAnswer) answer = sim_get (fixture, url);

  g_assert_cmpuint (answer->status, ==, 400);
  g_assert_cmpstr (answer->text, ==, "Connection ID required");
}

static void
test_handshake (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *request;
    const char *answer;
  } cases[] = {
    { "{\"protocol\":\"json\",\"version\":1}\x1e", HELLO },
    { "{\"version\":2,\"extra\":[],\"protocol\":\"json\"}\x1e", HELLO },
    { "{\"protocol\":\"messagepack\",\"version\":1}\x1e",
      "The protocol 'messagepack' is not supported.\"}\x1e[close 1000]" },
    { "{\"protocol\":\"json\",\"version\":3}\x1e",
      "does not support version 3 of the 'json' protocol.\"}\x1e" },
    { "{\"protocol\":\"json\",\"version\":\"1\"}\x1e", "[text]{\"error\":\"An unexpected error" },
    { "hello\x1e", "[text]{\"error\":\"An unexpected error" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/v1/hub/entries?site_id=%s", salto_site (fixture, 0));
    g_autoptr (SaltoClient) client = open_as (fixture, path, salto_word (fixture, "token"));

    salto_send (client, cases[i].request);
    salto_wait_for (client, cases[i].answer);
  }
}

static void
test_no_handshake (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/v1/hub/entries?site_id=%s", salto_site (fixture, 0));
  g_autoptr (SaltoClient) client = open_as (fixture, path, salto_word (fixture, "token"));

  sim_advance (fixture, 14.9);
  salto_read (client, 20);
  g_assert_false (salto_saw (client, "["));
  sim_advance (fixture, 0.1);
  salto_wait_for (client, "[text]{\"error\":\"Handshake was canceled.\"}\x1e[close 1000]");
}

static void
test_pings (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) client = NULL;

  salto_order (fixture, "{\"pace\":0}");
  client = salto_connect (fixture, "entries", 0, NULL);
  salto_wait_for (client, HELLO);
  sim_advance (fixture, 14.9);
  salto_read (client, 20);
  g_assert_cmpuint (client->frames, ==, 1);
  sim_advance (fixture, 0.1);
  salto_wait_for (client, "[text]{\"type\":6}\x1e");
  sim_advance (fixture, 15);
  salto_wait_frames (client, 3);

  /* Who has pinged once and then is silent for 30 s has gone. */
  salto_send (client, "{\"type\":6}\x1e");
  salto_read (client, 20);
  for (guint i = 0; i < 3; i++) {
    sim_advance (fixture, 15);
    salto_read (client, 20);
  }
  salto_wait_for (client, "\"type\":7,\"error\"");
  salto_wait_for (client, "[close 1000]");
}

static void
test_goodbye (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) client = salto_connect (fixture, "entries", 0, NULL);

  salto_wait_for (client, HELLO);
  salto_send_frame (client, 9, "there?", 6);
  salto_wait_for (client, "[opcode 10]there?");
  salto_send (client,
              "{\"type\":1,\"invocationId\":\"7\",\"target\":\"Open\",\"arguments\":[]}\x1e");
  salto_wait_for (client, "{\"type\":3,\"invocationId\":\"7\",\"error\":\"Unknown hub method\"}");
  salto_send (client, "{\"type\":7}\x1e");
  salto_wait_for (client, "[close 1000]");
  salto_send_frame (client, 8, "\x03\xe8", 2);
  g_assert_cmpint (salto_read (client, SIM_PATIENCE_MS), ==, SIM_RAW_CLOSED);
}

static void
test_nonsense (SimFixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "{\x1e", "[]\x1e", "{}\x1e", "{\"type\":\"6\"}\x1e" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autoptr (SaltoClient) client = salto_connect (fixture, "entries", 0, NULL);

    salto_wait_for (client, HELLO);
    salto_send (client, words[i]);
    salto_wait_for (client,
                    "[text]{\"type\":7,\"error\":\"Connection closed with an error.\","
                    "\"allowReconnect\":true}\x1e[close 1000]");
  }
}

static void
test_streams (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) site = salto_connect (fixture, "entries", 0, NULL);
  g_autoptr (SaltoClient) other = salto_connect (fixture, "entries", 2, NULL);
  g_autoptr (SaltoClient) incidents = salto_connect (fixture, "incidents", 0, NULL);
  g_autofree char *path = g_strdup_printf ("/v1/hub/entries?site_id=%s&user_id=%s",
                                           salto_site (fixture, 0),
                                           salto_word (fixture, "userId"));
  g_autoptr (SaltoClient) user = open_as (fixture, path, salto_word (fixture, "siteUserToken"));
  guint site_frames;

  salto_send (user, SALTO_HANDSHAKE);
  salto_wait_for (user, HELLO);
  salto_wait_for (site, HELLO);
  salto_wait_for (other, HELLO);
  salto_wait_for (incidents, HELLO);
  salto_order (fixture, "{\"pace\":600}");
  for (guint i = 0; i < 30; i++) {
    sim_advance (fixture, 1);
    salto_read (site, 1);
    salto_read (other, 1);
    salto_read (user, 1);
  }
  salto_read (site, 50);
  site_frames = site->frames;
  g_assert_cmpuint (site_frames, >, 100);
  g_assert_cmpuint (user->frames, >, 3);
  g_assert_cmpuint (user->frames, <, site_frames / 4);
  g_assert_true (salto_saw (user, "Dana"));
  g_assert_false (salto_saw (user, "\\\"Ben\\\""));
  g_assert_true (salto_saw (other, "Depot gate"));
  g_assert_true (salto_saw (other, "\\\"iq_id\\\":null"));
  g_assert_false (salto_saw (other, "Main entrance"));
  g_assert_false (salto_saw (site, "Depot gate"));

  salto_order (fixture, "{\"pace\":0,\"alarm\":\"door_left_open_alarm\",\"lock\":2,\"for\":40}");
  salto_wait_for (incidents, "\\\"event_category\\\":\\\"door_left_open_alarm\\\"");
  g_assert_true (salto_saw (incidents, "Loading bay"));
  g_assert_true (salto_saw (incidents, "\\\"user_id\\\":null"));
  g_assert_false (salto_saw (incidents, "end_of_"));
  sim_advance (fixture, 40);
  salto_wait_for (incidents, "\\\"event_category\\\":\\\"end_of_door_left_open_alarm\\\"");
  salto_read (site, 20);
  g_assert_false (salto_saw (site, "_alarm"));
}

/* Those who come back soon after they were lost get the last event once more. */
static void
test_again (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) client = salto_connect (fixture, "entries", 0, NULL);
  g_autofree char *id = NULL;
  const char      *at;

  salto_wait_for (client, HELLO);
  salto_next_event (fixture, client);
  salto_order (fixture, "{\"pace\":0}");
  at = g_strrstr (client->seen->str, "-9b54-");
  id = g_strndup (at, 18);
  cue_simulator_set_fault_variant (fixture->simulator, "SB-16", "1006");
  cue_simulator_set_fault_variant (fixture->simulator, "SB-16", NULL);
  g_assert_cmpint (salto_read (client, SIM_PATIENCE_MS), ==, SIM_RAW_CLOSED);
  g_clear_pointer (&client, salto_close);
  client = salto_connect (fixture, "entries", 0, NULL);
  salto_wait_frames (client, 2);
  g_assert_true (salto_saw (client, id));
  g_clear_pointer (&client, salto_close);
  client = salto_connect (fixture, "entries", 0, NULL);
  salto_wait_for (client, HELLO);
  salto_read (client, 30);
  g_assert_cmpuint (client->frames, ==, 1);
}

static void
set_switch (SimFixture *fixture, const char *name, const char *choice)
{
  g_autoptr (GError) error = NULL;

  cue_simulator_set_switch (fixture->simulator, name, choice, &error);
  g_assert_no_error (error);
}

static void
test_switches (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) client = NULL;

  set_switch (fixture, "ASSUME-2", "v1");
  client = salto_connect (fixture, "incidents", 0, NULL);
  salto_wait_for (client, HELLO);
  salto_order (fixture, "{\"alarm\":\"tamper_alarm\"}");
  salto_wait_for (client, "\\\"type\\\":\\\"tamper_alarm\\\"");
  g_assert_true (salto_saw (client, "\\\"lock\\\":{\\\"id\\\":"));
  g_assert_false (salto_saw (client, "event_category"));
  g_clear_pointer (&client, salto_close);

  set_switch (fixture, "ASSUME-8", "camel");
  client = salto_connect (fixture, "entries", 0, NULL);
  salto_wait_for (client, HELLO);
  salto_next_event (fixture, client);
  g_assert_true (salto_saw (client, "\\\"eventCategory\\\":"));
  g_assert_false (salto_saw (client, "event_category"));
  g_clear_pointer (&client, salto_close);

  set_switch (fixture, "ASSUME-5", "404");
  client = open_as (fixture, "/v1/hub/entries?site_id=XX", salto_word (fixture, "token"));
  g_assert_true (salto_saw (client, "HTTP/1.1 404 "));
  g_clear_pointer (&client, salto_close);

  set_switch (fixture, "ASSUME-7", "429");
  for (guint i = 0; i < 5; i++) {
    client = salto_connect (fixture, "entries", 0, NULL);
    g_assert_true (client->upgraded);
    g_clear_pointer (&client, salto_close);
  }
  client = salto_connect (fixture, "entries", 0, NULL);
  g_assert_true (salto_saw (client, "HTTP/1.1 429 "));
  g_assert_true (salto_saw (client, "Retry-After: 60\r\n"));
  sim_advance (fixture, 60);
  g_clear_pointer (&client, salto_close);
  client = salto_connect (fixture, "entries", 0, NULL);
  g_assert_true (client->upgraded);
}

/* ASSUME-6: an open connection outlives its token, unless the switch says otherwise. */
static void
test_expiry (SimFixture *fixture, gconstpointer data)
{
  static const char *const choices[] = { "stay", "close" };

  salto_order (fixture, "{\"pace\":0}");
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    g_autoptr (SaltoClient) client = NULL;
    g_autoptr (JsonNode) node = NULL;

    set_switch (fixture, "token-life", "20");
    set_switch (fixture, "ASSUME-6", choices[i]);
    node = cue_simulator_describe (fixture->simulator);
    json_object_unref (fixture->description);
    fixture->description = json_object_ref (json_node_get_object (node));
    client = salto_connect (fixture, "entries", 0, NULL);
    salto_wait_for (client, HELLO);
    sim_advance (fixture, 19);
    salto_read (client, 20);
    g_assert_false (salto_saw (client, "\"type\":7"));
    sim_advance (fixture, 2);
    salto_read (client, 50);
    g_assert_cmpint (salto_saw (client, "{\"type\":7,\"allowReconnect\":true}\x1e[close 1000]"),
                     ==,
                     i == 1);
  }
}

/* Lets the scenario run, and the clients read what it brings. */
static void
run (SimFixture *fixture, guint seconds, SaltoClient *first, SaltoClient *second)
{
  for (guint i = 0; i < seconds; i++) {
    sim_advance (fixture, 1);
    salto_read (first, 1);
    if (second != NULL)
      salto_read (second, 1);
  }
  salto_read (first, 20);
}

/* The crowd grows before the show and a door is propped open. */
static void
test_show (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) entries = salto_connect (fixture, "entries", 0, NULL);
  g_autoptr (SaltoClient) incidents = salto_connect (fixture, "incidents", 0, NULL);
  guint early;
  guint late;

  salto_wait_for (entries, HELLO);
  salto_wait_for (incidents, HELLO);
  run (fixture, 10, entries, incidents);
  early = entries->frames;
  run (fixture, 28, entries, incidents);
  late = entries->frames - early;
  g_assert_cmpuint (late, >, 5 * early);
  run (fixture, 6, entries, incidents);
  salto_wait_for (incidents, "\\\"door_left_open_alarm\\\"");
  g_assert_false (salto_saw (incidents, "\\\"end_of_door_left_open_alarm\\\""));
  run (fixture, 35, entries, incidents);
  salto_wait_for (incidents, "\\\"end_of_door_left_open_alarm\\\"");
}

/* On a bad day the connection breaks off, and the token runs out. */
static void
test_bad_day (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) client = salto_connect (fixture, "entries", 0, NULL);

  salto_wait_for (client, HELLO);
  run (fixture, 35, client, NULL);
  g_assert_cmpint (salto_read (client, 20), ==, SIM_RAW_QUIET);
  sim_advance (fixture, 1);
  g_assert_cmpint (salto_read (client, SIM_PATIENCE_MS), ==, SIM_RAW_CLOSED);
  sim_advance (fixture, 4);
  g_clear_pointer (&client, salto_close);
  client = salto_connect (fixture, "entries", 0, NULL);
  salto_wait_for (client, HELLO);
  run (fixture, 145, client, NULL);
  g_assert_cmpint (salto_read (client, 20), ==, SIM_RAW_QUIET);
  run (fixture, 4, client, NULL);
  g_assert_cmpint (salto_read (client, SIM_PATIENCE_MS), ==, SIM_RAW_CLOSED);
  g_clear_pointer (&client, salto_close);
  client = salto_connect (fixture, "entries", 0, NULL);
  g_assert_true (salto_saw (client, "HTTP/1.1 401 "));
}

/* What is not right in an order refuses it, and changes nothing. */
static void
test_orders (SimFixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = {
    "{\"doors\":[]}",
    "{\"doors\":{\"pace\":-1}}",
    "{\"doors\":{\"pace\":\"fast\"}}",
    "{\"doors\":{\"alarm\":\"end_of_tamper_alarm\"}}",
    "{\"doors\":{\"alarm\":\"tamper_alarm\",\"lock\":9}}",
    "{\"doors\":{\"people\":3}}",
    "{\"state\":\"nowhere\",\"doors\":{\"pace\":3}}",
  };
  static const char *const right[] = { "{\"doors\":{\"pace\":42}}", "{\"doors\":{\"drop\":1}}" };
  g_autofree char         *url = g_strconcat (sim_url (fixture, "controlUrl"), "state", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (SimAnswer) answer = sim_post (fixture, url, "application/json", wrong[i]);

    g_assert_cmpuint (answer->status, ==, 400);
    g_assert_nonnull (strstr (answer->text, "\"error\""));
  }
  for (guint i = 0; i < G_N_ELEMENTS (right); i++) {
    g_autoptr (SimAnswer) answer = sim_post (fixture, url, "application/json", right[i]);

    g_assert_cmpuint (answer->status, ==, 200);
    g_assert_nonnull (strstr (answer->text, "\"pace\":42"));
  }
}

/* With a mean time between lost connections, they get lost. */
static void
test_drops (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) client = salto_connect (fixture, "entries", 0, NULL);
  SimRawEnd end = SIM_RAW_QUIET;

  salto_wait_for (client, HELLO);
  salto_order (fixture, "{\"drop\":5}");
  for (guint i = 0; i < 300 && end == SIM_RAW_QUIET; i++) {
    sim_advance (fixture, 1);
    end = salto_read (client, 1);
  }
  g_assert_cmpint (end, ==, SIM_RAW_CLOSED);
}

typedef struct {
  guint total;
  guint by_category[5];
  guint by_means[5];
  guint late;
  guint incidents;
} Tally;

static void
on_access (const CueSimAccess *access, gpointer user_data)
{
  static const char *const categories[] = {
    "lock_opened", "lock_rejected", "office_mode", "easy_office_mode", "privacy_mode"
  };
  static const char *const means[] = { "tag", "mobile_key", "remote", "pin_code", "inside_handle" };
  Tally                   *tally = user_data;

  if (access->stream == CUE_SIM_STREAM_INCIDENTS) {
    tally->incidents++;
    return;
  }
  tally->total++;
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    tally->by_category[i] += g_str_equal (categories[i], access->category);
  for (guint i = 0; i < G_N_ELEMENTS (means); i++)
    tally->by_means[i] += g_str_equal (categories[0], access->category) &&
                          g_strcmp0 (means[i], access->access_by) == 0;
  tally->late += access->wall_us < access->sent_us;
  g_assert_cmpint (access->sent_us - access->wall_us, <=, 30 * G_USEC_PER_SEC);
}

#define ABOUT(count, percent)                                                        \
  G_STMT_START                                                                       \
  {                                                                                  \
    g_assert_cmpuint (count, >=, (guint) (tally.total * (percent) *0.8 / 100));      \
    g_assert_cmpuint (count, <=, (guint) (tally.total * (percent) *1.25 / 100 + 1)); \
  }                                                                                  \
  G_STMT_END

/* The crowd is the mix that was counted at real sites, and the same in every run. */
static void
test_mix (void)
{
  CueSimSwitches switches = { 0 };
  Tally          before = { 0 };

  for (guint run = 0; run < 2; run++) {
    g_autoptr (CueClock) clock = cue_fake_clock_new (SIM_WALL_US, SIM_MONOTONIC_US);
    Tally tally = { 0 };
    g_autoptr (CueSimCrowd) crowd = cue_sim_crowd_new (clock, &switches, on_access, &tally);

    cue_sim_crowd_start (crowd);
    cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 60 * G_USEC_PER_SEC);
    g_assert_cmpuint (tally.total, >=, 6);
    g_assert_cmpuint (tally.total, <=, 30);
    cue_sim_crowd_apply (crowd, &(CueSimCrowdOrder){ .pace = 600, .drop_s = -1 }, 1.0);
    cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 2000 * G_USEC_PER_SEC);
    g_assert_cmpuint (tally.total, >, 18000);
    ABOUT (tally.by_category[0], 88);
    ABOUT (tally.by_category[1], 6);
    ABOUT (tally.by_category[2] + tally.by_category[3], 4);
    ABOUT (tally.by_category[4], 2);
    ABOUT (tally.by_means[0], 88 * 0.60);
    ABOUT (tally.by_means[1] + tally.by_means[2], 88 * 0.15);
    ABOUT (tally.by_means[3], 88 * 0.15);
    ABOUT (tally.by_means[4], 88 * 0.10);
    ABOUT (tally.late, 1);
    /* One in 200 begins an alarm, and most of these end. */
    g_assert_cmpuint (tally.incidents, >=, tally.total / 200);
    g_assert_cmpuint (tally.incidents, <=, tally.total / 80);
    if (run == 1)
      g_assert_cmpmem (&before, sizeof before, &tally, sizeof tally);
    before = tally;
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD_IN(path, scenario, func)        \
  g_test_add ("/simulator/salto-hub/" path, \
              SimFixture,                   \
              scenario,                     \
              sim_fixture_set_up,           \
              func,                         \
              sim_fixture_tear_down)
#define ADD(path, func) ADD_IN (path, NULL, func)
  ADD ("upgrade", test_upgrade);
  ADD ("door", test_door);
  ADD ("token-in-query", test_token_in_query);
  ADD ("no-upgrade", test_no_upgrade);
  ADD ("handshake", test_handshake);
  ADD ("no-handshake", test_no_handshake);
  ADD ("pings", test_pings);
  ADD ("goodbye", test_goodbye);
  ADD ("nonsense", test_nonsense);
  ADD ("streams", test_streams);
  ADD ("again", test_again);
  ADD ("switches", test_switches);
  ADD ("expiry", test_expiry);
  ADD_IN ("show", "show", test_show);
  ADD_IN ("bad-day", "bad-day", test_bad_day);
  ADD ("orders", test_orders);
  ADD ("drops", test_drops);
  g_test_add_func ("/simulator/salto-hub/mix", test_mix);
  return g_test_run ();
}
