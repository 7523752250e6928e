// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-scan.h"
#include "cue-dictionary.h"

G_BEGIN_DECLS

/* One field as it stands in the text that was packed last. */
typedef struct {
  const char *at; /* unowned; NULL: absent */
  guint32     length;
  CueJsonKind type;
  guint32     token; /* its number, or CUE_DICTIONARY_NONE: not in the dictionary */
} CueAccessSlot;

typedef struct {
  gboolean      is_json;
  gboolean      is_object;
  gboolean      has_odd; /* a field of another type than expected, or twice */
  CueAccessSlot slots[CUE_ACCESS_N_FIELDS];
  const guint8 *bytes; /* unowned, of the packer: the packed text, valid until the next one */
  gsize         n_bytes;
} CueAccessPacked;

/* Keeps texts that look alike in few bytes, and gives each back byte by byte. */
typedef struct _CueAccessPacker CueAccessPacker;

CueAccessPacker *cue_access_packer_new (void);
void             cue_access_packer_free (CueAccessPacker *self);
void             cue_access_packer_pack (CueAccessPacker *self,
                                         const char      *text,
                                         gsize            length,
                                         guint32         *hint,
                                         CueAccessPacked *packed);
void             cue_access_packer_pack_raw (CueAccessPacker *self,
                                             const char      *text,
                                             gsize            length,
                                             CueAccessPacked *packed);
void
cue_access_packer_unpack (CueAccessPacker *self, const guint8 *bytes, gsize n_bytes, GString *text);
guint32     cue_access_packer_intern (CueAccessPacker *self, const char *bytes, gsize length);
const char *cue_access_packer_get_token (CueAccessPacker *self, guint32 token, gsize *length);
char       *cue_access_packer_dup_text (CueAccessPacker *self, guint32 token);
gsize       cue_access_packer_get_bytes (CueAccessPacker *self);

G_END_DECLS
