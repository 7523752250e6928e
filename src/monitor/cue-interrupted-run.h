// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-publish-row.h"
#include "cue-run-journal.h"

G_BEGIN_DECLS

#define CUE_TYPE_INTERRUPTED_RUN (cue_interrupted_run_get_type ())
G_DECLARE_FINAL_TYPE (CueInterruptedRun, cue_interrupted_run, CUE, INTERRUPTED_RUN, GObject)

CueInterruptedRun *cue_interrupted_run_new (const char  *path,
                                            JsonNode    *header,
                                            const guint *marks,
                                            guint        n_requests,
                                            gint64       changed_us);

const char *cue_interrupted_run_get_path (CueInterruptedRun *self);
const char *cue_interrupted_run_get_title (CueInterruptedRun *self);
const char *cue_interrupted_run_get_account (CueInterruptedRun *self);
const char *cue_interrupted_run_get_fingerprint (CueInterruptedRun *self);
const char *cue_interrupted_run_get_file (CueInterruptedRun *self);
const char *cue_interrupted_run_get_mapping (CueInterruptedRun *self);
gint64      cue_interrupted_run_get_began (CueInterruptedRun *self);
gint64      cue_interrupted_run_get_changed (CueInterruptedRun *self);
gboolean    cue_interrupted_run_get_in_rows (CueInterruptedRun *self);
guint       cue_interrupted_run_count (CueInterruptedRun *self, CuePublishRowState state);
gboolean    cue_interrupted_run_is_finished (CueInterruptedRun *self);
gboolean    cue_interrupted_run_equal (CueInterruptedRun *self, CueInterruptedRun *other);
char       *cue_interrupted_run_describe (CueInterruptedRun *self);

G_END_DECLS
