// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-session-list.h"

G_BEGIN_DECLS

#define CUE_TYPE_SIDEBAR (cue_sidebar_get_type ())

G_DECLARE_FINAL_TYPE (CueSidebar, cue_sidebar, CUE, SIDEBAR, AdwBin)

void             cue_sidebar_set_sessions (CueSidebar *self, CueSessionList *sessions);
CueEventSession *cue_sidebar_get_selected (CueSidebar *self);
void             cue_sidebar_select (CueSidebar *self, CueEventSession *session);

G_END_DECLS
