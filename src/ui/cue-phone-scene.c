// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-phone-scene.h"

#include "cue-signal.h"

/**
 * CuePhoneScene:
 *
 * What a phone shows for one state of an event: the layers of the 9:16 composition, bottom to
 * top background, picture, foreground, logo, text and a countdown that the audience may see (Event
 * Engine State API, “assets properties” and “countdown”).
 *
 * It either follows the state that is on air, or shows what a phone would show in a state that was
 * chosen once. `custom` has a logo and text lines; `live` and `replay` have no assets but the
 * picture. A chosen state that is not on air shows the countdown only where it comes before the
 * show: in `custom` and `prelive`.
 *
 * The pictures are shared with all other scenes of the event. They are fetched and moving only
 * while somebody holds the scene. ‘changed’ is emitted when anything must be drawn anew. Main
 * thread only.
 */
struct _CuePhoneScene {
  GObject parent_instance;

  CueAssetPictures *pictures;                     /* owned */
  CueEngineState   *state;                        /* owned; NULL before the first answer */
  GdkPaintable     *picture;                      /* owned; of the player; may be NULL */
  CueCountdown     *countdown;                    /* owned; may be NULL */
  CueAsset         *layers[CUE_N_PHONE_LAYERS];   /* owned; each may be NULL */
  gboolean          held[CUE_N_PHONE_LAYERS];     /* whether the layer is held by us */
  GdkPaintable     *versions[CUE_N_PHONE_LAYERS]; /* owned; each may be NULL */
  gboolean          hidden[CUE_N_PHONE_LAYERS];   /* drawn as if the answer did not name it */
  CuePlayerState    chosen;                       /* if it does not follow */
  gboolean          follows;
  guint             n_holds;
  guint             width; /* device pixels at which it is drawn */
  guint             height;
};

G_DEFINE_FINAL_TYPE (CuePhoneScene, cue_phone_scene, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_on_air (CuePhoneScene *self)
{
  return self->follows ||
         (self->state != NULL && cue_engine_state_get_player_state (self->state) == self->chosen);
}

/**
 * cue_phone_scene_has_state:
 * @self: a scene
 *
 * Returns: whether there was an answer to compose it of
 */
gboolean
cue_phone_scene_has_state (CuePhoneScene *self)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), FALSE);

  return self->state != NULL;
}

static gboolean
has_layer (CuePhoneScene *self, CueAssetKind layer)
{
  return !self->hidden[layer] && (self->layers[layer] != NULL || self->versions[layer] != NULL);
}

/* Whether the asset itself is on show, and no other version of it. */
static gboolean
is_asset (CuePhoneScene *self, CueAssetKind layer)
{
  return !self->hidden[layer] && self->layers[layer] != NULL && self->versions[layer] == NULL;
}

static gboolean
uses_video (CuePhoneScene *self)
{
  /* The flag is a hint only, the address decides; without the flag an image is preferred. */
  return has_layer (self, CUE_ASSET_BG_VIDEO) &&
         (!has_layer (self, CUE_ASSET_BG_IMAGE) ||
          (self->state != NULL &&
           cue_engine_state_get_use_video (self->state, cue_phone_scene_get_player_state (self))));
}

