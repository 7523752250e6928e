// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-clock.h"
#include "cue-token-verdict.h"

G_BEGIN_DECLS

#define CUE_TYPE_TOKEN_FACTS (cue_token_facts_get_type ())

G_DECLARE_FINAL_TYPE (CueTokenFacts, cue_token_facts, CUE, TOKEN_FACTS, AdwBin)

void          cue_token_facts_set_clock (CueTokenFacts *self, CueClock *clock);
void          cue_token_facts_show (CueTokenFacts           *self,
                                    const char              *token,
                                    CueVerifyKey            *key,
                                    const CueJwsExpectation *expected);
CueTokenState cue_token_facts_get_state (CueTokenFacts *self);

G_END_DECLS
