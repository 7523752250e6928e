// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-http-client.h"

G_BEGIN_DECLS

/**
 * CueHttpMakeFunc:
 * @user_data: given with the function
 * @error: why there is nothing to send
 *
 * Makes the request anew for each attempt, so that a token in it may be a fresh one.
 *
 * Returns: (transfer full) (nullable): the request, or %NULL
 */
typedef CueHttpRequest *(*CueHttpMakeFunc) (gpointer user_data, GError **error);

void             cue_http_attempts_async (CueHttpClient      *client,
                                          CueHttpMakeFunc     make,
                                          gpointer            make_data,
                                          guint               max_tries,
                                          gint64              longest_wait_us,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
CueHttpResponse *cue_http_attempts_finish (CueHttpClient *client,
                                           GAsyncResult  *result,
                                           guint         *n_tries,
                                           gboolean      *sent,
                                           GError       **error);

G_END_DECLS
