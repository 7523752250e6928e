// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signalr-connection-private.h"

#include "cue-error.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>

/*
 * What comes: queue, records, what each of them does.
 *
 * Records are handled when they arrive, in order, for some milliseconds. What is left waits until
 * the window was drawn, as all of a large message does, which took its turn to arrive; and the
 * server is made to wait as long, so that nothing more than the rest
 * of one WebSocket message ever waits here. Only when more comes at a time than may wait, the
 * oldest invocations are let go, and told as a gap.
 */

#define SLICE_US (8 * 1000)
/* When to look at the clock, whichever is reached first. */
#define RECORDS_PER_LOOK 32
#define BYTES_PER_LOOK   (64 * 1024)
/* To put together a message of this size is work enough for one turn. */
#define LARGE_BYTES (256 * 1024)

#define MAX_SERVER_TEXT_CHARS 300

/* Words of the hub, fit to be shown: one line, no secrets, not endless. */
static char *
make_presentable (CueSignalrConnection *self, const char *words)
{
  g_autofree char *safe = cue_redactor_apply (cue_websocket_get_redactor (self->websocket), words);

  return cue_text_make_line (safe, -1, MAX_SERVER_TEXT_CHARS);
}

/* ---- one record ------------------------------------------------------------------------------*/

static void
handle_handshake (CueSignalrConnection *self, const CueSignalrPiece *piece)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *refusal = NULL;
  g_autofree char *shown = NULL;

  if (cue_signalr_codec_read_handshake (self->codec,
                                        piece->bytes,
                                        piece->length,
                                        &refusal,
                                        &error)) {
    cue_signalr_session_establish (self);
    return;
  }
  if (error == NULL) {
    shown = make_presentable (self, refusal);
    error = g_error_new (CUE_ERROR,
                         CUE_ERROR_SERVER,
                         /* Translators: what the hub says */
                         _ ("The hub refused the handshake: “%s”."),
                         shown);
  }
  cue_signalr_attempt_fail (self, CUE_SIGNALR_REASON_HANDSHAKE_REFUSED, g_steal_pointer (&error));
}

static void
handle_close (CueSignalrConnection *self, const CueSignalrRecord *record)
{
  g_autofree char *shown = NULL;
  GError          *error;

  if (record->error != NULL) {
    shown = make_presentable (self, record->error);
    error = g_error_new (CUE_ERROR,
                         CUE_ERROR_SERVER,
                         /* Translators: what the hub says */
                         _ ("The hub closed the connection: “%s”."),
                         shown);
  } else {
    error = g_error_new_literal (CUE_ERROR, CUE_ERROR_SERVER, _ ("The hub closed the connection."));
  }
  cue_signalr_session_lose (self,
                            CUE_SIGNALR_REASON_CLOSED_BY_SERVER,
                            record->allow_reconnect,
                            record->error != NULL,
                            error);
}

/* The words are those of the .NET client; people search for them. */
static void
answer (CueSignalrConnection *self, const CueSignalrRecord *record)
{
  const CueSignalrMessage *message = &record->message;
  g_autofree char         *text = NULL;
  gboolean                 unreadable;

  unreadable = message->fit == CUE_SIGNALR_FIT_ARGUMENTS ||
               (message->fit == CUE_SIGNALR_FIT_TARGET && message->n_arguments > 0);
  text = cue_signalr_codec_make_error_answer (&record->answer_id,
                                              unreadable ? "Client failed to parse argument(s)."
                                                         : "Client didn't provide a result.");
  if (cue_signalr_session_send (self, text))
    self->counters.answers_sent++;
}

static void
note_dropped (CueSignalrConnection *self, const CueSignalrPiece *piece)
{
  self->counters.dropped++;
  if (self->gap_dropped++ == 0)
    self->gap_dropped_from_wall_us = piece->wall_us;
  self->gap_dropped_until_wall_us = piece->wall_us;
}

static void
tell_dropped (CueSignalrConnection *self)
{
  guint64 n = self->gap_dropped;

  self->gap_dropped = 0;
  cue_signalr_connection_emit_gap (self,
                                   self->gap_dropped_from_wall_us,
                                   self->gap_dropped_until_wall_us,
                                   n);
}

static void
handle_invocation (CueSignalrConnection  *self,
                   CueSignalrRecord      *record,
                   const CueSignalrPiece *piece,
                   gboolean               drop)
{
  CueSignalrMessage *message = &record->message;
  CueSignalrInbox   *inbox = self->inbox;

  self->last_message_wall_us = piece->wall_us;
  if (drop) {
    note_dropped (self, piece);
  } else {
    if (message->fit == CUE_SIGNALR_FIT_TARGET)
      self->counters.unexpected++;
    else if (message->fit == CUE_SIGNALR_FIT_ARGUMENTS)
      self->counters.malformed++;
    else
      self->counters.delivered++;
    message->received_wall_us = piece->wall_us;
    message->received_monotonic_us = piece->monotonic_us;
    if (self->handler != NULL)
      self->handler (self, message, self->handler_data);
  }
  /* The handler may have stopped it. The id lies in bytes that are still there. */
  if (record->answer_id.kind != CUE_SIGNALR_ABSENT && self->inbox == inbox)
    answer (self, record);
}

