// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-salto-causes.h"

#include <glib/gi18n-lib.h>

#include "cue-salto-rules.h"

static char *
explain_forbidden (const CueTokenInspection *inspection, const char *user_id)
{
  gboolean all = user_id == NULL || *user_id == '\0';

  if (inspection != NULL && cue_token_inspection_get_scopes (inspection) != NULL &&
      !cue_token_inspection_has_scope (inspection, CUE_SALTO_SCOPE))
    return g_strdup_printf (_ ("The token lacks the scope %s. Ask the Identity Server for a token "
                               "that has it."),
                            CUE_SALTO_SCOPE);
  // Translators: the three causes that the vendor names; the first %s is the name of a scope
  return g_strdup_printf (_ ("One of three things is missing. The scope: the token must have %s. "
                             "The role: whoever signed in must be Site Admin or Site Super User of "
                             "this site. Or the user: %s"),
                          CUE_SALTO_SCOPE,
                          all ? _ ("a plain Site User may only see the own events, so give the "
                                   "own user ID.")
                              : _ ("a plain Site User may only give the own user ID, and this is "
                                   "another's."));
}

/**
 * cue_salto_explain:
 * @reason: why a hub is not connected
 * @inspection: (nullable): what the token says about itself
 * @user_id: (nullable): the one user whose events are asked for
 *
 * The likely causes and what to do, beyond what the error itself says. For a 403 these are the
 * three causes of services reference 1.6, no. 12; the token does not tell the role, so they cannot
 * be told apart here unless the scope is visibly missing.
 *
 * Returns: (transfer full) (nullable): one or more sentences, or %NULL when there is nothing to add
 */
char *
cue_salto_explain (CueSignalrReason          reason,
                   const CueTokenInspection *inspection,
                   const char               *user_id)
{
  switch (reason) {
  case CUE_SIGNALR_REASON_HTTP_401:
    return g_strdup (_ ("The token is expired or was not made by the Identity Server of this "
                        "environment. Get a new one."));
  case CUE_SIGNALR_REASON_HTTP_403:
    return explain_forbidden (inspection, user_id);
  case CUE_SIGNALR_REASON_HTTP_404:
    return g_strdup (_ ("Either the address is wrong, or the service is down: during an outage it "
                        "answers 404 to everything. A site that does not belong to KS Connect is "
                        "not found either."));
  case CUE_SIGNALR_REASON_HTTP_OTHER:
    return g_strdup (_ ("The service is overloaded or down; it is tried again."));
  case CUE_SIGNALR_REASON_NOT_WEBSOCKET:
    return g_strdup (_ ("Something between here and the hub answers in its place: the sign-in page "
                        "of a network, or a proxy that does not let WebSockets through."));
  case CUE_SIGNALR_REASON_HANDSHAKE_REFUSED:
  case CUE_SIGNALR_REASON_PROTOCOL:
    return g_strdup (_ ("The address may be that of another service; or the hub has changed."));
  case CUE_SIGNALR_REASON_HANDSHAKE_TIMEOUT:
  case CUE_SIGNALR_REASON_SERVER_TIMEOUT:
    return g_strdup (_ ("The line is dead, or the hub hangs; it is tried again."));
  case CUE_SIGNALR_REASON_TOO_LARGE:
    return g_strdup (_ ("A message this large is no event of a door."));
  case CUE_SIGNALR_REASON_CLOSED_BY_SERVER:
    return g_strdup (_ ("The hub asked not to be called again. Connect again when you know why."));
  case CUE_SIGNALR_REASON_NONE:
  case CUE_SIGNALR_REASON_STOPPED:
  case CUE_SIGNALR_REASON_ADDRESS:
  case CUE_SIGNALR_REASON_TOKEN:
  case CUE_SIGNALR_REASON_NETWORK:
  case CUE_SIGNALR_REASON_TLS:
  case CUE_SIGNALR_REASON_CONNECT_TIMEOUT:
  case CUE_SIGNALR_REASON_CONNECTION_LOST:
    break;
  }
  return NULL;
}
