// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-clock.h"
#include "cue-problem.h"

G_BEGIN_DECLS

#define CUE_TYPE_PROBLEM_LIST (cue_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (CueProblemList, cue_problem_list, CUE, PROBLEM_LIST, GObject)

CueProblemList *cue_problem_list_new (CueClock *clock);

CueProblem *cue_problem_list_find (CueProblemList *self, const char *id);
gboolean    cue_problem_list_raise (CueProblemList *self,
                                    const char     *id,
                                    const char     *source,
                                    CueSeverity     severity,
                                    const char     *title,
                                    const char     *cause,
                                    const char     *detail);
gboolean    cue_problem_list_clear (CueProblemList *self, const char *id);
void        cue_problem_list_clear_all (CueProblemList *self);
gboolean    cue_problem_list_get_worst (CueProblemList *self, CueSeverity *severity);

G_END_DECLS
