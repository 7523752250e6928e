// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The page of the doors: alarms, what somebody notes, and connections that were lost. */

#include "ui-access.h"

#include "cue-access-alarms.h"
#include "cue-access-details.h"
#include "cue-access-doors-panel.h"
#include "cue-access-health.h"
#include "cue-ticker.h"

#define HINT_X 300 /* in a row, after the times */

static gboolean
is_noted (gpointer data)
{
  UiAccess *f = data;

  return cue_access_notes_get_n_notes (cue_access_view_get_notes (f->view)) == 1;
}

static void
test_alarms (UiAccess *f, gconstpointer data)
{
  GtkWidget       *alarms;
  g_autofree char *words = NULL;

  ui_access_show (f, 20);
  alarms = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_ALARMS);
  g_assert_false (gtk_widget_get_visible (alarms));

  cue_crowd_raise_alarm (f->crowd, ui_access_get_now (f), "door_left_open_alarm", 4);
  ui_access_settle (f);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->ui.clock), UI_SECONDS (65));
  cue_ticker_tick ();
  g_assert_true (gtk_widget_get_visible (alarms));
  g_assert_true (ui_shows (alarms, "1 open alarm"));
  g_assert_true (ui_shows (alarms, "01:05"));

  /* Somebody takes care of it: it stays open, and the row says so. */
  gtk_widget_activate (ui_find_type (alarms, GTK_TYPE_TOGGLE_BUTTON));
  fake_engine_wait (is_noted, f);
  ui_access_settle (f);
  g_assert_true (ui_shows (alarms, "Acknowledged"));
  words = cue_access_line_describe (ui_access_find_line (f, 0));
  g_assert_nonnull (strstr (words, "acknowledged"));

  cue_crowd_raise_alarm (f->crowd, ui_access_get_now (f), "end_of_door_left_open_alarm", 4);
  ui_access_settle (f);
  g_assert_false (gtk_widget_get_visible (alarms));
}

static void
test_note (UiAccess *f, gconstpointer data)
{
  g_autoptr (CueAccessRow) row = NULL;
  g_autofree char *words = NULL;

  ui_access_show (f, 20);
  cue_id_rows_set_selected_id (ui_access_get_rows (f),
                               cue_id_rows_get_id_at (ui_access_get_rows (f), 2));
  row = cue_access_view_dup_selected (f->view);
  cue_access_view_annotate (f->view, cue_access_row_get_event (row), TRUE, "the caterer");
  ui_access_settle (f);
  words = cue_access_line_describe (ui_access_find_line (f, 2));
  g_assert_nonnull (strstr (words, "acknowledged: the caterer"));
}

/* Each character is kept as it is typed, and what is kept has no blank at its end. */
static void
test_note_typed (UiAccess *f, gconstpointer data)
{
  static const char typed[] = "the  caterer ";
  g_autofree char  *words = NULL;
  GtkEditable      *note;
  int               position = 0;

  ui_access_show (f, 20);
  cue_id_rows_set_selected_id (ui_access_get_rows (f),
                               cue_id_rows_get_id_at (ui_access_get_rows (f), 2));
  note = GTK_EDITABLE (
    ui_find_type (ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_DETAILS), GTK_TYPE_ENTRY));

  for (gsize i = 0; i < strlen (typed); i++)
    gtk_editable_insert_text (note, typed + i, 1, &position);

  g_assert_cmpstr (gtk_editable_get_text (note), ==, typed);
  ui_access_settle (f);
  words = cue_access_line_describe (ui_access_find_line (f, 2));
  g_assert_true (g_str_has_suffix (words, "note: the  caterer"));
  gtk_editable_delete_text (note, 3, -1);
  g_assert_cmpstr (gtk_editable_get_text (note), ==, "the");
}

static void
test_gap (UiAccess *f, gconstpointer data)
{
  g_autofree char *words = NULL;
  g_autofree char *hint = NULL;

  ui_access_show (f, 0);
  cue_access_log_append_gap (f->log,
                             f->crowd->entries,
                             ui_access_get_now (f) - UI_SECONDS (95),
                             ui_access_get_now (f) - UI_SECONDS (5));
  ui_access_settle (f);
  g_assert_cmpuint (ui_access_count (f), ==, 1);
  words = cue_access_line_describe (ui_access_find_line (f, 0));
  g_assert_nonnull (strstr (words, "Not connected for 1 min 30 s"));

  /* Where there is no room for all of it, all of the row says it when it is pointed at. */
  gtk_window_set_default_size (GTK_WINDOW (f->ui.window), 440, 700);
  ui_access_settle (f);
  hint = cue_access_line_get_hint (ui_access_find_line (f, 0), HINT_X);
  g_assert_nonnull (hint);
  g_assert_nonnull (strstr (hint, "messages may be missing"));
}

