// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-access-view.h"

G_BEGIN_DECLS

int         cue_access_menu_get_facet (int column);
const char *cue_access_menu_get_facet_name (CueAccessFacet facet);
char *
cue_access_menu_describe_value (CueAccessView *view, CueAccessFacet facet, CueAccessEvent *event);
GMenuModel *cue_access_menu_new_model (CueAccessView *view, CueAccessRow *row);
void        cue_access_menu_popup (GtkWidget *parent, CueAccessView *view, double x, double y);

G_END_DECLS
