// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-connection.h"
#include "cue-connection-list.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_CONNECTION_ROW (cue_acoustic_connection_row_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticConnectionRow,
                      cue_acoustic_connection_row,
                      CUE,
                      ACOUSTIC_CONNECTION_ROW,
                      AdwExpanderRow)

GtkWidget *
cue_acoustic_connection_row_new (CueConnectionList *profile, CueAcousticConnection *connection);

CueAcousticConnection *cue_acoustic_connection_row_get_connection (CueAcousticConnectionRow *self);
const char            *cue_acoustic_connection_row_get_kind (CueAcousticConnectionRow *self);
GBytes                *cue_acoustic_connection_row_get_key (CueAcousticConnectionRow *self);

void     cue_acoustic_connection_row_look_up_key (CueAcousticConnectionRow *self,
                                                  CueSecretStore           *store,
                                                  const char               *profile_id);
gboolean cue_acoustic_connection_row_check (CueAcousticConnectionRow *self, gboolean focus);
void     cue_acoustic_connection_row_focus (CueAcousticConnectionRow *self);

G_END_DECLS
