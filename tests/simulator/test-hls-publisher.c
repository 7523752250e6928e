// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Playlists and containers, from units that no encoder made: quick, and each byte is known.

#include <string.h>

#include "cue-sim-hls-fmp4.h"
#include "cue-sim-hls-publisher.h"
#include "cue-sim-hls-ts.h"

enum {
  FRAME_RATE = 25,
  FRAMES = CUE_SIM_HLS_SEGMENT_SECONDS * FRAME_RATE,
  FRAME_TICKS = CUE_SIM_HLS_VIDEO_RATE / FRAME_RATE,
  PACKET_SIZE = 188,
};

static const gint64 segment_us = CUE_SIM_HLS_SEGMENT_SECONDS * G_USEC_PER_SEC;
static const gint64 start_us = 1795132800LL * G_USEC_PER_SEC; // 2026-11-20T00:00:00Z

static const CueSimEncoderSpec spec = {
  .videos = { { 1280, 720, FRAME_RATE, FRAMES, 2500, FALSE },
              { 640, 360, FRAME_RATE, FRAMES, 900, FALSE } },
  .n_videos = 2,
  .audio = TRUE,
};

// A key picture has a delimiter, both parameter sets and an IDR slice.
static GBytes *
make_picture (gboolean key, guint size)
{
  static const guint8 head[] = { 0,    0,    0,    1, 9, 0x10, 0, 0,    0,    1,    0x67, 0x42,
                                 0xc0, 0x1f, 0xda, 0, 0, 0,    1, 0x68, 0xce, 0x3c, 0x80 };
  GByteArray         *bytes = g_byte_array_new ();
  guint8              slice[] = { 0, 0, 1, key ? 0x65 : 0x41 };

  if (key)
    g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, slice, sizeof slice);
  for (guint i = 0; i < size; i++) {
    guint8 byte = (guint8) (i % 250 + 1);

    g_byte_array_append (bytes, &byte, 1);
  }
  return g_byte_array_free_to_bytes (bytes);
}

static void
add_unit (GArray *units, GBytes *data, gint64 time, gboolean key)
{
  CueSimHlsUnit unit = { data, time, key };

  g_array_append_val (units, unit);
}

static GArray *
make_video (guint segment)
{
  GArray *units = cue_sim_hls_units_new ();

  for (guint i = 0; i < FRAMES; i++)
    add_unit (units,
              make_picture (i == 0, i == 0 ? 5000 : 100 + 37 * i),
              (segment * FRAMES + i) * FRAME_TICKS,
              i == 0);
  return units;
}

static GArray *
make_audio (guint segment)
{
  GArray *units = cue_sim_hls_units_new ();
  gint64  rate = CUE_SIM_ENCODER_AUDIO_RATE;
  gint64  from = segment * CUE_SIM_HLS_SEGMENT_SECONDS * rate;

  for (gint64 i = (from + 1023) / 1024; i * 1024 < from + CUE_SIM_HLS_SEGMENT_SECONDS * rate; i++) {
    guint8 frame[200];

    memset (frame, (int) (i & 0x7f), sizeof frame);
    add_unit (units, g_bytes_new (frame, sizeof frame), i * 1024, TRUE);
  }
  return units;
}

static GBytes *
make_config (void)
{
  static const guint8 config[] = { 0x11, 0x90 }; // AAC LC, 48 kHz, two channels

  return g_bytes_new_static (config, sizeof config);
}

static void
test_nal_units (void)
{
  g_autoptr (GBytes) key = make_picture (TRUE, 10);
  g_autofree char *codec = cue_sim_hls_unit_get_codec (key);
  guint            kinds[4];
  gsize            offset = 0, count = 0;
  CueSimHlsNal     nal;

  while (cue_sim_hls_unit_next_nal (key, &offset, &nal)) {
    g_assert_cmpuint (count, <, G_N_ELEMENTS (kinds));
    kinds[count++] = cue_sim_hls_nal_get_kind (&nal);
  }
  g_assert_cmpuint (count, ==, 4);
  g_assert_cmpuint (kinds[0], ==, CUE_SIM_HLS_NAL_DELIMITER);
  g_assert_cmpuint (kinds[1], ==, CUE_SIM_HLS_NAL_SPS);
  g_assert_cmpuint (kinds[2], ==, CUE_SIM_HLS_NAL_PPS);
  g_assert_cmpuint (kinds[3], ==, CUE_SIM_HLS_NAL_IDR);
  g_assert_cmpstr (codec, ==, "avc1.42c01f");
}

static guint32
get_crc (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    for (int bit = 7; bit >= 0; bit--) {
      guint32 top = (crc >> 31) ^ (data[i] >> bit & 1);

      crc = crc << 1 ^ (top ? 0x04c11db7 : 0);
    }
  return crc;
}

