// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// A body that is longer is not kept.
#define CUE_ACOUSTIC_RECORD_MAX_BODY (64 * 1024)

// The outcome of what is on its way.
#define CUE_ACOUSTIC_RECORD_SENDING "sending"

#define CUE_TYPE_ACOUSTIC_RECORD (cue_acoustic_record_get_type ())
G_DECLARE_FINAL_TYPE (CueAcousticRecord, cue_acoustic_record, CUE, ACOUSTIC_RECORD, GObject)

CueAcousticRecord *cue_acoustic_record_new (const char *first_property, ...) G_GNUC_NULL_TERMINATED;
CueAcousticRecord *cue_acoustic_record_new_from_json (JsonNode *node);
JsonNode          *cue_acoustic_record_to_json (CueAcousticRecord *self);

const char *cue_acoustic_record_get_id (CueAcousticRecord *self);
gint64      cue_acoustic_record_get_time (CueAcousticRecord *self);
const char *cue_acoustic_record_get_kind (CueAcousticRecord *self);
const char *cue_acoustic_record_get_name (CueAcousticRecord *self);
const char *cue_acoustic_record_get_connection (CueAcousticRecord *self);
const char *cue_acoustic_record_get_request (CueAcousticRecord *self);
const char *cue_acoustic_record_get_body (CueAcousticRecord *self);
const char *cue_acoustic_record_get_outcome (CueAcousticRecord *self);
const char *cue_acoustic_record_get_words (CueAcousticRecord *self);

G_END_DECLS
