// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueImageScan:
 * @format: (nullable): in a word; %NULL when it is none of those known here. Static
 * @width: pixels that it says it has; 0 when it was not found
 * @height: likewise
 * @in_inks: whether it is a JPEG of four channels, for print: many decoders take none
 * @cut_off: whether the file ends before it says that it ends
 * @n_frames: pictures in it, at least 1
 * @duration_us: of one round of an animation
 * @orientation: 1 to 8 as Exif counts: how the picture has to be turned before it is shown; 1 = not
 *
 * What the structure of a file says without decoding a picture.
 */
typedef struct {
  const char *format;
  guint       width;
  guint       height;
  gboolean    in_inks;
  gboolean    cut_off;
  guint64     n_frames;
  gint64      duration_us;
  guint       orientation;
} CueImageScan;

void     cue_image_scan (const guint8 *data, gsize size, CueImageScan *scan);
gboolean cue_image_scan_is_too_large (const CueImageScan *scan);
GBytes  *cue_image_extract_first (GBytes *bytes);

G_END_DECLS
