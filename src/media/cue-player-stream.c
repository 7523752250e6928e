// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-player-stream.h"

#include "cue-media-process.h"
#include "cue-player-signals.h"
#include "cue-signal.h"
#include "cue-texture.h"

#include <string.h>

/**
 * CuePlayerStream:
 *
 * One attempt to play one address: a helper process, what it tells, and the judgement whether it
 * still lives up to it. It fails once, with a reason, and is of no use after that; trying again is
 * the player's business.
 *
 * Recovery in the middle of a stream is not trusted (README.md, "When a stream fails"): a picture
 * that stands still for three seconds without data coming in is a failure, and so is one that
 * stands still for six whatever comes in, or while the sound goes on.
 *
 * Main thread.
 */

/* A picture that did not move for so long stands still in the eye of whoever looks. */
#define STALL_US (750 * G_TIME_SPAN_MILLISECOND)

#define STALLED_SILENT_US (3 * G_TIME_SPAN_SECOND)
#define STALLED_US        (6 * G_TIME_SPAN_SECOND)

/* The sound is so far ahead of the last picture. */
#define FROZEN_US (2 * G_TIME_SPAN_SECOND)

/* Before the first picture. The clock starts when the helper has started: GStreamer's first look at
 * its plugins takes what it takes. */
#define OPENING_SILENT_US (4 * G_TIME_SPAN_SECOND)
#define OPENING_US        (15 * G_TIME_SPAN_SECOND)

/* After a stall the picture has to move so long before anything is made of it. */
#define STEADY_US (3 * G_TIME_SPAN_SECOND)

#define TICK_US (250 * G_TIME_SPAN_MILLISECOND)

/* The bit rate is measured over so many status messages, of which four come in a second. */
#define N_RATE_SAMPLES 33

typedef struct {
  gint64  time;
  guint64 bytes;
} RateSample;

struct _CuePlayerStream {
  GObject parent_instance;

  CueClock        *clock;   /* owned */
  char            *uri;     /* owned */
  CueMediaProcess *process; /* owned, nullable: before the start and after a failure */
  guint            tick_id;
  gint64           started;
  gint64           last_tick;
  gint64           moved; /* when a picture last came; 0 before the helper has answered */
  gint64           picture_position; /* where that was */
  guint64          frames;           /* as the helper counts them */
  gint64           fed;              /* when bytes last came in */
  guint64          bytes;
  gint64           steady;  /* since when the picture has moved without a stall */
  gint64           on_time; /* when position 0 was on time, by the first live one; 0 = none yet */
  guint            http_status; /* of what was refused lately, or 0 */
  gboolean         ready;
  gboolean         stalled;
  gboolean         over;
  CuePlayerFigures figures;                  /* its texts point to the next line */
  char            *texts[CUE_MEDIA_N_TEXTS]; /* owned, nullable */
  RateSample       rates[N_RATE_SAMPLES];
  guint            n_rates;
};

enum {
  SIGNAL_READY,
  SIGNAL_PICTURE,
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CuePlayerStream, cue_player_stream, G_TYPE_OBJECT)

static void
close_down (CuePlayerStream *self)
{
  self->over = TRUE;
  cue_clock_clear_timeout (self->clock, &self->tick_id);
  if (self->process != NULL) {
    g_signal_handlers_disconnect_by_data (self->process, self);
    cue_media_process_stop (self->process);
  }
  g_clear_object (&self->process);
}

static void
fail (CuePlayerStream *self, CuePlaybackReason reason, guint http_status, const char *detail)
{
  if (self->over)
    return;
  g_object_ref (self);
  close_down (self);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, reason, http_status, detail);
  g_object_unref (self);
}

static CuePlaybackReason
get_reason_for_status (guint status)
{
  switch (status) {
  case 401:
    return CUE_PLAYBACK_REASON_UNAUTHORIZED;
  case 403:
    return CUE_PLAYBACK_REASON_FORBIDDEN;
  case 404:
  case 410:
    return CUE_PLAYBACK_REASON_NOT_FOUND;
  default:
    return CUE_PLAYBACK_REASON_SERVER;
  }
}

