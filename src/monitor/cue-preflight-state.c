// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-diagnostic.h"
#include "cue-preflight-private.h"
#include "cue-time.h"

// From the steps of the test to findings, and what the state itself says about the show.

typedef struct {
  const char      *id; // of the step
  const char      *code;
  CuePreflightArea area;
  // What does not work is worse where the audience or the doors depend on it.
  CuePreflightSeverity failed;
  const char          *next;
} StepRule;

static const StepRule rules[] = {
  { "fields",
    "state.fields",
    CUE_PREFLIGHT_STATE,
    CUE_PREFLIGHT_CRITICAL,
    N_ ("Edit the event and mend the field.") },
  { "secret",
    "state.secret",
    CUE_PREFLIGHT_STATE,
    CUE_PREFLIGHT_CRITICAL,
    N_ ("Edit the event and enter the secret that the service handed out.") },
  { "token",
    "state.token",
    CUE_PREFLIGHT_STATE,
    CUE_PREFLIGHT_CRITICAL,
    N_ ("Edit the event and look at its secret and its ids.") },
  { "state-url",
    "state.url",
    CUE_PREFLIGHT_STATE,
    CUE_PREFLIGHT_CRITICAL,
    N_ ("Try “Test” in the settings of the event, and send what it shows to the service.") },
  { "state",
    "state.answer",
    CUE_PREFLIGHT_STATE,
    CUE_PREFLIGHT_CRITICAL,
    N_ ("Open the address in a browser. If it does not answer there either, ask the service.") },
  { "doors-token",
    "doors.token",
    CUE_PREFLIGHT_DOORS,
    CUE_PREFLIGHT_CRITICAL,
    N_ ("Edit the event and sign in to the doors again, or enter another token.") },
  { "doors",
    "doors.streams",
    CUE_PREFLIGHT_DOORS,
    CUE_PREFLIGHT_CRITICAL,
    N_ ("Look at the Access page: it shows each connection with its last answer.") },
  { "acoustic",
    "acoustic.connections",
    CUE_PREFLIGHT_ACOUSTIC,
    CUE_PREFLIGHT_WARNING,
    N_ ("Edit the event and look at the key and the address of this connection.") },
  { "feeds",
    "feeds.connections",
    CUE_PREFLIGHT_FEEDS,
    CUE_PREFLIGHT_WARNING,
    N_ ("Edit the event and look at the key, the feed and the host of this connection.") },
};

// Also where the answer itself cannot be used: a clock that is off may be why.
static void
take_clock (CuePreflight *self, CueTestStep *step)
{
  CueHttpResponse     *response = cue_profile_test_get_response (self->test);
  CuePreflightSeverity severity = CUE_PREFLIGHT_OK;
  CuePreflightFinding *finding;
  g_autofree char     *amount = NULL;
  g_autofree char     *words = NULL;
  gboolean             agrees;
  gint64               offset;

  if (response == NULL)
    return;
  offset = cue_http_response_get_date_difference_us (response);
  if (offset == CUE_TIME_INVALID) {
    cue_preflight_note (self,
                        CUE_PREFLIGHT_STATE,
                        "state.clock",
                        CUE_PREFLIGHT_UNKNOWN,
                        cue_test_step_get_title (step),
                        _ ("The answer does not say the server's time."),
                        _ ("Compare the clock of this computer with that of a phone."));
    return;
  }
  words = cue_profile_test_describe_clock (offset, &agrees);
  // A token that is signed here is refused once the clock is off by more than it lives.
  if (!agrees)
    severity = cue_profile_needs_secret (self->profile) &&
                   ABS (offset) >= CUE_SECONDS (cue_profile_get_ttl (self->profile))
                 ? CUE_PREFLIGHT_CRITICAL
                 : CUE_PREFLIGHT_WARNING;
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_STATE,
                                "state.clock",
                                severity,
                                cue_test_step_get_title (step),
                                words,
                                severity >= CUE_PREFLIGHT_WARNING
                                  ? _ ("Switch on automatic date and time in the settings of this "
                                       "computer.")
                                  : NULL);
  amount = g_strdup_printf (_ ("%.1f s"), (double) offset / G_USEC_PER_SEC);
  cue_preflight_add_fact (self, finding, _ ("Difference from the server"), amount);
  cue_preflight_take (self, finding);
}

