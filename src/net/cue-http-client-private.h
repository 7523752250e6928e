// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-http-client.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What the WebSocket shares with the send path; nobody else includes this. */

SoupSession *cue_http_client_get_websocket_session (CueHttpClient *self);
CueTrace    *cue_http_client_get_trace (CueHttpClient *self);
gboolean     cue_http_client_check_request (CueHttpRequest *request, GError **error);

G_END_DECLS
