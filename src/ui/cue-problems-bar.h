// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_PROBLEMS_BAR (cue_problems_bar_get_type ())

G_DECLARE_FINAL_TYPE (CueProblemsBar, cue_problems_bar, CUE, PROBLEMS_BAR, AdwBin)

void cue_problems_bar_set_session (CueProblemsBar *self, CueEventSession *session);

G_END_DECLS
