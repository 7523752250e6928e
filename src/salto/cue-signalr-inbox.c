// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signalr-inbox.h"

#include "cue-signalr-codec.h"

#include <string.h>

/**
 * CueSignalrInbox: (skip)
 *
 * What has come over one connection and was not taken yet: a queue of WebSocket messages, out of
 * which records are read one by one. A WebSocket message may hold many records, and a record may
 * stand in several. The usual record is read where it lies; only one that is split is copied.
 */
typedef struct {
  GBytes *data; /* owned, nullable for an empty place */
  gsize   at;
  gint64  wall_us;
  gint64  monotonic_us;
} Frame;

struct _CueSignalrInbox {
  guint       references;
  Frame       first;  /* has no data when nothing waits: as a rule there is one frame or none */
  GQueue      others; /* of Frame, owned */
  gsize       waiting;
  GByteArray *partial; /* owned: a record that has begun in frames that are gone */
  gboolean    partial_is_read;
  gboolean    overlong;
  gsize       max_record_bytes;
  GBytes     *read; /* owned, nullable: what the last piece lies in, if its frame is gone */
};

/* More than that is not kept for the next split record. */
#define MAX_IDLE_PARTIAL_BYTES (64 * 1024)

static void
free_frame (gpointer data)
{
  Frame *frame = data;

  g_bytes_unref (frame->data);
  g_free (frame);
}

/**
 * cue_signalr_inbox_new:
 * @max_record_bytes: a longer record is not taken
 *
 * Returns: (transfer full): an empty inbox, for one connection
 */
CueSignalrInbox *
cue_signalr_inbox_new (gsize max_record_bytes)
{
  CueSignalrInbox *self = g_new0 (CueSignalrInbox, 1);

  self->references = 1;
  g_queue_init (&self->others);
  self->partial = g_byte_array_new ();
  self->max_record_bytes = max_record_bytes;
  return self;
}

/**
 * cue_signalr_inbox_ref:
 * @self: an inbox
 *
 * For the time a record is handled, because its handler may end the connection.
 *
 * Returns: (transfer full): @self
 */
CueSignalrInbox *
cue_signalr_inbox_ref (CueSignalrInbox *self)
{
  self->references++;
  return self;
}

/**
 * cue_signalr_inbox_unref:
 * @self: (transfer full): an inbox
 */
void
cue_signalr_inbox_unref (CueSignalrInbox *self)
{
  if (--self->references > 0)
    return;
  g_clear_pointer (&self->first.data, g_bytes_unref);
  g_queue_clear_full (&self->others, free_frame);
  g_byte_array_unref (self->partial);
  g_clear_pointer (&self->read, g_bytes_unref);
  g_free (self);
}

/**
 * cue_signalr_inbox_push:
 * @self: an inbox
 * @data: a WebSocket message; an empty one is nothing
 * @wall_us: now
 * @monotonic_us: now
 */
void
cue_signalr_inbox_push (CueSignalrInbox *self, GBytes *data, gint64 wall_us, gint64 monotonic_us)
{
  Frame frame = { .wall_us = wall_us, .monotonic_us = monotonic_us };

  if (g_bytes_get_size (data) == 0)
    return;
  frame.data = g_bytes_ref (data);
  if (self->first.data == NULL)
    self->first = frame;
  else
    g_queue_push_tail (&self->others, g_memdup2 (&frame, sizeof frame));
  self->waiting += g_bytes_get_size (data);
}

static void
forget_partial (CueSignalrInbox *self)
{
  self->partial_is_read = FALSE;
  if (self->partial->len > MAX_IDLE_PARTIAL_BYTES) {
    g_byte_array_unref (self->partial);
    self->partial = g_byte_array_new ();
  } else {
    g_byte_array_set_size (self->partial, 0);
  }
}

/* Takes @n bytes of the first frame. */
static void
advance (CueSignalrInbox *self, gsize n)
{
  Frame *next;

  self->first.at += n;
  self->waiting -= n;
  if (self->first.at < g_bytes_get_size (self->first.data))
    return;
  self->read = g_steal_pointer (&self->first.data);
  next = g_queue_pop_head (&self->others);
  if (next != NULL) {
    self->first = *next;
    g_free (next);
  }
}

/**
 * cue_signalr_inbox_next:
 * @self: an inbox
 * @piece: (out caller-allocates): the next record
 *
 * Returns: whether there is one; if not, see [method@SignalrInbox.is_overlong]
 */
gboolean
cue_signalr_inbox_next (CueSignalrInbox *self, CueSignalrPiece *piece)
{
  const Frame *frame = &self->first;

  g_clear_pointer (&self->read, g_bytes_unref);
  if (self->partial_is_read)
    forget_partial (self);
  while (!self->overlong && frame->data != NULL) {
    gsize       left = g_bytes_get_size (frame->data) - frame->at;
    const char *start = (const char *) g_bytes_get_data (frame->data, NULL) + frame->at;
    const char *end = memchr (start, CUE_SIGNALR_SEPARATOR, left);
    gsize       length = end != NULL ? (gsize) (end - start) : left;

    if (self->partial->len + length > self->max_record_bytes) {
      self->overlong = TRUE;
      return FALSE;
    }
    piece->wall_us = frame->wall_us;
    piece->monotonic_us = frame->monotonic_us;
    if (end != NULL && self->partial->len == 0) {
      piece->bytes = start;
      piece->length = length;
      advance (self, length + 1);
      return TRUE;
    }
    g_byte_array_append (self->partial, (const guint8 *) start, (guint) length);
    advance (self, end != NULL ? length + 1 : length);
    if (end != NULL) {
      piece->bytes = (const char *) self->partial->data;
      piece->length = self->partial->len;
      self->partial_is_read = TRUE;
      return TRUE;
    }
    g_clear_pointer (&self->read, g_bytes_unref);
  }
  return FALSE;
}

/**
 * cue_signalr_inbox_is_overlong:
 * @self: an inbox
 *
 * Returns: whether a record exceeds the limit; nothing more comes out then
 */
gboolean
cue_signalr_inbox_is_overlong (CueSignalrInbox *self)
{
  return self->overlong;
}

/**
 * cue_signalr_inbox_has_rest:
 * @self: an inbox from which everything was read
 *
 * Returns: whether a record has begun that did not end
 */
gboolean
cue_signalr_inbox_has_rest (CueSignalrInbox *self)
{
  return self->partial->len > 0 && !self->partial_is_read;
}

/**
 * cue_signalr_inbox_get_waiting:
 * @self: an inbox
 *
 * Returns: bytes that were pushed and not read
 */
gsize
cue_signalr_inbox_get_waiting (CueSignalrInbox *self)
{
  return self->waiting;
}
