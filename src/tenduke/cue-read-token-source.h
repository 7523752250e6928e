// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-read-token-rules.h"
#include "cue-signing-key.h"

G_BEGIN_DECLS

#define CUE_TYPE_READ_TOKEN_SOURCE (cue_read_token_source_get_type ())
G_DECLARE_FINAL_TYPE (CueReadTokenSource, cue_read_token_source, CUE, READ_TOKEN_SOURCE, GObject)

CueReadTokenSource *cue_read_token_source_new (CueClock *clock, CueSigningKey *key);

CueSigningKey *cue_read_token_source_get_key (CueReadTokenSource *self);
void           cue_read_token_source_set_key (CueReadTokenSource *self, CueSigningKey *key);
guint          cue_read_token_source_get_life_s (CueReadTokenSource *self);
void           cue_read_token_source_set_life_s (CueReadTokenSource *self, guint life_s);
gboolean       cue_read_token_source_get_wildcard (CueReadTokenSource *self);
void           cue_read_token_source_set_wildcard (CueReadTokenSource *self, gboolean wildcard);
gboolean       cue_read_token_source_get_reuse (CueReadTokenSource *self);
void           cue_read_token_source_set_reuse (CueReadTokenSource *self, gboolean reuse);

char *cue_read_token_source_make_token (CueReadTokenSource *self,
                                        const char         *feed,
                                        gint64             *expiry_us,
                                        GError            **error);
void  cue_read_token_source_forget (CueReadTokenSource *self);

G_END_DECLS
