// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CUE_DICTIONARY_NONE G_MAXUINT32

/* Every different value once: a table from bytes to a number and back. */
typedef struct _CueDictionary CueDictionary;

CueDictionary *cue_dictionary_new (gsize max_bytes);
void           cue_dictionary_free (CueDictionary *self);
guint32 cue_dictionary_intern (CueDictionary *self, const char *bytes, gsize length, gboolean add);
const char *cue_dictionary_get (CueDictionary *self, guint32 token, gsize *length);
gsize       cue_dictionary_get_bytes (CueDictionary *self);
guint64     cue_dictionary_hash (const char *bytes, gsize length, guint64 seed);
guint64     cue_dictionary_seed (void);
guint32     cue_dictionary_get_n_values (CueDictionary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueDictionary, cue_dictionary_free)

G_END_DECLS