static void
set_link (CueAccessLink *link, CueHealth health, const char *words, const char *advice, gint64 now)
{
  CueAccessLinkFacts facts = {
    .name = "Entries · Hall",
    .health = health,
    .words = words,
    .advice = advice,
    .last_message_wall_us = now - UI_SECONDS (40),
    .last_ping_wall_us = now - UI_SECONDS (12),
    .reconnects = 3,
    .token_expiry_wall_us = now + UI_SECONDS (4 * 60),
  };

  cue_access_link_set_facts (link, &facts);
}

static void
test_health (UiAccess *f, gconstpointer data)
{
  g_autoptr (CueAccessLink) one = cue_access_link_new ();
  g_autoptr (CueAccessLink) other = cue_access_link_new ();
  GtkWidget *health;

  ui_access_show (f, 1);
  health = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_HEALTH);
  g_assert_false (gtk_widget_get_visible (health));

  set_link (one, CUE_HEALTH_OK, "Connected", NULL, ui_access_get_now (f));
  set_link (other, CUE_HEALTH_OK, "Connected", NULL, ui_access_get_now (f));
  g_list_store_append (f->links, one);
  g_list_store_append (f->links, other);
  g_assert_true (ui_shows (health, "Connected"));
  g_assert_true (ui_shows (health, "All 2 connections"));
  g_assert_true (ui_shows (health, "40 s ago"));
  g_assert_true (ui_shows (health, "12 s ago"));
  g_assert_true (ui_shows (health, "6"));
  g_assert_true (ui_shows (health, "in 4 min"));

  set_link (other, CUE_HEALTH_ERROR, "Not allowed (403)", "Three causes", ui_access_get_now (f));
  g_assert_true (ui_shows (health, "Not allowed (403)"));
  g_assert_true (ui_shows (health, "Three causes"));
  g_assert_true (ui_shows (health, "Entries · Hall · 1 of 2 connected"));

  /* An event without doors says how to get some. */
  cue_access_page_set_view (f->page, NULL);
  g_assert_true (ui_shows (GTK_WIDGET (f->page), "No Doors Yet"));
}

static void
test_not_heard (UiAccess *f, gconstpointer data)
{
  g_autoptr (CueAccessLink) link = cue_access_link_new ();
  GtkWidget *panel, *health;

  ui_access_show (f, 20);
  panel = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_DOORS_PANEL);
  health = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_HEALTH);
  set_link (link, CUE_HEALTH_OK, "Connected", NULL, ui_access_get_now (f));
  g_list_store_append (f->links, link);
  cue_ticker_tick ();
  g_assert_true (ui_shows (panel, "Last used now"));
  g_assert_false (ui_shows (health, "Connect Now"));

  /* A door that nobody hears is neither well nor quiet. */
  set_link (link, CUE_HEALTH_ERROR, "The connection was lost", NULL, ui_access_get_now (f));
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->ui.clock), UI_SECONDS (3600));
  cue_ticker_tick ();
  g_assert_true (ui_shows (panel, "Unknown, last used 1 h ago"));
  g_assert_false (ui_shows (panel, "Quiet for 1 h"));
  g_assert_true (ui_shows (panel, "–"));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (UiAccess *f, gconstpointer data);
  } tests[] = {
    { "/ui/access-alarms/alarms", test_alarms },
    { "/ui/access-alarms/note", test_note },
    { "/ui/access-alarms/note-typed", test_note_typed },
    { "/ui/access-alarms/gap", test_gap },
    { "/ui/access-alarms/health", test_health },
    { "/ui/access-alarms/not-heard", test_not_heard },
  };

  if (!ui_fixture_init (&argc, &argv))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                UiAccess,
                NULL,
                ui_access_set_up,
                tests[i].test,
                ui_access_tear_down);

  return g_test_run ();
}
