// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-draft-identifier.h"

G_BEGIN_DECLS

#define CUE_TYPE_IDENTIFIER_ROW (cue_identifier_row_get_type ())

G_DECLARE_FINAL_TYPE (CueIdentifierRow, cue_identifier_row, CUE, IDENTIFIER_ROW, GtkListBoxRow)

GtkWidget *cue_identifier_row_new (CueDraftIdentifier *identifier);

void     cue_identifier_row_show (CueIdentifierRow *self,
                                  GPtrArray        *findings,
                                  const char       *path,
                                  gboolean          all);
gboolean cue_identifier_row_is_wrong (CueIdentifierRow *self);

G_END_DECLS
