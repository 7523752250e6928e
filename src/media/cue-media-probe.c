// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-media-probe.h"

#include "cue-media-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_IMAGE_BYTES (32u * 1024u * 1024u)
#define MAX_VIDEO_BYTES (64u * 1024u * 1024u)

/* Characters; whoever is taken over may say anything. */
#define MAX_WORD 40

G_STATIC_ASSERT (sizeof (CuePictureCell) * CUE_PICTURE_GRID_ROWS * CUE_PICTURE_GRID_COLUMNS ==
                 CUE_MEDIA_GRID_SIZE);

/* What was said before the facts. */
typedef struct {
  gboolean is_segment;
  char    *codec;
  char    *audio_codec;
} Words;

static void
free_words (gpointer data)
{
  Words *words = data;

  g_free (words->codec);
  g_free (words->audio_codec);
  g_free (words);
}

static void
take_word (char **place, const char *text)
{
  if (*text == '\0')
    return;
  g_free (*place);
  *place = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_WORD));
}

static gpointer
take_message (GTask *task, const CueMediaMessage *message, GBytes *attachment)
{
  const CueMediaFacts *said = &message->facts;
  Words               *words = cue_media_job_get_data (task);
  CuePictureFacts     *facts;

  if (message->type == CUE_MEDIA_TEXT && message->info.kind == CUE_MEDIA_TEXT_VIDEO_CODEC)
    take_word (&words->codec, message->text);
  else if (message->type == CUE_MEDIA_TEXT && message->info.kind == CUE_MEDIA_TEXT_AUDIO_CODEC)
    take_word (&words->audio_codec, message->text);
  /* Only a segment may have nothing to be seen. */
  if (message->type != CUE_MEDIA_FACTS || (said->width == 0 && !words->is_segment))
    return NULL;
  facts = cue_picture_facts_new (said->width, said->height);
  take_word (&facts->format, message->text);
  facts->codec = g_steal_pointer (&words->codec);
  facts->audio_codec = g_steal_pointer (&words->audio_codec);
  facts->duration_us = said->duration_us;
  facts->fps_n = said->fps_n;
  facts->fps_d = said->fps_d;
  facts->n_frames = said->n_frames;
  facts->n_decoded = said->n_decoded;
  facts->animated = (said->flags & CUE_MEDIA_FACTS_ANIMATED) != 0;
  facts->has_alpha = (said->flags & CUE_MEDIA_FACTS_ALPHA) != 0;
  facts->has_audio = (said->flags & CUE_MEDIA_FACTS_AUDIO) != 0;
  facts->black = said->black / 1e6;
  facts->shown_us = said->shown_us;
  facts->audio_us = said->audio_us;
  facts->audio_peak = said->audio_peak / 1e6;
  facts->is_whole = (said->flags & CUE_MEDIA_FACTS_WHOLE) != 0;
  facts->lacks_decoder = (said->flags & CUE_MEDIA_FACTS_NO_DECODER) != 0;
  memcpy (facts->grid, said->grid, sizeof facts->grid);
  if (attachment != NULL)
    cue_picture_facts_set_thumbnail (facts, attachment);
  return facts;
}

static const char *
describe_image_fault (GTask *task, const CueMediaFault *fault, CueError *code)
{
  if (fault->code == CUE_MEDIA_FAULT_TOO_LARGE) {
    *code = CUE_ERROR_TOO_LARGE;
    return _ ("The image has more than 40 million pixels, or a side of more than 16,384. Use a "
              "smaller one.");
  }
  if (fault->code == CUE_MEDIA_FAULT_TOO_LONG) {
    *code = CUE_ERROR_TOO_LARGE;
    return _ ("The animation has more than 10,000 pictures. Use a video instead.");
  }
  if (fault->code == CUE_MEDIA_FAULT_CUT_OFF)
    return _ ("The image is cut off: its file ends before its last line. Upload it again.");
  if (fault->code == CUE_MEDIA_FAULT_MISSING_DECODER) {
    *code = CUE_ERROR_UNSUPPORTED;
    return _ ("This computer has no decoder for the image. PNG, WebP and JPEG in RGB always work.");
  }
  return _ ("The file is not an image that can be decoded. Use PNG, JPEG or WebP.");
}

static const char *
describe_video_fault (GTask *task, const CueMediaFault *fault, CueError *code)
{
  if (fault->code == CUE_MEDIA_FAULT_TOO_LARGE) {
    *code = CUE_ERROR_TOO_LARGE;
    return _ ("The video has more than 40 million pixels in a picture, or a side of more than "
              "16,384. Use a smaller one.");
  }
  if (fault->code == CUE_MEDIA_FAULT_TOO_LONG) {
    *code = CUE_ERROR_TOO_LARGE;
    return _ ("The video is longer than four hours. A background cannot be meant.");
  }
  if (fault->code == CUE_MEDIA_FAULT_CUT_OFF)
    return _ ("The video is cut off: its file ends before its last picture. Upload it again.");
  if (fault->code == CUE_MEDIA_FAULT_MISSING_DECODER) {
    *code = CUE_ERROR_UNSUPPORTED;
    return _ ("This computer has no decoder for the video. H.264 in an MP4 file always works.");
  }
  return _ ("The file is not a video that can be decoded.");
}

