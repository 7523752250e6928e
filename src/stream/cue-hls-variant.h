// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_TYPE_HLS_VARIANT (cue_hls_variant_get_type ())
G_DECLARE_FINAL_TYPE (CueHlsVariant, cue_hls_variant, CUE, HLS_VARIANT, GObject)

CueHlsVariant *cue_hls_variant_new (const char *uri,
                                    guint64     bandwidth,
                                    guint64     average_bandwidth,
                                    guint       width,
                                    guint       height,
                                    double      frame_rate,
                                    const char *codecs);

/**
 * CueHlsMediaType:
 * @CUE_HLS_MEDIA_AUDIO: sound
 * @CUE_HLS_MEDIA_VIDEO: pictures from another camera
 * @CUE_HLS_MEDIA_SUBTITLES: text
 * @CUE_HLS_MEDIA_CLOSED_CAPTIONS: text inside the pictures
 *
 * What a rendition is that belongs to variants (`TYPE` of `EXT-X-MEDIA`, RFC 8216 section 4.3.4.1).
 */
typedef enum {
  CUE_HLS_MEDIA_AUDIO,
  CUE_HLS_MEDIA_VIDEO,
  CUE_HLS_MEDIA_SUBTITLES,
  CUE_HLS_MEDIA_CLOSED_CAPTIONS,
} CueHlsMediaType;

#define CUE_HLS_N_MEDIA_TYPES 4

const char *cue_hls_variant_get_uri (CueHlsVariant *self);
guint64     cue_hls_variant_get_bandwidth (CueHlsVariant *self);
guint64     cue_hls_variant_get_average_bandwidth (CueHlsVariant *self);
guint       cue_hls_variant_get_width (CueHlsVariant *self);
guint       cue_hls_variant_get_height (CueHlsVariant *self);
double      cue_hls_variant_get_frame_rate (CueHlsVariant *self);
const char *cue_hls_variant_get_codecs (CueHlsVariant *self);
const char *cue_hls_variant_get_group (CueHlsVariant *self, CueHlsMediaType type);
void  cue_hls_variant_set_group (CueHlsVariant *self, CueHlsMediaType type, const char *group);
char *cue_hls_variant_to_words (CueHlsVariant *self);

G_END_DECLS