static void
emit_changed (CuePhoneScene *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Holds what somebody looks at and nothing else. The image stands in until the video is here, and
 * behind a video that fails. */
static void
update_holds (CuePhoneScene *self)
{
  for (CueAssetKind layer = 0; layer < CUE_N_PHONE_LAYERS; layer++) {
    gboolean wanted = self->n_holds > 0 && is_asset (self, layer) &&
                      (layer != CUE_ASSET_BG_VIDEO || uses_video (self));

    if (wanted && self->width > 0)
      cue_asset_ask_size (self->layers[layer], self->width, self->height);

    if (wanted == self->held[layer])
      continue;

    self->held[layer] = wanted;

    if (wanted)
      cue_asset_hold (self->layers[layer]);
    else
      cue_asset_release (self->layers[layer]);
  }
}

static void
set_layer (CuePhoneScene *self, CueAssetKind layer, CueAsset *asset)
{
  if (self->layers[layer] == asset)
    return;

  if (self->layers[layer] != NULL) {
    g_signal_handlers_disconnect_by_func (self->layers[layer], emit_changed, self);

    if (self->held[layer])
      cue_asset_release (self->layers[layer]);
  }

  self->held[layer] = FALSE;
  g_set_object (&self->layers[layer], asset);

  if (asset != NULL)
    g_signal_connect_object (asset, "changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
}

static void
cue_phone_scene_dispose (GObject *object)
{
  CuePhoneScene *self = CUE_PHONE_SCENE (object);

  for (CueAssetKind layer = 0; layer < CUE_N_PHONE_LAYERS; layer++) {
    set_layer (self, layer, NULL);
    g_clear_object (&self->versions[layer]);
  }

  g_clear_object (&self->picture);
  g_clear_object (&self->countdown);
  g_clear_object (&self->state);
  g_clear_object (&self->pictures);

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
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (CUE_TYPE_PHONE_SCENE, "changed");
}

static void
cue_phone_scene_init (CuePhoneScene *self)
{
}

/**
 * cue_phone_scene_new:
 * @pictures: where the assets come from
 *
 * Returns: (transfer full): an empty scene that follows the state of each answer
 */
CuePhoneScene *
cue_phone_scene_new (CueAssetPictures *pictures)
{
  CuePhoneScene *self;

  g_return_val_if_fail (CUE_IS_ASSET_PICTURES (pictures), NULL);

  self = g_object_new (CUE_TYPE_PHONE_SCENE, NULL);
  self->pictures = g_object_ref (pictures);
  self->follows = TRUE;
  return self;
}

/**
 * cue_phone_scene_new_for_state:
 * @pictures: where the assets come from
 * @state: the state to compose, whatever is on air
 *
 * Returns: (transfer full): an empty scene of one state
 */
CuePhoneScene *
cue_phone_scene_new_for_state (CueAssetPictures *pictures, CuePlayerState state)
{
  CuePhoneScene *self = cue_phone_scene_new (pictures);

  self->follows = FALSE;
  self->chosen = state;
  return self;
}

/**
 * cue_phone_scene_set_state:
 * @self: a scene
 * @state: (nullable): the last good answer of the event
 *
 * Composes the scene anew. Only its own assets are fetched, and only while somebody holds it.
 */
void
cue_phone_scene_set_state (CuePhoneScene *self, CueEngineState *state)
{
  g_return_if_fail (CUE_IS_PHONE_SCENE (self));

  if (!g_set_object (&self->state, state))
    return;

  for (CueAssetKind layer = 0; layer < CUE_N_PHONE_LAYERS; layer++) {
    const char *url =
      state != NULL
        ? cue_engine_state_get_asset (state, cue_phone_scene_get_player_state (self), layer)
        : NULL;
    g_autoptr (CueAsset) asset = NULL;

    if (url != NULL && url[0] != '\0')
      asset = cue_asset_pictures_ref (self->pictures, url, layer == CUE_ASSET_BG_VIDEO);

    set_layer (self, layer, asset);
  }

  update_holds (self);
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
 * cue_phone_scene_set_version:
 * @self: a scene
 * @layer: which asset
 * @paintable: (nullable): what stands in its place, or %NULL for the asset itself
 *
 * Shows another version of an asset, such as the one before it was changed. The asset itself is not
 * fetched meanwhile.
 */
void
cue_phone_scene_set_version (CuePhoneScene *self, CueAssetKind layer, GdkPaintable *paintable)
{
  g_return_if_fail (CUE_IS_PHONE_SCENE (self));
  g_return_if_fail (layer < CUE_N_PHONE_LAYERS);

  if (!g_set_object (&self->versions[layer], paintable))
    return;

  update_holds (self);
  emit_changed (self);
}

/**
 * cue_phone_scene_set_hidden:
 * @self: a scene
 * @layer: which asset
 * @hidden: whether it is left out
 *
 * Shows the scene as if the answer did not name an asset. It is not fetched meanwhile.
 */
void
cue_phone_scene_set_hidden (CuePhoneScene *self, CueAssetKind layer, gboolean hidden)
{
  g_return_if_fail (CUE_IS_PHONE_SCENE (self));
  g_return_if_fail (layer < CUE_N_PHONE_LAYERS);

  if (self->hidden[layer] == hidden)
    return;

  self->hidden[layer] = hidden;
  update_holds (self);
  emit_changed (self);
}

/**
 * cue_phone_scene_hold:
 * @self: a scene
 *
 * Somebody looks: what is missing is fetched, and a video moves. Each call needs one of
 * [method@PhoneScene.release].
 */
void
cue_phone_scene_hold (CuePhoneScene *self)
{
  g_return_if_fail (CUE_IS_PHONE_SCENE (self));

  self->n_holds++;
  update_holds (self);
}

/**
 * cue_phone_scene_release:
 * @self: a scene
 *
 * One fewer looks.
 */
void
cue_phone_scene_release (CuePhoneScene *self)
{
  g_return_if_fail (CUE_IS_PHONE_SCENE (self));
  g_return_if_fail (self->n_holds > 0);

  if (--self->n_holds == 0)
    self->width = self->height = 0;

  update_holds (self);
}

/**
 * cue_phone_scene_ask_size:
 * @self: a scene
 * @width: device pixels of the phone
 * @height: device pixels of the phone
 *
 * Says how large the scene is drawn, so that its images are decoded as sharp as that needs. The
 * largest wish of anybody counts, and what is there stays on show until it is met.
 */
void
cue_phone_scene_ask_size (CuePhoneScene *self, guint width, guint height)
{
  g_return_if_fail (CUE_IS_PHONE_SCENE (self));

  self->width = MAX (self->width, width);
  self->height = MAX (self->height, height);
  update_holds (self);
}

/**
 * cue_phone_scene_get_layer:
 * @self: a scene
 * @layer: one of its layers
 *
 * Returns: (transfer none) (nullable): its picture, as far as it is here, on show or not
 */
GdkPaintable *
cue_phone_scene_get_layer (CuePhoneScene *self, CueAssetKind layer)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);
  g_return_val_if_fail (layer < CUE_N_PHONE_LAYERS, NULL);

  if (self->hidden[layer])
    return NULL;

  if (self->versions[layer] != NULL)
    return self->versions[layer];

  return self->layers[layer] != NULL ? cue_asset_get_paintable (self->layers[layer]) : NULL;
}

/**
 * cue_phone_scene_get_background_layer:
 * @self: a scene
 *
 * Returns: which of its two layers is the background on show
 */
CueAssetKind
cue_phone_scene_get_background_layer (CuePhoneScene *self)
{
  GdkPaintable *video = uses_video (self) ? cue_phone_scene_get_layer (self, CUE_ASSET_BG_VIDEO)
                                          : NULL;

  /* A video that has no frame yet has no size either. */
  if (video != NULL && (gdk_paintable_get_intrinsic_width (video) > 0 ||
                        cue_phone_scene_get_layer (self, CUE_ASSET_BG_IMAGE) == NULL))
    return CUE_ASSET_BG_VIDEO;

  return CUE_ASSET_BG_IMAGE;
}

/**
 * cue_phone_scene_get_player_state:
 * @self: a scene
 *
 * Returns: the state that it shows
 */
CuePlayerState
cue_phone_scene_get_player_state (CuePhoneScene *self)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), CUE_PLAYER_STATE_UNKNOWN);

  if (!self->follows)
    return self->chosen;

  return self->state != NULL ? cue_engine_state_get_player_state (self->state)
                             : CUE_PLAYER_STATE_UNKNOWN;
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

  return cue_phone_scene_has_picture (self) ? self->picture : NULL;
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

  if (self->state == NULL || cue_phone_scene_get_player_state (self) != CUE_PLAYER_STATE_CUSTOM)
    return NULL;

  return cue_engine_state_get_custom_text (self->state);
}

