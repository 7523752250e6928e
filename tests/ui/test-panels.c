// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-fixture.h"

#include "cue-answer-window.h"
#include "cue-change-row.h"
#include "cue-countdown-panel.h"
#include "cue-figure.h"
#include "cue-on-air-page.h"
#include "cue-problems-bar.h"
#include "cue-problems-window.h"
#include "cue-sidebar-row.h"
#include "cue-sources-panel.h"
#include "cue-state-panel.h"
#include "cue-ticker.h"

/* What the panels say for what the service says. */

static void
say (UiFixture *f, const char *state)
{
  fake_engine_set_state (f->engine, "{\"playerState\":\"%s\"}", state);
}

static GtkWidget *
show_state (UiFixture *f, CueEventSession *session)
{
  GtkWidget *panel = g_object_new (CUE_TYPE_STATE_PANEL, NULL);

  cue_state_panel_set_session (CUE_STATE_PANEL (panel), session);
  ui_fixture_show (f, panel, 400, 160);
  return panel;
}

/* The panel of an event that is live, after its first answer. */
static GtkWidget *
show_live (UiFixture *f, CueEventSession **session)
{
  GtkWidget *panel;

  say (f, "live");
  *session = ui_fixture_add_event (f, "Keynote");
  panel = show_state (f, *session);
  ui_fixture_wait (f, *session);
  return panel;
}

static void
test_states (UiFixture *f, gconstpointer data)
{
  static const struct {
    const char *id;
    const char *words;
  } states[] = {
    { "custom", "Custom" },      { "prelive", "Pre-live" }, { "live", "Live" },
    { "postlive", "Post-live" }, { "replay", "Replay" },    { "interruption", "Interruption" },
  };
  CueEventSession *session;
  GtkWidget       *panel;

  say (f, "custom");
  session = ui_fixture_add_event (f, "Keynote");
  panel = show_state (f, session);
  ui_fixture_wait (f, session);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    say (f, states[i].id);
    ui_fixture_poll (f, session);
    g_assert_true (ui_shows (panel, states[i].words));
  }
}

/* A state that the documentation does not list is shown as it came, and cannot mislead the eye. */
static void
test_unknown_states (UiFixture *f, gconstpointer data)
{
  CueEventSession *session;
  GtkWidget       *panel;
  GtkWidget       *word;

  say (f, "rehearsal");
  session = ui_fixture_add_event (f, "Keynote");
  panel = show_state (f, session);
  ui_fixture_wait (f, session);
  g_assert_true (ui_shows (panel, "“rehearsal”"));

  say (f, "<b>live</b>\xe2\x80\xae");
  ui_fixture_poll (f, session);
  word = ui_find_type (panel, GTK_TYPE_LABEL);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (word)), "<b>live</b>"));
  g_assert_null (strstr (gtk_label_get_text (GTK_LABEL (word)), "\xe2\x80\xae"));
}

/* Fields that nobody knows are counted where the state stands, and listed as they came. */
static void
test_unknown_fields (UiFixture *f, gconstpointer data)
{
  CueEventSession *session;
  GtkWidget       *panel;

  panel = show_live (f, &session);
  g_assert_false (ui_shows (panel, "1 unknown field"));

  fake_engine_set_state (f->engine, "{\"playerState\":\"live\",\"mood\":[1,\"<b>\"]}");
  ui_fixture_poll (f, session);
  ui_wait_for_frame (f->window);
  g_assert_true (ui_shows (panel, "1 unknown field"));

  fake_engine_set_state (f->engine, "{\"playerState\":\"live\",\"mood\":1,\"tempo\":2.50}");
  ui_fixture_poll (f, session);
  ui_wait_for_frame (f->window);
  g_assert_true (ui_shows (panel, "2 unknown fields"));

  say (f, "live");
  ui_fixture_poll (f, session);
  g_assert_false (ui_shows (panel, "2 unknown fields"));
}

