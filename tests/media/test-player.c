// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-error.h"
#include "cue-player.h"

#include "media-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* The player against a helper that does what it is told, on a clock that does as well. */

#define ADDRESS "http://127.0.0.1:1/live.m3u8"

typedef struct {
  CueClock         *clock;
  CuePlayer        *player;
  CuePlaybackState  wanted; /* for is_in_state() */
  guint             n_faults;
  guint             n_recovered;
  CuePlaybackReason reason;
  char             *words;
} Fixture;

static void
on_fault (CuePlayer *player, CuePlaybackReason reason, const char *words, gpointer user_data)
{
  Fixture *f = user_data;

  f->n_faults++;
  f->reason = reason;
  g_free (f->words);
  f->words = g_strdup (words);
}

static void
on_recovered (CuePlayer *player, gpointer user_data)
{
  ((Fixture *) user_data)->n_recovered++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  media_behave (data != NULL ? data : "good");
  f->clock = cue_fake_clock_new (0, G_USEC_PER_SEC);
  f->player = cue_player_new (f->clock);
  g_signal_connect (f->player, "fault", G_CALLBACK (on_fault), f);
  g_signal_connect (f->player, "recovered", G_CALLBACK (on_recovered), f);
  cue_player_set_uri (f->player, ADDRESS);
}

static gboolean
has_no_children (gpointer data)
{
  return media_count_children () == 0;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->player);
  g_assert_true (media_wait (has_no_children, NULL, 5000));
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (f->clock)), ==, 0);
  g_assert_finalize_object (f->clock);
  g_free (f->words);
}

static gboolean
is_in_state (gpointer data)
{
  Fixture *f = data;

  return cue_player_get_state (f->player) == f->wanted;
}

static void
wait_for_state (Fixture *f, CuePlaybackState state)
{
  f->wanted = state;
  g_assert_true (media_wait (is_in_state, f, 10000));
}

static void
advance_to_state (Fixture *f, CuePlaybackState state, guint seconds)
{
  f->wanted = state;
  g_assert_true (media_advance_until (f->clock, is_in_state, f, seconds));
}

static gboolean
has_picture (gpointer data)
{
  return gdk_paintable_get_intrinsic_width (cue_player_get_paintable (((Fixture *) data)->player)) >
         0;
}

static void
play (Fixture *f)
{
  cue_player_set_playing (f->player, TRUE);
  wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_true (media_wait (has_picture, f, 5000));
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer data)
{
  ++*(guint *) data;
}

static void
test_defaults (Fixture *f, gconstpointer data)
{
  g_autofree char *words = cue_player_describe (f->player);
  guint            n = 0;

  g_assert_true (cue_player_get_muted (f->player));
  g_assert_false (cue_player_get_playing (f->player));
  g_assert_true (cue_player_get_visible (f->player));
  g_assert_cmpfloat (cue_player_get_volume (f->player), ==, 1.0);
  g_assert_cmpuint (cue_player_get_variant_bandwidth (f->player), ==, 0);
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_IDLE);
  g_assert_cmpstr (words, ==, "Stopped");

  g_signal_connect (f->player, "notify", G_CALLBACK (count_notify), &n);
  cue_player_set_muted (f->player, TRUE);
  cue_player_set_volume (f->player, 1.0);
  cue_player_set_uri (f->player, ADDRESS);
  cue_player_set_visible (f->player, TRUE);
  g_assert_cmpuint (n, ==, 0);
  cue_player_set_muted (f->player, FALSE);
  cue_player_set_volume (f->player, 0.5);
  cue_player_set_volume (f->player, 0.5);
  cue_player_set_visible (f->player, FALSE);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (media_count_children (), ==, 0);
}

static gboolean
has_shown_some (gpointer data)
{
  CuePlayerStats *stats = cue_player_get_stats (((Fixture *) data)->player);

  return cue_player_stats_get_frames_shown (stats) > 10 &&
         cue_player_stats_get_position (stats) > 0;
}

