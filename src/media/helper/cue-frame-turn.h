// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gst/video/video.h>

G_BEGIN_DECLS

guint    cue_frame_turn_parse (const char *text);
gboolean cue_frame_turn_swaps (guint orientation);
void cue_frame_turn (const guint8 *from, guint width, guint height, guint orientation, guint8 *to);
void cue_frame_turn_i420 (const GstVideoFrame *from, guint orientation, GstVideoFrame *to);

G_END_DECLS
