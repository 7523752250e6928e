// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueSignalrPiece:
 * @bytes: one record without its separator; valid until the next call
 * @length: its bytes
 * @wall_us: when its last byte came
 * @monotonic_us: the same on the monotonic clock
 */
typedef struct {
  const char *bytes;
  gsize       length;
  gint64      wall_us;
  gint64      monotonic_us;
} CueSignalrPiece;

typedef struct _CueSignalrInbox CueSignalrInbox;

CueSignalrInbox *cue_signalr_inbox_new (gsize max_record_bytes);
CueSignalrInbox *cue_signalr_inbox_ref (CueSignalrInbox *self);
void             cue_signalr_inbox_unref (CueSignalrInbox *self);
void
cue_signalr_inbox_push (CueSignalrInbox *self, GBytes *data, gint64 wall_us, gint64 monotonic_us);
gboolean cue_signalr_inbox_next (CueSignalrInbox *self, CueSignalrPiece *piece);
gboolean cue_signalr_inbox_is_overlong (CueSignalrInbox *self);
gboolean cue_signalr_inbox_has_rest (CueSignalrInbox *self);
gsize    cue_signalr_inbox_get_waiting (CueSignalrInbox *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSignalrInbox, cue_signalr_inbox_unref)

G_END_DECLS
