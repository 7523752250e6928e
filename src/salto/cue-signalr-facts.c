// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signalr-connection-private.h"

/*
 * What a connection tells about itself.
 */

/**
 * cue_signalr_connection_get_state:
 * @self: a connection
 *
 * Returns: where it is
 */
CueSignalrState
cue_signalr_connection_get_state (CueSignalrConnection *self)
{
  g_return_val_if_fail (CUE_IS_SIGNALR_CONNECTION (self), CUE_SIGNALR_DISCONNECTED);

  return self->state;
}

/**
 * cue_signalr_connection_get_reason:
 * @self: a connection
 *
 * Returns: why it is not connected; %CUE_SIGNALR_REASON_NONE while it is, and before the first
 *   failure
 */
CueSignalrReason
cue_signalr_connection_get_reason (CueSignalrConnection *self)
{
  g_return_val_if_fail (CUE_IS_SIGNALR_CONNECTION (self), CUE_SIGNALR_REASON_NONE);

  return self->reason;
}

/**
 * cue_signalr_connection_get_http_status:
 * @self: a connection
 *
 * Returns: the HTTP status that the last failed attempt was answered with; 0 if it was not that
 */
guint
cue_signalr_connection_get_http_status (CueSignalrConnection *self)
{
  g_return_val_if_fail (CUE_IS_SIGNALR_CONNECTION (self), 0);

  return self->http_status;
}

/**
 * cue_signalr_connection_get_error:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the last failure in words, without any secret
 */
const GError *
cue_signalr_connection_get_error (CueSignalrConnection *self)
{
  g_return_val_if_fail (CUE_IS_SIGNALR_CONNECTION (self), NULL);

  return self->error;
}

/**
 * cue_signalr_connection_get_exchange:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the record of the last attempt and of its messages
 */
CueExchange *
cue_signalr_connection_get_exchange (CueSignalrConnection *self)
{
  g_return_val_if_fail (CUE_IS_SIGNALR_CONNECTION (self), NULL);

  return self->exchange;
}

/**
 * cue_signalr_connection_get_retry_monotonic_us:
 * @self: a connection
 *
 * Returns: when the next attempt is due on the monotonic clock, 0 when none waits
 */
gint64
cue_signalr_connection_get_retry_monotonic_us (CueSignalrConnection *self)
{
  g_return_val_if_fail (CUE_IS_SIGNALR_CONNECTION (self), 0);

  return self->retry_id != 0 ? self->retry_monotonic_us : 0;
}

/**
 * cue_signalr_connection_get_connected_wall_us:
 * @self: a connection
 *
 * Returns: when it was connected last, 0 for never
 */
gint64
cue_signalr_connection_get_connected_wall_us (CueSignalrConnection *self)
{
  g_return_val_if_fail (CUE_IS_SIGNALR_CONNECTION (self), 0);

  return self->connected_wall_us;
}

/**
 * cue_signalr_connection_get_last_received_wall_us:
 * @self: a connection
 *
 * Returns: when anything came from the hub last, 0 for never
 */
gint64
cue_signalr_connection_get_last_received_wall_us (CueSignalrConnection *self)
{
  g_return_val_if_fail (CUE_IS_SIGNALR_CONNECTION (self), 0);

  return self->last_received_wall_us;
}

/**
 * cue_signalr_connection_get_last_message_wall_us:
 * @self: a connection
 *
 * Returns: when the last invocation came, 0 for never
 */
gint64
cue_signalr_connection_get_last_message_wall_us (CueSignalrConnection *self)
{
  g_return_val_if_fail (CUE_IS_SIGNALR_CONNECTION (self), 0);

  return self->last_message_wall_us;
}

/**
 * cue_signalr_connection_get_last_ping_wall_us:
 * @self: a connection
 *
 * Returns: when the last ping of the hub came, 0 for never
 */
gint64
cue_signalr_connection_get_last_ping_wall_us (CueSignalrConnection *self)
{
  g_return_val_if_fail (CUE_IS_SIGNALR_CONNECTION (self), 0);

  return self->last_ping_wall_us;
}

/**
 * cue_signalr_connection_get_counters:
 * @self: a connection
 *
 * Returns: (transfer none): what it has seen; owned by @self, and goes on counting
 */
const CueSignalrCounters *
cue_signalr_connection_get_counters (CueSignalrConnection *self)
{
  g_return_val_if_fail (CUE_IS_SIGNALR_CONNECTION (self), NULL);

  return &self->counters;
}
