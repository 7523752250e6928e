// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-hls-loader.h"

#include <glib/gi18n-lib.h>

#include "cue-http-read.h"
#include "cue-url.h"

static gpointer
read_playlist (CueHttpResponse *response, GError **error)
{
  if (!cue_http_response_check_status (response, error))
    return NULL;
  // The final URL counts: relative addresses belong to where the playlist was found.
  return cue_hls_playlist_parse (cue_http_response_get_body (response),
                                 cue_http_response_get_url (response),
                                 error);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError         *error = NULL;
  CueHlsPlaylist *playlist = cue_http_response_read_finish (result, NULL, &error);

  if (playlist != NULL)
    g_task_return_pointer (task, playlist, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (CueHttpResponse)
    response = cue_http_client_send_finish (CUE_HTTP_CLIENT (object), result, &error);

  if (response != NULL)
    cue_http_response_read_async (response,
                                  read_playlist,
                                  g_object_unref,
                                  g_task_get_cancellable (task),
                                  on_read,
                                  g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/**
 * cue_hls_loader_load_async:
 * @client: sends the request
 * @url: the playlist's URL, http or https
 * @purpose: (nullable): why it is loaded, for the trace
 * @callback: called when it is there; finish with cue_hls_loader_load_finish()
 *
 * Loads one playlist, and reads it in a worker where it is large. It never carries credentials of
 * ours: a manifest URL comes from outside.
 */
void
cue_hls_loader_load_async (CueHttpClient      *client,
                           const char         *url,
                           const char         *purpose,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (CueHttpRequest) request = NULL;
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (CUE_IS_HTTP_CLIENT (client));
  g_return_if_fail (url != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_hls_loader_load_async);
  if (!cue_url_check (url, CUE_URL_HTTPS | CUE_URL_HTTP, &error)) {
    g_task_return_error (task, error);
    return;
  }
  request = cue_http_request_new ("GET", url);
  cue_http_request_set_lane (request, "stream");
  cue_http_request_set_purpose (request, purpose != NULL ? purpose : _ ("Load the playlist"));
  cue_http_request_set_max_bytes (request, CUE_HLS_MAX_BYTES);
  cue_http_client_send_async (client, request, cancellable, on_loaded, g_steal_pointer (&task));
}

/**
 * cue_hls_loader_load_finish:
 *
 * Errors: those of the transport and the status, and of cue_hls_playlist_parse().
 *
 * Returns: (transfer full): the playlist
 */
CueHlsPlaylist *
cue_hls_loader_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
