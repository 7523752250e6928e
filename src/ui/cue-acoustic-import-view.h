// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-desk.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_IMPORT_VIEW (cue_acoustic_import_view_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticImportView,
                      cue_acoustic_import_view,
                      CUE,
                      ACOUSTIC_IMPORT_VIEW,
                      AdwBin)

void     cue_acoustic_import_view_set_connection (CueAcousticImportView     *self,
                                                  CueAcousticDesk           *desk,
                                                  CueAcousticDeskConnection *connection);
gboolean cue_acoustic_import_view_is_surveyed (CueAcousticImportView *self);
void     cue_acoustic_import_view_open (CueAcousticImportView *self, GFile *file);

G_END_DECLS
