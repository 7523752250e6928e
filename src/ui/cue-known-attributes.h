// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-draft-list.h"

G_BEGIN_DECLS

#define CUE_TYPE_KNOWN_ATTRIBUTES (cue_known_attributes_get_type ())

G_DECLARE_FINAL_TYPE (CueKnownAttributes, cue_known_attributes, CUE, KNOWN_ATTRIBUTES, GObject)

CueKnownAttributes *cue_known_attributes_new (GtkButton *button);

GListModel *cue_known_attributes_get_names (CueKnownAttributes *self);
void        cue_known_attributes_update (CueKnownAttributes *self,
                                         const char         *code,
                                         GListModel         *types,
                                         CueDraftList       *list);
void        cue_known_attributes_forget (CueKnownAttributes *self);
void        cue_known_attributes_add (CueKnownAttributes *self);

G_END_DECLS
