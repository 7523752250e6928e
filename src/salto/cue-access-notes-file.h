// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-notes.h"

G_BEGIN_DECLS

/* How a file of notes was. */
typedef enum {
  CUE_ACCESS_NOTES_FINE,
  CUE_ACCESS_NOTES_NONE,
  CUE_ACCESS_NOTES_DAMAGED,    /* put aside */
  CUE_ACCESS_NOTES_NEWER,      /* left alone */
  CUE_ACCESS_NOTES_UNREADABLE, /* left alone */
} CueAccessNotesFault;

void           cue_access_note_free (CueAccessNote *note);
CueAccessNote *cue_access_note_copy (const CueAccessNote *note);
GHashTable    *cue_access_notes_table_new (void);
GHashTable          *
cue_access_notes_file_load (const char *path, CueAccessNotesFault *fault, GError **error);
GBytes  *cue_access_notes_file_format (GHashTable *notes);
gboolean cue_access_notes_file_save (const char *path, GBytes *bytes, GError **error);

G_END_DECLS
