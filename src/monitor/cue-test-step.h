// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CueTestState:
 * @CUE_TEST_STATE_PENDING: not begun
 * @CUE_TEST_STATE_RUNNING: waiting for an answer
 * @CUE_TEST_STATE_PASSED: as it should be
 * @CUE_TEST_STATE_WARNING: works, with something to look at
 * @CUE_TEST_STATE_FAILED: does not work
 * @CUE_TEST_STATE_SKIPPED: does not apply, or an earlier step failed
 *
 * Where one step of a test of a profile stands.
 */
typedef enum {
  CUE_TEST_STATE_PENDING,
  CUE_TEST_STATE_RUNNING,
  CUE_TEST_STATE_PASSED,
  CUE_TEST_STATE_WARNING,
  CUE_TEST_STATE_FAILED,
  CUE_TEST_STATE_SKIPPED,
} CueTestState;

#define CUE_TYPE_TEST_STATE (cue_test_state_get_type ())
GType cue_test_state_get_type (void) G_GNUC_CONST;

#define CUE_TYPE_TEST_STEP (cue_test_step_get_type ())
G_DECLARE_FINAL_TYPE (CueTestStep, cue_test_step, CUE, TEST_STEP, GObject)

CueTestStep *cue_test_step_new (const char *id, const char *title);
const char  *cue_test_step_get_id (CueTestStep *self);
const char  *cue_test_step_get_title (CueTestStep *self);
CueTestState cue_test_step_get_state (CueTestStep *self);
const char  *cue_test_step_get_words (CueTestStep *self);
const char  *cue_test_step_get_detail (CueTestStep *self);
void
cue_test_step_update (CueTestStep *self, CueTestState state, const char *words, const char *detail);

G_END_DECLS
