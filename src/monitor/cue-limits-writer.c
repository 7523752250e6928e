// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-limits-writer.h"

#include "cue-limits.h"

// Saves the limits of one event without keeping the main thread waiting for the disk, or for
// another program that holds the lock of the file. The newest generation wins, so a slow worker
// cannot put old limits over what a flush has written since.
struct _CueLimitsWriter {
  gatomicrefcount ref_count;
  char           *path; // owned
  char           *key;  // owned

  GVariant *limits; // owned, nullable, the newest; of the main thread, as the two below
  gint64    wall;
  guint64   generation;

  GMutex  lock;
  guint64 written; // newest generation in the file; under lock
};

/**
 * cue_limits_writer_new:
 * @path: the file
 * @key: what the limits are kept under
 *
 * Returns: (transfer full): a writer for one entry of the file
 */
CueLimitsWriter *
cue_limits_writer_new (const char *path, const char *key)
{
  CueLimitsWriter *self = g_new0 (CueLimitsWriter, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->path = g_strdup (path);
  self->key = g_strdup (key);
  return self;
}

/**
 * cue_limits_writer_ref:
 *
 * Returns: (transfer full): the same writer; may be called on any thread
 */
CueLimitsWriter *
cue_limits_writer_ref (CueLimitsWriter *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * cue_limits_writer_unref:
 *
 * Lets go of a writer, on any thread. The last one frees it; nothing is written by that.
 */
void
cue_limits_writer_unref (CueLimitsWriter *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->limits, g_variant_unref);
  g_free (self->path);
  g_free (self->key);
  g_free (self);
}

typedef struct {
  CueLimitsWriter *writer; // owned
  GVariant        *limits; // owned
  gint64           wall;
  guint64          generation;
} Write;

static void
write_free (Write *write)
{
  cue_limits_writer_unref (write->writer);
  g_variant_unref (write->limits);
  g_free (write);
}

static gboolean
write_limits (CueLimitsWriter *self,
              GVariant        *limits,
              gint64           wall,
              guint64          generation,
              GError         **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (generation <= self->written)
    return TRUE;
  if (!cue_limits_save (self->path, self->key, wall, limits, error))
    return FALSE;
  self->written = generation;
  return TRUE;
}

static void
run_write (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Write *write = data;
  g_autoptr (GError) error = NULL;

  // Nobody can do anything about it, and the limits hold as long as this program runs.
  if (!write_limits (write->writer, write->limits, write->wall, write->generation, &error))
    g_warning ("%s", error->message);
  g_task_return_boolean (task, error == NULL);
}

/**
 * cue_limits_writer_save:
 * @now_wall: µs since 1970
 * @limits: what the limiter saved
 *
 * Writes the limits in a worker. A failure is logged. Main thread.
 */
void
cue_limits_writer_save (CueLimitsWriter *self, gint64 now_wall, GVariant *limits)
{
  g_autoptr (GTask) task = NULL;
  Write *write = g_new0 (Write, 1);

  g_clear_pointer (&self->limits, g_variant_unref);
  self->limits = g_variant_ref_sink (limits);
  self->wall = now_wall;
  self->generation++;

  write->writer = cue_limits_writer_ref (self);
  write->limits = g_variant_ref (limits);
  write->wall = now_wall;
  write->generation = self->generation;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, cue_limits_writer_save);
  g_task_set_task_data (task, write, (GDestroyNotify) write_free);
  g_task_run_in_thread (task, run_write);
}

/**
 * cue_limits_writer_flush:
 *
 * Writes what is not yet in the file, and waits for it. For the end of watching; blocks for as long
 * as the disk takes, and not at all when everything was written. Main thread.
 *
 * Returns: %FALSE with a `CUE_ERROR_STORAGE` error when the file could not be written
 */
gboolean
cue_limits_writer_flush (CueLimitsWriter *self, GError **error)
{
  if (self->limits == NULL)
    return TRUE;
  return write_limits (self, self->limits, self->wall, self->generation, error);
}
