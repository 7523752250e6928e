// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-text.h"

#include "cue-text.h"

/* A bold letter is about so wide, and a line so high, by the size of the letters. */
#define LETTER_WIDTH 0.6
#define LINE_HEIGHT  1.3

#define RATIO (9.0 / 16.0)

/* Letters that go on one line. */
static guint
get_letters (void)
{
  return (guint) (CUE_ASSET_TEXT_WIDTH / (CUE_ASSET_TEXT_SIZE * LETTER_WIDTH));
}

/* A line is broken between words, and a word that is longer than a line anywhere. */
static guint
count_broken (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  guint per_line = get_letters ();
  guint n = 1;
  glong used = 0;

  for (guint i = 0; words[i] != NULL; i++) {
    glong length = g_utf8_strlen (words[i], -1);

    if (used > 0 && used + 1 + length > per_line) {
      n++;
      used = 0;
    }
    used += length + (used > 0 ? 1 : 0);
    if (used > per_line) {
      n += (guint) ((used - 1) / per_line);
      used = (used - 1) % per_line + 1;
    }
  }
  return n;
}

/**
 * cue_asset_text_count_lines:
 * @lines: (nullable) (array zero-terminated=1): the text of `custom`
 *
 * Estimates how many lines the text takes on a phone, without any font. Blank lines after the last
 * words are not counted.
 *
 * Returns: how many
 */
guint
cue_asset_text_count_lines (const char *const *lines)
{
  guint n = 0;
  guint last = 0;

  for (; lines != NULL && *lines != NULL; lines++) {
    g_auto (GStrv) parts = g_strsplit (*lines, "\n", -1);

    for (guint i = 0; parts[i] != NULL; i++) {
      n += count_broken (parts[i]);
      if (!cue_text_is_blank (parts[i]))
        last = n;
    }
  }
  return last;
}

/**
 * cue_asset_text_get_room:
 *
 * Returns: how many lines the area of the text has room for; what is more is cut
 */
guint
cue_asset_text_get_room (void)
{
  return (guint) (CUE_ASSET_TEXT_HEIGHT / (CUE_ASSET_TEXT_SIZE * LINE_HEIGHT * RATIO));
}

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
  guint  n_lines = cue_asset_text_count_lines (lines);
  double longest = 0;
  double width;
  double height;

  for (; lines != NULL && *lines != NULL; lines++) {
    double letters = (double) g_utf8_strlen (*lines, -1);

    if (!cue_text_is_blank (*lines))
      longest = MAX (longest, MIN (letters, get_letters ()));
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
