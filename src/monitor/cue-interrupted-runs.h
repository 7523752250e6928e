// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-interrupted-run.h"

G_BEGIN_DECLS

#define CUE_TYPE_INTERRUPTED_RUNS (cue_interrupted_runs_get_type ())
G_DECLARE_FINAL_TYPE (CueInterruptedRuns, cue_interrupted_runs, CUE, INTERRUPTED_RUNS, GObject)

CueInterruptedRuns *cue_interrupted_runs_new (const char *folder, CueClock *clock);
CueInterruptedRuns *cue_interrupted_runs_dup_shared (void);

void     cue_interrupted_runs_refresh (CueInterruptedRuns *self);
gboolean cue_interrupted_runs_get_loading (CueInterruptedRuns *self);
void     cue_interrupted_runs_remove (CueInterruptedRuns *self, const char *path);
void     cue_interrupted_runs_discard_async (CueInterruptedRuns *self,
                                             CueInterruptedRun  *run,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
gboolean cue_interrupted_runs_discard_finish (CueInterruptedRuns *self,
                                              GAsyncResult       *result,
                                              GError            **error);

G_END_DECLS
