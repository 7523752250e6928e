// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-store.h"

#include <string.h>

static void
segment_free (CueFeedSegment *self)
{
  g_free (self->records);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * cue_feed_store_init:
 * @self: room for a store
 */
void
cue_feed_store_init (CueFeedStore *self)
{
  memset (self, 0, sizeof *self);
  self->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) segment_free);
}

/**
 * cue_feed_store_clear:
 * @self: a store
 *
 * Frees what it holds.
 */
void
cue_feed_store_clear (CueFeedStore *self)
{
  g_clear_pointer (&self->segments, g_ptr_array_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->last = NULL;
}

static CueFeedSegment *
add_segment (CueFeedStore *self, guint room, gsize size)
{
  CueFeedSegment *segment = g_new0 (CueFeedSegment, 1);

  segment->first_row = self->next_row;
  segment->room = room;
  segment->records = g_new (CueFeedRecord, room);
  segment->size = size;
  segment->newest_ns = G_MININT64;
  g_ptr_array_add (self->segments, segment);
  self->n_bytes += size + room * sizeof *segment->records;
  return segment;
}

/**
 * cue_feed_store_begin_body:
 * @self: a store
 * @body: a large one
 * @n_rows: how many rows of it follow at most; offsets count in @body
 *
 * Keeps a body as it is instead of copying its events, until cue_feed_store_end_body().
 */
void
cue_feed_store_begin_body (CueFeedStore *self, GBytes *body, guint n_rows)
{
  self->body = g_bytes_ref (body);
  self->left = n_rows;
}

static void
set_room (CueFeedStore *self, CueFeedSegment *segment, gsize size)
{
  self->n_bytes -= segment->size + segment->room * sizeof *segment->records;
  segment->size = size;
  segment->room = segment->n_rows;
  segment->records = g_renew (CueFeedRecord, segment->records, MAX (segment->room, 1));
  self->n_bytes += segment->size + segment->room * sizeof *segment->records;
}

/* So that the rest of the body can go. */
static void
copy_texts (CueFeedSegment *segment)
{
  char   *block = g_malloc (MAX (segment->used, 1));
  gsize   used = 0;
  GBytes *body = segment->bytes;

  for (guint i = 0; i < segment->n_rows; i++) {
    CueFeedRecord *record = &segment->records[i];

    memcpy (block + used, segment->text + record->offset, record->length);
    record->offset = (guint32) used;
    used += record->length;
  }
  segment->bytes = g_bytes_new_take (block, used);
  segment->text = block;
  g_bytes_unref (body);
}

/**
 * cue_feed_store_end_body:
 * @self: a store
 * @first_row: the first number that a row of the body could have
 *
 * If most of the body is no event of ours, the events are copied after all and the body goes.
 */
void
cue_feed_store_end_body (CueFeedStore *self, guint32 first_row)
{
  gsize size = g_bytes_get_size (self->body);
  gsize used = 0;

  for (guint i = self->segments->len; i-- > 0;) {
    CueFeedSegment *segment = g_ptr_array_index (self->segments, i);

    if (segment->first_row < first_row)
      break;
    used += segment->used;
  }
  for (guint i = self->segments->len; i-- > 0;) {
    CueFeedSegment *segment = g_ptr_array_index (self->segments, i);

    if (segment->first_row < first_row)
      break;
    if (used < size / 2)
      copy_texts (segment);
    set_room (self, segment, segment->used);
  }
  g_clear_pointer (&self->body, g_bytes_unref);
  self->left = 0;
}

/* With room for one more row of so many bytes. The memory never moves, so that others may read in
 * it while rows are added. */
static CueFeedSegment *
get_open_segment (CueFeedStore *self, gsize length)
{
  CueFeedSegment *segment = NULL;
  gsize           size = MAX (length, CUE_FEED_SEGMENT_BYTES);

  if (self->segments->len > 0)
    segment = g_ptr_array_index (self->segments, self->segments->len - 1);
  if (self->body != NULL) {
    if (segment != NULL && segment->bytes == self->body && segment->n_rows < segment->room)
      return segment;
    segment = add_segment (self, MIN (self->left, CUE_FEED_BODY_ROWS), 0);
    segment->bytes = g_bytes_ref (self->body);
    segment->text = g_bytes_get_data (self->body, NULL);
    return segment;
  }
  if (segment != NULL && segment->block != NULL && segment->n_rows < segment->room &&
      segment->size - segment->used >= length)
    return segment;
  segment = add_segment (self, CUE_FEED_SEGMENT_ROWS, size);
  segment->block = g_malloc (size);
  segment->bytes = g_bytes_new_take (segment->block, size);
  segment->text = segment->block;
  return segment;
}

/**
 * cue_feed_store_add:
 * @self: a store
 * @record: a row
 * @text: its JSON text, to be copied unless the body is kept
 *
 * Returns: the number of the row
 */
guint32
cue_feed_store_add (CueFeedStore *self, const CueFeedRecord *record, const char *text)
{
  CueFeedSegment *segment = get_open_segment (self, record->length);
  CueFeedRecord  *place = &segment->records[segment->n_rows++];

  *place = *record;
  if (segment->block != NULL) {
    memcpy (segment->block + segment->used, text, record->length);
    place->offset = (guint32) segment->used;
  } else {
    self->left--;
    /* The text is in the body already. */
    self->n_bytes += record->length;
    segment->size += record->length;
  }
  segment->used += record->length;
  segment->newest_ns = MAX (segment->newest_ns, record->key_ns);
  self->n_rows++;
  return self->next_row++;
}

/**
 * cue_feed_store_search:
 * @self: a store
 * @row: the number of a row
 *
 * Returns: (transfer none) (nullable): the segment that has it; %NULL when it went
 */
CueFeedSegment *
cue_feed_store_search (CueFeedStore *self, guint32 row)
{
  guint low = 0;
  guint high = self->segments->len;

  while (low < high) {
    guint           middle = low + (high - low) / 2;
    CueFeedSegment *segment = g_ptr_array_index (self->segments, middle);

    if (row < segment->first_row) {
      high = middle;
    } else if (row - segment->first_row >= segment->n_rows) {
      low = middle + 1;
    } else {
      self->last = segment;
      return segment;
    }
  }
  return NULL;
}

/**
 * cue_feed_store_find_oldest:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): the segment whose newest event is the oldest
 */
CueFeedSegment *
cue_feed_store_find_oldest (CueFeedStore *self)
{
  CueFeedSegment *oldest = NULL;

  for (guint i = 0; i < self->segments->len; i++) {
    CueFeedSegment *segment = g_ptr_array_index (self->segments, i);

    if (oldest == NULL || segment->newest_ns < oldest->newest_ns)
      oldest = segment;
  }
  return oldest;
}

/**
 * cue_feed_store_drop:
 * @self: a store
 * @segment: one of it, that goes with all its rows
 */
void
cue_feed_store_drop (CueFeedStore *self, CueFeedSegment *segment)
{
  self->has_holes = TRUE;
  self->n_rows -= segment->n_rows;
  self->n_bytes -= segment->size + segment->room * sizeof *segment->records;
  self->last = NULL;
  g_ptr_array_remove (self->segments, segment);
}
