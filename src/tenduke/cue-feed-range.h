// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

#include "cue-finding.h"

G_BEGIN_DECLS

/**
 * CueFeedTimeForm:
 * @CUE_FEED_TIME_LOCAL: date and time as the clock of this computer shows them
 * @CUE_FEED_TIME_UTC: date and time in UTC
 * @CUE_FEED_TIME_RAW: nanoseconds since 1970 UTC, as they are sent
 *
 * How a time is written by people.
 */
typedef enum {
  CUE_FEED_TIME_LOCAL,
  CUE_FEED_TIME_UTC,
  CUE_FEED_TIME_RAW,
} CueFeedTimeForm;

#define CUE_TYPE_FEED_TIME_FORM (cue_feed_time_form_get_type ())
GType cue_feed_time_form_get_type (void) G_GNUC_CONST;

/**
 * CueFeedRange:
 * @after: only events received after this, in nanoseconds since 1970 UTC; 0: from the oldest on
 * @before: only events received before this; 0: up to the newest
 *
 * Which part of a feed is asked for. With both 0 it is the newest page.
 */
typedef struct {
  gint64 after;
  gint64 before;
} CueFeedRange;

// Fields of a request for a feed, as findings name them.
#define CUE_FEED_FIELD_AFTER  "after"
#define CUE_FEED_FIELD_BEFORE "before"

gboolean
       cue_feed_time_parse (const char *text, CueFeedTimeForm form, gint64 *out_ns, GError **error);
gint64 cue_feed_time_suggest (const char *text);
char  *cue_feed_time_format (gint64 ns, CueFeedTimeForm form);
void   cue_feed_time_check (GPtrArray      *findings,
                            const char     *path,
                            const char     *text,
                            CueFeedTimeForm form,
                            gint64         *out_ns);
void   cue_feed_range_check (GPtrArray *findings, const CueFeedRange *range);

G_END_DECLS
