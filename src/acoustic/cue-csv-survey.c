// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-survey.h"

/**
 * CueCsvSurvey:
 *
 * What sending a table would come to: how many rows may be sent, in how many requests, and what the
 * rules say about the first rows and about those that are left out. Made in a worker; it does not
 * change afterwards. Main thread only.
 */
struct _CueCsvSurvey {
  GObject parent_instance;

  GListStore *rows; /* owned, of CueCsvSurveyRow */
  guint       n_rows;
  guint       n_blocked;
  guint       n_warned;
  guint       n_requests;
};

G_DEFINE_FINAL_TYPE (CueCsvSurvey, cue_csv_survey, G_TYPE_OBJECT)

/* How often it is looked whether anybody still wants it. */
#define ROWS_BETWEEN_LOOKS 100

static void
cue_csv_survey_finalize (GObject *object)
{
  g_object_unref (CUE_CSV_SURVEY (object)->rows);

  G_OBJECT_CLASS (cue_csv_survey_parent_class)->finalize (object);
}

static void
cue_csv_survey_class_init (CueCsvSurveyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_csv_survey_finalize;
}

static void
cue_csv_survey_init (CueCsvSurvey *self)
{
  self->rows = g_list_store_new (CUE_TYPE_CSV_SURVEY_ROW);
}

typedef struct {
  CueCsvMapping      *mapping; /* owned, of the worker alone */
  CueAcousticContext *context; /* owned; may be NULL */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->mapping);
  g_clear_pointer (&work->context, cue_acoustic_context_unref);
  g_free (work);
}

/* A request ends when it is full, and before a row that is left out: as they are sent. */
static void
count_row (CueCsvSurvey *self, guint n_at_once, gboolean blocked, guint *n_open)
{
  if (blocked) {
    *n_open = 0;
    return;
  }
  if (*n_open == 0)
    self->n_requests++;
  if (++*n_open == n_at_once)
    *n_open = 0;
}

static void
run_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work        *work = data;
  CueCsvTable *table = cue_csv_mapping_get_table (work->mapping);
  g_autoptr (CueCsvSurvey) self = g_object_new (CUE_TYPE_CSV_SURVEY, NULL);
  guint n_open = 0;
  guint n_wrong = 0;

  self->n_rows = cue_csv_table_get_n_rows (table);
  for (guint i = 0; i < self->n_rows; i++) {
    g_autoptr (GPtrArray) findings = NULL;
    g_autoptr (CueCsvSurveyRow) row = NULL;
    gboolean blocked;

    if (i % ROWS_BETWEEN_LOOKS == 0 && g_task_return_error_if_cancelled (task))
      return;
    findings = cue_csv_mapping_check_row (work->mapping, i, work->context);
    blocked = cue_findings_block (findings);
    count_row (self, cue_csv_mapping_get_events_per_request (work->mapping), blocked, &n_open);
    if (blocked)
      self->n_blocked++;
    else if (cue_findings_count (findings, CUE_FINDING_WARN) > 0)
      self->n_warned++;
    if (i >= CUE_CSV_SURVEY_FIRST_ROWS && (!blocked || n_wrong++ >= CUE_CSV_SURVEY_WRONG_ROWS))
      continue;
    row = cue_csv_survey_row_new (i, cue_csv_table_get_line (table, i), findings);
    g_list_store_append (self->rows, row);
  }
  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

/**
 * cue_csv_survey_make_async:
 * @mapping: a table, and what its columns become; the form may go on with it
 * @context: (nullable): what the rules need to know
 * @cancellable: (nullable): to end it early
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Looks at all rows in a worker, with the mapping as it is now.
 */
void
cue_csv_survey_make_async (CueCsvMapping      *mapping,
                           CueAcousticContext *context,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  Work            *work;

  g_return_if_fail (CUE_IS_CSV_MAPPING (mapping));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_csv_survey_make_async);
  g_task_set_name (task, "cuelight-csv");
  text = cue_csv_mapping_to_text (mapping);
  work = g_new0 (Work, 1);
  work->mapping = cue_csv_mapping_new (cue_csv_mapping_get_table (mapping));
  work->context = context != NULL ? cue_acoustic_context_ref (context) : NULL;
  g_task_set_task_data (task, work, work_free);
  if (cue_csv_mapping_apply_text (work->mapping, text, &error))
    g_task_run_in_thread (task, run_in_worker);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * cue_csv_survey_make_finish:
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the survey
 */
CueCsvSurvey *
cue_csv_survey_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cue_csv_survey_get_rows:
 * @self: a survey
 *
 * Returns: (transfer none): the first rows, and after them the first of those that may not be sent,
 *   of [class@CsvSurveyRow]
 */
GListModel *
cue_csv_survey_get_rows (CueCsvSurvey *self)
{
  g_return_val_if_fail (CUE_IS_CSV_SURVEY (self), NULL);

  return G_LIST_MODEL (self->rows);
}

/**
 * cue_csv_survey_get_n_rows:
 * @self: a survey
 *
 * Returns: how many rows the table has
 */
guint
cue_csv_survey_get_n_rows (CueCsvSurvey *self)
{
  g_return_val_if_fail (CUE_IS_CSV_SURVEY (self), 0);

  return self->n_rows;
}

/**
 * cue_csv_survey_get_n_blocked:
 * @self: a survey
 *
 * Returns: how many rows break a rule and are left out
 */
guint
cue_csv_survey_get_n_blocked (CueCsvSurvey *self)
{
  g_return_val_if_fail (CUE_IS_CSV_SURVEY (self), 0);

  return self->n_blocked;
}

/**
 * cue_csv_survey_get_n_warned:
 * @self: a survey
 *
 * Returns: how many rows are sent although there is something to say about them
 */
guint
cue_csv_survey_get_n_warned (CueCsvSurvey *self)
{
  g_return_val_if_fail (CUE_IS_CSV_SURVEY (self), 0);

  return self->n_warned;
}

/**
 * cue_csv_survey_get_n_requests:
 * @self: a survey
 *
 * Returns: how many requests are sent
 */
guint
cue_csv_survey_get_n_requests (CueCsvSurvey *self)
{
  g_return_val_if_fail (CUE_IS_CSV_SURVEY (self), 0);

  return self->n_requests;
}
