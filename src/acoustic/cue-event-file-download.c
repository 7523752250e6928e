// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-file-download.h"

#include "cue-acoustic-client-private.h"
#include "cue-acoustic-reply-private.h"
#include "cue-error.h"
#include "cue-event-file-name.h"
#include "cue-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/*
 * A file of events, from the service to a folder:
 *
 *   create a hidden file → fetch into it → close → in a worker: to the disk, proof, final name
 *
 * Whatever goes wrong removes the hidden file, so that in the folder there is a whole file or none.
 * What the service says about names (Content-Disposition) is never looked at (AB-10).
 */

#define MAX_NUMBERED 10000

typedef struct {
  char               *name;   /* owned */
  GFile              *folder; /* owned */
  GFile              *before; /* owned, nullable */
  guint64             max_bytes;
  char               *partial;   /* owned, nullable: path of the hidden file, while there is one */
  GOutputStream      *stream;    /* owned, nullable */
  gboolean            announced; /* whether the transport shows where the end is */
  CueHttpProgressFunc progress;
  gpointer            progress_data;
} Download;

static void
discard_partial (Download *download)
{
  if (download->partial != NULL)
    g_unlink (download->partial);
  g_clear_pointer (&download->partial, g_free);
}

static void
free_download (gpointer data)
{
  Download *download = data;

  discard_partial (download);
  g_clear_object (&download->stream);
  g_clear_object (&download->folder);
  g_clear_object (&download->before);
  g_free (download->name);
  g_free (download);
}

/**
 * cue_saved_event_file_free:
 * @self: (transfer full): what was saved
 */
void
cue_saved_event_file_free (CueSavedEventFile *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->file);
  g_free (self->words);
  g_free (self);
}

/* ---- in the worker -------------------------------------------------------------------------- */

static gboolean
set_storage_error (GError **error, int number)
{
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_STORAGE,
               /* Translators: what the operating system says */
               _ (
                 "The file came, but could not be saved: %s. It is still at the service. Check the "
                 "folder and the room on the disk."),
               g_strerror (number));
  return FALSE;
}

/* Only what is on the disk may be deleted at the service. */
static gboolean
write_through (const char *path, guint64 *size, GError **error)
{
  struct stat facts;
  int         file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int         saved;

  if (file < 0)
    return set_storage_error (error, errno);
  if (fsync (file) != 0 || fstat (file, &facts) != 0) {
    saved = errno;
    close (file);
    return set_storage_error (error, saved);
  }
  *size = (guint64) facts.st_size;
  close (file);
  return TRUE;
}

