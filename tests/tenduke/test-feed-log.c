// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The list that pages of a feed become: order, overlaps, limits, and what belongs together. */

#include "feed-fixture.h"

#include <string.h>

#define NS(n)         "1792000000" n
#define EVENT(id, ns) "{'eventType':'A','eventId':'" id "','eventReceived':" NS (ns) "}"

static CueFeedLog *
new_log (void)
{
  return cue_feed_log_new (CUE_FEED_LOG_DEFAULT_ROWS, CUE_FEED_LOG_DEFAULT_BYTES);
}

static char *
get_ids (CueFeedLog *log)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (log)); i++) {
    g_autoptr (CueFeedEvent) event = feed_fixture_get (log, i);
    const char *id = cue_feed_event_get_text (event, CUE_FEED_TEXT_ID);

    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", id != NULL ? id : "-");
  }
  return g_string_free (ids, FALSE);
}

static void
assert_ids (CueFeedLog *log, const char *expected)
{
  g_autofree char *ids = get_ids (log);

  g_assert_cmpstr (ids, ==, expected);
}

/* What listeners were told, replayed on a copy: it must end as the list is. */
typedef struct {
  CueFeedLog *log;
  GArray     *ids;
  guint       n_changes;
} Mirror;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Mirror *mirror = data;

  mirror->n_changes++;
  g_assert_cmpuint (position + removed, <=, mirror->ids->len);
  if (removed > 0)
    g_array_remove_range (mirror->ids, position, removed);
  for (guint i = 0; i < added; i++) {
    g_autoptr (CueFeedEvent) event = g_list_model_get_item (model, position + i);
    const guint64 id = cue_feed_event_get_id (event);

    g_array_insert_val (mirror->ids, position + i, id);
  }
}

static void
mirror_begin (Mirror *mirror, CueFeedLog *log)
{
  mirror->log = log;
  mirror->ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  mirror->n_changes = 0;
  g_signal_connect (log, "items-changed", G_CALLBACK (on_items_changed), mirror);
}

static void
mirror_end (Mirror *mirror)
{
  g_assert_cmpuint (mirror->ids->len, ==, g_list_model_get_n_items (G_LIST_MODEL (mirror->log)));
  for (guint i = 0; i < mirror->ids->len; i++) {
    g_autoptr (CueFeedEvent) event = feed_fixture_get (mirror->log, i);
    guint position;

    g_assert_cmpuint (cue_feed_event_get_id (event), ==, g_array_index (mirror->ids, guint64, i));
    g_assert_true (cue_feed_log_find (mirror->log, cue_feed_event_get_id (event), &position));
    g_assert_cmpuint (position, ==, i);
  }
  g_signal_handlers_disconnect_by_data (mirror->log, mirror);
  g_array_unref (mirror->ids);
}

/* TB-8: pages in any order, overlapping, with equal times. */
static void
test_order (void)
{
  g_autoptr (CueFeedLog) log = new_log ();
  Mirror       mirror;
  CueFeedTaken taken;

  mirror_begin (&mirror, log);
  taken = feed_fixture_add (log, "[" EVENT ("d", "400") "," EVENT ("e", "500") "]");
  g_assert_cmpuint (taken.added, ==, 2);
  g_assert_cmpuint (taken.first_id, ==, 1);
  /* Newer; what both pages have is there once. */
  taken = feed_fixture_add (log, "[" EVENT ("e", "500") "," EVENT ("f", "600") "]");
  g_assert_cmpuint (taken.added, ==, 1);
  g_assert_cmpuint (taken.repeated, ==, 1);
  assert_ids (log, "d e f");
  /* Older, and out of order in itself. */
  taken =
    feed_fixture_add (log,
                      "[" EVENT ("b", "200") "," EVENT ("a", "100") "," EVENT ("d", "400") "]");
  g_assert_cmpuint (taken.added, ==, 2);
  assert_ids (log, "a b d e f");
  /* In between, and all over the place. */
  feed_fixture_add (log,
                    "[" EVENT ("g", "700") "," EVENT ("c", "300") "," EVENT ("0", "050") "," EVENT (
                      "e2", "500") "," EVENT ("e3", "500") "]");
  assert_ids (log, "0 a b c d e e2 e3 f g");
  g_assert_cmpuint (cue_feed_log_get_repeated (log), ==, 2);
  g_assert_cmpuint (cue_feed_log_find_time (log, G_GINT64_CONSTANT (1792000000500000000)), ==, 5);
  g_assert_cmpuint (cue_feed_log_find_time (log, G_GINT64_CONSTANT (1792000000500000001)), ==, 8);
  g_assert_cmpuint (cue_feed_log_find_time (log, G_MAXINT64), ==, 10);
  g_assert_cmpint (cue_feed_log_get_oldest_ns (log), ==, G_GINT64_CONSTANT (1792000000050000000));
  g_assert_cmpint (cue_feed_log_get_newest_ns (log), ==, G_GINT64_CONSTANT (1792000000700000000));
  g_assert_cmpuint (mirror.n_changes, ==, 4);
  mirror_end (&mirror);
}

