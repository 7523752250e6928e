// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>

#include "cue-engine-rules.h"
#include "cue-fake-clock.h"
#include "cue-json.h"
#include "cue-monitor.h"
#include "cue-time.h"

#define MINUTES(n) CUE_SECONDS ((n) *60)
#define START      CUE_SECONDS (1000)

typedef struct {
  CueClock       *clock;    // owned
  CueProblemList *problems; // owned
  CueEngineFacts  facts;
  CueEngineState *state; // owned, nullable
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->clock = cue_fake_clock_new (CUE_SECONDS (1795164000), START);
  f->problems = cue_problem_list_new (f->clock);
  f->facts = (CueEngineFacts){
    .now_us = START,
    .source_kind = CUE_PROFILE_SOURCE_API_KEY,
    .ttl_s = 60,
    .phase = CUE_ENGINE_WAITING,
    .last_good_us = START,
    .state_since_us = START,
    .url_age_us = 0,
    .history = cue_state_history_new (),
  };
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  cue_state_history_free (f->facts.history);
  g_clear_object (&f->state);
  g_object_unref (f->problems);
  g_object_unref (f->clock);
}

static void
give_state (Fixture *f, const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cue_json_parse (bytes, &error);

  g_assert_no_error (error);
  g_clear_object (&f->state);
  f->state = cue_engine_state_new_from_json (node,
                                             cue_clock_get_wall (f->clock),
                                             cue_clock_get_monotonic (f->clock),
                                             &error);
  g_assert_no_error (error);
  f->facts.state = f->state;
  f->facts.last_good_us = cue_clock_get_monotonic (f->clock);
  cue_state_history_add (f->facts.history,
                         cue_engine_state_get_player_state (f->state),
                         cue_clock_get_monotonic (f->clock));
}

static void
advance (Fixture *f, gint64 us)
{
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), us);
  f->facts.now_us = cue_clock_get_monotonic (f->clock);
}

static CueProblem *
apply (Fixture *f, const char *id)
{
  cue_engine_rules_apply (&f->facts, f->problems);
  return cue_problem_list_find (f->problems, id);
}

static void
assert_problem (Fixture *f, const char *id, CueSeverity severity, const char *words)
{
  CueProblem *problem = apply (f, id);

  g_assert_nonnull (problem);
  g_assert_cmpint (cue_problem_get_severity (problem), ==, severity);
  g_assert_cmpstr (cue_problem_get_cause (problem), !=, "");
  if (strstr (cue_problem_get_title (problem), words) == NULL)
    g_error ("“%s” is not in “%s”", words, cue_problem_get_title (problem));
}

static void
assert_none (Fixture *f, const char *id)
{
  g_assert_null (apply (f, id));
}

static void
test_calm (Fixture *f, gconstpointer data)
{
  give_state (f,
              "{\"playerState\":\"prelive\",\"playerManifest\":\"https://c.invalid/i.m3u8\","
              "\"countdown\":{\"visible\":true,\"end\":1795164600,\"serverTime\":1795164000}}");
  for (int i = 0; i < 12; i++) {
    cue_engine_rules_apply (&f->facts, f->problems);
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->problems)), ==, 0);
    advance (f, CUE_SECONDS (5));
  }
  g_assert_cmpint (cue_engine_rules_get_health (&f->facts), ==, CUE_HEALTH_OK);
}

static void
test_answer (Fixture *f, gconstpointer data)
{
  CueProblem *problem;

  give_state (f, "{\"playerState\":\"live\",\"playerManifest\":\"https://c.invalid/i.m3u8\"}");
  f->facts.reason = CUE_ENGINE_REASON_NETWORK;
  f->facts.phase = CUE_ENGINE_BACKING_OFF;
  f->facts.error_text = "The connection was refused.";
  f->facts.n_failures = 1;
  assert_problem (f, CUE_PROBLEM_ENGINE_ANSWER, CUE_SEVERITY_WARNING, "cannot be reached");
  g_assert_cmpint (cue_engine_rules_get_health (&f->facts), ==, CUE_HEALTH_WARNING);
  problem = apply (f, CUE_PROBLEM_ENGINE_ANSWER);
  g_assert_cmpstr (cue_problem_get_cause (problem), ==, "The connection was refused.");

  advance (f, CUE_SECONDS (30));
  f->facts.n_failures = 3;
  assert_problem (f, CUE_PROBLEM_ENGINE_ANSWER, CUE_SEVERITY_ERROR, "cannot be reached");
  g_assert_cmpint (cue_engine_rules_get_health (&f->facts), ==, CUE_HEALTH_ERROR);
  g_assert_nonnull (strstr (cue_problem_get_detail (problem), "30 s"));
  g_assert_cmpint (cue_problem_get_since_monotonic (problem), ==, START);

  f->facts.reason = CUE_ENGINE_REASON_NONE;
  f->facts.n_failures = 0;
  assert_none (f, CUE_PROBLEM_ENGINE_ANSWER);
}

