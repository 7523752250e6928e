// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-monitor-private.h"
#include "cue-text.h"
#include "cue-time.h"

// What the stream and the player of an event mean for its health.

#define MAX_WORDS_CHARS 500
#define BUFFERING_GRACE CUE_SECONDS (3)
#define START_GRACE     CUE_SECONDS (12)

// So much older than at best, and the picture is no longer what happens now.
#define LAG_GRACE CUE_SECONDS (20)
// The player starts again at the live edge now and then; until its new place is known the old lag
// counts.
#define LAG_VALID CUE_SECONDS (30)

/**
 * cue_monitor_update_stream:
 *
 * Works out the health of the stream from its playlist and the state of the event. Long before a
 * show nobody streams, so a playlist that is not there yet is only a problem from pre-live on.
 */
void
cue_monitor_update_stream (CueMonitor *self)
{
  const GError    *error = cue_stream_watch_get_error (self->stream);
  CuePlayerState   state = cue_monitor_get_player_state (self);
  gboolean         soon;
  g_autofree char *words = cue_stream_watch_describe (self->stream);
  g_autofree char *title = NULL;
  g_autofree char *cause = NULL;
  g_autofree char *detail = NULL;
  CueHealth        health;

  soon = state == CUE_PLAYER_STATE_PRELIVE || state == CUE_PLAYER_STATE_INTERRUPTION;
  if (cue_stream_watch_get_manifest (self->stream) == NULL)
    health = cue_monitor_needs_stream (self) ? CUE_HEALTH_ERROR : CUE_HEALTH_IDLE;
  else if (error != NULL)
    health = cue_monitor_needs_stream (self) ? CUE_HEALTH_ERROR
             : soon                          ? CUE_HEALTH_WARNING
                                             : CUE_HEALTH_IDLE;
  else
    health = cue_stream_watch_get_loaded (self->stream) ? CUE_HEALTH_OK : CUE_HEALTH_IDLE;
  cue_source_health_set_last_good (self->stream_health,
                                   cue_stream_watch_get_last_good (self->stream));
  cue_source_health_update (self->stream_health, health, words);

  if (error == NULL || health == CUE_HEALTH_IDLE) {
    cue_problem_list_clear (self->problems, CUE_PROBLEM_STREAM_PLAYLIST);
    return;
  }
  title = cue_monitor_needs_stream (self)
            ? g_strdup_printf (_ ("The event is in %s, but its stream cannot be read"),
                               cue_player_state_to_words (state))
            : g_strdup (_ ("The stream cannot be read yet"));
  // A problem is shown and copied; the token of a signed address is for the server alone.
  cause = cue_redactor_apply (self->redactor, error->message);
  detail = cue_redactor_apply (self->redactor, cue_stream_watch_get_manifest (self->stream));
  cue_problem_list_raise (self->problems,
                          CUE_PROBLEM_STREAM_PLAYLIST,
                          CUE_LANE_STREAM,
                          health == CUE_HEALTH_ERROR ? CUE_SEVERITY_ERROR : CUE_SEVERITY_WARNING,
                          title,
                          cause,
                          detail);
}

static CueHealth
get_player_health (CueMonitor *self)
{
  switch (self->player_condition) {
  case CUE_PLAYER_CONDITION_PLAYING:
    return CUE_HEALTH_OK;
  case CUE_PLAYER_CONDITION_BUFFERING:
    return CUE_HEALTH_WARNING;
  case CUE_PLAYER_CONDITION_FAULT:
    return CUE_HEALTH_ERROR;
  case CUE_PLAYER_CONDITION_STARTING:
    // Between two attempts it is still failing.
    return cue_problem_list_find (self->problems, CUE_PROBLEM_PLAYER_FAULT) != NULL
             ? CUE_HEALTH_ERROR
             : CUE_HEALTH_IDLE;
  case CUE_PLAYER_CONDITION_ENDED:
    return cue_monitor_get_player_state (self) == CUE_PLAYER_STATE_LIVE ? CUE_HEALTH_WARNING
                                                                        : CUE_HEALTH_IDLE;
  case CUE_PLAYER_CONDITION_IDLE:
    break;
  }
  return CUE_HEALTH_IDLE;
}

static void
update_player_fault (CueMonitor *self)
{
  CueProblem *fault = cue_problem_list_find (self->problems, CUE_PROBLEM_PLAYER_FAULT);
  CueSeverity severity;

  if (self->player_condition == CUE_PLAYER_CONDITION_STARTING)
    return;
  if (self->player_condition != CUE_PLAYER_CONDITION_FAULT &&
      !(self->player_condition == CUE_PLAYER_CONDITION_BUFFERING && fault != NULL)) {
    cue_problem_list_clear (self->problems, CUE_PROBLEM_PLAYER_FAULT);
    return;
  }
  severity = cue_monitor_needs_stream (self) ? CUE_SEVERITY_ERROR : CUE_SEVERITY_WARNING;
  cue_problem_list_raise (self->problems,
                          CUE_PROBLEM_PLAYER_FAULT,
                          CUE_LANE_PLAYER,
                          severity,
                          _ ("The player has no picture"),
                          self->player_words,
                          self->player_cause);
}

