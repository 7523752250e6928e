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
  guint          index = cue_asset_slot_find (CUE_PLAYER_STATE_CUSTOM, kind);
  CueAssetFacts *facts = self->evidence->facts[index];

  return facts != NULL ? cue_asset_facts_get_picture (facts) : NULL;
}

static gboolean
is_shown (CueAssetJudging *self, CueAssetKind kind)
{
  return cue_asset_slot_get_shown (
    cue_asset_judging_get_slot (self, CUE_PLAYER_STATE_CUSTOM, kind));
}

/* Whether a background lies behind the text, if only until a video runs. */
static gboolean
is_behind (CueAssetJudging *self, CueAssetKind kind)
{
  CueAssetSlot *slot = cue_asset_judging_get_slot (self, CUE_PLAYER_STATE_CUSTOM, kind);

  return cue_asset_slot_get_shown (slot) ||
         (kind == CUE_ASSET_BG_IMAGE && is_shown (self, CUE_ASSET_BG_VIDEO) &&
          cue_asset_slot_get_url (slot) != NULL);
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

/* Returns: whether the text cannot be read on @background, and which layer has to be another one.
 * Of what is not known nothing is said. */
static gboolean
is_unreadable (CueAssetJudging       *self,
               CueAssetKind           background,
               const CueAssetTextBox *box,
               CueAssetKind          *culprit,
               double                *worst)
{
  double text = cue_engine_state_get_custom_text_is_dark (self->state) ? DARK : LIGHT;
  const CuePictureFacts *front = NULL;
  const CuePictureFacts *back = NULL;

  if (is_shown (self, CUE_ASSET_FG_IMAGE)) {
    front = get_picture (self, CUE_ASSET_FG_IMAGE);
    if (front == NULL)
      return FALSE;
  }
  if (background != CUE_ASSET_FG_IMAGE) {
    back = get_picture (self, background);
    if (back == NULL)
      return FALSE;
  }
  *worst = find_worst (box, back, front, text);
  *culprit = background;
  if (back != NULL && front != NULL && find_worst (box, back, NULL, text) >= self->limits->contrast)
    *culprit = CUE_ASSET_FG_IMAGE;
  return *worst < self->limits->contrast;
}

static const char *
get_words (CueAssetJudging *self, CueAssetKind background, CueAssetKind culprit)
{
  gboolean dark = cue_engine_state_get_custom_text_is_dark (self->state);

  if (culprit != background)
    return _ ("The text is hard to read on this foreground.");
  if (!cue_asset_slot_get_shown (self->slot))
    return dark ? _ ("The dark text is hard to read on this still image, until the video runs.")
                : _ ("The light text is hard to read on this still image, until the video runs.");
  return dark ? _ ("The dark text is hard to read on this background.")
              : _ ("The light text is hard to read on this background.");
}

static void
add (CueAssetJudging *self, CueAssetKind background, CueAssetKind culprit, double worst)
{
  const char *next_step;

  if (culprit != background)
    next_step = _ ("Leave the middle of the foreground image free, where the text is.");
  else if (cue_engine_state_get_custom_text_is_dark (self->state))
    next_step = _ ("Use light text, or make the middle of the picture lighter.");
  else
    next_step = _ ("Use dark text, or make the middle of the picture darker.");
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_CONTRAST,
                         CUE_SEVERITY_WARNING,
                         get_words (self, background, culprit),
                         _ ("Where the text lies, the contrast is lower than WCAG asks for at its "
                            "level AA."),
                         next_step,
                         g_strdup_printf ("%.1f:1", worst),
                         g_strdup_printf ("%.1f:1", self->limits->contrast));
}

void
cue_asset_judging_contrast (CueAssetJudging *self)
{
  static const CueAssetKind backgrounds[] = {
    CUE_ASSET_BG_VIDEO,
    CUE_ASSET_BG_IMAGE,
    CUE_ASSET_FG_IMAGE,
  };
  gboolean        has_background = FALSE;
  CueAssetTextBox box;

  if (cue_asset_slot_get_state (self->slot) != CUE_PLAYER_STATE_CUSTOM ||
      !cue_asset_text_get_box (cue_engine_state_get_custom_text (self->state), &box))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (backgrounds); i++) {
    CueAssetKind culprit;
    double       worst;

    /* The foreground where there is nothing else. */
    if (!is_behind (self, backgrounds[i]) ||
        (backgrounds[i] == CUE_ASSET_FG_IMAGE && has_background))
      continue;
    has_background = TRUE;
    /* It is told once, at the layer that has to be another one. */
    if (is_unreadable (self, backgrounds[i], &box, &culprit, &worst) &&
        cue_asset_slot_find (CUE_PLAYER_STATE_CUSTOM, culprit) == self->index) {
      add (self, backgrounds[i], culprit, worst);
      return;
    }
  }
}
