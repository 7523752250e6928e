// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-connection-list.h"
#include "cue-profile-test.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

#define CUE_TYPE_CONNECTIONS_FORM (cue_connections_form_get_type ())

G_DECLARE_FINAL_TYPE (CueConnectionsForm,
                      cue_connections_form,
                      CUE,
                      CONNECTIONS_FORM,
                      AdwPreferencesGroup)

void     cue_connections_form_set_profile (CueConnectionsForm *self, CueConnectionList *profile);
void     cue_connections_form_look_up_keys (CueConnectionsForm *self,
                                            CueSecretStore     *store,
                                            const char         *profile_id);
gboolean cue_connections_form_check (CueConnectionsForm *self, gboolean focus);
guint    cue_connections_form_get_n_keys (CueConnectionsForm *self);
GBytes  *cue_connections_form_get_key (CueConnectionsForm *self, guint index, const char **kind);
void     cue_connections_form_give_keys (CueConnectionsForm *self, CueProfileTest *test);

G_END_DECLS
