// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-desk-connection.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_FILES_VIEW (cue_acoustic_files_view_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticFilesView,
                      cue_acoustic_files_view,
                      CUE,
                      ACOUSTIC_FILES_VIEW,
                      AdwBin)

void cue_acoustic_files_view_set_connection (CueAcousticFilesView      *self,
                                             CueAcousticDeskConnection *connection);

G_END_DECLS
