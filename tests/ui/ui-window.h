// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui-fixture.h"

#include "cue-window.h"

G_BEGIN_DECLS

// The window as a whole, in the size that the settings say.

CueWindow *ui_window_show (UiFixture *f);
void       ui_window_activate (CueWindow *window, const char *action);
// How many windows there are, dialogs among them.
guint ui_window_count (void);

G_END_DECLS
