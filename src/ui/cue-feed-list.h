// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-view.h"

G_BEGIN_DECLS

/**
 * CueFeedListState:
 * @CUE_FEED_LIST_IDLE: nothing was asked for yet
 * @CUE_FEED_LIST_ASKING: the first answer is on its way
 * @CUE_FEED_LIST_FAILED: it did not come
 * @CUE_FEED_LIST_ANSWERED: it came, with or without events
 *
 * What a list without rows means.
 */
typedef enum {
  CUE_FEED_LIST_IDLE,
  CUE_FEED_LIST_ASKING,
  CUE_FEED_LIST_FAILED,
  CUE_FEED_LIST_ANSWERED,
} CueFeedListState;

#define CUE_TYPE_FEED_LIST (cue_feed_list_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedList, cue_feed_list, CUE, FEED_LIST, AdwBin)

void cue_feed_list_set_view (CueFeedList *self, CueFeedView *view);
void cue_feed_list_set_state (CueFeedList *self, CueFeedListState state, const char *words);
void cue_feed_list_show_newest (CueFeedList *self);
void cue_feed_list_show_selected (CueFeedList *self);

gboolean cue_feed_list_is_following (CueFeedList *self);
guint    cue_feed_list_get_n_new (CueFeedList *self);

G_END_DECLS
