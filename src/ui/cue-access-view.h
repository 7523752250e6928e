// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-doors.h"
#include "cue-access-last-look.h"
#include "cue-access-notes.h"
#include "cue-access-zones.h"
#include "cue-clock.h"
#include "cue-filtered-access.h"
#include "cue-id-rows.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_VIEW (cue_access_view_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessView, cue_access_view, CUE, ACCESS_VIEW, GObject)

CueAccessView *cue_access_view_new (CueAccessLog   *log,
                                    CueAccessDoors *doors,
                                    CueAccessNotes *notes,
                                    GListModel     *links,
                                    CueClock       *clock);

CueAccessLog      *cue_access_view_get_log (CueAccessView *self);
CueAccessDoors    *cue_access_view_get_doors (CueAccessView *self);
CueAccessNotes    *cue_access_view_get_notes (CueAccessView *self);
GListModel        *cue_access_view_get_links (CueAccessView *self);
CueClock          *cue_access_view_get_clock (CueAccessView *self);
CueAccessFilter   *cue_access_view_get_filter (CueAccessView *self);
CueFilteredAccess *cue_access_view_get_filtered (CueAccessView *self);
CueIdRows         *cue_access_view_get_rows (CueAccessView *self);
CueAccessZones    *cue_access_view_get_zones (CueAccessView *self);
CueAccessLastLook *cue_access_view_get_last_look (CueAccessView *self);

gboolean cue_access_view_get_hide_names (CueAccessView *self);
void     cue_access_view_set_hide_names (CueAccessView *self, gboolean hide);
gboolean cue_access_view_get_paused (CueAccessView *self);
void     cue_access_view_set_paused (CueAccessView *self, gboolean paused);

CueAccessRow *cue_access_view_dup_selected (CueAccessView *self);
void cue_access_view_filter_by (CueAccessView *self, CueAccessFacet facet, CueAccessEvent *example);
void cue_access_view_filter_by_door (CueAccessView *self, const char *key, const char *name);
char *cue_access_view_describe_facet (CueAccessView *self, CueAccessFacet facet);

gboolean cue_access_view_is_mark_below (CueAccessView *self, guint position);

gboolean cue_access_view_has_notes (CueAccessView *self);
gboolean cue_access_view_can_annotate (CueAccessView *self, const CueAccessEvent *event);
const CueAccessNote *cue_access_view_get_note (CueAccessView *self, const CueAccessEvent *event);
char *cue_access_view_describe_note (CueAccessView *self, const CueAccessEvent *event);
void  cue_access_view_annotate (CueAccessView        *self,
                                const CueAccessEvent *event,
                                gboolean              acknowledged,
                                const char           *text);

G_END_DECLS
