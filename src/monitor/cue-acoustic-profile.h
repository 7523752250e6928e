// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "cue-acoustic-connection.h"

G_BEGIN_DECLS

#define CUE_ACOUSTIC_MAX_CONNECTIONS 20

#define CUE_TYPE_ACOUSTIC_PROFILE (cue_acoustic_profile_get_type ())
G_DECLARE_FINAL_TYPE (CueAcousticProfile, cue_acoustic_profile, CUE, ACOUSTIC_PROFILE, GObject)

CueAcousticProfile *cue_acoustic_profile_new (void);
void     cue_acoustic_profile_assign (CueAcousticProfile *self, CueAcousticProfile *from);
gboolean cue_acoustic_profile_equal (CueAcousticProfile *self, CueAcousticProfile *other);

void     cue_acoustic_profile_add (CueAcousticProfile *self, CueAcousticConnection *connection);
gboolean cue_acoustic_profile_remove (CueAcousticProfile *self, const char *id);
CueAcousticConnection *cue_acoustic_profile_find (CueAcousticProfile *self, const char *id);
CueAcousticConnection      *
cue_acoustic_profile_find_by_label (CueAcousticProfile *self, const char *label);
void cue_acoustic_profile_validate (CueAcousticProfile *self, GPtrArray *found);

JsonNode *cue_acoustic_profile_to_json (CueAcousticProfile *self);
void      cue_acoustic_profile_read_json (CueAcousticProfile *self,
                                          JsonNode           *node,
                                          const char         *path,
                                          GPtrArray          *diagnostics);

G_END_DECLS
