// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ring.h"

/**
 * CueRing:
 *
 * A list model that keeps the newest items and lets the oldest go, so that whatever runs for days
 * has a fixed size. It counts what it dropped, because a record with silent holes is worse than
 * none. Main thread.
 */
struct _CueRing {
  GObject parent_instance;

  GType     item_type;
  gpointer *items; /* owned, of owned objects; room for capacity */
  guint     capacity;
  guint     first;
  guint     length;
  guint64   dropped;
};

typedef enum {
  PROP_DROPPED = 1,
} CueRingProperty;

static GParamSpec *properties[PROP_DROPPED + 1];

static void cue_ring_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueRing,
                               cue_ring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cue_ring_list_model_init))

static GType
cue_ring_get_item_type (GListModel *model)
{
  return CUE_RING (model)->item_type;
}

static guint
cue_ring_get_n_items (GListModel *model)
{
  return CUE_RING (model)->length;
}

static gpointer
cue_ring_get_item (GListModel *model, guint position)
{
  CueRing *self = CUE_RING (model);

  if (position >= self->length)
    return NULL;
  return g_object_ref (self->items[(self->first + position) % self->capacity]);
}

static void
cue_ring_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_ring_get_item_type;
  iface->get_n_items = cue_ring_get_n_items;
  iface->get_item = cue_ring_get_item;
}

static void
cue_ring_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueRing *self = CUE_RING (object);

  switch ((CueRingProperty) id) {
  case PROP_DROPPED:
    g_value_set_uint64 (value, self->dropped);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
release_items (CueRing *self)
{
  for (; self->length > 0; self->length--) {
    g_clear_object (&self->items[self->first]);
    self->first = (self->first + 1) % self->capacity;
  }
}

static void
cue_ring_finalize (GObject *object)
{
  CueRing *self = CUE_RING (object);

  release_items (self);
  g_free (self->items);

  G_OBJECT_CLASS (cue_ring_parent_class)->finalize (object);
}

static void
cue_ring_class_init (CueRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_ring_get_property;
  object_class->finalize = cue_ring_finalize;

  /**
   * CueRing:dropped:
   *
   * How many items were let go to make room.
   */
  properties[PROP_DROPPED] =
    g_param_spec_uint64 ("dropped",
                         NULL,
                         NULL,
                         0,
                         G_MAXUINT64,
                         0,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_ring_init (CueRing *self)
{
}

/**
 * cue_ring_new:
 * @item_type: the type of its items, a GObject type
 * @capacity: how many it holds at most, above zero
 *
 * Returns: (transfer full): an empty ring
 */
CueRing *
cue_ring_new (GType item_type, guint capacity)
{
  CueRing *self;

  g_return_val_if_fail (g_type_is_a (item_type, G_TYPE_OBJECT), NULL);
  g_return_val_if_fail (capacity > 0, NULL);

  self = g_object_new (CUE_TYPE_RING, NULL);
  self->item_type = item_type;
  self->capacity = capacity;
  self->items = g_new0 (gpointer, capacity);
  return self;
}

/**
 * cue_ring_drop_oldest:
 * @self: a ring that is not empty
 *
 * Lets the oldest item go, for owners that also limit something else than the number.
 */
void
cue_ring_drop_oldest (CueRing *self)
{
  g_autoptr (GObject) old = NULL;

  g_return_if_fail (CUE_IS_RING (self));
  g_return_if_fail (self->length > 0);

  old = g_steal_pointer (&self->items[self->first]);
  self->first = (self->first + 1) % self->capacity;
  self->length--;
  self->dropped++;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 1, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DROPPED]);
}

/**
 * cue_ring_append:
 * @self: a ring
 * @item: (transfer none): an object of its item type
 *
 * Adds @item at the end. When the ring is full the oldest goes first.
 */
void
cue_ring_append (CueRing *self, gpointer item)
{
  g_return_if_fail (CUE_IS_RING (self));
  g_return_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (item, self->item_type));

  if (self->length == self->capacity)
    cue_ring_drop_oldest (self);
  self->items[(self->first + self->length) % self->capacity] = g_object_ref (item);
  self->length++;
  g_list_model_items_changed (G_LIST_MODEL (self), self->length - 1, 0, 1);
}

/**
 * cue_ring_clear:
 * @self: a ring
 *
 * Empties it on somebody's wish; that does not count as dropping.
 */
void
cue_ring_clear (CueRing *self)
{
  guint length;

  g_return_if_fail (CUE_IS_RING (self));

  length = self->length;
  if (length == 0)
    return;
  release_items (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, length, 0);
}

/**
 * cue_ring_peek_last:
 * @self: a ring
 *
 * Returns: (transfer none) (nullable): the newest item
 */
gpointer
cue_ring_peek_last (CueRing *self)
{
  g_return_val_if_fail (CUE_IS_RING (self), NULL);

  if (self->length == 0)
    return NULL;
  return self->items[(self->first + self->length - 1) % self->capacity];
}

/**
 * cue_ring_get_capacity:
 * @self: a ring
 *
 * Returns: how many items it holds at most
 */
guint
cue_ring_get_capacity (CueRing *self)
{
  g_return_val_if_fail (CUE_IS_RING (self), 0);

  return self->capacity;
}

/**
 * cue_ring_get_dropped:
 * @self: a ring
 *
 * Returns: how many items were let go to make room
 */
guint64
cue_ring_get_dropped (CueRing *self)
{
  g_return_val_if_fail (CUE_IS_RING (self), 0);

  return self->dropped;
}
