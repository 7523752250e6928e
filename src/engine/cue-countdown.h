// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-clock-offset.h"
#include "cue-clock.h"
#include "cue-engine-state.h"

G_BEGIN_DECLS

/**
 * CueCountdownPhase:
 * @CUE_COUNTDOWN_NONE: the event gives no usable countdown
 * @CUE_COUNTDOWN_HIDDEN: there is one, but the audience does not see it (`visible` is not true)
 * @CUE_COUNTDOWN_RUNNING: the end is still ahead
 * @CUE_COUNTDOWN_ENDED: the end was reached a moment ago; the end message is shown
 * @CUE_COUNTDOWN_OVER: the end was passed longer ago; the time over is shown
 */
typedef enum {
  CUE_COUNTDOWN_NONE,
  CUE_COUNTDOWN_HIDDEN,
  CUE_COUNTDOWN_RUNNING,
  CUE_COUNTDOWN_ENDED,
  CUE_COUNTDOWN_OVER,
} CueCountdownPhase;

#define CUE_TYPE_COUNTDOWN_PHASE (cue_countdown_phase_get_type ())
GType cue_countdown_phase_get_type (void);

#define CUE_TYPE_COUNTDOWN (cue_countdown_get_type ())
G_DECLARE_FINAL_TYPE (CueCountdown, cue_countdown, CUE, COUNTDOWN, GObject)

CueCountdown *cue_countdown_new (CueClock *clock, CueClockOffset *offset);

void cue_countdown_update (CueCountdown *self, CueEngineState *state);

CueCountdownPhase cue_countdown_get_phase (CueCountdown *self);
gint64            cue_countdown_get_remaining (CueCountdown *self);
gint64            cue_countdown_get_next_change (CueCountdown *self);
const char       *cue_countdown_get_text (CueCountdown *self);
const char       *cue_countdown_get_message (CueCountdown *self);

void cue_countdown_watch (CueCountdown *self);
void cue_countdown_unwatch (CueCountdown *self);

G_END_DECLS
