// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-records.h"
#include "cue-event-file-queue.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_SAVED_FILES (cue_acoustic_saved_files_get_type ())
G_DECLARE_FINAL_TYPE (CueAcousticSavedFiles,
                      cue_acoustic_saved_files,
                      CUE,
                      ACOUSTIC_SAVED_FILES,
                      GObject)

CueAcousticSavedFiles *cue_acoustic_saved_files_new (CueAcousticRecords *records, CueClock *clock);
void                   cue_acoustic_saved_files_follow (CueAcousticSavedFiles *self,
                                                        CueEventFileQueue     *queue,
                                                        const char            *connection_id);
void cue_acoustic_saved_files_forget (CueAcousticSavedFiles *self, const char *connection_id);

G_END_DECLS
