// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-hls-loader.h"
#include "cue-preflight-private.h"

// The stream as a player meets it: the master playlist, and each variant that it names. One after
// the other, so that the time of a segment says something about the line.

#define MAX_VARIANTS 16

/**
 * cue_preflight_get_stream_failure:
 *
 * While nobody watches the stream, an encoder that does not run yet is no accident.
 *
 * Returns: how bad it is when the stream does not work
 */
CuePreflightSeverity
cue_preflight_get_stream_failure (CuePreflight *self)
{
  return cue_preflight_is_on_air (self) ? CUE_PREFLIGHT_CRITICAL : CUE_PREFLIGHT_WARNING;
}

/**
 * cue_preflight_get_stream_hint:
 *
 * Returns: (transfer none): what to do when the stream does not work
 */
const char *
cue_preflight_get_stream_hint (CuePreflight *self)
{
  return cue_preflight_is_on_air (self)
           ? _ ("Look at the encoder and at the delivery network at once.")
           : _ ("Start the encoder, then check again before the doors open.");
}

static void
end_stream (CuePreflight *self)
{
  self->stream_is_awaited = FALSE;
  cue_preflight_take_blames (self);
  g_clear_object (&self->playlist);
  g_clear_pointer (&self->map, g_bytes_unref);
  cue_preflight_end_part (self);
}

// Nobody needs so many, and each takes its time.
static void
note_left_out (CuePreflight *self, guint n_seen)
{
  g_autofree char *words = NULL;
  guint            n = self->n_variants_named - n_seen;

  if (n == 0)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u variant after the first %u was not looked at.",
                                        "%u variants after the first %u were not looked at.",
                                        n),
                           n,
                           n_seen);
  cue_preflight_note (self,
                      CUE_PREFLIGHT_STREAM,
                      "stream.left-out",
                      CUE_PREFLIGHT_UNKNOWN,
                      _ ("Variants of the stream"),
                      words,
                      _ ("Look whether the encoder is meant to make so many; a stream usually has "
                         "up to ten."));
}

// What was not looked into is not said to play.
static gboolean
is_decoded (CuePreflight *self)
{
  for (guint i = 0; i < self->variants->len; i++) {
    CuePreflightVariant *variant = g_ptr_array_index (self->variants, i);

    if (variant->part != CUE_PREFLIGHT_PART_TEXT && !variant->is_decoded)
      return FALSE;
  }
  return TRUE;
}

static char *
describe_variants (CuePreflight *self, guint n, gboolean is_black, gboolean is_silent)
{
  g_autofree char *words = NULL;

  if (self->n_variants_named > n)
    words = g_strdup_printf (_ ("The first %u of %u variants answer, each with the segment a "
                                "player begins with."),
                             n,
                             self->n_variants_named);
  else if (n == 2)
    words = g_strdup (_ ("Both variants answer, each with the segment a player begins with."));
  else
    words =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%u variant answers, with the segment a player begins with.",
                                    "All %u variants answer, each with the segment a player "
                                    "begins "
                                    "with.",
                                    n),
                       n);
  return g_strconcat (words,
                      is_decoded (self) ? " " : "",
                      // Translators: of the segments that were named just before
                      is_decoded (self) ? _ ("All that is in these was decoded.") : "",
                      is_black ? " " : "",
                      // Translators: of a stream that nobody is to see yet
                      is_black ? _ ("The picture is black now.") : "",
                      is_silent ? " " : "",
                      // Translators: of a stream that nobody is to hear yet
                      is_silent ? _ ("It is silent now.") : "",
                      NULL);
}

