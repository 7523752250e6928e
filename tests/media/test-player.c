// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-error.h"

#include "player-fixture.h"

#include <glib/gstdio.h>

/* What the player does when all is well, and what it answers. */

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer data)
{
  ++*(guint *) data;
}

static void
test_defaults (PlayerFixture *f, gconstpointer data)
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
  cue_player_set_uri (f->player, PLAYER_ADDRESS);
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
  CuePlayerStats *stats = cue_player_get_stats (((PlayerFixture *) data)->player);

  return cue_player_stats_get_frames_shown (stats) > 10 &&
         cue_player_stats_get_position (stats) > 0;
}

static void
test_plays (PlayerFixture *f, gconstpointer data)
{
  CuePlayerStats *stats = cue_player_get_stats (f->player);
  GdkPaintable   *paintable = cue_player_get_paintable (f->player);

  player_play (f);
  g_assert_true (media_wait (has_shown_some, f, 60000));
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
  g_assert_true (media_wait (player_has_no_children, NULL, 60000));
  g_assert_cmpuint (f->n_faults, ==, 0);
}

/* Nobody can draw what nobody sees, so how large it is drawn is not looked at every second. */
static void
test_hidden_rests (PlayerFixture *f, gconstpointer data)
{
  CueFakeClock *clock = CUE_FAKE_CLOCK (f->clock);
  guint         n;

  player_play (f);
  n = cue_fake_clock_get_n_pending (clock);
  cue_player_set_visible (f->player, FALSE);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (clock), ==, n - 1);
  cue_player_set_visible (f->player, TRUE);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (clock), ==, n);

  cue_player_set_playing (f->player, FALSE);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (clock), ==, 0);
  cue_player_set_visible (f->player, FALSE);
  cue_player_set_visible (f->player, TRUE);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (clock), ==, 0);
  cue_player_set_visible (f->player, FALSE);
  cue_player_set_playing (f->player, TRUE);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (clock), ==, n - 1);
}

/* Held up ourselves, or the lid was closed: the stream is not to blame. */
static void
test_suspend (PlayerFixture *f, gconstpointer data)
{
  player_play (f);
  cue_fake_clock_suspend (CUE_FAKE_CLOCK (f->clock), 3600 * G_TIME_SPAN_SECOND);
  for (guint i = 0; i < 10; i++) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), 250 * 1000);
    media_spin (10);
  }
  g_assert_cmpuint (f->n_faults, ==, 0);
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
}

static void
test_ends (PlayerFixture *f, gconstpointer data)
{
  cue_player_set_playing (f->player, TRUE);
  player_wait_for_state (f, CUE_PLAYBACK_STATE_ENDED);
  g_assert_true (player_has_picture (f));
  g_assert_cmpuint (f->n_faults, ==, 0);
  g_assert_true (media_wait (player_has_no_children, NULL, 60000));
  media_behave ("good");
  cue_player_set_uri (f->player, "http://127.0.0.1:1/next.m3u8");
  player_wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
}

static void
test_variant (PlayerFixture *f, gconstpointer data)
{
  player_play (f);
  cue_player_set_variant_bandwidth (f->player, 800000);
  g_assert_cmpuint (media_count_children (), ==, 2);
  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_true (media_wait (player_has_one_child, NULL, 60000));
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
test_save_picture (PlayerFixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("cuelight-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "picture.png", NULL);
  g_autofree char *bad_path = g_build_filename (folder, "no", "such", "folder.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) bad_file = g_file_new_for_path (bad_path);
  g_autoptr (GdkTexture) texture = NULL;
  Saving saving = { 0 };

  cue_player_save_picture_async (f->player, file, NULL, on_saved, &saving);
  g_assert_true (media_wait (is_done, &saving, 60000));
  g_assert_error (saving.error, CUE_ERROR, CUE_ERROR_TIMEOUT);
  g_clear_error (&saving.error);

  player_play (f);
  saving.done = FALSE;
  cue_player_save_picture_async (f->player, file, NULL, on_saved, &saving);
  g_assert_true (media_wait (is_done, &saving, 60000));
  g_assert_no_error (saving.error);
  texture = gdk_texture_new_from_file (file, &saving.error);
  g_assert_no_error (saving.error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 128); /* and not what is shown */

  saving.done = FALSE;
  cue_player_save_picture_async (f->player, bad_file, NULL, on_saved, &saving);
  g_assert_true (media_wait (is_done, &saving, 60000));
  g_assert_error (saving.error, CUE_ERROR, CUE_ERROR_STORAGE);
  g_clear_error (&saving.error);

  g_file_delete (file, NULL, NULL);
  g_rmdir (folder);
}

/* A picture that never comes does not keep anybody waiting for ever. */
static void
test_save_nothing (PlayerFixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/picture.png");
  Saving saving = { 0 };

  player_play (f);
  cue_player_save_picture_async (f->player, file, NULL, on_saved, &saving);
  for (guint i = 0; i < 8 && !saving.done; i++) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), G_USEC_PER_SEC);
    media_spin (10);
  }
  g_assert_true (saving.done);
  g_assert_error (saving.error, CUE_ERROR, CUE_ERROR_TIMEOUT);
  g_clear_error (&saving.error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  player_test_add ("/media/player/defaults", NULL, test_defaults);
  player_test_add ("/media/player/plays", NULL, test_plays);
  player_test_add ("/media/player/hidden-rests", NULL, test_hidden_rests);
  player_test_add ("/media/player/suspend", NULL, test_suspend);
  player_test_add ("/media/player/ends", "end", test_ends);
  player_test_add ("/media/player/variant", NULL, test_variant);
  player_test_add ("/media/player/save-picture", NULL, test_save_picture);
  player_test_add ("/media/player/save-nothing", "stall", test_save_nothing);
  return g_test_run ();
}
