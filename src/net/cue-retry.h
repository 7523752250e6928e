// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CUE_RETRY_AFTER_MIN_US (1 * G_USEC_PER_SEC)
#define CUE_RETRY_AFTER_MAX_US (15 * 60 * (gint64) G_USEC_PER_SEC)

gint64   cue_retry_delay (guint attempt, gint64 base_us, gint64 cap_us, GRand *rand);
gboolean cue_retry_parse_after (const char *value, gint64 server_wall_us, gint64 *out_us);

G_END_DECLS
