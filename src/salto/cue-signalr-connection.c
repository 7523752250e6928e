// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signalr-connection-private.h"

#include <glib/gi18n-lib.h>

#include "cue-secret-text.h"

/**
 * CueSignalrConnection:
 *
 * A client of one SignalR hub: the JSON protocol over a WebSocket, without negotiation. It
 * connects, shakes hands, keeps the connection alive, hands over what the hub invokes, and comes
 * back after a loss if it may. What it does in which case stands in `src/salto/README.md`; where
 * the official clients differ from each other, it does as the one for .NET.
 *
 * Settings are made before [method@SignalrConnection.start]. Everything can be called from every
 * handler, the last reference can be dropped there too. After a failure
 * [property@SignalrConnection:reason], the HTTP status and the error say why. Main thread.
 */

typedef enum {
  PROP_STATE = 1,
  PROP_REASON,
} CueSignalrConnectionProperty;

static GParamSpec *properties[PROP_REASON + 1];

enum {
  SIGNAL_CONNECTING,
  SIGNAL_CONNECTED,
  SIGNAL_CONNECT_FAILED,
  SIGNAL_RECONNECTING,
  SIGNAL_CLOSED,
  SIGNAL_GAP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CueSignalrConnection, cue_signalr_connection, G_TYPE_OBJECT)

