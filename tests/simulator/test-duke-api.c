// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The Event Data API of 10Duke: pages of feeds, and events that are put. */

#include "duke-fixture.h"

#define FEED(query) "/get/" DUKE_FEED query

static JsonObject *
get_nth (JsonArray *objects, guint n)
{
  return json_array_get_object_element (objects, n);
}

static guint
count_events (JsonArray *objects)
{
  return json_array_get_length (objects) - 2;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member (object, name);
}

/* Returns: (transfer full): `objects` */
static JsonArray *
read_page (SimFixture *fixture, const char *path)
{
  g_autoptr (SimAnswer) answer = duke_get (fixture, path, NULL);

  return duke_get_objects (answer);
}

static void
test_page (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) answer = duke_get (fixture, FEED ("?maxEventCount=10"), NULL);
  g_autoptr (JsonObject) page = sim_answer_get_object (answer);
  JsonArray *objects = json_object_get_array_member (page, "objects");
  gint64     last_ns = 0;

  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Content-Type"),
                   ==,
                   "application/json");
  g_assert_cmpstr (get_text (page, "uri"), ==, DUKE_FEED);
  g_assert_true (g_str_has_prefix (get_text (page, "updateUrl"), DUKE_FEED "?after=17"));
  g_assert_cmpint (json_object_get_int_member (page, "count"), ==, 10);
  g_assert_cmpuint (json_array_get_length (objects), ==, 12);
  g_assert_cmpstr (get_text (get_nth (objects, 0), "instruction"), ==, "older");
  g_assert_cmpint (json_object_get_int_member (get_nth (objects, 0), "count"), ==, -1);
  g_assert_cmpstr (get_text (get_nth (objects, 11), "instruction"), ==, "newer");
  g_assert_cmpint (json_object_get_int_member (get_nth (objects, 11), "count"), ==, 0);
  for (guint i = 1; i <= 10; i++) {
    JsonObject *event = get_nth (objects, i);
    gint64      received_ns = json_object_get_int_member (event, "eventReceived");
    gint64      time_ms =
      json_object_get_int_member (json_object_get_object_member (event, "data"), "eventTime");

    g_assert_cmpint (received_ns, >, last_ns);
    g_assert_cmpint (time_ms, <, received_ns / 1000000);
    g_assert_cmpstr (get_text (event, "eventSourceId"), ==, DUKE_FEED);
    g_assert_cmpuint (strlen (get_text (event, "eventId")), ==, 36);
    last_ns = received_ns;
  }
  g_assert_cmpint (last_ns, <, SIM_WALL_US * 1000);
}

/* Follows an instruction until nothing comes any more; every event once. */
static guint
walk (SimFixture *fixture, const char *path, gboolean older, GHashTable *seen)
{
  g_autofree char *next = g_strdup (path);
  guint            pages = 0;

  for (;;) {
    g_autoptr (JsonArray) objects = read_page (fixture, next);
    JsonObject *instruction = get_nth (objects, older ? 0 : json_array_get_length (objects) - 1);

    if (count_events (objects) == 0)
      return pages;
    for (guint i = 1; i <= count_events (objects); i++)
      g_assert_true (
        g_hash_table_add (seen, g_strdup (get_text (get_nth (objects, i), "eventId"))));
    g_free (next);
    next = g_strconcat ("/get/", get_text (instruction, "url"), "&maxEventCount=90", NULL);
    pages++;
  }
}

static void
test_walk (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) down = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) up = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint pages = walk (fixture, FEED ("?maxEventCount=90"), TRUE, down);

  g_assert_cmpuint (pages, >, 5);
  g_assert_cmpuint (walk (fixture, FEED ("?after=1&maxEventCount=90"), FALSE, up), ==, pages);
  g_assert_cmpuint (g_hash_table_size (down), ==, g_hash_table_size (up));
  g_assert_cmpuint (g_hash_table_size (down), >, 500);
}

static void
test_limits (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) usual = read_page (fixture, FEED (""));
  g_autoptr (JsonArray) cut = NULL;
  g_autoptr (JsonArray) one = NULL;
  g_autoptr (JsonArray) two = NULL;
  g_autofree char *path = NULL;
  g_autofree char *both = NULL;
  gint64           first_ns = json_object_get_int_member (get_nth (usual, 1), "eventReceived");
  gint64           third_ns = json_object_get_int_member (get_nth (usual, 3), "eventReceived");

  /* ASSUME-23 */
  g_assert_cmpuint (count_events (usual), ==, 500);
  duke_switch (fixture, "ASSUME-23-most", "100");
  cut = read_page (fixture, FEED ("?maxEventCount=400"));
  g_assert_cmpuint (count_events (cut), ==, 100);

  /* ASSUME-24 */
  path = g_strdup_printf (FEED ("?after=%" G_GINT64_FORMAT "&before=%" G_GINT64_FORMAT),
                          first_ns,
                          third_ns);
  one = read_page (fixture, path);
  g_assert_cmpuint (count_events (one), ==, 1);
  duke_switch (fixture, "ASSUME-24", "inclusive");
  two = read_page (fixture, path);
  g_assert_cmpuint (count_events (two), ==, 3);
}

