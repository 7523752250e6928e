// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-filtered-access.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_ROWS (cue_access_rows_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessRows, cue_access_rows, CUE, ACCESS_ROWS, GObject)

CueAccessRows *cue_access_rows_new (CueFilteredAccess *filtered);

guint64  cue_access_rows_get_selected_id (CueAccessRows *self);
void     cue_access_rows_set_selected_id (CueAccessRows *self, guint64 id);
guint64  cue_access_rows_get_id_at (CueAccessRows *self, guint position);
gboolean cue_access_rows_find (CueAccessRows *self, guint64 id, guint *position);
gboolean cue_access_rows_find_nearest (CueAccessRows *self, guint64 id, guint *position);

G_END_DECLS
