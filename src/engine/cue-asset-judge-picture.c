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
  if (!picture->animated || cue_asset_slot_get_kind (self->slot) != CUE_ASSET_BG_IMAGE)
    return;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_NO_STILL,
                         CUE_SEVERITY_WARNING,
                         _ ("The background image moves, and there is no still one."),
                         _ ("Animated images are heavy and drain the phone, and who asked for less "
                            "motion sees it all the same."),
                         _ ("Give a still image here, and the motion as a background video."),
                         NULL,
                         NULL);
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
  /* A logo has the size and shape that it has. */
  if (cue_asset_slot_get_kind (self->slot) == CUE_ASSET_LOGO)
    return;
  judge_ratio (self, picture);
  if (!is_svg (self))
    judge_size (self, picture);
}
