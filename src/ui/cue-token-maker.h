// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-monitor.h"

G_BEGIN_DECLS

#define CUE_TYPE_TOKEN_MAKER (cue_token_maker_get_type ())

G_DECLARE_FINAL_TYPE (CueTokenMaker, cue_token_maker, CUE, TOKEN_MAKER, AdwPreferencesGroup)

void cue_token_maker_set_monitor (CueTokenMaker *self, CueMonitor *monitor);

G_END_DECLS
