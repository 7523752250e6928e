// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-crowd.h"
#include "cue-sim-hub-client.h"

G_BEGIN_DECLS

/**
 * CueSimBurst:
 *
 * Thousands of entries a second, written from records that were encoded before: only the id and the
 * times are put in anew.
 */
typedef struct _CueSimBurst CueSimBurst;

CueSimBurst *cue_sim_burst_new (CueClock             *clock,
                                const CueSimSwitches *switches,
                                CueSimCrowd          *crowd,
                                GPtrArray            *clients);
void         cue_sim_burst_free (CueSimBurst *self);
void         cue_sim_burst_set (CueSimBurst *self, double rate, gboolean one_per_frame);
guint64      cue_sim_burst_get_sent (CueSimBurst *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimBurst, cue_sim_burst_free)

G_END_DECLS
