// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-websocket.h"

#include "cue-signal.h"
#include "cue-sim-wire.h"
#include "cue-system-clock.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#define READ_BYTES        (16 * 1024)
#define MAX_MESSAGE_BYTES (1024 * 1024)
#define CLOSE_PATIENCE_US (5 * G_USEC_PER_SEC)
#define WRITE_PATIENCE_US (10 * G_USEC_PER_SEC)
#define GUID              "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
#define HEAD_MASKED       0x80
#define HEAD_FIN          0x80
#define LENGTH_IS_16_BIT  126
#define LENGTH_IS_64_BIT  127
#define CLOSE_PROTOCOL    1002
#define CLOSE_TOO_BIG     1009

/**
 * CueSimWebsocket:
 *
 * The server's side of a WebSocket (RFC 6455), on a connection taken away from the HTTP server.
 *
 * Written here rather than taken from libsoup because the console uses libsoup on the other side,
 * and because the hub must be able to send what no library would: messages cut in the middle of a
 * character, frames without an end, a connection that breaks off, and 5,000 events a second that
 * were encoded before.
 *
 * Belongs to the thread that makes it. A client that does not read is cut off after 10 s, as by
 * ASP.NET Core.
 */
struct _CueSimWebsocket {
  GObject parent_instance;

  GIOStream    *stream;
  CueClock     *clock;
  GCancellable *cancellable;

  GQueue  queue;         // of GBytes, to be written
  gsize   pending_bytes; // in the queue and under way
  GBytes *writing;       // NULL: nothing is under way
  guint   write_id;      // time-out of the write under way, in real time: the kernel is part of it
  guint   close_id;      // time-out of our close

  GByteArray  *input;   // what is not yet a whole frame
  GByteArray  *message; // what is not yet a whole message
  CueSimOpcode message_opcode;
  guint8       buffer[READ_BYTES];

  gboolean reading;
  gboolean deaf; // does not read, as a host that has gone
  gboolean close_sent;
  gboolean drop_at_end; // of the queue
  gboolean over;
};

enum {
  SIGNAL_MESSAGE,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CueSimWebsocket, cue_sim_websocket, G_TYPE_OBJECT)

static void read_more (CueSimWebsocket *self);
static void write_next (CueSimWebsocket *self);

static void
finish (CueSimWebsocket *self)
{
  GSocket *socket;

  if (self->over)
    return;
  self->over = TRUE;
  cue_clock_clear_timeout (cue_system_clock_get_default (), &self->write_id);
  cue_clock_clear_timeout (self->clock, &self->close_id);
  g_cancellable_cancel (self->cancellable);
  socket = cue_sim_wire_find_socket (self->stream);
  /* The stream cannot be closed while something is under way on it; the socket can. */
  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
  g_io_stream_close (self->stream, NULL, NULL);
  g_queue_clear_full (&self->queue, (GDestroyNotify) g_bytes_unref);
  self->pending_bytes = 0;
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
cue_sim_websocket_dispose (GObject *object)
{
  CueSimWebsocket *self = CUE_SIM_WEBSOCKET (object);

  if (self->stream != NULL)
    finish (self);
  g_clear_object (&self->stream);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->input, g_byte_array_unref);
  g_clear_pointer (&self->message, g_byte_array_unref);
  g_clear_pointer (&self->writing, g_bytes_unref);
  G_OBJECT_CLASS (cue_sim_websocket_parent_class)->dispose (object);
}

static void
cue_sim_websocket_class_init (CueSimWebsocketClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_sim_websocket_dispose;

  /**
   * CueSimWebsocket::message:
   * @opcode: text or binary
   * @bytes: the whole message, unmasked
   */
  signals[SIGNAL_MESSAGE] = g_signal_new ("message",
                                          CUE_TYPE_SIM_WEBSOCKET,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_UINT,
                                          G_TYPE_BYTES);

  /**
   * CueSimWebsocket::closed:
   *
   * The connection is over, whoever ended it. Comes once.
   */
  signals[SIGNAL_CLOSED] = cue_signal_new_plain (CUE_TYPE_SIM_WEBSOCKET, "closed");
}

