// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asset-cases.h"

#define SVG "image/svg+xml"

/* What is in the files. Each event is one step away from one that raises no finding. */

static void
make_content_type (AssetEvent *event, gboolean bad)
{
  event->fields[PRELIVE_IMAGE].declared_type = bad ? "image/png" : "image/jpg";
}

static void
make_no_content_type (AssetEvent *event, gboolean bad)
{
  event->fields[PRELIVE_IMAGE].declared_type = bad ? NULL : "IMAGE/JPEG";
}

static void
make_html (AssetEvent *event, gboolean bad)
{
  if (!bad)
    return;
  event->fields[PRELIVE_IMAGE].found_type = "text/html";
  event->fields[PRELIVE_IMAGE].found = CUE_ASSET_TYPE_TEXT;
  g_clear_pointer (&event->pictures[PRELIVE_IMAGE], cue_picture_facts_unref);
  g_set_error_literal (&event->faults[PRELIVE_IMAGE], CUE_ERROR, CUE_ERROR_PROTOCOL, "No image.");
}

static void
make_image_for_video (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "preliveUseVideo", TRUE);
  asset_event_set_video (event, PRELIVE_VIDEO);
  if (bad) {
    event->fields[PRELIVE_VIDEO].found_type = "image/jpeg";
    event->fields[PRELIVE_VIDEO].found = CUE_ASSET_TYPE_IMAGE;
  }
}

static void
set_type (AssetEvent *event, guint slot, const char *type)
{
  event->fields[slot].declared_type = type;
  event->fields[slot].found_type = type;
  event->fields[slot].found = CUE_ASSET_TYPE_IMAGE;
}

static void
spoil (AssetEvent *event, guint slot, CueError code)
{
  g_clear_pointer (&event->pictures[slot], cue_picture_facts_unref);
  g_set_error_literal (&event->faults[slot], CUE_ERROR, (int) code, "No picture.");
}

static void
make_unchecked (AssetEvent *event, gboolean bad)
{
  set_type (event, LOGO, "image/avif");
  if (bad)
    spoil (event, LOGO, CUE_ERROR_UNSUPPORTED);
}

/* Some phones show it, most do not. */
static void
make_rare (AssetEvent *event, gboolean bad)
{
  set_type (event, PRELIVE_IMAGE, bad ? "image/heic" : "image/webp");
  if (bad)
    spoil (event, PRELIVE_IMAGE, CUE_ERROR_UNSUPPORTED);
}

/* A drawing is judged by what came of drawing it. */
static void
make_broken_drawing (AssetEvent *event, gboolean bad)
{
  set_type (event, PRELIVE_IMAGE, SVG);
  if (bad)
    spoil (event, PRELIVE_IMAGE, CUE_ERROR_PROTOCOL);
}

static void
make_wide_drawing (AssetEvent *event, gboolean bad)
{
  set_type (event, PRELIVE_IMAGE, SVG);
  asset_event_set_picture (event, PRELIVE_IMAGE, bad ? 100 : 90, 160);
}

/* Phones draw it as large as their screen. */
static void
make_huge_drawing (AssetEvent *event, gboolean bad)
{
  set_type (event, PRELIVE_IMAGE, SVG);
  if (bad)
    spoil (event, PRELIVE_IMAGE, CUE_ERROR_TOO_LARGE);
}

static void
make_drawing_for_video (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "preliveUseVideo", TRUE);
  asset_event_set_video (event, PRELIVE_VIDEO);
  if (bad)
    set_type (event, PRELIVE_VIDEO, SVG);
}

static void
make_broken (AssetEvent *event, gboolean bad)
{
  if (!bad)
    return;
  g_clear_pointer (&event->pictures[PRELIVE_IMAGE], cue_picture_facts_unref);
  g_set_error_literal (&event->faults[PRELIVE_IMAGE], CUE_ERROR, CUE_ERROR_PROTOCOL, "Cut off.");
}

static void
make_cut_off (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_PROTOCOL, 0);
}