static void
take_with_rule (CuePreflight *self, CueTestStep *step, const StepRule *rule)
{
  CuePreflightSeverity severity = CUE_PREFLIGHT_OK;
  CuePreflightFinding *finding;

  switch (cue_test_step_get_state (step)) {
  case CUE_TEST_STATE_FAILED:
    severity = rule->failed;
    break;
  case CUE_TEST_STATE_WARNING:
    severity = CUE_PREFLIGHT_WARNING;
    break;
  case CUE_TEST_STATE_PENDING:
  case CUE_TEST_STATE_RUNNING:
  case CUE_TEST_STATE_PASSED:
  case CUE_TEST_STATE_SKIPPED:
    break;
  }
  // What the answer says that cannot be used is a finding of its own.
  if (severity == CUE_PREFLIGHT_WARNING && g_str_equal (rule->id, "state"))
    severity = CUE_PREFLIGHT_OK;
  finding = cue_preflight_make (self,
                                rule->area,
                                rule->code,
                                severity,
                                cue_test_step_get_title (step),
                                cue_test_step_get_words (step),
                                severity != CUE_PREFLIGHT_OK ? _ (rule->next) : NULL);
  if (g_str_equal (rule->id, "token")) {
    g_autofree char *life =
      cue_time_format_duration (CUE_SECONDS (cue_profile_get_ttl (self->profile)),
                                CUE_DURATION_WORDS);

    cue_preflight_add_fact (self, finding, _ ("Life of a token"), life);
  }
  if (rule->area == CUE_PREFLIGHT_DOORS || rule->area == CUE_PREFLIGHT_ACOUSTIC ||
      rule->area == CUE_PREFLIGHT_FEEDS)
    cue_preflight_add_lines (self, finding, cue_test_step_get_detail (step));
  cue_preflight_take (self, finding);
}

/**
 * cue_preflight_take_step:
 * @step: one that is over
 *
 * Writes down what came of a step of the test. One that was not needed, or not reached since an
 * earlier one failed, says nothing of its own.
 */
void
cue_preflight_take_step (CuePreflight *self, CueTestStep *step)
{
  const char *id = cue_test_step_get_id (step);

  if (g_str_equal (id, "clock")) {
    take_clock (self, step);
    return;
  }
  if (cue_test_step_get_state (step) == CUE_TEST_STATE_SKIPPED)
    return;
  // A pasted address is not asked for; whether it answers is said with the state.
  if (g_str_equal (id, "state-url") && cue_test_step_get_state (step) == CUE_TEST_STATE_PASSED &&
      cue_profile_get_source_kind (self->profile) == CUE_PROFILE_SOURCE_STATE_URL)
    return;
  if (g_str_equal (id, "doors-token") && cue_test_step_get_state (step) == CUE_TEST_STATE_PASSED) {
    cue_preflight_judge_doors_token (self,
                                     cue_test_step_get_title (step),
                                     cue_profile_test_get_doors_tokens (self->test));
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
    if (g_str_equal (rules[i].id, id))
      take_with_rule (self, step, &rules[i]);
  }
}

static void
judge_fields (CuePreflight *self, CueEngineState *state)
{
  GPtrArray           *found = cue_engine_state_get_diagnostics (state);
  CuePreflightFinding *finding = NULL;

  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *diagnostic = g_ptr_array_index (found, i);

    if (cue_diagnostic_get_severity (diagnostic) == CUE_SEVERITY_INFO)
      continue;
    if (finding == NULL)
      finding = cue_preflight_make (self,
                                    CUE_PREFLIGHT_STATE,
                                    "state.members",
                                    CUE_PREFLIGHT_WARNING,
                                    _ ("What the state says"),
                                    cue_diagnostic_get_message (diagnostic),
                                    _ ("Mend it where the event is set up, or tell the service."));
    cue_preflight_add_fact (self,
                            finding,
                            cue_diagnostic_get_where (diagnostic),
                            cue_diagnostic_get_message (diagnostic));
  }
  if (finding != NULL)
    cue_preflight_take (self, finding);
}

static void
judge_address (CuePreflight *self)
{
  if (cue_profile_get_source_kind (self->profile) != CUE_PROFILE_SOURCE_STATE_URL)
    return;
  cue_preflight_note (
    self,
    CUE_PREFLIGHT_STATE,
    "state.url-life",
    CUE_PREFLIGHT_WARNING,
    _ ("Life of the state URL"),
    _ ("The address was pasted and cannot be renewed; usually one stops working after an "
       "hour."),
    _ ("Set the event up with an API key or a backend, or paste a new address shortly "
       "before the show."));
}

