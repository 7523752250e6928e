// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-media-protocol.h"

G_BEGIN_DECLS

typedef struct _CueFramePool CueFramePool;

/**
 * CueFrameReleasedFunc:
 * @buffer: the buffer that the helper may write into again
 */
typedef void (*CueFrameReleasedFunc) (guint32 buffer, gpointer user_data);

CueFramePool *cue_frame_pool_new (CueFrameReleasedFunc on_released, gpointer user_data);
void          cue_frame_pool_close (CueFramePool *self);

gboolean
cue_frame_pool_add (CueFramePool *self, const CueMediaBuffer *buffer, int fd, GError **error);
gboolean cue_frame_pool_drop (CueFramePool *self, guint32 buffer, GError **error);
GBytes  *cue_frame_pool_take_frame (CueFramePool *self, const CueMediaFrame *frame, GError **error);

G_END_DECLS
