// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-groups.h"
#include "cue-feed-histogram.h"
#include "cue-feed-reader.h"
#include "cue-filtered-feed.h"

#include <glib/gstdio.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/*
 * A page of 200,000 events from its bytes to a list that is shown: how fast, with how much memory
 * beside the list, and for how long the main loop stands still. Then a million events: what they
 * take, and what filters, groups and one more page cost. Beside it, in the same run, jq reading the
 * same bytes.
 */

#define EVENTS     200000
#define MILLION    1000000
#define ROUNDS     5
#define SCREEN     60
#define START      G_GINT64_CONSTANT (1792000000000000000)
#define STEP       G_GINT64_CONSTANT (370000000)
#define USERS      5000
#define MAX_TURN   50.0
#define MIN_SPEED  150.0
#define MAX_MEMORY 1.2

static guint failures;

static void
report (const char *name, double figure, gboolean at_least, double limit, const char *unit)
{
  gboolean good = at_least ? figure >= limit : figure <= limit;

  printf ("%s: %.3g %s (limit %s %g %s) %s\n",
          name,
          figure,
          unit,
          at_least ? "at least" : "at most",
          limit,
          unit,
          good ? "ok" : "NOT MET");
  failures += good ? 0 : 1;
}

static double
now_seconds (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static double
heap_megabytes (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) (info.uordblks + info.hblkhd) / 1e6;
}

/* ---- events -------------------------------------------------------------------------------- */

static void
append_event (GString *text, GRand *random, guint number)
{
  static const char *const types[] = { "LicenseConsumed",   "LicenseConsumed",  "LicenseReleased",
                                       "UserAuthenticated", "LicenseConsumed",  "LicenseChecked",
                                       "TokenIssued",       "RequestProcessed", "LicenseReleased" };
  gint64  received = START + number * STEP + g_rand_int_range (random, 0, 100000000);
  guint   user = (guint) g_rand_int_range (random, 0, USERS);
  guint32 noise = g_rand_int (random);

  g_string_append_printf (
    text,
    "{\"eventType\":\"%s\",\"eventId\":\"%08x-5e4f-4b55-9d0c-%012x\",\"eventSourceId\":\"my-app-"
    "events\",\"eventObjectId\":\"7b1f6e9a-0000-4000-8000-%012x\",\"eventObjectType\":\"user\","
    "\"eventReceived\":%" G_GINT64_FORMAT ",\"version\":\"1.20.0\",\"data\":{"
    "\"licenseOwnerOrganizationId\":\"7b1f6e9a-0000-4000-8000-0000000000aa\",\"licensedItemId\":"
    "\"7b1f6e9a-0000-4000-8000-%012x\",\"licensedItemName\":\"Demo Modeller %u\",\"leaseId\":"
    "\"%08x-0000-4000-8000-0000000000ee\",\"consumptionMode\":\"cache\",\"userId\":\"7b1f6e9a-0000-"
    "4000-8000-%012x\",\"userType\":\"user\",\"requestId\":\"req-%08x\",\"eventTime\":"
    "%" G_GINT64_FORMAT "%s}}",
    types[number % G_N_ELEMENTS (types)],
    noise,
    number,
    user,
    received,
    user % 12,
    user % 12,
    noise ^ 0x5a5a5a5a,
    user,
    number / 2,
    received / 1000000,
    number % 40 == 0
      ? ",\"errorInfo\":{\"error\":\"insufficientSeats\",\"errorDescription\":\"No free "
        "seat\",\"errorUri\":null}"
      : "");
}

static GBytes *
make_page (guint first, guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (first);
  GString *text = g_string_sized_new ((gsize) n * 720);
  GBytes  *bytes;

  g_string_append (
    text, "{\"uri\":\"my-app-events\",\"objects\":[{\"instruction\":\"older\",\"url\":\"x\"}");
  for (guint i = 0; i < n; i++) {
    g_string_append_c (text, ',');
    append_event (text, random, first + i);
  }
  g_string_append (text, "]}");
  /* As much as there is: a GString has room up to the next power of two. */
  bytes = g_bytes_new (text->str, text->len);
  g_string_free (text, TRUE);
  return bytes;
}

