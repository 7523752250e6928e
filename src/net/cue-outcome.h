// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CueOutcome:
 * @CUE_OUTCOME_DONE: the service answered that it was done, or with what was asked for
 * @CUE_OUTCOME_NOT_DONE: it answered with success, and in its body says that it was not
 *   done: `false`, or an error
 * @CUE_OUTCOME_REFUSED: it answered with another status than one of success
 * @CUE_OUTCOME_UNKNOWN: the request left, and no answer came that can be used: whether it
 *   was done is not known
 * @CUE_OUTCOME_NOT_SENT: nothing left this computer, or nobody was there to take it; it
 *   can be sent again without harm
 *
 * What became of a call.
 */
typedef enum {
  CUE_OUTCOME_DONE,
  CUE_OUTCOME_NOT_DONE,
  CUE_OUTCOME_REFUSED,
  CUE_OUTCOME_UNKNOWN,
  CUE_OUTCOME_NOT_SENT,
} CueOutcome;

#define CUE_TYPE_OUTCOME (cue_outcome_get_type ())
GType cue_outcome_get_type (void) G_GNUC_CONST;

const char *cue_outcome_get_nick (CueOutcome outcome);
char       *cue_outcome_make_title (CueOutcome outcome, guint status, gboolean writing);

G_END_DECLS
