// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cue-asset-judge-private.h"
#include "cue-error.h"

/* The rules that follow from the decoded picture, but for the text on it. */

static gboolean
is_video_slot (CueAssetJudging *self)
{
  return cue_asset_slot_get_kind (self->slot) == CUE_ASSET_BG_VIDEO;
}

/* What is something else altogether was said already. */
static gboolean
is_expected (CueAssetJudging *self)
{
  CueAssetType found = cue_asset_facts_get_found (self->facts);

  return found == CUE_ASSET_TYPE_UNKNOWN ||
         found == (is_video_slot (self) ? CUE_ASSET_TYPE_VIDEO : CUE_ASSET_TYPE_IMAGE);
}

/* A drawing has no pixels of its own: phones draw it in those of the screen. */
static gboolean
is_svg (CueAssetJudging *self)
{
  return g_strcmp0 (cue_asset_facts_get_found_type (self->facts), "image/svg+xml") == 0;
}

/* What most phones do not show, whether or not this computer has a decoder. */
static gboolean
is_rare (CueAssetJudging *self)
{
  static const char *const rare[] = { "image/heic", "image/heif", "image/tiff", NULL };
  const char              *type = cue_asset_facts_get_found_type (self->facts);

  return type != NULL && g_strv_contains (rare, type);
}

/* Why a picture could not be decoded, as far as that is the file's own doing. */
static int
get_fault_code (CueAssetJudging *self)
{
  int code = cue_asset_facts_get_picture_error_code (self->facts);

  if (code == CUE_ERROR_UNSUPPORTED && is_rare (self))
    return CUE_ERROR_PROTOCOL;
  if (code == CUE_ERROR_TOO_LARGE && is_svg (self))
    return CUE_ERROR_UNSUPPORTED;
  return code;
}

static void
judge_fault (CueAssetJudging *self)
{
  const char *words = cue_asset_facts_get_picture_error (self->facts);

  switch (get_fault_code (self)) {
  case CUE_ERROR_STORAGE:
  case CUE_ERROR_TIMEOUT:
  case CUE_ERROR_UNSUPPORTED:
    cue_asset_judging_add (self,
                           CUE_ASSET_FINDING_UNCHECKED,
                           CUE_SEVERITY_WARNING,
                           words,
                           _ ("So nobody looked at its picture here; phones may show it."),
                           _ ("Look at it on a phone."),
                           NULL,
                           NULL);
    break;
  case CUE_ERROR_TOO_LARGE:
    cue_asset_judging_add (self,
                           CUE_ASSET_FINDING_TOO_LARGE,
                           CUE_SEVERITY_ERROR,
                           words,
                           _ ("A phone needs more memory for it than it has, and shows nothing or "
                              "closes the page."),
                           _ ("Use 1080 × 1920 pixels."),
                           NULL,
                           NULL);
    break;
  default:
    cue_asset_judging_add (self,
                           CUE_ASSET_FINDING_BROKEN,
                           CUE_SEVERITY_ERROR,
                           words,
                           _ ("The file is damaged, or of a kind that phones do not show."),
                           _ ("Export it again, and upload that."),
                           NULL,
                           NULL);
  }
}

static void
judge_ratio (CueAssetJudging *self, const CuePictureFacts *picture)
{
  double error = cue_asset_facts_get_ratio_error (self->facts);

  if (isnan (error) || fabs (error) <= self->limits->ratio_error)
    return;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_NOT_916,
                         CUE_SEVERITY_WARNING,
                         error > 0 ? _ ("The picture is wider than 9:16.")
                                   : _ ("The picture is narrower than 9:16."),
                         error > 0 ? _ ("Phones cut it at the left and at the right, or leave bars "
                                        "above and below.")
                                   : _ ("Phones cut it at the top and at the bottom, or leave bars "
                                        "at the sides."),
                         _ ("Use 1080 × 1920 pixels."),
                         g_strdup_printf ("%u\u00a0×\u00a0%u (%+.1f\u00a0%%)",
                                          picture->width,
                                          picture->height,
                                          error),
                         g_strdup_printf ("±%.1f\u00a0%%", self->limits->ratio_error));
}

static void
judge_size (CueAssetJudging *self, const CuePictureFacts *picture)
{
  guint width = is_video_slot (self) ? self->limits->video_width : self->limits->image_width;
  guint height = is_video_slot (self) ? self->limits->video_height : self->limits->image_height;

  if (picture->width >= width && picture->height >= height)
    return;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_SMALL,
                         CUE_SEVERITY_WARNING,
                         _ ("The picture is too small for the screen of a modern phone."),
                         _ ("Phones enlarge it, so it looks soft."),
                         _ ("Use 1080 × 1920 pixels."),
                         g_strdup_printf ("%u\u00a0×\u00a0%u", picture->width, picture->height),
                         g_strdup_printf ("%u\u00a0×\u00a0%u", width, height));
}

/* Where a still image is asked for, one that moves is none: neither alone nor behind a video. */
static void
judge_motion (CueAssetJudging *self, const CuePictureFacts *picture)
{
  if (!picture->animated || is_video_slot (self))
    return;
  if (cue_asset_slot_get_kind (self->slot) != CUE_ASSET_BG_IMAGE) {
    cue_asset_judging_add (self,
                           CUE_ASSET_FINDING_MOVING,
                           CUE_SEVERITY_INFO,
                           _ ("The image moves on phones, and is shown here as its first picture."),
                           _ ("So nobody looked here at what comes after it."),
                           _ ("Look at it on a phone, or use a still image."),
                           NULL,
                           NULL);
    return;
  }
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_NO_STILL,
                         CUE_SEVERITY_WARNING,
                         _ ("The background image moves, and there is no still one."),
                         _ ("Animated images are heavy and drain the phone, and who asked for less "
                            "motion sees it all the same. Here only the first picture is shown."),
                         _ ("Give a still image here, and the motion as a background video."),
                         NULL,
                         NULL);
}