static void
cue_sim_websocket_init (CueSimWebsocket *self)
{
  self->cancellable = g_cancellable_new ();
  self->input = g_byte_array_new ();
  self->message = g_byte_array_new ();
  g_queue_init (&self->queue);
}

/**
 * cue_sim_websocket_new:
 * @stream: (transfer none): the connection, after the request was read and before it is answered
 *
 * What is said first is the answer to the upgrade; the caller writes it.
 */
CueSimWebsocket *
cue_sim_websocket_new (GIOStream *stream, CueClock *clock)
{
  CueSimWebsocket *self = g_object_new (CUE_TYPE_SIM_WEBSOCKET, NULL);
  GSocket         *socket;

  self->stream = g_object_ref (stream);
  self->clock = g_object_ref (clock);
  socket = cue_sim_wire_find_socket (stream);
  /* Or a small frame waits 40 ms for the other side to confirm the one before. */
  if (socket != NULL)
    g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  read_more (self);
  return self;
}

/**
 * cue_sim_websocket_accept_key:
 *
 * Returns: (transfer full): Sec-WebSocket-Accept for that Sec-WebSocket-Key (RFC 6455
 * section 4.2.2)
 */
char *
cue_sim_websocket_accept_key (const char *key)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize  size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) key, -1);
  g_checksum_update (checksum, (const guchar *) GUID, -1);
  g_checksum_get_digest (checksum, digest, &size);
  return g_base64_encode (digest, size);
}

/* Writing */

static gboolean
on_too_slow (gpointer user_data)
{
  CueSimWebsocket *self = CUE_SIM_WEBSOCKET (user_data);

  self->write_id = 0;
  finish (self);
  return G_SOURCE_REMOVE;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueSimWebsocket) self = user_data;
  gboolean done = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  gsize    size = self->writing != NULL ? g_bytes_get_size (self->writing) : 0;

  g_clear_pointer (&self->writing, g_bytes_unref);
  if (self->over)
    return;
  self->pending_bytes -= size;
  cue_clock_clear_timeout (cue_system_clock_get_default (), &self->write_id);
  if (done)
    write_next (self);
  else
    finish (self);
}

static void
write_next (CueSimWebsocket *self)
{
  if (self->over || self->writing != NULL)
    return;
  self->writing = g_queue_pop_head (&self->queue);
  if (self->writing == NULL) {
    if (self->drop_at_end)
      finish (self);
    return;
  }
  self->write_id = cue_clock_add_timeout (cue_system_clock_get_default (),
                                          WRITE_PATIENCE_US,
                                          on_too_slow,
                                          self,
                                          NULL);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream),
                                   g_bytes_get_data (self->writing, NULL),
                                   g_bytes_get_size (self->writing),
                                   G_PRIORITY_DEFAULT,
                                   self->cancellable,
                                   on_written,
                                   g_object_ref (self));
}

/**
 * cue_sim_websocket_write:
 * @bytes: sent as they are: frames that were encoded before, or something that is no frame
 */
void
cue_sim_websocket_write (CueSimWebsocket *self, GBytes *bytes)
{
  if (self->over || self->close_sent || self->drop_at_end || g_bytes_get_size (bytes) == 0)
    return;
  g_queue_push_tail (&self->queue, g_bytes_ref (bytes));
  self->pending_bytes += g_bytes_get_size (bytes);
  write_next (self);
}

/**
 * cue_sim_websocket_append_head:
 * @n: bytes that follow
 *
 * Appends the head of a frame from the server, which is never masked.
 */
void
cue_sim_websocket_append_head (GByteArray *bytes, CueSimOpcode opcode, gboolean fin, gsize n)
{
  guint8 head[10] = { (guint8) ((fin ? HEAD_FIN : 0) | opcode) };
  guint  size = 2;

  if (n < LENGTH_IS_16_BIT) {
    head[1] = (guint8) n;
  } else if (n <= G_MAXUINT16) {
    head[1] = LENGTH_IS_16_BIT;
    head[2] = (guint8) (n >> 8);
    head[3] = (guint8) n;
    size = 4;
  } else {
    head[1] = LENGTH_IS_64_BIT;
    for (guint i = 0; i < 8; i++)
      head[2 + i] = (guint8) ((guint64) n >> (56 - 8 * i));
    size = 10;
  }
  g_byte_array_append (bytes, head, size);
}

