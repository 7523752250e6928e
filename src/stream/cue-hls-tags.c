// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-hls-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-hls-attributes.h"
#include "cue-time.h"

/* The tags of a playlist: each handler turns one into what the parser knows about the address that
 * follows, or into a fact about the whole playlist. Sections are those of RFC 8216. */

#define MAX_DIAGNOSTICS 100
#define MAX_MAPS        1000
#define MAX_URL_BYTES   (16 * 1024)
// No segment lasts longer than a day; it also keeps every sum far from overflow.
#define MAX_SEGMENT_S 86400.0

typedef void (*TagHandler) (CueHlsParser *parser, const char *value, gsize length);

/* Notes what is wrong with the current line, as long as there is room. */
void
cue_hls_parser_complain (CueHlsParser *parser, CueSeverity severity, const char *format, ...)
{
  g_autofree char *where = NULL;
  g_autofree char *message = NULL;
  va_list          args;

  if (parser->playlist->diagnostics->len >= MAX_DIAGNOSTICS)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  // Translators: a place in a playlist
  where = g_strdup_printf (_ ("line %u"), parser->line_number);
  g_ptr_array_add (parser->playlist->diagnostics,
                   cue_diagnostic_new (severity, where, "%s", message));
}

static gboolean
is_web_address (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);
  const char *path = g_uri_get_path (uri);

  if (strcmp (scheme, "http") != 0 && strcmp (scheme, "https") != 0)
    return FALSE;
  // GUri resolves "https:x" to a host with the path "x", and then refuses to write that.
  return host != NULL && *host != '\0' && (*path == '\0' || *path == '/');
}

/* An absolute http(s) URL, or NULL after a diagnostic. */
char *
cue_hls_parser_resolve (CueHlsParser *parser, const char *text, gsize length)
{
  g_autofree char *relative = NULL;
  g_autoptr (GUri) uri = NULL;

  if (length == 0 || length > MAX_URL_BYTES) {
    cue_hls_parser_complain (parser, CUE_SEVERITY_WARNING, _ ("The address is empty or too long"));
    return NULL;
  }
  relative = g_strndup (text, length);
  uri = g_uri_parse_relative (parser->base,
                              relative,
                              G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED,
                              NULL);
  if (uri == NULL || !is_web_address (uri)) {
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_WARNING,
                             _ ("The address is not a usable http or https address"));
    return NULL;
  }
  return g_uri_to_string (uri);
}

static const char *const media_types[CUE_HLS_N_MEDIA_TYPES] = {
  [CUE_HLS_MEDIA_AUDIO] = "AUDIO",
  [CUE_HLS_MEDIA_VIDEO] = "VIDEO",
  [CUE_HLS_MEDIA_SUBTITLES] = "SUBTITLES",
  [CUE_HLS_MEDIA_CLOSED_CAPTIONS] = "CLOSED-CAPTIONS",
};

// CLOSED-CAPTIONS=NONE, without quotes, is no group (section 4.3.4.2).
static void
read_group (CueHlsParser *parser, const CueHlsAttributes *attributes)
{
  for (guint i = 0; i < CUE_HLS_N_MEDIA_TYPES; i++) {
    if (cue_hls_attributes_is (attributes, media_types[i]) && parser->groups[i] == NULL &&
        (attributes->quoted || i != CUE_HLS_MEDIA_CLOSED_CAPTIONS))
      parser->groups[i] = cue_hls_attributes_dup_value (attributes);
  }
}

/* Frees what was kept of a variant's attributes. */
void
cue_hls_parser_forget_variant (CueHlsParser *parser)
{
  g_clear_pointer (&parser->codecs, g_free);
  for (guint i = 0; i < CUE_HLS_N_MEDIA_TYPES; i++)
    g_clear_pointer (&parser->groups[i], g_free);
}

