// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-error.h"
#include "cue-hls-loader.h"
#include "cue-hls-variant.h"
#include "cue-media-probe.h"
#include "cue-preflight-private.h"
#include "cue-time.h"

// The stream as a player meets it: the master playlist, the playlist of each variant, and in each
// the segment with which a player would begin. One after the other, so that the time of a segment
// says something about the line.

#define MAX_VARIANTS      16
#define BLACK_SHARE       0.9
#define MAX_SEGMENT_BYTES (64 * 1024 * 1024)

static void look_at_variant (CuePreflight *self);

static void
add (CuePreflight        *self,
     const char          *code,
     CuePreflightSeverity severity,
     const char          *title,
     const char          *words,
     const char          *next)
{
  cue_preflight_take (self,
                      cue_preflight_make (self,
                                          CUE_PREFLIGHT_STREAM,
                                          code,
                                          severity,
                                          title,
                                          words,
                                          next));
}

// While nobody watches the stream, an encoder that does not run yet is no accident.
static CuePreflightSeverity
get_failure (CuePreflight *self)
{
  return cue_preflight_is_on_air (self) ? CUE_PREFLIGHT_CRITICAL : CUE_PREFLIGHT_WARNING;
}

static const char *
get_hint (CuePreflight *self)
{
  return cue_preflight_is_on_air (self)
           ? _ ("Look at the encoder and at the delivery network at once.")
           : _ ("Start the encoder, then check again before the doors open.");
}

static CuePreflightVariant *
peek_variant (CuePreflight *self)
{
  return g_ptr_array_index (self->variants, self->variant);
}

static void
conclude (CuePreflight *self)
{
  CuePreflightFinding *finding;
  g_autofree char     *words = NULL;

  if (self->n_variants_fine == self->variants->len) {
    words =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%u variant answers, with the segment a player begins with.",
                                    "All %u variants answer, each with the segment a player begins "
                                    "with.",
                                    self->variants->len),
                       self->variants->len);
    finding = cue_preflight_make (self,
                                  CUE_PREFLIGHT_STREAM,
                                  "stream.variants",
                                  CUE_PREFLIGHT_OK,
                                  _ ("Variants of the stream"),
                                  words,
                                  NULL);
    for (guint i = 0; i < self->variants->len; i++) {
      CuePreflightVariant *variant = g_ptr_array_index (self->variants, i);

      cue_preflight_add_fact (self,
                              finding,
                              variant->words,
                              variant->fact != NULL ? variant->fact : "");
    }
    cue_preflight_take (self, finding);
  }
  g_clear_object (&self->playlist);
  g_clear_pointer (&self->map, g_bytes_unref);
  cue_preflight_end_part (self);
}

static void
next_variant (CuePreflight *self)
{
  self->variant++;
  if (self->variant < self->variants->len)
    look_at_variant (self);
  else
    conclude (self);
}

// Takes over @words.
static void
fail_variant (CuePreflight *self, const char *code, char *words, const char *url)
{
  CuePreflightVariant *variant = peek_variant (self);
  // Translators: a variant of a stream, such as 1280 × 720, 2.8 Mb/s
  g_autofree char     *title = g_strdup_printf (_ ("Variant %s"), variant->words);
  CuePreflightFinding *finding = cue_preflight_make (self,
                                                     CUE_PREFLIGHT_STREAM,
                                                     code,
                                                     get_failure (self),
                                                     title,
                                                     words,
                                                     get_hint (self));

  cue_preflight_add_fact (self, finding, _ ("Address"), url);
  cue_preflight_take (self, finding);
  g_free (words);
}

