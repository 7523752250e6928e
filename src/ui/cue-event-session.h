// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-access-view.h"
#include "cue-monitor.h"
#include "cue-phone-scenes.h"
#include "cue-player.h"

G_BEGIN_DECLS

#define CUE_TYPE_EVENT_SESSION (cue_event_session_get_type ())

G_DECLARE_FINAL_TYPE (CueEventSession, cue_event_session, CUE, EVENT_SESSION, GObject)

CueEventSession *
cue_event_session_new (CueMonitor *monitor, GSettings *settings, CueAccessNotes *notes);

CueMonitor     *cue_event_session_get_monitor (CueEventSession *self);
CuePlayer      *cue_event_session_get_player (CueEventSession *self);
CuePhoneScene  *cue_event_session_get_scene (CueEventSession *self);
CuePhoneScenes *cue_event_session_get_scenes (CueEventSession *self);
CueAccessView  *cue_event_session_get_access_view (CueEventSession *self);
const char     *cue_event_session_get_id (CueEventSession *self);

gboolean cue_event_session_get_open (CueEventSession *self);
void     cue_event_session_set_open (CueEventSession *self, gboolean open);
gboolean cue_event_session_get_playing (CueEventSession *self);
void     cue_event_session_set_playing (CueEventSession *self, gboolean playing);
void     cue_event_session_retry (CueEventSession *self);

CuePlayerState cue_event_session_get_player_state (CueEventSession *self);
char          *cue_event_session_get_state_words (CueEventSession *self);
gint64         cue_event_session_get_time_in_state (CueEventSession *self);
gint64         cue_event_session_get_age (CueEventSession *self);
gboolean       cue_event_session_is_stale (CueEventSession *self);

G_END_DECLS
