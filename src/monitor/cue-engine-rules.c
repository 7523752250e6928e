// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-engine-rules.h"

#include <glib/gi18n-lib.h>

#include "cue-monitor.h"
#include "cue-time.h"

// Each rule looks at the facts and says whether its problem is there now. None remembers anything:
// how long a problem lasts is the business of the list.

#define MINUTES(n) CUE_SECONDS ((n) *60)

// An answer is cached for 5 s and asked for every 5 s, so a change takes up to 10 s to be seen.
#define COUNTDOWN_GRACE   CUE_SECONDS (15)
#define FAILURES_TO_ERROR 3

// Older revisions of the documentation: the state URL changes every half hour and an old one is
// answered for an hour. The renewal is due after 14 minutes.
#define URL_OLD      MINUTES (20)
#define URL_DYING    MINUTES (45)
#define URL_LIFE     MINUTES (60)
#define URL_NOT_DEAD MINUTES (75) // a pasted URL that outlived this is of another kind

#define CLOCK_NOTICE CUE_SECONDS (10)

// The time between polls. Polls never overlap, so a slower answer makes the next one late.
#define SLOW_ANSWER CUE_SECONDS (5)

/**
 * cue_engine_rules_is_stale:
 *
 * Returns: whether answers come, but old ones
 */
gboolean
cue_engine_rules_is_stale (CueEngineReason reason)
{
  return reason == CUE_ENGINE_REASON_STUCK_TIME || reason == CUE_ENGINE_REASON_OLD_COPY;
}

static const char *
get_answer_title (CueEngineReason reason)
{
  switch (reason) {
  case CUE_ENGINE_REASON_STATE_URL:
    return _ ("There is no usable state URL");
  case CUE_ENGINE_REASON_SECRET:
    return _ ("The secret of the API key is missing");
  case CUE_ENGINE_REASON_REFUSED:
    return _ ("The Event Engine refuses the API key");
  case CUE_ENGINE_REASON_CLOCK:
    return _ ("The Event Engine refuses the token because this computer's clock is wrong");
  case CUE_ENGINE_REASON_URL_REFUSED:
    return _ ("The Event Engine refuses the state URL");
  case CUE_ENGINE_REASON_RATE_LIMITED:
    return _ ("The Event Engine asks to wait");
  case CUE_ENGINE_REASON_NETWORK:
    return _ ("The Event Engine cannot be reached");
  case CUE_ENGINE_REASON_TIMEOUT:
    return _ ("The Event Engine does not answer in time");
  case CUE_ENGINE_REASON_TLS:
    return _ ("The connection to the Event Engine is not safe");
  case CUE_ENGINE_REASON_SERVER:
    return _ ("The Event Engine has a fault of its own");
  case CUE_ENGINE_REASON_EMPTY:
  case CUE_ENGINE_REASON_NOT_STATE:
  case CUE_ENGINE_REASON_TOO_LARGE:
    return _ ("The Event Engine's answer cannot be used");
  case CUE_ENGINE_REASON_NONE:
  case CUE_ENGINE_REASON_STUCK_TIME:
  case CUE_ENGINE_REASON_OLD_COPY:
  case CUE_ENGINE_REASON_OTHER:
    break;
  }
  return _ ("The Event Engine fails");
}

// Some faults never go by themselves, so there is no reason to wait for a third try.
static gboolean
needs_a_person (CueEngineReason reason)
{
  return reason == CUE_ENGINE_REASON_SECRET || reason == CUE_ENGINE_REASON_REFUSED ||
         reason == CUE_ENGINE_REASON_CLOCK || reason == CUE_ENGINE_REASON_URL_REFUSED ||
         reason == CUE_ENGINE_REASON_TLS;
}

static gboolean
is_failing (const CueEngineFacts *facts)
{
  return facts->phase != CUE_ENGINE_STOPPED && facts->reason != CUE_ENGINE_REASON_NONE &&
         !cue_engine_rules_is_stale (facts->reason);
}

static CueSeverity
get_answer_severity (const CueEngineFacts *facts)
{
  if (facts->last_good_us == CUE_SOURCE_NEVER || needs_a_person (facts->reason) ||
      facts->n_failures >= FAILURES_TO_ERROR)
    return CUE_SEVERITY_ERROR;
  return CUE_SEVERITY_WARNING;
}

