// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-connection.h"
#include "cue-connection-row.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_CONNECTION_ROW (cue_acoustic_connection_row_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticConnectionRow,
                      cue_acoustic_connection_row,
                      CUE,
                      ACOUSTIC_CONNECTION_ROW,
                      CueConnectionRow)

GtkWidget *
cue_acoustic_connection_row_new (CueConnectionList *profile, CueAcousticConnection *connection);

G_END_DECLS
