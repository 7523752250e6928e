// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-log-private.h"

#include <string.h>

/* What few rows have besides their columns. */
typedef struct {
  guint   repeats;
  guint64 pair_id;
  gint64  duration;
} Facts;

/* About what one costs, with its key and its places in the hash table. */
#define FACTS_BYTES 112

static CueAccessMarks
get_marks (CueAccessLog *self, guint64 id)
{
  guint           index;
  CueAccessBlock *block = cue_access_store_get_block (&self->store, id, &index);

  return block->marks[index];
}

static void
collect_facts (CueAccessLog *self, guint64 id, CueAccessRowFacts *out)
{
  const Facts *facts = g_hash_table_lookup (self->facts, &id);

  out->marks = get_marks (self, id);
  out->repeats = facts != NULL ? facts->repeats : 0;
  out->pair_id = facts != NULL ? facts->pair_id : 0;
  out->duration_us = facts != NULL ? facts->duration : -1;
}

/* Makes the object of a row say what is true now, if somebody holds it. */
static void
update_row (CueAccessLog *self, guint64 id)
{
  CueAccessRow     *row = g_hash_table_lookup (self->rows, &id);
  CueAccessRowFacts facts;

  if (row == NULL)
    return;
  collect_facts (self, id, &facts);
  g_object_ref (row);
  cue_access_row_set_facts (row, &facts);
  g_object_unref (row);
}

static Facts *
ensure_facts (CueAccessLog *self, guint64 id)
{
  Facts *facts = g_hash_table_lookup (self->facts, &id);

  if (facts == NULL) {
    facts = g_new0 (Facts, 1);
    facts->duration = -1;
    g_hash_table_insert (self->facts, g_memdup2 (&id, sizeof id), facts);
  }
  return facts;
}

CueAccessSource *
cue_access_log_get_source (CueAccessLog *self, guint64 id)
{
  guint           index;
  CueAccessBlock *block = cue_access_store_get_block (&self->store, id, &index);

  return g_ptr_array_index (self->sources, block->source[index]);
}

void
cue_access_log_mark (CueAccessLog *self, guint64 id, CueAccessMarks set, CueAccessMarks clear)
{
  guint           index;
  guint16         before;
  CueAccessBlock *block;

  if (!cue_access_store_has (&self->store, id))
    return;
  block = cue_access_store_get_block (&self->store, id, &index);
  before = block->marks[index];
  block->marks[index] = (guint16) ((before & ~(guint) clear) | set);
  update_row (self, id);
  /* Of a row that is not in the list yet nobody knows another mark. */
  if (block->marks[index] != before && id < self->first_pending)
    g_signal_emit_by_name (self, "marked", id);
}

/* The message of a row came again. */
void
cue_access_log_note_repeat (CueAccessLog *self, guint64 id)
{
  ensure_facts (self, id)->repeats++;
  cue_access_log_mark (self, id, CUE_ACCESS_MARK_REPEATED, 0);
}

static void
note_other (CueAccessLog *self, guint64 id, guint64 other, gint64 duration)
{
  Facts *facts;

  if (!cue_access_store_has (&self->store, id))
    return;
  facts = ensure_facts (self, id);
  facts->pair_id = other;
  facts->duration = duration;
}

/* What the pairing found. Rows it speaks of may be gone. */
void
cue_access_log_note_pair (const CueAccessPair *pair, gpointer data)
{
  CueAccessLog *self = data;

  if (pair->end_id == 0) {
    cue_access_log_mark (self, pair->begin_id, CUE_ACCESS_MARK_OPEN, 0);
    return;
  }
  if (pair->begin_id == 0) {
    cue_access_log_mark (self, pair->end_id, CUE_ACCESS_MARK_END_ALONE, 0);
    return;
  }
  note_other (self, pair->begin_id, pair->end_id, pair->duration_us);
  note_other (self, pair->end_id, pair->begin_id, pair->duration_us);
  cue_access_log_mark (self, pair->begin_id, CUE_ACCESS_MARK_ENDED, CUE_ACCESS_MARK_OPEN);
  cue_access_log_mark (self, pair->end_id, CUE_ACCESS_MARK_END, CUE_ACCESS_MARK_END_ALONE);
}

/**
 * cue_access_log_get_row:
 * @id: a row
 *
 * Returns: (transfer full) (nullable): the row as an object, the same one as long as somebody holds
 *   it; %NULL when it is gone, or never was
 */
