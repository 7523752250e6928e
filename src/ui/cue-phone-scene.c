// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-phone-scene.h"

#include <glib/gi18n-lib.h>

#include "cue-asset.h"

typedef enum {
  LAYER_BG_VIDEO,
  LAYER_BG_IMAGE,
  LAYER_FG_IMAGE,
  LAYER_LOGO,
  N_LAYERS,
} Layer;

/**
 * CuePhoneScene:
 *
 * What a phone shows for the state an event is in: the layers of the 9:16 composition, bottom to
 * top background, picture, foreground, logo, text and a countdown that the audience may see (Event
 * Engine State API, “assets properties” and “countdown”).
 *
 * It owns the assets and keeps those that the current answer still names, so that going back to an
 * earlier state shows its images at once. `custom` has a logo and text lines; `live` and
 * `replay` have no assets but the picture. ‘changed’ is emitted when anything must be drawn anew.
 * Main thread only.
 */
struct _CuePhoneScene {
  GObject parent_instance;

  CueHttpClient  *client;           /* owned */
  CueClock       *clock;            /* owned */
  CueEngineState *state;            /* owned; NULL before the first answer */
  GdkPaintable   *picture;          /* owned; of the player; may be NULL */
  CueCountdown   *countdown;        /* owned; may be NULL */
  GHashTable     *assets;           /* owned; kind and URL to CueAsset */
  CueAsset       *layers[N_LAYERS]; /* not owned: in ‘assets’; each may be NULL */
  gboolean        visible;
};

G_DEFINE_FINAL_TYPE (CuePhoneScene, cue_phone_scene, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_layer_words (Layer layer)
{
  switch (layer) {
  case LAYER_BG_VIDEO:
    return _ ("Background video");
  case LAYER_BG_IMAGE:
    return _ ("Background image");
  case LAYER_FG_IMAGE:
    return _ ("Foreground image");
  case LAYER_LOGO:
    return _ ("Logo");
  case N_LAYERS:
  default:
    return "";
  }
}

static const char *
get_layer_url (CueEngineState *state, CuePlayerState player_state, Layer layer)
{
  switch (layer) {
  case LAYER_BG_VIDEO:
    return cue_engine_state_get_asset (state, player_state, CUE_ASSET_BG_VIDEO);
  case LAYER_BG_IMAGE:
    return cue_engine_state_get_asset (state, player_state, CUE_ASSET_BG_IMAGE);
  case LAYER_FG_IMAGE:
    return cue_engine_state_get_asset (state, player_state, CUE_ASSET_FG_IMAGE);
  case LAYER_LOGO:
    return player_state == CUE_PLAYER_STATE_CUSTOM ? cue_engine_state_get_logo (state) : NULL;
  case N_LAYERS:
  default:
    return NULL;
  }
}

static gboolean
shows_picture (CuePhoneScene *self)
{
  CuePlayerState state;

  if (self->state == NULL)
    return FALSE;

  state = cue_engine_state_get_player_state (self->state);
  return state == CUE_PLAYER_STATE_LIVE || state == CUE_PLAYER_STATE_REPLAY;
}

static gboolean
uses_video (CuePhoneScene *self)
{
  /* The flag is a hint only, the address decides; without the flag an image is preferred. */
  return self->layers[LAYER_BG_VIDEO] != NULL &&
         (self->layers[LAYER_BG_IMAGE] == NULL ||
          cue_engine_state_get_use_video (self->state,
                                          cue_engine_state_get_player_state (self->state)));
}

static void
emit_changed (CuePhoneScene *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
show_assets (CuePhoneScene *self)
{
  GHashTableIter iter;
  CueAsset      *asset;

  g_hash_table_iter_init (&iter, self->assets);

  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &asset))
    cue_asset_set_visible (asset,
                           self->visible && asset == self->layers[LAYER_BG_VIDEO] &&
                             uses_video (self));
}

