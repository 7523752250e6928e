// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-log-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueFeedLog:
 *
 * The events of one feed, of all its pages, as a list of [class@FeedEvent] by the time at which the
 * service received them. Pages may come in any order and overlap: an event that is there already is
 * not added again.
 *
 * It is made for a million events. A row is some seventy bytes beside its JSON text, which is kept
 * as it came, in the answer that brought it; it is an object only while somebody holds one. Rows
 * have ids that stay when others come and go.
 *
 * Order: by `eventReceived`; an event without a readable one stands behind the one it came behind.
 *
 * The same event again (the same `eventId` and `eventReceived`, or the same bytes, from another
 * page) is counted and left out. Another event with the same `eventId` is kept, and both are
 * marked: the service does not keep ids unique.
 *
 * It holds at most so many rows and bytes as it was made with. Beyond, newer events push out the
 * oldest, some thousand at a time; older ones are refused. Both are counted and said, see
 * cue_feed_log_dup_limit_words().
 *
 * Main thread.
 */

typedef enum {
  PROP_FAILED = 1,
  PROP_REPEATED,
  PROP_DROPPED,
  PROP_FULL,
  PROP_TAKING,
} CueFeedLogProperty;

static GParamSpec *properties[PROP_TAKING + 1];

typedef enum {
  SIGNAL_LETTING_GO,
} CueFeedLogSignal;

static guint signals[SIGNAL_LETTING_GO + 1];

static void cue_feed_log_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueFeedLog,
                               cue_feed_log,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cue_feed_log_list_model_init))

static GType
cue_feed_log_get_item_type (GListModel *model)
{
  return CUE_TYPE_FEED_EVENT;
}

static guint
cue_feed_log_get_n_items (GListModel *model)
{
  return CUE_FEED_LOG (model)->order.n;
}

static gpointer
cue_feed_log_get_item (GListModel *model, guint position)
{
  CueFeedLog *self = CUE_FEED_LOG (model);

  if (position >= self->order.n)
    return NULL;
  return cue_feed_log_get_event (self, (guint64) self->order.rows[position] + 1);
}

static void
cue_feed_log_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_feed_log_get_item_type;
  iface->get_n_items = cue_feed_log_get_n_items;
  iface->get_item = cue_feed_log_get_item;
}

