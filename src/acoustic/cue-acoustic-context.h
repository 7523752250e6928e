// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-call.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_CONTEXT (cue_acoustic_context_get_type ())
typedef struct _CueAcousticContext CueAcousticContext;

GType               cue_acoustic_context_get_type (void) G_GNUC_CONST;
CueAcousticContext *cue_acoustic_context_new (CueAcousticRole role, gint64 now_us);
CueAcousticContext *cue_acoustic_context_ref (CueAcousticContext *self);
void                cue_acoustic_context_unref (CueAcousticContext *self);
void                cue_acoustic_context_set_registered_known (CueAcousticContext *self);
void                cue_acoustic_context_add_registered (CueAcousticContext *self,
                                                         const char         *code,
                                                         const char *const  *attribute_names);
CueAcousticRole     cue_acoustic_context_get_role (CueAcousticContext *self);
gint64              cue_acoustic_context_get_now (CueAcousticContext *self);
gboolean            cue_acoustic_context_knows_registered (CueAcousticContext *self);
gboolean            cue_acoustic_context_is_registered (CueAcousticContext *self, const char *code);
gboolean            cue_acoustic_context_has_attribute (CueAcousticContext *self,
                                                        const char         *code,
                                                        const char         *attribute_name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueAcousticContext, cue_acoustic_context_unref)

G_END_DECLS
