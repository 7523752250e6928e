// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-secret-bytes.h"

G_BEGIN_DECLS

// The kinds of secret a profile can have; the value of the attribute "kind" in the keyring.
#define CUE_SECRET_KIND_ENGINE        "engine-secret"
#define CUE_SECRET_KIND_DOORS_TOKEN   "doors-token"
#define CUE_SECRET_KIND_DOORS_REFRESH "doors-refresh-token"
#define CUE_SECRET_KIND_DOORS_CLIENT  "doors-client-secret"
// The id of the connection follows. A key of 10Duke is its private half, PEM, PKCS#8.
#define CUE_SECRET_KIND_ACOUSTIC_PREFIX "acoustic-key:"
#define CUE_SECRET_KIND_TENDUKE_PREFIX  "tenduke-key:"

/**
 * CueSecretReason:
 * @CUE_SECRET_REASON_NONE: the keyring answers; secrets outlive the program
 * @CUE_SECRET_REASON_PRIVATE: made without a keyring on purpose (tests, the demo)
 * @CUE_SECRET_REASON_MISSING: no secret service on this computer
 * @CUE_SECRET_REASON_LOCKED: the keyring is locked and was not unlocked
 * @CUE_SECRET_REASON_FAILED: the keyring answered with an error
 *
 * Why secrets are kept in memory only.
 */
typedef enum {
  CUE_SECRET_REASON_NONE,
  CUE_SECRET_REASON_PRIVATE,
  CUE_SECRET_REASON_MISSING,
  CUE_SECRET_REASON_LOCKED,
  CUE_SECRET_REASON_FAILED,
} CueSecretReason;

#define CUE_TYPE_SECRET_REASON (cue_secret_reason_get_type ())
GType cue_secret_reason_get_type (void) G_GNUC_CONST;

#define CUE_TYPE_SECRET_STORE (cue_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (CueSecretStore, cue_secret_store, CUE, SECRET_STORE, GObject)

CueSecretStore *cue_secret_store_new (void);
CueSecretStore *cue_secret_store_new_private (void);

CueSecretReason cue_secret_store_get_reason (CueSecretStore *self);
gboolean        cue_secret_store_get_persistent (CueSecretStore *self);
const char     *cue_secret_store_describe (CueSecretStore *self);

void    cue_secret_store_lookup_async (CueSecretStore     *self,
                                       const char         *profile_id,
                                       const char         *kind,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
GBytes *cue_secret_store_lookup_finish (CueSecretStore *self, GAsyncResult *result, GError **error);
void    cue_secret_store_store_async (CueSecretStore     *self,
                                      const char         *profile_id,
                                      const char         *kind,
                                      const char         *label,
                                      GBytes             *secret,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean cue_secret_store_store_finish (CueSecretStore *self, GAsyncResult *result, GError **error);
void     cue_secret_store_clear_async (CueSecretStore     *self,
                                       const char         *profile_id,
                                       const char         *kind,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean cue_secret_store_clear_finish (CueSecretStore *self, GAsyncResult *result, GError **error);

void cue_secret_store_keep (CueSecretStore *self,
                            const char     *profile_id,
                            const char     *kind,
                            GBytes         *secret);

G_END_DECLS
