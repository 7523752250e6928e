// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-draft.h"
#include "cue-signing-key.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_ENVELOPE (cue_feed_envelope_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedEnvelope, cue_feed_envelope, CUE, FEED_ENVELOPE, GObject)

CueFeedEnvelope *cue_feed_envelope_new (CueFeedDraft *draft, CueSigningKey *key, GError **error);
void             cue_feed_envelope_new_async (CueFeedDraft       *draft,
                                              CueSigningKey      *key,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
CueFeedEnvelope *cue_feed_envelope_new_finish (GAsyncResult *result, GError **error);
CueFeedEnvelope *
cue_feed_envelope_new_from_payload (GBytes *payload, CueSigningKey *key, GError **error);

const char        *cue_feed_envelope_get_header (CueFeedEnvelope *self);
GBytes            *cue_feed_envelope_get_payload (CueFeedEnvelope *self);
const char        *cue_feed_envelope_get_jws (CueFeedEnvelope *self);
const char        *cue_feed_envelope_get_fingerprint (CueFeedEnvelope *self);
guint              cue_feed_envelope_get_n_events (CueFeedEnvelope *self);
const char *const *cue_feed_envelope_get_sources (CueFeedEnvelope *self);
const char *const *cue_feed_envelope_get_event_ids (CueFeedEnvelope *self);

G_END_DECLS