static void
test_plays (Fixture *f, gconstpointer data)
{
  CuePlayerStats *stats = cue_player_get_stats (f->player);
  GdkPaintable   *paintable = cue_player_get_paintable (f->player);

  play (f);
  g_assert_true (media_wait (has_shown_some, f, 10000));
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), ==, 64);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (paintable), ==, 36);
  g_assert_cmpuint (cue_player_stats_get_width (stats), ==, 64);
  g_assert_cmpfloat (cue_player_stats_get_fps (stats), ==, 25.0);
  g_assert_cmpint (cue_player_stats_get_position (stats), >, 0);
  g_assert_cmpint (cue_player_stats_get_time_to_first_picture (stats), >=, 0);
  g_assert_cmpuint (cue_player_stats_get_restarts (stats), ==, 0);

  cue_player_set_playing (f->player, FALSE);
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_IDLE);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), ==, 0);
  g_assert_cmpuint (cue_player_stats_get_frames_shown (stats), ==, 0);
  g_assert_true (media_wait (has_no_children, NULL, 5000));
  g_assert_cmpuint (f->n_faults, ==, 0);
}

/* The server says 403 for a minute: it is said once, and asked at most every five seconds. */
static void
test_forbidden (Fixture *f, gconstpointer data)
{
  gint64           expected[] = { 500, 1000, 2000, 4000, 5000, 5000 };
  g_autofree char *words = NULL;

  cue_player_set_playing (f->player, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    gint64 began = cue_clock_get_monotonic (f->clock);
    gint64 next;

    wait_for_state (f, CUE_PLAYBACK_STATE_WAITING_RETRY);
    next = cue_player_get_next_attempt (f->player);
    g_assert_cmpint (next - began, ==, expected[i] * 1000);
    if (i == G_N_ELEMENTS (expected) - 1)
      media_behave ("good");
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), next - began);
  }
  wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_cmpuint (f->n_faults, ==, 1);
  g_assert_cmpint (f->reason, ==, CUE_PLAYBACK_REASON_FORBIDDEN);
  g_assert_cmpstr (f->words, ==, "The stream server refuses the stream. (HTTP 403)");
  g_assert_cmpuint (f->n_recovered, ==, 1);
  g_assert_cmpint (cue_player_get_reason (f->player), ==, CUE_PLAYBACK_REASON_NONE);
  g_assert_cmpuint (cue_player_get_http_status (f->player), ==, 0);
  g_assert_cmpuint (cue_player_stats_get_restarts (cue_player_get_stats (f->player)),
                    ==,
                    G_N_ELEMENTS (expected));
}

static void
test_other_build (Fixture *f, gconstpointer data)
{
  cue_player_set_playing (f->player, TRUE);
  wait_for_state (f, CUE_PLAYBACK_STATE_IDLE);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (f->n_faults, ==, 1);
  g_assert_cmpstr (f->words,
                   ==,
                   "Cuelight was updated while it ran; restart it to see the picture.");
  media_behave ("good");
  cue_player_set_playing (f->player, FALSE);
  play (f);
}

/* A helper that dies in each of its ways: the picture is back within ten seconds, and the last one
 * stays on show. */
static void
test_comes_back (Fixture *f, gconstpointer data)
{
  static const char *const ways[] = { "crash", "hang", "stall", "busy-buffer", "flood", "abort" };
  CuePlaybackReason        reasons[] = {
           CUE_PLAYBACK_REASON_HELPER_ENDED,      CUE_PLAYBACK_REASON_HELPER_HUNG,
           CUE_PLAYBACK_REASON_STALLED,           CUE_PLAYBACK_REASON_HELPER_MISBEHAVED,
           CUE_PLAYBACK_REASON_HELPER_MISBEHAVED, CUE_PLAYBACK_REASON_HELPER_ENDED,
  };

  play (f);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    guint  before = f->n_faults;
    gint64 began;

    media_behave (ways[i]);
    cue_player_set_playing (f->player, FALSE);
    cue_player_set_playing (f->player, TRUE);
    while (f->n_faults == before) {
      cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), 100 * 1000);
      media_spin (5);
    }
    g_assert_cmpint (f->reason, ==, reasons[i]);
    began = cue_clock_get_monotonic (f->clock);
    media_behave ("good");
    advance_to_state (f, CUE_PLAYBACK_STATE_PLAYING, 10);
    g_test_message ("%s: back after %.1f s",
                    ways[i],
                    (cue_clock_get_monotonic (f->clock) - began) / 1e6);
  }
}

