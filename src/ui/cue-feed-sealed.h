// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-desk-connection.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_SEALED (cue_feed_sealed_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedSealed, cue_feed_sealed, CUE, FEED_SEALED, AdwBin)

void  cue_feed_sealed_set_payload (CueFeedSealed *self, GBytes *payload, const char *otherwise);
void  cue_feed_sealed_forget_signature (CueFeedSealed *self);
void  cue_feed_sealed_set_envelope (CueFeedSealed         *self,
                                    CueFeedDeskConnection *connection,
                                    CueFeedEnvelope       *envelope);
char *cue_feed_sealed_make_request (CueFeedSealed *self);

G_END_DECLS
