// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-websocket.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The words of what goes wrong with a WebSocket, for CueWebsocket alone. */

GError         *cue_websocket_error_new_timeout (SoupMessage *message, guint milliseconds);
GError         *cue_websocket_error_new_unread (void);
GError         *cue_websocket_error_new_unread (void);
GError         *cue_websocket_error_translate (const GError *error, SoupMessage *message);
CueWebsocketEnd cue_websocket_error_classify (const GError *error);
char *cue_websocket_error_describe (const GError *error, CueWebsocketEnd end, guint64 limit);
char *cue_websocket_error_describe_close (guint code, const char *data);

G_END_DECLS
