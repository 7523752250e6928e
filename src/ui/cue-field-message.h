// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-diagnostic.h"

G_BEGIN_DECLS

#define CUE_TYPE_FIELD_MESSAGE (cue_field_message_get_type ())

G_DECLARE_FINAL_TYPE (CueFieldMessage, cue_field_message, CUE, FIELD_MESSAGE, AdwPreferencesRow)

void cue_field_message_update (CueFieldMessage *self, GtkWidget *row, const CueDiagnostic *fault);

G_END_DECLS
