// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-feed-draft-event.h"
#include "cue-finding.h"

G_BEGIN_DECLS

// As many events as one draft may have, and bytes of a payload (ASSUME-25).
#define CUE_FEED_DRAFT_MAX_EVENTS 1000
#define CUE_FEED_DRAFT_MAX_BYTES  (1024 * 1024)

#define CUE_TYPE_FEED_DRAFT (cue_feed_draft_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedDraft, cue_feed_draft, CUE, FEED_DRAFT, GObject)

CueFeedDraft *cue_feed_draft_new (void);
CueFeedDraft *cue_feed_draft_copy (CueFeedDraft *self);
gsize         cue_feed_draft_get_size (CueFeedDraft *self);

CueFeedDraftEvent *cue_feed_draft_add (CueFeedDraft *self, const char *event_type, gint64 now_us);
void               cue_feed_draft_remove (CueFeedDraft *self, guint position);
void               cue_feed_draft_clear (CueFeedDraft *self);
gboolean           cue_feed_draft_get_as_list (CueFeedDraft *self);
void               cue_feed_draft_set_as_list (CueFeedDraft *self, gboolean as_list);
gboolean           cue_feed_draft_read (CueFeedDraft *self, const char *text, GError **error);

GPtrArray *cue_feed_draft_check (CueFeedDraft *self);
void       cue_feed_draft_judge_async (CueFeedDraft       *self,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
GPtrArray *cue_feed_draft_judge_finish (CueFeedDraft *self,
                                        GAsyncResult *result,
                                        GBytes      **payload,
                                        char        **no_payload,
                                        GError      **error);
char      *cue_feed_draft_make_path (CueFeedDraft *self, guint position, const char *field);
GBytes    *cue_feed_draft_make_payload (CueFeedDraft *self, GError **error);

const char *const *cue_feed_draft_get_known_types (void);
char              *cue_feed_draft_make_sample (const char *event_type, gint64 now_us);

G_END_DECLS
