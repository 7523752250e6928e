// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-desk.h"
#include "cue-acoustic-register-form.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_PAGE (cue_acoustic_page_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticPage, cue_acoustic_page, CUE, ACOUSTIC_PAGE, AdwBin)

void cue_acoustic_page_set_desk (CueAcousticPage *self, CueAcousticDesk *desk);
CueAcousticDeskConnection *cue_acoustic_page_get_connection (CueAcousticPage *self);
CueAcousticRegisterForm   *cue_acoustic_page_get_register_form (CueAcousticPage *self);
void                       cue_acoustic_page_choose (CueAcousticPage *self, const char *id);
void                       cue_acoustic_page_show_section (CueAcousticPage *self, const char *name);
void                       cue_acoustic_page_select_type (CueAcousticPage *self, const char *code);
void                       cue_acoustic_page_export (CueAcousticPage *self, GFile *file);
void                       cue_acoustic_page_compare (CueAcousticPage *self, GFile *file);
void                       cue_acoustic_page_search (CueAcousticPage *self);

G_END_DECLS
