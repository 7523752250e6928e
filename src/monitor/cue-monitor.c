// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-monitor.h"

#include <glib/gi18n-lib.h>

#include "cue-limits.h"
#include "cue-monitor-private.h"
#include "cue-observation.h"
#include "cue-profile-source.h"

/**
 * CueMonitor:
 *
 * The thing that watches one event.
 *
 * ```
 *   profile ─┐                       ┌─ state, countdown, clock offset, polls
 *   secret ──┼→ state URL → poller ──┤
 *   limits ──┘                       └─ facts ─→ rules ─→ problems ─┐
 *                                                                    ├─→ observations
 *   manifest ─→ stream watch ─→ variants, latency ─→ problems ──────┤
 *   player's reports ──────────────────────────────→ problems ──────┤
 *   hubs ─→ log of entries and incidents ──────────→ problems ──────┤
 *   state ─→ assets ─→ findings, history ──────────→ problems ──────┘
 * ```
 *
 * A monitor is made for one way to reach one event: when the profile's address or secret changes, a
 * [class@Roster] makes another one. So all that it hands out (poller, countdown, lists) stays the
 * same object for its whole life and may be bound to directly.
 *
 * It has no timer of its own: everything is looked at after each poll and when something reports.
 * It may be dropped at any moment. Main thread only.
 */

G_DEFINE_FINAL_TYPE (CueMonitor, cue_monitor, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CuePlayerCondition,
                    cue_player_condition,
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_CONDITION_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_CONDITION_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_CONDITION_PLAYING, "playing"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_CONDITION_BUFFERING, "buffering"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_CONDITION_FAULT, "fault"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_CONDITION_ENDED, "ended"))

typedef enum {
  PROP_PROFILE = 1,
  PROP_TITLE,
  PROP_RUNNING,
  PROP_POLLER,
  PROP_STATE,
  PROP_COUNTDOWN,
  PROP_CLOCK_OFFSET,
  PROP_TRACE,
  PROP_SOURCES,
  PROP_PROBLEMS,
  PROP_OBSERVATIONS,
  PROP_VARIANTS,
  PROP_SEVERITY,
  PROP_LATENCY,
} CueMonitorProperty;

static GParamSpec *properties[PROP_LATENCY + 1];

// A poll every 5 s for three quarters of an hour; fifty events must fit into memory.
#define TRACE_ITEMS      500
#define TRACE_BYTES      (2 * 1024 * 1024)
#define MAX_OBSERVATIONS 1000
#define MAX_MESSAGES     1000

static void
cue_monitor_init (CueMonitor *self)
{
  self->redactor = cue_redactor_new ();
  self->trace = cue_trace_new_bounded (TRACE_ITEMS, TRACE_BYTES);
  self->observations = cue_ring_new (CUE_TYPE_OBSERVATION, MAX_OBSERVATIONS);
  self->messages = cue_ring_new (CUE_TYPE_OBSERVATION, MAX_MESSAGES);
  self->history = cue_state_history_new ();
  self->limits_path = cue_limits_get_default_path ();
  self->player_words = g_strdup ("");
  self->player_cause = g_strdup ("");
  self->latency = CUE_MONITOR_LATENCY_UNKNOWN;
  self->lag_least = G_MAXINT64;

  self->sources = g_list_store_new (CUE_TYPE_SOURCE_HEALTH);
  self->engine_health = cue_source_health_new (CUE_LANE_ENGINE, _ ("Event Engine"));
  self->stream_health = cue_source_health_new (CUE_LANE_STREAM, _ ("Stream"));
  self->player_health = cue_source_health_new (CUE_LANE_PLAYER, _ ("Player"));
  g_list_store_append (self->sources, self->engine_health);
  g_list_store_append (self->sources, self->stream_health);
  g_list_store_append (self->sources, self->player_health);
}

