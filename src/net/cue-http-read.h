// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-http-response.h"

G_BEGIN_DECLS

/* Bodies up to here are read at once: a few milliseconds. */
#define CUE_HTTP_LARGE_BYTES (128 * 1024)

/**
 * CueHttpReadFunc:
 * @response: what to read
 * @error: why it cannot be read
 *
 * Makes something of a response. It may run in a worker: it looks at nothing but @response, and
 * does not keep it.
 *
 * Returns: what was made, or %NULL with @error set
 */
typedef gpointer (*CueHttpReadFunc) (CueHttpResponse *response, GError **error);

void cue_http_response_read_async (CueHttpResponse    *self,
                                   CueHttpReadFunc     read,
                                   GDestroyNotify      free_result,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
gpointer
cue_http_response_read_finish (GAsyncResult *result, CueHttpResponse **response, GError **error);

G_END_DECLS
