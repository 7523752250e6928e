// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-player.h"

#include "media-fixture.h"

G_BEGIN_DECLS

/* The player against a helper that does what it is told, on a clock that does as well. */

#define PLAYER_ADDRESS "http://127.0.0.1:1/live.m3u8"

typedef struct {
  CueClock         *clock;
  CuePlayer        *player;
  CuePlaybackState  wanted; /* for player_is_in_state() */
  guint             n_faults;
  guint             n_recovered;
  CuePlaybackReason reason;
  char             *words;
} PlayerFixture;

/* How the helper behaves is the data of the test, "good" without. */
#define player_test_add(path, how, func) \
  g_test_add (path, PlayerFixture, how, player_set_up, func, player_tear_down)

void player_set_up (PlayerFixture *f, gconstpointer how);
void player_tear_down (PlayerFixture *f, gconstpointer how);

void player_play (PlayerFixture *f);
void player_wait_for_state (PlayerFixture *f, CuePlaybackState state);
void player_advance_to_state (PlayerFixture *f, CuePlaybackState state, guint seconds);

gboolean player_is_in_state (gpointer f);
gboolean player_has_picture (gpointer f);
gboolean player_has_one_child (gpointer f);
gboolean player_has_no_children (gpointer f);
void     player_assert_grew_little_since (gsize resident);

G_END_DECLS
