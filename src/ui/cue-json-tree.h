// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-json-item.h"

G_BEGIN_DECLS

#define CUE_TYPE_JSON_TREE (cue_json_tree_get_type ())

G_DECLARE_FINAL_TYPE (CueJsonTree, cue_json_tree, CUE, JSON_TREE, AdwBin)

GtkWidget *cue_json_tree_new (void);

void cue_json_tree_set_text (CueJsonTree *self, GBytes *text);
void cue_json_tree_set_zone (CueJsonTree *self, CueMomentZone zone);
void cue_json_tree_set_actions (CueJsonTree *self, const char *column, const char *filter);

G_END_DECLS
