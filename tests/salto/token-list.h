// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-token-provider.h"

G_BEGIN_DECLS

/* A provider that gives the tokens of a list, one a call; the last one again and again. An empty
 * one stands for a failure. */
#define TOKEN_TYPE_LIST (token_list_get_type ())

G_DECLARE_FINAL_TYPE (TokenList, token_list, TOKEN, LIST, GObject)

CueTokenProvider *token_list_new (const char *const *tokens);
guint             token_list_get_calls (TokenList *self);
guint             token_list_get_rejections (TokenList *self);

G_END_DECLS
