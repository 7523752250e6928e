// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-asset-judge-private.h"

/* The rules that follow from a file as such: its type, its size, and whether it is a new one. */

static gboolean
is_video_slot (CueAssetJudging *self)
{
  return cue_asset_slot_get_kind (self->slot) == CUE_ASSET_BG_VIDEO;
}

/* Names that servers use for the same thing. */
static const char *
get_plain_type (const char *type)
{
  static const char *const same[][2] = {
    { "image/jpg", "image/jpeg" },
    { "image/pjpeg", "image/jpeg" },
    { "image/x-png", "image/png" },
    { "image/vnd.microsoft.icon", "image/x-icon" },
    { "image/heif", "image/heic" },
    { "image/x-ms-bmp", "image/bmp" },
    { "video/x-m4v", "video/mp4" },
    { "application/mp4", "video/mp4" },
    { "video/x-matroska", "video/webm" },
    { "application/ogg", "video/ogg" },
    { "application/x-mpegurl", "application/vnd.apple.mpegurl" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++) {
    if (g_ascii_strcasecmp (type, same[i][0]) == 0)
      return same[i][1];
  }
  return type;
}

/* Returns: whether it can be what belongs here */
static gboolean
judge_kind (CueAssetJudging *self)
{
  CueAssetType found = cue_asset_facts_get_found (self->facts);
  const char  *type = cue_asset_facts_get_found_type (self->facts);
  const char  *words;

  if (found == CUE_ASSET_TYPE_TEXT)
    words = g_strcmp0 (type, "text/html") == 0 ? _ ("A web page comes in place of the file.")
                                               : _ ("Text comes in place of the file.");
  else if (found == CUE_ASSET_TYPE_IMAGE && is_video_slot (self))
    words = _ ("An image stands where a video belongs.");
  else if (found == CUE_ASSET_TYPE_VIDEO && !is_video_slot (self))
    words = _ ("A video stands where an image belongs.");
  else
    return TRUE;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_WRONG_KIND,
                         CUE_SEVERITY_ERROR,
                         words,
                         found == CUE_ASSET_TYPE_TEXT && cue_asset_judging_is_elsewhere (self)
                           ? _ ("A redirect led to another server. If this network has a sign-in "
                                "page, open a web browser; otherwise no phone gets the file.")
                           : _ ("Browsers show an image only in the place of an image, and a video "
                                "only in the place of a video."),
                         is_video_slot (self) ? _ ("Give the address of a video: an MP4 file.")
                                              : _ ("Give the address of an image: a JPEG, PNG or "
                                                   "WebP file."),
                         g_strdup (type),
                         NULL);
  return FALSE;
}

static void
judge_type (CueAssetJudging *self)
{
  const char *declared = cue_asset_facts_get_declared_type (self->facts);
  const char *found = cue_asset_facts_get_found_type (self->facts);

  if (found == NULL || (declared != NULL && g_ascii_strcasecmp (get_plain_type (declared),
                                                                get_plain_type (found)) == 0))
    return;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_CONTENT_TYPE,
                         CUE_SEVERITY_WARNING,
                         declared != NULL
                           ? _ ("The server calls the file something that it is not.")
                           : _ ("The server does not say what the file is."),
                         _ ("Some browsers guess and show it, others do not."),
                         _ ("Set the Content-Type of the file on its server."),
                         g_strdup (declared != NULL ? declared : _ ("no Content-Type")),
                         g_strdup (found));
}

static void
judge_heavy (CueAssetJudging *self)
{
  gint64      bytes = cue_asset_facts_get_bytes (self->facts);
  gint64      limit = is_video_slot (self) ? self->limits->video_bytes : self->limits->image_bytes;
  const char *next_step;

  if (bytes <= limit)
    return;
  /* What lies over the background is transparent, which JPEG is not. */
  if (is_video_slot (self))
    next_step = _ ("Encode the video shorter, or with a lower bit rate.");
  else if (cue_asset_slot_get_kind (self->slot) == CUE_ASSET_BG_IMAGE)
    next_step = _ ("Save the image as JPEG or WebP with a quality of about 80.");
  else
    next_step = _ ("Save the image as WebP, or as PNG with fewer colours; both stay transparent.");
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_HEAVY,
                         CUE_SEVERITY_WARNING,
                         _ ("The file is heavy for phones."),
                         _ ("Every viewer fetches it, many of them at the same moment and on a "
                            "mobile network."),
                         next_step,
                         g_format_size ((guint64) bytes),
                         g_format_size ((guint64) limit));
}