static void
load_layers (CuePhoneScene *self)
{
  for (Layer layer = 0; layer < N_LAYERS; layer++) {
    gboolean wanted = layer != LAYER_BG_VIDEO || uses_video (self);

    /* The image stands in until the video is here, and behind a video that fails. */
    if (self->visible && wanted && self->layers[layer] != NULL)
      cue_asset_load (self->layers[layer]);
  }
}

/* What is named as an image and as a video is fetched as both: each is decoded by its own means. */
static char *
make_key (const char *url, Layer layer)
{
  return g_strconcat (layer == LAYER_BG_VIDEO ? "video " : "image ", url, NULL);
}

static CueAsset *
ensure_asset (CuePhoneScene *self, GHashTable *kept, const char *url, Layer layer)
{
  g_autofree char *key = NULL;
  CueAsset        *asset;

  if (url == NULL || url[0] == '\0')
    return NULL;

  key = make_key (url, layer);
  asset = g_hash_table_lookup (kept, key);

  if (asset != NULL)
    return asset;

  asset = g_hash_table_lookup (self->assets, key);

  if (asset != NULL)
    g_object_ref (asset);
  else {
    asset = cue_asset_new (self->client,
                           self->clock,
                           url,
                           layer == LAYER_BG_VIDEO,
                           get_layer_words (layer));
    g_signal_connect_object (asset, "changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  }

  g_hash_table_insert (kept, g_steal_pointer (&key), asset);
  return asset;
}

static void
cue_phone_scene_dispose (GObject *object)
{
  CuePhoneScene *self = CUE_PHONE_SCENE (object);

  g_clear_pointer (&self->assets, g_hash_table_unref);
  memset (self->layers, 0, sizeof self->layers);
  g_clear_object (&self->picture);
  g_clear_object (&self->countdown);
  g_clear_object (&self->state);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cue_phone_scene_parent_class)->dispose (object);
}

static void
cue_phone_scene_class_init (CuePhoneSceneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_phone_scene_dispose;

  /**
   * CuePhoneScene::changed:
   *
   * The composition must be drawn anew.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          CUE_TYPE_PHONE_SCENE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
cue_phone_scene_init (CuePhoneScene *self)
{
  self->assets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * cue_phone_scene_new:
 * @client: fetches the assets
 * @clock: times their retries
 *
 * Returns: (transfer full): an empty scene
 */
CuePhoneScene *
cue_phone_scene_new (CueHttpClient *client, CueClock *clock)
{
  CuePhoneScene *self = g_object_new (CUE_TYPE_PHONE_SCENE, NULL);

  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * cue_phone_scene_set_state:
 * @self: a scene
 * @state: (nullable): the last good answer of the event
 *
 * Composes the scene anew. Assets that the answer names for any state are kept, all others are let
 * go; only those of the present state are fetched, and only while the scene is visible.
 */
void
cue_phone_scene_set_state (CuePhoneScene *self, CueEngineState *state)
{
  g_autoptr (GHashTable) kept = NULL;

  g_return_if_fail (CUE_IS_PHONE_SCENE (self));

  if (!g_set_object (&self->state, state))
    return;

  kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  memset (self->layers, 0, sizeof self->layers);

  if (state != NULL) {
    CuePlayerState current = cue_engine_state_get_player_state (state);

    for (CuePlayerState each = 0; each < CUE_N_PLAYER_STATES; each++) {
      for (Layer layer = 0; layer < N_LAYERS; layer++) {
        const char      *url = get_layer_url (state, each, layer);
        g_autofree char *key = url != NULL ? make_key (url, layer) : NULL;
        CueAsset        *asset;

        if (url == NULL || (each != current && !g_hash_table_contains (self->assets, key)))
          continue;

        asset = ensure_asset (self, kept, url, layer);

        if (each == current)
          self->layers[layer] = asset;
      }
    }
  }

  g_hash_table_unref (self->assets);
  self->assets = g_steal_pointer (&kept);
  load_layers (self);
  show_assets (self);
  emit_changed (self);
}

/**
 * cue_phone_scene_set_picture:
 * @self: a scene
 * @picture: (nullable): what the player shows
 *
 * Gives the picture that stands in the phone while the event is live or in replay.
 */
void
cue_phone_scene_set_picture (CuePhoneScene *self, GdkPaintable *picture)
{
  g_return_if_fail (CUE_IS_PHONE_SCENE (self));

  if (g_set_object (&self->picture, picture))
    emit_changed (self);
}

/**
 * cue_phone_scene_set_countdown:
 * @self: a scene
 * @countdown: (nullable): that of the event
 *
 * Gives the countdown. It is not watched here, and its ticks are no change of the composition: who
 * draws the scene does both.
 */
void
cue_phone_scene_set_countdown (CuePhoneScene *self, CueCountdown *countdown)
{
  g_return_if_fail (CUE_IS_PHONE_SCENE (self));

  if (g_set_object (&self->countdown, countdown))
    emit_changed (self);
}

/**
 * cue_phone_scene_set_visible:
 * @self: a scene
 * @visible: whether somebody can see it
 *
 * Starts to fetch what is missing, and lets the video run only while it is looked at.
 */
void
cue_phone_scene_set_visible (CuePhoneScene *self, gboolean visible)
{
  g_return_if_fail (CUE_IS_PHONE_SCENE (self));

  self->visible = visible;
  load_layers (self);
  show_assets (self);
}

static GdkPaintable *
get_layer_paintable (CuePhoneScene *self, Layer layer)
{
  return self->layers[layer] != NULL ? cue_asset_get_paintable (self->layers[layer]) : NULL;
}

/**
 * cue_phone_scene_get_background:
 * @self: a scene
 *
 * Returns: (transfer none) (nullable): the video, or the image while there is no video
 */
GdkPaintable *
cue_phone_scene_get_background (CuePhoneScene *self)
{
  GdkPaintable *video = NULL;

  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);

  if (self->layers[LAYER_BG_VIDEO] != NULL && uses_video (self))
    video = get_layer_paintable (self, LAYER_BG_VIDEO);

  /* A video that has no frame yet has no size either. */
  if (video != NULL && gdk_paintable_get_intrinsic_width (video) > 0)
    return video;

  return get_layer_paintable (self, LAYER_BG_IMAGE) != NULL
           ? get_layer_paintable (self, LAYER_BG_IMAGE)
           : video;
}

/**
 * cue_phone_scene_get_picture:
 * @self: a scene
 *
 * Returns: (transfer none) (nullable): the picture of the player, in the states that have one
 */
GdkPaintable *
cue_phone_scene_get_picture (CuePhoneScene *self)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);

  return shows_picture (self) ? self->picture : NULL;
}

