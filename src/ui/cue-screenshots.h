// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-window.h"

G_BEGIN_DECLS

void     cue_screenshots_take_async (CueWindow          *window,
                                     GSettings          *settings,
                                     const char         *folder,
                                     const char         *pattern,
                                     GAsyncReadyCallback callback,
                                     gpointer            data);
gboolean cue_screenshots_finish (GAsyncResult *result);

G_END_DECLS