static void
test_stall_is_counted (Fixture *f, gconstpointer data)
{
  CuePlayerStats *stats = cue_player_get_stats (f->player);

  play (f);
  advance_to_state (f, CUE_PLAYBACK_STATE_BUFFERING, 2);
  g_assert_cmpuint (cue_player_stats_get_stalls (stats), ==, 1);
  g_assert_true (has_picture (f));
  advance_to_state (f, CUE_PLAYBACK_STATE_WAITING_RETRY, 4);
  g_assert_cmpint (cue_player_get_reason (f->player), ==, CUE_PLAYBACK_REASON_STALLED);
  g_assert_cmpuint (cue_player_stats_get_stalls (stats), ==, 1);
  g_assert_true (has_picture (f)); /* the last one, which is better than none */
}

/* Held up ourselves, or the lid was closed: the stream is not to blame. */
static void
test_suspend (Fixture *f, gconstpointer data)
{
  play (f);
  cue_fake_clock_suspend (CUE_FAKE_CLOCK (f->clock), 3600 * G_TIME_SPAN_SECOND);
  for (guint i = 0; i < 10; i++) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), 250 * 1000);
    media_spin (10);
  }
  g_assert_cmpuint (f->n_faults, ==, 0);
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
}

static gboolean
has_one_child (gpointer data)
{
  return media_count_children () == 1;
}

/* The old stream is shown until the new one has a picture, for as long as that takes. */
static void
test_change_address (Fixture *f, gconstpointer data)
{
  CuePlayerStats *stats = cue_player_get_stats (f->player);
  guint64         shown;

  play (f);
  cue_player_set_uri (f->player, "http://127.0.0.1:1/silent.m3u8");
  g_assert_cmpuint (media_count_children (), ==, 2);
  shown = cue_player_stats_get_frames_shown (stats);
  for (guint i = 0; i < 20; i++) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), 100 * 1000);
    media_spin (10);
    g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  }
  g_assert_cmpuint (cue_player_stats_get_frames_shown (stats), >, shown);

  cue_player_set_uri (f->player, "http://127.0.0.1:1/other.m3u8");
  g_assert_true (media_wait (has_one_child, NULL, 5000));
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_cmpuint (f->n_faults, ==, 0);
}

/* The new address does not play: that is said, and tried again, while the old one goes on. */
static void
test_change_to_broken (Fixture *f, gconstpointer data)
{
  g_autofree char *words = NULL;

  play (f);
  cue_player_set_uri (f->player, "http://127.0.0.1:1/broken.m3u8");
  for (guint i = 0; i < 100 && f->n_faults == 0; i++)
    media_spin (10);
  g_assert_cmpint (f->reason, ==, CUE_PLAYBACK_REASON_UNREACHABLE);
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_cmpint (cue_player_get_next_attempt (f->player), >, 0);
  words = cue_player_describe (f->player);
  g_assert_true (g_str_has_prefix (words, "The earlier stream goes on."));

  /* Back to the one that plays: nothing needs to start. */
  cue_player_set_uri (f->player, ADDRESS);
  g_assert_cmpint (cue_player_get_next_attempt (f->player), ==, 0);
  g_assert_cmpint (cue_player_get_reason (f->player), ==, CUE_PLAYBACK_REASON_NONE);
  g_assert_cmpuint (f->n_recovered, ==, 1);
  g_assert_true (media_wait (has_one_child, NULL, 5000));
}

static void
test_change_query (Fixture *f, gconstpointer data)
{
  play (f);
  cue_player_set_uri (f->player, ADDRESS "?token=2");
  g_assert_cmpuint (media_count_children (), ==, 1);
  cue_player_set_uri (f->player, ADDRESS "?token=3");
  g_assert_cmpuint (media_count_children (), ==, 1);
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  cue_player_set_uri (f->player, ADDRESS "8?token=3");
  g_assert_cmpuint (media_count_children (), ==, 2);
}