static char *
describe_last_good (const CueEngineFacts *facts)
{
  g_autofree char *age = NULL;

  if (facts->last_good_us == CUE_SOURCE_NEVER)
    return g_strdup (_ ("There was no good answer yet."));
  age = cue_time_format_duration (MAX (facts->now_us - facts->last_good_us, 0), CUE_DURATION_WORDS);
  // Translators: %s is a duration such as “2 min 10 s”
  return g_strdup_printf (_ ("The last good answer came %s ago; its state stays on show."), age);
}

static void
check_answer (const CueEngineFacts *facts, CueProblemList *problems)
{
  g_autofree char *last_good = NULL;
  g_autofree char *detail = NULL;

  if (!is_failing (facts)) {
    cue_problem_list_clear (problems, CUE_PROBLEM_ENGINE_ANSWER);
    return;
  }
  last_good = describe_last_good (facts);
  detail = facts->wait_text != NULL ? g_strdup_printf ("%s %s", last_good, facts->wait_text)
                                    : g_strdup (last_good);
  cue_problem_list_raise (problems,
                          CUE_PROBLEM_ENGINE_ANSWER,
                          CUE_LANE_ENGINE,
                          get_answer_severity (facts),
                          get_answer_title (facts->reason),
                          facts->error_text != NULL ? facts->error_text
                                                    : cue_engine_reason_to_words (facts->reason),
                          detail);
}

static void
check_stale (const CueEngineFacts *facts, CueProblemList *problems)
{
  if (facts->phase == CUE_ENGINE_STOPPED || !cue_engine_rules_is_stale (facts->reason)) {
    cue_problem_list_clear (problems, CUE_PROBLEM_ENGINE_STALE);
    return;
  }
  cue_problem_list_raise (problems,
                          CUE_PROBLEM_ENGINE_STALE,
                          CUE_LANE_ENGINE,
                          CUE_SEVERITY_WARNING,
                          _ ("The Event Engine's answers are old copies"),
                          facts->reason == CUE_ENGINE_REASON_STUCK_TIME
                            ? _ ("The server time in the answers does not advance: a cache between "
                                 "the Event Engine and here repeats an old answer.")
                            : _ ("The answers say that they are older than their 5 s: a cache "
                                 "between the Event Engine and here keeps them too long."),
                          _ ("What the audience sees may already be different."));
}

static void
check_slow (const CueEngineFacts *facts, CueProblemList *problems)
{
  g_autofree char *took = NULL;
  g_autofree char *cause = NULL;

  if (facts->phase == CUE_ENGINE_STOPPED || facts->answer_us < SLOW_ANSWER) {
    cue_problem_list_clear (problems, CUE_PROBLEM_ENGINE_SLOW);
    return;
  }
  took = cue_time_format_duration (facts->answer_us, CUE_DURATION_WORDS);
  // Translators: %s is a duration such as “6 s”
  cause =
    g_strdup_printf (_ ("The last answer took %s, longer than the time between two polls. The "
                        "service is overloaded, or the network between it and here is slow."),
                     took);
  cue_problem_list_raise (problems,
                          CUE_PROBLEM_ENGINE_SLOW,
                          CUE_LANE_ENGINE,
                          CUE_SEVERITY_WARNING,
                          _ ("The Event Engine answers slowly"),
                          cause,
                          _ ("Polls do not overlap, so the state is asked for less often and is "
                             "seen later."));
}

static void
check_unknown_state (const CueEngineFacts *facts, CueProblemList *problems)
{
  g_autofree char *cause = NULL;
  g_autofree char *detail = NULL;
  const char      *text;

  if (facts->state == NULL ||
      cue_engine_state_get_player_state (facts->state) != CUE_PLAYER_STATE_UNKNOWN) {
    cue_problem_list_clear (problems, CUE_PROBLEM_ENGINE_UNKNOWN);
    return;
  }
  text = cue_engine_state_get_player_state_text (facts->state);
  if (text != NULL && *text != '\0')
    cause = g_strdup_printf (_ ("The Event Engine says “%s”, which its documentation does not "
                                "list."),
                             text);
  else
    cause = g_strdup (_ ("The answer has no playerState."));
  if (facts->last_known != CUE_PLAYER_STATE_UNKNOWN)
    detail = g_strdup_printf (_ ("The last known state was %s."),
                              cue_player_state_to_words (facts->last_known));
  cue_problem_list_raise (problems,
                          CUE_PROBLEM_ENGINE_UNKNOWN,
                          CUE_LANE_ENGINE,
                          CUE_SEVERITY_WARNING,
                          _ ("The state of the event is unknown"),
                          cause,
                          detail);
}

