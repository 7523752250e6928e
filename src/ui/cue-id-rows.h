// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CueIdRowsFuncs:
 * @get_id_at: the id of the row at a place, or 0
 * @find: the place of the row with an id, and whether it is there
 * @find_nearest: the place of it or of its nearest neighbour, and whether there is any row
 *
 * What a filtered log knows of its rows, whose ids are never 0.
 */
typedef struct {
  guint64 (*get_id_at) (GListModel *log, guint position);
  gboolean (*find) (GListModel *log, guint64 id, guint *position);
  gboolean (*find_nearest) (GListModel *log, guint64 id, guint *position);
} CueIdRowsFuncs;

#define CUE_TYPE_ID_ROWS (cue_id_rows_get_type ())

G_DECLARE_FINAL_TYPE (CueIdRows, cue_id_rows, CUE, ID_ROWS, GObject)

CueIdRows *cue_id_rows_new (GListModel *log, const CueIdRowsFuncs *funcs);

guint64  cue_id_rows_get_selected_id (CueIdRows *self);
void     cue_id_rows_set_selected_id (CueIdRows *self, guint64 id);
guint64  cue_id_rows_get_id_at (CueIdRows *self, guint position);
gboolean cue_id_rows_find (CueIdRows *self, guint64 id, guint *position);
gboolean cue_id_rows_find_nearest (CueIdRows *self, guint64 id, guint *position);

G_END_DECLS
