// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-artist-planes.h"

G_BEGIN_DECLS

#define CUE_SIM_ARTIST_STAGE_WIDTH      1280
#define CUE_SIM_ARTIST_STAGE_HEIGHT     720
#define CUE_SIM_ARTIST_STAGE_FRAME_RATE 25

// The machine-readable frame counter: blocks in the top left corner, the most significant first,
// white for one. Sizes are those of the 1280×720 picture; they scale with it.
#define CUE_SIM_ARTIST_COUNTER_BITS         11
#define CUE_SIM_ARTIST_COUNTER_BLOCK_WIDTH  32
#define CUE_SIM_ARTIST_COUNTER_BLOCK_HEIGHT 16

typedef struct _CueSimArtistStage CueSimArtistStage;

CueSimArtistStage *cue_sim_artist_stage_new (const char *title, const char *badge);
void               cue_sim_artist_stage_free (CueSimArtistStage *self);
void cue_sim_artist_stage_draw (CueSimArtistStage *self, gint64 frame, gint64 wall_us);
const CueSimArtistPlanes *cue_sim_artist_stage_get_picture (CueSimArtistStage *self);
const CueSimArtistPlanes *cue_sim_artist_stage_get_half_picture (CueSimArtistStage *self);

int cue_sim_artist_stage_read_counter (const guint8 *luma, int stride, int width, int height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimArtistStage, cue_sim_artist_stage_free)

G_END_DECLS
