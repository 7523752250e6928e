// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frames.h"

#include <time.h>

#define STEPS   300
#define WARM_UP 30

static gint64
get_cpu_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

void
frames_begin (Frames *self)
{
  self->began = g_get_monotonic_time ();
  self->began_cpu = get_cpu_us ();
}

void
frames_end (Frames *self)
{
  double took = (double) (get_cpu_us () - self->began_cpu) / 1000;
  double passed = (double) (g_get_monotonic_time () - self->began) / 1000;

  g_array_append_val (self->took, took);
  g_array_append_val (self->passed, passed);
}

static void
on_before_paint (GdkFrameClock *clock, Frames *self)
{
  if (self->counting)
    frames_begin (self);
}

static void
on_after_paint (GdkFrameClock *clock, Frames *self)
{
  if (self->counting)
    frames_end (self);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

static double
get_percentile (GArray *times, double percentile)
{
  guint place = (guint) ((double) times->len * percentile);

  return g_array_index (times, double, MIN (place, times->len - 1));
}

double
frames_report (Frames *self, const char *what, double percentile)
{
  g_array_sort (self->took, compare);
  g_array_sort (self->passed, compare);
  g_assert_cmpuint (self->took->len, >, 0);
  g_print ("%-40s %5u  median %6.2f  99 %% %6.2f  worst %6.2f ms  (passed: %6.2f %6.2f %6.2f)\n",
           what,
           self->took->len,
           get_percentile (self->took, 0.5),
           get_percentile (self->took, 0.99),
           get_percentile (self->took, 1),
           get_percentile (self->passed, 0.5),
           get_percentile (self->passed, 0.99),
           get_percentile (self->passed, 1));
  return get_percentile (self->took, percentile);
}

void
frames_forget (Frames *self)
{
  g_array_set_size (self->took, 0);
  g_array_set_size (self->passed, 0);
}

void
frames_wait (Frames *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->window);
  gint64         frame = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_draw (self->window);

  while (gdk_frame_clock_get_frame_counter (clock) < frame + 1)
    g_main_context_iteration (NULL, TRUE);
}

void
frames_scroll (Frames *self, double step)
{
  double upper =
    gtk_adjustment_get_upper (self->adjustment) - gtk_adjustment_get_page_size (self->adjustment);
  double value = upper / 3;

  frames_forget (self);

  for (guint i = 0; i < STEPS + WARM_UP; i++) {
    self->counting = i >= WARM_UP;
    value += step;

    if (value > upper)
      value -= upper;

    gtk_adjustment_set_value (self->adjustment, value);
    frames_wait (self);
  }

  self->counting = FALSE;
}

GtkWidget *
frames_find_scroller (GtkWidget *root)
{
  if (GTK_IS_SCROLLED_WINDOW (root) &&
      GTK_IS_LIST_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (root))))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = frames_find_scroller (child);

    if (found != NULL)
      return found;
  }

  return NULL;
}

void
frames_set_up (Frames *self, GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  self->window = window;
  self->took = g_array_new (FALSE, FALSE, sizeof (double));
  self->passed = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), self);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after_paint), self);
}

void
frames_tear_down (Frames *self)
{
  g_array_unref (self->took);
  g_array_unref (self->passed);
}

void
frames_measure_floor (Frames *self)
{
  for (guint i = 0; i < STEPS; i++) {
    self->counting = i >= WARM_UP;
    frames_wait (self);
  }

  self->counting = FALSE;
  frames_report (self, "floor: redrawn without rows", 1);
}