/* What happens at the doors stands among the changes, and the preference holds there too. */
static void
test_names_in_changes (UiFixture *f, gconstpointer data)
{
  CueEventSession *session = ui_fixture_add_event (f, "Keynote");
  CueMonitor      *monitor = cue_event_session_get_monitor (session);
  GtkWidget       *page = g_object_new (CUE_TYPE_ON_AIR_PAGE, NULL);
  g_autoptr (CueObservation) observation = NULL;
  GtkWidget *row;

  g_settings_set_boolean (f->settings, "hide-names", TRUE);
  cue_on_air_page_set_settings (CUE_ON_AIR_PAGE (page), f->settings);
  cue_on_air_page_set_session (CUE_ON_AIR_PAGE (page), session);
  ui_fixture_show (f, page, 1400, 1000);
  ui_fixture_wait (f, session);
  observation = cue_observation_new_personal (UI_SECONDS (UI_WALL_S),
                                              cue_clock_get_monotonic (f->clock),
                                              CUE_LANE_DOORS,
                                              "entry",
                                              "Opened · Stage door",
                                              "Ada Lovelace · Tag",
                                              "Person 0BEEF · Tag",
                                              CUE_SEVERITY_INFO);
  cue_ring_append (CUE_RING (cue_monitor_get_observations (monitor)), observation);
  ui_wait_for_frame (f->window);
  g_assert_true (ui_shows (page, "Person 0BEEF · Tag"));
  g_assert_false (ui_shows (page, "Ada Lovelace · Tag"));
  row = gtk_widget_get_ancestor (ui_find_text (page, "Person 0BEEF · Tag"), CUE_TYPE_CHANGE_ROW);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (row), ==, "Person 0BEEF · Tag");

  g_settings_set_boolean (f->settings, "hide-names", FALSE);
  g_assert_true (ui_shows (page, "Ada Lovelace · Tag"));
  g_settings_set_boolean (f->settings, "hide-names", TRUE);
  g_assert_false (ui_shows (page, "Ada Lovelace · Tag"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (row), ==, "Person 0BEEF · Tag");
}

static char *
get_raw_text (GtkWidget *window)
{
  GtkTextView   *view = GTK_TEXT_VIEW (ui_find_type (window, GTK_TYPE_TEXT_VIEW));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* The whole answer, raw, and nothing in it can mislead the eye. */
static void
test_answer (UiFixture *f, gconstpointer data)
{
  CueEventSession *session;
  GtkWidget       *window;
  GtkTextBuffer   *buffer;
  GtkTextIter      start, end;
  g_autofree char *before = NULL;
  g_autofree char *while_selected = NULL;
  g_autofree char *after = NULL;

  fake_engine_set_silent (f->engine, "/state", TRUE);
  session = ui_fixture_add_event (f, "Keynote");
  window = cue_answer_window_new (NULL, session);
  ui_fixture_show (f, window, 640, 640);
  g_assert_true (ui_shows (window, "No Answer Yet"));

  fake_engine_set_silent (f->engine, "/state", FALSE);
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"prelive\",\"mood\":\"<b>\xe2\x80\xae\","
                         "\"countdown\":{\"visible\":\"soon\"}}");
  ui_fixture_pass (f, 40);
  fake_engine_wait_polls (cue_event_session_get_monitor (session), 2);
  ui_wait_for_frame (window);
  g_assert_true (ui_shows (window, "Unknown Fields"));
  g_assert_true (ui_shows (window, "mood"));
  g_assert_true (ui_shows (window, "\"<b>⟨U+202E⟩\""));
  g_assert_true (ui_shows (window, "Remarks"));
  g_assert_true (ui_shows (window, "Pre-live"));
  g_assert_false (ui_shows (window, "Live"));
  before = get_raw_text (window);
  g_assert_nonnull (strstr (before, "\"mood\" : \"<b>⟨U+202E⟩\""));

  /* It follows the event, but does not take away what is selected. */
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find_type (window, GTK_TYPE_TEXT_VIEW)));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
  say (f, "live");
  ui_fixture_poll (f, session);
  while_selected = get_raw_text (window);
  g_assert_cmpstr (while_selected, ==, before);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  fake_engine_set_state (f->engine, "{\"playerState\":\"live\",\"n\":1}");
  ui_fixture_poll (f, session);
  ui_wait_for_frame (window);
  after = get_raw_text (window);
  g_assert_nonnull (strstr (after, "\"live\""));
  g_assert_true (ui_shows (window, "Live"));
  g_assert_true (ui_shows (window, "Pre-live"));
  g_assert_false (ui_shows (window, "Remarks"));
}

static void
test_waiting (UiFixture *f, gconstpointer data)
{
  CueEventSession *session;
  GtkWidget       *panel;

  fake_engine_set_silent (f->engine, "/state", TRUE);
  session = ui_fixture_add_event (f, "Keynote");
  panel = show_state (f, session);
  g_assert_true (ui_shows (panel, "No answer yet"));
  g_assert_true (ui_shows (panel, "Waiting for the Event Engine"));
}

static void
test_time_in_state (UiFixture *f, gconstpointer data)
{
  CueEventSession *session;
  GtkWidget       *panel;

  panel = show_live (f, &session);
  g_assert_true (ui_shows (panel, "for 00:00"));
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), UI_SECONDS (3));
  cue_ticker_tick ();
  g_assert_true (ui_shows (panel, "for 00:03"));
}

