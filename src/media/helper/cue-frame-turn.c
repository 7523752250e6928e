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
 * cue_frame_turn_parse: (skip)
 * @text: the value of the tag image-orientation
 *
 * Returns: 1 to 8, as Exif counts
 */
guint
cue_frame_turn_parse (const char *text)
{
  static const char *const names[] = {
    "rotate-0",        "flip-rotate-0", "rotate-180",     "flip-rotate-180",
    "flip-rotate-270", "rotate-90",     "flip-rotate-90", "rotate-270",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (g_str_equal (text, names[i]))
      return i + 1;
  }
  return 1;
}

/* With @size known, copying a pixel is one instruction. */
static inline void
turn (const guint8 *from,
      gsize         from_stride,
      guint         width,
      guint         height,
      guint         orientation,
      guint8       *to,
      gsize         to_stride,
      gsize         size)
{
  gboolean swaps = cue_frame_turn_swaps (orientation);
  gboolean from_right = orientation == 2 || orientation == 3 || orientation == 7 ||
                        orientation == 8;
  gboolean from_bottom = orientation == 3 || orientation == 4 || orientation == 6 ||
                         orientation == 7;
  guint to_width = swaps ? height : width;
  guint to_height = swaps ? width : height;

  for (guint y = 0; y < to_height; y++) {
    guint8 *at = to + y * to_stride;

    for (guint x = 0; x < to_width; x++) {
      guint from_x = swaps ? y : x;
      guint from_y = swaps ? x : y;

      if (from_right)
        from_x = width - 1 - from_x;
      if (from_bottom)
        from_y = height - 1 - from_y;
      memcpy (at, from + from_y * from_stride + from_x * size, size);
      at += size;
    }
  }
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
  guint to_width = cue_frame_turn_swaps (orientation) ? height : width;

  turn (from, (gsize) width * 4, width, height, orientation, to, (gsize) to_width * 4, 4);
}

/**
 * cue_frame_turn_i420: (skip)
 * @from: a picture in I420
 * @orientation: 1 to 8, as Exif counts
 * @to: another, of the turned size
 *
 * The same for the planes of a video.
 */
void
cue_frame_turn_i420 (const GstVideoFrame *from, guint orientation, GstVideoFrame *to)
{
  for (guint i = 0; i < 3; i++)
    turn (GST_VIDEO_FRAME_PLANE_DATA (from, i),
          (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (from, i),
          (guint) GST_VIDEO_FRAME_COMP_WIDTH (from, i),
          (guint) GST_VIDEO_FRAME_COMP_HEIGHT (from, i),
          orientation,
          GST_VIDEO_FRAME_PLANE_DATA (to, i),
          (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (to, i),
          1);
}
