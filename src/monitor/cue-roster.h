// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "cue-monitor.h"
#include "cue-profile-store.h"

G_BEGIN_DECLS

#define CUE_TYPE_ROSTER (cue_roster_get_type ())
G_DECLARE_FINAL_TYPE (CueRoster, cue_roster, CUE, ROSTER, GObject)

CueRoster  *cue_roster_new (CueClock *clock, CueProfileStore *store, CueSecretStore *secrets);
gboolean    cue_roster_load (CueRoster *self, GError **error);
CueMonitor *cue_roster_add_demo (CueRoster *self, JsonObject *description, GError **error);
void        cue_roster_remove_demo (CueRoster *self);
void        cue_roster_hold (CueRoster *self);
void        cue_roster_release (CueRoster *self);
void        cue_roster_stop (CueRoster *self);

CueClock        *cue_roster_get_clock (CueRoster *self);
CueProfileStore *cue_roster_get_store (CueRoster *self);
CueSecretStore  *cue_roster_get_secrets (CueRoster *self);
CueMonitor      *cue_roster_find (CueRoster *self, const char *profile_id);

G_END_DECLS
