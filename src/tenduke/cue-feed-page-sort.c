// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-page-private.h"

/* Rows before the first one with a time get that time, so that they stay before it. */
static void
fill_first_keys (CueFeedPage *page)
{
  gint64 first = 0;

  for (guint i = 0; i < page->records->len; i++) {
    if (cue_feed_page_get_record (page, i)->key_ns != CUE_FEED_NO_TIME) {
      first = cue_feed_page_get_record (page, i)->key_ns;
      break;
    }
  }
  for (guint i = 0; i < page->records->len; i++) {
    CueFeedRecord *record = &g_array_index (page->records, CueFeedRecord, i);

    if (record->key_ns != CUE_FEED_NO_TIME)
      return;
    record->key_ns = first;
  }
}

static gint
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  guint32 one = *(const guint32 *) a;
  guint32 two = *(const guint32 *) b;
  gint64  one_ns = cue_feed_page_get_record (data, one)->key_ns;
  gint64  two_ns = cue_feed_page_get_record (data, two)->key_ns;

  if (one_ns != two_ns)
    return one_ns < two_ns ? -1 : 1;
  return one < two ? -1 : one > two;
}

/**
 * cue_feed_page_sort:
 * @page: a page that was read
 *
 * Gives a time to rows that came before the first one with a time, and finds the order of all.
 * Nearly always they came in it.
 */
void
cue_feed_page_sort (CueFeedPage *page)
{
  gboolean sorted = TRUE;

  fill_first_keys (page);

  for (guint i = 1; i < page->records->len && sorted; i++)
    sorted = cue_feed_page_get_record (page, i - 1)->key_ns <=
             cue_feed_page_get_record (page, i)->key_ns;
  if (sorted)
    return;
  page->order = g_new (guint32, page->records->len);
  for (guint i = 0; i < page->records->len; i++)
    page->order[i] = i;
  g_qsort_with_data (page->order,
                     (gint) page->records->len,
                     sizeof *page->order,
                     compare_rows,
                     page);
}