static void
make_bomb (AssetEvent *event, gboolean bad)
{
  if (!bad)
    return;
  g_clear_pointer (&event->pictures[PRELIVE_IMAGE], cue_picture_facts_unref);
  g_set_error_literal (&event->faults[PRELIVE_IMAGE], CUE_ERROR, CUE_ERROR_TOO_LARGE, "A bomb.");
}

static void
make_broken_video (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "preliveUseVideo", TRUE);
  asset_event_set_video (event, PRELIVE_VIDEO);
  if (bad)
    event->pictures[PRELIVE_VIDEO]->n_decoded = 0;
}

static void
make_black (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "preliveUseVideo", TRUE);
  asset_event_set_video (event, PRELIVE_VIDEO);
  event->pictures[PRELIVE_VIDEO]->black = bad ? 0.95 : 0.5;
}

static void
make_wide (AssetEvent *event, gboolean bad)
{
  asset_event_set_picture (event, PRELIVE_IMAGE, bad ? 1440 : 1090, 1920);
}

static void
make_narrow (AssetEvent *event, gboolean bad)
{
  asset_event_set_picture (event, PRELIVE_IMAGE, 1080, bad ? 2340 : 1920);
}

/* A logo has any shape and size. */
static void
make_shape_of_logo (AssetEvent *event, gboolean bad)
{
  asset_event_set_picture (event, bad ? CUSTOM_IMAGE : LOGO, 400, 200);
}

static void
make_small (AssetEvent *event, gboolean bad)
{
  asset_event_set_picture (event, PRELIVE_IMAGE, bad ? 720 : 1080, bad ? 1280 : 1920);
}

/* A video may be smaller than an image. */
static void
make_small_video (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "preliveUseVideo", TRUE);
  asset_event_set_video (event, PRELIVE_VIDEO);
  asset_event_set_picture (event, PRELIVE_VIDEO, bad ? 540 : 720, bad ? 960 : 1280);
}

static void
make_heavy (AssetEvent *event, gboolean bad)
{
  event->fields[PRELIVE_IMAGE].bytes = 2 * 1000 * 1000 + (bad ? 1 : 0);
}

static void
make_heavy_video (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "preliveUseVideo", TRUE);
  asset_event_set_video (event, PRELIVE_VIDEO);
  event->fields[PRELIVE_VIDEO].bytes = 8 * 1000 * 1000 + (bad ? 1 : 0);
}

/* Eight seconds at 9 Mbit/s are 9,000,000 bytes, for the two layers together. */
static void
make_slow (AssetEvent *event, gboolean bad)
{
  event->limits.image_bytes = G_MAXINT64;
  asset_event_set_url (event, PRELIVE_IMAGE + 1, "https://cdn.example.org/b.png");
  event->fields[PRELIVE_IMAGE].bytes = 8000000;
  event->fields[PRELIVE_IMAGE + 1].bytes = bad ? 1000001 : 1000000;
}

/* Four seconds for the bytes, and the longer one of the two redirects. */
static void
make_slow_redirect (AssetEvent *event, gboolean bad)
{
  event->limits.image_bytes = G_MAXINT64;
  asset_event_set_url (event, PRELIVE_IMAGE + 1, "https://cdn.example.org/b.png");
  event->fields[PRELIVE_IMAGE].bytes = 4000000;
  event->fields[PRELIVE_IMAGE + 1].bytes = 500000;
  event->fields[PRELIVE_IMAGE].redirect_us = 3 * G_USEC_PER_SEC;
  event->fields[PRELIVE_IMAGE + 1].redirect_us = (bad ? 4100 : 3900) * G_TIME_SPAN_MILLISECOND;
}

static void
fill (AssetEvent *event, guint slot, guint8 luminance, guint8 alpha)
{
  cue_picture_facts_fill_grid (event->pictures[slot], asset_event_make_cell (luminance, alpha));
}

/* White on a luminance of 47: 1.05 by 0.234 is 4.48; on 46 it is 4.56. */
static void
make_contrast_light (AssetEvent *event, gboolean bad)
{
  fill (event, CUSTOM_IMAGE, bad ? 47 : 46, 255);
}

