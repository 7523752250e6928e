// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-fields.h"
#include "cue-feed-log-private.h"
#include "cue-feed-path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * How the events of a page become rows: in pieces that fit between two frames, then all of them
 * appear in the list at once.
 */

#define UNKNOWN (CUE_DICTIONARY_NONE - 2)

#define ROWS_PER_LOOK 64

/* ---- what is there already ------------------------------------------------------------------ */

typedef enum {
  NEW,
  REPEATED,
  DUPLICATE,
} Novelty;

static gboolean
have_same_id (const char *one, gsize one_length, const char *two, gsize two_length)
{
  CueFeedFields    fields;
  g_autofree char *id = NULL;

  if (!cue_feed_fields_read (&fields, one, one_length))
    return FALSE;
  id = cue_feed_span_dup_text (&fields.texts[CUE_FEED_TEXT_ID]);
  return id != NULL && cue_feed_fields_read (&fields, two, two_length) &&
         cue_feed_span_equals (&fields.texts[CUE_FEED_TEXT_ID], id, strlen (id));
}

static void
mark_duplicate (CueFeedLog *self, guint32 row)
{
  CueFeedRecord *record = cue_feed_store_get_row (&self->store, row);
  CueFeedEvent  *event;

  if ((record->marks & CUE_FEED_MARK_DUPLICATE) != 0)
    return;
  record->marks |= CUE_FEED_MARK_DUPLICATE;
  event = g_hash_table_lookup (self->events, GUINT_TO_POINTER (row));
  if (event != NULL)
    cue_feed_event_set_marks (event, record->marks & ~CUE_FEED_MARK_NO_ID);
}

/* TB-7, TB-8: pages overlap, and the service does not keep ids unique. */
static Novelty
judge (CueFeedLog          *self,
       const CueFeedTaking *taking,
       const CueFeedRecord *record,
       const char          *text,
       const guint32       *same,
       guint                n_same)
{
  gboolean has_id = (record->marks & CUE_FEED_MARK_NO_ID) == 0;
  gboolean has_time = (record->marks & CUE_FEED_MARK_NO_TIME) == 0;
  Novelty  novelty = NEW;

  for (guint i = 0; i < n_same; i++) {
    CueFeedRecord *other = cue_feed_store_get (&self->store, same[i]);
    const char    *other_text;
    gsize          other_length;
    gboolean       equal;
    gboolean       of_other_page = same[i] < taking->first_row;

    if (other == NULL)
      continue;
    other_text = cue_feed_store_get_text (&self->store, same[i], &other_length);
    equal = other_length == record->length && memcmp (other_text, text, other_length) == 0;
    if (equal && of_other_page && (has_id || has_time))
      return REPEATED;
    if (!has_id || (other->marks & CUE_FEED_MARK_NO_ID) != 0)
      continue;
    if (!equal && !have_same_id (other_text, other_length, text, record->length))
      continue;
    if (of_other_page && has_time && (other->marks & CUE_FEED_MARK_NO_TIME) == 0 &&
        other->key_ns == record->key_ns)
      return REPEATED;
    novelty = DUPLICATE;
    mark_duplicate (self, same[i]);
  }
  return novelty;
}

/* ---- numbers of the page and of the log ------------------------------------------------------ */

static guint32
translate (CueFeedLog *self, CueFeedTaking *taking, guint32 value)
{
  const char *bytes;
  gsize       length;
  guint32     token;

  if (value >= CUE_FEED_OTHER_VALUE)
    return value;
  if (taking->values[value] != UNKNOWN)
    return taking->values[value];
  bytes = cue_dictionary_get (taking->page->dictionary, value, &length);
  token = cue_dictionary_intern (self->dictionary, bytes, length, TRUE);
  if (token >= UNKNOWN)
    token = CUE_FEED_OTHER_VALUE;
  taking->values[value] = token;
  return token;
}

typedef struct {
  CueFeedLog *log;
  GPtrArray  *paths;
} PathNotes;

