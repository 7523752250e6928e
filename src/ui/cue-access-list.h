// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-access-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_LIST (cue_access_list_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessList, cue_access_list, CUE, ACCESS_LIST, AdwBin)

void     cue_access_list_set_view (CueAccessList *self, CueAccessView *view);
void     cue_access_list_show_newest (CueAccessList *self);
void     cue_access_list_show_selected (CueAccessList *self);
gboolean cue_access_list_is_following (CueAccessList *self);
guint    cue_access_list_get_n_new (CueAccessList *self);

G_END_DECLS
