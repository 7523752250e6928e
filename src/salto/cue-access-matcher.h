// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-filter.h"
#include "cue-access-log-private.h"

G_BEGIN_DECLS

/* A filter made ready for one log: the answer for each door, person and code is found once, so that
 * a row costs three look-ups. */
typedef struct _CueAccessMatcher CueAccessMatcher;

CueAccessMatcher *cue_access_matcher_new (CueAccessLog *log, CueAccessFilter *filter);
void              cue_access_matcher_free (CueAccessMatcher *self);
gboolean          cue_access_matcher_test (CueAccessMatcher *self, guint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueAccessMatcher, cue_access_matcher_free)

G_END_DECLS
