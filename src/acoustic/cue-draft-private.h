// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft.h"

G_BEGIN_DECLS

/* Where a rule is, without a text for it: most rules find nothing. */
struct _CueAcousticPath {
  const CueAcousticPath *parent; /* unowned, nullable */
  const char            *name;   /* unowned; NULL: @index */
  guint                  index;
};

#define CUE_PATH_AT(up, what)   (&(CueAcousticPath){ .parent = (up), .name = (what) })
#define CUE_PATH_NTH(up, place) (&(CueAcousticPath){ .parent = (up), .index = (place) })

char    *cue_acoustic_path_to_text (const CueAcousticPath *self);
void     cue_acoustic_path_add (const CueAcousticPath *self,
                                GPtrArray             *findings,
                                CueFindingLevel        level,
                                const char            *source,
                                const char            *format,
                                ...) G_GNUC_PRINTF (5, 6);
gboolean cue_acoustic_path_fail (const CueAcousticPath *self,
                                 GPtrArray             *findings,
                                 GError               **error,
                                 const char            *source,
                                 const char            *format,
                                 ...) G_GNUC_PRINTF (5, 6);

/* A text of a draft: a property, and where it is kept. A list of them begins with the property 1
 * and ends with a name of NULL. */
struct _CueDraftText {
  const char *name;
  const char *otherwise; /* what it is in a new draft */
  gsize       offset;    /* of a char * that is owned */
};

#define CUE_DRAFT_TEXT(type, field, name, otherwise) \
  {                                                  \
    name, otherwise, G_STRUCT_OFFSET (type, field)   \
  }

void cue_draft_class_install_texts (CueDraftClass      *klass,
                                    const CueDraftText *texts,
                                    GParamSpec        **properties);
void cue_draft_init_texts (CueDraft *self);
void cue_draft_free_texts (CueDraft *self);

void     cue_draft_changed (CueDraft *self);
void     cue_draft_set_parent (CueDraft *self, CueDraft *parent);
gboolean cue_draft_set_text (CueDraft *self, char **field, const char *text, GParamSpec *property);

JsonNode *cue_draft_to_json (CueDraft *self);
gboolean  cue_draft_read_json (CueDraft              *self,
                               JsonNode              *node,
                               const CueAcousticPath *path,
                               GPtrArray             *findings,
                               GError               **error);
void      cue_draft_add_checks (CueDraft              *self,
                                const CueAcousticPath *path,
                                CueAcousticContext    *context,
                                GPtrArray             *findings);

void        cue_draft_add_extras (CueDraft *self, JsonObject *object);
void        cue_draft_keep_extras (CueDraft *self, JsonObject *object, const char *const *known);
gboolean    cue_draft_read_text (JsonObject            *object,
                                 const char            *name,
                                 const CueAcousticPath *path,
                                 char                 **out,
                                 GPtrArray             *findings,
                                 GError               **error);
JsonObject *cue_draft_read_object (JsonNode              *node,
                                   const CueAcousticPath *path,
                                   GPtrArray             *findings,
                                   GError               **error);

char *cue_draft_find_path (CueDraft *self, const char *name);

G_END_DECLS