/* TB-7: ids are not unique, and may be missing. */
static void
test_duplicates (void)
{
  g_autoptr (CueFeedLog) log = new_log ();
  g_autoptr (CueFeedEvent) first = NULL;
  g_autoptr (CueFeedEvent) second = NULL;
  g_autoptr (CueFeedEvent) other = NULL;
  CueFeedTaken taken;

  /* Twice in one page, even with the same bytes: both are kept. */
  taken = feed_fixture_add (log,
                            "[" EVENT ("a", "100") "," EVENT ("a", "100") "," EVENT (
                              "b", "200") ",{'eventId':'\\u0062','eventReceived':" NS ("300") "}]");
  g_assert_cmpuint (taken.added, ==, 4);
  g_assert_cmpuint (taken.duplicates, ==, 2);
  first = feed_fixture_get (log, 0);
  second = feed_fixture_get (log, 1);
  other = feed_fixture_get (log, 2);
  g_assert_cmpuint (cue_feed_event_get_marks (first), ==, CUE_FEED_MARK_DUPLICATE);
  g_assert_cmpuint (cue_feed_event_get_marks (second), ==, CUE_FEED_MARK_DUPLICATE);
  /* However it is written. */
  g_assert_cmpuint (cue_feed_event_get_marks (other), ==, CUE_FEED_MARK_DUPLICATE);

  /* Sent again later: another event with the same id; who holds the first is told. */
  feed_fixture_add (log, "[" EVENT ("n", "310") ",{'eventId':7,'eventReceived':" NS ("320") "}]");
  g_clear_object (&other);
  other = cue_feed_log_get_event (log, 5);
  g_assert_cmpuint (cue_feed_event_get_marks (other), ==, 0);
  taken = feed_fixture_add (log, "[" EVENT ("n", "800") "," EVENT ("7", "810") "]");
  g_assert_cmpuint (taken.duplicates, ==, 2);
  g_assert_cmpuint (cue_feed_event_get_marks (other), ==, CUE_FEED_MARK_DUPLICATE);
  taken = feed_fixture_add (log, "[" EVENT ("b", "900") "]");
  g_assert_cmpuint (taken.added, ==, 1);
  g_assert_cmpuint (taken.duplicates, ==, 1);

  /* Without an id: the same bytes from another page are the same event, others are not. */
  taken =
    feed_fixture_add (log, "[{'eventReceived':" NS ("950") "},{'eventReceived':" NS ("950") "}]");
  g_assert_cmpuint (taken.added, ==, 2);
  g_assert_cmpuint (taken.duplicates, ==, 0);
  taken =
    feed_fixture_add (log, "[{'eventReceived':" NS ("950") "},{'eventReceived':" NS ("951") "}]");
  g_assert_cmpuint (taken.added, ==, 1);
  g_assert_cmpuint (taken.repeated, ==, 1);
  /* Without id and time nothing says that it is the same. */
  feed_fixture_add (log, "[{'data':{'a':1}}]");
  taken = feed_fixture_add (log, "[{'data':{'a':1}}]");
  g_assert_cmpuint (taken.added, ==, 1);
  /* The same id and time, written in another way. */
  taken = feed_fixture_add (log, "[{'eventReceived':" NS ("100") ", 'eventId':'a'}]");
  g_assert_cmpuint (taken.repeated, ==, 1);
}

