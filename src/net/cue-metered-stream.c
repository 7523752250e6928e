// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-metered-stream.h"

#include "cue-time.h"
#include "cue-turn.h"
#include "cue-websocket-error.h"

#include <string.h>

/* libsoup asks for one KiB at a time. */
#define BUFFER_BYTES (32 * 1024)
/* What one turn of the main loop may take, whichever is reached first. */
#define TURN_BYTES (256 * 1024)
#define TURN_US    (8 * 1000)
/* How long the other side may leave unread what we send while it goes on sending. */
#define CHOKE_PATIENCE_US CUE_SECONDS (10)
#define CHOKE_LOOK_US     (50 * 1000)

/**
 * CueMeteredStream: (skip)
 *
 * Stands between a connection and the WebSocket of libsoup, which reads in one turn of the main
 * loop for as long as there is something to read, keeps what belongs to one message however much it
 * is, and answers each ping. It gives a little in each turn and says that it would block until the
 * window was drawn; it gives no more than the limit without a message that became whole; and it
 * gives nothing while what we send is not taken, since answers would pile up.
 *
 * It only answers calls that do not block. One source at a time, as libsoup has. Main thread.
 */
struct _CueMeteredStream {
  GFilterInputStream parent_instance;

  CueClock *clock;    /* owned */
  GSocket  *way_back; /* owned, nullable */
  guint64   max_message_bytes;
  guint64   since_message; /* bytes given */

  guint8 *buffer; /* owned */
  gsize   begin;
  gsize   end;

  CueTurn  turn; /* waits from the first byte given in a turn on */
  gsize    turn_bytes;
  gint64   turn_until_us;
  gboolean resting; /* this turn had its share */
  gboolean held;
  guint    choke_id;
  gint64   choked_us; /* since when the way back is full; 0 if it is not */
  GSource *alarm;     /* owned, nullable: who waits for the end of a rest */
};

static void pollable_init (GPollableInputStreamInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueMeteredStream,
                               cue_metered_stream,
                               G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, pollable_init))

static GPollableInputStream *
get_base (CueMeteredStream *self)
{
  return G_POLLABLE_INPUT_STREAM (G_FILTER_INPUT_STREAM (self)->base_stream);
}

/* ---- rests -----------------------------------------------------------------------------------*/

static gboolean
is_closed_for_now (CueMeteredStream *self)
{
  return self->held || self->resting || self->choke_id != 0;
}

static void
wake (CueMeteredStream *self)
{
  if (is_closed_for_now (self) || self->alarm == NULL)
    return;
  if (!g_source_is_destroyed (self->alarm))
    g_source_set_ready_time (self->alarm, 0);
  g_clear_pointer (&self->alarm, g_source_unref);
}

static void
on_turn_over (gpointer data)
{
  CueMeteredStream *self = data;

  self->turn_bytes = 0;
  self->resting = FALSE;
  wake (self);
}

static gboolean
on_choke_look_due (gpointer data)
{
  CueMeteredStream *self = data;

  self->choke_id = 0;
  wake (self);
  return G_SOURCE_REMOVE;
}

static void
say_would_block (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "not in this turn");
}

/* Looks at the way back, once in each turn. */
static gboolean
check_way_back (CueMeteredStream *self, gint64 now_us, GError **error)
{
  if (self->way_back == NULL || g_socket_condition_check (self->way_back, G_IO_OUT) != 0) {
    self->choked_us = 0;
    return TRUE;
  }
  if (self->choked_us == 0)
    self->choked_us = now_us;
  if (now_us - self->choked_us >= CHOKE_PATIENCE_US) {
    g_propagate_error (error, cue_websocket_error_new_unread ());
    return FALSE;
  }
  self->choke_id =
    cue_clock_add_timeout (self->clock, CHOKE_LOOK_US, on_choke_look_due, self, NULL);
  say_would_block (error);
  return FALSE;
}

/* Whether something may be given now. */
static gboolean
enter_turn (CueMeteredStream *self, GError **error)
{
  gint64 now_us;

  if (is_closed_for_now (self)) {
    say_would_block (error);
    return FALSE;
  }
  now_us = cue_clock_get_monotonic (self->clock);
  if (!cue_turn_is_waiting (&self->turn)) {
    if (!check_way_back (self, now_us, error))
      return FALSE;
    self->turn_until_us = now_us + TURN_US;
    cue_turn_wait (&self->turn, on_turn_over, self);
  } else if (self->turn_bytes >= TURN_BYTES || now_us >= self->turn_until_us) {
    self->resting = TRUE;
    say_would_block (error);
    return FALSE;
  }
  return TRUE;
}

/* ---- the stream ------------------------------------------------------------------------------*/

static gssize
cue_metered_stream_read_nonblocking (GPollableInputStream *stream,
                                     void                 *buffer,
                                     gsize                 count,
                                     GError              **error)
{
  CueMeteredStream *self = CUE_METERED_STREAM (stream);

  if (!enter_turn (self, error))
    return -1;
  if (self->since_message > self->max_message_bytes &&
      self->since_message - self->max_message_bytes > CUE_METERED_SLACK_BYTES) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "no end of the message");
    return -1;
  }
  if (self->begin == self->end) {
    gssize n = g_pollable_input_stream_read_nonblocking (get_base (self),
                                                         self->buffer,
                                                         BUFFER_BYTES,
                                                         NULL,
                                                         error);

    if (n <= 0)
      return n;
    self->begin = 0;
    self->end = (gsize) n;
  }
  count = MIN (count, self->end - self->begin);
  memcpy (buffer, self->buffer + self->begin, count);
  self->begin += count;
  self->turn_bytes += count;
  self->since_message += count;
  return (gssize) count;
}