static void
test_no_address (Fixture *f, gconstpointer data)
{
  play (f);
  cue_player_set_uri (f->player, "");
  g_assert_null (cue_player_get_uri (f->player));
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_IDLE);
  g_assert_false (has_picture (f));
  cue_player_set_uri (f->player, ADDRESS);
  wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
}

static void
test_bad_addresses (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_strnfill (9000, 'x');
  g_autofree char *endless = g_strconcat ("http://127.0.0.1/", path, NULL);
  const char      *addresses[] = {
         "file:///etc/passwd",
         "javascript:alert(1)",
         "http://",
         "/live.m3u8",
         "rtsp://h/x",
         "filesrc location=/x",
         "http:live.m3u8",
         "appsrc://",
         "\xff\xfe",
         endless,
         "http:///only-a-path",
         "https://[broken/x",
         "pipe:cat /etc/passwd",
  };

  cue_player_set_playing (f->player, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++) {
    cue_player_set_uri (f->player, addresses[i]);
    g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_IDLE);
    g_assert_cmpint (cue_player_get_reason (f->player), ==, CUE_PLAYBACK_REASON_INVALID_ADDRESS);
    g_assert_cmpint (cue_player_get_next_attempt (f->player), ==, 0);
  }
  g_assert_cmpuint (f->n_faults, ==, 1);
  cue_player_set_uri (f->player, ADDRESS);
  wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_cmpuint (f->n_recovered, ==, 1);
}

static void
test_ends (Fixture *f, gconstpointer data)
{
  cue_player_set_playing (f->player, TRUE);
  wait_for_state (f, CUE_PLAYBACK_STATE_ENDED);
  g_assert_true (has_picture (f));
  g_assert_cmpuint (f->n_faults, ==, 0);
  g_assert_true (media_wait (has_no_children, NULL, 5000));
  media_behave ("good");
  cue_player_set_uri (f->player, "http://127.0.0.1:1/next.m3u8");
  wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
}

/* Without a sound device there is a picture all the same, and the reason stays said. */
static void
test_no_audio_device (Fixture *f, gconstpointer data)
{
  cue_player_set_uri (f->player, "http://127.0.0.1:1/audio.m3u8");
  cue_player_set_playing (f->player, TRUE);
  advance_to_state (f, CUE_PLAYBACK_STATE_PLAYING, 3);
  g_assert_cmpint (cue_player_get_reason (f->player), ==, CUE_PLAYBACK_REASON_AUDIO_DEVICE);
  g_assert_cmpuint (f->n_faults, ==, 1);
}

static void
test_variant (Fixture *f, gconstpointer data)
{
  play (f);
  cue_player_set_variant_bandwidth (f->player, 800000);
  g_assert_cmpuint (media_count_children (), ==, 2);
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_true (media_wait (has_one_child, NULL, 5000));
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
}

typedef struct {
  gboolean done;
  GError  *error;
} Saving;

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;

  cue_player_save_picture_finish (CUE_PLAYER (source), result, &saving->error);
  saving->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Saving *) data)->done;
}

static void
test_save_picture (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("cuelight-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "picture.png", NULL);
  g_autofree char *bad_path = g_build_filename (folder, "no", "such", "folder.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) bad_file = g_file_new_for_path (bad_path);
  g_autoptr (GdkTexture) texture = NULL;
  Saving saving = { 0 };

  cue_player_save_picture_async (f->player, file, NULL, on_saved, &saving);
  g_assert_true (media_wait (is_done, &saving, 5000));
  g_assert_error (saving.error, CUE_ERROR, CUE_ERROR_TIMEOUT);
  g_clear_error (&saving.error);

  play (f);
  saving.done = FALSE;
  cue_player_save_picture_async (f->player, file, NULL, on_saved, &saving);
  g_assert_true (media_wait (is_done, &saving, 10000));
  g_assert_no_error (saving.error);
  texture = gdk_texture_new_from_file (file, &saving.error);
  g_assert_no_error (saving.error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 128); /* and not what is shown */

  saving.done = FALSE;
  cue_player_save_picture_async (f->player, bad_file, NULL, on_saved, &saving);
  g_assert_true (media_wait (is_done, &saving, 10000));
  g_assert_error (saving.error, CUE_ERROR, CUE_ERROR_STORAGE);
  g_clear_error (&saving.error);

  g_file_delete (file, NULL, NULL);
  g_rmdir (folder);
}

/* A picture that never comes does not keep anybody waiting for ever. */
static void
test_save_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/picture.png");
  Saving saving = { 0 };

  play (f);
  cue_player_save_picture_async (f->player, file, NULL, on_saved, &saving);
  for (guint i = 0; i < 8 && !saving.done; i++) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), G_USEC_PER_SEC);
    media_spin (10);
  }
  g_assert_true (saving.done);
  g_assert_error (saving.error, CUE_ERROR, CUE_ERROR_TIMEOUT);
  g_clear_error (&saving.error);
}

