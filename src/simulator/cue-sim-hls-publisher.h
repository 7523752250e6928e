// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-encoder.h"
#include "cue-sim-hls-shelf.h"

G_BEGIN_DECLS

#define CUE_SIM_HLS_SEGMENT_SECONDS 2
#define CUE_SIM_HLS_VARIANTS        2
#define CUE_SIM_HLS_WINDOW          8 // segments in a live playlist
#define CUE_SIM_HLS_KEPT            10 // segments which can still be fetched after they left the playlist

typedef struct _CueSimHlsPublisher CueSimHlsPublisher;

CueSimHlsPublisher *cue_sim_hls_publisher_new_live (CueSimHlsShelf *shelf);
CueSimHlsPublisher *cue_sim_hls_publisher_new_vod (CueSimHlsShelf *shelf);
void                cue_sim_hls_publisher_free (CueSimHlsPublisher *self);
void    cue_sim_hls_publisher_begin (CueSimHlsPublisher *self, const CueSimEncoderSpec *spec);
void    cue_sim_hls_publisher_add (CueSimHlsPublisher *self,
                                   GArray *const      *videos,
                                   GArray             *audio,
                                   GBytes             *audio_config,
                                   gint64              duration_us,
                                   gint64              wall_us);
void    cue_sim_hls_publisher_mark_gap (CueSimHlsPublisher *self);
void    cue_sim_hls_publisher_end (CueSimHlsPublisher *self);
guint64 cue_sim_hls_publisher_get_count (CueSimHlsPublisher *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimHlsPublisher, cue_sim_hls_publisher_free)

G_END_DECLS
