// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The live stream as an encoder really makes it, in real time: a few seconds each.

#include <glib/gstdio.h>
#include <string.h>

#include "cue-sim-artist-stage.h"
#include "cue-sim-hls-publisher.h"
#include "cue-sim-hls.h"
#include "test-encoder-decode.h"

enum {
  FRAMES = CUE_SIM_HLS_SEGMENT_SECONDS * CUE_SIM_ARTIST_STAGE_FRAME_RATE,
};

typedef struct {
  CueSimHls *hls;
  guint      n_ready;
  guint      n_failed;
} Fixture;

static void
on_ready (CueSimHls *hls, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_ready++;
}

static void
on_failed (CueSimHls *hls, GError *error, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_test_message ("%s", error->message);
  fixture->n_failed++;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->hls = cue_sim_hls_new ();
  cue_sim_hls_set_parts (fixture->hls, (CueSimHlsParts) GPOINTER_TO_UINT (user_data));
  g_signal_connect (fixture->hls, "ready", G_CALLBACK (on_ready), fixture);
  g_signal_connect (fixture->hls, "failed", G_CALLBACK (on_failed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  gint64 begin = g_get_monotonic_time ();

  cue_sim_hls_stop (fixture->hls);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 30 * G_USEC_PER_SEC);
  g_assert_finalize_object (fixture->hls);
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
wait_until (gboolean (*condition) (Fixture *fixture), Fixture *fixture, double seconds)
{
  gint64   deadline = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
  guint    tick = g_timeout_add (20, on_tick, NULL);
  gboolean met;

  while (!(met = condition != NULL && condition (fixture)) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  return met;
}

static gboolean
is_ready_or_failed (Fixture *fixture)
{
  return fixture->n_ready > 0 || fixture->n_failed > 0;
}

static void
start (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  g_assert_true (cue_sim_hls_start (fixture->hls, &error));
  g_assert_no_error (error);
  // It returns at once.
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 30 * G_USEC_PER_SEC);
  g_assert_true (wait_until (is_ready_or_failed, fixture, 60));
  g_assert_cmpuint (fixture->n_ready, ==, 1);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_assert_true (cue_sim_hls_is_ready (fixture->hls));
}

static char *
get_text (Fixture *fixture, const char *path)
{
  const char *type = NULL;
  g_autoptr (GBytes) bytes = cue_sim_hls_lookup (fixture->hls, path, &type);

  g_assert_nonnull (bytes);
  g_assert_cmpstr (type, ==, "application/vnd.apple.mpegurl");
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

typedef struct {
  guint64    sequence; // of the first segment
  GPtrArray *names;
  GArray    *walls; // of gint64, µs
  guint      n_discontinuities;
  int        discontinuity; // index of the segment behind the last one, or -1
  char      *map;           // the last one
} Playlist;

static void
playlist_free (Playlist *playlist)
{
  g_ptr_array_unref (playlist->names);
  g_array_unref (playlist->walls);
  g_free (playlist->map);
  g_free (playlist);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Playlist, playlist_free)

static Playlist *
read_playlist (Fixture *fixture, const char *path)
{
  Playlist        *playlist = g_new0 (Playlist, 1);
  g_autofree char *text = get_text (fixture, path);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  playlist->names = g_ptr_array_new_with_free_func (g_free);
  playlist->walls = g_array_new (FALSE, FALSE, sizeof (gint64));
  playlist->discontinuity = -1;
  for (guint i = 0; lines[i] != NULL; i++) {
    const char *value = strchr (lines[i], ':');

    if (g_str_has_prefix (lines[i], "#EXT-X-MEDIA-SEQUENCE:")) {
      playlist->sequence = g_ascii_strtoull (value + 1, NULL, 10);
    } else if (g_str_equal (lines[i], "#EXT-X-DISCONTINUITY")) {
      playlist->n_discontinuities++;
      playlist->discontinuity = (int) playlist->names->len;
    } else if (g_str_has_prefix (lines[i], "#EXT-X-PROGRAM-DATE-TIME:")) {
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (value + 1, NULL);
      gint64 wall;

      g_assert_nonnull (time);
      wall = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
      g_array_append_val (playlist->walls, wall);
    } else if (g_str_has_prefix (lines[i], "#EXT-X-MAP:URI=\"")) {
      g_free (playlist->map);
      playlist->map = g_strndup (value + 6, strlen (value + 6) - 1);
    } else if (g_str_has_prefix (lines[i], "#EXTINF:")) {
      g_assert_cmpstr (lines[i], ==, "#EXTINF:2.00000,");
    } else if (lines[i][0] != '#' && lines[i][0] != '\0') {
      g_ptr_array_add (playlist->names, g_strdup (lines[i]));
    }
  }
  g_assert_cmpuint (playlist->names->len, ==, playlist->walls->len);
  return playlist;
}

static guint64
get_end (Fixture *fixture)
{
  g_autoptr (Playlist) playlist = read_playlist (fixture, "/hls/live/ts/720p/index.m3u8");

  return playlist->sequence + playlist->names->len;
}

static GBytes *
get_segments (Fixture *fixture, const char *folder, const Playlist *playlist, guint from, guint end)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (playlist->map != NULL) {
    g_autofree char *path = g_strconcat (folder, playlist->map, NULL);

    g_ptr_array_add (parts, cue_sim_hls_lookup (fixture->hls, path, NULL));
  }
  for (guint i = from; i < end; i++) {
    g_autofree char *path =
      g_strconcat (folder, (char *) g_ptr_array_index (playlist->names, i), NULL);

    g_ptr_array_add (parts, cue_sim_hls_lookup (fixture->hls, path, NULL));
  }
  for (guint i = 0; i < parts->len; i++)
    g_assert_nonnull (g_ptr_array_index (parts, i));
  return test_encoder_join (parts);
}

// Each picture is there, in order, with the number and at the time which it must have, and the beep
// is heard when the full second is seen.
static void
check_decoded (TestEncoderDecoded *decoded, guint n_segments, int width)
{
  gint64 first_time = g_array_index (decoded->times, gint64, 0);
  int    first = g_array_index (decoded->counters, int, 0);
  double beep;

  g_assert_cmpint (decoded->width, ==, width);
  g_assert_cmpuint (decoded->counters->len, ==, n_segments * FRAMES);
  for (guint i = 0; i < decoded->counters->len; i++) {
    g_assert_cmpint (g_array_index (decoded->counters, int, i), ==, (first + (int) i) % 2048);
    g_assert_cmpint (ABS (g_array_index (decoded->times, gint64, i) - first_time -
                          (gint64) i * 40 * 1000 * 1000),
                     <,
                     1000 * 1000);
  }
  // The first frame of the stream was at a full second.
  beep = test_encoder_find_beep (decoded) - (double) first_time / 1e9 +
         (double) (first % CUE_SIM_ARTIST_STAGE_FRAME_RATE) / CUE_SIM_ARTIST_STAGE_FRAME_RATE;
  g_assert_cmpfloat_with_epsilon (beep, (double) (int) (beep + 0.5), 0.005);
}

// The time stamp of the video in the last segment, in 1/90000 s.
static guint64
get_decode_time (Fixture *fixture, const Playlist *playlist)
{
  const char      *name = g_ptr_array_index (playlist->names, playlist->names->len - 1);
  g_autofree char *path = g_strconcat ("/hls/live/fmp4/720p/", name, NULL);
  g_autoptr (GBytes) bytes = cue_sim_hls_lookup (fixture->hls, path, NULL);
  const char *data = g_bytes_get_data (bytes, NULL);
  const char *box = memmem (data, g_bytes_get_size (bytes), "tfdt", 4);
  guint64     time;

  g_assert_nonnull (box);
  memcpy (&time, box + 8, sizeof time);
  return GUINT64_FROM_BE (time);
}

static void
check_decoding (Fixture *fixture, guint from, guint end, int width)
{
  static const struct {
    const char *folder;
    const char *demuxer;
    int         divisor;
  } streams[] = {
    { "/hls/live/ts/720p/", "tsdemux", 1 },
    { "/hls/live/ts/360p/", "tsdemux", 2 },
    { "/hls/live/fmp4/720p/", "qtdemux", 1 },
    { "/hls/live/fmp4/360p/", "qtdemux", 2 },
  };

  if (!test_encoder_can_decode ()) {
    g_test_message ("No decoders installed: the segments were not decoded");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++) {
    g_autofree char *path = g_strconcat (streams[i].folder, "index.m3u8", NULL);
    g_autoptr (Playlist) playlist = read_playlist (fixture, path);
    g_autoptr (GBytes) file = get_segments (fixture, streams[i].folder, playlist, from, end);
    g_autoptr (TestEncoderDecoded) decoded = test_encoder_decode (file, streams[i].demuxer, TRUE);

    g_test_message ("%s", path);
    g_assert_nonnull (decoded);
    check_decoded (decoded, end - from, width / streams[i].divisor);
  }
}

static void
check_pace (Playlist *playlist)
{
  for (guint i = 1; i < playlist->walls->len; i++)
    if ((int) i != playlist->discontinuity)
      g_assert_cmpint (g_array_index (playlist->walls, gint64, i) -
                         g_array_index (playlist->walls, gint64, i - 1),
                       ==,
                       CUE_SIM_HLS_SEGMENT_SECONDS * G_USEC_PER_SEC);
}

static gint64
get_age (Playlist *playlist)
{
  return g_get_real_time () - g_array_index (playlist->walls, gint64, playlist->walls->len - 1) -
         CUE_SIM_HLS_SEGMENT_SECONDS * G_USEC_PER_SEC;
}

static gboolean
has_caught_up (Fixture *fixture)
{
  g_autoptr (Playlist) playlist = read_playlist (fixture, "/hls/live/ts/720p/index.m3u8");

  return get_age (playlist) < 2.3 * G_USEC_PER_SEC;
}

static guint64 wanted_end;

static gboolean
has_wanted_end (Fixture *fixture)
{
  return get_end (fixture) >= wanted_end;
}

static void
test_goes_on (Fixture *fixture, gconstpointer user_data)
{
  guint64 end;

  start (fixture);
  g_assert_true (wait_until (has_caught_up, fixture, 60));
  check_decoding (fixture, 0, 3, 1280);

  // Two more segments, at the pace of real time.
  end = get_end (fixture);
  wanted_end = end + 2;
  g_assert_true (wait_until (has_wanted_end, fixture, 60));
  {
    g_autoptr (Playlist) ts = read_playlist (fixture, "/hls/live/ts/720p/index.m3u8");
    g_autoptr (Playlist) fmp4 = read_playlist (fixture, "/hls/live/fmp4/360p/index.m3u8");

    g_assert_cmpuint (ts->n_discontinuities, ==, 0);
    g_assert_cmpuint (ts->names->len, >=, 5);
    g_assert_cmpuint (ts->sequence, ==, fmp4->sequence);
    g_assert_cmpuint (ts->names->len, ==, fmp4->names->len);
    check_pace (ts);
    check_pace (fmp4);
    g_assert_cmpint (get_age (ts), >, -200 * 1000);
    g_assert_cmpint (get_age (ts), <, 6 * G_USEC_PER_SEC);
  }
  g_assert_null (cue_sim_hls_lookup (fixture->hls, "/hls/live/ts/999999.ts", NULL));
}

static void
test_stall (Fixture *fixture, gconstpointer user_data)
{
  guint64 end;
  gint64  stalled_at;

  start (fixture);
  g_assert_true (wait_until (has_caught_up, fixture, 60));
  cue_sim_hls_set_stalled (fixture->hls, TRUE);
  stalled_at = g_get_real_time ();
  wait_until (NULL, fixture, 0.5);
  end = get_end (fixture);
  wait_until (NULL, fixture, 2.6);
  g_assert_cmpuint (get_end (fixture), ==, end);

  cue_sim_hls_set_stalled (fixture->hls, FALSE);
  wanted_end = end + 1;
  g_assert_true (wait_until (has_wanted_end, fixture, 60));
  {
    g_autoptr (Playlist) playlist = read_playlist (fixture, "/hls/live/ts/720p/index.m3u8");

    // What comes after the stall is what is live then.
    g_assert_cmpint (playlist->discontinuity, ==, (int) playlist->names->len - 1);
    g_assert_cmpint (g_array_index (playlist->walls, gint64, playlist->walls->len - 1),
                     >,
                     stalled_at + 2 * G_USEC_PER_SEC);
    check_pace (playlist);
  }
}

static void
test_restart (Fixture *fixture, gconstpointer user_data)
{
  guint64 end;

  start (fixture);
  g_assert_true (wait_until (has_caught_up, fixture, 60));
  end = get_end (fixture);
  cue_sim_hls_set_codec (fixture->hls, CUE_SIM_HLS_CODEC_SMALL);
  wanted_end = end + 1;
  g_assert_true (wait_until (has_wanted_end, fixture, 60));
  {
    g_autoptr (Playlist) playlist = read_playlist (fixture, "/hls/live/fmp4/720p/index.m3u8");
    g_autofree char *master = get_text (fixture, "/hls/live/fmp4/master.m3u8");

    g_assert_cmpuint (playlist->n_discontinuities, ==, 1);
    g_assert_cmpstr (playlist->map, ==, "init-2.mp4");
    g_assert_nonnull (strstr (master, "RESOLUTION=320x180"));
    // The clock of the encoder goes on.
    g_assert_cmpuint (get_decode_time (fixture, playlist), >, 4 * 90000);
    check_decoding (fixture, (guint) playlist->discontinuity, playlist->names->len, 640);
  }

  cue_sim_hls_set_codec (fixture->hls, CUE_SIM_HLS_CODEC_HIGH_PROFILE);
  cue_sim_hls_restart_encoder (fixture->hls);
  wanted_end = get_end (fixture) + 1;
  g_assert_true (wait_until (has_wanted_end, fixture, 60));
  {
    g_autoptr (Playlist) playlist = read_playlist (fixture, "/hls/live/fmp4/720p/index.m3u8");
    g_autofree char *master = get_text (fixture, "/hls/live/ts/master.m3u8");

    g_assert_cmpuint (playlist->n_discontinuities, ==, 2);
    g_assert_nonnull (strstr (master, "CODECS=\"avc1.6400"));
    // A restarted encoder has a new clock.
    g_assert_cmpuint (get_decode_time (fixture, playlist), ==, 0);
    check_decoding (fixture, (guint) playlist->discontinuity, playlist->names->len, 1280);
  }
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint count = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

// Stops at awkward moments, and leaves no pipeline behind: each one holds descriptors.
static void
test_stop (Fixture *fixture, gconstpointer user_data)
{
  guint n_before = 0;

  for (guint i = 0; i < 6; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (cue_sim_hls_start (fixture->hls, &error));
    wait_until (NULL, fixture, 0.04 * i * i);
    cue_sim_hls_stop (fixture->hls);
    if (i == 0)
      n_before = count_descriptors ();
  }
  g_assert_cmpuint (count_descriptors (), <=, n_before + 2);
  cue_sim_hls_stop (fixture->hls);
  cue_sim_hls_set_stalled (fixture->hls, TRUE);
  cue_sim_hls_restart_encoder (fixture->hls);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

int
main (int argc, char **argv)
{
  gpointer live = GUINT_TO_POINTER (CUE_SIM_HLS_PARTS_LIVE);
  gpointer all = GUINT_TO_POINTER (CUE_SIM_HLS_PARTS_ALL);

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/simulator/live/goes-on", Fixture, live, set_up, test_goes_on, tear_down);
  g_test_add ("/simulator/live/stall", Fixture, live, set_up, test_stall, tear_down);
  g_test_add ("/simulator/live/restart", Fixture, live, set_up, test_restart, tear_down);
  g_test_add ("/simulator/live/stop", Fixture, all, set_up, test_stop, tear_down);
  return g_test_run ();
}