CueAccessRow *
cue_access_log_get_row (CueAccessLog *self, guint64 id)
{
  CueAccessRow     *row;
  CueAccessSource  *source;
  CueAccessRowFacts facts;

  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), NULL);

  if (!cue_access_store_has (&self->store, id))
    return NULL;
  row = g_hash_table_lookup (self->rows, &id);
  if (row != NULL)
    return g_object_ref (row);
  source = cue_access_log_get_source (self, id);
  collect_facts (self, id, &facts);
  row = cue_access_row_new (self, id, source->site_id, source->site_name, &facts);
  g_hash_table_insert (self->rows, g_memdup2 (&id, sizeof id), row);
  return row;
}

/* The last one let go of the object of a row. */
void
cue_access_log_forget_row (CueAccessLog *self, guint64 id)
{
  g_hash_table_remove (self->rows, &id);
}

static CueAccessEvent *
make_gap (const char *text)
{
  gint64 times[2];

  memcpy (times, text, sizeof times);
  return cue_access_event_new_gap (times[0], times[1]);
}

/**
 * cue_access_log_get_event:
 * @id: a row
 *
 * Unpacks and decodes a row, some microseconds of work. Also for rows that are not yet in the list.
 *
 * Returns: (transfer full) (nullable): what it is; %NULL when it is gone
 */
CueAccessEvent *
cue_access_log_get_event (CueAccessLog *self, guint64 id)
{
  CueAccessBlock *block;
  guint           index;

  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), NULL);

  if (!cue_access_store_has (&self->store, id))
    return NULL;
  block = cue_access_store_get_block (&self->store, id, &index);
  g_string_truncate (self->scratch, 0);
  cue_access_store_unpack (&self->store, id, self->scratch);
  if (block->form[index] == CUE_ACCESS_FORM_GAP)
    return make_gap (self->scratch->str);
  return cue_access_event_new (cue_access_log_get_source (self, id)->kind,
                               block->form[index],
                               self->scratch->str,
                               self->scratch->len,
                               block->received[index]);
}

/**
 * cue_access_log_get_marks:
 * @id: a row
 *
 * Returns: its marks, without making an object; nothing for one that is gone
 */
CueAccessMarks
cue_access_log_get_marks (CueAccessLog *self, guint64 id)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);

  return cue_access_store_has (&self->store, id) ? get_marks (self, id) : 0;
}

/**
 * cue_access_log_find:
 * @id: a row
 * @position: (out): where it stands in the list
 *
 * Returns: whether it is in the list
 */
gboolean
cue_access_log_find (CueAccessLog *self, guint64 id, guint *position)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), FALSE);

  return cue_access_store_has (&self->store, id) &&
         cue_access_order_find (&self->order, id, position);
}

/**
 * cue_access_log_get_first_id:
 *
 * Returns: no row that is still there has a smaller id
 */
guint64
cue_access_log_get_first_id (CueAccessLog *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);

  return self->store.first_id;
}

/**
 * cue_access_log_get_last_id:
 *
 * What comes from now on has a greater id, so this is a mark for what was there at the last look.
 *
 * Returns: the id of the newest arrival, or one less than the first will have
 */
guint64
cue_access_log_get_last_id (CueAccessLog *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);

  return self->store.next_id - 1;
}

/**
 * cue_access_log_get_alarms:
 *
 * Returns: (transfer none): a list of [class@AccessAlarm]: those that have not ended, in the order
 *   in which they came
 */
GListModel *
cue_access_log_get_alarms (CueAccessLog *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), NULL);

  return cue_access_pairing_get_alarms (self->pairing);
}

/**
 * cue_access_log_get_dropped:
 * @self: a log
 *
 * Returns: how many rows were let go because of its limits, the oldest first
 */
guint64
cue_access_log_get_dropped (CueAccessLog *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);

  return self->dropped;
}

/**
 * cue_access_log_get_repeated:
 * @self: a log
 *
 * Returns: how many messages were the same as one before, and made no row
 */
guint64
cue_access_log_get_repeated (CueAccessLog *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);

  return self->repeated;
}

/**
 * cue_access_log_get_undecoded:
 * @self: a log
 *
 * Returns: how many messages could only be shown raw
 */
guint64
cue_access_log_get_undecoded (CueAccessLog *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);

  return self->undecoded;
}

/**
 * cue_access_log_get_bytes:
 *
 * Returns: the memory it takes for its rows, with their tables and their order; without the objects
 *   that others hold
 */
gsize
cue_access_log_get_bytes (CueAccessLog *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);

  return cue_access_store_get_bytes (&self->store) + cue_access_order_get_bytes (&self->order) +
         g_hash_table_size (self->facts) * FACTS_BYTES;
}
