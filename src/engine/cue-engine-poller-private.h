// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-engine-poller.h"
#include "cue-poll-rules.h"
#include "cue-rate-limiter.h"
#include "cue-ring.h"

G_BEGIN_DECLS

// The object's own file writes the first part, the polling the rest.
struct _CueEnginePoller {
  GObject parent_instance;

  CueHttpClient     *client;    // owned
  CueClock          *clock;     // owned
  CueStateUrlSource *source;    // owned
  CueRing           *polls;     // owned, CuePollResult
  CueClockOffset    *offset;    // owned
  CueCountdown      *countdown; // owned
  CueRateLimiter    *manual;    // owned; of refreshes that the user asks for
  guint              interval_s;

  // What is known.
  CueEngineState  *state;            // owned, nullable; the last good one
  CuePlayerState   last_known_state; // UNKNOWN until a documented one was seen
  CueEnginePhase   phase;
  CueEngineReason  reason;
  GError          *last_error; // owned, nullable
  gint64           last_good;  // monotonic, 0 for never
  gint64           state_since;
  gint64           time_in_state[CUE_N_PLAYER_STATES]; // without the current stay
  gint64           next_poll;                          // monotonic, 0 when none is planned
  guint            n_failures;
  CuePollFreshness freshness;
  gboolean         stale;

  // What is under way.
  GCancellable *cancellable; // owned; NULL while stopped
  guint         timer_id;    // of the clock, 0 when none
  gboolean      polling;
  gboolean      asking;          // for a URL, and no poll before it is there
  gboolean      must_ask;        // before the next poll: the machine slept too long
  gboolean      network_changed; // while something was under way
  gint64        sent_at;
  gint64        blocked_until; // a Retry-After
  char         *url;           // owned, nullable; works
  char         *new_url;       // owned, nullable; not proven yet
  char         *used_url;      // owned, nullable; of the poll under way
  gint64        asked_because_refused_at;
  gboolean      url_is_refused;
  gboolean      good_since_refused;
  gint64        renew_again_at; // a new URL was not good enough; 0 when none
};

void cue_engine_poller_begin (CueEnginePoller *self);
void cue_engine_poller_run_now (CueEnginePoller *self);
void cue_engine_poller_schedule (CueEnginePoller *self, gint64 at);
void cue_engine_poller_on_resumed (CueClock *clock, gint64 gap_us, CueEnginePoller *self);

void cue_engine_poller_set_phase (CueEnginePoller *self, CueEnginePhase phase);
void cue_engine_poller_set_trouble (CueEnginePoller *self,
                                    CueEngineReason  reason,
                                    const GError    *error,
                                    gboolean         stale);
void cue_engine_poller_set_next_poll (CueEnginePoller *self, gint64 at);
void
cue_engine_poller_take_state (CueEnginePoller *self, CueEngineState *state, GPtrArray *changes);
void cue_engine_poller_add_result (CueEnginePoller *self, CuePollResult *result);

G_END_DECLS
