// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-exchange.h"

G_BEGIN_DECLS

#define CUE_TRACE_DEFAULT_MAX_ITEMS 2000
#define CUE_TRACE_DEFAULT_MAX_BYTES (16 * 1024 * 1024)

#define CUE_TYPE_TRACE (cue_trace_get_type ())

G_DECLARE_FINAL_TYPE (CueTrace, cue_trace, CUE, TRACE, GObject)

CueTrace *cue_trace_new (void);
CueTrace *cue_trace_new_bounded (guint max_items, gsize max_bytes);
void      cue_trace_begin (CueTrace *self, CueExchange *exchange);
void      cue_trace_finish (CueTrace *self, CueExchange *exchange);
void      cue_trace_clear (CueTrace *self);
gsize     cue_trace_get_bytes (CueTrace *self);
guint64   cue_trace_get_dropped (CueTrace *self);

G_END_DECLS
