// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the lines of `custom` stand on the screen of a phone, as parts of its width and height. The
 * lines are centred in an area, and their letters are as high as a part of the width. */
#define CUE_ASSET_TEXT_LEFT   0.08
#define CUE_ASSET_TEXT_TOP    0.22
#define CUE_ASSET_TEXT_WIDTH  0.84
#define CUE_ASSET_TEXT_HEIGHT 0.5
#define CUE_ASSET_TEXT_SIZE   0.095

/**
 * CueAssetTextBox:
 * @left: of the text: 0 is the left edge of the screen, 1 the right
 * @top: likewise, from the top
 * @right: likewise
 * @bottom: likewise
 *
 * What of the screen the text takes.
 */
typedef struct {
  double left;
  double top;
  double right;
  double bottom;
} CueAssetTextBox;

guint    cue_asset_text_count_lines (const char *const *lines);
guint    cue_asset_text_get_room (void);
gboolean cue_asset_text_get_box (const char *const *lines, CueAssetTextBox *box);

G_END_DECLS
