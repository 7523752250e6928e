// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-diagnostic.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSETS_FINDING_ROW (cue_assets_finding_row_get_type ())

G_DECLARE_FINAL_TYPE (CueAssetsFindingRow, cue_assets_finding_row, CUE, ASSETS_FINDING_ROW, AdwBin)

GtkWidget *cue_assets_finding_row_new (void);

void  cue_assets_finding_row_offer_copy (CueAssetsFindingRow *self);
void  cue_assets_finding_row_show (CueAssetsFindingRow *self,
                                   CueSeverity          severity,
                                   const char          *where,
                                   const char          *words,
                                   const char          *advice);
char *cue_assets_finding_row_to_text (CueAssetsFindingRow *self);

G_END_DECLS
