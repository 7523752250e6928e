// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-store.h"

G_BEGIN_DECLS

#define CUE_ACCESS_CHUNK 1024

typedef struct {
  guint32 *ids; /* owned, room for CUE_ACCESS_CHUNK, low 32 bits of each */
  guint    n_ids;
  guint    before; /* how many are in the chunks before */
} CueAccessChunk;

/* Rows sorted by time, and by arrival where the time is the same. Appending is O(1), everything
 * else costs at most the number of chunks. */
typedef struct {
  const CueAccessStore *store;  /* unowned */
  GArray               *chunks; /* of CueAccessChunk */
  guint                 n_ids;
} CueAccessOrder;

void     cue_access_order_init (CueAccessOrder *self, const CueAccessStore *store);
void     cue_access_order_clear (CueAccessOrder *self);
gsize    cue_access_order_get_bytes (const CueAccessOrder *self);
guint64  cue_access_order_get (const CueAccessOrder *self, guint position);
gboolean cue_access_order_is_last (const CueAccessOrder *self, guint64 id);
guint    cue_access_order_insert (CueAccessOrder *self, guint64 id);
guint    cue_access_order_search (const CueAccessOrder *self, gint64 time, guint64 id);
gboolean cue_access_order_find (const CueAccessOrder *self, guint64 id, guint *position);
guint    cue_access_order_remove_before (CueAccessOrder *self,
                                         guint64         first_id,
                                         guint           most,
                                         guint          *n_removed);
void     cue_access_order_remove_first (CueAccessOrder *self, guint n);
void     cue_access_order_remove (CueAccessOrder *self, guint position);
void     cue_access_order_append (CueAccessOrder *self, guint64 id);

/* Rows that are put into the order behind a list model, told as few changes. */
typedef struct {
  CueAccessOrder *order;
  GListModel     *model;
  guint           known; /* how many rows the listeners know */
  guint           first; /* from here on they do not know what stands where */
} CueAccessChange;

void cue_access_change_begin (CueAccessChange *self, CueAccessOrder *order, GListModel *model);
void cue_access_change_insert (CueAccessChange *self, guint64 id);
void cue_access_change_end (CueAccessChange *self);

G_END_DECLS