/**
 * cue_phone_scene_get_foreground:
 * @self: a scene
 *
 * Returns: (transfer none) (nullable): the image above the background
 */
GdkPaintable *
cue_phone_scene_get_foreground (CuePhoneScene *self)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);

  return get_layer_paintable (self, LAYER_FG_IMAGE);
}

/**
 * cue_phone_scene_get_logo:
 * @self: a scene
 *
 * Returns: (transfer none) (nullable): the logo of the custom state
 */
GdkPaintable *
cue_phone_scene_get_logo (CuePhoneScene *self)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);

  return get_layer_paintable (self, LAYER_LOGO);
}

/**
 * cue_phone_scene_get_lines:
 * @self: a scene
 *
 * Returns: (transfer none) (nullable): the text lines of the custom state
 */
const char *const *
cue_phone_scene_get_lines (CuePhoneScene *self)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);

  if (self->state == NULL ||
      cue_engine_state_get_player_state (self->state) != CUE_PLAYER_STATE_CUSTOM)
    return NULL;

  return cue_engine_state_get_custom_text (self->state);
}

/**
 * cue_phone_scene_get_countdown:
 * @self: a scene
 *
 * Returns: (transfer none) (nullable): the countdown, seen by the audience or not
 */
CueCountdown *
cue_phone_scene_get_countdown (CuePhoneScene *self)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);

  return self->countdown;
}

