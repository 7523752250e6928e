// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-request.h"
#include "cue-event-type-call.h"

G_BEGIN_DECLS

/* For cue-event-type-applying.c alone, which is what a call belongs to. */

CueEventTypeCall   *cue_event_type_call_new (CueEventTypeChange *change, CueEventTypeStep step);
CueAcousticRequest *cue_event_type_call_make_request (CueEventTypeCall *self, const char *base_url);
void                cue_event_type_call_set_state (CueEventTypeCall     *self,
                                                   CueEventTypeCallState state,
                                                   const char           *words);

G_END_DECLS
