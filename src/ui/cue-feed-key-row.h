// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-desk.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_KEY_ROW (cue_feed_key_row_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedKeyRow, cue_feed_key_row, CUE, FEED_KEY_ROW, AdwExpanderRow)

GtkWidget *cue_feed_key_row_new (CueFeedDesk           *desk,
                                 CueFeedDeskConnection *connection,
                                 CueSecretStore        *secrets,
                                 const char            *profile_id);

void cue_feed_key_row_take_key (CueFeedKeyRow *self, GBytes *pem);
void cue_feed_key_row_export (CueFeedKeyRow *self, GFile *file);

G_END_DECLS
