// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Every fault of the doors and every variant of it does what its name says, at the bytes. */

#include "salto-fixture.h"

#include "cue-sim-fault.h"

/* What a client sees that opens the entries of the first site with this fault, shakes hands, and
 * waits for one event. */
typedef struct {
  const char *id;
  const char *variant;
  const char *present;
  const char *also;   // nullable
  const char *absent; // nullable
  gboolean    ends;   // the connection is over afterwards
} Case;

#define EVENT "{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"{\\\"id\\\":"
#define HELLO "[text]{}\x1e"
#define PING  "{\"type\":6}\x1e"

static const Case cases[] = {
  { "SB-1", "header", "HTTP/1.1 401 ", "WWW-Authenticate: Bearer error=", "Upgrade", FALSE },
  { "SB-1", "bare", "HTTP/1.1 401 ", NULL, "WWW-Authenticate", FALSE },
  { "SB-2", "bare", "HTTP/1.1 403 ", NULL, "problem", FALSE },
  { "SB-2", "problem", "HTTP/1.1 403 ", "application/problem+json", NULL, FALSE },
  { "SB-3", "404", "HTTP/1.1 404 ", NULL, "Retry-After", FALSE },
  { "SB-3", "502", "HTTP/1.1 502 ", NULL, "Retry-After", FALSE },
  { "SB-3", "503", "HTTP/1.1 503 ", "Retry-After: 5\r\n", NULL, FALSE },
  { "SB-4", "html", "HTTP/1.1 200 ", "<h1>Welcome", "Upgrade", FALSE },
  { "SB-4", "redirect", "HTTP/1.1 302 ", "Location: http://127.0.0.1:", "Upgrade", FALSE },
  { "SB-5",
    "error",
    "[text]{\"error\":\"The site is being moved.\"}\x1e[close 1000]",
    NULL,
    HELLO,
    FALSE },
  { "SB-5", "markup", "<script>alert(1)</script>", "\\u202e", HELLO, FALSE },
  { "SB-5", "silence", "HTTP/1.1 101 ", NULL, "[", FALSE },
  { "SB-5", "typed", "\r\n\r\n[text]{\"type\":6}\x1e", NULL, HELLO, FALSE },
  { "SB-5", "not-json", "[text]<html>Welcome</html>\x1e[close 1000]", NULL, HELLO, FALSE },
  { "SB-5", "close", "\r\n\r\n[close 1000]", NULL, "[text]", FALSE },
  { "SB-5", "drop", "HTTP/1.1 101 ", NULL, "[", TRUE },
  { "SB-6", "together", "\r\n\r\n[text]{}\x1e" EVENT, NULL, NULL, FALSE },
  { "SB-6", "many", HELLO "[text]" PING EVENT, "\"]}\x1e" PING, NULL, FALSE },
  { "SB-6", "split", HELLO "[text]" EVENT, "[text]", "[more", FALSE },
  { "SB-6", "fragments", HELLO "[text+]{\"type\":1,", "[more]", "[more+]", FALSE },
  { "SB-6", "bytes", HELLO "[text+]{\"type\":1,", "[more+]", NULL, FALSE },
  { "SB-7", "messages", HELLO "[text]aaaa", NULL, "aaaa\x1e", FALSE },
  { "SB-7", "one", HELLO "[text]aaaa", NULL, "aaaa\x1e", FALSE },
  { "SB-7", "fragments", HELLO "[text+]aaaa", "[more+]aaaa", "[more]", FALSE },
  { "SB-8", "binary", HELLO "[binary]" EVENT, NULL, NULL, FALSE },
  { "SB-8", "empty", HELLO "[text][text]" EVENT, NULL, NULL, FALSE },
  { "SB-8", "two-separators", HELLO "[text]" EVENT, "\x1e\x1e", NULL, FALSE },
  { "SB-9", "object", "\"arguments\":[{\"id\":\"", NULL, "\\\"", FALSE },
  { "SB-9", "not-json", "\"arguments\":[\"the door is open\"]", NULL, NULL, FALSE },
  { "SB-9", "truncated", HELLO "[text]" EVENT, "\"]}\x1e", "}\"]}", FALSE },
  { "SB-9", "null", "\"arguments\":[null]}", NULL, NULL, FALSE },
  { "SB-9", "number", "\"arguments\":[42]}", NULL, NULL, FALSE },
  { "SB-9", "true", "\"arguments\":[true]}", NULL, NULL, FALSE },
  { "SB-9", "list", "\"arguments\":[[1,2,3]]}", NULL, NULL, FALSE },
  { "SB-9", "empty", "\"arguments\":[\"\"]}", NULL, NULL, FALSE },
  { "SB-9", "two", HELLO "[text]" EVENT, "}\",\"and another one\"]}\x1e", NULL, FALSE },
  { "SB-9", "none", "\"arguments\":[]}", NULL, NULL, FALSE },
  { "SB-10", "unknown-type", "[text]{\"type\":99,", "\x1e" EVENT, NULL, FALSE },
  { "SB-10", "unknown-target", "\"target\":\"ReceiveWeather\",", NULL, "ReceiveMessage", FALSE },
  { "SB-10", "case", "\"target\":\"receiveMessage\",", NULL, "ReceiveMessage", FALSE },
  { "SB-10",
    "unknown-members",
    "{\"type\":1,\"weather\":null,\"headers\":{},\"target\"",
    NULL,
    NULL,
    FALSE },
  { "SB-10",
    "client-result",
    "{\"type\":1,\"invocationId\":\"sim-1\",\"target\"",
    NULL,
    NULL,
    FALSE },
  { "SB-10", "completion", "[text]{\"type\":3,\"invocationId\":", "\x1e" EVENT, NULL, FALSE },
  { "SB-10", "ack", "[text]{\"type\":8,\"sequenceId\":7}\x1e" EVENT, NULL, NULL, FALSE },
  { "SB-10", "no-arguments", "\"parameters\":[\"", NULL, "\"arguments\"", FALSE },
  { "SB-10", "type-as-text", "[text]{\"type\":\"1\",\"target\"", NULL, NULL, FALSE },
  { "SB-11", "category", "\\\"event_category\\\":\\\"door_dreamt_of\\\"", NULL, NULL, FALSE },
  { "SB-11", "access-by", "\\\"access_by\\\":\\\"retina\\\"", NULL, NULL, FALSE },
  { "SB-11", "new-fields", "\\\"weather\\\":{\\\"sky\\\":[", "\\\"lock_mood\\\"", NULL, FALSE },
  { "SB-11", "missing-fields", "\\\"event_category\\\":", NULL, "user_id", FALSE },
  { "SB-11", "only-id", "-9b54-", "\\\"}\"]}\x1e", "event_category", FALSE },
  { "SB-11", "pin-unknown", "\\\"user_id\\\":\\\"PIN unknown\\\"", NULL, NULL, FALSE },
  { "SB-11", "alias", "\\\"user_alias\\\":\\\"\\\"", NULL, NULL, FALSE },
  { "SB-12", "detail-as-number", "\\\"access_detail\\\":12345,", NULL, NULL, FALSE },
  { "SB-12", "ttl-as-text", "\\\"ttl_in_seconds\\\":\\\"7776000\\\"", NULL, NULL, FALSE },
  { "SB-12", "exit-as-text", "\\\"exit_requested\\\":\\\"false\\\"", NULL, NULL, FALSE },
  { "SB-12", "exit-as-number", "\\\"exit_requested\\\":1,", NULL, NULL, FALSE },
  { "SB-12", "id-as-number", "{\\\"id\\\":9007199254740993,", NULL, NULL, FALSE },
  { "SB-12", "names-as-objects", "\\\"user_first_name\\\":{\\\"text\\\":", NULL, NULL, FALSE },
  { "SB-12", "revision-as-number", "\\\"iq_revision\\\":2.0,", NULL, NULL, FALSE },
  { "SB-13", "fraction-7", ":34.1700001Z\\\"}", NULL, NULL, FALSE },
  { "SB-13", "fraction-0", ":15:34Z\\\"}", NULL, NULL, FALSE },
  { "SB-13", "ms-epoch", "\\\"utc_date_time\\\":1795162530000,", NULL, NULL, FALSE },
  { "SB-13", "s-epoch-as-text", "\\\"utc_date_time\\\":\\\"1795162530\\\"", NULL, NULL, FALSE },
  { "SB-13",
    "without-zone",
    "\\\"utc_date_time\\\":\\\"2026-11-20T08:15:30\\\"",
    NULL,
    NULL,
    FALSE },
  { "SB-13", "offset", "\\\"2026-11-20T09:15:30+0100\\\"", NULL, NULL, FALSE },
  { "SB-13", "words", "\\\"utc_date_time\\\":\\\"yesterday at noon\\\"", NULL, NULL, FALSE },
  { "SB-13", "year-1", "\\\"utc_date_time\\\":\\\"0001-01-01T00:00:00Z\\\"", NULL, NULL, FALSE },
  { "SB-13", "null", "\\\"utc_date_time\\\":null,", NULL, NULL, FALSE },
  { "SB-13",
    "local-with-zone",
    "\\\"local_date_time\\\":\\\"2026-11-20T09:15:30+01:00\\\"",
    NULL,
    NULL,
    FALSE },
  { "SB-14", "duplicate", "\"]}\x1e" EVENT, NULL, NULL, FALSE },
  { "SB-14", "out-of-order", HELLO "[text]" EVENT, NULL, NULL, FALSE },
  { "SB-14", "old", "\\\"utc_date_time\\\":\\\"2026-11-21T", NULL, "2026-11-22T", FALSE },
  { "SB-15", "silence", HELLO, NULL, HELLO "[", FALSE },
  { "SB-15", "no-pings", HELLO "[text]" EVENT, NULL, PING, FALSE },
  { "SB-15", "deaf", HELLO, NULL, HELLO "[", FALSE },
  { "SB-16", "1006", HELLO, NULL, "[close", TRUE },
  { "SB-16", "1000", HELLO "[close 1000]", NULL, "\"type\":7", FALSE },
  { "SB-16", "1001", HELLO "[close 1001]", NULL, NULL, FALSE },
  { "SB-16", "1011", HELLO "[close 1011]", NULL, NULL, FALSE },
  { "SB-16", "1012", HELLO "[close 1012]", NULL, NULL, FALSE },
  { "SB-16", "1013", HELLO "[close 1013]", NULL, NULL, FALSE },
  { "SB-16",
    "no-reconnect",
    "[text]{\"type\":7,\"allowReconnect\":false}\x1e[close 1000]",
    NULL,
    NULL,
    FALSE },
  { "SB-16",
    "reconnect",
    "[text]{\"type\":7,\"allowReconnect\":true}\x1e[close 1000]",
    NULL,
    NULL,
    FALSE },
  { "SB-16",
    "error",
    "[text]{\"type\":7,\"error\":\"Connection closed with an error.\"}\x1e[close 1000]",
    NULL,
    "allowReconnect",
    FALSE },
  { "SB-18", "huge", HELLO "[text]" EVENT, NULL, NULL, FALSE },
  { "SB-19", "control", "Ada\\\\u0000\\\\u0007\\\\u001b[31m", NULL, NULL, FALSE },
  { "SB-19", "rtl", "\\\\u202eadA", "\\\\u2067elpmaxE", NULL, FALSE },
  { "SB-19", "zero-width", "A\\\\u200bd", "\\\\u00ad", NULL, FALSE },
  { "SB-19", "markup", "<b>Ada</b> & <i>", "<span size=", NULL, FALSE },
  { "SB-19", "format", "%s%n%d", "${HOME}", NULL, FALSE },
  { "SB-19", "surrogate", "\\\"\\\\ud83d\\\"", NULL, NULL, FALSE },
  { "SB-19", "long", "AAAAAAAA", NULL, "Ada", FALSE },
  { "SB-20",
    "site-id",
    "\\\"site_id\\\":\\\"5b1e7c40-1a2b-4c3d-8e4f-0000000000a2",
    "Studio 1",
    NULL,
    FALSE },
  { "SB-20",
    "camel",
    "\\\"siteId\\\":\\\"5b1e7c40-1a2b-4c3d-8e4f-0000000000a2",
    "Studio 1",
    NULL,
    FALSE },
  { "SB-20", "lock", "\\\"lock_customer_reference\\\":\\\"Studio 1", NULL, "site_id", FALSE },
};

