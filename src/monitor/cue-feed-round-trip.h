// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-envelope.h"
#include "cue-feed-reply.h"

G_BEGIN_DECLS

/**
 * CueFeedTripState:
 * @CUE_FEED_TRIP_SENDING: on its way to the service
 * @CUE_FEED_TRIP_LOOKING: the service took it, or may have; it is looked for in its feed
 * @CUE_FEED_TRIP_SEEN: all of its events came back in the feed
 * @CUE_FEED_TRIP_LOST: the service took it, but it did not come back in time
 * @CUE_FEED_TRIP_FAILED: the service did not take it, or nothing was sent
 * @CUE_FEED_TRIP_UNKNOWN: nobody knows whether it was taken, and it did not come back
 *
 * How far events got that were sent.
 */
typedef enum {
  CUE_FEED_TRIP_SENDING,
  CUE_FEED_TRIP_LOOKING,
  CUE_FEED_TRIP_SEEN,
  CUE_FEED_TRIP_LOST,
  CUE_FEED_TRIP_FAILED,
  CUE_FEED_TRIP_UNKNOWN,
} CueFeedTripState;

#define CUE_TYPE_FEED_TRIP_STATE (cue_feed_trip_state_get_type ())
GType cue_feed_trip_state_get_type (void) G_GNUC_CONST;

#define CUE_TYPE_FEED_ROUND_TRIP (cue_feed_round_trip_get_type ())
G_DECLARE_FINAL_TYPE (CueFeedRoundTrip, cue_feed_round_trip, CUE, FEED_ROUND_TRIP, GObject)

CueFeedTripState cue_feed_round_trip_get_state (CueFeedRoundTrip *self);
gboolean         cue_feed_round_trip_get_over (CueFeedRoundTrip *self);
const char      *cue_feed_round_trip_get_words (CueFeedRoundTrip *self);
gint64           cue_feed_round_trip_get_sent_wall (CueFeedRoundTrip *self);
CueFeedEnvelope *cue_feed_round_trip_get_envelope (CueFeedRoundTrip *self);
CueFeedReply    *cue_feed_round_trip_get_reply (CueFeedRoundTrip *self);
guint            cue_feed_round_trip_get_n_seen (CueFeedRoundTrip *self);
gint64           cue_feed_round_trip_get_accepted_us (CueFeedRoundTrip *self);
gint64           cue_feed_round_trip_get_seen_us (CueFeedRoundTrip *self);
void             cue_feed_round_trip_stop (CueFeedRoundTrip *self);

G_END_DECLS
