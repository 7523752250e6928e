// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

#include "cue-connection.h"

G_BEGIN_DECLS

#define CUE_FEED_CONNECTION_MAX_FEEDS 50

#define CUE_TYPE_FEED_CONNECTION (cue_feed_connection_get_type ())
G_DECLARE_FINAL_TYPE (CueFeedConnection, cue_feed_connection, CUE, FEED_CONNECTION, CueConnection)

const char *cue_feed_connection_get_host (CueFeedConnection *self);
const char *cue_feed_connection_get_feeds (CueFeedConnection *self);
char      **cue_feed_connection_list_feeds (CueFeedConnection *self);
guint       cue_feed_connection_get_token_life (CueFeedConnection *self);
gboolean    cue_feed_connection_get_wildcard (CueFeedConnection *self);

G_END_DECLS
