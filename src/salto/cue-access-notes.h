// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_ACCESS_NOTES_MAX        10000
#define CUE_ACCESS_NOTES_MAX_LENGTH 2000

/**
 * CueAccessNote:
 * @acknowledged_wall_us: when it was acknowledged, or zero
 * @changed_wall_us: when it was last changed
 * @text: (nullable): what the user wrote
 *
 * What the user said about one event.
 */
typedef struct {
  gint64 acknowledged_wall_us;
  gint64 changed_wall_us;
  char  *text; /* owned, nullable */
} CueAccessNote;

#define CUE_TYPE_ACCESS_NOTES (cue_access_notes_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessNotes, cue_access_notes, CUE, ACCESS_NOTES, GObject)

CueAccessNotes *cue_access_notes_new (const char *folder);

void     cue_access_notes_load_async (CueAccessNotes     *self,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean cue_access_notes_load_finish (CueAccessNotes *self, GAsyncResult *result, GError **error);
gboolean cue_access_notes_flush (CueAccessNotes *self, GError **error);

const CueAccessNote *cue_access_notes_lookup (CueAccessNotes *self, const char *event_id);
gboolean             cue_access_notes_set (CueAccessNotes *self,
                                           const char     *event_id,
                                           gboolean        acknowledged,
                                           const char     *text,
                                           gint64          now_wall_us);
guint                cue_access_notes_get_n_notes (CueAccessNotes *self);
gboolean             cue_access_notes_get_read_only (CueAccessNotes *self);
const GError        *cue_access_notes_get_error (CueAccessNotes *self);

G_END_DECLS
