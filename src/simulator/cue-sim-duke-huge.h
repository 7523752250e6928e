// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-duke-store.h"

G_BEGIN_DECLS

#define CUE_SIM_DUKE_HUGE "huge"

GBytes *cue_sim_duke_huge_read (const CueSimDukeQuery *query, guint64 count, gint64 end_ns);
GBytes *cue_sim_duke_huge_make (guint64 count, gint64 end_ns);

G_END_DECLS
