// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-access-columns.h"
#include "cue-access-zones.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_LINE (cue_access_line_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessLine, cue_access_line, CUE, ACCESS_LINE, GtkWidget)

GtkWidget *cue_access_line_new (void);

CueAccessRow *cue_access_line_get_row (CueAccessLine *self);
void          cue_access_line_set_row (CueAccessLine *self, CueAccessRow *row, gboolean hide_names);
void          cue_access_line_set_zones (CueAccessLine *self, CueAccessZones *zones);
void          cue_access_line_set_now (CueAccessLine *self, gint64 now_us);
void          cue_access_line_set_new (CueAccessLine *self, gboolean is_new);
void          cue_access_line_set_remark (CueAccessLine *self, const char *remark);
void          cue_access_line_set_mark (CueAccessLine *self, const char *words);
char         *cue_access_line_get_hint (CueAccessLine *self, int x);
char         *cue_access_line_describe (CueAccessLine *self);
int           cue_access_line_find_column (CueAccessLine *self, int x);

G_END_DECLS
