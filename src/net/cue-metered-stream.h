// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes beyond the limit of a message that are still given: heads of frames, pings between them. */
#define CUE_METERED_SLACK_BYTES (64 * 1024)

#define CUE_TYPE_METERED_STREAM (cue_metered_stream_get_type ())

G_DECLARE_FINAL_TYPE (CueMeteredStream, cue_metered_stream, CUE, METERED_STREAM, GFilterInputStream)

CueMeteredStream *cue_metered_stream_new (GInputStream *base,
                                          GSocket      *way_back,
                                          guint64       max_message_bytes,
                                          CueClock     *clock);
void              cue_metered_stream_note_message (CueMeteredStream *self);
void              cue_metered_stream_set_held (CueMeteredStream *self, gboolean held);

G_END_DECLS
