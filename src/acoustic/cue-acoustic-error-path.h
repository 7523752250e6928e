// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft.h"

G_BEGIN_DECLS

char *cue_acoustic_map_error (const char *message, CueDraft *draft);

G_END_DECLS
