// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-token-provider.h"

G_BEGIN_DECLS

#define CUE_TYPE_TOKEN_LIST (cue_token_list_get_type ())

G_DECLARE_FINAL_TYPE (CueTokenList, cue_token_list, CUE, TOKEN_LIST, GObject)

CueTokenList *cue_token_list_new (const char *lines);
guint         cue_token_list_get_length (CueTokenList *self);
const char   *cue_token_list_peek (CueTokenList *self, guint index);

G_END_DECLS
