// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-csv-mapping.h"

G_BEGIN_DECLS

void            cue_csv_mapping_guess (CueCsvMapping *self);
CuePublication *cue_csv_mapping_get_scratch (CueCsvMapping *self);

G_END_DECLS
