// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-ids.h"

#include <string.h>

#define FIRST_SLOTS 64

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
  for (guint i = 0; i < CUE_FEED_IDS_PARTS; i++)
    g_free (self->parts[i].slots);
  memset (self, 0, sizeof *self);
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
  gsize bytes = 0;

  for (guint i = 0; i < CUE_FEED_IDS_PARTS; i++) {
    if (self->parts[i].slots != NULL)
      bytes += (self->parts[i].mask + (gsize) 1) * sizeof (Slot);
  }
  return bytes;
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
grow (CueFeedIdsPart *self, CueFeedStore *store)
{
  guint32 n_live = self->n;
  guint32 mask = FIRST_SLOTS - 1;
  Slot   *slots;

  for (guint32 i = 0; store->has_holes && self->slots != NULL && i <= self->mask; i++) {
    if (self->slots[i].row != 0 && cue_feed_store_get (store, self->slots[i].row - 1) == NULL) {
      self->slots[i].row = 0;
      n_live--;
    }
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
  CueFeedIdsPart *part = &self->parts[hash / (G_MAXUINT32 / CUE_FEED_IDS_PARTS + 1)];

  if (part->slots == NULL || part->n > part->mask / 2)
    grow (part, store);
  put (part->slots, part->mask, hash, row + 1);
  part->n++;
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
  const CueFeedIdsPart *part = &self->parts[hash / (G_MAXUINT32 / CUE_FEED_IDS_PARTS + 1)];
  guint                 n = 0;

  if (part->slots == NULL)
    return 0;
  for (guint32 place = hash & part->mask; part->slots[place].row != 0 && n < CUE_FEED_IDS_MAX_SAME;
       place = (place + 1) & part->mask) {
    if (part->slots[place].hash == hash)
      rows[n++] = part->slots[place].row - 1;
  }
  return n;
}
