// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-window.h"

#include "cue-access-page.h"
#include "cue-compat.h"
#include "cue-on-air-page.h"
#include "cue-poll-strip.h"
#include "cue-sidebar-row.h"
#include "cue-sidebar.h"
#include "cue-welcome-page.h"

#define SIDEBAR_WIDTH 300 /* it asks for 240, and has 390 while it shows window buttons */

/* The window as a whole: what it opens, what it keeps, and who can reach what. */

static void
test_welcome (UiFixture *f, gconstpointer data)
{
  CueWindow       *window = ui_window_show (f);
  GtkWidget       *welcome = ui_find_type (GTK_WIDGET (window), CUE_TYPE_WELCOME_PAGE);
  CueEventSession *session;

  g_assert_true (gtk_widget_get_mapped (welcome));
  g_assert_true (ui_shows (welcome, "Try the Demo"));
  g_assert_null (cue_window_get_session (window));

  /* The first event takes its place and is opened, the last one gives it back. */
  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  session = ui_fixture_add_event (f, "Keynote");
  ui_wait_for_frame (f->window);
  g_assert_false (gtk_widget_get_mapped (welcome));
  g_assert_true (cue_window_get_session (window) == session);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Keynote – Cuelight");

  cue_profile_store_remove (f->store,
                            cue_monitor_get_profile (cue_event_session_get_monitor (session)));
  fake_engine_settle ();
  g_assert_null (cue_window_get_session (window));
  g_assert_true (gtk_widget_get_mapped (welcome));
}

static void
test_several (UiFixture *f, gconstpointer data)
{
  CueEventSession *first, *second, *third;
  CueWindow       *window;

  fake_engine_set_state (f->engine, "{\"playerState\":\"custom\"}");
  first = ui_fixture_add_event (f, "One");
  second = ui_fixture_add_event (f, "Two");
  third = ui_fixture_add_event (f, "Three");
  window = ui_window_show (f);
  g_assert_true (cue_window_get_session (window) == first);
  g_assert_true (cue_event_session_get_open (first));
  g_assert_false (cue_event_session_get_open (second));

  ui_window_activate (window, "event.next");
  g_assert_true (cue_window_get_session (window) == second);
  g_assert_false (cue_event_session_get_open (first));
  ui_window_activate (window, "event.previous");
  ui_window_activate (window, "event.previous");
  g_assert_true (cue_window_get_session (window) == third);

  /* The open event stays open when it is moved, edited, or another one goes. */
  ui_window_activate (window, "event.move-up");
  fake_engine_settle ();
  g_assert_true (cue_window_get_session (window) == third);
  cue_profile_set_name (cue_monitor_get_profile (cue_event_session_get_monitor (third)), "3");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "3 – Cuelight");
  cue_profile_set_poll_interval (cue_monitor_get_profile (cue_event_session_get_monitor (third)),
                                 10);
  fake_engine_settle ();
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "3 – Cuelight");
  cue_profile_store_remove (f->store,
                            cue_monitor_get_profile (cue_event_session_get_monitor (first)));
  fake_engine_settle ();
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "3 – Cuelight");

  /* Its neighbour is opened when it goes itself. */
  cue_profile_store_remove (f->store,
                            cue_monitor_get_profile (
                              cue_event_session_get_monitor (cue_window_get_session (window))));
  fake_engine_settle ();
  g_assert_true (cue_window_get_session (window) == second);
}

/* The shortcuts of the page of doors are asked of the window. */
static void
test_doors_shortcuts (UiFixture *f, gconstpointer data)
{
  static const char *const of_row[] = { "access.acknowledge", "access.copy-raw" };
  static const char *const of_page[] = { "access.search",
                                         "access.toggle-names",
                                         "access.toggle-pause" };
  CueWindow               *window;
  GtkWidget               *page;

  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  ui_fixture_add_event (f, "Keynote");
  window = ui_window_show (f);
  /* The page is made when somebody wants it, which nobody does who means a row. */
  for (guint i = 0; i < G_N_ELEMENTS (of_row); i++)
    ui_window_activate (window, of_row[i]);
  g_assert_null (ui_find_type (GTK_WIDGET (window), CUE_TYPE_ACCESS_PAGE));

  for (guint i = 0; i < G_N_ELEMENTS (of_page); i++)
    ui_window_activate (window, of_page[i]);
  page = ui_find_type (GTK_WIDGET (window), CUE_TYPE_ACCESS_PAGE);
  g_assert_nonnull (page);

  ui_wait_for_frame (f->window);
  g_assert_true (gtk_widget_get_mapped (page));
}

