// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-connection.h"
#include "cue-connection-list.h"
#include "cue-profile-test.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_FORM (cue_acoustic_form_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticForm, cue_acoustic_form, CUE, ACOUSTIC_FORM, AdwPreferencesGroup)

void     cue_acoustic_form_set_profile (CueAcousticForm *self, CueConnectionList *profile);
void     cue_acoustic_form_look_up_keys (CueAcousticForm *self,
                                         CueSecretStore  *store,
                                         const char      *profile_id);
gboolean cue_acoustic_form_check (CueAcousticForm *self, gboolean focus);
guint    cue_acoustic_form_get_n_keys (CueAcousticForm *self);
GBytes  *cue_acoustic_form_get_key (CueAcousticForm *self, guint index, const char **kind);
void     cue_acoustic_form_give_keys (CueAcousticForm *self, CueProfileTest *test);

G_END_DECLS
