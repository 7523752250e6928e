// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-hls-publisher.h"

G_BEGIN_DECLS

typedef struct _CueSimHlsSegmenter CueSimHlsSegmenter;

CueSimHlsSegmenter *cue_sim_hls_segmenter_new (CueSimHlsPublisher *publisher);
void                cue_sim_hls_segmenter_free (CueSimHlsSegmenter *self);
void                cue_sim_hls_segmenter_begin (CueSimHlsSegmenter      *self,
                                                 const CueSimEncoderSpec *spec,
                                                 gint64                   wall_us,
                                                 gint64                   clock_us);
void    cue_sim_hls_segmenter_set_encoder (CueSimHlsSegmenter *self, CueSimEncoder *encoder);
void    cue_sim_hls_segmenter_finish (CueSimHlsSegmenter *self, gint64 end_us);
void    cue_sim_hls_segmenter_take (guint    track,
                                    GBytes  *data,
                                    gint64   time_ns,
                                    gboolean key,
                                    gpointer user_data);
guint64 cue_sim_hls_segmenter_get_count (CueSimHlsSegmenter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimHlsSegmenter, cue_sim_hls_segmenter_free)

G_END_DECLS
