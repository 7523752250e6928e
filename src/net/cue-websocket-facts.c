// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-websocket-private.h"

#include "cue-retry.h"
#include "cue-time.h"

/*
 * What a WebSocket tells about itself.
 */

/**
 * cue_websocket_get_status:
 * @self: a WebSocket
 *
 * Returns: the HTTP status of the upgrade, 101 when it succeeded, 0 when no answer came
 */
guint
cue_websocket_get_status (CueWebsocket *self)
{
  g_return_val_if_fail (CUE_IS_WEBSOCKET (self), 0);

  return self->message != NULL ? soup_message_get_status (self->message) : 0;
}

/**
 * cue_websocket_get_retry_after_us:
 * @self: a WebSocket whose upgrade was refused
 * @out_us: (out): how long the server asks to wait
 *
 * Returns: whether it asked
 */
gboolean
cue_websocket_get_retry_after_us (CueWebsocket *self, gint64 *out_us)
{
  SoupMessageHeaders *headers;
  const char         *date;
  gint64              now;

  g_return_val_if_fail (CUE_IS_WEBSOCKET (self), FALSE);

  if (self->message == NULL)
    return FALSE;
  headers = soup_message_get_response_headers (self->message);
  date = soup_message_headers_get_one (headers, "Date");
  if (date == NULL || !cue_time_parse_http_date (date, &now))
    now = cue_clock_get_wall (self->clock);
  return cue_retry_parse_after (soup_message_headers_get_one (headers, "Retry-After"), now, out_us);
}

/**
 * cue_websocket_get_redactor:
 * @self: a WebSocket
 *
 * Returns: (transfer none): the secrets it knows: those of its client, and its token; a token that
 *   stands in the URL is to be added before it is opened
 */
CueRedactor *
cue_websocket_get_redactor (CueWebsocket *self)
{
  g_return_val_if_fail (CUE_IS_WEBSOCKET (self), NULL);

  return self->redactor;
}

/**
 * cue_websocket_get_exchange:
 * @self: a WebSocket
 *
 * Returns: (transfer none) (nullable): its record in the trace, once it is being opened
 */
CueExchange *
cue_websocket_get_exchange (CueWebsocket *self)
{
  g_return_val_if_fail (CUE_IS_WEBSOCKET (self), NULL);

  return self->exchange;
}
