// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-test-step.h"

G_BEGIN_DECLS

#define CUE_TYPE_TEST_ROW (cue_test_row_get_type ())

G_DECLARE_FINAL_TYPE (CueTestRow, cue_test_row, CUE, TEST_ROW, AdwExpanderRow)

GtkWidget *cue_test_row_new (CueTestStep *step);

const char *cue_test_row_describe_state (CueTestState state);
char       *cue_test_row_to_text (GListModel *steps);

G_END_DECLS
