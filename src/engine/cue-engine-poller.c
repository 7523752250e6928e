// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-engine-poller-private.h"

/**
 * CueEnginePoller:
 *
 * Keeps the state of one event up to date: gets a state URL from its source, polls it, and says
 * what changed, how it goes and, where it goes wrong, why in words.
 *
 * The phase says what it is doing, the reason what is wrong. Whatever happens, the last good state
 * stays, with the time it came. Polls come every five seconds or slower and never overlap; a larger
 * `max-age` and `Retry-After` are honoured; after three failures in a row they slow down to 15, 30,
 * then 60 seconds. A state URL that is refused (400, 401, 403, 404, 410) is replaced once. After
 * more than an hour of sleep a URL is asked for first.
 *
 * It feeds the estimate of the server's clock and the countdown, which it owns. Main thread only;
 * the owner starts and stops it.
 */

// One hour at the usual pace.
#define MAX_POLLS 720

typedef enum {
  PROP_SOURCE = 1,
  PROP_INTERVAL,
  PROP_STATE,
  PROP_PHASE,
  PROP_REASON,
  PROP_LAST_ERROR,
  PROP_STALE,
  PROP_LAST_GOOD,
  PROP_STATE_SINCE,
  PROP_NEXT_POLL,
  PROP_POLLS,
  PROP_CLOCK_OFFSET,
  PROP_COUNTDOWN,
} CueEnginePollerProperty;

enum {
  SIGNAL_POLLED,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_COUNTDOWN + 1];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CueEnginePoller, cue_engine_poller, G_TYPE_OBJECT)

// Services reference 4.4: a user's refreshes.
static const CueRateRule manual_rules[] = {
  { 1, G_USEC_PER_SEC },
  { 4, 60 * (gint64) G_USEC_PER_SEC },
};

static void
notify (CueEnginePoller *self, CueEnginePollerProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Says what it is doing now. */
void
cue_engine_poller_set_phase (CueEnginePoller *self, CueEnginePhase phase)
{
  if (self->phase == phase)
    return;
  self->phase = phase;
  notify (self, PROP_PHASE);
}

/* Says what is wrong now, or that nothing is. */
void
cue_engine_poller_set_trouble (CueEnginePoller *self,
                               CueEngineReason  reason,
                               const GError    *error,
                               gboolean         stale)
{
  gboolean same_error = error == NULL
                          ? self->last_error == NULL
                          : self->last_error != NULL && self->last_error->domain == error->domain &&
                              self->last_error->code == error->code &&
                              g_str_equal (self->last_error->message, error->message);

  g_object_freeze_notify (G_OBJECT (self));
  if (!same_error) {
    GError *copy = error != NULL ? g_error_copy (error) : NULL;

    g_clear_error (&self->last_error);
    self->last_error = copy;
    notify (self, PROP_LAST_ERROR);
  }
  if (self->stale != stale) {
    self->stale = stale;
    notify (self, PROP_STALE);
  }
  if (self->reason != reason) {
    self->reason = reason;
    notify (self, PROP_REASON);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

/* Says when the next poll is due; 0 when none is planned. */
void
cue_engine_poller_set_next_poll (CueEnginePoller *self, gint64 at)
{
  if (self->next_poll == at)
    return;
  self->next_poll = at;
  notify (self, PROP_NEXT_POLL);
}

/* Puts a new state on show. */
void
cue_engine_poller_take_state (CueEnginePoller *self, CueEngineState *state, GPtrArray *changes)
{
  g_autoptr (CueEngineState) before = g_steal_pointer (&self->state);
  CuePlayerState player_state = cue_engine_state_get_player_state (state);
  gint64         now = cue_clock_get_monotonic (self->clock);

  g_object_freeze_notify (G_OBJECT (self));
  self->state = g_object_ref (state);
  if (player_state != CUE_PLAYER_STATE_UNKNOWN)
    self->last_known_state = player_state;
  if (before == NULL || g_strcmp0 (cue_engine_state_get_player_state_text (before),
                                   cue_engine_state_get_player_state_text (state)) != 0) {
    if (before != NULL)
      self->time_in_state[cue_engine_state_get_player_state (before)] += now - self->state_since;
    self->state_since = now;
    notify (self, PROP_STATE_SINCE);
  }
  notify (self, PROP_STATE);
  notify (self, PROP_LAST_GOOD);
  g_object_thaw_notify (G_OBJECT (self));
  if (changes->len > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, before, state, changes);
}

/* Adds to the strip of polls. */
void
cue_engine_poller_add_result (CueEnginePoller *self, CuePollResult *result)
{
  cue_ring_append (self->polls, result);
  g_signal_emit (self, signals[SIGNAL_POLLED], 0, result);
}

/**
 * cue_engine_poller_start:
 *
 * Begins to poll, at once. Does nothing when it runs already.
 */
void
cue_engine_poller_start (CueEnginePoller *self)
{
  g_return_if_fail (CUE_IS_ENGINE_POLLER (self));

  if (self->cancellable == NULL)
    cue_engine_poller_begin (self);
}

static void
stop (CueEnginePoller *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  cue_clock_clear_timeout (self->clock, &self->timer_id);
  self->polling = FALSE;
  self->asking = FALSE;
}

/**
 * cue_engine_poller_stop:
 *
 * Stops polling; what is under way is dropped. The last good state stays, and the countdown goes
 * on.
 */
void
cue_engine_poller_stop (CueEnginePoller *self)
{
  g_return_if_fail (CUE_IS_ENGINE_POLLER (self));

  if (self->cancellable == NULL)
    return;
  g_object_ref (self);
  stop (self);
  cue_engine_poller_set_next_poll (self, 0);
  cue_engine_poller_set_phase (self, CUE_ENGINE_STOPPED);
  g_object_unref (self);
}

/**
 * cue_engine_poller_refresh_now:
 * @wait_us: (out) (optional): how long to wait when it is refused, in microseconds
 *
 * Polls now instead of waiting for the next tick, as the user asks: at most once a second and four
 * times a minute. A person may try before a `Retry-After` is over, which is sometimes a mistake and
 * sometimes fifteen minutes before the doors open; getStateURL has its own limits, which hold.
 *
 * Returns: whether a poll is on its way
 */
gboolean
cue_engine_poller_refresh_now (CueEnginePoller *self, gint64 *wait_us)
{
  gint64 wait;

  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), FALSE);

  if (wait_us != NULL)
    *wait_us = 0;
  if (self->cancellable == NULL)
    return FALSE;
  wait = cue_rate_limiter_get_wait (self->manual);
  if (self->polling || (self->asking && !cue_state_url_source_is_held (self->source)))
    return TRUE;
  // Nothing can be polled before there is a URL.
  if (self->asking || (self->url == NULL && self->new_url == NULL))
    wait = MAX (wait, cue_state_url_source_get_wait (self->source));
  if (wait > 0) {
    if (wait_us != NULL)
      *wait_us = wait;
    return FALSE;
  }
  cue_rate_limiter_take (self->manual);
  self->blocked_until = 0;
  g_object_ref (self);
  cue_engine_poller_run_now (self);
  g_object_unref (self);
  return TRUE;
}

/**
 * cue_engine_poller_get_interval:
 *
 * Returns: the time between polls in seconds
 */
guint
cue_engine_poller_get_interval (CueEnginePoller *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_POLLER (self), CUE_ENGINE_MIN_INTERVAL_S);

  return self->interval_s;
}

