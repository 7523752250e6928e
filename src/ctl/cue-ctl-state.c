// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-state.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "cue-ctl-state-output.h"
#include "cue-ctl.h"
#include "cue-system-clock.h"

// How long a single answer is waited for; getStateURL may make us wait a minute by itself.
#define ANSWER_LIMIT_S 100
// How long the check of the stream may hold up the answer about the state.
#define STREAM_LIMIT_MS 5000
// No option says this, so that a zero that somebody gave is told from none.
#define NOT_GIVEN G_MININT

typedef struct {
  char    *state_url;
  char    *profile_name;
  gboolean watch;
  gboolean json;
  gboolean trace;
  int      count;
  int      seconds;
} Options;

typedef struct {
  Options    *options;
  GMainLoop  *loop;    // owned
  CueMonitor *monitor; // owned
  int         status;
  int         n_printed;
  guint       limit_source;
  guint       stream_source;
  guint       signals[2];
  gboolean    waits_for_stream;
  gboolean    ended;
} Run;

static void
end (Run *run, int status)
{
  if (run->ended)
    return;
  run->ended = TRUE;
  run->status = status;
  g_main_loop_quit (run->loop);
}

static CueCtlStatus
get_status (Run *run)
{
  CueCtlStatus status = cue_ctl_status_from_health (cue_monitor_get_severity (run->monitor));

  // An event that never answered is not merely worth a look.
  if (cue_monitor_get_state (run->monitor) == NULL && status == CUE_CTL_WARNING)
    return CUE_CTL_CRITICAL;
  return status;
}

static void
print_state (Run *run)
{
  CueCtlStatus status = get_status (run);

  if (run->options->json) {
    g_autoptr (JsonNode) node = cue_ctl_state_to_json (run->monitor, status);

    cue_ctl_print_json (node);
  } else {
    g_autofree char *text = run->options->watch ? cue_ctl_state_to_line (run->monitor)
                                                : cue_ctl_state_to_text (run->monitor);

    cue_ctl_print (text);
  }
  run->n_printed++;
}

// The sentence why there is nothing to show.
static void
note_failure (Run *run)
{
  CueEnginePoller *poller = cue_monitor_get_poller (run->monitor);
  const GError    *error = cue_engine_poller_get_last_error (poller);
  g_autoptr (CueProblem)
    worst = g_list_model_get_item (G_LIST_MODEL (cue_monitor_get_problems (run->monitor)), 0);

  if (error != NULL)
    cue_ctl_note ("%s", error->message);
  else if (worst != NULL)
    cue_ctl_note ("%s", cue_problem_get_cause (worst));
}

static void
answer (Run *run)
{
  print_state (run);
  if (cue_engine_poller_get_last_error (cue_monitor_get_poller (run->monitor)) != NULL)
    note_failure (run);
  if (cue_ctl_output_is_closed () || !run->options->watch ||
      (run->options->count > 0 && run->n_printed >= run->options->count))
    end (run, get_status (run));
}

static void
stop_waiting_for_stream (Run *run)
{
  run->waits_for_stream = FALSE;
  g_clear_handle_id (&run->stream_source, g_source_remove);
}

static gboolean
on_stream_done (gpointer user_data)
{
  Run *run = user_data;

  run->stream_source = 0;
  run->waits_for_stream = FALSE;
  answer (run);
  return G_SOURCE_REMOVE;
}

static void
on_stream_changed (CueSourceHealth *stream, GParamSpec *pspec, Run *run)
{
  if (run->stream_source == 0 || !cue_monitor_is_settled (run->monitor))
    return;
  // Only once the monitor has also judged what the stream's answer means.
  g_source_remove (run->stream_source);
  run->stream_source = g_idle_add (on_stream_done, run);
}

static void
on_polled (CueEnginePoller *poller, CuePollResult *result, Run *run)
{
  if (run->ended || run->waits_for_stream)
    return;
  if (!run->options->watch && !cue_monitor_is_settled (run->monitor)) {
    run->waits_for_stream = TRUE;
    run->stream_source = g_timeout_add (STREAM_LIMIT_MS, on_stream_done, run);
    return;
  }
  answer (run);
}

