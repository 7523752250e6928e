// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// What a frame costs: the processor time of the thread in it, and the time that passed. The limits
// are for the former, since a machine that does other things at the same time makes the latter say
// little.

typedef struct {
  GtkWidget     *window;
  GtkAdjustment *adjustment; // what is scrolled
  GArray        *took;       // of double, milliseconds
  GArray        *passed;     // the same as time that passed
  gint64         began;
  gint64         began_cpu;
  gboolean       counting;
} Frames;

// A window that is mapped.
void   frames_set_up (Frames *self, GtkWidget *window);
void   frames_tear_down (Frames *self);
void   frames_begin (Frames *self);
void   frames_end (Frames *self);
void   frames_forget (Frames *self);
void   frames_wait (Frames *self);
void   frames_measure_floor (Frames *self);
void   frames_scroll (Frames *self, double step);
double frames_report (Frames *self, const char *what, double percentile);

// The first list in a scrolled window.
GtkWidget *frames_find_scroller (GtkWidget *root);

G_END_DECLS
