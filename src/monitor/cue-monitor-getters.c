// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-monitor-private.h"

/**
 * cue_monitor_get_profile:
 *
 * Returns: (transfer none): the event that is watched
 */
CueProfile *
cue_monitor_get_profile (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->profile;
}

/**
 * cue_monitor_get_title:
 *
 * Returns: the name of the event as people see it; an event without a name, which a file from
 *   elsewhere may have, is called so
 */
const char *
cue_monitor_get_title (CueMonitor *self)
{
  const char *name;

  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);

  name = self->profile != NULL ? cue_profile_get_name (self->profile) : NULL;
  return name != NULL && name[strspn (name, " \t\n")] != '\0' ? name : _ ("Unnamed event");
}

/**
 * cue_monitor_get_running:
 *
 * Returns: whether it is watched now
 */
gboolean
cue_monitor_get_running (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), FALSE);
  return self->running;
}

/**
 * cue_monitor_get_clock:
 *
 * Returns: (transfer none): the clock that everything here goes by
 */
CueClock *
cue_monitor_get_clock (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->clock;
}

/**
 * cue_monitor_get_poller:
 *
 * Returns: (transfer none): what polls the state
 */
CueEnginePoller *
cue_monitor_get_poller (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->poller;
}

/**
 * cue_monitor_get_state:
 *
 * Returns: (transfer none) (nullable): the last good state
 */
CueEngineState *
cue_monitor_get_state (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->poller != NULL ? cue_engine_poller_get_state (self->poller) : NULL;
}

/**
 * cue_monitor_get_countdown:
 *
 * Returns: (transfer none) (nullable): the countdown by the server's clock
 */
CueCountdown *
cue_monitor_get_countdown (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->poller != NULL ? cue_engine_poller_get_countdown (self->poller) : NULL;
}

/**
 * cue_monitor_get_clock_offset:
 *
 * Returns: (transfer none) (nullable): how far this computer's clock is from the server's
 */
CueClockOffset *
cue_monitor_get_clock_offset (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->poller != NULL ? cue_engine_poller_get_clock_offset (self->poller) : NULL;
}

/**
 * cue_monitor_get_trace:
 *
 * Returns: (transfer none): the exchanges of this event, redacted and bounded
 */
CueTrace *
cue_monitor_get_trace (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->trace;
}

/**
 * cue_monitor_get_redactor:
 *
 * Returns: (transfer none): what knows the secrets of this event
 */
CueRedactor *
cue_monitor_get_redactor (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->redactor;
}

/**
 * cue_monitor_get_sources:
 *
 * Returns: (transfer none): a list model of [class@SourceHealth]
 */
GListModel *
cue_monitor_get_sources (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return G_LIST_MODEL (self->sources);
}

/**
 * cue_monitor_get_source:
 * @id: `CUE_LANE_ENGINE`, `CUE_LANE_STREAM`, `CUE_LANE_PLAYER` or `CUE_LANE_DOORS`
 *
 * Returns: (transfer none) (nullable): how that source is doing
 */
CueSourceHealth *
cue_monitor_get_source (CueMonitor *self, const char *id)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);

  if (g_strcmp0 (id, CUE_LANE_ENGINE) == 0)
    return self->engine_health;
  if (g_strcmp0 (id, CUE_LANE_STREAM) == 0)
    return self->stream_health;
  if (g_strcmp0 (id, CUE_LANE_PLAYER) == 0)
    return self->player_health;
  if (g_strcmp0 (id, CUE_LANE_DOORS) == 0 && cue_doors_watch_get_enabled (self->doors))
    return self->doors_health;
  return NULL;
}

/**
 * cue_monitor_get_problems:
 *
 * Returns: (transfer none): what is wrong now, as a list model of [class@Problem]
 */
CueProblemList *
cue_monitor_get_problems (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->problems;
}

/**
 * cue_monitor_get_observations:
 *
 * Returns: (transfer none): a bounded list of [class@Observation], the oldest first
 */
CueRing *
cue_monitor_get_observations (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->observations;
}

/**
 * cue_monitor_get_messages:
 * @self: a monitor
 *
 * Observations of what comes in masses, one for each message of the doors. They are apart from the
 * others, which a crowd at the doors would push out.
 *
 * Returns: (transfer none): a bounded list of #CueObservation, the oldest first
 */
CueRing *
cue_monitor_get_messages (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->messages;
}

