// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-packer.h"
#include "cue-access-row.h"
#include "cue-access-tuples.h"

G_BEGIN_DECLS

#define CUE_ACCESS_BLOCK_ROWS  4096
#define CUE_ACCESS_BLOCK_BYTES (4 * 1024 * 1024)

/* In place of the number of a value: the field is not there. */
#define CUE_ACCESS_NO_FIELD (CUE_DICTIONARY_NONE - 1)

/* In place of a form: the row is a gap, and its text are two times. */
#define CUE_ACCESS_FORM_GAP 255

/* The values that rows are filtered by, in three tables. */
typedef enum {
  CUE_ACCESS_DOOR_LOCK_ID,
  CUE_ACCESS_DOOR_LOCK_NAME,
  CUE_ACCESS_DOOR_LOCK_MAC,
  CUE_ACCESS_DOOR_IQ_ID,
  CUE_ACCESS_DOOR_IQ_NAME,
  CUE_ACCESS_DOOR_WIDTH,
} CueAccessDoorValue;

typedef enum {
  CUE_ACCESS_PERSON_USER_ID,
  CUE_ACCESS_PERSON_FIRST_NAME,
  CUE_ACCESS_PERSON_LAST_NAME,
  CUE_ACCESS_PERSON_ALIAS,
  CUE_ACCESS_PERSON_TAG,
  CUE_ACCESS_PERSON_WIDTH,
} CueAccessPersonValue;

typedef enum {
  CUE_ACCESS_CODE_SOURCE, /* the number of the source itself */
  CUE_ACCESS_CODE_KIND,   /* the kind itself */
  CUE_ACCESS_CODE_FORM,   /* the form itself */
  CUE_ACCESS_CODE_CATEGORY,
  CUE_ACCESS_CODE_DETAIL,
  CUE_ACCESS_CODE_HOW,
  CUE_ACCESS_CODE_SITE,
  CUE_ACCESS_CODE_WIDTH,
} CueAccessCodeValue;

typedef enum {
  CUE_ACCESS_TABLE_DOOR,
  CUE_ACCESS_TABLE_PERSON,
  CUE_ACCESS_TABLE_CODE,
  CUE_ACCESS_N_TABLES,
} CueAccessTable;

/* In columns, so that a filter reads little. */
typedef struct {
  gint64  time[CUE_ACCESS_BLOCK_ROWS];     /* what rows are sorted by */
  gint64  received[CUE_ACCESS_BLOCK_ROWS]; /* wall clock */
  guint32 tuples[CUE_ACCESS_N_TABLES][CUE_ACCESS_BLOCK_ROWS];
  guint32 id_hash[CUE_ACCESS_BLOCK_ROWS]; /* zero: no id */
  guint32 ends[CUE_ACCESS_BLOCK_ROWS];    /* in bytes */
  guint16 marks[CUE_ACCESS_BLOCK_ROWS];
  guint16 source[CUE_ACCESS_BLOCK_ROWS];
  guint8  form[CUE_ACCESS_BLOCK_ROWS]; /* CueAccessForm, or CUE_ACCESS_FORM_GAP */
  guint   n_rows;
  guint8 *bytes; /* owned: the packed texts, one after the other */
  gsize   room;
} CueAccessBlock;

/*
 * The rows in the order in which they came, numbered from 1 on. The oldest are let go a whole block
 * at a time. A block that is full of large texts ends early; the numbers that its missing rows
 * would have are left out.
 */
typedef struct {
  CueAccessPacker *packer; /* owned */
  CueAccessTuples  tables[CUE_ACCESS_N_TABLES];
  GPtrArray       *blocks; /* of CueAccessBlock */
  guint64          first_id;
  guint64          next_id;
  guint            n_rows;
  gsize            block_bytes;
  guint32         *ids; /* owned: hash table from the id of an event to its row, low 32 bits */
  guint32          ids_mask;
  guint32          n_ids;
} CueAccessStore;

/* A row to be added. */
typedef struct {
  const guint8  *bytes; /* unowned: the packed text */
  gsize          n_bytes;
  gint64         time;
  gint64         received;
  guint32        tuples[CUE_ACCESS_N_TABLES];
  guint32        id_hash; /* zero: not to be found by its id */
  CueAccessMarks marks;
  guint16        source;
  guint8         form;
} CueAccessRecord;

void    cue_access_store_init (CueAccessStore *self);
void    cue_access_store_clear (CueAccessStore *self);
gsize   cue_access_store_get_bytes (const CueAccessStore *self);
guint64 cue_access_store_add (CueAccessStore *self, const CueAccessRecord *record);
guint   cue_access_store_drop_oldest (CueAccessStore *self);
void    cue_access_store_unpack (CueAccessStore *self, guint64 id, GString *text);
guint64 cue_access_store_find_hash (CueAccessStore *self, guint32 id_hash, guint64 before);

static inline CueAccessBlock *
cue_access_store_get_block (const CueAccessStore *self, guint64 id, guint *index)
{
  guint64 offset = id - self->first_id;

  *index = (guint) (offset % CUE_ACCESS_BLOCK_ROWS);
  return g_ptr_array_index (self->blocks, (guint) (offset / CUE_ACCESS_BLOCK_ROWS));
}

static inline gboolean
cue_access_store_has (const CueAccessStore *self, guint64 id)
{
  guint           index;
  CueAccessBlock *block;

  if (id < self->first_id || id >= self->next_id)
    return FALSE;
  block = cue_access_store_get_block (self, id, &index);
  return index < block->n_rows;
}

static inline gint64
cue_access_store_get_time (const CueAccessStore *self, guint64 id)
{
  guint           index;
  CueAccessBlock *block = cue_access_store_get_block (self, id, &index);

  return block->time[index];
}

/* The row that low 32 bits of an id mean; there are never as many rows as would make two. */
static inline guint64
cue_access_store_widen (const CueAccessStore *self, guint32 low)
{
  return self->first_id + (guint32) (low - (guint32) self->first_id);
}

G_END_DECLS
