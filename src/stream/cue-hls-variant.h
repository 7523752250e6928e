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

const char *cue_hls_variant_get_uri (CueHlsVariant *self);
guint64     cue_hls_variant_get_bandwidth (CueHlsVariant *self);
guint64     cue_hls_variant_get_average_bandwidth (CueHlsVariant *self);
guint       cue_hls_variant_get_width (CueHlsVariant *self);
guint       cue_hls_variant_get_height (CueHlsVariant *self);
double      cue_hls_variant_get_frame_rate (CueHlsVariant *self);
const char *cue_hls_variant_get_codecs (CueHlsVariant *self);
char       *cue_hls_variant_to_words (CueHlsVariant *self);

G_END_DECLS
