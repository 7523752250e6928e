// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-feed-range.h"

G_BEGIN_DECLS

/**
 * CueFeedCall:
 * @CUE_FEED_CALL_PAGE: TD-2 to TD-5, one page of a feed
 * @CUE_FEED_CALL_FOLLOW: the page that an instruction of another page leads to
 * @CUE_FEED_CALL_PUT: TD-1, events
 *
 * What can be asked of the service (services reference 3.1).
 */
typedef enum {
  CUE_FEED_CALL_PAGE,
  CUE_FEED_CALL_FOLLOW,
  CUE_FEED_CALL_PUT,
} CueFeedCall;

#define CUE_TYPE_FEED_CALL (cue_feed_call_get_type ())
GType       cue_feed_call_get_type (void) G_GNUC_CONST;
const char *cue_feed_call_get_title (CueFeedCall call);

#define CUE_TYPE_FEED_REQUEST (cue_feed_request_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedRequest, cue_feed_request, CUE, FEED_REQUEST, GObject)

CueFeedRequest *cue_feed_request_new_page (const char         *base_url,
                                           const char         *source,
                                           const CueFeedRange *range,
                                           guint               max_events);
CueFeedRequest *
cue_feed_request_new_follow (CueFeedRequest *from, const char *instruction_url, GError **error);
CueFeedRequest *cue_feed_request_new_put (const char *base_url, const char *jws, guint n_events);

CueFeedCall cue_feed_request_get_call (CueFeedRequest *self);
const char *cue_feed_request_get_method (CueFeedRequest *self);
const char *cue_feed_request_get_url (CueFeedRequest *self);
const char *cue_feed_request_get_source (CueFeedRequest *self);
void        cue_feed_request_set_repeated (CueFeedRequest *self, gboolean repeated);
gboolean    cue_feed_request_get_repeated (CueFeedRequest *self);
void        cue_feed_request_set_large (CueFeedRequest *self, gboolean large);
gboolean    cue_feed_request_get_large (CueFeedRequest *self);
gboolean cue_feed_request_check_answer_url (CueFeedRequest *self, const char *url, GError **error);
GBytes  *cue_feed_request_get_body (CueFeedRequest *self);
guint    cue_feed_request_get_n_events (CueFeedRequest *self);
char    *cue_feed_request_describe (CueFeedRequest *self);

G_END_DECLS