/**
 * cue_engine_poller_set_interval:
 * @seconds: time between polls; below %CUE_ENGINE_MIN_INTERVAL_S that is taken instead, as the
 *   documentation demands
 *
 * Counts from the next poll on.
 */
void
cue_engine_poller_set_interval (CueEnginePoller *self, guint seconds)
{
  g_return_if_fail (CUE_IS_ENGINE_POLLER (self));

  seconds = CLAMP (seconds, CUE_ENGINE_MIN_INTERVAL_S, 3600);
  if (self->interval_s == seconds)
    return;
  self->interval_s = seconds;
  notify (self, PROP_INTERVAL);
}

static void
cue_engine_poller_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueEnginePoller *self = CUE_ENGINE_POLLER (object);

  switch ((CueEnginePollerProperty) id) {
  case PROP_SOURCE:
    g_value_set_object (value, self->source);
    break;
  case PROP_INTERVAL:
    g_value_set_uint (value, self->interval_s);
    break;
  case PROP_STATE:
    g_value_set_object (value, self->state);
    break;
  case PROP_PHASE:
    g_value_set_enum (value, self->phase);
    break;
  case PROP_REASON:
    g_value_set_enum (value, self->reason);
    break;
  case PROP_LAST_ERROR:
    g_value_set_boxed (value, self->last_error);
    break;
  case PROP_STALE:
    g_value_set_boolean (value, self->stale);
    break;
  case PROP_LAST_GOOD:
    g_value_set_int64 (value, self->last_good);
    break;
  case PROP_STATE_SINCE:
    g_value_set_int64 (value, self->state_since);
    break;
  case PROP_NEXT_POLL:
    g_value_set_int64 (value, self->next_poll);
    break;
  case PROP_POLLS:
    g_value_set_object (value, self->polls);
    break;
  case PROP_CLOCK_OFFSET:
    g_value_set_object (value, self->offset);
    break;
  case PROP_COUNTDOWN:
    g_value_set_object (value, self->countdown);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_engine_poller_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_INTERVAL)
    cue_engine_poller_set_interval (CUE_ENGINE_POLLER (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cue_engine_poller_dispose (GObject *object)
{
  CueEnginePoller *self = CUE_ENGINE_POLLER (object);

  if (self->clock != NULL)
    stop (self);
  g_clear_object (&self->countdown);
  g_clear_object (&self->offset);
  g_clear_object (&self->polls);
  g_clear_object (&self->manual);
  g_clear_object (&self->source);
  g_clear_object (&self->client);
  g_clear_object (&self->state);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cue_engine_poller_parent_class)->dispose (object);
}

static void
cue_engine_poller_finalize (GObject *object)
{
  CueEnginePoller *self = CUE_ENGINE_POLLER (object);

  g_clear_error (&self->last_error);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->new_url, g_free);
  g_clear_pointer (&self->used_url, g_free);

  G_OBJECT_CLASS (cue_engine_poller_parent_class)->finalize (object);
}

