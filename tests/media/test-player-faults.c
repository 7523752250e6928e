// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player-fixture.h"

/* A stream or a helper that fails, in each of its ways: it is said once, and tried again for ever.
 */

/* The server says 403 for a minute: it is said once, and asked at most every five seconds. */
static void
test_forbidden (PlayerFixture *f, gconstpointer data)
{
  gint64           expected[] = { 500, 1000, 2000, 4000, 5000, 5000 };
  g_autofree char *words = NULL;

  cue_player_set_playing (f->player, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    gint64 began = cue_clock_get_monotonic (f->clock);
    gint64 next;

    player_wait_for_state (f, CUE_PLAYBACK_STATE_WAITING_RETRY);
    next = cue_player_get_next_attempt (f->player);
    g_assert_cmpint (next - began, ==, expected[i] * 1000);
    if (i == G_N_ELEMENTS (expected) - 1)
      media_behave ("good");
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), next - began);
  }
  player_wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
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
test_other_build (PlayerFixture *f, gconstpointer data)
{
  cue_player_set_playing (f->player, TRUE);
  player_wait_for_state (f, CUE_PLAYBACK_STATE_IDLE);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (f->n_faults, ==, 1);
  g_assert_cmpstr (f->words,
                   ==,
                   "Cuelight was updated while it ran; restart it to see the picture.");
  media_behave ("good");
  cue_player_set_playing (f->player, FALSE);
  player_play (f);
}

/* A helper that dies in each of its ways: the picture is back within ten seconds, and the last one
 * stays on show. */
static void
test_comes_back (PlayerFixture *f, gconstpointer data)
{
  static const char *const ways[] = { "crash", "hang", "stall", "busy-buffer", "flood", "abort" };
  CuePlaybackReason        reasons[] = {
           CUE_PLAYBACK_REASON_HELPER_ENDED,      CUE_PLAYBACK_REASON_HELPER_HUNG,
           CUE_PLAYBACK_REASON_STALLED,           CUE_PLAYBACK_REASON_HELPER_MISBEHAVED,
           CUE_PLAYBACK_REASON_HELPER_MISBEHAVED, CUE_PLAYBACK_REASON_HELPER_ENDED,
  };

  player_play (f);
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
    player_advance_to_state (f, CUE_PLAYBACK_STATE_PLAYING, 10);
    g_test_message ("%s: back after %.1f s",
                    ways[i],
                    (cue_clock_get_monotonic (f->clock) - began) / 1e6);
  }
}

/* It started and answers, and says nothing of a stream. */
static void
test_silent (PlayerFixture *f, gconstpointer data)
{
  cue_player_set_playing (f->player, TRUE);
  player_advance_to_state (f, CUE_PLAYBACK_STATE_WAITING_RETRY, 10);
  g_assert_cmpint (f->reason, ==, CUE_PLAYBACK_REASON_SILENT);
}

static void
test_stall_is_counted (PlayerFixture *f, gconstpointer data)
{
  CuePlayerStats *stats = cue_player_get_stats (f->player);

  player_play (f);
  player_advance_to_state (f, CUE_PLAYBACK_STATE_BUFFERING, 2);
  g_assert_cmpuint (cue_player_stats_get_stalls (stats), ==, 1);
  g_assert_true (player_has_picture (f));
  player_advance_to_state (f, CUE_PLAYBACK_STATE_WAITING_RETRY, 4);
  g_assert_cmpint (cue_player_get_reason (f->player), ==, CUE_PLAYBACK_REASON_STALLED);
  g_assert_cmpuint (cue_player_stats_get_stalls (stats), ==, 1);
  g_assert_true (player_has_picture (f)); /* the last one, which is better than none */
}

/* Without a sound device there is a picture all the same, and the reason stays said. */
static void
test_no_audio_device (PlayerFixture *f, gconstpointer data)
{
  cue_player_set_uri (f->player, "http://127.0.0.1:1/audio.m3u8");
  cue_player_set_playing (f->player, TRUE);
  player_advance_to_state (f, CUE_PLAYBACK_STATE_PLAYING, 3);
  g_assert_cmpint (cue_player_get_reason (f->player), ==, CUE_PLAYBACK_REASON_AUDIO_DEVICE);
  g_assert_cmpuint (f->n_faults, ==, 1);
}

static void
kill_often (PlayerFixture *f, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_assert_cmpuint (media_kill_children (), >=, 1);
    f->wanted = CUE_PLAYBACK_STATE_WAITING_RETRY;
    g_assert_true (media_wait (player_is_in_state, f, 60000));
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock),
                            cue_player_get_next_attempt (f->player) -
                              cue_clock_get_monotonic (f->clock));
    player_wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
  }
}

static void
test_hundred_kills (PlayerFixture *f, gconstpointer data)
{
  guint fds;
  gsize resident;

  player_play (f);
  kill_often (f, 10);
  media_spin (100);
  fds = media_count_fds ();
  resident = media_get_resident ();
  kill_often (f, 100);
  media_spin (100);
  g_assert_cmpuint (media_count_fds (), <=, fds + 4);
  player_assert_grew_little_since (resident);
  g_assert_true (media_wait (player_has_one_child, NULL, 60000));
  g_assert_cmpuint (cue_player_stats_get_restarts (cue_player_get_stats (f->player)), >=, 110);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  player_test_add ("/media/player-faults/forbidden", "fail-403", test_forbidden);
  player_test_add ("/media/player-faults/other-build", "other-build", test_other_build);
  player_test_add ("/media/player-faults/comes-back", NULL, test_comes_back);
  player_test_add ("/media/player-faults/silent", "silent", test_silent);
  player_test_add ("/media/player-faults/stall-is-counted", "stall", test_stall_is_counted);
  player_test_add ("/media/player-faults/no-audio-device", NULL, test_no_audio_device);
  player_test_add ("/media/player-faults/hundred-kills", NULL, test_hundred_kills);
  return g_test_run ();
}
