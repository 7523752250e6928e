// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-event-type.h"

G_BEGIN_DECLS

void     cue_acoustic_type_columns_add (GtkColumnView *view);
void     cue_acoustic_type_columns_set_narrow (GtkColumnView *view, gboolean narrow);
char    *cue_acoustic_origin_to_words (CueEventTypeOrigin origin);
char    *cue_acoustic_version_to_words (CueEventType *type);
gboolean cue_acoustic_type_contains (CueEventType *type, const char *needle);

G_END_DECLS
