// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-diagnostic.h"

G_BEGIN_DECLS

#define CUE_TYPE_JSON_EDITOR (cue_json_editor_get_type ())

G_DECLARE_FINAL_TYPE (CueJsonEditor, cue_json_editor, CUE, JSON_EDITOR, AdwBin)

GBytes  *cue_json_editor_dup_bytes (CueJsonEditor *self);
void     cue_json_editor_set_bytes (CueJsonEditor *self, GBytes *bytes);
void     cue_json_editor_say (CueJsonEditor *self, CueSeverity severity, const char *words);
gboolean cue_json_editor_is_valid (CueJsonEditor *self);
void     cue_json_editor_mark (CueJsonEditor *self, guint line, guint column, CueSeverity severity);
void     cue_json_editor_clear_marks (CueJsonEditor *self);
void     cue_json_editor_offer (CueJsonEditor *self, const char *words, const char *text);

G_END_DECLS
