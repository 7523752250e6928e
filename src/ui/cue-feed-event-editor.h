// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-draft.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_EVENT_EDITOR (cue_feed_event_editor_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedEventEditor, cue_feed_event_editor, CUE, FEED_EVENT_EDITOR, AdwBin)

void     cue_feed_event_editor_set_event (CueFeedEventEditor *self, CueFeedDraftEvent *event);
void     cue_feed_event_editor_set_feeds (CueFeedEventEditor *self, const char *const *feeds);
void     cue_feed_event_editor_show (CueFeedEventEditor *self,
                                     GPtrArray          *findings,
                                     CueFeedDraft       *draft,
                                     guint               position,
                                     gboolean            all);
gboolean cue_feed_event_editor_lead_to_wrong (CueFeedEventEditor *self);

G_END_DECLS
