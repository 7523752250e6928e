// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the page of the doors costs: a million rows scrolled in small steps and in jumps, and five
 * thousand messages a second for ten seconds while it follows and while it is scrolled away. Beside
 * it, in the same run, what an empty list takes: the floor.
 *
 * A frame is what the frame clock does for one, a turn is one turn of the main loop with all it did
 * for messages and frames: what a click would wait for. Both are told as they passed and as the
 * processor time of the thread; the limits are for the latter, since a machine that does other
 * things at the same time makes the former say little. */

#include <adwaita.h>
#include <time.h>

#include "cue-access-page.h"
#include "cue-screenshot-crowd.h"
#include "cue-system-clock.h"
#include "cue-ui.h"

#define ROWS            1000000
#define STEPS           300
#define WARM_UP         30
#define RATE            5000
#define BURST_S         10
#define PULSE_MS        10
#define SCROLL_LIMIT_MS 16.0
#define BURST_LIMIT_MS  50.0

typedef struct {
  GtkWidget     *window;
  GtkAdjustment *adjustment;
  GArray        *frames; /* of double, milliseconds */
  GArray        *passed; /* the same as time that passed */
  gint64         began;
  gint64         began_cpu;
  gboolean       counting;
  CueCrowd      *crowd;
  guint          sent;
  gint64         burst_began;
} Bench;

static gint64
get_cpu_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
begin (Bench *bench)
{
  bench->began = g_get_monotonic_time ();
  bench->began_cpu = get_cpu_us ();
}

static void
end (Bench *bench)
{
  double took = (double) (get_cpu_us () - bench->began_cpu) / 1000;
  double passed = (double) (g_get_monotonic_time () - bench->began) / 1000;

  g_array_append_val (bench->frames, took);
  g_array_append_val (bench->passed, passed);
}

static void
on_before_paint (GdkFrameClock *clock, Bench *bench)
{
  if (bench->counting)
    begin (bench);
}

static void
on_after_paint (GdkFrameClock *clock, Bench *bench)
{
  if (bench->counting)
    end (bench);
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

static double
report (Bench *bench, const char *what, double percentile)
{
  g_array_sort (bench->frames, compare);
  g_array_sort (bench->passed, compare);
  g_assert_cmpuint (bench->frames->len, >, 0);
  g_print ("%-40s %5u  median %6.2f  99 %% %6.2f  worst %6.2f ms  (passed: %6.2f %6.2f %6.2f)\n",
           what,
           bench->frames->len,
           get_percentile (bench->frames, 0.5),
           get_percentile (bench->frames, 0.99),
           get_percentile (bench->frames, 1),
           get_percentile (bench->passed, 0.5),
           get_percentile (bench->passed, 0.99),
           get_percentile (bench->passed, 1));
  return get_percentile (bench->frames, percentile);
}

static void
forget (Bench *bench)
{
  g_array_set_size (bench->frames, 0);
  g_array_set_size (bench->passed, 0);
}

static void
wait_for_frame (Bench *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->window);
  gint64         frame = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_draw (bench->window);

  while (gdk_frame_clock_get_frame_counter (clock) < frame + 1)
    g_main_context_iteration (NULL, TRUE);
}

static void
scroll (Bench *bench, double step)
{
  double upper =
    gtk_adjustment_get_upper (bench->adjustment) - gtk_adjustment_get_page_size (bench->adjustment);
  double value = upper / 3;

  forget (bench);

  for (guint i = 0; i < STEPS + WARM_UP; i++) {
    bench->counting = i >= WARM_UP;
    value += step;

    if (value > upper)
      value -= upper;

    gtk_adjustment_set_value (bench->adjustment, value);
    wait_for_frame (bench);
  }

  bench->counting = FALSE;
}

static gboolean
on_pulse (gpointer data)
{
  Bench *bench = data;
  gint64 passed = g_get_monotonic_time () - bench->burst_began;

  for (; bench->sent < passed * RATE / G_USEC_PER_SEC; bench->sent++)
    cue_crowd_arrive (bench->crowd, g_get_real_time ());

  return G_SOURCE_CONTINUE;
}

static double
burst (Bench *bench, const char *what)
{
  guint id;

  forget (bench);
  bench->sent = 0;
  bench->burst_began = g_get_monotonic_time ();
  id = g_timeout_add (PULSE_MS, on_pulse, bench);

  while (g_get_monotonic_time () - bench->burst_began < BURST_S * G_USEC_PER_SEC) {
    /* Waiting takes no processor time, but it passes: a turn begins when there is something to do.
     */
    while (!g_main_context_pending (NULL))
      g_usleep (500);

    begin (bench);
    g_main_context_iteration (NULL, FALSE);
    end (bench);
  }

  g_source_remove (id);
  g_print ("%u messages\n", bench->sent);
  return report (bench, what, 1);
}

