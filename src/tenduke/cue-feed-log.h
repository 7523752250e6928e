// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-event.h"
#include "cue-feed-page.h"

G_BEGIN_DECLS

#define CUE_FEED_LOG_DEFAULT_ROWS  1000000
#define CUE_FEED_LOG_DEFAULT_BYTES ((gsize) 1024 * 1024 * 1024)

/**
 * CueFeedTaken:
 * @added: events that are new
 * @repeated: events that were there already, as pages overlap; they are not added again
 * @duplicates: of @added, those whose id another event has
 * @refused: events for which there was no room
 * @first_id: (the id of) the first event that was added; zero if none was. The others follow
 *
 * What became of the events of a page.
 */
typedef struct {
  guint   added;
  guint   repeated;
  guint   duplicates;
  guint   refused;
  guint64 first_id;
} CueFeedTaken;

/**
 * CueFeedRelation:
 * @CUE_FEED_RELATION_REQUEST: the same `requestId`
 * @CUE_FEED_RELATION_LEASE: the same `leaseId`
 * @CUE_FEED_RELATION_USER: the same user
 *
 * What events can have in common.
 */
typedef enum {
  CUE_FEED_RELATION_REQUEST,
  CUE_FEED_RELATION_LEASE,
  CUE_FEED_RELATION_USER,
} CueFeedRelation;

#define CUE_FEED_N_RELATIONS (CUE_FEED_RELATION_USER + 1)

#define CUE_TYPE_FEED_LOG (cue_feed_log_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedLog, cue_feed_log, CUE, FEED_LOG, GObject)

CueFeedLog *cue_feed_log_new (guint max_rows, gsize max_bytes);

void     cue_feed_log_add (CueFeedLog *self, CueFeedPage *page, CueFeedTaken *taken);
void     cue_feed_log_add_async (CueFeedLog         *self,
                                 CueFeedPage        *page,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
gboolean cue_feed_log_add_finish (CueFeedLog   *self,
                                  GAsyncResult *result,
                                  CueFeedTaken *taken,
                                  GError      **error);
void     cue_feed_log_clear (CueFeedLog *self);

CueFeedEvent *cue_feed_log_get_event (CueFeedLog *self, guint64 id);
gboolean      cue_feed_log_find (CueFeedLog *self, guint64 id, guint *position);
guint         cue_feed_log_find_time (CueFeedLog *self, gint64 received_ns);
GArray *
cue_feed_log_find_related (CueFeedLog *self, guint64 id, CueFeedRelation relation, guint most);
gint64     cue_feed_log_get_oldest_ns (CueFeedLog *self);
gint64     cue_feed_log_get_newest_ns (CueFeedLog *self);
GPtrArray *cue_feed_log_get_types (CueFeedLog *self);
GPtrArray *cue_feed_log_get_paths (CueFeedLog *self);
guint64    cue_feed_log_get_failed (CueFeedLog *self);
guint64    cue_feed_log_get_repeated (CueFeedLog *self);
guint64    cue_feed_log_get_dropped (CueFeedLog *self);
gboolean   cue_feed_log_get_full (CueFeedLog *self);
char      *cue_feed_log_dup_limit_words (CueFeedLog *self);
gsize      cue_feed_log_get_bytes (CueFeedLog *self);

G_END_DECLS
