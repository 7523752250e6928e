// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-sender.h"

struct _CueSimSender {
  CueClock  *clock;
  GPtrArray *pending; // of Pending
  GPtrArray *wires;   // of CueSimWire
};

/* A message that is paused until its time has come. */
typedef struct {
  CueSimSender      *sender; // not owned
  SoupServerMessage *message;
  CueSimReply       *reply;
  guint              timeout_id; // of the clock
  GSource           *idle;       // nullable
} Pending;

static void
free_pending (Pending *pending)
{
  if (pending->timeout_id != 0)
    cue_clock_remove_timeout (pending->sender->clock, pending->timeout_id);
  if (pending->idle != NULL) {
    g_source_destroy (pending->idle);
    g_source_unref (pending->idle);
  }
  g_clear_pointer (&pending->reply, cue_sim_reply_free);
  g_object_unref (pending->message);
  g_free (pending);
}

/**
 * cue_sim_sender_new:
 * @clock: for answers that come late
 *
 * Returns: (transfer full): what sends answers
 */
CueSimSender *
cue_sim_sender_new (CueClock *clock)
{
  CueSimSender *self = g_new0 (CueSimSender, 1);

  self->clock = g_object_ref (clock);
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) free_pending);
  self->wires = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

/**
 * cue_sim_sender_free:
 * @self: (transfer full): a sender; what it has not sent is dropped
 */
void
cue_sim_sender_free (CueSimSender *self)
{
  g_ptr_array_unref (self->pending);
  for (guint i = 0; i < self->wires->len; i++)
    cue_sim_wire_stop (g_ptr_array_index (self->wires, i));
  g_ptr_array_unref (self->wires);
  g_object_unref (self->clock);
  g_free (self);
}

static void
send_now (SoupServerMessage *message, CueSimReply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GBytes) body = cue_sim_reply_take_body (reply);
  SoupMessageHeadersIter iter;
  const char            *name;
  const char            *value;

  soup_server_message_set_status (message, reply->status, cue_sim_reply_get_reason (reply));
  /* The server has put a Date of the real clock there; ours is in the reply. */
  soup_message_headers_remove (headers, "Date");
  soup_message_headers_iter_init (&iter, reply->headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    soup_message_headers_append (headers, name, value);
  if (g_bytes_get_size (body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

static void
forget_finished_wires (CueSimSender *self)
{
  for (guint i = self->wires->len; i > 0; i--) {
    if (cue_sim_wire_is_over (g_ptr_array_index (self->wires, i - 1)))
      g_ptr_array_remove_index_fast (self->wires, i - 1);
  }
}

/* Runs when the server has let go of the stack, because taking the connection away destroys what it
 * is working with. */
static gboolean
on_message_can_be_taken (gpointer user_data)
{
  Pending      *pending = user_data;
  CueSimSender *self = pending->sender;
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (pending->message);

  if (stream != NULL && pending->reply->script == NULL) {
    pending->reply->upgrade (stream, pending->reply, pending->reply->upgrade_data);
  } else if (stream != NULL) {
    forget_finished_wires (self);
    g_ptr_array_add (self->wires,
                     cue_sim_wire_play (g_steal_pointer (&pending->reply->script),
                                        stream,
                                        self->clock));
  }
  g_ptr_array_remove (self->pending, pending);
  return G_SOURCE_REMOVE;
}

static void
take_message_soon (Pending *pending)
{
  pending->idle = g_idle_source_new ();
  g_source_set_priority (pending->idle, G_PRIORITY_DEFAULT);
  g_source_set_callback (pending->idle, on_message_can_be_taken, pending, NULL);
  g_source_attach (pending->idle, g_main_context_get_thread_default ());
}

static gboolean
is_upgrade (CueSimReply *reply)
{
  return reply->status == 101 && reply->upgrade != NULL;
}

static gboolean
on_delay_over (gpointer user_data)
{
  Pending *pending = user_data;

  pending->timeout_id = 0;
  if (is_upgrade (pending->reply)) {
    take_message_soon (pending);
    return G_SOURCE_REMOVE;
  }
  send_now (pending->message, pending->reply);
  soup_server_message_unpause (pending->message);
  g_ptr_array_remove (pending->sender->pending, pending);
  return G_SOURCE_REMOVE;
}

/**
 * cue_sim_sender_send:
 * @message: in the server's handler
 * @reply: (transfer full)
 */
void
cue_sim_sender_send (CueSimSender *self, SoupServerMessage *message, CueSimReply *reply)
{
  Pending *pending;

  if (reply->script == NULL && reply->delay_us <= 0 && !is_upgrade (reply)) {
    send_now (message, reply);
    cue_sim_reply_free (reply);
    return;
  }
  pending = g_new0 (Pending, 1);
  pending->sender = self;
  pending->message = g_object_ref (message);
  pending->reply = reply;
  g_ptr_array_add (self->pending, pending);
  soup_server_message_pause (message);
  if (reply->script != NULL || reply->delay_us <= 0) {
    take_message_soon (pending);
  } else {
    pending->timeout_id =
      cue_clock_add_timeout (self->clock, reply->delay_us, on_delay_over, pending, NULL);
  }
}
