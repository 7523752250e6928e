// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-error.h"
#include "cue-media-probe.h"
#include "cue-preflight-private.h"

// What the segment of a variant shows, decoded by the helper.

// So much of a picture is black when it is a black picture.
#define BLACK_SHARE 0.9

static void
append_fact (CuePreflightVariant *variant, const char *words)
{
  char *fact = g_strdup_printf ("%s; %s", variant->fact, words);

  g_free (variant->fact);
  variant->fact = fact;
}

// Nothing is to be decoded of it, and nothing is wrong with it.
static void
accept_unseen (CuePreflight *self, const char *why)
{
  append_fact (cue_preflight_peek_variant (self), why);
  self->n_variants_fine++;
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
note_picture (CuePreflight *self, const CuePictureFacts *picture)
{
  CuePreflightVariant *variant = cue_preflight_peek_variant (self);
  char                *fact;

  if (variant->fact == NULL)
    return;
  // Translators: how a segment came; its width and height in pixels; codec of picture and of sound
  fact = g_strdup_printf (_ ("%s; %u × %u, %s, %s"),
                          variant->fact,
                          picture->width,
                          picture->height,
                          picture->codec != NULL ? picture->codec : _ ("no picture"),
                          picture->audio_codec != NULL ? picture->audio_codec : _ ("no sound"));
  g_free (variant->fact);
  variant->fact = fact;
  if (picture->black >= BLACK_SHARE)
    append_fact (variant, _ ("black"));
}

static void
judge_picture (CuePreflight *self, const CuePictureFacts *picture, const GError *error)
{
  CuePreflightVariant *variant = cue_preflight_peek_variant (self);
  g_autofree char     *title = g_strdup_printf (_ ("Variant %s"), variant->words);
  g_autofree char     *words = NULL;

  if (picture != NULL && picture->n_decoded > 0) {
    note_picture (self, picture);
    if (picture->black < BLACK_SHARE || !cue_preflight_is_on_air (self)) {
      self->n_variants_fine++;
      return;
    }
    cue_preflight_note (self,
                        CUE_PREFLIGHT_STREAM,
                        "stream.black",
                        CUE_PREFLIGHT_WARNING,
                        title,
                        _ ("The picture is black."),
                        _ ("Look at what the encoder is fed with."));
    return;
  }
  words = g_strdup_printf (_ ("A segment comes, but does not play here: %s"),
                           error != NULL ? error->message : _ ("it has no picture."));
  cue_preflight_note (self,
                      CUE_PREFLIGHT_STREAM,
                      "stream.play",
                      cue_preflight_get_stream_failure (self),
                      title,
                      words,
                      _ ("Play the stream on a phone. An encrypted stream plays there, but not "
                         "here."));
}

static void
on_segment_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CuePictureFacts) picture = cue_media_probe_finish (result, &error);
  CuePreflight *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PREFLIGHT (user_data);
  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_STORAGE)) {
    cue_preflight_note_helper (self, error);
    self->n_variants_fine++;
  } else {
    judge_picture (self, picture, error);
  }
  cue_preflight_end_variant (self);
}

/**
 * cue_preflight_look_at_picture:
 * @segment: one that came, with a fact of its variant how it came
 *
 * Decodes the segment of the variant that is looked at, where there is something to be decoded, and
 * goes on to the next variant.
 */
void
cue_preflight_look_at_picture (CuePreflight *self, GBytes *segment)
{
  g_autoptr (GBytes) whole = NULL;

  if (cue_hls_playlist_get_encrypted (self->playlist)) {
    accept_encrypted (self);
  } else if (cue_preflight_peek_variant (self)->sound_only ||
             cue_preflight_is_packed_audio (segment)) {
    accept_unseen (self, _ ("only sound"));
  } else if (self->lacks_helper) {
    self->n_variants_fine++; // which was said
  } else {
    whole = cue_preflight_join (self->map, segment);
    cue_media_probe_async (whole, TRUE, self->cancellable, on_segment_probed, self);
    return;
  }
  cue_preflight_end_variant (self);
}