static void
on_stream_inf (CueHlsParser *parser, const char *value, gsize length)
{
  CueHlsAttributes attributes = { .cursor = value, .end = value + length };
  gboolean         fine = TRUE;

  parser->is_multivariant = TRUE;
  parser->variant_pending = TRUE;
  parser->bandwidth = 0;
  parser->average_bandwidth = 0;
  parser->width = 0;
  parser->height = 0;
  parser->frame_rate = 0;
  cue_hls_parser_forget_variant (parser);

  while (cue_hls_attributes_next (&attributes)) {
    if (cue_hls_attributes_is (&attributes, "BANDWIDTH"))
      fine &= cue_hls_attributes_get_uint64 (&attributes, &parser->bandwidth);
    else if (cue_hls_attributes_is (&attributes, "AVERAGE-BANDWIDTH"))
      fine &= cue_hls_attributes_get_uint64 (&attributes, &parser->average_bandwidth);
    else if (cue_hls_attributes_is (&attributes, "RESOLUTION"))
      fine &= cue_hls_attributes_get_resolution (&attributes, &parser->width, &parser->height);
    else if (cue_hls_attributes_is (&attributes, "FRAME-RATE"))
      fine &= cue_hls_attributes_get_double (&attributes, &parser->frame_rate);
    else if (cue_hls_attributes_is (&attributes, "CODECS") && parser->codecs == NULL)
      parser->codecs = cue_hls_attributes_dup_value (&attributes);
    else
      read_group (parser, &attributes);
  }
  if (!fine)
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_WARNING,
                             _ ("An attribute of the variant cannot be read"));
  if (parser->bandwidth == 0)
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_WARNING,
                             _ ("The variant does not say its BANDWIDTH"));
}

static void
on_multivariant_tag (CueHlsParser *parser, const char *value, gsize length)
{
  parser->is_multivariant = TRUE;
}

static const char *
keep_text (CueHlsParser *parser, const CueHlsAttributes *attributes)
{
  g_autofree char *text = cue_hls_attributes_dup_value (attributes);

  return g_string_chunk_insert_const (parser->playlist->strings, text);
}

static void
on_media (CueHlsParser *parser, const char *value, gsize length)
{
  CueHlsAttributes attributes = { .cursor = value, .end = value + length };
  CueHlsRendition  rendition = { .name = "" };
  gboolean         has_type = FALSE;

  parser->is_multivariant = TRUE;
  parser->playlist->n_renditions_named++;
  if (parser->playlist->renditions->len >= CUE_HLS_MAX_RENDITIONS)
    return;
  while (cue_hls_attributes_next (&attributes)) {
    if (cue_hls_attributes_is (&attributes, "GROUP-ID")) {
      rendition.group = keep_text (parser, &attributes);
    } else if (cue_hls_attributes_is (&attributes, "NAME")) {
      rendition.name = keep_text (parser, &attributes);
    } else if (cue_hls_attributes_is (&attributes, "URI")) {
      g_autofree char *uri =
        cue_hls_parser_resolve (parser, attributes.value, attributes.value_length);

      rendition.uri = uri != NULL ? g_string_chunk_insert_const (parser->playlist->strings, uri)
                                  : "";
    } else if (cue_hls_attributes_is (&attributes, "TYPE")) {
      for (guint i = 0; i < CUE_HLS_N_MEDIA_TYPES; i++) {
        if (strlen (media_types[i]) != attributes.value_length ||
            memcmp (media_types[i], attributes.value, attributes.value_length) != 0)
          continue;
        rendition.type = (CueHlsMediaType) i;
        has_type = TRUE;
      }
    }
  }
  if (has_type && rendition.group != NULL)
    g_array_append_val (parser->playlist->renditions, rendition);
  else
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_WARNING,
                             _ ("The rendition does not say its TYPE or its GROUP-ID"));
}

static void
on_inf (CueHlsParser *parser, const char *value, gsize length)
{
  const char *comma = memchr (value, ',', length);
  gsize       digits = comma != NULL ? (gsize) (comma - value) : length;
  double      seconds;

  parser->is_media = TRUE;
  parser->segment_pending = TRUE;
  while (digits > 0 && value[digits - 1] == ' ')
    digits--;
  while (digits > 0 && *value == ' ') {
    value++;
    digits--;
  }
  if (!cue_hls_parse_double (value, digits, &seconds) || seconds > MAX_SEGMENT_S) {
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_WARNING,
                             _ ("The duration of the segment cannot be read"));
    seconds = 0;
  }
  parser->duration_us = (gint64) (seconds * G_USEC_PER_SEC + 0.5);
}

