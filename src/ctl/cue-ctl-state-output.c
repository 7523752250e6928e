// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-state-output.h"

#include <glib/gi18n-lib.h>

#include "cue-json.h"
#include "cue-redact.h"
#include "cue-time.h"

// The shapes of `cuelightctl state`: an object for machines, a few lines for people, and one line a
// poll for watching.

static void
add_countdown (JsonBuilder *builder, CueMonitor *monitor)
{
  CueEngineState *state = cue_monitor_get_state (monitor);
  CueCountdown   *countdown = cue_monitor_get_countdown (monitor);

  json_builder_set_member_name (builder, "countdown");
  if (state == NULL || !cue_engine_state_has_countdown (state)) {
    json_builder_add_null_value (builder);
    return;
  }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "visible");
  json_builder_add_boolean_value (builder, cue_engine_state_get_countdown_visible (state));
  cue_ctl_add_time (builder, "end", cue_engine_state_get_countdown_end (state));
  cue_ctl_add_time (builder, "serverTime", cue_engine_state_get_server_time (state));
  cue_ctl_add_seconds (builder, "remainingSeconds", cue_countdown_get_remaining (countdown));
  json_builder_end_object (builder);
}

static void
add_offset (JsonBuilder *builder, CueMonitor *monitor)
{
  CueClockOffset *offset = cue_monitor_get_clock_offset (monitor);

  json_builder_set_member_name (builder, "clockOffset");
  if (!cue_clock_offset_is_known (offset)) {
    json_builder_add_null_value (builder);
    return;
  }
  json_builder_begin_object (builder);
  cue_ctl_add_seconds (builder, "seconds", cue_clock_offset_get_offset (offset));
  cue_ctl_add_seconds (builder, "errorSeconds", cue_clock_offset_get_error (offset));
  json_builder_end_object (builder);
}

static CuePollResult *
get_last_poll (CueMonitor *monitor)
{
  GListModel *polls = cue_engine_poller_get_polls (cue_monitor_get_poller (monitor));
  guint       n = g_list_model_get_n_items (polls);

  return n > 0 ? g_list_model_get_item (polls, n - 1) : NULL;
}

static void
add_poll (JsonBuilder *builder, CueMonitor *monitor)
{
  g_autoptr (CuePollResult) poll = get_last_poll (monitor);
  g_autoptr (GEnumClass) outcomes = g_type_class_ref (CUE_TYPE_POLL_OUTCOME);

  json_builder_set_member_name (builder, "poll");
  if (poll == NULL) {
    json_builder_add_null_value (builder);
    return;
  }
  json_builder_begin_object (builder);
  cue_ctl_add_text (builder,
                    "outcome",
                    g_enum_get_value (outcomes, cue_poll_result_get_outcome (poll))->value_nick);
  json_builder_set_member_name (builder, "status");
  json_builder_add_int_value (builder, cue_poll_result_get_status (poll));
  json_builder_set_member_name (builder, "bytes");
  json_builder_add_int_value (builder, cue_poll_result_get_bytes (poll));
  json_builder_set_member_name (builder, "durationMs");
  json_builder_add_int_value (builder, cue_poll_result_get_duration (poll) / 1000);
  json_builder_end_object (builder);
}

static void
add_error (JsonBuilder *builder, CueMonitor *monitor)
{
  const GError *error = cue_engine_poller_get_last_error (cue_monitor_get_poller (monitor));

  json_builder_set_member_name (builder, "error");
  if (error == NULL) {
    json_builder_add_null_value (builder);
    return;
  }
  json_builder_begin_object (builder);
  cue_ctl_add_text (builder, "category", cue_ctl_error_to_id (error));
  cue_ctl_add_text (builder, "message", error->message);
  json_builder_end_object (builder);
}

