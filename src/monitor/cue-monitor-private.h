// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-doors-watch.h"
#include "cue-engine-rules.h"
#include "cue-limits-writer.h"
#include "cue-monitor.h"
#include "cue-state-history.h"
#include "cue-stream-watch.h"

G_BEGIN_DECLS

#define CUE_PROBLEM_MONITOR_PROFILE  "monitor.profile"
#define CUE_PROBLEM_MONITOR_SECRET   "monitor.secret"
#define CUE_PROBLEM_STREAM_PLAYLIST  "stream.playlist"
#define CUE_PROBLEM_PLAYER_FAULT     "player.fault"
#define CUE_PROBLEM_PLAYER_BUFFERING "player.buffering"
#define CUE_PROBLEM_PLAYER_START     "player.start"
#define CUE_PROBLEM_PLAYER_ENDED     "player.ended"
#define CUE_PROBLEM_PLAYER_BEHIND    "player.behind"
#define CUE_PROBLEM_DOORS_SETUP      "doors.setup"
#define CUE_PROBLEM_DOORS_TOKEN      "doors.token"
#define CUE_PROBLEM_DOORS_GAP        "doors.gap"
#define CUE_PROBLEM_DOORS_OVERFLOW   "doors.overflow"
#define CUE_PROBLEM_DOORS_UNDECODED  "doors.undecoded"
#define CUE_PROBLEM_ACOUSTIC_RUN     "acoustic.run"
#define CUE_PROBLEM_ASSETS_ON_AIR    "assets.on-air"
#define CUE_PROBLEM_ASSETS_OTHERS    "assets.others"
#define CUE_PROBLEM_ASSETS_HELPER    "assets.helper"
#define CUE_PROBLEM_ASSETS_STORAGE   "assets.storage"

// The parts of CueMonitor that its files share; nobody else includes this.
struct _CueMonitor {
  GObject parent_instance;

  CueProfile        *profile;       // owned
  CueClock          *clock;         // owned
  CueSecretStore    *secrets;       // owned
  CueRedactor       *redactor;      // owned
  CueTrace          *trace;         // owned
  CueHttpClient     *client;        // owned
  CueStateUrlSource *source;        // owned
  CueEnginePoller   *poller;        // owned
  CueStreamWatch    *stream;        // owned
  CueProblemList    *problems;      // owned
  CueRing           *observations;  // owned, of CueObservation
  CueRing           *messages;      // owned, of CueObservation: what came in masses
  GListStore        *sources;       // owned, of the three below
  CueSourceHealth   *engine_health; // owned
  CueSourceHealth   *stream_health; // owned
  CueSourceHealth   *player_health; // owned
  CueSourceHealth   *doors_health;  // owned; in the list when doors are watched
  CueDoorsWatch     *doors;         // owned
  CueAcousticDesk   *acoustic;      // owned
  CueFeedDesk       *feeds;         // owned
  CueAssetWatch     *assets;        // owned
  CueStateHistory   *history;       // owned

  GNetworkMonitor *network;       // owned, nullable until started
  GCancellable    *cancellable;   // owned, of the lookup of the secret; nullable
  guint            secret_timer;  // says that the keyring is waited for
  char            *limits_path;   // owned
  CueLimitsWriter *limits_writer; // owned, nullable until started
  GVariant        *limits;        // owned, nullable, what was last saved
  CueHealth        severity;
  gboolean         running;
  gboolean         leaves_assets; // they are not fetched

  CuePlayerCondition player_condition;
  gint64             player_since;   // monotonic µs, of the condition
  char              *player_words;   // owned
  char              *player_cause;   // owned
  char              *observed_fault; // owned, nullable: the player's fault that the record has
  gint64             latency;        // µs, or CUE_MONITOR_LATENCY_UNKNOWN
  gint64             lag;            // µs, how much older the picture is than at best
  gint64             lag_at;         // monotonic µs, when that was measured
  gint64             lag_least;  // monotonic − encoder's clock, at best; G_MAXINT64: not known
  guint              lag_stream; // hash of the manifest it belongs to

  gint64 doors_gap_us;       // monotonic, of the last gap, 0: none
  gint64 doors_overflow_us;  // monotonic, of the last time that messages were let go, 0: never
  gint64 doors_undecoded_us; // monotonic, of the last message that was not what we expect, 0: none
};

void           cue_monitor_fill_facts (CueMonitor *self, CueEngineFacts *facts);
CuePlayerState cue_monitor_get_player_state (CueMonitor *self);
gboolean       cue_monitor_needs_stream (CueMonitor *self);
void           cue_monitor_update_stream (CueMonitor *self);
void           cue_monitor_update_player (CueMonitor *self);
void           cue_monitor_set_latency (CueMonitor *self, gint64 latency);
void           cue_monitor_reset_player (CueMonitor *self);
void           cue_monitor_observe_changes (CueMonitor     *self,
                                            CueEngineState *before,
                                            CueEngineState *after,
                                            GPtrArray      *changes);
void           cue_monitor_observe_personal (CueMonitor *self,
                                             const char *lane,
                                             const char *kind,
                                             const char *subject,
                                             const char *detail,
                                             const char *discreet,
                                             CueSeverity severity);
void           cue_monitor_update_severity (CueMonitor *self);
void           cue_monitor_watch_problems (CueMonitor *self);
void           cue_monitor_begin_limits (CueMonitor *self);
void           cue_monitor_save_limits (CueMonitor *self);
void           cue_monitor_end_limits (CueMonitor *self);
void           cue_monitor_begin_network (CueMonitor *self);
void           cue_monitor_end_network (CueMonitor *self);
void           cue_monitor_begin_secret (CueMonitor *self);
void           cue_monitor_end_secret (CueMonitor *self);
void           cue_monitor_make_doors (CueMonitor *self);
void           cue_monitor_update_doors (CueMonitor *self);
gboolean       cue_monitor_is_hub_failing (CueSaltoHub *hub);
void           cue_monitor_update_hubs (CueMonitor *self);
void           cue_monitor_clear_doors (CueMonitor *self);
void           cue_monitor_update_key_problem (CueMonitor        *self,
                                               const char        *prefix,
                                               const char        *lane,
                                               CueDeskConnection *connection,
                                               const char        *title);
void cue_monitor_clear_gone_problems (CueMonitor *self, CueDesk *desk, const char *const *prefixes);
void cue_monitor_make_acoustic (CueMonitor *self);
void cue_monitor_inherit_acoustic (CueMonitor *self, CueMonitor *before);
void cue_monitor_update_acoustic (CueMonitor *self);
void cue_monitor_clear_acoustic (CueMonitor *self);
void cue_monitor_make_feeds (CueMonitor *self);
void cue_monitor_inherit_feeds (CueMonitor *self, CueMonitor *before);
void cue_monitor_update_feeds (CueMonitor *self);
void cue_monitor_clear_feeds (CueMonitor *self);
void cue_monitor_make_assets (CueMonitor *self);
void cue_monitor_update_asset_clock (CueMonitor *self);
void cue_monitor_update_assets (CueMonitor *self);
void cue_monitor_clear_assets (CueMonitor *self);

G_END_DECLS