static void
write_folder_through (GFile *folder)
{
  int file = g_open (g_file_peek_path (folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (file < 0)
    return;
  // Some file systems cannot; the file itself is safe.
  (void) !fsync (file);
  close (file);
}

/* What no file of events is: nothing at all, or a bare `null` or `true`. Whether the service meant
 * it is for a person to say. */
static gboolean
is_doubtful (const char *path, guint64 size)
{
  static const char *const words[] = { "", "null", "true", "false", "\"false\"", "{}", "OK" };
  g_autofree char         *data = NULL;

  if (size > 16 || !g_file_get_contents (path, &data, NULL, NULL))
    return FALSE;
  g_strstrip (data);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (g_str_equal (data, words[i]))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_complete_json (const char *path, guint64 size)
{
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  gsize length;

  if (size == 0 || size > CUE_JSON_MAX_BYTES || !g_file_get_contents (path, &data, &length, NULL))
    return FALSE;
  bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  node = cue_json_parse (bytes, NULL);
  return node != NULL && !JSON_NODE_HOLDS_VALUE (node) && !JSON_NODE_HOLDS_NULL (node);
}

static CueEventFileProof
find_proof (Download *download, guint64 size)
{
  if (download->announced)
    return CUE_EVENT_FILE_PROOF_LENGTH;
  return is_complete_json (download->partial, size) ? CUE_EVENT_FILE_PROOF_CONTENT
                                                    : CUE_EVENT_FILE_PROOF_NONE;
}

/* Takes the first free name: an empty file of ours stands there until the whole one replaces it,
 * so that nothing is ever overwritten. */
static GFile *
move_into_place (Download *download, GError **error)
{
  g_autofree char *local = cue_event_file_name_to_local (download->name);
  const char      *dot = strrchr (local, '.');
  int              stem = dot != NULL && dot != local ? (int) (dot - local) : (int) strlen (local);

  for (guint n = 1; n < MAX_NUMBERED; n++) {
    g_autofree char *name = n == 1 ? g_strdup (local)
                                   : g_strdup_printf ("%.*s (%u)%s", stem, local, n, local + stem);
    g_autofree char *path = g_build_filename (g_file_peek_path (download->folder), name, NULL);
    int              file = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    int              saved;

    if (file < 0 && errno == EEXIST)
      continue;
    if (file < 0) {
      set_storage_error (error, errno);
      return NULL;
    }
    close (file);
    if (g_rename (download->partial, path) != 0) {
      saved = errno;
      g_unlink (path);
      set_storage_error (error, saved);
      return NULL;
    }
    g_clear_pointer (&download->partial, g_free);
    write_folder_through (download->folder);
    return g_file_new_for_path (path);
  }
  set_storage_error (error, EEXIST);
  return NULL;
}

static gboolean
has_same_bytes (int one, int other)
{
  char    a[8192];
  char    b[8192];
  ssize_t n;

  while ((n = read (one, a, sizeof a)) > 0) {
    for (ssize_t at = 0, more; at < n; at += more) {
      more = read (other, b + at, (size_t) (n - at));
      if (more <= 0)
        return FALSE;
    }
    if (memcmp (a, b, (size_t) n) != 0)
      return FALSE;
  }
  return n == 0;
}

/* Whether the file that was saved before is there and is the same. */
static gboolean
is_saved_already (Download *download, guint64 size)
{
  struct stat facts;
  gboolean    same;
  int         before;
  int         now;

  if (download->before == NULL || !g_file_has_parent (download->before, download->folder))
    return FALSE;
  before =
    g_open (g_file_peek_path (download->before), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC, 0);
  now = g_open (download->partial, O_RDONLY | O_CLOEXEC, 0);
  same = before >= 0 && now >= 0 && fstat (before, &facts) == 0 && S_ISREG (facts.st_mode) &&
         (guint64) facts.st_size == size && has_same_bytes (now, before);
  // It counts as saved from now on, so it is on the disk.
  same = same && fsync (before) == 0;
  if (before >= 0)
    close (before);
  if (now >= 0)
    close (now);
  return same;
}

static char *
describe_saved (const CueSavedEventFile *saved, gboolean doubtful)
{
  g_autofree char *size = g_format_size (saved->size);
  g_autofree char *path = g_file_get_parse_name (saved->file);

  if (doubtful)
    /* Translators: where the file is */
    return g_strdup_printf (_ (
                              "Saved as %s. There are no events in it, which may be a fault of the "
                              "service: download it again before you delete it there."),
                            path);
  if (saved->proof == CUE_EVENT_FILE_PROOF_NONE)
    /* Translators: a size such as “1.2 MB”; where the file is */
    return g_strdup_printf (_ ("Saved, %s, as %s. The service did not say how long the file is, so "
                               "it "
                               "cannot be known that all of it came: look at its end before you "
                               "delete it from the service."),
                            size,
                            path);
  /* Translators: a size such as “1.2 MB”; where the file is */
  return g_strdup_printf (_ ("Saved, %s, as %s."), size, path);
}

static void
settle_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Download *download = data;
  g_autoptr (CueSavedEventFile) saved = g_new0 (CueSavedEventFile, 1);
  gboolean doubtful = FALSE;
  GError  *error = NULL;

  if (write_through (download->partial, &saved->size, &error)) {
    doubtful = is_doubtful (download->partial, saved->size);
    if (!doubtful)
      saved->proof = find_proof (download, saved->size);
    if (is_saved_already (download, saved->size)) {
      saved->file = g_object_ref (download->before);
      discard_partial (download);
    } else {
      saved->file = move_into_place (download, &error);
    }
  }
  if (saved->file == NULL) {
    discard_partial (download);
    g_task_return_error (task, error);
    return;
  }
  saved->words = describe_saved (saved, doubtful);
  g_task_return_pointer (task,
                         g_steal_pointer (&saved),
                         (GDestroyNotify) cue_saved_event_file_free);
}

/* ---- in the main thread --------------------------------------------------------------------- */

static void
on_closed (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_close_finish (G_OUTPUT_STREAM (object), result, &error)) {
    discard_partial (g_task_get_task_data (task));
    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_task_return_error (task, g_steal_pointer (&error));
    else
      g_task_return_new_error (task,
                               CUE_ERROR,
                               CUE_ERROR_STORAGE,
                               _ ("The file came, but could not be saved: %s. It is still at the "
                                  "service. Check the folder and the room on the disk."),
                               error->message);
    return;
  }
  g_task_run_in_thread (task, settle_in_thread);
}

static GError *
explain_failure (CueAcousticReply *reply, Download *download)
{
  const GError    *error = cue_acoustic_reply_get_error (reply);
  g_autofree char *size = NULL;

  if (!g_error_matches (error, CUE_ERROR, CUE_ERROR_TOO_LARGE))
    return g_error_copy (error);
  size = g_format_size_full (download->max_bytes, G_FORMAT_SIZE_IEC_UNITS);
  return g_error_new (CUE_ERROR,
                      CUE_ERROR_TOO_LARGE,
                      /* Translators: a size such as “256 MiB” */
                      _ (
                        "The file is larger than %s and was not saved; it is still at the service. "
                        "It can be downloaded without this limit if there is room for it."),
                      size);
}

static void
on_fetched (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Download *download = g_task_get_task_data (task);
  GError   *error = NULL;
  g_autoptr (CueAcousticReply)
    reply = cue_acoustic_client_send_finish (CUE_ACOUSTIC_CLIENT (object), result, &error);

  if (reply != NULL && !cue_acoustic_reply_is_done (reply))
    error = explain_failure (reply, download);
  if (error != NULL) {
    // Before anybody hears of it: whoever looks into the folder then finds nothing.
    discard_partial (download);
    g_task_return_error (task, error);
    return;
  }
  download->announced = reply->announced;
  g_output_stream_close_async (download->stream,
                               G_PRIORITY_DEFAULT,
                               g_task_get_cancellable (task),
                               on_closed,
                               g_object_ref (task));
}

static void
on_progress (guint64 received, gint64 expected, gpointer data)
{
  Download *download = g_task_get_task_data (data);

  if (download->progress != NULL)
    download->progress (received, expected, download->progress_data);
}

static void
on_created (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Download          *download = g_task_get_task_data (task);
  CueAcousticClient *client = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticRequest) request = NULL;
  GFileOutputStream *stream = g_file_create_finish (G_FILE (object), result, &error);

  if (stream == NULL) {
    // It may stand there already when the cancel came.
    g_unlink (g_file_peek_path (G_FILE (object)));
    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_task_return_error (task, g_steal_pointer (&error));
    else
      g_task_return_new_error (task,
                               CUE_ERROR,
                               CUE_ERROR_STORAGE,
                               /* Translators: what the operating system says */
                               _ ("Nothing can be saved in the folder: %s. Choose another folder."),
                               error->message);
    return;
  }
  download->stream = G_OUTPUT_STREAM (stream);
  download->partial = g_file_get_path (G_FILE (object));
  request =
    cue_acoustic_request_new_get_file (cue_acoustic_client_get_base_url (client), download->name);
  // The task outlives the fetching, whose callback holds it.
  cue_acoustic_client_fetch_async (client,
                                   request,
                                   download->stream,
                                   download->max_bytes,
                                   on_progress,
                                   task,
                                   g_task_get_cancellable (task),
                                   on_fetched,
                                   g_object_ref (task));
}

