// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-run-journal.h"

#include <fcntl.h>
#include <unistd.h>

#include "cue-json.h"
#include "cue-run-journal-file.h"

#define MAX_WORD_CHARS 300

/**
 * CueRunJournal:
 *
 * What became of the requests of a [class@PublishRun], on disk, so that a run whose program ended
 * in the middle goes on without sending anything twice.
 *
 * Each line is a JSON object. The first says what the run is; it holds neither a key nor what is
 * sent, only its fingerprint. A request is marked as begun, and the mark is on the disk, before it
 * is sent; a request that was begun and has no end may have been taken. A line that was cut off by
 * the end of the program says nothing, since whatever it announced was not sent yet.
 *
 * Only one program at a time has a journal open. Main thread; the disk is waited for in a worker.
 */
struct _CueRunJournal {
  GObject parent_instance;

  char     *path;   // owned
  JsonNode *header; // owned, nullable until open
  GArray   *marks;  // owned, of Mark
  GString  *lines;  // owned, what is not yet written
  int       fd;     // −1: not open
};

G_DEFINE_FINAL_TYPE (CueRunJournal, cue_run_journal, G_TYPE_OBJECT)

static void
cue_run_journal_init (CueRunJournal *self)
{
  self->marks = cue_run_marks_new (0);
  self->lines = g_string_new (NULL);
  self->fd = -1;
}

static void
cue_run_journal_finalize (GObject *object)
{
  CueRunJournal *self = CUE_RUN_JOURNAL (object);

  cue_run_journal_close (self);
  g_free (self->path);
  g_clear_pointer (&self->header, json_node_unref);
  g_array_unref (self->marks);
  g_string_free (self->lines, TRUE);
  G_OBJECT_CLASS (cue_run_journal_parent_class)->finalize (object);
}

static void
cue_run_journal_class_init (CueRunJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_run_journal_finalize;
}

/**
 * cue_run_journal_new:
 * @path: the file
 *
 * Returns: (transfer full): a journal that is not open
 */
CueRunJournal *
cue_run_journal_new (const char *path)
{
  CueRunJournal *self = g_object_new (CUE_TYPE_RUN_JOURNAL, NULL);

  self->path = g_strdup (path);
  return self;
}

/**
 * cue_run_journal_make_path:
 * @fingerprint: of a plan
 * @account: where it is sent to: the id of a connection or an address
 *
 * The same bytes to the same place have the same journal, so that nobody who begins again by
 * mistake sends them twice.
 *
 * Returns: (transfer full): a path in the user's state folder
 */
