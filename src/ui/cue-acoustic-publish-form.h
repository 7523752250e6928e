// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-desk.h"
#include "cue-publication.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_PUBLISH_FORM (cue_acoustic_publish_form_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticPublishForm,
                      cue_acoustic_publish_form,
                      CUE,
                      ACOUSTIC_PUBLISH_FORM,
                      AdwBin)

void            cue_acoustic_publish_form_set_connection (CueAcousticPublishForm    *self,
                                                          CueAcousticDesk           *desk,
                                                          CueAcousticDeskConnection *connection);
CuePublication *cue_acoustic_publish_form_get_draft (CueAcousticPublishForm *self);

G_END_DECLS