// Without a state URL there is no poll, and so no answer that could be waited for.
static void
on_phase_changed (CueEnginePoller *poller, GParamSpec *pspec, Run *run)
{
  if (run->ended || cue_engine_poller_get_phase (poller) != CUE_ENGINE_BACKING_OFF)
    return;
  if (cue_engine_poller_get_state (poller) == NULL &&
      g_list_model_get_n_items (cue_engine_poller_get_polls (poller)) == 0)
    answer (run);
}

static void
on_problem_raised (CueProblemList *problems, CueProblem *problem, Run *run)
{
  if (!g_str_equal (cue_problem_get_source (problem), CUE_LANE_MONITOR))
    return;
  if (cue_problem_get_severity (problem) != CUE_SEVERITY_ERROR) {
    cue_ctl_note ("%s", cue_problem_get_title (problem));
    return;
  }
  // It was never tried.
  cue_ctl_note ("%s", cue_problem_get_cause (problem));
  end (run, CUE_CTL_UNKNOWN);
}

static void
on_observed (GListModel *observations, guint position, guint removed, guint added, Run *run)
{
  for (guint i = 0; i < added && !run->ended; i++) {
    g_autoptr (CueObservation) observation = g_list_model_get_item (observations, position + i);

    if (run->options->json) {
      g_autoptr (JsonNode) node = cue_ctl_observation_to_json (observation);

      cue_ctl_print_json (node);
    } else {
      g_autofree char *line = cue_ctl_observation_to_line (observation);

      cue_ctl_print (line);
    }
  }
  if (cue_ctl_output_is_closed ())
    end (run, get_status (run));
}

static void
on_exchange_finished (CueTrace *trace, CueExchange *exchange, Run *run)
{
  if (!run->ended)
    cue_ctl_print_exchange (exchange, run->options->json, TRUE);
}

static gboolean
on_limit (gpointer user_data)
{
  Run *run = user_data;

  run->limit_source = 0;
  if (!run->options->watch) {
    cue_ctl_note (_ ("There was no answer in time."));
    end (run, CUE_CTL_UNKNOWN);
  } else {
    end (run, get_status (run));
  }
  return G_SOURCE_REMOVE;
}

static gboolean
on_signal (gpointer user_data)
{
  Run *run = user_data;

  end (run, get_status (run));
  return G_SOURCE_CONTINUE;
}

static gboolean
is_fine_limit (Options *options, int limit)
{
  return limit == NOT_GIVEN || (options->watch && limit > 0);
}

static CueProfile *
make_profile (Options *options, int *status)
{
  g_autoptr (CueProfileStore) store = NULL;
  g_autoptr (GError) error = NULL;
  CueProfile *profile;

  if ((options->state_url != NULL) == (options->profile_name != NULL)) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Give either --state-url or --profile."));
    return NULL;
  }
  if (!is_fine_limit (options, options->count) || !is_fine_limit (options, options->seconds)) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN,
                            _ ("--count and --seconds are positive and belong to --watch."));
    return NULL;
  }
  if (options->state_url != NULL) {
    profile = cue_profile_new ();
    cue_profile_set_name (profile, _ ("State URL"));
    cue_profile_set_source_kind (profile, CUE_PROFILE_SOURCE_STATE_URL);
    cue_profile_set_state_url (profile, options->state_url);
    return profile;
  }
  store = cue_ctl_load_profiles (&error);
  profile = store != NULL ? cue_ctl_find_profile (store, options->profile_name, &error) : NULL;
  if (profile == NULL) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
    return NULL;
  }
  return g_object_ref (profile);
}

