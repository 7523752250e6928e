// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-judge.h"
#include "cue-error.h"

G_BEGIN_DECLS

/* An event with its assets, to be judged: made good, then spoiled by a test. */

#define NOW  G_GINT64_CONSTANT (1795164000000000)
#define HOUR ((gint64) 3600 * G_USEC_PER_SEC)

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

typedef struct {
  JsonObject         *json;
  CueAssetFactsFields fields[CUE_N_ASSET_SLOTS];
  CuePictureFacts    *pictures[CUE_N_ASSET_SLOTS];
  GError             *faults[CUE_N_ASSET_SLOTS];
  gboolean            known[CUE_N_ASSET_SLOTS];
  CueAssetFactsFields before;
  gboolean            has_before;
  CueAssetLimits      limits;
  gint64              ahead_us;
} AssetEvent;

enum {
  CUSTOM_VIDEO,
  CUSTOM_IMAGE,
  CUSTOM_FRONT,
  LOGO,
  PRELIVE_VIDEO,
  PRELIVE_IMAGE,
};

void             asset_event_set_url (AssetEvent *event, guint slot, const char *url);
void             asset_event_set_flag (AssetEvent *event, const char *name, gboolean flag);
void             asset_event_set_text (AssetEvent *event, const char *text, gboolean dark);
CuePictureCell   asset_event_make_cell (guint8 luminance, guint8 alpha);
void             asset_event_set_picture (AssetEvent *event, guint slot, guint width, guint height);
void             asset_event_set_file (AssetEvent  *event,
                                       guint        slot,
                                       const char  *url,
                                       const char  *type,
                                       CueAssetType found);
void             asset_event_set_video (AssetEvent *event, guint slot);
void             asset_event_fail (AssetEvent *event, guint slot, CueError code, guint status);
void             asset_event_init (AssetEvent *event);
void             asset_event_clear (AssetEvent *event);
GPtrArray       *asset_event_judge (AssetEvent *event);
CueAssetFinding *asset_event_find (GPtrArray *findings, const char *code, guint slot);

G_END_DECLS