/* These have a test function below, or in test-salto-identity.c. */
static const char *const others[] = { "SB-17 drop",
                                      "SB-17 close",
                                      "SB-18 burst",
                                      "SB-18 one-per-frame",
                                      NULL };

static const Case *
find_case (const char *id, const char *variant)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    if (g_str_equal (cases[i].id, id) && g_str_equal (cases[i].variant, variant))
      return &cases[i];
  }
  return NULL;
}

/* No fault without a test. */
static void
test_complete (void)
{
  const CueSimFaultInfo *info;
  guint                  count = 0;

  for (guint n = 0; (info = cue_sim_fault_get_nth (n)) != NULL; n++) {
    for (guint v = 0; g_str_has_prefix (info->id, "SB-") && info->variants[v] != NULL; v++) {
      g_autofree char *name = g_strconcat (info->id, " ", info->variants[v], NULL);

      if (find_case (info->id, info->variants[v]) == NULL && !g_strv_contains (others, name))
        g_error ("no test for the fault %s", name);
      count++;
    }
  }
  for (guint i = 1; i <= 20; i++) {
    g_autofree char *id = g_strdup_printf ("SB-%u", i);

    g_assert_nonnull (cue_sim_fault_find (id));
  }
  g_test_message ("%u variants", count);
}

