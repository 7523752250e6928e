// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-hls-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-error.h"
#include "cue-text.h"

/* The playlist parser: one pass over the bytes, one line at a time, no recursion. Everything that
 * grows has a limit, and a damaged line becomes a diagnostic instead of losing the playlist.
 * Sections are those of RFC 8216. */

static gboolean
read_variant_uri (CueHlsParser *parser, const char *line, gsize length, GError **error)
{
  g_autofree char *uri = cue_hls_parser_resolve (parser, line, length);
  GListStore      *variants = parser->playlist->variants;

  parser->variant_pending = FALSE;
  if (uri == NULL)
    return TRUE;
  if (g_list_model_get_n_items (G_LIST_MODEL (variants)) >= CUE_HLS_MAX_VARIANTS) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_TOO_LARGE,
                 _ ("The playlist lists more than %d variants"),
                 CUE_HLS_MAX_VARIANTS);
    return FALSE;
  }

  g_autoptr (CueHlsVariant) variant = cue_hls_variant_new (uri,
                                                           parser->bandwidth,
                                                           parser->average_bandwidth,
                                                           parser->width,
                                                           parser->height,
                                                           parser->frame_rate,
                                                           parser->codecs);
  for (guint i = 0; i < CUE_HLS_N_MEDIA_TYPES; i++)
    cue_hls_variant_set_group (variant, (CueHlsMediaType) i, parser->groups[i]);
  g_list_store_append (variants, variant);
  return TRUE;
}

static void
find_byte_range (CueHlsParser *parser, CueHlsSegment *segment)
{
  segment->byte_start = -1;
  segment->byte_length = -1;
  if (parser->byte_length < 0) {
    parser->range_uri = NULL;
    return;
  }
  segment->byte_length = parser->byte_length;
  segment->byte_start = parser->byte_start;
  if (segment->byte_start < 0) {
    // Section 4.3.2.2: without an offset it follows the range before, of the same resource.
    if (parser->range_uri == NULL || strcmp (parser->range_uri, segment->uri) != 0) {
      cue_hls_parser_complain (parser,
                               CUE_SEVERITY_WARNING,
                               _ ("The byte range does not say where it starts"));
      segment->byte_start = 0;
    } else {
      segment->byte_start = parser->range_end;
    }
  }
  if (segment->byte_start > G_MAXINT64 / 2) {
    cue_hls_parser_complain (parser, CUE_SEVERITY_WARNING, _ ("The byte range cannot be read"));
    segment->byte_start = 0;
  }
  parser->range_uri = segment->uri;
  parser->range_end = segment->byte_start + segment->byte_length;
}

static gboolean
read_segment_uri (CueHlsParser *parser, const char *line, gsize length, GError **error)
{
  CueHlsPlaylist  *playlist = parser->playlist;
  g_autofree char *uri = cue_hls_parser_resolve (parser, line, length);
  CueHlsSegment    segment = { 0 };

  if (playlist->segments->len >= CUE_HLS_MAX_SEGMENTS) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_TOO_LARGE,
                 _ ("The playlist lists more than %d segments"),
                 CUE_HLS_MAX_SEGMENTS);
    return FALSE;
  }
  if (!parser->segment_pending)
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_WARNING,
                             _ ("The segment has no EXTINF before it"));

  // A segment without a usable address keeps its place: the numbers after it must stay right.
  segment.uri = uri != NULL ? g_string_chunk_insert (playlist->strings, uri) : "";
  segment.duration_us = parser->duration_us;
  segment.sequence = playlist->media_sequence + playlist->segments->len;
  segment.discontinuity = parser->discontinuity;
  if (segment.discontinuity)
    parser->discontinuities++;
  segment.discontinuity_sequence = playlist->discontinuity_sequence + parser->discontinuities;
  segment.gap = parser->gap;
  segment.map = parser->map;
  segment.pdt_explicit = parser->pdt_us != G_MININT64;
  // Across a discontinuity the time of day may jump, so it is not carried over.
  segment.pdt_us = segment.pdt_explicit    ? parser->pdt_us
                   : segment.discontinuity ? G_MININT64
                                           : parser->next_pdt_us;
  find_byte_range (parser, &segment);
  g_array_append_val (playlist->segments, segment);

  playlist->total_duration_us += segment.duration_us;
  parser->next_pdt_us = segment.pdt_us != G_MININT64 ? segment.pdt_us + segment.duration_us
                                                     : G_MININT64;
  parser->segment_pending = FALSE;
  parser->duration_us = 0;
  parser->discontinuity = FALSE;
  parser->gap = FALSE;
  parser->pdt_us = G_MININT64;
  parser->byte_length = -1;
  parser->byte_start = -1;
  return TRUE;
}

static gboolean
read_line (CueHlsParser *parser, const char *line, gsize length, GError **error)
{
  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;
  if (length == 0)
    return TRUE;
  if (length > CUE_HLS_MAX_LINE_BYTES) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_TOO_LARGE,
                 _ ("Line %u of the playlist is longer than %d bytes"),
                 parser->line_number,
                 CUE_HLS_MAX_LINE_BYTES);
    return FALSE;
  }
  if (*line == '#') {
    if (length > 4 && memcmp (line, "#EXT", 4) == 0)
      cue_hls_parser_read_tag (parser, line + 1, length - 1);
    return TRUE;
  }
  if (parser->variant_pending)
    return read_variant_uri (parser, line, length, error);
  if (parser->is_multivariant && !parser->is_media) {
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_WARNING,
                             _ ("The address has no EXT-X-STREAM-INF before it"));
    return TRUE;
  }
  return read_segment_uri (parser, line, length, error);
}

