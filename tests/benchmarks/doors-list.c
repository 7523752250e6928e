// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-filtered-access.h"
#include "cue-json.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/*
 * A million entries in the list of doors: the memory they take, a filter over all of them, the cost
 * of one more, and of a screen full of rows. Beside it, in the same run, what one would write
 * first: json-glib and a GListStore of one object per entry, with its texts.
 */

#define ROWS      1000000
#define BATCH     10000
#define PEERS     100000
#define STRANGERS 500000
#define DOORS     200
#define PERSONS   5000
#define SCREEN    60
#define ROUNDS    5

static guint failures;

static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static double
heap_megabytes (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) (info.uordblks + info.hblkhd) / 1e6;
}

static void
report (const char *name, double figure, double limit, const char *unit)
{
  gboolean good = figure <= limit;

  printf ("%s: %.3g %s (limit %g %s) %s\n",
          name,
          figure,
          unit,
          limit,
          unit,
          good ? "ok" : "TOO MUCH");
  failures += good ? 0 : 1;
}

/* ---- messages ------------------------------------------------------------------------------ */

#define START G_GINT64_CONSTANT (1795162530)

static void
format_time (gint64 seconds, char *text, gsize size)
{
  time_t    time = (time_t) seconds;
  struct tm parts;

  gmtime_r (&time, &parts);
  strftime (text, size, "%Y-%m-%dT%H:%M:%S", &parts);
}

static char *
make_entry (GRand *random, guint number)
{
  guint  door = (guint) g_rand_int_range (random, 0, DOORS);
  guint  person = (guint) g_rand_int_range (random, 0, PERSONS);
  gint   chance = g_rand_int_range (random, 0, 100);
  gint64 late = g_rand_int_range (random, 0, 100) == 0 ? g_rand_int_range (random, 1, 30) : 0;
  gint64 seconds = START + number / 10 - late;
  char   utc[32], local[32], expiration[32];

  format_time (seconds, utc, sizeof utc);
  format_time (seconds + 3600, local, sizeof local);
  format_time (seconds + 7776000 + 3, expiration, sizeof expiration);
  return g_strdup_printf (
    "{\"id\":\"%08x-%04x-4%03x-8%03x-%06x%06x\",\"event_category\":\"%s\",\"event_detail\":%s,"
    "\"utc_date_time\":\"%sZ\",\"local_date_time\":\"%s\","
    "\"lock_id\":\"0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f%03x\",\"lock_mac_address\":\"00.11.22.33.44.%"
    "02X\","
    "\"lock_customer_reference\":\"Demo entrance %u\","
    "\"user_id\":\"7d2b1c90-aaaa-4bbb-8ccc-00000000%04x\",\"user_first_name\":\"Dana%u\","
    "\"user_last_name\":\"Example\",\"user_image_url\":null,\"user_alias\":\"\","
    "\"iq_id\":\"2d9a5c10-1111-4222-8333-4444555566%02x\",\"iq_customer_reference\":\"Demo IQ %u\","
    "\"iq_mac_address\":\"AA.BB.%02X\",\"iq_revision\":\"2.0\",\"exit_requested\":false,"
    "\"access_by\":\"%s\",\"access_detail\":\"%08u\",\"ttl_in_seconds\":7776000,"
    "\"expiration_date_time\":\"%s.%02dZ\"}",
    g_rand_int (random),
    g_rand_int (random) & 0xffff,
    g_rand_int (random) & 0xfff,
    g_rand_int (random) & 0xfff,
    g_rand_int (random) & 0xffffff,
    g_rand_int (random) & 0xffffff,
    chance < 88   ? "lock_opened"
    : chance < 94 ? "lock_rejected"
    : chance < 98 ? "office_mode"
                  : "privacy_mode",
    chance >= 88 && chance < 94 ? "\"no_access\"" : "null",
    utc,
    local,
    door,
    door & 0xff,
    door,
    person,
    person,
    door / 8,
    door / 8,
    door / 8,
    chance < 60   ? "tag"
    : chance < 75 ? "mobile_key"
                  : "pin_code",
    person,
    expiration,
    g_rand_int_range (random, 10, 100));
}