/* Black on 45: 0.226 by 0.05 is 4.53; on 44 it is 4.45. */
static void
make_contrast_dark (AssetEvent *event, gboolean bad)
{
  asset_event_set_text (event, "The keynote starts soon", TRUE);
  fill (event, CUSTOM_IMAGE, bad ? 44 : 45, 255);
}

/* One bright cell in the middle, or far away from the text. */
static void
make_contrast_spot (AssetEvent *event, gboolean bad)
{
  event->pictures[CUSTOM_IMAGE]->grid[bad ? 7 : 1][4] = asset_event_make_cell (200, 255);
}

/* A bright background, and a dark foreground that covers it or does not. */
static void
make_contrast_front (AssetEvent *event, gboolean bad)
{
  fill (event, CUSTOM_IMAGE, 255, 255);
  fill (event, CUSTOM_FRONT, 0, bad ? 128 : 255);
}

/* A dark background, and a foreground that is bright where the text is, or free there. */
static void
make_contrast_over (AssetEvent *event, gboolean bad)
{
  fill (event, CUSTOM_IMAGE, 0, 255);
  fill (event, CUSTOM_FRONT, 255, bad ? 255 : 0);
}

/* What is behind the text of a state that shows a video is the video. */
static void
make_contrast_video (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "customUseVideo", TRUE);
  asset_event_set_video (event, CUSTOM_VIDEO);
  fill (event, CUSTOM_VIDEO, bad ? 255 : 0, 255);
  fill (event, CUSTOM_IMAGE, 0, 255);
}

/* Until a video runs, and where it never does, the text lies on the still image. */
static void
make_contrast_still (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "customUseVideo", TRUE);
  asset_event_set_video (event, CUSTOM_VIDEO);
  fill (event, CUSTOM_VIDEO, 0, 255);
  fill (event, CUSTOM_IMAGE, bad ? 255 : 0, 255);
}

/* The state shows its image, so its video is never behind the text. */
static void
make_contrast_spare (AssetEvent *event, gboolean bad)
{
  asset_event_set_video (event, CUSTOM_VIDEO);
  fill (event, CUSTOM_VIDEO, 255, 255);
  fill (event, CUSTOM_IMAGE, bad ? 255 : 0, 255);
}

/* Seven short lines have room, eight do not; seven longer ones are broken. */
static void
make_text_cut (AssetEvent *event, gboolean bad)
{
  asset_event_set_text (event,
                        bad ? "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight"
                            : "one\ntwo\nthree\nfour\nfive\nsix\nseven",
                        FALSE);
}

static void
make_text_broken (AssetEvent *event, gboolean bad)
{
  asset_event_set_text (event,
                        bad ? "The keynote starts soon, and everybody who is here may take a seat "
                              "in the large hall on the first floor"
                            : "The keynote starts soon, and everybody may take a seat",
                        FALSE);
}

static void
make_moving_front (AssetEvent *event, gboolean bad)
{
  event->pictures[CUSTOM_FRONT]->animated = bad;
}

static void
make_moving_logo (AssetEvent *event, gboolean bad)
{
  event->pictures[LOGO]->animated = bad;
}

/* Nothing is drawn in it. */
static void
make_transparent (AssetEvent *event, gboolean bad)
{
  event->pictures[PRELIVE_IMAGE]->has_alpha = TRUE;
  fill (event, PRELIVE_IMAGE, 0, bad ? 0 : 128);
  fill (event, PRELIVE_IMAGE + 1, 0, 0);
}

/* What is drawn is the foreground. */
static void
make_transparent_covered (AssetEvent *event, gboolean bad)
{
  event->pictures[PRELIVE_IMAGE]->has_alpha = TRUE;
  fill (event, PRELIVE_IMAGE, 0, 0);
  fill (event, PRELIVE_IMAGE + 1, 0, bad ? 127 : 255);
}

static void
make_codec (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "preliveUseVideo", TRUE);
  asset_event_set_video (event, PRELIVE_VIDEO);
  event->pictures[PRELIVE_VIDEO]->codec = g_strdup (bad ? "H.265" : "H.264");
}