static CuePlaybackReason
get_reason_for_fault (const CueMediaFault *fault)
{
  switch ((CueMediaFaultCode) fault->code) {
  case CUE_MEDIA_FAULT_HTTP:
    return get_reason_for_status (fault->http_status);
  case CUE_MEDIA_FAULT_UNREACHABLE:
    return CUE_PLAYBACK_REASON_UNREACHABLE;
  case CUE_MEDIA_FAULT_FORMAT:
  case CUE_MEDIA_FAULT_TOO_LARGE:
  case CUE_MEDIA_FAULT_TOO_LONG:
  case CUE_MEDIA_FAULT_CUT_OFF:
    return CUE_PLAYBACK_REASON_FORMAT;
  case CUE_MEDIA_FAULT_MISSING_DECODER:
    return CUE_PLAYBACK_REASON_MISSING_DECODER;
  case CUE_MEDIA_FAULT_AUDIO_DEVICE:
    return CUE_PLAYBACK_REASON_AUDIO_DEVICE;
  case CUE_MEDIA_FAULT_PLAYLIST:
    return CUE_PLAYBACK_REASON_PLAYLIST;
  case CUE_MEDIA_FAULT_STREAM:
  case CUE_MEDIA_N_FAULTS:
    break;
  }
  return CUE_PLAYBACK_REASON_STREAM;
}

static void
measure_bitrate (CuePlayerStream *self, gint64 now, guint64 bytes)
{
  const RateSample *oldest;

  if (self->n_rates == N_RATE_SAMPLES) {
    memmove (self->rates, self->rates + 1, sizeof (RateSample) * (N_RATE_SAMPLES - 1));
    self->n_rates--;
  }
  self->rates[self->n_rates++] = (RateSample){ now, bytes };
  oldest = &self->rates[0];
  if (now - oldest->time >= 2 * G_TIME_SPAN_SECOND && bytes >= oldest->bytes)
    self->figures.bitrate =
      (guint64) ((double) (bytes - oldest->bytes) * 8.0 * G_USEC_PER_SEC / (now - oldest->time));
}

/* A picture came, or would have if anybody looked. */
static void
note_picture (CuePlayerStream *self)
{
  self->moved = cue_clock_get_monotonic (self->clock);
  self->picture_position = self->figures.position;
  if (self->stalled || self->steady == 0)
    self->steady = self->moved;
  self->stalled = FALSE;
}

/* Sound alone is no sign of life of a stream with a picture: after a change of codec the pipeline
 * may play on without ever showing one again. */
static void
note_position (CuePlayerStream *self, gint64 position)
{
  gboolean has_picture = self->figures.width > 0 &&
                         (self->figures.fps == 0.0 || self->figures.fps > 1.0);

  if (position < 0 || position == self->figures.position)
    return;
  self->figures.position = position;
  if (!has_picture)
    note_picture (self);
}

