// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Files of events: names, saving them whole or not at all, the queue, and cleaning up. What must
 * never happen: a file that is deleted at the service and not whole on this computer. */

#include "acoustic-world.h"
#include "cue-error.h"
#include "cue-event-file-drain.h"
#include "cue-event-file-name.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- a service with files ------------------------------------------------------------------- */

typedef enum {
  FILE_WHOLE,
  FILE_CUT,         // shorter than its Content-Length
  FILE_CHUNKED,     // whole, but nothing says how long it is
  FILE_CHUNKED_CUT, // ends between two pieces
  FILE_HTML,
  FILE_GONE,
  FILE_PARTIAL, // 206
  FILE_EVIL,    // with a Content-Disposition
} FileKind;

typedef struct {
  const char *name;
  const char *content;
  FileKind    kind;
  gboolean    stays; // when it is deleted
  gboolean    deleted;
  guint       n_fetched;
  guint       n_deleted;
} ServedFile;

typedef struct {
  ServedFile *files;
  guint       n_files;
  guint       delete_status; // 0: 200
  GMutex      lock;
} Service;

static void
send_list (CueTestConnection *connection, Service *service)
{
  g_autoptr (GString) json = g_string_new ("[");
  g_autofree char *answer = NULL;
  guint            n = 0;

  for (guint i = 0; i < service->n_files && n < CUE_ACOUSTIC_MAX_FILES; i++) {
    if (!service->files[i].deleted || service->files[i].stays)
      g_string_append_printf (json, "%s\"%s\"", n++ > 0 ? "," : "", service->files[i].name);
  }
  g_string_append_c (json, ']');
  answer = acoustic_make_answer (200, NULL, json->str);
  cue_test_connection_write (connection, answer, -1);
}

#define OCTETS "Connection: close\r\nContent-Type: application/octet-stream\r\n"

