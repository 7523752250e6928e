// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

// For CueAcousticRecords alone.

// What is in a file.
typedef struct {
  GPtrArray *records;   // owned, of CueAcousticRecord, the newest first
  GError    *error;     // owned, nullable: what to say about it
  gboolean   read_only; // it must not be written over
} CueAcousticRecordsFound;

CueAcousticRecordsFound         *
cue_acoustic_records_file_read (const char *path, GCancellable *cancellable);
GBytes *cue_acoustic_records_file_format (GPtrArray *records);
void    cue_acoustic_records_found_free (gpointer data);

G_END_DECLS
