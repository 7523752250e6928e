// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CueEventFileState:
 * @CUE_EVENT_FILE_STATE_NEW: at the service, not here
 * @CUE_EVENT_FILE_STATE_DOWNLOADING: on its way
 * @CUE_EVENT_FILE_STATE_DOWNLOADED: saved here, and still at the service
 * @CUE_EVENT_FILE_STATE_DELETING: being removed from the service
 * @CUE_EVENT_FILE_STATE_DELETED: no longer at the service
 * @CUE_EVENT_FILE_STATE_FAILED: could not be saved; still at the service
 * @CUE_EVENT_FILE_STATE_UNSAFE: its name is one that is not touched
 *
 * Where a file of events is.
 */
typedef enum {
  CUE_EVENT_FILE_STATE_NEW,
  CUE_EVENT_FILE_STATE_DOWNLOADING,
  CUE_EVENT_FILE_STATE_DOWNLOADED,
  CUE_EVENT_FILE_STATE_DELETING,
  CUE_EVENT_FILE_STATE_DELETED,
  CUE_EVENT_FILE_STATE_FAILED,
  CUE_EVENT_FILE_STATE_UNSAFE,
} CueEventFileState;

#define CUE_TYPE_EVENT_FILE_STATE (cue_event_file_state_get_type ())
GType cue_event_file_state_get_type (void) G_GNUC_CONST;

/**
 * CueEventFileProof:
 * @CUE_EVENT_FILE_PROOF_NONE: nothing shows that all of it came: the service did not say how long
 *   it is
 * @CUE_EVENT_FILE_PROOF_LENGTH: it is as long as the service said
 * @CUE_EVENT_FILE_PROOF_CONTENT: it is JSON that is complete in itself
 *
 * How it is known that a saved file is whole. One without a proof is not deleted from the service
 * unless a person says so.
 */
typedef enum {
  CUE_EVENT_FILE_PROOF_NONE,
  CUE_EVENT_FILE_PROOF_LENGTH,
  CUE_EVENT_FILE_PROOF_CONTENT,
} CueEventFileProof;

#define CUE_TYPE_EVENT_FILE_PROOF (cue_event_file_proof_get_type ())
GType cue_event_file_proof_get_type (void) G_GNUC_CONST;

#define CUE_TYPE_EVENT_FILE (cue_event_file_get_type ())

G_DECLARE_FINAL_TYPE (CueEventFile, cue_event_file, CUE, EVENT_FILE, GObject)

const char       *cue_event_file_get_name (CueEventFile *self);
CueEventFileState cue_event_file_get_state (CueEventFile *self);
CueEventFileProof cue_event_file_get_proof (CueEventFile *self);
GFile            *cue_event_file_get_saved (CueEventFile *self);
guint64           cue_event_file_get_size (CueEventFile *self);
gint64            cue_event_file_get_listed_size (CueEventFile *self);
gboolean          cue_event_file_get_earlier (CueEventFile *self);
double            cue_event_file_get_progress (CueEventFile *self);
const char       *cue_event_file_get_words (CueEventFile *self);
const char       *cue_event_file_state_get_title (CueEventFileState state);

G_END_DECLS