static void
cue_monitor_dispose (GObject *object)
{
  CueMonitor *self = CUE_MONITOR (object);

  // The stopping poller notifies; there is nothing left to work out.
  self->running = FALSE;
  cue_monitor_end_secret (self);
  if (self->poller != NULL)
    cue_engine_poller_stop (self->poller);
  cue_monitor_end_limits (self);
  g_clear_object (&self->network);
  g_clear_object (&self->poller);
  g_clear_object (&self->source);
  g_clear_object (&self->stream);
  cue_monitor_clear_doors (self);
  cue_monitor_clear_acoustic (self);
  cue_monitor_clear_feeds (self);
  cue_monitor_clear_assets (self);
  G_OBJECT_CLASS (cue_monitor_parent_class)->dispose (object);
}

static void
cue_monitor_finalize (GObject *object)
{
  CueMonitor *self = CUE_MONITOR (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->secrets);
  g_clear_object (&self->client);
  g_clear_object (&self->trace);
  g_clear_pointer (&self->redactor, cue_redactor_unref);
  g_clear_object (&self->problems);
  g_clear_object (&self->observations);
  g_clear_object (&self->messages);
  g_clear_object (&self->sources);
  g_clear_object (&self->engine_health);
  g_clear_object (&self->stream_health);
  g_clear_object (&self->player_health);
  g_clear_object (&self->doors_health);
  g_clear_pointer (&self->history, cue_state_history_free);
  g_clear_pointer (&self->limits, g_variant_unref);
  g_free (self->limits_path);
  g_free (self->player_words);
  g_free (self->player_cause);
  g_free (self->observed_fault);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (cue_monitor_parent_class)->finalize (object);
}

