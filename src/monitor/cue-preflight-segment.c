// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-preflight-private.h"
#include "cue-url.h"

// What a segment is, and with which one a player begins.

// A player begins so many segments from the end of a live playlist (RFC 8216 section 6.3.3).
#define SEGMENTS_FROM_END 3

/**
 * cue_preflight_is_packed_audio:
 *
 * Returns: whether it is sound without any container (RFC 8216 section 3.4)
 */
gboolean
cue_preflight_is_packed_audio (GBytes *body)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (body, &size);

  return (size >= 3 && memcmp (data, "ID3", 3) == 0) ||
         (size >= 2 && data[0] == 0xff && (data[1] & 0xf0) == 0xf0); // ADTS
}

static gboolean
is_fragment (GBytes *body)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (body, &size);

  if (size < 8)
    return FALSE;
  for (gsize i = 4; i < 8; i++) {
    if (!g_ascii_isalpha (data[i]))
      return FALSE;
  }
  return memcmp (data + 4, "styp", 4) == 0 || memcmp (data + 4, "moof", 4) == 0 ||
         memcmp (data + 4, "ftyp", 4) == 0 || memcmp (data + 4, "sidx", 4) == 0 ||
         memcmp (data + 4, "prft", 4) == 0 || memcmp (data + 4, "emsg", 4) == 0;
}

/**
 * cue_preflight_is_media:
 *
 * Returns: whether it begins like a segment that players take
 */
gboolean
cue_preflight_is_media (GBytes *body)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (body, &size);

  if (size >= 377 && data[0] == 0x47 && data[188] == 0x47 && data[376] == 0x47)
    return TRUE; // MPEG-TS
  if (size >= 189 && data[0] == 0x47 && data[188] == 0x47)
    return TRUE;
  if (cue_preflight_is_packed_audio (body))
    return TRUE;
  return is_fragment (body);
}

/**
 * cue_preflight_is_text:
 *
 * Returns: whether it begins like a segment of subtitles that players take
 */
gboolean
cue_preflight_is_text (GBytes *body)
{
  gsize       size;
  const char *data = g_bytes_get_data (body, &size);

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0) {
    data += 3;
    size -= 3;
  }
  return (size >= 6 && memcmp (data, "WEBVTT", 6) == 0) || is_fragment (body);
}

/**
 * cue_preflight_pick_segment:
 *
 * One that is known to be missing is not asked for (RFC 8216bis section 4.4.4.7); a player goes on
 * to the next there.
 *
 * Returns: (nullable): the segment with which a player begins
 */
const CueHlsSegment *
cue_preflight_pick_segment (CueHlsPlaylist *playlist)
{
  guint n = cue_hls_playlist_get_n_segments (playlist);
  guint first = 0;

  if (!cue_hls_playlist_get_endlist (playlist) && n > SEGMENTS_FROM_END)
    first = n - SEGMENTS_FROM_END;
  for (guint i = first; i < n; i++) {
    if (!cue_hls_playlist_get_segment (playlist, i)->gap)
      return cue_hls_playlist_get_segment (playlist, i);
  }
  for (guint i = first; i > 0; i--) {
    if (!cue_hls_playlist_get_segment (playlist, i - 1)->gap)
      return cue_hls_playlist_get_segment (playlist, i - 1);
  }
  return NULL;
}

/**
 * cue_preflight_join:
 * @map: (nullable): the initialisation section
 *
 * A fragmented MP4 segment is nothing without its initialisation section.
 *
 * Returns: (transfer full): both as one file
 */
GBytes *
cue_preflight_join (GBytes *map, GBytes *segment)
{
  GByteArray *whole;

  if (map == NULL)
    return g_bytes_ref (segment);
  whole = g_byte_array_sized_new ((guint) (g_bytes_get_size (map) + g_bytes_get_size (segment)));
  g_byte_array_append (whole, g_bytes_get_data (map, NULL), (guint) g_bytes_get_size (map));
  g_byte_array_append (whole, g_bytes_get_data (segment, NULL), (guint) g_bytes_get_size (segment));
  return g_byte_array_free_to_bytes (whole);
}

// The codecs of subtitles and of sound (RFC 6381, and the registry at mp4ra.org).
#define N_TEXTS 2
static const char *const prefixes[] = {
  "stpp", "wvtt", "mp4a", "ac-3", "ec-3", "ac-4", "opus", "flac", "alac", "mp3", "vorbis",
};

static gboolean
begins_with (const char *codec, gsize first)
{
  for (gsize i = first; i < G_N_ELEMENTS (prefixes); i++) {
    if (g_ascii_strncasecmp (codec, prefixes[i], strlen (prefixes[i])) == 0)
      return TRUE;
  }
  return FALSE;
}

/**
 * cue_preflight_is_sound_only:
 *
 * Returns: whether a variant says that it has no picture, as the one for the slowest networks
 */
gboolean
cue_preflight_is_sound_only (CueHlsVariant *variant)
{
  const char *codecs = cue_hls_variant_get_codecs (variant);
  g_auto (GStrv) parts = NULL;

  if (codecs == NULL || *codecs == '\0' || cue_hls_variant_get_width (variant) > 0)
    return FALSE;
  parts = g_strsplit (codecs, ",", 10);
  for (char **part = parts; *part != NULL; part++) {
    if (!begins_with (g_strstrip (*part), 0))
      return FALSE;
  }
  return TRUE;
}

/**
 * cue_preflight_names_sound:
 *
 * Returns: whether a variant says that it has sound
 */
gboolean
cue_preflight_names_sound (CueHlsVariant *variant)
{
  const char *codecs = cue_hls_variant_get_codecs (variant);
  g_auto (GStrv) parts = codecs != NULL ? g_strsplit (codecs, ",", 10) : NULL;

  for (char **part = parts; part != NULL && *part != NULL; part++) {
    if (begins_with (g_strstrip (*part), N_TEXTS))
      return TRUE;
  }
  return FALSE;
}

/**
 * cue_preflight_judge_scheme:
 * @url: of a playlist or a segment
 *
 * Says once when the stream comes over plain http. On this computer nobody is on the way.
 */
void
cue_preflight_judge_scheme (CuePreflight *self, const char *url)
{
  CuePreflightFinding *finding;

  if (self->notes_plain || g_ascii_strncasecmp (url, "http:", 5) != 0 || cue_url_is_loopback (url))
    return;
  self->notes_plain = TRUE;
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_STREAM,
                                "stream.plain",
                                CUE_PREFLIGHT_WARNING,
                                _ ("Stream without encryption on the way"),
                                _ ("Its address begins with http: anybody on the way can see and "
                                   "change it, and phones and pages with https may refuse it."),
                                _ ("Give an address with https where the event is set up."));
  cue_preflight_add_fact (self, finding, _ ("Address"), url);
  cue_preflight_take (self, finding);
}
