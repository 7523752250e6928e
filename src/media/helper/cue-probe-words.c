// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-probe-words.h"

#include "cue-media-protocol.h"

#include <string.h>

typedef enum {
  CONTAINER,
  VIDEO,
  AUDIO,
} Part;

struct _CueProbeWords {
  GstElement *decodebin; /* owned */
  gulong      handler;
  GMutex      lock;             /* they are found on streaming threads */
  char       *words[AUDIO + 1]; /* owned, nullable */
  gboolean    too_large;
};

/* GStreamer has words for all of them, but long ones and in the language of the user. */
static const struct {
  const char *caps;
  int         version; /* mpegversion or msmpegversion; 0 = any */
  Part        part;
  const char *word;
} table[] = {
  { "video/quicktime", 0, CONTAINER, "MP4" },
  { "audio/x-m4a", 0, CONTAINER, "MP4" },
  { "application/x-3gp", 0, CONTAINER, "3GP" },
  { "video/x-matroska", 0, CONTAINER, "Matroska" },
  { "video/webm", 0, CONTAINER, "WebM" },
  { "video/mpegts", 0, CONTAINER, "MPEG-TS" },
  { "video/x-msvideo", 0, CONTAINER, "AVI" },
  { "video/x-flv", 0, CONTAINER, "FLV" },
  { "video/x-ms-asf", 0, CONTAINER, "ASF" },
  { "application/ogg", 0, CONTAINER, "Ogg" },
  { "video/ogg", 0, CONTAINER, "Ogg" },
  { "image/gif", 0, CONTAINER, "GIF" },
  { "video/x-h264", 0, VIDEO, "H.264" },
  { "video/x-h265", 0, VIDEO, "H.265" },
  { "video/x-vp8", 0, VIDEO, "VP8" },
  { "video/x-vp9", 0, VIDEO, "VP9" },
  { "video/x-av1", 0, VIDEO, "AV1" },
  { "video/x-theora", 0, VIDEO, "Theora" },
  { "video/x-prores", 0, VIDEO, "ProRes" },
  { "image/jpeg", 0, VIDEO, "MJPEG" },
  { "video/mpeg", 1, VIDEO, "MPEG-1" },
  { "video/mpeg", 2, VIDEO, "MPEG-2" },
  { "video/mpeg", 4, VIDEO, "MPEG-4" },
  { "audio/mpeg", 1, AUDIO, "MP3" },
  { "audio/mpeg", 2, AUDIO, "AAC" },
  { "audio/mpeg", 4, AUDIO, "AAC" },
  { "audio/x-opus", 0, AUDIO, "Opus" },
  { "audio/x-vorbis", 0, AUDIO, "Vorbis" },
  { "audio/x-ac3", 0, AUDIO, "AC-3" },
  { "audio/x-eac3", 0, AUDIO, "E-AC-3" },
  { "audio/x-flac", 0, AUDIO, "FLAC" },
  { "audio/x-alac", 0, AUDIO, "ALAC" },
  { "audio/x-raw", 0, AUDIO, "PCM" },
};

static gboolean
find_part (const GstStructure *structure, Part *part, const char **word)
{
  const char *name = gst_structure_get_name (structure);
  gboolean    system = FALSE;
  int         version = 0;

  if (!gst_structure_get_int (structure, "mpegversion", &version))
    gst_structure_get_int (structure, "msmpegversion", &version);
  if (gst_structure_get_boolean (structure, "systemstream", &system) && system &&
      g_str_equal (name, "video/mpeg")) {
    *part = CONTAINER;
    *word = "MPEG-PS";
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    if (g_str_equal (name, table[i].caps) &&
        (table[i].version == 0 || table[i].version == version)) {
      *part = table[i].part;
      *word = table[i].word;
      return TRUE;
    }
  }
  /* Another codec: its own name, which is not pretty, but true. */
  if (g_str_has_prefix (name, "audio/"))
    *part = AUDIO;
  else if (g_str_has_prefix (name, "video/") && !g_str_equal (name, "video/x-raw"))
    *part = VIDEO;
  else
    return FALSE;
  *word = strchr (name, '/') + 1;
  if (g_str_has_prefix (*word, "x-"))
    *word += 2;
  return TRUE;
}

/* A picture as its container or its codec announces it, before anything decodes it. */
static gboolean
is_too_large (const GstStructure *structure)
{
  int width = 0;
  int height = 0;

  return gst_structure_get_int (structure, "width", &width) &&
         gst_structure_get_int (structure, "height", &height) &&
         (width > CUE_MEDIA_MAX_EDGE || height > CUE_MEDIA_MAX_EDGE ||
          (gint64) width * height > CUE_MEDIA_MAX_IMAGE_PIXELS);
}

static gboolean
on_autoplug_continue (GstElement *bin, GstPad *pad, GstCaps *caps, gpointer user_data)
{
  CueProbeWords *self = user_data;
  const char    *word;
  Part           part;

  if (gst_caps_is_any (caps) || gst_caps_is_empty (caps) ||
      !find_part (gst_caps_get_structure (caps, 0), &part, &word))
    return TRUE;
  g_mutex_lock (&self->lock);
  if (self->words[part] == NULL)
    self->words[part] = g_strdup (word);
  if (part == VIDEO && is_too_large (gst_caps_get_structure (caps, 0)))
    self->too_large = TRUE;
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/**
 * cue_probe_words_new: (skip)
 * @decodebin: before it starts
 *
 * Returns: (transfer full): what listens to it
 */
CueProbeWords *
cue_probe_words_new (GstElement *decodebin)
{
  CueProbeWords *self = g_new0 (CueProbeWords, 1);

  g_mutex_init (&self->lock);
  self->decodebin = gst_object_ref (decodebin);
  self->handler =
    g_signal_connect (decodebin, "autoplug-continue", G_CALLBACK (on_autoplug_continue), self);
  return self;
}

void
cue_probe_words_free (CueProbeWords *self)
{
  g_signal_handler_disconnect (self->decodebin, self->handler);
  gst_object_unref (self->decodebin);
  for (Part i = 0; i <= AUDIO; i++)
    g_free (self->words[i]);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* A word stays once it was found, so it may be read without the lock after that. */
static const char *
get_word (CueProbeWords *self, Part part)
{
  const char *word;

  g_mutex_lock (&self->lock);
  word = self->words[part];
  g_mutex_unlock (&self->lock);
  return word;
}

/**
 * cue_probe_words_make_format: (skip)
 * @known: (nullable): what was found by other means
 *
 * Returns: (transfer full) (nullable): "MP4 / H.264", or what of it is known
 */
char *
cue_probe_words_make_format (CueProbeWords *self, const char *known)
{
  const char *container = get_word (self, CONTAINER);
  const char *codec = get_word (self, VIDEO);

  if (known != NULL)
    return g_strdup (known);
  if (container != NULL && codec != NULL)
    return g_strdup_printf ("%s / %s", container, codec);
  return g_strdup (container != NULL ? container : codec);
}

const char *
cue_probe_words_get_codec (CueProbeWords *self)
{
  return get_word (self, VIDEO);
}

/**
 * cue_probe_words_is_too_large: (skip)
 *
 * Returns: whether a picture is announced that has more pixels than are decoded
 */
gboolean
cue_probe_words_is_too_large (CueProbeWords *self)
{
  gboolean too_large;

  g_mutex_lock (&self->lock);
  too_large = self->too_large;
  g_mutex_unlock (&self->lock);
  return too_large;
}

const char *
cue_probe_words_get_audio_codec (CueProbeWords *self)
{
  return get_word (self, AUDIO);
}
