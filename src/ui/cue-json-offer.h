// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-json-repair.h"

G_BEGIN_DECLS

char *cue_json_offer_describe (CueJsonRepair *repair);

G_END_DECLS
