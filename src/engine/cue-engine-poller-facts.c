// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-engine-poller-private.h"

#include <glib/gi18n-lib.h>

#include "cue-time.h"

// Nobody wonders about a shorter silence.
#define LONG_WAIT_US CUE_SECONDS (20)

/* What a CueEnginePoller tells about itself. */

/**
 * cue_engine_poller_describe_wait:
 *
 * After a failure: until when nothing is asked, if that is long enough to be wondered about.
 *
 * Returns: (transfer full) (nullable): a sentence for people
 */
char *
cue_engine_poller_describe_wait (CueEnginePoller *self)
{
  g_autofree char *time = NULL;
  gint64           now;
  gint64           until;
  gboolean         ordered;

  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), NULL);

  if (self->phase == CUE_ENGINE_STOPPED || self->reason == CUE_ENGINE_REASON_NONE)
    return NULL;
  now = cue_clock_get_monotonic (self->clock);
  until = self->next_poll;
  if (self->phase == CUE_ENGINE_ASKING_URL && cue_state_url_source_is_held (self->source))
    until = now + cue_state_url_source_get_wait (self->source);
  if (until - now < LONG_WAIT_US)
    return NULL;
  ordered = self->reason == CUE_ENGINE_REASON_RATE_LIMITED || self->blocked_until >= until;
  time = cue_time_format_time_of_day (cue_clock_get_wall (self->clock) + (until - now));
  // Translators: %s is a time of day
  return g_strdup_printf (ordered ? _ ("As the service asks, nothing is sent before %s.")
                                  : _ ("The next attempt is at %s."),
                          time);
}

static char *
describe_trouble (CueEnginePoller *self)
{
  const char *words = cue_engine_reason_to_words (self->reason);

  // Translators: a few words, then a whole sentence
  return self->last_error != NULL ? g_strdup_printf (_ ("%s. %s"), words, self->last_error->message)
                                  : g_strdup (words);
}

/**
 * cue_engine_poller_describe:
 *
 * Returns: (transfer full): what is going on, for people: a few words, and a sentence or two where
 *   there is more to say
 */
char *
cue_engine_poller_describe (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), NULL);

  if (self->phase == CUE_ENGINE_STOPPED)
    return g_strdup (_ ("Not polled"));
  if (self->reason != CUE_ENGINE_REASON_NONE) {
    g_autofree char *trouble = describe_trouble (self);
    g_autofree char *wait = cue_engine_poller_describe_wait (self);

    return wait != NULL ? g_strdup_printf ("%s %s", trouble, wait) : g_steal_pointer (&trouble);
  }
  if (self->state == NULL)
    return g_strdup (self->phase == CUE_ENGINE_ASKING_URL ? _ ("Asking for the state URL")
                                                          : _ ("Waiting for the first answer"));
  return g_strdup (cue_engine_reason_to_words (CUE_ENGINE_REASON_NONE));
}

/**
 * cue_engine_poller_get_time_in_state:
 * @state: a player state
 *
 * Returns: microseconds spent in that state since the poller saw its first answer, the current stay
 *   included
 */
gint64
cue_engine_poller_get_time_in_state (CueEnginePoller *self, CuePlayerState state)
{
  gint64 time;

  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), 0);
  g_return_val_if_fail ((guint) state < CUE_N_PLAYER_STATES, 0);

  time = self->time_in_state[state];
  if (self->state != NULL && cue_engine_state_get_player_state (self->state) == state)
    time += cue_clock_get_monotonic (self->clock) - self->state_since;
  return time;
}

/**
 * cue_engine_poller_get_state:
 *
 * Returns: (transfer none) (nullable): the last good state
 */
CueEngineState *
cue_engine_poller_get_state (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), NULL);

  return self->state;
}

/**
 * cue_engine_poller_get_last_known_state:
 *
 * Returns: the last player state that the documentation lists; stays while an unknown one is sent
 */
CuePlayerState
cue_engine_poller_get_last_known_state (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), CUE_PLAYER_STATE_UNKNOWN);

  return self->last_known_state;
}

/**
 * cue_engine_poller_get_phase:
 *
 * Returns: what it is doing
 */
CueEnginePhase
cue_engine_poller_get_phase (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), CUE_ENGINE_STOPPED);

  return self->phase;
}

/**
 * cue_engine_poller_get_reason:
 *
 * Returns: what is wrong, %CUE_ENGINE_REASON_NONE when nothing is
 */
CueEngineReason
cue_engine_poller_get_reason (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), CUE_ENGINE_REASON_NONE);

  return self->reason;
}

/**
 * cue_engine_poller_get_last_error:
 *
 * Returns: (nullable): the failure behind the reason; its message is a whole sentence
 */
const GError *
cue_engine_poller_get_last_error (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), NULL);

  return self->last_error;
}

/**
 * cue_engine_poller_is_stale:
 *
 * Returns: whether the state on show is an old copy from a cache
 */
gboolean
cue_engine_poller_is_stale (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), FALSE);

  return self->stale;
}

/**
 * cue_engine_poller_get_last_good:
 *
 * Returns: when the last good answer came, on the monotonic clock; 0 for never
 */
gint64
cue_engine_poller_get_last_good (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), 0);

  return self->last_good;
}

/**
 * cue_engine_poller_get_state_since:
 *
 * Returns: since when the event is in its player state, on the monotonic clock, as far as seen
 */
gint64
cue_engine_poller_get_state_since (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), 0);

  return self->state_since;
}

/**
 * cue_engine_poller_get_next_poll:
 *
 * Returns: when the next poll is due, on the monotonic clock; 0 when none is planned
 */
gint64
cue_engine_poller_get_next_poll (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), 0);

  return self->next_poll;
}

/**
 * cue_engine_poller_get_n_failures:
 *
 * Returns: the number of failures in a row
 */
guint
cue_engine_poller_get_n_failures (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), 0);

  return self->n_failures;
}

/**
 * cue_engine_poller_get_polls:
 *
 * Returns: (transfer none): the last 720 polls as [class@PollResult], oldest first
 */
GListModel *
cue_engine_poller_get_polls (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), NULL);

  return G_LIST_MODEL (self->polls);
}

/**
 * cue_engine_poller_get_clock_offset:
 *
 * Returns: (transfer none): the estimate of the server's clock
 */
CueClockOffset *
cue_engine_poller_get_clock_offset (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), NULL);

  return self->offset;
}

/**
 * cue_engine_poller_get_countdown:
 *
 * Returns: (transfer none): the event's countdown
 */
CueCountdown *
cue_engine_poller_get_countdown (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), NULL);

  return self->countdown;
}