static void
cue_signalr_connection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueSignalrConnection *self = CUE_SIGNALR_CONNECTION (object);

  switch ((CueSignalrConnectionProperty) id) {
  case PROP_STATE:
    g_value_set_enum (value, (int) self->state);
    break;
  case PROP_REASON:
    g_value_set_enum (value, (int) self->reason);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_signalr_connection_dispose (GObject *object)
{
  CueSignalrConnection *self = CUE_SIGNALR_CONNECTION (object);

  if (self->clock != NULL) {
    if (self->state == CUE_SIGNALR_CONNECTED)
      cue_signalr_session_send (self, cue_signalr_codec_get_close ());
    self->state = CUE_SIGNALR_DISCONNECTED;
    cue_signalr_attempt_abandon (self);
  }
  g_clear_object (&self->exchange);
  g_clear_object (&self->provider);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  if (self->handler_destroy != NULL)
    self->handler_destroy (self->handler_data);
  self->handler = NULL;
  self->handler_destroy = NULL;

  G_OBJECT_CLASS (cue_signalr_connection_parent_class)->dispose (object);
}

static void
cue_signalr_connection_finalize (GObject *object)
{
  CueSignalrConnection *self = CUE_SIGNALR_CONNECTION (object);

  g_free (self->url);
  g_free (self->lane);
  g_free (self->purpose);
  cue_secret_text_free (self->token);
  g_clear_error (&self->error);
  g_array_unref (self->delays_ms);
  g_clear_pointer (&self->codec, cue_signalr_codec_free);

  G_OBJECT_CLASS (cue_signalr_connection_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_params, GType first, GType second, GType third)
{
  return g_signal_new (name,
                       CUE_TYPE_SIGNALR_CONNECTION,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       first,
                       second,
                       third);
}

static void
cue_signalr_connection_class_init (CueSignalrConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_signalr_connection_get_property;
  object_class->dispose = cue_signalr_connection_dispose;
  object_class->finalize = cue_signalr_connection_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state",
                                              NULL,
                                              NULL,
                                              CUE_TYPE_SIGNALR_STATE,
                                              CUE_SIGNALR_DISCONNECTED,
                                              flags);
  properties[PROP_REASON] = g_param_spec_enum ("reason",
                                               NULL,
                                               NULL,
                                               CUE_TYPE_SIGNALR_REASON,
                                               CUE_SIGNALR_REASON_NONE,
                                               flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueSignalrConnection::connecting:
   * @self: the connection
   * @attempt: which one, from 1, since the start or since the connection was lost
   *
   * An attempt begins.
   */
  signals[SIGNAL_CONNECTING] = add_signal ("connecting", 1, G_TYPE_UINT, G_TYPE_NONE, G_TYPE_NONE);

  /**
   * CueSignalrConnection::connected:
   * @self: the connection
   * @again: whether it was connected before, since it was started
   *
   * The handshake is done. The state is set already, no message has been handed over yet.
   */
  signals[SIGNAL_CONNECTED] = add_signal ("connected", 1, G_TYPE_BOOLEAN, G_TYPE_NONE, G_TYPE_NONE);

  /**
   * CueSignalrConnection::connect-failed:
   * @self: the connection
   * @error: (type GError): why
   *
   * An attempt failed. Reason and HTTP status are set; whether another one follows shows in the
   * state afterwards.
   */
  signals[SIGNAL_CONNECT_FAILED] =
    add_signal ("connect-failed", 1, G_TYPE_ERROR, G_TYPE_NONE, G_TYPE_NONE);

  /**
   * CueSignalrConnection::reconnecting:
   * @self: the connection
   * @error: (type GError): why it was lost
   *
   * The connection was lost and is going to be made again.
   */
  signals[SIGNAL_RECONNECTING] =
    add_signal ("reconnecting", 1, G_TYPE_ERROR, G_TYPE_NONE, G_TYPE_NONE);

  /**
   * CueSignalrConnection::closed:
   * @self: the connection
   * @error: (type GError) (nullable): why, unless it was asked for or in good order
   *
   * It is over until it is started again.
   */
  signals[SIGNAL_CLOSED] = add_signal ("closed", 1, G_TYPE_ERROR, G_TYPE_NONE, G_TYPE_NONE);

  /**
   * CueSignalrConnection::gap:
   * @self: the connection
   * @from_wall_us: when the last was heard before
   * @until_wall_us: when it went on
   * @n_dropped: how many invocations were let go because they came faster than they were taken; 0
   *   after a reconnect, when nobody knows how many there were
   *
   * Messages may have been missed. SignalR does not send them again.
   */
  signals[SIGNAL_GAP] = add_signal ("gap", 3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_UINT64);
}

static void
cue_signalr_connection_init (CueSignalrConnection *self)
{
  self->delays_ms = g_array_new (FALSE, FALSE, sizeof (guint));
  self->handshake_timeout_ms = CUE_SIGNALR_DEFAULT_HANDSHAKE_TIMEOUT_MS;
  self->server_timeout_ms = CUE_SIGNALR_DEFAULT_SERVER_TIMEOUT_MS;
  self->keepalive_ms = CUE_SIGNALR_DEFAULT_KEEPALIVE_MS;
  self->max_message_bytes = CUE_SIGNALR_DEFAULT_MAX_MESSAGE_BYTES;
  self->max_queue_bytes = CUE_SIGNALR_DEFAULT_MAX_QUEUE_BYTES;
}

/* A WebSocket has schemes of its own, which mean the same. */
static char *
make_http_url (const char *url)
{
  if (g_ascii_strncasecmp (url, "ws:", 3) == 0)
    return g_strconcat ("http:", url + 3, NULL);
  if (g_ascii_strncasecmp (url, "wss:", 4) == 0)
    return g_strconcat ("https:", url + 4, NULL);
  return g_strdup (url);
}

/**
 * cue_signalr_connection_new:
 * @client: whose trust, proxies, trace and secrets to share
 * @url: the hub, with its query; http, https, ws or wss
 *
 * Returns: (transfer full): a connection that is not started
 */
CueSignalrConnection *
cue_signalr_connection_new (CueHttpClient *client, const char *url)
{
  CueSignalrConnection *self;

  g_return_val_if_fail (CUE_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  self = g_object_new (CUE_TYPE_SIGNALR_CONNECTION, NULL);
  self->client = g_object_ref (client);
  self->clock = g_object_ref (cue_http_client_get_clock (client));
  self->url = make_http_url (url);
  self->lane = g_strdup ("salto");
  self->purpose = g_strdup (_ ("Events of the doors"));
  self->codec = cue_signalr_codec_new ("");
  return self;
}

/* ---- settings --------------------------------------------------------------------------------*/

/**
 * cue_signalr_connection_set_handler:
 * @self: a connection
 * @target: the method the hub is expected to invoke; case matters
 * @handler: takes every invocation, also unexpected ones, see #CueSignalrFit
 * @user_data: given to @handler
 * @destroy: (nullable): frees @user_data
 *
 * A plain function and no signal, because a burst has many thousands a second.
 */
void
cue_signalr_connection_set_handler (CueSignalrConnection *self,
                                    const char           *target,
                                    CueSignalrHandler     handler,
                                    gpointer              user_data,
                                    GDestroyNotify        destroy)
{
  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));
  g_return_if_fail (target != NULL);
  g_return_if_fail (self->state == CUE_SIGNALR_DISCONNECTED);

  if (self->handler_destroy != NULL)
    self->handler_destroy (self->handler_data);
  cue_signalr_codec_free (self->codec);
  self->codec = cue_signalr_codec_new (target);
  self->handler = handler;
  self->handler_data = user_data;
  self->handler_destroy = destroy;
}

/**
 * cue_signalr_connection_set_token_provider:
 * @self: a connection
 * @provider: (nullable): is asked for a token before each attempt
 * @place: where the token goes
 */
void
cue_signalr_connection_set_token_provider (CueSignalrConnection *self,
                                           CueTokenProvider     *provider,
                                           CueSignalrTokenPlace  place)
{
  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));

  g_set_object (&self->provider, provider);
  self->place = place;
}