/* One id for everything must not make taking slow, and no event is lost by it. */
static void
test_same_id (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (CueFeedLog) log = new_log ();
  g_autoptr (CueFeedPage) page = NULL;
  CueFeedTaken taken;

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (text,
                            "%s{\"eventId\":\"x\",\"eventReceived\":%u}",
                            i > 0 ? "," : "",
                            1700000000 + i);
  g_string_append_c (text, ']');
  page = feed_fixture_read_bytes (text->str, (gssize) text->len, NULL);
  cue_feed_log_add (log, page, &taken);
  g_assert_cmpuint (taken.added, ==, 50000);
  g_assert_cmpuint (taken.duplicates, ==, 49999);
}

/* An event that does not say when it came stands where it came. */
static void
test_untimed (void)
{
  g_autoptr (CueFeedLog) log = new_log ();

  feed_fixture_add (log,
                    "[{'eventId':'x'}," EVENT ("a", "100") ",{'eventId':'y','eventReceived':'?'},"
                                                           "{'eventId':'z','eventReceived':-5}"
                                                           "," EVENT ("b", "200") "]");
  assert_ids (log, "x a y z b");
  g_assert_cmpint (cue_feed_log_get_oldest_ns (log), ==, G_GINT64_CONSTANT (1792000000100000000));
  feed_fixture_add (log, "[" EVENT ("c", "150") "]");
  assert_ids (log, "x a y z c b");
}

static void
test_objects (void)
{
  g_autoptr (CueFeedLog) log = new_log ();
  g_autoptr (CueFeedEvent) held = NULL;
  g_autoptr (CueFeedEvent) again = NULL;
  g_autoptr (CueFeedEvent) gone = NULL;
  guint64 id;

  feed_fixture_add (log, "[" EVENT ("b", "200") "]");
  held = feed_fixture_get (log, 0);
  id = cue_feed_event_get_id (held);
  feed_fixture_add (log, "[" EVENT ("a", "100") "]");
  again = feed_fixture_get (log, 1);
  g_assert_true (held == again);
  g_assert_cmpuint (cue_feed_event_get_id (again), ==, id);
  g_assert_null (cue_feed_log_get_event (log, 0));
  g_assert_null (cue_feed_log_get_event (log, 3));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (log), 2));

  /* What somebody holds stays what it is; its id means nothing else later. */
  cue_feed_log_clear (log);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 0);
  g_assert_cmpstr (cue_feed_event_get_text (held, CUE_FEED_TEXT_ID), ==, "b");
  feed_fixture_add (log, "[" EVENT ("c", "300") "]");
  gone = cue_feed_log_get_event (log, id);
  g_assert_null (gone);
  assert_ids (log, "c");
}

static void
test_limit_newer (void)
{
  g_autoptr (CueFeedLog) log = cue_feed_log_new (10000, CUE_FEED_LOG_DEFAULT_BYTES);
  g_autofree char *words = NULL;
  Mirror           mirror;
  guint            n;
  CueFeedTaken     taken;
  g_autoptr (GString) last = NULL;
  g_autoptr (CueFeedPage) page = NULL;

  mirror_begin (&mirror, log);
  for (guint i = 0; i < 30; i++) {
    g_autoptr (GString) text =
      feed_fixture_make_page (1000, G_GINT64_CONSTANT (1792000000000000000) + i * 1000000, 1000);
    g_autoptr (CueFeedPage) piece = feed_fixture_read_bytes (text->str, (gssize) text->len, NULL);

    cue_feed_log_add (log, piece, &taken);
    g_assert_cmpuint (taken.added, ==, 1000);
    g_assert_cmpuint (taken.refused, ==, 0);
  }
  n = g_list_model_get_n_items (G_LIST_MODEL (log));
  g_assert_cmpuint (n, <=, 10000);
  g_assert_cmpuint (n, >, 4000);
  g_assert_cmpuint (cue_feed_log_get_dropped (log), ==, 30000 - n);
  g_assert_cmpuint (cue_feed_log_get_failed (log), ==, n / 10);
  g_assert_false (cue_feed_log_get_full (log));
  words = cue_feed_log_dup_limit_words (log);
  g_assert_nonnull (strstr (words, "10000"));
  g_assert_cmpint (cue_feed_log_get_newest_ns (log),
                   ==,
                   G_GINT64_CONSTANT (1792000000000000000) + 29 * 1000000 + 999 * 1000);
  /* What is still there is still known. */
  last =
    feed_fixture_make_page (1000, G_GINT64_CONSTANT (1792000000000000000) + 29 * 1000000, 1000);
  page = feed_fixture_read_bytes (last->str, (gssize) last->len, NULL);
  cue_feed_log_add (log, page, &taken);
  g_assert_cmpuint (taken.repeated, ==, 1000);
  mirror_end (&mirror);
}

