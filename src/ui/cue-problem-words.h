// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-problem-list.h"

G_BEGIN_DECLS

CueProblem *cue_problem_words_find_worst (GListModel *problems);
char       *cue_problem_words_describe_since (CueProblem *problem);
char       *cue_problem_words_to_text (CueProblem *problem);
char       *cue_problem_words_list_to_text (GListModel *problems);

G_END_DECLS
