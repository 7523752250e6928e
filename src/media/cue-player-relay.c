// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-player-relay.h"

#include "cue-player-signals.h"
#include "cue-player-stream.h"
#include "cue-signal.h"

#include <gdk/gdk.h>
#include <string.h>

/**
 * CuePlayerRelay:
 *
 * Keeps a stream playing, whatever happens to the stream, the server, the helper process or the
 * address, by handing over from one attempt to the next.
 *
 * At most two attempts exist at a time: the current one, whose pictures count, and the next one,
 * which is started beside it and takes over with its first picture. A new address, another variant
 * and a retry all go the same way:
 *
 *     play ────┐                 ready
 *     variant ─┼→ start_next ──────────→ promote (the earlier one is ended)
 *     retry ───┘      │ failed
 *        ↑            ↓
 *        └── wait 0.5, 1, 2, 4, 5, 5, … s
 *
 * A live stream that has lost time to many short stalls is started again in the same way, to be as
 * near to live as at first; when that fails nothing is said, because the current one goes on.
 *
 * Main thread. Times are microseconds of the clock's monotonic time. A handler of any of its
 * signals may let go of the player, so whatever says two things holds itself until the second one
 * is said.
 */

/* The last one repeats for ever. With the time that a start takes, a picture is back within ten
 * seconds after the end of any fault. Counted from the start of the attempt that failed, because
 * one that waited for a silent server has waited already. */
static const gint64 retry_delays_ms[] = { 500, 1000, 2000, 4000, 5000 };
#define RETRY_PAUSE_US (500 * G_TIME_SPAN_MILLISECOND)

/* After so long without trouble the next trouble is a new one. */
#define HEALTHY_US (10 * G_TIME_SPAN_SECOND)

/* So much further behind live than at first, it is worth a jump; but not a jump after each one. */
#define LOST_US         (8 * G_TIME_SPAN_SECOND)
#define CATCH_UP_GAP_US G_TIME_SPAN_MINUTE

struct _CuePlayerRelay {
  GObject parent_instance;

  CueClock        *clock; /* owned */
  char            *uri;   /* owned, nullable: stopped */
  CueMediaControl  settings;
  CuePlayerStream *current; /* owned, nullable */
  CuePlayerStream *next;    /* owned, nullable */
  CuePlaybackState state;
  gboolean         finished;
  gboolean         no_audio_device;

  guint    attempt;
  guint    retry_id;
  gint64   next_attempt; /* 0 when none is planned */
  gint64   last_attempt; /* when the last one was started */
  gint64   promoted;     /* when the current one took over */
  gint64   wished;       /* when it was told to play this address; 0 once there was a picture */
  gint64   resume_at;    /* position to go on from, in a finished stream */
  gint64   caught_up;    /* when it was last tried; 0 = never */
  gboolean catching_up;  /* the next one is for that, and for nothing else */

  CuePlayerFigures past; /* counts of the attempts that are over; the other fields are not used */
};

enum {
  SIGNAL_PICTURE,
  SIGNAL_CHANGED,
  SIGNAL_TROUBLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CuePlayerRelay, cue_player_relay, G_TYPE_OBJECT)

static void     start_next (CuePlayerRelay *self);
static gboolean start_stream (CuePlayerRelay *self, GError **error);