static gboolean
is_about (const CueDiagnostic *diagnostic, const char *path)
{
  return g_strcmp0 (cue_diagnostic_get_where (diagnostic), path) == 0;
}

static void
check_fields (const CueEngineFacts *facts, CueProblemList *problems)
{
  g_autoptr (GString) detail = g_string_new (NULL);
  g_autofree char *title = NULL;
  GPtrArray       *found;
  const char      *first = NULL;
  guint            n = 0;

  found = facts->state != NULL ? cue_engine_state_get_diagnostics (facts->state) : NULL;
  for (guint i = 0; found != NULL && i < found->len; i++) {
    const CueDiagnostic *diagnostic = g_ptr_array_index (found, i);

    // The unknown state has its own problem.
    if (cue_diagnostic_get_severity (diagnostic) == CUE_SEVERITY_INFO ||
        is_about (diagnostic, "$.playerState"))
      continue;
    n++;
    if (first == NULL)
      first = cue_diagnostic_get_message (diagnostic);
    if (n <= 8)
      g_string_append_printf (detail,
                              "%s%s: %s",
                              detail->len > 0 ? "\n" : "",
                              cue_diagnostic_get_where (diagnostic),
                              cue_diagnostic_get_message (diagnostic));
  }
  if (n == 0) {
    cue_problem_list_clear (problems, CUE_PROBLEM_ENGINE_FIELDS);
    return;
  }
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u field of the state cannot be used",
                                        "%u fields of the state cannot be used",
                                        n),
                           n);
  cue_problem_list_raise (problems,
                          CUE_PROBLEM_ENGINE_FIELDS,
                          CUE_LANE_ENGINE,
                          CUE_SEVERITY_WARNING,
                          title,
                          first,
                          detail->str);
}

static gboolean
is_before_the_show (CuePlayerState state)
{
  return state == CUE_PLAYER_STATE_CUSTOM || state == CUE_PLAYER_STATE_PRELIVE;
}

static void
check_countdown (const CueEngineFacts *facts, CueProblemList *problems)
{
  g_autofree char *title = NULL;
  g_autofree char *over = NULL;
  g_autofree char *detail = NULL;
  CuePlayerState   state;
  gint64           remaining;

  if (facts->state == NULL || !cue_engine_state_has_countdown (facts->state) ||
      !cue_engine_state_get_countdown_visible (facts->state) ||
      !is_before_the_show (cue_engine_state_get_player_state (facts->state)) ||
      cue_engine_rules_is_stale (facts->reason)) {
    cue_problem_list_clear (problems, CUE_PROBLEM_ENGINE_COUNTDOWN);
    return;
  }
  // Never by this computer's wall clock, which may be wrong.
  remaining = cue_engine_state_get_countdown_end (facts->state) -
              cue_engine_state_get_server_time (facts->state) -
              (facts->now_us - cue_engine_state_get_received_monotonic (facts->state));
  if (remaining > -COUNTDOWN_GRACE) {
    cue_problem_list_clear (problems, CUE_PROBLEM_ENGINE_COUNTDOWN);
    return;
  }
  state = cue_engine_state_get_player_state (facts->state);
  title = g_strdup_printf (_ ("The countdown is over, but the event is still in %s"),
                           cue_player_state_to_words (state));
  over = cue_time_format_duration (-remaining, CUE_DURATION_WORDS);
  detail = g_strdup_printf (_ ("It reached zero %s ago."), over);
  cue_problem_list_raise (problems,
                          CUE_PROBLEM_ENGINE_COUNTDOWN,
                          CUE_LANE_ENGINE,
                          CUE_SEVERITY_WARNING,
                          title,
                          _ ("Nobody switched the state in the back office, or the countdown was "
                             "not moved when the start was."),
                          detail);
}