static void
test_transport_stream (void)
{
  CueSimHlsTs state = { 0 };
  g_autoptr (GBytes) config = make_config ();
  g_autoptr (GHashTable) counters = g_hash_table_new (NULL, NULL);
  gint64 last_clock = -1;

  for (guint segment = 0; segment < 3; segment++) {
    g_autoptr (GArray) video = make_video (segment);
    g_autoptr (GArray) audio = make_audio (segment);
    g_autoptr (GBytes) bytes = cue_sim_hls_ts_mux (&state, video, audio, config);
    gsize         size;
    const guint8 *data = g_bytes_get_data (bytes, &size);
    guint         starts = 0;

    g_assert_cmpuint (size % PACKET_SIZE, ==, 0);
    // The tables come first, whole and with a right checksum.
    g_assert_cmpuint ((data[1] & 0x1f) << 8 | data[2], ==, 0);
    g_assert_cmphex (get_crc (data + 5, 16), ==, 0);
    g_assert_cmpuint ((data[PACKET_SIZE + 1] & 0x1f) << 8 | data[PACKET_SIZE + 2], ==, 0x1000);
    g_assert_cmphex (get_crc (data + PACKET_SIZE + 5, 26), ==, 0);

    for (gsize at = 0; at < size; at += PACKET_SIZE) {
      const guint8 *packet = data + at;
      guint         pid = (packet[1] & 0x1fu) << 8 | packet[2];
      guint         counter = packet[3] & 0xfu;
      gpointer      last;

      g_assert_cmphex (packet[0], ==, 0x47);
      // Continuity goes on from one segment to the next.
      if (g_hash_table_lookup_extended (counters, GUINT_TO_POINTER (pid), NULL, &last))
        g_assert_cmpuint (counter, ==, (GPOINTER_TO_UINT (last) + 1) & 0xf);
      g_hash_table_insert (counters, GUINT_TO_POINTER (pid), GUINT_TO_POINTER (counter));

      if (pid == 0x100 && packet[1] & 0x40) {
        const guint8 *pes = packet + 5 + packet[4];
        gint64        clock, time;

        g_assert_cmphex (packet[3] & 0x30, ==, 0x30);
        g_assert_cmphex (packet[5], ==, starts == 0 ? 0x50 : 0x10);
        clock = (gint64) packet[6] << 25 | packet[7] << 17 | packet[8] << 9 | packet[9] << 1 |
                packet[10] >> 7;
        time = (gint64) (pes[9] >> 1 & 7) << 30 | pes[10] << 22 | (pes[11] >> 1) << 15 |
               pes[12] << 7 | pes[13] >> 1;
        g_assert_cmpint (clock, >, last_clock);
        g_assert_cmpint (clock, <, time);
        g_assert_cmpint (time % FRAME_TICKS, ==, 0);
        last_clock = clock;
        starts++;
      }
    }
    g_assert_cmpuint (starts, ==, FRAMES);
  }
}

static guint32
get_32 (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

// Follows a path of boxes such as “moov/trak/tkhd”; the first of a kind is taken.
static const guint8 *
find_box (GBytes *bytes, const char *path, gsize *size)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_auto (GStrv) kinds = g_strsplit (path, "/", -1);

  for (guint i = 0; kinds[i] != NULL; i++) {
    gsize at = 0;

    while (at + 8 <= length && memcmp (data + at + 4, kinds[i], 4) != 0) {
      g_assert_cmpuint (get_32 (data + at), >=, 8);
      at += get_32 (data + at);
    }
    if (at + 8 > length)
      return NULL;
    length = get_32 (data + at) - 8;
    data += at + 8;
  }
  *size = length;
  return data;
}

