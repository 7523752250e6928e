// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-interrupted-run.h"

G_BEGIN_DECLS

// So many journals of runs that are over are kept, for so long, since they keep the same rows from
// being sent twice by mistake.
#define CUE_RUN_SCAN_KEEP_N    200
#define CUE_RUN_SCAN_KEEP_DAYS 90

GPtrArray *cue_run_scan (const char   *folder,
                         gint64        now_us,
                         guint        *n_locked,
                         GCancellable *cancellable,
                         GError      **error);

G_END_DECLS
