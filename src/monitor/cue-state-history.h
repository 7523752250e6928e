// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

#include "cue-engine-state.h"

G_BEGIN_DECLS

#define CUE_STATE_HISTORY_WINDOW_US (5 * 60 * G_USEC_PER_SEC)
#define CUE_STATE_HISTORY_FLAPS     3 // changes between the same two states within the window

typedef struct _CueStateHistory CueStateHistory;

CueStateHistory *cue_state_history_new (void);
void             cue_state_history_free (CueStateHistory *self);
void             cue_state_history_add (CueStateHistory *self, CuePlayerState state, gint64 at_us);
guint            cue_state_history_count_flaps (CueStateHistory *self,
                                                gint64           now_us,
                                                CuePlayerState  *one,
                                                CuePlayerState  *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueStateHistory, cue_state_history_free)

G_END_DECLS
