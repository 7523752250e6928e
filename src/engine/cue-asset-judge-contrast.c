// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cue-asset-judge-private.h"
#include "cue-asset-text.h"

/*
 * Whether the text of `custom` can be read on what is behind it: WCAG 2.2, 1.4.3. The picture under
 * the text is cut into cells; in each the background is covered by the foreground as far as that is
 * opaque, and the cell with the lowest contrast is the verdict. In a cell its mean counts: a single
 * bright point makes no text unreadable.
 */

/* Columns and rows that the screen of a phone is looked at in. */
#define COLUMNS 9
#define ROWS    16

/* Relative luminance of the text, as far as the API says: light or dark. */
#define LIGHT 1.0
#define DARK  0.0

static const double phone_ratio = 9.0 / 16.0;

/* What of a picture lies under a cell of the screen, which it covers as `object-fit: cover` does.
 */
static void
measure (const CuePictureFacts *picture, guint column, guint row, CuePictureCell *cell)
{
  double ratio = (double) picture->width / picture->height;
  double width = ratio > phone_ratio ? phone_ratio / ratio : 1;
  double height = ratio < phone_ratio ? ratio / phone_ratio : 1;
  /* Not its neighbours, which it only touches. */
  double inset = 0.01;

  cue_picture_facts_measure (picture,
                             0.5 + ((column + inset) / COLUMNS - 0.5) * width,
                             0.5 + ((row + inset) / ROWS - 0.5) * height,
                             0.5 + ((column + 1 - inset) / COLUMNS - 0.5) * width,
                             0.5 + ((row + 1 - inset) / ROWS - 0.5) * height,
                             cell);
}

static double
cover (double below, const CuePictureFacts *picture, guint column, guint row)
{
  CuePictureCell cell;
  double         opacity;

  if (picture == NULL || picture->width == 0 || picture->height == 0)
    return below;
  measure (picture, column, row, &cell);
  opacity = cell.alpha / 255.0;
  return below * (1 - opacity) + cell.mean / 255.0 * opacity;
}

static double
get_contrast (double a, double b)
{
  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

static const CuePictureFacts *
get_picture (CueAssetJudging *self, CueAssetKind kind)
{
  CueAssetFacts *facts = cue_asset_judging_get_shown (self, CUE_PLAYER_STATE_CUSTOM, kind);

  return facts != NULL ? cue_asset_facts_get_picture (facts) : NULL;
}

/* Whether everything that lies behind the text is known. */
static gboolean
is_known (CueAssetJudging *self, CueAssetKind kind)
{
  CueAssetSlot *slot = cue_asset_judging_get_slot (self, CUE_PLAYER_STATE_CUSTOM, kind);

  return !cue_asset_slot_get_shown (slot) || get_picture (self, kind) != NULL;
}

/* The layer that is at the bottom: the background, or the foreground where there is nothing else.
 */
static CueAssetSlot *
find_lowest (CueAssetJudging *self)
{
  static const CueAssetKind kinds[] = {
    CUE_ASSET_BG_VIDEO,
    CUE_ASSET_BG_IMAGE,
    CUE_ASSET_FG_IMAGE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    CueAssetSlot *slot = cue_asset_judging_get_slot (self, CUE_PLAYER_STATE_CUSTOM, kinds[i]);

    if (cue_asset_slot_get_shown (slot))
      return slot;
  }
  return NULL;
}

/* The lowest contrast of the text with what is behind it; behind everything the page is black. */
static double
find_worst (const CueAssetTextBox *box,
            const CuePictureFacts *background,
            const CuePictureFacts *foreground,
            double                 text)
{
  double worst = INFINITY;

  for (guint row = (guint) (box->top * ROWS); row < ROWS && row < box->bottom * ROWS; row++) {
    for (guint column = (guint) (box->left * COLUMNS);
         column < COLUMNS && column < box->right * COLUMNS;
         column++) {
      double behind = cover (cover (0, background, column, row), foreground, column, row);

      worst = MIN (worst, get_contrast (text, behind));
    }
  }
  return worst;
}

void
cue_asset_judging_contrast (CueAssetJudging *self)
{
  CueAssetSlot *front =
    cue_asset_judging_get_slot (self, CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_FG_IMAGE);
  const CuePictureFacts *foreground;
  const CuePictureFacts *background;
  gboolean               dark = cue_engine_state_get_custom_text_is_dark (self->state);
  double                 text = dark ? DARK : LIGHT;
  gboolean               in_front;
  CueAssetTextBox        box;
  double                 worst;

  if (cue_asset_slot_get_state (self->slot) != CUE_PLAYER_STATE_CUSTOM ||
      !is_known (self, CUE_ASSET_BG_VIDEO) || !is_known (self, CUE_ASSET_BG_IMAGE) ||
      !is_known (self, CUE_ASSET_FG_IMAGE) ||
      !cue_asset_text_get_box (cue_engine_state_get_custom_text (self->state), &box))
    return;
  background = get_picture (self, CUE_ASSET_BG_VIDEO);
  if (background == NULL)
    background = get_picture (self, CUE_ASSET_BG_IMAGE);
  foreground = get_picture (self, CUE_ASSET_FG_IMAGE);

  worst = find_worst (&box, background, foreground, text);
  if (worst >= self->limits->contrast)
    return;
  /* It is told once, at the layer that has to be another one. */
  in_front = background != NULL && foreground != NULL &&
             find_worst (&box, background, NULL, text) >= self->limits->contrast;
  if (self->slot != (in_front ? front : find_lowest (self)))
    return;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_CONTRAST,
                         CUE_SEVERITY_WARNING,
                         in_front ? _ ("The text is hard to read on this foreground.")
                         : dark   ? _ ("The dark text is hard to read on this background.")
                                  : _ ("The light text is hard to read on this background."),
                         _ ("Where the text lies, the contrast is lower than WCAG asks for at its "
                            "level AA."),
                         in_front ? _ ("Leave the middle of the foreground image free, where the "
                                       "text is.")
                         : dark   ? _ ("Use light text, or make the middle of the picture lighter.")
                                  : _ ("Use dark text, or make the middle of the picture darker."),
                         g_strdup_printf ("%.1f:1", worst),
                         g_strdup_printf ("%.1f:1", self->limits->contrast));
}