static void
tell_changed (CuePlayerRelay *self)
{
  CuePlaybackState state = CUE_PLAYBACK_STATE_IDLE;

  if (self->current != NULL)
    state = cue_player_stream_get_stalled (self->current) ? CUE_PLAYBACK_STATE_BUFFERING
                                                          : CUE_PLAYBACK_STATE_PLAYING;
  else if (self->next != NULL)
    state = CUE_PLAYBACK_STATE_CONNECTING;
  else if (self->retry_id != 0)
    state = CUE_PLAYBACK_STATE_WAITING_RETRY;
  else if (self->finished)
    state = CUE_PLAYBACK_STATE_ENDED;
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tell_trouble (CuePlayerRelay *self, CuePlaybackReason reason, guint http_status, const char *detail)
{
  g_signal_emit (self, signals[SIGNAL_TROUBLE], 0, reason, http_status, detail);
}

/* There is a picture; only the sound may be missing. */
static void
tell_well (CuePlayerRelay *self)
{
  tell_trouble (self,
                self->no_audio_device ? CUE_PLAYBACK_REASON_AUDIO_DEVICE : CUE_PLAYBACK_REASON_NONE,
                0,
                NULL);
}

static void
drop_stream (CuePlayerRelay *self, CuePlayerStream **stream)
{
  const CuePlayerFigures *figures;

  if (*stream == NULL)
    return;
  if (stream == &self->current) {
    figures = cue_player_stream_get_figures (*stream);
    self->past.frames_shown += figures->frames_shown;
    self->past.frames_dropped += figures->frames_dropped;
    self->past.stalls += figures->stalls;
  } else
    self->catching_up = FALSE;
  g_signal_handlers_disconnect_by_data (*stream, self);
  g_clear_object (stream);
}

static CueMediaControl
make_settings (CuePlayerRelay *self, gboolean audible)
{
  CueMediaControl settings = self->settings;

  if (!audible)
    settings.flags |= CUE_MEDIA_FLAG_MUTED;
  if (self->no_audio_device)
    settings.flags |= CUE_MEDIA_FLAG_NO_AUDIO_DEVICE;
  return settings;
}

static void
apply_settings (CuePlayerRelay *self)
{
  CueMediaControl settings = make_settings (self, TRUE);

  if (self->current != NULL)
    cue_player_stream_control (self->current, &settings);
  settings = make_settings (self, FALSE);
  if (self->next != NULL)
    cue_player_stream_control (self->next, &settings);
}

static void
clear_retry (CuePlayerRelay *self)
{
  cue_clock_clear_timeout (self->clock, &self->retry_id);
  self->next_attempt = 0;
}

static gboolean
on_retry_due (gpointer user_data)
{
  CuePlayerRelay *self = user_data;

  self->retry_id = 0;
  self->past.restarts++;
  start_next (self);
  return G_SOURCE_REMOVE;
}

static void
plan_retry (CuePlayerRelay *self)
{
  gint64 now = cue_clock_get_monotonic (self->clock);
  guint  i = MIN (self->attempt, G_N_ELEMENTS (retry_delays_ms) - 1);

  clear_retry (self);
  self->attempt++;
  self->next_attempt =
    MAX (now + RETRY_PAUSE_US, self->last_attempt + retry_delays_ms[i] * G_TIME_SPAN_MILLISECOND);
  self->retry_id =
    cue_clock_add_timeout (self->clock, self->next_attempt - now, on_retry_due, self, NULL);
}

static void
on_ready (CuePlayerStream *stream, gpointer user_data)
{
  g_autoptr (CuePlayerRelay) self = g_object_ref (user_data);
  gint64 now = cue_clock_get_monotonic (self->clock);

  if (stream != self->next)
    return;
  drop_stream (self, &self->current);
  self->current = g_steal_pointer (&self->next);
  self->catching_up = FALSE;
  self->promoted = now;
  self->finished = FALSE;
  if (self->wished > 0) {
    self->past.time_to_first_picture = now - self->wished;
    self->wished = 0;
  }
  apply_settings (self); /* it was kept silent so far */
  tell_changed (self);
  tell_well (self);
}

static void
on_picture (CuePlayerStream *stream,
            GdkTexture      *texture,
            guint            width,
            guint            height,
            guint            request,
            gpointer         user_data)
{
  CuePlayerRelay *self = user_data;

  if (stream == self->current)
    g_signal_emit (self, signals[SIGNAL_PICTURE], 0, texture, width, height, request);
}

/* Only beside a stream that plays well and while nothing else is about to be started. */
static void
catch_up (CuePlayerRelay *self)
{
  gint64 now = cue_clock_get_monotonic (self->clock);

  if (self->next != NULL || self->retry_id != 0 ||
      (self->caught_up > 0 && now - self->caught_up < CATCH_UP_GAP_US) ||
      cue_player_stream_get_lost (self->current) < LOST_US)
    return;
  self->caught_up = now;
  if (start_stream (self, NULL))
    self->catching_up = TRUE;
}

static void
on_changed (CuePlayerStream *stream, gpointer user_data)
{
  CuePlayerRelay *self = user_data;

  if (stream != self->current)
    return;
  catch_up (self);
  tell_changed (self);
}

static void
on_failed (CuePlayerStream  *stream,
           CuePlaybackReason reason,
           guint             http_status,
           const char       *detail,
           gpointer          user_data)
{
  g_autoptr (CuePlayerRelay) self = g_object_ref (user_data);

  if (stream == self->next && self->catching_up) {
    drop_stream (self, &self->next);
    return;
  }
  if (reason == CUE_PLAYBACK_REASON_AUDIO_DEVICE)
    self->no_audio_device = TRUE;
  self->catching_up = FALSE; /* from now on it is what there is */
  if (stream == self->current) {
    /* Only a stream that was well for a while starts again with a short wait: one that dies a
     * moment after each start must not be started twice a second for ever. */
    if (cue_clock_get_monotonic (self->clock) - self->promoted > HEALTHY_US)
      self->attempt = 0;
    self->resume_at = cue_player_stream_get_figures (stream)->position;
    drop_stream (self, &self->current);
  } else {
    drop_stream (self, &self->next);
  }
  /* The program on the disk stays another one until the console is restarted. */
  if (self->next == NULL && self->retry_id == 0 && reason != CUE_PLAYBACK_REASON_HELPER_OTHER_BUILD)
    plan_retry (self);
  tell_changed (self);
  tell_trouble (self, reason, http_status, detail);
}

static void
on_finished (CuePlayerStream *stream, gpointer user_data)
{
  CuePlayerRelay *self = user_data;

  if (stream != self->current) {
    on_failed (stream, CUE_PLAYBACK_REASON_FORMAT, 0, NULL, self);
    return;
  }
  drop_stream (self, &self->current);
  self->finished = TRUE;
  self->resume_at = 0;
  tell_changed (self);
}

/* Nothing but a web address: a playlist on this computer, or a device, is no stream of an event. */
static gboolean
is_stream_address (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;

  if (strlen (uri) > CUE_MEDIA_MAX_TEXT)
    return FALSE;
  parsed = g_uri_parse (uri, G_URI_FLAGS_NON_DNS | G_URI_FLAGS_ENCODED, NULL);
  return parsed != NULL && g_uri_get_host (parsed) != NULL && *g_uri_get_host (parsed) != '\0' &&
         (g_str_equal (g_uri_get_scheme (parsed), "http") ||
          g_str_equal (g_uri_get_scheme (parsed), "https"));
}

/* Starts the next attempt, without a word. */
static gboolean
start_stream (CuePlayerRelay *self, GError **error)
{
  CueMediaControl settings = make_settings (self, FALSE);

  self->last_attempt = cue_clock_get_monotonic (self->clock);
  self->next = cue_player_stream_new (self->clock, self->uri);
  g_signal_connect (self->next, "ready", G_CALLBACK (on_ready), self);
  g_signal_connect (self->next, "picture", G_CALLBACK (on_picture), self);
  g_signal_connect (self->next, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->next, "failed", G_CALLBACK (on_failed), self);
  g_signal_connect (self->next, "finished", G_CALLBACK (on_finished), self);
  if (cue_player_stream_start (self->next, &settings, self->resume_at, error))
    return TRUE;
  drop_stream (self, &self->next);
  return FALSE;
}

static void
start_next (CuePlayerRelay *self)
{
  g_autoptr (CuePlayerRelay) held = g_object_ref (self);
  g_autoptr (GError) error = NULL;

  clear_retry (self);
  drop_stream (self, &self->next);
  if (!is_stream_address (self->uri)) { /* trying again would not make it one */
    drop_stream (self, &self->current);
    tell_changed (self);
    tell_trouble (self, CUE_PLAYBACK_REASON_INVALID_ADDRESS, 0, NULL);
    return;
  }

  if (start_stream (self, &error)) {
    tell_changed (self);
    return;
  }
  plan_retry (self);
  tell_changed (self);
  tell_trouble (self, CUE_PLAYBACK_REASON_HELPER_MISSING, 0, error->message);
}

static gboolean
differ_only_in_query (const char *a, const char *b)
{
  gsize length = strcspn (a, "?#");

  return length == strcspn (b, "?#") && strncmp (a, b, length) == 0;
}

/**
 * cue_player_relay_play: (skip)
 * @uri: what to play
 *
 * Plays @uri from now on. What is shown goes on until the new one has a picture. A healthy stream
 * of the same address but for its query (a renewed token) goes on; the new address counts when it
 * must be started again.
 */
void
cue_player_relay_play (CuePlayerRelay *self, const char *uri)
{
  g_autoptr (CuePlayerRelay) held = NULL;
  gboolean is_renewed;
  gboolean goes_on;

  g_return_if_fail (CUE_IS_PLAYER_RELAY (self));
  g_return_if_fail (uri != NULL);

  held = g_object_ref (self);
  is_renewed = self->uri != NULL && differ_only_in_query (self->uri, uri);
  goes_on = self->current != NULL && !cue_player_stream_get_stalled (self->current) &&
            differ_only_in_query (cue_player_stream_get_uri (self->current), uri);
  g_free (self->uri);
  self->uri = g_strdup (uri);
  self->attempt = 0;
  /* Another variant may be on its way, of this same address. */
  if (goes_on && is_renewed)
    return;
  self->resume_at = 0;
  if (goes_on) {
    clear_retry (self);
    drop_stream (self, &self->next);
    tell_changed (self);
    tell_well (self); /* an address in between may have failed */
    return;
  }
  self->finished = FALSE;
  self->wished = cue_clock_get_monotonic (self->clock);
  start_next (self);
}

/**
 * cue_player_relay_stop: (skip)
 *
 * Ends everything and forgets what was counted.
 */
void
cue_player_relay_stop (CuePlayerRelay *self)
{
  g_return_if_fail (CUE_IS_PLAYER_RELAY (self));

  clear_retry (self);
  drop_stream (self, &self->next);
  drop_stream (self, &self->current);
  g_clear_pointer (&self->uri, g_free);
  self->finished = FALSE;
  self->caught_up = 0;
  self->no_audio_device = FALSE;
  cue_player_figures_init (&self->past);
  tell_changed (self);
}

/**
 * cue_player_relay_set_settings: (skip)
 * @settings: all of them
 *
 * Passes settings on. Another variant is started beside the present one: the demuxer itself would
 * change over only after everything that is buffered was played.
 */
void
cue_player_relay_set_settings (CuePlayerRelay *self, const CueMediaControl *settings)
{
  g_autoptr (CuePlayerRelay) held = NULL;
  gboolean other_variant;

  g_return_if_fail (CUE_IS_PLAYER_RELAY (self));

  held = g_object_ref (self);
  other_variant = settings->max_bandwidth != self->settings.max_bandwidth;
  self->settings = *settings;
  if (other_variant && (self->current != NULL || self->next != NULL)) {
    if (self->current != NULL)
      self->resume_at = cue_player_stream_get_figures (self->current)->position;
    start_next (self);
  }
  apply_settings (self);
}

/**
 * cue_player_relay_snapshot: (skip)
 * @request: not 0; comes back with the picture
 *
 * Returns: whether there is a stream to ask
 */
gboolean
cue_player_relay_snapshot (CuePlayerRelay *self, guint32 request)
{
  g_return_val_if_fail (CUE_IS_PLAYER_RELAY (self), FALSE);

  if (self->current == NULL)
    return FALSE;
  cue_player_stream_snapshot (self->current, request);
  return TRUE;
}

/**
 * cue_player_relay_get_state:
 *
 * Returns: what it does at the moment, all attempts taken together
 */
CuePlaybackState
cue_player_relay_get_state (CuePlayerRelay *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_RELAY (self), CUE_PLAYBACK_STATE_IDLE);

  return self->state;
}

