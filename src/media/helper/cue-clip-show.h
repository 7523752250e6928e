// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clip-store.h"
#include "cue-helper.h"

G_BEGIN_DECLS

/** CUE_CLIP_SHOW_NAME: what the program is told to be when it only shows a store */
#define CUE_CLIP_SHOW_NAME "clip-show"

/**
 * CueClipSettings:
 * @fps: pictures in a second
 * @view_width: for which the pictures were made
 * @view_height: likewise
 * @visible: whether anybody looks
 *
 * How a store is shown.
 */
typedef struct {
  guint fps;
  guint view_width;
  guint view_height;
  guint natural_width; /* of the video before its pictures were made small; 0 until one is known */
  guint natural_height;
  gboolean visible;
} CueClipSettings;

CueDecoder *cue_clip_show_new (CueMediaChannel       *channel,
                               CueFrameWriter        *writer,
                               const CueClipSettings *settings,
                               CueClipStore          *store);

void
cue_clip_show_become (CueFrameWriter *writer, const CueClipSettings *settings, CueClipStore *store);
CueDecoder *cue_clip_show_resume (CueMediaChannel *channel, CueFrameWriter *writer);

G_END_DECLS
