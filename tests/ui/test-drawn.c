// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-fixture.h"

#include "cue-columns.h"
#include "cue-figure.h"
#include "cue-level-meter.h"
#include "cue-phone-drawing.h"
#include "cue-phone-screen.h"
#include "cue-poll-strip.h"

#include <math.h>

/* Widgets that draw themselves. */

static int
count_frames (GtkWidget *widget, guint milliseconds)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gint64         until = g_get_monotonic_time () + milliseconds * 1000;
  gint64         before = gdk_frame_clock_get_frame_counter (clock);

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);

  return (int) (gdk_frame_clock_get_frame_counter (clock) - before);
}

/* What makes a countdown cheap: another second asks for no new layout. */
static void
test_figure_keeps_its_size (UiFixture *f, gconstpointer data)
{
  GtkWidget *figure = cue_figure_new ();
  int        width;

  gtk_widget_set_halign (figure, GTK_ALIGN_START);
  cue_figure_set_text (CUE_FIGURE (figure), "00:42:10");
  ui_fixture_show (f, figure, 300, 100);
  width = gtk_widget_get_width (figure);
  g_assert_cmpint (width, >, 0);

  for (int second = 59; second >= 0; second--) {
    g_autofree char *text = g_strdup_printf ("00:11:%02d", second);
    int              minimum;

    cue_figure_set_text (CUE_FIGURE (figure), text);
    gtk_widget_measure (figure, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
    g_assert_cmpint (minimum, ==, width);
  }

  cue_figure_set_text (CUE_FIGURE (figure), "2 d 00:11:00");
  ui_wait_for_frame (f->window);
  g_assert_cmpint (gtk_widget_get_width (figure), >, width);
}

static void
test_figure_is_read (UiFixture *f, gconstpointer data)
{
  GtkWidget *figure = g_object_ref_sink (cue_figure_new ());

  gtk_test_accessible_assert_role (figure, GTK_ACCESSIBLE_ROLE_LABEL);
  cue_figure_set_text (CUE_FIGURE (figure), "3 s ago");
  gtk_test_accessible_assert_property (figure, GTK_ACCESSIBLE_PROPERTY_LABEL, "3 s ago");
  cue_figure_set_spoken (CUE_FIGURE (figure), "3 seconds ago");
  gtk_test_accessible_assert_property (figure, GTK_ACCESSIBLE_PROPERTY_LABEL, "3 seconds ago");
  g_object_unref (figure);
}

static void
test_meter (UiFixture *f, gconstpointer data)
{
  GtkWidget *meter = cue_level_meter_new ();

  g_assert_cmpfloat (cue_level_meter_get_fraction (0), ==, 1);
  g_assert_cmpfloat (cue_level_meter_get_fraction (6), ==, 1);
  g_assert_cmpfloat (cue_level_meter_get_fraction (-30), ==, 0.5);
  g_assert_cmpfloat (cue_level_meter_get_fraction (-60), ==, 0);
  g_assert_cmpfloat (cue_level_meter_get_fraction (-INFINITY), ==, 0);
  g_assert_cmpfloat (cue_level_meter_get_fraction (NAN), ==, 0);

  ui_fixture_show (f, meter, 200, 40);
  gtk_test_accessible_assert_role (meter, GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (meter, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "Silence");
  cue_level_meter_set_levels (CUE_LEVEL_METER (meter), -18, -6, NAN, -9);
  gtk_test_accessible_assert_property (meter,
                                       GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "Left -6 dB, right -9 dB");
  ui_wait_for_frame (f->window);

  /* The same levels again are nothing to draw. */
  count_frames (f->window, 100);
  cue_level_meter_set_levels (CUE_LEVEL_METER (meter), -18, -6, NAN, -9);
  g_assert_cmpint (count_frames (f->window, 100), ==, 0);
}

static void
append_polls (GListStore *polls, guint n)
{
  for (guint i = 0; i < n; i++) {
    CuePollOutcome outcome = (CuePollOutcome) (g_list_model_get_n_items (G_LIST_MODEL (polls)) % 4);
    g_autoptr (CuePollResult) poll =
      cue_poll_result_new (UI_SECONDS (UI_WALL_S + i),
                           UI_SECONDS (5000 + i),
                           (gint64) i * 20000,
                           200,
                           10,
                           outcome,
                           outcome == CUE_POLL_FAILED ? "<b>Service\nUnavailable</b>" : NULL);

    g_list_store_append (polls, poll);
  }
}

static void
test_strip (UiFixture *f, gconstpointer data)
{
  GtkWidget *strip = cue_poll_strip_new ();
  g_autoptr (GListStore) polls = g_list_store_new (CUE_TYPE_POLL_RESULT);

  cue_poll_strip_set_polls (CUE_POLL_STRIP (strip), G_LIST_MODEL (polls));
  ui_fixture_show (f, strip, 300, 80);
  gtk_test_accessible_assert_role (strip, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (strip, GTK_ACCESSIBLE_PROPERTY_LABEL, "Last polls");
  g_assert_cmpstr (cue_poll_strip_get_caption (CUE_POLL_STRIP (strip)), ==, "No polls yet");
  g_assert_true (gtk_widget_get_focusable (strip));

  append_polls (polls, 200);
  ui_wait_for_frame (f->window);
  g_assert_nonnull (strstr (cue_poll_strip_get_caption (CUE_POLL_STRIP (strip)), "HTTP 200"));
  /* Only the newest line of what came from outside is on show. */
  g_assert_null (strchr (cue_poll_strip_get_caption (CUE_POLL_STRIP (strip)), '\n'));

  g_assert_cmpint (cue_poll_strip_get_scale (10), ==, 50 * 1000);
  g_assert_cmpint (cue_poll_strip_get_scale (51 * 1000), ==, 100 * 1000);
  g_assert_cmpint (cue_poll_strip_get_scale (G_MAXINT64), ==, G_MAXINT64);
  g_assert_cmpfloat (cue_poll_strip_get_bar_fraction (-5, 100), ==, 0);
  g_assert_cmpfloat (cue_poll_strip_get_bar_fraction (5, 0), ==, 0);
  g_assert_cmpfloat (cue_poll_strip_get_bar_fraction (200, 100), ==, 1);
  g_assert_cmpfloat (cue_poll_strip_get_bar_fraction (25, 100), ==, 0.5);
}

static void
test_fit (UiFixture *f, gconstpointer data)
{
  graphene_rect_t place;

  /* A picture of 16:9 in a phone of 9:16, whole: as wide as the phone, in its middle. */
  cue_phone_drawing_fit (270, 480, 16.0 / 9, FALSE, &place);
  g_assert_cmpfloat_with_epsilon (place.size.width, 270, 0.01);
  g_assert_cmpfloat_with_epsilon (place.size.height, 151.875, 0.01);
  g_assert_cmpfloat_with_epsilon (place.origin.y, 164.06, 0.01);
  /* The same, covering: as high as the phone, its sides cut. */
  cue_phone_drawing_fit (270, 480, 16.0 / 9, TRUE, &place);
  g_assert_cmpfloat_with_epsilon (place.size.height, 480, 0.01);
  g_assert_cmpfloat_with_epsilon (place.origin.x, -291.67, 0.01);
  /* A paintable without a shape of its own takes what there is. */
  cue_phone_drawing_fit (270, 480, 0, FALSE, &place);
  g_assert_cmpfloat (place.size.width, ==, 270);
  g_assert_cmpfloat (place.size.height, ==, 480);
}

static guint32 *
draw_phone (GtkWidget *phone, int width, int height)
{
  GtkSnapshot     *snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t         *cr = cairo_create (surface);
  GskRenderNode   *node;
  guint32         *pixels;

  GTK_WIDGET_GET_CLASS (phone)->snapshot (phone, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_cmpint (cairo_image_surface_get_stride (surface), ==, width * 4);
  pixels = g_memdup2 (cairo_image_surface_get_data (surface), (gsize) width * height * 4);
  cairo_surface_destroy (surface);
  return pixels;
}

static guint
count_differences (const guint32 *a, const guint32 *b, guint n)
{
  guint different = 0;

  for (guint i = 0; i < n; i++)
    different += a[i] != b[i];

  return different;
}

/* Services reference 4: a countdown is shown to the audience when the answer says so, and then the
 * phone has it. */
static void
test_phone_countdown (UiFixture *f, gconstpointer data)
{
  static const char state[] =
    "{\"playerState\":\"prelive\",\"countdown\":{\"visible\":%s,\"end\":%d,"
    "\"serverTime\":%d}}";
  enum {
    WIDTH = 200,
    HEIGHT = 340
  };
  CueEventSession *session = ui_fixture_add_event (f, "Countdown");
  CueCountdown    *countdown = cue_monitor_get_countdown (cue_event_session_get_monitor (session));
  GtkWidget       *phone = g_object_new (CUE_TYPE_PHONE_SCREEN, NULL);
  g_autofree char *text = NULL;
  g_autofree guint32 *hidden = NULL;
  g_autofree guint32 *seen = NULL;
  g_autofree guint32 *later = NULL;

  fake_engine_set_state (f->engine, state, "false", UI_WALL_S + 60, UI_WALL_S);
  ui_fixture_wait (f, session);
  cue_phone_screen_set_scene (CUE_PHONE_SCREEN (phone), cue_event_session_get_scene (session));
  ui_fixture_show (f, phone, WIDTH, HEIGHT);
  ui_wait_for_frame (f->window);
  text = cue_phone_drawing_format_countdown (countdown);
  g_assert_null (text);
  hidden = draw_phone (phone, WIDTH, HEIGHT);

  fake_engine_set_state (f->engine, state, "true", UI_WALL_S + 60, UI_WALL_S + 6);
  ui_fixture_poll (f, session);
  text = cue_phone_drawing_format_countdown (countdown);
  g_assert_nonnull (text);
  g_assert_true (g_str_has_prefix (text, "00:00:5"));
  seen = draw_phone (phone, WIDTH, HEIGHT);
  g_assert_cmpuint (count_differences (hidden, seen, WIDTH * HEIGHT), >, 500);

  /* It ticks by itself, and stops at zero. */
  ui_fixture_pass (f, 4);
  later = draw_phone (phone, WIDTH, HEIGHT);
  g_assert_cmpuint (count_differences (seen, later, WIDTH * HEIGHT), >, 5);
  g_clear_pointer (&text, g_free);
  fake_engine_set_state (f->engine, state, "true", UI_WALL_S - 90, UI_WALL_S + 12);
  ui_fixture_poll (f, session);
  text = cue_phone_drawing_format_countdown (countdown);
  g_assert_cmpstr (text, ==, "00:00:00");
}

static void
test_columns (UiFixture *f, gconstpointer data)
{
  GtkWidget *parts[3];
  GtkWidget *columns;

  g_assert_cmpint (cue_columns_get_mode_for_width (360), ==, CUE_COLUMNS_MODE_STACKED);
  g_assert_cmpint (cue_columns_get_mode_for_width (784), ==, CUE_COLUMNS_MODE_PAIR);
  g_assert_cmpint (cue_columns_get_mode_for_width (1680), ==, CUE_COLUMNS_MODE_WIDE);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    parts[i] = gtk_label_new ("x");

  columns =
    g_object_new (CUE_TYPE_COLUMNS, "log", parts[2], "side", parts[1], "main", parts[0], NULL);
  /* Focus goes in reading order whatever order they were given in. */
  g_assert_true (gtk_widget_get_first_child (columns) == parts[0]);
  g_assert_true (gtk_widget_get_last_child (columns) == parts[2]);

  ui_fixture_show (f, columns, 1000, 600);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    graphene_rect_t bounds;

    g_assert_true (gtk_widget_compute_bounds (parts[i], columns, &bounds));
    g_assert_cmpfloat (bounds.size.width, >, 100);
    g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, 1000);
  }

  gtk_widget_set_direction (columns, GTK_TEXT_DIR_RTL);
  ui_wait_for_frame (f->window);
  {
    graphene_rect_t main, side;

    g_assert_true (gtk_widget_compute_bounds (parts[0], columns, &main));
    g_assert_true (gtk_widget_compute_bounds (parts[1], columns, &side));
    g_assert_cmpfloat (side.origin.x, <, main.origin.x);
  }
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/drawn/figure-keeps-its-size", test_figure_keeps_its_size },
    { "/drawn/figure-is-read", test_figure_is_read },
    { "/drawn/meter", test_meter },
    { "/drawn/strip", test_strip },
    { "/drawn/fit", test_fit },
    { "/drawn/phone-countdown", test_phone_countdown },
    { "/drawn/columns", test_columns },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
