// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-engine-state.h"

#include "cue-http-read.h"

/* From an answer of the state URL to a state. */

static gpointer
read_state (CueHttpResponse *response, GError **error)
{
  gint64 received = cue_http_response_get_first_byte_monotonic_us (response);
  gint64 under_way = cue_http_response_get_received_monotonic_us (response) - received;
  g_autoptr (JsonNode) node = cue_http_response_get_json (response, error);

  if (node == NULL)
    return NULL;
  return cue_engine_state_new_from_json (node,
                                         cue_http_response_get_received_wall_us (response) -
                                           under_way,
                                         received,
                                         error);
}

/**
 * cue_engine_state_read_async:
 * @response: an answer of the state URL, with a body
 * @callback: finish with cue_engine_state_read_finish()
 *
 * Reads a state, in a worker where the answer is large. @callback is never called before this
 * returns.
 */
void
cue_engine_state_read_async (CueHttpResponse    *response,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  cue_http_response_read_async (response,
                                read_state,
                                g_object_unref,
                                cancellable,
                                callback,
                                user_data);
}

/**
 * cue_engine_state_read_finish:
 * @response: (out) (optional) (transfer full): the answer that was read
 *
 * Errors: those of [method@HttpResponse.get_json] and cue_engine_state_new_from_json().
 *
 * Returns: (transfer full): the state
 */
CueEngineState *
cue_engine_state_read_finish (GAsyncResult *result, CueHttpResponse **response, GError **error)
{
  return cue_http_response_read_finish (result, response, error);
}
