// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-key-state.h"

G_DEFINE_ENUM_TYPE (CueKeyState,
                    cue_key_state,
                    G_DEFINE_ENUM_VALUE (CUE_KEY_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CUE_KEY_LOOKING, "looking"),
                    G_DEFINE_ENUM_VALUE (CUE_KEY_THERE, "there"),
                    G_DEFINE_ENUM_VALUE (CUE_KEY_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (CUE_KEY_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (CUE_KEY_REFUSED, "refused"))
