// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-door.h"

G_BEGIN_DECLS

/* The rolling window is so many steps long. */
#define CUE_ACCESS_DOOR_STEPS 60

CueAccessDoor *cue_access_door_new (const char *key, const char *site_id);
void           cue_access_door_set_name (CueAccessDoor *self, const char *name);
void           cue_access_door_count (CueAccessDoor *self,
                                      gint64         received_wall_us,
                                      gint64         step_us,
                                      gboolean       refused);
void           cue_access_door_update (CueAccessDoor *self,
                                       gint64         now_wall_us,
                                       gint64         step_us,
                                       gint64         watched_us,
                                       gint64         quiet_us);

G_END_DECLS