static void
note_path (const char *path, gpointer data)
{
  PathNotes *notes = data;
  char      *known = NULL;

  if (!g_hash_table_lookup_extended (notes->log->paths, path, (gpointer *) &known, NULL)) {
    known = g_strdup (path);
    g_hash_table_add (notes->log->paths, known);
  }
  g_ptr_array_add (notes->paths, known);
}

static guint32
add_shape (CueFeedLog             *self,
           const CueFeedTaking    *taking,
           const CueFeedPageShape *shape,
           guint32                 type,
           gint64                  ns)
{
  const CueFeedRecord *example = cue_feed_page_get_record (taking->page, shape->example);
  const char          *text = g_bytes_get_data (taking->page->body, NULL);
  CueFeedLogShape      added = { shape->hash, type, ns, ns, 0, g_ptr_array_new () };
  PathNotes            notes = { self, added.paths };

  cue_feed_path_list (text + example->offset, example->length, note_path, &notes);
  g_array_append_val (self->shapes, added);
  g_hash_table_insert (self->shape_index,
                       GSIZE_TO_POINTER ((gsize) shape->hash),
                       GUINT_TO_POINTER (self->shapes->len));
  return self->shapes->len;
}

static guint32
find_shape (CueFeedLog *self, CueFeedTaking *taking, guint32 number, guint32 type, gint64 ns)
{
  const CueFeedPageShape *shape;
  guint32                 index;

  if (number == CUE_FEED_NO_SHAPE) {
    self->lost_shapes = TRUE;
    return CUE_FEED_NO_SHAPE;
  }
  if (taking->shapes[number] != UNKNOWN)
    return taking->shapes[number];
  shape = &g_array_index (taking->page->shapes, CueFeedPageShape, number);
  index = GPOINTER_TO_UINT (
    g_hash_table_lookup (self->shape_index, GSIZE_TO_POINTER ((gsize) shape->hash)));
  if (index == 0 && self->shapes->len < CUE_FEED_LOG_MAX_SHAPES)
    index = add_shape (self, taking, shape, type, ns);
  self->lost_shapes |= index == 0;
  taking->shapes[number] = index > 0 ? index - 1 : CUE_FEED_NO_SHAPE;
  return taking->shapes[number];
}

static void
count_shape (CueFeedLog *self, guint32 number, const CueFeedRecord *record)
{
  CueFeedLogShape *shape;

  if (number == CUE_FEED_NO_SHAPE)
    return;
  shape = &g_array_index (self->shapes, CueFeedLogShape, number);
  shape->count++;
  shape->first_ns = MIN (shape->first_ns, record->key_ns);
  shape->last_ns = MAX (shape->last_ns, record->key_ns);
}

/* ---- room ---------------------------------------------------------------------------------- */

static gboolean
is_full (CueFeedLog *self, gsize more)
{
  return self->store.n_rows >= self->max_rows || self->store.n_bytes + more > self->max_bytes ||
         self->store.next_row >= G_MAXUINT32 / 2;
}

/* Newer ones push out older ones, never the other way round. */
static gboolean
make_room (CueFeedLog *self, CueFeedTaking *taking, const CueFeedRecord *record)
{
  while (is_full (self, record->length)) {
    CueFeedSegment *oldest = cue_feed_store_find_oldest (&self->store);

    if (oldest == NULL || oldest->newest_ns >= record->key_ns ||
        oldest->first_row + oldest->n_rows > taking->first_row)
      return FALSE;
    cue_feed_log_let_go (self, oldest);
  }
  return TRUE;
}

/* ---- taking -------------------------------------------------------------------------------- */