static GPtrArray *
make_batch (GRand *random, guint first)
{
  GPtrArray *batch = g_ptr_array_new_full (BATCH, g_free);

  for (guint i = 0; i < BATCH; i++)
    g_ptr_array_add (batch, make_entry (random, first + i));
  return batch;
}

/* ---- the list ------------------------------------------------------------------------------ */

static double
append_batch (CueAccessLog *log, guint source, GPtrArray *batch, guint first)
{
  double begin = cpu_seconds ();

  for (guint i = 0; i < batch->len; i++) {
    const char *text = g_ptr_array_index (batch, i);

    cue_access_log_append (log,
                           source,
                           text,
                           strlen (text),
                           (START + (first + i) / 10 + 3) * G_USEC_PER_SEC,
                           NULL);
    /* As many as come in one turn of the main loop of a burst. */
    if (i % 100 == 99)
      cue_access_log_flush (log);
  }
  return (cpu_seconds () - begin) / batch->len * 1e6;
}

/* The longest time in which nothing else had its turn, ms. */
static double longest_turn;

static void
run_until_filled (CueFilteredAccess *filtered, gint64 begin)
{
  longest_turn = MAX (longest_turn, (double) (g_get_monotonic_time () - begin) / 1000);
  while (cue_filtered_access_get_filling (filtered)) {
    begin = g_get_monotonic_time ();
    g_main_context_iteration (NULL, FALSE);
    longest_turn = MAX (longest_turn, (double) (g_get_monotonic_time () - begin) / 1000);
  }
}

static double
time_filter (CueAccessFilter   *filter,
             const char        *text,
             const char        *door,
             guint             *n_found,
             CueFilteredAccess *filtered)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++) {
    gint64 begin;

    cue_access_filter_reset (filter);
    cue_filtered_access_settle (filtered);
    begin = g_get_monotonic_time ();
    if (door != NULL)
      cue_access_filter_set_value (filter, CUE_ACCESS_FACET_DOOR, door);
    else
      cue_access_filter_set_text (filter, text);
    run_until_filled (filtered, begin);
    best = MIN (best, (double) (g_get_monotonic_time () - begin) / 1000);
    *n_found = g_list_model_get_n_items (G_LIST_MODEL (filtered));
  }
  return best;
}

static double
time_screen (GListModel *model, guint first)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < SCREEN; i++) {
    CueAccessRow *row = g_list_model_get_item (model, first + i);

    cue_access_row_get_event (row);
    g_ptr_array_add (rows, row);
  }
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

