// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-desk-connection.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_DOCUMENT_VIEW (cue_acoustic_document_view_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticDocumentView,
                      cue_acoustic_document_view,
                      CUE,
                      ACOUSTIC_DOCUMENT_VIEW,
                      AdwBin)

void cue_acoustic_document_view_set_connection (CueAcousticDocumentView   *self,
                                                CueAcousticDeskConnection *connection);
void cue_acoustic_document_view_open (CueAcousticDocumentView *self, GFile *file);

G_END_DECLS