/**
 * cue_player_relay_get_next_attempt:
 *
 * Returns: monotonic µs, or 0 when none is planned
 */
gint64
cue_player_relay_get_next_attempt (CuePlayerRelay *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_RELAY (self), 0);

  return self->next_attempt;
}

/**
 * cue_player_relay_get_figures:
 * @figures: (out): the figures of the current attempt, with the counts of all of them; the texts
 *   are good until the attempt ends
 */
void
cue_player_relay_get_figures (CuePlayerRelay *self, CuePlayerFigures *figures)
{
  g_return_if_fail (CUE_IS_PLAYER_RELAY (self));

  if (self->current != NULL)
    *figures = *cue_player_stream_get_figures (self->current);
  else
    cue_player_figures_init (figures);
  figures->frames_shown += self->past.frames_shown;
  figures->frames_dropped += self->past.frames_dropped;
  figures->stalls += self->past.stalls;
  figures->restarts = self->past.restarts;
  figures->time_to_first_picture = self->past.time_to_first_picture;
}

static void
cue_player_relay_dispose (GObject *object)
{
  CuePlayerRelay *self = CUE_PLAYER_RELAY (object);

  clear_retry (self);
  drop_stream (self, &self->next);
  drop_stream (self, &self->current);
  G_OBJECT_CLASS (cue_player_relay_parent_class)->dispose (object);
}

