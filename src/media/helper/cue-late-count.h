// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Counts the pictures that were decoded too late. The sink drops others as well: behind a gap in
 * the data the first pictures come when their time is over, however fast the decoder. Those are the
 * stream's fault, which is told otherwise, so a drop near such a gap is not counted.
 */
typedef struct {
  guint64 seen;     /* drops by the sink, whatever the cause */
  guint64 pictures; /* likewise */
  gint64  moved;    /* when a picture last came; µs */
  gint64  starved;  /* when there last was too little data */
  guint64 count;
} CueLateCount;

void cue_late_count_update (CueLateCount *self,
                            gint64        now,
                            guint64       dropped,
                            guint64       pictures,
                            gboolean      is_fed);

G_END_DECLS
