// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz.h"

#include "cue-image-data.h"
#include "cue-image-scan.h"

/* A file from outside: whatever it is, what is said of it is in its range, and what is made of an
 * animation is no animation. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) clear = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) same = NULL;
  CueImageScan scan;

  cue_image_scan (g_bytes_get_data (bytes, NULL), size, &scan);
  g_assert_cmpuint (scan.n_frames, >=, 1);
  g_assert_cmpuint (scan.orientation, >=, 1);
  g_assert_cmpuint (scan.orientation, <=, 8);
  g_assert_cmpint (scan.duration_us, >=, 0);
  if (!cue_image_scan_is_too_large (&scan))
    cue_image_data_is_short (g_bytes_get_data (bytes, NULL), size);

  clear = cue_image_data_keep_alpha (bytes);
  first = cue_image_extract_first (bytes);
  same = cue_image_extract_first (first);
  g_assert_true (same == first);
  if (first != bytes) {
    cue_image_scan (g_bytes_get_data (first, NULL), g_bytes_get_size (first), &scan);
    g_assert_cmpuint (scan.n_frames, ==, 1);
    g_assert_false (scan.cut_off);
  }
  return 0;
}
