// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-file-writer.h"
#include "cue-profile.h"

G_BEGIN_DECLS

#define CUE_PROFILE_FILE_FORMAT    "cuelight-events"
#define CUE_PROFILE_FILE_VERSION   4
#define CUE_PROFILE_FILE_MAX_BYTES (4 * 1024 * 1024)
#define CUE_PROFILE_FILE_MAX       1000 // profiles

/**
 * CueProfileFileFault:
 * @CUE_PROFILE_FILE_FINE: it was read
 * @CUE_PROFILE_FILE_NEWER: a newer version of the program wrote it
 * @CUE_PROFILE_FILE_DAMAGED: it is no file of events
 *
 * What became of an attempt to read a file of events.
 */
typedef enum {
  CUE_PROFILE_FILE_FINE,
  CUE_PROFILE_FILE_NEWER,
  CUE_PROFILE_FILE_DAMAGED,
} CueProfileFileFault;

GPtrArray *cue_profile_file_parse (GBytes              *bytes,
                                   GPtrArray           *diagnostics,
                                   CueProfileFileFault *fault,
                                   guint               *version,
                                   GError             **error);
GBytes    *cue_profile_file_read (GFile *file, GCancellable *cancellable, GError **error);
GBytes    *cue_profile_file_read_chosen (GFile *file, GCancellable *cancellable, GError **error);
GBytes    *cue_profile_file_format (GPtrArray *profiles);

char *cue_profile_file_keep_aside (const char *path, GBytes *bytes, GError **error);
char *cue_profile_file_keep_old (const char *path, GBytes *bytes, guint version, GError **error);

G_END_DECLS
