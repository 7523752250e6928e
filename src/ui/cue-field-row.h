// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *
cue_field_row_new (const char *name, const char *value, const char *action, GVariant *target);
GtkWidget *cue_field_row_new_with_hint (const char *name,
                                        const char *value,
                                        const char *action,
                                        GVariant   *target,
                                        const char *icon,
                                        const char *hint);

G_END_DECLS
