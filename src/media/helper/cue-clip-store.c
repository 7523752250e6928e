// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-clip-store.h"

#include "cue-codec.h"

#include <gst/video/video.h>
#include <string.h>

/* Half a minute as large as a phone on screen, five minutes as a small tile. What is longer is
 * decoded round after round: that costs time, but not ever more memory. */
#define MAX_SIZE (16u * 1024u * 1024u)

/* Artefacts are in motion and small; those of the video are stronger. */
#define QUALITY 70

#define IDCT_FAST 1

/* At the beginning of a packed store; the size of each picture stands behind it. */
typedef struct {
  guint32 n;
  guint32 chroma_site;
  guint32 par_n;
  guint32 par_d;
  char    colorimetry[64];
} Packed;

struct _CueClipStore {
  GPtrArray   *pictures; /* of GBytes, owned */
  gsize        size;
  gboolean     full;
  CueCodec    *encoder; /* owned, nullable */
  CueCodec    *decoder; /* owned, nullable */
  GstVideoInfo info;    /* what the numbers of a picture mean */
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
 * cue_clip_store_get_packed_size: (skip)
 *
 * Returns: the bytes that cue_clip_store_pack() needs
 */
gsize
cue_clip_store_get_packed_size (CueClipStore *self)
{
  return sizeof (Packed) + self->pictures->len * sizeof (guint32) + self->size;
}

/**
 * cue_clip_store_pack: (skip)
 * @to: room for it
 *
 * Writes all of it down: how many, what they mean, the size of each, and then each.
 */
void
cue_clip_store_pack (CueClipStore *self, guint8 *to)
{
  Packed           packed = { .n = self->pictures->len };
  g_autofree char *colorimetry = gst_video_colorimetry_to_string (&self->info.colorimetry);
  guint8          *at = to + sizeof packed + packed.n * sizeof (guint32);

  g_strlcpy (packed.colorimetry, colorimetry != NULL ? colorimetry : "", sizeof packed.colorimetry);
  packed.chroma_site = (guint32) self->info.chroma_site;
  packed.par_n = (guint32) self->info.par_n;
  packed.par_d = (guint32) self->info.par_d;
  memcpy (to, &packed, sizeof packed);
  for (guint i = 0; i < packed.n; i++) {
    gsize         size;
    gconstpointer data = g_bytes_get_data (g_ptr_array_index (self->pictures, i), &size);
    guint32       length = (guint32) size;

    memcpy (to + sizeof packed + i * sizeof (guint32), &length, sizeof length);
    memcpy (at, data, size);
    at += size;
  }
}

/**
 * cue_clip_store_new_from_packed: (skip)
 * @bytes: what cue_clip_store_pack() wrote; the pictures stay where they are
 *
 * Returns: (transfer full) (nullable): the store, or %NULL when it is not one
 */
CueClipStore *
cue_clip_store_new_from_packed (GBytes *bytes)
{
  g_autoptr (CueClipStore) self = cue_clip_store_new ();
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  Packed        packed;
  gsize         at;

  if (size < sizeof packed)
    return NULL;
  memcpy (&packed, data, sizeof packed);
  packed.colorimetry[sizeof packed.colorimetry - 1] = '\0';
  if (packed.n < 1 || packed.n > (size - sizeof packed) / sizeof (guint32))
    return NULL;
  at = sizeof packed + packed.n * sizeof (guint32);
  for (guint i = 0; i < packed.n; i++) {
    guint32 length;

    memcpy (&length, data + sizeof packed + i * sizeof length, sizeof length);
    if (length > size - at)
      return NULL;
    g_ptr_array_add (self->pictures, g_bytes_new_from_bytes (bytes, at, length));
    at += length;
  }
  gst_video_info_init (&self->info);
  gst_video_colorimetry_from_string (&self->info.colorimetry, packed.colorimetry);
  self->info.chroma_site = (GstVideoChromaSite) packed.chroma_site;
  self->info.par_n = (int) packed.par_n;
  self->info.par_d = (int) packed.par_d;
  self->size = size;
  return g_steal_pointer (&self);
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
