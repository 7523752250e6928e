// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_PICTURE_WINDOW (cue_picture_window_get_type ())

G_DECLARE_FINAL_TYPE (CuePictureWindow, cue_picture_window, CUE, PICTURE_WINDOW, AdwWindow)

GtkWidget *cue_picture_window_new (GtkWindow *parent, CueEventSession *session);

G_END_DECLS
