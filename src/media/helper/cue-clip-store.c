// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-clip-store.h"

#include "cue-codec.h"

#include <gst/video/video.h>

/* Half a minute as large as a phone on screen, five minutes as a small tile. What is longer is
 * decoded round after round: that costs time, but not ever more memory. */
#define MAX_SIZE (16u * 1024u * 1024u)

/* Where artefacts cannot be told from those of the video. */
#define QUALITY 80

#define IDCT_FAST 1

struct _CueClipStore {
  GPtrArray   *pictures; /* of GBytes, owned */
  gsize        size;
  gboolean     full;
  CueCodec    *encoder; /* owned, nullable */
  CueCodec    *decoder; /* owned, nullable */
  GstVideoInfo info;    /* of what goes in */
  GstCaps     *shown;   /* owned, nullable: of what comes out */
};

CueClipStore *
cue_clip_store_new (void)
{
  CueClipStore *self = g_new0 (CueClipStore, 1);

  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

void
cue_clip_store_free (CueClipStore *self)
{
  g_clear_pointer (&self->encoder, cue_codec_free);
  g_clear_pointer (&self->decoder, cue_codec_free);
  gst_clear_caps (&self->shown);
  g_ptr_array_unref (self->pictures);
  g_free (self);
}

static void
give_up (CueClipStore *self)
{
  self->full = TRUE;
  self->size = 0;
  g_ptr_array_set_size (self->pictures, 0);
  g_clear_pointer (&self->encoder, cue_codec_free);
}

static gboolean
prepare (CueClipStore *self, GstCaps *caps)
{
  if (self->encoder != NULL)
    return TRUE;
  if (!gst_video_info_from_caps (&self->info, caps))
    return FALSE;
  self->encoder = cue_codec_new ("jpegenc", caps);
  if (self->encoder != NULL)
    cue_codec_set (self->encoder, "quality", QUALITY);
  return self->encoder != NULL;
}

/**
 * cue_clip_store_add: (skip)
 * @sample: a picture in I420; all of them are of one size
 *
 * Keeps one more, unless there is no room any more: then none is kept.
 */
void
cue_clip_store_add (CueClipStore *self, GstSample *sample)
{
  g_autoptr (GstSample) encoded = NULL;
  gpointer data;
  gsize    size;

  if (self->full)
    return;
  if (prepare (self, gst_sample_get_caps (sample)))
    encoded = cue_codec_run (self->encoder, gst_sample_get_buffer (sample));
  if (encoded == NULL) {
    give_up (self);
    return;
  }
  size = gst_buffer_get_size (gst_sample_get_buffer (encoded));
  if (self->size + size > MAX_SIZE) {
    give_up (self);
    return;
  }
  gst_buffer_extract_dup (gst_sample_get_buffer (encoded), 0, size, &data, &size);
  g_ptr_array_add (self->pictures, g_bytes_new_take (data, size));
  self->size += size;
}

/**
 * cue_clip_store_complete: (skip)
 *
 * No picture will be added any more.
 */
void
cue_clip_store_complete (CueClipStore *self)
{
  g_clear_pointer (&self->encoder, cue_codec_free);
}

guint
cue_clip_store_get_n (CueClipStore *self)
{
  return self->pictures->len;
}

/**
 * cue_clip_store_get_size: (skip)
 *
 * Returns: bytes of all pictures
 */
gsize
cue_clip_store_get_size (CueClipStore *self)
{
  return self->size;
}

/**
 * cue_clip_store_is_full: (skip)
 *
 * Returns: whether it had to give up
 */
gboolean
cue_clip_store_is_full (CueClipStore *self)
{
  return self->full;
}

/* JPEG knows one meaning of its numbers, and the picture went in with another: only the bytes are
 * kept, and the meaning is put back. */
static GstCaps *
make_shown (CueClipStore *self, GstCaps *caps)
{
  GstVideoInfo info;

  if (!gst_video_info_from_caps (&info, caps))
    return NULL;
  info.colorimetry = self->info.colorimetry;
  info.chroma_site = self->info.chroma_site;
  info.par_n = self->info.par_n;
  info.par_d = self->info.par_d;
  return gst_video_info_to_caps (&info);
}

/**
 * cue_clip_store_get: (skip)
 * @i: less than cue_clip_store_get_n()
 *
 * Returns: (transfer full) (nullable): the picture, as it was but for what JPEG loses
 */
GstSample *
cue_clip_store_get (CueClipStore *self, guint i)
{
  GBytes    *bytes = g_ptr_array_index (self->pictures, i);
  GstBuffer *buffer = gst_buffer_new_wrapped_bytes (bytes);
  g_autoptr (GstSample) sample = NULL;

  if (self->decoder == NULL) {
    g_autoptr (GstCaps) caps = gst_caps_new_empty_simple ("image/jpeg");

    self->decoder = cue_codec_new ("jpegdec", caps);
    if (self->decoder != NULL)
      cue_codec_set (self->decoder, "idct-method", IDCT_FAST);
  }
  if (self->decoder != NULL)
    sample = cue_codec_run (self->decoder, buffer);
  gst_buffer_unref (buffer);
  if (sample == NULL)
    return NULL;
  if (self->shown == NULL)
    self->shown = make_shown (self, gst_sample_get_caps (sample));
  return self->shown != NULL
           ? gst_sample_new (gst_sample_get_buffer (sample), self->shown, NULL, NULL)
           : NULL;
}
