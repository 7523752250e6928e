// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-problem.h"

G_BEGIN_DECLS

#define CUE_TYPE_PROBLEM_ROW (cue_problem_row_get_type ())

G_DECLARE_FINAL_TYPE (CueProblemRow, cue_problem_row, CUE, PROBLEM_ROW, AdwPreferencesRow)

GtkWidget *cue_problem_row_new (CueProblem *problem);

G_END_DECLS
