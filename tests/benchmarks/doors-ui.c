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

#include "frames.h"

#include <adwaita.h>

#include "cue-access-page.h"
#include "cue-screenshot-crowd.h"
#include "cue-system-clock.h"
#include "cue-ui.h"

#define ROWS            1000000
#define RATE            5000
#define BURST_S         10
#define PULSE_MS        10
#define SCROLL_LIMIT_MS 16.0
#define BURST_LIMIT_MS  50.0

typedef struct {
  Frames    frames;
  CueCrowd *crowd;
  guint     sent;
  gint64    burst_began;
} Bench;

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

  frames_forget (&bench->frames);
  bench->sent = 0;
  bench->burst_began = g_get_monotonic_time ();
  id = g_timeout_add (PULSE_MS, on_pulse, bench);

  while (g_get_monotonic_time () - bench->burst_began < BURST_S * G_USEC_PER_SEC) {
    /* Waiting takes no processor time, but it passes: a turn begins when there is something to do.
     */
    while (!g_main_context_pending (NULL))
      g_usleep (500);

    frames_begin (&bench->frames);
    g_main_context_iteration (NULL, FALSE);
    frames_end (&bench->frames);
  }

  g_source_remove (id);
  g_print ("%u messages\n", bench->sent);
  return frames_report (&bench->frames, what, 1);
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
  GtkWidget      *window;
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
  window = adw_window_new ();
  page = g_object_new (CUE_TYPE_ACCESS_PAGE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1040, 748);
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (page));
  cue_access_page_set_view (page, view);
  gtk_window_present (GTK_WINDOW (window));

  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);

  frames_set_up (&bench.frames, window);
  frames_measure_floor (&bench.frames);

  began = g_get_monotonic_time ();

  for (guint i = 0; i < ROWS; i++)
    cue_crowd_arrive (bench.crowd, now - (gint64) (ROWS - i) * 100 * 1000);

  cue_access_log_flush (log);
  g_print ("%u rows in %.1f s\n",
           g_list_model_get_n_items (G_LIST_MODEL (cue_access_view_get_rows (view))),
           (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  frames_wait (&bench.frames);
  bench.frames.adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (frames_find_scroller (GTK_WIDGET (cue_access_page_get_list (page)))));

  frames_scroll (&bench.frames, 84);
  step = frames_report (&bench.frames, "scrolled three rows a frame", 0.99);
  frames_scroll (&bench.frames, 100003);
  jump = frames_report (&bench.frames, "jumped 3,500 rows a frame", 0.99);

  cue_access_list_show_newest (cue_access_page_get_list (page));
  frames_wait (&bench.frames);
  frames_wait (&bench.frames);
  g_assert_true (cue_access_list_is_following (cue_access_page_get_list (page)));
  follow = burst (&bench, "turns at 5,000 messages/s, following");
  g_assert_true (cue_access_list_is_following (cue_access_page_get_list (page)));

  gtk_adjustment_set_value (bench.frames.adjustment, 28000);
  frames_wait (&bench.frames);
  away = burst (&bench, "turns at 5,000 messages/s, scrolled away");
  g_assert_false (cue_access_list_is_following (cue_access_page_get_list (page)));

  g_print ("limits: %.0f ms for a scrolled frame (99 %%), %.0f ms for any frame of a burst\n",
           SCROLL_LIMIT_MS,
           BURST_LIMIT_MS);
  gtk_window_destroy (GTK_WINDOW (window));
  frames_tear_down (&bench.frames);
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
