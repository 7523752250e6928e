// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-engine-poller-private.h"

/* What a CueEnginePoller does when the network is another: not wait until its back-off is over. */

// A network that has just come is announced several times, and names cannot be looked up at once.
#define SETTLE_US (G_USEC_PER_SEC / 2)

static gboolean
may_heal (CueEngineReason reason)
{
  switch (reason) {
  case CUE_ENGINE_REASON_NETWORK:
  case CUE_ENGINE_REASON_TIMEOUT:
  case CUE_ENGINE_REASON_TLS:
  // The sign-in page of a network, or its proxy.
  case CUE_ENGINE_REASON_NOT_STATE:
  case CUE_ENGINE_REASON_STATE_URL:
  case CUE_ENGINE_REASON_EMPTY:
  case CUE_ENGINE_REASON_SERVER:
  case CUE_ENGINE_REASON_OTHER:
    return TRUE;
  case CUE_ENGINE_REASON_NONE:
  case CUE_ENGINE_REASON_SECRET:
  case CUE_ENGINE_REASON_REFUSED:
  case CUE_ENGINE_REASON_CLOCK:
  case CUE_ENGINE_REASON_URL_REFUSED:
  case CUE_ENGINE_REASON_RATE_LIMITED:
  case CUE_ENGINE_REASON_TOO_LARGE:
  case CUE_ENGINE_REASON_STUCK_TIME:
  case CUE_ENGINE_REASON_OLD_COPY:
  default:
    return FALSE;
  }
}

/**
 * cue_engine_poller_network_changed:
 *
 * To be told when there is a network again, or another one. What failed for want of it is tried
 * again at once, but never sooner than a poll's time after the last poll, within the limits of
 * getStateURL, and not while the service asked to be left alone. Any number of calls make one
 * attempt.
 */
void
cue_engine_poller_network_changed (CueEnginePoller *self)
{
  gint64 at;

  g_return_if_fail (CUE_IS_ENGINE_POLLER (self));

  if (self->cancellable == NULL)
    return;
  g_object_ref (self);
  cue_state_url_source_network_changed (self->source);
  // What is under way may hang on the old network until its time is over.
  if (self->polling || self->asking) {
    self->network_changed = TRUE;
  } else if (self->cancellable != NULL && may_heal (self->reason)) {
    at = MAX (cue_clock_get_monotonic (self->clock) + SETTLE_US,
              self->sent_at + (gint64) self->interval_s * G_USEC_PER_SEC);
    if (self->next_poll == 0 || self->next_poll > at)
      cue_engine_poller_schedule (self, at);
  }
  g_object_unref (self);
}
