// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-access-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_RANGE (cue_access_range_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessRange, cue_access_range, CUE, ACCESS_RANGE, GtkPopover)

GtkWidget *cue_access_range_new (void);

void cue_access_range_ask (CueAccessRange *self, CueAccessView *view);

G_END_DECLS
