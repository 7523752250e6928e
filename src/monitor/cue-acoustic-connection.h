// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

#include "cue-acoustic-call.h"
#include "cue-connection.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_CONNECTION (cue_acoustic_connection_get_type ())
G_DECLARE_FINAL_TYPE (CueAcousticConnection,
                      cue_acoustic_connection,
                      CUE,
                      ACOUSTIC_CONNECTION,
                      CueConnection)

CueAcousticConnection *cue_acoustic_connection_new (void);

const char     *cue_acoustic_connection_get_base_url (CueAcousticConnection *self);
CueAcousticRole cue_acoustic_connection_get_role (CueAcousticConnection *self);
const char     *cue_acoustic_connection_get_endpoint_id (CueAcousticConnection *self);

G_END_DECLS
