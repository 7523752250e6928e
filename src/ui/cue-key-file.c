// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-key-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-compat.h"
#include "cue-error.h"
#include "cue-secret-bytes.h"

/* A key of 8192 bits has less than 7 KB; whatever is much larger was chosen by mistake. */
#define MAX_BYTES (64 * 1024)

/* One byte more than may come, so that too many are noticed. */
typedef struct {
  gsize size;
  char  bytes[MAX_BYTES + 1];
} Room;

static void
room_free (Room *room)
{
  explicit_bzero (room, sizeof *room);
  g_free (room);
}

static void
on_bytes_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Room   *room = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &room->size, &error))
    g_task_return_error (task, error);
  else if (room->size > MAX_BYTES)
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_TOO_LARGE,
                             _ ("This file is too large to be a key."));
  else
    g_task_return_pointer (task,
                           cue_secret_bytes_new (room->bytes, room->size),
                           (GDestroyNotify) g_bytes_unref);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);
  Room *room;

  if (stream == NULL) {
    g_task_return_error (task, error);
    return;
  }

  room = g_new0 (Room, 1);
  g_task_set_task_data (task, room, (GDestroyNotify) room_free);
  g_input_stream_read_all_async (G_INPUT_STREAM (stream),
                                 room->bytes,
                                 sizeof room->bytes,
                                 G_PRIORITY_DEFAULT,
                                 g_task_get_cancellable (task),
                                 on_bytes_read,
                                 g_object_ref (task));
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GFile) file = cue_compat_file_finish (result);

  if (file == NULL) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "nothing was chosen");
    return;
  }

  g_file_read_async (file,
                     G_PRIORITY_DEFAULT,
                     g_task_get_cancellable (task),
                     on_opened,
                     g_object_ref (task));
}

/**
 * cue_key_file_choose_async:
 * @parent: the window that asks
 * @cancellable: (nullable): a cancellable
 * @callback: called with what is in the file
 * @data: for @callback
 *
 * Lets somebody choose a file with a key, and reads it. Main thread only.
 */
void
cue_key_file_choose_async (GtkWindow          *parent,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            data)
{
  GTask *task = g_task_new (parent, cancellable, callback, data);

  g_task_set_source_tag (task, cue_key_file_choose_async);
  cue_compat_open_file_async (parent, _ ("Choose a Key in PEM"), _ ("_Open"), on_chosen, task);
}

/**
 * cue_key_file_choose_finish:
 * @result: given to the callback
 * @error: return location for an error; %G_IO_ERROR_CANCELLED when nothing was chosen
 *
 * Returns: (transfer full) (nullable): what is in the file, in memory that is wiped
 */
GBytes *
cue_key_file_choose_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
