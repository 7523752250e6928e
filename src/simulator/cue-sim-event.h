// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-asset.h"
#include "cue-sim-doc.h"
#include "cue-sim-switches.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CueSimEvent:
 *
 * What the simulated event is doing: everything that getState tells about it.
 *
 * Changed by JSON objects with these members, in scenario steps and in `POST /control/state`:
 * `state`, `manifest`, `countdown`, `customText`, `customTextIsDark`, `useVideo`, `assets` (see
 * README.md).
 */
typedef struct _CueSimEvent CueSimEvent;

CueSimEvent            *cue_sim_event_new (void);
CueSimEvent            *cue_sim_event_copy (CueSimEvent *self);
void                    cue_sim_event_free (CueSimEvent *self);
gboolean                cue_sim_event_apply (CueSimEvent *self,
                                             JsonObject  *change,
                                             const char  *where,
                                             gint64       now_us,
                                             double       speed,
                                             GError     **error);
const char             *cue_sim_event_get_player_state (CueSimEvent *self);
char                   *cue_sim_event_get_manifest_url (CueSimEvent *self, const char *media_url);
const CueSimAssetOrder *cue_sim_event_get_assets (CueSimEvent *self);
CueSimDoc              *cue_sim_event_to_doc (CueSimEvent          *self,
                                              const char           *media_url,
                                              gint64                now_us,
                                              const CueSimSwitches *switches);

extern const char *const cue_sim_event_members[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimEvent, cue_sim_event_free)

G_END_DECLS
