// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-filtered-access-private.h"

/**
 * CueFilteredAccess:
 *
 * The rows of a [class@AccessLog] that a [class@AccessFilter] lets through, in the same order and
 * as the same objects. What comes is put in its place; only another filter makes it a new list.
 * Rows have ids, so a selection survives that: ask for the position of its id afterwards.
 *
 * Paused, it keeps what it has: what comes is counted and comes in when it goes on. What the log
 * lets go goes here too.
 *
 * A filter over many rows may take longer than a window can wait to be drawn. Then the list fills
 * from its beginning while the main loop runs, see [property@FilteredAccess:filling]; what comes
 * meanwhile comes in after that. A thousand rows are always there at once.
 *
 * Main thread.
 */

typedef enum {
  PROP_PAUSED = 1,
  PROP_HELD,
  PROP_FILLING,
} CueFilteredAccessProperty;

static GParamSpec *properties[PROP_FILLING + 1];

static void cue_filtered_access_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueFilteredAccess,
                               cue_filtered_access,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cue_filtered_access_list_model_init))

static GType
cue_filtered_access_get_item_type (GListModel *model)
{
  return CUE_TYPE_ACCESS_ROW;
}

static guint
cue_filtered_access_get_n_items (GListModel *model)
{
  return CUE_FILTERED_ACCESS (model)->order.n_ids;
}

static gpointer
cue_filtered_access_get_item (GListModel *model, guint position)
{
  CueFilteredAccess *self = CUE_FILTERED_ACCESS (model);

  if (position >= self->order.n_ids)
    return NULL;
  return cue_access_log_get_row (self->log, cue_access_order_get (&self->order, position));
}

static void
cue_filtered_access_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_filtered_access_get_item_type;
  iface->get_n_items = cue_filtered_access_get_n_items;
  iface->get_item = cue_filtered_access_get_item;
}

static void
cue_filtered_access_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFilteredAccess *self = CUE_FILTERED_ACCESS (object);

  switch ((CueFilteredAccessProperty) id) {
  case PROP_PAUSED:
    g_value_set_boolean (value, self->paused);
    break;
  case PROP_HELD:
    g_value_set_uint (value, self->held);
    break;
  case PROP_FILLING:
    g_value_set_boolean (value, self->filling);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_filtered_access_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueFilteredAccess *self = CUE_FILTERED_ACCESS (object);

  switch ((CueFilteredAccessProperty) id) {
  case PROP_PAUSED:
    cue_filtered_access_set_paused (self, g_value_get_boolean (value));
    break;
  case PROP_HELD:
  case PROP_FILLING:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_filtered_access_finalize (GObject *object)
{
  CueFilteredAccess *self = CUE_FILTERED_ACCESS (object);

  cue_turn_clear (&self->turn);
  g_clear_pointer (&self->matcher, cue_access_matcher_free);
  if (self->order.chunks != NULL)
    cue_access_order_clear (&self->order);
  g_signal_handlers_disconnect_by_data (self->log, self);
  g_signal_handlers_disconnect_by_data (self->filter, self);
  g_clear_object (&self->log);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (cue_filtered_access_parent_class)->finalize (object);
}

static void
cue_filtered_access_class_init (CueFilteredAccessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_filtered_access_get_property;
  object_class->set_property = cue_filtered_access_set_property;
  object_class->finalize = cue_filtered_access_finalize;

  /**
   * CueFilteredAccess:paused:
   *
   * Whether what comes is held back.
   */
  properties[PROP_PAUSED] =
    g_param_spec_boolean ("paused",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * CueFilteredAccess:held:
   *
   * How many rows were held back.
   */
  properties[PROP_HELD] =
    g_param_spec_uint ("held",
                       NULL,
                       NULL,
                       0,
                       G_MAXUINT,
                       0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * CueFilteredAccess:filling:
   *
   * Whether rows that were there before are still looked at.
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
cue_filtered_access_init (CueFilteredAccess *self)
{
  self->slice_us = CUE_FILTERED_ACCESS_SLICE_US;
}

/**
 * cue_filtered_access_set_held:
 * @self: the list
 * @held: how many rows are held back now
 */
void
cue_filtered_access_set_held (CueFilteredAccess *self, guint held)
{
  if (self->held == held)
    return;
  self->held = held;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD]);
}

/**
 * cue_filtered_access_set_filling:
 * @self: the list
 * @filling: whether rows that were there before are still to be looked at
 */
void
cue_filtered_access_set_filling (CueFilteredAccess *self, gboolean filling)
{
  if (self->filling == filling)
    return;
  self->filling = filling;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILLING]);
}

static void
recount_held (CueFilteredAccess *self)
{
  if (!self->paused)
    return;
  self->held_id = self->last_id;
  cue_filtered_access_set_held (self, 0);
}

static void
on_filter_changed (CueAccessFilter *filter, gpointer data)
{
  CueFilteredAccess *self = data;

  cue_access_matcher_free (self->matcher);
  self->matcher = cue_access_matcher_new (self->log, filter);
  cue_filtered_access_refill (self);
  recount_held (self);
  cue_filtered_access_go_on (self);
}

/* Of the rows that are too old now only the gaps that reach into the range stay. */
static void
on_filter_moved (CueAccessFilter *filter, gpointer data)
{
  CueFilteredAccess *self = data;
  g_autoptr (GArray) kept = NULL;
  gint64 from;
  gint64 to;
  guint  n;

  cue_access_filter_get_range (filter, &from, &to);
  n = cue_access_order_search (&self->order, from, 0);
  if (n > CUE_FILTERED_ACCESS_AT_ONCE) {
    on_filter_changed (filter, self);
    return;
  }
  cue_access_matcher_free (self->matcher);
  self->matcher = cue_access_matcher_new (self->log, filter);
  kept = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < n; i++) {
    guint64 id = cue_access_order_get (&self->order, i);

    if (cue_access_matcher_test (self->matcher, id))
      g_array_append_val (kept, id);
  }
  if (n > kept->len) {
    cue_access_order_remove_first (&self->order, n);
    for (guint i = 0; i < kept->len; i++)
      cue_access_order_insert (&self->order, g_array_index (kept, guint64, i));
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, kept->len);
  }
  recount_held (self);
  cue_filtered_access_go_on (self);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  cue_filtered_access_go_on (data);
}

