// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-connection-row.h"
#include "cue-feed-connection.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_CONNECTION_ROW (cue_feed_connection_row_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedConnectionRow,
                      cue_feed_connection_row,
                      CUE,
                      FEED_CONNECTION_ROW,
                      CueConnectionRow)

GtkWidget *cue_feed_connection_row_new (CueConnectionList *profile, CueFeedConnection *connection);

void cue_feed_connection_row_take_key (CueFeedConnectionRow *self, GBytes *pem);

G_END_DECLS