static void
update_player_wait (CueMonitor        *self,
                    const char        *id,
                    CuePlayerCondition condition,
                    gint64             grace,
                    const char        *title,
                    const char        *cause)
{
  gint64 waited = cue_clock_get_monotonic (self->clock) - self->player_since;

  if (self->player_condition != condition || waited < grace || !cue_monitor_needs_stream (self) ||
      cue_problem_list_find (self->problems, CUE_PROBLEM_PLAYER_FAULT) != NULL) {
    cue_problem_list_clear (self->problems, id);
    return;
  }
  cue_problem_list_raise (self->problems,
                          id,
                          CUE_LANE_PLAYER,
                          CUE_SEVERITY_WARNING,
                          title,
                          cause,
                          self->player_words);
}

// An encoder that died leaves the last parts of the stream to be played again and again: the
// picture moves, only never on.
static void
update_player_lag (CueMonitor *self)
{
  gint64           now = cue_clock_get_monotonic (self->clock);
  g_autofree char *detail = NULL;

  if (self->lag < LAG_GRACE || now - self->lag_at > LAG_VALID || !cue_monitor_needs_stream (self) ||
      cue_problem_list_find (self->problems, CUE_PROBLEM_PLAYER_FAULT) != NULL) {
    cue_problem_list_clear (self->problems, CUE_PROBLEM_PLAYER_BEHIND);
    return;
  }
  detail = g_strdup_printf (ngettext ("%u second further behind than at best.",
                                      "%u seconds further behind than at best.",
                                      (guint) (self->lag / G_TIME_SPAN_SECOND)),
                            (guint) (self->lag / G_TIME_SPAN_SECOND));
  cue_problem_list_raise (self->problems,
                          CUE_PROBLEM_PLAYER_BEHIND,
                          CUE_LANE_PLAYER,
                          CUE_SEVERITY_WARNING,
                          _ ("The picture falls behind live"),
                          _ ("No new part of the stream arrives, or this computer cannot keep up."),
                          detail);
}

static void
measure_lag (CueMonitor *self, gint64 mono, gint64 picture_pdt)
{
  const char      *manifest = cue_stream_watch_get_manifest (self->stream);
  g_autofree char *address =
    g_strndup (manifest != NULL ? manifest : "", manifest != NULL ? strcspn (manifest, "?#") : 0);
  guint stream = g_str_hash (address);

  if (self->lag_stream != stream)
    self->lag_least = G_MAXINT64;
  self->lag_stream = stream;
  // Neither the clock of this computer nor the server's has a part in it.
  self->lag_least = MIN (self->lag_least, mono - picture_pdt);
  self->lag = mono - picture_pdt - self->lag_least;
  self->lag_at = mono;
}

/**
 * cue_monitor_update_player:
 *
 * Works out the health of the player from its last report. The waits are looked at again after each
 * poll, so they are noticed a few seconds late, and no timer runs for them.
 */
void
cue_monitor_update_player (CueMonitor *self)
{
  update_player_fault (self);
  update_player_wait (self,
                      CUE_PROBLEM_PLAYER_BUFFERING,
                      CUE_PLAYER_CONDITION_BUFFERING,
                      BUFFERING_GRACE,
                      _ ("The picture stands still"),
                      _ ("The player waits for data that the stream does not deliver in time."));
  update_player_wait (self,
                      CUE_PROBLEM_PLAYER_START,
                      CUE_PLAYER_CONDITION_STARTING,
                      START_GRACE,
                      _ ("The picture does not come"),
                      _ (
                        "The player is connected or connecting, but nothing to show has arrived."));
  update_player_wait (self,
                      CUE_PROBLEM_PLAYER_ENDED,
                      CUE_PLAYER_CONDITION_ENDED,
                      cue_monitor_get_player_state (self) == CUE_PLAYER_STATE_LIVE ? 0 : G_MAXINT64,
                      _ ("The stream has ended, but the event is still in Live"),
                      _ ("The encoder closed the stream (EXT-X-ENDLIST)."));
  update_player_lag (self);
  if (self->player_condition == CUE_PLAYER_CONDITION_PLAYING &&
      cue_problem_list_find (self->problems, CUE_PROBLEM_PLAYER_BEHIND) != NULL)
    cue_source_health_update (self->player_health,
                              CUE_HEALTH_WARNING,
                              _ ("The picture falls behind live"));
  else
    cue_source_health_update (self->player_health, get_player_health (self), self->player_words);
}

// A player names the address it cannot play, so its words are redacted too, before they are cut.
static void
take_text (CueMonitor *self, char **field, const char *text)
{
  g_autofree char *safe = cue_redactor_apply (self->redactor, text != NULL ? text : "");
  char            *old = *field;

  *field = cue_text_make_visible (safe, -1, MAX_WORDS_CHARS);
  g_free (old);
}

