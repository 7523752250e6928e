// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-picture.h"

#include "cue-error.h"

#include <glib/gi18n-lib.h>

/*
 * People who wait for a picture to be in its file: the helper is asked for it at full size, a
 * worker thread compresses it (which takes a tenth of a second) and writes it.
 */

#define PATIENCE_US (5 * G_TIME_SPAN_SECOND)

typedef struct {
  guint32     request;
  gint64      asked;
  GFile      *file;    /* owned */
  GdkTexture *texture; /* owned, nullable: not there yet */
} Picture;

struct _CuePictureQueue {
  CueClock  *clock; /* owned */
  GPtrArray *tasks; /* of GTask with a Picture, owned; the oldest first */
  guint32    last_request;
  guint      timer_id;
};

static void
free_picture (gpointer data)
{
  Picture *picture = data;

  g_clear_object (&picture->texture);
  g_object_unref (picture->file);
  g_free (picture);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Picture *picture = data;
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (picture->texture);
  g_autoptr (GError) error = NULL;
  gsize       size;
  const char *bytes = g_bytes_get_data (png, &size);

  if (g_file_replace_contents (picture->file,
                               bytes,
                               size,
                               NULL,
                               FALSE,
                               G_FILE_CREATE_NONE,
                               NULL,
                               cancellable,
                               &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_STORAGE,
                             _ ("The picture could not be written to its file: %s"),
                             error->message);
}

/**
 * cue_picture_save_async:
 * @texture: a picture
 * @file: where it goes, as PNG; what is there is replaced
 *
 * Writes a picture to a file. Compressing it takes a tenth of a second, which a worker thread does.
 */
void
cue_picture_save_async (GdkTexture         *texture,
                        GFile              *file,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  Picture *picture;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GDK_IS_TEXTURE (texture));
  g_return_if_fail (G_IS_FILE (file));

  picture = g_new0 (Picture, 1);
  picture->file = g_object_ref (file);
  picture->texture = g_object_ref (texture);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_picture_save_async);
  g_task_set_task_data (task, picture, free_picture);
  g_task_run_in_thread (task, save_in_thread);
}

/**
 * cue_picture_save_finish:
 * @error: of the category STORAGE when the file could not be written
 *
 * Returns: whether the picture is in its file
 */
gboolean
cue_picture_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cue_picture_save_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The worker has a task of its own without a source. It lets go of it some time after the answer
 * was heard, and with the caller's it would then be the one to finalize the player. */
static void
save (GTask *task)
{
  Picture *picture = g_task_get_task_data (task);

  cue_picture_save_async (picture->texture,
                          picture->file,
                          g_task_get_cancellable (task),
                          on_saved,
                          g_object_ref (task));
}

static void
fail (GTask *task)
{
  g_task_return_new_error (task,
                           CUE_ERROR,
                           CUE_ERROR_TIMEOUT,
                           _ ("There is no picture to save. Wait until the stream plays and try "
                              "again."));
}

static gboolean
on_patience_over (gpointer user_data)
{
  CuePictureQueue *self = user_data;
  gint64           now = cue_clock_get_monotonic (self->clock);

  while (self->tasks->len > 0) {
    g_autoptr (GTask) task = g_object_ref (g_ptr_array_index (self->tasks, 0));
    Picture *picture = g_task_get_task_data (task);

    if (now - picture->asked < PATIENCE_US)
      return G_SOURCE_CONTINUE;
    g_ptr_array_remove_index (self->tasks, 0);
    fail (task);
  }
  self->timer_id = 0;
  return G_SOURCE_REMOVE;
}

/**
 * cue_picture_queue_new: (skip)
 *
 * Returns: (transfer full): a queue in which nobody waits
 */
CuePictureQueue *
cue_picture_queue_new (CueClock *clock)
{
  CuePictureQueue *self = g_new0 (CuePictureQueue, 1);

  self->clock = g_object_ref (clock);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

/**
 * cue_picture_queue_free:
 *
 * Whoever still waits is told that there will be no picture.
 */
void
cue_picture_queue_free (CuePictureQueue *self)
{
  cue_clock_clear_timeout (self->clock, &self->timer_id);
  for (guint i = 0; i < self->tasks->len; i++)
    fail (g_ptr_array_index (self->tasks, i));
  g_ptr_array_unref (self->tasks);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * cue_picture_queue_add: (skip)
 * @task: returned with %TRUE, or with an error of the category STORAGE or TIMEOUT
 * @file: where the picture goes, as PNG
 *
 * Returns: the number by which the picture is asked for; never 0
 */
guint32
cue_picture_queue_add (CuePictureQueue *self, GTask *task, GFile *file)
{
  Picture *picture = g_new0 (Picture, 1);

  if (++self->last_request == 0)
    self->last_request = 1;
  picture->request = self->last_request;
  picture->asked = cue_clock_get_monotonic (self->clock);
  picture->file = g_object_ref (file);
  g_task_set_task_data (task, picture, free_picture);
  g_ptr_array_add (self->tasks, g_object_ref (task));
  if (self->timer_id == 0)
    self->timer_id =
      cue_clock_add_timeout (self->clock, G_TIME_SPAN_SECOND, on_patience_over, self, NULL);
  return picture->request;
}

/**
 * cue_picture_queue_take: (skip)
 * @request: what was asked for; another number is passed over
 * @texture: (nullable): the picture, or %NULL when there is none
 */
void
cue_picture_queue_take (CuePictureQueue *self, guint32 request, GdkTexture *texture)
{
  for (guint i = 0; i < self->tasks->len; i++) {
    Picture *picture = g_task_get_task_data (g_ptr_array_index (self->tasks, i));

    if (picture->request == request) {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->tasks, i);

      if (texture == NULL) {
        fail (task);
        return;
      }
      picture->texture = g_object_ref (texture);
      save (task);
      return;
    }
  }
}