static void
handle_piece (CueSignalrConnection *self, const CueSignalrPiece *piece, gboolean drop)
{
  CueSignalrRecord record;
  GError          *error = NULL;

  if (!self->shaken) {
    handle_handshake (self, piece);
    return;
  }
  if (!cue_signalr_codec_read (self->codec, piece->bytes, piece->length, &record, &error)) {
    self->counters.malformed++;
    cue_signalr_session_lose (self, CUE_SIGNALR_REASON_PROTOCOL, TRUE, TRUE, error);
    return;
  }
  self->counters.received++;
  switch (record.type) {
  case CUE_SIGNALR_INVOCATION:
    handle_invocation (self, &record, piece, drop);
    break;
  case CUE_SIGNALR_PING:
    self->counters.pings_received++;
    self->last_ping_wall_us = piece->wall_us;
    break;
  case CUE_SIGNALR_CLOSE:
    handle_close (self, &record);
    break;
  case CUE_SIGNALR_OTHER:
  case CUE_SIGNALR_STREAM_ITEM:
  case CUE_SIGNALR_COMPLETION:
  case CUE_SIGNALR_STREAM_INVOCATION:
  case CUE_SIGNALR_CANCEL_INVOCATION:
  case CUE_SIGNALR_ACK:
  case CUE_SIGNALR_SEQUENCE:
  default:
    self->counters.unexpected++;
    break;
  }
}

/* ---- the queue -------------------------------------------------------------------------------*/

static void
refuse_overlong (CueSignalrConnection *self)
{
  g_autofree char *size = g_format_size_full (self->max_message_bytes, G_FORMAT_SIZE_IEC_UNITS);
  GError          *error = g_error_new (CUE_ERROR,
                               CUE_ERROR_TOO_LARGE,
                               _ ("A message of the hub is larger than the %s that are accepted."),
                               size);

  if (self->shaken)
    cue_signalr_session_lose (self, CUE_SIGNALR_REASON_TOO_LARGE, TRUE, TRUE, error);
  else
    cue_signalr_attempt_fail (self, CUE_SIGNALR_REASON_TOO_LARGE, error);
}

/* Handles what waits until @until_us, or, in drop mode, until little enough waits. Returns whether
 * something is left for later. */
static gboolean
drain (CueSignalrConnection *self, gint64 until_us, gboolean drop)
{
  g_autoptr (CueSignalrInbox) inbox = cue_signalr_inbox_ref (self->inbox);
  CueSignalrPiece piece;
  guint           n = 0;
  gsize           n_bytes = 0;
  gboolean        left = FALSE;

  self->draining = TRUE;
  while (self->inbox == inbox) {
    if (drop && cue_signalr_inbox_get_waiting (inbox) <= self->max_queue_bytes)
      break;
    if (!cue_signalr_inbox_next (inbox, &piece)) {
      if (cue_signalr_inbox_is_overlong (inbox))
        refuse_overlong (self);
      break;
    }
    if (!drop && self->gap_dropped > 0) {
      tell_dropped (self);
      if (self->inbox != inbox)
        break;
    }
    handle_piece (self, &piece, drop);
    n++;
    n_bytes += piece.length;
    if ((n < RECORDS_PER_LOOK && n_bytes < BYTES_PER_LOOK) || drop || self->inbox != inbox)
      continue;
    n = 0;
    n_bytes = 0;
    if (cue_clock_get_monotonic (self->clock) >= until_us) {
      left = cue_signalr_inbox_get_waiting (inbox) > 0;
      break;
    }
  }
  self->draining = FALSE;
  return left;
}

static void on_drain_due (gpointer data);

static void
plan_drain (CueSignalrConnection *self)
{
  cue_websocket_set_held (self->websocket, TRUE);
  cue_turn_wait (&self->drain, on_drain_due, self);
}

static void
on_drain_due (gpointer data)
{
  g_autoptr (CueSignalrConnection) self = g_object_ref (data);
  CueSignalrInbox *inbox = self->inbox;

  if (drain (self, cue_clock_get_monotonic (self->clock) + SLICE_US, FALSE))
    plan_drain (self);
  else if (self->inbox == inbox)
    cue_websocket_set_held (self->websocket, FALSE);
}

/**
 * cue_signalr_receive_data:
 * @self: a connection with an open WebSocket
 * @data: a WebSocket message
 * @wall_us: when it came
 * @monotonic_us: the same on the monotonic clock
 */
void
cue_signalr_receive_data (CueSignalrConnection *self,
                          GBytes               *data,
                          gint64                wall_us,
                          gint64                monotonic_us)
{
  g_autoptr (CueSignalrConnection) keep = NULL;

  if (self->inbox == NULL)
    return;
  self->counters.frames++;
  self->counters.bytes += g_bytes_get_size (data);
  self->last_received_monotonic_us = monotonic_us;
  self->last_received_wall_us = wall_us;
  cue_signalr_inbox_push (self->inbox, data, wall_us, monotonic_us);
  if (self->draining)
    return;

  keep = g_object_ref (self);
  if (cue_signalr_inbox_get_waiting (self->inbox) > self->max_queue_bytes) {
    drain (self, 0, TRUE);
    if (self->inbox == NULL)
      return;
  }
  /* Nothing overtakes what waits for its turn. */
  if (cue_turn_is_waiting (&self->drain))
    return;
  if (g_bytes_get_size (data) > LARGE_BYTES || drain (self, monotonic_us + SLICE_US, FALSE))
    plan_drain (self);
}

/**
 * cue_signalr_receive_rest:
 * @self: a connection whose WebSocket has ended
 *
 * Handles all that waits.
 */
void
cue_signalr_receive_rest (CueSignalrConnection *self)
{
  cue_turn_clear (&self->drain);
  if (self->inbox != NULL && !self->draining)
    drain (self, G_MAXINT64, FALSE);
}
