// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Compressed bodies, honest and hostile. */

GBytes *cue_sim_gzip (GBytes *bytes, GZlibCompressorFormat format);
GBytes *cue_sim_gzip_bomb (gsize size);
GBytes *cue_sim_gzip_endless (GBytes **block, guint64 size, guint64 *times);

G_END_DECLS
