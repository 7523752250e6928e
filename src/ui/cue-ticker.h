// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*CueTickFunc) (GtkWidget *widget);

void  cue_ticker_attach (GtkWidget *widget, CueTickFunc func);
void  cue_ticker_tick (void);
guint cue_ticker_get_n_active (void);

G_END_DECLS
