// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-file.h"

G_BEGIN_DECLS

#define CUE_TYPE_EVENT_FILE_LINE (cue_event_file_line_get_type ())

G_DECLARE_FINAL_TYPE (CueEventFileLine, cue_event_file_line, CUE, EVENT_FILE_LINE, AdwBin)

GtkWidget *cue_event_file_line_new (CueEventFile *file);

G_END_DECLS
