// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft-event-private.h"
#include "cue-publication.h"

G_BEGIN_DECLS

struct _CuePublication {
  CueDraft parent_instance;

  CuePublicationShape shape;
  CuePublicationLevel channel_level;
  CuePublicationLevel identifiers_level;
  char               *provider; /* owned */
  char               *channel;  /* owned */
  CueDraftList       *groups;   /* owned, of CueDraftGroup */
};

void cue_publication_take_form (CuePublication     *self,
                                CuePublicationShape shape,
                                CuePublicationLevel channel_level,
                                CuePublicationLevel identifiers_level);

/* The virtual functions, each side in a file of its own. */
JsonNode *cue_publication_build_json (CueDraft *draft);
gboolean  cue_publication_read_json (CueDraft              *draft,
                                     JsonNode              *node,
                                     const CueAcousticPath *path,
                                     GPtrArray             *findings,
                                     GError               **error);
void      cue_publication_check (CueDraft              *draft,
                                 const CueAcousticPath *path,
                                 CueAcousticContext    *context,
                                 GPtrArray             *findings);
char     *cue_publication_find_path (CueDraft *draft, const char *name);

G_END_DECLS