static void
add_problems (JsonBuilder *builder, CueMonitor *monitor)
{
  GListModel *problems = G_LIST_MODEL (cue_monitor_get_problems (monitor));

  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (CueProblem) problem = g_list_model_get_item (problems, i);

    json_builder_begin_object (builder);
    cue_ctl_add_text (builder, "id", cue_problem_get_id (problem));
    cue_ctl_add_text (builder, "source", cue_problem_get_source (problem));
    cue_ctl_add_text (builder,
                      "severity",
                      cue_ctl_severity_to_id (cue_problem_get_severity (problem)));
    cue_ctl_add_text (builder, "title", cue_problem_get_title (problem));
    cue_ctl_add_text (builder, "cause", cue_problem_get_cause (problem));
    cue_ctl_add_text (builder, "detail", cue_problem_get_detail (problem));
    cue_ctl_add_time (builder, "since", cue_problem_get_since (problem));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_sources (JsonBuilder *builder, CueMonitor *monitor)
{
  GListModel *sources = cue_monitor_get_sources (monitor);
  gint64      now = cue_clock_get_monotonic (cue_monitor_get_clock (monitor));

  json_builder_set_member_name (builder, "sources");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (sources); i++) {
    g_autoptr (CueSourceHealth) source = g_list_model_get_item (sources, i);
    gint64 last_good = cue_source_health_get_last_good (source);

    // Nothing plays here.
    if (g_str_equal (cue_source_health_get_id (source), CUE_LANE_PLAYER))
      continue;
    json_builder_begin_object (builder);
    cue_ctl_add_text (builder, "id", cue_source_health_get_id (source));
    cue_ctl_add_text (builder, "state", cue_health_to_id (cue_source_health_get_state (source)));
    cue_ctl_add_text (builder, "words", cue_source_health_get_words (source));
    if (last_good != CUE_SOURCE_NEVER)
      cue_ctl_add_seconds (builder, "ageSeconds", now - last_good);
    else
      cue_ctl_add_text (builder, "ageSeconds", NULL);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

// What the documentation does not know is passed on as it came, but for secrets: a vendor's new
// field may be just what somebody looks for.
static char *
describe_unknown (CueMonitor *monitor, JsonObject *unknown, const char *name)
{
  g_autofree char *text = cue_json_to_text (json_object_get_member (unknown, name), FALSE);

  return cue_redactor_apply (cue_monitor_get_redactor (monitor), text);
}

static void
add_unknown (JsonBuilder *builder, CueMonitor *monitor)
{
  CueEngineState *state = cue_monitor_get_state (monitor);
  JsonObject     *unknown = state != NULL ? cue_engine_state_get_unknown (state) : NULL;
  g_autoptr (GList) names = unknown != NULL ? json_object_get_members (unknown) : NULL;

  json_builder_set_member_name (builder, "unknownFields");
  json_builder_begin_object (builder);
  for (GList *l = names; l != NULL; l = l->next) {
    g_autofree char *name = cue_ctl_clean (l->data);
    g_autofree char *text = describe_unknown (monitor, unknown, l->data);

    cue_ctl_add_text (builder, name, text);
  }
  json_builder_end_object (builder);
}

/**
 * cue_ctl_state_to_json:
 *
 * Returns: (transfer full): all that is known about the event now
 */
JsonNode *
cue_ctl_state_to_json (CueMonitor *monitor, CueCtlStatus status)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CueEnginePoller *poller = cue_monitor_get_poller (monitor);
  CueEngineState  *state = cue_monitor_get_state (monitor);
  CueClock        *clock = cue_monitor_get_clock (monitor);
  gint64           now = cue_clock_get_monotonic (clock);

  json_builder_begin_object (builder);
  cue_ctl_add_text (builder, "type", "state");
  cue_ctl_add_time (builder, "time", cue_clock_get_wall (clock));
  cue_ctl_add_text (builder, "event", cue_monitor_get_title (monitor));
  cue_ctl_add_text (builder, "status", cue_ctl_status_to_id (status));
  if (state != NULL) {
    cue_ctl_add_text (builder,
                      "playerState",
                      cue_player_state_to_id (cue_engine_state_get_player_state (state)));
    cue_ctl_add_text (builder, "playerStateText", cue_engine_state_get_player_state_text (state));
    cue_ctl_add_seconds (builder,
                         "timeInStateSeconds",
                         now - cue_engine_poller_get_state_since (poller));
    cue_ctl_add_seconds (builder, "ageSeconds", now - cue_engine_poller_get_last_good (poller));
    cue_ctl_add_text (builder, "manifest", cue_engine_state_get_manifest (state));
  } else {
    cue_ctl_add_text (builder, "playerState", NULL);
    cue_ctl_add_text (builder, "playerStateText", NULL);
    cue_ctl_add_text (builder, "timeInStateSeconds", NULL);
    cue_ctl_add_text (builder, "ageSeconds", NULL);
    cue_ctl_add_text (builder, "manifest", NULL);
  }
  add_unknown (builder, monitor);
  json_builder_set_member_name (builder, "stale");
  json_builder_add_boolean_value (builder, cue_engine_poller_is_stale (poller));
  add_countdown (builder, monitor);
  add_offset (builder, monitor);
  add_poll (builder, monitor);
  add_error (builder, monitor);
  add_problems (builder, monitor);
  add_sources (builder, monitor);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

// printf() counts bytes.
static void
append_padded (GString *text, const char *words, glong width)
{
  g_string_append (text, words);
  for (glong i = g_utf8_strlen (words, -1); i < width; i++)
    g_string_append_c (text, ' ');
}

// The longest label of the language at hand.
static glong
get_label_width (void)
{
  const char *labels[] = { _ ("Event"), _ ("State"),        _ ("Countdown"), _ ("Manifest"),
                           _ ("Clock"), _ ("Event Engine"), _ ("Stream"),    _ ("Problems") };
  glong       width = 14;

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    width = MAX (width, g_utf8_strlen (labels[i], -1));
  return width;
}

static void
append_row (GString *text, const char *label, const char *value)
{
  g_autofree char *clean = cue_ctl_clean (value);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  append_padded (text, label, get_label_width ());
  g_string_append_printf (text, " %s", clean);
}

static char *
describe_countdown (CueMonitor *monitor)
{
  CueEngineState  *state = cue_monitor_get_state (monitor);
  g_autofree char *digits = NULL;

  if (state == NULL || !cue_engine_state_has_countdown (state))
    return g_strdup (_ ("none"));
  digits =
    cue_time_format_duration (cue_countdown_get_remaining (cue_monitor_get_countdown (monitor)),
                              CUE_DURATION_CLOCK);
  if (cue_engine_state_get_countdown_visible (state))
    return g_steal_pointer (&digits);
  // Translators: %s is a countdown such as 00:42:10
  return g_strdup_printf (_ ("%s (hidden)"), digits);
}

// A line for people is copied into mails and tickets, so a token in the query is masked here. The
// object for machines has the address as it is: a script that is to play it needs all of it.
static char *
describe_manifest (CueMonitor *monitor)
{
  const char *manifest = cue_engine_state_get_manifest (cue_monitor_get_state (monitor));

  if (manifest == NULL)
    return g_strdup (_ ("none"));
  return cue_redactor_apply (cue_monitor_get_redactor (monitor), manifest);
}

// For how long is only known from the second answer on: nobody says when the state began.
static char *
describe_state (CueMonitor *monitor)
{
  CueEngineState  *state = cue_monitor_get_state (monitor);
  const char      *words = cue_player_state_to_words (cue_engine_state_get_player_state (state));
  g_autofree char *time = NULL;
  gint64           seen;

  seen = cue_clock_get_monotonic (cue_monitor_get_clock (monitor)) -
         cue_engine_poller_get_state_since (cue_monitor_get_poller (monitor));
  if (seen < G_USEC_PER_SEC)
    return g_strdup (words);
  time = cue_time_format_duration (seen, CUE_DURATION_WORDS);
  // Translators: a state and for how long it was seen, such as “Live, for 2 min 10 s”
  return g_strdup_printf (_ ("%s, for %s"), words, time);
}

/**
 * cue_ctl_state_to_text:
 *
 * Returns: (transfer full): the event in some lines, without a line break at the end
 */
char *
cue_ctl_state_to_text (CueMonitor *monitor)
{
  CueEnginePoller *poller = cue_monitor_get_poller (monitor);
  CueEngineState  *state = cue_monitor_get_state (monitor);
  GListModel      *problems = G_LIST_MODEL (cue_monitor_get_problems (monitor));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *countdown = describe_countdown (monitor);
  g_autofree char *engine = cue_engine_poller_describe (poller);
  guint            n = g_list_model_get_n_items (problems);

  append_row (text, _ ("Event"), cue_monitor_get_title (monitor));
  if (state != NULL) {
    g_autofree char *value = describe_state (monitor);
    g_autofree char *manifest = describe_manifest (monitor);
    g_autofree char *offset = cue_clock_offset_to_words (cue_monitor_get_clock_offset (monitor));

    append_row (text, _ ("State"), value);
    append_row (text, _ ("Countdown"), countdown);
    append_row (text, _ ("Manifest"), manifest);
    append_row (text, _ ("Clock"), offset);
  }
  append_row (text, _ ("Event Engine"), engine);
  append_row (text,
              _ ("Stream"),
              cue_source_health_get_words (cue_monitor_get_source (monitor, CUE_LANE_STREAM)));
  if (n == 0)
    append_row (text, _ ("Problems"), _ ("none"));
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueProblem) problem = g_list_model_get_item (problems, i);

    append_row (text, i == 0 ? _ ("Problems") : "", cue_problem_get_title (problem));
    if (*cue_problem_get_cause (problem) != '\0')
      append_row (text, "", cue_problem_get_cause (problem));
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * cue_ctl_state_to_line:
 *
 * Returns: (transfer full): the last poll in one line
 */
char *
cue_ctl_state_to_line (CueMonitor *monitor)
{
  CueEngineState  *state = cue_monitor_get_state (monitor);
  g_autofree char *time =
    cue_time_format_time_of_day (cue_clock_get_wall (cue_monitor_get_clock (monitor)));
  g_autofree char *countdown = describe_countdown (monitor);
  g_autofree char *words = cue_engine_poller_describe (cue_monitor_get_poller (monitor));
  g_autoptr (GString) line = g_string_new (time);

  g_string_append (line, "  ");
  append_padded (line,
                 state != NULL
                   ? cue_player_state_to_words (cue_engine_state_get_player_state (state))
                   : "—",
                 12);
  g_string_append_printf (line, "  %s  %s", countdown, words);
  return cue_ctl_clean (line->str);
}

/**
 * cue_ctl_observation_to_json:
 *
 * Returns: (transfer full): something that happened
 */
JsonNode *
cue_ctl_observation_to_json (CueObservation *observation)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cue_ctl_add_text (builder, "type", "observation");
  cue_ctl_add_time (builder, "time", cue_observation_get_wall_us (observation));
  cue_ctl_add_text (builder, "lane", cue_observation_get_lane (observation));
  cue_ctl_add_text (builder, "kind", cue_observation_get_kind (observation));
  cue_ctl_add_text (builder, "subject", cue_observation_get_subject (observation));
  cue_ctl_add_text (builder, "detail", cue_observation_get_detail (observation));
  cue_ctl_add_text (builder,
                    "severity",
                    cue_ctl_severity_to_id (cue_observation_get_severity (observation)));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * cue_ctl_observation_to_line:
 *
 * Returns: (transfer full): something that happened, in one line
 */
char *
cue_ctl_observation_to_line (CueObservation *observation)
{
  g_autofree char *time = cue_time_format_time_of_day (cue_observation_get_wall_us (observation));
  const char      *detail = cue_observation_get_addition (observation);
  g_autofree char *line = NULL;

  line =
    g_strdup_printf ("%s  %s %s%s%s",
                     time,
                     cue_observation_get_severity (observation) == CUE_SEVERITY_INFO ? "·" : "!",
                     cue_observation_get_subject (observation),
                     detail != NULL && *detail != '\0' ? ": " : "",
                     detail != NULL ? detail : "");
  return cue_ctl_clean (line);
}
