// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CuePollOutcome:
 * @CUE_POLL_UNCHANGED: a good answer that says what the one before said
 * @CUE_POLL_CHANGED: a good answer with at least one other field
 * @CUE_POLL_FAILED: no usable answer; the last good state stays
 * @CUE_POLL_STALE: a good answer in form, but an old one (stuck server time, large `Age`)
 */
typedef enum {
  CUE_POLL_UNCHANGED,
  CUE_POLL_CHANGED,
  CUE_POLL_FAILED,
  CUE_POLL_STALE,
} CuePollOutcome;

#define CUE_TYPE_POLL_OUTCOME (cue_poll_outcome_get_type ())
GType       cue_poll_outcome_get_type (void);
const char *cue_poll_outcome_to_words (CuePollOutcome outcome);

#define CUE_TYPE_POLL_RESULT (cue_poll_result_get_type ())
G_DECLARE_FINAL_TYPE (CuePollResult, cue_poll_result, CUE, POLL_RESULT, GObject)

CuePollResult *cue_poll_result_new (gint64         wall_us,
                                    gint64         monotonic_us,
                                    gint64         duration_us,
                                    guint          status,
                                    gint64         bytes,
                                    CuePollOutcome outcome,
                                    const char    *text);

gint64         cue_poll_result_get_wall (CuePollResult *self);
gint64         cue_poll_result_get_duration (CuePollResult *self);
guint          cue_poll_result_get_status (CuePollResult *self);
gint64         cue_poll_result_get_bytes (CuePollResult *self);
CuePollOutcome cue_poll_result_get_outcome (CuePollResult *self);
const char    *cue_poll_result_get_text (CuePollResult *self);

G_END_DECLS
