// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player-fixture.h"

static void
on_fault (CuePlayer *player, CuePlaybackReason reason, const char *words, gpointer user_data)
{
  PlayerFixture *f = user_data;

  f->n_faults++;
  f->reason = reason;
  g_free (f->words);
  f->words = g_strdup (words);
}

static void
on_recovered (CuePlayer *player, gpointer user_data)
{
  ((PlayerFixture *) user_data)->n_recovered++;
}

void
player_set_up (PlayerFixture *f, gconstpointer data)
{
  media_behave (data != NULL ? data : "good");
  f->clock = cue_fake_clock_new (0, G_USEC_PER_SEC);
  f->player = cue_player_new (f->clock);
  g_signal_connect (f->player, "fault", G_CALLBACK (on_fault), f);
  g_signal_connect (f->player, "recovered", G_CALLBACK (on_recovered), f);
  cue_player_set_uri (f->player, PLAYER_ADDRESS);
}

gboolean
player_has_no_children (gpointer data)
{
  return media_count_children () == 0;
}

gboolean
player_has_one_child (gpointer data)
{
  return media_count_children () == 1;
}

void
player_tear_down (PlayerFixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->player);
  g_assert_true (media_wait (player_has_no_children, NULL, 60000));
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (f->clock)), ==, 0);
  g_assert_finalize_object (f->clock);
  g_free (f->words);
}

gboolean
player_is_in_state (gpointer data)
{
  PlayerFixture *f = data;

  return cue_player_get_state (f->player) == f->wanted;
}

void
player_wait_for_state (PlayerFixture *f, CuePlaybackState state)
{
  f->wanted = state;
  g_assert_true (media_wait (player_is_in_state, f, 60000));
}

void
player_advance_to_state (PlayerFixture *f, CuePlaybackState state, guint seconds)
{
  f->wanted = state;
  g_assert_true (media_advance_until (f->clock, player_is_in_state, f, seconds));
}

gboolean
player_has_picture (gpointer data)
{
  return gdk_paintable_get_intrinsic_width (
           cue_player_get_paintable (((PlayerFixture *) data)->player)) > 0;
}

void
player_play (PlayerFixture *f)
{
  cue_player_set_playing (f->player, TRUE);
  player_wait_for_state (f, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_true (media_wait (player_has_picture, f, 60000));
}

/* The address sanitizer keeps what is freed for a while; its leak checker looks instead. */
void
player_assert_grew_little_since (gsize resident)
{
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (media_get_resident (), <, resident + 2 * 1024 * 1024);
#endif
}
