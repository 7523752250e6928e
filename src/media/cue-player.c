// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-player-private.h"
#include "cue-signal.h"

/**
 * CuePlayer:
 *
 * Plays one stream as long as it is told to, and says in words what is in the way. It never gives
 * up: a stream that fails is tried again for ever, and comes back within ten seconds after the
 * reason is gone. The last picture stays on show meanwhile.
 *
 * Set [property@Player:uri] to whatever the event says at the moment and [property@Player:playing]
 * to whether the user wants to see it. It starts muted. Tell it with [property@Player:visible] when
 * nobody can see the picture; then none is sent.
 *
 * The picture is [property@Player:paintable]; any number of widgets may show it. The figures are
 * [property@Player:stats]. All decoding is done in a helper process (src/media/README.md).
 *
 * Main thread. The object lives as long as its owner wants; letting go of it ends the helper.
 */

typedef enum {
  PROP_URI = 1,
  PROP_PLAYING,
  PROP_MUTED,
  PROP_VOLUME,
  PROP_VARIANT_BANDWIDTH,
  PROP_VISIBLE,
  PROP_PAINTABLE,
  PROP_STATS,
  PROP_STATE,
  PROP_REASON,
  PROP_HTTP_STATUS,
  PROP_DETAIL,
  N_PROPS,
} CuePlayerProps;

static GParamSpec *props[N_PROPS];

enum {
  SIGNAL_FAULT,
  SIGNAL_RECOVERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CuePlayer, cue_player, G_TYPE_OBJECT)

static void
notify (CuePlayer *self, CuePlayerProps prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
on_relay_changed (CuePlayerRelay *relay, gpointer user_data)
{
  g_autoptr (CuePlayer) self = g_object_ref (user_data); /* a handler may let go of it */
  CuePlayerFigures figures;

  cue_player_relay_get_figures (relay, &figures);
  cue_player_stats_update (self->stats, &figures);
  if (self->state != cue_player_relay_get_state (relay)) {
    self->state = cue_player_relay_get_state (relay);
    notify (self, PROP_STATE);
  }
}

static void
on_relay_trouble (CuePlayerRelay   *relay,
                  CuePlaybackReason reason,
                  guint             http_status,
                  const char       *detail,
                  gpointer          user_data)
{
  g_autoptr (CuePlayer) self = g_object_ref (user_data);
  CuePlaybackReason before = self->reason;
  gboolean          is_news = reason != before || http_status != self->http_status;
  g_autofree char  *words = NULL;

  g_object_freeze_notify (G_OBJECT (self));
  if (reason != self->reason) {
    self->reason = reason;
    notify (self, PROP_REASON);
  }
  if (http_status != self->http_status) {
    self->http_status = http_status;
    notify (self, PROP_HTTP_STATUS);
  }
  if (g_strcmp0 (detail, self->detail) != 0) {
    g_free (self->detail);
    self->detail = g_strdup (detail);
    notify (self, PROP_DETAIL);
  }
  g_object_thaw_notify (G_OBJECT (self));

  /* The same reason again, at the next attempt, is no news. */
  if (is_news && reason != CUE_PLAYBACK_REASON_NONE) {
    words = cue_playback_reason_to_words (reason, http_status);
    g_signal_emit (self, signals[SIGNAL_FAULT], 0, reason, words);
  } else if (is_news) {
    g_signal_emit (self, signals[SIGNAL_RECOVERED], 0);
  }
}

static void
on_relay_picture (CuePlayerRelay *relay,
                  GdkTexture     *texture,
                  guint           width,
                  guint           height,
                  guint           request,
                  gpointer        user_data)
{
  CuePlayer *self = user_data;

  if (request == 0)
    cue_video_paintable_set_texture (self->paintable, texture, width, height);
  else
    cue_picture_queue_take (self->pictures, request, texture);
}

static void
update_playing (CuePlayer *self)
{
  g_autoptr (CuePlayer) held = g_object_ref (self);

  cue_player_update_view_timer (self);
  if (self->playing && self->uri != NULL) {
    cue_player_relay_play (self->relay, self->uri);
    return;
  }
  cue_player_relay_stop (self->relay);
  cue_video_paintable_set_texture (self->paintable, NULL, 0, 0);
  on_relay_trouble (NULL, CUE_PLAYBACK_REASON_NONE, 0, NULL, self);
}

/**
 * cue_player_new:
 * @clock: for retries and judgements about time
 *
 * Returns: (transfer full): a player that is stopped and muted
 */
CuePlayer *
cue_player_new (CueClock *clock)
{
  CuePlayer *self;

  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);

  self = g_object_new (CUE_TYPE_PLAYER, NULL);
  self->clock = g_object_ref (clock);
  self->pictures = cue_picture_queue_new (clock);
  self->relay = cue_player_relay_new (clock);
  g_signal_connect (self->relay, "changed", G_CALLBACK (on_relay_changed), self);
  g_signal_connect (self->relay, "trouble", G_CALLBACK (on_relay_trouble), self);
  g_signal_connect (self->relay, "picture", G_CALLBACK (on_relay_picture), self);
  cue_player_apply_settings (self);
  return self;
}