// Whether it comes fast enough to be played.
static gboolean
judge_pace (CuePreflight *self, CueHttpResponse *response, const CueHlsSegment *segment)
{
  CuePreflightVariant *variant = peek_variant (self);
  gint64               took = cue_http_response_get_received_monotonic_us (response) -
                cue_http_response_get_sent_monotonic_us (response);
  gsize            bytes = g_bytes_get_size (cue_http_response_get_body (response));
  g_autofree char *size = g_format_size (bytes);
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  // Translators: size of a segment, how long it took, how long it plays
  variant->fact = g_strdup_printf (_ ("%s in %.1f s, plays %.1f s"),
                                   size,
                                   (double) took / G_USEC_PER_SEC,
                                   (double) segment->duration_us / G_USEC_PER_SEC);
  if (segment->duration_us <= 0 || took < segment->duration_us)
    return TRUE;
  title = g_strdup_printf (_ ("Variant %s"), variant->words);
  words = g_strdup_printf (_ ("A segment of %.1f s took %.1f s to come: it cannot be played here "
                              "without waiting."),
                           (double) segment->duration_us / G_USEC_PER_SEC,
                           (double) took / G_USEC_PER_SEC);
  add (self,
       "stream.slow",
       CUE_PREFLIGHT_WARNING,
       title,
       words,
       _ ("Try another network. If it is the same there, look at the delivery network."));
  return FALSE;
}

// Nothing is to be decoded of it, and nothing is wrong with it.
static void
accept_unseen (CuePreflight *self, const char *why)
{
  CuePreflightVariant *variant = peek_variant (self);
  char                *fact = g_strdup_printf ("%s; %s", variant->fact, why);

  g_free (variant->fact);
  variant->fact = fact;
  self->n_variants_fine++;
}

static void
accept_encrypted (CuePreflight *self)
{
  accept_unseen (self, _ ("encrypted"));
  if (self->notes_encryption)
    return;
  self->notes_encryption = TRUE;
  add (self,
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
  CuePreflightVariant *variant = peek_variant (self);
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
}

static void
judge_picture (CuePreflight *self, const CuePictureFacts *picture, const GError *error)
{
  CuePreflightVariant *variant = peek_variant (self);
  g_autofree char     *title = g_strdup_printf (_ ("Variant %s"), variant->words);
  g_autofree char     *words = NULL;

  if (picture != NULL && picture->n_decoded > 0) {
    note_picture (self, picture);
    if (picture->black < BLACK_SHARE || !cue_preflight_is_on_air (self)) {
      self->n_variants_fine++;
      return;
    }
    add (self,
         "stream.black",
         CUE_PREFLIGHT_WARNING,
         title,
         _ ("The picture is black."),
         _ ("Look at what the encoder is fed with."));
    return;
  }
  words = g_strdup_printf (_ ("A segment comes, but does not play here: %s"),
                           error != NULL ? error->message : _ ("it has no picture."));
  add (self,
       "stream.play",
       get_failure (self),
       title,
       words,
       _ ("Play the stream on a phone. An encrypted stream plays there, but not here."));
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
  next_variant (self);
}

static void
on_segment_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  CuePreflight        *self;
  const CueHlsSegment *segment;

  response = cue_http_client_send_finish (CUE_HTTP_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PREFLIGHT (user_data);
  segment = cue_preflight_pick_segment (self->playlist);
  if (response != NULL && !cue_http_response_check_status (response, &error))
    g_clear_object (&response);
  if (response == NULL)
    fail_variant (self,
                  "stream.segment",
                  g_strdup_printf (_ ("A segment does not come: %s"), error->message),
                  segment->uri);
  else if (!cue_hls_playlist_get_encrypted (self->playlist) &&
           !cue_preflight_is_media (cue_http_response_get_body (response)))
    fail_variant (self,
                  "stream.segment",
                  g_strdup (_ ("A segment comes, but it is neither MPEG-TS nor fragmented MP4.")),
                  segment->uri);
  else if (judge_pace (self, response, segment)) {
    g_autoptr (GBytes) whole = NULL;

    if (cue_hls_playlist_get_encrypted (self->playlist))
      accept_encrypted (self);
    else if (peek_variant (self)->sound_only ||
             cue_preflight_is_packed_audio (cue_http_response_get_body (response)))
      accept_unseen (self, _ ("only sound"));
    else if (self->lacks_helper)
      self->n_variants_fine++; // which was said
    else {
      whole = cue_preflight_join (self->map, cue_http_response_get_body (response));
      cue_media_probe_async (whole, TRUE, self->cancellable, on_segment_probed, self);
      return;
    }
  }
  next_variant (self);
}

static void
load (CuePreflight       *self,
      const char         *url,
      gint64              start,
      gint64              length,
      GAsyncReadyCallback callback)
{
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);
  g_autofree char *range = NULL;

  if (length > 0) {
    range = g_strdup_printf ("bytes=%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                             MAX (start, 0),
                             MAX (start, 0) + length - 1);
    cue_http_request_set_header (request, "Range", range);
  }
  cue_http_request_set_purpose (request, _ ("Check before the show: a segment"));
  cue_http_request_set_lane (request, "stream");
  cue_http_request_set_max_bytes (request, MAX_SEGMENT_BYTES);
  cue_http_client_send_async (cue_profile_test_get_client (self->test),
                              request,
                              self->cancellable,
                              callback,
                              self);
}

