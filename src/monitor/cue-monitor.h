// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-acoustic-desk.h"
#include "cue-asset-watch.h"
#include "cue-clock.h"
#include "cue-doors-watch.h"
#include "cue-engine-poller.h"
#include "cue-feed-desk.h"
#include "cue-http-client.h"
#include "cue-problem-list.h"
#include "cue-profile.h"
#include "cue-ring.h"
#include "cue-secret-store.h"
#include "cue-source-health.h"
#include "cue-trace.h"

G_BEGIN_DECLS

// Names of the sources and of the lanes of observations.
#define CUE_LANE_ENGINE   "engine"
#define CUE_LANE_STREAM   "stream"
#define CUE_LANE_PLAYER   "player"
#define CUE_LANE_MONITOR  "monitor"
#define CUE_LANE_DOORS    "doors"
#define CUE_LANE_ACOUSTIC "acoustic"
#define CUE_LANE_FEED     "feed"
#define CUE_LANE_ASSETS   "assets"

#define CUE_MONITOR_LATENCY_UNKNOWN G_MININT64

/**
 * CuePlayerCondition:
 * @CUE_PLAYER_CONDITION_IDLE: nobody asked it to play
 * @CUE_PLAYER_CONDITION_STARTING: connecting, no picture yet
 * @CUE_PLAYER_CONDITION_PLAYING: pictures arrive
 * @CUE_PLAYER_CONDITION_BUFFERING: pictures stopped, it waits for data
 * @CUE_PLAYER_CONDITION_FAULT: it failed and is about to try again
 * @CUE_PLAYER_CONDITION_ENDED: the stream came to its end
 *
 * What a player reports to the monitor of its event.
 */
typedef enum {
  CUE_PLAYER_CONDITION_IDLE,
  CUE_PLAYER_CONDITION_STARTING,
  CUE_PLAYER_CONDITION_PLAYING,
  CUE_PLAYER_CONDITION_BUFFERING,
  CUE_PLAYER_CONDITION_FAULT,
  CUE_PLAYER_CONDITION_ENDED,
} CuePlayerCondition;

#define CUE_TYPE_PLAYER_CONDITION (cue_player_condition_get_type ())
GType cue_player_condition_get_type (void) G_GNUC_CONST;

#define CUE_TYPE_MONITOR (cue_monitor_get_type ())
G_DECLARE_FINAL_TYPE (CueMonitor, cue_monitor, CUE, MONITOR, GObject)

CueMonitor *cue_monitor_new (CueProfile *profile, CueClock *clock, CueSecretStore *secrets);

void     cue_monitor_start (CueMonitor *self);
void     cue_monitor_stop (CueMonitor *self);
void     cue_monitor_set_limits_path (CueMonitor *self, const char *path);
void     cue_monitor_set_fetches_assets (CueMonitor *self, gboolean fetches);
void     cue_monitor_set_network (CueMonitor *self, GNetworkMonitor *network);
gboolean cue_monitor_refresh (CueMonitor *self, gint64 *wait_us);

CueProfile      *cue_monitor_get_profile (CueMonitor *self);
const char      *cue_monitor_get_title (CueMonitor *self);
gboolean         cue_monitor_get_running (CueMonitor *self);
CueClock        *cue_monitor_get_clock (CueMonitor *self);
CueEnginePoller *cue_monitor_get_poller (CueMonitor *self);
CueEngineState  *cue_monitor_get_state (CueMonitor *self);
CueCountdown    *cue_monitor_get_countdown (CueMonitor *self);
CueClockOffset  *cue_monitor_get_clock_offset (CueMonitor *self);
CueTrace        *cue_monitor_get_trace (CueMonitor *self);
CueRedactor     *cue_monitor_get_redactor (CueMonitor *self);
GListModel      *cue_monitor_get_sources (CueMonitor *self);
CueSourceHealth *cue_monitor_get_source (CueMonitor *self, const char *id);
CueProblemList  *cue_monitor_get_problems (CueMonitor *self);
CueRing         *cue_monitor_get_observations (CueMonitor *self);
CueRing         *cue_monitor_get_messages (CueMonitor *self);
CueDoorsWatch   *cue_monitor_get_doors (CueMonitor *self);
CueAcousticDesk *cue_monitor_get_acoustic (CueMonitor *self);
CueFeedDesk     *cue_monitor_get_feeds (CueMonitor *self);
CueAssetWatch   *cue_monitor_get_assets (CueMonitor *self);
void             cue_monitor_inherit (CueMonitor *self, CueMonitor *before);
GListModel      *cue_monitor_get_variants (CueMonitor *self);
CueHealth        cue_monitor_get_severity (CueMonitor *self);
gint64           cue_monitor_get_latency (CueMonitor *self);

gboolean cue_monitor_is_settled (CueMonitor *self);

void cue_monitor_report_player (CueMonitor        *self,
                                CuePlayerCondition condition,
                                const char        *words,
                                const char        *cause);
void cue_monitor_map_fragment (CueMonitor *self, const char *fragment_uri, gint64 position_us);
void cue_monitor_observe (CueMonitor *self,
                          const char *lane,
                          const char *kind,
                          const char *subject,
                          const char *detail,
                          CueSeverity severity);

G_END_DECLS