static void
test_answer_reasons (Fixture *f, gconstpointer data)
{
  GEnumClass *reasons = g_type_class_ref (CUE_TYPE_ENGINE_REASON);

  // Every reason has a title and, without an error's own words, a cause.
  for (guint i = 0; i < reasons->n_values; i++) {
    CueProblem *problem;

    f->facts.reason = reasons->values[i].value;
    f->facts.n_failures = 1;
    problem = apply (f, CUE_PROBLEM_ENGINE_ANSWER);
    if (f->facts.reason == CUE_ENGINE_REASON_NONE || cue_engine_rules_is_stale (f->facts.reason)) {
      g_assert_null (problem);
      continue;
    }
    g_assert_nonnull (problem);
    g_assert_cmpstr (cue_problem_get_title (problem), !=, "");
    g_assert_cmpstr (cue_problem_get_cause (problem), !=, "");
  }
  g_type_class_unref (reasons);

  // A refused key does not wait for a third try; a stopped poller has no problems.
  f->facts.reason = CUE_ENGINE_REASON_REFUSED;
  assert_problem (f, CUE_PROBLEM_ENGINE_ANSWER, CUE_SEVERITY_ERROR, "refuses the API key");
  f->facts.phase = CUE_ENGINE_STOPPED;
  assert_none (f, CUE_PROBLEM_ENGINE_ANSWER);
  g_assert_cmpint (cue_engine_rules_get_health (&f->facts), ==, CUE_HEALTH_IDLE);
}

static void
test_stale (Fixture *f, gconstpointer data)
{
  give_state (f, "{\"playerState\":\"prelive\"}");
  f->facts.reason = CUE_ENGINE_REASON_STUCK_TIME;
  assert_problem (f, CUE_PROBLEM_ENGINE_STALE, CUE_SEVERITY_WARNING, "old copies");
  f->facts.reason = CUE_ENGINE_REASON_OLD_COPY;
  assert_problem (f, CUE_PROBLEM_ENGINE_STALE, CUE_SEVERITY_WARNING, "old copies");
  assert_none (f, CUE_PROBLEM_ENGINE_ANSWER);
  g_assert_cmpint (cue_engine_rules_get_health (&f->facts), ==, CUE_HEALTH_WARNING);
  f->facts.reason = CUE_ENGINE_REASON_NONE;
  assert_none (f, CUE_PROBLEM_ENGINE_STALE);
}

// BB-12: slower than the time between two polls.
static void
test_slow (Fixture *f, gconstpointer data)
{
  give_state (f, "{\"playerState\":\"prelive\"}");
  f->facts.answer_us = CUE_SECONDS (4);
  assert_none (f, CUE_PROBLEM_ENGINE_SLOW);
  g_assert_cmpint (cue_engine_rules_get_health (&f->facts), ==, CUE_HEALTH_OK);
  f->facts.answer_us = CUE_SECONDS (6);
  assert_problem (f, CUE_PROBLEM_ENGINE_SLOW, CUE_SEVERITY_WARNING, "slowly");
  g_assert_nonnull (strstr (cue_problem_get_cause (apply (f, CUE_PROBLEM_ENGINE_SLOW)), "6 s"));
  g_assert_cmpint (cue_engine_rules_get_health (&f->facts), ==, CUE_HEALTH_WARNING);
  f->facts.phase = CUE_ENGINE_STOPPED;
  assert_none (f, CUE_PROBLEM_ENGINE_SLOW);
}

