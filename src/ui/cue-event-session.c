// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-session.h"

#include "cue-access-links.h"
#include "cue-last-looks.h"

typedef enum {
  WISH_AUTOMATIC, /* follow the state of the event */
  WISH_PLAY,
  WISH_STOP,
} Wish;

/**
 * CueEventSession:
 *
 * One event as the window sees it: its [class@Monitor], the player of its stream and the scene of
 * its phone preview.
 *
 * The player lives here because it belongs to whoever looks; what happens to it is reported to the
 * monitor, which turns faults into problems and observations. Only the open event plays. Unless the
 * user said otherwise it plays by itself in the states in which the audience has or is about to
 * have a picture. Main thread only.
 */
struct _CueEventSession {
  GObject parent_instance;

  CueMonitor     *monitor;  /* owned */
  GSettings      *settings; /* owned */
  CuePhoneScenes *scenes;   /* owned */
  CuePlayer      *player;   /* owned; NULL until the event is opened for the first time */
  CueAccessNotes *notes;    /* owned; may be NULL */
  CueAccessView  *access;   /* owned; NULL until it is asked for, and without doors */
  Wish            wish;
  gboolean        announced_playing; /* as it was last notified */
  gboolean        open;
};

G_DEFINE_FINAL_TYPE (CueEventSession, cue_event_session, G_TYPE_OBJECT)

typedef enum {
  PROP_MONITOR = 1,
  PROP_OPEN,
  PROP_PLAYING,
} CueEventSessionProperty;

static GParamSpec *properties[PROP_PLAYING + 1];

static gboolean
state_has_picture (CuePlayerState state)
{
  switch (state) {
  case CUE_PLAYER_STATE_PRELIVE:
  case CUE_PLAYER_STATE_LIVE:
  case CUE_PLAYER_STATE_INTERRUPTION:
  case CUE_PLAYER_STATE_REPLAY:
    return TRUE;
  case CUE_PLAYER_STATE_CUSTOM:
  case CUE_PLAYER_STATE_POSTLIVE:
  case CUE_PLAYER_STATE_UNKNOWN:
  default:
    return FALSE;
  }
}

static CuePlayerCondition
get_condition (CuePlaybackState state)
{
  switch (state) {
  case CUE_PLAYBACK_STATE_CONNECTING:
    return CUE_PLAYER_CONDITION_STARTING;
  case CUE_PLAYBACK_STATE_BUFFERING:
    return CUE_PLAYER_CONDITION_BUFFERING;
  case CUE_PLAYBACK_STATE_PLAYING:
    return CUE_PLAYER_CONDITION_PLAYING;
  case CUE_PLAYBACK_STATE_WAITING_RETRY:
    return CUE_PLAYER_CONDITION_FAULT;
  case CUE_PLAYBACK_STATE_ENDED:
    return CUE_PLAYER_CONDITION_ENDED;
  case CUE_PLAYBACK_STATE_IDLE:
  default:
    return CUE_PLAYER_CONDITION_IDLE;
  }
}

static void
update_player (CueEventSession *self)
{
  CueEngineState *state = cue_monitor_get_state (self->monitor);
  const char     *manifest = state != NULL ? cue_engine_state_get_manifest (state) : NULL;
  gboolean        before, playing;

  if (self->player == NULL)
    return;

  before = cue_player_get_playing (self->player);
  playing = self->open && cue_event_session_get_playing (self);

  /* The address stays when an answer names none: a healthy picture is not taken away by it. */
  if (manifest != NULL && manifest[0] != '\0' && (playing || !before))
    cue_player_set_uri (self->player, manifest);

  cue_player_set_playing (self->player, playing && cue_player_get_uri (self->player) != NULL);
}

static void
update_playing (CueEventSession *self)
{
  gboolean playing = cue_event_session_get_playing (self);

  update_player (self);

  if (self->announced_playing != playing) {
    self->announced_playing = playing;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
  }
}

static void
on_state_changed (CueEventSession *self)
{
  cue_phone_scenes_set_state (self->scenes, cue_monitor_get_state (self->monitor));
  update_playing (self);
}

static void
on_playback_changed (CueEventSession *self)
{
  CuePlaybackState state = cue_player_get_state (self->player);
  g_autofree char *words = cue_player_describe (self->player);

  cue_monitor_report_player (self->monitor,
                             get_condition (state),
                             words,
                             cue_player_get_detail (self->player));
}

static void
on_position_changed (CueEventSession *self)
{
  CuePlayerStats *stats = cue_player_get_stats (self->player);
  const char     *fragment = cue_player_stats_get_first_fragment (stats);

  if (fragment != NULL)
    cue_monitor_map_fragment (self->monitor,
                              fragment,
                              cue_player_stats_get_position (stats) -
                                cue_player_stats_get_fragment_position (stats));
}

static void
on_volume_changed (CueEventSession *self)
{
  g_settings_set_double (self->settings, "volume", cue_player_get_volume (self->player));
}

