// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-phone-scenes.h"

/**
 * CuePhoneScenes:
 *
 * What the phones of one event show: the scene that is on air, and one for each state that somebody
 * asked for, whatever is on air. All are composed anew with each answer and share their pictures.
 * Main thread only.
 */
struct _CuePhoneScenes {
  GObject parent_instance;

  CueAssetPictures *pictures;                  /* owned */
  CueCountdown     *countdown;                 /* owned; may be NULL */
  CueEngineState   *state;                     /* owned; NULL before the first answer */
  GdkPaintable     *picture;                   /* owned; of the player; may be NULL */
  CuePhoneScene    *on_air;                    /* owned */
  CuePhoneScene    *each[CUE_N_PLAYER_STATES]; /* owned; NULL until asked for */
};

G_DEFINE_FINAL_TYPE (CuePhoneScenes, cue_phone_scenes, G_TYPE_OBJECT)

static void
fill (CuePhoneScenes *self, CuePhoneScene *scene)
{
  cue_phone_scene_set_countdown (scene, self->countdown);
  cue_phone_scene_set_picture (scene, self->picture);
  cue_phone_scene_set_state (scene, self->state);
}

static void
cue_phone_scenes_dispose (GObject *object)
{
  CuePhoneScenes *self = CUE_PHONE_SCENES (object);

  for (CuePlayerState state = 0; state < CUE_N_PLAYER_STATES; state++)
    g_clear_object (&self->each[state]);

  g_clear_object (&self->on_air);
  g_clear_object (&self->picture);
  g_clear_object (&self->state);
  g_clear_object (&self->countdown);
  g_clear_object (&self->pictures);

  G_OBJECT_CLASS (cue_phone_scenes_parent_class)->dispose (object);
}

static void
cue_phone_scenes_class_init (CuePhoneScenesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_phone_scenes_dispose;
}

static void
cue_phone_scenes_init (CuePhoneScenes *self)
{
}

/**
 * cue_phone_scenes_new:
 * @pictures: where the assets come from
 * @countdown: (nullable): that of the event
 *
 * Returns: (transfer full): scenes without an answer yet
 */
CuePhoneScenes *
cue_phone_scenes_new (CueAssetPictures *pictures, CueCountdown *countdown)
{
  CuePhoneScenes *self;

  g_return_val_if_fail (CUE_IS_ASSET_PICTURES (pictures), NULL);

  self = g_object_new (CUE_TYPE_PHONE_SCENES, NULL);
  self->pictures = g_object_ref (pictures);
  g_set_object (&self->countdown, countdown);
  self->on_air = cue_phone_scene_new (pictures);
  fill (self, self->on_air);
  return self;
}

/**
 * cue_phone_scenes_set_state:
 * @self: the scenes of an event
 * @state: (nullable): the last good answer
 *
 * Composes all scenes anew.
 */
void
cue_phone_scenes_set_state (CuePhoneScenes *self, CueEngineState *state)
{
  g_return_if_fail (CUE_IS_PHONE_SCENES (self));

  g_set_object (&self->state, state);
  cue_phone_scene_set_state (self->on_air, state);

  for (CuePlayerState each = 0; each < CUE_N_PLAYER_STATES; each++) {
    if (self->each[each] != NULL)
      cue_phone_scene_set_state (self->each[each], state);
  }

  cue_asset_pictures_keep (self->pictures, state);
}

/**
 * cue_phone_scenes_set_picture:
 * @self: the scenes of an event
 * @picture: (nullable): what the player shows
 *
 * Gives the picture of the stream, which stands in the phone in some states.
 */
void
cue_phone_scenes_set_picture (CuePhoneScenes *self, GdkPaintable *picture)
{
  g_return_if_fail (CUE_IS_PHONE_SCENES (self));

  g_set_object (&self->picture, picture);
  cue_phone_scene_set_picture (self->on_air, picture);

  for (CuePlayerState each = 0; each < CUE_N_PLAYER_STATES; each++) {
    if (self->each[each] != NULL)
      cue_phone_scene_set_picture (self->each[each], picture);
  }
}

/**
 * cue_phone_scenes_get_pictures:
 * @self: the scenes of an event
 *
 * Returns: (transfer none): the decoded assets that they share
 */
CueAssetPictures *
cue_phone_scenes_get_pictures (CuePhoneScenes *self)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENES (self), NULL);

  return self->pictures;
}

/**
 * cue_phone_scenes_get_on_air:
 * @self: the scenes of an event
 *
 * Returns: (transfer none): what phones show now
 */
CuePhoneScene *
cue_phone_scenes_get_on_air (CuePhoneScenes *self)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENES (self), NULL);

  return self->on_air;
}

/**
 * cue_phone_scenes_get:
 * @self: the scenes of an event
 * @state: one of the states
 *
 * Returns: (transfer none): what phones would show in that state; the same scene at each call
 */
CuePhoneScene *
cue_phone_scenes_get (CuePhoneScenes *self, CuePlayerState state)
{
  g_return_val_if_fail (CUE_IS_PHONE_SCENES (self), NULL);
  g_return_val_if_fail (state < CUE_N_PLAYER_STATES, NULL);

  if (self->each[state] == NULL)
    self->each[state] = cue_phone_scenes_make (self, state);

  return self->each[state];
}

/**
 * cue_phone_scenes_make:
 * @self: the scenes of an event
 * @state: one of the states
 *
 * Makes a scene of a state as the last answer has it, which later answers do not change: to give
 * it other versions of its assets with [method@PhoneScene.set_version] and compare.
 *
 * Returns: (transfer full): a scene
 */
CuePhoneScene *
cue_phone_scenes_make (CuePhoneScenes *self, CuePlayerState state)
{
  CuePhoneScene *scene;

  g_return_val_if_fail (CUE_IS_PHONE_SCENES (self), NULL);
  g_return_val_if_fail (state < CUE_N_PLAYER_STATES, NULL);

  scene = cue_phone_scene_new_for_state (self->pictures, state);
  fill (self, scene);
  return scene;
}
