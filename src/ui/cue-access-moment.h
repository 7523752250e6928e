// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean cue_access_moment_read_date (const char *text, GDate *date);
gboolean cue_access_moment_read_time (const char *text, int *seconds);
char    *cue_access_moment_format_date (gint64 clock_us);
char    *cue_access_moment_format_time (gint64 clock_us);
char    *cue_access_moment_format (gint64 from_us, gint64 to_us, gint64 now_us);

gint64 cue_access_moment_join (const GDate *date, int seconds);

G_END_DECLS
