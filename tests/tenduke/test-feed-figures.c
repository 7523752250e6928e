// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What is made of a list of events: filters, groups, a histogram, and what is new in it. */

#include "cue-error.h"
#include "cue-feed-drift.h"
#include "cue-feed-groups.h"
#include "cue-feed-histogram.h"
#include "feed-fixture.h"

#include <string.h>

#define BEGIN  G_GINT64_CONSTANT (1792000000000000000)
#define SECOND G_GINT64_CONSTANT (1000000000)

typedef struct {
  CueFeedLog      *log;
  CueFeedFilter   *filter;
  CueFilteredFeed *feed;
} World;

static World
new_world (void)
{
  World world;

  world.log = cue_feed_log_new (CUE_FEED_LOG_DEFAULT_ROWS, CUE_FEED_LOG_DEFAULT_BYTES);
  world.filter = cue_feed_filter_new ();
  world.feed = cue_filtered_feed_new (world.log, world.filter);
  return world;
}

static void
free_world (World *world)
{
  g_object_unref (world->feed);
  g_object_unref (world->filter);
  g_object_unref (world->log);
}

static void
assert_shown (World *world, const char *expected)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  cue_filtered_feed_settle (world->feed);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (world->feed)); i++) {
    g_autoptr (CueFeedEvent) event = g_list_model_get_item (G_LIST_MODEL (world->feed), i);
    guint position;

    g_assert_cmpuint (cue_filtered_feed_get_id_at (world->feed, i),
                      ==,
                      cue_feed_event_get_id (event));
    g_assert_true (cue_filtered_feed_find (world->feed, cue_feed_event_get_id (event), &position));
    g_assert_cmpuint (position, ==, i);
    g_string_append_printf (ids,
                            "%s%s",
                            i > 0 ? " " : "",
                            cue_feed_event_get_text (event, CUE_FEED_TEXT_ID));
  }
  g_assert_cmpstr (ids->str, ==, expected);
}

static const char events[] =
  "[{'eventType':'LicenseConsumed','eventId':'a','eventReceived':1792000001000000000,'"
  "eventObjectType':"
  "'user','eventObjectId':'u1','data':{'userId':'u1','licensedItemName':'Modeller','requestId':'r1'"
  ","
  "'anchors':[{'type':'Hardware'},{'type':'Héros'}],'seats':3}},"
  "{'eventType':'LicenseConsumed','eventId':'b','eventReceived':1792000002000000000,'data':{'"
  "userId':'u2',"
  "'licensedItemName':'Modeller','requestId':'r1','errorInfo':{'error':'insufficientSeats'}}},"
  "{'eventType':'UserAuthenticated','eventId':'c','eventReceived':1792000003000000000,'data':{'"
  "userId':"
  "'u1','seats':null,'note':'line\\nbreak, Caf\\u00e9'}},"
  "{'eventType':'LicenseReleased','eventId':'d','eventReceived':1792000004000000000,'data':{'"
  "userId':'u2',"
  "'requestId':'r2','errorInfo':{'error':'noSuchLease'}}},"
  "{'eventType':'demo','eventId':'e','data':'cipher text','eventKeyId':'k'}]";

static void
test_filter (void)
{
  World  world = new_world ();
  gint64 from, to;

  feed_fixture_add (world.log, events);
  assert_shown (&world, "a b c d e");
  g_assert_true (cue_feed_filter_is_empty (world.filter));

  cue_feed_filter_set_value (world.filter, CUE_FEED_FACET_TYPE, "LicenseConsumed");
  assert_shown (&world, "a b");
  cue_feed_filter_set_only_failed (world.filter, TRUE);
  assert_shown (&world, "b");
  cue_feed_filter_set_value (world.filter, CUE_FEED_FACET_TYPE, NULL);
  assert_shown (&world, "b d");
  cue_feed_filter_set_value (world.filter, CUE_FEED_FACET_RESULT, "noSuchLease");
  assert_shown (&world, "d");
  cue_feed_filter_reset (world.filter);
  assert_shown (&world, "a b c d e");
  cue_feed_filter_set_value (world.filter, CUE_FEED_FACET_USER, "u1");
  assert_shown (&world, "a c");
  cue_feed_filter_set_value (world.filter, CUE_FEED_FACET_USER, "");
  cue_feed_filter_set_value (world.filter, CUE_FEED_FACET_SUBJECT, "user u1");
  assert_shown (&world, "a");
  cue_feed_filter_reset (world.filter);
  cue_feed_filter_set_value (world.filter, CUE_FEED_FACET_LICENCE, "Modeller");
  assert_shown (&world, "a b");

  cue_feed_filter_reset (world.filter);
  cue_feed_filter_set_range (world.filter, BEGIN + 2 * SECOND, BEGIN + 4 * SECOND);
  assert_shown (&world, "b c");
  cue_feed_filter_get_range (world.filter, &from, &to);
  g_assert_cmpint (from, ==, BEGIN + 2 * SECOND);
  g_assert_cmpint (to, ==, BEGIN + 4 * SECOND);
  free_world (&world);
}