/**
 * cue_event_file_download_async:
 * @client: where from
 * @name: a name from the service's list
 * @folder: a folder of this computer that exists
 * @before: (nullable): where a file of this name was saved before. If it is in @folder and holds
 * the very same, it is kept in place of a second one
 * @max_bytes: how large the file may be; 0 for %CUE_EVENT_FILE_DEFAULT_MAX_BYTES
 * @progress: (nullable): told about each piece
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it; nothing stays behind
 * @callback: finish with cue_event_file_download_finish()
 *
 * Saves a file of events (AC-11) in @folder, under its own name or a numbered one, never over
 * another. It is there only when all of it is on the disk. Nothing is deleted at the service.
 */
void
cue_event_file_download_async (CueAcousticClient  *client,
                               const char         *name,
                               GFile              *folder,
                               GFile              *before,
                               guint64             max_bytes,
                               CueHttpProgressFunc progress,
                               gpointer            progress_data,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GFile) partial = NULL;
  g_autofree char *partial_name = NULL;
  Download        *download;
  GError          *error = NULL;

  g_return_if_fail (CUE_IS_ACOUSTIC_CLIENT (client));
  g_return_if_fail (name != NULL && G_IS_FILE (folder));

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_event_file_download_async);
  // A cancel that comes when the file is in place must not hide that it is there.
  g_task_set_check_cancellable (task, FALSE);
  if (!cue_event_file_name_check (name, &error)) {
    g_task_return_error (task, error);
    return;
  }
  if (g_file_peek_path (folder) == NULL) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_STORAGE,
                             _ ("The folder is not on this computer. Choose another folder."));
    return;
  }
  download = g_new0 (Download, 1);
  download->name = g_strdup (name);
  download->folder = g_object_ref (folder);
  download->before = before != NULL ? g_object_ref (before) : NULL;
  download->max_bytes = max_bytes != 0 ? max_bytes : CUE_EVENT_FILE_DEFAULT_MAX_BYTES;
  download->progress = progress;
  download->progress_data = progress_data;
  g_task_set_task_data (task, download, free_download);

  partial_name = g_strdup_printf (".cuelight-%08x%08x.part", g_random_int (), g_random_int ());
  partial = g_file_get_child (folder, partial_name);
  g_file_create_async (partial,
                       G_FILE_CREATE_PRIVATE,
                       G_PRIORITY_DEFAULT,
                       cancellable,
                       on_created,
                       g_object_ref (task));
}

/**
 * cue_event_file_download_finish:
 * @result: what the callback was given
 *
 * Errors: %CUE_ERROR_INVALID_INPUT for an unsafe name, %CUE_ERROR_TOO_LARGE when it is larger than
 * was allowed (ask, then try with a larger limit), %CUE_ERROR_STORAGE when it cannot be written,
 * %G_IO_ERROR_CANCELLED, or what the service answered.
 *
 * Returns: (transfer full): what was saved
 */
CueSavedEventFile *
cue_event_file_download_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
