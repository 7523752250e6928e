// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the list of the page of feeds costs with a million events: scrolled in small steps and in
 * jumps, with columns of the user's own, and each turn of the main loop while it is filtered by
 * words that are looked for in everything. Beside it, in the same run, what an empty list takes:
 * the floor. */

#include "frames.h"

#include <adwaita.h>

#include "cue-feed-list.h"
#include "cue-feed-reader.h"
#include "cue-ui.h"

#define ROWS            1000000
#define PAGE            20000
#define START_NS        G_GINT64_CONSTANT (1792000000000000000)
#define STEP_NS         G_GINT64_CONSTANT (100000000)
#define SCROLL_LIMIT_MS 16.0
#define TURN_LIMIT_MS   50.0

static void
append_event (GString *text, guint number)
{
  gint64 received = START_NS + number * STEP_NS;

  g_string_append_printf (
    text,
    "%s{\"eventType\":\"%s\",\"eventId\":\"0f4f3c5e-4f5e-4b55-9d0c-%012u\","
    "\"eventSourceId\":\"feed\",\"eventObjectType\":\"user\",\"eventObjectId\":\"u-%u\","
    "\"eventReceived\":%" G_GINT64_FORMAT ",\"version\":\"1.20.0\",\"data\":{"
    "\"licensedItemName\":\"Modeller %u\",\"leaseId\":\"7b1f6e9a-0000-4000-8000-%012u\","
    "\"requestId\":\"r-%u\",\"userId\":\"u-%u\",\"eventTime\":%" G_GINT64_FORMAT "%s}}",
    text->len > 1 ? "," : "",
    number % 5 == 4 ? "UserAuthenticated" : "LicenseConsumed",
    number,
    number % 4000,
    received,
    number % 40,
    number / 2,
    number / 3,
    number % 4000,
    received / 1000000 - 250,
    number % 10 == 7 ? ",\"errorInfo\":{\"error\":\"insufficientSeats\"}" : "");
}

static void
add_page (CueFeedLog *log, guint first)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (CueFeedPage) page = NULL;
  g_autoptr (GError) error = NULL;
  CueFeedTaken taken;

  for (guint i = 0; i < PAGE; i++)
    append_event (text, first + i);

  g_string_append_c (text, ']');
  body = g_string_free_to_bytes (g_steal_pointer (&text));
  page = cue_feed_reader_read (body, &error);
  g_assert_no_error (error);
  cue_feed_log_add (log, page, &taken);
  g_assert_cmpuint (taken.added, ==, PAGE);
}

static double
filter (Frames *frames, CueFeedView *view, const char *words)
{
  CueFilteredFeed *filtered = cue_feed_view_get_filtered (view);
  gint64           began = g_get_monotonic_time ();

  frames_forget (frames);
  cue_feed_filter_set_text (cue_feed_view_get_filter (view), words);

  do {
    while (!g_main_context_pending (NULL))
      g_usleep (200);

    frames_begin (frames);
    g_main_context_iteration (NULL, FALSE);
    frames_end (frames);
  } while (cue_filtered_feed_get_filling (filtered));

  g_print ("%u of them found in %.1f s\n",
           g_list_model_get_n_items (G_LIST_MODEL (filtered)),
           (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  return frames_report (frames, "turns while it is filtered", 1);
}

int
main (int argc, char **argv)
{
  CueFeedLog  *log;
  CueFeedView *view;
  GtkWidget   *window, *list;
  Frames       frames = { 0 };
  gint64       began;
  double       step, jump, wide, turn;

  if (!gtk_init_check ()) {
    g_print ("There is no display.\n");
    return 77;
  }

  adw_init ();
  cue_ui_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  log = cue_feed_log_new (ROWS, 4 * CUE_FEED_LOG_DEFAULT_BYTES);
  view = cue_feed_view_new (log);
  window = adw_window_new ();
  list = g_object_new (CUE_TYPE_FEED_LIST, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 748);
  adw_window_set_content (ADW_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));

  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);

  frames_set_up (&frames, window);
  frames_measure_floor (&frames);

  began = g_get_monotonic_time ();

  for (guint i = 0; i < ROWS; i += PAGE)
    add_page (log, i);

  g_print ("%u events made up and read in %.1f s\n",
           g_list_model_get_n_items (G_LIST_MODEL (log)),
           (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  cue_filtered_feed_settle (cue_feed_view_get_filtered (view));
  cue_feed_list_set_view (CUE_FEED_LIST (list), view);
  frames_wait (&frames);
  frames_wait (&frames);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cue_feed_view_get_rows (view))),
                    ==,
                    ROWS);
  frames.adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (frames_find_scroller (list)));

  frames_scroll (&frames, 84);
  step = frames_report (&frames, "scrolled three rows a frame", 0.99);
  frames_scroll (&frames, 100003);
  jump = frames_report (&frames, "jumped 3,500 rows a frame", 0.99);

  for (guint i = 0; i < 5; i++) {
    static const char *const paths[] = {
      "data.leaseId", "data.requestId", "data.errorInfo.error", "version", "eventId"
    };

    g_assert_true (cue_feed_view_add_column (view, paths[i]));
  }

  frames_wait (&frames);
  frames_scroll (&frames, 84);
  wide = frames_report (&frames, "the same with five columns more", 0.99);
  turn = filter (&frames, view, "no event says this");

  g_print ("limits: %.0f ms for a scrolled frame (99 %%), %.0f ms for any turn of a filter\n",
           SCROLL_LIMIT_MS,
           TURN_LIMIT_MS);
  gtk_window_destroy (GTK_WINDOW (window));
  frames_tear_down (&frames);
  g_object_unref (view);
  g_object_unref (log);

  return step <= SCROLL_LIMIT_MS && jump <= SCROLL_LIMIT_MS && wide <= SCROLL_LIMIT_MS &&
             turn <= TURN_LIMIT_MS
           ? 0
           : 1;
}
