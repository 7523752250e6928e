// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The times of the page of the doors: what is typed, which day a row is of, what is asked for. */

#include "ui-fixture.h"

#include "cue-access-filter-bar.h"
#include "cue-access-line.h"
#include "cue-access-moment.h"
#include "cue-access-page.h"
#include "cue-access-range.h"
#include "cue-ticker.h"

#define NOW_US  (UI_SECONDS (UI_WALL_S))
#define HOUR_US (UI_SECONDS (3600))

typedef struct {
  UiFixture      ui;
  CueAccessLog  *log;
  guint          source;
  GListStore    *links;
  CueAccessView *view;
  CueAccessPage *page;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (CueAccessDoors) doors = NULL;

  ui_fixture_set_up (&f->ui, data);
  f->log = cue_access_log_new (0, 0);
  f->source = cue_access_log_add_source (f->log, CUE_ACCESS_ENTRY, "site", "Hall");
  f->links = g_list_store_new (G_TYPE_OBJECT);
  doors = cue_access_doors_new (f->log, f->ui.clock);
  f->view = cue_access_view_new (f->log, doors, NULL, G_LIST_MODEL (f->links), f->ui.clock);
}

static void
settle (Fixture *f)
{
  cue_access_log_flush (f->log);
  ui_settle (f->ui.window);
}

static void
show (Fixture *f, int width)
{
  f->page = g_object_new (CUE_TYPE_ACCESS_PAGE, NULL);
  cue_access_page_set_view (f->page, f->view);
  ui_fixture_show (&f->ui, GTK_WIDGET (f->page), width, 700);
  settle (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->ui.window != NULL) {
    gtk_window_destroy (GTK_WINDOW (f->ui.window));
    f->ui.window = NULL;
  }

  g_object_unref (f->view);
  g_object_unref (f->links);
  g_object_unref (f->log);
  ui_fixture_tear_down (&f->ui, data);
}

/* Somebody at a site nine hours ahead of UTC. */
static void
arrive (Fixture *f, const char *id, gint64 wall_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_add_hours (utc, 9);
  g_autofree char *utc_text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *local_text = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *json =
    g_strdup_printf ("{\"id\":\"%s\",\"event_category\":\"lock_opened\",\"utc_date_time\":\"%s\","
                     "\"local_date_time\":\"%s\",\"lock_customer_reference\":\"Gate\"}",
                     id,
                     utc_text,
                     local_text);

  cue_access_log_append (f->log, f->source, json, strlen (json), NOW_US, NULL);
}

static gboolean
is_line_of (GtkWidget *widget, gpointer id)
{
  CueAccessRow *row =
    CUE_IS_ACCESS_LINE (widget) ? cue_access_line_get_row (CUE_ACCESS_LINE (widget)) : NULL;

  return row != NULL && cue_access_row_get_id (row) == *(guint64 *) id;
}

static CueAccessLine *
find_line (Fixture *f, guint position)
{
  CueIdRows *rows = cue_access_view_get_rows (f->view);
  guint64    id = cue_id_rows_get_id_at (rows, position);

  return CUE_ACCESS_LINE (
    ui_find (GTK_WIDGET (cue_access_page_get_list (f->page)), is_line_of, &id));
}

