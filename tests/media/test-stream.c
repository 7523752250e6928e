// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-player.h"
#include "cue-system-clock.h"

#include "hls-fixture.h"
#include "media-assets.h"
#include "media-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* Real streams through the real helper, in real time. */

#ifdef __SANITIZE_ADDRESS__
#define SLOWNESS 5
#else
#define SLOWNESS 1
#endif

typedef struct {
  HlsServer        *server;
  CuePlayer        *player;
  guint             n_faults;
  CuePlaybackReason reason;    /* the first that was told */
  char             *words;     /* likewise */
  guint64           shown;     /* for is_moving() */
  gint64            fault_end; /* monotonic µs */
  gint64            back;      /* when the picture moved again after that; 0 = not yet */
} Watched;

static void
on_fault (CuePlayer *player, CuePlaybackReason reason, const char *words, gpointer user_data)
{
  Watched *w = user_data;

  if (w->n_faults++ > 0)
    return;
  w->reason = reason;
  w->words = g_strdup (words);
}

static Watched *
watch (HlsCodec codec)
{
  Watched *w = g_new0 (Watched, 1);

  w->server = hls_server_new (codec);
  w->player = cue_player_new (cue_system_clock_get_default ());
  g_signal_connect (w->player, "fault", G_CALLBACK (on_fault), w);
  cue_player_set_uri (w->player, hls_server_get_live (w->server));
  return w;
}

static gboolean
has_no_children (gpointer data)
{
  return media_count_children () == 0;
}

static void
unwatch (Watched *w)
{
  g_assert_finalize_object (w->player);
  hls_server_free (w->server);
  g_free (w->words);
  g_free (w);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Watched, unwatch)

static gboolean
is_moving (gpointer data)
{
  Watched *w = data;

  return cue_player_get_state (w->player) == CUE_PLAYBACK_STATE_PLAYING &&
         cue_player_stats_get_frames_shown (cue_player_get_stats (w->player)) >= w->shown + 5;
}

static void
wait_until_moving (Watched *w)
{
  w->shown = cue_player_stats_get_frames_shown (cue_player_get_stats (w->player));
  g_assert_true (media_wait (is_moving, w, 60000));
}

static void
play (Watched *w)
{
  cue_player_set_playing (w->player, TRUE);
  wait_until_moving (w);
}

static gboolean
has_all_figures (gpointer data)
{
  CuePlayerStats *stats = cue_player_get_stats (((Watched *) data)->player);

  return cue_player_stats_get_decoder (stats) != NULL &&
         cue_player_stats_get_video_codec (stats) != NULL &&
         cue_player_stats_get_audio_codec (stats) != NULL &&
         cue_player_stats_get_bitrate (stats) > 0 && cue_player_stats_get_channels (stats) == 2 &&
         cue_player_stats_get_level_peak (stats, 0) > -60.0;
}

static void
test_figures (void)
{
  g_autoptr (Watched) w = watch (HLS_CODEC_H264);
  CuePlayerStats *stats = cue_player_get_stats (w->player);
  GdkPaintable   *paintable = cue_player_get_paintable (w->player);

  play (w);
  g_test_message ("first picture after %" G_GINT64_FORMAT " ms",
                  cue_player_stats_get_time_to_first_picture (stats) / 1000);
  g_assert_true (media_wait (has_all_figures, w, 60000));
  g_test_message ("%s, %s, %s, %s, %.1f dB",
                  cue_player_stats_get_decoder (stats),
                  cue_player_stats_get_video_codec (stats),
                  cue_player_stats_get_audio_codec (stats),
                  cue_player_stats_get_first_fragment (stats),
                  cue_player_stats_get_level_peak (stats, 0));
  g_assert_cmpuint (cue_player_stats_get_width (stats), ==, 320);
  g_assert_cmpuint (cue_player_stats_get_height (stats), ==, 180);
  g_assert_cmpfloat (cue_player_stats_get_fps (stats), ==, 25.0);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), ==, 320);
  g_assert_cmpint (cue_player_stats_get_position (stats), >, 0);
  g_assert_cmpfloat (cue_player_stats_get_level_peak (stats, 0), <, 0.0);
  g_assert_cmpuint (w->n_faults, ==, 0);
}

static void
test_fmp4 (void)
{
  g_autoptr (Watched) w = watch (HLS_CODEC_FMP4);

  play (w);
  media_spin (3000);
  wait_until_moving (w);
  g_test_message ("%s", w->words != NULL ? w->words : "no fault");
  g_assert_cmpuint (w->n_faults, ==, 0);
  g_assert_cmpuint (cue_player_stats_get_width (cue_player_get_stats (w->player)), ==, 320);
}

