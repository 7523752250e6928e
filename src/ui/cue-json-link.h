// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft.h"
#include "cue-json-editor.h"

G_BEGIN_DECLS

#define CUE_TYPE_JSON_LINK (cue_json_link_get_type ())

G_DECLARE_FINAL_TYPE (CueJsonLink, cue_json_link, CUE, JSON_LINK, GObject)

CueJsonLink *cue_json_link_new (CueJsonEditor *editor);

void     cue_json_link_set_draft (CueJsonLink *self, CueDraft *draft);
gboolean cue_json_link_is_good (CueJsonLink *self);
gboolean cue_json_link_is_edited (CueJsonLink *self);
void     cue_json_link_settle (CueJsonLink *self);

G_END_DECLS
