// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <math.h>

#include "cue-time-histogram-private.h"

#define BAR_GAP   1
#define LEAST_BAR 2

/* How the histogram is drawn. */

gboolean
cue_time_histogram_is_rtl (CueTimeHistogram *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

gint64
cue_time_histogram_get_bin_start (CueTimeHistogram *self, int bin)
{
  return self->from_ns + self->width_ns * bin;
}

gboolean
cue_time_histogram_has_choice (CueTimeHistogram *self)
{
  return self->chosen_from < self->chosen_to;
}

/* The pixel where a bin begins, counted from the side where time begins. */
static double
get_x (CueTimeHistogram *self, double bin)
{
  return self->n_bins > 0 ? bin * gtk_widget_get_width (GTK_WIDGET (self)) / self->n_bins : 0;
}

static void
lookup_colour (CueTimeHistogram *self, const char *name, float alpha, GdkRGBA *colour)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  if (name == NULL || !gtk_style_context_lookup_color (style, name, colour))
    gtk_style_context_get_color (style, colour);

  colour->alpha *= alpha;
}

/* A rectangle given from the side where time begins. */
static void
append_rectangle (CueTimeHistogram *self,
                  GtkSnapshot      *snapshot,
                  const GdkRGBA    *colour,
                  double            x,
                  double            y,
                  double            width,
                  double            height)
{
  if (cue_time_histogram_is_rtl (self))
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;

  gtk_snapshot_append_color (snapshot,
                             colour,
                             &GRAPHENE_RECT_INIT ((float) x,
                                                  (float) y,
                                                  (float) width,
                                                  (float) height));
}

/* Steps instead of a path: two of them are a triangle of this size. */
static void
append_triangle (CueTimeHistogram *self, GtkSnapshot *snapshot, const GdkRGBA *colour, double x)
{
  for (int row = 0; row < 3; row++)
    append_rectangle (self, snapshot, colour, x - 0.5 - row, 1 + 2 * row, 1 + 2 * row, 2);
}

static void
append_bins (CueTimeHistogram *self, GtkSnapshot *snapshot, int height)
{
  GdkRGBA ink, error;
  guint   most = 0;
  int     whole = height - CUE_TIME_HISTOGRAM_HEAD - CUE_TIME_HISTOGRAM_FOOT;

  lookup_colour (self, "accent_bg_color", 0.75f, &ink);
  lookup_colour (self, "error_color", 1, &error);

  for (guint i = 0; i < self->n_bins; i++)
    most = MAX (most, self->bins[i].n);

  for (guint i = 0; i < self->n_bins; i++) {
    const CueTimeBin *bin = &self->bins[i];
    double            x = round (get_x (self, i));
    double            width = MAX (round (get_x (self, i + 1)) - x - BAR_GAP, 1);
    double            bar = MAX (round ((double) bin->n * whole / MAX (most, 1)), LEAST_BAR);
    double            failed = 0;

    if (bin->n == 0)
      continue;

    if (bin->n_failed > 0)
      failed = CLAMP (round (bar * bin->n_failed / bin->n), LEAST_BAR, bar);

    append_rectangle (self,
                      snapshot,
                      &ink,
                      x,
                      height - CUE_TIME_HISTOGRAM_FOOT - bar,
                      width,
                      bar - failed);

    if (failed <= 0)
      continue;

    append_rectangle (self,
                      snapshot,
                      &error,
                      x,
                      height - CUE_TIME_HISTOGRAM_FOOT - failed,
                      width,
                      failed);

    if (width >= 5)
      append_triangle (self, snapshot, &error, x + width / 2);
  }
}

static void
append_span (CueTimeHistogram *self,
             GtkSnapshot      *snapshot,
             gint64            from_ns,
             gint64            to_ns,
             int               height,
             gboolean          edges)
{
  double  first = (double) (from_ns - self->from_ns) / (double) self->width_ns;
  double  last = (double) (to_ns - self->from_ns) / (double) self->width_ns;
  double  from = get_x (self, CLAMP (first, 0, self->n_bins));
  double  to = get_x (self, CLAMP (last, 0, self->n_bins));
  GdkRGBA shade, edge;

  lookup_colour (self, "accent_bg_color", 0.18f, &shade);
  lookup_colour (self, "accent_color", 1, &edge);

  if (to <= from)
    return;

  append_rectangle (self, snapshot, &shade, from, 0, to - from, height);

  if (edges) {
    append_rectangle (self, snapshot, &edge, from, 0, 2, height);
    append_rectangle (self, snapshot, &edge, MAX (to - 2, from), 0, 2, height);
  }
}

void
cue_time_histogram_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CueTimeHistogram *self = CUE_TIME_HISTOGRAM (widget);
  int               width = gtk_widget_get_width (widget);
  int               height = gtk_widget_get_height (widget);
  GdkRGBA           line, edge;

  lookup_colour (self, NULL, 0.2f, &line);
  append_rectangle (self, snapshot, &line, 0, height - CUE_TIME_HISTOGRAM_FOOT + 1, width, 1);

  if (self->n_bins == 0)
    return;

  if (cue_time_histogram_has_choice (self))
    append_span (self, snapshot, self->chosen_from, self->chosen_to, height, TRUE);

  if (self->cursor >= 0) {
    int first = self->anchor >= 0 ? MIN (self->anchor, self->cursor) : self->cursor;
    int last = self->anchor >= 0 ? MAX (self->anchor, self->cursor) : self->cursor;

    append_span (self,
                 snapshot,
                 cue_time_histogram_get_bin_start (self, first),
                 cue_time_histogram_get_bin_start (self, last + 1),
                 height,
                 FALSE);
  }

  append_bins (self, snapshot, height);

  /* Where the keyboard is, beside the ring of the focus. */
  if (self->cursor >= 0 && gtk_widget_has_focus (widget)) {
    double x = get_x (self, self->cursor);

    lookup_colour (self, "accent_color", 1, &edge);
    append_rectangle (self,
                      snapshot,
                      &edge,
                      x,
                      height - 2,
                      MAX (get_x (self, self->cursor + 1) - x, 2),
                      2);
  }
}