/* The address sanitizer keeps what is freed for a while; its leak checker looks instead. */
static void
assert_grew_little_since (gsize resident)
{
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (media_get_resident (), <, resident + 2 * 1024 * 1024);
#endif
}

static void
change_often (Fixture *f, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:1/%u.m3u8", g_random_int ());

    cue_player_set_uri (f->player, uri);
    media_spin (i % 4 * 4); /* some take over, some are overtaken before */
  }
  wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_true (media_wait (has_one_child, NULL, 10000));
}

static void
test_thousand_changes (Fixture *f, gconstpointer data)
{
  guint fds;
  gsize resident;

  play (f);
  change_often (f, 100);
  media_spin (100);
  fds = media_count_fds ();
  resident = media_get_resident ();
  change_often (f, 1000);
  media_spin (100);
  g_test_message ("%u descriptors before, %u after; %zu KiB before, %zu KiB after",
                  fds,
                  media_count_fds (),
                  resident / 1024,
                  media_get_resident () / 1024);
  g_assert_cmpuint (media_count_fds (), <=, fds + 4); /* a buffer or two on their way */
  assert_grew_little_since (resident);
}

static void
kill_often (Fixture *f, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_assert_cmpuint (media_kill_children (), >=, 1);
    f->wanted = CUE_PLAYBACK_STATE_WAITING_RETRY;
    g_assert_true (media_wait (is_in_state, f, 5000));
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock),
                            cue_player_get_next_attempt (f->player) -
                              cue_clock_get_monotonic (f->clock));
    wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
  }
}

static void
test_hundred_kills (Fixture *f, gconstpointer data)
{
  guint fds;
  gsize resident;

  play (f);
  kill_often (f, 10);
  media_spin (100);
  fds = media_count_fds ();
  resident = media_get_resident ();
  kill_often (f, 100);
  media_spin (100);
  g_assert_cmpuint (media_count_fds (), <=, fds + 4);
  assert_grew_little_since (resident);
  g_assert_true (media_wait (has_one_child, NULL, 5000));
  g_assert_cmpuint (cue_player_stats_get_restarts (cue_player_get_stats (f->player)), >=, 110);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, how, func) \
  g_test_add ("/media/player/" name, Fixture, how, set_up, func, tear_down)
  ADD ("defaults", NULL, test_defaults);
  ADD ("plays", NULL, test_plays);
  ADD ("forbidden", "fail-403", test_forbidden);
  ADD ("other-build", "other-build", test_other_build);
  ADD ("comes-back", NULL, test_comes_back);
  ADD ("stall-is-counted", "stall", test_stall_is_counted);
  ADD ("suspend", NULL, test_suspend);
  ADD ("change-address", NULL, test_change_address);
  ADD ("change-to-broken", NULL, test_change_to_broken);
  ADD ("change-query", NULL, test_change_query);
  ADD ("no-address", NULL, test_no_address);
  ADD ("bad-addresses", NULL, test_bad_addresses);
  ADD ("ends", "end", test_ends);
  ADD ("no-audio-device", NULL, test_no_audio_device);
  ADD ("variant", NULL, test_variant);
  ADD ("save-picture", NULL, test_save_picture);
  ADD ("save-nothing", "stall", test_save_nothing);
  ADD ("thousand-changes", NULL, test_thousand_changes);
  ADD ("hundred-kills", NULL, test_hundred_kills);
#undef ADD
  return g_test_run ();
}