static void
send_file (CueTestConnection *connection, ServedFile *file)
{
  gsize length = strlen (file->content);

  switch (file->kind) {
  case FILE_WHOLE:
    cue_test_connection_printf (connection,
                                "HTTP/1.1 200 OK\r\n" OCTETS "Content-Length: %zu\r\n\r\n%s",
                                length,
                                file->content);
    break;
  case FILE_EVIL:
    cue_test_connection_printf (connection,
                                "HTTP/1.1 200 OK\r\n" OCTETS
                                "Content-Disposition: attachment; filename=\"../../evil\"\r\n"
                                "Content-Length: %zu\r\n\r\n%s",
                                length,
                                file->content);
    break;
  case FILE_CUT:
    cue_test_connection_printf (connection,
                                "HTTP/1.1 200 OK\r\n" OCTETS "Content-Length: %zu\r\n\r\n%s",
                                length + 100,
                                file->content);
    break;
  case FILE_CHUNKED:
  case FILE_CHUNKED_CUT:
    cue_test_connection_printf (connection,
                                "HTTP/1.1 200 OK\r\n" OCTETS
                                "Transfer-Encoding: chunked\r\n\r\n%zx\r\n%s\r\n%s",
                                length,
                                file->content,
                                file->kind == FILE_CHUNKED ? "0\r\n\r\n" : "");
    break;
  case FILE_HTML:
    cue_test_connection_write (connection,
                               "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 20\r\n\r\n"
                               "<html>Sign in</html>",
                               -1);
    break;
  case FILE_PARTIAL:
    cue_test_connection_printf (connection,
                                "HTTP/1.1 206 Part\r\n" OCTETS "Content-Length: %zu\r\n\r\n%s",
                                length,
                                file->content);
    break;
  case FILE_GONE:
  default:
    cue_test_connection_write (connection,
                               "HTTP/1.1 404 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                               -1);
  }
}

static gboolean
serve (CueTestConnection *connection, const char *request, gpointer data)
{
  Service         *service = data;
  const char      *path = strchr (request, '/');
  g_autofree char *segment = NULL;
  g_autofree char *name = NULL;
  g_autofree char *answer = NULL;

  g_mutex_lock (&service->lock);
  if (g_str_has_prefix (path, "/v1/eventfiles/")) {
    path += strlen ("/v1/eventfiles/");
    segment = g_strndup (path, strcspn (path, " "));
    name = g_uri_unescape_string (segment, NULL);
    for (guint i = 0; i < service->n_files; i++) {
      ServedFile *file = &service->files[i];

      if (!g_str_equal (file->name, name))
        continue;
      if (g_str_has_prefix (request, "GET ")) {
        file->n_fetched++;
        send_file (connection, file);
      } else {
        file->n_deleted++;
        file->deleted = service->delete_status == 0;
        answer = acoustic_make_answer (service->delete_status != 0 ? service->delete_status : 200,
                                       NULL,
                                       "");
        cue_test_connection_write (connection, answer, -1);
      }
    }
  } else {
    send_list (connection, service);
  }
  g_mutex_unlock (&service->lock);
  return FALSE;
}

/* ---- a folder ------------------------------------------------------------------------------- */

typedef struct {
  AcousticWorld      world;
  Service            service;
  char              *path;
  GFile             *folder;
  CueEventFileQueue *queue;
} Place;

static void
place_init (Place *place, ServedFile *files, guint n_files)
{
  g_autoptr (GError) error = NULL;

  memset (place, 0, sizeof *place);
  g_mutex_init (&place->service.lock);
  place->service.files = files;
  place->service.n_files = n_files;
  acoustic_world_init (&place->world, serve, &place->service);
  cue_acoustic_client_set_max_tries (place->world.client, 1);
  place->path = g_dir_make_tmp ("cuelight-files-XXXXXX", &error);
  g_assert_no_error (error);
  place->folder = g_file_new_for_path (place->path);
  place->queue = cue_event_file_queue_new (place->world.client);
  cue_event_file_queue_set_folder (place->queue, place->folder);
}

static void
place_clear (Place *place)
{
  g_autoptr (GDir) folder = g_dir_open (place->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (place->path, name, NULL);

    g_unlink (path);
  }
  g_rmdir (place->path);
  g_clear_object (&place->queue);
  g_clear_object (&place->folder);
  g_clear_pointer (&place->path, g_free);
  acoustic_world_clear (&place->world);
  g_mutex_clear (&place->service.lock);
}

static guint
count_in_folder (Place *place)
{
  g_autoptr (GDir) folder = g_dir_open (place->path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
assert_saved (Place *place, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (place->path, name, NULL);
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf facts;

  g_file_get_contents (path, &found, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, content);
  // What is in these files is about persons.
  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  g_assert_cmpint (facts.st_mode & 0777, ==, 0600);
}

static void
refresh (Place *place)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cue_event_file_queue_refresh_async (place->queue, 10, NULL, acoustic_world_on_done, &result);
  acoustic_world_wait (&place->world, &result);
  g_assert_true (cue_event_file_queue_refresh_finish (place->queue, result, &error));
  g_assert_no_error (error);
}

static CueEventFile *
get_file (Place *place, guint index)
{
  g_autoptr (CueEventFile)
    file = g_list_model_get_item (cue_event_file_queue_get_files (place->queue), index);

  g_assert_nonnull (file);
  return file;
}

static gboolean
download (Place *place, CueEventFile *file, guint64 max_bytes, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cue_event_file_queue_download_async (place->queue,
                                       file,
                                       max_bytes,
                                       NULL,
                                       acoustic_world_on_done,
                                       &result);
  acoustic_world_wait (&place->world, &result);
  return cue_event_file_queue_download_finish (place->queue, result, error);
}

static gboolean delete (Place *place, CueEventFile *file, gboolean confirmed, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cue_event_file_queue_delete_async (place->queue,
                                     file,
                                     confirmed,
                                     NULL,
                                     acoustic_world_on_done,
                                     &result);
  acoustic_world_wait (&place->world, &result);
  return cue_event_file_queue_delete_finish (place->queue, result, error);
}

static CueEventFileDrain *
drain (Place *place)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CueEventFileDrain *drained;

  cue_event_file_queue_drain_async (place->queue, 0, NULL, acoustic_world_on_done, &result);
  acoustic_world_wait (&place->world, &result);
  drained = cue_event_file_queue_drain_finish (place->queue, result, &error);
  g_assert_no_error (error);
  return drained;
}

/* ---- names ---------------------------------------------------------------------------------- */

static void
test_names (void)
{
  g_autofree char         *long_name = g_strnfill (300, 'a');
  static const char *const good[] = {
    "events_20261120T080000Z_0001.json", "a b.tsv", "événements.json", "08:15.json", "a", ".hidden"
  };
  const char *const bad[] = { "",     " ",       ".",        "..",     "../a", "a/../b",
                              "a/b",  "C:\\a",   "a\\b",     "a\nb",   "a\tb", "a..b",
                              "\x7f", long_name, "a\u202eb", "\u200b", "a\x01" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (cue_event_file_name_check (good[i], &error));
    g_assert_no_error (error);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    if (cue_event_file_name_check (bad[i], &error))
      g_error ("“%s” was let through", bad[i]);
    g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}

static void
check_local (const char *name, const char *expected)
{
  g_autofree char *local = cue_event_file_name_to_local (name);

  g_assert_cmpstr (local, ==, expected);
}

static void
test_local_names (void)
{
  g_autofree char *stem = g_strnfill (240, 'a');
  g_autofree char *name = g_strconcat (stem, ".json", NULL);
  g_autofree char *local = cue_event_file_name_to_local (name);

  check_local ("events 1.json", "events 1.json");
  check_local ("08:15?.json", "08_15_.json");
  check_local (".profile", "_profile");
  check_local ("-rf", "_rf");
  g_assert_cmpuint (strlen (local), ==, 205);
  g_assert_true (g_str_has_suffix (local, "a.json"));
}

/* ---- one file ------------------------------------------------------------------------------- */

static void
test_download (void)
{
  ServedFile files[] = {
    { .name = "a.json", .content = "[{\"code\":\"x\"}]" },
    { .name = "b.json", .content = "evil", .kind = FILE_EVIL },
    { .name = "empty.tsv", .content = "" },
  };
  Place place;
  g_autoptr (GError) error = NULL;

  place_init (&place, files, G_N_ELEMENTS (files));
  refresh (&place);
  g_assert_cmpstr (cue_event_file_queue_get_words (place.queue),
                   ==,
                   "3 files wait at the service, 3 of them new.");
  for (guint i = 0; i < 3; i++) {
    g_assert_true (download (&place, get_file (&place, i), 0, &error));
    g_assert_no_error (error);
    // A file without events may be a fault: it is kept, and left where it is.
    g_assert_cmpint (cue_event_file_get_proof (get_file (&place, i)),
                     ==,
                     i == 2 ? CUE_EVENT_FILE_PROOF_NONE : CUE_EVENT_FILE_PROOF_LENGTH);
  }
  assert_saved (&place, "a.json", "[{\"code\":\"x\"}]");
  assert_saved (&place, "b.json", "evil");
  assert_saved (&place, "empty.tsv", "");
  // Nothing is overwritten, and no half file is left.
  g_assert_true (download (&place, get_file (&place, 0), 0, &error));
  assert_saved (&place, "a (2).json", "[{\"code\":\"x\"}]");
  g_assert_cmpuint (count_in_folder (&place), ==, 4);
  g_assert_cmpint (cue_event_file_get_state (get_file (&place, 0)),
                   ==,
                   CUE_EVENT_FILE_STATE_DOWNLOADED);
  place_clear (&place);
}

static void
test_broken_download (void)
{
  static const struct {
    FileKind    kind;
    gint        code;
    const char *words;
  } cases[] = {
    { FILE_CUT, CUE_ERROR_PROTOCOL, "Incomplete" },
    { FILE_HTML, CUE_ERROR_PROTOCOL, "web page" },
    { FILE_GONE, CUE_ERROR_CLIENT, "no longer" },
    { FILE_PARTIAL, CUE_ERROR_PROTOCOL, "206" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    ServedFile file = { .name = "a.json", .content = "[1,2,3]", .kind = cases[i].kind };
    Place      place;
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) refusal = NULL;

    place_init (&place, &file, 1);
    refresh (&place);
    g_assert_false (download (&place, get_file (&place, 0), 0, &error));
    g_assert_error (error, CUE_ERROR, cases[i].code);
    acoustic_assert_says (error->message, cases[i].words);
    g_assert_cmpint (cue_event_file_get_state (get_file (&place, 0)),
                     ==,
                     CUE_EVENT_FILE_STATE_FAILED);
    g_assert_cmpuint (count_in_folder (&place), ==, 0);
    // What was not saved is not deleted.
    g_assert_false (delete (&place, get_file (&place, 0), FALSE, &refusal));
    g_assert_error (refusal, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
    g_assert_cmpuint (file.n_deleted, ==, 0);
    place_clear (&place);
  }
}

static void
test_too_large (void)
{
  g_autofree char *content = g_strnfill (100000, 'x');
  ServedFile       files[] = {
          { .name = "a.txt", .content = content },
          { .name = "b.txt", .content = content, .kind = FILE_CHUNKED },
  };
  Place place;

  place_init (&place, files, 2);
  refresh (&place);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (download (&place, get_file (&place, i), 50000, &error));
    g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
    g_assert_cmpuint (count_in_folder (&place), ==, 0);
  }
  // Asked, and answered that it may.
  g_assert_true (download (&place, get_file (&place, 0), 200000, NULL));
  assert_saved (&place, "a.txt", content);
  place_clear (&place);
}

/* A body without a length may have been cut where nobody can see it. */
static void
test_proof (void)
{
  ServedFile files[] = {
    { .name = "a.json", .content = "[{\"code\":\"x\"}]", .kind = FILE_CHUNKED },
    { .name = "b.tsv", .content = "code\ttime\nx\t1\n", .kind = FILE_CHUNKED },
    { .name = "c.json", .content = "[{\"code\":", .kind = FILE_CHUNKED_CUT },
  };
  Place place;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;

  place_init (&place, files, 3);
  refresh (&place);
  g_assert_true (download (&place, get_file (&place, 0), 0, &error));
  g_assert_cmpint (cue_event_file_get_proof (get_file (&place, 0)),
                   ==,
                   CUE_EVENT_FILE_PROOF_CONTENT);
  g_assert_true (download (&place, get_file (&place, 1), 0, &error));
  g_assert_cmpint (cue_event_file_get_proof (get_file (&place, 1)), ==, CUE_EVENT_FILE_PROOF_NONE);
  acoustic_assert_says (cue_event_file_get_words (get_file (&place, 1)), "cannot be known");
  g_assert_false (delete (&place, get_file (&place, 1), FALSE, &refusal));
  g_assert_error (refusal, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_assert_cmpuint (files[1].n_deleted, ==, 0);
  // A person may say so.
  g_assert_true (delete (&place, get_file (&place, 1), TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (files[1].n_deleted, ==, 1);
  if (download (&place, get_file (&place, 2), 0, NULL))
    g_assert_cmpint (cue_event_file_get_proof (get_file (&place, 2)),
                     ==,
                     CUE_EVENT_FILE_PROOF_NONE);
  place_clear (&place);
}

static void
test_no_folder (void)
{
  ServedFile file = { .name = "a.json", .content = "[]" };
  Place      place;
  g_autoptr (GFile) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;

  place_init (&place, &file, 1);
  refresh (&place);
  missing = g_file_get_child (place.folder, "missing");
  cue_event_file_queue_set_folder (place.queue, missing);
  g_assert_false (download (&place, get_file (&place, 0), 0, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
  acoustic_assert_says (error->message, "Choose another folder");
  cue_event_file_queue_set_folder (place.queue, NULL);
  g_assert_false (download (&place, get_file (&place, 0), 0, &none));
  g_assert_error (none, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_assert_cmpuint (file.n_fetched, ==, 0);
  place_clear (&place);
}

static void
test_cancelled_download (void)
{
  ServedFile file = { .name = "a.json", .content = "[]" };
  Place      place;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  place_init (&place, &file, 1);
  refresh (&place);
  cue_event_file_queue_download_async (place.queue,
                                       get_file (&place, 0),
                                       0,
                                       cancellable,
                                       acoustic_world_on_done,
                                       &result);
  g_cancellable_cancel (cancellable);
  acoustic_world_wait (&place.world, &result);
  g_assert_false (cue_event_file_queue_download_finish (place.queue, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (cue_event_file_get_state (get_file (&place, 0)), ==, CUE_EVENT_FILE_STATE_NEW);
  g_assert_cmpuint (count_in_folder (&place), ==, 0);
  place_clear (&place);
}

/* ---- the queue ------------------------------------------------------------------------------ */

static void
test_queue (void)
{
  ServedFile       files[12];
  g_autofree char *names = g_malloc0 (12 * 16);
  Place            place;
  g_autoptr (GError) error = NULL;
  CueEventFile *first;

  for (guint i = 0; i < 12; i++) {
    g_snprintf (names + i * 16, 16, "f%02u.json", i);
    files[i] = (ServedFile){ .name = names + i * 16, .content = "[]" };
  }
  place_init (&place, files, 12);
  refresh (&place);
  first = get_file (&place, 0);
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_file_queue_get_files (place.queue)),
                    ==,
                    10);
  g_assert_false (cue_event_file_queue_get_blocked (place.queue));
  for (guint i = 0; i < 10; i++)
    g_assert_true (download (&place, get_file (&place, i), 0, &error));
  g_assert_true (cue_event_file_queue_get_blocked (place.queue));
  acoustic_assert_says (cue_event_file_queue_get_words (place.queue), "blocked");
  refresh (&place);
  g_assert_true (cue_event_file_queue_get_blocked (place.queue));
  g_assert_true (get_file (&place, 0) == first);

  g_assert_true (delete (&place, first, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cue_event_file_get_state (first), ==, CUE_EVENT_FILE_STATE_DELETED);
  refresh (&place);
  g_assert_false (cue_event_file_queue_get_blocked (place.queue));
  // The deleted one is still seen, until it is no longer wanted.
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_file_queue_get_files (place.queue)),
                    ==,
                    11);
  cue_event_file_queue_forget_deleted (place.queue);
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_file_queue_get_files (place.queue)),
                    ==,
                    10);
  place_clear (&place);
}

static void
test_odd_names (void)
{
  ServedFile files[] = {
    { .name = "../../etc/passwd", .content = "x" },
    { .name = "a.json", .content = "[]" },
    { .name = "a.json", .content = "[]" },
  };
  Place place;
  g_autoptr (GError) error = NULL;

  place_init (&place, files, 3);
  refresh (&place);
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_file_queue_get_files (place.queue)), ==, 2);
  g_assert_cmpint (cue_event_file_get_state (get_file (&place, 0)),
                   ==,
                   CUE_EVENT_FILE_STATE_UNSAFE);
  g_assert_false (download (&place, get_file (&place, 0), 0, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_assert_cmpuint (cue_test_server_count (place.world.server), ==, 1);
  place_clear (&place);
}

static void
test_known (void)
{
  ServedFile file = { .name = "a.json", .content = "[]" };
  Place      place;
  g_autoptr (GFile) saved = g_file_new_for_path ("/nowhere/a.json");

  place_init (&place, &file, 1);
  cue_event_file_queue_add_known (place.queue, "a.json", saved, CUE_EVENT_FILE_PROOF_LENGTH);
  refresh (&place);
  g_assert_cmpint (cue_event_file_get_state (get_file (&place, 0)),
                   ==,
                   CUE_EVENT_FILE_STATE_DOWNLOADED);
  place_clear (&place);
}

/* ---- fetch all and clean up ----------------------------------------------------------------- */

static void
test_drain (void)
{
  ServedFile       files[25];
  g_autofree char *names = g_malloc0 (25 * 16);
  Place            place;
  g_autoptr (CueEventFileDrain) result = NULL;

  for (guint i = 0; i < 25; i++) {
    g_snprintf (names + i * 16, 16, "f%02u.json", i);
    files[i] = (ServedFile){ .name = names + i * 16, .content = "[1,2]" };
  }
  place_init (&place, files, 25);
  result = drain (&place);
  g_assert_true (result->complete);
  g_assert_cmpuint (result->n_saved, ==, 25);
  g_assert_cmpuint (result->n_deleted, ==, 25);
  g_assert_cmpuint (result->n_left, ==, 0);
  g_assert_cmpuint (result->bytes, ==, 125);
  g_assert_cmpuint (count_in_folder (&place), ==, 25);
  for (guint i = 0; i < 25; i++) {
    g_assert_cmpuint (files[i].n_fetched, ==, 1);
    g_assert_cmpuint (files[i].n_deleted, ==, 1);
  }
  acoustic_assert_says (result->words, "25 files were saved");
  place_clear (&place);
}

static void
test_drain_leaves (void)
{
  ServedFile files[] = {
    { .name = "good.json", .content = "[1]" },
    { .name = "cut.json", .content = "[1,2", .kind = FILE_CUT },
    { .name = "../evil", .content = "[1]" },
    { .name = "unproven.tsv", .content = "a\tb\n", .kind = FILE_CHUNKED },
    { .name = "proven.json", .content = "[2]", .kind = FILE_CHUNKED },
    { .name = "page.json", .content = "", .kind = FILE_HTML },
    { .name = "empty.json", .content = "" },
    { .name = "null.json", .content = "null\n" },
    { .name = "error.json", .content = "{\"error\":\"Busy\"}" },
    { .name = "last.json", .content = "[3]" },
  };
  Place place;
  g_autoptr (CueEventFileDrain) result = NULL;

  place_init (&place, files, G_N_ELEMENTS (files));
  result = drain (&place);
  g_assert_false (result->complete);
  g_assert_cmpuint (result->n_deleted, ==, 3);
  g_assert_cmpuint (result->n_left, ==, 7);
  g_assert_cmpuint (result->problems->len, ==, 7);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_assert_cmpuint (files[i].n_deleted, ==, i == 0 || i == 4 || i == 9 ? 1 : 0);
  // Each was tried once.
  g_assert_cmpuint (files[1].n_fetched, ==, 1);
  g_assert_cmpuint (files[3].n_fetched, ==, 1);
  assert_saved (&place, "unproven.tsv", "a\tb\n");
  g_assert_cmpuint (count_in_folder (&place), ==, 6);
  place_clear (&place);
}

static void
test_drain_stops (void)
{
  ServedFile files[] = {
    { .name = "a.json", .content = "[1]" },
    { .name = "b.json", .content = "[1]" },
  };
  ServedFile again = { .name = "a.json", .content = "[1]", .stays = TRUE };
  Place      place;
  g_autoptr (CueEventFileDrain) refused = NULL;
  g_autoptr (CueEventFileDrain) circle = NULL;

  // The key may not delete: the first refusal is enough.
  place_init (&place, files, 2);
  place.service.delete_status = 403;
  refused = drain (&place);
  g_assert_cmpuint (refused->n_saved, ==, 1);
  g_assert_cmpuint (refused->n_deleted, ==, 0);
  g_assert_cmpuint (refused->n_left, ==, 2);
  acoustic_assert_says (refused->words, "subscriber's key");
  g_assert_cmpuint (files[1].n_fetched, ==, 0);
  place_clear (&place);

  // It says that a file is deleted, and names it for ever.
  place_init (&place, &again, 1);
  circle = drain (&place);
  g_assert_false (circle->complete);
  g_assert_cmpuint (again.n_deleted, ==, 1);
  g_assert_cmpuint (again.n_fetched, ==, 1);
  acoustic_assert_says (circle->words, "names it again");
  place_clear (&place);
}

/* What was saved earlier is not fetched again, unless it is no longer there. */
static void
test_drain_after_download (void)
{
  ServedFile files[] = {
    { .name = "a.json", .content = "[1]" },
    { .name = "b.json", .content = "[2]" },
  };
  Place place;
  g_autoptr (CueEventFileDrain) result = NULL;
  g_autofree char *lost = NULL;

  place_init (&place, files, 2);
  refresh (&place);
  g_assert_true (download (&place, get_file (&place, 0), 0, NULL));
  g_assert_true (download (&place, get_file (&place, 1), 0, NULL));
  lost = g_build_filename (place.path, "b.json", NULL);
  g_unlink (lost);
  result = drain (&place);
  g_assert_true (result->complete);
  g_assert_cmpuint (result->n_deleted, ==, 2);
  g_assert_cmpuint (result->n_saved, ==, 1);
  g_assert_cmpuint (files[0].n_fetched, ==, 1);
  g_assert_cmpuint (files[1].n_fetched, ==, 2);
  assert_saved (&place, "a.json", "[1]");
  assert_saved (&place, "b.json", "[2]");
  place_clear (&place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/files/names", test_names);
  g_test_add_func ("/acoustic/files/local-names", test_local_names);
  g_test_add_func ("/acoustic/files/download", test_download);
  g_test_add_func ("/acoustic/files/broken-download", test_broken_download);
  g_test_add_func ("/acoustic/files/too-large", test_too_large);
  g_test_add_func ("/acoustic/files/proof", test_proof);
  g_test_add_func ("/acoustic/files/no-folder", test_no_folder);
  g_test_add_func ("/acoustic/files/cancelled-download", test_cancelled_download);
  g_test_add_func ("/acoustic/files/queue", test_queue);
  g_test_add_func ("/acoustic/files/odd-names", test_odd_names);
  g_test_add_func ("/acoustic/files/known", test_known);
  g_test_add_func ("/acoustic/files/drain", test_drain);
  g_test_add_func ("/acoustic/files/drain-leaves", test_drain_leaves);
  g_test_add_func ("/acoustic/files/drain-stops", test_drain_stops);
  g_test_add_func ("/acoustic/files/drain-after-download", test_drain_after_download);
  return g_test_run ();
}