static void
judge_answer (CuePreflight *self)
{
  CueHttpResponse *response = cue_profile_test_get_response (self->test);
  gint64           age = cue_http_response_get_age (response);
  gint64           max_age = cue_http_response_get_max_age (response);
  gint64           took = cue_http_response_get_received_monotonic_us (response) -
                cue_http_response_get_sent_monotonic_us (response);
  guint                interval = cue_profile_get_poll_interval (self->profile);
  const char          *code = "state.pace";
  CuePreflightSeverity severity = CUE_PREFLIGHT_OK;
  g_autofree char     *words = NULL;
  g_autofree char     *took_text = g_strdup_printf (_ ("%d ms"), (int) (took / 1000));
  g_autofree char *size = g_format_size (g_bytes_get_size (cue_http_response_get_body (response)));
  g_autofree char *kept = NULL;
  const char      *next = NULL;
  CuePreflightFinding *finding;

  if (age > CUE_PREFLIGHT_STATE_AGE_S) {
    severity = CUE_PREFLIGHT_WARNING;
    words = g_strdup_printf (_ ("A cache on the way gave an answer that is %d s old."), (int) age);
    next = _ ("Tell the service: the cache before the state URL should keep an answer for 5 s.");
  } else if (took >= CUE_PREFLIGHT_SLOW_STATE_MS * 1000) {
    severity = CUE_PREFLIGHT_WARNING;
    words = g_strdup_printf (_ ("The answer took %.1f s; phones ask every 5 s."),
                             (double) took / G_USEC_PER_SEC);
    next = _ ("Try another network. If it stays slow, tell the service.");
  } else if (max_age > 3 * (gint64) interval) {
    severity = CUE_PREFLIGHT_WARNING;
    words = g_strdup_printf (_ ("The answer may be kept for %d s, so phones notice a change that "
                                "late."),
                             (int) MIN (max_age, G_MAXINT));
    next = _ ("Tell the service: Cache-Control of the state should say max-age=5.");
  } else {
    words = g_strdup_printf (_ ("It may be asked every %u s and answers in time."), interval);
  }
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_STATE,
                                code,
                                severity,
                                _ ("Limits of the state"),
                                words,
                                next);
  cue_preflight_add_fact (self, finding, _ ("Answered after"), took_text);
  cue_preflight_add_fact (self, finding, _ ("Size"), size);
  if (max_age >= 0) {
    kept = g_strdup_printf (_ ("%d s"), (int) MIN (max_age, G_MAXINT));
    cue_preflight_add_fact (self, finding, _ ("May be kept for"), kept);
  }
  cue_preflight_take (self, finding);
}

static gboolean
is_before_show (CuePlayerState state)
{
  return state == CUE_PLAYER_STATE_CUSTOM || state == CUE_PLAYER_STATE_PRELIVE;
}

static gboolean
is_after_start (CuePlayerState state)
{
  return state == CUE_PLAYER_STATE_LIVE || state == CUE_PLAYER_STATE_POSTLIVE ||
         state == CUE_PLAYER_STATE_REPLAY;
}

static void
judge_countdown (CuePreflight *self, CueEngineState *state)
{
  CuePlayerState player_state = cue_engine_state_get_player_state (state);
  gint64         server_time = cue_engine_state_get_server_time (state);
  gint64         end = cue_engine_state_get_countdown_end (state);
  gint64         date = cue_http_response_get_date_us (cue_profile_test_get_response (self->test));
  CuePreflightSeverity severity = CUE_PREFLIGHT_OK;
  g_autofree char     *amount = NULL;
  g_autofree char     *words = NULL;
  const char          *next = NULL;
  gint64               left;

  if (!cue_engine_state_has_countdown (state) || end == CUE_TIME_INVALID ||
      server_time == CUE_TIME_INVALID) {
    cue_preflight_note (self,
                        CUE_PREFLIGHT_STATE,
                        "state.countdown",
                        CUE_PREFLIGHT_NOT_APPLICABLE,
                        _ ("Countdown"),
                        _ ("The state gives none."),
                        NULL);
    return;
  }
  left = end - server_time;
  amount = cue_time_format_duration (ABS (left), CUE_DURATION_WORDS);
  if (date != CUE_TIME_INVALID &&
      ABS (server_time - date) > CUE_SECONDS (CUE_PREFLIGHT_STATE_AGE_S)) {
    g_autofree char *off = cue_time_format_duration (ABS (server_time - date), CUE_DURATION_WORDS);

    severity = CUE_PREFLIGHT_WARNING;
    words = g_strdup_printf (_ ("Its serverTime is %s off the clock of the same server, so the "
                                "countdown is wrong on every phone."),
                             off);
    next = _ ("Tell the service: a cache keeps old answers, or the clock of its event engine is "
              "wrong.");
  } else if (left > CUE_SECONDS (CUE_PREFLIGHT_COUNTDOWN_DAYS * 86400)) {
    severity = CUE_PREFLIGHT_WARNING;
    words = g_strdup_printf (_ ("It ends only in %s."), amount);
    next = _ ("Look at the date of the countdown where the event is set up.");
  } else if (left < 0 && is_before_show (player_state)) {
    severity = CUE_PREFLIGHT_WARNING;
    words = g_strdup_printf (_ ("It ended %s ago, but the event is still in %s."),
                             amount,
                             cue_player_state_to_words (player_state));
    next = _ ("Move the end of the countdown, or switch the event on.");
  } else if (left > 0 && cue_engine_state_get_countdown_visible (state) &&
             is_after_start (player_state)) {
    severity = CUE_PREFLIGHT_WARNING;
    words = g_strdup_printf (_ ("It is visible and has %s left, but the event is in %s."),
                             amount,
                             cue_player_state_to_words (player_state));
    next = _ ("Hide the countdown, or look whether the event was switched too early.");
  } else if (left > 0) {
    words = g_strdup_printf (cue_engine_state_get_countdown_visible (state)
                               ? _ ("It ends in %s.")
                               : _ ("It ends in %s and is hidden."),
                             amount);
  } else {
    words = g_strdup_printf (_ ("It ended %s ago."), amount);
  }
  cue_preflight_note (self,
                      CUE_PREFLIGHT_STATE,
                      "state.countdown",
                      severity,
                      _ ("Countdown"),
                      words,
                      next);
}