static void
test_typed (void)
{
  static const struct {
    const char *text;
    int         seconds;
  } times[] = {
    { "21:30", 77400 }, { " 9:05 ", 32700 }, { "00:00:01", 1 },  { "21h30", 77400 },
    { "9 pm", 75600 },  { "12:15 am", 900 }, { "12 PM", 43200 }, { "23.59", 86340 },
    { "24:00", -1 },    { "9", -1 },         { "", -1 },         { "9:5x", -1 },
    { "13 pm", -1 },    { "12:60", -1 },     { "noon", -1 },     { "123:00", -1 },
  };
  static const char *const dates[] = { "2026-11-20", " 2026-11-20 ", "11/20/26", "11/20/2026" };
  static const char *const others[] = {
    "", "soon", "2026-13-01", "2026-02-30", "2026-11-20x", "/"
  };
  g_autofree char *both = NULL;
  g_autofree char *since = NULL;
  GDate            date;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    int      seconds = -1;
    gboolean good = cue_access_moment_read_time (times[i].text, &seconds);

    g_assert_cmpint (good ? seconds : -1, ==, times[i].seconds);
  }

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
    g_assert_true (cue_access_moment_read_date (dates[i], &date));
    g_assert_cmpint (g_date_get_year (&date), ==, 2026);
    g_assert_cmpint (g_date_get_month (&date), ==, 11);
    g_assert_cmpint (g_date_get_day (&date), ==, 20);
  }

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (cue_access_moment_read_date (others[i], &date));

  /* What is written into the fields can be read from them. */
  for (gint64 day = 0; day < 800; day++) {
    g_autofree char *text = cue_access_moment_format_date (NOW_US + day * 24 * HOUR_US);

    g_assert_true (cue_access_moment_read_date (text, &date));
    g_assert_cmpint (cue_access_moment_join (&date, 0) / (24 * HOUR_US),
                     ==,
                     (NOW_US + day * 24 * HOUR_US) / (24 * HOUR_US));
  }

  both = cue_access_moment_format (0, UI_SECONDS (3600), UI_SECONDS (60));
  g_assert_cmpstr (both, ==, "00:00 – 01:00");
  since = cue_access_moment_format (0, G_MAXINT64, 48 * HOUR_US);
  g_assert_cmpstr (since, ==, "from 01/01/70 00:00");
}

static void
type (Fixture *f, const char *name, const char *text)
{
  GtkWidget *range = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_RANGE);
  GtkWidget *entry =
    GTK_WIDGET (gtk_widget_get_template_child (range, CUE_TYPE_ACCESS_RANGE, name));

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
ask (Fixture *f)
{
  GtkWidget *bar = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_FILTER_BAR);
  GtkWidget *range =
    GTK_WIDGET (gtk_widget_get_template_child (bar, CUE_TYPE_ACCESS_FILTER_BAR, "range"));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (range), 5);
  settle (f);
  /* The question is not what is shown. */
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (range)), ==, 0);
}

/* As the Return key does in any of the fields. */
static void
answer (Fixture *f)
{
  GtkWidget   *range = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_RANGE);
  GtkEditable *entry =
    GTK_EDITABLE (gtk_widget_get_template_child (range, CUE_TYPE_ACCESS_RANGE, "to_time"));

  g_signal_emit_by_name (gtk_editable_get_delegate (entry), "activate");
  settle (f);
}

