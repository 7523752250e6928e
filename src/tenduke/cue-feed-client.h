// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-reply.h"
#include "cue-http-client.h"
#include "cue-read-token-source.h"

G_BEGIN_DECLS

// The most a page may have, and from where on it is asked before it is read on: sizes of a body.
#define CUE_FEED_MAX_BYTES   (256 * 1024 * 1024)
#define CUE_FEED_LARGE_BYTES (16 * 1024 * 1024)

#define CUE_TYPE_FEED_CLIENT (cue_feed_client_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedClient, cue_feed_client, CUE, FEED_CLIENT, GObject)

CueFeedClient *
cue_feed_client_new (CueHttpClient *http, const char *base_url, CueReadTokenSource *tokens);

const char *cue_feed_client_get_base_url (CueFeedClient *self);
void        cue_feed_client_set_max_bytes (CueFeedClient *self, guint64 max_bytes);

void cue_feed_client_send_async (CueFeedClient      *self,
                                 CueFeedRequest     *request,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
CueFeedReply *
cue_feed_client_send_finish (CueFeedClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
