// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-page-private.h"

G_BEGIN_DECLS

/* A body of at least so many bytes is kept as it is; of smaller ones the events are copied. */
#define CUE_FEED_LARGE_BODY (256 * 1024)

/* A large body is in several segments, so that a part of it can go. */
#define CUE_FEED_BODY_ROWS     32768
#define CUE_FEED_SEGMENT_ROWS  4096
#define CUE_FEED_SEGMENT_BYTES (1024 * 1024)

/* Rows that came together, and their JSON texts in one piece. */
typedef struct {
  guint32        first_row;
  guint32        n_rows;
  guint32        room;
  CueFeedRecord *records; /* owned */
  GBytes        *bytes;   /* owned: what offsets count in */
  const char    *text;    /* of bytes */
  char          *block;   /* of bytes, where texts are copied to; NULL: a body */
  gsize          used;
  gsize          size;
  gint64         newest_ns;
} CueFeedSegment;

/*
 * Rows by number, in the order in which they were taken. Whole segments go, whichever has the
 * oldest events, so numbers may be missing; none is given twice.
 */
typedef struct {
  GPtrArray      *segments; /* owned, of CueFeedSegment, by first_row */
  GBytes         *body;     /* owned, nullable: whose rows are being added */
  guint           left;     /* so many rows of it follow at most */
  CueFeedSegment *last;     /* unowned, nullable: the one that was found last */
  guint32         next_row;
  guint           n_rows;
  gboolean        has_holes; /* some numbers are of rows that went */
  gsize           n_bytes;
} CueFeedStore;

void    cue_feed_store_init (CueFeedStore *self);
void    cue_feed_store_clear (CueFeedStore *self);
void    cue_feed_store_begin_body (CueFeedStore *self, GBytes *body, guint n_rows);
void    cue_feed_store_end_body (CueFeedStore *self, guint32 first_row);
guint32 cue_feed_store_add (CueFeedStore *self, const CueFeedRecord *record, const char *text);
CueFeedSegment *cue_feed_store_find_oldest (CueFeedStore *self);
void            cue_feed_store_drop (CueFeedStore *self, CueFeedSegment *segment);
CueFeedSegment *cue_feed_store_search (CueFeedStore *self, guint32 row);

static inline CueFeedSegment *
cue_feed_store_find (CueFeedStore *self, guint32 row)
{
  if (self->last != NULL && row - self->last->first_row < self->last->n_rows)
    return self->last;
  return cue_feed_store_search (self, row);
}

/* NULL when the row went. */
static inline CueFeedRecord *
cue_feed_store_get (CueFeedStore *self, guint32 row)
{
  CueFeedSegment *segment = cue_feed_store_find (self, row);

  return segment != NULL ? &segment->records[row - segment->first_row] : NULL;
}

/* For a row that is there. */
static inline CueFeedSegment *
cue_feed_store_get_segment (CueFeedStore *self, guint32 row)
{
  CueFeedSegment *segment = cue_feed_store_find (self, row);

  g_assert (segment != NULL);
  return segment;
}

/* For a row that is there. */
static inline CueFeedRecord *
cue_feed_store_get_row (CueFeedStore *self, guint32 row)
{
  CueFeedSegment *segment = cue_feed_store_get_segment (self, row);

  return &segment->records[row - segment->first_row];
}

/* For a row that is there. */
static inline const char *
cue_feed_store_get_text (CueFeedStore *self, guint32 row, gsize *length)
{
  CueFeedSegment *segment = cue_feed_store_get_segment (self, row);
  CueFeedRecord  *record = &segment->records[row - segment->first_row];

  *length = record->length;
  return segment->text + record->offset;
}

/* Row numbers by time, and of the same time by number, which is how they came. */
typedef struct {
  guint32 *rows; /* owned */
  guint    n;
  guint    room;
} CueFeedOrder;

void  cue_feed_order_clear (CueFeedOrder *self);
guint cue_feed_order_merge (CueFeedOrder  *self,
                            CueFeedStore  *store,
                            const guint32 *rows,
                            guint          n,
                            guint         *removed,
                            guint         *added);
guint cue_feed_order_search (const CueFeedOrder *self, CueFeedStore *store, gint64 ns);
gboolean
cue_feed_order_find (const CueFeedOrder *self, CueFeedStore *store, guint32 row, guint *position);
guint cue_feed_order_remove_range (CueFeedOrder *self,
                                   guint32       first_row,
                                   guint         n_rows,
                                   guint        *removed,
                                   guint        *added);

G_END_DECLS