static void
conclude_variants (CuePreflight *self)
{
  CuePreflightFinding *finding;
  gboolean             is_on_air = cue_preflight_is_on_air (self);
  gboolean             is_fine = TRUE;
  gboolean             is_black = FALSE;
  gboolean             is_silent = FALSE;
  guint                n = 0;
  g_autofree char     *words = NULL;

  for (guint i = 0; i < self->variants->len; i++) {
    CuePreflightVariant *variant = g_ptr_array_index (self->variants, i);

    is_black = is_black || variant->is_black;
    is_silent = is_silent || variant->is_silent;
    if (variant->part != CUE_PREFLIGHT_PART_VARIANT)
      continue;
    is_fine = is_fine && variant->is_fine;
    n++;
  }
  note_left_out (self, n);
  if (!is_fine)
    return;
  // On air that is a finding of its own.
  words = describe_variants (self, n, is_black && !is_on_air, is_silent && !is_on_air);
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_STREAM,
                                "stream.variants",
                                CUE_PREFLIGHT_OK,
                                _ ("Variants of the stream"),
                                words,
                                NULL);
  for (guint i = 0; i < n; i++) {
    CuePreflightVariant *variant = g_ptr_array_index (self->variants, i);

    cue_preflight_add_fact (self,
                            finding,
                            variant->title,
                            variant->fact != NULL ? variant->fact : "");
  }
  cue_preflight_take (self, finding);
}

/**
 * cue_preflight_end_variant:
 *
 * The variant or rendition whose turn it was is judged; the next one has its turn.
 */
void
cue_preflight_end_variant (CuePreflight *self)
{
  self->variant++;
  if (self->variant < self->variants->len)
    cue_preflight_look_at_variant (self);
  else {
    conclude_variants (self);
    cue_preflight_conclude_renditions (self);
    end_stream (self);
  }
}

static CuePreflightVariant *
add_variant (CuePreflight *self, const char *uri, const char *words)
{
  CuePreflightVariant *variant = g_new0 (CuePreflightVariant, 1);

  variant->uri = g_strdup (uri);
  // Translators: a variant of a stream, such as 1280 × 720, 2.8 Mb/s
  variant->title = g_strdup_printf (_ ("Variant %s"), words);
  g_ptr_array_add (self->variants, variant);
  return variant;
}

static void
add_variants (CuePreflight *self, CueHlsPlaylist *playlist, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueHlsVariant)
      variant = g_list_model_get_item (cue_hls_playlist_get_variants (playlist), i);
    g_autofree char     *words = cue_hls_variant_to_words (variant);
    CuePreflightVariant *added = add_variant (self, cue_hls_variant_get_uri (variant), words);

    added->silent_by_intent = cue_preflight_has_sound_elsewhere (playlist, variant);
    added->sound_only = cue_preflight_is_sound_only (variant);
    added->promises_sound = !added->silent_by_intent && cue_preflight_names_sound (variant);
  }
}

static void
take_master (CuePreflight *self, CueHlsPlaylist *playlist)
{
  CuePreflightFinding *finding;
  g_autofree char     *words = NULL;
  guint                n = 0;

  if (cue_hls_playlist_get_playlist_type (playlist) == CUE_HLS_PLAYLIST_MULTIVARIANT) {
    self->n_variants_named = g_list_model_get_n_items (cue_hls_playlist_get_variants (playlist));
    n = MIN (self->n_variants_named, MAX_VARIANTS);
  }
  add_variants (self, playlist, n);
  // Without any, what is found in it is told of itself.
  self->n_variants_named = MAX (self->n_variants_named, 1);
  if (n == 0)
    add_variant (self, cue_hls_playlist_get_url (playlist), "1");
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "The playlist can be read; it has %u variant.",
                                        "The playlist can be read; it has %u variants.",
                                        self->n_variants_named),
                           self->n_variants_named);
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_STREAM,
                                "stream.master",
                                CUE_PREFLIGHT_OK,
                                _ ("Playlist of the stream"),
                                words,
                                NULL);
  cue_preflight_add_fact (self, finding, _ ("Address"), cue_hls_playlist_get_url (playlist));
  cue_preflight_take (self, finding);
  if (n > 0) {
    self->variant = self->variants->len;
    cue_preflight_blame_playlist (self, playlist);
    cue_preflight_add_renditions (self, playlist);
  }
  self->variant = 0;
  cue_preflight_look_at_variant (self);
}