/**
 * cue_signalr_connection_set_reconnect_delays:
 * @self: a connection
 * @delays_ms: (array length=n_delays) (nullable): how long to wait before the first, second …
 * attempt to come back; after the last the connection is closed
 * @n_delays: how many; 0 for never, which is the default
 *
 * The official clients wait 0, 2, 10 and 30 seconds where they are asked to reconnect at all.
 */
void
cue_signalr_connection_set_reconnect_delays (CueSignalrConnection *self,
                                             const guint          *delays_ms,
                                             guint                 n_delays)
{
  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));

  g_array_set_size (self->delays_ms, 0);
  if (n_delays > 0)
    g_array_append_vals (self->delays_ms, delays_ms, n_delays);
  self->policy = n_delays > 0 ? CUE_SIGNALR_RECONNECT_DELAYS : CUE_SIGNALR_RECONNECT_NEVER;
}

/**
 * cue_signalr_connection_set_reconnect_forever:
 * @self: a connection
 * @base_ms: the second wait; the first is a random part of it
 * @cap_ms: the longest wait
 *
 * Comes back without end, with waits that double and are shortened at random, so that not everybody
 * who lost the same server returns in the same moment.
 */
void
cue_signalr_connection_set_reconnect_forever (CueSignalrConnection *self,
                                              guint                 base_ms,
                                              guint                 cap_ms)
{
  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));
  g_return_if_fail (base_ms > 0 && cap_ms >= base_ms);

  self->policy = CUE_SIGNALR_RECONNECT_FOREVER;
  self->base_ms = base_ms;
  self->cap_ms = cap_ms;
}

/**
 * cue_signalr_connection_set_retry_first:
 * @self: a connection
 * @retry_first: whether a first connection that fails is retried like a lost one; by default it is
 *   not
 */
void
cue_signalr_connection_set_retry_first (CueSignalrConnection *self, gboolean retry_first)
{
  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));

  self->retry_first = retry_first;
}

/**
 * cue_signalr_connection_set_handshake_timeout:
 * @self: a connection
 * @milliseconds: how long the hub may take to answer the handshake
 */
void
cue_signalr_connection_set_handshake_timeout (CueSignalrConnection *self, guint milliseconds)
{
  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));
  g_return_if_fail (milliseconds > 0);

  self->handshake_timeout_ms = milliseconds;
}

/**
 * cue_signalr_connection_set_server_timeout:
 * @self: a connection
 * @milliseconds: after so long without a byte from the hub the connection is given up; twice the
 *   keep-alive interval of the server is usual
 */
void
cue_signalr_connection_set_server_timeout (CueSignalrConnection *self, guint milliseconds)
{
  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));
  g_return_if_fail (milliseconds > 0);

  self->server_timeout_ms = milliseconds;
}