static void
test_unknown_state (Fixture *f, gconstpointer data)
{
  CueProblem *problem;

  give_state (f, "{\"playerState\":\"rehearsal\"}");
  f->facts.last_known = CUE_PLAYER_STATE_PRELIVE;
  assert_problem (f, CUE_PROBLEM_ENGINE_UNKNOWN, CUE_SEVERITY_WARNING, "unknown");
  problem = apply (f, CUE_PROBLEM_ENGINE_UNKNOWN);
  g_assert_nonnull (strstr (cue_problem_get_cause (problem), "“rehearsal”"));
  g_assert_nonnull (strstr (cue_problem_get_detail (problem), "Pre-live"));

  give_state (f, "{\"playerManifest\":\"\"}");
  problem = apply (f, CUE_PROBLEM_ENGINE_UNKNOWN);
  g_assert_nonnull (strstr (cue_problem_get_cause (problem), "no playerState"));

  give_state (f, "{\"playerState\":\"custom\"}");
  assert_none (f, CUE_PROBLEM_ENGINE_UNKNOWN);
}

static void
test_fields (Fixture *f, gconstpointer data)
{
  give_state (f,
              "{\"playerState\":\"custom\",\"logoImg\":\"javascript:alert(1)\","
              "\"customBgImg916\":7}");
  assert_problem (f, CUE_PROBLEM_ENGINE_FIELDS, CUE_SEVERITY_WARNING, "2 fields");
  give_state (f, "{\"playerState\":\"custom\",\"somethingNew\":1}");
  assert_none (f, CUE_PROBLEM_ENGINE_FIELDS);
}

static void
test_countdown (Fixture *f, gconstpointer data)
{
  const char *running = "{\"playerState\":\"prelive\",\"countdown\":"
                        "{\"visible\":true,\"end\":1795164020,\"serverTime\":1795164000}}";

  give_state (f, running);
  assert_none (f, CUE_PROBLEM_ENGINE_COUNTDOWN);
  advance (f, CUE_SECONDS (34));
  assert_none (f, CUE_PROBLEM_ENGINE_COUNTDOWN);
  advance (f, CUE_SECONDS (2));
  assert_problem (f, CUE_PROBLEM_ENGINE_COUNTDOWN, CUE_SEVERITY_WARNING, "still in Pre-live");

  // The user sets the computer's clock: nothing to do with it.
  cue_fake_clock_step_wall (CUE_FAKE_CLOCK (f->clock), -MINUTES (600));
  assert_problem (f, CUE_PROBLEM_ENGINE_COUNTDOWN, CUE_SEVERITY_WARNING, "still in Pre-live");

  // A stuck server time says nothing about the countdown.
  f->facts.reason = CUE_ENGINE_REASON_STUCK_TIME;
  assert_none (f, CUE_PROBLEM_ENGINE_COUNTDOWN);
  f->facts.reason = CUE_ENGINE_REASON_NONE;

  give_state (f,
              "{\"playerState\":\"prelive\",\"countdown\":"
              "{\"visible\":false,\"end\":1795164000,\"serverTime\":1795164100}}");
  assert_none (f, CUE_PROBLEM_ENGINE_COUNTDOWN);
  give_state (f,
              "{\"playerState\":\"live\",\"countdown\":"
              "{\"visible\":true,\"end\":1795164000,\"serverTime\":1795164100}}");
  assert_none (f, CUE_PROBLEM_ENGINE_COUNTDOWN);
  give_state (f,
              "{\"playerState\":\"custom\",\"countdown\":"
              "{\"visible\":true,\"end\":1795164000,\"serverTime\":1795164100}}");
  assert_problem (f, CUE_PROBLEM_ENGINE_COUNTDOWN, CUE_SEVERITY_WARNING, "still in Custom");
}

static void
test_flapping (Fixture *f, gconstpointer data)
{
  const char *show[] = { "custom", "prelive",  "live",   "interruption",
                         "live",   "postlive", "replay", NULL };

  for (int i = 0; show[i] != NULL; i++) {
    g_autofree char *json = g_strdup_printf ("{\"playerState\":\"%s\"}", show[i]);

    give_state (f, json);
    assert_none (f, CUE_PROBLEM_ENGINE_FLAPPING);
    advance (f, CUE_SECONDS (20));
  }
  for (int i = 0; i < 4; i++) {
    give_state (f, i % 2 == 0 ? "{\"playerState\":\"prelive\"}" : "{\"playerState\":\"postlive\"}");
    advance (f, CUE_SECONDS (20));
  }
  assert_problem (f,
                  CUE_PROBLEM_ENGINE_FLAPPING,
                  CUE_SEVERITY_WARNING,
                  "between Pre-live and Post-live");
  advance (f, MINUTES (6));
  assert_none (f, CUE_PROBLEM_ENGINE_FLAPPING);

  for (int i = 0; i < 1000; i++)
    give_state (f,
                i % 2 == 0 ? "{\"playerState\":\"live\"}" : "{\"playerState\":\"interruption\"}");
  assert_problem (f,
                  CUE_PROBLEM_ENGINE_FLAPPING,
                  CUE_SEVERITY_WARNING,
                  "between Live and Interruption");
}

