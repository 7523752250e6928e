// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-phone-scene.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What a CuePhoneScene shows, in figures and in words. */

/* A difference in shape that no eye sees: less than this share of a side is not worth a word. */
#define LEAST_CUT 0.005

/* What a composition without any picture to measure is taken for, and how far one may go. */
#define USUAL_WIDTH  1080
#define USUAL_HEIGHT 1920
#define MOST_WIDTH   2160
#define LEAST_WIDTH  360

static const char *
get_layer_words (CueAssetKind layer)
{
  switch (layer) {
  case CUE_ASSET_BG_VIDEO:
    return _ ("Background video");
  case CUE_ASSET_BG_IMAGE:
    return _ ("Background image");
  case CUE_ASSET_FG_IMAGE:
    return _ ("Foreground image");
  case CUE_ASSET_LOGO:
    return _ ("Logo");
  default:
    return "";
  }
}

/**
 * cue_phone_scene_has_picture:
 * @self: a scene
 *
 * Returns: whether its state shows the stream
 */
gboolean
cue_phone_scene_has_picture (CuePhoneScene *self)
{
  CuePlayerState state = cue_phone_scene_get_player_state (self);

  return state == CUE_PLAYER_STATE_LIVE || state == CUE_PLAYER_STATE_REPLAY;
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
  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);

  return cue_phone_scene_get_layer (self, cue_phone_scene_get_background_layer (self));
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

  return cue_phone_scene_get_layer (self, CUE_ASSET_FG_IMAGE);
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

  return cue_phone_scene_get_layer (self, CUE_ASSET_LOGO);
}

/**
 * cue_phone_scene_get_native_size:
 * @self: a scene
 * @width: (out): pixels
 * @height: (out): pixels
 *
 * How many pixels the composition has when no pixel of its background is lost: a phone of 9:16 over
 * that, or 1080 × 1920 without one.
 */
void
cue_phone_scene_get_native_size (CuePhoneScene *self, int *width, int *height)
{
  int own_width, own_height;

  g_return_if_fail (CUE_IS_PHONE_SCENE (self));

  *width = USUAL_WIDTH;
  *height = USUAL_HEIGHT;
  cue_phone_scene_get_layer_size (self,
                                  cue_phone_scene_get_background_layer (self),
                                  &own_width,
                                  &own_height);

  if (own_width == 0 || own_height == 0)
    cue_phone_scene_get_layer_size (self, CUE_ASSET_FG_IMAGE, &own_width, &own_height);

  if (own_width == 0 || own_height == 0)
    return;

  *width = MIN (own_width, (int) lround (own_height * 9.0 / 16));
  *width = CLAMP (*width, LEAST_WIDTH, MOST_WIDTH);
  *height = (int) lround (*width * 16.0 / 9);
}

/**
 * cue_phone_scene_list_cuts:
 * @self: a scene
 *
 * Finds out what a phone cuts, as background and foreground always cover it.
 *
 * Returns: (transfer full) (element-type CuePhoneCut): of what is on show and not 9:16
 */
GArray *
cue_phone_scene_list_cuts (CuePhoneScene *self)
{
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (CuePhoneCut));

  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), cuts);

  for (guint i = 0; i < 2; i++) {
    CuePhoneCut cut = { .layer = i == 0 ? cue_phone_scene_get_background_layer (self)
                                        : CUE_ASSET_FG_IMAGE };
    double      ratio;

    if (cue_phone_scene_get_layer (self, cut.layer) == NULL)
      continue;

    cue_phone_scene_get_layer_size (self, cut.layer, &cut.width, &cut.height);

    if (cut.width <= 0 || cut.height <= 0)
      continue;

    ratio = cut.width * 16.0 / (cut.height * 9.0);
    cut.of_width = ratio > 1;
    cut.share = 1 - (cut.of_width ? 1 / ratio : ratio);

    if (cut.share >= LEAST_CUT)
      g_array_append_val (cuts, cut);
  }

  return cuts;
}

/**
 * cue_phone_scene_describe_cuts:
 * @self: a scene
 *
 * Returns: (transfer full) (nullable): what a phone cuts, one line each
 */
char *
cue_phone_scene_describe_cuts (CuePhoneScene *self)
{
  g_autoptr (GArray) cuts = cue_phone_scene_list_cuts (self);
  GString *words;

  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);

  words = g_string_new (NULL);

  for (guint i = 0; i < cuts->len; i++) {
    const CuePhoneCut *cut = &g_array_index (cuts, CuePhoneCut, i);

    if (words->len > 0)
      g_string_append_c (words, '\n');

    g_string_append_printf (words,
                            cut->of_width
                              /* Translators: “Background image: 1440 × 1920 is not 9:16, a phone…”
                               */
                              ? _ ("%s: %d × %d is not 9:16, a phone cuts %.0f %% of its width")
                              : _ ("%s: %d × %d is not 9:16, a phone cuts %.0f %% of its height"),
                            get_layer_words (cut->layer),
                            cut->width,
                            cut->height,
                            MAX (cut->share * 100, 1));
  }

  return g_string_free (words, words->len == 0);
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
  g_autofree char   *faults = NULL;
  const char *const *lines;

  g_return_val_if_fail (CUE_IS_PHONE_SCENE (self), NULL);

  if (!cue_phone_scene_has_state (self))
    return g_strdup (_ ("Waiting for the first answer"));

  if (cue_phone_scene_get_picture (self) != NULL && !cue_phone_scene_is_empty (self))
    g_ptr_array_add (parts, (gpointer) _ ("The picture of the stream"));

  for (CueAssetKind layer = 0; layer < CUE_N_PHONE_LAYERS; layer++) {
    if (layer == CUE_ASSET_BG_VIDEO &&
        cue_phone_scene_get_background_layer (self) != CUE_ASSET_BG_VIDEO)
      continue;

    if (cue_phone_scene_get_layer (self, layer) != NULL)
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

  if (cue_phone_scene_has_picture (self))
    return g_strdup (_ ("No picture"));

  faults = cue_phone_scene_describe_faults (self);

  /* It has some, which is another thing than to have none. */
  if (faults != NULL)
    return g_strdup (_ ("The images could not be loaded"));

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

  for (CueAssetKind layer = 0; layer < CUE_N_PHONE_LAYERS; layer++) {
    const char *fault = cue_phone_scene_get_layer_fault (self, layer);

    if (fault == NULL)
      continue;
    g_string_append (words, words->len > 0 ? "\n" : "");
    g_string_append_printf (words, _ ("%s: %s"), get_layer_words (layer), fault);
  }

  return g_string_free (words, words->len == 0);
}

/**
 * cue_phone_scene_describe_remarks:
 * @self: a scene
 *
 * Returns: (transfer full) (nullable): what a phone cuts and what could not be had, one line each
 */
char *
cue_phone_scene_describe_remarks (CuePhoneScene *self)
{
  g_autofree char *cuts = cue_phone_scene_describe_cuts (self);
  g_autofree char *faults = cue_phone_scene_describe_faults (self);

  if (cuts == NULL || faults == NULL)
    return g_strdup (cuts != NULL ? cuts : faults);

  return g_strconcat (cuts, "\n", faults, NULL);
}
