// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-event-type-change.h"

G_BEGIN_DECLS

/**
 * CueEventTypeCallState:
 * @CUE_EVENT_TYPE_CALL_PENDING: not sent yet
 * @CUE_EVENT_TYPE_CALL_SENDING: on its way
 * @CUE_EVENT_TYPE_CALL_DONE: the service did it
 * @CUE_EVENT_TYPE_CALL_FAILED: the service did not do it
 * @CUE_EVENT_TYPE_CALL_UNKNOWN: it was sent, and no answer came that can be used
 * @CUE_EVENT_TYPE_CALL_LEFT: it was not sent, since something before it did not work, or since
 *   somebody stopped
 *
 * Where one call stands that applies a part of a difference.
 */
typedef enum {
  CUE_EVENT_TYPE_CALL_PENDING,
  CUE_EVENT_TYPE_CALL_SENDING,
  CUE_EVENT_TYPE_CALL_DONE,
  CUE_EVENT_TYPE_CALL_FAILED,
  CUE_EVENT_TYPE_CALL_UNKNOWN,
  CUE_EVENT_TYPE_CALL_LEFT,
} CueEventTypeCallState;

#define CUE_TYPE_EVENT_TYPE_CALL_STATE (cue_event_type_call_state_get_type ())
GType       cue_event_type_call_state_get_type (void) G_GNUC_CONST;
const char *cue_event_type_call_state_get_title (CueEventTypeCallState state);

#define CUE_TYPE_EVENT_TYPE_CALL (cue_event_type_call_get_type ())
G_DECLARE_FINAL_TYPE (CueEventTypeCall, cue_event_type_call, CUE, EVENT_TYPE_CALL, GObject)

CueEventTypeChange   *cue_event_type_call_get_change (CueEventTypeCall *self);
CueEventTypeStep      cue_event_type_call_get_step (CueEventTypeCall *self);
CueEventTypeCallState cue_event_type_call_get_state (CueEventTypeCall *self);
const char           *cue_event_type_call_get_words (CueEventTypeCall *self);
char                 *cue_event_type_call_make_title (CueEventTypeCall *self);

G_END_DECLS
