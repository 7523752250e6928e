// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-facts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cue-format.h"
#include "cue-moment.h"

/* What is known of an asset, in words and in the order in which one asks: what it is, how it came,
 * what its server says about keeping it, and when it was seen. */

#define RATIO_NOISE 0.05 /* percent: what rounding to whole pixels makes */

static void
fact_free (gpointer data)
{
  CueAssetsFact *fact = data;

  g_free (fact->value);
  g_free (fact);
}

/* Takes @value. */
static void
add (GPtrArray *list, const char *name, char *value)
{
  CueAssetsFact *fact;

  if (value == NULL || value[0] == '\0') {
    g_free (value);
    return;
  }

  fact = g_new (CueAssetsFact, 1);
  fact->name = name;
  fact->value = value;
  g_ptr_array_add (list, fact);
}

static void
add_time (GPtrArray *list, const char *name, gint64 wall_us)
{
  if (wall_us > 0)
    add (list, name, cue_moment_format (wall_us * 1000, CUE_MOMENT_LOCAL, CUE_MOMENT_SHORT));
}

static void
add_duration (GPtrArray *list, const char *name, gint64 us)
{
  if (us >= 0)
    add (list, name, cue_format_milliseconds (us));
}

static char *
describe_ratio (double error)
{
  if (isnan (error))
    return NULL;

  if (fabs (error) < RATIO_NOISE)
    return g_strdup ("9:16");

  return error > 0
           /* Translators: %.1f is how much wider than 9:16 a picture is */
           ? g_strdup_printf (_ ("%.1f %% wider than 9:16"), error)
           : g_strdup_printf (_ ("%.1f %% narrower than 9:16"), -error);
}

/* A logo has no shape that it should have. */
static void
add_picture (GPtrArray *list, CueAssetFacts *facts)
{
  CuePictureFacts *picture = cue_asset_facts_get_picture (facts);

  if (picture == NULL)
    return;

  add (list, _ ("Format"), g_strdup (picture->format));
  add (list, _ ("Pixels"), cue_format_frame_size (picture->width, picture->height));
  add (list, _ ("Ratio"), describe_ratio (cue_asset_facts_get_ratio_error (facts)));

  if (picture->codec != NULL && g_strcmp0 (picture->codec, picture->format) != 0)
    add (list, _ ("Codec"), g_strdup (picture->codec));

  if (picture->duration_us > 0)
    add (list, _ ("Duration"), cue_format_seconds (picture->duration_us));

  if (picture->fps_n > 0)
    add (list, _ ("Frame rate"), cue_format_frame_rate (cue_picture_facts_get_fps (picture)));

  if (picture->n_frames > 1)
    add (list, _ ("Frames"), g_strdup_printf ("%" G_GUINT64_FORMAT, picture->n_frames));

  if (picture->has_audio)
    add (list,
         _ ("Sound"),
         g_strdup (picture->audio_codec != NULL ? picture->audio_codec : _ ("Yes")));

  if (picture->has_alpha)
    add (list, _ ("Transparency"), g_strdup (_ ("Yes")));
}

static char *
describe_size (gint64 bytes)
{
  g_autofree char *size = NULL;
  g_autofree char *number = NULL;

  if (bytes < 0)
    return NULL;

  size = g_format_size ((guint64) bytes);

  if (bytes < 1000)
    return g_steal_pointer (&size);

  number = g_strdup_printf ("%'" G_GINT64_FORMAT, bytes);
  /* Translators: “1.2 MB (1,234,567 bytes)” */
  return g_strdup_printf (_ ("%s (%s bytes)"), size, number);
}

