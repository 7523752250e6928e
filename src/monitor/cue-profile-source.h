// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-profile.h"
#include "cue-state-url-source.h"

G_BEGIN_DECLS

CueStateUrlSource *
cue_profile_make_source (CueProfile *profile, CueHttpClient *client, CueClock *clock);

G_END_DECLS
