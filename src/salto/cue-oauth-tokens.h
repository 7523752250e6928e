// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CUE_TYPE_OAUTH_TOKENS (cue_oauth_tokens_get_type ())

typedef struct _CueOauthTokens CueOauthTokens;

GType           cue_oauth_tokens_get_type (void);
CueOauthTokens *cue_oauth_tokens_new_from_json (JsonNode *node, GError **error);
CueOauthTokens *cue_oauth_tokens_ref (CueOauthTokens *self);
void            cue_oauth_tokens_unref (CueOauthTokens *self);

const char *cue_oauth_tokens_get_access_token (const CueOauthTokens *self);
const char *cue_oauth_tokens_get_refresh_token (const CueOauthTokens *self);
gint64      cue_oauth_tokens_get_life_us (const CueOauthTokens *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueOauthTokens, cue_oauth_tokens_unref)

G_END_DECLS