/* Whether it is in the list if it passes; if not, its turn comes. */
static gboolean
was_looked_at (CueFilteredAccess *self, guint64 id)
{
  gint64 time;

  if (!self->filling || id > self->last_id)
    return id <= self->last_id;
  time = cue_access_store_get_time (&self->log->store, id);
  return time != self->filled_time ? time < self->filled_time : id <= self->filled_id;
}

/* A row whose marks changed may pass now where it did not, or the other way round. */
static void
on_marked (CueAccessLog *log, guint64 id, gpointer data)
{
  CueFilteredAccess *self = data;
  guint              position;
  gboolean           passes, has;

  if (cue_access_filter_get_marks (self->filter) == 0 || !was_looked_at (self, id))
    return;
  passes = cue_access_matcher_test (self->matcher, id);
  has = cue_access_order_find (&self->order, id, &position);
  if (passes == has)
    return;
  if (self->paused) {
    self->stale = TRUE;
    return;
  }
  if (passes)
    position = cue_access_order_insert (&self->order, id);
  else
    cue_access_order_remove (&self->order, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, has ? 1 : 0, passes ? 1 : 0);
}

static void
on_letting_go (CueAccessLog *log, guint64 first_id, gpointer data)
{
  CueFilteredAccess *self = data;
  guint              n_removed;
  guint              touched;

  touched = cue_access_order_remove_before (&self->order, first_id, G_MAXUINT, &n_removed);
  if (n_removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, touched, touched - n_removed);
}

/**
 * cue_filtered_access_new:
 * @log: the log
 * @filter: what to let through; followed when it changes
 *
 * Returns: (transfer full): the list
 */
