// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-records.h"

G_BEGIN_DECLS

/* The kind of a template of what is published; what was sent has the nick of its call. */
#define CUE_ACOUSTIC_TEMPLATE_PUBLICATION "publication"

#define CUE_TYPE_ACOUSTIC_RECORDS_POPOVER (cue_acoustic_records_popover_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticRecordsPopover,
                      cue_acoustic_records_popover,
                      CUE,
                      ACOUSTIC_RECORDS_POPOVER,
                      GtkPopover)

GtkWidget *cue_acoustic_records_popover_new (const char *kind, gboolean templates);
void       cue_acoustic_records_popover_set_resumable (CueAcousticRecordsPopover *self,
                                                       const char *const         *titles);

void cue_acoustic_records_popover_set_records (CueAcousticRecordsPopover *self,
                                               CueAcousticRecords        *records);

G_END_DECLS
