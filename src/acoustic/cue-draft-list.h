// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-draft.h"

G_BEGIN_DECLS

#define CUE_TYPE_DRAFT_LIST (cue_draft_list_get_type ())
G_DECLARE_FINAL_TYPE (CueDraftList, cue_draft_list, CUE, DRAFT_LIST, CueDraft)

/* What a person can still see through; what is more is refused. */
#define CUE_DRAFT_LIST_MAX 20000

typedef CueDraft *(*CueDraftFactory) (void);

CueDraftList *cue_draft_list_new (GType item_type, CueDraftFactory factory);
guint         cue_draft_list_get_n_items (CueDraftList *self);
gpointer      cue_draft_list_get (CueDraftList *self, guint position);
gpointer      cue_draft_list_append (CueDraftList *self);
void          cue_draft_list_insert (CueDraftList *self, guint position, gpointer item);
void          cue_draft_list_remove (CueDraftList *self, guint position);
void          cue_draft_list_resize (CueDraftList *self, guint length);
void          cue_draft_list_move (CueDraftList *self, guint from, guint to);
gboolean      cue_draft_list_find (CueDraftList *self, gpointer item, guint *position);

G_END_DECLS
