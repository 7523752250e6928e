// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-drift-private.h"

/**
 * CueFeedDriftItem:
 *
 * A type of events that was not there before a chosen day, or a field of a known type.
 *
 * Immutable.
 */

struct _CueFeedDriftItem {
  GObject parent_instance;

  char   *event_type; /* owned */
  char   *path;       /* owned, nullable */
  gint64  first_ns;
  guint64 count;
};

G_DEFINE_FINAL_TYPE (CueFeedDriftItem, cue_feed_drift_item, G_TYPE_OBJECT)

static void
cue_feed_drift_item_finalize (GObject *object)
{
  CueFeedDriftItem *self = CUE_FEED_DRIFT_ITEM (object);

  g_free (self->event_type);
  g_free (self->path);

  G_OBJECT_CLASS (cue_feed_drift_item_parent_class)->finalize (object);
}

static void
cue_feed_drift_item_class_init (CueFeedDriftItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_feed_drift_item_finalize;
}

static void
cue_feed_drift_item_init (CueFeedDriftItem *self)
{
}

/**
 * cue_feed_drift_item_new:
 * @event_type: of which events
 * @path: (nullable): which field; %NULL: the type itself is new
 * @first_ns: since when
 * @count: in how many events
 *
 * Returns: (transfer full): an item
 */
CueFeedDriftItem *
cue_feed_drift_item_new (const char *event_type, const char *path, gint64 first_ns, guint64 count)
{
  CueFeedDriftItem *self = g_object_new (CUE_TYPE_FEED_DRIFT_ITEM, NULL);

  self->event_type = g_strdup (event_type);
  self->path = g_strdup (path);
  self->first_ns = first_ns;
  self->count = count;
  return self;
}

/**
 * cue_feed_drift_item_get_event_type:
 * @self: an item
 *
 * Returns: (transfer none): the type of the events; empty for events without one
 */
const char *
cue_feed_drift_item_get_event_type (CueFeedDriftItem *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRIFT_ITEM (self), NULL);

  return self->event_type;
}

/**
 * cue_feed_drift_item_get_path:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the path of the field that is new; %NULL when the type
 * itself is
 */
const char *
cue_feed_drift_item_get_path (CueFeedDriftItem *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRIFT_ITEM (self), NULL);

  return self->path;
}

/**
 * cue_feed_drift_item_get_first_ns:
 * @self: an item
 *
 * Returns: when the first event with it was received, nanoseconds since 1970 UTC
 */
gint64
cue_feed_drift_item_get_first_ns (CueFeedDriftItem *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRIFT_ITEM (self), 0);

  return self->first_ns;
}

/**
 * cue_feed_drift_item_get_count:
 * @self: an item
 *
 * Returns: how many events were seen that have it
 */
guint64
cue_feed_drift_item_get_count (CueFeedDriftItem *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRIFT_ITEM (self), 0);

  return self->count;
}