/**
 * cue_monitor_get_variants:
 *
 * Returns: (transfer none): a list model of [class@HlsVariant]
 */
GListModel *
cue_monitor_get_variants (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->stream != NULL ? cue_stream_watch_get_variants (self->stream) : NULL;
}

/**
 * cue_monitor_get_severity:
 *
 * Returns: the worst of all problems and sources
 */
CueHealth
cue_monitor_get_severity (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), CUE_HEALTH_IDLE);
  return self->severity;
}

/**
 * cue_monitor_get_latency:
 *
 * Returns: µs from the encoder's clock to the picture, or `CUE_MONITOR_LATENCY_UNKNOWN`
 */
gint64
cue_monitor_get_latency (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), CUE_MONITOR_LATENCY_UNKNOWN);
  return self->latency;
}

/**
 * cue_monitor_is_settled:
 *
 * Returns: whether the last answer of the Event Engine was followed to its end: its stream, if it
 *   names one, was read or could not be
 */
gboolean
cue_monitor_is_settled (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), TRUE);

  return self->stream == NULL || cue_stream_watch_get_manifest (self->stream) == NULL ||
         cue_stream_watch_get_loaded (self->stream) ||
         cue_stream_watch_get_error (self->stream) != NULL;
}

/**
 * cue_monitor_get_player_state:
 *
 * Returns: what the event's site shows, unknown before the first answer
 */
CuePlayerState
cue_monitor_get_player_state (CueMonitor *self)
{
  CueEngineState *state = cue_monitor_get_state (self);

  return state != NULL ? cue_engine_state_get_player_state (state) : CUE_PLAYER_STATE_UNKNOWN;
}

/**
 * cue_monitor_needs_stream:
 *
 * Returns: whether the audience should see the stream now
 */
gboolean
cue_monitor_needs_stream (CueMonitor *self)
{
  CuePlayerState state = cue_monitor_get_player_state (self);

  return state == CUE_PLAYER_STATE_LIVE || state == CUE_PLAYER_STATE_REPLAY;
}

// How long the last poll took, if there was an answer to it.
static gint64
get_answer_us (CueMonitor *self)
{
  GListModel *polls = cue_engine_poller_get_polls (self->poller);
  guint       n = g_list_model_get_n_items (polls);
  g_autoptr (CuePollResult) last = n > 0 ? g_list_model_get_item (polls, n - 1) : NULL;

  if (last == NULL || cue_poll_result_get_outcome (last) == CUE_POLL_FAILED)
    return 0;
  return cue_poll_result_get_duration (last);
}

/**
 * cue_monitor_fill_facts:
 * @facts: (out): what the rules look at
 *
 * Gathers the facts from the poller and its parts; pointers in it stay theirs.
 */
void
cue_monitor_fill_facts (CueMonitor *self, CueEngineFacts *facts)
{
  CueClockOffset *offset = cue_engine_poller_get_clock_offset (self->poller);
  const GError   *error = cue_engine_poller_get_last_error (self->poller);
  const GError   *url_error = cue_state_url_source_get_last_error (self->source);

  *facts = (CueEngineFacts){
    .now_us = cue_clock_get_monotonic (self->clock),
    .source_kind = cue_profile_get_source_kind (self->profile),
    .ttl_s = cue_profile_get_ttl (self->profile),
    .phase = cue_engine_poller_get_phase (self->poller),
    .reason = cue_engine_poller_get_reason (self->poller),
    .error_text = error != NULL ? error->message : NULL,
    .n_failures = cue_engine_poller_get_n_failures (self->poller),
    .answer_us = get_answer_us (self),
    .last_good_us = CUE_SOURCE_NEVER,
    .state = cue_engine_poller_get_state (self->poller),
    .last_known = cue_engine_poller_get_last_known_state (self->poller),
    .state_since_us = cue_engine_poller_get_state_since (self->poller),
    .offset_known = cue_clock_offset_is_known (offset),
    .url_age_us = cue_state_url_source_get_age (self->source),
    .url_error_text = url_error != NULL ? url_error->message : NULL,
    .history = self->history,
  };
  if (cue_state_url_source_peek (self->source) == NULL)
    facts->url_age_us = -1;
  if (facts->state != NULL)
    facts->last_good_us = cue_engine_poller_get_last_good (self->poller);
  if (facts->offset_known) {
    facts->offset_us = cue_clock_offset_get_offset (offset);
    facts->offset_error_us = cue_clock_offset_get_error (offset);
  }
}