static void
test_order (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) oldest = read_page (fixture, FEED ("?maxEventCount=3"));
  g_autoptr (JsonArray) newest = NULL;

  duke_switch (fixture, "ASSUME-21", "newest");
  newest = read_page (fixture, FEED ("?maxEventCount=3"));
  for (guint i = 1; i <= 3; i++)
    g_assert_cmpstr (get_text (get_nth (oldest, i), "eventId"),
                     ==,
                     get_text (get_nth (newest, 4 - i), "eventId"));
  g_assert_cmpstr (get_text (get_nth (newest, 0), "instruction"), ==, "older");
}

static void
test_put (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) one = duke_put (fixture, DUKE_EVENT);
  g_autoptr (SimAnswer) many = duke_put (fixture,
                                         "[" DUKE_EVENT "," DUKE_EVENT
                                         ",{\"eventSourceId\":\"quiet-app\",\"eventId\":\"mine\","
                                         "\"eventReceived\":5,\"data\":\"opaque\"}]");
  g_autoptr (JsonArray) objects = NULL;
  gint64 last_ns = 0;

  g_assert_cmpuint (one->status, ==, 200);
  g_assert_cmpuint (one->size, ==, 0);
  g_assert_cmpuint (many->status, ==, 200);
  objects = read_page (fixture, "/get/quiet-app");
  g_assert_cmpuint (count_events (objects), ==, 4);
  for (guint i = 1; i <= 4; i++) {
    gint64 received_ns = json_object_get_int_member (get_nth (objects, i), "eventReceived");

    g_assert_cmpint (received_ns, >, last_ns);
    last_ns = received_ns;
  }
  g_assert_cmpint (last_ns / 1000, ==, SIM_WALL_US);
  g_assert_cmpstr (get_text (get_nth (objects, 4), "eventId"), ==, "mine");
  g_assert_cmpstr (get_text (get_nth (objects, 4), "data"), ==, "opaque");
  g_assert_cmpuint (strlen (get_text (get_nth (objects, 1), "eventId")), ==, 36);
}

static void
test_put_answers (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) empty = NULL;
  g_autoptr (SimAnswer) object = NULL;

  duke_switch (fixture, "ASSUME-20", "204");
  empty = duke_put (fixture, DUKE_EVENT);
  g_assert_cmpuint (empty->status, ==, 204);
  duke_switch (fixture, "ASSUME-20", "object");
  object = duke_put (fixture, DUKE_EVENT);
  g_assert_cmpuint (object->status, ==, 200);
  g_assert_cmpstr (object->text, ==, "{}");
}

/* What is bent into an error is not done. */
static void
test_put_not_done (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) answer = NULL;
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (JsonArray) objects = NULL;

  json_object_set_string_member (params, "target", "put");
  cue_simulator_set_fault (fixture->simulator, "C-3", TRUE, params, NULL);
  answer = duke_put (fixture, DUKE_EVENT);
  g_assert_cmpuint (answer->status, ==, 503);
  objects = read_page (fixture, "/get/quiet-app");
  g_assert_cmpuint (count_events (objects), ==, 0);
}

static void
test_object_feed (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) put =
    duke_put (fixture,
              "{\"eventSourceId\":\"quiet-app\",\"eventObjectType\":\"a/b\",\"eventObjectId\":\"c "
              "d\"}");
  g_autofree char *right = duke_token (fixture, "a/b/c d", 60);
  g_autofree char *wrong = duke_token (fixture, DUKE_FEED, 60);
  g_autoptr (SimAnswer) answer = duke_get (fixture, "/get/a%2Fb/c%20d", right);
  g_autoptr (SimAnswer) refused = duke_get (fixture, "/get/a%2Fb/c%20d", wrong);
  g_autoptr (JsonArray) objects = duke_get_objects (answer);

  g_assert_cmpuint (put->status, ==, 200);
  g_assert_cmpuint (count_events (objects), ==, 1);
  g_assert_true (g_str_has_prefix (get_text (get_nth (objects, 0), "url"), "c%20d?before="));
  g_assert_cmpuint (refused->status, ==, 403);
}

static void
test_retention (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) before = NULL;
  g_autoptr (JsonArray) after = NULL;
  g_autoptr (JsonArray) later = NULL;

  duke_switch (fixture, "ASSUME-23-most", "none");
  before = read_page (fixture, FEED ("?maxEventCount=5000"));
  duke_switch (fixture, "tenduke-retention", "1");
  after = read_page (fixture, FEED ("?maxEventCount=5000"));
  g_assert_cmpuint (count_events (after), >, 0);
  g_assert_cmpuint (count_events (after), <, count_events (before) * 2 / 3);
  g_assert_cmpint (json_object_get_int_member (get_nth (after, 1), "eventReceived"),
                   >=,
                   (SIM_WALL_US - 86400 * (gint64) G_USEC_PER_SEC) * 1000);
  sim_advance (fixture, 86400);
  later = read_page (fixture, FEED ("?maxEventCount=5000"));
  g_assert_cmpuint (count_events (later), ==, 0);
}