static double
measure_ours (double *megabytes, double *filter_ms)
{
  GRand *random = g_rand_new_with_seed (1);
  double before = heap_megabytes ();
  g_autoptr (CueAccessLog) log = cue_access_log_new (ROWS, 0);
  g_autoptr (CueAccessFilter) filter = cue_access_filter_new ();
  g_autoptr (CueFilteredAccess) filtered = cue_filtered_access_new (log, filter);
  guint  source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, "site", NULL);
  double costs[ROWS / BATCH];
  double first = 0;
  double last = 0;
  double by_door;
  double by_text;
  guint  n_found;

  for (guint i = 0; i < ROWS; i += BATCH) {
    g_autoptr (GPtrArray) batch = make_batch (random, i);

    costs[i / BATCH] = append_batch (log, source, batch, i);
  }
  g_rand_free (random);
  malloc_trim (0);
  *megabytes = heap_megabytes () - before;
  if (g_list_model_get_n_items (G_LIST_MODEL (filtered)) != ROWS) {
    printf ("The list has not all rows.\n");
    failures++;
  }
  for (guint i = 0; i < 10; i++) {
    first += costs[i + 1] / 10;
    last += costs[ROWS / BATCH - 1 - i] / 10;
  }
  report ("Memory of 1,000,000 entries with their raw texts, and a filtered list",
          *megabytes,
          160,
          "MB");
  report ("… as the list itself counts it",
          (double) cue_access_log_get_bytes (log) / 1e6,
          160,
          "MB");
  printf ("One more entry: %.3g µs at the beginning, %.3g µs at the end\n", first, last);
  report ("One more entry at the end, times that at the beginning", last / first, 2, "×");

  by_text = time_filter (filter, "dana42 entrance", NULL, &n_found, filtered);
  printf ("Text “dana42 entrance”: %u rows\n", n_found);
  report ("Filter by text over all", by_text, 150, "ms");
  by_door = time_filter (filter, NULL, "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f007", &n_found, filtered);
  printf ("One door: %u rows\n", n_found);
  report ("Filter by door over all", by_door, 150, "ms");
  by_door = time_filter (filter, "e", NULL, &n_found, filtered);
  printf ("Text “e”: %u rows\n", n_found);
  report ("Filter that lets all through", by_door, 150, "ms");
  report ("The longest turn of all these filters", longest_turn, 16, "ms");
  report ("A screen of 60 rows, with their events",
          time_screen (G_LIST_MODEL (filtered), ROWS / 2),
          16,
          "ms");
  *filter_ms = by_text;
  return last;
}

/* ---- what nothing can be kept of ------------------------------------------------------------- */

/* No two rows have a value in common, so that the answer for one says nothing about the next. */
static char *
make_stranger (guint number)
{
  return g_strdup_printf (
    "{\"id\":\"s%u\",\"event_category\":\"lock_opened\",\"event_detail\":null,"
    "\"utc_date_time\":\"2026-11-20T08:15:30Z\",\"lock_id\":\"lock-%u\",\"lock_mac_address\":\"mac-"
    "%u\","
    "\"lock_customer_reference\":\"Door "
    "%u\",\"user_id\":\"user-%u\",\"user_first_name\":\"Dana%u\","
    "\"user_last_name\":\"Example%u\",\"user_alias\":\"a%u\",\"iq_id\":\"iq-%u\","
    "\"iq_customer_reference\":\"IQ %u\",\"access_by\":\"tag\",\"access_detail\":\"%08u\"}",
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number);
}

static void
measure_strangers (void)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (ROWS, 0);
  g_autoptr (CueAccessFilter) filter = cue_access_filter_new ();
  g_autoptr (CueFilteredAccess) filtered = cue_filtered_access_new (log, filter);
  guint  source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, "site", NULL);
  guint  n_found;
  guint  n;
  double ms;

  for (guint i = 0; i < STRANGERS; i++) {
    g_autofree char *text = make_stranger (i);

    cue_access_log_append (log, source, text, strlen (text), START * G_USEC_PER_SEC, NULL);
    if (i % 100 == 99)
      cue_access_log_flush (log);
  }
  cue_access_log_flush (log);
  cue_filtered_access_settle (filtered);
  n = g_list_model_get_n_items (G_LIST_MODEL (log));
  longest_turn = 0;
  ms = time_filter (filter, "dana4242 door", NULL, &n_found, filtered);
  printf ("%u rows without a value in common, text “dana4242 door”: %u rows\n", n, n_found);
  printf ("… the whole filter: %.3g ms, for 1,000,000: %.3g ms\n", ms, ms * ROWS / n);
  ms = time_filter (filter, NULL, "lock-4242", &n_found, filtered);
  printf ("… one door: %u rows, %.3g ms, for 1,000,000: %.3g ms\n", n_found, ms, ms * ROWS / n);
  report ("… the longest of its turns", longest_turn, 16, "ms");
}

/* ---- the peer ------------------------------------------------------------------------------ */

