// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-event-type-draft.h"

G_BEGIN_DECLS

/**
 * CueEventTypeChangeKind:
 * @CUE_EVENT_TYPE_CHANGE_SAME: in the document and on the server, alike
 * @CUE_EVENT_TYPE_CHANGE_ADD: only in the document
 * @CUE_EVENT_TYPE_CHANGE_REPLACE: in both, but different
 * @CUE_EVENT_TYPE_CHANGE_REMOVE: only on the server
 *
 * How a document and the server differ about one event type.
 */
typedef enum {
  CUE_EVENT_TYPE_CHANGE_SAME,
  CUE_EVENT_TYPE_CHANGE_ADD,
  CUE_EVENT_TYPE_CHANGE_REPLACE,
  CUE_EVENT_TYPE_CHANGE_REMOVE,
} CueEventTypeChangeKind;

#define CUE_TYPE_EVENT_TYPE_CHANGE_KIND (cue_event_type_change_kind_get_type ())
GType       cue_event_type_change_kind_get_type (void) G_GNUC_CONST;
const char *cue_event_type_change_kind_get_title (CueEventTypeChangeKind kind);

#define CUE_TYPE_EVENT_TYPE_CHANGE (cue_event_type_change_get_type ())
G_DECLARE_FINAL_TYPE (CueEventTypeChange, cue_event_type_change, CUE, EVENT_TYPE_CHANGE, GObject)

CueEventTypeChangeKind cue_event_type_change_get_kind (CueEventTypeChange *self);
const char            *cue_event_type_change_get_code (CueEventTypeChange *self);
CueEventTypeDraft     *cue_event_type_change_get_wanted (CueEventTypeChange *self);
const char *const     *cue_event_type_change_get_details (CueEventTypeChange *self);
gboolean               cue_event_type_change_is_ambiguous (CueEventTypeChange *self);

/**
 * CueEventTypeStep:
 * @CUE_EVENT_TYPE_STEP_DELETE: `DELETE /v1/eventtype/{code}`
 * @CUE_EVENT_TYPE_STEP_REGISTER: `POST /v1/eventtype` with the body of
 *   [method@EventTypeChange.get_wanted]
 *
 * One call that applies a part of a difference.
 */
typedef enum {
  CUE_EVENT_TYPE_STEP_DELETE,
  CUE_EVENT_TYPE_STEP_REGISTER,
} CueEventTypeStep;

guint       cue_event_type_change_list_steps (CueEventTypeChange *self, CueEventTypeStep steps[2]);
const char *cue_event_type_change_get_warning (CueEventTypeChange *self);
CueEventTypeChange *
cue_event_type_change_new (CueEventTypeDraft *wanted, CueEventTypeDraft *present);

G_END_DECLS
