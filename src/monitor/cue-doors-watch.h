// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-log.h"
#include "cue-doors-profile.h"
#include "cue-doors-tokens.h"
#include "cue-salto-hub.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

#define CUE_TYPE_DOORS_WATCH (cue_doors_watch_get_type ())
G_DECLARE_FINAL_TYPE (CueDoorsWatch, cue_doors_watch, CUE, DOORS_WATCH, GObject)

CueDoorsWatch *cue_doors_watch_new (CueDoorsProfile *doors,
                                    const char      *profile_id,
                                    CueHttpClient   *client,
                                    CueSecretStore  *secrets);
void           cue_doors_watch_set_log (CueDoorsWatch *self, CueAccessLog *log);
void           cue_doors_watch_start (CueDoorsWatch *self);
void           cue_doors_watch_stop (CueDoorsWatch *self);
void           cue_doors_watch_retry (CueDoorsWatch *self);

gboolean        cue_doors_watch_get_enabled (CueDoorsWatch *self);
gboolean        cue_doors_watch_get_running (CueDoorsWatch *self);
CueAccessLog   *cue_doors_watch_get_log (CueDoorsWatch *self);
GListModel     *cue_doors_watch_get_hubs (CueDoorsWatch *self);
CueDoorsTokens *cue_doors_watch_get_tokens (CueDoorsWatch *self);
const GError   *cue_doors_watch_get_error (CueDoorsWatch *self);
gint64          cue_doors_watch_get_last_heard_us (CueDoorsWatch *self);

G_END_DECLS
