// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-reply.h"
#include "cue-event-type-change.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_REGISTER_FORM (cue_acoustic_register_form_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticRegisterForm,
                      cue_acoustic_register_form,
                      CUE,
                      ACOUSTIC_REGISTER_FORM,
                      AdwBin)

void cue_acoustic_register_form_set_endpoint (CueAcousticRegisterForm *self,
                                              CueAcousticRole          role,
                                              GListModel              *types,
                                              gboolean                 types_known);
void cue_acoustic_register_form_set_draft (CueAcousticRegisterForm *self, CueEventTypeDraft *draft);
CueEventTypeDraft  *cue_acoustic_register_form_get_draft (CueAcousticRegisterForm *self);
gboolean            cue_acoustic_register_form_is_edited (CueAcousticRegisterForm *self);
gboolean            cue_acoustic_register_form_is_ready (CueAcousticRegisterForm *self);
CueEventTypeChange *cue_acoustic_register_form_get_change (CueAcousticRegisterForm *self);
GBytes             *cue_acoustic_register_form_dup_body (CueAcousticRegisterForm *self);
void cue_acoustic_register_form_set_busy (CueAcousticRegisterForm *self, gboolean busy);
void cue_acoustic_register_form_say (CueAcousticRegisterForm *self, const char *words);
void cue_acoustic_register_form_set_note (CueAcousticRegisterForm *self, const char *words);
void cue_acoustic_register_form_show_reply (CueAcousticRegisterForm *self, CueAcousticReply *reply);

G_END_DECLS
