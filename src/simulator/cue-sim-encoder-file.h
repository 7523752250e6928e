// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cairo.h>
#include <gst/gst.h>

#include "cue-sim-artist-planes.h"

G_BEGIN_DECLS

/**
 * CueSimEncoderDrawFunc:
 * @frame: number of the frame, from 0
 * @planes: what to draw on
 *
 * Returns: FALSE to give up
 */
typedef gboolean (*CueSimEncoderDrawFunc) (int                 frame,
                                           CueSimArtistPlanes *planes,
                                           gpointer            user_data);

GBytes *cue_sim_encoder_make_png (cairo_surface_t *surface, GError **error);
GBytes *cue_sim_encoder_make_jpeg (cairo_surface_t *surface, GError **error);
GBytes *cue_sim_encoder_make_mp4 (const char           *path,
                                  int                   width,
                                  int                   height,
                                  int                   frame_rate,
                                  int                   n_frames,
                                  CueSimEncoderDrawFunc func,
                                  gpointer              user_data,
                                  GError              **error);

G_END_DECLS
