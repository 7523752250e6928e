// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-facts.h"
#include "cue-asset-finding.h"
#include "cue-asset-slot.h"

G_BEGIN_DECLS

/* The limits when nobody says otherwise; each is explained in the README. */
#define CUE_ASSET_LIMIT_RATIO_ERROR    1.0                        /* % away from 9:16 */
#define CUE_ASSET_LIMIT_IMAGE_WIDTH    1080                       /* pixels */
#define CUE_ASSET_LIMIT_IMAGE_HEIGHT   1920                       /* pixels */
#define CUE_ASSET_LIMIT_VIDEO_WIDTH    720                        /* pixels */
#define CUE_ASSET_LIMIT_VIDEO_HEIGHT   1280                       /* pixels */
#define CUE_ASSET_LIMIT_IMAGE_BYTES    ((gint64) 2 * 1000 * 1000) /* 2 MB */
#define CUE_ASSET_LIMIT_VIDEO_BYTES    ((gint64) 8 * 1000 * 1000) /* 8 MB */
#define CUE_ASSET_LIMIT_4G_BYTES_PER_S 1125000                    /* 9 Mbit/s */
#define CUE_ASSET_LIMIT_LOAD_S         8.0                        /* of all layers, at that speed */
#define CUE_ASSET_LIMIT_EXPIRES_US     ((gint64) 3600 * G_USEC_PER_SEC)      /* 1 h */
#define CUE_ASSET_LIMIT_NEWS_US        ((gint64) 24 * 3600 * G_USEC_PER_SEC) /* 1 day */
#define CUE_ASSET_LIMIT_CONTRAST       4.5 /* WCAG 2.2, 1.4.3 AA */
#define CUE_ASSET_LIMIT_BLACK          0.9 /* share of the pictures */

/**
 * CueAssetLimits:
 * @ratio_error: percent that a picture may be away from 9:16
 * @image_width: pixels that an image needs at least
 * @image_height: the same
 * @video_width: pixels that a video needs at least
 * @video_height: the same
 * @image_bytes: bytes that an image may have
 * @video_bytes: bytes that a video may have
 * @bytes_per_s: what a phone gets on 4G
 * @load_s: seconds that the layers of a state may take at that speed
 * @expires_us: how long before its end a signed address is told
 * @news_us: how long a change is told
 * @contrast: what text needs on its background
 * @black: share of black pictures from which a video is called black
 *
 * Where the findings begin. Start with %CUE_ASSET_LIMITS_INIT.
 */
typedef struct {
  double ratio_error;
  guint  image_width;
  guint  image_height;
  guint  video_width;
  guint  video_height;
  gint64 image_bytes;
  gint64 video_bytes;
  gint64 bytes_per_s;
  double load_s;
  gint64 expires_us;
  gint64 news_us;
  double contrast;
  double black;
} CueAssetLimits;

#define CUE_ASSET_LIMITS_INIT                                                                  \
  {                                                                                            \
    .ratio_error = CUE_ASSET_LIMIT_RATIO_ERROR, .image_width = CUE_ASSET_LIMIT_IMAGE_WIDTH,    \
    .image_height = CUE_ASSET_LIMIT_IMAGE_HEIGHT, .video_width = CUE_ASSET_LIMIT_VIDEO_WIDTH,  \
    .video_height = CUE_ASSET_LIMIT_VIDEO_HEIGHT, .image_bytes = CUE_ASSET_LIMIT_IMAGE_BYTES,  \
    .video_bytes = CUE_ASSET_LIMIT_VIDEO_BYTES, .bytes_per_s = CUE_ASSET_LIMIT_4G_BYTES_PER_S, \
    .load_s = CUE_ASSET_LIMIT_LOAD_S, .expires_us = CUE_ASSET_LIMIT_EXPIRES_US,                \
    .news_us = CUE_ASSET_LIMIT_NEWS_US, .contrast = CUE_ASSET_LIMIT_CONTRAST,                  \
    .black = CUE_ASSET_LIMIT_BLACK                                                             \
  }

/**
 * CueAssetEvidence:
 * @facts: (nullable): what is known of each slot's file, by the index of the slot; %NULL for what
 *   was not looked at yet, of which nothing is said
 * @before: (nullable): the facts of the address that the slot had before, where it had another
 * @ahead_us: how much the clock of this computer is ahead of that of the event's server, in µs; 0
 *   when that is not known. The time after which a signed address is refused is the server's.
 *
 * What is judged. Nothing is owned.
 */
typedef struct {
  CueAssetFacts *facts[CUE_N_ASSET_SLOTS];
  CueAssetFacts *before[CUE_N_ASSET_SLOTS];
  gint64         ahead_us;
} CueAssetEvidence;

GPtrArray *cue_asset_judge_slot (CueEngineState         *state,
                                 const CueAssetEvidence *evidence,
                                 guint                   index,
                                 const CueAssetLimits   *limits,
                                 gint64                  now_wall_us);
GPtrArray *cue_asset_judge (CueEngineState         *state,
                            const CueAssetEvidence *evidence,
                            const CueAssetLimits   *limits,
                            gint64                  now_wall_us);

G_END_DECLS
