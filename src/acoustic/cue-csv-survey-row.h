// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-finding.h"

G_BEGIN_DECLS

#define CUE_TYPE_CSV_SURVEY_ROW (cue_csv_survey_row_get_type ())
G_DECLARE_FINAL_TYPE (CueCsvSurveyRow, cue_csv_survey_row, CUE, CSV_SURVEY_ROW, GObject)

CueCsvSurveyRow *cue_csv_survey_row_new (guint row, guint line, GPtrArray *findings);
guint            cue_csv_survey_row_get_row (CueCsvSurveyRow *self);
guint            cue_csv_survey_row_get_line (CueCsvSurveyRow *self);
GPtrArray       *cue_csv_survey_row_get_findings (CueCsvSurveyRow *self);

G_END_DECLS
