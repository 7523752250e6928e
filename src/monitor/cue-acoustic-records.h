// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-acoustic-record.h"

G_BEGIN_DECLS

#define CUE_ACOUSTIC_RECORDS_MAX       200
#define CUE_ACOUSTIC_RECORDS_MAX_BYTES (4 * 1024 * 1024) // of all bodies

#define CUE_TYPE_ACOUSTIC_RECORDS (cue_acoustic_records_get_type ())
G_DECLARE_FINAL_TYPE (CueAcousticRecords, cue_acoustic_records, CUE, ACOUSTIC_RECORDS, GObject)

CueAcousticRecords *cue_acoustic_records_new (const char *path);
CueAcousticRecords *cue_acoustic_records_new_history (const char *profile_id);
CueAcousticRecords *cue_acoustic_records_new_templates (void);
CueAcousticRecords *cue_acoustic_records_new_files (const char *profile_id);
void                cue_acoustic_records_forget (const char *profile_id);
gboolean            cue_acoustic_records_is_forgotten (const char *path);

void          cue_acoustic_records_load (CueAcousticRecords *self);
gboolean      cue_acoustic_records_get_loaded (CueAcousticRecords *self);
const GError *cue_acoustic_records_get_error (CueAcousticRecords *self);

void               cue_acoustic_records_add (CueAcousticRecords *self, CueAcousticRecord *record);
gboolean           cue_acoustic_records_remove (CueAcousticRecords *self, const char *id);
void               cue_acoustic_records_clear (CueAcousticRecords *self);
CueAcousticRecord *cue_acoustic_records_find (CueAcousticRecords *self, const char *id);
CueAcousticRecord *
cue_acoustic_records_find_by_name (CueAcousticRecords *self, const char *kind, const char *name);
gboolean cue_acoustic_records_flush (CueAcousticRecords *self, GError **error);

G_END_DECLS