static void
check_case (SimFixture *fixture, const Case *c)
{
  g_autofree char *fault = g_strdup_printf ("%s; variant=%s%s",
                                            c->id,
                                            c->variant,
                                            g_str_equal (c->id, "SB-16") ? "; seconds=0" : "");
  g_autoptr (SaltoClient) client = salto_connect (fixture, "entries", 0, fault);
  SimRawEnd end;

  g_test_message ("%s", fault);
  if (client->upgraded)
    salto_read (client, 20);
  if (client->upgraded && !salto_saw (client, "[close") && !g_str_equal (c->id, "SB-5"))
    salto_next_event (fixture, client);
  salto_wait_for (client, c->present);
  if (c->also != NULL)
    salto_wait_for (client, c->also);
  end = salto_read (client, c->ends ? SIM_PATIENCE_MS : 5);
  if (c->absent != NULL && salto_saw (client, c->absent))
    g_error ("%s: %.2000s", fault, client->seen->str);
  if (client->upgraded && (end == SIM_RAW_CLOSED) != c->ends)
    g_error ("%s: the connection is %s", fault, c->ends ? "still there" : "over");
}

static void
test_cases (SimFixture *fixture, gconstpointer data)
{
  salto_order (fixture, "{\"pace\":120}");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (fixture, &cases[i]);
}

