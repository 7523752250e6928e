// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-csv-survey.h"

G_BEGIN_DECLS

#define CUE_TYPE_CSV_PREVIEW (cue_csv_preview_get_type ())

G_DECLARE_FINAL_TYPE (CueCsvPreview, cue_csv_preview, CUE, CSV_PREVIEW, AdwBin)

void cue_csv_preview_set_table (CueCsvPreview *self, CueCsvTable *table);
void cue_csv_preview_show (CueCsvPreview *self, CueCsvSurvey *survey);

G_END_DECLS
