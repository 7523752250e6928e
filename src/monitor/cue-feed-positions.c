// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-positions.h"

#include <gio/gio.h>
#include <string.h>

#include "cue-file-writer.h"

/*
 * How far each feed of an event was read, and how somebody looks at it, over restarts: one small
 * file for each event in the user's state folder, `cuelight/feeds/<id of the profile>`. It holds no
 * event and no secret; a filter may name a user.
 *
 *   [<id of the connection>]
 *   <id of the feed, percent-encoded>=<nanoseconds up to which it was read>
 *   look:<id of the feed, percent-encoded>=<columns and filter, as the window writes them>
 */

#define MAX_BYTES     (256 * 1024)
#define WRITE_WAIT_MS 1000
#define MAX_LOOK      4096

struct _CueFeedPositions {
  gatomicrefcount ref_count;
  GKeyFile       *file;       // owned
  char           *path;       // owned, nullable until it was read
  CueFileWriter  *writer;     // owned, nullable: nothing is kept on disk
  guint64         generation; // of what was handed to the writer
  guint           source;     // something is to be written
};

static char *
make_path (const char *profile_id)
{
  return g_build_filename (g_get_user_state_dir (), "cuelight", "feeds", profile_id, NULL);
}

/**
 * cue_feed_positions_new:
 * @profile_id: (nullable): the event; %NULL: nothing is kept on disk
 *
 * A file that cannot be read is as good as none, since positions only save reading again. Main
 * thread.
 *
 * Returns: (transfer full): the positions
 */
CueFeedPositions *
cue_feed_positions_new (const char *profile_id)
{
  CueFeedPositions *self = g_new0 (CueFeedPositions, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->file = g_key_file_new ();
  if (profile_id == NULL)
    return self;
  self->path = make_path (profile_id);
  self->writer = cue_file_writer_new (self->path);
  return self;
}

// Read when it is first asked for; an event whose feeds nobody looks at costs nothing.
static void
load (CueFeedPositions *self)
{
  g_autofree char *path = g_steal_pointer (&self->path);
  g_autofree char *text = NULL;
  gsize            length;

  if (path != NULL && g_file_get_contents (path, &text, &length, NULL) && length <= MAX_BYTES)
    g_key_file_load_from_data (self->file, text, length, G_KEY_FILE_NONE, NULL);
}

/**
 * cue_feed_positions_ref:
 *
 * Returns: (transfer full): @self
 */
CueFeedPositions *
cue_feed_positions_ref (CueFeedPositions *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * cue_feed_positions_unref:
 *
 * Lets go of the positions; what was not written yet is.
 */
void
cue_feed_positions_unref (CueFeedPositions *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  cue_feed_positions_flush (self);
  g_clear_pointer (&self->writer, cue_file_writer_unref);
  g_key_file_unref (self->file);
  g_free (self->path);
  g_free (self);
}

/**
 * cue_feed_positions_get:
 * @connection_id: of a connection
 * @feed: the id of a feed
 *
 * Returns: the newest time up to which it was read, in nanoseconds since 1970 UTC, or 0
 */
gint64
cue_feed_positions_get (CueFeedPositions *self, const char *connection_id, const char *feed)
{
  g_autofree char *key = g_uri_escape_string (feed, NULL, FALSE);

  load (self);
  return MAX (g_key_file_get_int64 (self->file, connection_id, key, NULL), 0);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cue_file_writer_write_finish (result, &error))
    g_warning ("%s", error->message);
}

/**
 * cue_feed_positions_flush:
 *
 * Hands what changed to the worker that writes.
 */
void
cue_feed_positions_flush (CueFeedPositions *self)
{
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  gsize length;

  if (self->source == 0)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  text = g_key_file_to_data (self->file, &length, NULL);
  bytes = g_bytes_new_take (text, length);
  cue_file_writer_write_async (self->writer, NULL, bytes, ++self->generation, on_written, NULL);
}

static gboolean
on_write_due (gpointer user_data)
{
  cue_feed_positions_flush (user_data);
  return G_SOURCE_REMOVE;
}

static void
write_soon (CueFeedPositions *self)
{
  if (self->writer != NULL && self->source == 0)
    self->source = g_timeout_add (WRITE_WAIT_MS, on_write_due, self);
}

/**
 * cue_feed_positions_set:
 * @connection_id: of a connection
 * @feed: the id of a feed
 * @ns: up to where it was read now; an older time than what is known changes nothing
 *
 * Remembers how far a feed was read. It is on the disk a moment later.
 */
void
cue_feed_positions_set (CueFeedPositions *self,
                        const char       *connection_id,
                        const char       *feed,
                        gint64            ns)
{
  g_autofree char *key = NULL;

  if (ns <= cue_feed_positions_get (self, connection_id, feed))
    return;
  key = g_uri_escape_string (feed, NULL, FALSE);
  g_key_file_set_int64 (self->file, connection_id, key, ns);
  write_soon (self);
}

static char *
make_look_key (const char *feed)
{
  g_autofree char *escaped = g_uri_escape_string (feed, NULL, FALSE);

  // No feed is written with a colon here.
  return g_strconcat ("look:", escaped, NULL);
}

/**
 * cue_feed_positions_dup_look:
 * @connection_id: of a connection
 * @feed: the id of a feed
 *
 * Returns: (transfer full) (nullable): what cue_feed_positions_set_look() was given the last time
 */
char *
cue_feed_positions_dup_look (CueFeedPositions *self, const char *connection_id, const char *feed)
{
  g_autofree char *key = make_look_key (feed);

  load (self);
  return g_key_file_get_string (self->file, connection_id, key, NULL);
}

/**
 * cue_feed_positions_set_look:
 * @connection_id: of a connection
 * @feed: the id of a feed
 * @look: (nullable): how somebody looks at it, some text; one that is very long is not kept
 *
 * Remembers how a feed is looked at. It is on the disk a moment later.
 */
void
cue_feed_positions_set_look (CueFeedPositions *self,
                             const char       *connection_id,
                             const char       *feed,
                             const char       *look)
{
  g_autofree char *key = make_look_key (feed);
  g_autofree char *before = cue_feed_positions_dup_look (self, connection_id, feed);

  if (look != NULL && strlen (look) > MAX_LOOK)
    look = NULL;
  if (g_strcmp0 (before, look) == 0)
    return;
  if (look != NULL)
    g_key_file_set_string (self->file, connection_id, key, look);
  else
    g_key_file_remove_key (self->file, connection_id, key, NULL);
  write_soon (self);
}

/**
 * cue_feed_positions_forget:
 * @connection_id: of a connection
 *
 * Its feeds are others now, or it is gone: how far they were read means nothing any more.
 */
void
cue_feed_positions_forget (CueFeedPositions *self, const char *connection_id)
{
  load (self);
  if (g_key_file_remove_group (self->file, connection_id, NULL))
    write_soon (self);
}

/**
 * cue_feed_positions_forget_profile:
 * @profile_id: an event that is gone
 *
 * Removes its file.
 */
void
cue_feed_positions_forget_profile (const char *profile_id)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  if (!g_uuid_string_is_valid (profile_id))
    return;
  path = make_path (profile_id);
  file = g_file_new_for_path (path);
  g_file_delete_async (file, G_PRIORITY_LOW, NULL, NULL, NULL);
}
