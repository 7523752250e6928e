// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asset-cases.h"

#define SVG "image/svg+xml"

/* The events, each of which is one step away from one that raises no finding. */

static void
make_missing_on_air (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_set_url (event, PRELIVE_IMAGE, NULL);
  else /* a foreground alone is not needed */
    asset_event_set_url (event, PRELIVE_IMAGE + 1, NULL);
}

static void
make_missing_later (AssetEvent *event, gboolean bad)
{
  json_object_set_string_member (event->json, "playerState", "live");
  if (bad)
    asset_event_set_url (event, PRELIVE_IMAGE, NULL);
}

/* Nothing at all, as the shortest answer of the documentation has it. */
static void
make_missing_everything (AssetEvent *event, gboolean bad)
{
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++)
    asset_event_set_url (event, i, NULL);
  json_object_set_string_member (event->json, "playerState", bad ? "prelive" : "live");
}

static void
make_video_missing (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "preliveUseVideo", TRUE);
  if (!bad)
    asset_event_set_video (event, PRELIVE_VIDEO);
}

static void
make_no_still (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "preliveUseVideo", TRUE);
  asset_event_set_video (event, PRELIVE_VIDEO);
  if (bad)
    asset_event_set_url (event, PRELIVE_IMAGE, NULL);
}

static void
make_moving (AssetEvent *event, gboolean bad)
{
  event->pictures[PRELIVE_IMAGE]->animated = bad;
}

static void
make_refused_scheme (AssetEvent *event, gboolean bad)
{
  if (bad)
    json_object_set_string_member (event->json, "preliveBgImg916", "data:image/png;base64,AAAA");
}

static void
make_sloppy (AssetEvent *event, gboolean bad)
{
  asset_event_set_url (event,
                       PRELIVE_IMAGE,
                       bad ? " https://cdn.example.org/Key visual.png"
                           : "https://cdn.example.org/Key%20visual.png");
}

/* The state shows its image. */
static void
make_refused_spare (AssetEvent *event, gboolean bad)
{
  if (bad)
    json_object_set_string_member (event->json, "preliveBgVideo916", "file:///spare.mp4");
}

static void
make_refused_password (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_INVALID_INPUT, 0);
}

static void
make_unreachable (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_NETWORK, 0);
}

static void
make_client_error (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_CLIENT, 404);
}

static void
make_server_error (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_SERVER, 503);
}

static void
make_too_large (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_TOO_LARGE, 0);
}

static void
make_redirect (AssetEvent *event, gboolean bad)
{
  static const char *const chain[] = { "https://cdn.example.org/b.jpg", NULL };

  if (bad)
    event->fields[PRELIVE_IMAGE].redirects = chain;
}

static void
make_redirect_elsewhere (AssetEvent *event, gboolean bad)
{
  static const char *const chain[] = { "https://other.example.org/b.jpg", NULL };

  if (bad) {
    event->fields[PRELIVE_IMAGE].redirects = chain;
    event->fields[PRELIVE_IMAGE].final_url = chain[0];
  }
}

static void
refuse_redirect (AssetEvent *event, CueHttpRedirectFault fault)
{
  asset_event_fail (event,
                    PRELIVE_IMAGE,
                    fault == CUE_HTTP_REDIRECT_NOWHERE ? CUE_ERROR_PROTOCOL : CUE_ERROR_CLIENT,
                    0);
  event->fields[PRELIVE_IMAGE].redirect_fault = fault;
}

static void
make_redirect_to_http (AssetEvent *event, gboolean bad)
{
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_TO_HTTP);
}

static void
make_redirect_nowhere (AssetEvent *event, gboolean bad)
{
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_NOWHERE);
}

static void
make_redirect_file (AssetEvent *event, gboolean bad)
{
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_NO_ADDRESS);
}

static void
make_redirect_password (AssetEvent *event, gboolean bad)
{
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_PASSWORD);
}

static void
make_redirect_private (AssetEvent *event, gboolean bad)
{
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_TO_PRIVATE);
}

static void
make_redirect_long (AssetEvent *event, gboolean bad)
{
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_TOO_MANY);
}

static void
make_redirect_circle (AssetEvent *event, gboolean bad)
{
  static const char *const chain[] = { "https://cdn.example.org/a.jpg", NULL };

  event->fields[PRELIVE_IMAGE].redirects = bad ? chain : NULL;
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_TOO_MANY);
}

