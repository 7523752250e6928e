// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-preflight-finding.h"
#include "cue-source-health.h"

G_BEGIN_DECLS

/* Data of a finding: the texture of its picture, once a row has it. */
#define CUE_PREFLIGHT_TEXTURE "cue-preflight-texture"

#define CUE_TYPE_PREFLIGHT_ROW (cue_preflight_row_get_type ())

G_DECLARE_FINAL_TYPE (CuePreflightRow, cue_preflight_row, CUE, PREFLIGHT_ROW, AdwPreferencesRow)

GtkWidget *cue_preflight_row_new (CuePreflightFinding *finding);
CueHealth  cue_preflight_row_get_health (CuePreflightSeverity severity);

G_END_DECLS