static const char *
describe_segment_fault (GTask *task, const CueMediaFault *fault, CueError *code)
{
  if (fault->code == CUE_MEDIA_FAULT_TOO_LARGE) {
    *code = CUE_ERROR_TOO_LARGE;
    return _ ("Its picture has more than 40 million pixels, or a side of more than 16,384.");
  }
  if (fault->code == CUE_MEDIA_FAULT_CUT_OFF)
    return _ ("It is cut off: it ends before its last picture.");
  return _ ("Neither a picture nor sound can be decoded of it.");
}

static void
free_facts (gpointer facts)
{
  cue_picture_facts_unref (facts);
}

static CueMediaJobKind probe_image = {
  .max_at_once = 2,
  .patience_us = 10 * G_TIME_SPAN_SECOND,
  .on_message = take_message,
  .describe_fault = describe_image_fault,
  .too_slow = N_ ("The image took too long to decode. Use a simpler one."),
  .failed = N_ ("The image could not be decoded: the program that decodes it failed. The file is "
                "probably damaged."),
  .free_result = free_facts,
};

static CueMediaJobKind probe_video = {
  .max_at_once = 1,
  .patience_us = 30 * G_TIME_SPAN_SECOND,
  .on_message = take_message,
  .describe_fault = describe_video_fault,
  .too_slow = N_ ("The video took too long to decode. Use a smaller or shorter one."),
  .failed = N_ ("The video could not be decoded: the program that decodes it failed. The file is "
                "probably damaged."),
  .free_result = free_facts,
};

static CueMediaJobKind probe_segment = {
  .max_at_once = 1,
  .patience_us = 30 * G_TIME_SPAN_SECOND,
  .on_message = take_message,
  .describe_fault = describe_segment_fault,
  .too_slow = N_ ("It took too long to decode."),
  .failed = N_ ("The program that decodes it failed. It is probably damaged."),
  .free_result = free_facts,
};

/**
 * cue_media_probe_async:
 * @bytes: a file from outside, whatever it is
 * @video: whether it is looked at as a video; otherwise only an image is taken
 * @cancellable: (nullable): cancelling ends the helper
 *
 * Finds out what is in a file, in a process of its own that gets nothing but these bytes. Two
 * images and one video are looked at at a time, the others wait. A video is decoded for its first
 * ten seconds; what is longer is sampled.
 *
 * An error is of CUE_ERROR and a whole translated sentence: PROTOCOL when it is not an image or a
 * video, is cut off, or broke the helper; UNSUPPORTED when it has no decoder here; TOO_LARGE with
 * more than 32 MiB (a video 64 MiB), 40 million pixels, a side of more than 16,384, 10,000 pictures
 * in an animation or four hours; TIMEOUT after 10 s (a video 30 s); STORAGE when the helper is not
 * installed.
 *
 * Main thread.
 */
void
cue_media_probe_async (GBytes             *bytes,
                       gboolean            video,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  CueMediaOpen open = {
    .kind = video ? CUE_MEDIA_KIND_PROBE_VIDEO : CUE_MEDIA_KIND_PROBE_IMAGE,
    .flags = CUE_MEDIA_FLAG_MUTED,
  };
  GTask *task;

  g_return_if_fail (bytes != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_media_probe_async);
  if (g_bytes_get_size (bytes) > (video ? MAX_VIDEO_BYTES : MAX_IMAGE_BYTES)) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_TOO_LARGE,
                             "%s",
                             video ? _ ("The video is larger than 64 MiB.")
                                   : _ ("The image is larger than 32 MiB."));
    g_object_unref (task);
    return;
  }
  cue_media_job_start (task,
                       video ? &probe_video : &probe_image,
                       &open,
                       bytes,
                       g_new0 (Words, 1),
                       free_words);
}

/**
 * cue_media_probe_segment_async:
 * @bytes: a segment of a stream, whatever it is
 * @cancellable: (nullable): cancelling ends the helper
 *
 * Finds out what a segment shows and sounds like, as cue_media_probe_async() does; the sound is
 * decoded as well. One is looked at at a time, the others wait.
 *
 * An error is of CUE_ERROR and a whole translated sentence about “it”: PROTOCOL when nothing can be
 * decoded, or when it broke the helper; TOO_LARGE, TIMEOUT and STORAGE as there. That there is no
 * decoder here is no error: it is among the facts.
 *
 * Main thread.
 */
void
cue_media_probe_segment_async (GBytes             *bytes,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  CueMediaOpen open = { .kind = CUE_MEDIA_KIND_PROBE_SEGMENT, .flags = CUE_MEDIA_FLAG_MUTED };
  Words       *words;
  GTask       *task;

  g_return_if_fail (bytes != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_media_probe_segment_async);
  if (g_bytes_get_size (bytes) > MAX_VIDEO_BYTES) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_TOO_LARGE,
                             "%s",
                             _ ("It is larger than 64 MiB."));
    g_object_unref (task);
    return;
  }
  words = g_new0 (Words, 1);
  words->is_segment = TRUE;
  cue_media_job_start (task, &probe_segment, &open, bytes, words, free_words);
}

/**
 * cue_media_probe_finish:
 *
 * Returns: (transfer full): the facts
 */
CuePictureFacts *
cue_media_probe_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