/* The last good state stays on show, with its age. */
static void
test_stale (UiFixture *f, gconstpointer data)
{
  CueEventSession *session;
  GtkWidget       *panel;

  panel = show_live (f, &session);
  g_assert_false (cue_event_session_is_stale (session));

  fake_engine_set (f->engine, "/state", 503, "text/plain", "no");
  ui_fixture_pass (f, 40);
  g_assert_true (cue_event_session_is_stale (session));
  g_assert_true (ui_shows (panel, "Live"));
  g_assert_true (ui_shows (panel, "Old: last good answer 40 s ago"));

  say (f, "live");
  ui_fixture_pass (f, 120);
  g_assert_false (cue_event_session_is_stale (session));
  g_assert_false (ui_shows (panel, "Old: last good answer 40 s ago"));
}

static void
test_countdown (UiFixture *f, gconstpointer data)
{
  GtkWidget       *panel = g_object_new (CUE_TYPE_COUNTDOWN_PANEL, NULL);
  CueEventSession *session;
  CueCountdown    *countdown;

  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"custom\",\"countdown\":{\"visible\":true,\"end\":%d,"
                         "\"serverTime\":%d}}",
                         UI_WALL_S + 754,
                         UI_WALL_S);
  /* Shown first, so that the answer cannot come before it is looked at. */
  ui_fixture_show (f, panel, 500, 160);
  session = ui_fixture_add_event (f, "Keynote");
  countdown = cue_monitor_get_countdown (cue_event_session_get_monitor (session));
  cue_countdown_panel_set_session (CUE_COUNTDOWN_PANEL (panel), session);
  g_assert_true (ui_shows (panel, "No countdown"));
  ui_fixture_wait (f, session);
  g_assert_nonnull (ui_find_text (panel, cue_countdown_get_text (countdown)));
  g_assert_true (g_str_has_prefix (cue_countdown_get_text (countdown), "00:12:3"));

  /* It ticks because it can be seen. */
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), UI_SECONDS (2));
  g_assert_true (ui_shows (panel, cue_countdown_get_text (countdown)));
  g_assert_true (g_str_has_prefix (cue_countdown_get_text (countdown), "00:12:3"));

  /* The end, its message, and time over. */
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), UI_SECONDS (900));
  g_assert_cmpint (cue_countdown_get_phase (countdown), ==, CUE_COUNTDOWN_OVER);
  g_assert_true (ui_shows (panel, cue_countdown_get_text (countdown)));
  g_assert_true (g_str_has_prefix (cue_countdown_get_text (countdown), "\xe2\x88\x92"));
  fake_engine_settle ();
}

static void
test_sources (UiFixture *f, gconstpointer data)
{
  GtkWidget       *panel = g_object_new (CUE_TYPE_SOURCES_PANEL, NULL);
  CueEventSession *session;
  GListModel      *sources;

  say (f, "live");
  session = ui_fixture_add_event (f, "Keynote");
  sources = cue_monitor_get_sources (cue_event_session_get_monitor (session));
  cue_sources_panel_set_session (CUE_SOURCES_PANEL (panel), session);
  ui_fixture_show (f, panel, 300, 300);
  ui_fixture_wait (f, session);
  g_assert_cmpuint (g_list_model_get_n_items (sources), >, 0);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++) {
    g_autoptr (CueSourceHealth) source = g_list_model_get_item (sources, i);

    g_assert_true (ui_shows (panel, cue_source_health_get_name (source)));
  }

  g_assert_true (ui_shows (panel, "now"));
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), UI_SECONDS (4));
  cue_ticker_tick ();
  g_assert_true (ui_shows (panel, "4 s ago"));
}

