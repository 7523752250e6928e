// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "hub-case.h"

#include "cue-frame.h"
#include "cue-system-clock.h"

#include <string.h>

#define PATIENCE_US (60 * G_USEC_PER_SEC)

static void tell (HubCase *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
tell (HubCase *self, const char *format, ...)
{
  gsize   start = self->told->len;
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->told, format, arguments);
  va_end (arguments);
  g_string_append_c (self->told, '\n');
  if (self->act_on != NULL && g_str_has_prefix (self->told->str + start, self->act_on)) {
    self->act_on = NULL;
    self->act (self);
  }
}

static void
on_message (CueSignalrConnection *connection, const CueSignalrMessage *message, gpointer data)
{
  HubCase *self = data;

  self->n_messages++;
  if (self->quiet)
    return;
  switch (message->fit) {
  case CUE_SIGNALR_FIT_TEXT:
    g_assert_true (g_utf8_validate_len (message->text, message->text_length, NULL) ||
                   strlen (message->text) < message->text_length);
    tell (self, "text %s", message->text);
    break;
  case CUE_SIGNALR_FIT_NULL:
    tell (self, "null");
    break;
  case CUE_SIGNALR_FIT_ARGUMENTS:
    tell (self, "arguments %.*s", (int) message->arguments_length, message->arguments);
    break;
  case CUE_SIGNALR_FIT_TARGET:
  default:
    tell (self, "target %s", message->target);
    break;
  }
}

static void
on_connecting (CueSignalrConnection *connection, guint attempt, HubCase *self)
{
  tell (self, "connecting %u", attempt);
}

static void
on_connected (CueSignalrConnection *connection, gboolean again, HubCase *self)
{
  tell (self, again ? "again" : "connected");
}

static void
on_connect_failed (CueSignalrConnection *connection, GError *error, HubCase *self)
{
  CueSignalrReason reason = cue_signalr_connection_get_reason (connection);

  tell (self,
        "failed %s %u %s",
        cue_signalr_reason_to_nick (reason),
        cue_signalr_connection_get_http_status (connection),
        error->message);
}

static void
on_reconnecting (CueSignalrConnection *connection, GError *error, HubCase *self)
{
  CueSignalrReason reason = cue_signalr_connection_get_reason (connection);

  tell (self, "reconnecting %s %s", cue_signalr_reason_to_nick (reason), error->message);
}

static void
on_closed (CueSignalrConnection *connection, GError *error, HubCase *self)
{
  CueSignalrReason reason = cue_signalr_connection_get_reason (connection);

  tell (self,
        "closed %s%s%s",
        cue_signalr_reason_to_nick (reason),
        error != NULL ? " " : "",
        error != NULL ? error->message : "");
}

static void
on_gap (CueSignalrConnection *connection,
        gint64                from_wall_us,
        gint64                until_wall_us,
        guint64               n_dropped,
        HubCase              *self)
{
  g_assert_cmpint (from_wall_us, <=, until_wall_us);
  tell (self, "gap %" G_GUINT64_FORMAT, n_dropped);
}

static HubCase *
make_case (HubServer *server, CueClock *clock)
{
  HubCase         *self = g_new0 (HubCase, 1);
  g_autofree char *url = NULL;

  self->told = g_string_new (NULL);
  self->server = server;
  self->clock = clock;
  self->trace = cue_trace_new_bounded (20, 1024 * 1024);
  self->client = cue_http_client_new (clock, self->trace, NULL);
  url = hub_server_make_url (self->server, "/v1/hub/entries?site_id=site-101");
  self->connection = cue_signalr_connection_new (self->client, url);
  cue_signalr_connection_set_handler (self->connection, "ReceiveMessage", on_message, self, NULL);
  g_signal_connect (self->connection, "connecting", G_CALLBACK (on_connecting), self);
  g_signal_connect (self->connection, "connected", G_CALLBACK (on_connected), self);
  g_signal_connect (self->connection, "connect-failed", G_CALLBACK (on_connect_failed), self);
  g_signal_connect (self->connection, "reconnecting", G_CALLBACK (on_reconnecting), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (on_closed), self);
  g_signal_connect (self->connection, "gap", G_CALLBACK (on_gap), self);
  return self;
}

HubCase *
hub_case_new (HubHandler handler, gpointer data)
{
  return make_case (hub_server_new (handler, data), g_object_ref (cue_system_clock_get_default ()));
}

HubCase *
hub_case_new_fake (HubHandler handler, gpointer data)
{
  return make_case (hub_server_new (handler, data), cue_fake_clock_new (1000000000, 1000000000));
}

HubCase *
hub_case_new_tls (HubHandler handler, gpointer data, GTlsCertificate *certificate)
{
  return make_case (hub_server_new_tls (handler, data, certificate),
                    g_object_ref (cue_system_clock_get_default ()));
}

void
hub_case_free (HubCase *self)
{
  g_clear_object (&self->connection);
  hub_server_free (self->server);
  hub_case_spin (self, 0);
  g_object_unref (self->client);
  g_object_unref (self->trace);
  g_object_unref (self->clock);
  g_string_free (self->told, TRUE);
  g_free (self);
}

void
hub_case_start (HubCase *self)
{
  cue_signalr_connection_start (self->connection);
}

gboolean
hub_case_has (HubCase *self, const char *line)
{
  const char *at = strstr (self->told->str, line);

  while (at != NULL && at != self->told->str && at[-1] != '\n')
    at = strstr (at + 1, line);
  return at != NULL;
}

static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* What is waited for may happen in a thread of the server, which wakes no main loop. */
static void
turn (void)
{
  guint id = g_timeout_add (2, on_tick, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

void
hub_case_wait (HubCase *self, const char *line)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  while (!hub_case_has (self, line)) {
    if (g_get_monotonic_time () > until_us)
      g_error ("waited in vain for “%s”; told was:\n%s", line, self->told->str);
    turn ();
  }
}

void
hub_case_wait_for_messages (HubCase *self, guint n)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  while (self->n_messages < n) {
    g_assert_cmpint (g_get_monotonic_time (), <, until_us);
    g_main_context_iteration (NULL, TRUE);
  }
}

void
hub_case_wait_for_server (HubCase *self, guint n_open)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  while (hub_server_get_n_open (self->server) != n_open) {
    g_assert_cmpint (g_get_monotonic_time (), <, until_us);
    turn ();
  }
}

void
hub_case_spin (HubCase *self, guint milliseconds)
{
  gint64 until_us = g_get_monotonic_time () + milliseconds * (gint64) 1000;

  do {
    turn ();
  } while (g_get_monotonic_time () < until_us);
}

char *
hub_case_read_trace (HubCase *self)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->trace)); i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (G_LIST_MODEL (self->trace), i);
    g_autofree char *text = cue_exchange_to_text (exchange);
    GListModel      *frames = cue_exchange_get_frames (exchange);

    g_string_append (out, text);
    for (guint k = 0; frames != NULL && k < g_list_model_get_n_items (frames); k++) {
      g_autoptr (CueFrame) frame = g_list_model_get_item (frames, k);

      g_string_append_printf (out,
                              "%s %s: %s\n",
                              cue_frame_get_sent (frame) ? "sent" : "received",
                              cue_frame_get_kind (frame),
                              cue_frame_get_text (frame));
    }
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
