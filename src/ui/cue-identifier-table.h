// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-draft-list.h"

G_BEGIN_DECLS

#define CUE_TYPE_IDENTIFIER_TABLE (cue_identifier_table_get_type ())

G_DECLARE_FINAL_TYPE (CueIdentifierTable, cue_identifier_table, CUE, IDENTIFIER_TABLE, AdwBin)

void       cue_identifier_table_set_list (CueIdentifierTable *self, CueDraftList *list);
void       cue_identifier_table_show (CueIdentifierTable *self,
                                      GPtrArray          *findings,
                                      const char         *path,
                                      gboolean            all);
GtkWidget *cue_identifier_table_get_first_wrong (CueIdentifierTable *self);

G_END_DECLS
