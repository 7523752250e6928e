// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft-event.h"
#include "cue-draft-private.h"

G_BEGIN_DECLS

/* What of an event is sent, and in which order. */
typedef enum {
  CUE_DRAFT_EVENT_PLAIN = 0,
  CUE_DRAFT_EVENT_CHANNEL = 1 << 0,
  CUE_DRAFT_EVENT_IDENTIFIERS = 1 << 1,
  CUE_DRAFT_EVENT_CHANNEL_FIRST = 1 << 2, /* before the time, as in compound batches */
} CueDraftEventLayout;

JsonNode *cue_draft_event_build (CueDraftEvent *self, CueDraftEventLayout layout);

void cue_draft_attributes_check_unique (CueDraftList          *attributes,
                                        const CueAcousticPath *path,
                                        const char            *source,
                                        GPtrArray             *findings);
CueDraftAttribute      *
cue_draft_attributes_add (CueDraftList *attributes, const char *name, const char *type);
void cue_draft_identifiers_check (CueDraftList          *identifiers,
                                  const CueAcousticPath *path,
                                  CueAcousticContext    *context,
                                  GPtrArray             *findings);
CueDraftIdentifier      *
cue_draft_identifiers_add (CueDraftList *identifiers, const char *name, const char *value);
void cue_draft_identifiers_copy (CueDraftList *identifiers, CueDraftList *from);

G_END_DECLS
