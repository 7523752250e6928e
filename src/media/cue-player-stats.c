// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-player-stats.h"

#include "cue-media-protocol.h"
#include "cue-player-figures.h"

/**
 * CuePlayerStats:
 *
 * The figures of one player: what it plays, how it went, where it is and how loud. One object for
 * the life of the player, so a view binds to it once; properties notify when they change, a few
 * times a second at most.
 *
 * Main thread.
 */
struct _CuePlayerStats {
  GObject parent_instance;

  CuePlayerFigures figures;
  char            *texts[CUE_MEDIA_N_TEXTS]; /* owned, nullable; figures.texts is not used */
};

typedef enum {
  PROP_WIDTH = 1,
  PROP_HEIGHT,
  PROP_FPS,
  PROP_DECODER,
  PROP_VIDEO_CODEC,
  PROP_AUDIO_CODEC,
  PROP_BITRATE,
  PROP_FRAMES_SHOWN,
  PROP_FRAMES_DROPPED,
  PROP_STALLS,
  PROP_RESTARTS,
  PROP_TIME_TO_FIRST_PICTURE,
  PROP_POSITION,
  PROP_BUFFER_PERCENT,
  PROP_FIRST_FRAGMENT,
  PROP_CHANNELS,
  PROP_LEVEL_PEAK_LEFT,
  PROP_LEVEL_PEAK_RIGHT,
  PROP_LEVEL_RMS_LEFT,
  PROP_LEVEL_RMS_RIGHT,
  N_PROPS,
} CuePlayerStatsProps;

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (CuePlayerStats, cue_player_stats, G_TYPE_OBJECT)

