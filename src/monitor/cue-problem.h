// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

#include "cue-diagnostic.h"

G_BEGIN_DECLS

#define CUE_TYPE_PROBLEM (cue_problem_get_type ())
G_DECLARE_FINAL_TYPE (CueProblem, cue_problem, CUE, PROBLEM, GObject)

CueProblem *
cue_problem_new (const char *id, const char *source, gint64 since_wall, gint64 since_monotonic);

const char *cue_problem_get_id (CueProblem *self);
const char *cue_problem_get_source (CueProblem *self);
CueSeverity cue_problem_get_severity (CueProblem *self);
const char *cue_problem_get_title (CueProblem *self);
const char *cue_problem_get_cause (CueProblem *self);
const char *cue_problem_get_detail (CueProblem *self);
gint64      cue_problem_get_since (CueProblem *self);
gint64      cue_problem_get_since_monotonic (CueProblem *self);

gboolean cue_problem_update (CueProblem *self,
                             CueSeverity severity,
                             const char *title,
                             const char *cause,
                             const char *detail);

G_END_DECLS