static void
become_ready (CuePlayerStream *self)
{
  gint64 now = cue_clock_get_monotonic (self->clock);

  if (self->ready)
    return;
  self->ready = TRUE;
  self->moved = now;
  self->figures.time_to_first_picture = now - self->started;
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

static void
take_status (CuePlayerStream *self, const CueMediaStatus *status)
{
  gint64 now = cue_clock_get_monotonic (self->clock);

  if (self->fed == 0 || status->bytes > self->bytes)
    self->fed = now;
  if (self->moved == 0)
    self->moved = now;
  self->bytes = status->bytes;
  self->http_status = status->http_status;
  measure_bitrate (self, now, status->bytes);
  self->figures.width = status->width;
  self->figures.height = status->height;
  self->figures.fps = status->fps_milli / 1000.0;
  self->figures.buffer_percent = status->buffer_percent;
  self->figures.frames_dropped = status->dropped;
  self->figures.fragment_position = status->fragment_us;
  note_position (self, status->position_us);
  if (self->on_time == 0 && status->position_us >= 0 &&
      (status->flags & CUE_MEDIA_STATUS_LIVE) != 0)
    self->on_time = now - status->position_us;
  if (status->frames != self->frames)
    note_picture (self);
  self->frames = status->frames;
  /* Without anybody looking there are no frames, so the phase says that it plays. */
  if (status->phase != CUE_MEDIA_PHASE_OPENING)
    become_ready (self);
}

static void
on_message (CueMediaProcess *process, gpointer data, gpointer user_data)
{
  CuePlayerStream       *self = user_data;
  const CueMediaMessage *message = data;

  g_object_ref (self);
  switch (message->type) {
  case CUE_MEDIA_STATUS:
    take_status (self, &message->status);
    break;
  case CUE_MEDIA_LEVEL:
    self->figures.channels = message->level.channels;
    memcpy (self->figures.peak, message->level.peak, sizeof self->figures.peak);
    memcpy (self->figures.rms, message->level.rms, sizeof self->figures.rms);
    break;
  case CUE_MEDIA_TEXT:
    g_free (self->texts[message->info.kind]);
    self->texts[message->info.kind] = g_strdup (message->text);
    self->figures.texts[message->info.kind] = self->texts[message->info.kind];
    break;
  case CUE_MEDIA_FAULT:
    fail (self,
          get_reason_for_fault (&message->fault),
          message->fault.code == CUE_MEDIA_FAULT_HTTP ? message->fault.http_status : 0,
          message->text);
    break;
  case CUE_MEDIA_ENDED:
    if (!self->over) {
      close_down (self);
      g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
    }
    break;
  default: /* the process keeps the others to itself */
    break;
  }
  if (!self->over)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_object_unref (self);
}

static void
on_frame (CueMediaProcess *process, gpointer data, GBytes *pixels, gpointer user_data)
{
  CuePlayerStream     *self = user_data;
  const CueMediaFrame *frame = data;
  g_autoptr (GdkTexture) texture = cue_texture_new (frame, pixels);

  g_object_ref (self);
  if (frame->request == 0) {
    self->figures.frames_shown++;
    note_picture (self);
  }
  become_ready (self);
  g_signal_emit (self,
                 signals[SIGNAL_PICTURE],
                 0,
                 texture,
                 frame->natural_width,
                 frame->natural_height,
                 frame->request);
  g_object_unref (self);
}

static void
on_process_ended (CueMediaProcess *process, int how, const char *detail, gpointer user_data)
{
  CuePlayerStream *self = user_data;

  switch ((CueMediaProcessEnd) how) {
  case CUE_MEDIA_PROCESS_END_MISSING:
    fail (self, CUE_PLAYBACK_REASON_HELPER_MISSING, 0, detail);
    break;
  case CUE_MEDIA_PROCESS_END_LEFT:
    fail (self, CUE_PLAYBACK_REASON_HELPER_ENDED, 0, detail);
    break;
  case CUE_MEDIA_PROCESS_END_HUNG:
    fail (self, CUE_PLAYBACK_REASON_HELPER_HUNG, 0, detail);
    break;
  case CUE_MEDIA_PROCESS_END_MISBEHAVED:
    fail (self, CUE_PLAYBACK_REASON_HELPER_MISBEHAVED, 0, detail);
    break;
  case CUE_MEDIA_PROCESS_END_OTHER_BUILD:
    fail (self, CUE_PLAYBACK_REASON_HELPER_OTHER_BUILD, 0, detail);
    break;
  }
}

static void
judge_opening (CuePlayerStream *self, gint64 now)
{
  /* No status yet: while the process is starting the watchdog looks after it. */
  if (self->fed == 0) {
    if (cue_media_process_get_greeted (self->process))
      self->fed = self->moved = now;
    return;
  }
  if (now - self->fed > OPENING_SILENT_US || now - self->moved > OPENING_US)
    fail (self, CUE_PLAYBACK_REASON_SILENT, self->http_status, NULL);
}

static void
judge_playing (CuePlayerStream *self, gint64 now)
{
  gint64 still = now - self->moved;

  if (still > STALL_US && !self->stalled) {
    self->stalled = TRUE;
    self->figures.stalls++;
    for (guint i = 0; i < 2; i++)
      self->figures.peak[i] = self->figures.rms[i] = CUE_PLAYER_LEVEL_SILENT;
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  }
  if (self->figures.position - self->picture_position > FROZEN_US || still > STALLED_US ||
      (still > STALLED_SILENT_US && now - self->fed > STALLED_SILENT_US))
    fail (self, CUE_PLAYBACK_REASON_STALLED, self->http_status, NULL);
}

static gboolean
on_tick (gpointer user_data)
{
  CuePlayerStream *self = user_data;
  gint64           now = cue_clock_get_monotonic (self->clock);
  gint64           gap = now - self->last_tick - TICK_US;

  /* We were not looking: suspended, or held up. Nothing is judged by that time. */
  if (gap > G_TIME_SPAN_SECOND) {
    self->moved += self->moved > 0 ? gap : 0;
    self->fed += self->fed > 0 ? gap : 0;
    self->steady = now;
  }
  self->last_tick = now;

  g_object_ref (self);
  if (self->ready)
    judge_playing (self, now);
  else
    judge_opening (self, now);
  g_object_unref (self);
  return G_SOURCE_CONTINUE;
}

/**
 * cue_player_stream_start: (skip)
 * @settings: how to begin
 * @start_us: where to begin in a finished stream
 *
 * Starts the helper.
 *
 * Returns: whether there is one; otherwise no signal will come
 */
gboolean
cue_player_stream_start (CuePlayerStream       *self,
                         const CueMediaControl *settings,
                         gint64                 start_us,
                         GError               **error)
{
  CueMediaOpen open = {
    .kind = CUE_MEDIA_KIND_STREAM,
    .flags = settings->flags,
    .volume = settings->volume,
    .max_bandwidth = settings->max_bandwidth,
    .view_width = settings->view_width,
    .view_height = settings->view_height,
    .start_us = MAX (start_us, 0),
  };

  g_return_val_if_fail (CUE_IS_PLAYER_STREAM (self), FALSE);
  g_return_val_if_fail (self->process == NULL && !self->over, FALSE);

  self->started = self->last_tick = cue_clock_get_monotonic (self->clock);
  self->process = cue_media_process_new (self->clock);
  g_signal_connect (self->process, "message", G_CALLBACK (on_message), self);
  g_signal_connect (self->process, "frame", G_CALLBACK (on_frame), self);
  g_signal_connect (self->process, "ended", G_CALLBACK (on_process_ended), self);
  if (!cue_media_process_start (self->process, &open, self->uri, NULL, error)) {
    close_down (self);
    return FALSE;
  }
  self->tick_id = cue_clock_add_timeout (self->clock, TICK_US, on_tick, self, NULL);
  return TRUE;
}

/**
 * cue_player_stream_control:
 * @settings: what holds from now on
 *
 * Passes volume, mute and visibility on to the process; without effect after it ended.
 */
void
cue_player_stream_control (CuePlayerStream *self, const CueMediaControl *settings)
{
  g_return_if_fail (CUE_IS_PLAYER_STREAM (self));

  if (self->process != NULL)
    cue_media_process_control (self->process, settings);
}

/**
 * cue_player_stream_snapshot:
 * @request: what comes back with the picture
 *
 * Asks the process for a whole picture; without effect after it ended.
 */
void
cue_player_stream_snapshot (CuePlayerStream *self, guint32 request)
{
  g_return_if_fail (CUE_IS_PLAYER_STREAM (self));

  if (self->process != NULL)
    cue_media_process_snapshot (self->process, request);
}

/**
 * cue_player_stream_get_uri:
 *
 * Returns: (transfer none): the address that this attempt plays
 */
const char *
cue_player_stream_get_uri (CuePlayerStream *self)
{
  return self->uri;
}

/**
 * cue_player_stream_get_stalled:
 *
 * Returns: whether the picture stands still for want of data
 */
gboolean
cue_player_stream_get_stalled (CuePlayerStream *self)
{
  return self->stalled;
}

/**
 * cue_player_stream_get_lost: (skip)
 *
 * A live stream does not catch up by itself: each stall leaves it that much further behind.
 *
 * Returns: by how much it is further behind live than at its first picture, in µs; 0 for a finished
 *   stream, and until the picture has moved for a while
 */
gint64
cue_player_stream_get_lost (CuePlayerStream *self)
{
  gint64 now = cue_clock_get_monotonic (self->clock);

  if (!self->ready || self->stalled || self->on_time == 0 || now - self->steady < STEADY_US)
    return 0;
  return MAX (now - self->figures.position - self->on_time, 0);
}

/**
 * cue_player_stream_get_figures:
 *
 * Returns: (transfer none): the figures of this attempt alone; they change in place
 */
const CuePlayerFigures *
cue_player_stream_get_figures (CuePlayerStream *self)
{
  return &self->figures;
}

static void
cue_player_stream_dispose (GObject *object)
{
  close_down (CUE_PLAYER_STREAM (object));
  G_OBJECT_CLASS (cue_player_stream_parent_class)->dispose (object);
}

static void
cue_player_stream_finalize (GObject *object)
{
  CuePlayerStream *self = CUE_PLAYER_STREAM (object);

  for (guint i = 0; i < CUE_MEDIA_N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->uri);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (cue_player_stream_parent_class)->finalize (object);
}

static void
cue_player_stream_class_init (CuePlayerStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType         type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = cue_player_stream_dispose;
  object_class->finalize = cue_player_stream_finalize;

  /* ready: the first picture is there, or would be */
  signals[SIGNAL_READY] = cue_signal_new_plain (type, "ready");
  signals[SIGNAL_PICTURE] = cue_player_signal_new_picture (type);
  /* changed: the figures did */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (type, "changed");
  /* failed: the last signal there is */
  signals[SIGNAL_FAILED] = cue_player_signal_new_reason (type, "failed");
  /* finished: played to its end; the last signal there is */
  signals[SIGNAL_FINISHED] = cue_signal_new_plain (type, "finished");
}

static void
cue_player_stream_init (CuePlayerStream *self)
{
  cue_player_figures_init (&self->figures);
}

/**
 * cue_player_stream_new: (skip)
 * @clock: for every judgement about time
 * @uri: the address
 *
 * Returns: (transfer full): a stream that was not started yet
 */
CuePlayerStream *
cue_player_stream_new (CueClock *clock, const char *uri)
{
  CuePlayerStream *self = g_object_new (CUE_TYPE_PLAYER_STREAM, NULL);

  self->clock = g_object_ref (clock);
  self->uri = g_strdup (uri);
  return self;
}