static void
cue_monitor_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueMonitor *self = CUE_MONITOR (object);

  switch ((CueMonitorProperty) property_id) {
  case PROP_PROFILE:
    g_value_set_object (value, self->profile);
    break;
  case PROP_TITLE:
    g_value_set_string (value, cue_monitor_get_title (self));
    break;
  case PROP_RUNNING:
    g_value_set_boolean (value, self->running);
    break;
  case PROP_POLLER:
    g_value_set_object (value, self->poller);
    break;
  case PROP_STATE:
    g_value_set_object (value, cue_monitor_get_state (self));
    break;
  case PROP_COUNTDOWN:
    g_value_set_object (value, cue_monitor_get_countdown (self));
    break;
  case PROP_CLOCK_OFFSET:
    g_value_set_object (value, cue_monitor_get_clock_offset (self));
    break;
  case PROP_TRACE:
    g_value_set_object (value, self->trace);
    break;
  case PROP_SOURCES:
    g_value_set_object (value, self->sources);
    break;
  case PROP_PROBLEMS:
    g_value_set_object (value, self->problems);
    break;
  case PROP_OBSERVATIONS:
    g_value_set_object (value, self->observations);
    break;
  case PROP_VARIANTS:
    g_value_set_object (value, cue_monitor_get_variants (self));
    break;
  case PROP_SEVERITY:
    g_value_set_enum (value, self->severity);
    break;
  case PROP_LATENCY:
    g_value_set_int64 (value, self->latency);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_monitor_class_init (CueMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cue_monitor_dispose;
  object_class->finalize = cue_monitor_finalize;
  object_class->get_property = cue_monitor_get_property;

  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, CUE_TYPE_PROFILE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_POLLER] =
    g_param_spec_object ("poller", NULL, NULL, CUE_TYPE_ENGINE_POLLER, flags);
  /**
   * CueMonitor:state: (nullable)
   *
   * The last good state; it stays while polls fail.
   */
  properties[PROP_STATE] = g_param_spec_object ("state", NULL, NULL, CUE_TYPE_ENGINE_STATE, flags);
  properties[PROP_COUNTDOWN] =
    g_param_spec_object ("countdown", NULL, NULL, CUE_TYPE_COUNTDOWN, flags);
  properties[PROP_CLOCK_OFFSET] =
    g_param_spec_object ("clock-offset", NULL, NULL, CUE_TYPE_CLOCK_OFFSET, flags);
  properties[PROP_TRACE] = g_param_spec_object ("trace", NULL, NULL, CUE_TYPE_TRACE, flags);
  /**
   * CueMonitor:sources:
   *
   * A list model of [class@SourceHealth]: the Event Engine, the stream, the player, and the
   * doors when they are watched.
   */
  properties[PROP_SOURCES] = g_param_spec_object ("sources", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_PROBLEMS] =
    g_param_spec_object ("problems", NULL, NULL, CUE_TYPE_PROBLEM_LIST, flags);
  properties[PROP_OBSERVATIONS] =
    g_param_spec_object ("observations", NULL, NULL, CUE_TYPE_RING, flags);
  properties[PROP_VARIANTS] =
    g_param_spec_object ("variants", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * CueMonitor:severity:
   *
   * How the event is doing as a whole: the worst problem, or fine, or idle before the first answer.
   */
  properties[PROP_SEVERITY] =
    g_param_spec_enum ("severity", NULL, NULL, CUE_TYPE_HEALTH, CUE_HEALTH_IDLE, flags);
  /**
   * CueMonitor:latency:
   *
   * How far the picture of the player is behind the encoder's clock, in µs, or
   * `CUE_MONITOR_LATENCY_UNKNOWN`.
   */
  properties[PROP_LATENCY] = g_param_spec_int64 ("latency",
                                                 NULL,
                                                 NULL,
                                                 G_MININT64,
                                                 G_MAXINT64,
                                                 CUE_MONITOR_LATENCY_UNKNOWN,
                                                 flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_monitor_update_severity:
 *
 * Works out how the event is doing as a whole.
 */
void
cue_monitor_update_severity (CueMonitor *self)
{
  CueHealth   severity = CUE_HEALTH_IDLE;
  CueSeverity worst;

  if (cue_problem_list_get_worst (self->problems, &worst) && worst != CUE_SEVERITY_INFO)
    severity = worst == CUE_SEVERITY_ERROR ? CUE_HEALTH_ERROR : CUE_HEALTH_WARNING;
  else if (self->running && cue_monitor_get_state (self) != NULL)
    severity = CUE_HEALTH_OK;
  if (self->severity == severity)
    return;
  self->severity = severity;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEVERITY]);
}

static void
update (CueMonitor *self)
{
  g_autofree char *words = NULL;
  g_autofree char *wait = NULL;
  CueEngineFacts   facts;

  if (!self->running || self->poller == NULL)
    return;
  cue_monitor_fill_facts (self, &facts);
  wait = cue_engine_poller_describe_wait (self->poller);
  facts.wait_text = wait;
  cue_engine_rules_apply (&facts, self->problems);
  words = cue_engine_poller_describe (self->poller);
  cue_source_health_set_last_good (self->engine_health, facts.last_good_us);
  cue_source_health_update (self->engine_health, cue_engine_rules_get_health (&facts), words);
  cue_monitor_update_doors (self);
  cue_monitor_update_stream (self);
  cue_monitor_update_player (self);
  cue_monitor_update_severity (self);
}

static void
on_changed (CueEnginePoller *poller,
            CueEngineState  *before,
            CueEngineState  *after,
            GPtrArray       *changes,
            CueMonitor      *self)
{
  cue_state_history_add (self->history,
                         cue_engine_state_get_player_state (after),
                         cue_engine_state_get_received_monotonic (after));
  cue_monitor_observe_changes (self, before, after, changes);
  cue_monitor_update_asset_clock (self);
  if (self->assets != NULL)
    cue_asset_watch_set_state (self->assets, after);
}

static void
on_polled (CueEnginePoller *poller, CuePollResult *result, CueMonitor *self)
{
  CueEngineState *state = cue_engine_poller_get_state (poller);

  if (state != NULL)
    cue_stream_watch_set_manifest (self->stream, cue_engine_state_get_manifest (state));
  cue_stream_watch_tick (self->stream);
  cue_monitor_update_asset_clock (self);
  cue_asset_watch_tick (self->assets);
  update (self);
}

static void
on_state_changed (CueEnginePoller *poller, GParamSpec *pspec, CueMonitor *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
on_source_changed (CueStateUrlSource *source, CueMonitor *self)
{
  update (self);
}

static void
on_phase_changed (CueEnginePoller *poller, GParamSpec *pspec, CueMonitor *self)
{
  // While a poll is on its way nothing is known that was not known before.
  if (cue_engine_poller_get_phase (poller) != CUE_ENGINE_POLLING)
    update (self);
}

static void
on_limits_changed (CueStateUrlSource *source, CueMonitor *self)
{
  cue_monitor_save_limits (self);
}

static void
on_stream_changed (CueStreamWatch *stream, CueMonitor *self)
{
  update (self);
}

static void
on_name_changed (CueProfile *profile, GParamSpec *pspec, CueMonitor *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
on_poll_interval_changed (CueProfile *profile, GParamSpec *pspec, CueMonitor *self)
{
  cue_engine_poller_set_interval (self->poller, cue_profile_get_poll_interval (profile));
}

/**
 * cue_monitor_new:
 * @profile: which event, and how it is reached
 * @clock: gives all times
 * @secrets: has the secret of the profile
 *
 * Returns: (transfer full): a monitor that does nothing until [method@Monitor.start]
 */
CueMonitor *
cue_monitor_new (CueProfile *profile, CueClock *clock, CueSecretStore *secrets)
{
  CueMonitor *self;

  g_return_val_if_fail (CUE_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (CUE_IS_SECRET_STORE (secrets), NULL);

  self = g_object_new (CUE_TYPE_MONITOR, NULL);
  self->profile = g_object_ref (profile);
  self->clock = g_object_ref (clock);
  self->secrets = g_object_ref (secrets);
  self->problems = cue_problem_list_new (clock);
  self->client = cue_http_client_new (clock, self->trace, self->redactor);
  self->source = cue_profile_make_source (profile, self->client, clock);
  self->poller = cue_engine_poller_new (self->client, clock, self->source);
  self->stream = cue_stream_watch_new (self->client, clock);
  cue_engine_poller_set_interval (self->poller, cue_profile_get_poll_interval (profile));

  cue_monitor_watch_problems (self);
  g_signal_connect_object (self->poller, "changed", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (self->poller, "polled", G_CALLBACK (on_polled), self, 0);
  g_signal_connect_object (self->poller, "notify::state", G_CALLBACK (on_state_changed), self, 0);
  g_signal_connect_object (self->poller, "notify::phase", G_CALLBACK (on_phase_changed), self, 0);
  g_signal_connect_object (self->poller, "notify::reason", G_CALLBACK (on_phase_changed), self, 0);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (on_source_changed), self, 0);
  g_signal_connect_object (self->source, "limits-changed", G_CALLBACK (on_limits_changed), self, 0);
  g_signal_connect_object (self->stream, "changed", G_CALLBACK (on_stream_changed), self, 0);
  g_signal_connect_object (profile, "notify::name", G_CALLBACK (on_name_changed), self, 0);
  g_signal_connect_object (profile,
                           "notify::poll-interval",
                           G_CALLBACK (on_poll_interval_changed),
                           self,
                           0);
  cue_monitor_make_doors (self);
  cue_monitor_make_acoustic (self);
  cue_monitor_make_feeds (self);
  cue_monitor_make_assets (self);
  cue_monitor_reset_player (self);
  return self;
}

/**
 * cue_monitor_set_limits_path:
 * @path: where the limits of getStateURL are kept across restarts
 *
 * For tests; before [method@Monitor.start]. The default is a file in the user's state folder.
 */
void
cue_monitor_set_limits_path (CueMonitor *self, const char *path)
{
  g_return_if_fail (CUE_IS_MONITOR (self));
  g_return_if_fail (!self->running);

  g_free (self->limits_path);
  self->limits_path = g_strdup (path);
}

static gboolean
check_profile (CueMonitor *self)
{
  g_autoptr (GPtrArray) found = cue_profile_validate (self->profile);

  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *diagnostic = g_ptr_array_index (found, i);

    // An event without a name can be watched all the same.
    if (cue_diagnostic_get_severity (diagnostic) != CUE_SEVERITY_ERROR ||
        g_strcmp0 (cue_diagnostic_get_where (diagnostic), "name") == 0)
      continue;
    cue_problem_list_raise (self->problems,
                            CUE_PROBLEM_MONITOR_PROFILE,
                            CUE_LANE_MONITOR,
                            CUE_SEVERITY_ERROR,
                            _ ("The event is not set up"),
                            cue_diagnostic_get_message (diagnostic),
                            _ ("Edit the event to mend it."));
    cue_source_health_update (self->engine_health,
                              CUE_HEALTH_ERROR,
                              cue_diagnostic_get_message (diagnostic));
    return FALSE;
  }
  cue_problem_list_clear (self->problems, CUE_PROBLEM_MONITOR_PROFILE);
  return TRUE;
}

/**
 * cue_monitor_start:
 *
 * Begins to watch: looks for the secret where one is needed, then polls. What is missing becomes a
 * problem.
 */
void
cue_monitor_start (CueMonitor *self)
{
  g_return_if_fail (CUE_IS_MONITOR (self));

  if (self->running)
    return;
  // Whoever hears of it may let the monitor go.
  g_object_ref (self);
  self->running = TRUE;
  cue_monitor_observe (self,
                       CUE_LANE_MONITOR,
                       "started",
                       _ ("Began to watch the event"),
                       NULL,
                       CUE_SEVERITY_INFO);
  if (check_profile (self)) {
    cue_monitor_begin_network (self);
    cue_monitor_begin_limits (self);
    if (cue_profile_needs_secret (self->profile))
      cue_monitor_begin_secret (self);
    else
      cue_engine_poller_start (self->poller);
  }
  cue_doors_watch_start (self->doors);
  if (!self->leaves_assets)
    cue_asset_watch_start (self->assets);
  cue_monitor_update_severity (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_object_unref (self);
}

/**
 * cue_monitor_stop:
 *
 * Ends watching. The last state stays, the problems are cleared.
 */
void
cue_monitor_stop (CueMonitor *self)
{
  g_return_if_fail (CUE_IS_MONITOR (self));

  if (!self->running)
    return;
  g_object_ref (self);
  cue_monitor_end_network (self);
  cue_monitor_end_secret (self);
  cue_engine_poller_stop (self->poller);
  cue_monitor_end_limits (self);
  self->running = FALSE;
  cue_monitor_reset_player (self);
  cue_doors_watch_stop (self->doors);
  cue_stream_watch_stop (self->stream);
  cue_asset_watch_stop (self->assets);
  cue_problem_list_clear_all (self->problems);
  cue_source_health_update (self->engine_health, CUE_HEALTH_IDLE, _ ("Not watched"));
  cue_source_health_update (self->stream_health, CUE_HEALTH_IDLE, _ ("Not watched"));
  cue_source_health_update (self->doors_health, CUE_HEALTH_IDLE, _ ("Not watched"));
  cue_monitor_observe (self,
                       CUE_LANE_MONITOR,
                       "stopped",
                       _ ("Stopped watching the event"),
                       NULL,
                       CUE_SEVERITY_INFO);
  cue_monitor_update_severity (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_object_unref (self);
}

/**
 * cue_monitor_refresh:
 * @wait_us: (out) (optional): how long to wait when it is too early
 *
 * Polls now, because the user asked for it.
 *
 * Returns: whether a poll was begun
 */
gboolean
cue_monitor_refresh (CueMonitor *self, gint64 *wait_us)
{
  gint64 wait = 0;

  g_return_val_if_fail (CUE_IS_MONITOR (self), FALSE);

  if (wait_us != NULL)
    *wait_us = 0;
  if (!self->running || cue_engine_poller_get_phase (self->poller) == CUE_ENGINE_STOPPED)
    return FALSE;
  if (cue_engine_poller_refresh_now (self->poller, &wait))
    return TRUE;
  if (wait_us != NULL)
    *wait_us = wait;
  return FALSE;
}

/**
 * cue_monitor_set_latency:
 * @latency: µs behind the encoder's clock, or `CUE_MONITOR_LATENCY_UNKNOWN`
 *
 * Keeps a new latency unless it is as good as the old one: it is measured with every report of the
 * player and must not redraw the window each time.
 */
void
cue_monitor_set_latency (CueMonitor *self, gint64 latency)
{
  const gint64 step = G_USEC_PER_SEC / 20;

  if (self->latency == latency)
    return;
  if (self->latency != CUE_MONITOR_LATENCY_UNKNOWN && latency != CUE_MONITOR_LATENCY_UNKNOWN &&
      ABS (self->latency - latency) < step)
    return;
  self->latency = latency;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LATENCY]);
}
