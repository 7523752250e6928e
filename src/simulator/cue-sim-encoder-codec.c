// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-encoder-codec.h"

#include <glib/gi18n-lib.h>

#include "cue-error.h"

// The first one which is installed is taken.
static const CueSimEncoderCodec video_codecs[] = {
  { "x264enc", "gstreamer1.0-plugins-ugly", 0 },
  { "openh264enc", "gstreamer1.0-plugins-bad", 0 },
};
static const CueSimEncoderCodec audio_codecs[] = {
  { "avenc_aac", "gstreamer1.0-libav", 1024 },
  { "fdkaacenc", "gstreamer1.0-plugins-bad", 2048 },
  { "voaacenc", "gstreamer1.0-plugins-bad", 1600 },
};

static const CueSimEncoderCodec *
find_codec (const CueSimEncoderCodec *codecs, gsize n_codecs)
{
  for (gsize i = 0; i < n_codecs; i++) {
    g_autoptr (GstElementFactory) factory = gst_element_factory_find (codecs[i].element);

    if (factory != NULL)
      return &codecs[i];
  }
  return NULL;
}

static void
set_missing (GError **error, const CueSimEncoderCodec *codec)
{
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_INVALID_INPUT,
               _ ("The simulated stream needs the GStreamer element “%s”, which is not installed. "
                  "On Debian and Ubuntu it is in the package “%s”."),
               codec->element,
               codec->package);
}

/**
 * cue_sim_encoder_check_installed:
 * @error: return location; a sentence that names the missing package
 *
 * Returns: whether everything needed for encoding is installed
 */
gboolean
cue_sim_encoder_check_installed (GError **error)
{
  static const CueSimEncoderCodec others[] = {
    { "appsrc", "gstreamer1.0-plugins-base", 0 },
    { "audioconvert", "gstreamer1.0-plugins-base", 0 },
    { "jpegenc", "gstreamer1.0-plugins-good", 0 },
    { "mp4mux", "gstreamer1.0-plugins-good", 0 },
    { "h264parse", "gstreamer1.0-plugins-bad", 0 },
  };

  if (!gst_init_check (NULL, NULL, error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (find_codec (&others[i], 1) == NULL) {
      set_missing (error, &others[i]);
      return FALSE;
    }
  if (find_codec (video_codecs, G_N_ELEMENTS (video_codecs)) == NULL) {
    set_missing (error, &video_codecs[0]);
    return FALSE;
  }
  if (find_codec (audio_codecs, G_N_ELEMENTS (audio_codecs)) == NULL) {
    set_missing (error, &audio_codecs[0]);
    return FALSE;
  }
  return TRUE;
}

/**
 * cue_sim_encoder_get_video_codec:
 *
 * Returns: (transfer none): the installed encoder for H.264; cue_sim_encoder_check_installed() said
 *   that there is one
 */
const CueSimEncoderCodec *
cue_sim_encoder_get_video_codec (void)
{
  const CueSimEncoderCodec *codec = find_codec (video_codecs, G_N_ELEMENTS (video_codecs));

  return codec != NULL ? codec : &video_codecs[0];
}

/**
 * cue_sim_encoder_get_audio_codec:
 *
 * Returns: (transfer none): the same for AAC
 */
const CueSimEncoderCodec *
cue_sim_encoder_get_audio_codec (void)
{
  const CueSimEncoderCodec *codec = find_codec (audio_codecs, G_N_ELEMENTS (audio_codecs));

  return codec != NULL ? codec : &audio_codecs[0];
}

/**
 * cue_sim_encoder_configure_video:
 * @encoder: an element which cue_sim_encoder_get_video_codec() names
 * @key_interval: frames from one key frame to the next
 * @max_bitrate: kbit/s
 * @high_profile: use what only High profile has; x264 names the profile after what it uses
 *
 * Settings for drawn pictures: even quality, little work, no reordering.
 */
void
cue_sim_encoder_configure_video (GstElement *encoder,
                                 int         key_interval,
                                 guint       max_bitrate,
                                 gboolean    high_profile)
{
  GstElementFactory *factory = gst_element_get_factory (encoder);

  if (g_str_equal (gst_plugin_feature_get_name (GST_PLUGIN_FEATURE (factory)), "x264enc")) {
    // No scene cut: key frames at exact distances. Ultrafast leaves out what keeps the slow
    // gradients of a dark picture smooth, so the two cheap ones of these come back. Numbers are
    // whole: the encoder reads a decimal point as the user's language writes it.
    g_autofree char *options =
      g_strdup_printf ("keyint=%d:min-keyint=%d:scenecut=0:no-deblock=0:aq-mode=1:aq-strength=1:"
                       "cabac=%d:8x8dct=%d",
                       key_interval,
                       key_interval,
                       high_profile,
                       high_profile);

    gst_util_set_object_arg (G_OBJECT (encoder), "speed-preset", "ultrafast");
    gst_util_set_object_arg (G_OBJECT (encoder), "tune", "zerolatency");
    gst_util_set_object_arg (G_OBJECT (encoder), "pass", "qual");
    g_object_set (encoder,
                  "quantizer",
                  23,
                  "bitrate",
                  max_bitrate,
                  "vbv-buf-capacity",
                  1000,
                  "key-int-max",
                  key_interval,
                  "bframes",
                  0,
                  "threads",
                  1,
                  "sliced-threads",
                  FALSE,
                  "option-string",
                  options,
                  NULL);
  } else {
    gst_util_set_object_arg (G_OBJECT (encoder), "complexity", "low");
    gst_util_set_object_arg (G_OBJECT (encoder), "rate-control", "bitrate");
    g_object_set (encoder,
                  "bitrate",
                  max_bitrate * 800,
                  "max-bitrate",
                  max_bitrate * 1000,
                  "gop-size",
                  key_interval,
                  "multi-thread",
                  1,
                  NULL);
  }
}