/**
 * cue_signalr_connection_set_keepalive:
 * @self: a connection
 * @milliseconds: when nothing was sent for so long, a ping is
 */
void
cue_signalr_connection_set_keepalive (CueSignalrConnection *self, guint milliseconds)
{
  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));
  g_return_if_fail (milliseconds > 0);

  self->keepalive_ms = milliseconds;
}

/**
 * cue_signalr_connection_set_max_message_bytes:
 * @self: a connection
 * @bytes: the largest hub message, and the largest WebSocket message, that is accepted
 */
void
cue_signalr_connection_set_max_message_bytes (CueSignalrConnection *self, gsize bytes)
{
  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));
  g_return_if_fail (bytes > 0 && bytes <= G_MAXINT / 2);

  self->max_message_bytes = bytes;
}

/**
 * cue_signalr_connection_set_max_queue_bytes:
 * @self: a connection
 * @bytes: how much may wait to be handed over; above it the oldest invocations are let go, counted
 *   and told as a gap
 */
void
cue_signalr_connection_set_max_queue_bytes (CueSignalrConnection *self, gsize bytes)
{
  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));

  self->max_queue_bytes = bytes;
}

/**
 * cue_signalr_connection_set_purpose:
 * @self: a connection
 * @lane: which part of the program it serves, for the trace
 * @purpose: why, in words
 */
void
cue_signalr_connection_set_purpose (CueSignalrConnection *self,
                                    const char           *lane,
                                    const char           *purpose)
{
  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));

  g_free (self->lane);
  g_free (self->purpose);
  self->lane = g_strdup (lane);
  self->purpose = g_strdup (purpose);
}

/* ---- what the steps tell ---------------------------------------------------------------------*/

/**
 * cue_signalr_connection_set_state:
 * @self: a connection
 * @state: where it is now
 *
 * For the steps of a connection. Every step is a new epoch.
 */
void
cue_signalr_connection_set_state (CueSignalrConnection *self, CueSignalrState state)
{
  self->epoch++;
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * cue_signalr_connection_take_failure:
 * @self: a connection
 * @reason: why, for programs; %CUE_SIGNALR_REASON_NONE when all is well again
 * @http_status: the status, or 0
 * @error: (transfer full) (nullable): why, for people
 *
 * For the steps of a connection.
 */
void
cue_signalr_connection_take_failure (CueSignalrConnection *self,
                                     CueSignalrReason      reason,
                                     guint                 http_status,
                                     GError               *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->http_status = http_status;
  if (self->reason == reason)
    return;
  self->reason = reason;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

void
cue_signalr_connection_emit_connecting (CueSignalrConnection *self)
{
  g_signal_emit (self, signals[SIGNAL_CONNECTING], 0, self->attempt);
}

void
cue_signalr_connection_emit_connected (CueSignalrConnection *self, gboolean again)
{
  g_signal_emit (self, signals[SIGNAL_CONNECTED], 0, again);
}

void
cue_signalr_connection_emit_connect_failed (CueSignalrConnection *self)
{
  g_autoptr (GError) error = g_error_copy (self->error);

  g_signal_emit (self, signals[SIGNAL_CONNECT_FAILED], 0, error);
}

void
cue_signalr_connection_emit_reconnecting (CueSignalrConnection *self)
{
  g_autoptr (GError) error = g_error_copy (self->error);

  g_signal_emit (self, signals[SIGNAL_RECONNECTING], 0, error);
}

void
cue_signalr_connection_emit_closed (CueSignalrConnection *self, const GError *error)
{
  g_autoptr (GError) copy = error != NULL ? g_error_copy (error) : NULL;

  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, copy);
}

void
cue_signalr_connection_emit_gap (CueSignalrConnection *self,
                                 gint64                from_wall_us,
                                 gint64                until_wall_us,
                                 guint64               n_dropped)
{
  g_signal_emit (self, signals[SIGNAL_GAP], 0, from_wall_us, until_wall_us, n_dropped);
}