static void
cue_player_stats_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CuePlayerStats         *self = CUE_PLAYER_STATS (object);
  const CuePlayerFigures *figures = &self->figures;

  switch ((CuePlayerStatsProps) prop_id) {
  case PROP_WIDTH:
    g_value_set_uint (value, figures->width);
    break;
  case PROP_HEIGHT:
    g_value_set_uint (value, figures->height);
    break;
  case PROP_FPS:
    g_value_set_double (value, figures->fps);
    break;
  case PROP_DECODER:
    g_value_set_string (value, self->texts[CUE_MEDIA_TEXT_DECODER]);
    break;
  case PROP_VIDEO_CODEC:
    g_value_set_string (value, self->texts[CUE_MEDIA_TEXT_VIDEO_CODEC]);
    break;
  case PROP_AUDIO_CODEC:
    g_value_set_string (value, self->texts[CUE_MEDIA_TEXT_AUDIO_CODEC]);
    break;
  case PROP_BITRATE:
    g_value_set_uint64 (value, figures->bitrate);
    break;
  case PROP_FRAMES_SHOWN:
    g_value_set_uint64 (value, figures->frames_shown);
    break;
  case PROP_FRAMES_DROPPED:
    g_value_set_uint64 (value, figures->frames_dropped);
    break;
  case PROP_STALLS:
    g_value_set_uint (value, figures->stalls);
    break;
  case PROP_RESTARTS:
    g_value_set_uint (value, figures->restarts);
    break;
  case PROP_TIME_TO_FIRST_PICTURE:
    g_value_set_int64 (value, figures->time_to_first_picture);
    break;
  case PROP_POSITION:
    g_value_set_int64 (value, figures->position);
    break;
  case PROP_BUFFER_PERCENT:
    g_value_set_uint (value, figures->buffer_percent);
    break;
  case PROP_FIRST_FRAGMENT:
    g_value_set_string (value, self->texts[CUE_MEDIA_TEXT_FIRST_FRAGMENT]);
    break;
  case PROP_CHANNELS:
    g_value_set_uint (value, figures->channels);
    break;
  case PROP_LEVEL_PEAK_LEFT:
    g_value_set_double (value, figures->peak[0]);
    break;
  case PROP_LEVEL_PEAK_RIGHT:
    g_value_set_double (value, figures->peak[1]);
    break;
  case PROP_LEVEL_RMS_LEFT:
    g_value_set_double (value, figures->rms[0]);
    break;
  case PROP_LEVEL_RMS_RIGHT:
    g_value_set_double (value, figures->rms[1]);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
cue_player_stats_finalize (GObject *object)
{
  CuePlayerStats *self = CUE_PLAYER_STATS (object);

  for (guint i = 0; i < CUE_MEDIA_N_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (cue_player_stats_parent_class)->finalize (object);
}

static void
install_uint (GObjectClass *klass, CuePlayerStatsProps prop, const char *name)
{
  props[prop] = g_param_spec_uint (name,
                                   NULL,
                                   NULL,
                                   0,
                                   G_MAXUINT,
                                   0,
                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (klass, prop, props[prop]);
}

static void
install_uint64 (GObjectClass *klass, CuePlayerStatsProps prop, const char *name)
{
  props[prop] = g_param_spec_uint64 (name,
                                     NULL,
                                     NULL,
                                     0,
                                     G_MAXUINT64,
                                     0,
                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (klass, prop, props[prop]);
}

static void
install_time (GObjectClass *klass, CuePlayerStatsProps prop, const char *name)
{
  props[prop] = g_param_spec_int64 (name,
                                    NULL,
                                    NULL,
                                    -1,
                                    G_MAXINT64,
                                    -1,
                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (klass, prop, props[prop]);
}

static void
install_text (GObjectClass *klass, CuePlayerStatsProps prop, const char *name)
{
  props[prop] =
    g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (klass, prop, props[prop]);
}

static void
install_double (GObjectClass *klass, CuePlayerStatsProps prop, const char *name, double start)
{
  props[prop] = g_param_spec_double (name,
                                     NULL,
                                     NULL,
                                     -1000.0,
                                     1000.0,
                                     start,
                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (klass, prop, props[prop]);
}

static void
cue_player_stats_class_init (CuePlayerStatsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_player_stats_get_property;
  object_class->finalize = cue_player_stats_finalize;

  /* Of the video as it is sent, in pixels and pictures per second; 0 while not known. */
  install_uint (object_class, PROP_WIDTH, "width");
  install_uint (object_class, PROP_HEIGHT, "height");
  install_double (object_class, PROP_FPS, "fps", 0.0);
  /* As the libraries name them; %NULL while not known. */
  install_text (object_class, PROP_DECODER, "decoder");
  install_text (object_class, PROP_VIDEO_CODEC, "video-codec");
  install_text (object_class, PROP_AUDIO_CODEC, "audio-codec");
  /* Bits per second that came from the network lately. */
  install_uint64 (object_class, PROP_BITRATE, "bitrate");
  /* Counted since the player was told to play. */
  install_uint64 (object_class, PROP_FRAMES_SHOWN, "frames-shown");
  install_uint64 (object_class, PROP_FRAMES_DROPPED, "frames-dropped");
  install_uint (object_class, PROP_STALLS, "stalls");
  install_uint (object_class, PROP_RESTARTS, "restarts");
  /* Microseconds from the wish to the picture, and since the first fragment; -1 while not known. */
  install_time (object_class, PROP_TIME_TO_FIRST_PICTURE, "time-to-first-picture");
  install_time (object_class, PROP_POSITION, "position");
  install_uint (object_class, PROP_BUFFER_PERCENT, "buffer-percent");
  /* The address of the first segment since the last break in a live stream, such as an
   * EXT-X-DISCONTINUITY: fragment_position is where it begins. */
  install_text (object_class, PROP_FIRST_FRAGMENT, "first-fragment");
  /* dBFS over the last tenth of a second, before volume and mute. */
  install_uint (object_class, PROP_CHANNELS, "channels");
  install_double (object_class, PROP_LEVEL_PEAK_LEFT, "level-peak-left", CUE_PLAYER_LEVEL_SILENT);
  install_double (object_class, PROP_LEVEL_PEAK_RIGHT, "level-peak-right", CUE_PLAYER_LEVEL_SILENT);
  install_double (object_class, PROP_LEVEL_RMS_LEFT, "level-rms-left", CUE_PLAYER_LEVEL_SILENT);
  install_double (object_class, PROP_LEVEL_RMS_RIGHT, "level-rms-right", CUE_PLAYER_LEVEL_SILENT);
}

static void
cue_player_stats_init (CuePlayerStats *self)
{
  cue_player_figures_init (&self->figures);
}

/**
 * cue_player_stats_new:
 *
 * Returns: (transfer full): figures of a player that has not played yet
 */
CuePlayerStats *
cue_player_stats_new (void)
{
  return g_object_new (CUE_TYPE_PLAYER_STATS, NULL);
}

/**
 * cue_player_figures_init: (skip)
 *
 * Sets all of it to "not known".
 */
void
cue_player_figures_init (CuePlayerFigures *figures)
{
  *figures = (CuePlayerFigures){
    .time_to_first_picture = -1,
    .position = -1,
    .peak = { CUE_PLAYER_LEVEL_SILENT, CUE_PLAYER_LEVEL_SILENT },
    .rms = { CUE_PLAYER_LEVEL_SILENT, CUE_PLAYER_LEVEL_SILENT },
  };
}

/**
 * cue_player_stats_update: (skip)
 * @figures: all figures, also those that did not change
 *
 * Takes new figures over and notifies what is different.
 */
void
cue_player_stats_update (CuePlayerStats *self, const CuePlayerFigures *figures)
{
  static const CuePlayerStatsProps text_props[CUE_MEDIA_N_TEXTS] = {
    PROP_DECODER, PROP_VIDEO_CODEC, PROP_AUDIO_CODEC, PROP_FIRST_FRAGMENT
  };
  const CuePlayerFigures old = self->figures;
  GObject               *object = G_OBJECT (self);

  g_return_if_fail (CUE_IS_PLAYER_STATS (self));

  g_object_freeze_notify (object);
  self->figures = *figures;

#define TELL(field, prop)          \
  if (old.field != figures->field) \
  g_object_notify_by_pspec (object, props[prop])

  TELL (width, PROP_WIDTH);
  TELL (height, PROP_HEIGHT);
  TELL (fps, PROP_FPS);
  TELL (bitrate, PROP_BITRATE);
  TELL (frames_shown, PROP_FRAMES_SHOWN);
  TELL (frames_dropped, PROP_FRAMES_DROPPED);
  TELL (stalls, PROP_STALLS);
  TELL (restarts, PROP_RESTARTS);
  TELL (time_to_first_picture, PROP_TIME_TO_FIRST_PICTURE);
  TELL (position, PROP_POSITION);
  TELL (buffer_percent, PROP_BUFFER_PERCENT);
  TELL (channels, PROP_CHANNELS);
  TELL (peak[0], PROP_LEVEL_PEAK_LEFT);
  TELL (peak[1], PROP_LEVEL_PEAK_RIGHT);
  TELL (rms[0], PROP_LEVEL_RMS_LEFT);
  TELL (rms[1], PROP_LEVEL_RMS_RIGHT);
#undef TELL

  for (guint i = 0; i < CUE_MEDIA_N_TEXTS; i++) {
    if (g_strcmp0 (self->texts[i], figures->texts[i]) != 0) {
      g_free (self->texts[i]);
      self->texts[i] = g_strdup (figures->texts[i]);
      g_object_notify_by_pspec (object, props[text_props[i]]);
    }
  }
  g_object_thaw_notify (object);
}

/**
 * cue_player_stats_get_width:
 *
 * Returns: pixels of the picture across, 0 while not known
 */
guint
cue_player_stats_get_width (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), 0);
  return self->figures.width;
}

/**
 * cue_player_stats_get_height:
 *
 * Returns: pixels of the picture from top to bottom, 0 while not known
 */
guint
cue_player_stats_get_height (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), 0);
  return self->figures.height;
}

/**
 * cue_player_stats_get_fps:
 *
 * Returns: pictures a second as the stream declares them, 0 while not known
 */
double
cue_player_stats_get_fps (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), 0.0);
  return self->figures.fps;
}