static void
test_limit_older (void)
{
  g_autoptr (CueFeedLog) log = cue_feed_log_new (3, CUE_FEED_LOG_DEFAULT_BYTES);
  g_autofree char *none = NULL;
  g_autofree char *words = NULL;
  CueFeedTaken     taken;

  feed_fixture_add (log, "[" EVENT ("d", "400") "," EVENT ("e", "500") "," EVENT ("f", "600") "]");
  none = cue_feed_log_dup_limit_words (log);
  g_assert_null (none);
  taken = feed_fixture_add (log, "[" EVENT ("a", "100") "," EVENT ("b", "200") "]");
  g_assert_cmpuint (taken.refused, ==, 2);
  g_assert_cmpuint (taken.added, ==, 0);
  g_assert_true (cue_feed_log_get_full (log));
  words = cue_feed_log_dup_limit_words (log);
  g_assert_nonnull (strstr (words, "is full"));
  assert_ids (log, "d e f");
}

/* A large answer is the store itself; of one that was nearly all there before, what is new is
 * copied. */
static void
test_bodies (void)
{
  const gint64 begin = G_GINT64_CONSTANT (1792000000000000000);
  g_autoptr (CueFeedLog) log = new_log ();
  g_autoptr (GString) text = feed_fixture_make_page (40000, begin, 1000);
  g_autoptr (GString) later = feed_fixture_make_page (40000, begin + 100 * 1000, 1000);
  g_autoptr (CueFeedPage) page = feed_fixture_read_bytes (text->str, (gssize) text->len, NULL);
  g_autoptr (CueFeedPage) next = feed_fixture_read_bytes (later->str, (gssize) later->len, NULL);
  g_autoptr (CueFeedEvent) event = NULL;
  CueFeedTaken taken;
  gsize        before;

  cue_feed_log_add (log, page, &taken);
  g_assert_cmpuint (taken.added, ==, 40000);
  before = cue_feed_log_get_bytes (log);
  g_assert_cmpuint (before, <, text->len * 2);
  cue_feed_log_add (log, next, &taken);
  g_assert_cmpuint (taken.added, ==, 100);
  g_assert_cmpuint (taken.repeated, ==, 39900);
  g_assert_cmpuint (cue_feed_log_get_bytes (log), <, before + text->len / 10);
  g_clear_object (&next);
  event = feed_fixture_get (log, 40099);
  g_assert_cmpstr (cue_feed_event_get_text (event, CUE_FEED_TEXT_ID), ==, "id-1792000000040099000");
  /* And a small page after it goes where it belongs. */
  feed_fixture_add (log, "[" EVENT ("late", "000000500") "]");
  g_clear_object (&event);
  event = feed_fixture_get (log, 1);
  g_assert_cmpstr (cue_feed_event_get_text (event, CUE_FEED_TEXT_ID), ==, "late");
}

