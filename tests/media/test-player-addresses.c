// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player-fixture.h"

/* One address after another: what goes on, what takes over, and what is no address. */

/* The old stream is shown until the new one has a picture, for as long as that takes. */
static void
test_change_address (PlayerFixture *f, gconstpointer data)
{
  CuePlayerStats *stats = cue_player_get_stats (f->player);
  guint64         shown;

  player_play (f);
  cue_player_set_uri (f->player, "http://127.0.0.1:1/silent.m3u8");
  g_assert_cmpuint (media_count_children (), ==, 2);
  shown = cue_player_stats_get_frames_shown (stats);
  /* No faster than the real time, or on a slow machine the one that plays seems hung. */
  for (guint i = 0; i < 40; i++) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), 50 * 1000);
    media_spin (50);
    g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  }
  g_assert_cmpuint (cue_player_stats_get_frames_shown (stats), >, shown);

  cue_player_set_uri (f->player, "http://127.0.0.1:1/other.m3u8");
  g_assert_true (media_wait (player_has_one_child, NULL, 60000));
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_cmpuint (f->n_faults, ==, 0);
}

static gboolean
has_fault (gpointer data)
{
  PlayerFixture *f = data;

  return f->n_faults > 0;
}

/* The new address does not play: that is said, and tried again, while the old one goes on. */
static void
test_change_to_broken (PlayerFixture *f, gconstpointer data)
{
  g_autofree char *words = NULL;

  player_play (f);
  cue_player_set_uri (f->player, "http://127.0.0.1:1/broken.m3u8");
  g_assert_true (media_wait (has_fault, f, 60000));
  g_assert_cmpint (f->reason, ==, CUE_PLAYBACK_REASON_UNREACHABLE);
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_cmpint (cue_player_get_next_attempt (f->player), >, 0);
  words = cue_player_describe (f->player);
  g_assert_true (g_str_has_prefix (words, "The earlier stream goes on."));

  /* Back to the one that plays: nothing needs to start. */
  cue_player_set_uri (f->player, PLAYER_ADDRESS);
  g_assert_cmpint (cue_player_get_next_attempt (f->player), ==, 0);
  g_assert_cmpint (cue_player_get_reason (f->player), ==, CUE_PLAYBACK_REASON_NONE);
  g_assert_cmpuint (f->n_recovered, ==, 1);
  g_assert_true (media_wait (player_has_one_child, NULL, 60000));
}

static void
test_change_query (PlayerFixture *f, gconstpointer data)
{
  player_play (f);
  cue_player_set_uri (f->player, PLAYER_ADDRESS "?token=2");
  g_assert_cmpuint (media_count_children (), ==, 1);
  cue_player_set_uri (f->player, PLAYER_ADDRESS "?token=3");
  g_assert_cmpuint (media_count_children (), ==, 1);
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  cue_player_set_uri (f->player, PLAYER_ADDRESS "8?token=3");
  g_assert_cmpuint (media_count_children (), ==, 2);
}

/* Some engines sign the address anew for each answer. That must not call off what the user asked
 * for in between. */
static void
test_change_query_under_way (PlayerFixture *f, gconstpointer data)
{
  player_play (f);
  media_behave ("silent");
  cue_player_set_variant_bandwidth (f->player, 800000);
  g_assert_cmpuint (media_count_children (), ==, 2);
  cue_player_set_uri (f->player, PLAYER_ADDRESS "?token=2");
  media_spin (200);
  g_assert_cmpuint (media_count_children (), ==, 2);
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_cmpuint (f->n_faults, ==, 0);

  /* It says nothing and is given up; then it is the new address that is tried. The clock goes no
   * faster than the real one, or on a slow machine the one that plays seems hung first. */
  media_behave ("good");
  for (guint i = 0; i < 100 && f->n_faults == 0; i++) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), 50 * 1000);
    media_spin (50);
  }
  g_assert_cmpuint (f->n_faults, ==, 1);
  cue_player_set_uri (f->player, PLAYER_ADDRESS "?token=3");
  g_assert_cmpint (cue_player_get_next_attempt (f->player), >, 0);
  for (guint i = 0; i < 100 && f->n_recovered == 0; i++) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), 50 * 1000);
    media_spin (50);
  }
  g_assert_cmpuint (f->n_recovered, ==, 1);
  g_assert_true (media_wait (player_has_one_child, NULL, 60000));
}

static void
test_no_address (PlayerFixture *f, gconstpointer data)
{
  player_play (f);
  cue_player_set_uri (f->player, "");
  g_assert_null (cue_player_get_uri (f->player));
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_IDLE);
  g_assert_false (player_has_picture (f));
  cue_player_set_uri (f->player, PLAYER_ADDRESS);
  player_wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
}

static void
test_bad_addresses (PlayerFixture *f, gconstpointer data)
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
  cue_player_set_uri (f->player, PLAYER_ADDRESS);
  player_wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_cmpuint (f->n_recovered, ==, 1);
}

static void
change_often (PlayerFixture *f, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:1/%u.m3u8", g_random_int ());

    cue_player_set_uri (f->player, uri);
    media_spin (i % 4 * 4); /* some take over, some are overtaken before */
  }
  player_wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_true (media_wait (player_has_one_child, NULL, 60000));
}

static void
test_thousand_changes (PlayerFixture *f, gconstpointer data)
{
  guint fds;
  gsize resident;

  player_play (f);
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
  player_assert_grew_little_since (resident);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  player_test_add ("/media/player-addresses/change-address", NULL, test_change_address);
  player_test_add ("/media/player-addresses/change-to-broken", NULL, test_change_to_broken);
  player_test_add ("/media/player-addresses/change-query", NULL, test_change_query);
  player_test_add ("/media/player-addresses/change-query-under-way",
                   NULL,
                   test_change_query_under_way);
  player_test_add ("/media/player-addresses/no-address", NULL, test_no_address);
  player_test_add ("/media/player-addresses/bad-addresses", NULL, test_bad_addresses);
  player_test_add ("/media/player-addresses/thousand-changes", NULL, test_thousand_changes);
  return g_test_run ();
}
