// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Any bytes as a playlist: every segment and variant is looked at. */

#include "cue-hls-playlist.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (CueHlsPlaylist) playlist =
    cue_hls_playlist_parse (bytes, "https://cdn.example.invalid/live/index.m3u8?a=b", NULL);
  guint n;

  if (playlist == NULL)
    return 0;

  n = cue_hls_playlist_get_n_segments (playlist);
  g_assert_cmpuint (n, <=, CUE_HLS_MAX_SEGMENTS);
  for (guint i = 0; i < n; i++) {
    const CueHlsSegment *segment = cue_hls_playlist_get_segment (playlist, i);

    g_assert_true (g_utf8_validate (segment->uri, -1, NULL));
    g_assert_cmpint (segment->duration_us, >=, 0);
    g_assert_cmpuint (segment->sequence, ==, cue_hls_playlist_get_media_sequence (playlist) + i);
    g_assert_true (segment->byte_length < 0 || segment->byte_start >= 0);
    g_assert_true (segment->map < 0 ||
                   cue_hls_playlist_get_map_uri (playlist, segment->map) != NULL);
  }
  cue_hls_playlist_find_segment (playlist, "https://cdn.example.invalid/live/a.ts");
  cue_hls_playlist_get_edge_pdt (playlist);

  n = g_list_model_get_n_items (cue_hls_playlist_get_variants (playlist));
  g_assert_cmpuint (n, <=, CUE_HLS_MAX_VARIANTS);
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueHlsVariant)
      variant = g_list_model_get_item (cue_hls_playlist_get_variants (playlist), i);
    g_autofree char *words = cue_hls_variant_to_words (variant);

    g_assert_true (g_utf8_validate (words, -1, NULL));
  }
  n = cue_hls_playlist_get_n_renditions (playlist);
  g_assert_cmpuint (n, <=, CUE_HLS_MAX_RENDITIONS);
  g_assert_cmpuint (n, <=, cue_hls_playlist_get_n_renditions_named (playlist));
  for (guint i = 0; i < n; i++) {
    const CueHlsRendition *rendition = cue_hls_playlist_get_rendition (playlist, i);

    g_assert_true (g_utf8_validate (rendition->group, -1, NULL));
    g_assert_true (g_utf8_validate (rendition->name, -1, NULL));
    g_assert_true (rendition->uri == NULL || g_utf8_validate (rendition->uri, -1, NULL));
  }
  return 0;
}
