// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *cue_chip_new (const char *name, const char *value);
void       cue_chip_remove_all (GtkBox *chips);

G_END_DECLS