/* ---- the way of a page ---------------------------------------------------------------------- */

typedef struct {
  CueFeedLog *log;
  gboolean    done;
  double      last;
  double      last_cpu;
  double      worst_ms;
  double      worst_cpu_ms;
} Run;

static void
on_taken (GObject *source, GAsyncResult *result, gpointer data)
{
  Run         *run = data;
  CueFeedTaken taken;

  if (!cue_feed_log_add_finish (run->log, result, &taken, NULL) || taken.refused > 0)
    g_error ("the page was not taken");
  run->done = TRUE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedPage) page = cue_feed_reader_read_finish (result, &error);

  if (page == NULL)
    g_error ("%s", error->message);
  cue_feed_log_add_async (run->log, page, NULL, on_taken, run);
}

/* How long the main loop was busy, looked at as often as a screen is drawn and at its priority. On
 * a computer with nothing else to do, the time of the processor is the time on the wall. */
static gboolean
on_tick (gpointer data)
{
  Run   *run = data;
  double now = now_seconds ();
  double cpu = cpu_seconds ();

  if (run->last > 0) {
    run->worst_ms = MAX (run->worst_ms, (now - run->last) * 1e3);
    run->worst_cpu_ms = MAX (run->worst_cpu_ms, (cpu - run->last_cpu) * 1e3);
  }
  run->last = now;
  run->last_cpu = cpu;
  return G_SOURCE_CONTINUE;
}

/* The longest of several. */
typedef struct {
  double wall_ms;
  double cpu_ms;
} Turns;

static guint
begin_turns (Run *run)
{
  run->last = 0;
  return g_timeout_add_full (G_PRIORITY_HIGH_IDLE + 20, 16, on_tick, run, NULL);
}

static void
end_turns (Run *run, guint tick, Turns *turns)
{
  on_tick (run);
  g_source_remove (tick);
  turns->wall_ms = MAX (turns->wall_ms, run->worst_ms);
  turns->cpu_ms = MAX (turns->cpu_ms, run->worst_cpu_ms);
}

static void
report_turns (const char *name, const Turns *turns)
{
  report (name, turns->cpu_ms, FALSE, MAX_TURN, "ms");
  printf ("  on the wall, other programs included: %.3g ms\n", turns->wall_ms);
}

static void
look_at_screen (GListModel *list, guint position)
{
  for (guint i = 0; i < SCREEN; i++) {
    g_autoptr (CueFeedEvent) event = g_list_model_get_item (list, position + i);

    if (event != NULL && cue_feed_event_get_text (event, CUE_FEED_TEXT_TYPE) == NULL)
      g_error ("an event without a type");
  }
}

/* From bytes to a list of which a screen was looked at. */
static double
show_page (CueFeedLog *log, CueFilteredFeed *feed, GBytes *body, Turns *turns)
{
  Run    run = { log, FALSE, 0, 0, 0, 0 };
  guint  tick = begin_turns (&run);
  double begin = now_seconds ();

  cue_feed_reader_read_async (body, NULL, on_read, &run);
  while (!run.done || cue_filtered_feed_get_filling (feed))
    g_main_context_iteration (NULL, TRUE);
  look_at_screen (G_LIST_MODEL (feed), g_list_model_get_n_items (G_LIST_MODEL (feed)) - SCREEN);
  end_turns (&run, tick, turns);
  return now_seconds () - begin;
}

/* The most the reader needs beside the bytes and what the log keeps: looked at when both the page
 * and the log have it all, which is when it is most. */
static double
measure_memory (GBytes *body)
{
  double before = heap_megabytes ();
  double with_both;
  double model;
  g_autoptr (CueFeedLog)
    log = cue_feed_log_new (CUE_FEED_LOG_DEFAULT_ROWS, CUE_FEED_LOG_DEFAULT_BYTES);
  CueFeedPage *page = cue_feed_reader_read (body, NULL);

  cue_feed_log_add (log, page, NULL);
  with_both = heap_megabytes () - before;
  g_object_unref (page);
  model = heap_megabytes () - before;
  printf ("  the page and the list: %.1f MB beside the body; the list alone: %.1f MB\n",
          with_both,
          model);
  return with_both - model;
}

