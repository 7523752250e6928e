// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_SETTINGS_ENABLE_BACKEND

#include "ui-fixture.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "cue-figure.h"
#include "cue-ticker.h"
#include "cue-ui.h"
#include "cue-write-guard.h"

gboolean
ui_fixture_init (int *argc, char ***argv)
{
  setlocale (LC_ALL, "C.UTF-8");

  if (!gtk_init_check ()) {
    g_print ("1..0 # SKIP there is no display\n");
    return FALSE;
  }

  g_test_init (argc, argv, NULL);
  adw_init ();
  cue_ui_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  return TRUE;
}

// The whole of a test program: each test with a fixture of its own.
int
ui_fixture_run (int *argc, char ***argv, const UiTest *tests, guint n_tests)
{
  if (!ui_fixture_init (argc, argv))
    return 0;

  for (guint i = 0; i < n_tests; i++)
    g_test_add (tests[i].path,
                UiFixture,
                NULL,
                ui_fixture_set_up,
                tests[i].func,
                ui_fixture_tear_down);

  return g_test_run ();
}

void
ui_fixture_set_up (UiFixture *f, gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GFile) file = NULL;

  f->engine = fake_engine_new ();
  f->clock = cue_fake_clock_new (UI_SECONDS (UI_WALL_S), UI_SECONDS (5000));
  f->secrets = cue_secret_store_new_private ();
  f->folder = g_dir_make_tmp ("cuelight-ui-XXXXXX", NULL);
  file = g_file_new_build_filename (f->folder, "profiles.json", NULL);
  f->store = cue_profile_store_new (file);
  f->roster = cue_roster_new (f->clock, f->store, f->secrets);
  f->settings = g_settings_new_with_backend ("io.github.cuelight.Cuelight", backend);
  /* No stream is played: the fixture has none. */
  g_settings_set_boolean (f->settings, "play-automatically", FALSE);
  f->sessions = cue_session_list_new (f->roster, f->settings);
  cue_roster_load (f->roster, NULL);
}

void
ui_fixture_tear_down (UiFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "profiles.json", NULL);

  if (f->window != NULL)
    gtk_window_destroy (GTK_WINDOW (f->window));

  cue_profile_store_flush (f->store, NULL);
  cue_roster_stop (f->roster);
  fake_engine_settle ();
  g_object_unref (f->sessions);
  g_object_unref (f->settings);
  g_object_unref (f->roster);
  g_object_unref (f->store);
  g_object_unref (f->secrets);
  fake_engine_free (f->engine);
  g_object_unref (f->clock);
  g_unlink (path);
  g_rmdir (f->folder);
  g_free (f->folder);
  /* No timer is left behind by a window that is gone. */
  g_assert_cmpuint (cue_ticker_get_n_active (), ==, 0);
}

CueEventSession *
ui_fixture_add_event (UiFixture *f, const char *name)
{
  g_autoptr (CueProfile)
    profile = fake_engine_make_profile (f->engine, CUE_PROFILE_SOURCE_STATE_URL);

  cue_profile_set_name (profile, name);
  cue_profile_store_add (f->store, profile);
  return cue_session_list_find (f->sessions, cue_profile_get_id (profile), NULL);
}

/* The first answer; the clock stands still meanwhile. */
void
ui_fixture_wait (UiFixture *f, CueEventSession *session)
{
  fake_engine_wait_polls (cue_event_session_get_monitor (session), 1);
  cue_ticker_tick ();
}

/* The next answer, some seconds later. */
void
ui_fixture_poll (UiFixture *f, CueEventSession *session)
{
  CueMonitor *monitor = cue_event_session_get_monitor (session);
  guint       n = fake_engine_count_polls (monitor);

  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), UI_SECONDS (6));
  fake_engine_wait_polls (monitor, n + 1);
  cue_ticker_tick ();
}

void
ui_fixture_pass (UiFixture *f, guint seconds)
{
  for (guint i = 0; i < seconds; i += 5) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), UI_SECONDS (MIN (seconds - i, 5)));
    fake_engine_settle ();
  }

  cue_ticker_tick ();
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (GTK_WIDGET (data));
}

typedef struct {
  gboolean laid_out;
  gboolean painted;
} Frame;

static void
on_layout (Frame *frame)
{
  frame->laid_out = TRUE;
}

static void
on_after_paint (Frame *frame)
{
  frame->painted = frame->laid_out;
}

static gboolean
is_painted (gpointer data)
{
  return ((Frame *) data)->painted;
}

/* Waits until everything in a window has its place, and is drawn. gtk_test_widget_wait_for_draw()
 * does not wait for that: no frame is laid out until the display has answered the last wish for
 * another size, and a busy display takes its time. */
void
ui_wait_for_frame (GtkWidget *window)
{
  Frame          frame = { FALSE, FALSE };
  GdkSurface    *surface;
  GdkFrameClock *clock;

  fake_engine_wait (is_mapped, window);
  surface = g_object_ref (gtk_native_get_surface (GTK_NATIVE (window)));
  clock = g_object_ref (gdk_surface_get_frame_clock (surface));
  g_signal_connect_swapped (surface, "layout", G_CALLBACK (on_layout), &frame);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_after_paint), &frame);
  gdk_surface_request_layout (surface);
  gtk_widget_queue_draw (window);
  fake_engine_wait (is_painted, &frame);
  g_signal_handlers_disconnect_by_data (surface, &frame);
  g_signal_handlers_disconnect_by_data (clock, &frame);
  g_object_unref (clock);
  g_object_unref (surface);
}

/* Waits until what is due at once is done, and what becomes due by it, and that is drawn. */
void
ui_settle (GtkWidget *window)
{
  for (guint i = 0; i < 3; i++) {
    while (g_main_context_pending (NULL))
      g_main_context_iteration (NULL, FALSE);

    if (window != NULL)
      ui_wait_for_frame (window);
  }
}

void
ui_fixture_show (UiFixture *f, GtkWidget *widget, int width, int height)
{
  if (GTK_IS_WINDOW (widget)) {
    f->window = widget;
  } else {
    f->window = gtk_window_new ();
    gtk_window_set_child (GTK_WINDOW (f->window), widget);
  }

  gtk_window_set_default_size (GTK_WINDOW (f->window), width, height);
  gtk_window_present (GTK_WINDOW (f->window));
  ui_wait_for_frame (f->window);
}

GtkWidget *
ui_find (GtkWidget *root, UiPredicate predicate, gpointer data)
{
  if (predicate (root, data))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = ui_find (child, predicate, data);

    if (found != NULL)
      return found;
  }

  return NULL;
}

static gboolean
has_type (GtkWidget *widget, gpointer type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), GPOINTER_TO_SIZE (type));
}

GtkWidget *
ui_find_type (GtkWidget *root, GType type)
{
  return ui_find (root, has_type, GSIZE_TO_POINTER (type));
}

GtkWidget *
ui_find_guard (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (CUE_IS_WRITE_GUARD (window) && gtk_widget_get_visible (window))
      return window;
  }

  return NULL;
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));

  return CUE_IS_FIGURE (widget) ? cue_figure_get_text (CUE_FIGURE (widget)) : NULL;
}

static gboolean
has_text (GtkWidget *widget, gpointer text)
{
  return g_strcmp0 (get_text (widget), text) == 0 && gtk_widget_get_mapped (widget);
}

GtkWidget *
ui_find_text (GtkWidget *root, const char *text)
{
  return ui_find (root, has_text, (gpointer) text);
}

gboolean
ui_shows (GtkWidget *root, const char *text)
{
  return ui_find_text (root, text) != NULL;
}