char *
cue_run_journal_make_path (const char *fingerprint, const char *account)
{
  g_autofree char *both = g_strjoin ("\n", fingerprint, account, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
  g_autofree char *name = g_strconcat (sum, ".jsonl", NULL);

  return g_build_filename (g_get_user_state_dir (), "cuelight", "acoustic-runs", name, NULL);
}

static void
run_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CueRunJournalOpening *opening = data;
  GError               *error = NULL;

  if (opening->header != NULL ? cue_run_journal_opening_create (opening, &error)
                              : cue_run_journal_opening_read (opening, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static CueRunJournalOpening *
make_opening (CueRunJournal *self)
{
  CueRunJournalOpening *opening = g_new0 (CueRunJournalOpening, 1);

  opening->path = g_strdup (self->path);
  opening->fd = -1;
  return opening;
}

/**
 * cue_run_journal_create_async:
 * @header: an object that says what the run is; no key, nothing that is sent
 * @n_requests: how many requests there are
 *
 * Begins a new journal; one of the same path is thrown away. Finish with
 * [method@RunJournal.open_finish].
 */
void
cue_run_journal_create_async (CueRunJournal      *self,
                              JsonNode           *header,
                              guint               n_requests,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (JsonNode) whole = NULL;
  g_autofree char      *text = NULL;
  CueRunJournalOpening *opening;
  JsonObject           *object;

  g_return_if_fail (CUE_IS_RUN_JOURNAL (self));
  g_return_if_fail (JSON_NODE_HOLDS_OBJECT (header));
  g_return_if_fail (self->fd < 0);

  whole = json_node_copy (header);
  object = json_node_get_object (whole);
  cue_run_journal_fill_header (object, n_requests);
  text = cue_json_to_text (whole, FALSE);
  opening = make_opening (self);
  opening->header = g_strconcat (text, "\n", NULL);
  opening->root = json_node_ref (whole);
  opening->marks = cue_run_marks_new (n_requests);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_run_journal_create_async);
  g_task_set_task_data (task, opening, cue_run_journal_opening_free);
  g_task_run_in_thread (task, run_open);
}

/**
 * cue_run_journal_open_async:
 *
 * Reads the journal of a run that began earlier. Finish with [method@RunJournal.open_finish].
 */
void
cue_run_journal_open_async (CueRunJournal      *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CUE_IS_RUN_JOURNAL (self));
  g_return_if_fail (self->fd < 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_run_journal_open_async);
  g_task_set_task_data (task, make_opening (self), cue_run_journal_opening_free);
  g_task_run_in_thread (task, run_open);
}

/**
 * cue_run_journal_open_finish:
 * @result: what the callback was given
 * @error: %CUE_ERROR_STORAGE
 *
 * Returns: whether the journal is open
 */
gboolean
cue_run_journal_open_finish (CueRunJournal *self, GAsyncResult *result, GError **error)
{
  CueRunJournalOpening *opening;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  opening = g_task_get_task_data (G_TASK (result));
  self->fd = opening->fd;
  opening->fd = -1;
  g_clear_pointer (&self->header, json_node_unref);
  self->header = g_steal_pointer (&opening->root);
  g_array_unref (self->marks);
  self->marks = g_steal_pointer (&opening->marks);
  return TRUE;
}

/**
 * cue_run_journal_close:
 *
 * Lets another program have the journal. What was not synced is not written.
 */
void
cue_run_journal_close (CueRunJournal *self)
{
  g_return_if_fail (CUE_IS_RUN_JOURNAL (self));

  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

/**
 * cue_run_journal_get_path:
 *
 * Returns: (transfer none): the file
 */
const char *
cue_run_journal_get_path (CueRunJournal *self)
{
  g_return_val_if_fail (CUE_IS_RUN_JOURNAL (self), NULL);
  return self->path;
}

/**
 * cue_run_journal_get_header:
 *
 * Returns: (transfer none) (nullable): what the run is; %NULL until it is open
 */
JsonNode *
cue_run_journal_get_header (CueRunJournal *self)
{
  g_return_val_if_fail (CUE_IS_RUN_JOURNAL (self), NULL);
  return self->header;
}

/**
 * cue_run_journal_get_n_requests:
 *
 * Returns: how many requests the run has
 */
guint
cue_run_journal_get_n_requests (CueRunJournal *self)
{
  g_return_val_if_fail (CUE_IS_RUN_JOURNAL (self), 0);
  return self->marks->len;
}

/**
 * cue_run_journal_get_mark:
 * @request: index of a request
 *
 * Returns: what is known of it
 */
CueRunMark
cue_run_journal_get_mark (CueRunJournal *self, guint request)
{
  g_return_val_if_fail (CUE_IS_RUN_JOURNAL (self), CUE_RUN_MARK_NONE);
  g_return_val_if_fail (request < self->marks->len, CUE_RUN_MARK_NONE);
  return g_array_index (self->marks, CueRunMarkEntry, request).mark;
}

/**
 * cue_run_journal_get_status:
 * @request: index of a request
 *
 * Returns: the HTTP status of its answer, 0 without one
 */
guint
cue_run_journal_get_status (CueRunJournal *self, guint request)
{
  g_return_val_if_fail (CUE_IS_RUN_JOURNAL (self), 0);
  g_return_val_if_fail (request < self->marks->len, 0);
  return g_array_index (self->marks, CueRunMarkEntry, request).status;
}

/**
 * cue_run_journal_get_words:
 * @request: index of a request
 *
 * Returns: (transfer none) (nullable): what its answer said, for people
 */
const char *
cue_run_journal_get_words (CueRunJournal *self, guint request)
{
  g_return_val_if_fail (CUE_IS_RUN_JOURNAL (self), NULL);
  g_return_val_if_fail (request < self->marks->len, NULL);
  return g_array_index (self->marks, CueRunMarkEntry, request).words;
}

/**
 * cue_run_journal_count:
 * @mark: a mark
 *
 * Returns: how many requests have it
 */
guint
cue_run_journal_count (CueRunJournal *self, CueRunMark mark)
{
  guint n = 0;

  g_return_val_if_fail (CUE_IS_RUN_JOURNAL (self), 0);

  for (guint i = 0; i < self->marks->len; i++)
    n += g_array_index (self->marks, CueRunMarkEntry, i).mark == mark;
  return n;
}

/**
 * cue_run_journal_mark:
 * @request: index of a request
 * @mark: what became of it
 * @status: the HTTP status, 0 without an answer
 * @words: (nullable): what the answer said, redacted
 *
 * Marks a request. It is on the disk after the next [method@RunJournal.sync_async].
 */
void
cue_run_journal_mark (CueRunJournal *self,
                      guint          request,
                      CueRunMark     mark,
                      guint          status,
                      const char    *words)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  g_autofree char *cut = NULL;
  JsonObject      *object;
  CueRunMarkEntry *there;

  g_return_if_fail (CUE_IS_RUN_JOURNAL (self));
  g_return_if_fail (request < self->marks->len);

  if (words != NULL && *words != '\0')
    cut = g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), MAX_WORD_CHARS));
  there = &g_array_index (self->marks, CueRunMarkEntry, request);
  there->mark = mark;
  there->status = status;
  g_free (there->words);
  there->words = g_strdup (cut);
  object = json_object_new ();
  json_object_set_int_member (object, "request", request);
  json_object_set_string_member (object, "mark", cue_run_mark_get_nick (mark));
  if (status > 0)
    json_object_set_int_member (object, "status", status);
  if (cut != NULL)
    json_object_set_string_member (object, "words", cut);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  text = cue_json_to_text (node, FALSE);
  g_string_append (self->lines, text);
  g_string_append_c (self->lines, '\n');
}

