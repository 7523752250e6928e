// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-log.h"
#include "cue-access-row.h"

G_BEGIN_DECLS

/* What a row says besides its event. */
typedef struct {
  CueAccessMarks marks;
  guint          repeats;
  guint64        pair_id;
  gint64         duration_us;
} CueAccessRowFacts;

CueAccessRow *cue_access_row_new (CueAccessLog            *log,
                                  guint64                  id,
                                  const char              *site_id,
                                  const char              *site_name,
                                  const CueAccessRowFacts *facts);
void          cue_access_row_set_facts (CueAccessRow *self, const CueAccessRowFacts *facts);

/* For rows alone. */
void cue_access_log_forget_row (CueAccessLog *self, guint64 id);

G_END_DECLS