static void
test_text (void)
{
  static const struct {
    const char *text;
    const char *shown;
  } cases[] = {
    { "MODELLER", "a b" }, { "heros", "a" },
    { "cafe", "c" },       { "break,", "c" },
    { "cipher", "e" },     { "r1", "a b" },
    { "3", "a c" }, /* a number, and in the time of c */
    { "eventType", "" },   { "licensedItemName", "" },
    { "null", "" },        { "\"", "" },
    { "{", "" },           { "nowhere", "" },
  };
  World world = new_world ();

  feed_fixture_add (world.log, events);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].text);
    cue_feed_filter_set_text (world.filter, cases[i].text);
    assert_shown (&world, cases[i].shown);
  }
  cue_feed_filter_set_text (world.filter, NULL);
  assert_shown (&world, "a b c d e");
  free_world (&world);
}

static void
test_field (void)
{
  static const struct {
    const char *text;
    const char *shown;
  } cases[] = {
    { "data.userId=U1", "a c" },
    { " data.userId = u2 ", "b d" },
    { "data.seats", "a" },
    { "data.seats=3", "a" },
    { "data.anchors[].type=heros", "a" },
    { "data.anchors[0].type=heros", "" },
    { "data.anchors[1].type=heros", "a" },
    { "data.errorInfo.error", "b d" },
    { "data.note=line\nbreak, café", "c" },
    { "data.nowhere", "" },
    { "data.userId=", "a b c d" },
    { "", "a b c d e" },
  };
  World world = new_world ();
  g_autoptr (GError) error = NULL;

  feed_fixture_add (world.log, events);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) unexpected = NULL;

    g_test_message ("%s", cases[i].text);
    g_assert_true (cue_feed_filter_set_field_from_text (world.filter, cases[i].text, &unexpected));
    g_assert_no_error (unexpected);
    assert_shown (&world, cases[i].shown);
  }
  cue_feed_filter_set_field (world.filter, "data.seats", NULL);
  g_assert_false (cue_feed_filter_set_field_from_text (world.filter, "data..x=1", &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  assert_shown (&world, "a");
  g_clear_error (&error);
  g_assert_false (cue_feed_filter_set_field_from_text (world.filter, "=1", &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  free_world (&world);
}

/* What comes later is shown where it belongs; what goes, goes. */
static void
test_following (void)
{
  World  world = new_world ();
  gint64 ns = BEGIN + 3 * SECOND;

  cue_feed_filter_set_value (world.filter, CUE_FEED_FACET_TYPE, "demo");
  assert_shown (&world, "");
  feed_fixture_add (world.log, events);
  assert_shown (&world, "e");
  feed_fixture_add (world.log,
                    "[{'eventType':'demo','eventId':'g','eventReceived':1792000009000000000},"
                    "{'eventType':'other','eventId':'h','eventReceived':1792000009000000000}]");
  feed_fixture_add (world.log,
                    "[{'eventType':'demo','eventId':'f','eventReceived':1792000000000000000}]");
  assert_shown (&world, "f e g");
  g_assert_cmpuint (cue_filtered_feed_find_time (world.feed, ns), ==, 1);
  cue_feed_log_clear (world.log);
  assert_shown (&world, "");
  feed_fixture_add (world.log,
                    "[{'eventType':'demo','eventId':'i','eventReceived':1792000000000000000}]");
  assert_shown (&world, "i");
  free_world (&world);
}

/* Many at once, while the main loop runs: the listeners end where the list does. */
static guint n_replayed;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  g_assert_cmpuint (position + removed, <=, n_replayed);
  n_replayed = n_replayed - removed + added;
  g_assert_cmpuint (n_replayed, ==, g_list_model_get_n_items (model));
}

static void
test_filling (void)
{
  World  world = new_world ();
  gint64 until = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  for (guint i = 0; i < 10; i++) {
    g_autoptr (GString)
      text = feed_fixture_make_page (5000, BEGIN + (9 - i) * 5000 * SECOND, SECOND);
    g_autoptr (CueFeedPage) page = feed_fixture_read_bytes (text->str, (gssize) text->len, NULL);

    cue_feed_log_add (world.log, page, NULL);
  }
  cue_filtered_feed_settle (world.feed);
  n_replayed = 50000;
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world.feed)), ==, n_replayed);
  g_signal_connect (world.feed, "items-changed", G_CALLBACK (on_items_changed), NULL);
  cue_feed_filter_set_text (world.filter, "user-7");
  while (cue_filtered_feed_get_filling (world.feed) && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (cue_filtered_feed_get_filling (world.feed));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world.feed)), ==, 1000);
  g_assert_cmpuint (n_replayed, ==, 1000);
  for (guint i = 1; i < 1000; i++) {
    g_autoptr (CueFeedEvent) one = g_list_model_get_item (G_LIST_MODEL (world.feed), i - 1);
    g_autoptr (CueFeedEvent) two = g_list_model_get_item (G_LIST_MODEL (world.feed), i);

    g_assert_cmpint (cue_feed_event_get_received_ns (one), <, cue_feed_event_get_received_ns (two));
  }
  free_world (&world);
}

