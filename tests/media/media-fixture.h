// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-fake-clock.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* What the tests of this folder share. Every wait has an end. */

typedef gboolean (*MediaCondition) (gpointer data);

gboolean media_wait (MediaCondition condition, gpointer data, guint timeout_ms);
void     media_spin (guint ms);
gboolean
media_advance_until (CueClock *clock, MediaCondition condition, gpointer data, guint seconds);

guint media_count_fds (void);
guint media_count_children (void);
guint media_kill_children (void);
gsize media_get_resident (void);

void media_behave (const char *how);

/* How long the main loop went without a turn. */
typedef struct {
  guint  id;
  int    schedule; /* what the kernel counts of this thread, or -1 */
  gint64 last;
  gint64 last_used;
  gint64 last_queued;
  gint64 worst;      /* µs between two turns */
  gint64 worst_used; /* µs that the main thread computed between two turns */
  gint64 worst_held; /* µs between two turns, less the wait for a processor that others had */
} MediaTicker;

void media_ticker_start (MediaTicker *ticker, int priority);
void media_ticker_stop (MediaTicker *ticker);

G_END_DECLS