/**
 * cue_player_stats_get_decoder:
 *
 * Returns: (transfer none) (nullable): the name of the GStreamer element that decodes the
 *   picture
 */
const char *
cue_player_stats_get_decoder (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), NULL);
  return self->texts[CUE_MEDIA_TEXT_DECODER];
}

/**
 * cue_player_stats_get_video_codec:
 *
 * Returns: (transfer none) (nullable): the codec of the picture, in words
 */
const char *
cue_player_stats_get_video_codec (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), NULL);
  return self->texts[CUE_MEDIA_TEXT_VIDEO_CODEC];
}

/**
 * cue_player_stats_get_audio_codec:
 *
 * Returns: (transfer none) (nullable): the codec of the sound, in words
 */
const char *
cue_player_stats_get_audio_codec (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), NULL);
  return self->texts[CUE_MEDIA_TEXT_AUDIO_CODEC];
}

/**
 * cue_player_stats_get_bitrate:
 *
 * Returns: bits a second, 0 while not known
 */
guint64
cue_player_stats_get_bitrate (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), 0);
  return self->figures.bitrate;
}

/**
 * cue_player_stats_get_frames_shown:
 *
 * Returns: pictures shown since the player was told to play
 */
guint64
cue_player_stats_get_frames_shown (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), 0);
  return self->figures.frames_shown;
}

