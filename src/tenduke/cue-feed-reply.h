// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-page.h"
#include "cue-feed-request.h"
#include "cue-outcome.h"

G_BEGIN_DECLS

#define CUE_FEED_CLOCK_UNKNOWN G_MININT64

#define CUE_TYPE_FEED_REPLY (cue_feed_reply_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedReply, cue_feed_reply, CUE, FEED_REPLY, GObject)

CueFeedRequest *cue_feed_reply_get_request (CueFeedReply *self);
CueOutcome      cue_feed_reply_get_outcome (CueFeedReply *self);
gboolean        cue_feed_reply_is_done (CueFeedReply *self);
guint           cue_feed_reply_get_status (CueFeedReply *self);
const char     *cue_feed_reply_get_title (CueFeedReply *self);
const char     *cue_feed_reply_get_message (CueFeedReply *self);
const char     *cue_feed_reply_get_server_text (CueFeedReply *self);
const GError   *cue_feed_reply_get_error (CueFeedReply *self);
CueFeedPage    *cue_feed_reply_get_page (CueFeedReply *self);
gint64          cue_feed_reply_get_retry_after_us (CueFeedReply *self);
gint64          cue_feed_reply_get_clock_ahead_us (CueFeedReply *self);
gint64          cue_feed_reply_get_received_wall_us (CueFeedReply *self);
guint           cue_feed_reply_get_n_tries (CueFeedReply *self);

G_END_DECLS
