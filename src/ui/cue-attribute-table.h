// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-draft-list.h"

G_BEGIN_DECLS

#define CUE_TYPE_ATTRIBUTE_TABLE (cue_attribute_table_get_type ())

G_DECLARE_FINAL_TYPE (CueAttributeTable, cue_attribute_table, CUE, ATTRIBUTE_TABLE, AdwBin)

void       cue_attribute_table_set_list (CueAttributeTable *self, CueDraftList *list);
void       cue_attribute_table_set_suggestions (CueAttributeTable *self, GListModel *model);
void       cue_attribute_table_show (CueAttributeTable *self,
                                     GPtrArray         *findings,
                                     const char        *path,
                                     gboolean           all);
GtkWidget *cue_attribute_table_get_first_wrong (CueAttributeTable *self);

G_END_DECLS
