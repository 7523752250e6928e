// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-media-share.h"

#include "cue-error.h"
#include "cue-media-protocol.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A file on its way into memory that a helper can see. A video may have 64 MiB, and a copy of that
 * takes several pictures of the window. */

typedef struct {
  GBytes *bytes; /* owned */
  guint8 *data;  /* owned mapping, nullable */
  int     fd;    /* owned, −1 when it was handed out */
} Share;

static void
share_free (gpointer data)
{
  Share *share = data;

  if (share->data != NULL)
    munmap (share->data, g_bytes_get_size (share->bytes));
  if (share->fd >= 0)
    close (share->fd);
  g_bytes_unref (share->bytes);
  g_free (share);
}

static void
copy_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Share *share = data;
  gsize  size = g_bytes_get_size (share->bytes);

  memcpy (share->data, g_bytes_get_data (share->bytes, NULL), size);
  munmap (g_steal_pointer (&share->data), size);
  g_task_return_boolean (task, TRUE);
}

/**
 * cue_media_share_bytes: (skip)
 * @bytes: a file
 * @callback: called when it is copied, unless this fails
 *
 * Copies @bytes into sealed memory, in a worker. What can go wrong goes wrong before that.
 *
 * Returns: whether it is on its way
 */
gboolean
cue_media_share_bytes (GBytes             *bytes,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data,
                       GError            **error)
{
  g_autoptr (GTask) task = NULL;
  gsize   size = g_bytes_get_size (bytes);
  guint8 *data;
  Share  *share;
  int     fd;

  if (size == 0) {
    g_set_error_literal (error, CUE_ERROR, CUE_ERROR_PROTOCOL, _ ("The file is empty."));
    return FALSE;
  }
  fd = cue_media_create_memory ("cuelight-asset", size, &data, error);
  if (fd < 0)
    return FALSE;
  share = g_new (Share, 1);
  *share = (Share){ g_bytes_ref (bytes), data, fd };
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_media_share_bytes);
  g_task_set_task_data (task, share, share_free);
  g_task_run_in_thread (task, copy_in_thread);
  return TRUE;
}

/**
 * cue_media_share_bytes_finish: (skip)
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: a descriptor that the caller closes, or −1
 */
int
cue_media_share_bytes_finish (GAsyncResult *result, GError **error)
{
  Share *share = g_task_get_task_data (G_TASK (result));
  int    fd;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return -1;
  fd = share->fd;
  share->fd = -1;
  return fd;
}
