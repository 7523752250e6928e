// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-group-private.h"

/**
 * CueFeedGroup:
 *
 * Events that have something in common, counted: how many, how many failed, the first and the last.
 *
 * Immutable.
 */

struct _CueFeedGroup {
  GObject parent_instance;

  char               *key; /* owned */
  CueFeedGroupFigures figures;
};

G_DEFINE_FINAL_TYPE (CueFeedGroup, cue_feed_group, G_TYPE_OBJECT)

static void
cue_feed_group_finalize (GObject *object)
{
  g_free (CUE_FEED_GROUP (object)->key);

  G_OBJECT_CLASS (cue_feed_group_parent_class)->finalize (object);
}

static void
cue_feed_group_class_init (CueFeedGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_feed_group_finalize;
}

static void
cue_feed_group_init (CueFeedGroup *self)
{
}

/**
 * cue_feed_group_new:
 * @key: what the events have in common; nothing for those that have none of it
 * @figures: what was counted
 *
 * Returns: (transfer full): a group
 */
CueFeedGroup *
cue_feed_group_new (const char *key, const CueFeedGroupFigures *figures)
{
  CueFeedGroup *self = g_object_new (CUE_TYPE_FEED_GROUP, NULL);

  self->key = g_strdup (key);
  self->figures = *figures;
  return self;
}

/**
 * cue_feed_group_get_key:
 * @self: a group
 *
 * Returns: (transfer none): the type, user and so on; empty for events without one
 */
const char *
cue_feed_group_get_key (CueFeedGroup *self)
{
  g_return_val_if_fail (CUE_IS_FEED_GROUP (self), NULL);

  return self->key;
}

/**
 * cue_feed_group_get_count:
 * @self: a group
 *
 * Returns: how many events it has
 */
guint
cue_feed_group_get_count (CueFeedGroup *self)
{
  g_return_val_if_fail (CUE_IS_FEED_GROUP (self), 0);

  return self->figures.count;
}

/**
 * cue_feed_group_get_failed:
 * @self: a group
 *
 * Returns: how many of its events report a failure
 */
guint
cue_feed_group_get_failed (CueFeedGroup *self)
{
  g_return_val_if_fail (CUE_IS_FEED_GROUP (self), 0);

  return self->figures.failed;
}

/**
 * cue_feed_group_get_first_ns:
 * @self: a group
 *
 * Returns: when the first of its events was received, nanoseconds since 1970 UTC
 */
gint64
cue_feed_group_get_first_ns (CueFeedGroup *self)
{
  g_return_val_if_fail (CUE_IS_FEED_GROUP (self), 0);

  return self->figures.first_ns;
}

/**
 * cue_feed_group_get_last_ns:
 * @self: a group
 *
 * Returns: when the last of its events was received, nanoseconds since 1970 UTC
 */
gint64
cue_feed_group_get_last_ns (CueFeedGroup *self)
{
  g_return_val_if_fail (CUE_IS_FEED_GROUP (self), 0);

  return self->figures.last_ns;
}

/**
 * cue_feed_group_get_first_id:
 * @self: a group
 *
 * Returns: the id of its first event in the log
 */
guint64
cue_feed_group_get_first_id (CueFeedGroup *self)
{
  g_return_val_if_fail (CUE_IS_FEED_GROUP (self), 0);

  return (guint64) self->figures.first_row + 1;
}
