// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cue_format_age (gint64 age_us);
char *cue_format_age_spoken (gint64 age_us);
char *cue_format_milliseconds (gint64 duration_us);
char *cue_format_seconds (gint64 duration_us);
char *cue_format_bitrate (guint64 bits_per_second);
char *cue_format_frame_size (guint width, guint height);
char *cue_format_frame_rate (double frames_per_second);
char *cue_format_issue_count (guint n_issues);
char *cue_format_variant (guint width, guint height, double frame_rate, guint64 bandwidth);

G_END_DECLS
