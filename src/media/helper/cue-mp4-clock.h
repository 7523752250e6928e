// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/*
 * Gives the pictures and sounds of fragmented MP4 the times that the demuxer of the playlist means.
 */
void cue_mp4_clock_attach (GstElement *qtdemux);

G_END_DECLS