static void
run_jq (GBytes *body, double megabytes)
{
  g_autofree char *jq = g_find_program_in_path ("jq");
  g_autofree char *directory = NULL;
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;
  char            *argv[] = { jq, "-c", ".objects | length", NULL, NULL };
  double           begin;
  int              status = 0;
  gsize            length;
  const char      *text = g_bytes_get_data (body, &length);

  if (jq == NULL) {
    printf ("jq: not on this computer, so there is nothing to compare with\n");
    return;
  }
  directory = g_dir_make_tmp ("cuelight-feed.XXXXXX", NULL);
  path = g_build_filename (directory, "feed.json", NULL);
  if (!g_file_set_contents (path, text, (gssize) length, NULL))
    g_error ("%s cannot be written", path);
  argv[3] = path;
  begin = now_seconds ();
  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, NULL))
    g_error ("jq cannot be run");
  printf ("jq, the same bytes: %.1f MB/s (%s elements)\n",
          megabytes / (now_seconds () - begin),
          g_strstrip (output));
  g_unlink (path);
  g_rmdir (directory);
}

static void
measure_page (void)
{
  g_autoptr (GBytes) body = make_page (0, EVENTS);
  double megabytes = (double) g_bytes_get_size (body) / 1e6;
  double best_read = 0;
  double best_shown = 0;
  Turns  turns = { 0, 0 };

  printf ("A page of %u events, %.0f MB\n", EVENTS, megabytes);
  for (guint i = 0; i < ROUNDS; i++) {
    double       begin = cpu_seconds ();
    CueFeedPage *page = cue_feed_reader_read (body, NULL);

    best_read = MAX (best_read, megabytes / (cpu_seconds () - begin));
    g_object_unref (page);
  }
  printf ("  read and checked, one thread: %.0f MB/s\n", best_read);
  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (CueFeedLog)
      log = cue_feed_log_new (CUE_FEED_LOG_DEFAULT_ROWS, CUE_FEED_LOG_DEFAULT_BYTES);
    g_autoptr (CueFeedFilter) filter = cue_feed_filter_new ();
    g_autoptr (CueFilteredFeed) feed = cue_filtered_feed_new (log, filter);

    best_shown = MAX (best_shown, megabytes / show_page (log, feed, body, &turns));
  }
  report ("read, checked and shown", best_shown, TRUE, MIN_SPEED, "MB/s");
  report ("memory above the list, of the body",
          measure_memory (body) / megabytes + 1,
          FALSE,
          MAX_MEMORY,
          "times");
  report_turns ("longest turn of the main loop meanwhile", &turns);
  run_jq (body, megabytes);
}

/* ---- a million ----------------------------------------------------------------------------- */

typedef gboolean (*IsBusy) (gpointer object);

/* Until it is done, with the longest turn. */
static double
wait_until_idle (IsBusy is_busy, gpointer object, Turns *turns)
{
  Run    run = { NULL, FALSE, 0, 0, 0, 0 };
  guint  tick = begin_turns (&run);
  double begin = now_seconds ();

  while (is_busy (object))
    g_main_context_iteration (NULL, TRUE);
  end_turns (&run, tick, turns);
  return (now_seconds () - begin) * 1e3;
}

static void
time_filter (const char *name, CueFilteredFeed *feed, double begin, double limit_ms, Turns *turns)
{
  wait_until_idle ((IsBusy) cue_filtered_feed_get_filling, feed, turns);
  printf ("  %u events pass\n", g_list_model_get_n_items (G_LIST_MODEL (feed)));
  report (name, (now_seconds () - begin) * 1e3, FALSE, limit_ms, "ms");
}

