// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-diagnostic.h"
#include "cue-engine-state.h"
#include "cue-source-health.h"

G_BEGIN_DECLS

const char *cue_state_style_get_icon (CuePlayerState state);
const char *cue_state_style_get_css_class (CuePlayerState state);
void        cue_state_style_apply (GtkWidget *widget, CuePlayerState state);

const char *cue_health_style_get_icon (CueHealth health);
const char *cue_health_style_get_css_class (CueHealth health);
void        cue_health_style_apply (GtkWidget *widget, CueHealth health);

const char *cue_severity_style_get_icon (CueSeverity severity);
const char *cue_severity_style_get_words (CueSeverity severity);
CueHealth   cue_severity_style_to_health (CueSeverity severity);

G_END_DECLS
