// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "cue-connection-list.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

void cue_demo_feeds_read (CueConnectionList *tenduke,
                          JsonObject        *description,
                          CueSecretStore    *secrets,
                          const char        *profile_id);

G_END_DECLS