static void
on_target_duration (CueHlsParser *parser, const char *value, gsize length)
{
  double seconds;

  parser->is_media = TRUE;
  if (!cue_hls_parse_double (value, length, &seconds) || seconds <= 0 || seconds > MAX_SEGMENT_S) {
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_ERROR,
                             _ ("The target duration is no positive number"));
    return;
  }
  if (memchr (value, '.', length) != NULL)
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_WARNING,
                             _ ("The target duration must be a whole number"));
  parser->playlist->target_duration_us = (gint64) (seconds * G_USEC_PER_SEC + 0.5);
}

static void
read_sequence (CueHlsParser *parser, const char *value, gsize length, guint64 *out)
{
  parser->is_media = TRUE;
  if (parser->playlist->segments->len > 0) {
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_WARNING,
                             _ ("A sequence number stands after the first segment"));
    return;
  }
  // Room is left for all segments that may follow.
  if (!cue_hls_parse_uint64 (value, length, out) || *out > (guint64) G_MAXINT64) {
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_WARNING,
                             _ ("The sequence number cannot be read"));
    *out = 0;
  }
}

static void
on_media_sequence (CueHlsParser *parser, const char *value, gsize length)
{
  read_sequence (parser, value, length, &parser->playlist->media_sequence);
}

static void
on_discontinuity_sequence (CueHlsParser *parser, const char *value, gsize length)
{
  read_sequence (parser, value, length, &parser->playlist->discontinuity_sequence);
}

static void
on_version (CueHlsParser *parser, const char *value, gsize length)
{
  guint64 version;

  if (cue_hls_parse_uint64 (value, length, &version) && version >= 1 && version <= G_MAXUINT16)
    parser->playlist->version = (guint) version;
  else
    cue_hls_parser_complain (parser, CUE_SEVERITY_WARNING, _ ("The version cannot be read"));
}

static void
on_program_date_time (CueHlsParser *parser, const char *value, gsize length)
{
  g_autofree char *text = g_strndup (value, MIN (length, 64));

  parser->is_media = TRUE;
  if (!cue_time_parse_iso8601 (text, &parser->pdt_us, NULL)) {
    cue_hls_parser_complain (parser, CUE_SEVERITY_WARNING, _ ("The date and time cannot be read"));
    parser->pdt_us = G_MININT64;
  }
}

/* "n[@o]"; -1 stands for an offset that is not given. */
static gboolean
read_byte_range (const char *value, gsize length, gint64 *byte_length, gint64 *byte_start)
{
  const char *at = memchr (value, '@', length);
  gsize       digits = at != NULL ? (gsize) (at - value) : length;
  guint64     n;
  guint64     offset = 0;

  if (!cue_hls_parse_uint64 (value, digits, &n) || n > (guint64) G_MAXINT64 / 2)
    return FALSE;
  if (at != NULL && (!cue_hls_parse_uint64 (at + 1, length - digits - 1, &offset) ||
                     offset > (guint64) G_MAXINT64 / 2))
    return FALSE;
  *byte_length = (gint64) n;
  *byte_start = at != NULL ? (gint64) offset : -1;
  return TRUE;
}

static void
on_byte_range (CueHlsParser *parser, const char *value, gsize length)
{
  parser->is_media = TRUE;
  if (!read_byte_range (value, length, &parser->byte_length, &parser->byte_start)) {
    cue_hls_parser_complain (parser, CUE_SEVERITY_WARNING, _ ("The byte range cannot be read"));
    parser->byte_length = -1;
    parser->byte_start = -1;
  }
}

static void
on_map (CueHlsParser *parser, const char *value, gsize length)
{
  CueHlsAttributes attributes = { .cursor = value, .end = value + length };
  CueHlsMap        map = { .uri = "", .byte_start = -1, .byte_length = -1 };

  parser->is_media = TRUE;
  while (cue_hls_attributes_next (&attributes)) {
    if (cue_hls_attributes_is (&attributes, "URI")) {
      g_autofree char *uri =
        cue_hls_parser_resolve (parser, attributes.value, attributes.value_length);

      if (uri != NULL)
        map.uri = g_string_chunk_insert (parser->playlist->strings, uri);
    } else if (cue_hls_attributes_is (&attributes, "BYTERANGE")) {
      if (!read_byte_range (attributes.value,
                            attributes.value_length,
                            &map.byte_length,
                            &map.byte_start))
        cue_hls_parser_complain (parser, CUE_SEVERITY_WARNING, _ ("The byte range cannot be read"));
      else if (map.byte_start < 0)
        map.byte_start = 0;
    }
  }
  if (*map.uri == '\0') {
    cue_hls_parser_complain (parser,
                             CUE_SEVERITY_ERROR,
                             _ ("The initialisation section has no usable address"));
    return;
  }
  if (parser->playlist->maps->len >= MAX_MAPS)
    return;
  g_array_append_val (parser->playlist->maps, map);
  parser->map = (int) parser->playlist->maps->len - 1;
}

