// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-field-change.h"
#include "cue-monitor-private.h"
#include "cue-observation.h"
#include "cue-text.h"

// What goes into the record of an event: its changes and its problems, redacted and bounded.

#define MAX_SUBJECT_CHARS 200
#define MAX_DETAIL_CHARS  2000

// Whether it is one of many: a hub may send thousands in a second, and who looks for what changed
// is not served by them. An incident is rare enough, and matters.
static gboolean
comes_in_masses (const char *lane, const char *kind)
{
  static const char *const kinds[] = { "entry", "undecoded", "unexpected", NULL };

  return (g_str_equal (lane, CUE_LANE_DOORS) && g_strv_contains (kinds, kind)) ||
         (g_str_equal (lane, CUE_LANE_ACOUSTIC) && g_str_equal (kind, "row")) ||
         (g_str_equal (lane, CUE_LANE_FEED) &&
          (g_str_equal (kind, "event") || g_str_equal (kind, "asked")));
}

/**
 * cue_monitor_observe:
 * @lane: which source it is about, `CUE_LANE_…`
 * @kind: what happened, for machines; see README.md
 * @subject: what it is about, for people
 * @detail: (nullable): more about it
 * @severity: how much it matters
 *
 * Puts something that happened into the record. Text is redacted and bounded here, so that the
 * record can be shown and exported as it is.
 */
void
cue_monitor_observe (CueMonitor *self,
                     const char *lane,
                     const char *kind,
                     const char *subject,
                     const char *detail,
                     CueSeverity severity)
{
  cue_monitor_observe_personal (self, lane, kind, subject, detail, NULL, severity);
}

/**
 * cue_monitor_observe_personal:
 * @lane: which source it is about, `CUE_LANE_…`
 * @kind: what happened, for machines; see README.md
 * @subject: what it is about, for people; names no person
 * @detail: (nullable): more about it, with names of persons
 * @discreet: (nullable): @detail as it may be shown where names are hidden; %NULL: as it is
 * @severity: how much it matters
 *
 * Like [method@Monitor.observe] for what a person did.
 */
void
cue_monitor_observe_personal (CueMonitor *self,
                              const char *lane,
                              const char *kind,
                              const char *subject,
                              const char *detail,
                              const char *discreet,
                              CueSeverity severity)
{
  g_autoptr (CueObservation) observation = NULL;
  g_autofree char *clean_subject = NULL;
  g_autofree char *clean_detail = NULL;
  g_autofree char *safe_subject = NULL;
  g_autofree char *safe_detail = NULL;
  g_autofree char *safe_discreet = NULL;
  g_autofree char *clean_discreet = NULL;

  g_return_if_fail (CUE_IS_MONITOR (self));

  // Redacted before it is cut, so that no half of a secret stays; cleaned in any case, since a
  // player's words may come from a decoder.
  safe_subject = cue_redactor_apply (self->redactor, subject);
  safe_detail = cue_redactor_apply (self->redactor, detail != NULL ? detail : "");
  clean_subject = cue_text_make_line (safe_subject, -1, MAX_SUBJECT_CHARS);
  clean_detail = cue_text_make_visible (safe_detail, -1, MAX_DETAIL_CHARS);
  if (discreet != NULL) {
    safe_discreet = cue_redactor_apply (self->redactor, discreet);
    clean_discreet = cue_text_make_visible (safe_discreet, -1, MAX_DETAIL_CHARS);
  }
  observation = cue_observation_new_personal (cue_clock_get_wall (self->clock),
                                              cue_clock_get_monotonic (self->clock),
                                              lane,
                                              kind,
                                              clean_subject,
                                              clean_detail,
                                              clean_discreet,
                                              severity);
  cue_ring_append (comes_in_masses (lane, kind) ? self->messages : self->observations, observation);
}