/* A fragment really is cut inside a character, and the whole is what it should be. */
static void
test_cut_inside_character (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) client = salto_connect (fixture, "entries", 1, "SB-6; variant=fragments");
  gboolean found = FALSE;

  salto_wait_for (client, "[text]{}");
  for (guint i = 0; i < 60 && !found; i++) {
    const char *cut;

    salto_next_event (fixture, client);
    cut = strstr (client->seen->str, "[more]");
    for (; cut != NULL && !found; cut = strstr (cut + 1, "[more]"))
      found = ((guchar) cut[strlen ("[more]")] & 0xc0) == 0x80;
  }
  g_assert_true (found);
}

static void
test_out_of_order (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient)
    client = salto_connect (fixture, "entries", 0, "SB-14; variant=out-of-order; seconds=3600");
  guint before = 0;
  guint after = 0;

  salto_wait_for (client, "[text]{}");
  for (guint i = 0; i < 8; i++)
    salto_next_event (fixture, client);
  for (const char *at = client->seen->str; (at = strstr (at, "\\\"utc_date_time\\\":\\\"")) != NULL;
       at++) {
    if (strstr (at, "T11:") != NULL && strstr (at, "T11:") < strstr (at, "local_date_time"))
      before++;
    else
      after++;
  }
  g_assert_cmpuint (before, >=, 3);
  g_assert_cmpint (ABS ((int) before - (int) after), <=, 1);
}

static void
order (SimFixture *fixture, const char *id, const char *variant)
{
  g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, id, variant));
}

/* Connections that are there already feel it at once. */
static void
test_goodbye_now (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) first = salto_connect (fixture, "entries", 0, NULL);
  g_autoptr (SaltoClient) second = salto_connect (fixture, "incidents", 2, NULL);

  salto_wait_for (first, "[text]{}");
  salto_wait_for (second, "[text]{}");
  order (fixture, "SB-16", "1012");
  salto_wait_for (first, "[close 1012]");
  salto_wait_for (second, "[close 1012]");
  order (fixture, "SB-16", NULL);
  g_clear_pointer (&first, salto_close);
  first = salto_connect (fixture, "entries", 0, NULL);
  salto_next_event (fixture, first);
  g_assert_false (salto_saw (first, "[close"));
}

