// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * CueSimEncoderCodec:
 *
 * A GStreamer element which encodes.
 */
typedef struct {
  const char *element;
  const char *package; // of Debian
  guint       delay;   // samples which the encoder puts before the first one
} CueSimEncoderCodec;

gboolean                  cue_sim_encoder_check_installed (GError **error);
const CueSimEncoderCodec *cue_sim_encoder_get_video_codec (void);
const CueSimEncoderCodec *cue_sim_encoder_get_audio_codec (void);
void                      cue_sim_encoder_configure_video (GstElement *encoder,
                                                           int         key_interval,
                                                           guint       max_bitrate,
                                                           gboolean    high_profile);

G_END_DECLS