/**
 * cue_run_journal_mark_over:
 *
 * Says that nothing is left to send or to decide, so that nobody has to read all of it to know. It
 * is on the disk after the next [method@RunJournal.sync_async].
 */
void
cue_run_journal_mark_over (CueRunJournal *self)
{
  g_autofree char *line = NULL;

  g_return_if_fail (CUE_IS_RUN_JOURNAL (self));

  line = cue_run_journal_file_make_over ("finished");
  g_string_append (self->lines, line);
}

// Owned by a worker: the journal may go meanwhile.
typedef struct {
  int   fd; // its own
  char *path;
  char *lines;
} Sync;

static void
sync_free (gpointer data)
{
  Sync *sync = data;

  if (sync->fd >= 0)
    close (sync->fd);
  g_free (sync->path);
  g_free (sync->lines);
  g_free (sync);
}

static void
run_sync (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Sync    *sync = data;
  GError  *error = NULL;
  gboolean written = cue_run_journal_file_write (sync->fd, sync->path, sync->lines, &error);

  // The lock goes with the last of its files, and nobody knows when a task is freed.
  if (sync->fd >= 0)
    close (sync->fd);
  sync->fd = -1;
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cue_run_journal_sync_async:
 *
 * Puts all marks on the disk, in a worker. One at a time.
 */
void
cue_run_journal_sync_async (CueRunJournal *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Sync *sync;

  g_return_if_fail (CUE_IS_RUN_JOURNAL (self));

  sync = g_new0 (Sync, 1);
  sync->fd = self->fd >= 0 ? fcntl (self->fd, F_DUPFD_CLOEXEC, 0) : -1;
  sync->path = g_strdup (self->path);
  sync->lines = g_strdup (self->lines->str);
  g_string_truncate (self->lines, 0);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cue_run_journal_sync_async);
  g_task_set_task_data (task, sync, sync_free);
  g_task_run_in_thread (task, run_sync);
}

/**
 * cue_run_journal_sync_finish:
 * @result: what the callback was given
 * @error: %CUE_ERROR_STORAGE; the marks are written with the next ones then
 *
 * Returns: whether the marks are on the disk
 */
gboolean
cue_run_journal_sync_finish (CueRunJournal *self, GAsyncResult *result, GError **error)
{
  const Sync *sync;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (g_task_propagate_boolean (G_TASK (result), error))
    return TRUE;
  // What was answered meanwhile must not be forgotten only since the disk was full for a moment.
  sync = g_task_get_task_data (G_TASK (result));
  g_string_prepend (self->lines, sync->lines);
  return FALSE;
}
