// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-filtered-feed-private.h"

/**
 * CueFilteredFeed:
 *
 * The events of a [class@FeedLog] that a [class@FeedFilter] lets through, in the same order and as
 * the same objects. Events have ids, so a selection survives another filter: ask for the position
 * of its id afterwards.
 *
 * A filter over many events may take longer than a window can wait to be drawn. Then the list fills
 * while the main loop runs, see [property@FilteredFeed:filling].
 *
 * Main thread.
 */

typedef enum {
  PROP_FILLING = 1,
} CueFilteredFeedProperty;

static GParamSpec *properties[PROP_FILLING + 1];

#define ROWS_PER_LOOK 256
#define AT_ONCE       1000

static void cue_filtered_feed_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueFilteredFeed,
                               cue_filtered_feed,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cue_filtered_feed_list_model_init))

static GType
cue_filtered_feed_get_item_type (GListModel *model)
{
  return CUE_TYPE_FEED_EVENT;
}

static guint
cue_filtered_feed_get_n_items (GListModel *model)
{
  return CUE_FILTERED_FEED (model)->order.n;
}

static gpointer
cue_filtered_feed_get_item (GListModel *model, guint position)
{
  CueFilteredFeed *self = CUE_FILTERED_FEED (model);

  if (position >= self->order.n)
    return NULL;
  return cue_feed_log_get_event (self->log, (guint64) self->order.rows[position] + 1);
}

static void
cue_filtered_feed_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_filtered_feed_get_item_type;
  iface->get_n_items = cue_filtered_feed_get_n_items;
  iface->get_item = cue_filtered_feed_get_item;
}

