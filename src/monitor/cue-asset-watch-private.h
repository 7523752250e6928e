// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-item-private.h"
#include "cue-asset-prober.h"
#include "cue-asset-watch.h"

G_BEGIN_DECLS

// What the history says of a place.
typedef struct {
  gboolean known;    // whether it was looked at, ever
  gboolean written;  // whether the history has it
  gboolean pictured; // whether the history has its thumbnail
  char    *url;      // owned, nullable: none
  char    *sha256;   // owned, nullable: not fetched
} CueAssetTold;

// The parts of CueAssetWatch that its files share; nobody else includes this.
struct _CueAssetWatch {
  GObject parent_instance;

  CueHttpClient   *client;     // owned
  CueClock        *clock;      // owned
  char            *profile_id; // owned, nullable: nothing is kept on the disk
  CueAssetLoader  *loader;     // owned, nullable until an address is named
  CueAssetProber  *prober;     // owned
  CueAssetHistory *history;    // owned, nullable until it is needed
  CueEngineState  *state;      // owned, nullable
  CueAssetItem    *items[CUE_N_ASSET_SLOTS];
  CueAssetTold     told[CUE_N_ASSET_SLOTS];
  gint64           switched_us[CUE_N_ASSET_SLOTS]; // monotonic, when the file became another one
  GListStore      *findings;                       // owned, of CueAssetFinding, the worst first
  CueHealth        health;                         // of the state on air
  CuePlayerState   on_air;
  CuePlayerState   next;
  CuePlayerState   judged_on_air; // that the last "changed" was about
  gint64           judged_us;     // monotonic, of the last judgement
  gint64           ahead_us;      // how much the clock here is ahead of the server's
  guint            n_holds;
  guint            update_source; // something changed that is to be looked at
  gboolean         running;
  gboolean         read_history; // told was taken from the history
};

typedef enum {
  CUE_ASSET_WATCH_CHANGED,
  CUE_ASSET_WATCH_HAPPENED,
  CUE_ASSET_WATCH_N_SIGNALS,
} CueAssetWatchSignal;

void cue_asset_watch_emit_changed (CueAssetWatch *self);
void
cue_asset_watch_emit_happened (CueAssetWatch *self, CueAssetItem *item, CueAssetChange *change);
void cue_asset_watch_set_health (CueAssetWatch *self, CueHealth health);
void cue_asset_watch_schedule (CueAssetWatch *self);

void     cue_asset_watch_take_slots (CueAssetWatch *self);
void     cue_asset_watch_update_files (CueAssetWatch *self);
void     cue_asset_watch_update_probes (CueAssetWatch *self);
gboolean cue_asset_watch_is_same_path (const char *one, const char *other);
void     cue_asset_watch_judge (CueAssetWatch *self);

void cue_asset_watch_clear_told (CueAssetWatch *self);
void cue_asset_watch_record (CueAssetWatch *self);

G_END_DECLS