/**
 * cue_preflight_judge_state:
 *
 * Looks at what the state says about itself and the countdown.
 */
void
cue_preflight_judge_state (CuePreflight *self)
{
  CueEngineState *state = cue_profile_test_get_state (self->test);

  judge_fields (self, state);
  judge_address (self);
  judge_answer (self);
  judge_countdown (self, state);
}

/**
 * cue_preflight_is_on_air:
 *
 * Returns: whether the audience is to see the stream now
 */
gboolean
cue_preflight_is_on_air (CuePreflight *self)
{
  CuePlayerState state =
    cue_engine_state_get_player_state (cue_profile_test_get_state (self->test));

  return state == CUE_PLAYER_STATE_LIVE || state == CUE_PLAYER_STATE_REPLAY;
}

// How far a step got that is not over.
static void
take_unfinished (CuePreflight *self, CueTestStep *step)
{
  CueTestState state = cue_test_step_get_state (step);

  if (state != CUE_TEST_STATE_PENDING && state != CUE_TEST_STATE_RUNNING)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
    // What would come after the state was read is said in one place.
    if (!g_str_equal (rules[i].id, cue_test_step_get_id (step)) ||
        (state == CUE_TEST_STATE_PENDING && rules[i].area == CUE_PREFLIGHT_STATE))
      continue;
    cue_preflight_note (self,
                        rules[i].area,
                        rules[i].code,
                        CUE_PREFLIGHT_UNKNOWN,
                        cue_test_step_get_title (step),
                        state == CUE_TEST_STATE_RUNNING
                          ? _ ("It was still awaited when the check ended.")
                          : _ ("Not tried, since the check ended before."),
                        _ (rules[i].next));
  }
}

/**
 * cue_preflight_take_awaited:
 *
 * The check ends early: what is not known of the test by now is written down as such.
 */
void
cue_preflight_take_awaited (CuePreflight *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->test)); i++) {
    g_autoptr (CueTestStep) step = g_list_model_get_item (G_LIST_MODEL (self->test), i);

    take_unfinished (self, step);
  }
  if (!self->media_begun)
    cue_preflight_note_no_media (self);
}

/**
 * cue_preflight_note_no_media:
 *
 * There is no state, so nobody knows what else to look at.
 */
void
cue_preflight_note_no_media (CuePreflight *self)
{
  const struct {
    CuePreflightArea area;
    const char      *code;
  } parts[] = {
    { CUE_PREFLIGHT_STREAM, "stream.master" },
    { CUE_PREFLIGHT_ASSETS, "assets.all" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    cue_preflight_take (self,
                        cue_preflight_make (self,
                                            parts[i].area,
                                            parts[i].code,
                                            CUE_PREFLIGHT_UNKNOWN,
                                            cue_preflight_area_get_name (parts[i].area),
                                            _ ("Not tried, since the state could not be read."),
                                            _ ("Mend what is named above, then check again.")));
}
