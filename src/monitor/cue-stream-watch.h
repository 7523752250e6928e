// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-clock.h"
#include "cue-http-client.h"

G_BEGIN_DECLS

#define CUE_STREAM_PDT_UNKNOWN G_MININT64

#define CUE_TYPE_STREAM_WATCH (cue_stream_watch_get_type ())
G_DECLARE_FINAL_TYPE (CueStreamWatch, cue_stream_watch, CUE, STREAM_WATCH, GObject)

CueStreamWatch *cue_stream_watch_new (CueHttpClient *client, CueClock *clock);

void        cue_stream_watch_set_manifest (CueStreamWatch *self, const char *url);
const char *cue_stream_watch_get_manifest (CueStreamWatch *self);
void        cue_stream_watch_tick (CueStreamWatch *self);
void        cue_stream_watch_stop (CueStreamWatch *self);

GListModel   *cue_stream_watch_get_variants (CueStreamWatch *self);
gboolean      cue_stream_watch_get_loaded (CueStreamWatch *self);
const GError *cue_stream_watch_get_error (CueStreamWatch *self);
gint64        cue_stream_watch_get_last_good (CueStreamWatch *self);
char         *cue_stream_watch_describe (CueStreamWatch *self);

void   cue_stream_watch_find_fragment (CueStreamWatch *self, const char *uri);
gint64 cue_stream_watch_get_fragment_pdt (CueStreamWatch *self);

G_END_DECLS