/**
 * cue_player_get_uri:
 *
 * Returns: (transfer none) (nullable): what it plays, or would
 */
const char *
cue_player_get_uri (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), NULL);

  return self->uri;
}

/**
 * cue_player_set_uri:
 * @uri: (nullable): address of an HLS playlist, or %NULL for none
 *
 * While it plays, the stream at the new address is started beside the present one and takes over
 * with its first picture. A change of nothing but the query does not touch a healthy stream: it is
 * a renewed token, and counts from the next start.
 */
void
cue_player_set_uri (CuePlayer *self, const char *uri)
{
  g_return_if_fail (CUE_IS_PLAYER (self));

  if (uri != NULL && *uri == '\0')
    uri = NULL;
  if (g_strcmp0 (uri, self->uri) == 0)
    return;
  g_free (self->uri);
  self->uri = g_strdup (uri);
  notify (self, PROP_URI);
  if (self->playing)
    update_playing (self);
}

/**
 * cue_player_get_playing:
 *
 * Returns: whether it was told to play; see [method@Player.get_state] for whether it does
 */
gboolean
cue_player_get_playing (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), FALSE);

  return self->playing;
}

/**
 * cue_player_set_playing:
 * @playing: whether the stream shall play
 *
 * Starts, or stops and forgets the picture and the figures. A live stream has no pause.
 */
void
cue_player_set_playing (CuePlayer *self, gboolean playing)
{
  g_return_if_fail (CUE_IS_PLAYER (self));

  playing = !!playing;
  if (playing == self->playing)
    return;
  self->playing = playing;
  notify (self, PROP_PLAYING);
  update_playing (self);
}

/**
 * cue_player_get_paintable:
 *
 * Returns: (transfer none): the picture; the same object for the life of the player
 */
GdkPaintable *
cue_player_get_paintable (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), NULL);

  return GDK_PAINTABLE (self->paintable);
}

/**
 * cue_player_get_stats:
 *
 * Returns: (transfer none): the figures; the same object for the life of the player
 */
CuePlayerStats *
cue_player_get_stats (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), NULL);

  return self->stats;
}

