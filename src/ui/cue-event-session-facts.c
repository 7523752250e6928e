// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-session.h"

#include <glib/gi18n-lib.h>

#include "cue-text.h"

/* What a session knows of its event's state, in the terms of the window. */

#define RAW_STATE_CHARS 40

/**
 * cue_event_session_get_player_state:
 * @self: a session
 *
 * Returns: what the site of the event shows, by the last good answer
 */
CuePlayerState
cue_event_session_get_player_state (CueEventSession *self)
{
  CueEngineState *state;

  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), CUE_PLAYER_STATE_UNKNOWN);

  state = cue_monitor_get_state (cue_event_session_get_monitor (self));
  return state != NULL ? cue_engine_state_get_player_state (state) : CUE_PLAYER_STATE_UNKNOWN;
}

/**
 * cue_event_session_get_state_words:
 * @self: a session
 *
 * Names the state of the event. A state that the documentation does not list is shown as it came,
 * with odd characters made visible.
 *
 * Returns: (transfer full): words
 */
char *
cue_event_session_get_state_words (CueEventSession *self)
{
  CueEngineState *state;
  CuePlayerState  player_state;
  const char     *text;

  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), NULL);

  state = cue_monitor_get_state (cue_event_session_get_monitor (self));

  if (state == NULL)
    return g_strdup (_ ("No answer yet"));

  player_state = cue_engine_state_get_player_state (state);
  text = cue_engine_state_get_player_state_text (state);

  if (player_state == CUE_PLAYER_STATE_UNKNOWN && text != NULL && text[0] != '\0') {
    g_autofree char *visible = cue_text_make_line (text, -1, RAW_STATE_CHARS);

    return g_strdup_printf (_ ("“%s”"), visible);
  }

  return g_strdup (cue_player_state_to_words (player_state));
}

/**
 * cue_event_session_get_time_in_state:
 * @self: a session
 *
 * Returns: microseconds since the event came into its state, or -1 when that is not known
 */
gint64
cue_event_session_get_time_in_state (CueEventSession *self)
{
  gint64 since;

  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), -1);

  if (cue_monitor_get_state (cue_event_session_get_monitor (self)) == NULL)
    return -1;

  since = cue_engine_poller_get_state_since (
    cue_monitor_get_poller (cue_event_session_get_monitor (self)));
  return MAX (cue_clock_get_monotonic (
                cue_monitor_get_clock (cue_event_session_get_monitor (self))) -
                since,
              0);
}

/**
 * cue_event_session_get_age:
 * @self: a session
 *
 * Returns: microseconds since the last good answer, or -1 when there was none
 */
gint64
cue_event_session_get_age (CueEventSession *self)
{
  gint64 last_good;

  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), -1);

  if (cue_monitor_get_state (cue_event_session_get_monitor (self)) == NULL)
    return -1;

  last_good =
    cue_engine_poller_get_last_good (cue_monitor_get_poller (cue_event_session_get_monitor (self)));
  return MAX (cue_clock_get_monotonic (
                cue_monitor_get_clock (cue_event_session_get_monitor (self))) -
                last_good,
              0);
}

/**
 * cue_event_session_is_stale:
 * @self: a session
 *
 * What is shown is stale when a cache served an old copy, or when the service failed and two
 * answers are missing.
 *
 * Returns: whether what is shown is older than it should be
 */
gboolean
cue_event_session_is_stale (CueEventSession *self)
{
  CueEnginePoller *poller;

  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), FALSE);

  if (cue_monitor_get_state (cue_event_session_get_monitor (self)) == NULL)
    return FALSE;

  poller = cue_monitor_get_poller (cue_event_session_get_monitor (self));
  return cue_engine_poller_is_stale (poller) ||
         (cue_engine_poller_get_n_failures (poller) > 0 &&
          cue_event_session_get_age (self) >
            2 * G_USEC_PER_SEC * (gint64) cue_engine_poller_get_interval (poller));
}
