// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-secret-store.h"

G_BEGIN_DECLS

struct _CueSecretStore {
  GObject parent_instance;

  GHashTable     *memory; // owned, "profile\nkind" → GBytes, what the keyring did not take
  CueSecretReason reason;
  gboolean private; // never asks a keyring
};

// cue-secret-store.c
void cue_secret_store_set_reason (CueSecretStore *self, CueSecretReason reason);
void cue_secret_store_emit_changed (CueSecretStore *self, const char *profile_id, const char *kind);

G_END_DECLS
