// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-type.h"

G_BEGIN_DECLS

/**
 * CueAcousticTypesState:
 * @CUE_ACOUSTIC_TYPES_ASKING: the lists were asked for, and nothing came yet
 * @CUE_ACOUSTIC_TYPES_READY: they came
 * @CUE_ACOUSTIC_TYPES_FAILED: they did not come, and never did
 *
 * Whether the list of event types can be believed.
 */
typedef enum {
  CUE_ACOUSTIC_TYPES_ASKING,
  CUE_ACOUSTIC_TYPES_READY,
  CUE_ACOUSTIC_TYPES_FAILED,
} CueAcousticTypesState;

#define CUE_TYPE_ACOUSTIC_TYPES_VIEW (cue_acoustic_types_view_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticTypesView,
                      cue_acoustic_types_view,
                      CUE,
                      ACOUSTIC_TYPES_VIEW,
                      AdwBin)

void          cue_acoustic_types_view_set_types (CueAcousticTypesView *self, GListModel *types);
void          cue_acoustic_types_view_set_state (CueAcousticTypesView *self,
                                                 CueAcousticTypesState state,
                                                 const char           *words);
void          cue_acoustic_types_view_set_odd (CueAcousticTypesView *self, GPtrArray *found);
void          cue_acoustic_types_view_search (CueAcousticTypesView *self);
CueEventType *cue_acoustic_types_view_get_selected (CueAcousticTypesView *self);
void          cue_acoustic_types_view_select (CueAcousticTypesView *self, const char *code);

G_END_DECLS
