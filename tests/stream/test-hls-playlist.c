// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The playlist parser: both kinds of playlist, every tag it reads, and playlists that are damaged,
 * hostile or no playlists at all. */

#include <locale.h>
#include <string.h>

#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-hls-playlist.h"

#define BASE "https://cdn.example.invalid/live/demo/index.m3u8?rev=2"

static CueHlsPlaylist *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return cue_hls_playlist_parse (bytes, BASE, error);
}

static CueHlsPlaylist *
parse_fine (const char *text)
{
  g_autoptr (GError) error = NULL;
  CueHlsPlaylist *playlist = parse (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (playlist);
  return playlist;
}

static void
assert_refused (const char *text, CueError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHlsPlaylist) playlist = parse (text, &error);

  g_assert_null (playlist);
  g_assert_error (error, CUE_ERROR, (int) code);
  if (words != NULL && strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static gboolean
has_diagnostic (CueHlsPlaylist *playlist, const char *words)
{
  GPtrArray *diagnostics = cue_hls_playlist_get_diagnostics (playlist);

  for (guint i = 0; i < diagnostics->len; i++) {
    CueDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

    if (strstr (cue_diagnostic_get_message (diagnostic), words) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
test_multivariant (void)
{
  g_autoptr (CueHlsPlaylist) playlist =
    parse_fine ("#EXTM3U\r\n"
                "#EXT-X-VERSION:6\r\n"
                "#EXT-X-INDEPENDENT-SEGMENTS\r\n"
                "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"x, y\",URI=\"audio.m3u8\"\r\n"
                "#EXT-X-STREAM-INF:BANDWIDTH=2560000,AVERAGE-BANDWIDTH=2200000,RESOLUTION=1280x720,"
                "FRAME-RATE=25.000,CODECS=\"avc1.64001f,mp4a.40.2\",AUDIO=\"a\"\r\n"
                "720/index.m3u8\r\n"
                "#EXT-X-STREAM-INF:CODECS=\"avc1.42c01e\" , BANDWIDTH=800000\r\n"
                "//other.example.invalid/360.m3u8?token=a%20b\r\n");
  GListModel *variants = cue_hls_playlist_get_variants (playlist);
  g_autoptr (CueHlsVariant) first = g_list_model_get_item (variants, 0);
  g_autoptr (CueHlsVariant) second = g_list_model_get_item (variants, 1);
  g_autofree char *words = cue_hls_variant_to_words (first);
  g_autofree char *other_words = cue_hls_variant_to_words (second);

  g_assert_cmpint (cue_hls_playlist_get_playlist_type (playlist),
                   ==,
                   CUE_HLS_PLAYLIST_MULTIVARIANT);
  g_assert_cmpuint (cue_hls_playlist_get_version (playlist), ==, 6);
  g_assert_true (cue_hls_playlist_get_independent_segments (playlist));
  g_assert_cmpuint (g_list_model_get_n_items (variants), ==, 2);
  g_assert_cmpstr (cue_hls_variant_get_uri (first),
                   ==,
                   "https://cdn.example.invalid/live/demo/720/index.m3u8");
  g_assert_cmpuint (cue_hls_variant_get_bandwidth (first), ==, 2560000);
  g_assert_cmpuint (cue_hls_variant_get_average_bandwidth (first), ==, 2200000);
  g_assert_cmpuint (cue_hls_variant_get_width (first), ==, 1280);
  g_assert_cmpuint (cue_hls_variant_get_height (first), ==, 720);
  g_assert_cmpfloat (cue_hls_variant_get_frame_rate (first), ==, 25);
  g_assert_cmpstr (cue_hls_variant_get_codecs (first), ==, "avc1.64001f,mp4a.40.2");
  g_assert_cmpstr (words, ==, "720p · 2.6 Mbit/s");
  g_assert_cmpstr (cue_hls_variant_get_uri (second),
                   ==,
                   "https://other.example.invalid/360.m3u8?token=a%20b");
  g_assert_cmpuint (cue_hls_variant_get_bandwidth (second), ==, 800000);
  g_assert_cmpstr (other_words, ==, "800 kbit/s");
  g_assert_cmpuint (cue_hls_playlist_get_n_segments (playlist), ==, 0);
  g_assert_cmpuint (cue_hls_playlist_get_diagnostics (playlist)->len, ==, 0);
  g_assert_cmpstr (cue_hls_variant_get_group (first, CUE_HLS_MEDIA_AUDIO), ==, "a");
  g_assert_null (cue_hls_variant_get_group (second, CUE_HLS_MEDIA_AUDIO));
  g_assert_cmpuint (cue_hls_playlist_get_n_renditions (playlist), ==, 1);
}

static void
test_renditions (void)
{
  g_autoptr (CueHlsPlaylist)
    playlist = parse_fine ("#EXTM3U\n"
                           "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"x, y\",URI=\"e.m3u8\"\n"
                           "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"in it\"\n"
                           "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",URI=\"ftp://x/y\"\n"
                           "#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"c\",NAME=\"CC1\"\n"
                           "#EXT-X-MEDIA:TYPE=SMELL,GROUP-ID=\"n\",NAME=\"roses\"\n"
                           "#EXT-X-MEDIA:TYPE=AUDIO,NAME=\"no group\"\n"
                           "#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"a\",SUBTITLES=\"s\","
                           "CLOSED-CAPTIONS=\"c\"\n"
                           "v.m3u8\n"
                           "#EXT-X-STREAM-INF:BANDWIDTH=1,CLOSED-CAPTIONS=NONE\n"
                           "w.m3u8\n");
  GListModel *variants = cue_hls_playlist_get_variants (playlist);
  g_autoptr (CueHlsVariant) first = g_list_model_get_item (variants, 0);
  g_autoptr (CueHlsVariant) second = g_list_model_get_item (variants, 1);
  static const CueHlsRendition expected[] = {
    { CUE_HLS_MEDIA_AUDIO, "a", "x, y", "https://cdn.example.invalid/live/demo/e.m3u8" },
    { CUE_HLS_MEDIA_AUDIO, "a", "in it", NULL },
    { CUE_HLS_MEDIA_SUBTITLES, "s", "", "" },
    { CUE_HLS_MEDIA_CLOSED_CAPTIONS, "c", "CC1", NULL },
  };

  g_assert_cmpuint (cue_hls_playlist_get_n_renditions (playlist), ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (cue_hls_playlist_get_n_renditions_named (playlist), ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    const CueHlsRendition *rendition = cue_hls_playlist_get_rendition (playlist, i);

    g_assert_cmpint (rendition->type, ==, expected[i].type);
    g_assert_cmpstr (rendition->group, ==, expected[i].group);
    g_assert_cmpstr (rendition->name, ==, expected[i].name);
    g_assert_cmpstr (rendition->uri, ==, expected[i].uri);
  }
  g_assert_null (cue_hls_playlist_get_rendition (playlist, G_N_ELEMENTS (expected)));
  // The address that cannot be used, the type that nobody knows and the missing group.
  g_assert_cmpuint (cue_hls_playlist_get_diagnostics (playlist)->len, ==, 3);
  g_assert_cmpstr (cue_hls_variant_get_group (first, CUE_HLS_MEDIA_SUBTITLES), ==, "s");
  g_assert_cmpstr (cue_hls_variant_get_group (first, CUE_HLS_MEDIA_CLOSED_CAPTIONS), ==, "c");
  g_assert_null (cue_hls_variant_get_group (second, CUE_HLS_MEDIA_CLOSED_CAPTIONS));
  g_assert_null (cue_hls_variant_get_group (second, CUE_HLS_MEDIA_AUDIO));
}

static void
test_many_renditions (void)
{
  g_autoptr (GString) text = g_string_new ("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n");
  g_autoptr (CueHlsPlaylist) playlist = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"n\",URI=\"a.m3u8\"\n");
  playlist = parse_fine (text->str);
  g_assert_cmpuint (cue_hls_playlist_get_n_renditions (playlist), ==, CUE_HLS_MAX_RENDITIONS);
  g_assert_cmpuint (cue_hls_playlist_get_n_renditions_named (playlist), ==, 10000);
}

static void
test_media_live (void)
{
  g_autoptr (CueHlsPlaylist)
    playlist = parse_fine ("#EXTM3U\n"
                           "#EXT-X-VERSION:7\n"
                           "#EXT-X-TARGETDURATION:6\n"
                           "#EXT-X-MEDIA-SEQUENCE:8841\n"
                           "#EXT-X-DISCONTINUITY-SEQUENCE:3\n"
                           "#EXT-X-MAP:URI=\"init.mp4\"\n"
                           "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T08:00:00.500Z\n"
                           "#EXTINF:6.006,title, with a comma\n"
                           "a.m4s\n"
                           "# a comment\n"
                           "#EXTINF:5.994,\n"
                           "b.m4s?x=1\n"
                           "#EXT-X-DISCONTINUITY\n"
                           "#EXT-X-MAP:URI=\"init2.mp4\",BYTERANGE=\"100@20\"\n"
                           "#EXTINF:6\n"
                           "c.m4s\n"
                           "#EXT-X-GAP\n"
                           "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T09:00:30+01:00\n"
                           "#EXTINF:4,\n"
                           "/abs/d.m4s\n");
  const CueHlsSegment *a = cue_hls_playlist_get_segment (playlist, 0);
  const CueHlsSegment *b = cue_hls_playlist_get_segment (playlist, 1);
  const CueHlsSegment *c = cue_hls_playlist_get_segment (playlist, 2);
  const CueHlsSegment *d = cue_hls_playlist_get_segment (playlist, 3);
  const gint64         start = G_GINT64_CONSTANT (1795161600500000);
  gint64               map_start;
  gint64               map_length;

  g_assert_cmpint (cue_hls_playlist_get_playlist_type (playlist), ==, CUE_HLS_PLAYLIST_MEDIA);
  g_assert_cmpuint (cue_hls_playlist_get_n_segments (playlist), ==, 4);
  g_assert_null (cue_hls_playlist_get_segment (playlist, 4));
  g_assert_cmpint (cue_hls_playlist_get_target_duration (playlist), ==, 6000000);
  g_assert_cmpint (cue_hls_playlist_get_total_duration (playlist), ==, 22000000);
  g_assert_cmpuint (cue_hls_playlist_get_media_sequence (playlist), ==, 8841);
  g_assert_cmpuint (cue_hls_playlist_get_discontinuity_sequence (playlist), ==, 3);
  g_assert_false (cue_hls_playlist_get_endlist (playlist));

  g_assert_cmpstr (a->uri, ==, "https://cdn.example.invalid/live/demo/a.m4s");
  g_assert_cmpint (a->duration_us, ==, 6006000);
  g_assert_cmpuint (a->sequence, ==, 8841);
  g_assert_cmpuint (a->discontinuity_sequence, ==, 3);
  g_assert_true (a->pdt_explicit);
  g_assert_cmpint (a->pdt_us, ==, start);
  g_assert_cmpint (a->byte_start, ==, -1);
  g_assert_cmpstr (cue_hls_playlist_get_map_uri (playlist, a->map),
                   ==,
                   "https://cdn.example.invalid/live/demo/init.mp4");

  g_assert_cmpstr (b->uri, ==, "https://cdn.example.invalid/live/demo/b.m4s?x=1");
  g_assert_false (b->pdt_explicit);
  g_assert_cmpint (b->pdt_us, ==, start + 6006000);

  g_assert_true (c->discontinuity);
  g_assert_cmpuint (c->discontinuity_sequence, ==, 4);
  g_assert_cmpint (c->pdt_us, ==, G_MININT64);
  g_assert_cmpint (c->map, ==, 1);
  g_assert_true (cue_hls_playlist_get_map_range (playlist, c->map, &map_start, &map_length));
  g_assert_cmpint (map_start, ==, 20);
  g_assert_cmpint (map_length, ==, 100);
  g_assert_false (cue_hls_playlist_get_map_range (playlist, a->map, &map_start, &map_length));
  g_assert_cmpint (map_length, ==, -1);
  g_assert_false (cue_hls_playlist_get_map_range (playlist, -1, &map_start, &map_length));
  g_assert_false (cue_hls_playlist_get_encrypted (playlist));

  g_assert_true (d->gap);
  g_assert_cmpstr (d->uri, ==, "https://cdn.example.invalid/abs/d.m4s");
  g_assert_cmpint (d->pdt_us, ==, G_GINT64_CONSTANT (1795161630000000));
  g_assert_cmpint (cue_hls_playlist_get_edge_pdt (playlist),
                   ==,
                   G_GINT64_CONSTANT (1795161634000000));
  g_assert_true (cue_hls_playlist_find_segment (playlist, b->uri) == b);
  g_assert_null (cue_hls_playlist_find_segment (playlist, "https://cdn.example.invalid/nowhere"));
  g_assert_cmpuint (cue_hls_playlist_get_diagnostics (playlist)->len, ==, 0);
}

static void
test_media_vod (void)
{
  g_autoptr (CueHlsPlaylist) playlist = parse_fine ("#EXTM3U\n"
                                                    "#EXT-X-TARGETDURATION:10\n"
                                                    "#EXT-X-PLAYLIST-TYPE:VOD\n"
                                                    "#EXT-X-I-FRAMES-ONLY\n"
                                                    "#EXTINF:9.5,\n"
                                                    "#EXT-X-BYTERANGE:1000@500\n"
                                                    "all.ts\n"
                                                    "#EXTINF:9.5,\n"
                                                    "#EXT-X-BYTERANGE:2000\n"
                                                    "all.ts\n"
                                                    "#EXTINF:9.5,\n"
                                                    "#EXT-X-BYTERANGE:10\n"
                                                    "other.ts\n"
                                                    "#EXT-X-ENDLIST\n");

  g_assert_true (cue_hls_playlist_get_endlist (playlist));
  g_assert_true (cue_hls_playlist_get_i_frames_only (playlist));
  g_assert_cmpstr (cue_hls_playlist_get_type_text (playlist), ==, "VOD");
  g_assert_cmpint (cue_hls_playlist_get_segment (playlist, 0)->byte_start, ==, 500);
  g_assert_cmpint (cue_hls_playlist_get_segment (playlist, 0)->byte_length, ==, 1000);
  g_assert_cmpint (cue_hls_playlist_get_segment (playlist, 1)->byte_start, ==, 1500);
  g_assert_cmpint (cue_hls_playlist_get_segment (playlist, 2)->byte_start, ==, 0);
  g_assert_true (has_diagnostic (playlist, "where it starts"));
  g_assert_cmpint (cue_hls_playlist_get_edge_pdt (playlist), ==, G_MININT64);
}

static void
test_not_a_playlist (void)
{
  assert_refused ("", CUE_ERROR_PROTOCOL, "empty");
  assert_refused (" \r\n\t", CUE_ERROR_PROTOCOL, "empty");
  assert_refused ("<!DOCTYPE html><html><head><title>Sign in</title></head><body>x</body></html>",
                  CUE_ERROR_PROTOCOL,
                  "Sign in");
  assert_refused ("{\"error\":\"Unauthorized\"}", CUE_ERROR_PROTOCOL, "JSON");
  assert_refused ("\n#EXTM3U\n", CUE_ERROR_PROTOCOL, "#EXTM3U");
  assert_refused ("#EXTM3UX\n", CUE_ERROR_PROTOCOL, "#EXTM3U");
  assert_refused ("#EXTM3U", CUE_ERROR_PROTOCOL, "neither");
  assert_refused ("#EXTM3U\n#EXTINF:1,\na.ts\xff\n", CUE_ERROR_PROTOCOL, "UTF-8");
  assert_refused ("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n", CUE_ERROR_PROTOCOL, "no variant");
  assert_refused ("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nfile:///etc/passwd\n",
                  CUE_ERROR_PROTOCOL,
                  "no variant");
  assert_refused ("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n",
                  CUE_ERROR_PROTOCOL,
                  "mixes");
}

static void
test_nul_and_base (void)
{
  static const char nul[] = "#EXTM3U\n#EXTINF:1,\na\0b.ts\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (nul, sizeof nul - 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (cue_hls_playlist_parse (bytes, BASE, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
  g_clear_error (&error);
  g_assert_null (cue_hls_playlist_parse (bytes, "not a url", &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
}

static void
test_damaged (void)
{
  g_autoptr (CueHlsPlaylist) playlist = parse_fine ("\xEF\xBB\xBF#EXTM3U\n"
                                                    "#EXT-X-VERSION:minus one\n"
                                                    "#EXT-X-TARGETDURATION:-3\n"
                                                    "#EXT-X-MEDIA-SEQUENCE:99999999999999999999\n"
                                                    "#EXT-X-PROGRAM-DATE-TIME:yesterday\n"
                                                    "#EXTINF:1e999,\n"
                                                    "a.ts\n"
                                                    "#EXTINF:-1,\n"
                                                    "javascript:alert(1)\n"
                                                    "#EXT-X-BYTERANGE:x@y\n"
                                                    "b.ts\n"
                                                    "#EXT-X-MEDIA-SEQUENCE:5\n"
                                                    "#EXT-X-MAP:BYTERANGE=\"1\"\n"
                                                    "#EXTINF:nan,\n"
                                                    "c.ts\n"
                                                    "#EXTINF:99999999,\n"
                                                    "d.ts\n"
                                                    "#EXTINF:3,\n");

  g_assert_cmpuint (cue_hls_playlist_get_n_segments (playlist), ==, 5);
  g_assert_cmpuint (cue_hls_playlist_get_media_sequence (playlist), ==, 0);
  g_assert_cmpint (cue_hls_playlist_get_total_duration (playlist), ==, 0);
  g_assert_cmpstr (cue_hls_playlist_get_segment (playlist, 1)->uri, ==, "");
  g_assert_cmpuint (cue_hls_playlist_get_segment (playlist, 4)->sequence, ==, 4);
  g_assert_true (has_diagnostic (playlist, "byte order mark"));
  g_assert_true (has_diagnostic (playlist, "version"));
  g_assert_true (has_diagnostic (playlist, "target duration"));
  g_assert_true (has_diagnostic (playlist, "sequence number cannot"));
  g_assert_true (has_diagnostic (playlist, "after the first segment"));
  g_assert_true (has_diagnostic (playlist, "date and time"));
  g_assert_true (has_diagnostic (playlist, "duration of the segment"));
  g_assert_true (has_diagnostic (playlist, "usable http or https"));
  g_assert_true (has_diagnostic (playlist, "byte range"));
  g_assert_true (has_diagnostic (playlist, "no EXTINF"));
  g_assert_true (has_diagnostic (playlist, "initialisation section"));
  g_assert_true (has_diagnostic (playlist, "last segment has no address"));
  g_assert_cmpstr (cue_diagnostic_get_where (
                     g_ptr_array_index (cue_hls_playlist_get_diagnostics (playlist), 1)),
                   ==,
                   "line 2");
}

/* Addresses that GUri takes apart but will not put together again. */
static void
test_odd_addresses (void)
{
  static const char *const odd[] = { "https:x",  "https:",        "https:?x", "http:a/b",
                                     "https://", "https:///x.ts", "//",       "http://[::1" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++) {
    g_autofree char *text = g_strdup_printf ("#EXTM3U\n#EXTINF:1,\n%s\n", odd[i]);
    g_autoptr (CueHlsPlaylist) playlist = parse_fine (text);
    const char *uri = cue_hls_playlist_get_segment (playlist, 0)->uri;

    g_assert_true (*uri == '\0' || g_str_has_prefix (uri, "https://cdn.example.invalid/"));
  }
}

static void
test_attributes_damaged (void)
{
  g_autoptr (CueHlsPlaylist) playlist =
    parse_fine ("#EXTM3U\n"
                "#EXT-X-STREAM-INF:,,=,X,BANDWIDTH=12x,RESOLUTION=axb,RESOLUTION=99999999x1,"
                "FRAME-RATE=-1,CODECS=\"no end\n"
                "a.m3u8\n"
                "b.m3u8\n"
                "#EXT-X-STREAM-INF\n"
                "c.m3u8\n");
  g_autoptr (CueHlsVariant)
    first = g_list_model_get_item (cue_hls_playlist_get_variants (playlist), 0);

  g_assert_cmpuint (g_list_model_get_n_items (cue_hls_playlist_get_variants (playlist)), ==, 2);
  g_assert_cmpuint (cue_hls_variant_get_width (first), ==, 0);
  g_assert_cmpstr (cue_hls_variant_get_codecs (first), ==, "no end");
  g_assert_true (has_diagnostic (playlist, "attribute"));
  g_assert_true (has_diagnostic (playlist, "BANDWIDTH"));
  g_assert_true (has_diagnostic (playlist, "no EXT-X-STREAM-INF"));
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("#EXTM3U\n#EXT-X-TARGETDURATION:1\n");
  g_autoptr (GString) variants = g_string_new ("#EXTM3U\n");
  g_autoptr (GString) line = g_string_new ("#EXTM3U\n");
  g_autoptr (GString) bad = g_string_new ("#EXTM3U\n#EXT-X-TARGETDURATION:1\n");
  g_autofree char *large = g_malloc0 (CUE_HLS_MAX_BYTES + 1);
  g_autoptr (GBytes) too_large = NULL;
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time ();

  for (guint i = 0; i < CUE_HLS_MAX_SEGMENTS; i++)
    g_string_append_printf (text, "#EXTINF:1,\ns%u.ts\n", i);
  {
    g_autoptr (CueHlsPlaylist) playlist = parse_fine (text->str);

    g_assert_cmpuint (cue_hls_playlist_get_n_segments (playlist), ==, CUE_HLS_MAX_SEGMENTS);
    g_assert_nonnull (
      cue_hls_playlist_find_segment (playlist, "https://cdn.example.invalid/live/demo/s49999.ts"));
  }
  g_test_message ("50,000 segments in %.0f ms",
                  (double) (g_get_monotonic_time () - started) / 1000);
  g_string_append (text, "#EXTINF:1,\nmore.ts\n");
  assert_refused (text->str, CUE_ERROR_TOO_LARGE, "50000");

  for (guint i = 0; i <= CUE_HLS_MAX_VARIANTS; i++)
    g_string_append_printf (variants, "#EXT-X-STREAM-INF:BANDWIDTH=1\nv%u.m3u8\n", i);
  assert_refused (variants->str, CUE_ERROR_TOO_LARGE, "256");

  for (guint i = 0; i <= CUE_HLS_MAX_LINE_BYTES; i++)
    g_string_append_c (line, 'a');
  assert_refused (line->str, CUE_ERROR_TOO_LARGE, "Line 2");

  // Not more findings than anybody reads.
  for (guint i = 0; i < 1000; i++)
    g_string_append (bad, "#EXTINF:x,\na.ts\n");
  {
    g_autoptr (CueHlsPlaylist) playlist = parse_fine (bad->str);

    g_assert_cmpuint (cue_hls_playlist_get_diagnostics (playlist)->len, ==, 100);
  }

  too_large = g_bytes_new_static (large, CUE_HLS_MAX_BYTES + 1);
  g_assert_null (cue_hls_playlist_parse (too_large, BASE, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
}

/* Every prefix of a playlist is either refused with words or read; none crashes. */
static void
test_truncated (void)
{
  static const char text[] = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:7\n"
                             "#EXT-X-MAP:URI=\"i.mp4\",BYTERANGE=\"10@2\"\n"
                             "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T08:00:00Z\n"
                             "#EXT-X-BYTERANGE:5@6\n#EXTINF:6.0,\na.m4s\n#EXT-X-ENDLIST\n";

  for (gsize n = 0; n < sizeof text; n++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (text, n);
    g_autoptr (GError) error = NULL;
    g_autoptr (CueHlsPlaylist) playlist = cue_hls_playlist_parse (bytes, BASE, &error);

    g_assert_true ((playlist != NULL) == (error == NULL));
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stream/hls-playlist/multivariant", test_multivariant);
  g_test_add_func ("/stream/hls-playlist/renditions", test_renditions);
  g_test_add_func ("/stream/hls-playlist/many-renditions", test_many_renditions);
  g_test_add_func ("/stream/hls-playlist/media-live", test_media_live);
  g_test_add_func ("/stream/hls-playlist/media-vod", test_media_vod);
  g_test_add_func ("/stream/hls-playlist/not-a-playlist", test_not_a_playlist);
  g_test_add_func ("/stream/hls-playlist/nul-and-base", test_nul_and_base);
  g_test_add_func ("/stream/hls-playlist/damaged", test_damaged);
  g_test_add_func ("/stream/hls-playlist/odd-addresses", test_odd_addresses);
  g_test_add_func ("/stream/hls-playlist/attributes-damaged", test_attributes_damaged);
  g_test_add_func ("/stream/hls-playlist/limits", test_limits);
  g_test_add_func ("/stream/hls-playlist/truncated", test_truncated);

  return g_test_run ();
}