#define PEER_TYPE_ROW (peer_row_get_type ())
G_DECLARE_FINAL_TYPE (PeerRow, peer_row, PEER, ROW, GObject)

struct _PeerRow {
  GObject parent_instance;
  char   *raw;
  char   *fields[CUE_ACCESS_N_FIELDS];
};

G_DEFINE_FINAL_TYPE (PeerRow, peer_row, G_TYPE_OBJECT)

static void
peer_row_finalize (GObject *object)
{
  PeerRow *self = PEER_ROW (object);

  g_free (self->raw);
  for (guint i = 0; i < CUE_ACCESS_N_FIELDS; i++)
    g_free (self->fields[i]);

  G_OBJECT_CLASS (peer_row_parent_class)->finalize (object);
}

static void
peer_row_class_init (PeerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = peer_row_finalize;
}

static void
peer_row_init (PeerRow *self)
{
}

static void
append_peer (GListStore *store, const char *text)
{
  g_autoptr (PeerRow) row = g_object_new (PEER_TYPE_ROW, NULL);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *object = json_node_get_object (root);

  row->raw = g_strdup (text);
  for (CueAccessField i = 0; i < CUE_ACCESS_N_FIELDS; i++) {
    JsonNode *member = json_object_get_member (object, cue_access_field_get_name (i));

    if (member != NULL && JSON_NODE_HOLDS_VALUE (member) &&
        json_node_get_value_type (member) == G_TYPE_STRING)
      row->fields[i] = json_node_dup_string (member);
  }
  g_list_store_append (store, row);
}

static double
time_peer_filter (GListStore *store)
{
  g_autoptr (GListStore) found = g_list_store_new (PEER_TYPE_ROW);
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < PEERS; i++) {
    g_autoptr (PeerRow) row = g_list_model_get_item (G_LIST_MODEL (store), i);
    g_autofree char *door =
      g_utf8_casefold (row->fields[CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE], -1);
    g_autofree char *person = g_utf8_casefold (row->fields[CUE_ACCESS_FIELD_USER_FIRST_NAME], -1);

    if (strstr (person, "dana42") != NULL && strstr (door, "entrance") != NULL)
      g_list_store_append (found, row);
  }
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

static double
measure_peer (double *megabytes, double *filter_ms)
{
  GRand *random = g_rand_new_with_seed (1);
  double before = heap_megabytes ();
  g_autoptr (GListStore) store = g_list_store_new (PEER_TYPE_ROW);
  double cost = 0;

  for (guint i = 0; i < PEERS; i += BATCH) {
    g_autoptr (GPtrArray) batch = make_batch (random, i);
    double begin = cpu_seconds ();

    for (guint j = 0; j < batch->len; j++)
      append_peer (store, g_ptr_array_index (batch, j));
    cost += cpu_seconds () - begin;
  }
  g_rand_free (random);
  malloc_trim (0);
  *megabytes = (heap_megabytes () - before) * ROWS / PEERS;
  *filter_ms = time_peer_filter (store) * ROWS / PEERS;
  return cost / PEERS * 1e6;
}

int
main (void)
{
  double ours, our_memory, our_filter, peer, peer_memory, peer_filter;

  ours = measure_ours (&our_memory, &our_filter);
  measure_strangers ();
  peer = measure_peer (&peer_memory, &peer_filter);
  printf ("GListStore of one object per entry (%d, times %d): %.3g MB, filter %.3g ms, %.3g µs "
          "each\n",
          PEERS,
          ROWS / PEERS,
          peer_memory,
          peer_filter,
          peer);
  report ("Memory, times that of the GListStore", our_memory / peer_memory, 0.25, "×");
  report ("Filter, times that of the GListStore", our_filter / peer_filter, 0.25, "×");
  report ("One more entry, times that of the GListStore", ours / peer, 0.5, "×");
  return failures > 0 ? 1 : 0;
}
