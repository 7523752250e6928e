// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-access-door.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_DOOR_ROW (cue_access_door_row_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessDoorRow, cue_access_door_row, CUE, ACCESS_DOOR_ROW, AdwBin)

GtkWidget *cue_access_door_row_new (void);

void cue_access_door_row_set_door (CueAccessDoorRow *self, CueAccessDoor *door, GListModel *links);

G_END_DECLS
