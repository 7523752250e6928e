// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CueJwsAlgorithm:
 * @CUE_JWS_RS256: RSA and SHA-256, checked with a public key (10Duke, Salto)
 * @CUE_JWS_HS512: HMAC and SHA-512, checked with the secret that made it (Event Engine)
 *
 * The two algorithms that are ever accepted.
 */
typedef enum {
  CUE_JWS_RS256,
  CUE_JWS_HS512,
} CueJwsAlgorithm;

#define CUE_TYPE_VERIFY_KEY (cue_verify_key_get_type ())

typedef struct _CueVerifyKey CueVerifyKey;

GType           cue_verify_key_get_type (void);
CueVerifyKey   *cue_verify_key_new_rs256 (GBytes *pem, GError **error);
CueVerifyKey   *cue_verify_key_new_hs512 (GBytes *secret, GError **error);
CueVerifyKey   *cue_verify_key_new_from_file (GBytes *content, GError **error);
CueVerifyKey   *cue_verify_key_ref (CueVerifyKey *self);
void            cue_verify_key_unref (CueVerifyKey *self);
CueJwsAlgorithm cue_verify_key_get_algorithm (const CueVerifyKey *self);
gsize           cue_verify_key_get_secret_size (const CueVerifyKey *self);
const char     *cue_jws_algorithm_to_name (CueJwsAlgorithm algorithm);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueVerifyKey, cue_verify_key_unref)

G_END_DECLS
