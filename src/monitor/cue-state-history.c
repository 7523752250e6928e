// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-state-history.h"

#define CAPACITY 64 // changes; one a poll for five minutes, and a little more

typedef struct {
  CuePlayerState before;
  CuePlayerState after;
  gint64         at_us; // monotonic
} Change;

// The latest changes of state of one event, to tell a show from a system that cannot make up its
// mind.
struct _CueStateHistory {
  Change         changes[CAPACITY]; // the oldest first
  guint          n_changes;
  CuePlayerState last;
  gboolean       has_last;
};

/**
 * cue_state_history_new:
 *
 * Returns: (transfer full): an empty history
 */
CueStateHistory *
cue_state_history_new (void)
{
  return g_new0 (CueStateHistory, 1);
}

/**
 * cue_state_history_free:
 *
 * Frees a history that nobody reads any more.
 */
void
cue_state_history_free (CueStateHistory *self)
{
  g_free (self);
}

/**
 * cue_state_history_add:
 * @state: what the event says now
 * @at_us: since when, by the monotonic clock
 *
 * Takes note of a state; the same one again is no change.
 */
void
cue_state_history_add (CueStateHistory *self, CuePlayerState state, gint64 at_us)
{
  if (self->has_last && self->last != state) {
    if (self->n_changes == CAPACITY) {
      self->n_changes--;
      memmove (self->changes, self->changes + 1, self->n_changes * sizeof (Change));
    }
    self->changes[self->n_changes++] = (Change){ self->last, state, at_us };
  }
  self->last = state;
  self->has_last = TRUE;
}

/**
 * cue_state_history_count_flaps:
 * @now_us: now, by the monotonic clock
 * @one: (out): one of the two states
 * @other: (out): the other of them
 *
 * Looks for the two states between which the event went to and fro most often of late. A usual show
 * goes live → interruption → live, which is two changes; more than that in five minutes is a
 * mistake, or two caches with different contents that answer in turn.
 *
 * Returns: how often it changed between them within the last five minutes
 */
guint
cue_state_history_count_flaps (CueStateHistory *self,
                               gint64           now_us,
                               CuePlayerState  *one,
                               CuePlayerState  *other)
{
  guint counts[CUE_N_PLAYER_STATES][CUE_N_PLAYER_STATES] = { 0 };
  guint most = 0;

  for (guint i = 0; i < self->n_changes; i++) {
    const Change  *change = &self->changes[i];
    CuePlayerState low = MIN (change->before, change->after);
    CuePlayerState high = MAX (change->before, change->after);

    if (change->at_us < now_us - CUE_STATE_HISTORY_WINDOW_US)
      continue;
    if (++counts[low][high] > most) {
      most = counts[low][high];
      *one = low;
      *other = high;
    }
  }
  return most;
}
