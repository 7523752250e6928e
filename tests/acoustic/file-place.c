// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "file-place.h"
#include "folder.h"

#include <glib/gstdio.h>
#include <string.h>

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


void
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

void
place_clear (Place *place)
{
  folder_remove (place->path);
  g_clear_object (&place->queue);
  g_clear_object (&place->folder);
  g_clear_pointer (&place->path, g_free);
  acoustic_world_clear (&place->world);
  g_mutex_clear (&place->service.lock);
}

guint
place_count (Place *place)
{
  g_autoptr (GDir) folder = g_dir_open (place->path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

void
place_assert_saved (Place *place, const char *name, const char *content)
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

void
place_refresh (Place *place)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cue_event_file_queue_refresh_async (place->queue, 10, NULL, acoustic_world_on_done, &result);
  acoustic_world_wait (&place->world, &result);
  g_assert_true (cue_event_file_queue_refresh_finish (place->queue, result, &error));
  g_assert_no_error (error);
}

CueEventFile *
place_get_file (Place *place, guint index)
{
  g_autoptr (CueEventFile)
    file = g_list_model_get_item (cue_event_file_queue_get_files (place->queue), index);

  g_assert_nonnull (file);
  return file;
}

gboolean
place_download (Place *place, CueEventFile *file, guint64 max_bytes, GError **error)
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

gboolean
place_delete (Place *place, CueEventFile *file, gboolean confirmed, GError **error)
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
