// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-monitor.h"
#include "cue-secret-store.h"
#include "cue-token-verdict.h"

G_BEGIN_DECLS

#define CUE_TYPE_TOKEN_BENCH (cue_token_bench_get_type ())

G_DECLARE_FINAL_TYPE (CueTokenBench, cue_token_bench, CUE, TOKEN_BENCH, AdwBin)

void cue_token_bench_set_event (CueTokenBench *self, CueMonitor *monitor, CueSecretStore *secrets);
void cue_token_bench_set_token (CueTokenBench *self, const char *token);
void cue_token_bench_take_key (CueTokenBench *self, GBytes *content);
gboolean cue_token_bench_choose_key (CueTokenBench *self, const char *connection_id);

CueTokenState cue_token_bench_get_state (CueTokenBench *self);

G_END_DECLS