static GtkWidget *
find_scroller (GtkWidget *root)
{
  if (GTK_IS_SCROLLED_WINDOW (root) &&
      GTK_IS_LIST_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (root))))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_scroller (child);

    if (found != NULL)
      return found;
  }

  return NULL;
}

int
main (int argc, char **argv)
{
  CueClock       *clock = cue_system_clock_get_default ();
  CueAccessPage  *page;
  GListStore     *links = g_list_store_new (G_TYPE_OBJECT);
  CueAccessLog   *log;
  CueAccessDoors *doors;
  CueAccessView  *view;
  Bench           bench = { 0 };
  GdkFrameClock  *frames;
  gint64          began;
  double          step, jump, follow, away;
  gint64          now = g_get_real_time ();

  if (!gtk_init_check ()) {
    g_print ("There is no display.\n");
    return 77;
  }

  adw_init ();
  cue_ui_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  log = cue_access_log_new (0, G_MAXSIZE / 2);
  doors = cue_access_doors_new (log, clock);
  view = cue_access_view_new (log, doors, NULL, G_LIST_MODEL (links), clock);
  bench.crowd = cue_crowd_new (log);
  bench.frames = g_array_new (FALSE, FALSE, sizeof (double));
  bench.passed = g_array_new (FALSE, FALSE, sizeof (double));
  bench.window = adw_window_new ();
  page = g_object_new (CUE_TYPE_ACCESS_PAGE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1040, 748);
  adw_window_set_content (ADW_WINDOW (bench.window), GTK_WIDGET (page));
  cue_access_page_set_view (page, view);
  gtk_window_present (GTK_WINDOW (bench.window));

  while (!gtk_widget_get_mapped (bench.window))
    g_main_context_iteration (NULL, TRUE);

  frames = gtk_widget_get_frame_clock (bench.window);
  g_signal_connect (frames, "before-paint", G_CALLBACK (on_before_paint), &bench);
  g_signal_connect_after (frames, "after-paint", G_CALLBACK (on_after_paint), &bench);

  for (guint i = 0; i < STEPS; i++) {
    bench.counting = i >= WARM_UP;
    wait_for_frame (&bench);
  }

  bench.counting = FALSE;
  report (&bench, "floor: redrawn without rows", 1);

  began = g_get_monotonic_time ();

  for (guint i = 0; i < ROWS; i++)
    cue_crowd_arrive (bench.crowd, now - (gint64) (ROWS - i) * 100 * 1000);

  cue_access_log_flush (log);
  g_print ("%u rows in %.1f s\n",
           g_list_model_get_n_items (G_LIST_MODEL (cue_access_view_get_rows (view))),
           (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  wait_for_frame (&bench);
  bench.adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (find_scroller (GTK_WIDGET (cue_access_page_get_list (page)))));

  scroll (&bench, 84);
  step = report (&bench, "scrolled three rows a frame", 0.99);
  scroll (&bench, 100003);
  jump = report (&bench, "jumped 3,500 rows a frame", 0.99);

  cue_access_list_show_newest (cue_access_page_get_list (page));
  wait_for_frame (&bench);
  wait_for_frame (&bench);
  g_assert_true (cue_access_list_is_following (cue_access_page_get_list (page)));
  follow = burst (&bench, "turns at 5,000 messages/s, following");
  g_assert_true (cue_access_list_is_following (cue_access_page_get_list (page)));

  gtk_adjustment_set_value (bench.adjustment, 28000);
  wait_for_frame (&bench);
  away = burst (&bench, "turns at 5,000 messages/s, scrolled away");
  g_assert_false (cue_access_list_is_following (cue_access_page_get_list (page)));

  g_print ("limits: %.0f ms for a scrolled frame (99 %%), %.0f ms for any frame of a burst\n",
           SCROLL_LIMIT_MS,
           BURST_LIMIT_MS);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  g_array_unref (bench.frames);
  g_array_unref (bench.passed);
  cue_crowd_free (bench.crowd);
  g_object_unref (view);
  g_object_unref (doors);
  g_object_unref (log);
  g_object_unref (links);

  return step <= SCROLL_LIMIT_MS && jump <= SCROLL_LIMIT_MS && follow <= BURST_LIMIT_MS &&
             away <= BURST_LIMIT_MS
           ? 0
           : 1;
}
