// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-media-protocol.h"

G_BEGIN_DECLS

/**
 * CueMediaMessageFunc:
 * @message: a checked message; it and its text live until the function returns
 * @fd: the descriptor that came with it, or -1; the function takes it over
 */
typedef void (*CueMediaMessageFunc) (const CueMediaMessage *message, int fd, gpointer user_data);

/**
 * CueMediaClosedFunc:
 * @error: (nullable): what the other side did wrong, or %NULL when it just left
 */
typedef void (*CueMediaClosedFunc) (const GError *error, gpointer user_data);

typedef struct _CueMediaChannel CueMediaChannel;

CueMediaChannel *cue_media_channel_new (int                 fd,
                                        CueMediaSide        side,
                                        CueMediaMessageFunc on_message,
                                        CueMediaClosedFunc  on_closed,
                                        gpointer            user_data);
void             cue_media_channel_read_rest (CueMediaChannel *self);
void             cue_media_channel_free (CueMediaChannel *self);
gboolean cue_media_channel_send (CueMediaChannel *self, const CueMediaMessage *message, int fd);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueMediaChannel, cue_media_channel_free)

G_END_DECLS
