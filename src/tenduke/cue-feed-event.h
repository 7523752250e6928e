// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-stamp.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CueFeedMarks:
 * @CUE_FEED_MARK_FAILED: it reports a failure: its `errorInfo` has an `error`
 * @CUE_FEED_MARK_DUPLICATE: another event has the same `eventId`; both are kept
 * @CUE_FEED_MARK_NO_TIME: `eventReceived` is missing or cannot be read; it stands where it came
 * @CUE_FEED_MARK_FLAT: its fields are not in `data` but beside it
 * @CUE_FEED_MARK_ENCRYPTED: it has an `eventKeyId`, and its data cannot be read
 * @CUE_FEED_MARK_ODD: `data` is no object, or a field has another type than described
 * @CUE_FEED_MARK_NOT_AN_EVENT: what came in place of an event is no object
 *
 * What is to be said about an event besides its fields.
 */
typedef enum {
  CUE_FEED_MARK_FAILED = 1 << 0,
  CUE_FEED_MARK_DUPLICATE = 1 << 1,
  CUE_FEED_MARK_NO_TIME = 1 << 2,
  CUE_FEED_MARK_FLAT = 1 << 3,
  CUE_FEED_MARK_ENCRYPTED = 1 << 4,
  CUE_FEED_MARK_ODD = 1 << 5,
  CUE_FEED_MARK_NOT_AN_EVENT = 1 << 6,
} CueFeedMarks;

/**
 * CueFeedText:
 *
 * The fields of an event that have a column, or are shown first.
 */
typedef enum {
  CUE_FEED_TEXT_TYPE,
  CUE_FEED_TEXT_ID,
  CUE_FEED_TEXT_SOURCE,
  CUE_FEED_TEXT_OBJECT_TYPE,
  CUE_FEED_TEXT_OBJECT_ID,
  CUE_FEED_TEXT_RECEIVED, /* as it was written */
  CUE_FEED_TEXT_KEY_ID,
  CUE_FEED_TEXT_VERSION,
  CUE_FEED_TEXT_TIME, /* as it was written */
  CUE_FEED_TEXT_REQUEST,
  CUE_FEED_TEXT_LEASE,
  CUE_FEED_TEXT_USER,
  CUE_FEED_TEXT_USER_TYPE,
  CUE_FEED_TEXT_LICENCE_ID,
  CUE_FEED_TEXT_ITEM_ID,
  CUE_FEED_TEXT_ITEM_NAME,
  CUE_FEED_TEXT_ERROR,
  CUE_FEED_TEXT_ERROR_DESCRIPTION,
  CUE_FEED_TEXT_ERROR_URI,
} CueFeedText;

#define CUE_FEED_N_TEXTS (CUE_FEED_TEXT_ERROR_URI + 1)

/**
 * CueFeedFacet:
 * @CUE_FEED_FACET_TYPE: `eventType`
 * @CUE_FEED_FACET_SUBJECT: `eventObjectType` and `eventObjectId`, as they are shown
 * @CUE_FEED_FACET_USER: who
 * @CUE_FEED_FACET_LICENCE: the licensed item, or the licence
 * @CUE_FEED_FACET_RESULT: the `error` of those that failed
 *
 * The columns that events can be filtered and grouped by quickly.
 */
typedef enum {
  CUE_FEED_FACET_TYPE,
  CUE_FEED_FACET_SUBJECT,
  CUE_FEED_FACET_USER,
  CUE_FEED_FACET_LICENCE,
  CUE_FEED_FACET_RESULT,
} CueFeedFacet;

#define CUE_FEED_N_FACETS (CUE_FEED_FACET_RESULT + 1)

#define CUE_TYPE_FEED_EVENT (cue_feed_event_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedEvent, cue_feed_event, CUE, FEED_EVENT, GObject)

guint64      cue_feed_event_get_id (CueFeedEvent *self);
CueFeedMarks cue_feed_event_get_marks (CueFeedEvent *self);
gint64       cue_feed_event_get_received_ns (CueFeedEvent *self);
CueFeedUnit  cue_feed_event_get_received_unit (CueFeedEvent *self);
gint64       cue_feed_event_get_time_ns (CueFeedEvent *self);
CueFeedUnit  cue_feed_event_get_time_unit (CueFeedEvent *self);
const char  *cue_feed_event_get_text (CueFeedEvent *self, CueFeedText field);
const char  *cue_feed_event_get_user (CueFeedEvent *self);
const char  *cue_feed_event_get_licence (CueFeedEvent *self);
char        *cue_feed_event_dup_subject (CueFeedEvent *self);
char        *cue_feed_event_dup_facet (CueFeedEvent *self, CueFeedFacet facet);
char        *cue_feed_event_dup_result (CueFeedEvent *self);
char        *cue_feed_event_dup_marks_words (CueFeedEvent *self);
char        *cue_feed_event_dup_value (CueFeedEvent *self, const char *path);
GBytes      *cue_feed_event_get_json (CueFeedEvent *self);

G_END_DECLS