/* With a number of times it goes off by itself, and a target leaves the other stream alone. */
static void
test_times_and_target (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) entries = salto_connect (fixture, "entries", 0, NULL);
  g_autoptr (SaltoClient) incidents = salto_connect (fixture, "incidents", 0, NULL);
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) status = NULL;

  salto_wait_for (entries, "[text]{}");
  salto_wait_for (incidents, "[text]{}");
  json_object_set_string_member (params, "variant", "number");
  json_object_set_string_member (params, "target", "entries");
  json_object_set_double_member (params, "times", 1);
  cue_simulator_set_fault (fixture->simulator, "SB-9", TRUE, params, &error);
  g_assert_no_error (error);
  salto_next_event (fixture, entries);
  g_assert_true (salto_saw (entries, "[42]"));
  status = cue_simulator_get_status (fixture->simulator);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (status, "faults")), ==, 0);
  g_assert_false (salto_saw (incidents, "[42]"));
}

static void
test_deaf (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient) client = salto_connect (fixture, "entries", 0, NULL);

  salto_wait_for (client, "[text]{}");
  order (fixture, "SB-15", "deaf");
  salto_send_frame (client, 9, "hello", 5);
  salto_read (client, 50);
  g_assert_false (salto_saw (client, "[opcode 10]"));
  order (fixture, "SB-15", NULL);
  salto_wait_for (client, "[opcode 10]hello");
}

/* The token dies, the connection ends, and only a fresh token helps. */
static void
test_expiry (SimFixture *fixture, gconstpointer data)
{
  static const char *const ends[] = { "drop", "close" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autoptr (SaltoClient) client = salto_connect (fixture, "entries", 0, NULL);
    g_autoptr (SaltoClient) again = NULL;
    g_autoptr (SaltoClient) fresh = NULL;
    g_autoptr (JsonNode) node = NULL;

    salto_wait_for (client, "[text]{}");
    order (fixture, "SB-17", ends[i]);
    if (i == 0)
      g_assert_cmpint (salto_read (client, SIM_PATIENCE_MS), ==, SIM_RAW_CLOSED);
    else
      salto_wait_for (client, "[text]{\"type\":7,\"allowReconnect\":true}\x1e[close 1000]");
    again = salto_connect (fixture, "entries", 0, NULL);
    g_assert_true (salto_saw (again, "HTTP/1.1 401 "));
    g_assert_true (salto_saw (again, "The token expired at '"));

    node = cue_simulator_describe (fixture->simulator);
    json_object_unref (fixture->description);
    fixture->description = json_object_ref (json_node_get_object (node));
    fresh = salto_connect (fixture, "entries", 0, NULL);
    salto_wait_for (fresh, "[text]{}");
  }
}

static guint
count (SaltoClient *client, const char *text)
{
  GByteArray *bytes = client->raw->bytes;
  guint       n = 0;

  for (const guint8 *at = bytes->data;
       (at = memmem (at, bytes->len - (gsize) (at - bytes->data), text, strlen (text))) != NULL;
       at++)
    n++;
  return n;
}

/* 5,000 a second, as one message of each 20 ms or one by one, and no two with the same id. */
static void
test_burst (SimFixture *fixture, gconstpointer data)
{
  static const char *const forms[] = { "burst", "one-per-frame" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (SaltoClient) client = salto_connect (fixture, "entries", 0, NULL);
    g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    GByteArray *bytes = client->raw->bytes;
    guint       frames;

    salto_wait_for (client, "[text]{}");
    order (fixture, "SB-18", forms[i]);
    for (guint tick = 0; tick < 50; tick++) {
      sim_advance (fixture, 0.02);
      salto_read (client, 1);
    }
    order (fixture, "SB-18", NULL);
    salto_read (client, 100);
    frames = client->frames;
    g_assert_cmpuint (count (client, "\"arguments\":["), >=, 5000);
    g_assert_cmpuint (count (client, "\"arguments\":["), <=, 5010);
    g_assert_cmpuint (frames, >=, i == 0 ? 50 : 5000);
    g_assert_cmpuint (frames, <=, i == 0 ? 60 : 5010);
    for (const guint8 *at = bytes->data;
         (at = memmem (at, bytes->len - (gsize) (at - bytes->data), "-9b54-", 6)) != NULL;
         at++)
      g_hash_table_add (ids, g_strndup ((const char *) at + 6, 12));
    g_assert_cmpuint (g_hash_table_size (ids), >=, 5000);
    g_assert_true (sim_raw_contains (client->raw, "2026-11-22T12:1"));
  }
}

