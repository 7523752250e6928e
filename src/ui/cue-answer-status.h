// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-key-state.h"
#include "cue-source-health.h"

G_BEGIN_DECLS

#define CUE_TYPE_ANSWER_STATUS (cue_answer_status_get_type ())

G_DECLARE_FINAL_TYPE (CueAnswerStatus, cue_answer_status, CUE, ANSWER_STATUS, GtkBox)

void cue_answer_status_show (CueAnswerStatus *self,
                             CueHealth        health,
                             const char      *words,
                             gint64           answered,
                             gboolean         busy);

const char *cue_answer_status_describe_key (CueKeyState state);

G_END_DECLS
