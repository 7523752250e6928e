// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-page.h"

G_BEGIN_DECLS

/* What is read at most: bytes of one answer. */
#define CUE_FEED_READER_MAX_BYTES ((gsize) 256 * 1024 * 1024)

CueFeedPage *cue_feed_reader_read (GBytes *body, GError **error);
void         cue_feed_reader_read_async (GBytes             *body,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
CueFeedPage *cue_feed_reader_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