/**
 * cue_phone_scene_get_countdown:
 * @self: a scene
 *
 * Returns: (transfer none) (nullable): the countdown, seen by the audience or not; none in a state
 *   that has none
 */
CueCountdown *
cue_phone_scene_get_countdown (CuePhoneScene *self)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);

  /* The answer speaks of the countdown as it is now. A state after the start would be reached with
   * another answer. */
  if (!is_on_air (self) && self->chosen != CUE_PLAYER_STATE_CUSTOM &&
      self->chosen != CUE_PLAYER_STATE_PRELIVE)
    return NULL;

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
 * cue_phone_scene_get_layer_fault:
 * @self: a scene
 * @layer: one of its layers
 *
 * Returns: (transfer none) (nullable): why its picture cannot be had, in words
 */
const char *
cue_phone_scene_get_layer_fault (CuePhoneScene *self, CueAssetKind layer)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);
  g_return_val_if_fail (layer < CUE_N_PHONE_LAYERS, NULL);

  return is_asset (self, layer) ? cue_asset_get_fault (self->layers[layer]) : NULL;
}

/**
 * cue_phone_scene_get_layer_size:
 * @self: a scene
 * @layer: one of its layers
 * @width: (out): pixels of the file that the picture was made of; 0 while they are not known
 * @height: (out): likewise
 */
void
cue_phone_scene_get_layer_size (CuePhoneScene *self, CueAssetKind layer, int *width, int *height)
{
  GdkPaintable *paintable = cue_phone_scene_get_layer (self, layer);

  *width = *height = 0;

  if (is_asset (self, layer))
    cue_asset_get_size (self->layers[layer], width, height);

  /* A video knows its own size; what was made smaller keeps at least its shape. */
  if (paintable != NULL && *width == 0) {
    *width = gdk_paintable_get_intrinsic_width (paintable);
    *height = gdk_paintable_get_intrinsic_height (paintable);
  }
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

  for (CueAssetKind layer = 0; layer < CUE_N_PHONE_LAYERS; layer++) {
    if (is_asset (self, layer) && cue_asset_get_loading (self->layers[layer]))
      return TRUE;
  }

  return FALSE;
}