/**
 * cue_sim_websocket_send:
 * @self: a WebSocket
 * @opcode: what kind of frame (RFC 6455 section 5.2)
 * @fin: whether the message ends with it
 * @data: (array length=size): what stands in it, valid or not
 * @size: its bytes
 *
 * Sends one frame as it is; what cannot be written at once waits.
 */
void
cue_sim_websocket_send (CueSimWebsocket *self,
                        CueSimOpcode     opcode,
                        gboolean         fin,
                        const void      *data,
                        gsize            size)
{
  GByteArray *frame = g_byte_array_sized_new ((guint) size + 10);
  g_autoptr (GBytes) bytes = NULL;

  cue_sim_websocket_append_head (frame, opcode, fin, size);
  g_byte_array_append (frame, data, (guint) size);
  bytes = g_byte_array_free_to_bytes (frame);
  cue_sim_websocket_write (self, bytes);
}

static gboolean
on_close_unanswered (gpointer user_data)
{
  CueSimWebsocket *self = CUE_SIM_WEBSOCKET (user_data);

  self->close_id = 0;
  finish (self);
  return G_SOURCE_REMOVE;
}

/**
 * cue_sim_websocket_close:
 *
 * Says goodbye and waits for the other side to do so, 5 s at most.
 */
void
cue_sim_websocket_close (CueSimWebsocket *self, guint code, const char *reason)
{
  g_autoptr (GByteArray) payload = g_byte_array_new ();
  guint8 number[2] = { (guint8) (code >> 8), (guint8) code };

  if (self->over || self->close_sent)
    return;
  g_byte_array_append (payload, number, sizeof number);
  if (reason != NULL)
    g_byte_array_append (payload, (const guint8 *) reason, (guint) strlen (reason));
  cue_sim_websocket_send (self, CUE_SIM_OPCODE_CLOSE, TRUE, payload->data, payload->len);
  self->close_sent = TRUE;
  self->close_id =
    cue_clock_add_timeout (self->clock, CLOSE_PATIENCE_US, on_close_unanswered, self, NULL);
}

/**
 * cue_sim_websocket_drop:
 *
 * Ends the TCP connection without a goodbye, after what was to be sent.
 */
void
cue_sim_websocket_drop (CueSimWebsocket *self)
{
  self->drop_at_end = TRUE;
  write_next (self);
}

/**
 * cue_sim_websocket_abort:
 *
 * Ends the TCP connection now, whatever was still to be sent.
 */
void
cue_sim_websocket_abort (CueSimWebsocket *self)
{
  finish (self);
}

/* Reading */

static void
take_message (CueSimWebsocket *self)
{
  g_autoptr (GBytes) bytes = g_bytes_new (self->message->data, self->message->len);
  CueSimOpcode opcode = self->message_opcode;

  g_byte_array_set_size (self->message, 0);
  self->message_opcode = CUE_SIM_OPCODE_CONTINUATION;
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, (guint) opcode, bytes);
}

static void
take_data (CueSimWebsocket *self, CueSimOpcode opcode, gboolean fin, const guint8 *data, gsize size)
{
  gboolean goes_on = self->message_opcode != CUE_SIM_OPCODE_CONTINUATION;

  if ((opcode == CUE_SIM_OPCODE_CONTINUATION) != goes_on) {
    cue_sim_websocket_close (self, CLOSE_PROTOCOL, NULL);
    return;
  }
  if (self->message->len + size > MAX_MESSAGE_BYTES) {
    cue_sim_websocket_close (self, CLOSE_TOO_BIG, NULL);
    return;
  }
  if (!goes_on)
    self->message_opcode = opcode;
  g_byte_array_append (self->message, data, (guint) size);
  if (fin)
    take_message (self);
}

