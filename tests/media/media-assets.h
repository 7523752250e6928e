// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Images and videos that the tests make themselves, with GStreamer, in the test program. */

gboolean    media_can_encode (void);
const char *media_get_video_encoder (void);
void        media_run_pipeline (const char *format, ...) G_GNUC_PRINTF (1, 2);
GBytes     *media_make_file (const char *pipeline);
GBytes     *media_turn_video (GBytes *mp4, guint degrees);

G_END_DECLS
