// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CUE_TYPE_CLOCK (cue_clock_get_type ())

G_DECLARE_INTERFACE (CueClock, cue_clock, CUE, CLOCK, GObject)

/**
 * CueClockInterface:
 * @parent_iface: the parent
 * @get_wall: microseconds since 1970 UTC, as the user's computer believes
 * @get_monotonic: microseconds that never go back and go on while the machine sleeps
 * @add_timeout: see [method@Clock.add_timeout]
 * @remove_timeout: see [method@Clock.remove_timeout]
 */
struct _CueClockInterface {
  GTypeInterface parent_iface;

  gint64 (*get_wall) (CueClock *self);
  gint64 (*get_monotonic) (CueClock *self);
  guint (*add_timeout) (CueClock      *self,
                        gint64         delay_us,
                        GSourceFunc    func,
                        gpointer       data,
                        GDestroyNotify destroy);
  void (*remove_timeout) (CueClock *self, guint id);
};

gint64 cue_clock_get_wall (CueClock *self);
gint64 cue_clock_get_monotonic (CueClock *self);
guint  cue_clock_add_timeout (CueClock      *self,
                              gint64         delay_us,
                              GSourceFunc    func,
                              gpointer       data,
                              GDestroyNotify destroy);
void   cue_clock_remove_timeout (CueClock *self, guint id);
void   cue_clock_clear_timeout (CueClock *self, guint *id);

/* For implementations only. */
void cue_clock_emit_resumed (CueClock *self, gint64 gap_us);

G_END_DECLS
