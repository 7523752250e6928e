// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-context.h"
#include "cue-event-type.h"

G_BEGIN_DECLS

CueEventType *cue_registered_types_find (GListModel *types, const char *code);
CueAcousticContext *
cue_registered_types_make_context (GListModel *types, gboolean known, CueAcousticRole role);
GListModel *cue_registered_types_make_suggestions (void);

G_END_DECLS