/* Before a show there is always something to see, also when it is night where the program runs. */
static void
test_hour (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *path =
    g_strdup_printf (FEED ("?maxEventCount=100&after=%" G_GINT64_FORMAT),
                     (cue_clock_get_wall (fixture->clock) - 3600 * (gint64) G_USEC_PER_SEC) * 1000);
  g_autoptr (JsonArray) last_hour = read_page (fixture, path);

  g_assert_cmpuint (count_events (last_hour), >, 15);
}

static void
test_pace (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) change = json_from_string ("{\"tenduke\":{\"pace\":60,\"events\":5}}", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) before = cue_simulator_get_status (fixture->simulator);
  g_autoptr (JsonObject) after = NULL;
  JsonObject *feeds =
    json_object_get_object_member (json_object_get_object_member (before, "tenduke"), "feeds");
  gint64 count = json_object_get_int_member (feeds, DUKE_FEED) +
                 json_object_get_int_member (feeds, "audience-app");

  cue_simulator_set_state (fixture->simulator, json_node_get_object (change), &error);
  g_assert_no_error (error);
  sim_advance (fixture, 30);
  after = cue_simulator_get_status (fixture->simulator);
  feeds = json_object_get_object_member (json_object_get_object_member (after, "tenduke"), "feeds");
  g_assert_cmpint (json_object_get_int_member (feeds, DUKE_FEED) +
                     json_object_get_int_member (feeds, "audience-app"),
                   ==,
                   count + 35);
}

static void
test_unknown (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) empty = read_page (fixture, "/get/nobody-knows");
  g_autoptr (SimAnswer) missing = NULL;
  g_autoptr (SimAnswer) quiet = NULL;

  g_assert_cmpuint (count_events (empty), ==, 0);
  duke_switch (fixture, "ASSUME-25-feed", "404");
  missing = duke_get (fixture, "/get/nobody-knows", NULL);
  g_assert_cmpuint (missing->status, ==, 404);
  quiet = duke_get (fixture, "/get/quiet-app", NULL);
  g_assert_cmpuint (quiet->status, ==, 200);
}

static void
test_urls (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) path = NULL;
  g_autoptr (JsonArray) limit = NULL;

  duke_switch (fixture, "tenduke-urls", "absolute-path");
  path = read_page (fixture, FEED ("?maxEventCount=2"));
  g_assert_true (g_str_has_prefix (get_text (get_nth (path, 0), "url"), FEED ("?before=")));
  duke_switch (fixture, "tenduke-urls", "with-limit");
  limit = read_page (fixture, FEED ("?maxEventCount=2"));
  g_assert_true (g_str_has_suffix (get_text (get_nth (limit, 3), "url"), "&maxEventCount=2"));
}

static void
test_huge (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) none = read_page (fixture, "/get/huge");
  g_autoptr (JsonArray) page = NULL;
  g_autoptr (JsonArray) next = NULL;
  g_autofree char *path = NULL;

  g_assert_cmpuint (count_events (none), ==, 0);
  duke_switch (fixture, "tenduke-huge", "2000");
  duke_switch (fixture, "ASSUME-23-most", "none");
  page = read_page (fixture, "/get/huge?maxEventCount=1500");
  g_assert_cmpuint (count_events (page), ==, 1500);
  path = g_strdup_printf ("/get/%s&maxEventCount=1500", get_text (get_nth (page, 0), "url"));
  next = read_page (fixture, path);
  g_assert_cmpuint (count_events (next), ==, 500);
  g_assert_cmpint (json_object_get_int_member (get_nth (next, 500), "eventReceived"),
                   <,
                   json_object_get_int_member (get_nth (page, 1), "eventReceived"));
  g_assert_cmpint (json_object_get_int_member (get_nth (next, 0), "count"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func)                    \
  g_test_add ("/simulator/duke-api/" path, \
              SimFixture,                  \
              NULL,                        \
              sim_fixture_set_up,          \
              func,                        \
              sim_fixture_tear_down)
  ADD ("page", test_page);
  ADD ("walk", test_walk);
  ADD ("limits", test_limits);
  ADD ("order", test_order);
  ADD ("put", test_put);
  ADD ("put-answers", test_put_answers);
  ADD ("put-not-done", test_put_not_done);
  ADD ("object-feed", test_object_feed);
  ADD ("retention", test_retention);
  for (int hours = 0; hours < 24; hours += 6) {
    g_autofree char *path = g_strdup_printf ("/simulator/duke-api/hour/%d-later", hours);

    g_test_add (path,
                SimFixture,
                GINT_TO_POINTER (hours),
                sim_fixture_set_up_later,
                test_hour,
                sim_fixture_tear_down);
  }
  ADD ("pace", test_pace);
  ADD ("unknown", test_unknown);
  ADD ("urls", test_urls);
  ADD ("huge", test_huge);
  return g_test_run ();
}