static int
run_with (Options *options)
{
  g_autoptr (CueProfile) profile = NULL;
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new ();
  Run              run = { options };
  CueEnginePoller *poller;

  profile = make_profile (options, &run.status);
  if (profile == NULL)
    return run.status;

  run.loop = g_main_loop_new (NULL, FALSE);
  run.monitor = cue_monitor_new (profile, cue_system_clock_get_default (), secrets);
  // A script that asks for the state does not want pictures; `check` looks at them.
  cue_monitor_set_fetches_assets (run.monitor, FALSE);
  poller = cue_monitor_get_poller (run.monitor);
  run.signals[0] = g_unix_signal_add (SIGINT, on_signal, &run);
  run.signals[1] = g_unix_signal_add (SIGTERM, on_signal, &run);
  if (!options->watch || options->seconds > 0)
    run.limit_source =
      g_timeout_add_seconds (options->watch ? options->seconds : ANSWER_LIMIT_S, on_limit, &run);
  // After the monitor's own handlers, so that its rules have looked at the answer.
  g_signal_connect_after (poller, "polled", G_CALLBACK (on_polled), &run);
  g_signal_connect_after (poller, "notify::phase", G_CALLBACK (on_phase_changed), &run);
  g_signal_connect (cue_monitor_get_problems (run.monitor),
                    "raised",
                    G_CALLBACK (on_problem_raised),
                    &run);
  g_signal_connect (cue_monitor_get_source (run.monitor, CUE_LANE_STREAM),
                    "notify",
                    G_CALLBACK (on_stream_changed),
                    &run);
  if (options->watch)
    g_signal_connect (cue_monitor_get_observations (run.monitor),
                      "items-changed",
                      G_CALLBACK (on_observed),
                      &run);
  if (options->trace)
    g_signal_connect (cue_monitor_get_trace (run.monitor),
                      "exchange-finished",
                      G_CALLBACK (on_exchange_finished),
                      &run);
  cue_monitor_start (run.monitor);
  if (!run.ended)
    g_main_loop_run (run.loop);

  run.ended = TRUE;
  stop_waiting_for_stream (&run);
  g_clear_handle_id (&run.limit_source, g_source_remove);
  g_source_remove (run.signals[0]);
  g_source_remove (run.signals[1]);
  g_signal_handlers_disconnect_by_data (poller, &run);
  g_signal_handlers_disconnect_by_data (cue_monitor_get_problems (run.monitor), &run);
  g_signal_handlers_disconnect_by_data (cue_monitor_get_observations (run.monitor), &run);
  g_signal_handlers_disconnect_by_data (cue_monitor_get_trace (run.monitor), &run);
  g_signal_handlers_disconnect_by_data (cue_monitor_get_source (run.monitor, CUE_LANE_STREAM),
                                        &run);
  g_object_unref (run.monitor);
  g_main_loop_unref (run.loop);
  return run.status;
}

/**
 * cue_ctl_state:
 *
 * `cuelightctl state`: shows the state of an event once, or follows it.
 *
 * Returns: a `CueCtlStatus`, the worst problem of the event
 */
int
cue_ctl_state (int argc, char **argv)
{
  Options options = { .count = NOT_GIVEN, .seconds = NOT_GIVEN };
  int     status;

  const GOptionEntry entries[] = {
    { "state-url",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.state_url,
      N_ ("The state URL of the event"),
      N_ ("URL") },
    { "profile",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.profile_name,
      N_ ("An event, by its name or id"),
      N_ ("NAME") },
    { "watch", 0, 0, G_OPTION_ARG_NONE, &options.watch, N_ ("Go on, a line for each poll"), NULL },
    { "count", 0, 0, G_OPTION_ARG_INT, &options.count, N_ ("End after so many polls"), N_ ("N") },
    { "seconds",
      0,
      0,
      G_OPTION_ARG_INT,
      &options.seconds,
      N_ ("End after so many seconds"),
      N_ ("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print one JSON object a line"), NULL },
    { "trace",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options.trace,
      N_ ("Print every HTTP exchange as well"),
      NULL },
    { 0 },
  };

  if (cue_ctl_parse ("state",
                     NULL,
                     _ ("Shows the state of an event, its countdown and its problems."),
                     entries,
                     &argc,
                     &argv,
                     &status)) {
    if (argc > 1)
      status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("“%s” is not expected here."), argv[1]);
    else
      status = run_with (&options);
  }
  g_free (options.state_url);
  g_free (options.profile_name);
  return status;
}
