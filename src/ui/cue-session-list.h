// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-event-session.h"
#include "cue-roster.h"

G_BEGIN_DECLS

#define CUE_TYPE_SESSION_LIST (cue_session_list_get_type ())

G_DECLARE_FINAL_TYPE (CueSessionList, cue_session_list, CUE, SESSION_LIST, GObject)

CueSessionList  *cue_session_list_new (CueRoster *roster, GSettings *settings);
CueRoster       *cue_session_list_get_roster (CueSessionList *self);
CueEventSession *cue_session_list_find (CueSessionList *self, const char *id, guint *position);

G_END_DECLS
