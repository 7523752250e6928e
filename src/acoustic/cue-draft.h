// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "cue-acoustic-context.h"
#include "cue-finding.h"

G_BEGIN_DECLS

/* What a person edits is never larger; a file that is, is refused in words. */
#define CUE_DRAFT_MAX_BYTES (4 * 1024 * 1024)

#define CUE_TYPE_DRAFT (cue_draft_get_type ())
G_DECLARE_DERIVABLE_TYPE (CueDraft, cue_draft, CUE, DRAFT, GObject)

typedef struct _CueAcousticPath CueAcousticPath;
typedef struct _CueDraftText    CueDraftText;

/**
 * CueDraftClass:
 * @parent_class: the parent
 * @changed: a handler of [signal@Draft::changed]
 * @to_json: the value as JSON, in the order in which it is sent
 * @read_json: takes over what @node says; %FALSE with an error when it cannot be shown as a form.
 *   Whether it can must not depend on the state of the draft.
 * @check: adds what the rules find
 * @find_path: where a field with this name of the wire is or would be; %NULL: wherever it is found
 */
struct _CueDraftClass {
  GObjectClass parent_class;

  void (*changed) (CueDraft *self);
  JsonNode *(*to_json) (CueDraft *self);
  gboolean (*read_json) (CueDraft              *self,
                         JsonNode              *node,
                         const CueAcousticPath *path,
                         GPtrArray             *findings,
                         GError               **error);
  void (*check) (CueDraft              *self,
                 const CueAcousticPath *path,
                 CueAcousticContext    *context,
                 GPtrArray             *findings);
  char *(*find_path) (CueDraft *self, const char *name);

  /*< private >*/
  const CueDraftText *texts;
  GParamSpec        **properties;
};

GBytes *cue_draft_to_bytes (CueDraft *self);
char   *cue_draft_to_text (CueDraft *self);
gboolean
cue_draft_from_json (CueDraft *self, const char *text, GPtrArray *findings, GError **error);
gboolean cue_draft_from_bytes (CueDraft *self, GBytes *bytes, GPtrArray *findings, GError **error);
gboolean cue_draft_matches (CueDraft *self, GBytes *bytes);
GPtrArray *cue_draft_check (CueDraft *self, CueAcousticContext *context);
void       cue_draft_begin (CueDraft *self);
void       cue_draft_end (CueDraft *self);

G_END_DECLS
