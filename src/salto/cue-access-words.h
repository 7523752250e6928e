// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-filter.h"
#include "cue-access-row.h"

G_BEGIN_DECLS

/**
 * CueAccessClockFace:
 * @CUE_ACCESS_SITE_TIME: as the clocks at the site show, from `local_date_time`
 * @CUE_ACCESS_LOCAL_TIME: as the clock of this computer shows, from `utc_date_time`
 */
typedef enum {
  CUE_ACCESS_SITE_TIME,
  CUE_ACCESS_LOCAL_TIME,
} CueAccessClockFace;

const char *cue_access_words_for_code (CueAccessField field, const char *code);
const char *cue_access_words_for_nth_code (guint n);
const char *cue_access_words_for_form (CueAccessForm form);

char    *cue_access_words_time (const CueAccessEvent *event, CueAccessClockFace face);
char    *cue_access_words_date_time (const CueAccessEvent *event, CueAccessClockFace face);
char    *cue_access_words_day (const CueAccessEvent *event, CueAccessClockFace face, gint64 now_us);
gboolean cue_access_words_find_offset (const CueAccessEvent *event, gint64 *offset_us);
char    *cue_access_words_door (const CueAccessEvent *event);
char    *cue_access_words_person (const CueAccessEvent *event, gboolean hidden);
char    *cue_access_words_what (const CueAccessEvent *event);
char    *cue_access_words_how (const CueAccessEvent *event);
char    *cue_access_words_detail (const CueAccessEvent *event, gboolean hidden);
char *cue_access_words_field (const CueAccessEvent *event, CueAccessField field, gboolean hidden);
char *cue_access_words_marks (CueAccessRow *row);
char *cue_access_words_facet (CueAccessFacet facet, const char *value);

G_END_DECLS
