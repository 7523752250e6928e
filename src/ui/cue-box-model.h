// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CueBoxModelFunc:
 * @item: an item of the list
 * @data: as it was given
 *
 * Returns: (transfer floating): a widget for @item
 */
typedef GtkWidget *(*CueBoxModelFunc) (gpointer item, gpointer data);

void       cue_box_model_bind (GtkBox *box, GListModel *model, CueBoxModelFunc make, gpointer data);
GtkWidget *cue_box_model_get (GtkBox *box, guint position);

G_END_DECLS
