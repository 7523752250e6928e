// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-feed-desk-connection.h"
#include "cue-profile.h"
#include "cue-secret-store.h"
#include "cue-verify-key.h"

G_BEGIN_DECLS

#define CUE_TYPE_BENCH_KEY (cue_bench_key_get_type ())

G_DECLARE_FINAL_TYPE (CueBenchKey, cue_bench_key, CUE, BENCH_KEY, GObject)

CueBenchKey *cue_bench_key_new_none (void);
CueBenchKey *cue_bench_key_new_event (CueProfile *profile, CueSecretStore *secrets);
CueBenchKey *cue_bench_key_new_connection (CueFeedDeskConnection *connection);
CueBenchKey *cue_bench_key_new_read (const char *title, CueVerifyKey *key);

CueProfile            *cue_bench_key_get_profile (CueBenchKey *self);
CueFeedDeskConnection *cue_bench_key_get_connection (CueBenchKey *self);

void          cue_bench_key_open_async (CueBenchKey        *self,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);
CueVerifyKey *cue_bench_key_open_finish (CueBenchKey *self, GAsyncResult *result, GError **error);

G_END_DECLS
