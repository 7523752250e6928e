// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void cue_early_key_add (GtkWidget *widget, const char *trigger, const char *action);

G_END_DECLS
