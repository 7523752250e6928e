// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-log.h"
#include "cue-clock.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_LAST_LOOK (cue_access_last_look_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessLastLook, cue_access_last_look, CUE, ACCESS_LAST_LOOK, GObject)

CueAccessLastLook *cue_access_last_look_new (CueAccessLog *log, CueClock *clock);

gint64   cue_access_last_look_get_wall_us (CueAccessLastLook *self);
void     cue_access_last_look_restore (CueAccessLastLook *self, gint64 wall_us);
void     cue_access_last_look_set_looking (CueAccessLastLook *self, gboolean looking);
guint64  cue_access_last_look_get_id (CueAccessLastLook *self);
gboolean cue_access_last_look_is_new (CueAccessLastLook *self, guint64 id);
char    *cue_access_last_look_describe (CueAccessLastLook *self);

G_END_DECLS