/**
 * cue_phone_scene_get_text_is_dark:
 * @self: a scene
 *
 * Returns: whether the text lines are dark
 */
gboolean
cue_phone_scene_get_text_is_dark (CuePhoneScene *self)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), FALSE);

  return self->state != NULL && cue_engine_state_get_custom_text_is_dark (self->state);
}

/**
 * cue_phone_scene_is_empty:
 * @self: a scene
 *
 * Returns: whether there is nothing to draw
 */
gboolean
cue_phone_scene_is_empty (CuePhoneScene *self)
{
  GdkPaintable      *picture;
  const char *const *lines;

  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), TRUE);

  picture = cue_phone_scene_get_picture (self);
  lines = cue_phone_scene_get_lines (self);

  return cue_phone_scene_get_background (self) == NULL &&
         cue_phone_scene_get_foreground (self) == NULL && cue_phone_scene_get_logo (self) == NULL &&
         (lines == NULL || lines[0] == NULL) &&
         (picture == NULL || gdk_paintable_get_intrinsic_width (picture) == 0);
}

/**
 * cue_phone_scene_is_loading:
 * @self: a scene
 *
 * Returns: whether a part of the composition is on its way
 */
gboolean
cue_phone_scene_is_loading (CuePhoneScene *self)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), FALSE);

  for (Layer layer = 0; layer < N_LAYERS; layer++) {
    if (self->layers[layer] != NULL && cue_asset_get_loading (self->layers[layer]))
      return TRUE;
  }

  return FALSE;
}

/**
 * cue_phone_scene_describe:
 * @self: a scene
 *
 * Says in words what the phone shows, or why it shows nothing.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_phone_scene_describe (CuePhoneScene *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char   *text = NULL;
  const char *const *lines;

  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);

  if (self->state == NULL)
    return g_strdup (_ ("Waiting for the first answer"));

  if (cue_phone_scene_get_picture (self) != NULL && !cue_phone_scene_is_empty (self))
    g_ptr_array_add (parts, (gpointer) _ ("The picture of the stream"));

  for (Layer layer = 0; layer < N_LAYERS; layer++) {
    if (layer == LAYER_BG_VIDEO && !uses_video (self))
      continue;

    if (get_layer_paintable (self, layer) != NULL)
      g_ptr_array_add (parts, (gpointer) get_layer_words (layer));
  }

  lines = cue_phone_scene_get_lines (self);

  if (lines != NULL && lines[0] != NULL) {
    text = g_strjoinv (" ", (char **) lines);
    g_ptr_array_add (parts, text);
  }

  if (parts->len > 0) {
    g_ptr_array_add (parts, NULL);
    return g_strjoinv (", ", (char **) parts->pdata);
  }

  if (cue_phone_scene_is_loading (self))
    return g_strdup (_ ("Loading…"));

  if (shows_picture (self))
    return g_strdup (_ ("No picture"));

  return g_strdup (_ ("This state has no images"));
}

/**
 * cue_phone_scene_describe_faults:
 * @self: a scene
 *
 * Returns: (transfer full) (nullable): what could not be had and why, one line each
 */
char *
cue_phone_scene_describe_faults (CuePhoneScene *self)
{
  GString *words;

  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);

  words = g_string_new (NULL);

  for (Layer layer = 0; layer < N_LAYERS; layer++) {
    const char *fault = self->layers[layer] != NULL ? cue_asset_get_fault (self->layers[layer])
                                                    : NULL;

    if (fault != NULL)
      g_string_append_printf (words,
                              "%s%s: %s",
                              words->len > 0 ? "\n" : "",
                              get_layer_words (layer),
                              fault);
  }

  return g_string_free (words, words->len == 0);
}
