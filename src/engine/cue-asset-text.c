// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-text.h"

#include <math.h>

#include "cue-text.h"

/* A bold letter is about so wide, and a line so high, by the size of the letters. */
#define LETTER_WIDTH 0.6
#define LINE_HEIGHT  1.3

#define RATIO (9.0 / 16.0)

/**
 * cue_asset_text_get_box:
 * @lines: (nullable) (array zero-terminated=1): the text of `custom`
 * @box: (out caller-allocates): where it stands
 *
 * Estimates what the text covers, without any font: a line that is too long is broken, and all is
 * centred.
 *
 * Returns: whether there is any text
 */
gboolean
cue_asset_text_get_box (const char *const *lines, CueAssetTextBox *box)
{
  double per_line = floor (CUE_ASSET_TEXT_WIDTH / (CUE_ASSET_TEXT_SIZE * LETTER_WIDTH));
  double longest = 0;
  double n_lines = 0;
  double width;
  double height;

  for (; lines != NULL && *lines != NULL; lines++) {
    double letters = (double) g_utf8_strlen (*lines, -1);

    n_lines += MAX (ceil (letters / per_line), 1);
    if (!cue_text_is_blank (*lines))
      longest = MAX (longest, MIN (letters, per_line));
  }
  if (longest == 0)
    return FALSE;
  width = MIN (longest * CUE_ASSET_TEXT_SIZE * LETTER_WIDTH, CUE_ASSET_TEXT_WIDTH);
  height = MIN (n_lines * CUE_ASSET_TEXT_SIZE * LINE_HEIGHT * RATIO, CUE_ASSET_TEXT_HEIGHT);
  box->left = CUE_ASSET_TEXT_LEFT + (CUE_ASSET_TEXT_WIDTH - width) / 2;
  box->right = box->left + width;
  box->top = CUE_ASSET_TEXT_TOP + (CUE_ASSET_TEXT_HEIGHT - height) / 2;
  box->bottom = box->top + height;
  return TRUE;
}
