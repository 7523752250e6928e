// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-publish-csv.h"

// From a table and what its columns become to the exact bytes of each request.

// How often it is looked whether anybody still wants it.
#define ROWS_BETWEEN_LOOKS 100

/**
 * cue_publish_plan_new_for_body:
 * @body: one publication, exactly as it is sent
 *
 * Returns: (transfer full): a plan of one request, which counts as row 1
 */
CuePublishPlan *
cue_publish_plan_new_for_body (GBytes *body)
{
  CuePublishPlan *plan = cue_publish_plan_new ();

  cue_publish_plan_add_row (plan, 1, cue_publish_plan_add_request (plan, body));
  return plan;
}

typedef struct {
  CueCsvMapping  *mapping;
  CuePublishPlan *plan;
  CuePublication *publication;
  guint           first; // of the rows that are collected
  guint           n;
} Builder;

// Rows of one request stand one after the other, so one that is left out ends a request as well.
static void
flush (Builder *builder)
{
  CueCsvTable *table = cue_csv_mapping_get_table (builder->mapping);
  g_autoptr (GBytes) body = NULL;
  guint request;

  if (builder->n == 0)
    return;
  cue_csv_mapping_fill (builder->mapping, builder->first, builder->n, builder->publication);
  body = cue_draft_to_bytes (CUE_DRAFT (builder->publication));
  request = cue_publish_plan_add_request (builder->plan, body);
  for (guint i = builder->first; i < builder->first + builder->n; i++)
    cue_publish_plan_add_row (builder->plan, cue_csv_table_get_line (table, i), request);
  builder->n = 0;
}

/**
 * cue_publish_plan_new_from_csv:
 * @mapping: a table, and what its columns become
 * @context: (nullable): what the rules need to know
 * @cancellable: (nullable): to end it early
 *
 * Plans what a table publishes. A row that must not be sent is left out with the first of its
 * reasons. The number of a row is the line that it begins in. Any thread, as long as no other one
 * uses @mapping.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL when it was cancelled
 */
CuePublishPlan *
cue_publish_plan_new_from_csv (CueCsvMapping      *mapping,
                               CueAcousticContext *context,
                               GCancellable       *cancellable,
                               GError            **error)
{
  CueCsvTable *table = cue_csv_mapping_get_table (mapping);
  guint        n_rows = cue_csv_table_get_n_rows (table);
  guint        n_at_once = MAX (cue_csv_mapping_get_events_per_request (mapping), 1);
  g_autoptr (CuePublishPlan) plan = cue_publish_plan_new ();
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);
  Builder builder = { mapping, plan, publication, 0, 0 };

  for (guint i = 0; i < n_rows; i++) {
    g_autoptr (GPtrArray) findings = NULL;

    if (i % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    findings = cue_csv_mapping_check_row (mapping, i, context);
    if (cue_findings_block (findings)) {
      CueFinding *worst = cue_findings_worst (findings);

      flush (&builder);
      cue_publish_plan_leave_out (plan,
                                  cue_csv_table_get_line (table, i),
                                  cue_finding_get_words (worst));
      continue;
    }
    if (builder.n == 0)
      builder.first = i;
    if (++builder.n == n_at_once)
      flush (&builder);
  }
  flush (&builder);
  return g_steal_pointer (&plan);
}

typedef struct {
  CueCsvMapping      *mapping; // owned, of the worker alone
  CueAcousticContext *context; // owned, nullable
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->mapping);
  g_clear_pointer (&work->context, cue_acoustic_context_unref);
  g_free (work);
}

static void
run_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work           *work = data;
  GError         *error = NULL;
  CuePublishPlan *plan =
    cue_publish_plan_new_from_csv (work->mapping, work->context, cancellable, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cue_publish_plan_new_from_csv_async:
 * @mapping: a table, and what its columns become; the form may go on with it
 * @context: (nullable): what the rules need to know
 *
 * [func@PublishPlan.new_from_csv] in a worker, with the mapping as it is now.
 */
void
cue_publish_plan_new_from_csv_async (CueCsvMapping      *mapping,
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
  g_task_set_source_tag (task, cue_publish_plan_new_from_csv_async);
  text = cue_csv_mapping_to_text (mapping);
  work = g_new0 (Work, 1);
  work->mapping = cue_csv_mapping_new (cue_csv_mapping_get_table (mapping));
  work->context = context != NULL ? cue_acoustic_context_ref (context) : NULL;
  g_task_set_task_data (task, work, work_free);
  if (cue_csv_mapping_apply_text (work->mapping, text, &error))
    g_task_run_in_thread (task, run_work);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * cue_publish_plan_new_from_csv_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): the plan
 */
CuePublishPlan *
cue_publish_plan_new_from_csv_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
