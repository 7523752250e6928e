// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CueKeyState:
 * @CUE_KEY_UNKNOWN: nobody looked for it yet
 * @CUE_KEY_LOOKING: the keyring was asked, and may ask the user
 * @CUE_KEY_THERE: there is a key
 * @CUE_KEY_MISSING: none was stored
 * @CUE_KEY_LOCKED: the keyring did not give it
 * @CUE_KEY_REFUSED: the service refused it, as such (401) or for a call (403)
 *
 * How it is with the key of a connection.
 */
typedef enum {
  CUE_KEY_UNKNOWN,
  CUE_KEY_LOOKING,
  CUE_KEY_THERE,
  CUE_KEY_MISSING,
  CUE_KEY_LOCKED,
  CUE_KEY_REFUSED,
} CueKeyState;

#define CUE_TYPE_KEY_STATE (cue_key_state_get_type ())
GType cue_key_state_get_type (void) G_GNUC_CONST;

G_END_DECLS
