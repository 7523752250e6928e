// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-order.h"

#include <string.h>

static CueAccessChunk *
get_chunk (const CueAccessOrder *self, guint index)
{
  return &g_array_index (self->chunks, CueAccessChunk, index);
}

static void
clear_chunk (gpointer data)
{
  g_free (((CueAccessChunk *) data)->ids);
}

/**
 * cue_access_order_init:
 * @self: room for an order
 * @store: has the times of all rows; it has to outlive the order
 */
void
cue_access_order_init (CueAccessOrder *self, const CueAccessStore *store)
{
  self->store = store;
  self->chunks = g_array_new (FALSE, FALSE, sizeof (CueAccessChunk));
  g_array_set_clear_func (self->chunks, clear_chunk);
  self->n_ids = 0;
}

/**
 * cue_access_order_clear:
 * @self: an order
 *
 * Frees what it holds. To be used again it has to be initialised again.
 */
void
cue_access_order_clear (CueAccessOrder *self)
{
  g_clear_pointer (&self->chunks, g_array_unref);
  self->n_ids = 0;
}

/**
 * cue_access_order_get_bytes:
 * @self: an order
 *
 * Returns: the bytes that it holds of the heap
 */
gsize
cue_access_order_get_bytes (const CueAccessOrder *self)
{
  return self->chunks->len * (sizeof (CueAccessChunk) + CUE_ACCESS_CHUNK * sizeof (guint32));
}

