// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

#include "cue-run-journal.h"

G_BEGIN_DECLS

/**
 * CuePublishRowState:
 * @CUE_PUBLISH_ROW_PENDING: not sent yet
 * @CUE_PUBLISH_ROW_SENDING: on its way
 * @CUE_PUBLISH_ROW_DONE: the service took it
 * @CUE_PUBLISH_ROW_REFUSED: the service refused it
 * @CUE_PUBLISH_ROW_UNKNOWN: it was sent, and whether the service took it is not known
 * @CUE_PUBLISH_ROW_LEFT: as before, and somebody decided not to send it again
 * @CUE_PUBLISH_ROW_LEFT_OUT: it broke a rule and is not sent
 *
 * What became of a row.
 */
typedef enum {
  CUE_PUBLISH_ROW_PENDING,
  CUE_PUBLISH_ROW_SENDING,
  CUE_PUBLISH_ROW_DONE,
  CUE_PUBLISH_ROW_REFUSED,
  CUE_PUBLISH_ROW_UNKNOWN,
  CUE_PUBLISH_ROW_LEFT,
  CUE_PUBLISH_ROW_LEFT_OUT,
} CuePublishRowState;

#define CUE_PUBLISH_ROW_N_STATES (CUE_PUBLISH_ROW_LEFT_OUT + 1)

#define CUE_TYPE_PUBLISH_ROW_STATE (cue_publish_row_state_get_type ())
GType              cue_publish_row_state_get_type (void) G_GNUC_CONST;
const char        *cue_publish_row_state_to_words (CuePublishRowState state);
const char        *cue_publish_row_state_get_nick (CuePublishRowState state);
CuePublishRowState cue_publish_row_state_from_mark (CueRunMark mark);
char              *cue_publish_row_describe_counts (const guint *counts);

#define CUE_TYPE_PUBLISH_ROW (cue_publish_row_get_type ())
G_DECLARE_FINAL_TYPE (CuePublishRow, cue_publish_row, CUE, PUBLISH_ROW, GObject)

CuePublishRow       *
cue_publish_row_new (guint number, CuePublishRowState state, guint status, const char *words);
guint cue_publish_row_get_number (CuePublishRow *self);
CuePublishRowState cue_publish_row_get_state (CuePublishRow *self);
guint              cue_publish_row_get_status (CuePublishRow *self);
const char        *cue_publish_row_get_words (CuePublishRow *self);

G_END_DECLS
