// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the check of a text says. */
typedef struct {
  GPtrArray *found;   /* owned, of CueDiagnostic */
  char      *refusal; /* owned; why it is no JSON; NULL: it is */
} CueJsonVerdict;

CueJsonVerdict *cue_json_verdict_new (GBytes *bytes);
void            cue_json_verdict_new_async (GBytes             *bytes,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
CueJsonVerdict *cue_json_verdict_new_finish (GAsyncResult *result, GError **error);
void            cue_json_verdict_free (CueJsonVerdict *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueJsonVerdict, cue_json_verdict_free)

G_END_DECLS
