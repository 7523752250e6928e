// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-event.h"
#include "cue-feed-scan.h"

G_BEGIN_DECLS

/* The fields of one event as they stand in its JSON text. */
typedef struct {
  CueFeedSpan texts[CUE_FEED_N_TEXTS];
  CueFeedSpan data;
  CueFeedSpan error_info;
  CueFeedSpan instruction; /* of what may be an instruction and no event */
  CueFeedSpan url;
  CueFeedSpan count;
  gboolean    is_flat; /* fields of data stand beside it */
} CueFeedFields;

/* Longer ones are cut where they are filtered and grouped by. */
#define CUE_FEED_MAX_VALUE 512

gboolean           cue_feed_fields_take (CueFeedFields *self, CueFeedScan *scan, guint depth);
gboolean           cue_feed_fields_read (CueFeedFields *self, const char *json, gsize length);
gboolean           cue_feed_fields_is_instruction (const CueFeedFields *self);
CueFeedMarks       cue_feed_fields_get_marks (const CueFeedFields *self);
const CueFeedSpan *cue_feed_fields_get_user (const CueFeedFields *self);
const CueFeedSpan *cue_feed_fields_get_licence (const CueFeedFields *self);
CueFeedUnit cue_feed_fields_get_stamp (const CueFeedFields *self, CueFeedText field, gint64 *ns);
const char *cue_feed_fields_get_value (const CueFeedFields *self,
                                       CueFeedFacet         facet,
                                       GString             *scratch,
                                       gsize               *length);
gsize       cue_feed_value_measure (const char *text, gsize length);

G_END_DECLS
