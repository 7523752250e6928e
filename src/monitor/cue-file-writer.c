// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-file-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cue-error.h"

// Writes of one file from any thread: the newest generation wins, so a slow worker can not put what
// is old over what a flush has written since.
struct _CueFileWriter {
  gatomicrefcount ref_count;
  GMutex          lock;
  char           *path;    // owned
  guint64         written; // newest generation in the file; under lock
};

/**
 * cue_file_writer_new:
 * @path: the file to write
 *
 * Returns: (transfer full): a writer; it may be used from any thread
 */
CueFileWriter *
cue_file_writer_new (const char *path)
{
  CueFileWriter *self = g_new0 (CueFileWriter, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->path = g_strdup (path);
  return self;
}

/**
 * cue_file_writer_ref:
 *
 * Returns: (transfer full): the same writer; may be called on any thread
 */
CueFileWriter *
cue_file_writer_ref (CueFileWriter *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * cue_file_writer_unref:
 *
 * Lets go of a writer, on any thread. The last one frees it; nothing is written by that.
 */
void
cue_file_writer_unref (CueFileWriter *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self);
}

/**
 * cue_file_writer_write:
 * @bytes: the whole file
 * @generation: how new @bytes are; older ones than what was written are dropped
 *
 * Writes the file so that at any moment either the old or the new one is there, also when the
 * power goes. Blocks; any thread. Only the user may read the file.
 *
 * Returns: %FALSE with a `CUE_ERROR_STORAGE` error when it could not be written
 */
gboolean
cue_file_writer_write (CueFileWriter *self, GBytes *bytes, guint64 generation, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GError) local = NULL;
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (generation <= self->written)
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("Nothing could be saved: the folder “%s” cannot be made (%s). Check its "
                    "permissions."),
                 folder,
                 g_strerror (errno));
    return FALSE;
  }
  if (!g_file_set_contents_full (self->path,
                                 g_bytes_get_data (bytes, NULL),
                                 g_bytes_get_size (bytes),
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600,
                                 &local)) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("What changed could not be saved (%s). Check that the disk is not full and "
                    "that “%s” may be written."),
                 local->message,
                 self->path);
    return FALSE;
  }
  self->written = generation;
  return TRUE;
}

typedef struct {
  CueFileWriter *writer; // owned
  GBytes        *bytes;  // owned
  guint64        generation;
} Write;

static void
write_free (gpointer data)
{
  Write *write = data;

  cue_file_writer_unref (write->writer);
  g_bytes_unref (write->bytes);
  g_free (write);
}

static void
run_write (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Write  *write = data;
  GError *error = NULL;

  if (cue_file_writer_write (write->writer, write->bytes, write->generation, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cue_file_writer_write_async:
 * @source: (nullable): what the callback gets as its source
 * @bytes: the whole file
 * @generation: how new @bytes are
 * @callback: (nullable): what to call when it is done
 *
 * [method@FileWriter.write] in a worker. It is not cancelled: what was said to be saved is.
 */
void
cue_file_writer_write_async (CueFileWriter      *self,
                             gpointer            source,
                             GBytes             *bytes,
                             guint64             generation,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, user_data);
  Write *write = g_new0 (Write, 1);

  write->writer = cue_file_writer_ref (self);
  write->bytes = g_bytes_ref (bytes);
  write->generation = generation;
  g_task_set_source_tag (task, cue_file_writer_write_async);
  g_task_set_task_data (task, write, write_free);
  g_task_run_in_thread (task, run_write);
}

/**
 * cue_file_writer_write_finish:
 * @result: what the callback was given
 *
 * Returns: whether it was written, as [method@FileWriter.write]
 */
gboolean
cue_file_writer_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
