// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-desk-connection.h"

G_BEGIN_DECLS

// What the files of the feeds share; nobody else includes this.

struct _CueFeedDeskConnection {
  CueDeskConnection parent_instance;

  CueReadTokenSource *tokens;     // owned; has the key
  CueFeedClient      *client;     // owned, nullable: the host is no host
  GError             *host_error; // owned, nullable: then why
  CueFeedPositions   *positions;  // owned
  GListStore         *sources;    // owned, of CueFeedSource
  gboolean            failed;     // so the last answer says
  guint64             key_turn;   // counts the times that the key was let go
};

CueFeedSource *cue_feed_source_new (CueFeedDeskConnection *connection, const char *id);
void           cue_feed_source_detach (CueFeedSource *self);
void           cue_feed_source_forget_place (CueFeedSource *self);

CueFeedRoundTrip *
cue_feed_round_trip_new (CueFeedDeskConnection *connection, CueFeedEnvelope *envelope);

void cue_feed_desk_connection_remove_sources (CueFeedDeskConnection *self);
void cue_feed_desk_connection_update_sources (CueFeedDeskConnection *self);
void cue_feed_desk_connection_forget_places (CueFeedDeskConnection *self);

void cue_feed_desk_connection_tell_source (CueFeedDeskConnection *self, CueFeedSource *source);
void cue_feed_desk_connection_tell_arrived (CueFeedDeskConnection *self,
                                            CueFeedSource         *source,
                                            guint64                first_id,
                                            guint                  n);
void cue_feed_desk_connection_tell_trip (CueFeedDeskConnection *self, CueFeedRoundTrip *trip);

G_END_DECLS