static void
on_master_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueHlsPlaylist) playlist = NULL;
  g_autoptr (GError) error = NULL;
  CuePreflight        *self;
  CuePreflightFinding *finding;

  playlist = cue_hls_loader_load_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PREFLIGHT (user_data);
  if (playlist != NULL) {
    take_master (self, playlist);
    return;
  }
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_STREAM,
                                "stream.master",
                                cue_preflight_get_stream_failure (self),
                                _ ("Playlist of the stream"),
                                error->message,
                                cue_preflight_get_stream_hint (self));
  cue_preflight_add_fact (self,
                          finding,
                          _ ("Address"),
                          cue_engine_state_get_manifest (cue_profile_test_get_state (self->test)));
  cue_preflight_take (self, finding);
  end_stream (self);
}

static void
note_master (CuePreflight *self, CuePreflightSeverity severity, const char *words, const char *next)
{
  cue_preflight_note (self,
                      CUE_PREFLIGHT_STREAM,
                      "stream.master",
                      severity,
                      _ ("Playlist of the stream"),
                      words,
                      next);
}

static void
note_no_stream (CuePreflight *self)
{
  CuePlayerState state =
    cue_engine_state_get_player_state (cue_profile_test_get_state (self->test));

  if (cue_preflight_is_on_air (self))
    note_master (self,
                 CUE_PREFLIGHT_CRITICAL,
                 _ ("The audience should see the stream, but the state names none."),
                 _ ("Set the stream where the event is set up."));
  else if (state == CUE_PLAYER_STATE_POSTLIVE)
    note_master (self,
                 CUE_PREFLIGHT_NOT_APPLICABLE,
                 _ ("The show is over and the state names no stream."),
                 NULL);
  else
    note_master (self,
                 CUE_PREFLIGHT_WARNING,
                 _ ("The state names no stream yet."),
                 _ ("Set the stream where the event is set up, then check again."));
}

/**
 * cue_preflight_try_stream:
 *
 * Looks at the stream that the state names, to the end or until the check is cancelled.
 */
void
cue_preflight_try_stream (CuePreflight *self)
{
  const char *manifest = cue_engine_state_get_manifest (cue_profile_test_get_state (self->test));

  if (manifest == NULL) {
    note_no_stream (self);
    end_stream (self);
    return;
  }
  self->stream_is_awaited = TRUE;
  cue_preflight_say (self, _ ("Stream"));
  cue_preflight_judge_scheme (self, manifest);
  cue_hls_loader_load_async (cue_profile_test_get_client (self->test),
                             manifest,
                             _ ("Check before the show: the stream"),
                             self->cancellable,
                             on_master_loaded,
                             self);
}

/**
 * cue_preflight_stop_stream:
 *
 * The check ends early: what was not seen of the stream by now is not known.
 */
void
cue_preflight_stop_stream (CuePreflight *self)
{
  CuePreflightFinding *finding;
  g_autofree char     *words = NULL;
  guint                n = self->variants->len > 0 ? self->variants->len - self->variant : 1;

  if (!self->stream_is_awaited)
    return;
  self->stream_is_awaited = FALSE;
  cue_preflight_take_blames (self);
  if (self->variants->len > 0)
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u playlist of it was still awaited when the check "
                                          "ended.",
                                          "%u playlists of it were still awaited when the check "
                                          "ended.",
                                          n),
                             n);
  else
    words = g_strdup (_ ("It was still awaited when the check ended."));
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_STREAM,
                                "stream.awaited",
                                CUE_PREFLIGHT_UNKNOWN,
                                cue_preflight_area_get_name (CUE_PREFLIGHT_STREAM),
                                words,
                                _ ("Play the stream on a phone, then check again."));
  for (guint i = self->variant; i < self->variants->len; i++) {
    CuePreflightVariant *variant = g_ptr_array_index (self->variants, i);

    cue_preflight_add_fact (self, finding, variant->title, variant->uri);
  }
  cue_preflight_take (self, finding);
}
