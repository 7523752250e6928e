// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No tuple: the table is full, or a value of it has no number. What it stood for must be read from
 * the row itself. */
#define CUE_ACCESS_NO_TUPLE   G_MAXUINT32
#define CUE_ACCESS_TUPLES_MAX 200000

/* Every different combination of values once: doors, persons, and what can happen. */
typedef struct {
  guint    width;
  guint32  n_tuples;
  guint32  room;
  guint32 *values; /* owned, width for each */
  guint32 *slots;  /* owned, open addressing: tuple plus one */
  guint32  mask;
  guint64  seed;
} CueAccessTuples;

void           cue_access_tuples_init (CueAccessTuples *self, guint width);
void           cue_access_tuples_clear (CueAccessTuples *self);
guint32        cue_access_tuples_intern (CueAccessTuples *self, const guint32 *values);
const guint32 *cue_access_tuples_get (const CueAccessTuples *self, guint32 tuple);
gsize          cue_access_tuples_get_bytes (const CueAccessTuples *self);

G_END_DECLS