static void
assert_related (CueFeedLog     *log,
                guint64         id,
                CueFeedRelation relation,
                guint           most,
                const char     *expected)
{
  g_autoptr (GArray) ids = cue_feed_log_find_related (log, id, relation, most);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text,
                            "%s%" G_GUINT64_FORMAT,
                            i > 0 ? " " : "",
                            g_array_index (ids, guint64, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_related (void)
{
  g_autoptr (CueFeedLog) log = new_log ();

  feed_fixture_add (
    log,
    "[{'eventReceived':" NS (
      "500") ",'data':{'requestId':'r','leaseId':'l','userId':'u'}},"
             "{'eventReceived':" NS (
               "600") ",'data':{'requestId':'r','userId':'v'}},"
                      "{'eventReceived':" NS (
                        "700") ",'data':{'leaseId':'l','userId':'u'}},"
                               "{'eventReceived':" NS (
                                 "800") ",'eventObjectType':'user','eventObjectId':'u'},"
                                        "{'eventReceived':" NS (
                                          "900") ",'data':{'requestId':'','userId':null}}]");
  feed_fixture_add (log, "[{'eventReceived':" NS ("100") ",'data':{'userId':'u'}}]");
  assert_related (log, 1, CUE_FEED_RELATION_REQUEST, 10, "1 2");
  assert_related (log, 1, CUE_FEED_RELATION_LEASE, 10, "1 3");
  assert_related (log, 1, CUE_FEED_RELATION_USER, 10, "6 1 3 4");
  assert_related (log, 1, CUE_FEED_RELATION_USER, 3, "6 1 3");
  assert_related (log, 4, CUE_FEED_RELATION_USER, 2, "3 4");
  assert_related (log, 5, CUE_FEED_RELATION_REQUEST, 10, "");
  assert_related (log, 5, CUE_FEED_RELATION_USER, 10, "");
  assert_related (log, 77, CUE_FEED_RELATION_USER, 10, "");
}

static void
test_values (void)
{
  static const struct {
    const char *path;
    const char *value; /* nullable */
  } cases[] = {
    { "eventId", "a" },
    { "data.deep.list[1].name", "two" },
    { "$.data.deep.list[1].name", "two" },
    { "data.deep.list[].other", "yes" },
    { "data.deep.list[*].other", "yes" },
    { "data.deep.list[7].name", NULL },
    { "data[\"odd key.\"]", "ü" },
    { "data.number", "1792000000123456789" },
    { "data.flag", "true" },
    { "data.nothing", NULL },
    { "data.deep", "{\"list\":[{\"name\":\"one\"},{\"name\":\"two\",\"other\":\"yes\"}]}" },
    { "data.eventId", NULL },
    { "eventId.more", NULL },
    { "", NULL },
    { "data..x", NULL },
    { "data[", NULL },
    { "data[x]", NULL },
    { "data[\"x]", NULL },
    { "data[99999999999]", NULL },
  };
  g_autoptr (CueFeedLog) log = new_log ();
  g_autoptr (CueFeedEvent) event = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) types = NULL;
  GString *joined = g_string_new (NULL);

  feed_fixture_add (
    log,
    "[{'eventType':'B','eventId':'a','data':{'deep':{'list':[{'name':'one'},{'name':'two',"
    "'other':'yes'}]},'odd key.':'\\u00fc','number':1792000000123456789,'flag':true,"
    "'nothing':null}},{'eventType':'A'}]");
  event = feed_fixture_get (log, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *value = cue_feed_event_dup_value (event, cases[i].path);

    g_test_message ("%s", cases[i].path);
    g_assert_cmpstr (value, ==, cases[i].value);
  }
  paths = cue_feed_log_get_paths (log);
  for (guint i = 0; i < paths->len; i++)
    g_string_append_printf (joined, "%s ", (char *) g_ptr_array_index (paths, i));
  g_assert_cmpstr (joined->str,
                   ==,
                   "data data.deep data.deep.list data.deep.list[].name data.deep.list[].other "
                   "data.flag data.nothing data.number data[\"odd key.\"] eventId eventType ");
  types = cue_feed_log_get_types (log);
  g_assert_cmpuint (types->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (types, 0), ==, "A");
  g_string_free (joined, TRUE);
}

/* ---- bit by bit ------------------------------------------------------------------------------ */

typedef struct {
  guint        n_done;
  gboolean     ok;
  CueFeedTaken taken;
  GError      *error;
} Answer;

static void
on_added (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->n_done++;
  g_clear_error (&answer->error);
  answer->ok =
    cue_feed_log_add_finish (CUE_FEED_LOG (source), result, &answer->taken, &answer->error);
}

static void
wait_for (Answer *answer, guint n)
{
  gint64 until = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (answer->n_done < n && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (answer->n_done, ==, n);
}

static void
test_bit_by_bit (void)
{
  const gint64 begin = G_GINT64_CONSTANT (1792000000000000000);
  g_autoptr (CueFeedLog) log = new_log ();
  g_autoptr (GString) text = feed_fixture_make_page (30000, begin, 1000);
  g_autoptr (GString) later = feed_fixture_make_page (10, begin + 30000 * 1000, 1000);
  g_autoptr (CueFeedPage) page = feed_fixture_read_bytes (text->str, (gssize) text->len, NULL);
  g_autoptr (CueFeedPage) next = feed_fixture_read_bytes (later->str, (gssize) later->len, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer   answer = { 0 };
  gboolean taking;
  Mirror   mirror;

  mirror_begin (&mirror, log);
  cue_feed_log_add_async (log, page, NULL, on_added, &answer);
  cue_feed_log_add_async (log, next, NULL, on_added, &answer);
  g_object_get (log, "taking", &taking, NULL);
  g_assert_true (taking);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 0);
  wait_for (&answer, 2);
  g_assert_true (answer.ok);
  g_assert_cmpuint (answer.taken.added, ==, 10);
  g_assert_cmpuint (answer.taken.first_id, ==, 30001);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 30010);
  g_assert_cmpuint (mirror.n_changes, ==, 2);
  g_object_get (log, "taking", &taking, NULL);
  g_assert_false (taking);

  /* What is cancelled says so; one at once takes those before it in too. */
  cue_feed_log_clear (log);
  cue_feed_log_add_async (log, page, NULL, on_added, &answer);
  cue_feed_log_add (log, next, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 30010);
  wait_for (&answer, 3);
  g_assert_true (answer.ok);
  g_cancellable_cancel (cancellable);
  cue_feed_log_clear (log);
  cue_feed_log_add_async (log, page, cancellable, on_added, &answer);
  wait_for (&answer, 4);
  g_assert_false (answer.ok);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* Cleared while it waits. */
  cue_feed_log_add_async (log, page, NULL, on_added, &answer);
  cue_feed_log_clear (log);
  wait_for (&answer, 5);
  g_assert_false (answer.ok);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 0);
  g_clear_error (&answer.error);
  mirror_end (&mirror);
}

