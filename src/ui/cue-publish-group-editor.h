// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-publication.h"

G_BEGIN_DECLS

#define CUE_TYPE_PUBLISH_GROUP_EDITOR (cue_publish_group_editor_get_type ())

G_DECLARE_FINAL_TYPE (CuePublishGroupEditor,
                      cue_publish_group_editor,
                      CUE,
                      PUBLISH_GROUP_EDITOR,
                      AdwBin)

GtkWidget *
cue_publish_group_editor_new (CuePublication *publication, CueDraftGroup *group, GListModel *types);

CueDraftGroup *cue_publish_group_editor_get_group (CuePublishGroupEditor *self);
void cue_publish_group_editor_set_position (CuePublishGroupEditor *self, guint position, guint n);
void cue_publish_group_editor_show (CuePublishGroupEditor *self,
                                    GPtrArray             *findings,
                                    const char            *path,
                                    gboolean               all);
GtkWidget *cue_publish_group_editor_get_first_wrong (CuePublishGroupEditor *self);

G_END_DECLS
