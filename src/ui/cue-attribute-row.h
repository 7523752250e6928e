// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-draft-attribute.h"

G_BEGIN_DECLS

#define CUE_TYPE_ATTRIBUTE_ROW (cue_attribute_row_get_type ())

G_DECLARE_FINAL_TYPE (CueAttributeRow, cue_attribute_row, CUE, ATTRIBUTE_ROW, GtkListBoxRow)

GtkWidget *cue_attribute_row_new (CueDraftAttribute *attribute);

CueDraftAttribute *cue_attribute_row_get_attribute (CueAttributeRow *self);
void               cue_attribute_row_set_position (CueAttributeRow *self, guint position, guint n);
void               cue_attribute_row_set_suggestions (CueAttributeRow *self, GListModel *model);
void
cue_attribute_row_show (CueAttributeRow *self, GPtrArray *findings, const char *path, gboolean all);
gboolean cue_attribute_row_is_wrong (CueAttributeRow *self);

G_END_DECLS