static void
make_insecure (AssetEvent *event, gboolean bad)
{
  asset_event_set_url (event,
                       PRELIVE_IMAGE,
                       bad ? "http://cdn.example.org/a.jpg" : "http://127.0.0.1:8080/a.jpg");
}

static void
make_expired (AssetEvent *event, gboolean bad)
{
  asset_event_set_url (event,
                       PRELIVE_IMAGE,
                       bad ? "https://cdn.example.org/a.jpg?exp=1795163999"
                           : "https://cdn.example.org/a.jpg?exp=1795197600");
  event->fields[PRELIVE_IMAGE].checked_us = NOW - HOUR;
}

static void
make_expired_but_served (AssetEvent *event, gboolean bad)
{
  make_expired (event, bad);
  event->fields[PRELIVE_IMAGE].checked_us = NOW;
}

/* Ten minutes from now by a clock that is an hour slow, or two hours fast. */
static void
make_expired_by_server (AssetEvent *event, gboolean bad)
{
  asset_event_set_url (event, PRELIVE_IMAGE, "https://cdn.example.org/a.jpg?exp=1795164600");
  event->fields[PRELIVE_IMAGE].checked_us = NOW - 2 * HOUR;
  event->ahead_us = bad ? -HOUR : 2 * HOUR;
}

/* One fault, said once. */
static void
make_expired_and_refused (AssetEvent *event, gboolean bad)
{
  make_expired (event, bad);
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_FORBIDDEN, 403);
}

static void
make_expiring (AssetEvent *event, gboolean bad)
{
  asset_event_set_url (event,
                       PRELIVE_IMAGE,
                       bad ? "https://cdn.example.org/a.jpg?exp=1795164600"
                           : "https://cdn.example.org/a.jpg?exp=1795167601");
}

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

/* Nothing is drawn in it, or hardly anything. */
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

#define CASE(name, code, severity, slot)                                        \
  {                                                                             \
#name, CUE_ASSET_FINDING_##code, CUE_SEVERITY_##severity, slot, make_##name \
  }