static void
take_row (CueFeedLog *self, CueFeedTaking *taking, guint index)
{
  CueFeedPage  *page = taking->page;
  guint         place = page->order != NULL ? page->order[index] : index;
  CueFeedRecord record = *cue_feed_page_get_record (page, place);
  const char   *text = (const char *) g_bytes_get_data (page->body, NULL) + record.offset;
  guint32       same[CUE_FEED_IDS_MAX_SAME];
  guint         n_same = cue_feed_ids_find (&self->ids, record.id_hash, same);
  Novelty       novelty = judge (self, taking, &record, text, same, n_same);
  guint32       row;

  if (novelty == REPEATED) {
    taking->taken.repeated++;
    self->repeated++;
    return;
  }
  if (!make_room (self, taking, &record)) {
    taking->taken.refused++;
    self->full = TRUE;
    return;
  }
  for (guint i = 0; i < CUE_FEED_N_FACETS; i++)
    record.values[i] = translate (self, taking, record.values[i]);
  record.shape =
    find_shape (self, taking, record.shape, record.values[CUE_FEED_FACET_TYPE], record.key_ns);
  if (novelty == DUPLICATE) {
    record.marks |= CUE_FEED_MARK_DUPLICATE;
    taking->taken.duplicates++;
  }
  count_shape (self, record.shape, &record);
  row = cue_feed_store_add (&self->store, &record, text);
  if (n_same < CUE_FEED_IDS_MAX_SAME)
    cue_feed_ids_add (&self->ids, &self->store, record.id_hash, row);
  if (record.values[CUE_FEED_FACET_TYPE] < CUE_FEED_OTHER_VALUE)
    g_hash_table_add (self->types, GUINT_TO_POINTER (record.values[CUE_FEED_FACET_TYPE]));
  self->failed += (record.marks & CUE_FEED_MARK_FAILED) != 0;
  taking->rows[taking->taken.added++] = row;
}

static void
begin (CueFeedLog *self, CueFeedTaking *taking)
{
  guint n_rows = taking->page->records->len;
  guint n_values = cue_dictionary_get_n_values (taking->page->dictionary);

  taking->first_row = self->store.next_row;
  taking->rows = g_new (guint32, MAX (n_rows, 1));
  taking->values = g_new (guint32, MAX (n_values, 1));
  for (guint i = 0; i < n_values; i++)
    taking->values[i] = UNKNOWN;
  taking->shapes = g_new (guint32, MAX (taking->page->shapes->len, 1));
  for (guint i = 0; i < taking->page->shapes->len; i++)
    taking->shapes[i] = UNKNOWN;
  if (g_bytes_get_size (taking->page->body) >= CUE_FEED_LARGE_BODY)
    cue_feed_store_begin_body (&self->store, taking->page->body, n_rows);
}