// Attempts that fail for the same reason are one fault, until a picture moves or nobody wants one.
static gboolean
is_new_fault (CueMonitor *self)
{
  g_autofree char *fault = g_strconcat (self->player_words, "\n", self->player_cause, NULL);

  if (g_strcmp0 (fault, self->observed_fault) == 0)
    return FALSE;
  g_free (self->observed_fault);
  self->observed_fault = g_steal_pointer (&fault);
  return TRUE;
}

static void
record_player (CueMonitor *self, gboolean is_change)
{
  switch (self->player_condition) {
  case CUE_PLAYER_CONDITION_FAULT:
    if (is_new_fault (self))
      cue_monitor_observe (self,
                           CUE_LANE_PLAYER,
                           "fault",
                           self->player_words,
                           self->player_cause,
                           CUE_SEVERITY_WARNING);
    break;
  case CUE_PLAYER_CONDITION_PLAYING:
    g_clear_pointer (&self->observed_fault, g_free);
    if (is_change)
      cue_monitor_observe (self,
                           CUE_LANE_PLAYER,
                           "playing",
                           _ ("The picture moves"),
                           self->player_words,
                           CUE_SEVERITY_INFO);
    break;
  case CUE_PLAYER_CONDITION_IDLE:
    g_clear_pointer (&self->observed_fault, g_free);
    break;
  default:
    break;
  }
}

static void
take_report (CueMonitor *self, CuePlayerCondition condition, const char *words, const char *cause)
{
  CuePlayerCondition before;
  gint64             now;

  before = self->player_condition;
  now = cue_clock_get_monotonic (self->clock);
  take_text (self, &self->player_words, words);
  take_text (self, &self->player_cause, cause);
  if (before != condition) {
    self->player_condition = condition;
    self->player_since = now;
  }
  if (condition == CUE_PLAYER_CONDITION_PLAYING)
    cue_source_health_set_last_good (self->player_health, now);
  else if (condition == CUE_PLAYER_CONDITION_IDLE || condition == CUE_PLAYER_CONDITION_FAULT)
    cue_monitor_set_latency (self, CUE_MONITOR_LATENCY_UNKNOWN);
  if (condition == CUE_PLAYER_CONDITION_IDLE) {
    self->lag = 0;
    self->lag_least = G_MAXINT64;
  }

  record_player (self, before != condition);
  cue_monitor_update_player (self);
}

/**
 * cue_monitor_report_player:
 * @condition: what the player is doing
 * @words: (nullable): that in words
 * @cause: (nullable): why, in more words
 *
 * Tells the monitor about the player of its event, which lives elsewhere. Called on every change,
 * and as often as wished while it plays. While nothing is watched, nothing is reported either:
 * there would be nobody to end a problem.
 */
void
cue_monitor_report_player (CueMonitor        *self,
                           CuePlayerCondition condition,
                           const char        *words,
                           const char        *cause)
{
  g_return_if_fail (CUE_IS_MONITOR (self));

  if (self->running)
    take_report (self, condition, words, cause);
}

/**
 * cue_monitor_reset_player:
 *
 * Forgets the player: nobody plays, whether or not the event is watched.
 */
void
cue_monitor_reset_player (CueMonitor *self)
{
  take_report (self, CUE_PLAYER_CONDITION_IDLE, _ ("Not playing"), NULL);
}

/**
 * cue_monitor_map_fragment:
 * @fragment_uri: the first fragment that the player played
 * @position_us: how far the player is beyond that fragment's beginning
 *
 * Works out how far the picture is behind live:
 * now by the server's clock − (the fragment's `EXT-X-PROGRAM-DATE-TIME` + position). Called with
 * every report of the position; the first call for a fragment reads a media playlist.
 */
void
cue_monitor_map_fragment (CueMonitor *self, const char *fragment_uri, gint64 position_us)
{
  CueClockOffset *offset;
  gint64          pdt;
  gint64          mono;
  gint64          now;

  g_return_if_fail (CUE_IS_MONITOR (self));
  g_return_if_fail (fragment_uri != NULL);

  if (!self->running)
    return;
  mono = cue_clock_get_monotonic (self->clock);
  cue_source_health_set_last_good (self->player_health, mono);
  cue_stream_watch_find_fragment (self->stream, fragment_uri);
  pdt = cue_stream_watch_get_fragment_pdt (self->stream);
  if (pdt == CUE_STREAM_PDT_UNKNOWN) {
    cue_monitor_set_latency (self, CUE_MONITOR_LATENCY_UNKNOWN);
    return;
  }
  measure_lag (self, mono, pdt + position_us);
  offset = cue_monitor_get_clock_offset (self);
  now = cue_clock_offset_is_known (offset) ? cue_clock_offset_get_server_time (offset, mono)
                                           : cue_clock_get_wall (self->clock);
  cue_monitor_set_latency (self, now - (pdt + position_us));
}