static void
cue_feed_log_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFeedLog *self = CUE_FEED_LOG (object);

  switch ((CueFeedLogProperty) id) {
  case PROP_FAILED:
    g_value_set_uint64 (value, self->failed);
    break;
  case PROP_REPEATED:
    g_value_set_uint64 (value, self->repeated);
    break;
  case PROP_DROPPED:
    g_value_set_uint64 (value, self->dropped);
    break;
  case PROP_FULL:
    g_value_set_boolean (value, self->full);
    break;
  case PROP_TAKING:
    g_value_set_boolean (value, self->waiting.length > 0);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
clear_shape (gpointer data)
{
  g_ptr_array_unref (((CueFeedLogShape *) data)->paths);
}

/* While it goes, an event still knows its id. */
static void
on_event_gone (gpointer data, GObject *event)
{
  CueFeedLog *self = data;
  guint64     id = cue_feed_event_get_id ((CueFeedEvent *) event);

  g_hash_table_remove (self->events, GUINT_TO_POINTER ((guint) (id - 1)));
}

static void
forget_events (CueFeedLog *self)
{
  GHashTableIter iter;
  gpointer       event;

  g_hash_table_iter_init (&iter, self->events);
  while (g_hash_table_iter_next (&iter, NULL, &event))
    g_object_weak_unref (event, on_event_gone, self);
  g_hash_table_remove_all (self->events);
}

static void
cue_feed_log_finalize (GObject *object)
{
  CueFeedLog *self = CUE_FEED_LOG (object);

  cue_turn_clear (&self->turn);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) cue_feed_taking_free);
  forget_events (self);
  g_hash_table_unref (self->events);
  g_hash_table_unref (self->types);
  g_hash_table_unref (self->paths);
  g_hash_table_unref (self->shape_index);
  g_array_unref (self->shapes);
  cue_dictionary_free (self->dictionary);
  cue_feed_ids_clear (&self->ids);
  cue_feed_order_clear (&self->order);
  cue_feed_store_clear (&self->store);

  G_OBJECT_CLASS (cue_feed_log_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * CueFeedLog:failed:
   *
   * How many of the events that are there report a failure.
   */
  properties[PROP_FAILED] = g_param_spec_uint64 ("failed", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * CueFeedLog:repeated:
   *
   * How many events came again and were left out.
   */
  properties[PROP_REPEATED] =
    g_param_spec_uint64 ("repeated", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * CueFeedLog:dropped:
   *
   * How many of the oldest events were let go to make room.
   */
  properties[PROP_DROPPED] = g_param_spec_uint64 ("dropped", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * CueFeedLog:full:
   *
   * Whether older events were refused because there is no room for them.
   */
  properties[PROP_FULL] = g_param_spec_boolean ("full", NULL, NULL, FALSE, flags);
  /**
   * CueFeedLog:taking:
   *
   * Whether a page is being taken in, piece by piece.
   */
  properties[PROP_TAKING] = g_param_spec_boolean ("taking", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_feed_log_class_init (CueFeedLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_feed_log_get_property;
  object_class->finalize = cue_feed_log_finalize;
  install_properties (object_class);

  /**
   * CueFeedLog::letting-go:
   * @first_id: the first id that goes
   * @n: how many ids go
   *
   * These rows are about to go; they are still there.
   */
  signals[SIGNAL_LETTING_GO] = g_signal_new ("letting-go",
                                             CUE_TYPE_FEED_LOG,
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             2,
                                             G_TYPE_UINT64,
                                             G_TYPE_UINT);
}

static void
cue_feed_log_init (CueFeedLog *self)
{
  cue_feed_store_init (&self->store);
  self->dictionary = cue_dictionary_new (G_MAXUINT32 / 4);
  self->shapes = g_array_new (FALSE, FALSE, sizeof (CueFeedLogShape));
  g_array_set_clear_func (self->shapes, clear_shape);
  self->shape_index = g_hash_table_new (NULL, NULL);
  self->types = g_hash_table_new (NULL, NULL);
  self->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->events = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->waiting);
}

/**
 * cue_feed_log_new:
 * @max_rows: how many events it holds at most
 * @max_bytes: how many bytes, their JSON texts included
 *
 * Returns: (transfer full): an empty log
 */
CueFeedLog *
cue_feed_log_new (guint max_rows, gsize max_bytes)
{
  CueFeedLog *self = g_object_new (CUE_TYPE_FEED_LOG, NULL);

  g_return_val_if_fail (max_rows > 0 && max_bytes > 0, self);

  self->max_rows = max_rows;
  self->max_bytes = max_bytes;
  return self;
}

/**
 * cue_feed_log_tell:
 * @self: a log
 *
 * Notifies of what may have changed while a page was taken.
 */
void
cue_feed_log_tell (CueFeedLog *self)
{
  const CueFeedLogTold now = {
    self->failed, self->repeated, self->dropped, self->full, self->waiting.length > 0,
  };
  const CueFeedLogTold before = self->told;
  const gboolean       changed[] = {
          [PROP_FAILED] = now.failed != before.failed,
          [PROP_REPEATED] = now.repeated != before.repeated,
          [PROP_DROPPED] = now.dropped != before.dropped,
          [PROP_FULL] = now.full != before.full,
          [PROP_TAKING] = now.taking != before.taking,
  };

  self->told = now;
  for (guint i = PROP_FAILED; i <= PROP_TAKING; i++) {
    if (changed[i])
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  }
}

/**
 * cue_feed_log_let_go:
 * @self: a log
 * @segment: rows that are in the list, and go
 */
void
cue_feed_log_let_go (CueFeedLog *self, CueFeedSegment *segment)
{
  guint first_row = segment->first_row;
  guint n_rows = segment->n_rows;
  guint position;
  guint removed;
  guint added;

  self->letting_go = TRUE;
  g_signal_emit (self, signals[SIGNAL_LETTING_GO], 0, (guint64) first_row + 1, n_rows);
  position = cue_feed_order_remove_range (&self->order, first_row, n_rows, &removed, &added);
  for (guint i = 0; i < n_rows; i++) {
    gpointer      key = GUINT_TO_POINTER (first_row + i);
    CueFeedEvent *event = g_hash_table_lookup (self->events, key);

    self->failed -= (segment->records[i].marks & CUE_FEED_MARK_FAILED) != 0;
    if (event != NULL) {
      g_object_weak_unref (G_OBJECT (event), on_event_gone, self);
      g_hash_table_remove (self->events, key);
    }
  }
  self->dropped += n_rows;
  cue_feed_store_drop (&self->store, segment);
  if (removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  self->letting_go = FALSE;
}

/**
 * cue_feed_log_clear:
 * @self: a log
 *
 * Lets all events go, and pages that wait to be taken. Ids are not used again. Not to be called by
 * who is told that rows go.
 */
void
cue_feed_log_clear (CueFeedLog *self)
{
  guint n;

  g_return_if_fail (CUE_IS_FEED_LOG (self));
  g_return_if_fail (!self->letting_go);

  cue_turn_clear (&self->turn);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) cue_feed_taking_free);
  if (self->store.next_row > 0)
    g_signal_emit (self, signals[SIGNAL_LETTING_GO], 0, (guint64) 1, self->store.next_row);
  n = self->order.n;
  forget_events (self);
  cue_feed_order_clear (&self->order);
  cue_feed_ids_clear (&self->ids);
  g_clear_pointer (&self->store.body, g_bytes_unref);
  while (self->store.segments->len > 0)
    cue_feed_store_drop (&self->store, g_ptr_array_index (self->store.segments, 0));
  g_array_set_size (self->shapes, 0);
  g_hash_table_remove_all (self->shape_index);
  g_hash_table_remove_all (self->types);
  g_hash_table_remove_all (self->paths);
  self->n_published = self->store.next_row;
  self->failed = self->repeated = self->dropped = 0;
  self->full = self->lost_shapes = FALSE;
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  cue_feed_log_tell (self);
}

/* ---- rows ---------------------------------------------------------------------------------- */

/**
 * cue_feed_log_has_row:
 * @self: a log
 * @id: the id of an event
 * @row: (out): its number in the store
 *
 * Returns: whether the event is in the list
 */
gboolean
cue_feed_log_has_row (CueFeedLog *self, guint64 id, guint32 *row)
{
  if (id == 0 || id > self->n_published)
    return FALSE;
  *row = (guint32) (id - 1);
  return cue_feed_store_get (&self->store, *row) != NULL;
}

/**
 * cue_feed_log_get_event:
 * @self: a log
 * @id: the id of an event
 *
 * Returns: (transfer full) (nullable): the event, the same object as long as somebody holds it;
 *   %NULL when it went
 */
CueFeedEvent *
cue_feed_log_get_event (CueFeedLog *self, guint64 id)
{
  CueFeedSegment *segment;
  CueFeedRecord  *record;
  CueFeedEvent   *event;
  guint32         row;
  g_autoptr (GBytes) json = NULL;

  g_return_val_if_fail (CUE_IS_FEED_LOG (self), NULL);

  if (!cue_feed_log_has_row (self, id, &row))
    return NULL;
  event = g_hash_table_lookup (self->events, GUINT_TO_POINTER (row));
  if (event != NULL)
    return g_object_ref (event);
  segment = cue_feed_store_get_segment (&self->store, row);
  record = &segment->records[row - segment->first_row];
  json = g_bytes_new_from_bytes (segment->bytes, record->offset, record->length);
  event = cue_feed_event_new (id, json, record->key_ns, record->marks & ~CUE_FEED_MARK_NO_ID);
  g_hash_table_insert (self->events, GUINT_TO_POINTER (row), event);
  g_object_weak_ref (G_OBJECT (event), on_event_gone, self);
  return event;
}

/**
 * cue_feed_log_find:
 * @self: a log
 * @id: the id of an event
 * @position: (out): where it stands in the list
 *
 * Returns: whether it is in the list
 */
gboolean
cue_feed_log_find (CueFeedLog *self, guint64 id, guint *position)
{
  guint32 row;

  g_return_val_if_fail (CUE_IS_FEED_LOG (self), FALSE);

  return cue_feed_log_has_row (self, id, &row) &&
         cue_feed_order_find (&self->order, &self->store, row, position);
}

/**
 * cue_feed_log_find_time:
 * @self: a log
 * @received_ns: nanoseconds since 1970 UTC
 *
 * Returns: the position of the first event that was received then or later; perhaps the end
 */
guint
cue_feed_log_find_time (CueFeedLog *self, gint64 received_ns)
{
  g_return_val_if_fail (CUE_IS_FEED_LOG (self), 0);

  return cue_feed_order_search (&self->order, &self->store, received_ns);
}

/* ---- figures ------------------------------------------------------------------------------- */

static gint64
find_timed (CueFeedLog *self, gboolean newest)
{
  for (guint i = 0; i < self->order.n; i++) {
    guint32        row = self->order.rows[newest ? self->order.n - 1 - i : i];
    CueFeedRecord *record = cue_feed_store_get_row (&self->store, row);

    if ((record->marks & CUE_FEED_MARK_NO_TIME) == 0)
      return record->key_ns;
  }
  return CUE_FEED_NO_TIME;
}

/**
 * cue_feed_log_get_oldest_ns:
 * @self: a log
 *
 * Returns: when its oldest event was received, nanoseconds since 1970 UTC, or %CUE_FEED_NO_TIME
 */
gint64
cue_feed_log_get_oldest_ns (CueFeedLog *self)
{
  g_return_val_if_fail (CUE_IS_FEED_LOG (self), CUE_FEED_NO_TIME);

  return find_timed (self, FALSE);
}

/**
 * cue_feed_log_get_newest_ns:
 * @self: a log
 *
 * Returns: when its newest event was received, nanoseconds since 1970 UTC, or %CUE_FEED_NO_TIME
 */
gint64
cue_feed_log_get_newest_ns (CueFeedLog *self)
{
  g_return_val_if_fail (CUE_IS_FEED_LOG (self), CUE_FEED_NO_TIME);

  return find_timed (self, TRUE);
}

/**
 * cue_feed_log_get_failed:
 * @self: a log
 *
 * Returns: how many events report a failure
 */
guint64
cue_feed_log_get_failed (CueFeedLog *self)
{
  g_return_val_if_fail (CUE_IS_FEED_LOG (self), 0);

  return self->failed;
}

/**
 * cue_feed_log_get_repeated:
 * @self: a log
 *
 * Returns: how many events came again and were left out
 */
guint64
cue_feed_log_get_repeated (CueFeedLog *self)
{
  g_return_val_if_fail (CUE_IS_FEED_LOG (self), 0);

  return self->repeated;
}

/**
 * cue_feed_log_get_dropped:
 * @self: a log
 *
 * Returns: how many of the oldest events were let go
 */
guint64
cue_feed_log_get_dropped (CueFeedLog *self)
{
  g_return_val_if_fail (CUE_IS_FEED_LOG (self), 0);

  return self->dropped;
}

/**
 * cue_feed_log_get_full:
 * @self: a log
 *
 * Returns: whether older events were refused
 */
gboolean
cue_feed_log_get_full (CueFeedLog *self)
{
  g_return_val_if_fail (CUE_IS_FEED_LOG (self), FALSE);

  return self->full;
}

/**
 * cue_feed_log_dup_limit_words:
 * @self: a log
 *
 * Returns: (transfer full) (nullable): what the limits of the list have cost, and what to do; %NULL
 *   when nothing was lost
 */
char *
cue_feed_log_dup_limit_words (CueFeedLog *self)
{
  g_autofree char *size = NULL;

  g_return_val_if_fail (CUE_IS_FEED_LOG (self), NULL);

  size = g_format_size (self->max_bytes);
  if (self->full)
    return g_strdup_printf (_ ("The list is full: it holds %u events or %s. Older events were not "
                               "added; choose a shorter range, or clear the list."),
                            self->max_rows,
                            size);
  if (self->dropped > 0) {
    g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, self->dropped);

    return g_strdup_printf (_ ("The list holds %u events or %s. To make room for newer ones, %s of "
                               "the oldest were let go."),
                            self->max_rows,
                            size,
                            number);
  }
  return NULL;
}

/**
 * cue_feed_log_get_bytes:
 * @self: a log
 *
 * Returns: the bytes that it holds, JSON texts included
 */
gsize
cue_feed_log_get_bytes (CueFeedLog *self)
{
  g_return_val_if_fail (CUE_IS_FEED_LOG (self), 0);

  return self->store.n_bytes + self->order.room * sizeof *self->order.rows +
         cue_feed_ids_get_bytes (&self->ids) + cue_dictionary_get_bytes (self->dictionary);
}
