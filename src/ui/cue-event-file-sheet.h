// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-file.h"

G_BEGIN_DECLS

#define CUE_TYPE_EVENT_FILE_SHEET (cue_event_file_sheet_get_type ())

G_DECLARE_FINAL_TYPE (CueEventFileSheet, cue_event_file_sheet, CUE, EVENT_FILE_SHEET, AdwBin)

void cue_event_file_sheet_show (CueEventFileSheet *self, CueEventFile *file);
void cue_event_file_sheet_clear (CueEventFileSheet *self);

G_END_DECLS