static void
check_flapping (const CueEngineFacts *facts, CueProblemList *problems)
{
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;
  CuePlayerState   one = CUE_PLAYER_STATE_UNKNOWN;
  CuePlayerState   other = CUE_PLAYER_STATE_UNKNOWN;
  guint            n;

  n = cue_state_history_count_flaps (facts->history, facts->now_us, &one, &other);
  if (n < CUE_STATE_HISTORY_FLAPS) {
    cue_problem_list_clear (problems, CUE_PROBLEM_ENGINE_FLAPPING);
    return;
  }
  title = g_strdup_printf (_ ("The event goes to and fro between %s and %s"),
                           cue_player_state_to_words (one),
                           cue_player_state_to_words (other));
  detail = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u change in the last 5 minutes.",
                                         "%u changes in the last 5 minutes.",
                                         n),
                            n);
  cue_problem_list_raise (problems,
                          CUE_PROBLEM_ENGINE_FLAPPING,
                          CUE_LANE_ENGINE,
                          CUE_SEVERITY_WARNING,
                          title,
                          _ ("Two people or programs switch the state against each other, or two "
                             "caches with different contents answer in turn."),
                          detail);
}

static void
check_clock (const CueEngineFacts *facts, CueProblemList *problems)
{
  gboolean         signs = facts->source_kind == CUE_PROFILE_SOURCE_API_KEY;
  g_autofree char *title = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *cause = NULL;
  gint64           size;
  gint64           life = CUE_SECONDS (signs ? facts->ttl_s : CUE_PROFILE_TTL_MIN);

  size = ABS (facts->offset_us) - facts->offset_error_us;
  if (!facts->offset_known || size < (signs ? CLOCK_NOTICE : life)) {
    cue_problem_list_clear (problems, CUE_PROBLEM_ENGINE_CLOCK);
    return;
  }
  amount = cue_time_format_duration (ABS (facts->offset_us), CUE_DURATION_WORDS);
  title = g_strdup_printf (facts->offset_us > 0 ? _ ("This computer's clock is %s fast")
                                                : _ ("This computer's clock is %s slow"),
                           amount);
  if (signs && size > life)
    cause =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "Tokens live %u second only, so the Event Engine takes ours "
                                    "for expired or for made in the future.",
                                    "Tokens live %u seconds only, so the Event Engine takes "
                                    "ours for expired or for made in the future.",
                                    facts->ttl_s),
                       facts->ttl_s);
  else if (signs)
    cause =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "Tokens live %u second only; a little more and the Event "
                                    "Engine will refuse them.",
                                    "Tokens live %u seconds only; a little more and the Event "
                                    "Engine will refuse them.",
                                    facts->ttl_s),
                       facts->ttl_s);
  else
    cause = g_strdup (_ ("The countdown is right all the same, since it goes by the server's "
                         "time; times of day shown here are not."));
  cue_problem_list_raise (problems,
                          CUE_PROBLEM_ENGINE_CLOCK,
                          CUE_LANE_ENGINE,
                          signs && size > life ? CUE_SEVERITY_ERROR : CUE_SEVERITY_WARNING,
                          title,
                          cause,
                          _ ("Switch on automatic date and time in the settings of this "
                             "computer."));
}

