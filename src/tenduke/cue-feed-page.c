// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-page-private.h"

#include "cue-diagnostic.h"

/**
 * CueFeedPage:
 *
 * One answer of the service with events: what it says about itself, where older and newer events
 * are, and the events, to be taken in by a [class@FeedLog]. Made by cue_feed_reader_read().
 *
 * It keeps the bytes of the answer; a log takes them over, so they are there once.
 *
 * Immutable; any thread.
 */

G_DEFINE_FINAL_TYPE (CueFeedPage, cue_feed_page, G_TYPE_OBJECT)

static void
cue_feed_page_finalize (GObject *object)
{
  CueFeedPage *self = CUE_FEED_PAGE (object);

  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->uri);
  g_free (self->update_url);
  g_clear_object (&self->older);
  g_clear_object (&self->newer);
  g_array_unref (self->records);
  g_free (self->order);
  cue_dictionary_free (self->dictionary);
  g_array_unref (self->shapes);
  g_ptr_array_unref (self->diagnostics);

  G_OBJECT_CLASS (cue_feed_page_parent_class)->finalize (object);
}

static void
cue_feed_page_class_init (CueFeedPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_feed_page_finalize;
}

static void
cue_feed_page_init (CueFeedPage *self)
{
  self->declared_count = CUE_FEED_COUNT_UNKNOWN;
  self->records = g_array_new (FALSE, FALSE, sizeof (CueFeedRecord));
  self->dictionary = cue_dictionary_new (G_MAXUINT32 / 4);
  self->shapes = g_array_new (FALSE, FALSE, sizeof (CueFeedPageShape));
  self->diagnostics = cue_diagnostics_new ();
}

/**
 * cue_feed_hash:
 * @bytes: (array length=length): what to hash
 * @length: its bytes
 *
 * The same for the whole process, so that pages can be compared; nobody outside knows its start.
 *
 * Returns: the hash, never zero
 */
guint64
cue_feed_hash (const char *bytes, gsize length)
{
  static gsize seed;

  if (g_once_init_enter (&seed))
    g_once_init_leave (&seed, (gsize) cue_dictionary_seed () | 1);
  return cue_dictionary_hash (bytes, length, seed) | 1;
}

/**
 * cue_feed_page_get_shape:
 * @self: a page
 *
 * Returns: in what form it came
 */
CueFeedShape
cue_feed_page_get_shape (CueFeedPage *self)
{
  g_return_val_if_fail (CUE_IS_FEED_PAGE (self), CUE_FEED_SHAPE_OTHER);

  return self->shape;
}

/**
 * cue_feed_page_get_uri:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the feed that it says to be of
 */
const char *
cue_feed_page_get_uri (CueFeedPage *self)
{
  g_return_val_if_fail (CUE_IS_FEED_PAGE (self), NULL);

  return self->uri;
}

/**
 * cue_feed_page_get_update_url:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): where it says that later events will be; not judged
 */
const char *
cue_feed_page_get_update_url (CueFeedPage *self)
{
  g_return_val_if_fail (CUE_IS_FEED_PAGE (self), NULL);

  return self->update_url;
}

/**
 * cue_feed_page_get_declared_count:
 * @self: a page
 *
 * Informative only: see [method@FeedPage.get_n_events] for what there is.
 *
 * Returns: how many events it says to have, %CUE_FEED_COUNT_AT_LEAST_ONE, or
 *   %CUE_FEED_COUNT_UNKNOWN
 */
gint64
cue_feed_page_get_declared_count (CueFeedPage *self)
{
  g_return_val_if_fail (CUE_IS_FEED_PAGE (self), CUE_FEED_COUNT_UNKNOWN);

  return self->declared_count;
}

/**
 * cue_feed_page_get_older:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): where older events are; %NULL: paging that way is off
 */
CueFeedInstruction *
cue_feed_page_get_older (CueFeedPage *self)
{
  g_return_val_if_fail (CUE_IS_FEED_PAGE (self), NULL);

  return self->older;
}

/**
 * cue_feed_page_get_newer:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): where newer events are; %NULL: paging that way is off
 */
CueFeedInstruction *
cue_feed_page_get_newer (CueFeedPage *self)
{
  g_return_val_if_fail (CUE_IS_FEED_PAGE (self), NULL);

  return self->newer;
}

/**
 * cue_feed_page_get_n_events:
 * @self: a page
 *
 * Returns: how many events it has
 */
guint
cue_feed_page_get_n_events (CueFeedPage *self)
{
  g_return_val_if_fail (CUE_IS_FEED_PAGE (self), 0);

  return self->records->len;
}

static gint64
find_received (CueFeedPage *self, gboolean last)
{
  gint64 found = CUE_FEED_NO_TIME;

  for (guint i = 0; i < self->records->len; i++) {
    const CueFeedRecord *record = cue_feed_page_get_record (self, i);

    if ((record->marks & CUE_FEED_MARK_NO_TIME) != 0)
      continue;
    if (found == CUE_FEED_NO_TIME || (last ? record->key_ns > found : record->key_ns < found))
      found = record->key_ns;
  }
  return found;
}

/**
 * cue_feed_page_get_first_received_ns:
 * @self: a page
 *
 * Returns: when its oldest event was received, nanoseconds since 1970 UTC; %CUE_FEED_NO_TIME when
 *   no event says so. A cursor for `before` where there is no instruction
 */
gint64
cue_feed_page_get_first_received_ns (CueFeedPage *self)
{
  g_return_val_if_fail (CUE_IS_FEED_PAGE (self), CUE_FEED_NO_TIME);

  return find_received (self, FALSE);
}

/**
 * cue_feed_page_get_last_received_ns:
 * @self: a page
 *
 * Returns: when its newest event was received, nanoseconds since 1970 UTC; %CUE_FEED_NO_TIME when
 *   no event says so. A cursor for `after` where there is no instruction
 */
gint64
cue_feed_page_get_last_received_ns (CueFeedPage *self)
{
  g_return_val_if_fail (CUE_IS_FEED_PAGE (self), CUE_FEED_NO_TIME);

  return find_received (self, TRUE);
}

/**
 * cue_feed_page_get_diagnostics:
 * @self: a page
 *
 * Returns: (transfer none) (element-type CueDiagnostic): what was not as it should be, and where;
 *   the first hundred
 */
GPtrArray *
cue_feed_page_get_diagnostics (CueFeedPage *self)
{
  g_return_val_if_fail (CUE_IS_FEED_PAGE (self), NULL);

  return self->diagnostics;
}

/**
 * cue_feed_page_get_n_bytes:
 * @self: a page
 *
 * Returns: the bytes of the answer
 */
gsize
cue_feed_page_get_n_bytes (CueFeedPage *self)
{
  g_return_val_if_fail (CUE_IS_FEED_PAGE (self), 0);

  return g_bytes_get_size (self->body);
}
