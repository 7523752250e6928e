// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-salto-hub-private.h"
#include "cue-signal.h"

#include <glib/gi18n-lib.h>


#define TARGET "ReceiveMessage"
// A console goes on where the official clients give up after four attempts.
#define RETRY_BASE_MS 2000
#define RETRY_CAP_MS  60000

/**
 * CueSaltoHub:
 *
 * One stream of one site: a [class@SignalrConnection] with the rules of Salto KS around it. It
 * connects again without end, but not where that is of no use (services reference 1.8): after a 401
 * with a fresh token, a 403, a token that may not be used, or when the hub asks not to be called
 * again. Then it is *blocked* until [method@SaltoHub.retry], which the owner calls when the user
 * did something.
 *
 * [signal@SaltoHub::changed] tells of every change of the state; [signal@SaltoHub::gap] of messages
 * that may be missing. Main thread; it may be dropped from every handler.
 */

G_DEFINE_FINAL_TYPE (CueSaltoHub, cue_salto_hub, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_GAP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cue_salto_hub_init (CueSaltoHub *self)
{
}

static void
cue_salto_hub_dispose (GObject *object)
{
  CueSaltoHub *self = CUE_SALTO_HUB (object);

  self->handler = NULL;
  g_clear_object (&self->connection);
  g_clear_object (&self->gate);
  G_OBJECT_CLASS (cue_salto_hub_parent_class)->dispose (object);
}

static void
cue_salto_hub_finalize (GObject *object)
{
  CueSaltoHub *self = CUE_SALTO_HUB (object);

  g_clear_object (&self->clock);
  g_free (self->site_id);
  g_free (self->site_name);
  g_free (self->user_id);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (cue_salto_hub_parent_class)->finalize (object);
}

static void
cue_salto_hub_class_init (CueSaltoHubClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_salto_hub_dispose;
  object_class->finalize = cue_salto_hub_finalize;

  /**
   * CueSaltoHub::changed:
   *
   * It connected, failed, was lost, or gave up.
   */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (CUE_TYPE_SALTO_HUB, "changed");
  /**
   * CueSaltoHub::gap:
   * @from_wall_us: when the hub was last heard before
   * @until_wall_us: when it went on
   * @n_dropped: how many messages were let go because they came too fast; 0 when nobody knows
   *
   * Messages may be missing. The service does not send them again.
   */
  signals[SIGNAL_GAP] = g_signal_new ("gap",
                                      CUE_TYPE_SALTO_HUB,
                                      G_SIGNAL_RUN_LAST,
                                      0,
                                      NULL,
                                      NULL,
                                      NULL,
                                      G_TYPE_NONE,
                                      3,
                                      G_TYPE_INT64,
                                      G_TYPE_INT64,
                                      G_TYPE_UINT64);
}

static void
notify (CueSaltoHub *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
take_failure (CueSaltoHub *self, CueSignalrReason reason, const GError *error)
{
  self->reason = reason;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
remember_heard (CueSaltoHub *self)
{
  gint64 heard = cue_signalr_connection_get_last_received_wall_us (self->connection);

  if (cue_signalr_connection_get_connected_wall_us (self->connection) != 0)
    self->heard_us = heard;
}

// Another attempt is of no use. What is wrong was taken before, for the connection only says now
// that it was stopped.
static void
block (CueSaltoHub *self)
{
  if (self->blocked)
    return;
  self->blocked = TRUE;
  remember_heard (self);
  cue_signalr_connection_stop (self->connection);
}

static void
on_connecting (CueSignalrConnection *connection, guint attempt, CueSaltoHub *self)
{
  notify (self);
}

static void
on_connected (CueSignalrConnection *connection, gboolean again, CueSaltoHub *self)
{
  gint64 heard = self->heard_us;

  take_failure (self, CUE_SIGNALR_REASON_NONE, NULL);
  self->n_failures = 0;
  self->heard_us = 0;
  g_object_ref (self);
  // A connection that was started anew knows nothing of the one before.
  if (!again && heard != 0)
    g_signal_emit (self,
                   signals[SIGNAL_GAP],
                   0,
                   heard,
                   cue_clock_get_wall (self->clock),
                   G_GUINT64_CONSTANT (0));
  notify (self);
  g_object_unref (self);
}

static gboolean
is_hopeless (CueSaltoHub *self)
{
  switch (self->reason) {
  case CUE_SIGNALR_REASON_HTTP_403:
  case CUE_SIGNALR_REASON_ADDRESS:
    return TRUE;
  case CUE_SIGNALR_REASON_HTTP_401:
    // Without tokens there is no other; with them this one was the fresh one.
    return self->gate == NULL || cue_salto_gate_get_after_rejection (self->gate);
  default:
    return FALSE;
  }
}

static void
on_connect_failed (CueSignalrConnection *connection, GError *error, CueSaltoHub *self)
{
  g_object_ref (self);
  self->n_failures++;
  // A gate that closed said why already.
  if (!self->blocked)
    take_failure (self, cue_signalr_connection_get_reason (connection), error);
  if (is_hopeless (self))
    block (self);
  notify (self);
  g_object_unref (self);
}

static void
on_reconnecting (CueSignalrConnection *connection, GError *error, CueSaltoHub *self)
{
  take_failure (self, cue_signalr_connection_get_reason (connection), error);
  notify (self);
}

static void
on_closed (CueSignalrConnection *connection, GError *error, CueSaltoHub *self)
{
  CueSignalrReason reason = cue_signalr_connection_get_reason (connection);

  // The hub said not to come back; whoever knows why may ask for it.
  if (!self->blocked && reason != CUE_SIGNALR_REASON_STOPPED) {
    remember_heard (self);
    take_failure (self, reason, error);
    self->blocked = TRUE;
  }
  notify (self);
}

static void
on_gap (CueSignalrConnection *connection,
        gint64                from_us,
        gint64                until_us,
        guint64               n_dropped,
        CueSaltoHub          *self)
{
  g_signal_emit (self, signals[SIGNAL_GAP], 0, from_us, until_us, n_dropped);
}

static void
on_final (CueSaltoGate *gate, GError *error, CueSaltoHub *self)
{
  g_object_ref (self);
  // After a 401 that stays what is wrong; the error of the token says what to do.
  if (error != NULL)
    take_failure (self,
                  cue_salto_gate_get_after_rejection (gate) ? CUE_SIGNALR_REASON_HTTP_401
                                                            : CUE_SIGNALR_REASON_TOKEN,
                  error);
  self->n_failures += error != NULL;
  block (self);
  notify (self);
  g_object_unref (self);
}

static void
on_message (CueSignalrConnection *connection, const CueSignalrMessage *message, gpointer user_data)
{
  CueSaltoHub *self = user_data;

  if (self->handler != NULL)
    self->handler (self, message, self->handler_data);
}

/**
 * cue_salto_hub_new:
 * @client: sends the upgrade
 * @base_url: where the hubs are, see [func@salto_make_hub_url]
 * @stream: which of them
 * @site_id: the site
 * @site_name: (nullable): what people call it
 * @user_id: (nullable): the one user whose events are wanted
 *
 * Returns: (transfer full): a hub that is not started
 */
CueSaltoHub *
cue_salto_hub_new (CueHttpClient *client,
                   const char    *base_url,
                   CueSaltoStream stream,
                   const char    *site_id,
                   const char    *site_name,
                   const char    *user_id)
{
  CueSaltoHub     *self = g_object_new (CUE_TYPE_SALTO_HUB, NULL);
  g_autofree char *url = cue_salto_make_hub_url (base_url, stream, site_id, user_id);
  g_autofree char *purpose = NULL;

  self->clock = g_object_ref (cue_http_client_get_clock (client));
  self->stream = stream;
  self->site_id = g_strdup (site_id);
  self->site_name = g_strdup (site_name != NULL && *site_name != '\0' ? site_name : site_id);
  self->user_id = g_strdup (user_id != NULL ? user_id : "");
  // Translators: entries or incidents, then the name of a site; for the record of what was asked
  purpose = g_strdup_printf (_ ("%s of %s"), cue_salto_stream_to_words (stream), self->site_name);
  self->connection = cue_signalr_connection_new (client, url);
  cue_signalr_connection_set_handler (self->connection, TARGET, on_message, self, NULL);
  cue_signalr_connection_set_reconnect_forever (self->connection, RETRY_BASE_MS, RETRY_CAP_MS);
  cue_signalr_connection_set_retry_first (self->connection, TRUE);
  cue_signalr_connection_set_purpose (self->connection, "doors", purpose);
#define CONNECT(name, handler) \
  g_signal_connect_object (self->connection, name, G_CALLBACK (handler), self, 0)
  CONNECT ("connecting", on_connecting);
  CONNECT ("connected", on_connected);
  CONNECT ("connect-failed", on_connect_failed);
  CONNECT ("reconnecting", on_reconnecting);
  CONNECT ("closed", on_closed);
  CONNECT ("gap", on_gap);
#undef CONNECT
  return self;
}

/**
 * cue_salto_hub_set_tokens:
 * @self: a hub that is not started
 * @provider: gives the tokens
 * @place: header or query
 * @overrides: what the user set aside of the rules about tokens
 */
void
cue_salto_hub_set_tokens (CueSaltoHub         *self,
                          CueTokenProvider    *provider,
                          CueSignalrTokenPlace place,
                          CueSaltoOverrides    overrides)
{
  g_return_if_fail (CUE_IS_SALTO_HUB (self));

  g_clear_object (&self->gate);
  self->gate = cue_salto_gate_new (provider, self->clock, overrides);
  g_signal_connect_object (self->gate, "final", G_CALLBACK (on_final), self, 0);
  cue_signalr_connection_set_token_provider (self->connection,
                                             CUE_TOKEN_PROVIDER (self->gate),
                                             place);
}

/**
 * cue_salto_hub_set_handler:
 * @self: a hub
 * @handler: (nullable): takes every message
 * @user_data: given to @handler
 */
void
cue_salto_hub_set_handler (CueSaltoHub *self, CueSaltoHubHandler handler, gpointer user_data)
{
  g_return_if_fail (CUE_IS_SALTO_HUB (self));

  self->handler = handler;
  self->handler_data = user_data;
}

/**
 * cue_salto_hub_set_heard_us:
 * @self: a hub that is not started
 * @heard_us: when the hub in whose place this one comes was last heard, wall time; 0 for never
 *
 * What happened from then until this one is connected is told as a gap.
 */
void
cue_salto_hub_set_heard_us (CueSaltoHub *self, gint64 heard_us)
{
  g_return_if_fail (CUE_IS_SALTO_HUB (self));

  self->heard_us = heard_us;
}

/**
 * cue_salto_hub_start:
 * @self: a hub
 *
 * Connects, and stays connected as long as that is of any use.
 */
void
cue_salto_hub_start (CueSaltoHub *self)
{
  g_return_if_fail (CUE_IS_SALTO_HUB (self));

  self->blocked = FALSE;
  cue_signalr_connection_start (self->connection);
}

/**
 * cue_salto_hub_stop:
 * @self: a hub
 *
 * Ends it. What was wrong is forgotten.
 */
void
cue_salto_hub_stop (CueSaltoHub *self)
{
  g_return_if_fail (CUE_IS_SALTO_HUB (self));

  remember_heard (self);
  self->blocked = FALSE;
  self->n_failures = 0;
  take_failure (self, CUE_SIGNALR_REASON_NONE, NULL);
  cue_signalr_connection_stop (self->connection);
}

/**
 * cue_salto_hub_retry:
 * @self: a hub that was started
 *
 * Tries again at once: after the user did something, or because the user does not want to wait.
 */
void
cue_salto_hub_retry (CueSaltoHub *self)
{
  g_return_if_fail (CUE_IS_SALTO_HUB (self));

  if (self->blocked)
    cue_salto_hub_start (self);
  else
    cue_signalr_connection_retry_now (self->connection);
}
