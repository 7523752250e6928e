// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-artist-light.h"

G_BEGIN_DECLS

#define CUE_SIM_ARTIST_CARD_WIDTH  1080 // 9:16
#define CUE_SIM_ARTIST_CARD_HEIGHT 1920

/**
 * CueSimArtistCard:
 *
 * The states of the Event Engine which have portrait assets of their own.
 */
typedef enum {
  CUE_SIM_ARTIST_CARD_CUSTOM,
  CUE_SIM_ARTIST_CARD_PRELIVE,
  CUE_SIM_ARTIST_CARD_POSTLIVE,
  CUE_SIM_ARTIST_CARD_INTERRUPTION,
  CUE_SIM_ARTIST_N_CARDS,
} CueSimArtistCard;

const char        *cue_sim_artist_card_get_name (CueSimArtistCard card);
CueSimArtistLight *cue_sim_artist_card_paint (CueSimArtistCard card, int width, double phase);
cairo_surface_t   *cue_sim_artist_card_draw_background (CueSimArtistCard card);
cairo_surface_t   *cue_sim_artist_card_draw_foreground (CueSimArtistCard card);
cairo_surface_t   *cue_sim_artist_draw_logo (void);

G_END_DECLS
