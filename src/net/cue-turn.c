// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-turn.h"

/* After the frame clock of GTK, which draws with 120. */
#define PATIENT_PRIORITY (G_PRIORITY_DEFAULT + 125)
/* A window that takes longer to draw than it is shown leaves no turn at all to those behind it. */
#define LONGEST_WAIT_MS 50

static void
run (CueTurn *self)
{
  void (*callback) (gpointer data) = self->callback;
  gpointer data = self->data;

  cue_turn_clear (self);
  callback (data);
}

static gboolean
on_idle (gpointer data)
{
  CueTurn *self = data;

  self->idle_id = 0;
  run (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_timeout (gpointer data)
{
  CueTurn *self = data;

  self->timeout_id = 0;
  run (self);
  return G_SOURCE_REMOVE;
}

/**
 * cue_turn_wait:
 * @self: a turn
 * @callback: what to call once, in the main loop
 * @data: given to @callback; it may free @self
 *
 * Waits until everything that is more urgent has had its turn, drawing above all, but 50 ms at
 * most. Does nothing if it waits already.
 */
void
cue_turn_wait (CueTurn *self, void (*callback) (gpointer data), gpointer data)
{
  if (self->idle_id != 0)
    return;
  self->callback = callback;
  self->data = data;
  self->idle_id = g_idle_add_full (PATIENT_PRIORITY, on_idle, self, NULL);
  self->timeout_id = g_timeout_add (LONGEST_WAIT_MS, on_timeout, self);
}

/**
 * cue_turn_is_waiting:
 * @self: a turn
 *
 * Returns: whether its callback is still to come
 */
gboolean
cue_turn_is_waiting (const CueTurn *self)
{
  return self->idle_id != 0;
}

/**
 * cue_turn_clear:
 * @self: a turn
 *
 * Waits no more; the callback is not called.
 */
void
cue_turn_clear (CueTurn *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
}
