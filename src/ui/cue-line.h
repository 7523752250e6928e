// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-line-table.h"

G_BEGIN_DECLS

#define CUE_TYPE_LINE (cue_line_get_type ())

G_DECLARE_FINAL_TYPE (CueLine, cue_line, CUE, LINE, GtkWidget)

GtkWidget *cue_line_new (CueLineTable *table);

gpointer cue_line_get_item (CueLine *self);
void     cue_line_set_item (CueLine *self, gpointer item);
char    *cue_line_describe (CueLine *self);
char    *cue_line_get_hint (CueLine *self, int x);

GtkListItemFactory *cue_line_factory_new (CueLineTable *table);

G_END_DECLS
