// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-doors-tokens.h"

G_BEGIN_DECLS

/**
 * CueSignInState:
 * @CUE_SIGN_IN_IDLE: nobody is asked to sign in
 * @CUE_SIGN_IN_WAITING: the page is with the user's browser, or with the user who copies its link
 * @CUE_SIGN_IN_FAILED: it came to nothing; the words say why
 */
typedef enum {
  CUE_SIGN_IN_IDLE,
  CUE_SIGN_IN_WAITING,
  CUE_SIGN_IN_FAILED,
} CueSignInState;

#define CUE_TYPE_SIGN_IN (cue_sign_in_get_type ())

G_DECLARE_FINAL_TYPE (CueSignIn, cue_sign_in, CUE, SIGN_IN, GObject)

CueSignIn *cue_sign_in_new (void);

void cue_sign_in_begin (CueSignIn *self, CueDoorsTokens *tokens, GtkWindow *parent);
void cue_sign_in_cancel (CueSignIn *self);

CueSignInState cue_sign_in_get_state (CueSignIn *self);
const char    *cue_sign_in_get_words (CueSignIn *self);
const char    *cue_sign_in_get_link (CueSignIn *self);

G_END_DECLS
