// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-salto-hub-private.h"

#include <glib/gi18n-lib.h>

#include "cue-salto-causes.h"

// What a hub tells about itself.

/**
 * cue_salto_hub_get_stream:
 * @self: a hub
 *
 * Returns: whether it has entries or incidents
 */
CueSaltoStream
cue_salto_hub_get_stream (CueSaltoHub *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), CUE_SALTO_ENTRIES);
  return self->stream;
}

/**
 * cue_salto_hub_get_site_id:
 * @self: a hub
 *
 * Returns: (transfer none): the site it was asked for
 */
const char *
cue_salto_hub_get_site_id (CueSaltoHub *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), NULL);
  return self->site_id;
}

/**
 * cue_salto_hub_get_site_name:
 * @self: a hub
 *
 * Returns: (transfer none): what people call the site; its id when it has no name
 */
const char *
cue_salto_hub_get_site_name (CueSaltoHub *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), NULL);
  return self->site_name;
}

/**
 * cue_salto_hub_get_connection:
 * @self: a hub
 *
 * Returns: (transfer none): for its counters and times; it is started and stopped through the hub
 */
CueSignalrConnection *
cue_salto_hub_get_connection (CueSaltoHub *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), NULL);
  return self->connection;
}

/**
 * cue_salto_hub_get_state:
 * @self: a hub
 *
 * Returns: the state of its connection; a hub that gave up is disconnected, see
 *   [method@SaltoHub.get_blocked]
 */
CueSignalrState
cue_salto_hub_get_state (CueSaltoHub *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), CUE_SIGNALR_DISCONNECTED);
  return cue_signalr_connection_get_state (self->connection);
}

/**
 * cue_salto_hub_get_heard_us:
 * @self: a hub
 *
 * Returns: when it was last heard before it was stopped or blocked, wall time in µs; 0 for never
 */
gint64
cue_salto_hub_get_heard_us (CueSaltoHub *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), 0);
  return self->heard_us;
}

/**
 * cue_salto_hub_get_blocked:
 * @self: a hub
 *
 * Returns: whether it gave up and waits for [method@SaltoHub.retry]
 */
gboolean
cue_salto_hub_get_blocked (CueSaltoHub *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), FALSE);
  return self->blocked;
}

/**
 * cue_salto_hub_get_reason:
 * @self: a hub
 *
 * Returns: what is wrong; it stays while a hub is blocked
 */
CueSignalrReason
cue_salto_hub_get_reason (CueSaltoHub *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), CUE_SIGNALR_REASON_NONE);
  return self->reason;
}

/**
 * cue_salto_hub_get_error:
 * @self: a hub
 *
 * Returns: (transfer none) (nullable): what is wrong, in a sentence
 */
const GError *
cue_salto_hub_get_error (CueSaltoHub *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), NULL);
  return self->error;
}

/**
 * cue_salto_hub_get_n_failures:
 * @self: a hub
 *
 * Returns: how many attempts failed since it was connected
 */
guint
cue_salto_hub_get_n_failures (CueSaltoHub *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), 0);
  return self->n_failures;
}

/**
 * cue_salto_hub_get_title:
 * @self: a hub
 *
 * Returns: (transfer full): its stream and site, in words
 */
char *
cue_salto_hub_get_title (CueSaltoHub *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), NULL);

  // Translators: entries or incidents, then the name of a site
  return g_strdup_printf (_ ("%s, %s"), cue_salto_stream_to_words (self->stream), self->site_name);
}

/**
 * cue_salto_hub_describe:
 * @self: a hub
 *
 * Returns: (transfer full): its state in a few words, with the reason when it is not connected
 */
char *
cue_salto_hub_describe (CueSaltoHub *self)
{
  CueSignalrState state;

  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), NULL);

  state = cue_signalr_connection_get_state (self->connection);
  if (self->reason == CUE_SIGNALR_REASON_NONE)
    return g_strdup (cue_signalr_state_to_words (state));
  // Translators: a state such as “Reconnecting”, then why
  return g_strdup_printf (_ ("%s: %s"),
                          cue_signalr_state_to_words (state),
                          cue_signalr_reason_to_words (self->reason));
}

/**
 * cue_salto_hub_explain:
 * @self: a hub
 *
 * Returns: (transfer full) (nullable): the likely causes of what is wrong, and what to do; see
 *   [func@salto_explain]
 */
char *
cue_salto_hub_explain (CueSaltoHub *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_HUB (self), NULL);

  return cue_salto_explain (self->reason,
                            self->gate != NULL ? cue_salto_gate_get_inspection (self->gate) : NULL,
                            self->user_id);
}
