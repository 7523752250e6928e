// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-store.h"

#include <string.h>

static void
block_free (CueAccessBlock *block)
{
  g_free (block->bytes);
  g_free (block);
}

/**
 * cue_access_store_init:
 * @self: room for a store
 */
void
cue_access_store_init (CueAccessStore *self)
{
  memset (self, 0, sizeof *self);
  self->packer = cue_access_packer_new ();
  cue_access_tuples_init (&self->tables[CUE_ACCESS_TABLE_DOOR], CUE_ACCESS_DOOR_WIDTH);
  cue_access_tuples_init (&self->tables[CUE_ACCESS_TABLE_PERSON], CUE_ACCESS_PERSON_WIDTH);
  cue_access_tuples_init (&self->tables[CUE_ACCESS_TABLE_CODE], CUE_ACCESS_CODE_WIDTH);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  self->first_id = self->next_id = 1;
  self->ids_mask = 1023;
  self->ids = g_new0 (guint32, self->ids_mask + 1);
}

/**
 * cue_access_store_clear:
 * @self: a store
 *
 * Frees what it holds.
 */
void
cue_access_store_clear (CueAccessStore *self)
{
  g_clear_pointer (&self->packer, cue_access_packer_free);
  for (guint i = 0; i < CUE_ACCESS_N_TABLES; i++)
    cue_access_tuples_clear (&self->tables[i]);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_free);
}

/**
 * cue_access_store_get_bytes:
 * @self: a store
 *
 * Returns: the bytes that it holds of the heap: rows, tables, dictionary and index
 */
gsize
cue_access_store_get_bytes (const CueAccessStore *self)
{
  gsize bytes = self->block_bytes + cue_access_packer_get_bytes (self->packer) +
                (self->ids_mask + (gsize) 1) * sizeof *self->ids;

  for (guint i = 0; i < CUE_ACCESS_N_TABLES; i++)
    bytes += cue_access_tuples_get_bytes (&self->tables[i]);
  return bytes;
}

/* ---- the index of ids ---------------------------------------------------------------------- */

static guint32
hash_of (const CueAccessStore *self, guint32 low)
{
  guint           index;
  CueAccessBlock *block =
    cue_access_store_get_block (self, cue_access_store_widen (self, low), &index);

  return block->id_hash[index];
}

static void
put_id (CueAccessStore *self, guint32 *ids, guint32 mask, guint32 hash, guint32 low)
{
  guint32 place = hash & mask;

  while (ids[place] != 0)
    place = (place + 1) & mask;
  ids[place] = low;
}

static void
grow_ids (CueAccessStore *self)
{
  guint32  mask = self->ids_mask * 2 + 1;
  guint32 *ids = g_new0 (guint32, (gsize) mask + 1);

  for (gsize i = 0; i <= self->ids_mask; i++) {
    if (self->ids[i] != 0)
      put_id (self, ids, mask, hash_of (self, self->ids[i]), self->ids[i]);
  }
  g_free (self->ids);
  self->ids = ids;
  self->ids_mask = mask;
}

/* Takes one out and closes the hole, so that searching may stop at the first free place. */
static void
remove_id (CueAccessStore *self, guint32 hash, guint32 low)
{
  guint32 place = hash & self->ids_mask;
  guint32 hole;

  if (low == 0)
    return;
  while (self->ids[place] != low) {
    if (self->ids[place] == 0)
      return;
    place = (place + 1) & self->ids_mask;
  }
  hole = place;
  for (;;) {
    guint32 home;

    place = (place + 1) & self->ids_mask;
    if (self->ids[place] == 0)
      break;
    home = hash_of (self, self->ids[place]) & self->ids_mask;
    if (((place - home) & self->ids_mask) >= ((place - hole) & self->ids_mask)) {
      self->ids[hole] = self->ids[place];
      hole = place;
    }
  }
  self->ids[hole] = 0;
  self->n_ids--;
}

/**
 * cue_access_store_find_hash:
 * @self: a store
 * @id_hash: the hash of the id of an event
 * @before: only rows before this one
 *
 * Returns: the newest row before @before whose event has an id of this hash, or zero
 */
