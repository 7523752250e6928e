// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-publish-plan.h"

/**
 * CuePublishPlan:
 *
 * What is to be published: the exact bytes of each request, and which rows of a table are in which
 * of them. A row that broke a rule is left out, with words that say why.
 *
 * It is filled in once, in the order of the rows, also in a worker, and then no longer changes.
 */
struct _CuePublishPlan {
  GObject parent_instance;

  GPtrArray *bodies; // owned, of GBytes
  GArray    *rows;   // owned, of Row, in the order of the table
  GArray    *spans;  // owned, of Span, one for each request
  guint      n_left_out;
};

typedef struct {
  guint number; // as people count them
  guint request;
  char *words; // owned, nullable: why it is left out
} Row;

typedef struct {
  guint    first; // places of rows
  guint    last;
  gboolean any;
} Span;

G_DEFINE_FINAL_TYPE (CuePublishPlan, cue_publish_plan, G_TYPE_OBJECT)

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->words);
}

static void
cue_publish_plan_init (CuePublishPlan *self)
{
  self->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->spans = g_array_new (FALSE, TRUE, sizeof (Span));
  g_array_set_clear_func (self->rows, clear_row);
}

static void
cue_publish_plan_finalize (GObject *object)
{
  CuePublishPlan *self = CUE_PUBLISH_PLAN (object);

  g_ptr_array_unref (self->bodies);
  g_array_unref (self->rows);
  g_array_unref (self->spans);
  G_OBJECT_CLASS (cue_publish_plan_parent_class)->finalize (object);
}

static void
cue_publish_plan_class_init (CuePublishPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_publish_plan_finalize;
}

/**
 * cue_publish_plan_new:
 *
 * Returns: (transfer full): a plan of nothing
 */
CuePublishPlan *
cue_publish_plan_new (void)
{
  return g_object_new (CUE_TYPE_PUBLISH_PLAN, NULL);
}

/**
 * cue_publish_plan_add_request:
 * @body: the exact bytes that are sent
 *
 * Returns: its index, for [method@PublishPlan.add_row]
 */
guint
cue_publish_plan_add_request (CuePublishPlan *self, GBytes *body)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_PLAN (self), 0);

  g_ptr_array_add (self->bodies, g_bytes_ref (body));
  g_array_set_size (self->spans, self->bodies->len);
  return self->bodies->len - 1;
}

/**
 * cue_publish_plan_add_row:
 * @number: the row as people count it
 * @request: the request that it is in
 *
 * Adds a row of the table.
 */
void
cue_publish_plan_add_row (CuePublishPlan *self, guint number, guint request)
{
  Row   row = { number, request, NULL };
  Span *span;

  g_return_if_fail (CUE_IS_PUBLISH_PLAN (self));
  g_return_if_fail (request < self->bodies->len);

  span = &g_array_index (self->spans, Span, request);
  if (!span->any)
    span->first = self->rows->len;
  span->last = self->rows->len;
  span->any = TRUE;
  g_array_append_val (self->rows, row);
}

/**
 * cue_publish_plan_leave_out:
 * @number: the row as people count it
 * @words: why it is not sent
 *
 * Adds a row of the table that is in no request.
 */
void
cue_publish_plan_leave_out (CuePublishPlan *self, guint number, const char *words)
{
  Row row = { number, CUE_PUBLISH_LEFT_OUT, g_strdup (words) };

  g_return_if_fail (CUE_IS_PUBLISH_PLAN (self));

  g_array_append_val (self->rows, row);
  self->n_left_out++;
}

/**
 * cue_publish_plan_get_n_requests:
 *
 * Returns: how many requests it takes
 */
guint
cue_publish_plan_get_n_requests (CuePublishPlan *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_PLAN (self), 0);
  return self->bodies->len;
}

/**
 * cue_publish_plan_get_n_rows:
 *
 * Returns: how many rows there are, with those that are left out
 */
guint
cue_publish_plan_get_n_rows (CuePublishPlan *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_PLAN (self), 0);
  return self->rows->len;
}

/**
 * cue_publish_plan_get_n_left_out:
 *
 * Returns: how many rows are not sent
 */
