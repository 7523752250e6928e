// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-acoustic-reply.h"
#include "cue-event-type-call.h"

G_BEGIN_DECLS

/**
 * CueEventTypeApplyingState:
 * @CUE_EVENT_TYPE_APPLYING_READY: nothing was sent yet
 * @CUE_EVENT_TYPE_APPLYING_SENDING: calls are on their way, one at a time
 * @CUE_EVENT_TYPE_APPLYING_STOPPING: it stops as soon as no event type is half changed
 * @CUE_EVENT_TYPE_APPLYING_STOPPED: somebody stopped it before its end
 * @CUE_EVENT_TYPE_APPLYING_FAILED: a call did not work, and none after it was sent
 * @CUE_EVENT_TYPE_APPLYING_FINISHED: every call was done
 *
 * Where the applying of a difference stands.
 */
typedef enum {
  CUE_EVENT_TYPE_APPLYING_READY,
  CUE_EVENT_TYPE_APPLYING_SENDING,
  CUE_EVENT_TYPE_APPLYING_STOPPING,
  CUE_EVENT_TYPE_APPLYING_STOPPED,
  CUE_EVENT_TYPE_APPLYING_FAILED,
  CUE_EVENT_TYPE_APPLYING_FINISHED,
} CueEventTypeApplyingState;

#define CUE_TYPE_EVENT_TYPE_APPLYING_STATE (cue_event_type_applying_state_get_type ())
GType cue_event_type_applying_state_get_type (void) G_GNUC_CONST;

#define CUE_TYPE_EVENT_TYPE_APPLYING (cue_event_type_applying_get_type ())
G_DECLARE_FINAL_TYPE (CueEventTypeApplying,
                      cue_event_type_applying,
                      CUE,
                      EVENT_TYPE_APPLYING,
                      GObject)

CueEventTypeApplying *cue_event_type_applying_new (const char *base_url, GListModel *changes);

CueAcousticRequest *cue_event_type_applying_next (CueEventTypeApplying *self);
void
cue_event_type_applying_take (CueEventTypeApplying *self, CueOutcome outcome, const char *words);
void cue_event_type_applying_stop (CueEventTypeApplying *self);

CueEventTypeApplyingState cue_event_type_applying_get_state (CueEventTypeApplying *self);
gboolean                  cue_event_type_applying_is_busy (CueEventTypeApplying *self);
const char               *cue_event_type_applying_get_base_url (CueEventTypeApplying *self);
guint                     cue_event_type_applying_get_n_done (CueEventTypeApplying *self);
gboolean                  cue_event_type_applying_removes (CueEventTypeApplying *self);
char                     *cue_event_type_applying_describe_left (CueEventTypeApplying *self);
char                     *cue_event_type_applying_describe_requests (CueEventTypeApplying *self);

G_END_DECLS