static void
on_problem_raised (CueProblemList *list, CueProblem *problem, CueMonitor *self)
{
  cue_monitor_observe (self,
                       cue_problem_get_source (problem),
                       "problem-raised",
                       cue_problem_get_title (problem),
                       cue_problem_get_cause (problem),
                       cue_problem_get_severity (problem));
  cue_monitor_update_severity (self);
}

static void
on_problem_cleared (CueProblemList *list, CueProblem *problem, CueMonitor *self)
{
  cue_monitor_observe (self,
                       cue_problem_get_source (problem),
                       "problem-cleared",
                       cue_problem_get_title (problem),
                       NULL,
                       CUE_SEVERITY_INFO);
  cue_monitor_update_severity (self);
}

static void
on_problem_changed (CueProblemList *list, CueProblem *problem, CueMonitor *self)
{
  cue_monitor_update_severity (self);
}

/**
 * cue_monitor_watch_problems:
 *
 * Puts every problem that begins or ends into the record.
 */
void
cue_monitor_watch_problems (CueMonitor *self)
{
  g_signal_connect_object (self->problems, "raised", G_CALLBACK (on_problem_raised), self, 0);
  g_signal_connect_object (self->problems, "cleared", G_CALLBACK (on_problem_cleared), self, 0);
  g_signal_connect_object (self->problems, "changed", G_CALLBACK (on_problem_changed), self, 0);
}

static gboolean
goes_back (CuePlayerState before, CuePlayerState after)
{
  return (before == CUE_PLAYER_STATE_POSTLIVE || before == CUE_PLAYER_STATE_REPLAY) &&
         (after == CUE_PLAYER_STATE_CUSTOM || after == CUE_PLAYER_STATE_PRELIVE ||
          after == CUE_PLAYER_STATE_LIVE || after == CUE_PLAYER_STATE_INTERRUPTION);
}

static const char *
get_kind (const char *field)
{
  if (g_str_equal (field, "playerManifest"))
    return "manifest";
  if (g_str_has_prefix (field, "countdown"))
    return "countdown";
  return "field";
}

/**
 * cue_monitor_observe_changes:
 * @before: (nullable): the state before, %NULL for the first one
 * @after: the state now
 * @changes: (nullable) (element-type CueFieldChange): what differs
 *
 * Puts every field that changed into the record, the state of the player first.
 */
void
cue_monitor_observe_changes (CueMonitor     *self,
                             CueEngineState *before,
                             CueEngineState *after,
                             GPtrArray      *changes)
{
  CuePlayerState   now = cue_engine_state_get_player_state (after);
  g_autofree char *subject = NULL;

  if (before == NULL) {
    subject = g_strdup_printf (_ ("The event is in %s"), cue_player_state_to_words (now));
    cue_monitor_observe (self, CUE_LANE_ENGINE, "first-state", subject, NULL, CUE_SEVERITY_INFO);
    return;
  }
  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    CueFieldChange  *change = g_ptr_array_index (changes, i);
    const char      *field = cue_field_change_get_field (change);
    g_autofree char *words = NULL;

    if (g_str_equal (field, "playerState")) {
      CuePlayerState then = cue_engine_state_get_player_state (before);

      g_free (subject);
      subject = g_strdup_printf (_ ("%s → %s"),
                                 cue_player_state_to_words (then),
                                 cue_player_state_to_words (now));
      words = cue_field_change_to_words (change);
      cue_monitor_observe (self,
                           CUE_LANE_ENGINE,
                           "state",
                           subject,
                           goes_back (then, now) ? _ ("The event went back to before its end.")
                           : now == CUE_PLAYER_STATE_UNKNOWN ? words
                                                             : NULL,
                           goes_back (then, now) ? CUE_SEVERITY_WARNING : CUE_SEVERITY_INFO);
      continue;
    }
    words = cue_field_change_to_words (change);
    cue_monitor_observe (self, CUE_LANE_ENGINE, get_kind (field), field, words, CUE_SEVERITY_INFO);
  }
}