static void
test_clock (Fixture *f, gconstpointer data)
{
  f->facts.offset_known = TRUE;
  f->facts.offset_us = CUE_SECONDS (4);
  f->facts.offset_error_us = CUE_SECONDS (1) / 25;
  assert_none (f, CUE_PROBLEM_ENGINE_CLOCK);
  f->facts.offset_us = -CUE_SECONDS (30);
  assert_problem (f, CUE_PROBLEM_ENGINE_CLOCK, CUE_SEVERITY_WARNING, "30 s slow");
  f->facts.offset_us = CUE_SECONDS (95);
  assert_problem (f, CUE_PROBLEM_ENGINE_CLOCK, CUE_SEVERITY_ERROR, "fast");
  // An offset that is as uncertain as it is large says nothing.
  f->facts.offset_error_us = CUE_SECONDS (95);
  assert_none (f, CUE_PROBLEM_ENGINE_CLOCK);

  f->facts.offset_error_us = 0;
  f->facts.source_kind = CUE_PROFILE_SOURCE_STATE_URL;
  assert_problem (f, CUE_PROBLEM_ENGINE_CLOCK, CUE_SEVERITY_WARNING, "fast");
  f->facts.offset_us = CUE_SECONDS (20);
  assert_none (f, CUE_PROBLEM_ENGINE_CLOCK);
}

static void
test_state_url (Fixture *f, gconstpointer data)
{
  f->facts.url_age_us = MINUTES (25);
  assert_none (f, CUE_PROBLEM_ENGINE_STATE_URL);
  f->facts.url_error_text = "The service does not answer.";
  assert_problem (f, CUE_PROBLEM_ENGINE_STATE_URL, CUE_SEVERITY_WARNING, "25 min");
  f->facts.url_age_us = MINUTES (50);
  assert_problem (f, CUE_PROBLEM_ENGINE_STATE_URL, CUE_SEVERITY_ERROR, "50 min");
  f->facts.url_age_us = MINUTES (14);
  assert_none (f, CUE_PROBLEM_ENGINE_STATE_URL);

  f->facts.url_error_text = NULL;
  f->facts.source_kind = CUE_PROFILE_SOURCE_STATE_URL;
  assert_none (f, CUE_PROBLEM_ENGINE_STATE_URL);
  f->facts.url_age_us = MINUTES (50);
  assert_problem (f, CUE_PROBLEM_ENGINE_STATE_URL, CUE_SEVERITY_WARNING, "pasted");
  f->facts.url_age_us = MINUTES (80);
  assert_none (f, CUE_PROBLEM_ENGINE_STATE_URL);
}

static void
test_manifest (Fixture *f, gconstpointer data)
{
  CueProblem *problem;

  give_state (f, "{\"playerState\":\"prelive\"}");
  assert_none (f, CUE_PROBLEM_STREAM_MANIFEST);
  give_state (f, "{\"playerState\":\"live\",\"playerManifest\":\"\"}");
  assert_problem (f, CUE_PROBLEM_STREAM_MANIFEST, CUE_SEVERITY_ERROR, "in Live");
  give_state (f, "{\"playerState\":\"live\",\"playerManifest\":\"file:///etc/passwd\"}");
  problem = apply (f, CUE_PROBLEM_STREAM_MANIFEST);
  g_assert_nonnull (problem);
  g_assert_null (strstr (cue_problem_get_cause (problem), "has no playerManifest"));
  give_state (f, "{\"playerState\":\"live\",\"playerManifest\":\"https://c.invalid/i.m3u8\"}");
  assert_none (f, CUE_PROBLEM_STREAM_MANIFEST);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/monitor/engine-rules/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("calm", test_calm);
  ADD ("answer", test_answer);
  ADD ("answer-reasons", test_answer_reasons);
  ADD ("stale", test_stale);
  ADD ("slow", test_slow);
  ADD ("unknown-state", test_unknown_state);
  ADD ("fields", test_fields);
  ADD ("countdown", test_countdown);
  ADD ("flapping", test_flapping);
  ADD ("clock", test_clock);
  ADD ("state-url", test_state_url);
  ADD ("manifest", test_manifest);
  return g_test_run ();
}
