// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gst/video/video.h>

G_BEGIN_DECLS

/* From a decoded picture to what the console draws. Pure functions, any thread. */

void     cue_frame_measure_natural (const GstVideoInfo *info, guint *width, guint *height);
void     cue_frame_fit (guint view_width, guint view_height, guint *width, guint *height);
gboolean cue_frame_describe_target (GstVideoInfo *to, guint width, guint height);
gboolean cue_frame_map_sample (GstSample *sample, GstVideoInfo *info, GstVideoFrame *frame);

GstVideoConverter *cue_frame_create_converter (const GstVideoInfo *from, const GstVideoInfo *to);
gboolean           cue_frame_convert (GstVideoConverter *converter,
                                      GstVideoFrame     *from,
                                      GstVideoInfo      *to,
                                      guint8            *data);
gboolean           cue_frame_convert_once (GstVideoFrame *from, GstVideoInfo *to, guint8 *data);

G_END_DECLS