static void
measure_million (void)
{
  g_autoptr (CueFeedLog)
    log = cue_feed_log_new (CUE_FEED_LOG_DEFAULT_ROWS, CUE_FEED_LOG_DEFAULT_BYTES);
  g_autoptr (CueFeedFilter) filter = cue_feed_filter_new ();
  g_autoptr (CueFilteredFeed) feed = cue_filtered_feed_new (log, filter);
  g_autoptr (CueFeedGroups) groups = NULL;
  g_autoptr (CueFeedHistogram) histogram = NULL;
  g_autoptr (GBytes) tail = make_page (MILLION - 100, 100);
  g_autoptr (CueFeedPage) tail_page = cue_feed_reader_read (tail, NULL);
  g_autoptr (GArray) related = NULL;
  double before = heap_megabytes ();
  double megabytes = 0;
  Turns  turns = { 0, 0 };
  double begin;

  printf ("A million events\n");
  /* Newest page first, as somebody goes back in time. */
  for (guint i = 5; i-- > 0;) {
    g_autoptr (GBytes) body = make_page (i * EVENTS, EVENTS - (i == 4 ? 100 : 0));

    megabytes += (double) g_bytes_get_size (body) / 1e6;
    show_page (log, feed, body, &turns);
  }
  printf ("  %.0f MB of JSON\n", megabytes);
  report ("memory of a million, of their JSON",
          (heap_megabytes () - before) / megabytes,
          FALSE,
          1.25,
          "times");
  report_turns ("longest turn while five pages came", &turns);

  turns.cpu_ms = turns.wall_ms = 0;
  begin = now_seconds ();
  cue_feed_filter_set_value (filter, CUE_FEED_FACET_TYPE, "LicenseReleased");
  time_filter ("filter by type", feed, begin, 500, &turns);
  begin = now_seconds ();
  cue_feed_filter_set_only_failed (filter, TRUE);
  time_filter ("filter by type and failure", feed, begin, 500, &turns);
  cue_feed_filter_reset (filter);
  wait_until_idle ((IsBusy) cue_filtered_feed_get_filling, feed, &turns);
  begin = now_seconds ();
  cue_feed_filter_set_text (filter, "req-0000abcd");
  time_filter ("filter by a text", feed, begin, 3000, &turns);
  cue_feed_filter_reset (filter);
  wait_until_idle ((IsBusy) cue_filtered_feed_get_filling, feed, &turns);
  begin = now_seconds ();
  cue_feed_filter_set_field (filter, "data.licensedItemName", "Demo Modeller 7");
  time_filter ("filter by a field", feed, begin, 5000, &turns);
  cue_feed_filter_reset (filter);
  wait_until_idle ((IsBusy) cue_filtered_feed_get_filling, feed, &turns);

  groups = cue_feed_groups_new (feed, CUE_FEED_GROUP_BY_USER);
  report ("groups by user",
          wait_until_idle ((IsBusy) cue_feed_groups_get_filling, groups, &turns),
          FALSE,
          1500,
          "ms");
  cue_feed_groups_set_by (groups, CUE_FEED_GROUP_BY_REQUEST);
  report ("groups by request",
          wait_until_idle ((IsBusy) cue_feed_groups_get_filling, groups, &turns),
          FALSE,
          3000,
          "ms");
  printf ("  %u groups\n", cue_feed_groups_get_n_groups (groups));
  histogram = cue_feed_histogram_new (log, filter);
  report ("histogram",
          wait_until_idle ((IsBusy) cue_feed_histogram_get_filling, histogram, &turns),
          FALSE,
          1000,
          "ms");
  begin = now_seconds ();
  related = cue_feed_log_find_related (log, 500000, CUE_FEED_RELATION_USER, 200);
  report ("related events of a user", (now_seconds () - begin) * 1e3, FALSE, MAX_TURN, "ms");
  g_clear_object (&groups);
  g_clear_object (&histogram);
  begin = now_seconds ();
  cue_feed_log_add (log, tail_page, NULL);
  look_at_screen (G_LIST_MODEL (feed), g_list_model_get_n_items (G_LIST_MODEL (feed)) - SCREEN);
  report ("a hundred more, shown", (now_seconds () - begin) * 1e3, FALSE, 16, "ms");
  report_turns ("longest turn of all this", &turns);
}

int
main (void)
{
  measure_page ();
  measure_million ();
  return failures == 0 ? 0 : 1;
}
