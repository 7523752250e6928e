// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-export.h"
#include "cue-feed-path.h"

G_BEGIN_DECLS

/* How events are written: the text of a file, piece by piece. */

void cue_feed_export_append_header (GString *text, CueFeedPath *const *paths, guint n_paths);
void cue_feed_export_append_csv (GString            *text,
                                 const char         *json,
                                 gsize               length,
                                 CueFeedPath *const *paths,
                                 guint               n_paths,
                                 GString            *scratch);
void cue_feed_export_append_line (GString *text, const char *json, gsize length);

G_END_DECLS