static void
load_segment (CuePreflight *self)
{
  const CueHlsSegment *segment = cue_preflight_pick_segment (self->playlist);

  cue_preflight_judge_scheme (self, segment->uri);
  load (self, segment->uri, segment->byte_start, segment->byte_length, on_segment_loaded);
}

static void
on_map_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  CuePreflight *self;

  response = cue_http_client_send_finish (CUE_HTTP_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PREFLIGHT (user_data);
  if (response != NULL && !cue_http_response_check_status (response, &error))
    g_clear_object (&response);
  if (response == NULL) {
    fail_variant (self,
                  "stream.segment",
                  g_strdup_printf (_ ("The initialisation section does not come: %s"),
                                   error->message),
                  cue_hls_playlist_get_map_uri (self->playlist,
                                                cue_preflight_pick_segment (self->playlist)->map));
    next_variant (self);
    return;
  }
  self->map = g_bytes_ref (cue_http_response_get_body (response));
  load_segment (self);
}

// Once is enough: all variants come from one encoder.
static void
judge_age (CuePreflight *self)
{
  CuePreflightVariant *variant = peek_variant (self);
  CueHttpResponse     *response = cue_profile_test_get_response (self->test);
  gint64               offset = cue_http_response_get_date_difference_us (response);
  gint64               edge = cue_hls_playlist_get_edge_pdt (self->playlist);
  gint64               age;
  g_autofree char     *amount = NULL;
  g_autofree char     *title = NULL;
  g_autofree char     *words = NULL;

  if (cue_hls_playlist_get_endlist (self->playlist)) {
    if (cue_engine_state_get_player_state (cue_profile_test_get_state (self->test)) ==
          CUE_PLAYER_STATE_LIVE &&
        self->variant == 0)
      add (self,
           "stream.ended",
           CUE_PREFLIGHT_WARNING,
           _ ("Stream"),
           _ ("The event is live, but the stream is finished or a recording."),
           _ ("Look whether the state names the right stream."));
    return;
  }
  if (edge == CUE_TIME_INVALID)
    return;
  age = cue_clock_get_wall (self->clock) - (offset != CUE_TIME_INVALID ? offset : 0) - edge;
  if (age < CUE_SECONDS (CUE_PREFLIGHT_STREAM_AGE_S) +
              3 * cue_hls_playlist_get_target_duration (self->playlist))
    return;
  amount = cue_time_format_duration (age, CUE_DURATION_WORDS);
  title = g_strdup_printf (_ ("Variant %s"), variant->words);
  words =
    g_strdup_printf (_ ("Its newest picture is %s old: the encoder stands still, or its clock "
                        "is wrong."),
                     amount);
  add (self, "stream.stale", get_failure (self), title, words, get_hint (self));
}

static void
on_variant_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueHlsPlaylist) playlist = NULL;
  g_autoptr (GError) error = NULL;
  CuePreflight        *self;
  const CueHlsSegment *segment;
  gint64               map_start;
  gint64               map_length;

  playlist = cue_hls_loader_load_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PREFLIGHT (user_data);
  segment = playlist != NULL &&
                cue_hls_playlist_get_playlist_type (playlist) == CUE_HLS_PLAYLIST_MEDIA
              ? cue_preflight_pick_segment (playlist)
              : NULL;
  if (segment == NULL) {
    fail_variant (self,
                  "stream.variant",
                  g_strdup (error != NULL ? error->message : _ ("Its playlist names no segment.")),
                  peek_variant (self)->uri);
    next_variant (self);
    return;
  }
  g_set_object (&self->playlist, playlist);
  g_clear_pointer (&self->map, g_bytes_unref);
  judge_age (self);
  // Often it is the beginning of one large file.
  cue_hls_playlist_get_map_range (playlist, segment->map, &map_start, &map_length);
  if (segment->map >= 0 && cue_hls_playlist_get_map_uri (playlist, segment->map) != NULL)
    load (self,
          cue_hls_playlist_get_map_uri (playlist, segment->map),
          map_start,
          map_length,
          on_map_loaded);
  else
    load_segment (self);
}