/**
 * cue_player_stats_get_frames_dropped:
 *
 * Returns: pictures that came too late to be shown since then
 */
guint64
cue_player_stats_get_frames_dropped (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), 0);
  return self->figures.frames_dropped;
}

/**
 * cue_player_stats_get_stalls:
 *
 * Returns: how often the picture stood still for want of data since then
 */
guint
cue_player_stats_get_stalls (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), 0);
  return self->figures.stalls;
}

/**
 * cue_player_stats_get_restarts:
 *
 * Returns: how often the player began anew since then
 */
guint
cue_player_stats_get_restarts (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), 0);
  return self->figures.restarts;
}

/**
 * cue_player_stats_get_time_to_first_picture:
 *
 * Returns: µs from being told to play to the first picture, -1 while there is none
 */
gint64
cue_player_stats_get_time_to_first_picture (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), -1);
  return self->figures.time_to_first_picture;
}

/**
 * cue_player_stats_get_position:
 *
 * Returns: µs since the beginning of what is played, -1 while not known
 */
gint64
cue_player_stats_get_position (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), -1);
  return self->figures.position;
}

/**
 * cue_player_stats_get_fragment_position:
 *
 * Changes together with [property@PlayerStats:first-fragment], before the position does.
 *
 * Returns: the position at which the first fragment begins, in µs; what is shown is position −
 *   this beyond the time of that fragment in the playlist
 */
gint64
cue_player_stats_get_fragment_position (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), 0);
  return self->figures.fragment_position;
}

/**
 * cue_player_stats_get_first_fragment:
 *
 * Returns: (transfer none) (nullable): the address of the fragment that was played first
 */
const char *
cue_player_stats_get_first_fragment (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), NULL);
  return self->texts[CUE_MEDIA_TEXT_FIRST_FRAGMENT];
}

/**
 * cue_player_stats_get_channels:
 *
 * Returns: channels of the sound, 0 while there is none
 */
guint
cue_player_stats_get_channels (CuePlayerStats *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), 0);
  return self->figures.channels;
}

/**
 * cue_player_stats_get_level_peak:
 * @channel: 0 for left, 1 for right
 *
 * Returns: the highest level of the last tenth of a second in dBFS, before volume and mute;
 *   %CUE_PLAYER_LEVEL_SILENT without sound
 */
double
cue_player_stats_get_level_peak (CuePlayerStats *self, guint channel)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), CUE_PLAYER_LEVEL_SILENT);
  g_return_val_if_fail (channel < 2, CUE_PLAYER_LEVEL_SILENT);
  return self->figures.peak[channel];
}

/**
 * cue_player_stats_get_level_rms:
 * @channel: 0 for left, 1 for right
 *
 * Returns: the mean level of the last tenth of a second in dBFS, before volume and mute;
 *   %CUE_PLAYER_LEVEL_SILENT without sound
 */
double
cue_player_stats_get_level_rms (CuePlayerStats *self, guint channel)
{
  g_return_val_if_fail (CUE_IS_PLAYER_STATS (self), CUE_PLAYER_LEVEL_SILENT);
  g_return_val_if_fail (channel < 2, CUE_PLAYER_LEVEL_SILENT);
  return self->figures.rms[channel];
}