/* An encoder that starts again begins with the time 0, whatever the playlist says. */
static void
test_encoder_restart (void)
{
  g_autoptr (Watched) ts = watch (HLS_CODEC_H264);
  g_autoptr (Watched) fmp4 = watch (HLS_CODEC_FMP4);

  play (ts);
  play (fmp4);
  media_spin (HLS_N_SEGMENTS * 1000 + 4000); /* the fixture's goes round in that time */
  wait_until_moving (ts);
  wait_until_moving (fmp4);
  g_test_message ("TS: %u faults, %s; fMP4: %u faults, %s",
                  ts->n_faults,
                  ts->words,
                  fmp4->n_faults,
                  fmp4->words);
  /* It is in the playlist, so nobody needs to notice. */
  g_assert_cmpuint (ts->n_faults, ==, 0);
  g_assert_cmpuint (fmp4->n_faults, ==, 0);
  g_assert_cmpuint (cue_player_stats_get_restarts (cue_player_get_stats (ts->player)), ==, 0);
  g_assert_cmpuint (cue_player_stats_get_restarts (cue_player_get_stats (fmp4->player)), ==, 0);
}

/* What is not seen is not sent, and the stream goes on all the same. */
static void
test_not_visible (void)
{
  g_autoptr (Watched) w = watch (HLS_CODEC_H264);
  CuePlayerStats *stats = cue_player_get_stats (w->player);
  guint64         shown;
  gint64          position;

  play (w);
  cue_player_set_visible (w->player, FALSE);
  media_spin (500);
  shown = cue_player_stats_get_frames_shown (stats);
  position = cue_player_stats_get_position (stats);
  media_spin (2000);
  g_assert_cmpuint (cue_player_stats_get_frames_shown (stats), ==, shown);
  g_assert_cmpint (cue_player_stats_get_position (stats), >, position + 1000 * 1000);
  g_assert_cmpint (cue_player_get_state (w->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  cue_player_set_visible (w->player, TRUE);
  wait_until_moving (w);
  g_assert_cmpuint (w->n_faults, ==, 0);
}

/* Nobody looks from the start: that is no reason to think that there is no picture. */
static void
test_never_visible (void)
{
  g_autoptr (Watched) w = watch (HLS_CODEC_H264);

  cue_player_set_visible (w->player, FALSE);
  cue_player_set_playing (w->player, TRUE);
  media_spin (8000);
  g_assert_cmpint (cue_player_get_state (w->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_cmpuint (w->n_faults, ==, 0);
}

static gboolean
has_ended (gpointer data)
{
  return cue_player_get_state (((Watched *) data)->player) == CUE_PLAYBACK_STATE_ENDED;
}

static void
test_vod (void)
{
  g_autoptr (Watched) w = watch (HLS_CODEC_H264);
  g_autofree char *uri = hls_server_get_vod (w->server);

  cue_player_set_uri (w->player, uri);
  play (w);
  g_assert_true (media_wait (has_ended, w, 60000));
  g_assert_cmpuint (w->n_faults, ==, 0);
  g_assert_cmpuint (cue_player_stats_get_restarts (cue_player_get_stats (w->player)), ==, 0);
}

static gboolean
asks_for_high (gpointer data)
{
  return hls_server_get_n_requests (((Watched *) data)->server, "/high.m3u8") > 0;
}

/* The variant that is asked for is the one that is fetched, also when it is changed. */
static void
test_variant (void)
{
  g_autoptr (Watched) w = watch (HLS_CODEC_H264);
  guint low;

  cue_player_set_variant_bandwidth (w->player, 600000);
  play (w);
  media_spin (2000);
  g_assert_cmpuint (hls_server_get_n_requests (w->server, "/low.m3u8"), >, 0);
  g_assert_cmpuint (hls_server_get_n_requests (w->server, "/high.m3u8"), ==, 0);

  cue_player_set_variant_bandwidth (w->player, 1200000);
  g_assert_true (media_wait (asks_for_high, w, 60000));
  media_spin (1500);
  low = hls_server_get_n_requests (w->server, "/low.m3u8");
  media_spin (2000);
  g_assert_cmpuint (hls_server_get_n_requests (w->server, "/low.m3u8"), ==, low);
  wait_until_moving (w);
  g_assert_cmpuint (w->n_faults, ==, 0);
}

/* What a server may send instead of a playlist. None of it plays, and nothing happens to us. */
static void
test_hostile_playlists (void)
{
  g_autofree char *path = NULL;
  g_autofree char *local = NULL;
  g_autofree char *zeros = g_malloc0 (8 * 1024 * 1024);
  g_autoptr (GString) endless = g_string_new ("#EXTM3U\n#EXT-X-TARGETDURATION:1\n");
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GBytes *segment = hls_get_segment (HLS_CODEC_H264, 0);
  g_autoptr (GError) error = NULL;
  static const char html[] = "<!DOCTYPE html><html><body>Sign in</body></html>";
  static const char loop[] = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhostile.m3u8\n";
  int               fd = g_file_open_tmp ("cuelight-XXXXXX.ts", &path, &error);

  /* A good stream, but out of a file of the user's. */
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path,
                       g_bytes_get_data (segment, NULL),
                       (gssize) g_bytes_get_size (segment),
                       &error);
  g_assert_no_error (error);
  local = g_strdup_printf ("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://%s\n"
                           "#EXT-X-ENDLIST\n",
                           path);
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (endless, "#EXTINF:1,\n/none/%u\n", i);

  g_ptr_array_add (bodies, g_bytes_new (local, strlen (local)));
  g_ptr_array_add (bodies, g_bytes_new (html, strlen (html)));
  g_ptr_array_add (bodies, g_bytes_new (loop, strlen (loop)));
  g_ptr_array_add (bodies, g_bytes_new (endless->str, endless->len));
  g_ptr_array_add (bodies, g_bytes_new (zeros, 8 * 1024 * 1024));
  g_ptr_array_add (bodies, g_bytes_new ("", 0));
  for (guint i = 0; i < bodies->len; i++) {
    Watched         *w = watch (HLS_CODEC_H264);
    g_autofree char *uri = hls_server_set_hostile (w->server, g_ptr_array_index (bodies, i));

    cue_player_set_uri (w->player, uri);
    cue_player_set_playing (w->player, TRUE);
    g_ptr_array_add (all, w);
  }
  media_spin (10000);
  for (guint i = 0; i < all->len; i++) {
    Watched *w = g_ptr_array_index (all, i);

    g_test_message ("%u: %s", i, w->words != NULL ? w->words : "nothing");
    g_assert_cmpint (cue_player_get_state (w->player), !=, CUE_PLAYBACK_STATE_PLAYING);
    g_assert_cmpint (cue_player_get_state (w->player), !=, CUE_PLAYBACK_STATE_ENDED);
    g_assert_cmpuint (w->n_faults, >, 0);
    if (i == 1) /* a page is said to be one, and no decoder is missing for it */
      g_assert_cmpint (w->reason, ==, CUE_PLAYBACK_REASON_FORMAT);
    unwatch (w);
  }
  g_unlink (path);
}

typedef struct {
  HlsFault          fault;
  guint             status;
  CuePlaybackReason reasons[3]; /* one of these is told, or none for those that heal */
  const char       *words;      /* part of what is told; nullable */
} Trouble;

static const Trouble troubles[] = {
  { HLS_FAULT_SEGMENTS, 404, { CUE_PLAYBACK_REASON_STALLED }, "404" },
  { HLS_FAULT_SEGMENTS, 503, { CUE_PLAYBACK_REASON_STALLED }, "503" },
  { HLS_FAULT_PLAYLIST,
    403,
    { CUE_PLAYBACK_REASON_FORBIDDEN, CUE_PLAYBACK_REASON_PLAYLIST },
    NULL },
  { HLS_FAULT_HANG, 0, { CUE_PLAYBACK_REASON_STALLED }, NULL },
  { HLS_FAULT_REFUSE,
    0,
    { CUE_PLAYBACK_REASON_UNREACHABLE, CUE_PLAYBACK_REASON_PLAYLIST, CUE_PLAYBACK_REASON_STALLED },
    NULL },
  { HLS_FAULT_FREEZE, 0, { CUE_PLAYBACK_REASON_STALLED }, NULL },
};

static gboolean
are_all_back (gpointer data)
{
  Watched **all = data;
  gboolean  all_back = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++) {
    if (all[i]->back == 0 && is_moving (all[i]))
      all[i]->back = g_get_monotonic_time ();
    all_back &= all[i]->back != 0;
  }
  return all_back;
}

/* Every fault of a server at once, each on a stream of its own, for ten seconds: each picture is
 * back soon after, and the main loop turned all the while. */
static void
test_faults (void)
{
  Watched    *all[G_N_ELEMENTS (troubles)];
  MediaTicker ticker;
  gint64      end;

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++) {
    all[i] = watch (HLS_CODEC_H264);
    cue_player_set_playing (all[i]->player, TRUE);
  }
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    wait_until_moving (all[i]);
  media_spin (1000);

  media_ticker_start (&ticker, G_PRIORITY_DEFAULT);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    hls_server_set_fault (all[i]->server, troubles[i].fault, troubles[i].status);
  media_spin (10000);
  end = g_get_monotonic_time ();
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++) {
    hls_server_set_fault (all[i]->server, HLS_FAULT_NONE, 0);
    all[i]->shown = cue_player_stats_get_frames_shown (cue_player_get_stats (all[i]->player));
  }
  media_wait (are_all_back, all, 60000);
  media_ticker_stop (&ticker);

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++) {
    const Trouble *trouble = &troubles[i];
    gboolean       expected = FALSE;

    g_test_message ("fault %d (%u): %u told, the first \"%s\"; back after %.1f s",
                    trouble->fault,
                    trouble->status,
                    all[i]->n_faults,
                    all[i]->words != NULL ? all[i]->words : "",
                    (all[i]->back - end) / 1e6);
    g_assert_cmpint (all[i]->back, >, 0);
    /* It is about three seconds; ten are promised where there are processors for six streams. */
    g_assert_cmpint (all[i]->back - end, <, 40 * G_TIME_SPAN_SECOND);
    g_assert_cmpuint (all[i]->n_faults, >, 0);
    for (guint r = 0; r < G_N_ELEMENTS (trouble->reasons); r++)
      expected |= all[i]->reason == trouble->reasons[r];
    g_assert_true (expected);
    if (trouble->words != NULL)
      g_assert_nonnull (strstr (all[i]->words, trouble->words));
    unwatch (all[i]);
  }
  /* What the main loop does itself has 50 ms at most, and waits for others, for instance the
   * helper, a quarter of a second; that it queues for a processor which six decoders, an encoder
   * and whoever else share is not its fault. */
  g_assert_cmpint (ticker.worst_used, <, 50 * 1000 * SLOWNESS);
  g_assert_cmpint (ticker.worst_held, <, 250 * 1000 * SLOWNESS);
}

