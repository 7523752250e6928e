// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-image.h"

#include "cue-media-job.h"
#include "cue-texture.h"

#include <glib/gi18n-lib.h>

#define MAX_BYTES (32u * 1024u * 1024u)

typedef struct {
  guint natural_width;
  guint natural_height;
} Decoding;

static gpointer
take_frame (GTask *task, const CueMediaFrame *frame, GBytes *pixels)
{
  Decoding *decoding = cue_media_job_get_data (task);

  decoding->natural_width = frame->natural_width;
  decoding->natural_height = frame->natural_height;
  return cue_texture_new (frame, pixels);
}

static const char *
describe_fault (GTask *task, const CueMediaFault *fault, CueError *code)
{
  if (fault->code == CUE_MEDIA_FAULT_TOO_LARGE) {
    *code = CUE_ERROR_TOO_LARGE;
    return _ ("The image has more than 40 million pixels. Use a smaller one.");
  }
  return _ ("The file is not an image that can be decoded. Use PNG, JPEG or WebP.");
}

static CueMediaJobKind decode = {
  .max_at_once = 2,
  .patience_us = 5 * G_TIME_SPAN_SECOND,
  .on_frame = take_frame,
  .describe_fault = describe_fault,
  .too_slow = N_ ("The image took too long to decode. Use a simpler one."),
  .failed = N_ ("The image could not be decoded: the program that decodes it failed. The file is "
                "probably damaged."),
  .free_result = g_object_unref,
};

/**
 * cue_image_decode_async:
 * @bytes: a file: PNG, JPEG, WebP and what else GStreamer on this computer decodes
 * @max_width: pixels; a larger image is scaled down to fit; 0 together with @max_height for any
 * @max_height: likewise
 * @cancellable: (nullable): cancelling makes the result an error and ends the helper
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
  CueMediaOpen open = {
    .kind = CUE_MEDIA_KIND_IMAGE,
    .flags = CUE_MEDIA_FLAG_MUTED | CUE_MEDIA_FLAG_VISIBLE,
    .view_width = max_height > 0 ? MIN (max_width, CUE_MEDIA_MAX_EDGE) : 0,
    .view_height = max_width > 0 ? MIN (max_height, CUE_MEDIA_MAX_EDGE) : 0,
  };
  GTask *task;

  g_return_if_fail (bytes != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_image_decode_async);
  if (g_bytes_get_size (bytes) > MAX_BYTES) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_TOO_LARGE,
                             _ ("The image is larger than 32 MiB."));
    g_object_unref (task);
    return;
  }
  cue_media_job_start (task, &decode, &open, bytes, g_new0 (Decoding, 1), g_free);
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
  const Decoding *decoding;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  decoding = cue_media_job_get_data (G_TASK (result));
  if (original_width != NULL)
    *original_width = decoding != NULL ? decoding->natural_width : 0;
  if (original_height != NULL)
    *original_height = decoding != NULL ? decoding->natural_height : 0;
  return g_task_propagate_pointer (G_TASK (result), error);
}
