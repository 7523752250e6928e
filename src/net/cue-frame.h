// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-redact.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* More of one message is not kept. */
#define CUE_FRAME_MAX_BYTES (64 * 1024)

/**
 * CueFrameDescriber:
 * @data: a WebSocket message, or its beginning
 * @sent: whether we sent it
 * @keepalive: (out): whether it only says that the sender lives
 *
 * Says in a few words what a message is, without any of its content.
 *
 * Returns: (transfer full): words for people
 */
typedef char *(*CueFrameDescriber) (GBytes *data, gboolean sent, gboolean *keepalive);

/* One message as CueFrameLog keeps it. */
typedef struct {
  guint64  id;
  GBytes  *data; /* owned: at most CUE_FRAME_MAX_BYTES */
  gsize    size; /* of the whole message */
  gint64   wall_us;
  gint64   monotonic_us;
  gboolean sent;
} CueFrameRecord;

#define CUE_TYPE_FRAME (cue_frame_get_type ())

G_DECLARE_FINAL_TYPE (CueFrame, cue_frame, CUE, FRAME, GObject)

CueFrame *
cue_frame_new (const CueFrameRecord *record, CueFrameDescriber describer, CueRedactor *redactor);

gboolean    cue_frame_get_sent (CueFrame *self);
gsize       cue_frame_get_size (CueFrame *self);
gint64      cue_frame_get_wall_us (CueFrame *self);
const char *cue_frame_get_kind (CueFrame *self);
gboolean    cue_frame_get_keepalive (CueFrame *self);
const char *cue_frame_get_text (CueFrame *self);

G_END_DECLS
