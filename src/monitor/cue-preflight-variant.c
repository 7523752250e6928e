// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-hls-loader.h"
#include "cue-preflight-private.h"
#include "cue-time.h"

// One variant or rendition of the stream: its playlist, and the segment with which a player would
// begin.

#define MAX_SEGMENT_BYTES (64 * 1024 * 1024)

/**
 * cue_preflight_peek_variant:
 *
 * Returns: (transfer none): the variant or rendition that is looked at
 */
CuePreflightVariant *
cue_preflight_peek_variant (CuePreflight *self)
{
  return g_ptr_array_index (self->variants, self->variant);
}

// Without subtitles a show goes on.
static CuePreflightSeverity
get_failure (CuePreflight *self)
{
  return cue_preflight_peek_variant (self)->part == CUE_PREFLIGHT_PART_TEXT
           ? CUE_PREFLIGHT_WARNING
           : cue_preflight_get_stream_failure (self);
}

// Takes over @words.
static void
fail_variant (CuePreflight *self, const char *code, char *words, const char *url)
{
  cue_preflight_blame (self,
                       code,
                       get_failure (self),
                       words,
                       cue_preflight_get_stream_hint (self),
                       url);
  g_free (words);
}

static gboolean
is_wanted (CuePreflight *self, GBytes *body)
{
  if (cue_hls_playlist_get_encrypted (self->playlist))
    return TRUE;
  return cue_preflight_peek_variant (self)->part == CUE_PREFLIGHT_PART_TEXT
           ? cue_preflight_is_text (body)
           : cue_preflight_is_media (body);
}

// Whether it comes fast enough to be played.
static gboolean
judge_pace (CuePreflight *self, CueHttpResponse *response, const CueHlsSegment *segment)
{
  CuePreflightVariant *variant = cue_preflight_peek_variant (self);
  gint64               took = cue_http_response_get_received_monotonic_us (response) -
                cue_http_response_get_sent_monotonic_us (response);
  gsize            bytes = g_bytes_get_size (cue_http_response_get_body (response));
  g_autofree char *size = g_format_size (bytes);
  g_autofree char *words = NULL;

  // Translators: size of a segment, how long it took, how long it plays
  variant->fact = g_strdup_printf (_ ("%s in %.1f s, plays %.1f s"),
                                   size,
                                   (double) took / G_USEC_PER_SEC,
                                   (double) segment->duration_us / G_USEC_PER_SEC);
  if (segment->duration_us <= 0 || took < segment->duration_us)
    return TRUE;
  words = g_strdup_printf (_ ("A segment of %.1f s took %.1f s to come: it cannot be played here "
                              "without waiting."),
                           (double) segment->duration_us / G_USEC_PER_SEC,
                           (double) took / G_USEC_PER_SEC);
  cue_preflight_blame (self,
                       "stream.slow",
                       CUE_PREFLIGHT_WARNING,
                       words,
                       _ ("Try another network. If it is the same there, look at the delivery "
                          "network."),
                       segment->uri);
  return FALSE;
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
  if (response == NULL) {
    fail_variant (self,
                  "stream.segment",
                  g_strdup_printf (_ ("A segment does not come: %s"), error->message),
                  segment->uri);
  } else if (!is_wanted (self, cue_http_response_get_body (response))) {
    fail_variant (self,
                  "stream.segment",
                  g_strdup (cue_preflight_peek_variant (self)->part == CUE_PREFLIGHT_PART_TEXT
                              ? _ ("A segment comes, but it is neither WebVTT nor fragmented MP4.")
                              : _ ("A segment comes, but it is neither MPEG-TS nor fragmented "
                                   "MP4.")),
                  segment->uri);
  } else if (judge_pace (self, response, segment)) {
    cue_preflight_look_at_picture (self, cue_http_response_get_body (response));
    return;
  }
  cue_preflight_end_variant (self);
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
    cue_preflight_end_variant (self);
    return;
  }
  self->map = g_bytes_ref (cue_http_response_get_body (response));
  load_segment (self);
}

static void
judge_age (CuePreflight *self)
{
  CueHttpResponse *response = cue_profile_test_get_response (self->test);
  gint64           offset = cue_http_response_get_date_difference_us (response);
  gint64           edge = cue_hls_playlist_get_edge_pdt (self->playlist);
  gint64           age;
  g_autofree char *amount = NULL;
  g_autofree char *words = NULL;

  if (cue_hls_playlist_get_endlist (self->playlist)) {
    if (cue_engine_state_get_player_state (cue_profile_test_get_state (self->test)) ==
          CUE_PLAYER_STATE_LIVE &&
        self->variant == 0)
      cue_preflight_note (self,
                          CUE_PREFLIGHT_STREAM,
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
  words = g_strdup_printf (_ ("Its newest segment is %s old: the encoder stands still, or its "
                              "clock is wrong."),
                           amount);
  cue_preflight_blame (self,
                       "stream.stale",
                       get_failure (self),
                       words,
                       cue_preflight_get_stream_hint (self),
                       cue_preflight_peek_variant (self)->uri);
}

static char *
describe_missing (CueHlsPlaylist *playlist, const GError *error)
{
  if (error != NULL)
    return g_strdup (error->message);
  if (cue_hls_playlist_get_n_segments (playlist) > 0)
    return g_strdup (_ ("Its playlist says of every segment that it is missing."));
  return g_strdup (_ ("Its playlist names no segment."));
}

static void
on_variant_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueHlsPlaylist) playlist = NULL;
  g_autoptr (GError) error = NULL;
  CuePreflight        *self;
  CuePreflightVariant *item;
  const CueHlsSegment *segment;
  gint64               map_start;
  gint64               map_length;

  playlist = cue_hls_loader_load_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PREFLIGHT (user_data);
  item = cue_preflight_peek_variant (self);
  segment = playlist != NULL &&
                cue_hls_playlist_get_playlist_type (playlist) == CUE_HLS_PLAYLIST_MEDIA
              ? cue_preflight_pick_segment (playlist)
              : NULL;
  if (segment == NULL) {
    fail_variant (self,
                  item->part == CUE_PREFLIGHT_PART_VARIANT ? "stream.variant" : "stream.rendition",
                  describe_missing (playlist, error),
                  item->uri);
    cue_preflight_end_variant (self);
    return;
  }
  g_set_object (&self->playlist, playlist);
  g_clear_pointer (&self->map, g_bytes_unref);
  cue_preflight_blame_playlist (self, playlist);
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

/**
 * cue_preflight_look_at_variant:
 *
 * Fetches the playlist of the variant or rendition whose turn it is, and its segment;
 * cue_preflight_end_variant() is called when that is over.
 */
void
cue_preflight_look_at_variant (CuePreflight *self)
{
  cue_preflight_say (self, cue_preflight_peek_variant (self)->title);
  cue_preflight_judge_scheme (self, cue_preflight_peek_variant (self)->uri);
  cue_hls_loader_load_async (cue_profile_test_get_client (self->test),
                             cue_preflight_peek_variant (self)->uri,
                             _ ("Check before the show: a playlist"),
                             self->cancellable,
                             on_variant_loaded,
                             self);
}
