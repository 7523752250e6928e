// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-clock-offset.h"
#include "cue-clock.h"
#include "cue-countdown.h"
#include "cue-engine-reason.h"
#include "cue-engine-state.h"
#include "cue-http-client.h"
#include "cue-poll-result.h"
#include "cue-state-url-source.h"

G_BEGIN_DECLS

#define CUE_ENGINE_MIN_INTERVAL_S 5

/* The longest answer of a state URL that is taken. */
#define CUE_ENGINE_MAX_STATE_BYTES (1024 * 1024)

#define CUE_TYPE_ENGINE_POLLER (cue_engine_poller_get_type ())
G_DECLARE_FINAL_TYPE (CueEnginePoller, cue_engine_poller, CUE, ENGINE_POLLER, GObject)

CueEnginePoller *
cue_engine_poller_new (CueHttpClient *client, CueClock *clock, CueStateUrlSource *source);

void     cue_engine_poller_start (CueEnginePoller *self);
void     cue_engine_poller_stop (CueEnginePoller *self);
void     cue_engine_poller_network_changed (CueEnginePoller *self);
gboolean cue_engine_poller_refresh_now (CueEnginePoller *self, gint64 *wait_us);

guint cue_engine_poller_get_interval (CueEnginePoller *self);
void  cue_engine_poller_set_interval (CueEnginePoller *self, guint seconds);

CueEngineState *cue_engine_poller_get_state (CueEnginePoller *self);
CuePlayerState  cue_engine_poller_get_last_known_state (CueEnginePoller *self);
CueEnginePhase  cue_engine_poller_get_phase (CueEnginePoller *self);
CueEngineReason cue_engine_poller_get_reason (CueEnginePoller *self);
char           *cue_engine_poller_describe (CueEnginePoller *self);
char           *cue_engine_poller_describe_wait (CueEnginePoller *self);
const GError   *cue_engine_poller_get_last_error (CueEnginePoller *self);
gboolean        cue_engine_poller_is_stale (CueEnginePoller *self);
gint64          cue_engine_poller_get_last_good (CueEnginePoller *self);
gint64          cue_engine_poller_get_state_since (CueEnginePoller *self);
gint64          cue_engine_poller_get_time_in_state (CueEnginePoller *self, CuePlayerState state);
gint64          cue_engine_poller_get_next_poll (CueEnginePoller *self);
guint           cue_engine_poller_get_n_failures (CueEnginePoller *self);

GListModel     *cue_engine_poller_get_polls (CueEnginePoller *self);
CueClockOffset *cue_engine_poller_get_clock_offset (CueEnginePoller *self);
CueCountdown   *cue_engine_poller_get_countdown (CueEnginePoller *self);

G_END_DECLS