static void
cue_filtered_feed_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFilteredFeed *self = CUE_FILTERED_FEED (object);

  switch ((CueFilteredFeedProperty) id) {
  case PROP_FILLING:
    g_value_set_boolean (value, self->filling);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_filtered_feed_finalize (GObject *object)
{
  CueFilteredFeed *self = CUE_FILTERED_FEED (object);

  cue_turn_clear (&self->turn);
  cue_feed_matcher_free (self->matcher);
  cue_feed_order_clear (&self->order);
  g_signal_handlers_disconnect_by_data (self->log, self);
  g_signal_handlers_disconnect_by_data (self->filter, self);
  g_clear_object (&self->log);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (cue_filtered_feed_parent_class)->finalize (object);
}

static void
cue_filtered_feed_class_init (CueFilteredFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_filtered_feed_get_property;
  object_class->finalize = cue_filtered_feed_finalize;

  /**
   * CueFilteredFeed:filling:
   *
   * Whether events that are there are still to be looked at, so that the list is not whole.
   */
  properties[PROP_FILLING] =
    g_param_spec_boolean ("filling",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_filtered_feed_init (CueFilteredFeed *self)
{
}

/* ---- looking at rows ------------------------------------------------------------------------ */

static gint
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  guint32 one = *(const guint32 *) a;
  guint32 two = *(const guint32 *) b;
  gint64  one_ns = cue_feed_store_get_row (data, one)->key_ns;
  gint64  two_ns = cue_feed_store_get_row (data, two)->key_ns;

  if (one_ns != two_ns)
    return one_ns < two_ns ? -1 : 1;
  return one < two ? -1 : one > two;
}

/* Rows of one page are sorted; where a page ends and the next begins they may not be. */
static void
sort_rows (CueFilteredFeed *self, GArray *rows)
{
  for (guint i = 1; i < rows->len; i++) {
    if (compare_rows (&g_array_index (rows, guint32, i - 1),
                      &g_array_index (rows, guint32, i),
                      &self->log->store) > 0) {
      g_array_sort_with_data (rows, compare_rows, &self->log->store);
      return;
    }
  }
}

/* Puts rows that pass into the order, and tells; then whether that was all. */
static gboolean
look_at_some (CueFilteredFeed *self, gint64 until_us, gboolean tell)
{
  CueFeedStore *store = &self->log->store;
  g_autoptr (GArray) passing = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint    count = 0;
  gboolean late = FALSE;
  guint    position;
  guint    removed;
  guint    added;

  for (guint i = 0; i < store->segments->len && !late; i++) {
    const CueFeedSegment *segment = g_ptr_array_index (store->segments, i);
    guint32               end = MIN (segment->first_row + segment->n_rows, self->log->n_published);

    for (guint32 row = MAX (self->next_row, segment->first_row); row < end && !late; row++) {
      if (cue_feed_matcher_test (self->matcher, row))
        g_array_append_val (passing, row);
      self->next_row = row + 1;
      late = ++count % ROWS_PER_LOOK == 0 && g_get_monotonic_time () >= until_us;
    }
  }
  if (!late)
    self->next_row = self->log->n_published;
  sort_rows (self, passing);
  position = cue_feed_order_merge (&self->order,
                                   store,
                                   (const guint32 *) (gpointer) passing->data,
                                   passing->len,
                                   &removed,
                                   &added);
  if (tell && added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  return !late;
}

static void
set_filling (CueFilteredFeed *self, gboolean filling)
{
  if (self->filling == filling)
    return;
  self->filling = filling;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILLING]);
}

static void
on_turn (gpointer data)
{
  CueFilteredFeed *self = data;
  gboolean         done;

  g_object_ref (self);
  done = look_at_some (self, g_get_monotonic_time () + CUE_FEED_SLICE_US, TRUE);
  if (!done)
    cue_turn_wait (&self->turn, on_turn, self);
  set_filling (self, !done);
  g_object_unref (self);
}

static void
refill (CueFilteredFeed *self)
{
  guint    removed = self->order.n;
  gboolean done;

  cue_turn_clear (&self->turn);
  cue_feed_matcher_free (self->matcher);
  self->matcher = cue_feed_matcher_new (self->log, self->filter, TRUE);
  cue_feed_order_clear (&self->order);
  self->next_row = 0;
  done = look_at_some (self, g_get_monotonic_time () + CUE_FEED_SLICE_US, FALSE);
  if (removed > 0 || self->order.n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->order.n);
  if (!done)
    cue_turn_wait (&self->turn, on_turn, self);
  set_filling (self, !done);
}

static void
on_filter_changed (CueFeedFilter *filter, gboolean only_range, gpointer data)
{
  refill (data);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  CueFilteredFeed *self = data;

  if (added == 0 || cue_turn_is_waiting (&self->turn))
    return;
  if (added <= AT_ONCE) {
    on_turn (self);
  } else {
    /* Whoever added so much has used this turn up. */
    cue_turn_wait (&self->turn, on_turn, self);
    set_filling (self, TRUE);
  }
}

static void
on_letting_go (CueFeedLog *log, guint64 first_id, guint n, gpointer data)
{
  CueFilteredFeed *self = data;
  guint            removed;
  guint            added;
  guint            position =
    cue_feed_order_remove_range (&self->order, (guint32) (first_id - 1), n, &removed, &added);

  if (removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/**
 * cue_filtered_feed_new:
 * @log: the events
 * @filter: which of them to show
 *
 * Returns: (transfer full): a list that follows both
 */
CueFilteredFeed *
cue_filtered_feed_new (CueFeedLog *log, CueFeedFilter *filter)
{
  CueFilteredFeed *self = g_object_new (CUE_TYPE_FILTERED_FEED, NULL);

  g_return_val_if_fail (CUE_IS_FEED_LOG (log), self);
  g_return_val_if_fail (CUE_IS_FEED_FILTER (filter), self);

  self->log = g_object_ref (log);
  self->filter = g_object_ref (filter);
  g_signal_connect (log, "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect (log, "letting-go", G_CALLBACK (on_letting_go), self);
  g_signal_connect (filter, "changed", G_CALLBACK (on_filter_changed), self);
  refill (self);
  return self;
}

/**
 * cue_filtered_feed_get_log:
 * @self: the list
 *
 * Returns: (transfer none): all events
 */
CueFeedLog *
cue_filtered_feed_get_log (CueFilteredFeed *self)
{
  g_return_val_if_fail (CUE_IS_FILTERED_FEED (self), NULL);

  return self->log;
}

/**
 * cue_filtered_feed_get_id_at:
 * @self: the list
 * @position: a position
 *
 * Returns: the id of the event there, without making an object of it; zero past the end
 */
guint64
cue_filtered_feed_get_id_at (CueFilteredFeed *self, guint position)
{
  g_return_val_if_fail (CUE_IS_FILTERED_FEED (self), 0);

  return position < self->order.n ? (guint64) self->order.rows[position] + 1 : 0;
}

/**
 * cue_filtered_feed_find:
 * @self: the list
 * @id: the id of an event
 * @position: (out): where it stands
 *
 * Returns: whether it is shown
 */
gboolean
cue_filtered_feed_find (CueFilteredFeed *self, guint64 id, guint *position)
{
  guint32 row;

  g_return_val_if_fail (CUE_IS_FILTERED_FEED (self), FALSE);

  return cue_feed_log_has_row (self->log, id, &row) &&
         cue_feed_order_find (&self->order, &self->log->store, row, position);
}

/**
 * cue_filtered_feed_find_time:
 * @self: the list
 * @received_ns: nanoseconds since 1970 UTC
 *
 * Returns: the position of the first event that was received then or later; perhaps the end
 */
guint
cue_filtered_feed_find_time (CueFilteredFeed *self, gint64 received_ns)
{
  g_return_val_if_fail (CUE_IS_FILTERED_FEED (self), 0);

  return cue_feed_order_search (&self->order, &self->log->store, received_ns);
}

/**
 * cue_filtered_feed_get_filling:
 * @self: the list
 *
 * Returns: whether events are still to be looked at
 */
gboolean
cue_filtered_feed_get_filling (CueFilteredFeed *self)
{
  g_return_val_if_fail (CUE_IS_FILTERED_FEED (self), FALSE);

  return self->filling;
}

/**
 * cue_filtered_feed_settle:
 * @self: the list
 *
 * Does now, however long it takes, what would be done bit by bit: for tests and for programs
 * without a window.
 */
void
cue_filtered_feed_settle (CueFilteredFeed *self)
{
  g_return_if_fail (CUE_IS_FILTERED_FEED (self));

  cue_turn_clear (&self->turn);
  look_at_some (self, G_MAXINT64, TRUE);
  set_filling (self, FALSE);
}