/* Pages of all sizes at random places: whatever the order, the list is what a sort would make. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (CueFeedLog) log = new_log ();
  g_autoptr (GHashTable)
    expected = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Mirror mirror;
  gint64 before = 0;

  mirror_begin (&mirror, log);
  for (guint i = 0; i < 60; i++) {
    gint64 first =
      G_GINT64_CONSTANT (1792000000000000000) + g_rand_int_range (random, 0, 3000) * 1000;
    guint n = (guint) g_rand_int_range (random, 0, 400);
    g_autoptr (GString) text = feed_fixture_make_page (n, first, 1000);
    g_autoptr (CueFeedPage) page = feed_fixture_read_bytes (text->str, (gssize) text->len, NULL);

    cue_feed_log_add (log, page, NULL);
    for (guint j = 0; j < n; j++) {
      gint64 ns = first + j * 1000;

      g_hash_table_add (expected, g_memdup2 (&ns, sizeof ns));
    }
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)),
                    ==,
                    g_hash_table_size (expected));
  for (guint i = 0; i < g_hash_table_size (expected); i++) {
    g_autoptr (CueFeedEvent) event = feed_fixture_get (log, i);
    gint64 ns = cue_feed_event_get_received_ns (event);

    g_assert_cmpint (ns, >, before);
    g_assert_true (g_hash_table_contains (expected, &ns));
    before = ns;
  }
  mirror_end (&mirror);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tenduke/feed-log/order", test_order);
  g_test_add_func ("/tenduke/feed-log/duplicates", test_duplicates);
  g_test_add_func ("/tenduke/feed-log/same-id", test_same_id);
  g_test_add_func ("/tenduke/feed-log/untimed", test_untimed);
  g_test_add_func ("/tenduke/feed-log/objects", test_objects);
  g_test_add_func ("/tenduke/feed-log/limit-newer", test_limit_newer);
  g_test_add_func ("/tenduke/feed-log/limit-older", test_limit_older);
  g_test_add_func ("/tenduke/feed-log/bodies", test_bodies);
  g_test_add_func ("/tenduke/feed-log/related", test_related);
  g_test_add_func ("/tenduke/feed-log/values", test_values);
  g_test_add_func ("/tenduke/feed-log/bit-by-bit", test_bit_by_bit);
  g_test_add_func ("/tenduke/feed-log/random", test_random);
  return g_test_run ();
}