static void
test_fragmented_mp4 (void)
{
  g_autoptr (GBytes) config = make_config ();
  g_autoptr (GBytes) key = make_picture (TRUE, 10);
  g_autoptr (GBytes) init = cue_sim_hls_fmp4_create_init (1280, 720, key, config);
  g_autoptr (GArray) video = make_video (3);
  g_autoptr (GArray) audio = make_audio (3);
  g_autoptr (GBytes) segment = cue_sim_hls_fmp4_create_segment (4, FRAME_RATE, video, audio);
  gsize         size, total = 0;
  const guint8 *box, *mdat;

  g_assert_nonnull (find_box (init, "ftyp", &size));
  box = find_box (init, "moov/trak/tkhd", &size);
  g_assert_nonnull (box);
  g_assert_cmpuint (get_32 (box + size - 8) >> 16, ==, 1280);
  g_assert_cmpuint (get_32 (box + size - 4) >> 16, ==, 720);
  g_assert_nonnull (find_box (init, "moov/mvex/trex", &size));
  box = find_box (init, "moov/trak/mdia/minf/stbl/stsd", &size);
  g_assert_nonnull (box);
  g_assert_cmpmem (box + 12, 4, "avc1", 4);

  g_assert_nonnull (find_box (segment, "styp", &size));
  box = find_box (segment, "moof/traf/tfdt", &size);
  g_assert_nonnull (box);
  g_assert_cmpuint (get_32 (box + 8), ==, 3 * FRAMES * FRAME_TICKS);
  box = find_box (segment, "moof/traf/trun", &size);
  g_assert_nonnull (box);
  g_assert_cmpuint (get_32 (box + 4), ==, FRAMES);
  for (guint i = 0; i < FRAMES; i++)
    total += get_32 (box + 16 + 4 * i);
  mdat = find_box (segment, "mdat", &size);
  g_assert_nonnull (mdat);
  g_assert_cmpuint (size, ==, total + audio->len * 200);
  // The parameter sets are gone; a length stands before the slice.
  g_assert_cmpuint (get_32 (mdat), ==, 5001);
  g_assert_cmphex (mdat[4], ==, 0x65);
}