/* ---- groups -------------------------------------------------------------------------------- */

static void
assert_groups (CueFeedGroups *groups, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  cue_feed_groups_settle (groups);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (groups)); i++) {
    g_autoptr (CueFeedGroup) group = g_list_model_get_item (G_LIST_MODEL (groups), i);

    g_string_append_printf (text,
                            "%s%s:%u/%u@%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT
                            "#%" G_GUINT64_FORMAT,
                            i > 0 ? " " : "",
                            cue_feed_group_get_key (group),
                            cue_feed_group_get_count (group),
                            cue_feed_group_get_failed (group),
                            (cue_feed_group_get_first_ns (group) - BEGIN) / SECOND,
                            (cue_feed_group_get_last_ns (group) - BEGIN) / SECOND,
                            cue_feed_group_get_first_id (group));
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_groups (void)
{
  World world = new_world ();
  g_autoptr (CueFeedGroups) groups = cue_feed_groups_new (world.feed, CUE_FEED_GROUP_BY_TYPE);

  assert_groups (groups, "");
  feed_fixture_add (world.log, events);
  assert_groups (groups,
                 "LicenseConsumed:2/1@1-2#1 UserAuthenticated:1/0@3-3#3 LicenseReleased:1/1@4-4#4 "
                 "demo:1/0@4-4#5");
  cue_feed_groups_set_by (groups, CUE_FEED_GROUP_BY_USER);
  assert_groups (groups, "u1:2/0@1-3#1 u2:2/2@2-4#2 :1/0@4-4#5");
  cue_feed_groups_set_by (groups, CUE_FEED_GROUP_BY_REQUEST);
  assert_groups (groups, "r1:2/1@1-2#1 :2/0@3-4#3 r2:1/1@4-4#4");
  cue_feed_groups_set_by (groups, CUE_FEED_GROUP_BY_LICENCE);
  assert_groups (groups, ":3/1@3-4#3 Modeller:2/1@1-2#1");
  cue_feed_groups_set_by (groups, CUE_FEED_GROUP_BY_RESULT);
  assert_groups (groups, ":3/0@1-4#1 insufficientSeats:1/1@2-2#2 noSuchLease:1/1@4-4#4");
  cue_feed_filter_set_only_failed (world.filter, TRUE);
  assert_groups (groups, "insufficientSeats:1/1@2-2#2 noSuchLease:1/1@4-4#4");
  cue_feed_log_clear (world.log);
  assert_groups (groups, "");
  free_world (&world);
}

/* More groups than are listed: the largest are, and all are counted. */
static void
test_many_groups (void)
{
  World world = new_world ();
  g_autoptr (CueFeedGroups) groups = cue_feed_groups_new (world.feed, CUE_FEED_GROUP_BY_REQUEST);
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (CueFeedPage) page = NULL;
  gint64 until = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  guint  before = G_MAXUINT;

  for (guint i = 0; i < 12000; i++)
    for (guint j = 0; j <= (i % 4000 == 0 ? i / 1000 : 0); j++)
      g_string_append_printf (text,
                              "%s{\"eventReceived\":1792000000,\"data\":{\"requestId\":\"%u\"}}",
                              text->len > 1 ? "," : "",
                              i);
  g_string_append_c (text, ']');
  page = feed_fixture_read_bytes (text->str, (gssize) text->len, NULL);
  cue_feed_log_add (world.log, page, NULL);
  g_assert_true (cue_feed_groups_get_filling (groups));
  while (cue_feed_groups_get_filling (groups) && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (cue_feed_groups_get_n_groups (groups), ==, 12000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (groups)), ==, CUE_FEED_GROUPS_MAX);
  for (guint i = 0; i < CUE_FEED_GROUPS_MAX; i++) {
    g_autoptr (CueFeedGroup) group = g_list_model_get_item (G_LIST_MODEL (groups), i);

    if (i == 0)
      g_assert_cmpuint (cue_feed_group_get_count (group), ==, 9);
    if (i == 1)
      g_assert_cmpuint (cue_feed_group_get_count (group), ==, 5);
    g_assert_cmpuint (cue_feed_group_get_count (group), <=, before);
    before = cue_feed_group_get_count (group);
  }
  free_world (&world);
}

/* ---- histogram ----------------------------------------------------------------------------- */

static void
test_histogram (void)
{
  World world = new_world ();
  g_autoptr (CueFeedHistogram) histogram = cue_feed_histogram_new (world.log, world.filter);
  CueFeedBin bin;

  cue_feed_histogram_settle (histogram);
  g_assert_cmpuint (cue_feed_histogram_get_n_bins (histogram), ==, 0);
  feed_fixture_add (world.log, events);
  cue_feed_histogram_set_wanted_bins (histogram, 4);
  cue_feed_histogram_settle (histogram);
  g_assert_cmpuint (cue_feed_histogram_get_n_bins (histogram), ==, 4);
  for (guint i = 0; i < 4; i++) {
    cue_feed_histogram_get_bin (histogram, i, &bin);
    g_assert_cmpint (bin.from_ns, ==, BEGIN + (i + 1) * SECOND);
    g_assert_cmpint (bin.to_ns, ==, BEGIN + (i + 2) * SECOND);
    g_assert_cmpuint (bin.count, ==, 1);
    g_assert_cmpuint (bin.failed, ==, i % 2);
  }
  g_assert_cmpuint (cue_feed_histogram_get_highest (histogram), ==, 1);
  g_assert_cmpuint (cue_feed_histogram_get_untimed (histogram), ==, 1);

  /* The range of the filter is not its business, the rest is. */
  cue_feed_filter_set_range (world.filter, BEGIN, BEGIN + 1);
  g_assert_false (cue_feed_histogram_get_filling (histogram));
  cue_feed_filter_set_value (world.filter, CUE_FEED_FACET_USER, "u2");
  g_assert_true (cue_feed_histogram_get_filling (histogram));
  cue_feed_histogram_settle (histogram);
  cue_feed_histogram_get_bin (histogram, 0, &bin);
  g_assert_cmpuint (bin.count, ==, 0);
  cue_feed_histogram_get_bin (histogram, 3, &bin);
  g_assert_cmpuint (bin.count, ==, 1);
  cue_feed_filter_reset (world.filter);

  /* A range of its own. */
  cue_feed_histogram_set_range (histogram, BEGIN + 2 * SECOND, BEGIN + 4 * SECOND);
  cue_feed_histogram_settle (histogram);
  g_assert_cmpuint (cue_feed_histogram_get_n_bins (histogram), ==, 4);
  cue_feed_histogram_get_bin (histogram, 0, &bin);
  g_assert_cmpint (bin.to_ns - bin.from_ns, ==, SECOND / 2);
  g_assert_cmpuint (bin.count, ==, 1);
  cue_feed_histogram_get_bin (histogram, 2, &bin);
  g_assert_cmpuint (bin.count, ==, 1);
  free_world (&world);
}

/* Followed: what comes at the end is counted at once while it fits, and once only. */
static void
test_histogram_end (void)
{
  World world = new_world ();
  g_autoptr (CueFeedHistogram) histogram = cue_feed_histogram_new (world.log, world.filter);
  CueFeedBin bin;

  feed_fixture_add (world.log, events);
  cue_feed_histogram_set_wanted_bins (histogram, 4);
  cue_feed_filter_set_only_failed (world.filter, TRUE);
  cue_feed_histogram_settle (histogram);
  feed_fixture_add (world.log,
                    "[{'eventId':'f','eventReceived':1792000004500000000,'data':{'errorInfo':{'"
                    "error':"
                    "'x'}}},{'eventId':'g','eventReceived':1792000004600000000}]");
  g_assert_false (cue_feed_histogram_get_filling (histogram));
  cue_feed_histogram_get_bin (histogram, 3, &bin);
  g_assert_cmpuint (bin.count, ==, 2);
  g_assert_cmpuint (cue_feed_histogram_get_highest (histogram), ==, 2);
  /* This needs other bins, and that one stands before what was counted. */
  feed_fixture_add (world.log, "[{'eventId':'h','eventReceived':1792000100000000000}]");
  g_assert_true (cue_feed_histogram_get_filling (histogram));
  cue_feed_histogram_settle (histogram);
  cue_feed_histogram_get_bin (histogram, 0, &bin);
  g_assert_cmpuint (bin.count, ==, 3);
  feed_fixture_add (world.log, "[{'eventId':'i','eventReceived':1792000050000000000}]");
  g_assert_true (cue_feed_histogram_get_filling (histogram));
  free_world (&world);
}

/* Bins of a day begin at midnight here, and hold all of it. */
static void
test_histogram_days (void)
{
  World world = new_world ();
  g_autoptr (CueFeedHistogram) histogram = cue_feed_histogram_new (world.log, world.filter);
  g_autoptr (GString) text = feed_fixture_make_page (2400, BEGIN, 3600 * SECOND);
  g_autoptr (CueFeedPage) page = feed_fixture_read_bytes (text->str, (gssize) text->len, NULL);
  guint n = 0;

  cue_feed_log_add (world.log, page, NULL);
  cue_feed_histogram_settle (histogram);
  g_assert_cmpuint (cue_feed_histogram_get_n_bins (histogram), ==, 101);
  for (guint i = 0; i < 101; i++) {
    CueFeedBin bin;
    g_autoptr (GDateTime) begin = NULL;

    cue_feed_histogram_get_bin (histogram, i, &bin);
    n += bin.count;
    if (i > 0 && i < 100)
      g_assert_cmpuint (bin.count, ==, 24);
    if (i == 0) {
      begin = g_date_time_new_from_unix_local (bin.from_ns / SECOND);
      g_assert_cmpint (g_date_time_get_hour (begin), ==, 0);
      g_assert_cmpint (g_date_time_get_minute (begin), ==, 0);
    }
  }
  g_assert_cmpuint (n, ==, 2400);
  free_world (&world);
}

/* ---- drift --------------------------------------------------------------------------------- */

static void
assert_drift (CueFeedDrift *drift, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  cue_feed_drift_settle (drift);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (drift)); i++) {
    g_autoptr (CueFeedDriftItem) item = g_list_model_get_item (G_LIST_MODEL (drift), i);

    g_string_append_printf (text,
                            "%s%s/%s@%" G_GINT64_FORMAT "x%" G_GUINT64_FORMAT,
                            i > 0 ? " " : "",
                            cue_feed_drift_item_get_event_type (item),
                            cue_feed_drift_item_get_path (item) != NULL
                              ? cue_feed_drift_item_get_path (item)
                              : "*",
                            (cue_feed_drift_item_get_first_ns (item) - BEGIN) / SECOND,
                            cue_feed_drift_item_get_count (item));
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_drift (void)
{
  World world = new_world ();
  g_autoptr (CueFeedDrift) drift = cue_feed_drift_new (world.log);

  feed_fixture_add (
    world.log,
    "[{'eventType':'A','eventId':'1','eventReceived':1792000001000000000,'data':{'x':1,'l':[{'p':1}"
    ",{'p':2}]}},"
    "{'eventType':'A','eventId':'2','eventReceived':1792000002000000000,'data':{'x':null}},"
    "{'eventType':'A','eventId':'3','eventReceived':1792000011000000000,'data':{'x':1,'y':{'z':2}}}"
    ","
    "{'eventType':'A','eventId':'4','eventReceived':1792000012000000000,'data':{'x':1,'l':[{'p':1},"
    "{'q':2}]}},"
    "{'eventType':'B','eventId':'5','eventReceived':1792000013000000000,'data':{'x':1}},"
    "{'eventType':'B','eventId':'6','eventReceived':1792000014000000000,'data':{'v':1}},"
    "{'eventType':'A','eventId':'7','eventReceived':1792000015000000000,'data':{'x':1,'y':{'z':2}}}"
    "]");
  assert_drift (drift, "");
  g_assert_true (cue_feed_drift_get_has_before (drift));
  cue_feed_drift_set_since_ns (drift, BEGIN + 10 * SECOND);
  assert_drift (drift, "A/data.y@11x2 A/data.y.z@11x2 A/data.l[].q@12x1 B/*@13x2");

  /* An older page tells that it is not new after all. */
  feed_fixture_add (world.log,
                    "[{'eventType':'B','eventId':'0','eventReceived':1792000000000000000,'data':{'"
                    "x':1}}]");
  assert_drift (drift, "A/data.y@11x2 A/data.y.z@11x2 A/data.l[].q@12x1 B/data.v@14x1");

  /* With nothing before there is nothing to compare with. */
  cue_feed_drift_set_since_ns (drift, BEGIN);
  g_assert_false (cue_feed_drift_get_has_before (drift));
  assert_drift (drift, "");
  cue_feed_log_clear (world.log);
  assert_drift (drift, "");
  free_world (&world);
}

/* More kinds of events than are told apart: said, and nothing is taken for what it is not. */
static void
test_many_shapes (void)
{
  World world = new_world ();
  g_autoptr (CueFeedDrift) drift = cue_feed_drift_new (world.log);
  g_autoptr (GString) text = g_string_new ("[{\"eventType\":\"A\",\"eventReceived\":1700000000}");
  g_autoptr (CueFeedPage) page = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (
      text, ",{\"eventType\":\"B\",\"eventReceived\":1792000000,\"data\":{\"f%u\":1}}", i);
  g_string_append_c (text, ']');
  page = feed_fixture_read_bytes (text->str, (gssize) text->len, NULL);
  g_assert_true (cue_feed_drift_get_complete (drift));
  cue_feed_log_add (world.log, page, NULL);
  cue_feed_drift_set_since_ns (drift, BEGIN);
  g_assert_false (cue_feed_drift_get_complete (drift));
  assert_drift (drift, "B/*@0x4095");
  cue_feed_log_clear (world.log);
  g_assert_true (cue_feed_drift_get_complete (drift));
  free_world (&world);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tenduke/feed-figures/filter", test_filter);
  g_test_add_func ("/tenduke/feed-figures/text", test_text);
  g_test_add_func ("/tenduke/feed-figures/field", test_field);
  g_test_add_func ("/tenduke/feed-figures/following", test_following);
  g_test_add_func ("/tenduke/feed-figures/filling", test_filling);
  g_test_add_func ("/tenduke/feed-figures/groups", test_groups);
  g_test_add_func ("/tenduke/feed-figures/many-groups", test_many_groups);
  g_test_add_func ("/tenduke/feed-figures/histogram", test_histogram);
  g_test_add_func ("/tenduke/feed-figures/histogram-end", test_histogram_end);
  g_test_add_func ("/tenduke/feed-figures/histogram-days", test_histogram_days);
  g_test_add_func ("/tenduke/feed-figures/drift", test_drift);
  g_test_add_func ("/tenduke/feed-figures/many-shapes", test_many_shapes);
  return g_test_run ();
}
