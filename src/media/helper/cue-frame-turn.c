// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-frame-turn.h"

#include <string.h>

/**
 * cue_frame_turn_swaps: (skip)
 * @orientation: 1 to 8, as Exif counts
 *
 * Returns: whether width and height change places
 */
gboolean
cue_frame_turn_swaps (guint orientation)
{
  return orientation >= 5 && orientation <= 8;
}

/**
 * cue_frame_turn: (skip)
 * @from: pixels of four bytes, row by row without anything between
 * @width: of @from
 * @height: of @from
 * @orientation: 1 to 8, as Exif counts
 * @to: room for as many pixels
 *
 * Turns and mirrors a picture as its file asks for.
 */
void
cue_frame_turn (const guint8 *from, guint width, guint height, guint orientation, guint8 *to)
{
  gboolean swaps = cue_frame_turn_swaps (orientation);
  gboolean from_right = orientation == 2 || orientation == 3 || orientation == 7 ||
                        orientation == 8;
  gboolean from_bottom = orientation == 3 || orientation == 4 || orientation == 6 ||
                         orientation == 7;
  guint to_width = swaps ? height : width;
  guint to_height = swaps ? width : height;

  for (guint y = 0; y < to_height; y++) {
    for (guint x = 0; x < to_width; x++) {
      guint from_x = swaps ? y : x;
      guint from_y = swaps ? x : y;

      if (from_right)
        from_x = width - 1 - from_x;
      if (from_bottom)
        from_y = height - 1 - from_y;
      memcpy (to, from + ((gsize) from_y * width + from_x) * 4, 4);
      to += 4;
    }
  }
}
