// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-event-type-change.h"

G_BEGIN_DECLS

void cue_event_type_change_set_ambiguous (CueEventTypeChange *self);

G_END_DECLS
