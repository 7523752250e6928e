// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * CueSimArtistPlanes:
 *
 * A picture as video encoders take it: I420, BT.709, limited range, rows padded to four bytes as
 * GStreamer expects it. One allocation, so that a frame is handed over with one copy.
 */
typedef struct {
  int     width;
  int     height;
  int     chroma_stride;
  guint8 *luma;      // owned, cue_sim_artist_planes_get_size() bytes; the other two point into it
  guint8 *chroma[2]; // Cb, Cr: half of the width and height
} CueSimArtistPlanes;

CueSimArtistPlanes *cue_sim_artist_planes_new (int width, int height);
CueSimArtistPlanes *cue_sim_artist_planes_new_from_surface (cairo_surface_t *surface);
CueSimArtistPlanes *cue_sim_artist_planes_copy (const CueSimArtistPlanes *planes);
void                cue_sim_artist_planes_free (CueSimArtistPlanes *planes);
gsize               cue_sim_artist_planes_get_size (const CueSimArtistPlanes *planes);

void cue_sim_artist_planes_restore (CueSimArtistPlanes       *planes,
                                    const CueSimArtistPlanes *source,
                                    int                       x,
                                    int                       y,
                                    int                       width,
                                    int                       height);
void cue_sim_artist_planes_blend_mask (CueSimArtistPlanes *planes,
                                       int                 x,
                                       int                 y,
                                       const guint8       *mask,
                                       int                 mask_width,
                                       int                 mask_height,
                                       guint8              luma);
void cue_sim_artist_planes_fill (CueSimArtistPlanes *planes,
                                 int                 x,
                                 int                 y,
                                 int                 width,
                                 int                 height,
                                 guint8              luma);
void cue_sim_artist_planes_halve (CueSimArtistPlanes       *half,
                                  const CueSimArtistPlanes *planes,
                                  int                       x,
                                  int                       y,
                                  int                       width,
                                  int                       height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimArtistPlanes, cue_sim_artist_planes_free)

G_END_DECLS
