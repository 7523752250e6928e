// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft-event-private.h"
#include "cue-event-type-draft.h"

G_BEGIN_DECLS

struct _CueEventTypeDraft {
  CueDraft parent_instance;

  char         *code;              /* owned */
  char         *name;              /* owned */
  char         *description;       /* owned */
  char         *name_space;        /* owned */
  char         *version;           /* owned */
  char         *registration_type; /* owned */
  CueDraftList *attributes;        /* owned */
};

gboolean cue_event_type_draft_read_version (const char *text, gint64 *out);
void     cue_event_type_draft_check (CueDraft              *draft,
                                     const CueAcousticPath *path,
                                     CueAcousticContext    *context,
                                     GPtrArray             *findings);
char    *cue_event_type_draft_find_path (CueDraft *draft, const char *name);

G_END_DECLS
