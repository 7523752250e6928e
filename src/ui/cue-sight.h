// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _CueSight CueSight;

/**
 * CueSightFunc:
 * @widget: the widget
 *
 * It can be seen, where it could not, or the other way round.
 */
typedef void (*CueSightFunc) (GtkWidget *widget);

CueSight *cue_sight_new (GtkWidget *widget, CueSightFunc on_changed);
void      cue_sight_free (CueSight *self);
gboolean  cue_sight_get_seen (CueSight *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSight, cue_sight_free)

G_END_DECLS
