// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-artist-planes.h"

G_BEGIN_DECLS

typedef struct _CueSimArtistLight CueSimArtistLight;

CueSimArtistLight *cue_sim_artist_light_new (int width, int height);
void               cue_sim_artist_light_free (CueSimArtistLight *self);
void               cue_sim_artist_light_fill (CueSimArtistLight *self,
                                              float              from,
                                              float              to,
                                              guint32            top,
                                              guint32            bottom);
void               cue_sim_artist_light_add_glow (CueSimArtistLight *self,
                                                  float              x,
                                                  float              y,
                                                  float              radius_x,
                                                  float              radius_y,
                                                  guint32            colour,
                                                  float              strength);
void               cue_sim_artist_light_add_disc (CueSimArtistLight *self,
                                                  float              x,
                                                  float              y,
                                                  float              radius,
                                                  guint32            colour,
                                                  float              strength);
void               cue_sim_artist_light_add_beam (CueSimArtistLight *self,
                                                  float              from_x,
                                                  float              from_y,
                                                  float              to_x,
                                                  float              to_y,
                                                  float              spread,
                                                  guint32            colour,
                                                  float              strength);
void               cue_sim_artist_light_clip (CueSimArtistLight *self, float from, float to);
cairo_surface_t   *cue_sim_artist_light_to_surface (CueSimArtistLight *self, int width, int height);
void cue_sim_artist_light_to_planes (CueSimArtistLight *self, CueSimArtistPlanes *planes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimArtistLight, cue_sim_artist_light_free)

G_END_DECLS
