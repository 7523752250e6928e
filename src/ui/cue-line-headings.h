// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-line-table.h"

G_BEGIN_DECLS

#define CUE_TYPE_LINE_HEADINGS (cue_line_headings_get_type ())

G_DECLARE_FINAL_TYPE (CueLineHeadings, cue_line_headings, CUE, LINE_HEADINGS, GtkWidget)

void cue_line_headings_set_table (CueLineHeadings *self, CueLineTable *table);

G_END_DECLS