static void
test_range (Fixture *f, gconstpointer data)
{
  CueIdRows *rows = cue_access_view_get_rows (f->view);
  GtkWidget *range;

  arrive (f, "a", NOW_US - 30 * HOUR_US);
  arrive (f, "b", NOW_US - 3 * HOUR_US);
  arrive (f, "c", NOW_US - 1 * HOUR_US);
  show (f, 1000);
  range = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_RANGE);
  g_assert_false (gtk_widget_get_mapped (range));
  ask (f);
  g_assert_true (gtk_widget_get_mapped (range));
  g_assert_true (ui_shows (range, "As the clocks at the site show it (UTC+09:00)."));

  type (f, "from_date", "yesterday");
  answer (f);
  {
    g_autofree char *date = cue_access_moment_format_date (NOW_US + 9 * HOUR_US);
    g_autofree char *words = g_strdup_printf ("This is no date. Write it like %s.", date);

    g_assert_true (ui_shows (range, words));
  }
  g_assert_true (gtk_widget_get_mapped (range));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 3);
  type (f, "from_date", "");
  type (f, "from_time", "25:00");
  answer (f);
  g_assert_true (ui_shows (range, "This is no time of day. Write it like 21:30."));
  type (f, "from_time", "");
  type (f, "to_date", "");
  type (f, "to_time", "");
  answer (f);
  g_assert_true (ui_shows (range, "Write when it begins, when it ends, or both."));
  type (f, "from_date", "2026-11-22");
  type (f, "to_date", "2026-11-21");
  answer (f);
  g_assert_true (ui_shows (range, "The end is not after the beginning."));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 3);

  {
    /* Four hours ago until two hours ago, as the clocks at the site show it. */
    g_autofree char *from = cue_access_moment_format_time (NOW_US + 5 * HOUR_US);
    g_autofree char *to = cue_access_moment_format_time (NOW_US + 7 * HOUR_US);
    g_autofree char *from_day = cue_access_moment_format_date (NOW_US + 5 * HOUR_US);
    g_autofree char *to_day = cue_access_moment_format_date (NOW_US + 7 * HOUR_US);

    type (f, "from_date", from_day);
    type (f, "from_time", from);
    type (f, "to_date", to_day);
    type (f, "to_time", to);
    answer (f);
  }

  g_assert_false (gtk_widget_get_mapped (range));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.clear-filter", NULL);
  settle (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 3);

  /* One side is enough, and a date alone is the whole day. */
  ask (f);
  type (f, "from_date", "");
  type (f, "from_time", "");
  type (f, "to_time", "");
  {
    g_autofree char *day = cue_access_moment_format_date (NOW_US - 21 * HOUR_US);

    type (f, "to_date", day);
  }
  answer (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 1);
}

static void
test_day (Fixture *f, gconstpointer data)
{
  g_autoptr (GDateTime)
    then = g_date_time_new_from_unix_utc ((NOW_US - 63 * HOUR_US) / G_USEC_PER_SEC);
  g_autofree char *day = g_date_time_format (then, "%-d %b %H:%M");
  g_autofree char *old_words = NULL;
  g_autofree char *new_words = NULL;
  g_autofree char *later_words = NULL;

  arrive (f, "a", NOW_US - 72 * HOUR_US);
  arrive (f, "b", NOW_US);
  show (f, 1000);
  old_words = cue_access_line_describe (find_line (f, 1));
  g_assert_nonnull (strstr (old_words, day));
  new_words = cue_access_line_describe (find_line (f, 0));
  g_assert_null (strstr (new_words, "Nov"));

  /* Midnight passes while the page is open. */
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->ui.clock), 24 * HOUR_US);
  cue_ticker_tick ();
  settle (f);
  later_words = cue_access_line_describe (find_line (f, 0));
  g_assert_cmpstr (later_words, !=, new_words);
}

static gboolean
says (CueAccessLine *line, const char *words)
{
  int width = gtk_widget_get_width (GTK_WIDGET (line));

  for (int x = 0; x < width; x += 10) {
    g_autofree char *text = NULL;

    if (cue_access_line_find_column (line, x) != CUE_ACCESS_COLUMN_WHAT)
      continue;

    text = cue_access_line_get_hint (line, x);
    return g_strcmp0 (text, words) == 0;
  }

  return FALSE;
}

/* Where there is no column for it, what is said about a row is still there. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  arrive (f, "a", NOW_US - 60 * G_USEC_PER_SEC);
  arrive (f, "a", NOW_US - 60 * G_USEC_PER_SEC);
  arrive (f, "b", NOW_US);
  show (f, 460);
  g_assert_true (says (find_line (f, 1), "Came 1 more time"));
  g_assert_false (says (find_line (f, 0), "Came 1 more time"));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/ui/access-time/range", test_range },
    { "/ui/access-time/day", test_day },
    { "/ui/access-time/narrow", test_narrow },
  };

  if (!ui_fixture_init (&argc, &argv))
    return 0;

  g_test_add_func ("/ui/access-time/typed", test_typed);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