static void
cue_engine_poller_class_init (CueEnginePollerClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_engine_poller_get_property;
  object_class->set_property = cue_engine_poller_set_property;
  object_class->dispose = cue_engine_poller_dispose;
  object_class->finalize = cue_engine_poller_finalize;

  properties[PROP_SOURCE] =
    g_param_spec_object ("source", NULL, NULL, CUE_TYPE_STATE_URL_SOURCE, flags);
  properties[PROP_INTERVAL] = g_param_spec_uint ("interval",
                                                 NULL,
                                                 NULL,
                                                 0,
                                                 3600,
                                                 CUE_ENGINE_MIN_INTERVAL_S,
                                                 flags | G_PARAM_WRITABLE);
  properties[PROP_STATE] = g_param_spec_object ("state", NULL, NULL, CUE_TYPE_ENGINE_STATE, flags);
  properties[PROP_PHASE] =
    g_param_spec_enum ("phase", NULL, NULL, CUE_TYPE_ENGINE_PHASE, CUE_ENGINE_STOPPED, flags);
  properties[PROP_REASON] =
    g_param_spec_enum ("reason", NULL, NULL, CUE_TYPE_ENGINE_REASON, CUE_ENGINE_REASON_NONE, flags);
  properties[PROP_LAST_ERROR] = g_param_spec_boxed ("last-error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  properties[PROP_LAST_GOOD] =
    g_param_spec_int64 ("last-good", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_STATE_SINCE] =
    g_param_spec_int64 ("state-since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_NEXT_POLL] =
    g_param_spec_int64 ("next-poll", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_POLLS] = g_param_spec_object ("polls", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_CLOCK_OFFSET] =
    g_param_spec_object ("clock-offset", NULL, NULL, CUE_TYPE_CLOCK_OFFSET, flags);
  properties[PROP_COUNTDOWN] =
    g_param_spec_object ("countdown", NULL, NULL, CUE_TYPE_COUNTDOWN, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueEnginePoller::polled:
   * @result: how it went
   *
   * A poll has ended, well or not; all properties are up to date.
   */
  signals[SIGNAL_POLLED] = g_signal_new ("polled",
                                         CUE_TYPE_ENGINE_POLLER,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         CUE_TYPE_POLL_RESULT);
  /**
   * CueEnginePoller::changed:
   * @before: (nullable): the state before; %NULL the first time
   * @after: the state now
   * @changes: (element-type CueFieldChange): what differs, never empty
   *
   * A good answer differs from the one before.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          CUE_TYPE_ENGINE_POLLER,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          3,
                                          CUE_TYPE_ENGINE_STATE,
                                          CUE_TYPE_ENGINE_STATE,
                                          G_TYPE_PTR_ARRAY);
}

static void
cue_engine_poller_init (CueEnginePoller *self)
{
  self->interval_s = CUE_ENGINE_MIN_INTERVAL_S;
  self->freshness.server_time = G_MININT64;
  self->polls = cue_ring_new (CUE_TYPE_POLL_RESULT, MAX_POLLS);
}

/**
 * cue_engine_poller_new:
 * @client: sends the requests
 * @clock: the clock of this computer
 * @source: where the state URL comes from
 *
 * Returns: (transfer full): a poller that is stopped
 */
CueEnginePoller *
cue_engine_poller_new (CueHttpClient *client, CueClock *clock, CueStateUrlSource *source)
{
  CueEnginePoller *self = g_object_new (CUE_TYPE_ENGINE_POLLER, NULL);

  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  self->source = g_object_ref (source);
  self->manual = cue_rate_limiter_new (clock, manual_rules, G_N_ELEMENTS (manual_rules));
  self->offset = cue_clock_offset_new (clock);
  self->countdown = cue_countdown_new (clock, self->offset);
  g_signal_connect_object (clock, "resumed", G_CALLBACK (cue_engine_poller_on_resumed), self, 0);
  return self;
}
