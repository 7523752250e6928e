// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-reply.h"
#include "cue-event-type-change.h"

G_BEGIN_DECLS

/* Event types in one document. */
#define CUE_EVENT_TYPE_DOCUMENT_MAX 5000

#define CUE_TYPE_EVENT_TYPE_DOCUMENT (cue_event_type_document_get_type ())
G_DECLARE_FINAL_TYPE (CueEventTypeDocument,
                      cue_event_type_document,
                      CUE,
                      EVENT_TYPE_DOCUMENT,
                      GObject)

CueEventTypeDocument *cue_event_type_document_new (void);
CueEventTypeDocument *cue_event_type_document_new_from_list (GListModel *event_types);
CueEventTypeDocument *cue_event_type_document_new_from_reply (CueAcousticReply *reply,
                                                              GPtrArray        *diagnostics,
                                                              GError          **error);
CueEventTypeDocument      *
cue_event_type_document_new_from_bytes (GBytes *bytes, GPtrArray *findings, GError **error);
void cue_event_type_document_add (CueEventTypeDocument *self, CueEventTypeDraft *draft);
GListModel *cue_event_type_document_get_drafts (CueEventTypeDocument *self);
GBytes     *cue_event_type_document_to_bytes (CueEventTypeDocument *self);
GPtrArray  *cue_event_type_document_check (CueEventTypeDocument *self, CueAcousticContext *context);
GPtrArray  *cue_event_type_document_check_against (CueEventTypeDocument *self,
                                                   CueEventTypeDocument *server,
                                                   CueAcousticContext   *context);
GListModel *
cue_event_type_document_compare (CueEventTypeDocument *self, CueEventTypeDocument *server);

G_END_DECLS
