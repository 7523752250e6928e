// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-store.h"

#include <string.h>

/*
 * Pages come as sorted runs, nearly always before or behind all that is there. So the order is one
 * list of numbers, and a run is moved into its place at once: four bytes for each row behind it.
 */

static gint64
get_key (CueFeedStore *store, guint32 row)
{
  return cue_feed_store_get_row (store, row)->key_ns;
}

/**
 * cue_feed_order_clear:
 * @self: an order
 *
 * Frees what it holds; it is empty then.
 */
void
cue_feed_order_clear (CueFeedOrder *self)
{
  g_clear_pointer (&self->rows, g_free);
  self->n = self->room = 0;
}

static void
make_room (CueFeedOrder *self, guint n)
{
  if (self->n + n <= self->room)
    return;
  self->room = MAX (self->n + n, self->room + self->room / 2);
  self->rows = g_renew (guint32, self->rows, self->room);
}

/* The first position whose time is after @ns. */
static guint
search_after (const CueFeedOrder *self, CueFeedStore *store, gint64 ns)
{
  guint low = 0;
  guint high = self->n;

  if (self->n > 0 && get_key (store, self->rows[self->n - 1]) <= ns)
    return self->n;
  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (get_key (store, self->rows[middle]) <= ns)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/**
 * cue_feed_order_merge:
 * @self: an order
 * @store: has the times
 * @rows: (array length=n): rows that are not in it, sorted by time
 * @n: how many
 * @removed: (out): how many rows from the returned position on have another place now
 * @added: (out): how many there are in their place
 *
 * Returns: the first position that changed
 */
guint
cue_feed_order_merge (CueFeedOrder  *self,
                      CueFeedStore  *store,
                      const guint32 *rows,
                      guint          n,
                      guint         *removed,
                      guint         *added)
{
  guint from;
  guint to;
  guint old;
  guint put;

  *removed = *added = 0;
  if (n == 0)
    return self->n;
  make_room (self, n);
  from = search_after (self, store, get_key (store, rows[0]));
  to = search_after (self, store, get_key (store, rows[n - 1]));
  *removed = to - from;
  *added = to - from + n;
  memmove (self->rows + to + n, self->rows + to, (self->n - to) * sizeof *self->rows);
  /* From the end on, so that nothing is written over before it was read. */
  for (old = to, put = to + n; n > 0;) {
    if (old > from && get_key (store, self->rows[old - 1]) > get_key (store, rows[n - 1]))
      self->rows[--put] = self->rows[--old];
    else
      self->rows[--put] = rows[--n];
  }
  self->n += *added - *removed;
  return from;
}

/**
 * cue_feed_order_search:
 * @self: an order
 * @store: has the times
 * @ns: nanoseconds since 1970 UTC
 *
 * Returns: the first position at or after that time; perhaps the end
 */
guint
cue_feed_order_search (const CueFeedOrder *self, CueFeedStore *store, gint64 ns)
{
  return ns == G_MININT64 ? 0 : search_after (self, store, ns - 1);
}

/**
 * cue_feed_order_find:
 * @self: an order
 * @store: has the times
 * @row: a row that the store has
 * @position: (out): where it stands
 *
 * Returns: whether it is in here
 */
gboolean
cue_feed_order_find (const CueFeedOrder *self, CueFeedStore *store, guint32 row, guint *position)
{
  gint64 ns = get_key (store, row);
  guint  low = 0;
  guint  high = self->n;

  while (low < high) {
    guint  middle = low + (high - low) / 2;
    gint64 other = get_key (store, self->rows[middle]);

    if (other < ns || (other == ns && self->rows[middle] < row))
      low = middle + 1;
    else
      high = middle;
  }
  *position = low;
  return low < self->n && self->rows[low] == row;
}

/**
 * cue_feed_order_remove_range:
 * @self: an order
 * @first_row: the first number that goes
 * @n_rows: how many numbers go
 * @removed: (out): how many positions from the returned one on were touched
 * @added: (out): how many are left of these
 *
 * Returns: the first position that changed
 */
guint
cue_feed_order_remove_range (CueFeedOrder *self,
                             guint32       first_row,
                             guint         n_rows,
                             guint        *removed,
                             guint        *added)
{
  guint first = self->n;
  guint last = 0;
  guint kept = 0;

  for (guint i = 0; i < self->n; i++) {
    if (self->rows[i] - first_row < n_rows) {
      first = MIN (first, i);
      last = i + 1;
    } else {
      self->rows[kept++] = self->rows[i];
    }
  }
  *removed = last > first ? last - first : 0;
  *added = *removed - (self->n - kept);
  self->n = kept;
  return first;
}
