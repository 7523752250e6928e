// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-error.h"
#include "cue-media-probe.h"
#include "cue-preflight-private.h"

// What the segment of a variant or rendition shows and sounds like, decoded by the helper.

// So much of a picture is black when it is a black picture.
#define BLACK_SHARE 0.9
// Below −60 dBFS nobody hears anything.
#define SILENT_PEAK 0.001
// What lacks of a segment: so much that it is no matter of rounding.
#define SHORT_SHARE 0.7
#define SHORT_US    G_USEC_PER_SEC

static void
append_fact (CuePreflightVariant *item, const char *words)
{
  char *fact = g_strdup_printf ("%s; %s", item->fact, words);

  g_free (item->fact);
  item->fact = fact;
}

// Nothing is to be decoded of it, and nothing is wrong with it.
static void
accept_unseen (CuePreflight *self, const char *why)
{
  append_fact (cue_preflight_peek_variant (self), why);
  cue_preflight_peek_variant (self)->is_fine = TRUE;
}

// Said once: all variants come from one encoder.
static void
accept_encrypted (CuePreflight *self)
{
  accept_unseen (self, _ ("encrypted"));
  if (self->notes_encryption)
    return;
  self->notes_encryption = TRUE;
  cue_preflight_note (self,
                      CUE_PREFLIGHT_STREAM,
                      "stream.encrypted",
                      CUE_PREFLIGHT_UNKNOWN,
                      _ ("Picture of the stream"),
                      _ ("The segments are encrypted, so nobody looked into them here."),
                      _ ("Play the stream on a phone."));
}

// What was decoded of the segment, in the line of the variant.
static void
note_facts (CuePreflightVariant *item, const CuePictureFacts *facts)
{
  g_autofree char *size = NULL;

  if (facts->width > 0)
    size = g_strdup_printf ("%u × %u", facts->width, facts->height);
  if (size != NULL)
    append_fact (item, size);
  if (facts->codec != NULL)
    append_fact (item, facts->codec);
  else if (item->part != CUE_PREFLIGHT_PART_SOUND)
    append_fact (item, _ ("no picture"));
  if (facts->audio_codec != NULL)
    append_fact (item, facts->audio_codec);
  else if (item->part != CUE_PREFLIGHT_PART_PICTURE && !item->silent_by_intent)
    append_fact (item, _ ("no sound"));
  item->is_black = facts->n_decoded > 0 && facts->black >= BLACK_SHARE;
  item->is_silent = facts->audio_us > 0 && facts->audio_peak < SILENT_PEAK;
  if (item->is_black)
    append_fact (item, _ ("black"));
  if (item->is_silent)
    append_fact (item, _ ("silent"));
}

static void
blame (CuePreflight        *self,
       const char          *code,
       CuePreflightSeverity severity,
       const char          *words,
       const char          *next)
{
  cue_preflight_peek_variant (self)->is_fine = FALSE;
  cue_preflight_blame (self, code, severity, words, next, cue_preflight_peek_variant (self)->uri);
}

static void
blame_missing (CuePreflight *self, const char *words)
{
  blame (self,
         "stream.play",
         cue_preflight_get_stream_failure (self),
         words,
         cue_preflight_get_stream_hint (self));
}

static void
blame_decoder (CuePreflight *self, const char *codec)
{
  g_autofree char *words =
    // Translators: a codec, such as AC-3
    g_strdup_printf (_ ("A segment comes, but this computer has no decoder for its codec (%s), so "
                        "nobody looked into it."),
                     codec != NULL ? codec : "?");

  blame (self, "stream.decoder", CUE_PREFLIGHT_UNKNOWN, words, _ ("Play the stream on a phone."));
}

static gboolean
needs_picture (CuePreflightVariant *item, const CuePictureFacts *facts)
{
  if (item->part == CUE_PREFLIGHT_PART_PICTURE)
    return TRUE;
  // One that does not say what it is may be for the slowest networks.
  return item->part == CUE_PREFLIGHT_PART_VARIANT && !item->sound_only &&
         (facts->codec != NULL || !item->is_packed_sound);
}

static gboolean
needs_sound (CuePreflightVariant *item, const CuePictureFacts *facts)
{
  return facts->audio_codec != NULL || item->promises_sound || item->sound_only ||
         item->is_packed_sound || item->part == CUE_PREFLIGHT_PART_SOUND;
}

static void
judge_picture (CuePreflight *self, const CuePictureFacts *facts)
{
  CuePreflightVariant *item = cue_preflight_peek_variant (self);

  if (!needs_picture (item, facts))
    return;
  if (facts->n_decoded == 0 && facts->lacks_decoder)
    blame_decoder (self, facts->codec);
  else if (facts->n_decoded == 0)
    blame_missing (self, _ ("A segment comes, but no picture of it can be decoded."));
  else if (item->is_black && cue_preflight_is_on_air (self))
    blame (self,
           "stream.black",
           CUE_PREFLIGHT_WARNING,
           _ ("The picture is black."),
           _ ("Look at what the encoder is fed with."));
}

