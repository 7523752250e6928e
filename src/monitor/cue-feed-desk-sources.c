// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-desk-private.h"

// The feeds of a connection: those of its settings, and those that were added to look at once.

/**
 * cue_feed_desk_connection_remove_sources:
 *
 * Lets go of all feeds. For the files of the feeds.
 */
void
cue_feed_desk_connection_remove_sources (CueFeedDeskConnection *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sources)); i++) {
    g_autoptr (CueFeedSource) source = g_list_model_get_item (G_LIST_MODEL (self->sources), i);

    cue_feed_source_detach (source);
  }
  g_list_store_remove_all (self->sources);
}

/**
 * cue_feed_desk_connection_update_sources:
 *
 * Makes the list as the settings have it: what stays is the same object as before. For the files of
 * the feeds.
 */
void
cue_feed_desk_connection_update_sources (CueFeedDeskConnection *self)
{
  g_auto (GStrv) feeds = cue_feed_connection_list_feeds (cue_desk_connection_get_settings (self));

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->sources)); i > 0; i--) {
    g_autoptr (CueFeedSource) source = g_list_model_get_item (G_LIST_MODEL (self->sources), i - 1);

    if (g_strv_contains ((const char *const *) feeds, cue_feed_source_get_id (source)))
      continue;
    cue_feed_source_detach (source);
    g_list_store_remove (self->sources, i - 1);
  }
  for (guint i = 0; feeds[i] != NULL; i++) {
    g_autoptr (CueFeedSource) made = NULL;
    g_autoptr (CueFeedSource) there = g_list_model_get_item (G_LIST_MODEL (self->sources), i);
    CueFeedSource *known = cue_feed_desk_connection_find_source (self, feeds[i]);
    guint          at;

    if (there != NULL && there == known)
      continue;
    if (known != NULL) {
      made = g_object_ref (known);
      if (g_list_store_find (self->sources, known, &at))
        g_list_store_remove (self->sources, at);
    } else {
      made = cue_feed_source_new (self, feeds[i]);
    }
    g_list_store_insert (self->sources, i, made);
  }
}

/**
 * cue_feed_desk_connection_forget_places:
 *
 * All feeds are others now. For the files of the feeds.
 */
void
cue_feed_desk_connection_forget_places (CueFeedDeskConnection *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sources)); i++) {
    g_autoptr (CueFeedSource) source = g_list_model_get_item (G_LIST_MODEL (self->sources), i);

    cue_feed_source_forget_place (source);
  }
  // A time of another account would hide what is older here.
  cue_feed_positions_forget (self->positions, cue_desk_connection_get_id (self));
}

/**
 * cue_feed_desk_connection_add_source:
 * @id: the id of a feed
 *
 * Looks at a feed that is not in the settings, until they change.
 *
 * Returns: (transfer none): the feed, also when it was there already
 */
CueFeedSource *
cue_feed_desk_connection_add_source (CueFeedDeskConnection *self, const char *id)
{
  g_autoptr (CueFeedSource) source = NULL;

  g_return_val_if_fail (CUE_IS_FEED_DESK_CONNECTION (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (cue_feed_desk_connection_find_source (self, id) == NULL) {
    source = cue_feed_source_new (self, id);
    g_list_store_append (self->sources, source);
  }
  return cue_feed_desk_connection_find_source (self, id);
}

/**
 * cue_feed_desk_connection_find_source:
 * @id: (nullable): the id of a feed
 *
 * Returns: (transfer none) (nullable): that feed
 */
CueFeedSource *
cue_feed_desk_connection_find_source (CueFeedDeskConnection *self, const char *id)
{
  g_return_val_if_fail (CUE_IS_FEED_DESK_CONNECTION (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sources)); i++) {
    g_autoptr (CueFeedSource) source = g_list_model_get_item (G_LIST_MODEL (self->sources), i);

    if (g_strcmp0 (cue_feed_source_get_id (source), id) == 0)
      return source; // the list holds it
  }
  return NULL;
}
