// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-token-source.h"

G_BEGIN_DECLS

#define CUE_TOKEN_FIRST_RETRY CUE_SECONDS (15)

struct _CueTokenSource {
  GObject parent_instance;

  CueTokenSourceKind  kind;
  CueClock           *clock;         // owned
  CueOauthClient     *client;        // owned, nullable for a pasted token
  char               *access_token;  // owned, nullable, wiped
  char               *refresh_token; // owned, nullable, wiped
  CueTokenInspection *inspection;    // owned, nullable, of the access token
  gint64              expiry_us;     // wall by our clock, CUE_TIME_INVALID: unknown
  gint64              expiry_mono;   // the same on the monotonic clock
  gint64              taken_mono;    // when the access token came
  gint64              renew_mono;    // when the next one is to be asked for
  gint64              forced_mono;   // when one was last asked for because the old one was refused
  GError             *error;         // owned, nullable: why the last renewal failed
  gboolean            forcing;       // what is on its way is asked for because of a refusal
  gboolean            forced;        // the present token was
  gboolean            refused;       // by the server: another try is of no use
  GQueue              waiting;       // of GTask, owned
  gboolean            renewing;      // a request is on its way
  gboolean            stopped;       // nobody wants tokens now
  guint               timer;         // of the clock
  gint64              retry_us;      // the wait before the next try
};

// cue-token-source.c
void cue_token_source_emit_changed (CueTokenSource *self);
void cue_token_source_emit_refresh_token (CueTokenSource *self);

// cue-token-renewal.c
gboolean cue_token_renewal_is_possible (CueTokenSource *self);
gboolean cue_token_renewal_is_fresh (CueTokenSource *self);
void     cue_token_renewal_resume (CueTokenSource *self);
void     cue_token_renewal_set_access_token (CueTokenSource *self, const char *token);
void     cue_token_renewal_begin (CueTokenSource *self, gboolean forced);

G_END_DECLS
