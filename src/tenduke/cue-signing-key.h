// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-secret-bytes.h"
#include "cue-secret-text.h"
#include "cue-verify-key.h"

G_BEGIN_DECLS

// “RSA, minimum key length 2048 bits” (services reference 3, S2:28). Above the other limit one
// signature takes longer than a window may stand still.
#define CUE_SIGNING_KEY_MIN_BITS 2048
#define CUE_SIGNING_KEY_MAX_BITS 8192

#define CUE_TYPE_SIGNING_KEY (cue_signing_key_get_type ())

typedef struct _CueSigningKey CueSigningKey;

GType          cue_signing_key_get_type (void);
CueSigningKey *cue_signing_key_new_from_pem (GBytes *pem, GError **error);
void           cue_signing_key_generate_async (guint               bits,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
CueSigningKey *cue_signing_key_generate_finish (GAsyncResult *result, GError **error);
CueSigningKey *cue_signing_key_ref (CueSigningKey *self);
void           cue_signing_key_unref (CueSigningKey *self);

guint         cue_signing_key_get_bits (const CueSigningKey *self);
const char   *cue_signing_key_get_public_pem (const CueSigningKey *self);
const char   *cue_signing_key_get_fingerprint (const CueSigningKey *self);
GBytes       *cue_signing_key_make_private_pem (const CueSigningKey *self);
CueVerifyKey *cue_signing_key_make_verify_key (const CueSigningKey *self);

char *
cue_signing_key_sign (const CueSigningKey *self, const char *type, GBytes *payload, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSigningKey, cue_signing_key_unref)

G_END_DECLS
