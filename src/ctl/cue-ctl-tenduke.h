// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-ctl.h"
#include "cue-secret-store.h"

// What “cuelightctl keys” and “cuelightctl feed” share: connections to 10Duke, and their keys.

CueProfile *cue_ctl_tenduke_find (const char       *name,
                                  const char       *label,
                                  CueProfileStore **profiles,
                                  gpointer         *connection,
                                  GError          **error);
GBytes     *cue_ctl_tenduke_look_up (CueSecretStore *secrets,
                                     CueProfile     *profile,
                                     gpointer        connection,
                                     GError        **error);