static void
take_frame (CueSimWebsocket *self,
            CueSimOpcode     opcode,
            gboolean         fin,
            const guint8    *data,
            gsize            size)
{
  switch (opcode) {
  case CUE_SIM_OPCODE_CONTINUATION:
  case CUE_SIM_OPCODE_TEXT:
  case CUE_SIM_OPCODE_BINARY:
    take_data (self, opcode, fin, data, size);
    break;
  case CUE_SIM_OPCODE_CLOSE:
    /* The same code goes back, and it is the server that ends the TCP connection. */
    if (!self->close_sent)
      cue_sim_websocket_send (self, CUE_SIM_OPCODE_CLOSE, TRUE, data, MIN (size, 2));
    cue_sim_websocket_drop (self);
    break;
  case CUE_SIM_OPCODE_PING:
    cue_sim_websocket_send (self, CUE_SIM_OPCODE_PONG, TRUE, data, size);
    break;
  case CUE_SIM_OPCODE_PONG:
    break;
  default:
    cue_sim_websocket_close (self, CLOSE_PROTOCOL, NULL);
  }
}

/* Returns: bytes of the frame at the begin of @data; 0: it is not whole; -1: it is none */
static gssize
find_frame (const guint8 *data, gsize size, gsize *head, guint64 *length)
{
  *head = 2;
  if (size < 2)
    return 0;
  if ((data[1] & HEAD_MASKED) == 0)
    return -1;
  *length = data[1] & 0x7f;
  if (*length >= LENGTH_IS_16_BIT) {
    guint n = *length == LENGTH_IS_16_BIT ? 2 : 8;

    *head += n;
    if (size < *head)
      return 0;
    *length = 0;
    for (guint i = 0; i < n; i++)
      *length = *length << 8 | data[2 + i];
  }
  if (*length > MAX_MESSAGE_BYTES)
    return -1;
  *head += 4;
  return size < *head + *length ? 0 : (gssize) (*head + *length);
}

static void
take_input (CueSimWebsocket *self)
{
  while (!self->over && !self->deaf) {
    guint8            *data = self->input->data;
    gsize              head;
    guint64            length;
    gssize             size = find_frame (data, self->input->len, &head, &length);
    g_autofree guint8 *payload = NULL;
    guint8             first;

    if (size == 0)
      return;
    if (size < 0) {
      g_byte_array_set_size (self->input, 0);
      cue_sim_websocket_close (self, CLOSE_PROTOCOL, NULL);
      return;
    }
    first = data[0];
    payload = g_malloc (length + 1);
    for (gsize i = 0; i < length; i++)
      payload[i] = data[head + i] ^ data[head - 4 + i % 4];
    g_byte_array_remove_range (self->input, 0, (guint) size);
    take_frame (self, first & 0x0f, (first & HEAD_FIN) != 0, payload, length);
  }
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueSimWebsocket) self = user_data;
  gssize size = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  self->reading = FALSE;
  if (self->over)
    return;
  if (size <= 0) {
    finish (self);
    return;
  }
  g_byte_array_append (self->input, self->buffer, (guint) size);
  take_input (self);
  read_more (self);
}

static void
read_more (CueSimWebsocket *self)
{
  if (self->over || self->deaf || self->reading)
    return;
  self->reading = TRUE;
  g_input_stream_read_async (g_io_stream_get_input_stream (self->stream),
                             self->buffer,
                             sizeof self->buffer,
                             G_PRIORITY_DEFAULT,
                             self->cancellable,
                             on_read,
                             g_object_ref (self));
}

/**
 * cue_sim_websocket_set_deaf:
 * @deaf: %TRUE: what the client says is not read any more, so that nothing is answered either
 */
void
cue_sim_websocket_set_deaf (CueSimWebsocket *self, gboolean deaf)
{
  self->deaf = deaf;
  take_input (self);
  read_more (self);
}

/**
 * cue_sim_websocket_get_pending:
 *
 * Returns: bytes that the client has not taken yet, those in the kernel aside
 */
gsize
cue_sim_websocket_get_pending (CueSimWebsocket *self)
{
  return self->pending_bytes;
}

/**
 * cue_sim_websocket_is_open:
 *
 * Returns: whether something can still be sent
 */
gboolean
cue_sim_websocket_is_open (CueSimWebsocket *self)
{
  return !self->over && !self->close_sent && !self->drop_at_end;
}
