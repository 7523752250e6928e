// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <pango/pangocairo.h>

#include "cue-sim-artist-planes.h"

G_BEGIN_DECLS

typedef enum {
  CUE_SIM_ARTIST_TEXT_LEFT,
  CUE_SIM_ARTIST_TEXT_CENTRE,
  CUE_SIM_ARTIST_TEXT_RIGHT,
} CueSimArtistTextAnchor;

void cue_sim_artist_draw_text (cairo_t               *cr,
                               const char            *text,
                               const char            *family,
                               PangoWeight            weight,
                               double                 pixels,
                               double                 x,
                               double                 y,
                               CueSimArtistTextAnchor anchor);

int cue_sim_artist_measure_text (cairo_t    *cr,
                                 const char *text,
                                 const char *family,
                                 PangoWeight weight,
                                 double      pixels);

typedef struct _CueSimArtistDigits CueSimArtistDigits;

CueSimArtistDigits      *
cue_sim_artist_digits_new (const char *family, PangoWeight weight, double pixels);
void cue_sim_artist_digits_free (CueSimArtistDigits *self);
int  cue_sim_artist_digits_get_width (CueSimArtistDigits *self, const char *text);
int  cue_sim_artist_digits_get_height (CueSimArtistDigits *self);
void cue_sim_artist_digits_draw (CueSimArtistDigits *self,
                                 CueSimArtistPlanes *planes,
                                 const char         *text,
                                 int                 x,
                                 int                 y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimArtistDigits, cue_sim_artist_digits_free)

G_END_DECLS