static void
cue_player_relay_finalize (GObject *object)
{
  CuePlayerRelay *self = CUE_PLAYER_RELAY (object);

  g_free (self->uri);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (cue_player_relay_parent_class)->finalize (object);
}

static void
cue_player_relay_class_init (CuePlayerRelayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType         type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = cue_player_relay_dispose;
  object_class->finalize = cue_player_relay_finalize;

  signals[SIGNAL_PICTURE] = cue_player_signal_new_picture (type);
  /* the state or the figures may have */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (type, "changed");
  /* with the reason NONE all is well again */
  signals[SIGNAL_TROUBLE] = cue_player_signal_new_reason (type, "trouble");
}

static void
cue_player_relay_init (CuePlayerRelay *self)
{
  cue_player_figures_init (&self->past);
  self->settings.flags = CUE_MEDIA_FLAG_MUTED | CUE_MEDIA_FLAG_VISIBLE;
  self->settings.volume = 1.0;
}

/**
 * cue_player_relay_new:
 * @clock: what its waits go by
 *
 * Returns: (transfer full): a relay that plays nothing yet
 */
CuePlayerRelay *
cue_player_relay_new (CueClock *clock)
{
  CuePlayerRelay *self = g_object_new (CUE_TYPE_PLAYER_RELAY, NULL);

  self->clock = g_object_ref (clock);
  return self;
}