guint64
cue_access_store_find_hash (CueAccessStore *self, guint32 id_hash, guint64 before)
{
  guint64 found = 0;

  for (guint32 place = id_hash & self->ids_mask; self->ids[place] != 0;
       place = (place + 1) & self->ids_mask) {
    guint64 id = cue_access_store_widen (self, self->ids[place]);

    if (id < before && id > found && hash_of (self, self->ids[place]) == id_hash)
      found = id;
  }
  return found;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static CueAccessBlock *
begin_block (CueAccessStore *self)
{
  CueAccessBlock *block;

  if (self->blocks->len > 0) {
    /* What the last one has too much is given back: it will not grow any more. */
    block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
    self->block_bytes -= block->room;
    block->room = block->ends[block->n_rows - 1];
    block->bytes = g_realloc (block->bytes, MAX (block->room, 1));
    self->block_bytes += block->room;
  }
  block = g_new0 (CueAccessBlock, 1);
  self->block_bytes += sizeof *block;
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
append_bytes (CueAccessStore *self, CueAccessBlock *block, const guint8 *bytes, gsize n_bytes)
{
  gsize used = block->n_rows > 0 ? block->ends[block->n_rows - 1] : 0;

  if (used + n_bytes > block->room) {
    self->block_bytes -= block->room;
    block->room = MAX (used + n_bytes, block->room + block->room / 2 + 4096);
    block->bytes = g_realloc (block->bytes, block->room);
    self->block_bytes += block->room;
  }
  memcpy (block->bytes + used, bytes, n_bytes);
  block->ends[block->n_rows] = (guint32) (used + n_bytes);
}

/* The block for another row of so many bytes. */
static CueAccessBlock *
get_room (CueAccessStore *self, gsize n_bytes)
{
  CueAccessBlock *block;

  if (self->blocks->len == 0)
    return begin_block (self);
  block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  if (block->n_rows < CUE_ACCESS_BLOCK_ROWS &&
      block->ends[block->n_rows - 1] + n_bytes <= CUE_ACCESS_BLOCK_BYTES)
    return block;
  self->next_id = self->first_id + (guint64) self->blocks->len * CUE_ACCESS_BLOCK_ROWS;
  return begin_block (self);
}

/**
 * cue_access_store_add:
 * @self: a store
 * @record: what to add
 *
 * Returns: the id of the new row
 */
guint64
cue_access_store_add (CueAccessStore *self, const CueAccessRecord *record)
{
  CueAccessBlock *block = get_room (self, record->n_bytes);
  guint           row = block->n_rows;
  guint64         id;

  append_bytes (self, block, record->bytes, record->n_bytes);
  block->time[row] = record->time;
  block->received[row] = record->received;
  for (guint i = 0; i < CUE_ACCESS_N_TABLES; i++)
    block->tuples[i][row] = record->tuples[i];
  block->id_hash[row] = record->id_hash;
  block->marks[row] = (guint16) record->marks;
  block->source[row] = record->source;
  block->form[row] = record->form;
  block->n_rows++;
  self->n_rows++;
  id = self->next_id++;
  /* An id of 32 zero bits would look like a free place. */
  if (record->id_hash != 0 && (guint32) id != 0) {
    put_id (self, self->ids, self->ids_mask, record->id_hash, (guint32) id);
    if (++self->n_ids > self->ids_mask / 4 * 3)
      grow_ids (self);
  }
  return id;
}

/**
 * cue_access_store_drop_oldest:
 * @self: a store
 *
 * Lets the oldest block of rows go. Their values stay in the dictionary, which others may share.
 *
 * Returns: how many rows went; 0 when there are none
 */
guint
cue_access_store_drop_oldest (CueAccessStore *self)
{
  CueAccessBlock *block;
  guint           n_rows;

  if (self->blocks->len == 0)
    return 0;
  block = g_ptr_array_index (self->blocks, 0);
  n_rows = block->n_rows;
  for (guint i = 0; i < n_rows; i++) {
    if (block->id_hash[i] != 0)
      remove_id (self, block->id_hash[i], (guint32) (self->first_id + i));
  }
  self->block_bytes -= block->room + sizeof *block;
  self->n_rows -= n_rows;
  self->first_id += CUE_ACCESS_BLOCK_ROWS;
  self->next_id = MAX (self->next_id, self->first_id);
  g_ptr_array_remove_index (self->blocks, 0);
  return n_rows;
}

/**
 * cue_access_store_unpack:
 * @self: a store
 * @id: a row that it has
 * @text: what the text of the row is appended to, exactly as it came
 */
void
cue_access_store_unpack (CueAccessStore *self, guint64 id, GString *text)
{
  guint           index;
  CueAccessBlock *block = cue_access_store_get_block (self, id, &index);
  guint32         begin = index > 0 ? block->ends[index - 1] : 0;

  cue_access_packer_unpack (self->packer, block->bytes + begin, block->ends[index] - begin, text);
}
