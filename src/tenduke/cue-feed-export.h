// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-filtered-feed.h"

G_BEGIN_DECLS

/**
 * CueFeedExportFormat:
 * @CUE_FEED_EXPORT_CSV: one line for each event, with columns, for a spreadsheet
 * @CUE_FEED_EXPORT_JSON_LINES: each event in a line, with every field as it came
 */
typedef enum {
  CUE_FEED_EXPORT_CSV,
  CUE_FEED_EXPORT_JSON_LINES,
} CueFeedExportFormat;

void  cue_feed_export_async (CueFilteredFeed      *feed,
                             GFile                *file,
                             CueFeedExportFormat   format,
                             const char *const    *paths,
                             GCancellable         *cancellable,
                             GFileProgressCallback progress,
                             gpointer              progress_data,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
guint cue_feed_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
