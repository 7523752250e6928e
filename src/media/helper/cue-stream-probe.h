// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-media-channel.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* Name of the message on the bus that says that a stream does not follow from what came before. */
#define CUE_STREAM_PROBE_BREAK "cuelight-break"

/*
 * Looks into a playbin: the elements that it puts together by itself are configured and watched.
 */
typedef struct _CueStreamProbe CueStreamProbe;

CueStreamProbe *cue_stream_probe_new (CueMediaChannel *channel, GstElement *playbin);
void            cue_stream_probe_free (CueStreamProbe *self);

void cue_stream_probe_set_bandwidth (CueStreamProbe *self, guint64 bits_per_second);
void cue_stream_probe_tell (CueStreamProbe *self, CueMediaTextKind kind, const char *text);
void cue_stream_probe_take_statistics (CueStreamProbe *self, const GstStructure *structure);
void cue_stream_probe_take_break (CueStreamProbe *self, const GstStructure *structure);
void cue_stream_probe_take_headers (CueStreamProbe *self, const GstStructure *structure);
void cue_stream_probe_take_missing (CueStreamProbe *self, GstMessage *message);

gint64      cue_stream_probe_follow (CueStreamProbe *self, gint64 position_us);
guint       cue_stream_probe_get_http_status (CueStreamProbe *self);
guint64     cue_stream_probe_get_bytes (CueStreamProbe *self);
const char *cue_stream_probe_get_missing (CueStreamProbe *self);
gboolean    cue_stream_probe_is_text (CueStreamProbe *self);

G_END_DECLS
