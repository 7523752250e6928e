// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-log.h"
#include "cue-access-order.h"
#include "cue-access-pairing.h"
#include "cue-access-row-private.h"

G_BEGIN_DECLS

/* One stream of one site. */
typedef struct {
  CueAccessKind kind;
  char         *site_id;   /* owned */
  char         *site_name; /* owned, nullable */
  guint32       hint;      /* the shape of its last message */
  gint64        newest;    /* of the times of its events */
  gint64        heard;     /* wall clock: last, before its connection was given up; 0: never */
} CueAccessSource;

struct _CueAccessLog {
  GObject parent_instance;

  CueAccessStore    store;
  CueAccessOrder    order;         /* what the list has */
  guint64           first_pending; /* rows from here on are in the store, not yet in the list */
  guint             flush_source;
  gboolean          flushing;
  GPtrArray        *sources; /* owned, of CueAccessSource */
  GHashTable       *rows;    /* id → CueAccessRow, unowned: those that somebody holds */
  GHashTable       *facts;   /* id → Facts of the few rows that have more than marks */
  CueAccessPairing *pairing; /* owned */
  GString          *scratch; /* owned */
  guint64           id_seed;
  guint32           refused; /* the value "lock_rejected" in the dictionary */
  guint             max_rows;
  gsize             max_bytes;
  guint64           dropped;
  guint64           repeated;
  guint64           undecoded;
  guint64           told_repeated; /* as notified */
  guint64           told_undecoded;
};

/* A time so far ahead of its arrival is wrong: sorted by it, the row would stay the last one. */
#define CUE_ACCESS_FUTURE_US (5 * 60 * G_USEC_PER_SEC)

CueAccessSource *cue_access_log_get_source (CueAccessLog *self, guint64 id);
void cue_access_log_mark (CueAccessLog *self, guint64 id, CueAccessMarks set, CueAccessMarks clear);
void cue_access_log_note_repeat (CueAccessLog *self, guint64 id);
void cue_access_log_note_pair (const CueAccessPair *pair, gpointer data);
void cue_access_log_schedule_flush (CueAccessLog *self);
void cue_access_log_keep_limits (CueAccessLog *self);

G_END_DECLS