guint
cue_publish_plan_get_n_left_out (CuePublishPlan *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_PLAN (self), 0);
  return self->n_left_out;
}

/**
 * cue_publish_plan_get_body:
 * @request: index of a request
 *
 * Returns: (transfer none): the exact bytes that are sent
 */
GBytes *
cue_publish_plan_get_body (CuePublishPlan *self, guint request)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_PLAN (self), NULL);
  g_return_val_if_fail (request < self->bodies->len, NULL);
  return g_ptr_array_index (self->bodies, request);
}

/**
 * cue_publish_plan_get_row_number:
 * @row: place of a row, from 0
 *
 * Returns: the row as people count it
 */
guint
cue_publish_plan_get_row_number (CuePublishPlan *self, guint row)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_PLAN (self), 0);
  g_return_val_if_fail (row < self->rows->len, 0);
  return g_array_index (self->rows, Row, row).number;
}

/**
 * cue_publish_plan_get_row_request:
 * @row: place of a row, from 0
 *
 * Returns: the request that it is in, or %CUE_PUBLISH_LEFT_OUT
 */
guint
cue_publish_plan_get_row_request (CuePublishPlan *self, guint row)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_PLAN (self), CUE_PUBLISH_LEFT_OUT);
  g_return_val_if_fail (row < self->rows->len, CUE_PUBLISH_LEFT_OUT);
  return g_array_index (self->rows, Row, row).request;
}

/**
 * cue_publish_plan_get_row_words:
 * @row: place of a row, from 0
 *
 * Returns: (transfer none) (nullable): why it is left out
 */
const char *
cue_publish_plan_get_row_words (CuePublishPlan *self, guint row)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_PLAN (self), NULL);
  g_return_val_if_fail (row < self->rows->len, NULL);
  return g_array_index (self->rows, Row, row).words;
}

/**
 * cue_publish_plan_find_rows:
 * @request: index of a request
 * @first: (out): place of its first row
 * @last: (out): place of its last row; in between there may be rows of no request
 *
 * Returns: whether any row is in it
 */
gboolean
cue_publish_plan_find_rows (CuePublishPlan *self, guint request, guint *first, guint *last)
{
  Span *span;

  g_return_val_if_fail (CUE_IS_PUBLISH_PLAN (self), FALSE);
  g_return_val_if_fail (request < self->bodies->len, FALSE);

  span = &g_array_index (self->spans, Span, request);
  *first = span->first;
  *last = span->last;
  return span->any;
}

/**
 * cue_publish_plan_count_rows:
 * @request: index of a request
 *
 * Returns: how many rows are in it
 */
guint
cue_publish_plan_count_rows (CuePublishPlan *self, guint request)
{
  guint n = 0;
  guint first;
  guint last;

  if (!cue_publish_plan_find_rows (self, request, &first, &last))
    return 0;
  for (guint i = first; i <= last; i++)
    n += g_array_index (self->rows, Row, i).request == request;
  return n;
}

/**
 * cue_publish_plan_make_fingerprint:
 *
 * Tells this plan from any other: two with the same fingerprint send the same bytes for the same
 * rows, so that one may go on where the other ended.
 *
 * Returns: (transfer full): SHA-256 in hexadecimal
 */
char *
cue_publish_plan_make_fingerprint (CuePublishPlan *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_return_val_if_fail (CUE_IS_PUBLISH_PLAN (self), NULL);

  for (guint i = 0; i < self->bodies->len; i++) {
    gsize         size;
    const guint8 *data = g_bytes_get_data (g_ptr_array_index (self->bodies, i), &size);
    guint64       length = GUINT64_TO_BE ((guint64) size);

    g_checksum_update (checksum, (const guint8 *) &length, sizeof length);
    if (size > 0)
      g_checksum_update (checksum, data, (gssize) size);
  }
  for (guint i = 0; i < self->rows->len; i++) {
    const Row    *row = &g_array_index (self->rows, Row, i);
    const guint32 place[2] = { GUINT32_TO_BE (row->number), GUINT32_TO_BE (row->request) };

    g_checksum_update (checksum, (const guint8 *) place, sizeof place);
  }
  return g_strdup (g_checksum_get_string (checksum));
}
