// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-desk-connection.h"
#include "cue-notification-draft.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_NOTIFICATION_FORM (cue_acoustic_notification_form_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticNotificationForm,
                      cue_acoustic_notification_form,
                      CUE,
                      ACOUSTIC_NOTIFICATION_FORM,
                      AdwBin)

void cue_acoustic_notification_form_set_connection (CueAcousticNotificationForm *self,
                                                    CueAcousticDeskConnection   *connection);
CueNotificationDraft *cue_acoustic_notification_form_get_draft (CueAcousticNotificationForm *self);

G_END_DECLS