CueFilteredAccess *
cue_filtered_access_new (CueAccessLog *log, CueAccessFilter *filter)
{
  CueFilteredAccess *self;

  g_return_val_if_fail (CUE_IS_ACCESS_LOG (log), NULL);
  g_return_val_if_fail (CUE_IS_ACCESS_FILTER (filter), NULL);

  self = g_object_new (CUE_TYPE_FILTERED_ACCESS, NULL);
  self->log = g_object_ref (log);
  self->filter = g_object_ref (filter);
  self->matcher = cue_access_matcher_new (log, filter);
  self->last_id = log->first_pending - 1;
  cue_access_order_init (&self->order, &log->store);
  cue_filtered_access_refill (self);
  g_signal_connect (log, "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect (log, "letting-go", G_CALLBACK (on_letting_go), self);
  g_signal_connect (log, "marked", G_CALLBACK (on_marked), self);
  g_signal_connect (filter, "changed", G_CALLBACK (on_filter_changed), self);
  g_signal_connect (filter, "moved", G_CALLBACK (on_filter_moved), self);
  return self;
}

/**
 * cue_filtered_access_get_id_at:
 * @position: a position
 *
 * Returns: the id of the row there, without making an object; zero past the end
 */
guint64
cue_filtered_access_get_id_at (CueFilteredAccess *self, guint position)
{
  g_return_val_if_fail (CUE_IS_FILTERED_ACCESS (self), 0);

  return position < self->order.n_ids ? cue_access_order_get (&self->order, position) : 0;
}

/**
 * cue_filtered_access_find:
 * @id: a row
 * @position: (out): where it stands
 *
 * Returns: whether it is in the list
 */
gboolean
cue_filtered_access_find (CueFilteredAccess *self, guint64 id, guint *position)
{
  g_return_val_if_fail (CUE_IS_FILTERED_ACCESS (self), FALSE);

  return cue_access_store_has (&self->log->store, id) &&
         cue_access_order_find (&self->order, id, position);
}

/**
 * cue_filtered_access_find_nearest:
 * @id: a row of the log, which the filter may not let through
 * @position: (out): where it stands, or else the next one that does
 *
 * Where to look when the row that was looked at is not there any more.
 *
 * Returns: whether there is any row
 */
gboolean
cue_filtered_access_find_nearest (CueFilteredAccess *self, guint64 id, guint *position)
{
  g_return_val_if_fail (CUE_IS_FILTERED_ACCESS (self), FALSE);

  if (self->order.n_ids == 0)
    return FALSE;
  *position = 0;
  if (cue_access_store_has (&self->log->store, id))
    *position = MIN (cue_access_order_search (&self->order,
                                              cue_access_store_get_time (&self->log->store, id),
                                              id),
                     self->order.n_ids - 1);
  return TRUE;
}

/**
 * cue_filtered_access_get_filling:
 * @self: the list
 *
 * Returns: whether rows that were there before are still looked at, so that the list is not whole
 */
gboolean
cue_filtered_access_get_filling (CueFilteredAccess *self)
{
  g_return_val_if_fail (CUE_IS_FILTERED_ACCESS (self), FALSE);

  return self->filling;
}

/**
 * cue_filtered_access_get_paused:
 * @self: the list
 *
 * Returns: whether what comes is held back
 */
gboolean
cue_filtered_access_get_paused (CueFilteredAccess *self)
{
  g_return_val_if_fail (CUE_IS_FILTERED_ACCESS (self), FALSE);

  return self->paused;
}

/**
 * cue_filtered_access_set_paused:
 * @paused: whether to hold back what comes; going on takes in what was held
 */
void
cue_filtered_access_set_paused (CueFilteredAccess *self, gboolean paused)
{
  g_return_if_fail (CUE_IS_FILTERED_ACCESS (self));

  if (self->paused == !!paused)
    return;
  self->paused = !!paused;
  self->held_id = self->last_id;
  if (!paused) {
    if (self->stale)
      cue_filtered_access_refill (self);
    self->stale = FALSE;
    cue_filtered_access_go_on (self);
    cue_filtered_access_set_held (self, 0);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
}

/**
 * cue_filtered_access_get_held:
 * @self: the list
 *
 * Returns: how many rows were held back and would pass; while it is filling, or just after a burst,
 *   not all of them may be counted yet
 */
guint
cue_filtered_access_get_held (CueFilteredAccess *self)
{
  g_return_val_if_fail (CUE_IS_FILTERED_ACCESS (self), 0);

  return self->held;
}