/* Says what the bytes are when they are no playlist. */
static void
set_not_a_playlist (const char *data, gsize size, GError **error)
{
  g_autofree char *title = NULL;
  g_autofree char *start = NULL;

  while (size > 0 && g_ascii_isspace (*data)) {
    data++;
    size--;
  }
  if (size == 0) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("A playlist was expected, but the answer is empty."));
    return;
  }
  if (*data == '<') {
    title = cue_text_first_sentence_of_html (data, (gssize) size);
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 _ ("A playlist was expected, but the answer is a web page: %s"),
                 title != NULL ? title : "");
    return;
  }
  start = cue_text_make_visible (data, (gssize) MIN (size, 200), 60);
  if (*data == '{' || *data == '[')
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 _ ("A playlist was expected, but the answer is JSON: %s"),
                 start);
  else
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 _ ("A playlist begins with #EXTM3U, but the answer begins with: %s"),
                 start);
}

static gboolean
check_whole (CueHlsParser *parser, GError **error)
{
  CueHlsPlaylist *playlist = parser->playlist;

  if (parser->is_multivariant && parser->is_media) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The playlist mixes variants and segments; a player must refuse it."));
    return FALSE;
  }
  if (parser->variant_pending)
    cue_hls_parser_complain (parser, CUE_SEVERITY_WARNING, _ ("The last variant has no address"));
  if (parser->segment_pending)
    cue_hls_parser_complain (parser, CUE_SEVERITY_WARNING, _ ("The last segment has no address"));

  if (parser->is_multivariant) {
    playlist->type = CUE_HLS_PLAYLIST_MULTIVARIANT;
    if (g_list_model_get_n_items (G_LIST_MODEL (playlist->variants)) > 0)
      return TRUE;
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The playlist lists no variant that can be played."));
    return FALSE;
  }

  playlist->type = CUE_HLS_PLAYLIST_MEDIA;
  if (playlist->segments->len == 0 && !parser->is_media) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The playlist has neither variants nor segments."));
    return FALSE;
  }
  if (playlist->segments->len == 0)
    cue_hls_parser_complain (parser, CUE_SEVERITY_WARNING, _ ("The playlist has no segments"));
  if (playlist->target_duration_us == 0)
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_ERROR,
                             _ ("The playlist does not say its target duration"));
  return TRUE;
}

static gboolean
read_lines (CueHlsParser *parser, const char *data, gsize size, GError **error)
{
  const char *end = data + size;

  for (const char *line = data; line < end;) {
    const char *newline = memchr (line, '\n', (gsize) (end - line));
    const char *line_end = newline != NULL ? newline : end;

    parser->line_number++;
    if (!read_line (parser, line, (gsize) (line_end - line), error))
      return FALSE;
    line = newline != NULL ? newline + 1 : end;
  }
  return check_whole (parser, error);
}

/**
 * cue_hls_playlist_parse:
 * @bytes: the body of the answer
 * @base_url: where it came from; relative addresses are resolved against it
 *
 * Reads a playlist (RFC 8216, sections 4 and 6.3.1). May be called in any thread.
 *
 * Errors: %CUE_ERROR_PROTOCOL when the bytes are no playlist, mix both kinds or hold nothing to
 * play; %CUE_ERROR_TOO_LARGE past one of the `CUE_HLS_MAX_` limits; %CUE_ERROR_INVALID_INPUT when
 * @base_url is no URL.
 *
 * Returns: (transfer full): the playlist
 */
CueHlsPlaylist *
cue_hls_playlist_parse (GBytes *bytes, const char *base_url, GError **error)
{
  static const char mark[] = "#EXTM3U";
  g_autoptr (CueHlsPlaylist) playlist = NULL;
  g_autoptr (GUri) base = NULL;
  CueHlsParser parser = {
    .pdt_us = G_MININT64, .next_pdt_us = G_MININT64, .byte_start = -1, .byte_length = -1, .map = -1
  };
  gsize       size;
  const char *data;
  gboolean    bom;
  gboolean    read;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (base_url != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size > CUE_HLS_MAX_BYTES) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_TOO_LARGE,
                 _ ("The playlist is larger than %d bytes."),
                 CUE_HLS_MAX_BYTES);
    return NULL;
  }
  base = g_uri_parse (base_url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (base == NULL) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The address of the playlist is no URL."));
    return NULL;
  }

  bom = size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0;
  if (bom) {
    data += 3;
    size -= 3;
  }
  if (size < sizeof mark - 1 || memcmp (data, mark, sizeof mark - 1) != 0 ||
      (size > sizeof mark - 1 && !g_ascii_isspace (data[sizeof mark - 1]))) {
    set_not_a_playlist (data, size, error);
    return NULL;
  }
  if (!g_utf8_validate_len (data, size, NULL)) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The playlist is not UTF-8 text, as a playlist must be."));
    return NULL;
  }

  playlist = g_object_new (CUE_TYPE_HLS_PLAYLIST, NULL);
  playlist->url = g_strdup (base_url);
  parser.playlist = playlist;
  parser.base = base;
  if (bom) {
    parser.line_number = 1;
    cue_hls_parser_complain (&parser,
                             CUE_SEVERITY_WARNING,
                             _ ("A byte order mark stands before #EXTM3U; players refuse that"));
    parser.line_number = 0;
  }
  read = read_lines (&parser, data, size, error);
  cue_hls_parser_forget_variant (&parser);
  return read ? g_steal_pointer (&playlist) : NULL;
}
