// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-profile.h"

G_BEGIN_DECLS

#define CUE_TYPE_PROFILE_STORE (cue_profile_store_get_type ())
G_DECLARE_FINAL_TYPE (CueProfileStore, cue_profile_store, CUE, PROFILE_STORE, GObject)

CueProfileStore *cue_profile_store_new (GFile *file);
GFile           *cue_profile_store_get_file (CueProfileStore *self);
gboolean         cue_profile_store_load (CueProfileStore *self, GError **error);
gboolean         cue_profile_store_flush (CueProfileStore *self, GError **error);
gboolean         cue_profile_store_get_read_only (CueProfileStore *self);
const GError    *cue_profile_store_get_error (CueProfileStore *self);
GPtrArray       *cue_profile_store_get_diagnostics (CueProfileStore *self);

CueProfile *cue_profile_store_find (CueProfileStore *self, const char *id);
CueProfile *cue_profile_store_find_by_name (CueProfileStore *self, const char *name);
void        cue_profile_store_add (CueProfileStore *self, CueProfile *profile);
CueProfile *cue_profile_store_duplicate (CueProfileStore *self, CueProfile *profile);
gboolean    cue_profile_store_remove (CueProfileStore *self, CueProfile *profile);
gboolean    cue_profile_store_move (CueProfileStore *self, CueProfile *profile, guint position);

GBytes *
cue_profile_store_export (CueProfileStore *self, GPtrArray *profiles, GPtrArray *diagnostics);
GPtrArray *cue_profile_store_import (CueProfileStore *self,
                                     GBytes          *bytes,
                                     GPtrArray       *diagnostics,
                                     GError         **error);
void       cue_profile_store_import_file_async (CueProfileStore    *self,
                                                GFile              *file,
                                                GCancellable       *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer            user_data);
GPtrArray *cue_profile_store_import_file_finish (CueProfileStore *self,
                                                 GAsyncResult    *result,
                                                 GPtrArray       *diagnostics,
                                                 GError         **error);

G_END_DECLS