static void
look_at_variant (CuePreflight *self)
{
  g_autofree char *activity = g_strdup_printf (_ ("Variant %s"), peek_variant (self)->words);

  cue_preflight_say (self, activity);
  cue_preflight_judge_scheme (self, peek_variant (self)->uri);
  cue_hls_loader_load_async (cue_profile_test_get_client (self->test),
                             peek_variant (self)->uri,
                             _ ("Check before the show: a variant"),
                             self->cancellable,
                             on_variant_loaded,
                             self);
}

static void
add_variant (CuePreflight *self, const char *uri, char *words, gboolean sound_only)
{
  CuePreflightVariant *variant = g_new0 (CuePreflightVariant, 1);

  variant->uri = g_strdup (uri);
  variant->words = words;
  variant->sound_only = sound_only;
  g_ptr_array_add (self->variants, variant);
}

static void
take_master (CuePreflight *self, CueHlsPlaylist *playlist)
{
  CuePreflightFinding *finding;
  g_autofree char     *words = NULL;
  GListModel          *variants = cue_hls_playlist_get_variants (playlist);
  guint                n = 0;

  if (cue_hls_playlist_get_playlist_type (playlist) == CUE_HLS_PLAYLIST_MULTIVARIANT)
    n = MIN (g_list_model_get_n_items (variants), MAX_VARIANTS);
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueHlsVariant) variant = g_list_model_get_item (variants, i);

    add_variant (self,
                 cue_hls_variant_get_uri (variant),
                 cue_hls_variant_to_words (variant),
                 cue_preflight_is_sound_only (variant));
  }
  if (n == 0)
    add_variant (self, cue_hls_playlist_get_url (playlist), g_strdup ("1"), FALSE);
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "The playlist can be read; it has %u variant.",
                                        "The playlist can be read; it has %u variants.",
                                        self->variants->len),
                           self->variants->len);
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_STREAM,
                                "stream.master",
                                CUE_PREFLIGHT_OK,
                                _ ("Playlist of the stream"),
                                words,
                                NULL);
  cue_preflight_add_fact (self, finding, _ ("Address"), cue_hls_playlist_get_url (playlist));
  cue_preflight_take (self, finding);
  self->variant = 0;
  look_at_variant (self);
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
                                get_failure (self),
                                _ ("Playlist of the stream"),
                                error->message,
                                get_hint (self));
  cue_preflight_add_fact (self,
                          finding,
                          _ ("Address"),
                          cue_engine_state_get_manifest (cue_profile_test_get_state (self->test)));
  cue_preflight_take (self, finding);
  cue_preflight_end_part (self);
}

static void
note_no_stream (CuePreflight *self)
{
  CuePlayerState state =
    cue_engine_state_get_player_state (cue_profile_test_get_state (self->test));

  if (cue_preflight_is_on_air (self))
    add (self,
         "stream.master",
         CUE_PREFLIGHT_CRITICAL,
         _ ("Playlist of the stream"),
         _ ("The audience should see the stream, but the state names none."),
         _ ("Set the stream where the event is set up."));
  else if (state == CUE_PLAYER_STATE_POSTLIVE)
    add (self,
         "stream.master",
         CUE_PREFLIGHT_OK,
         _ ("Playlist of the stream"),
         _ ("The show is over and the state names no stream."),
         NULL);
  else
    add (self,
         "stream.master",
         CUE_PREFLIGHT_WARNING,
         _ ("Playlist of the stream"),
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
    cue_preflight_end_part (self);
    return;
  }
  cue_preflight_say (self, _ ("Stream"));
  cue_preflight_judge_scheme (self, manifest);
  cue_hls_loader_load_async (cue_profile_test_get_client (self->test),
                             manifest,
                             _ ("Check before the show: the stream"),
                             self->cancellable,
                             on_master_loaded,
                             self);
}
