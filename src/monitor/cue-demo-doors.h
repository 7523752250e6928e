// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-doors-profile.h"

G_BEGIN_DECLS

GBytes *cue_demo_doors_read (CueDoorsProfile *doors, JsonObject *description);

G_END_DECLS