/* After how long a door is quiet is the user's to say. */
static void
test_quiet_minutes (UiFixture *f, gconstpointer data)
{
  g_autoptr (CueEventSession) session = NULL;
  CueAccessDoors *doors;
  CueProfile     *profile;

  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  profile =
    cue_monitor_get_profile (cue_event_session_get_monitor (ui_fixture_add_event (f, "Keynote")));
  g_object_set (cue_profile_get_doors (profile), "enabled", TRUE, NULL);
  fake_engine_settle ();
  session = g_list_model_get_item (G_LIST_MODEL (f->sessions), 0);
  doors = cue_access_view_get_doors (cue_event_session_get_access_view (session));
  g_assert_cmpuint (cue_access_doors_get_quiet_seconds (doors), ==, 30 * 60);
  g_settings_set_int (f->settings, "quiet-minutes", 7);
  g_assert_cmpuint (cue_access_doors_get_quiet_seconds (doors), ==, 7 * 60);
  g_settings_reset (f->settings, "quiet-minutes");
}

typedef struct {
  GSettings *settings;
  int        width;
} SizeWait;

static gboolean
is_size_kept (gpointer data)
{
  SizeWait *wait = data;
  int       width, height;

  g_settings_get (wait->settings, "window-size", "(ii)", &width, &height);
  return width == wait->width;
}

/* Kept when it changes, not at the end: a crash loses nothing. */
static void
test_restore (UiFixture *f, gconstpointer data)
{
  CueEventSession *second;
  CueWindow       *window;
  SizeWait         wait = { f->settings, 1100 };
  g_autofree char *kept = NULL;
  int              width, height;

  fake_engine_set_state (f->engine, "{\"playerState\":\"custom\"}");
  ui_fixture_add_event (f, "One");
  second = ui_fixture_add_event (f, "Two");
  window = ui_window_show (f);
  cue_window_open (window, second);
  kept = g_settings_get_string (f->settings, "event");
  g_assert_cmpstr (kept, ==, cue_event_session_get_id (second));
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 760);
  fake_engine_wait (is_size_kept, &wait);
  gtk_window_destroy (GTK_WINDOW (window));

  window = ui_window_show (f);
  g_assert_true (cue_window_get_session (window) == second);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 1100);
  g_assert_cmpint (height, ==, 760);
}

static void
test_commands (UiFixture *f, gconstpointer data)
{
  static const char *const with_event[] = { "event.edit",     "event.duplicate", "event.remove",
                                            "player.toggle",  "player.mute",     "problems.show",
                                            "event.check-now" };
  CueWindow               *window = ui_window_show (f);

  /* Without an event they do nothing, and open nothing. */
  for (guint i = 0; i < G_N_ELEMENTS (with_event); i++)
    ui_window_activate (window, with_event[i]);

  g_assert_cmpuint (ui_window_count (), ==, 1);

  fake_engine_set_state (f->engine, "{\"playerState\":\"custom\"}");
  ui_fixture_add_event (f, "One");
  ui_window_activate (window, "event.check-now");
  ui_window_activate (window, "event.duplicate");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->roster)), ==, 2);
  ui_window_activate (window, "player.mute");
  g_assert_false (
    cue_player_get_muted (cue_event_session_get_player (cue_window_get_session (window))));
  fake_engine_settle ();
}

/* Whole sentences are not cut off, and several of them are one dialog. */
static void
test_tell (UiFixture *f, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (ui_window_show (f));
  g_autoptr (AdwMessageDialog) dialog = NULL;

  cue_compat_tell (window, "Heading", "One <b>.");
  cue_compat_tell (window, "Heading", "Two.");
  cue_compat_tell (window, "Heading", "Two.");
  g_assert_cmpuint (ui_window_count (), ==, 2);

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GtkWindow) each = g_list_model_get_item (gtk_window_get_toplevels (), i);

    if (ADW_IS_MESSAGE_DIALOG (each))
      g_set_object (&dialog, ADW_MESSAGE_DIALOG (each));
  }

  g_assert_cmpstr (adw_message_dialog_get_body (dialog), ==, "One <b>.\n\nTwo.");
  /* Nor is a heading too long for a dialog: a warning of the toolkit would end this. */
  cue_compat_tell (window, "A Heading That Is Longer Than a Narrow Dialog Is Wide", "Three.");
  g_assert_cmpuint (ui_window_count (), ==, 3);
  ui_settle (GTK_WIDGET (window));
}

