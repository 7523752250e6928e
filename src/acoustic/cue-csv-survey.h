// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-csv-mapping.h"
#include "cue-csv-survey-row.h"

G_BEGIN_DECLS

/* How many rows are shown as they come, and how many of the others because they may not be sent. */
#define CUE_CSV_SURVEY_FIRST_ROWS 50
#define CUE_CSV_SURVEY_WRONG_ROWS 150

#define CUE_TYPE_CSV_SURVEY (cue_csv_survey_get_type ())
G_DECLARE_FINAL_TYPE (CueCsvSurvey, cue_csv_survey, CUE, CSV_SURVEY, GObject)

void          cue_csv_survey_make_async (CueCsvMapping      *mapping,
                                         CueAcousticContext *context,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
CueCsvSurvey *cue_csv_survey_make_finish (GAsyncResult *result, GError **error);

GListModel *cue_csv_survey_get_rows (CueCsvSurvey *self);
guint       cue_csv_survey_get_n_rows (CueCsvSurvey *self);
guint       cue_csv_survey_get_n_blocked (CueCsvSurvey *self);
guint       cue_csv_survey_get_n_warned (CueCsvSurvey *self);
guint       cue_csv_survey_get_n_requests (CueCsvSurvey *self);

G_END_DECLS
