// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-reply.h"
#include "cue-finding-label.h"

G_BEGIN_DECLS

void cue_acoustic_reply_show_at (CueFindingLabel *label, CueAcousticReply *reply);

G_END_DECLS
