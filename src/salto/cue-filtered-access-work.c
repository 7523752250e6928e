// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-filtered-access-private.h"

/*
 * The work behind a filtered list, in pieces that fit between two frames: first the rows that were
 * there before, then what came meanwhile. Most lists need one piece; a million rows whose values
 * all differ need dozens.
 */

#define ROWS_PER_LOOK 256

/* One piece of it. */
typedef struct {
  gint64 until_us;
  guint  free;  /* rows for which nobody looks at the clock */
  guint  count; /* since somebody did */
} Slice;

static gboolean
is_over (Slice *slice)
{
  if (slice->free > 0) {
    slice->free--;
    return FALSE;
  }
  if (++slice->count < ROWS_PER_LOOK)
    return FALSE;
  slice->count = 0;
  return g_get_monotonic_time () >= slice->until_us;
}

/* Looks at rows of the log, up to the last one there was, in their order. Returns whether that was
 * all; if not, where it stopped is kept as a time and a row, for positions change. */
static gboolean
fill_some (CueFilteredAccess *self, Slice *slice)
{
  const CueAccessStore *store = &self->log->store;
  const CueAccessOrder *all = &self->log->order;
  guint                 position = 0;

  if (self->filled_id != 0)
    position = cue_access_order_search (all, self->filled_time, self->filled_id + 1);
  for (guint i = 0; i < all->chunks->len; i++) {
    const CueAccessChunk *chunk = &g_array_index (all->chunks, CueAccessChunk, i);

    if (chunk->before + chunk->n_ids <= position)
      continue;
    for (guint j = position > chunk->before ? position - chunk->before : 0; j < chunk->n_ids; j++) {
      guint64 id = cue_access_store_widen (store, chunk->ids[j]);

      if (id <= self->last_id && cue_access_matcher_test (self->matcher, id))
        cue_access_order_append (&self->order, id);
      if (is_over (slice)) {
        self->filled_time = cue_access_store_get_time (store, id);
        self->filled_id = id;
        return FALSE;
      }
    }
  }
  return TRUE;
}

static gboolean
count_some (CueFilteredAccess *self, Slice *slice)
{
  guint    held = self->held;
  gboolean over = FALSE;

  self->held_id = MAX (self->held_id, self->log->store.first_id - 1);
  while (!over && self->held_id + 1 < self->log->first_pending) {
    guint64 id = ++self->held_id;

    if (cue_access_store_has (&self->log->store, id) && cue_access_matcher_test (self->matcher, id))
      held++;
    over = is_over (slice);
  }
  cue_filtered_access_set_held (self, held);
  return !over;
}

/* Rows that are in the log and were not looked at, in the order in which they came. */
static gboolean
take_some (CueFilteredAccess *self, Slice *slice)
{
  CueAccessChange change;
  gboolean        over = FALSE;

  cue_access_change_begin (&change, &self->order, G_LIST_MODEL (self));
  self->last_id = MAX (self->last_id, self->log->store.first_id - 1);
  while (!over && self->last_id + 1 < self->log->first_pending) {
    guint64 id = ++self->last_id;

    if (cue_access_store_has (&self->log->store, id) && cue_access_matcher_test (self->matcher, id))
      cue_access_change_insert (&change, id);
    over = is_over (slice);
  }
  cue_access_change_end (&change);
  return !over;
}

static void
begin_slice (CueFilteredAccess *self, Slice *slice, guint n_free)
{
  slice->until_us = g_get_monotonic_time () + self->slice_us;
  slice->free = n_free;
  slice->count = 0;
}

static void on_turn (gpointer data);

static void
go_on (CueFilteredAccess *self, Slice *slice)
{
  guint    before = self->order.n_ids;
  gboolean done = TRUE;

  g_object_ref (self);
  if (self->filling) {
    done = fill_some (self, slice);
    if (self->order.n_ids > before)
      g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->order.n_ids - before);
    if (done)
      cue_filtered_access_set_filling (self, FALSE);
  }
  if (done && !self->filling)
    done = self->paused ? count_some (self, slice) : take_some (self, slice);
  if (!done || self->filling)
    cue_turn_wait (&self->turn, on_turn, self);
  g_object_unref (self);
}

static void
on_turn (gpointer data)
{
  CueFilteredAccess *self = data;
  Slice              slice;

  begin_slice (self, &slice, 0);
  go_on (self, &slice);
}

/**
 * cue_filtered_access_refill:
 * @self: the list, with another matcher
 *
 * Begins anew with the rows that were looked at until now. What has no room in this turn follows.
 */
void
cue_filtered_access_refill (CueFilteredAccess *self)
{
  guint    removed = self->order.n_ids;
  gboolean filling;
  Slice    slice;

  cue_access_order_clear (&self->order);
  cue_access_order_init (&self->order, &self->log->store);
  self->filled_id = 0;
  begin_slice (self, &slice, CUE_FILTERED_ACCESS_AT_ONCE);
  filling = !fill_some (self, &slice);
  if (removed > 0 || self->order.n_ids > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->order.n_ids);
  cue_filtered_access_set_filling (self, filling);
  if (filling)
    cue_turn_wait (&self->turn, on_turn, self);
}

/**
 * cue_filtered_access_go_on:
 * @self: the list
 *
 * Takes in, or counts, what came; what has no room in this turn follows.
 */
void
cue_filtered_access_go_on (CueFilteredAccess *self)
{
  Slice slice;

  /* What waits for its turn is not overtaken. */
  if (cue_turn_is_waiting (&self->turn))
    return;
  begin_slice (self, &slice, CUE_FILTERED_ACCESS_AT_ONCE);
  go_on (self, &slice);
}

/**
 * cue_filtered_access_settle:
 * @self: the list
 *
 * Does now, however long it takes, what would be done bit by bit: for tests and for programs
 * without a window.
 */
void
cue_filtered_access_settle (CueFilteredAccess *self)
{
  Slice slice = { .until_us = G_MAXINT64 };

  g_return_if_fail (CUE_IS_FILTERED_ACCESS (self));

  cue_turn_clear (&self->turn);
  go_on (self, &slice);
}