static gboolean
is_folded (gpointer data)
{
  return adw_leaflet_get_folded (ADW_LEAFLET (ui_find_type (GTK_WIDGET (data), ADW_TYPE_LEAFLET)));
}

static gboolean
is_unfolded (gpointer data)
{
  return !is_folded (data);
}

static gboolean
is_narrow (gpointer data)
{
  return gtk_widget_get_width (GTK_WIDGET (data)) < SIDEBAR_WIDTH;
}

/* The events get no more room when they come back beside the page than they had before. */
static void
test_unfold (UiFixture *f, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (ui_window_show (f));
  GtkWidget *sidebar;

  fake_engine_set_state (f->engine, "{\"playerState\":\"custom\"}");
  ui_fixture_add_event (f, "One");
  sidebar = ui_find_type (GTK_WIDGET (window), CUE_TYPE_SIDEBAR);
  gtk_window_set_default_size (window, 1280, 800);
  fake_engine_wait (is_narrow, sidebar);
  gtk_window_set_default_size (window, 620, 800);
  fake_engine_wait (is_folded, window);
  gtk_window_set_default_size (window, 1280, 800);
  fake_engine_wait (is_unfolded, window);
  fake_engine_wait (is_narrow, sidebar);
}

static void
test_nameless (UiFixture *f, gconstpointer data)
{
  CueWindow *window = ui_window_show (f);

  fake_engine_set_state (f->engine, "{\"playerState\":\"custom\"}");
  ui_fixture_add_event (f, " ");
  ui_wait_for_frame (f->window);
  g_assert_true (ui_shows (GTK_WIDGET (window), "Unnamed event"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Unnamed event – Cuelight");
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer data)
{
  ++*(guint *) data;
}

/* The picture follows the state, and whoever shows a button for it is told both ways. */
static void
test_playing (UiFixture *f, gconstpointer data)
{
  CueEventSession *session;
  guint            n = 0;

  g_settings_set_boolean (f->settings, "play-automatically", TRUE);
  fake_engine_set_state (f->engine, "{\"playerState\":\"custom\"}");
  session = ui_fixture_add_event (f, "Keynote");
  g_signal_connect (session, "notify::playing", G_CALLBACK (count_notify), &n);
  ui_fixture_wait (f, session);
  g_assert_false (cue_event_session_get_playing (session));

  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  ui_fixture_poll (f, session);
  ui_fixture_poll (f, session);
  g_assert_true (cue_event_session_get_playing (session));
  g_assert_cmpuint (n, ==, 1);

  fake_engine_set_state (f->engine, "{\"playerState\":\"postlive\"}");
  ui_fixture_poll (f, session);
  g_assert_false (cue_event_session_get_playing (session));
  g_assert_cmpuint (n, ==, 2);

  fake_engine_set_state (f->engine, "{\"playerState\":\"replay\"}");
  ui_fixture_poll (f, session);
  g_assert_cmpuint (n, ==, 3);
  g_settings_set_boolean (f->settings, "play-automatically", FALSE);
  g_assert_false (cue_event_session_get_playing (session));
  g_assert_cmpuint (n, ==, 4);
  cue_event_session_set_playing (session, TRUE);
  g_assert_cmpuint (n, ==, 5);
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_RANGE (widget) ||
         GTK_IS_SWITCH (widget) || GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_VIEW (widget) ||
         GTK_IS_PICTURE (widget) || CUE_IS_POLL_STRIP (widget) || CUE_IS_SIDEBAR_ROW (widget);
}

static gboolean
has_label_inside (GtkWidget *widget, gpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_label_get_text (GTK_LABEL (widget))[0] != '\0';
}

static gboolean
is_own (GtkWidget *widget)
{
  /* The toolkit names the buttons of its own title bars, scroll bars and pop-ups. */
  return gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL &&
         gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLBAR) == NULL &&
         gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) == NULL &&
         !(GTK_IS_TOGGLE_BUTTON (widget) && GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)));
}

static gboolean
is_nameless (GtkWidget *widget, gpointer data)
{
  return is_control (widget) && gtk_widget_get_mapped (widget) && is_own (widget) &&
         !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                            GTK_ACCESSIBLE_PROPERTY_LABEL) &&
         !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                            GTK_ACCESSIBLE_RELATION_LABELLED_BY) &&
         ui_find (widget, has_label_inside, NULL) == NULL;
}

static void
assert_all_named (CueWindow *window)
{
  GtkWidget *nameless = ui_find (GTK_WIDGET (window), is_nameless, NULL);

  if (nameless != NULL)
    g_error ("%s %s has no name", G_OBJECT_TYPE_NAME (nameless), gtk_widget_get_name (nameless));
}