const AssetCase asset_cases[] = {
  CASE (missing_on_air, MISSING, ERROR, PRELIVE_IMAGE),
  CASE (missing_later, MISSING, WARNING, PRELIVE_IMAGE),
  CASE (missing_everything, MISSING, ERROR, PRELIVE_IMAGE),
  CASE (video_missing, VIDEO_MISSING, WARNING, PRELIVE_VIDEO),
  CASE (no_still, NO_STILL, WARNING, PRELIVE_VIDEO),
  CASE (moving, NO_STILL, WARNING, PRELIVE_IMAGE),
  CASE (refused_scheme, REFUSED, ERROR, PRELIVE_IMAGE),
  CASE (refused_spare, REFUSED, WARNING, PRELIVE_VIDEO),
  CASE (refused_password, REFUSED, ERROR, PRELIVE_IMAGE),
  CASE (sloppy, ADDRESS, INFO, PRELIVE_IMAGE),
  CASE (unreachable, UNREACHABLE, ERROR, PRELIVE_IMAGE),
  CASE (client_error, STATUS, ERROR, PRELIVE_IMAGE),
  CASE (server_error, STATUS, ERROR, PRELIVE_IMAGE),
  CASE (too_large, TOO_LARGE, ERROR, PRELIVE_IMAGE),
  CASE (redirect, REDIRECT, INFO, PRELIVE_IMAGE),
  CASE (redirect_elsewhere, REDIRECT, INFO, PRELIVE_IMAGE),
  CASE (redirect_to_http, REDIRECT, WARNING, PRELIVE_IMAGE),
  CASE (redirect_nowhere, REDIRECT, ERROR, PRELIVE_IMAGE),
  CASE (redirect_file, REDIRECT, ERROR, PRELIVE_IMAGE),
  CASE (redirect_password, REDIRECT, ERROR, PRELIVE_IMAGE),
  CASE (redirect_private, REDIRECT, ERROR, PRELIVE_IMAGE),
  CASE (redirect_long, REDIRECT, ERROR, PRELIVE_IMAGE),
  CASE (redirect_circle, REDIRECT, ERROR, PRELIVE_IMAGE),
  CASE (insecure, INSECURE, WARNING, PRELIVE_IMAGE),
  CASE (expired, EXPIRED, ERROR, PRELIVE_IMAGE),
  CASE (expired_but_served, EXPIRED, WARNING, PRELIVE_IMAGE),
  CASE (expired_by_server, EXPIRED, ERROR, PRELIVE_IMAGE),
  CASE (expired_and_refused, EXPIRED, ERROR, PRELIVE_IMAGE),
  CASE (expiring, EXPIRING, WARNING, PRELIVE_IMAGE),
  CASE (content_type, CONTENT_TYPE, WARNING, PRELIVE_IMAGE),
  CASE (no_content_type, CONTENT_TYPE, WARNING, PRELIVE_IMAGE),
  CASE (html, WRONG_KIND, ERROR, PRELIVE_IMAGE),
  CASE (image_for_video, WRONG_KIND, ERROR, PRELIVE_VIDEO),
  CASE (unchecked, UNCHECKED, WARNING, LOGO),
  CASE (rare, BROKEN, ERROR, PRELIVE_IMAGE),
  CASE (broken_drawing, BROKEN, ERROR, PRELIVE_IMAGE),
  CASE (wide_drawing, NOT_916, WARNING, PRELIVE_IMAGE),
  CASE (huge_drawing, UNCHECKED, WARNING, PRELIVE_IMAGE),
  CASE (drawing_for_video, WRONG_KIND, ERROR, PRELIVE_VIDEO),
  CASE (broken, BROKEN, ERROR, PRELIVE_IMAGE),
  CASE (cut_off, BROKEN, ERROR, PRELIVE_IMAGE),
  CASE (bomb, TOO_LARGE, ERROR, PRELIVE_IMAGE),
  CASE (broken_video, BROKEN, ERROR, PRELIVE_VIDEO),
  CASE (black, BLACK, WARNING, PRELIVE_VIDEO),
  CASE (wide, NOT_916, WARNING, PRELIVE_IMAGE),
  CASE (narrow, NOT_916, WARNING, PRELIVE_IMAGE),
  CASE (shape_of_logo, NOT_916, WARNING, CUSTOM_IMAGE),
  CASE (small, SMALL, WARNING, PRELIVE_IMAGE),
  CASE (small_video, SMALL, WARNING, PRELIVE_VIDEO),
  CASE (heavy, HEAVY, WARNING, PRELIVE_IMAGE),
  CASE (heavy_video, HEAVY, WARNING, PRELIVE_VIDEO),
  CASE (slow, SLOW, WARNING, PRELIVE_IMAGE),
  CASE (slow_redirect, SLOW, WARNING, PRELIVE_IMAGE),
  CASE (contrast_light, CONTRAST, WARNING, CUSTOM_IMAGE),
  CASE (contrast_dark, CONTRAST, WARNING, CUSTOM_IMAGE),
  CASE (contrast_spot, CONTRAST, WARNING, CUSTOM_IMAGE),
  CASE (contrast_front, CONTRAST, WARNING, CUSTOM_IMAGE),
  CASE (contrast_over, CONTRAST, WARNING, CUSTOM_FRONT),
  CASE (contrast_video, CONTRAST, WARNING, CUSTOM_VIDEO),
  CASE (contrast_still, CONTRAST, WARNING, CUSTOM_IMAGE),
  CASE (contrast_spare, CONTRAST, WARNING, CUSTOM_IMAGE),
  CASE (text_cut, TEXT_CUT, WARNING, CUSTOM_IMAGE),
  CASE (text_broken, TEXT_CUT, WARNING, CUSTOM_IMAGE),
  CASE (moving_front, MOVING, INFO, CUSTOM_FRONT),
  CASE (moving_logo, MOVING, INFO, LOGO),
  CASE (transparent, TRANSPARENT, WARNING, PRELIVE_IMAGE),
  CASE (transparent_covered, TRANSPARENT, WARNING, PRELIVE_IMAGE),
  CASE (codec, CODEC, INFO, PRELIVE_VIDEO),
  CASE (contrast_cut, CONTRAST, WARNING, CUSTOM_IMAGE),
  CASE (content_changed, CONTENT_CHANGED, INFO, PRELIVE_IMAGE),
  CASE (same_content, SAME_CONTENT, INFO, PRELIVE_IMAGE),
};

const gsize asset_n_cases = G_N_ELEMENTS (asset_cases);

/* What the case @name does to @event to raise its finding. */
void
asset_case_make (const char *name, AssetEvent *event)
{
  for (gsize i = 0; i < asset_n_cases; i++)
    if (g_str_equal (asset_cases[i].name, name)) {
      asset_cases[i].make (event, TRUE);
      return;
    }
  g_assert_not_reached ();
}
