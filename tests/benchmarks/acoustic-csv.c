// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-mapping.h"
#include "cue-json.h"

#include <stdio.h>
#include <time.h>

/*
 * A CSV of 5,000 events: the time to read it, to check every row as a typed event is checked, and
 * to write the body of each request. Beside it, in the same run, what json-glib takes to write the
 * same bodies without knowing any rule.
 */

#define ROWS   5000
#define ROUNDS 5

static guint failures;

static double
cpu_milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
report (const char *name, double figure, double limit)
{
  gboolean good = figure <= limit;

  printf ("%s: %.1f ms (limit %g ms) %s\n", name, figure, limit, good ? "ok" : "TOO MUCH");
  failures += good ? 0 : 1;
}

static GBytes *
make_file (void)
{
  GString *text =
    g_string_new ("code,time,channel,email,id:loyalty,total:number,gift,day,note,sku\n");

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text,
                            "ibmcartPurchase,2026-11-20T08:%02u:%02u+01:00,web,u%u@example.com,L-%"
                            "u,"
                            "%u.53,%s,2026-11-20,\"one, \"\"two\"\"\",SKU-%u\n",
                            i / 60 % 60,
                            i % 60,
                            i,
                            i,
                            i,
                            i % 2 == 0 ? "true" : "false",
                            i % 97);
  return g_string_free_to_bytes (text);
}

/* The fastest of some rounds: what else the machine does is not ours. */
static void
measure (GBytes *file, double best[4])
{
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) rows = NULL;
  double start = cpu_milliseconds ();
  g_autoptr (CueCsvTable) table = cue_csv_table_new (file, '\0', NULL);
  g_autoptr (CueCsvMapping) mapping = cue_csv_mapping_new (table);
  double read = cpu_milliseconds ();
  double checked, written;
  guint  blocked;

  rows = cue_csv_mapping_check_rows (mapping, NULL, &blocked, NULL);
  g_assert_cmpuint (blocked, ==, 0);
  g_assert_cmpuint (rows->len, ==, ROWS);
  checked = cpu_milliseconds ();
  for (guint i = 0; i < ROWS; i++) {
    cue_csv_mapping_fill (mapping, i, 1, publication);
    g_ptr_array_add (bodies, cue_draft_to_bytes (CUE_DRAFT (publication)));
  }
  written = cpu_milliseconds ();
  best[0] = MIN (best[0], read - start);
  best[1] = MIN (best[1], checked - read);
  best[2] = MIN (best[2], written - checked);

  /* The peer: the same bodies, already parsed. */
  {
    g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

    for (guint i = 0; i < ROWS; i++)
      g_ptr_array_add (nodes, cue_json_parse (g_ptr_array_index (bodies, i), NULL));
    start = cpu_milliseconds ();
    for (guint i = 0; i < ROWS; i++)
      g_free (json_to_string (g_ptr_array_index (nodes, i), TRUE));
    best[3] = MIN (best[3], cpu_milliseconds () - start);
  }
}

int
main (void)
{
  g_autoptr (GBytes) file = make_file ();
  double best[4] = { G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE };

  for (guint i = 0; i < ROUNDS; i++)
    measure (file, best);
  report ("reading 5,000 rows and guessing their columns", best[0], 30);
  report ("mapping and checking every row", best[1], 100);
  report ("mapping and writing 5,000 bodies", best[2], 300);
  printf ("json-glib writing the same bodies: %.1f ms\n", best[3]);
  return failures == 0 ? 0 : 1;
}
