// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-signalr-reason.h"
#include "cue-token-inspection.h"

G_BEGIN_DECLS

char *cue_salto_explain (CueSignalrReason          reason,
                         const CueTokenInspection *inspection,
                         const char               *user_id);

G_END_DECLS
