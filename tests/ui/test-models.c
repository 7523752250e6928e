// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-fixture.h"

#include "cue-access-columns.h"
#include "cue-hls-variant.h"
#include "cue-newest-first.h"
#include "cue-poll-words.h"
#include "cue-problem-words.h"
#include "cue-quality-menu.h"

/* Lists and words that stand between the monitor and a widget. */

static void
on_items_changed (GListModel    *model,
                  guint          position,
                  guint          removed,
                  guint          added,
                  GtkStringList *copy)
{
  g_auto (GStrv) additions = g_new0 (char *, added + 1);

  for (guint i = 0; i < added; i++) {
    g_autoptr (GtkStringObject) item = g_list_model_get_item (model, position + i);

    additions[i] = g_strdup (gtk_string_object_get_string (item));
  }

  gtk_string_list_splice (copy, position, removed, (const char *const *) additions);
}

static char *
join (GListModel *model)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

    g_string_append (text, gtk_string_object_get_string (item));
  }

  return g_string_free (text, FALSE);
}

/* Whoever only follows the changes must end with what the list says. */
static void
test_newest_first (void)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) copy = gtk_string_list_new (NULL);
  g_autoptr (GListModel) model = cue_newest_first_new (G_LIST_MODEL (list));
  g_autoptr (GRand) random = g_rand_new_with_seed (42);

  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), copy);

  for (guint i = 0; i < 500; i++) {
    guint            n = g_list_model_get_n_items (G_LIST_MODEL (list));
    guint            position = (guint) g_rand_int_range (random, 0, (gint32) n + 1);
    guint            removed = (guint) g_rand_int_range (random, 0, (gint32) (n - position) + 1);
    const char      *additions[] = { "a", "b", "c", NULL };
    g_autofree char *expected = NULL;
    g_autofree char *shown = NULL;
    g_autofree char *followed = NULL;

    additions[g_rand_int_range (random, 0, 4)] = NULL;
    gtk_string_list_splice (list, position, removed, additions);
    expected = join (G_LIST_MODEL (list));
    shown = join (model);
    followed = join (G_LIST_MODEL (copy));
    g_strreverse (expected);
    g_assert_cmpstr (shown, ==, expected);
    g_assert_cmpstr (followed, ==, expected);
  }
}

static void
add_poll (GListStore *polls, CuePollOutcome outcome, guint status, const char *text)
{
  g_autoptr (CuePollResult) poll = cue_poll_result_new (UI_SECONDS (UI_WALL_S),
                                                        UI_SECONDS (5000),
                                                        38000,
                                                        status,
                                                        500,
                                                        outcome,
                                                        text);

  g_list_store_append (polls, poll);
}

static void
test_poll_words (void)
{
  g_autoptr (GListStore) polls = g_list_store_new (CUE_TYPE_POLL_RESULT);
  g_autoptr (CuePollResult) first = NULL;
  g_autofree char *none = cue_poll_words_summarize (G_LIST_MODEL (polls), 10);
  g_autofree char *all = NULL;
  g_autofree char *last = NULL;
  g_autofree char *one = NULL;

  g_assert_cmpstr (none, ==, "No polls yet");

  add_poll (polls, CUE_POLL_FAILED, 503, "The service is overloaded.");
  add_poll (polls, CUE_POLL_UNCHANGED, 200, NULL);
  add_poll (polls, CUE_POLL_CHANGED, 200, NULL);
  add_poll (polls, CUE_POLL_STALE, 200, NULL);
  all = cue_poll_words_summarize (G_LIST_MODEL (polls), 10);
  last = cue_poll_words_summarize (G_LIST_MODEL (polls), 2);
  g_assert_cmpstr (all,
                   ==,
                   "4 polls, 1 with a change, 1 out of date, 1 failed; the last took 38 ms");
  g_assert_cmpstr (last, ==, "2 polls, 1 with a change, 1 out of date; the last took 38 ms");

  first = g_list_model_get_item (G_LIST_MODEL (polls), 0);
  one = cue_poll_words_describe (first);
  g_assert_nonnull (strstr (one, " · HTTP 503 · 38 ms\nThe service is overloaded."));
}

static void
test_problem_words (void)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (UI_SECONDS (UI_WALL_S), UI_SECONDS (5000));
  g_autoptr (CueProblemList) problems = cue_problem_list_new (clock);
  g_autoptr (CueProblem) none = cue_problem_words_find_worst (G_LIST_MODEL (problems));
  g_autoptr (CueProblem) worst = NULL;
  g_autofree char *text = NULL;

  g_assert_null (none);
  cue_problem_list_raise (problems,
                          "a",
                          "engine",
                          CUE_SEVERITY_WARNING,
                          "Slow",
                          "It takes long.",
                          NULL);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), UI_SECONDS (1));
  cue_problem_list_raise (problems, "b", "stream", CUE_SEVERITY_ERROR, "Gone", "", "404");
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), UI_SECONDS (1));
  cue_problem_list_raise (problems, "c", "player", CUE_SEVERITY_ERROR, "Black", NULL, NULL);

  worst = cue_problem_words_find_worst (G_LIST_MODEL (problems));
  g_assert_cmpstr (cue_problem_get_title (worst), ==, "Gone");
  text = cue_problem_words_list_to_text (G_LIST_MODEL (problems));
  g_assert_nonnull (strstr (text, "Error: Gone (since "));
  g_assert_nonnull (strstr (text, "404\n"));
  g_assert_nonnull (strstr (text, "Warning: Slow (since "));
  g_assert_nonnull (strstr (text, "It takes long.\n"));
}

