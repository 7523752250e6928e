// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gst/video/video.h>

G_BEGIN_DECLS

/* From a decoded picture to what the console draws. Any thread, one at a time for each converter.
 */

typedef struct _CueFrameConverter CueFrameConverter;

void     cue_frame_measure_natural (const GstVideoInfo *info, guint *width, guint *height);
void     cue_frame_fit (guint view_width, guint view_height, guint *width, guint *height);
gboolean cue_frame_describe_target (GstVideoInfo *to, guint width, guint height);
gboolean cue_frame_map_sample (GstSample *sample, GstVideoInfo *info, GstVideoFrame *frame);

GstVideoConverter *cue_frame_create_converter (const GstVideoInfo *from, const GstVideoInfo *to);

CueFrameConverter *cue_frame_converter_new (const GstVideoInfo *from, const GstVideoInfo *to);
void               cue_frame_converter_free (CueFrameConverter *self);
gboolean cue_frame_converter_convert (CueFrameConverter *self, GstVideoFrame *from, guint8 *data);
gboolean cue_frame_convert_once (GstVideoFrame *from, GstVideoInfo *to, guint8 *data);

G_END_DECLS