static void
cue_player_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CuePlayer *self = CUE_PLAYER (object);

  switch ((CuePlayerProps) prop_id) {
  case PROP_URI:
    g_value_set_string (value, self->uri);
    break;
  case PROP_PLAYING:
    g_value_set_boolean (value, self->playing);
    break;
  case PROP_MUTED:
    g_value_set_boolean (value, self->muted);
    break;
  case PROP_VOLUME:
    g_value_set_double (value, self->volume);
    break;
  case PROP_VARIANT_BANDWIDTH:
    g_value_set_uint64 (value, self->bandwidth);
    break;
  case PROP_VISIBLE:
    g_value_set_boolean (value, self->visible);
    break;
  case PROP_PAINTABLE:
    g_value_set_object (value, self->paintable);
    break;
  case PROP_STATS:
    g_value_set_object (value, self->stats);
    break;
  case PROP_STATE:
    g_value_set_enum (value, self->state);
    break;
  case PROP_REASON:
    g_value_set_enum (value, self->reason);
    break;
  case PROP_HTTP_STATUS:
    g_value_set_uint (value, self->http_status);
    break;
  case PROP_DETAIL:
    g_value_set_string (value, self->detail);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
cue_player_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CuePlayer *self = CUE_PLAYER (object);

  switch ((CuePlayerProps) prop_id) {
  case PROP_URI:
    cue_player_set_uri (self, g_value_get_string (value));
    break;
  case PROP_PLAYING:
    cue_player_set_playing (self, g_value_get_boolean (value));
    break;
  case PROP_MUTED:
    cue_player_set_muted (self, g_value_get_boolean (value));
    break;
  case PROP_VOLUME:
    cue_player_set_volume (self, g_value_get_double (value));
    break;
  case PROP_VARIANT_BANDWIDTH:
    cue_player_set_variant_bandwidth (self, g_value_get_uint64 (value));
    break;
  case PROP_VISIBLE:
    cue_player_set_visible (self, g_value_get_boolean (value));
    break;
  case PROP_PAINTABLE:
  case PROP_STATS:
  case PROP_STATE:
  case PROP_REASON:
  case PROP_HTTP_STATUS:
  case PROP_DETAIL:
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
cue_player_dispose (GObject *object)
{
  CuePlayer *self = CUE_PLAYER (object);

  if (self->clock != NULL)
    cue_clock_clear_timeout (self->clock, &self->view_id);
  if (self->relay != NULL)
    g_signal_handlers_disconnect_by_data (self->relay, self);
  g_clear_object (&self->relay);
  g_clear_pointer (&self->pictures, cue_picture_queue_free);
  G_OBJECT_CLASS (cue_player_parent_class)->dispose (object);
}

static void
cue_player_finalize (GObject *object)
{
  CuePlayer *self = CUE_PLAYER (object);

  g_clear_object (&self->paintable);
  g_clear_object (&self->stats);
  g_clear_object (&self->clock);
  g_free (self->uri);
  g_free (self->detail);
  G_OBJECT_CLASS (cue_player_parent_class)->finalize (object);
}

static void
cue_player_class_init (CuePlayerClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GType             type = G_TYPE_FROM_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags both = read | G_PARAM_WRITABLE;

  object_class->get_property = cue_player_get_property;
  object_class->set_property = cue_player_set_property;
  object_class->dispose = cue_player_dispose;
  object_class->finalize = cue_player_finalize;

  /** CuePlayer:uri: What to play, or would be; %NULL for nothing. */
  props[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, NULL, both);
  /** CuePlayer:playing: Whether the user wants to see it. */
  props[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, both);
  /** CuePlayer:muted: Whether its sound is kept from the loudspeaker; the levels in the stats do
   * not care. */
  props[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, TRUE, both);
  /** CuePlayer:volume: 0 to 1, cubic: half of the way sounds half as loud. */
  props[PROP_VOLUME] = g_param_spec_double ("volume", NULL, NULL, 0.0, 1.0, 1.0, both);
  /** CuePlayer:variant-bandwidth: BANDWIDTH of the variant to play, in bits per second; 0 =
   * automatic. */
  props[PROP_VARIANT_BANDWIDTH] =
    g_param_spec_uint64 ("variant-bandwidth", NULL, NULL, 0, G_MAXUINT64, 0, both);
  /** CuePlayer:visible: Whether anybody can see the picture; no pictures are sent while nobody can.
   */
  props[PROP_VISIBLE] = g_param_spec_boolean ("visible", NULL, NULL, TRUE, both);
  /** CuePlayer:paintable: The picture; the same object for the life of the player. */
  props[PROP_PAINTABLE] = g_param_spec_object ("paintable", NULL, NULL, GDK_TYPE_PAINTABLE, read);
  /** CuePlayer:stats: The figures; the same object for the life of the player. */
  props[PROP_STATS] = g_param_spec_object ("stats", NULL, NULL, CUE_TYPE_PLAYER_STATS, read);
  /** CuePlayer:state: What it is doing. */
  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CUE_TYPE_PLAYBACK_STATE, CUE_PLAYBACK_STATE_IDLE, read);
  /** CuePlayer:reason: What went wrong last, until there is a picture again. */
  props[PROP_REASON] = g_param_spec_enum ("reason",
                                          NULL,
                                          NULL,
                                          CUE_TYPE_PLAYBACK_REASON,
                                          CUE_PLAYBACK_REASON_NONE,
                                          read);
  /** CuePlayer:http-status: The answer of the stream server that explains the reason, or 0. */
  props[PROP_HTTP_STATUS] = g_param_spec_uint ("http-status", NULL, NULL, 0, 999, 0, read);
  /** CuePlayer:detail: What the libraries say about the reason, not translated. */
  props[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, read);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * CuePlayer::fault:
   * @reason: a [enum@PlaybackReason]
   * @text: a sentence, translated
   *
   * Something went wrong that did not go wrong the moment before.
   */
  signals[SIGNAL_FAULT] = g_signal_new ("fault",
                                        type,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        2,
                                        CUE_TYPE_PLAYBACK_REASON,
                                        G_TYPE_STRING);

  /**
   * CuePlayer::recovered:
   *
   * There is a picture again, or the player was stopped.
   */
  signals[SIGNAL_RECOVERED] = cue_signal_new_plain (type, "recovered");
}

static void
cue_player_init (CuePlayer *self)
{
  self->muted = TRUE;
  self->visible = TRUE;
  self->volume = 1.0;
  self->paintable = cue_video_paintable_new ();
  self->stats = cue_player_stats_new ();
}
