// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-ids.h"
#include "cue-feed-log.h"
#include "cue-feed-store.h"
#include "cue-turn.h"

G_BEGIN_DECLS

/* The longest that work in pieces keeps the window from being drawn. */
#define CUE_FEED_SLICE_US 6000

/* Past so many, fields are told apart no further. */
#define CUE_FEED_LOG_MAX_SHAPES 20000

/* Events of one type with the same fields. */
typedef struct {
  guint64    hash;
  guint32    type; /* in the dictionary, or CUE_DICTIONARY_NONE */
  gint64     first_ns;
  gint64     last_ns;
  guint64    count;
  GPtrArray *paths; /* owned, of interned char* */
} CueFeedLogShape;

/* A page that is being taken. */
typedef struct {
  CueFeedPage *page;   /* owned */
  GTask       *task;   /* owned, nullable */
  guint        next;   /* in page */
  guint32     *values; /* owned: numbers of values there → here, or UNKNOWN */
  guint32     *shapes; /* owned: the same of shapes */
  guint32     *rows;   /* owned: what was added, by time */
  guint32      first_row;
  CueFeedTaken taken;
} CueFeedTaking;

/* What listeners of properties know. */
typedef struct {
  guint64  failed;
  guint64  repeated;
  guint64  dropped;
  gboolean full;
  gboolean taking;
} CueFeedLogTold;

struct _CueFeedLog {
  GObject parent_instance;

  CueFeedStore   store;
  CueFeedOrder   order;
  guint32        n_published; /* rows from here on are not in the list yet */
  CueFeedIds     ids;
  CueDictionary *dictionary;  /* owned */
  GArray        *shapes;      /* owned, of CueFeedLogShape */
  GHashTable    *shape_index; /* owned: hash → index + 1 */
  GHashTable    *types;       /* owned: set of numbers of types */
  GHashTable    *paths;       /* owned: set of char* */
  GHashTable    *events;      /* owned: row → CueFeedEvent, unowned, those that somebody holds */
  GQueue         waiting;     /* of CueFeedTaking */
  CueTurn        turn;
  guint          max_rows;
  gsize          max_bytes;
  gboolean       full;
  gboolean       lost_shapes;
  gboolean       letting_go; /* and so not to be changed by who is told */
  guint64        failed;
  guint64        repeated;
  guint64        dropped;
  CueFeedLogTold told;
};

void          cue_feed_log_tell (CueFeedLog *self);
void          cue_feed_log_let_go (CueFeedLog *self, CueFeedSegment *segment);
void          cue_feed_taking_free (CueFeedTaking *self);
gboolean      cue_feed_log_has_row (CueFeedLog *self, guint64 id, guint32 *row);
CueFeedEvent *cue_feed_event_new (guint64 id, GBytes *json, gint64 key_ns, CueFeedMarks marks);
void          cue_feed_event_set_marks (CueFeedEvent *self, CueFeedMarks marks);

G_END_DECLS