/* A huge event is as long as was asked for. */
static void
test_huge (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SaltoClient)
    client = salto_connect (fixture, "entries", 0, "SB-18; variant=huge; bytes=3000000");

  salto_wait_for (client, "[text]{}");
  salto_next_event (fixture, client);
  salto_wait_frames (client, 2);
  g_assert_cmpuint (client->payload, >, 3000000);
}

/* The faults of every service act on the upgrade when the hub is their target. */
static void
test_common_faults (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *fault;
    const char *present;
    const char *absent; // nullable
  } picked[] = {
    { "C-1; variant=502", "HTTP/1.1 502 ", "Upgrade" },
    { "C-2; variant=seconds", "Retry-After: 10\r\n", "Upgrade" },
    { "C-9; variant=302", "HTTP/1.1 302 ", "Upgrade" },
    { "C-23", "Set-Cookie: session=", NULL },
    { "C-23", "HTTP/1.1 101 ", NULL },
    { "BB-15; variant=html", "text/html", "Upgrade" },
  };
  const CueSimFaultInfo *info;
  guint                  count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (picked); i++) {
    g_autoptr (SaltoClient) client = salto_connect (fixture, "entries", 0, picked[i].fault);

    if (!salto_saw (client, picked[i].present) ||
        (picked[i].absent != NULL && salto_saw (client, picked[i].absent)))
      g_error ("%s: %s", picked[i].fault, client->seen->str);
  }

  /* And none of them, whatever it was made for, brings the simulator down. */
  for (guint n = 0; (info = cue_sim_fault_get_nth (n)) != NULL; n++) {
    for (guint v = 0; v == 0 || (info->variants != NULL && info->variants[v] != NULL); v++) {
      g_autofree char *path =
        g_strdup_printf ("/v1/hub/entries?site_id=%s", salto_site (fixture, 0));
      g_autofree char *headers = g_strdup_printf ("Authorization: Bearer %s\r\n"
                                                  "X-Sim-Fault: %s; bytes=100000; variant=%s\r\n",
                                                  salto_word (fixture, "token"),
                                                  info->id,
                                                  info->variants != NULL ? info->variants[v] : "");
      g_autoptr (SaltoClient) client = salto_open (fixture, path, headers);

      sim_raw_read (client->raw, 200 * 1000, 3);
      count++;
    }
  }
  g_test_message ("%u faults and variants at the upgrade", count);
}

/* The hub refuses connections while the other ports work, and the other way round. */
static void
test_refuse (SimFixture *fixture, gconstpointer data)
{
  static const char *const targets[] = { "hub", "identity" };
  static const char *const urls[] = { "hubUrl", "identityUrl" };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++) {
    g_autoptr (JsonObject) params = json_object_new ();
    g_autoptr (GError) error = NULL;

    json_object_set_string_member (params, "target", targets[i]);
    cue_simulator_set_fault (fixture->simulator, "refuse", TRUE, params, &error);
    g_assert_no_error (error);
    for (guint u = 0; u < G_N_ELEMENTS (urls); u++) {
      g_autoptr (SimRaw)
        raw = sim_raw_new (salto_word (fixture, urls[u]), "GET / HTTP/1.0\r\n\r\n");

      if (u == i)
        g_assert_cmpint (sim_raw_read (raw, 100, SIM_PATIENCE_MS), ==, SIM_RAW_REFUSED);
      else
        g_assert_cmpint (sim_raw_read (raw, 10, SIM_PATIENCE_MS), ==, SIM_RAW_LIMIT);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                        \
  g_test_add ("/simulator/salto-faults/" path, \
              SimFixture,                      \
              NULL,                            \
              sim_fixture_set_up,              \
              func,                            \
              sim_fixture_tear_down)
  g_test_add_func ("/simulator/salto-faults/complete", test_complete);
  ADD ("cases", test_cases);
  ADD ("cut-inside-character", test_cut_inside_character);
  ADD ("out-of-order", test_out_of_order);
  ADD ("goodbye-now", test_goodbye_now);
  ADD ("times-and-target", test_times_and_target);
  ADD ("deaf", test_deaf);
  ADD ("expiry", test_expiry);
  ADD ("burst", test_burst);
  ADD ("huge", test_huge);
  ADD ("common", test_common_faults);
  ADD ("refuse", test_refuse);
  return g_test_run ();
}