static void
test_quality_menu (void)
{
  g_autoptr (GListStore) variants = g_list_store_new (CUE_TYPE_HLS_VARIANT);
  g_autoptr (CueHlsVariant)
    variant = cue_hls_variant_new ("v.m3u8", 2800000, 0, 1280, 720, 25, "avc1");
  g_autoptr (GMenuModel) menu = NULL;
  g_autoptr (GMenuModel) fixed = NULL;
  g_autofree char *automatic = cue_quality_menu_describe (G_LIST_MODEL (variants), 0);
  g_autofree char *chosen = NULL;
  g_autofree char *unknown = NULL;

  g_assert_cmpstr (automatic, ==, "Automatic");

  for (guint i = 0; i < 1000; i++)
    g_list_store_append (variants, variant);

  menu = cue_quality_menu_build (G_LIST_MODEL (variants));
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 2);
  fixed = g_menu_model_get_item_link (menu, 1, G_MENU_LINK_SECTION);
  /* A playlist may list any number; a menu may not. */
  g_assert_cmpint (g_menu_model_get_n_items (fixed), <=, 30);

  chosen = cue_quality_menu_describe (G_LIST_MODEL (variants), 2800000);
  unknown = cue_quality_menu_describe (G_LIST_MODEL (variants), 1);
  g_assert_cmpstr (chosen, ==, "720p");
  g_assert_cmpstr (unknown, ==, "0 kbit/s");
}

static void
test_access_columns (void)
{
  for (int width = 100; width < 2000; width += 7) {
    CueAccessCell cells[CUE_N_ACCESS_COLUMNS];
    int           end = 0;

    cue_access_columns_share (width, (CueAccessWidths){ 90, 70, 50 }, cells);

    for (int i = 0; i < CUE_N_ACCESS_COLUMNS; i++) {
      if (cells[i].width == 0)
        continue;

      g_assert_cmpint (cells[i].x, >=, end);
      g_assert_cmpint (cells[i].width, >, 0);
      end = cells[i].x + cells[i].width;
      g_assert_cmpint (cue_access_columns_find (cells, width, cells[i].x, FALSE), ==, i);
      g_assert_cmpint (cue_access_columns_find (cells, width, width - cells[i].x, TRUE), ==, i);
    }

    g_assert_cmpint (end, <=, MAX (width, CUE_ACCESS_COLUMNS_MIN_WIDTH));
    g_assert_cmpint (cells[CUE_ACCESS_COLUMN_DOOR].width, >, 0);
    g_assert_cmpint (cells[CUE_ACCESS_COLUMN_WHAT].width, >, 0);
  }
}

static void
test_session_list (UiFixture *f, gconstpointer data)
{
  CueEventSession *first = ui_fixture_add_event (f, "One");
  CueEventSession *second = ui_fixture_add_event (f, "Two");
  g_autoptr (CueEventSession) at_zero = NULL;
  guint position = 99;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->sessions)), ==, 2);

  /* A session stays the same when the order changes, so that its picture goes on. */
  cue_profile_store_move (f->store,
                          cue_monitor_get_profile (cue_event_session_get_monitor (second)),
                          0);
  at_zero = g_list_model_get_item (G_LIST_MODEL (f->sessions), 0);
  g_assert_true (at_zero == second);
  g_assert_true (cue_session_list_find (f->sessions, cue_event_session_get_id (first), &position) ==
                 first);
  g_assert_cmpuint (position, ==, 1);
  g_assert_null (cue_session_list_find (f->sessions, "no such id", NULL));
}

int
main (int argc, char **argv)
{
  if (!ui_fixture_init (&argc, &argv))
    return 0;

  g_test_add_func ("/models/newest-first", test_newest_first);
  g_test_add_func ("/models/poll-words", test_poll_words);
  g_test_add_func ("/models/problem-words", test_problem_words);
  g_test_add_func ("/models/quality-menu", test_quality_menu);
  g_test_add_func ("/models/access-columns", test_access_columns);
  g_test_add ("/models/session-list",
              UiFixture,
              NULL,
              ui_fixture_set_up,
              test_session_list,
              ui_fixture_tear_down);

  return g_test_run ();
}
