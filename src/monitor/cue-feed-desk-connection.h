// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-desk-connection.h"
#include "cue-feed-client.h"
#include "cue-feed-connection.h"
#include "cue-feed-envelope.h"
#include "cue-feed-positions.h"
#include "cue-feed-round-trip.h"
#include "cue-feed-source.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_DESK_CONNECTION (cue_feed_desk_connection_get_type ())
G_DECLARE_FINAL_TYPE (CueFeedDeskConnection,
                      cue_feed_desk_connection,
                      CUE,
                      FEED_DESK_CONNECTION,
                      CueDeskConnection)

CueFeedDeskConnection *cue_feed_desk_connection_new (CueFeedConnection *settings,
                                                     CueHttpClient     *http,
                                                     CueSecretStore    *secrets,
                                                     const char        *profile_id,
                                                     CueFeedPositions  *positions);

CueFeedClient *cue_feed_desk_connection_get_client (CueFeedDeskConnection *self);
CueSigningKey *cue_feed_desk_connection_get_key (CueFeedDeskConnection *self);

GListModel    *cue_feed_desk_connection_get_sources (CueFeedDeskConnection *self);
CueFeedSource *cue_feed_desk_connection_find_source (CueFeedDeskConnection *self, const char *id);
CueFeedSource *cue_feed_desk_connection_add_source (CueFeedDeskConnection *self, const char *id);

void     cue_feed_desk_connection_open_async (CueFeedDeskConnection *self,
                                              GCancellable          *cancellable,
                                              GAsyncReadyCallback    callback,
                                              gpointer               user_data);
gboolean cue_feed_desk_connection_open_finish (CueFeedDeskConnection *self,
                                               GAsyncResult          *result,
                                               GError               **error);

void          cue_feed_desk_connection_ask_async (CueFeedDeskConnection *self,
                                                  CueFeedRequest        *request,
                                                  GCancellable          *cancellable,
                                                  GAsyncReadyCallback    callback,
                                                  gpointer               user_data);
CueFeedReply *cue_feed_desk_connection_ask_finish (CueFeedDeskConnection *self,
                                                   GAsyncResult          *result,
                                                   GError               **error);

void             cue_feed_desk_connection_seal_async (CueFeedDeskConnection *self,
                                                      CueFeedDraft          *draft,
                                                      GCancellable          *cancellable,
                                                      GAsyncReadyCallback    callback,
                                                      gpointer               user_data);
CueFeedEnvelope *cue_feed_desk_connection_seal_finish (CueFeedDeskConnection *self,
                                                       GAsyncResult          *result,
                                                       GError               **error);
CueFeedRoundTrip *
cue_feed_desk_connection_send (CueFeedDeskConnection *self, CueFeedEnvelope *envelope);

CueFeedDeskConnection *cue_feed_round_trip_get_connection (CueFeedRoundTrip *self);

G_END_DECLS
