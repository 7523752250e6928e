// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-frame.h"
#include "cue-http-client.h"

G_BEGIN_DECLS

/**
 * CueWebsocketEnd:
 * @CUE_WEBSOCKET_CLOSED: the server closed it in good order, with code 1000
 * @CUE_WEBSOCKET_LOST: it ended with another code or without any
 * @CUE_WEBSOCKET_TOO_LARGE: a message exceeds the limit
 * @CUE_WEBSOCKET_PROTOCOL: what came is no WebSocket message, or its text is not UTF-8
 * @CUE_WEBSOCKET_LEFT: we closed it
 *
 * How a WebSocket ended.
 */
typedef enum {
  CUE_WEBSOCKET_CLOSED,
  CUE_WEBSOCKET_LOST,
  CUE_WEBSOCKET_TOO_LARGE,
  CUE_WEBSOCKET_PROTOCOL,
  CUE_WEBSOCKET_LEFT,
} CueWebsocketEnd;

#define CUE_TYPE_WEBSOCKET (cue_websocket_get_type ())

G_DECLARE_FINAL_TYPE (CueWebsocket, cue_websocket, CUE, WEBSOCKET, GObject)

/**
 * CueWebsocketHandlers:
 * @message: a whole message came, at this time
 * @ended: it is over; called once, the last of all. @words is a sentence for people, or %NULL for
 *   %CUE_WEBSOCKET_LEFT; @code is the close code of the server, 0 if it gave none
 *
 * Plain functions, because a message must not cost more than a call. Either may close or drop the
 * WebSocket and let go of it.
 */
typedef struct {
  void (*message) (CueWebsocket *self,
                   GBytes       *data,
                   gint64        wall_us,
                   gint64        monotonic_us,
                   gpointer      user_data);
  void (*ended) (CueWebsocket   *self,
                 CueWebsocketEnd end,
                 guint           code,
                 const char     *words,
                 gpointer        user_data);
} CueWebsocketHandlers;

CueWebsocket *
cue_websocket_new (CueHttpClient *client, CueHttpRequest *request, CueFrameDescriber describer);
void     cue_websocket_set_handlers (CueWebsocket               *self,
                                     const CueWebsocketHandlers *handlers,
                                     gpointer                    user_data);
void     cue_websocket_open_async (CueWebsocket       *self,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
gboolean cue_websocket_open_finish (CueWebsocket *self, GAsyncResult *result, GError **error);
gboolean cue_websocket_send_text (CueWebsocket *self, const char *text, gsize length);
void     cue_websocket_set_held (CueWebsocket *self, gboolean held);
void     cue_websocket_close (CueWebsocket *self);
void     cue_websocket_drop (CueWebsocket *self);

guint        cue_websocket_get_status (CueWebsocket *self);
gboolean     cue_websocket_get_retry_after_us (CueWebsocket *self, gint64 *out_us);
CueRedactor *cue_websocket_get_redactor (CueWebsocket *self);
CueExchange *cue_websocket_get_exchange (CueWebsocket *self);

G_END_DECLS
