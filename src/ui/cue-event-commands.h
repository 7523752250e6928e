// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-window.h"

G_BEGIN_DECLS

void cue_event_commands_install (GtkWidgetClass *widget_class);
void cue_event_commands_update (CueWindow *window);

G_END_DECLS
