// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signalr-reason.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (CueSignalrState,
                    cue_signalr_state,
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_DISCONNECTED, "disconnected"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_RECONNECTING, "reconnecting"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_STOPPING, "stopping"))

G_DEFINE_ENUM_TYPE (CueSignalrReason,
                    cue_signalr_reason,
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_ADDRESS, "address"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_TOKEN, "token"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_HTTP_401, "http-401"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_HTTP_403, "http-403"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_HTTP_404, "http-404"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_HTTP_OTHER, "http-other"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_NOT_WEBSOCKET, "not-websocket"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_NETWORK, "network"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_TLS, "tls"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_CONNECT_TIMEOUT, "connect-timeout"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_HANDSHAKE_REFUSED, "handshake-refused"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_HANDSHAKE_TIMEOUT, "handshake-timeout"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_SERVER_TIMEOUT, "server-timeout"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_CLOSED_BY_SERVER, "closed-by-server"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_CONNECTION_LOST, "connection-lost"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_PROTOCOL, "protocol"),
                    G_DEFINE_ENUM_VALUE (CUE_SIGNALR_REASON_TOO_LARGE, "too-large"))

static const char *const state_words[] = {
  [CUE_SIGNALR_DISCONNECTED] = N_ ("Disconnected"),
  [CUE_SIGNALR_CONNECTING] = N_ ("Connecting"),
  [CUE_SIGNALR_CONNECTED] = N_ ("Connected"),
  [CUE_SIGNALR_RECONNECTING] = N_ ("Reconnecting"),
  [CUE_SIGNALR_STOPPING] = N_ ("Disconnecting"),
};

// The one table from reasons to words, in the order of the enumeration.
static const char *const reason_words[] = {
  [CUE_SIGNALR_REASON_NONE] = N_ ("All is well"),
  [CUE_SIGNALR_REASON_STOPPED] = N_ ("Stopped here"),
  [CUE_SIGNALR_REASON_ADDRESS] = N_ ("The address or the token cannot be used"),
  [CUE_SIGNALR_REASON_TOKEN] = N_ ("No token"),
  [CUE_SIGNALR_REASON_HTTP_401] = N_ ("The token is refused (401)"),
  [CUE_SIGNALR_REASON_HTTP_403] = N_ ("Not allowed (403)"),
  [CUE_SIGNALR_REASON_HTTP_404] = N_ ("There is no such hub (404)"),
  [CUE_SIGNALR_REASON_HTTP_OTHER] = N_ ("The hub refuses the connection"),
  [CUE_SIGNALR_REASON_NOT_WEBSOCKET] = N_ ("What answers is no WebSocket"),
  [CUE_SIGNALR_REASON_NETWORK] = N_ ("The hub cannot be reached"),
  [CUE_SIGNALR_REASON_TLS] = N_ ("The connection is not safe"),
  [CUE_SIGNALR_REASON_CONNECT_TIMEOUT] = N_ ("The hub does not answer"),
  [CUE_SIGNALR_REASON_HANDSHAKE_REFUSED] = N_ ("The hub refuses the handshake"),
  [CUE_SIGNALR_REASON_HANDSHAKE_TIMEOUT] = N_ ("The hub does not answer the handshake"),
  [CUE_SIGNALR_REASON_SERVER_TIMEOUT] = N_ ("The hub has fallen silent"),
  [CUE_SIGNALR_REASON_CLOSED_BY_SERVER] = N_ ("The hub closed the connection"),
  [CUE_SIGNALR_REASON_CONNECTION_LOST] = N_ ("The connection was lost"),
  [CUE_SIGNALR_REASON_PROTOCOL] = N_ ("The hub broke the protocol"),
  [CUE_SIGNALR_REASON_TOO_LARGE] = N_ ("A message of the hub is too large"),
};

/**
 * cue_signalr_state_to_words:
 * @state: a state
 *
 * Returns: a word for people, translated
 */
const char *
cue_signalr_state_to_words (CueSignalrState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (state_words), "");

  return _ (state_words[state]);
}

/**
 * cue_signalr_reason_to_words:
 * @reason: a reason
 *
 * Returns: a few words for people, translated
 */
const char *
cue_signalr_reason_to_words (CueSignalrReason reason)
{
  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (reason_words), "");

  return _ (reason_words[reason]);
}

/**
 * cue_signalr_reason_to_nick:
 * @reason: a reason
 *
 * Returns: a name for programs, such as `http-401`; it stays the same in every language and release
 */
const char *
cue_signalr_reason_to_nick (CueSignalrReason reason)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CUE_TYPE_SIGNALR_REASON);
  const GEnumValue *value = g_enum_get_value (klass, (int) reason);

  g_return_val_if_fail (value != NULL, "");

  return value->value_nick;
}