static void
on_key (CueHlsParser *parser, const char *value, gsize length)
{
  CueHlsAttributes attributes = { .cursor = value, .end = value + length };

  parser->is_media = TRUE;
  while (cue_hls_attributes_next (&attributes)) {
    if (cue_hls_attributes_is (&attributes, "METHOD") &&
        (attributes.value_length != 4 || memcmp (attributes.value, "NONE", 4) != 0))
      parser->playlist->encrypted = TRUE;
  }
}

static void
on_playlist_type (CueHlsParser *parser, const char *value, gsize length)
{
  parser->is_media = TRUE;
  g_free (parser->playlist->type_text);
  parser->playlist->type_text = g_strndup (value, MIN (length, 32));
}

static void
on_discontinuity (CueHlsParser *parser, const char *value, gsize length)
{
  parser->is_media = TRUE;
  parser->discontinuity = TRUE;
}

static void
on_gap (CueHlsParser *parser, const char *value, gsize length)
{
  parser->is_media = TRUE;
  parser->gap = TRUE;
}

static void
on_endlist (CueHlsParser *parser, const char *value, gsize length)
{
  parser->is_media = TRUE;
  parser->playlist->endlist = TRUE;
}

static void
on_i_frames_only (CueHlsParser *parser, const char *value, gsize length)
{
  parser->is_media = TRUE;
  parser->playlist->i_frames_only = TRUE;
}

static void
on_independent_segments (CueHlsParser *parser, const char *value, gsize length)
{
  parser->playlist->independent_segments = TRUE;
}

static const struct {
  const char *name;
  TagHandler  handler;
} tags[] = {
  { "EXTINF", on_inf },
  { "EXT-X-PROGRAM-DATE-TIME", on_program_date_time },
  { "EXT-X-BYTERANGE", on_byte_range },
  { "EXT-X-DISCONTINUITY", on_discontinuity },
  { "EXT-X-GAP", on_gap },
  { "EXT-X-MAP", on_map },
  { "EXT-X-KEY", on_key },
  { "EXT-X-TARGETDURATION", on_target_duration },
  { "EXT-X-MEDIA-SEQUENCE", on_media_sequence },
  { "EXT-X-DISCONTINUITY-SEQUENCE", on_discontinuity_sequence },
  { "EXT-X-VERSION", on_version },
  { "EXT-X-PLAYLIST-TYPE", on_playlist_type },
  { "EXT-X-ENDLIST", on_endlist },
  { "EXT-X-I-FRAMES-ONLY", on_i_frames_only },
  { "EXT-X-INDEPENDENT-SEGMENTS", on_independent_segments },
  { "EXT-X-STREAM-INF", on_stream_inf },
  { "EXT-X-I-FRAME-STREAM-INF", on_multivariant_tag },
  { "EXT-X-MEDIA", on_media },
  { "EXT-X-SESSION-DATA", on_multivariant_tag },
  { "EXT-X-SESSION-KEY", on_multivariant_tag },
};

/* Reads one tag; `line` begins after its "#". */
void
cue_hls_parser_read_tag (CueHlsParser *parser, const char *line, gsize length)
{
  const char *colon = memchr (line, ':', length);
  gsize       name_length = colon != NULL ? (gsize) (colon - line) : length;
  const char *value = colon != NULL ? colon + 1 : line + length;

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++) {
    if (strlen (tags[i].name) == name_length && memcmp (tags[i].name, line, name_length) == 0) {
      tags[i].handler (parser, value, (gsize) (line + length - value));
      return;
    }
  }
  // Tags that we do not know are ignored, as section 6.3.1 asks.
}