static gboolean
is_transparent (const CuePictureFacts *picture)
{
  for (guint row = 0; row < CUE_PICTURE_GRID_ROWS; row++) {
    for (guint column = 0; column < CUE_PICTURE_GRID_COLUMNS; column++) {
      if (picture->grid[row][column].alpha > 0)
        return FALSE;
    }
  }
  return picture->has_alpha;
}

/* Whether the foreground of the same state is a ground by itself: at least half of it is seen. Of
 * one that was not looked into nothing is said. */
static gboolean
is_covered (CueAssetJudging *self)
{
  CueAssetFacts *front =
    cue_asset_judging_get_shown (self, cue_asset_slot_get_state (self->slot), CUE_ASSET_FG_IMAGE);
  const CuePictureFacts *picture = front != NULL ? cue_asset_facts_get_picture (front) : NULL;
  CuePictureCell         all;

  if (picture == NULL)
    return cue_asset_slot_get_shown (
      cue_asset_judging_get_slot (self, cue_asset_slot_get_state (self->slot), CUE_ASSET_FG_IMAGE));
  cue_picture_facts_measure (picture, 0, 0, 1, 1, &all);
  return all.alpha >= 128;
}

static void
judge_transparent (CueAssetJudging *self, const CuePictureFacts *picture)
{
  CueAssetKind kind = cue_asset_slot_get_kind (self->slot);

  if ((kind != CUE_ASSET_BG_IMAGE && kind != CUE_ASSET_BG_VIDEO) || !is_transparent (picture) ||
      !cue_asset_slot_get_shown (self->slot) || is_covered (self))
    return;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_TRANSPARENT,
                         CUE_SEVERITY_WARNING,
                         _ ("The background is transparent everywhere, so it shows nothing."),
                         _ ("Viewers see an empty page behind the text and the logo."),
                         _ ("Export it again with its picture, and without transparency."),
                         NULL,
                         NULL);
}

/* What phones make of a codec; NULL where all of them play it, or nothing is known. */
static const char *
explain_codec (const char *codec)
{
  if (codec == NULL || g_str_equal (codec, "H.264"))
    return NULL;
  if (g_str_equal (codec, "H.265"))
    return _ ("iPhones play H.265, but many phones with Android do not in a web page.");
  if (g_str_equal (codec, "VP8") || g_str_equal (codec, "VP9"))
    return _ ("Phones with Android play it, but older iPhones do not.");
  if (g_str_equal (codec, "AV1"))
    return _ ("Only the newest iPhones play AV1, and older phones with Android need much power "
              "for it.");
  return _ ("It is not made for the web, and most phones do not play it.");
}

static void
judge_codec (CueAssetJudging *self, const CuePictureFacts *picture)
{
  const char *cause = is_video_slot (self) ? explain_codec (picture->codec) : NULL;

  if (cause == NULL)
    return;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_CODEC,
                         CUE_SEVERITY_INFO,
                         _ ("Not all phones play this video."),
                         cause,
                         _ ("Encode it as H.264 in an MP4 file, which all of them play."),
                         g_strdup (picture->codec),
                         g_strdup ("H.264"));
}

static void
judge_black (CueAssetJudging *self, const CuePictureFacts *picture)
{
  /* A black image may be meant, as a ground for the text; a black video is not. */
  if (!is_video_slot (self) || picture->black < self->limits->black)
    return;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_BLACK,
                         CUE_SEVERITY_WARNING,
                         _ ("The video is black."),
                         _ ("Perhaps it was exported without its picture, or begins with a long "
                            "fade."),
                         _ ("Play it to the end, and export it again."),
                         g_strdup_printf ("%.0f\u00a0%%", picture->black * 100),
                         g_strdup_printf ("%.0f\u00a0%%", self->limits->black * 100));
}

void
cue_asset_judging_picture (CueAssetJudging *self)
{
  const CuePictureFacts *picture = cue_asset_facts_get_picture (self->facts);

  if (!is_expected (self))
    return;
  if (cue_asset_facts_get_picture_error (self->facts) != NULL) {
    judge_fault (self);
    return;
  }
  if (picture == NULL)
    return;
  if (picture->n_decoded == 0 || picture->width == 0 || picture->height == 0) {
    cue_asset_judging_add (self,
                           CUE_ASSET_FINDING_BROKEN,
                           CUE_SEVERITY_ERROR,
                           _ ("There is no picture in the file."),
                           _ ("The file is damaged, or of a kind that phones do not show."),
                           _ ("Export it again, and upload that."),
                           NULL,
                           NULL);
    return;
  }
  judge_black (self, picture);
  judge_motion (self, picture);
  judge_transparent (self, picture);
  judge_codec (self, picture);
  /* A logo has the size and shape that it has. */
  if (cue_asset_slot_get_kind (self->slot) == CUE_ASSET_LOGO)
    return;
  judge_ratio (self, picture);
  if (!is_svg (self))
    judge_size (self, picture);
}