/* 1920 × 1080 is cut at the sides, so what is bright there is not behind the text. */
static void
make_contrast_cut (AssetEvent *event, gboolean bad)
{
  event->limits.ratio_error = 1000;
  event->limits.image_height = 1080;
  asset_event_set_picture (event, CUSTOM_IMAGE, 1920, 1080);
  for (guint row = 0; row < CUE_PICTURE_GRID_ROWS; row++)
    event->pictures[CUSTOM_IMAGE]->grid[row][bad ? 4 : 1] = asset_event_make_cell (255, 255);
}

static void
make_content_changed (AssetEvent *event, gboolean bad)
{
  event->fields[PRELIVE_IMAGE].changed_us = NOW - (bad ? 23 : 25) * HOUR;
}

static void
make_same_content (AssetEvent *event, gboolean bad)
{
  event->before = event->fields[PRELIVE_IMAGE];
  event->before.url = "https://cdn.example.org/old.jpg";
  event->before.sha256 = bad ? HASH_A : HASH_B;
  event->has_before = TRUE;
  event->fields[PRELIVE_IMAGE].first_seen_us = NOW - HOUR;
}

const AssetCase asset_content_cases[] = {
  ASSET_CASE (content_type, CONTENT_TYPE, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (no_content_type, CONTENT_TYPE, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (html, WRONG_KIND, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (image_for_video, WRONG_KIND, ERROR, PRELIVE_VIDEO),
  ASSET_CASE (unchecked, UNCHECKED, WARNING, LOGO),
  ASSET_CASE (rare, BROKEN, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (broken_drawing, BROKEN, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (wide_drawing, NOT_916, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (huge_drawing, UNCHECKED, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (drawing_for_video, WRONG_KIND, ERROR, PRELIVE_VIDEO),
  ASSET_CASE (broken, BROKEN, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (cut_off, BROKEN, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (bomb, TOO_LARGE, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (broken_video, BROKEN, ERROR, PRELIVE_VIDEO),
  ASSET_CASE (black, BLACK, WARNING, PRELIVE_VIDEO),
  ASSET_CASE (wide, NOT_916, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (narrow, NOT_916, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (shape_of_logo, NOT_916, WARNING, CUSTOM_IMAGE),
  ASSET_CASE (small, SMALL, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (small_video, SMALL, WARNING, PRELIVE_VIDEO),
  ASSET_CASE (heavy, HEAVY, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (heavy_video, HEAVY, WARNING, PRELIVE_VIDEO),
  ASSET_CASE (slow, SLOW, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (slow_redirect, SLOW, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (contrast_light, CONTRAST, WARNING, CUSTOM_IMAGE),
  ASSET_CASE (contrast_dark, CONTRAST, WARNING, CUSTOM_IMAGE),
  ASSET_CASE (contrast_spot, CONTRAST, WARNING, CUSTOM_IMAGE),
  ASSET_CASE (contrast_front, CONTRAST, WARNING, CUSTOM_IMAGE),
  ASSET_CASE (contrast_over, CONTRAST, WARNING, CUSTOM_FRONT),
  ASSET_CASE (contrast_video, CONTRAST, WARNING, CUSTOM_VIDEO),
  ASSET_CASE (contrast_still, CONTRAST, WARNING, CUSTOM_IMAGE),
  ASSET_CASE (contrast_spare, CONTRAST, WARNING, CUSTOM_IMAGE),
  ASSET_CASE (text_cut, TEXT_CUT, WARNING, CUSTOM_IMAGE),
  ASSET_CASE (text_broken, TEXT_CUT, WARNING, CUSTOM_IMAGE),
  ASSET_CASE (moving_front, MOVING, INFO, CUSTOM_FRONT),
  ASSET_CASE (moving_logo, MOVING, INFO, LOGO),
  ASSET_CASE (transparent, TRANSPARENT, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (transparent_covered, TRANSPARENT, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (codec, CODEC, INFO, PRELIVE_VIDEO),
  ASSET_CASE (contrast_cut, CONTRAST, WARNING, CUSTOM_IMAGE),
  ASSET_CASE (content_changed, CONTENT_CHANGED, INFO, PRELIVE_IMAGE),
  ASSET_CASE (same_content, SAME_CONTENT, INFO, PRELIVE_IMAGE),
  { 0 },
};
