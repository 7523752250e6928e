// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-store.h"

G_BEGIN_DECLS

/* So many rows of the same hash are kept: enough to know that there is another one, and no way to
 * make looking for them slow. */
#define CUE_FEED_IDS_MAX_SAME 16

/* In parts, for a table that grows makes everybody wait: each grows by itself. */
#define CUE_FEED_IDS_PARTS 64

typedef struct {
  struct CueFeedIdSlot *slots; /* owned */
  guint32               mask;
  guint32               n;
} CueFeedIdsPart;

/* From the hash of an id to rows. Rows that went are forgotten when a part grows. */
typedef struct {
  CueFeedIdsPart parts[CUE_FEED_IDS_PARTS];
} CueFeedIds;

void  cue_feed_ids_clear (CueFeedIds *self);
void  cue_feed_ids_add (CueFeedIds *self, CueFeedStore *store, guint32 hash, guint32 row);
guint cue_feed_ids_find (const CueFeedIds *self, guint32 hash, guint32 rows[CUE_FEED_IDS_MAX_SAME]);
gsize cue_feed_ids_get_bytes (const CueFeedIds *self);

G_END_DECLS
