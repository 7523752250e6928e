// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-draft-list.h"

G_BEGIN_DECLS

#define CUE_TYPE_ATTRIBUTE_PASTE_WINDOW (cue_attribute_paste_window_get_type ())

G_DECLARE_FINAL_TYPE (CueAttributePasteWindow,
                      cue_attribute_paste_window,
                      CUE,
                      ATTRIBUTE_PASTE_WINDOW,
                      AdwWindow)

GtkWidget *cue_attribute_paste_window_new (GtkWindow *parent, CueDraftList *list);

G_END_DECLS
