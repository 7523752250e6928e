// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-media-protocol.h"

#include <gst/app/app.h>

G_BEGIN_DECLS

/* The names of its elements. */
#define CUE_BYTES_PIPELINE_DECODER "decoder"
#define CUE_BYTES_PIPELINE_SINK    "sink"

/**
 * CueSampleFunc:
 * @sample: (transfer none) (nullable): a decoded picture or some decoded sound, or %NULL when an
 * image has come to its end; on a streaming thread
 */
typedef void (*CueSampleFunc) (GstSample *sample, gpointer user_data);

GstElement *cue_bytes_pipeline_new (GBytes       *bytes,
                                    CueMediaKind  kind,
                                    CueSampleFunc on_sample,
                                    gpointer      user_data);
void        cue_bytes_pipeline_take_sound (GstElement *pipeline, CueSampleFunc on_sound);
guint       cue_bytes_pipeline_get_orientation (GstElement *pipeline);

G_END_DECLS
