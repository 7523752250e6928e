// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-hls-loader.h"

static void
on_playlist_received (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CueHttpResponse) response = NULL;
  g_autoptr (CueHlsPlaylist) playlist = NULL;
  GError *error = NULL;

  response = cue_http_client_send_finish (CUE_HTTP_CLIENT (source), result, &error);
  if (response == NULL || !cue_http_response_check_status (response, &error)) {
    g_task_return_error (task, error);
    return;
  }
  // Addresses in it are relative to where it came from, which a redirect may have changed.
  playlist = cue_hls_playlist_parse (cue_http_response_get_body (response),
                                     cue_http_response_get_url (response),
                                     &error);
  if (playlist == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&playlist), g_object_unref);
}

/**
 * cue_hls_loader_load_async:
 * @client: sends the request
 * @url: where the playlist is
 * @purpose: why it is read, for the trace
 *
 * Reads and parses one playlist. Its status, size and form are checked in that order.
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
  GTask *task;

  g_return_if_fail (CUE_IS_HTTP_CLIENT (client));
  g_return_if_fail (url != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_hls_loader_load_async);
  request = cue_http_request_new ("GET", url);
  cue_http_request_set_lane (request, "stream");
  cue_http_request_set_purpose (request, purpose);
  cue_http_request_set_max_bytes (request, CUE_HLS_MAX_BYTES);
  cue_http_client_send_async (client, request, cancellable, on_playlist_received, task);
}

/**
 * cue_hls_loader_load_finish:
 *
 * Returns: (transfer full) (nullable): the playlist
 */
CueHlsPlaylist *
cue_hls_loader_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
