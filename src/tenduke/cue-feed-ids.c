// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-ids.h"

#include <string.h>

#define FIRST_SLOTS 1024

struct CueFeedIdSlot {
  guint32 hash;
  guint32 row; /* plus one; zero is free */
};

typedef struct CueFeedIdSlot Slot;

/**
 * cue_feed_ids_clear:
 * @self: a table
 *
 * Frees what it holds; it is empty then.
 */
void
cue_feed_ids_clear (CueFeedIds *self)
{
  g_clear_pointer (&self->slots, g_free);
  self->mask = self->n = 0;
}

/**
 * cue_feed_ids_get_bytes:
 * @self: a table
 *
 * Returns: the bytes that it holds of the heap
 */
gsize
cue_feed_ids_get_bytes (const CueFeedIds *self)
{
  return self->slots != NULL ? (self->mask + (gsize) 1) * sizeof *self->slots : 0;
}

static void
put (Slot *slots, guint32 mask, guint32 hash, guint32 row)
{
  guint32 place = hash & mask;

  while (slots[place].row != 0)
    place = (place + 1) & mask;
  slots[place].hash = hash;
  slots[place].row = row;
}

static void
grow (CueFeedIds *self, CueFeedStore *store)
{
  guint32 n_live = 0;
  guint32 mask = FIRST_SLOTS - 1;
  Slot   *slots;

  for (guint32 i = 0; self->slots != NULL && i <= self->mask; i++) {
    if (self->slots[i].row != 0 && cue_feed_store_get (store, self->slots[i].row - 1) == NULL)
      self->slots[i].row = 0;
    n_live += self->slots[i].row != 0;
  }
  while (mask / 4 < n_live)
    mask = mask * 2 + 1;
  slots = g_new0 (Slot, (gsize) mask + 1);
  for (guint32 i = 0; self->slots != NULL && i <= self->mask; i++) {
    if (self->slots[i].row != 0)
      put (slots, mask, self->slots[i].hash, self->slots[i].row);
  }
  g_free (self->slots);
  self->slots = slots;
  self->mask = mask;
  self->n = n_live;
}

/**
 * cue_feed_ids_add:
 * @self: a table
 * @store: has the rows
 * @hash: the hash of the id
 * @row: the row that has it
 */
void
cue_feed_ids_add (CueFeedIds *self, CueFeedStore *store, guint32 hash, guint32 row)
{
  if (self->slots == NULL || self->n > self->mask / 2)
    grow (self, store);
  put (self->slots, self->mask, hash, row + 1);
  self->n++;
}

/**
 * cue_feed_ids_find:
 * @self: a table
 * @hash: the hash of an id
 * @rows: (out caller-allocates): rows of that hash, some of which may be gone
 *
 * Returns: how many there are
 */
guint
cue_feed_ids_find (const CueFeedIds *self, guint32 hash, guint32 rows[CUE_FEED_IDS_MAX_SAME])
{
  guint n = 0;

  if (self->slots == NULL)
    return 0;
  for (guint32 place = hash & self->mask; self->slots[place].row != 0 && n < CUE_FEED_IDS_MAX_SAME;
       place = (place + 1) & self->mask) {
    if (self->slots[place].hash == hash)
      rows[n++] = self->slots[place].row - 1;
  }
  return n;
}
