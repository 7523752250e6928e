// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-diagnostic.h"

G_BEGIN_DECLS

// Services reference 3.6, field `exp`.
#define CUE_READ_TOKEN_MIN_LIFE_S     30
#define CUE_READ_TOKEN_DEFAULT_LIFE_S 60
#define CUE_READ_TOKEN_LONG_LIFE_S    (60 * 60)
#define CUE_READ_TOKEN_MAX_LIFE_S     (24 * 60 * 60)

void cue_read_token_check_feed (const char *feed, gboolean wildcard, GPtrArray *found);
void cue_read_token_check_life (guint life_s, GPtrArray *found);

G_END_DECLS
