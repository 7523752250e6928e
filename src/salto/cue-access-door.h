// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_DOOR (cue_access_door_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessDoor, cue_access_door, CUE, ACCESS_DOOR, GObject)

const char *cue_access_door_get_key (CueAccessDoor *self);
const char *cue_access_door_get_name (CueAccessDoor *self);
const char *cue_access_door_get_site_id (CueAccessDoor *self);
guint64     cue_access_door_get_total (CueAccessDoor *self);
guint64     cue_access_door_get_refused (CueAccessDoor *self);
guint       cue_access_door_get_recent (CueAccessDoor *self);
guint       cue_access_door_get_recent_refused (CueAccessDoor *self);
double      cue_access_door_get_per_minute (CueAccessDoor *self);
gint64      cue_access_door_get_quiet_us (CueAccessDoor *self);
gboolean    cue_access_door_is_quiet (CueAccessDoor *self);

G_END_DECLS
