// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-wire.h"

#include <sys/socket.h>

typedef enum {
  OP_WRITE,
  OP_DRIP,
  OP_WAIT
} OpKind;

typedef struct {
  OpKind  kind;
  GBytes *bytes;    // WRITE, DRIP
  guint64 times;    // WRITE: CUE_SIM_FOR_EVER or how often
  gsize   chunk;    // DRIP: bytes at a time
  gsize   sent;     // DRIP
  gint64  delay_us; // WAIT, DRIP
} Op;

struct _CueSimScript {
  GQueue    ops; // of Op
  CueSimEnd end;
};

static void
free_op (Op *op)
{
  g_clear_pointer (&op->bytes, g_bytes_unref);
  g_free (op);
}

/**
 * cue_sim_script_new:
 *
 * Returns: (transfer full): a script that does nothing
 */
CueSimScript *
cue_sim_script_new (void)
{
  return g_new0 (CueSimScript, 1);
}

/**
 * cue_sim_script_free:
 * @self: (transfer full): a script
 */
void
cue_sim_script_free (CueSimScript *self)
{
  g_queue_clear_full (&self->ops, (GDestroyNotify) free_op);
  g_free (self);
}

static Op *
add_op (CueSimScript *self, OpKind kind, GBytes *bytes, gint64 delay_us)
{
  Op *op = g_new0 (Op, 1);

  op->kind = kind;
  op->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  op->delay_us = delay_us;
  g_queue_push_tail (&self->ops, op);
  return op;
}

/**
 * cue_sim_script_repeat:
 * @self: a script
 * @bytes: what to write next
 * @times: how often
 */
void
cue_sim_script_repeat (CueSimScript *self, GBytes *bytes, guint64 times)
{
  if (times > 0 && g_bytes_get_size (bytes) > 0)
    add_op (self, OP_WRITE, bytes, 0)->times = times;
}

/**
 * cue_sim_script_write:
 * @self: a script
 * @bytes: what to write next
 */
void
cue_sim_script_write (CueSimScript *self, GBytes *bytes)
{
  cue_sim_script_repeat (self, bytes, 1);
}

/**
 * cue_sim_script_write_text:
 * @self: a script
 * @text: what to write next
 */
void
cue_sim_script_write_text (CueSimScript *self, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  cue_sim_script_write (self, bytes);
}

/**
 * cue_sim_script_drip:
 * @chunk: bytes at a time
 * @every_us: pause after each of them
 */
void
cue_sim_script_drip (CueSimScript *self, GBytes *bytes, gsize chunk, gint64 every_us)
{
  add_op (self, OP_DRIP, bytes, every_us)->chunk = MAX (chunk, 1);
}

/**
 * cue_sim_script_wait:
 * @self: a script
 * @us: how long to wait before what follows, µs
 */
void
cue_sim_script_wait (CueSimScript *self, gint64 us)
{
  add_op (self, OP_WAIT, NULL, us);
}

/**
 * cue_sim_script_set_end:
 * @self: a script
 * @end: what becomes of the connection after the last step
 */
void
cue_sim_script_set_end (CueSimScript *self, CueSimEnd end)
{
  self->end = end;
}

/**
 * CueSimWire:
 *
 * Plays a script on a connection. Ends by itself when the script is over, when the client goes, or
 * when it is stopped. Pauses follow the injected clock.
 */
struct _CueSimWire {
  GObject parent_instance;

  CueSimScript *script;
  GIOStream    *stream;
  CueClock     *clock;
  GCancellable *cancellable;
  guint         timeout_id;
  gboolean      drip_is_due; // a part of a drip is out, its pause comes next
  gboolean      over;
  char          ignored[512]; // what the client still says
};

G_DEFINE_FINAL_TYPE (CueSimWire, cue_sim_wire, G_TYPE_OBJECT)

static void play_next (CueSimWire *self);

static void
clear_timeout (CueSimWire *self)
{
  if (self->timeout_id != 0)
    cue_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;
}

/**
 * cue_sim_wire_find_socket:
 * @stream: a connection taken away from the server, which hands it out with a wrapper around it
 *
 * Returns: (transfer none) (nullable)
 */
GSocket *
cue_sim_wire_find_socket (GIOStream *stream)
{
  g_autoptr (GIOStream) base = g_object_ref (stream);

  while (g_object_class_find_property (G_OBJECT_GET_CLASS (base), "base-iostream") != NULL) {
    GIOStream *inner = NULL;

    g_object_get (base, "base-iostream", &inner, NULL);
    if (inner == NULL)
      return NULL;
    g_object_unref (base);
    base = inner;
  }
  return G_IS_SOCKET_CONNECTION (base) ? g_socket_connection_get_socket (G_SOCKET_CONNECTION (base))
                                       : NULL;
}

static void
finish (CueSimWire *self, CueSimEnd end)
{
  GSocket *socket = end == CUE_SIM_END_RESET ? cue_sim_wire_find_socket (self->stream) : NULL;

  if (self->over)
    return;
  self->over = TRUE;
  clear_timeout (self);
  g_cancellable_cancel (self->cancellable);
  if (socket != NULL) {
    struct linger linger = { .l_onoff = 1, .l_linger = 0 };

    /* A close without lingering is sent as RST. */
    setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  }
  g_io_stream_close (self->stream, NULL, NULL);
}

