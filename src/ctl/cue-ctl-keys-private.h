// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-ctl.h"
#include "cue-signing-key.h"

G_BEGIN_DECLS

/*
 * CueCtlKeys:
 *
 * What “cuelightctl keys” was asked for.
 */
typedef struct {
  char    *key_file;
  char    *profile;
  char    *connection;
  int      bits;
  gboolean replace;
  gboolean json;
} CueCtlKeys;

void           cue_ctl_keys_print (const CueSigningKey *key, const CueCtlKeys *self);
CueSigningKey *cue_ctl_keys_generate (const CueCtlKeys *self, GError **error);
int            cue_ctl_keys_generate_stored (const CueCtlKeys *self);
int            cue_ctl_keys_show_stored (const CueCtlKeys *self);
int            cue_ctl_keys_list (const CueCtlKeys *self);

G_END_DECLS
