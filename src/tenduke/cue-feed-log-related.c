// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-log-private.h"

#include <string.h>

/* What a log knows of its events together: which belong to one, which types and fields there are.
 */

static gboolean
is_related (const CueFeedRecord *one, const CueFeedRecord *two, CueFeedRelation relation)
{
  switch (relation) {
  case CUE_FEED_RELATION_REQUEST:
    return one->request == two->request;
  case CUE_FEED_RELATION_LEASE:
    return one->lease == two->lease;
  case CUE_FEED_RELATION_USER:
  default:
    return one->values[CUE_FEED_FACET_USER] == two->values[CUE_FEED_FACET_USER];
  }
}

static gboolean
can_be_related (const CueFeedRecord *record, CueFeedRelation relation)
{
  switch (relation) {
  case CUE_FEED_RELATION_REQUEST:
    return record->request != 0;
  case CUE_FEED_RELATION_LEASE:
    return record->lease != 0;
  case CUE_FEED_RELATION_USER:
  default:
    return record->values[CUE_FEED_FACET_USER] < CUE_FEED_OTHER_VALUE;
  }
}

typedef struct {
  gint64  ns;
  guint32 row;
} Found;

static gint
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *one = a;
  const Found *two = b;

  if (one->ns != two->ns)
    return one->ns < two->ns ? -1 : 1;
  return one->row < two->row ? -1 : one->row > two->row;
}

/**
 * cue_feed_log_find_related:
 * @self: a log
 * @id: the id of an event
 * @relation: what others shall have in common with it
 * @most: how many to return
 *
 * Looks at a million events in some 20 ms.
 *
 * Returns: (transfer full) (element-type guint64): the ids of these events by time, itself
 *   included: those nearest to it when there are more than @most. Empty when it does not have what
 *   is asked for
 */
GArray *
cue_feed_log_find_related (CueFeedLog *self, guint64 id, CueFeedRelation relation, guint most)
{
  GArray       *ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  CueFeedRecord record;
  guint32       row;
  guint         at = 0;
  guint         first;
  g_autoptr (GArray) found = NULL;

  g_return_val_if_fail (CUE_IS_FEED_LOG (self), ids);

  if (!cue_feed_log_has_row (self, id, &row))
    return ids;
  record = *cue_feed_store_get_row (&self->store, row);
  if (!can_be_related (&record, relation))
    return ids;
  found = g_array_new (FALSE, FALSE, sizeof (Found));
  for (guint i = 0; i < self->store.segments->len; i++) {
    const CueFeedSegment *segment = g_ptr_array_index (self->store.segments, i);

    for (guint32 j = 0; j < segment->n_rows; j++) {
      const Found one = { segment->records[j].key_ns, segment->first_row + j };

      if (is_related (&record, &segment->records[j], relation) && one.row < self->n_published)
        g_array_append_val (found, one);
    }
  }
  g_array_sort (found, compare_found);
  while (at < found->len && g_array_index (found, Found, at).row != row)
    at++;
  first = at > most / 2 ? at - most / 2 : 0;
  if (found->len > most)
    first = MIN (first, found->len - most);
  else
    first = 0;
  for (guint i = first; i < found->len && ids->len < most; i++) {
    const guint64 other = (guint64) g_array_index (found, Found, i).row + 1;

    g_array_append_val (ids, other);
  }
  return ids;
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * cue_feed_log_get_types:
 * @self: a log
 *
 * Returns: (transfer full) (element-type utf8): the types of events that were seen, by name
 */
GPtrArray *
cue_feed_log_get_types (CueFeedLog *self)
{
  GPtrArray     *types = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer       key;

  g_return_val_if_fail (CUE_IS_FEED_LOG (self), types);

  g_hash_table_iter_init (&iter, self->types);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    gsize       length;
    const char *type = cue_dictionary_get (self->dictionary, GPOINTER_TO_UINT (key), &length);

    g_ptr_array_add (types, g_strndup (type, length));
  }
  g_ptr_array_sort (types, compare_texts);
  return types;
}

/**
 * cue_feed_log_get_paths:
 * @self: a log
 *
 * Returns: (transfer full) (element-type utf8): the paths of all fields that were seen, by name;
 *   each of them can be a column, see cue_feed_event_dup_value()
 */
GPtrArray *
cue_feed_log_get_paths (CueFeedLog *self)
{
  GPtrArray     *paths = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer       path;

  g_return_val_if_fail (CUE_IS_FEED_LOG (self), paths);

  g_hash_table_iter_init (&iter, self->paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_ptr_array_add (paths, g_strdup (path));
  g_ptr_array_sort (paths, compare_texts);
  return paths;
}
