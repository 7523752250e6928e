// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-diagnostic.h"

G_BEGIN_DECLS

#define CUE_TYPE_FINDING_LABEL (cue_finding_label_get_type ())

G_DECLARE_FINAL_TYPE (CueFindingLabel, cue_finding_label, CUE, FINDING_LABEL, AdwBin)

GtkWidget *cue_finding_label_new (void);

GtkWidget *cue_finding_label_get_field (CueFindingLabel *self);
void       cue_finding_label_set_field (CueFindingLabel *self, GtkWidget *field);
void       cue_finding_label_show (CueFindingLabel *self,
                                   CueSeverity      severity,
                                   const char      *words,
                                   const char      *source);
void       cue_finding_label_show_odd (CueFindingLabel *self, GPtrArray *found);
void       cue_finding_label_clear (CueFindingLabel *self);

char *cue_finding_source_to_words (const char *source);

G_END_DECLS
