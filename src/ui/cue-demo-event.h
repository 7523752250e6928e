// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-session-list.h"

G_BEGIN_DECLS

#define CUE_TYPE_DEMO_EVENT (cue_demo_event_get_type ())

G_DECLARE_FINAL_TYPE (CueDemoEvent, cue_demo_event, CUE, DEMO_EVENT, GObject)

CueDemoEvent *cue_demo_event_new (CueSessionList *sessions);

void cue_demo_event_start_async (CueDemoEvent       *self,
                                 const char         *scenario,
                                 GAsyncReadyCallback callback,
                                 gpointer            data);
CueEventSession             *
cue_demo_event_start_finish (CueDemoEvent *self, GAsyncResult *result, GError **error);
gboolean    cue_demo_event_get_running (CueDemoEvent *self);
const char *cue_demo_event_get_control (CueDemoEvent *self);
void        cue_demo_event_stop (CueDemoEvent *self);

G_END_DECLS
