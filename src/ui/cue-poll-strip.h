// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUE_TYPE_POLL_STRIP (cue_poll_strip_get_type ())

G_DECLARE_FINAL_TYPE (CuePollStrip, cue_poll_strip, CUE, POLL_STRIP, GtkWidget)

GtkWidget  *cue_poll_strip_new (void);
void        cue_poll_strip_set_polls (CuePollStrip *self, GListModel *polls);
const char *cue_poll_strip_get_caption (CuePollStrip *self);

double cue_poll_strip_get_bar_fraction (gint64 duration_us, gint64 scale_us);
gint64 cue_poll_strip_get_scale (gint64 longest_us);

G_END_DECLS
