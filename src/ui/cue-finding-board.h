// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-finding-label.h"
#include "cue-finding.h"

G_BEGIN_DECLS

#define CUE_TYPE_FINDING_BOARD (cue_finding_board_get_type ())

G_DECLARE_FINAL_TYPE (CueFindingBoard, cue_finding_board, CUE, FINDING_BOARD, GObject)

CueFindingBoard *cue_finding_board_new (void);

void       cue_finding_board_add (CueFindingBoard *self, CueFindingLabel *label, const char *path);
void       cue_finding_board_set_rest (CueFindingBoard   *self,
                                       CueFindingLabel   *label,
                                       const char *const *elsewhere);
void       cue_finding_board_show (CueFindingBoard *self, GPtrArray *findings);
void       cue_finding_board_touch_all (CueFindingBoard *self);
void       cue_finding_board_reset (CueFindingBoard *self);
GtkWidget *cue_finding_board_get_first_wrong (CueFindingBoard *self);

CueSeverity cue_finding_board_get_severity (const CueFinding *finding);
void        cue_finding_board_show_at (CueFindingLabel *label, const CueFinding *finding);

G_END_DECLS
