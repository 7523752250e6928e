// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-finding.h"

G_BEGIN_DECLS

// A page of the window, and the most that is asked for at once (ASSUME-23).
#define CUE_FEED_DEFAULT_MAX_EVENTS 100
#define CUE_FEED_MAX_EVENTS         1000

// Fields of a form that stand in no event, as findings name them.
#define CUE_FEED_FIELD_HOST       "host"
#define CUE_FEED_FIELD_SOURCE     "source"
#define CUE_FEED_FIELD_MAX_EVENTS "max-events"

void cue_feed_check_host (GPtrArray *findings, const char *host);
void cue_feed_check_source (GPtrArray *findings, const char *source);
void cue_feed_check_max_events (GPtrArray *findings, gint64 max_events);

G_END_DECLS
