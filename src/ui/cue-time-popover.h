// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CUE_TYPE_TIME_POPOVER (cue_time_popover_get_type ())

G_DECLARE_FINAL_TYPE (CueTimePopover, cue_time_popover, CUE, TIME_POPOVER, GtkPopover)

void cue_time_popover_set_time (CueTimePopover *self, gint64 wall_us);

G_END_DECLS