static gboolean
cue_metered_stream_is_readable (GPollableInputStream *stream)
{
  CueMeteredStream *self = CUE_METERED_STREAM (stream);

  return !is_closed_for_now (self) &&
         (self->begin < self->end || g_pollable_input_stream_is_readable (get_base (self)));
}

static gboolean
on_alarm (GSource *source, GSourceFunc callback, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs alarm_funcs = { .dispatch = on_alarm };

static GSource *
cue_metered_stream_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  CueMeteredStream *self = CUE_METERED_STREAM (stream);
  GSource          *source = g_pollable_source_new (G_OBJECT (stream));
  g_autoptr (GSource) child = NULL;

  if (!is_closed_for_now (self) && self->begin == self->end) {
    child = g_pollable_input_stream_create_source (get_base (self), cancellable);
    g_source_set_dummy_callback (child);
  } else {
    /* A child, because the source itself holds the stream. */
    child = g_source_new (&alarm_funcs, sizeof (GSource));
    if (is_closed_for_now (self)) {
      g_clear_pointer (&self->alarm, g_source_unref);
      self->alarm = g_source_ref (child);
    } else {
      g_source_set_ready_time (child, 0);
    }
  }
  g_source_add_child_source (source, child);
  return source;
}

static void
pollable_init (GPollableInputStreamInterface *interface)
{
  interface->read_nonblocking = cue_metered_stream_read_nonblocking;
  interface->is_readable = cue_metered_stream_is_readable;
  interface->create_source = cue_metered_stream_create_source;
}

static gssize
cue_metered_stream_read_fn (GInputStream *stream,
                            void         *buffer,
                            gsize         count,
                            GCancellable *cancellable,
                            GError      **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "only without blocking");
  return -1;
}

static gssize
cue_metered_stream_skip (GInputStream *stream,
                         gsize         count,
                         GCancellable *cancellable,
                         GError      **error)
{
  return cue_metered_stream_read_fn (stream, NULL, count, cancellable, error);
}

static void
cue_metered_stream_dispose (GObject *object)
{
  CueMeteredStream *self = CUE_METERED_STREAM (object);

  cue_turn_clear (&self->turn);
  if (self->clock != NULL)
    cue_clock_clear_timeout (self->clock, &self->choke_id);
  g_clear_pointer (&self->alarm, g_source_unref);
  g_clear_object (&self->way_back);

  G_OBJECT_CLASS (cue_metered_stream_parent_class)->dispose (object);
}

static void
cue_metered_stream_finalize (GObject *object)
{
  CueMeteredStream *self = CUE_METERED_STREAM (object);

  g_clear_object (&self->clock);
  g_free (self->buffer);

  G_OBJECT_CLASS (cue_metered_stream_parent_class)->finalize (object);
}

static void
cue_metered_stream_class_init (CueMeteredStreamClass *klass)
{
  GObjectClass      *object_class = G_OBJECT_CLASS (klass);
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  object_class->dispose = cue_metered_stream_dispose;
  object_class->finalize = cue_metered_stream_finalize;
  stream_class->read_fn = cue_metered_stream_read_fn;
  stream_class->skip = cue_metered_stream_skip;
}

static void
cue_metered_stream_init (CueMeteredStream *self)
{
  self->buffer = g_malloc (BUFFER_BYTES);
}

/**
 * cue_metered_stream_new:
 * @base: a pollable stream; it is not closed with this one
 * @way_back: (nullable): the socket that what we send goes through
 * @max_message_bytes: as much is given, and a little more, without a message that became whole
 * @clock: for the share of a turn and the patience with the other side
 *
 * An end of its own is %G_IO_ERROR_MESSAGE_TOO_LARGE, or %CUE_ERROR_NETWORK, in words for people,
 * when the other side has sent for ten seconds and read nothing.
 *
 * Returns: (transfer full): a stream
 */
CueMeteredStream *
cue_metered_stream_new (GInputStream *base,
                        GSocket      *way_back,
                        guint64       max_message_bytes,
                        CueClock     *clock)
{
  CueMeteredStream *self;

  g_return_val_if_fail (G_IS_POLLABLE_INPUT_STREAM (base), NULL);
  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);

  self =
    g_object_new (CUE_TYPE_METERED_STREAM, "base-stream", base, "close-base-stream", FALSE, NULL);
  g_set_object (&self->way_back, way_back);
  self->max_message_bytes = max_message_bytes;
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * cue_metered_stream_note_message:
 * @self: a stream
 *
 * A message has become whole.
 */
void
cue_metered_stream_note_message (CueMeteredStream *self)
{
  g_return_if_fail (CUE_IS_METERED_STREAM (self));

  self->since_message = 0;
}

/**
 * cue_metered_stream_set_held:
 * @self: a stream
 * @held: whether nothing is given for now, so that the server has to wait
 */
void
cue_metered_stream_set_held (CueMeteredStream *self, gboolean held)
{
  g_return_if_fail (CUE_IS_METERED_STREAM (self));

  if (self->held == held)
    return;
  self->held = held;
  wake (self);
}