static gboolean
has_other_size (gpointer data)
{
  Watched *w = data;

  return cue_player_stats_get_width (cue_player_get_stats (w->player)) == 160 && is_moving (w);
}

static void
test_codec_change (void)
{
  g_autoptr (Watched) w = watch (HLS_CODEC_H264);

  play (w);
  hls_server_set_fault (w->server, HLS_FAULT_OTHER_CODEC, 0);
  w->shown = 0;
  g_assert_true (media_wait (has_other_size, w, 60000));
  g_test_message ("%u faults told, %u restarts",
                  w->n_faults,
                  cue_player_stats_get_restarts (cue_player_get_stats (w->player)));
  wait_until_moving (w);
}

/* Every way in which a stream can be wrong from the start. */
static void
test_wrong_from_start (void)
{
  static const struct {
    HlsFault          fault;
    guint             status;
    CuePlaybackReason reason;
  } cases[] = {
    { HLS_FAULT_PLAYLIST, 401, CUE_PLAYBACK_REASON_UNAUTHORIZED },
    { HLS_FAULT_PLAYLIST, 403, CUE_PLAYBACK_REASON_FORBIDDEN },
    { HLS_FAULT_PLAYLIST, 404, CUE_PLAYBACK_REASON_NOT_FOUND },
    { HLS_FAULT_PLAYLIST, 500, CUE_PLAYBACK_REASON_SERVER },
    { HLS_FAULT_REFUSE, 0, CUE_PLAYBACK_REASON_UNREACHABLE },
    { HLS_FAULT_HANG, 0, CUE_PLAYBACK_REASON_SILENT },
  };
  Watched *all[G_N_ELEMENTS (cases)];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    all[i] = watch (HLS_CODEC_H264);
    hls_server_set_fault (all[i]->server, cases[i].fault, cases[i].status);
    cue_player_set_playing (all[i]->player, TRUE);
  }
  media_spin (8000);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%u: %s", i, all[i]->words != NULL ? all[i]->words : "nothing");
    g_assert_cmpint (all[i]->reason, ==, cases[i].reason);
    g_assert_cmpuint (all[i]->n_faults, ==, 1);
    unwatch (all[i]);
  }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  if (!media_can_encode ()) {
    g_test_message ("no H.264 encoder on this computer");
    return 77;
  }
  hls_make_segments ();
  g_test_add_func ("/media/stream/figures", test_figures);
  g_test_add_func ("/media/stream/fmp4", test_fmp4);
  g_test_add_func ("/media/stream/encoder-restart", test_encoder_restart);
  g_test_add_func ("/media/stream/not-visible", test_not_visible);
  g_test_add_func ("/media/stream/never-visible", test_never_visible);
  g_test_add_func ("/media/stream/vod", test_vod);
  g_test_add_func ("/media/stream/variant", test_variant);
  g_test_add_func ("/media/stream/hostile-playlists", test_hostile_playlists);
  g_test_add_func ("/media/stream/faults", test_faults);
  g_test_add_func ("/media/stream/codec-change", test_codec_change);
  g_test_add_func ("/media/stream/wrong-from-start", test_wrong_from_start);
  result = g_test_run ();
  g_assert_true (media_wait (has_no_children, NULL, 60000));
  return result;
}
