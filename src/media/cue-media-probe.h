// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-picture-facts.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * CueMediaProbe: what is in a file, found out in a process of its own. Neither GDK nor GStreamer is
 * needed on this side.
 *
 * A segment of an HLS stream is a file too: an MPEG-TS segment or packed audio as it is, a
 * fragmented MP4 segment with the bytes of its EXT-X-MAP in front of it. It has pictures (n_decoded
 * is how many were decoded), sound (audio_us is how much of it was) or both. Encrypted segments
 * cannot be decoded.
 */

void             cue_media_probe_async (GBytes             *bytes,
                                        gboolean            video,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
void             cue_media_probe_segment_async (GBytes             *bytes,
                                                GCancellable       *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer            user_data);
CuePictureFacts *cue_media_probe_finish (GAsyncResult *result, GError **error);

G_END_DECLS