static void
add_transfer (GPtrArray *list, CueAssetFacts *facts)
{
  const char *declared = cue_asset_facts_get_declared_type (facts);
  const char *found = cue_asset_facts_get_found_type (facts);
  guint       n_redirects = cue_asset_facts_get_n_redirects (facts);

  if (cue_asset_facts_get_status (facts) != 0)
    add (list, _ ("HTTP status"), g_strdup_printf ("%u", cue_asset_facts_get_status (facts)));

  add (list, _ ("Type as declared"), g_strdup (declared));
  add (list, _ ("Type by content"), g_strdup (found));
  add (list, _ ("Size"), describe_size (cue_asset_facts_get_bytes (facts)));
  add_duration (list, _ ("First byte"), cue_asset_facts_get_first_byte_us (facts));
  add_duration (list, _ ("Loaded in"), cue_asset_facts_get_load_us (facts));
  add (list, _ ("Address"), g_strdup (cue_asset_facts_get_url (facts)));

  if (n_redirects > 0) {
    add (list, _ ("Redirects"), g_strdup_printf ("%u", n_redirects));
    add (list, _ ("Came from"), g_strdup (cue_asset_facts_get_final_url (facts)));
  }

  add (list, _ ("Signed address"), g_strdup (cue_asset_facts_get_signature (facts)));
  add_time (list, _ ("Signature ends"), cue_asset_facts_get_signature_expires_us (facts));
}

static void
add_keeping (GPtrArray *list, CueAssetFacts *facts)
{
  gint64 age = cue_asset_facts_get_age_s (facts);

  /* The names of headers are the same in every language. */
  add (list, "Cache-Control", g_strdup (cue_asset_facts_get_cache_control (facts)));
  add (list, "ETag", g_strdup (cue_asset_facts_get_etag (facts)));
  add (list, "Last-Modified", g_strdup (cue_asset_facts_get_last_modified (facts)));
  add (list, "Expires", g_strdup (cue_asset_facts_get_expires (facts)));

  if (age >= 0)
    add (list, "Age", cue_format_seconds (age * G_USEC_PER_SEC));

  add (list, "SHA-256", g_strdup (cue_asset_facts_get_sha256 (facts)));
}

/**
 * cue_assets_facts_list:
 * @facts: what is known of an asset
 *
 * Returns: (transfer full) (element-type CueAssetsFact): it in words; what is not known is left out
 */
GPtrArray *
cue_assets_facts_list (CueAssetFacts *facts)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (fact_free);

  g_return_val_if_fail (CUE_IS_ASSET_FACTS (facts), list);

  add (list, _ ("Error"), g_strdup (cue_asset_facts_get_error (facts)));
  add (list, _ ("Not shown"), g_strdup (cue_asset_facts_get_picture_error (facts)));
  add_picture (list, facts);
  add_transfer (list, facts);
  add_keeping (list, facts);
  add_time (list, _ ("First seen"), cue_asset_facts_get_first_seen_us (facts));
  add_time (list, _ ("Changed"), cue_asset_facts_get_changed_us (facts));
  add_time (list, _ ("Last checked"), cue_asset_facts_get_checked_us (facts));
  return list;
}

static void
append_part (GString *line, char *part)
{
  if (part != NULL)
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);

  g_free (part);
}

/**
 * cue_assets_facts_summarize:
 * @facts: what is known of an asset
 *
 * Returns: (transfer full): the most telling of it in a line, such as
 *   “JPEG · 1080 × 1920 · 312 kB”; empty when nothing is known
 */
char *
cue_assets_facts_summarize (CueAssetFacts *facts)
{
  GString         *line = g_string_new (NULL);
  CuePictureFacts *picture;
  gint64           bytes;

  g_return_val_if_fail (CUE_IS_ASSET_FACTS (facts), g_string_free (line, FALSE));

  picture = cue_asset_facts_get_picture (facts);
  bytes = cue_asset_facts_get_bytes (facts);

  if (picture != NULL) {
    append_part (line, g_strdup (picture->format));
    append_part (line, cue_format_frame_size (picture->width, picture->height));

    if (picture->duration_us > 0)
      append_part (line, cue_format_seconds (picture->duration_us));
  } else {
    append_part (line, g_strdup (cue_asset_facts_get_found_type (facts)));
  }

  if (bytes >= 0)
    append_part (line, g_format_size ((guint64) bytes));

  return g_string_free (line, FALSE);
}

/**
 * cue_assets_facts_to_text:
 * @facts: what is known of an asset
 *
 * Returns: (transfer full): all of it, a line each, to be copied
 */
char *
cue_assets_facts_to_text (CueAssetFacts *facts)
{
  g_autoptr (GPtrArray) list = cue_assets_facts_list (facts);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++) {
    const CueAssetsFact *fact = list->pdata[i];

    g_string_append_printf (text, _ ("%s: %s"), fact->name, fact->value);
    g_string_append_c (text, '\n');
  }

  return g_string_free (text, FALSE);
}
