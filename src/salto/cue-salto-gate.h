// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-salto-rules.h"
#include "cue-token-provider.h"

G_BEGIN_DECLS

#define CUE_TYPE_SALTO_GATE (cue_salto_gate_get_type ())

G_DECLARE_FINAL_TYPE (CueSaltoGate, cue_salto_gate, CUE, SALTO_GATE, GObject)

CueSaltoGate *
cue_salto_gate_new (CueTokenProvider *provider, CueClock *clock, CueSaltoOverrides overrides);
gboolean                  cue_salto_gate_get_after_rejection (CueSaltoGate *self);
const CueTokenInspection *cue_salto_gate_get_inspection (CueSaltoGate *self);

G_END_DECLS
