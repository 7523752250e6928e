// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-survey-row.h"

/**
 * CueCsvSurveyRow:
 *
 * What the rules say about one row of a table. It does not change.
 */
struct _CueCsvSurveyRow {
  GObject parent_instance;

  guint      row;
  guint      line;
  GPtrArray *findings; /* owned, of CueFinding */
};

G_DEFINE_FINAL_TYPE (CueCsvSurveyRow, cue_csv_survey_row, G_TYPE_OBJECT)

static void
cue_csv_survey_row_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_CSV_SURVEY_ROW (object)->findings);

  G_OBJECT_CLASS (cue_csv_survey_row_parent_class)->finalize (object);
}

static void
cue_csv_survey_row_class_init (CueCsvSurveyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_csv_survey_row_finalize;
}

static void
cue_csv_survey_row_init (CueCsvSurveyRow *self)
{
}

/**
 * cue_csv_survey_row_new:
 * @row: which row of the table, from 0
 * @line: the line of the file that it begins in, from 1
 * @findings: (element-type CueFinding): what the rules say; not changed any more
 *
 * Returns: (transfer full): a row that was looked at
 */
CueCsvSurveyRow *
cue_csv_survey_row_new (guint row, guint line, GPtrArray *findings)
{
  CueCsvSurveyRow *self = g_object_new (CUE_TYPE_CSV_SURVEY_ROW, NULL);

  self->row = row;
  self->line = line;
  self->findings = g_ptr_array_ref (findings);
  return self;
}

/**
 * cue_csv_survey_row_get_row:
 * @self: a row
 *
 * Returns: which row of the table it is, from 0
 */
guint
cue_csv_survey_row_get_row (CueCsvSurveyRow *self)
{
  g_return_val_if_fail (CUE_IS_CSV_SURVEY_ROW (self), 0);

  return self->row;
}

/**
 * cue_csv_survey_row_get_line:
 * @self: a row
 *
 * Returns: the line of the file that it begins in, from 1
 */
guint
cue_csv_survey_row_get_line (CueCsvSurveyRow *self)
{
  g_return_val_if_fail (CUE_IS_CSV_SURVEY_ROW (self), 0);

  return self->line;
}

/**
 * cue_csv_survey_row_get_findings:
 * @self: a row
 *
 * Returns: (transfer none) (element-type CueFinding): what the rules say about it; may be
 *   empty
 */
GPtrArray *
cue_csv_survey_row_get_findings (CueCsvSurveyRow *self)
{
  g_return_val_if_fail (CUE_IS_CSV_SURVEY_ROW (self), NULL);

  return self->findings;
}