static void
cue_sim_wire_dispose (GObject *object)
{
  CueSimWire *self = CUE_SIM_WIRE (object);

  if (self->stream != NULL)
    finish (self, CUE_SIM_END_CLOSE);
  g_clear_pointer (&self->script, cue_sim_script_free);
  g_clear_object (&self->stream);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cue_sim_wire_parent_class)->dispose (object);
}

static void
cue_sim_wire_class_init (CueSimWireClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_sim_wire_dispose;
}

static void
cue_sim_wire_init (CueSimWire *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueSimWire) self = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL)) {
    finish (self, CUE_SIM_END_CLOSE);
    return;
  }
  play_next (self);
}

static gboolean
on_pause_over (gpointer user_data)
{
  CueSimWire *self = user_data;

  self->timeout_id = 0;
  play_next (self);
  return G_SOURCE_REMOVE;
}

static void
pause_for (CueSimWire *self, gint64 delay_us)
{
  self->timeout_id = cue_clock_add_timeout (self->clock, delay_us, on_pause_over, self, NULL);
}

static void
write_part (CueSimWire *self, GBytes *bytes, gsize offset, gsize size)
{
  const char *data = g_bytes_get_data (bytes, NULL);

  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream),
                                   data + offset,
                                   size,
                                   G_PRIORITY_DEFAULT,
                                   self->cancellable,
                                   on_written,
                                   g_object_ref (self));
}

static void
drop_first_op (CueSimWire *self)
{
  free_op (g_queue_pop_head (&self->script->ops));
}

static void
play_drip (CueSimWire *self, Op *op)
{
  gsize part = MIN (op->chunk, g_bytes_get_size (op->bytes) - op->sent);

  if (part == 0) {
    self->drip_is_due = FALSE;
    drop_first_op (self);
    play_next (self);
  } else if (self->drip_is_due) {
    self->drip_is_due = FALSE;
    pause_for (self, op->delay_us);
  } else {
    self->drip_is_due = TRUE;
    op->sent += part;
    write_part (self, op->bytes, op->sent - part, part);
  }
}

static void
play_next (CueSimWire *self)
{
  Op *op = self->over ? NULL : g_queue_peek_head (&self->script->ops);

  if (self->over)
    return;
  if (op == NULL) {
    if (self->script->end == CUE_SIM_END_CLOSE || self->script->end == CUE_SIM_END_RESET)
      finish (self, self->script->end);
    return;
  }
  switch (op->kind) {
  case OP_WRITE:
    if (op->times == 0) {
      drop_first_op (self);
      play_next (self);
      return;
    }
    if (op->times != CUE_SIM_FOR_EVER)
      op->times--;
    write_part (self, op->bytes, 0, g_bytes_get_size (op->bytes));
    break;
  case OP_DRIP:
    play_drip (self, op);
    break;
  case OP_WAIT: {
    gint64 delay_us = op->delay_us;

    drop_first_op (self);
    pause_for (self, delay_us);
    break;
  }
  default:
    g_assert_not_reached ();
  }
}

static void watch_client (CueSimWire *self);

static void
on_client_said (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueSimWire) self = user_data;

  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL) <= 0)
    finish (self, CUE_SIM_END_CLOSE);
  else if (self->script->end == CUE_SIM_END_RESET_ON_REUSE)
    finish (self, CUE_SIM_END_RESET);
  else
    watch_client (self);
}

/* Notices that the client has gone, so that a held connection is not held for ever. */
static void
watch_client (CueSimWire *self)
{
  if (self->over)
    return;
  g_input_stream_read_async (g_io_stream_get_input_stream (self->stream),
                             self->ignored,
                             sizeof self->ignored,
                             G_PRIORITY_DEFAULT,
                             self->cancellable,
                             on_client_said,
                             g_object_ref (self));
}

/**
 * cue_sim_wire_play:
 * @script: (transfer full)
 * @stream: (transfer none): the connection, closed at the end
 *
 * Returns: (transfer full)
 */
CueSimWire *
cue_sim_wire_play (CueSimScript *script, GIOStream *stream, CueClock *clock)
{
  CueSimWire *self = g_object_new (CUE_TYPE_SIM_WIRE, NULL);

  self->script = script;
  self->stream = g_object_ref (stream);
  self->clock = g_object_ref (clock);
  watch_client (self);
  play_next (self);
  return self;
}

/**
 * cue_sim_wire_stop:
 *
 * Ends the connection now. Needed before the last reference goes, because the pending reading
 * keeps the object alive.
 */
void
cue_sim_wire_stop (CueSimWire *self)
{
  finish (self, CUE_SIM_END_CLOSE);
}

/**
 * cue_sim_wire_is_over:
 * @self: a wire
 *
 * Returns: whether nothing more is written on it
 */
gboolean
cue_sim_wire_is_over (CueSimWire *self)
{
  return self->over;
}