/* The last chunk that begins at or before a position. */
static guint
find_chunk (const CueAccessOrder *self, guint position)
{
  guint low = 0;
  guint high = self->chunks->len;

  while (high - low > 1) {
    guint middle = low + (high - low) / 2;

    if (get_chunk (self, middle)->before <= position)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/**
 * cue_access_order_get:
 * @self: an order
 * @position: a position that there is
 *
 * Returns: the row there
 */
guint64
cue_access_order_get (const CueAccessOrder *self, guint position)
{
  const CueAccessChunk *chunk = get_chunk (self, find_chunk (self, position));

  return cue_access_store_widen (self->store, chunk->ids[position - chunk->before]);
}

static gboolean
is_before (const CueAccessOrder *self, guint32 low, gint64 time, guint64 id)
{
  guint64 other = cue_access_store_widen (self->store, low);
  gint64  other_time = cue_access_store_get_time (self->store, other);

  return other_time != time ? other_time < time : other < id;
}

/* The place in a chunk of the first that is not before; all of the chunks before this one are. */
static guint
search_chunk (const CueAccessOrder *self, const CueAccessChunk *chunk, gint64 time, guint64 id)
{
  guint low = 0;
  guint high = chunk->n_ids;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (is_before (self, chunk->ids[middle], time, id))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The first chunk whose last one is not before, or the last chunk. */
static guint
search_chunks (const CueAccessOrder *self, gint64 time, guint64 id)
{
  guint low = 0;
  guint high = self->chunks->len - 1;

  while (low < high) {
    guint                 middle = low + (high - low) / 2;
    const CueAccessChunk *chunk = get_chunk (self, middle);

    if (is_before (self, chunk->ids[chunk->n_ids - 1], time, id))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/**
 * cue_access_order_search:
 * @self: an order
 * @time: a time, in the unit of the rows
 * @id: a row, which need not be in here; it decides among rows of the same time
 *
 * Returns: the position of the first row that is not before the given time and row; perhaps the end
 */
guint
cue_access_order_search (const CueAccessOrder *self, gint64 time, guint64 id)
{
  const CueAccessChunk *chunk;

  if (self->n_ids == 0)
    return 0;
  chunk = get_chunk (self, search_chunks (self, time, id));
  return chunk->before + search_chunk (self, chunk, time, id);
}

/**
 * cue_access_order_find:
 * @self: an order
 * @id: a row that the store has
 * @position: (out): where it stands
 *
 * Returns: whether it is in here
 */
gboolean
cue_access_order_find (const CueAccessOrder *self, guint64 id, guint *position)
{
  guint at = cue_access_order_search (self, cue_access_store_get_time (self->store, id), id);

  if (at >= self->n_ids || cue_access_order_get (self, at) != id)
    return FALSE;
  *position = at;
  return TRUE;
}

static CueAccessChunk *
add_chunk (CueAccessOrder *self, guint index)
{
  CueAccessChunk chunk = { g_new (guint32, CUE_ACCESS_CHUNK), 0, 0 };

  g_array_insert_val (self->chunks, index, chunk);
  return get_chunk (self, index);
}

/**
 * cue_access_order_append:
 * @self: an order
 * @id: a row that is known to belong behind all others, see cue_access_order_is_last()
 */
void
cue_access_order_append (CueAccessOrder *self, guint64 id)
{
  CueAccessChunk *chunk = self->n_ids > 0 ? get_chunk (self, self->chunks->len - 1) : NULL;

  if (chunk == NULL || chunk->n_ids == CUE_ACCESS_CHUNK) {
    chunk = add_chunk (self, self->chunks->len);
    chunk->before = self->n_ids;
  }
  chunk->ids[chunk->n_ids++] = (guint32) id;
  self->n_ids++;
}

static void
split_chunk (CueAccessOrder *self, guint index)
{
  CueAccessChunk *after = add_chunk (self, index + 1);
  CueAccessChunk *chunk = get_chunk (self, index);

  after->n_ids = chunk->n_ids / 2;
  chunk->n_ids -= after->n_ids;
  after->before = chunk->before + chunk->n_ids;
  memcpy (after->ids, chunk->ids + chunk->n_ids, after->n_ids * sizeof *after->ids);
}

/**
 * cue_access_order_is_last:
 * @self: an order
 * @id: a row of the store that is not yet in here
 *
 * Returns: whether it belongs behind all others
 */
gboolean
cue_access_order_is_last (const CueAccessOrder *self, guint64 id)
{
  const CueAccessChunk *chunk;

  if (self->n_ids == 0)
    return TRUE;
  chunk = get_chunk (self, self->chunks->len - 1);
  return is_before (self,
                    chunk->ids[chunk->n_ids - 1],
                    cue_access_store_get_time (self->store, id),
                    id);
}

/**
 * cue_access_order_insert:
 * @self: an order
 * @id: a row of the store that is not yet in it
 *
 * Returns: the position where it is now; the end, when it is the newest
 */
guint
cue_access_order_insert (CueAccessOrder *self, guint64 id)
{
  gint64          time = cue_access_store_get_time (self->store, id);
  CueAccessChunk *chunk;
  guint           index;
  guint           place;

  if (cue_access_order_is_last (self, id)) {
    cue_access_order_append (self, id);
    return self->n_ids - 1;
  }
  index = search_chunks (self, time, id);
  chunk = get_chunk (self, index);
  place = search_chunk (self, chunk, time, id);
  if (chunk->n_ids == CUE_ACCESS_CHUNK) {
    split_chunk (self, index);
    chunk = get_chunk (self, index);
    if (place > chunk->n_ids) {
      place -= chunk->n_ids;
      chunk = get_chunk (self, ++index);
    }
  }
  memmove (chunk->ids + place + 1, chunk->ids + place, (chunk->n_ids - place) * sizeof *chunk->ids);
  chunk->ids[place] = (guint32) id;
  chunk->n_ids++;
  self->n_ids++;
  for (guint i = index + 1; i < self->chunks->len; i++)
    get_chunk (self, i)->before++;
  return chunk->before + place;
}

/* ---- letting go ---------------------------------------------------------------------------- */

static void
count_again (CueAccessOrder *self)
{
  guint n = 0;

  for (guint i = 0; i < self->chunks->len;) {
    CueAccessChunk *chunk = get_chunk (self, i);

    if (chunk->n_ids == 0) {
      g_array_remove_index (self->chunks, i);
      continue;
    }
    chunk->before = n;
    n += chunk->n_ids;
    i++;
  }
  self->n_ids = n;
}

/**
 * cue_access_order_remove_before:
 * @self: an order, while the store still has the rows
 * @first_id: the first row that stays
 * @most: how many there can be
 * @n_removed: (out): how many went
 *
 * Takes out all rows that came before @first_id. They nearly always are the first ones; those that
 * are not (late ones, or times gone wrong) are looked for from the front.
 *
 * Returns: how many positions from the front on were touched; behind them nothing changed
 */
guint
cue_access_order_remove_before (CueAccessOrder *self,
                                guint64         first_id,
                                guint           most,
                                guint          *n_removed)
{
  guint touched = 0;
  guint expected = 0;

  *n_removed = 0;
  for (guint i = 0; i < self->chunks->len && *n_removed < most; i++) {
    CueAccessChunk *chunk = get_chunk (self, i);
    guint           kept = 0;
    guint           n_ids = chunk->n_ids;

    for (guint j = 0; j < n_ids; j++) {
      if (cue_access_store_widen (self->store, chunk->ids[j]) < first_id) {
        (*n_removed)++;
        touched = expected + j + 1;
      } else {
        chunk->ids[kept++] = chunk->ids[j];
      }
    }
    chunk->n_ids = kept;
    expected += n_ids;
  }
  count_again (self);
  return touched;
}

/**
 * cue_access_order_remove_first:
 * @self: an order
 * @n: how many rows to take out from the front
 */
void
cue_access_order_remove_first (CueAccessOrder *self, guint n)
{
  for (guint i = 0; i < self->chunks->len && n > 0; i++) {
    CueAccessChunk *chunk = get_chunk (self, i);
    guint           gone = MIN (n, chunk->n_ids);

    chunk->n_ids -= gone;
    memmove (chunk->ids, chunk->ids + gone, chunk->n_ids * sizeof *chunk->ids);
    n -= gone;
  }
  count_again (self);
}

/**
 * cue_access_order_remove:
 * @self: an order
 * @position: a position that there is
 *
 * Takes out the row there.
 */
void
cue_access_order_remove (CueAccessOrder *self, guint position)
{
  CueAccessChunk *chunk = get_chunk (self, find_chunk (self, position));
  guint           place = position - chunk->before;

  chunk->n_ids--;
  memmove (chunk->ids + place, chunk->ids + place + 1, (chunk->n_ids - place) * sizeof *chunk->ids);
  count_again (self);
}

/* ---- telling ------------------------------------------------------------------------------- */

/* Rows from the end on. */
#define FAR 256

/**
 * cue_access_change_begin:
 * @self: room for a change
 * @order: what rows are put into
 * @model: the list model that has this order, and tells of the change
 */
void
cue_access_change_begin (CueAccessChange *self, CueAccessOrder *order, GListModel *model)
{
  self->order = order;
  self->model = model;
  self->known = self->first = order->n_ids;
}

/**
 * cue_access_change_end:
 * @self: a change that has begun
 *
 * Tells what is not told yet.
 */
void
cue_access_change_end (CueAccessChange *self)
{
  guint first = self->first;
  guint removed = self->known - first;
  guint added = self->order->n_ids - first;

  self->known = self->first = self->order->n_ids;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (self->model, first, removed, added);
}

/**
 * cue_access_change_insert:
 * @self: a change that has begun
 * @id: a row that the order does not have
 *
 * What comes in time is told together. What belongs far from the end is told by itself: it must not
 * make a listener look at all that stands behind it.
 */
void
cue_access_change_insert (CueAccessChange *self, guint64 id)
{
  gboolean far = FALSE;
  guint    position;

  if (!cue_access_order_is_last (self->order, id)) {
    position =
      cue_access_order_search (self->order, cue_access_store_get_time (self->order->store, id), id);
    far = position + FAR < self->first;
    if (far)
      cue_access_change_end (self);
  }
  position = cue_access_order_insert (self->order, id);
  if (far) {
    self->known = self->first = self->order->n_ids;
    g_list_model_items_changed (self->model, position, 0, 1);
  } else {
    self->first = MIN (self->first, position);
  }
}
