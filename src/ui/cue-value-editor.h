// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-draft-attribute.h"

G_BEGIN_DECLS

#define CUE_TYPE_VALUE_EDITOR (cue_value_editor_get_type ())

G_DECLARE_FINAL_TYPE (CueValueEditor, cue_value_editor, CUE, VALUE_EDITOR, AdwBin)

void cue_value_editor_set_attribute (CueValueEditor *self, CueDraftAttribute *attribute);
void cue_value_editor_set_label (CueValueEditor *self, const char *label);

G_END_DECLS