static void
check_state_url (const CueEngineFacts *facts, CueProblemList *problems)
{
  gboolean         pasted = facts->source_kind == CUE_PROFILE_SOURCE_STATE_URL;
  g_autofree char *age = NULL;
  g_autofree char *title = NULL;
  gboolean         there;

  if (pasted)
    there = facts->url_age_us >= URL_DYING && facts->url_age_us < URL_NOT_DEAD;
  else
    there = facts->url_age_us >= URL_OLD && facts->url_error_text != NULL;
  if (facts->phase == CUE_ENGINE_STOPPED || facts->url_age_us < 0 || !there) {
    cue_problem_list_clear (problems, CUE_PROBLEM_ENGINE_STATE_URL);
    return;
  }
  age = cue_time_format_duration (facts->url_age_us, CUE_DURATION_WORDS);
  if (pasted) {
    title =
      g_strdup_printf (_ ("The pasted state URL is at least %s old and may stop working"), age);
    cue_problem_list_raise (problems,
                            CUE_PROBLEM_ENGINE_STATE_URL,
                            CUE_LANE_ENGINE,
                            CUE_SEVERITY_WARNING,
                            title,
                            _ ("State URLs usually live for an hour, and a pasted one cannot be "
                               "renewed. Paste a new one, or enter the API key."),
                            NULL);
    return;
  }
  title =
    g_strdup_printf (_ ("The state URL is %s old, could not be renewed and may stop working"), age);
  cue_problem_list_raise (problems,
                          CUE_PROBLEM_ENGINE_STATE_URL,
                          CUE_LANE_ENGINE,
                          facts->url_age_us >= URL_DYING ? CUE_SEVERITY_ERROR
                                                         : CUE_SEVERITY_WARNING,
                          title,
                          facts->url_error_text,
                          _ ("The old one stays in use until a new one works. State URLs usually "
                             "live for an hour."));
}

static void
check_manifest (const CueEngineFacts *facts, CueProblemList *problems)
{
  CuePlayerState   state;
  g_autofree char *title = NULL;
  const char      *refused = NULL;
  GPtrArray       *found;

  state = facts->state != NULL ? cue_engine_state_get_player_state (facts->state)
                               : CUE_PLAYER_STATE_UNKNOWN;
  if ((state != CUE_PLAYER_STATE_LIVE && state != CUE_PLAYER_STATE_REPLAY) ||
      cue_engine_state_get_manifest (facts->state) != NULL) {
    cue_problem_list_clear (problems, CUE_PROBLEM_STREAM_MANIFEST);
    return;
  }
  found = cue_engine_state_get_diagnostics (facts->state);
  for (guint i = 0; found != NULL && i < found->len && refused == NULL; i++) {
    const CueDiagnostic *diagnostic = g_ptr_array_index (found, i);

    if (is_about (diagnostic, "$.playerManifest"))
      refused = cue_diagnostic_get_message (diagnostic);
  }
  title = g_strdup_printf (_ ("The event is in %s, but there is no stream"),
                           cue_player_state_to_words (state));
  cue_problem_list_raise (problems,
                          CUE_PROBLEM_STREAM_MANIFEST,
                          CUE_LANE_STREAM,
                          CUE_SEVERITY_ERROR,
                          title,
                          refused != NULL ? refused
                                          : _ ("The state has no playerManifest. Enter the address "
                                               "of the stream in the back office."),
                          NULL);
}

/**
 * cue_engine_rules_apply:
 * @facts: what is known now
 * @problems: the problems of the event
 *
 * Raises and clears every problem that concerns the Event Engine. Called after each poll and each
 * change of the poller; cheap.
 */
void
cue_engine_rules_apply (const CueEngineFacts *facts, CueProblemList *problems)
{
  check_answer (facts, problems);
  check_stale (facts, problems);
  check_slow (facts, problems);
  check_unknown_state (facts, problems);
  check_fields (facts, problems);
  check_countdown (facts, problems);
  check_flapping (facts, problems);
  check_clock (facts, problems);
  check_state_url (facts, problems);
  check_manifest (facts, problems);
}

/**
 * cue_engine_rules_get_health:
 *
 * Returns: how the Event Engine is doing as a source
 */
CueHealth
cue_engine_rules_get_health (const CueEngineFacts *facts)
{
  if (facts->phase == CUE_ENGINE_STOPPED)
    return CUE_HEALTH_IDLE;
  if (cue_engine_rules_is_stale (facts->reason))
    return CUE_HEALTH_WARNING;
  if (!is_failing (facts) && facts->answer_us >= SLOW_ANSWER)
    return CUE_HEALTH_WARNING;
  if (is_failing (facts))
    return get_answer_severity (facts) == CUE_SEVERITY_ERROR ? CUE_HEALTH_ERROR
                                                             : CUE_HEALTH_WARNING;
  return facts->last_good_us == CUE_SOURCE_NEVER ? CUE_HEALTH_IDLE : CUE_HEALTH_OK;
}
