// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-image.h"

#include "cue-error.h"
#include "cue-media-process.h"
#include "cue-playback.h"
#include "cue-system-clock.h"

#include <glib/gi18n-lib.h>

/*
 * Images from outside are decoded by a helper that lives for one image. An event has a few dozen of
 * them, and they may all arrive at once, so only a few helpers run at a time; the others wait.
 */

#define MAX_AT_ONCE 2
#define MAX_BYTES   (32u * 1024u * 1024u)
#define PATIENCE_US (5 * G_TIME_SPAN_SECOND)

typedef struct {
  GBytes          *bytes; /* owned */
  guint            max_width;
  guint            max_height;
  CueMediaProcess *process; /* owned, nullable: it waits for its turn */
  guint            timer_id;
  guint            natural_width;
  guint            natural_height;
} Decoding;

static GQueue waiting = G_QUEUE_INIT; /* of GTask, owned */
static guint  n_running;

static void start_some (void);

static void
free_decoding (gpointer data)
{
  Decoding *decoding = data;

  g_bytes_unref (decoding->bytes);
  g_clear_object (&decoding->process);
  g_free (decoding);
}

/* Ends the process of a task. Returns: (transfer full): the task, for its one and only return. */
static GTask *
finish_running (GTask *task)
{
  Decoding *decoding = g_task_get_task_data (task);

  cue_clock_clear_timeout (cue_system_clock_get_default (), &decoding->timer_id);
  g_signal_handlers_disconnect_by_data (decoding->process, task);
  cue_media_process_stop (decoding->process);
  n_running--;
  start_some ();
  return task;
}

static void
fail (GTask *running, CueError code, const char *text)
{
  g_autoptr (GTask) task = finish_running (running);

  g_task_return_new_error (task, CUE_ERROR, code, "%s", text);
}

static void
on_frame (CueMediaProcess *process, gpointer data, GdkTexture *texture, gpointer user_data)
{
  const CueMediaFrame *frame = data;
  Decoding            *decoding = g_task_get_task_data (user_data);
  g_autoptr (GTask) task = NULL;

  decoding->natural_width = frame->natural_width;
  decoding->natural_height = frame->natural_height;
  task = finish_running (user_data);
  g_task_return_pointer (task, g_object_ref (texture), g_object_unref);
}

static void
on_message (CueMediaProcess *process, gpointer data, gpointer user_data)
{
  const CueMediaMessage *message = data;

  if (message->type != CUE_MEDIA_FAULT)
    return;
  if (message->fault.code == CUE_MEDIA_FAULT_TOO_LARGE)
    fail (user_data,
          CUE_ERROR_TOO_LARGE,
          _ ("The image has more than 40 million pixels. Use a smaller one."));
  else
    fail (user_data,
          CUE_ERROR_PROTOCOL,
          _ ("The file is not an image that can be decoded. Use PNG, JPEG or WebP."));
}

static void
on_ended (CueMediaProcess *process, int how, const char *detail, gpointer user_data)
{
  if (how == CUE_MEDIA_PROCESS_END_OTHER_BUILD) {
    g_autofree char *words =
      cue_playback_reason_to_words (CUE_PLAYBACK_REASON_HELPER_OTHER_BUILD, 0);

    fail (user_data, CUE_ERROR_STORAGE, words);
    return;
  }
  fail (user_data,
        CUE_ERROR_PROTOCOL,
        _ ("The image could not be decoded: the program that decodes it failed. The file is "
           "probably damaged."));
}

static gboolean
on_patience_over (gpointer user_data)
{
  Decoding *decoding = g_task_get_task_data (user_data);

  /* GStreamer's first look at its plugins is not the fault of the image; the process itself gives
   * up when that takes too long. */
  if (!cue_media_process_get_greeted (decoding->process))
    return G_SOURCE_CONTINUE;
  decoding->timer_id = 0;
  fail (user_data, CUE_ERROR_TIMEOUT, _ ("The image took too long to decode. Use a simpler one."));
  return G_SOURCE_REMOVE;
}

static void
start (GTask *task)
{
  Decoding    *decoding = g_task_get_task_data (task);
  CueClock    *clock = cue_system_clock_get_default ();
  CueMediaOpen open = {
    .kind = CUE_MEDIA_KIND_IMAGE,
    .flags = CUE_MEDIA_FLAG_MUTED | CUE_MEDIA_FLAG_VISIBLE,
    .view_width = decoding->max_width,
    .view_height = decoding->max_height,
  };
  GError *error = NULL;

  decoding->process = cue_media_process_new (clock);
  if (!cue_media_process_start (decoding->process, &open, NULL, decoding->bytes, &error)) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  n_running++;
  g_signal_connect (decoding->process, "frame", G_CALLBACK (on_frame), task);
  g_signal_connect (decoding->process, "message", G_CALLBACK (on_message), task);
  g_signal_connect (decoding->process, "ended", G_CALLBACK (on_ended), task);
  decoding->timer_id = cue_clock_add_timeout (clock, PATIENCE_US, on_patience_over, task, NULL);
}

static void
start_some (void)
{
  while (n_running < MAX_AT_ONCE && !g_queue_is_empty (&waiting)) {
    GTask *task = g_queue_pop_head (&waiting);

    if (g_task_return_error_if_cancelled (task))
      g_object_unref (task);
    else
      start (task);
  }
}

/**
 * cue_image_decode_async:
 * @bytes: a file: PNG, JPEG, WebP and what else GStreamer on this computer decodes
 * @max_width: pixels; a larger image is scaled down to fit; 0 together with @max_height for any
 * @max_height: likewise
 * @cancellable: (nullable): cancelling makes the result an error; an image in the middle of its
 *   decoding is still finished first
 *
 * Decodes an image from outside in a process of its own. An image that is not one, is damaged, has
 * more than 40 million pixels, takes longer than 5 s or breaks its decoder is an error of one of
 * the categories PROTOCOL, TOO_LARGE and TIMEOUT; STORAGE when the helper is not installed.
 *
 * Main thread.
 */
void
cue_image_decode_async (GBytes             *bytes,
                        guint               max_width,
                        guint               max_height,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask    *task;
  Decoding *decoding;

  g_return_if_fail (bytes != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_image_decode_async);
  decoding = g_new0 (Decoding, 1);
  decoding->bytes = g_bytes_ref (bytes);
  decoding->max_width = max_height > 0 ? MIN (max_width, CUE_MEDIA_MAX_EDGE) : 0;
  decoding->max_height = max_width > 0 ? MIN (max_height, CUE_MEDIA_MAX_EDGE) : 0;
  g_task_set_task_data (task, decoding, free_decoding);

  if (g_bytes_get_size (bytes) > MAX_BYTES) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_TOO_LARGE,
                             _ ("The image is larger than 32 MiB."));
    g_object_unref (task);
    return;
  }
  g_queue_push_tail (&waiting, task);
  start_some ();
}

/**
 * cue_image_decode_finish:
 * @original_width: (out) (optional): of the image in its file, in pixels
 * @original_height: (out) (optional): likewise
 *
 * Returns: (transfer full): the image
 */
GdkTexture *
cue_image_decode_finish (GAsyncResult *result,
                         guint        *original_width,
                         guint        *original_height,
                         GError      **error)
{
  Decoding *decoding;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  decoding = g_task_get_task_data (G_TASK (result));
  if (original_width != NULL)
    *original_width = decoding->natural_width;
  if (original_height != NULL)
    *original_height = decoding->natural_height;
  return g_task_propagate_pointer (G_TASK (result), error);
}