/* All layers of a state together, each address once; told at the heaviest. They share the way to
 * the phone, while their redirects are waited for side by side. */
static void
judge_slow (CueAssetJudging *self)
{
  CuePlayerState state = cue_asset_slot_get_state (self->slot);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 sum = 0;
  gint64 redirect = 0;
  gint64 most = -1;
  guint  heaviest = CUE_N_ASSET_SLOTS;
  double seconds;

  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    CueAssetSlot  *slot = g_ptr_array_index (self->slots, i);
    CueAssetFacts *facts = self->evidence->facts[i];
    gint64         bytes = facts != NULL ? cue_asset_facts_get_bytes (facts) : -1;

    if (cue_asset_slot_get_state (slot) != state || !cue_asset_slot_get_shown (slot) || bytes < 0 ||
        !g_hash_table_add (seen, (gpointer) cue_asset_slot_get_url (slot)))
      continue;
    sum += MIN (bytes, G_MAXINT64 - sum);
    redirect = MAX (redirect, cue_asset_facts_get_redirect_us (facts));
    if (bytes > most) {
      most = bytes;
      heaviest = i;
    }
  }
  seconds =
    (double) sum / (double) self->limits->bytes_per_s + (double) redirect / (double) G_USEC_PER_SEC;
  if (heaviest != self->index || seconds <= self->limits->load_s)
    return;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_SLOW,
                         CUE_SEVERITY_WARNING,
                         _ ("The layers of this state take long to load on a phone."),
                         redirect > G_USEC_PER_SEC
                           ? _ ("So many seconds pass on 4G until the page is complete, without "
                                "other traffic, waiting for redirects included. This is the "
                                "heaviest layer.")
                           : _ ("So many seconds pass on 4G until the page is complete, without "
                                "other traffic. This is the heaviest layer."),
                         _ ("Make this file smaller first."),
                         /* Translators: seconds */
                         g_strdup_printf (_ ("%.1f s"), seconds),
                         g_strdup_printf (_ ("%.1f s"), self->limits->load_s));
}

static void
judge_news (CueAssetJudging *self)
{
  CueAssetFacts *before = self->evidence->before[self->index];
  gint64         changed = cue_asset_facts_get_changed_us (self->facts);
  const char    *sha256 = cue_asset_facts_get_sha256 (self->facts);
  gint64         since = self->now_us - self->limits->news_us;

  if (changed > since)
    cue_asset_judging_add (self,
                           CUE_ASSET_FINDING_CONTENT_CHANGED,
                           CUE_SEVERITY_INFO,
                           _ ("The content changed while its address stayed the same."),
                           _ ("Viewers whose phone or content network kept the old one still see "
                              "it, for as long as the cache headers allow."),
                           _ ("Use a new address for new content."),
                           cue_asset_judging_format_time (changed),
                           NULL);
  if (before != NULL && sha256 != NULL &&
      g_strcmp0 (cue_asset_facts_get_url (before), cue_asset_slot_get_url (self->slot)) != 0 &&
      g_strcmp0 (cue_asset_facts_get_sha256 (before), sha256) == 0 &&
      cue_asset_facts_get_first_seen_us (self->facts) > since)
    cue_asset_judging_add (self,
                           CUE_ASSET_FINDING_SAME_CONTENT,
                           CUE_SEVERITY_INFO,
                           _ ("The address is new, but the content is the one from before."),
                           _ ("Every viewer fetches it again; and where another picture was meant, "
                              "it was not uploaded."),
                           _ ("Check that the right file was uploaded."),
                           NULL,
                           NULL);
}

void
cue_asset_judging_content (CueAssetJudging *self)
{
  if (judge_kind (self))
    judge_type (self);
  judge_heavy (self);
  judge_slow (self);
  judge_news (self);
}
