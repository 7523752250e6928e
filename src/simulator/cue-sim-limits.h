// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueSimLimits:
 *
 * The two limits of getStateURL: 1 hit a second and at most 4 hits in 60 s (the vendor's page,
 * "Limitations"). Every hit that was let through counts, whatever it was answered.
 */
typedef struct _CueSimLimits CueSimLimits;

CueSimLimits *cue_sim_limits_new (void);
void          cue_sim_limits_free (CueSimLimits *self);
gint64        cue_sim_limits_hit (CueSimLimits *self, gint64 now_us);
void          cue_sim_limits_forget (CueSimLimits *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimLimits, cue_sim_limits_free)

G_END_DECLS
