// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-publication.h"

G_BEGIN_DECLS

#define CUE_TYPE_PUBLISH_EVENT_EDITOR (cue_publish_event_editor_get_type ())

G_DECLARE_FINAL_TYPE (CuePublishEventEditor,
                      cue_publish_event_editor,
                      CUE,
                      PUBLISH_EVENT_EDITOR,
                      AdwBin)

GtkWidget *
cue_publish_event_editor_new (CuePublication *publication, CueDraftEvent *event, GListModel *types);

CueDraftEvent *cue_publish_event_editor_get_event (CuePublishEventEditor *self);
void cue_publish_event_editor_set_position (CuePublishEventEditor *self, guint position, guint n);
void cue_publish_event_editor_show (CuePublishEventEditor *self,
                                    GPtrArray             *findings,
                                    const char            *path,
                                    gboolean               all);
GtkWidget *cue_publish_event_editor_get_first_wrong (CuePublishEventEditor *self);

G_END_DECLS
