// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-row.h"

G_BEGIN_DECLS

/**
 * CueAccessFacet:
 * @CUE_ACCESS_FACET_SITE: the site asked for, by its id
 * @CUE_ACCESS_FACET_DOOR: the door, by its lock id, or by its name where there is no id
 * @CUE_ACCESS_FACET_PERSON: the person, by the user id, or by the tag where there is no id
 * @CUE_ACCESS_FACET_WHAT: `event_category`
 * @CUE_ACCESS_FACET_HOW: `access_by`
 * @CUE_ACCESS_FACET_DETAIL: `event_detail`
 * @CUE_ACCESS_FACET_IQ: the IQ, by its id, or by its name
 *
 * What a row can be filtered by with a click on it.
 */
typedef enum {
  CUE_ACCESS_FACET_SITE,
  CUE_ACCESS_FACET_DOOR,
  CUE_ACCESS_FACET_PERSON,
  CUE_ACCESS_FACET_WHAT,
  CUE_ACCESS_FACET_HOW,
  CUE_ACCESS_FACET_DETAIL,
  CUE_ACCESS_FACET_IQ,
} CueAccessFacet;

#define CUE_ACCESS_N_FACETS (CUE_ACCESS_FACET_IQ + 1)

/**
 * CueAccessKinds:
 * @CUE_ACCESS_ENTRIES: entries
 * @CUE_ACCESS_INCIDENTS: incidents
 * @CUE_ACCESS_GAPS: gaps
 * @CUE_ACCESS_ALL_KINDS: all of these
 */
typedef enum {
  CUE_ACCESS_ENTRIES = 1 << CUE_ACCESS_ENTRY,
  CUE_ACCESS_INCIDENTS = 1 << CUE_ACCESS_INCIDENT,
  CUE_ACCESS_GAPS = 1 << CUE_ACCESS_GAP,
  CUE_ACCESS_ALL_KINDS = CUE_ACCESS_ENTRIES | CUE_ACCESS_INCIDENTS | CUE_ACCESS_GAPS,
} CueAccessKinds;

#define CUE_TYPE_ACCESS_FILTER (cue_access_filter_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessFilter, cue_access_filter, CUE, ACCESS_FILTER, GObject)

CueAccessFilter *cue_access_filter_new (void);

CueAccessKinds cue_access_filter_get_kinds (CueAccessFilter *self);
void           cue_access_filter_set_kinds (CueAccessFilter *self, CueAccessKinds kinds);
const char    *cue_access_filter_get_value (CueAccessFilter *self, CueAccessFacet facet);
void cue_access_filter_set_value (CueAccessFilter *self, CueAccessFacet facet, const char *value);
const char    *cue_access_filter_get_text (CueAccessFilter *self);
void           cue_access_filter_set_text (CueAccessFilter *self, const char *text);
void           cue_access_filter_get_range (CueAccessFilter *self, gint64 *from_us, gint64 *to_us);
void           cue_access_filter_set_range (CueAccessFilter *self, gint64 from_us, gint64 to_us);
void           cue_access_filter_move_range (CueAccessFilter *self, gint64 from_us);
CueAccessMarks cue_access_filter_get_marks (CueAccessFilter *self);
void           cue_access_filter_set_marks (CueAccessFilter *self, CueAccessMarks any_of);
gboolean       cue_access_filter_is_empty (CueAccessFilter *self);
void           cue_access_filter_reset (CueAccessFilter *self);

const char *cue_access_facet_of_event (CueAccessFacet facet, const CueAccessEvent *event);

G_END_DECLS