/* Lets the rows appear. */
static void
end (CueFeedLog *self, CueFeedTaking *taking)
{
  guint position;
  guint removed;
  guint added;

  if (self->store.body != NULL)
    cue_feed_store_end_body (&self->store, taking->first_row);
  if (taking->taken.added > 0)
    taking->taken.first_id = (guint64) taking->first_row + 1;
  position = cue_feed_order_merge (&self->order,
                                   &self->store,
                                   taking->rows,
                                   taking->taken.added,
                                   &removed,
                                   &added);
  self->n_published = self->store.next_row;
  if (added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/**
 * cue_feed_taking_free:
 * @self: (transfer full): a page that is taken or not
 */
void
cue_feed_taking_free (CueFeedTaking *self)
{
  if (self->task != NULL)
    g_task_return_new_error (self->task,
                             G_IO_ERROR,
                             G_IO_ERROR_CANCELLED,
                             "%s",
                             _ ("The list was cleared."));
  g_clear_object (&self->task);
  g_clear_object (&self->page);
  g_free (self->values);
  g_free (self->shapes);
  g_free (self->rows);
  g_free (self);
}

static void
answer (CueFeedTaking *taking)
{
  GTask *task = g_steal_pointer (&taking->task);

  if (task == NULL)
    return;
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_memdup2 (&taking->taken, sizeof taking->taken), g_free);
  g_object_unref (task);
}

static gboolean
is_cancelled (const CueFeedTaking *taking)
{
  return taking->task != NULL && g_cancellable_is_cancelled (g_task_get_cancellable (taking->task));
}

/* Takes pages until it is late. The log is kept by its caller. */
static void
work (CueFeedLog *self, gint64 until_us)
{
  while (self->waiting.length > 0) {
    CueFeedTaking *taking = g_queue_peek_head (&self->waiting);
    guint          n_rows = taking->page->records->len;

    if (taking->rows == NULL)
      begin (self, taking);
    while (taking->next < n_rows && !is_cancelled (taking)) {
      take_row (self, taking, taking->next++);
      if (taking->next % ROWS_PER_LOOK == 0 && g_get_monotonic_time () >= until_us)
        return;
    }
    g_queue_pop_head (&self->waiting);
    end (self, taking);
    answer (taking);
    cue_feed_taking_free (taking);
  }
}

static void
on_turn (gpointer data)
{
  CueFeedLog *self = data;

  g_object_ref (self);
  work (self, g_get_monotonic_time () + CUE_FEED_SLICE_US);
  if (self->waiting.length > 0)
    cue_turn_wait (&self->turn, on_turn, self);
  cue_feed_log_tell (self);
  g_object_unref (self);
}

/**
 * cue_feed_log_add:
 * @self: a log
 * @page: a page of its feed
 * @taken: (out) (optional): what became of its events
 *
 * Takes in a page at once, however long that takes, and pages that waited before it: for small
 * ones, for tests, and for programs without a window. Not to be called by who is told that rows go.
 */
void
cue_feed_log_add (CueFeedLog *self, CueFeedPage *page, CueFeedTaken *taken)
{
  CueFeedTaking *taking;

  g_return_if_fail (CUE_IS_FEED_LOG (self));
  g_return_if_fail (CUE_IS_FEED_PAGE (page));
  g_return_if_fail (!self->letting_go);

  g_object_ref (self);
  cue_turn_clear (&self->turn);
  work (self, G_MAXINT64);
  taking = g_new0 (CueFeedTaking, 1);
  taking->page = g_object_ref (page);
  begin (self, taking);
  for (guint i = 0; i < page->records->len; i++)
    take_row (self, taking, i);
  end (self, taking);
  if (taken != NULL)
    *taken = taking->taken;
  cue_feed_taking_free (taking);
  cue_feed_log_tell (self);
  g_object_unref (self);
}

/**
 * cue_feed_log_add_async:
 * @self: a log
 * @page: a page of its feed
 * @cancellable: (nullable): ends it; events that were taken stay
 * @callback: finish with cue_feed_log_add_finish()
 *
 * Takes in a page bit by bit while the window is drawn; pages one after the other. Its events
 * appear in the list together.
 */
void
cue_feed_log_add_async (CueFeedLog         *self,
                        CueFeedPage        *page,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  CueFeedTaking *taking;

  g_return_if_fail (CUE_IS_FEED_LOG (self));
  g_return_if_fail (CUE_IS_FEED_PAGE (page));

  taking = g_new0 (CueFeedTaking, 1);
  taking->page = g_object_ref (page);
  taking->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (taking->task, cue_feed_log_add_async);
  g_queue_push_tail (&self->waiting, taking);
  cue_turn_wait (&self->turn, on_turn, self);
  cue_feed_log_tell (self);
}

/**
 * cue_feed_log_add_finish:
 * @self: a log
 * @result: what the callback was given
 * @taken: (out) (optional): what became of the events of the page
 * @error: %G_IO_ERROR_CANCELLED, also when the log was cleared meanwhile
 *
 * Returns: whether the page was taken
 */
gboolean
cue_feed_log_add_finish (CueFeedLog   *self,
                         GAsyncResult *result,
                         CueFeedTaken *taken,
                         GError      **error)
{
  g_autofree CueFeedTaken *local = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  local = g_task_propagate_pointer (G_TASK (result), error);
  if (local != NULL && taken != NULL)
    *taken = *local;
  return local != NULL;
}
