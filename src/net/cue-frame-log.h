// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-frame.h"

G_BEGIN_DECLS

#define CUE_FRAME_LOG_MAX_ITEMS 1000
#define CUE_FRAME_LOG_MAX_BYTES (1024 * 1024)

#define CUE_TYPE_FRAME_LOG (cue_frame_log_get_type ())

G_DECLARE_FINAL_TYPE (CueFrameLog, cue_frame_log, CUE, FRAME_LOG, GObject)

CueFrameLog         *
cue_frame_log_new (CueClock *clock, CueRedactor *redactor, CueFrameDescriber describer);
void    cue_frame_log_add (CueFrameLog *self,
                           GBytes      *data,
                           gboolean     sent,
                           gint64       wall_us,
                           gint64       monotonic_us);
void    cue_frame_log_flush (CueFrameLog *self);
guint64 cue_frame_log_get_total (CueFrameLog *self);
gsize   cue_frame_log_get_bytes (CueFrameLog *self);

G_END_DECLS
