// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-player-stats.h"

G_BEGIN_DECLS

/**
 * CuePlayerFigures:
 *
 * What [class@PlayerStats] shows, as the player fills it in. The texts are interned or outlive the
 * call; the stats object copies them when they change.
 */
typedef struct {
  guint       width;
  guint       height;
  double      fps;
  const char *texts[4]; /* nullable; by CueMediaTextKind */
  guint64     bitrate;
  guint64     frames_shown;
  guint64     frames_dropped;
  guint       stalls;
  guint       restarts;
  gint64      time_to_first_picture; /* µs; -1 = none yet */
  gint64      position;              /* µs; -1 = not known */
  gint64      fragment_position;     /* µs */
  guint       buffer_percent;
  guint       channels;
  double      peak[2];
  double      rms[2];
} CuePlayerFigures;

void cue_player_figures_init (CuePlayerFigures *figures);

CuePlayerStats *cue_player_stats_new (void);
void            cue_player_stats_update (CuePlayerStats *self, const CuePlayerFigures *figures);

G_END_DECLS