static void
test_sidebar_row (UiFixture *f, gconstpointer data)
{
  CueEventSession *session;
  GtkWidget       *list;
  GtkWidget       *row;

  say (f, "custom");
  session = ui_fixture_add_event (f, "Keynote");
  row = cue_sidebar_row_new (session);
  list = gtk_list_box_new ();
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  ui_fixture_show (f, list, 240, 60);
  ui_fixture_wait (f, session);
  g_assert_true (ui_shows (row, "Keynote"));
  g_assert_true (ui_shows (row, "Custom"));
  g_assert_true (ui_shows (row, "now"));
  gtk_test_accessible_assert_property (row,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Keynote, Custom, no issues");

  fake_engine_set (f->engine, "/state", 503, "text/plain", "no");
  ui_fixture_pass (f, 40);
  g_assert_true (ui_shows (row, "1 issue"));
  gtk_test_accessible_assert_property (row,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Keynote, Custom, 1 issue");
}

static void
test_problems (UiFixture *f, gconstpointer data)
{
  GtkWidget       *bar = g_object_new (CUE_TYPE_PROBLEMS_BAR, NULL);
  CueEventSession *session;
  CueProblemList  *problems;
  GtkWidget       *window;

  say (f, "custom");
  session = ui_fixture_add_event (f, "Keynote");
  problems = cue_monitor_get_problems (cue_event_session_get_monitor (session));
  cue_problems_bar_set_session (CUE_PROBLEMS_BAR (bar), session);
  ui_fixture_show (f, bar, 600, 60);
  ui_fixture_wait (f, session);
  g_assert_false (ui_shows (bar, "Show"));

  cue_problem_list_raise (problems,
                          "x",
                          "engine",
                          CUE_SEVERITY_WARNING,
                          "<i>Odd</i> & long",
                          "Because.",
                          "Detail");
  ui_wait_for_frame (f->window);
  g_assert_true (ui_shows (bar, "<i>Odd</i> & long"));
  g_assert_true (ui_shows (bar, "Show"));

  cue_problem_list_raise (problems, "y", "stream", CUE_SEVERITY_ERROR, "Worse", "", "");
  ui_wait_for_frame (f->window);
  g_assert_true (ui_shows (bar, "Worse"));
  g_assert_true (ui_shows (bar, "Show All 2"));

  window = cue_problems_window_new (GTK_WINDOW (f->window), session);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_for_frame (window);
  g_assert_true (ui_shows (window, "Because."));
  g_assert_true (ui_shows (window, "Detail"));
  gtk_window_destroy (GTK_WINDOW (window));

  cue_problem_list_clear_all (problems);
  fake_engine_settle ();
  g_assert_false (ui_shows (bar, "Worse"));
}

/* Texts without measure, markup and direction marks in every place that shows texts from outside.
 */
static void
test_hostile_texts (UiFixture *f, gconstpointer data)
{
  GtkWidget       *page = g_object_new (CUE_TYPE_ON_AIR_PAGE, NULL);
  g_autofree char *wide = g_strnfill (20000, 'W');
  CueEventSession *session;
  int              minimum;

  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"%s\",\"customText\":[\"%s\"],\"extra\":\"%s\"}",
                         wide,
                         wide,
                         wide);
  session = ui_fixture_add_event (f, wide);
  cue_on_air_page_set_session (CUE_ON_AIR_PAGE (page), session);
  ui_fixture_show (f, page, 784, 600);
  ui_fixture_wait (f, session);
  cue_problem_list_raise (cue_monitor_get_problems (cue_event_session_get_monitor (session)),
                          "x",
                          "engine",
                          CUE_SEVERITY_ERROR,
                          wide,
                          wide,
                          wide);
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"custom\",\"customText\":[\"%s\",\"<b>&amp;\","
                         "\"\\u202e\\u0000x\"]}",
                         wide);
  ui_fixture_poll (f, session);
  ui_wait_for_frame (f->window);
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 640);
}

/* Nobody looks: no countdown ticks and no age is brought up to date. */
static void
test_hidden_is_idle (UiFixture *f, gconstpointer data)
{
  GtkWidget       *page = g_object_new (CUE_TYPE_ON_AIR_PAGE, NULL);
  CueEventSession *session;

  say (f, "live");
  session = ui_fixture_add_event (f, "Keynote");
  cue_on_air_page_set_session (CUE_ON_AIR_PAGE (page), session);
  ui_fixture_show (f, page, 1000, 700);
  ui_fixture_wait (f, session);
  g_assert_cmpuint (cue_ticker_get_n_active (), >, 0);
  gtk_widget_set_visible (f->window, FALSE);
  g_assert_cmpuint (cue_ticker_get_n_active (), ==, 0);
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/panels/states", test_states },
    { "/panels/unknown-states", test_unknown_states },
    { "/panels/unknown-fields", test_unknown_fields },
    { "/panels/names-in-changes", test_names_in_changes },
    { "/panels/answer", test_answer },
    { "/panels/waiting", test_waiting },
    { "/panels/time-in-state", test_time_in_state },
    { "/panels/stale", test_stale },
    { "/panels/countdown", test_countdown },
    { "/panels/sources", test_sources },
    { "/panels/sidebar-row", test_sidebar_row },
    { "/panels/problems", test_problems },
    { "/panels/hostile-texts", test_hostile_texts },
    { "/panels/hidden-is-idle", test_hidden_is_idle },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
