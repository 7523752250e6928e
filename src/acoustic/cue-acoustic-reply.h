// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-request.h"
#include "cue-outcome.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_REPLY (cue_acoustic_reply_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticReply, cue_acoustic_reply, CUE, ACOUSTIC_REPLY, GObject)

CueAcousticRequest *cue_acoustic_reply_get_request (CueAcousticReply *self);
CueAcousticCall     cue_acoustic_reply_get_call (CueAcousticReply *self);
CueOutcome          cue_acoustic_reply_get_outcome (CueAcousticReply *self);
gboolean            cue_acoustic_reply_is_done (CueAcousticReply *self);
guint               cue_acoustic_reply_get_status (CueAcousticReply *self);
const char         *cue_acoustic_reply_get_title (CueAcousticReply *self);
const char         *cue_acoustic_reply_get_message (CueAcousticReply *self);
const char         *cue_acoustic_reply_get_server_text (CueAcousticReply *self);
const char         *cue_acoustic_reply_get_field (CueAcousticReply *self);
const GError       *cue_acoustic_reply_get_error (CueAcousticReply *self);
gboolean            cue_acoustic_reply_check (CueAcousticReply *self, GError **error);
gint64              cue_acoustic_reply_get_retry_after_us (CueAcousticReply *self);
GBytes             *cue_acoustic_reply_get_body (CueAcousticReply *self);
char               *cue_acoustic_reply_dup_body_text (CueAcousticReply *self);
JsonNode           *cue_acoustic_reply_get_json (CueAcousticReply *self);
gint64              cue_acoustic_reply_get_received_wall_us (CueAcousticReply *self);
guint               cue_acoustic_reply_get_n_tries (CueAcousticReply *self);

G_END_DECLS