static void
test_names (UiFixture *f, gconstpointer data)
{
  CueWindow       *window = ui_window_show (f);
  CueEventSession *session;

  assert_all_named (window);
  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  session = ui_fixture_add_event (f, "Keynote");
  ui_fixture_wait (f, session);
  ui_wait_for_frame (f->window);
  assert_all_named (window);
}

/* Tab alone goes everywhere. */
static void
test_keyboard (UiFixture *f, gconstpointer data)
{
  CueWindow       *window;
  CueEventSession *session;
  g_autoptr (GHashTable) reached = g_hash_table_new (g_str_hash, g_str_equal);

  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  session = ui_fixture_add_event (f, "Keynote");
  window = ui_window_show (f);
  ui_fixture_wait (f, session);
  ui_wait_for_frame (f->window);

  for (guint i = 0; i < 60; i++) {
    GtkWidget *focus;

    if (!gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD))
      continue;

    focus = gtk_window_get_focus (GTK_WINDOW (window));

    for (GtkWidget *each = focus; each != NULL; each = gtk_widget_get_parent (each))
      g_hash_table_add (reached, (gpointer) G_OBJECT_TYPE_NAME (each));
  }

  {
    static const char *const expected[] = {
      "CueSidebarRow", "GtkMenuButton", "GtkScale", "CuePollStrip", "CueChangesPanel", "GtkButton",
    };

    for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
      if (!g_hash_table_contains (reached, expected[i]))
        g_error ("The keyboard does not reach any %s", expected[i]);
    }
  }
}

/* The sizes the design is made for: nothing asks for more room than there is. */
static void
test_sizes (UiFixture *f, gconstpointer data)
{
  static const int sizes[][2] = { { 1024, 720 }, { 1280, 800 }, { 1920, 1080 } };
  CueWindow       *window;
  CueEventSession *session;

  fake_engine_set_state (f->engine, "{\"playerState\":\"interruption\"}");
  session = ui_fixture_add_event (f, "A rather long name of an event in several days and places");
  window = ui_window_show (f);
  ui_fixture_wait (f, session);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    int minimum;

    gtk_window_set_default_size (GTK_WINDOW (window), sizes[i][0], sizes[i][1]);
    ui_wait_for_frame (f->window);
    fake_engine_settle ();
    gtk_widget_measure (GTK_WIDGET (window),
                        GTK_ORIENTATION_HORIZONTAL,
                        -1,
                        &minimum,
                        NULL,
                        NULL,
                        NULL);
    g_assert_cmpint (minimum, <=, sizes[i][0]);
    gtk_widget_measure (GTK_WIDGET (window),
                        GTK_ORIENTATION_VERTICAL,
                        -1,
                        &minimum,
                        NULL,
                        NULL,
                        NULL);
    g_assert_cmpint (minimum, <=, sizes[i][1]);
  }
}

/* A window that is closed and an event that is removed leave nothing behind. */
static void
test_lets_go (UiFixture *f, gconstpointer data)
{
  CueWindow       *window;
  CueEventSession *session;
  CueMonitor      *monitor;
  CuePlayer       *player;

  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  session = ui_fixture_add_event (f, "Keynote");
  window = ui_window_show (f);
  ui_fixture_wait (f, session);
  ui_wait_for_frame (f->window);
  monitor = cue_event_session_get_monitor (session);
  player = cue_event_session_get_player (session);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_object_add_weak_pointer (G_OBJECT (monitor), (gpointer *) &monitor);
  g_object_add_weak_pointer (G_OBJECT (player), (gpointer *) &player);

  cue_profile_store_remove (f->store, cue_monitor_get_profile (monitor));
  fake_engine_wait_gone (&player);
  fake_engine_wait_gone (&session);
  fake_engine_wait_gone (&monitor);

  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&f->window)));
  fake_engine_wait_gone (&window);
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/window/welcome", test_welcome },
    { "/window/several", test_several },
    { "/window/doors-shortcuts", test_doors_shortcuts },
    { "/window/quiet-minutes", test_quiet_minutes },
    { "/window/restore", test_restore },
    { "/window/commands", test_commands },
    { "/window/tell", test_tell },
    { "/window/unfold", test_unfold },
    { "/window/nameless", test_nameless },
    { "/window/playing", test_playing },
    { "/window/names", test_names },
    { "/window/keyboard", test_keyboard },
    { "/window/sizes", test_sizes },
    { "/window/lets-go", test_lets_go },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
