// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-door.h"
#include "cue-access-log.h"
#include "cue-clock.h"

G_BEGIN_DECLS

#define CUE_ACCESS_DOORS_MAX              4096
#define CUE_ACCESS_DOORS_DEFAULT_WINDOW_S 600
#define CUE_ACCESS_DOORS_DEFAULT_QUIET_S  (30 * 60)

#define CUE_TYPE_ACCESS_DOORS (cue_access_doors_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessDoors, cue_access_doors, CUE, ACCESS_DOORS, GObject)

CueAccessDoors *cue_access_doors_new (CueAccessLog *log, CueClock *clock);

void  cue_access_doors_set_watched (CueAccessDoors *self, gboolean watched);
void  cue_access_doors_set_window_seconds (CueAccessDoors *self, guint seconds);
guint cue_access_doors_get_quiet_seconds (CueAccessDoors *self);
void  cue_access_doors_set_quiet_seconds (CueAccessDoors *self, guint seconds);
guint cue_access_doors_get_n_quiet (CueAccessDoors *self);

G_END_DECLS
