// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-access-field.h"

G_BEGIN_DECLS

CueAccessField cue_access_field_row_get_nth (guint n, const char **name, int *facet);
GtkWidget     *cue_access_field_row_new (const char *name, const char *value, int facet);

G_END_DECLS
