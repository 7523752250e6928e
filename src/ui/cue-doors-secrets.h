// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-clock.h"
#include "cue-doors-form.h"
#include "cue-profile-test.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

#define CUE_DOORS_N_SECRETS 3

#define CUE_TYPE_DOORS_SECRETS (cue_doors_secrets_get_type ())

G_DECLARE_FINAL_TYPE (CueDoorsSecrets, cue_doors_secrets, CUE, DOORS_SECRETS, GObject)

CueDoorsSecrets *cue_doors_secrets_new (CueDoorsForm   *form,
                                        CueProfile     *draft,
                                        CueSecretStore *store,
                                        CueClock       *clock,
                                        gboolean        saved);

void    cue_doors_secrets_sign_in (CueDoorsSecrets *self, GtkWindow *parent);
void    cue_doors_secrets_give (CueDoorsSecrets *self, CueProfileTest *test);
void    cue_doors_secrets_take_back (CueDoorsSecrets *self, CueProfileTest *test);
GBytes *cue_doors_secrets_get_new (CueDoorsSecrets *self, guint index, const char **kind);

G_END_DECLS
