// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CUE_ACCESS_NO_TOKEN G_MAXUINT32

/* Every different value once: a table from bytes to a number and back. */
typedef struct _CueAccessDictionary CueAccessDictionary;

CueAccessDictionary *cue_access_dictionary_new (gsize max_bytes);
void                 cue_access_dictionary_free (CueAccessDictionary *self);
guint32              cue_access_dictionary_intern (CueAccessDictionary *self,
                                                   const char          *bytes,
                                                   gsize                length,
                                                   gboolean             add);
const char *cue_access_dictionary_get (CueAccessDictionary *self, guint32 token, gsize *length);
gsize       cue_access_dictionary_get_bytes (CueAccessDictionary *self);
guint64     cue_access_hash (const char *bytes, gsize length, guint64 seed);
guint64     cue_access_hash_seed (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueAccessDictionary, cue_access_dictionary_free)

G_END_DECLS