static void
judge_sound (CuePreflight *self, const CuePictureFacts *facts)
{
  CuePreflightVariant *item = cue_preflight_peek_variant (self);

  if (facts->audio_us > 0) {
    if (item->is_silent && cue_preflight_is_on_air (self))
      blame (self,
             "stream.silent",
             CUE_PREFLIGHT_WARNING,
             _ ("There is sound, but nothing is to be heard: it is silent."),
             _ ("Look at what the encoder is fed with."));
  } else if (needs_sound (item, facts)) {
    if (facts->lacks_decoder)
      blame_decoder (self, facts->audio_codec);
    else if (facts->audio_codec != NULL)
      blame_missing (self, _ ("A segment comes, but no sound of it can be decoded."));
    else
      blame_missing (self,
                     _ ("A segment comes, but the sound that its playlist promises is not in "
                        "it."));
  } else if (item->part == CUE_PREFLIGHT_PART_VARIANT && !item->silent_by_intent) {
    // A silence that ends with the show is still sound.
    blame (self,
           "stream.silent",
           CUE_PREFLIGHT_WARNING,
           _ ("There is no sound."),
           _ ("Look whether the encoder gets sound, unless the show is meant to have none."));
  }
}

static gboolean
is_short (gint64 decoded_us, gint64 duration_us)
{
  return decoded_us > 0 && (double) decoded_us < (double) duration_us * SHORT_SHARE &&
         duration_us - decoded_us > SHORT_US;
}

// The rest was lost somewhere, or never made. A single picture may well stand for all of it.
static void
judge_length (CuePreflight *self, const CuePictureFacts *facts)
{
  const CueHlsSegment *segment = cue_preflight_pick_segment (self->playlist);
  gboolean             picture_is_short = facts->n_decoded > 1 &&
                              is_short (facts->shown_us, segment->duration_us);
  gboolean         sound_is_short = is_short (facts->audio_us, segment->duration_us);
  gint64           decoded;
  g_autofree char *words = NULL;

  if (!facts->is_whole || (!picture_is_short && !sound_is_short))
    return;
  if (picture_is_short && sound_is_short)
    decoded = MIN (facts->shown_us, facts->audio_us);
  else
    decoded = picture_is_short ? facts->shown_us : facts->audio_us;
  words = g_strdup_printf (picture_is_short == sound_is_short
                             ? _ ("A segment should play for %.1f s, but ends after %.1f s.")
                           : picture_is_short
                             ? _ ("A segment should play for %.1f s, but its picture ends after "
                                  "%.1f s.")
                             : _ ("A segment should play for %.1f s, but its sound ends after "
                                  "%.1f s."),
                           (double) segment->duration_us / G_USEC_PER_SEC,
                           (double) decoded / G_USEC_PER_SEC);
  blame (self,
         "stream.short",
         CUE_PREFLIGHT_WARNING,
         words,
         _ ("Ask for it once more. If it stays short, look at the encoder and at how its segments "
            "are uploaded."));
}

static void
judge (CuePreflight *self, const CuePictureFacts *facts)
{
  CuePreflightVariant *item = cue_preflight_peek_variant (self);

  note_facts (item, facts);
  item->is_decoded = facts->is_whole;
  item->is_fine = TRUE;
  judge_picture (self, facts);
  judge_sound (self, facts);
  judge_length (self, facts);
}

static void
judge_error (CuePreflight *self, const GError *error)
{
  gboolean         is_late = g_error_matches (error, CUE_ERROR, CUE_ERROR_TIMEOUT);
  g_autofree char *words =
    g_strdup_printf (_ ("A segment comes, but does not play here: %s"), error->message);

  // Also a computer that is too busy is too slow.
  blame (self,
         "stream.play",
         is_late ? CUE_PREFLIGHT_UNKNOWN : cue_preflight_get_stream_failure (self),
         words,
         _ ("Play the stream on a phone. An encrypted stream plays there, but not "
            "here."));
}

// The helper gave up before it came to it.
static gboolean
ran_out (CuePreflightVariant *item, const CuePictureFacts *facts)
{
  return !facts->is_whole && !facts->lacks_decoder &&
         ((facts->n_decoded == 0 && needs_picture (item, facts)) ||
          (facts->audio_us == 0 && needs_sound (item, facts)));
}

static void
on_segment_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CuePictureFacts) facts = cue_media_probe_finish (result, &error);
  CuePreflight *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PREFLIGHT (user_data);
  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_STORAGE)) {
    cue_preflight_note_helper (self, error);
    cue_preflight_peek_variant (self)->is_fine = TRUE;
  } else if (facts != NULL && ran_out (cue_preflight_peek_variant (self), facts)) {
    g_autoptr (GError)
      late = g_error_new_literal (CUE_ERROR, CUE_ERROR_TIMEOUT, _ ("It took too long to decode."));

    judge_error (self, late);
  } else if (facts != NULL) {
    judge (self, facts);
  } else {
    judge_error (self, error);
  }
  cue_preflight_end_variant (self);
}

/**
 * cue_preflight_look_at_picture:
 * @segment: one that came, with a fact of its variant how it came
 *
 * Decodes the segment of the variant or rendition that is looked at, where there is something to be
 * decoded, and goes on to the next one.
 */
void
cue_preflight_look_at_picture (CuePreflight *self, GBytes *segment)
{
  CuePreflightVariant *item = cue_preflight_peek_variant (self);
  g_autoptr (GBytes) whole = NULL;

  item->is_packed_sound = cue_preflight_is_packed_audio (segment);
  if (cue_hls_playlist_get_encrypted (self->playlist)) {
    accept_encrypted (self);
  } else if (item->part == CUE_PREFLIGHT_PART_TEXT) {
    accept_unseen (self, _ ("text"));
  } else if (self->lacks_helper) {
    item->is_fine = TRUE; // which was said
  } else {
    whole = cue_preflight_join (self->map, segment);
    cue_media_probe_segment_async (whole, self->cancellable, on_segment_probed, self);
    return;
  }
  cue_preflight_end_variant (self);
}
