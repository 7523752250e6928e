// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CUE_TYPE_EVENT_FILE_ROW (cue_event_file_row_get_type ())

G_DECLARE_FINAL_TYPE (CueEventFileRow, cue_event_file_row, CUE, EVENT_FILE_ROW, GObject)

const char *cue_event_file_row_get_cell (CueEventFileRow *self, guint column);
char       *cue_event_file_row_to_text (CueEventFileRow *self);

G_END_DECLS
