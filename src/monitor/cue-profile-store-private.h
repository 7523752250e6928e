// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-profile-file.h"
#include "cue-profile-store.h"

G_BEGIN_DECLS

// The parts of CueProfileStore that its files share; nobody else includes this.
struct _CueProfileStore {
  GObject parent_instance;

  GFile         *file;        // owned
  CueFileWriter *writer;      // owned
  GPtrArray     *profiles;    // owned, of CueProfile
  GPtrArray     *diagnostics; // owned, of CueDiagnostic, from the last load
  GError        *error;       // owned, nullable, of the last load or write
  guint64        generation;  // counts changes
  guint          save_source; // idle that begins a write
  gboolean       read_only;
};

void cue_profile_store_insert (CueProfileStore *self, CueProfile *profile);
void cue_profile_store_set_error (CueProfileStore *self, const GError *error);
void cue_profile_store_set_read_only (CueProfileStore *self);

G_END_DECLS
