// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-trace.h"

#include "cue-ring.h"

/**
 * CueTrace:
 *
 * The list of exchanges of one client, newest last, as a list model of [class@Exchange]. It is
 * bounded in number and in bytes, whichever is reached first; the oldest go. Main thread.
 */
struct _CueTrace {
  GObject parent_instance;

  CueRing    *ring;    /* owned */
  GHashTable *weights; /* owned: CueExchange (unowned, in the ring) → bytes it is counted with */
  gsize       bytes;
  gsize       max_bytes;
};

enum {
  SIGNAL_EXCHANGE_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void cue_trace_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueTrace,
                               cue_trace,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cue_trace_list_model_init))

static GType
cue_trace_get_item_type (GListModel *model)
{
  return CUE_TYPE_EXCHANGE;
}

static guint
cue_trace_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (CUE_TRACE (model)->ring));
}

static gpointer
cue_trace_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (CUE_TRACE (model)->ring), position);
}

static void
cue_trace_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_trace_get_item_type;
  iface->get_n_items = cue_trace_get_n_items;
  iface->get_item = cue_trace_get_item;
}

static void
on_ring_changed (GListModel *ring, guint position, guint removed, guint added, CueTrace *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
forget_weight (CueTrace *self, CueExchange *exchange)
{
  gpointer weight;

  if (g_hash_table_steal_extended (self->weights, exchange, NULL, &weight))
    self->bytes -= GPOINTER_TO_SIZE (weight);
}

static void
drop_oldest (CueTrace *self)
{
  g_autoptr (CueExchange) oldest = g_list_model_get_item (G_LIST_MODEL (self->ring), 0);

  forget_weight (self, oldest);
  cue_ring_drop_oldest (self->ring);
}

static void
set_weight (CueTrace *self, CueExchange *exchange)
{
  gsize weight = cue_exchange_get_weight (exchange);

  g_hash_table_insert (self->weights, exchange, GSIZE_TO_POINTER (weight));
  self->bytes += weight;
}

static void
cue_trace_finalize (GObject *object)
{
  CueTrace *self = CUE_TRACE (object);

  g_clear_object (&self->ring);
  g_clear_pointer (&self->weights, g_hash_table_unref);

  G_OBJECT_CLASS (cue_trace_parent_class)->finalize (object);
}

static void
cue_trace_class_init (CueTraceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_trace_finalize;

  /**
   * CueTrace::exchange-finished:
   * @self: the trace
   * @exchange: what is complete now
   *
   * Emitted for every exchange, also for one so old that it is no longer in the list.
   */
  signals[SIGNAL_EXCHANGE_FINISHED] = g_signal_new ("exchange-finished",
                                                    CUE_TYPE_TRACE,
                                                    G_SIGNAL_RUN_LAST,
                                                    0,
                                                    NULL,
                                                    NULL,
                                                    NULL,
                                                    G_TYPE_NONE,
                                                    1,
                                                    CUE_TYPE_EXCHANGE);
}

static void
cue_trace_init (CueTrace *self)
{
  self->weights = g_hash_table_new (NULL, NULL);
}

/**
 * cue_trace_new:
 *
 * Returns: (transfer full): an empty trace of the usual bounds, 2,000 exchanges and 16 MiB
 */
CueTrace *
cue_trace_new (void)
{
  return cue_trace_new_bounded (CUE_TRACE_DEFAULT_MAX_ITEMS, CUE_TRACE_DEFAULT_MAX_BYTES);
}

/**
 * cue_trace_new_bounded:
 * @max_items: how many exchanges at most, above zero
 * @max_bytes: how many bytes of memory at most; the newest exchange is kept in any case
 *
 * Returns: (transfer full): an empty trace
 */
CueTrace *
cue_trace_new_bounded (guint max_items, gsize max_bytes)
{
  CueTrace *self;

  g_return_val_if_fail (max_items > 0, NULL);

  self = g_object_new (CUE_TYPE_TRACE, NULL);
  self->ring = cue_ring_new (CUE_TYPE_EXCHANGE, max_items);
  self->max_bytes = max_bytes;
  g_signal_connect_object (self->ring, "items-changed", G_CALLBACK (on_ring_changed), self, 0);
  return self;
}

static void
trim (CueTrace *self)
{
  while (self->bytes > self->max_bytes && cue_trace_get_n_items (G_LIST_MODEL (self)) > 1)
    drop_oldest (self);
}

/**
 * cue_trace_begin:
 * @self: a trace
 * @exchange: what is about to be sent
 *
 * For the send path.
 */
void
cue_trace_begin (CueTrace *self, CueExchange *exchange)
{
  g_return_if_fail (CUE_IS_TRACE (self));
  g_return_if_fail (CUE_IS_EXCHANGE (exchange));

  if (cue_trace_get_n_items (G_LIST_MODEL (self)) == cue_ring_get_capacity (self->ring))
    drop_oldest (self);
  set_weight (self, exchange);
  cue_ring_append (self->ring, exchange);
  trim (self);
}

/**
 * cue_trace_finish:
 * @self: a trace
 * @exchange: what is complete now
 *
 * For the send path.
 */
void
cue_trace_finish (CueTrace *self, CueExchange *exchange)
{
  g_return_if_fail (CUE_IS_TRACE (self));
  g_return_if_fail (CUE_IS_EXCHANGE (exchange));

  if (g_hash_table_contains (self->weights, exchange)) {
    forget_weight (self, exchange);
    set_weight (self, exchange);
    trim (self);
  }
  g_signal_emit (self, signals[SIGNAL_EXCHANGE_FINISHED], 0, exchange);
}

/**
 * cue_trace_clear:
 * @self: a trace
 *
 * Empties it on the user's wish.
 */
void
cue_trace_clear (CueTrace *self)
{
  g_return_if_fail (CUE_IS_TRACE (self));

  g_hash_table_remove_all (self->weights);
  self->bytes = 0;
  cue_ring_clear (self->ring);
}

/**
 * cue_trace_get_bytes:
 * @self: a trace
 *
 * Returns: about how many bytes of memory it takes
 */
gsize
cue_trace_get_bytes (CueTrace *self)
{
  g_return_val_if_fail (CUE_IS_TRACE (self), 0);

  return self->bytes;
}

/**
 * cue_trace_get_dropped:
 * @self: a trace
 *
 * Returns: how many exchanges were let go to keep within the bounds
 */
guint64
cue_trace_get_dropped (CueTrace *self)
{
  g_return_val_if_fail (CUE_IS_TRACE (self), 0);

  return cue_ring_get_dropped (self->ring);
}
