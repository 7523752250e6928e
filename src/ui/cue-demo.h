// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CUE_TYPE_DEMO (cue_demo_get_type ())

G_DECLARE_FINAL_TYPE (CueDemo, cue_demo, CUE, DEMO, GObject)

CueDemo    *cue_demo_new (void);
void        cue_demo_start_async (CueDemo            *self,
                                  const char         *scenario,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            data);
JsonObject *cue_demo_start_finish (CueDemo *self, GAsyncResult *result, GError **error);
gboolean    cue_demo_get_running (CueDemo *self);
void        cue_demo_stop (CueDemo *self);

G_END_DECLS