static void
ensure_player (CueEventSession *self)
{
  if (self->player != NULL)
    return;

  self->player = cue_player_new (cue_monitor_get_clock (self->monitor));
  /* A view that is seen says so. */
  cue_player_set_visible (self->player, FALSE);
  cue_player_set_muted (self->player, g_settings_get_boolean (self->settings, "start-muted"));
  cue_player_set_volume (self->player, g_settings_get_double (self->settings, "volume"));
  cue_phone_scenes_set_picture (self->scenes, cue_player_get_paintable (self->player));

  g_signal_connect_object (self->player,
                           "notify::volume",
                           G_CALLBACK (on_volume_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player,
                           "notify::state",
                           G_CALLBACK (on_playback_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player,
                           "notify::reason",
                           G_CALLBACK (on_playback_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (cue_player_get_stats (self->player),
                           "notify::position",
                           G_CALLBACK (on_position_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
cue_event_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueEventSession *self = CUE_EVENT_SESSION (object);

  switch ((CueEventSessionProperty) id) {
  case PROP_MONITOR:
    g_value_set_object (value, self->monitor);
    break;
  case PROP_OPEN:
    g_value_set_boolean (value, self->open);
    break;
  case PROP_PLAYING:
    g_value_set_boolean (value, cue_event_session_get_playing (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_event_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueEventSession *self = CUE_EVENT_SESSION (object);

  switch ((CueEventSessionProperty) id) {
  case PROP_OPEN:
    cue_event_session_set_open (self, g_value_get_boolean (value));
    break;
  case PROP_PLAYING:
    cue_event_session_set_playing (self, g_value_get_boolean (value));
    break;
  case PROP_MONITOR:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_event_session_dispose (GObject *object)
{
  CueEventSession *self = CUE_EVENT_SESSION (object);

  if (self->player != NULL)
    cue_player_set_playing (self->player, FALSE);

  /* Who ends the program while looking has seen what there is. */
  if (self->access != NULL)
    cue_access_last_look_set_looking (cue_access_view_get_last_look (self->access), FALSE);

  g_clear_object (&self->player);
  g_clear_object (&self->access);
  g_clear_object (&self->notes);
  g_clear_object (&self->scenes);
  g_clear_object (&self->settings);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (cue_event_session_parent_class)->dispose (object);
}

static void
cue_event_session_class_init (CueEventSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_event_session_get_property;
  object_class->set_property = cue_event_session_set_property;
  object_class->dispose = cue_event_session_dispose;

  properties[PROP_MONITOR] =
    g_param_spec_object ("monitor",
                         NULL,
                         NULL,
                         CUE_TYPE_MONITOR,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_OPEN] =
    g_param_spec_boolean ("open",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PLAYING] =
    g_param_spec_boolean ("playing",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_event_session_init (CueEventSession *self)
{
}

/**
 * cue_event_session_new:
 * @monitor: the event; started and stopped by the roster, not here
 * @settings: the preferences
 * @notes: (nullable): what the user says about rows of doors
 *
 * Returns: (transfer full): a session that is not open and plays nothing
 */
CueEventSession *
cue_event_session_new (CueMonitor *monitor, GSettings *settings, CueAccessNotes *notes)
{
  g_autoptr (CueAssetPictures) pictures = NULL;
  CueEventSession *self;

  g_return_val_if_fail (CUE_IS_MONITOR (monitor), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CUE_TYPE_EVENT_SESSION, NULL);
  self->monitor = g_object_ref (monitor);
  self->settings = g_object_ref (settings);
  self->notes = notes != NULL ? g_object_ref (notes) : NULL;
  pictures = cue_asset_pictures_new (cue_asset_watch_get_loader (cue_monitor_get_assets (monitor)),
                                     cue_monitor_get_clock (monitor));
  self->scenes = cue_phone_scenes_new (pictures, cue_monitor_get_countdown (monitor));
  g_signal_connect_object (monitor,
                           "notify::state",
                           G_CALLBACK (on_state_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings,
                           "changed::play-automatically",
                           G_CALLBACK (update_playing),
                           self,
                           G_CONNECT_SWAPPED);
  on_state_changed (self);
  return self;
}

static gboolean
minutes_to_seconds (GValue *value, GVariant *minutes, gpointer data)
{
  g_value_set_uint (value, (guint) g_variant_get_int32 (minutes) * 60);
  return TRUE;
}

static void
on_last_look (CueEventSession *self)
{
  cue_last_looks_keep (self->settings,
                       cue_event_session_get_id (self),
                       cue_access_last_look_get_wall_us (
                         cue_access_view_get_last_look (self->access)));
}

static void
follow_last_look (CueEventSession *self)
{
  CueAccessLastLook *look = cue_access_view_get_last_look (self->access);

  cue_access_last_look_restore (look,
                                cue_last_looks_find (self->settings,
                                                     cue_event_session_get_id (self)));
  g_signal_connect_object (look,
                           "notify::wall-us",
                           G_CALLBACK (on_last_look),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * cue_event_session_get_access_view:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the user looks at of the doors, or %NULL when the event
 *   has none
 */
CueAccessView *
cue_event_session_get_access_view (CueEventSession *self)
{
  CueDoorsWatch *watch;

  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), NULL);

  watch = cue_monitor_get_doors (self->monitor);

  if (self->access == NULL && cue_doors_watch_get_enabled (watch)) {
    CueAccessLog *log = cue_doors_watch_get_log (watch);
    CueClock     *clock = cue_monitor_get_clock (self->monitor);
    g_autoptr (CueAccessLinks) links = cue_access_links_new (watch);
    g_autoptr (CueAccessDoors) doors = cue_access_doors_new (log, clock);

    g_settings_bind_with_mapping (self->settings,
                                  "quiet-minutes",
                                  doors,
                                  "quiet-seconds",
                                  G_SETTINGS_BIND_GET,
                                  minutes_to_seconds,
                                  NULL,
                                  NULL,
                                  NULL);
    self->access = cue_access_view_new (log, doors, self->notes, G_LIST_MODEL (links), clock);
    follow_last_look (self);
  }

  return self->access;
}

/**
 * cue_event_session_get_monitor:
 * @self: a session
 *
 * Returns: (transfer none): the event
 */
CueMonitor *
cue_event_session_get_monitor (CueEventSession *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), NULL);

  return self->monitor;
}

/**
 * cue_event_session_get_player:
 * @self: a session
 *
 * Returns: (transfer none): the player of the event's stream, made when it is first asked for
 */
CuePlayer *
cue_event_session_get_player (CueEventSession *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), NULL);

  ensure_player (self);
  return self->player;
}

/**
 * cue_event_session_get_scene:
 * @self: a session
 *
 * Returns: (transfer none): what a phone shows
 */
CuePhoneScene *
cue_event_session_get_scene (CueEventSession *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), NULL);

  return cue_phone_scenes_get_on_air (self->scenes);
}

/**
 * cue_event_session_get_scenes:
 * @self: a session
 *
 * Returns: (transfer none): what a phone shows in each state
 */
CuePhoneScenes *
cue_event_session_get_scenes (CueEventSession *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), NULL);

  return self->scenes;
}

/**
 * cue_event_session_get_id:
 * @self: a session
 *
 * Returns: (transfer none): the stable id of the event's profile
 */
const char *
cue_event_session_get_id (CueEventSession *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), NULL);

  return cue_profile_get_id (cue_monitor_get_profile (self->monitor));
}

/**
 * cue_event_session_get_open:
 * @self: a session
 *
 * Returns: whether this is the event the window shows
 */
gboolean
cue_event_session_get_open (CueEventSession *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), FALSE);

  return self->open;
}

/**
 * cue_event_session_set_open:
 * @self: a session
 * @open: whether this is the event the window shows
 *
 * Lets the stream play while the event is open and frees the decoder when it is not.
 */
void
cue_event_session_set_open (CueEventSession *self, gboolean open)
{
  g_return_if_fail (CUE_IS_EVENT_SESSION (self));

  if (self->open == open)
    return;

  self->open = open;

  if (open)
    ensure_player (self);

  update_player (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

/* One odd answer in the middle of a show must not take the picture off the desk. */
static CuePlayerState
get_state_to_follow (CueEventSession *self)
{
  CuePlayerState state = cue_event_session_get_player_state (self);

  if (state != CUE_PLAYER_STATE_UNKNOWN)
    return state;
  return cue_engine_poller_get_last_known_state (cue_monitor_get_poller (self->monitor));
}

/**
 * cue_event_session_get_playing:
 * @self: a session
 *
 * Returns: whether the stream is to play while the event is open
 */
gboolean
cue_event_session_get_playing (CueEventSession *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_SESSION (self), FALSE);

  if (self->wish == WISH_AUTOMATIC)
    return g_settings_get_boolean (self->settings, "play-automatically") &&
           state_has_picture (get_state_to_follow (self));

  return self->wish == WISH_PLAY;
}

/**
 * cue_event_session_set_playing:
 * @self: a session
 * @playing: what the user asked for
 *
 * Plays or stops whatever the state of the event is; from then on it no longer follows the state.
 */
void
cue_event_session_set_playing (CueEventSession *self, gboolean playing)
{
  g_return_if_fail (CUE_IS_EVENT_SESSION (self));

  self->wish = playing ? WISH_PLAY : WISH_STOP;
  update_playing (self);
}

/**
 * cue_event_session_retry:
 * @self: a session
 *
 * Tries the stream again now instead of waiting for the next attempt.
 */
void
cue_event_session_retry (CueEventSession *self)
{
  g_return_if_fail (CUE_IS_EVENT_SESSION (self));

  ensure_player (self);
  cue_player_set_playing (self->player, FALSE);

  /* Whoever tries again wants this picture, not one in every state to come. */
  if (cue_event_session_get_playing (self))
    update_player (self);
  else
    cue_event_session_set_playing (self, TRUE);
}