static char *
get_text (CueSimHlsShelf *shelf, const char *path)
{
  g_autoptr (GBytes) bytes = cue_sim_hls_shelf_look_up (shelf, path);

  return bytes == NULL ? NULL
                       : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static guint64
get_number (const char *text, const char *tag)
{
  const char *found = strstr (text, tag);

  g_assert_nonnull (found);
  return g_ascii_strtoull (found + strlen (tag), NULL, 10);
}

static guint
count_words (const char *text, const char *word)
{
  guint count = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    count++;
  return count;
}

static void
add_segment (CueSimHlsPublisher *publisher, guint index, gint64 wall_us)
{
  g_autoptr (GArray) large = make_video (index);
  g_autoptr (GArray) small = make_video (index);
  g_autoptr (GArray) audio = make_audio (index);
  g_autoptr (GBytes) config = make_config ();
  GArray *const videos[] = { large, small };

  cue_sim_hls_publisher_add (publisher, videos, audio, config, segment_us, wall_us);
}

static void
test_window (void)
{
  g_autoptr (CueSimHlsShelf) shelf = cue_sim_hls_shelf_new ();
  g_autoptr (CueSimHlsPublisher) publisher = cue_sim_hls_publisher_new_live (shelf);

  cue_sim_hls_publisher_begin (publisher, &spec);
  for (guint i = 0; i < 30; i++) {
    g_autofree char *ts = NULL, *fmp4 = NULL, *last = NULL, *first = NULL;
    guint            listed = MIN (i + 1, CUE_SIM_HLS_WINDOW);

    add_segment (publisher, i, start_us + i * segment_us);
    ts = get_text (shelf, "/hls/live/ts/720p/index.m3u8");
    fmp4 = get_text (shelf, "/hls/live/fmp4/360p/index.m3u8");
    g_assert_cmpuint (count_words (ts, "#EXTINF:2.00000,\n"), ==, listed);
    g_assert_cmpuint (count_words (ts, "#EXT-X-PROGRAM-DATE-TIME:"), ==, listed);
    g_assert_cmpuint (get_number (ts, "#EXT-X-MEDIA-SEQUENCE:"), ==, i + 1 - listed);
    g_assert_cmpuint (get_number (fmp4, "#EXT-X-MEDIA-SEQUENCE:"), ==, i + 1 - listed);
    g_assert_cmpuint (get_number (ts, "#EXT-X-TARGETDURATION:"), ==, 2);
    g_assert_cmpuint (count_words (fmp4, "#EXT-X-MAP:URI=\"init-1.mp4\"\n"), ==, 1);
    g_assert_null (strstr (ts, "#EXT-X-ENDLIST"));
    g_assert_null (strstr (ts, "#EXT-X-DISCONTINUITY\n"));

    // What is listed is there, and what left the list stays for a while.
    last = g_strdup_printf ("/hls/live/ts/360p/%06u.ts", i);
    first = g_strdup_printf ("/hls/live/fmp4/720p/%06u.m4s",
                             MAX ((int) i + 1 - CUE_SIM_HLS_WINDOW - CUE_SIM_HLS_KEPT, 0));
    for (guint j = 0; j < 2; j++) {
      g_autoptr (GBytes) bytes = cue_sim_hls_shelf_look_up (shelf, j == 0 ? last : first);

      g_assert_nonnull (bytes);
    }
  }
  g_assert_null (cue_sim_hls_shelf_look_up (shelf, "/hls/live/ts/720p/000005.ts"));
}

static void
test_discontinuity (void)
{
  g_autoptr (CueSimHlsShelf) shelf = cue_sim_hls_shelf_new ();
  g_autoptr (CueSimHlsPublisher) publisher = cue_sim_hls_publisher_new_live (shelf);
  guint n_removed = 0;

  cue_sim_hls_publisher_begin (publisher, &spec);
  for (guint i = 0; i < 3; i++)
    add_segment (publisher, i, start_us + i * segment_us);
  cue_sim_hls_publisher_begin (publisher, &spec);
  for (guint i = 0; i < 40; i++) {
    g_autofree char *text = NULL;
    g_autoptr (GBytes) old_init = NULL;
    guint count = i + 4;

    add_segment (publisher, i, start_us + (10 + i) * segment_us);
    text = get_text (shelf, "/hls/live/fmp4/720p/index.m3u8");
    g_assert_cmpuint (count_words (text, "#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"init-2.mp4\"\n"),
                      ==,
                      count - 3 <= CUE_SIM_HLS_WINDOW ? 1 : 0);
    // RFC 8216, 6.2.2: it counts the discontinuities which have left the playlist.
    g_assert_cmpuint (get_number (text, "#EXT-X-DISCONTINUITY-SEQUENCE:"),
                      ==,
                      count - 3 <= CUE_SIM_HLS_WINDOW ? 0 : 1);
    old_init = cue_sim_hls_shelf_look_up (shelf, "/hls/live/fmp4/720p/init-1.mp4");
    if (old_init == NULL)
      n_removed++;
  }
  g_assert_cmpuint (n_removed, >, 10);
}

static void
test_master (void)
{
  g_autoptr (CueSimHlsShelf) shelf = cue_sim_hls_shelf_new ();
  g_autoptr (CueSimHlsPublisher) publisher = cue_sim_hls_publisher_new_live (shelf);
  g_autofree char *text = NULL;

  cue_sim_hls_publisher_begin (publisher, &spec);
  g_assert_null (cue_sim_hls_shelf_look_up (shelf, "/hls/live/ts/master.m3u8"));
  add_segment (publisher, 0, start_us);
  text = get_text (shelf, "/hls/live/ts/master.m3u8");
  g_assert_true (g_str_has_prefix (text, "#EXTM3U\n"));
  g_assert_nonnull (strstr (text, "#EXT-X-INDEPENDENT-SEGMENTS\n"));
  g_assert_nonnull (strstr (text,
                            ",CODECS=\"avc1.42c01f,mp4a.40.2\",RESOLUTION=1280x720,"
                            "FRAME-RATE=25.000\n720p/index.m3u8\n"));
  g_assert_cmpuint (get_number (text, "BANDWIDTH="), ==, 2855600);
  g_assert_cmpuint (get_number (text, "AVERAGE-BANDWIDTH="), >, 100000);
  g_assert_cmpuint (count_words (text, "#EXT-X-STREAM-INF:"), ==, 2);
}

static void
test_finished (void)
{
  g_autoptr (CueSimHlsShelf) shelf = cue_sim_hls_shelf_new ();
  g_autoptr (CueSimHlsPublisher) publisher = cue_sim_hls_publisher_new_vod (shelf);
  g_autofree char *text = NULL;

  cue_sim_hls_publisher_begin (publisher, &spec);
  for (guint i = 0; i < 12; i++)
    add_segment (publisher, i, start_us + i * segment_us);
  g_assert_null (cue_sim_hls_shelf_look_up (shelf, "/hls/vod/master.m3u8"));
  cue_sim_hls_publisher_end (publisher);
  text = get_text (shelf, "/hls/vod/360p/index.m3u8");
  g_assert_true (g_str_has_suffix (text, "000011.ts\n#EXT-X-ENDLIST\n"));
  g_assert_nonnull (strstr (text, "#EXT-X-PLAYLIST-TYPE:VOD\n"));
  g_assert_nonnull (strstr (text, "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T00:00:22.000Z\n"));
  g_assert_cmpuint (count_words (text, "#EXTINF:"), ==, 12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/hls/nal-units", test_nal_units);
  g_test_add_func ("/simulator/hls/transport-stream", test_transport_stream);
  g_test_add_func ("/simulator/hls/fragmented-mp4", test_fragmented_mp4);
  g_test_add_func ("/simulator/hls/window", test_window);
  g_test_add_func ("/simulator/hls/discontinuity", test_discontinuity);
  g_test_add_func ("/simulator/hls/master", test_master);
  g_test_add_func ("/simulator/hls/finished", test_finished);
  return g_test_run ();
}
