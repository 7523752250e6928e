// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CUE_TYPE_TIME_ENTRY (cue_time_entry_get_type ())

G_DECLARE_FINAL_TYPE (CueTimeEntry, cue_time_entry, CUE, TIME_ENTRY, AdwBin)

GtkWidget *cue_time_entry_get_entry (CueTimeEntry *self);

G_END_DECLS
