// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-export.h"

#include "cue-error.h"
#include "cue-feed-export-private.h"
#include "cue-filtered-feed-private.h"

#include <glib/gi18n-lib.h>

/*
 * The events that a list shows, into a file. Which they are is noted at once, with the memory that
 * their texts are in; the rest is the work of a worker, while the list may change. The file is
 * whole, or it is not there: what was there before stays until the end.
 */

#define PIECE_BYTES (256 * 1024)

typedef struct {
  const char *text; /* unowned: of one of bytes */
  guint32     length;
} Row;

typedef struct {
  GFile                *file; /* owned */
  CueFeedExportFormat   format;
  GArray               *rows;     /* owned, of Row */
  GPtrArray            *bytes;    /* owned, of GBytes */
  GPtrArray            *paths;    /* owned, of CueFeedPath */
  GFileProgressCallback progress; /* nullable */
  gpointer              progress_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->file);
  g_array_unref (job->rows);
  g_ptr_array_unref (job->bytes);
  g_ptr_array_unref (job->paths);
  g_free (job);
}

/* ---- progress ------------------------------------------------------------------------------ */

typedef struct {
  GTask *task; /* owned */
  guint  n_done;
} Progress;

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->task);
  g_free (progress);
}

static gboolean
on_progress (gpointer data)
{
  Progress *progress = data;
  Job      *job = g_task_get_task_data (progress->task);

  /* Who is told may be gone once the end was told. */
  if (!g_task_get_completed (progress->task))
    job->progress (progress->n_done, job->rows->len, job->progress_data);
  return G_SOURCE_REMOVE;
}

static void
tell_progress (GTask *task, const Job *job, guint n_done)
{
  Progress *progress;

  if (job->progress == NULL)
    return;
  progress = g_new (Progress, 1);
  progress->task = g_object_ref (task);
  progress->n_done = n_done;
  g_main_context_invoke_full (g_task_get_context (task),
                              G_PRIORITY_DEFAULT,
                              on_progress,
                              progress,
                              progress_free);
}

/* ---- in the worker ------------------------------------------------------------------------- */

static gboolean
write_rows (GTask         *task,
            const Job     *job,
            GOutputStream *stream,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GString) text = g_string_sized_new (PIECE_BYTES + 4096);
  g_autoptr (GString) scratch = g_string_new (NULL);
  CueFeedPath *const *paths = (CueFeedPath *const *) job->paths->pdata;

  if (job->format == CUE_FEED_EXPORT_CSV)
    cue_feed_export_append_header (text, paths, job->paths->len);
  for (guint i = 0; i < job->rows->len; i++) {
    const Row *row = &g_array_index (job->rows, Row, i);

    if (job->format == CUE_FEED_EXPORT_CSV)
      cue_feed_export_append_csv (text, row->text, row->length, paths, job->paths->len, scratch);
    else
      cue_feed_export_append_line (text, row->text, row->length);
    if (text->len < PIECE_BYTES)
      continue;
    if (!g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error))
      return FALSE;
    g_string_truncate (text, 0);
    tell_progress (task, job, i + 1);
  }
  return g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error);
}

static gboolean
write_file (GTask *task, const Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream)
    stream = g_file_replace (job->file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, error);
  g_autoptr (GCancellable) give_up = NULL;

  if (stream == NULL)
    return FALSE;
  if (write_rows (task, job, G_OUTPUT_STREAM (stream), cancellable, error))
    return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
  /* Closed with this, the file that was there stays. */
  give_up = g_cancellable_new ();
  g_cancellable_cancel (give_up);
  g_output_stream_close (G_OUTPUT_STREAM (stream), give_up, NULL);
  return FALSE;
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;

  if (write_file (task, job, cancellable, &error))
    g_task_return_int (task, job->rows->len);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_STORAGE,
                             /* Translators: what the operating system says */
                             _ ("The events cannot be written: %s."),
                             error->message);
}

/* ---- on the main thread -------------------------------------------------------------------- */

static void
note_rows (CueFilteredFeed *feed, Job *job)
{
  CueFeedStore *store = &feed->log->store;

  job->rows = g_array_sized_new (FALSE, FALSE, sizeof (Row), feed->order.n);
  for (guint i = 0; i < feed->order.n; i++) {
    gsize length;
    Row   row;

    row.text = cue_feed_store_get_text (store, feed->order.rows[i], &length);
    row.length = (guint32) length;
    g_array_append_val (job->rows, row);
  }
  job->bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < store->segments->len; i++) {
    const CueFeedSegment *segment = g_ptr_array_index (store->segments, i);

    g_ptr_array_add (job->bytes, g_bytes_ref (segment->bytes));
  }
}

static GPtrArray *
compile_paths (const char *const *paths)
{
  GPtrArray *compiled = g_ptr_array_new_with_free_func ((GDestroyNotify) cue_feed_path_free);

  for (; paths != NULL && *paths != NULL; paths++) {
    CueFeedPath *path = cue_feed_path_new (*paths, NULL);

    if (path != NULL)
      g_ptr_array_add (compiled, path);
  }
  return compiled;
}

/**
 * cue_feed_export_async:
 * @feed: the events, as it shows them now
 * @file: where to; what is there is replaced, but only by a whole file
 * @format: how
 * @paths: (nullable) (array zero-terminated=1): further columns of a CSV file; what is no path is
 *   left out
 * @cancellable: (nullable): ends it; the file that was there stays
 * @progress: (nullable) (scope notified): told events done and events in all, on this thread
 * @progress_data: for @progress; it has to live until @callback
 * @callback: finish with cue_feed_export_finish()
 *
 * Writes events into a file, in a worker. They may name persons; only the user can read the file.
 *
 * In a CSV file (RFC 4180, UTF-8) a text that a spreadsheet would take for a formula has an
 * apostrophe before it. JSON Lines have each event as it came, without the blanks.
 */
void
cue_feed_export_async (CueFilteredFeed      *feed,
                       GFile                *file,
                       CueFeedExportFormat   format,
                       const char *const    *paths,
                       GCancellable         *cancellable,
                       GFileProgressCallback progress,
                       gpointer              progress_data,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (CUE_IS_FILTERED_FEED (feed));
  g_return_if_fail (G_IS_FILE (file));

  job = g_new0 (Job, 1);
  job->file = g_object_ref (file);
  job->format = format;
  job->progress = progress;
  job->progress_data = progress_data;
  job->paths = compile_paths (paths);
  note_rows (feed, job);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_feed_export_async);
  g_task_set_name (task, "export feed");
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * cue_feed_export_finish:
 * @result: what the callback was given
 * @error: %CUE_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: how many events were written; zero also on error
 */
guint
cue_feed_export_finish (GAsyncResult *result, GError **error)
{
  gssize n;

  g_return_val_if_fail (G_IS_TASK (result), 0);

  n = g_task_propagate_int (G_TASK (result), error);
  return n > 0 ? (guint) n : 0;
}
