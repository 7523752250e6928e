// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-filter.h"
#include "cue-access-log.h"

G_BEGIN_DECLS

#define CUE_TYPE_FILTERED_ACCESS (cue_filtered_access_get_type ())

G_DECLARE_FINAL_TYPE (CueFilteredAccess, cue_filtered_access, CUE, FILTERED_ACCESS, GObject)

CueFilteredAccess *cue_filtered_access_new (CueAccessLog *log, CueAccessFilter *filter);

guint64  cue_filtered_access_get_id_at (CueFilteredAccess *self, guint position);
gboolean cue_filtered_access_find (CueFilteredAccess *self, guint64 id, guint *position);
gboolean cue_filtered_access_find_nearest (CueFilteredAccess *self, guint64 id, guint *position);
gboolean cue_filtered_access_get_filling (CueFilteredAccess *self);
void     cue_filtered_access_settle (CueFilteredAccess *self);
gboolean cue_filtered_access_get_paused (CueFilteredAccess *self);
void     cue_filtered_access_set_paused (CueFilteredAccess *self, gboolean paused);
guint    cue_filtered_access_get_held (CueFilteredAccess *self);

G_END_DECLS
