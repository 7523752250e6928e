// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-window.h"

#include <glib/gi18n-lib.h>

#include "cue-compat.h"
#include "cue-demo-event.h"
#include "cue-event-commands.h"
#include "cue-on-air-page.h"
#include "cue-player-commands.h"
#include "cue-problems-bar.h"
#include "cue-sidebar.h"
#include "cue-software-drawing.h"
#include "cue-welcome-page.h"

#define SAVE_SIZE_AFTER_MS 300

/**
 * CueWindow:
 *
 * The console: events on the left, pages of the open event on the right, its problems below; a
 * welcome page while there is no event.
 *
 * Size, page and open event are written to the settings when they change, not at the end, so they
 * come back after a crash too. Main thread only.
 */
struct _CueWindow {
  AdwApplicationWindow parent_instance;

  CueSessionList  *sessions; /* owned */
  GSettings       *settings; /* owned */
  CueEventSession *session;  /* owned; the open event; may be NULL */
  CueWindowPages  *pages;    /* owned; NULL before there are settings */
  CueDemoEvent    *demo;     /* owned; NULL before it is first asked for */
  guint            save_size_id;
  guint            fold_id; /* idle after the events went beside the page, or away */
  gboolean         restoring;

  AdwToastOverlay *toasts;
  GtkStack        *root;
  CueWelcomePage  *welcome;
  AdwLeaflet      *leaflet;
  GtkWidget       *sidebar_box;
  GtkWidget       *content_box;
  CueSidebar      *sidebar;
  AdwViewStack    *stack;
  CueOnAirPage    *on_air;
  CueProblemsBar  *problems;
};

G_DEFINE_FINAL_TYPE (CueWindow, cue_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
save_size (gpointer data)
{
  CueWindow *self = data;
  int        width, height;

  self->save_size_id = 0;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);

  if (!gtk_window_is_maximized (GTK_WINDOW (self)) && width > 0 && height > 0)
    g_settings_set (self->settings, "window-size", "(ii)", width, height);

  g_settings_set_boolean (self->settings,
                          "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  return G_SOURCE_REMOVE;
}

static void
on_size_changed (CueWindow *self)
{
  /* Dragging an edge changes the size at each frame: write when it rests. */
  g_clear_handle_id (&self->save_size_id, g_source_remove);
  self->save_size_id = g_timeout_add (SAVE_SIZE_AFTER_MS, save_size, self);
}

static void
update_title (CueWindow *self)
{
  CueMonitor      *monitor = self->session != NULL ? cue_event_session_get_monitor (self->session)
                                                   : NULL;
  const char      *name = monitor != NULL ? cue_monitor_get_title (monitor) : NULL;
  g_autofree char *title = NULL;

  /* Translators: title of the window; %s is the name of an event */
  title = name != NULL ? g_strdup_printf (_ ("%s – Cuelight"), name) : g_strdup ("Cuelight");
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
update_root (CueWindow *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->sessions)) > 0;

  gtk_stack_set_visible_child_name (self->root, any ? "console" : "welcome");
}

static void
on_selected_changed (CueWindow *self)
{
  CueEventSession *session = cue_sidebar_get_selected (self->sidebar);

  /* Also a window that is going away selects nothing. */
  if (self->session == session || self->pages == NULL)
    return;

  if (self->session != NULL) {
    g_signal_handlers_disconnect_by_data (cue_event_session_get_monitor (self->session), self);
    cue_event_session_set_open (self->session, FALSE);
  }

  g_set_object (&self->session, session);

  if (session != NULL) {
    g_signal_connect_object (cue_event_session_get_monitor (session),
                             "notify::title",
                             G_CALLBACK (update_title),
                             self,
                             G_CONNECT_SWAPPED);
    cue_event_session_set_open (session, TRUE);

    if (!self->restoring)
      g_settings_set_string (self->settings, "event", cue_event_session_get_id (session));
  }

  cue_on_air_page_set_session (self->on_air, session);
  cue_window_pages_set_session (self->pages, session);
  cue_problems_bar_set_session (self->problems, session);
  cue_event_commands_update (self);
  cue_player_commands_update (self);
  update_title (self);
}

static gboolean
on_fold_settled (gpointer data)
{
  CueWindow *self = data;

  self->fold_id = 0;
  gtk_widget_queue_resize (self->sidebar_box);
  return G_SOURCE_REMOVE;
}

/* It is said while the window is being laid out. The bar above the events loses its window buttons
 * with it, but what room they took stays taken until the next layout. */
static void
on_folded (CueWindow *self)
{
  if (self->fold_id == 0)
    self->fold_id = g_idle_add (on_fold_settled, self);
}

static void
on_row_activated (CueWindow *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->content_box);
}

static void
open_saved_event (CueWindow *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "event");
  CueEventSession *session = cue_session_list_find (self->sessions, id, NULL);
  g_autoptr (CueEventSession) first = g_list_model_get_item (G_LIST_MODEL (self->sessions), 0);

  if (session == NULL)
    session = first;

  if (session != NULL)
    cue_window_open (self, session);
}

static void
on_sessions_changed (CueWindow *self)
{
  update_root (self);

  if (self->session == NULL)
    open_saved_event (self);
}

static void
update_details (CueWindow *self)
{
  cue_on_air_page_set_show_details (self->on_air,
                                    g_settings_get_boolean (self->settings, "show-details"));
}

static void
on_demo_started (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueWindow) self = data;
  g_autoptr (GError) error = NULL;
  CueEventSession *session = cue_demo_event_start_finish (CUE_DEMO_EVENT (source), result, &error);

  /* The window was closed meanwhile, and the demo with it. */
  if (self->demo == NULL)
    return;

  cue_welcome_page_set_busy (self->welcome, FALSE);

  if (session != NULL)
    cue_window_open (self, session);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cue_compat_tell (GTK_WINDOW (self), _ ("The Demo Could Not Start"), error->message);
}

static void
update_demo_action (CueWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "demo.start",
                                 !cue_demo_event_get_running (self->demo));
}

static void
on_demo_ended (CueWindow *self)
{
  cue_window_toast (self, _ ("The demo has ended"));
}

static void
start_demo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_window_start_demo (CUE_WINDOW (widget), NULL);
}

static void
show_events (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueWindow *self = CUE_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->sidebar_box);
}

static void
act_on_access (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_window_pages_act_on_access (CUE_WINDOW (widget)->pages, name, parameter);
}

static void
act_on_acoustic (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_window_pages_act_on_acoustic (CUE_WINDOW (widget)->pages, name, parameter);
}

static void
act_on_feeds (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_window_pages_act_on_feeds (CUE_WINDOW (widget)->pages, name, parameter);
}

static void
act_on_row (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_window_pages_act_on_row (CUE_WINDOW (widget)->pages, name, parameter);
}

static void
search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_window_pages_search (CUE_WINDOW (widget)->pages);
}

static void
toast (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_window_toast (CUE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_window_show_page (CUE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
cue_window_dispose (GObject *object)
{
  CueWindow *self = CUE_WINDOW (object);

  if (self->save_size_id != 0) {
    g_source_remove (self->save_size_id);
    save_size (self);
  }

  g_clear_handle_id (&self->fold_id, g_source_remove);

  if (self->demo != NULL) {
    g_signal_handlers_disconnect_by_data (self->demo, self);
    cue_demo_event_stop (self->demo);
  }

  if (self->session != NULL)
    cue_event_session_set_open (self->session, FALSE);

  g_clear_object (&self->demo);
  g_clear_object (&self->pages);
  g_clear_object (&self->session);
  g_clear_object (&self->sessions);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cue_window_parent_class)->dispose (object);
}

static void
cue_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cue_window_parent_class)->realize (widget);

  cue_software_drawing_choose (GTK_NATIVE (widget));
}

static void
cue_window_class_init (CueWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_window_dispose;
  widget_class->realize = cue_window_realize;

  g_type_ensure (CUE_TYPE_ON_AIR_PAGE);
  g_type_ensure (CUE_TYPE_PROBLEMS_BAR);
  g_type_ensure (CUE_TYPE_SIDEBAR);
  g_type_ensure (CUE_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/cuelight/Cuelight/ui/cue-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CueWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CueWindow, root);
  gtk_widget_class_bind_template_child (widget_class, CueWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, CueWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, CueWindow, sidebar_box);
  gtk_widget_class_bind_template_child (widget_class, CueWindow, content_box);
  gtk_widget_class_bind_template_child (widget_class, CueWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CueWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CueWindow, on_air);
  gtk_widget_class_bind_template_child (widget_class, CueWindow, problems);

  cue_event_commands_install (widget_class);
  cue_player_commands_install (widget_class);
  gtk_widget_class_install_action (widget_class, "demo.start", NULL, start_demo);
  gtk_widget_class_install_action (widget_class, "window.show-events", NULL, show_events);
  gtk_widget_class_install_action (widget_class, "window.show-page", "s", show_page);
  gtk_widget_class_install_action (widget_class, "window.toast", "s", toast);
  gtk_widget_class_install_action (widget_class, "window.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "access.search", NULL, act_on_access);
  gtk_widget_class_install_action (widget_class, "access.toggle-names", NULL, act_on_access);
  gtk_widget_class_install_action (widget_class, "access.toggle-pause", NULL, act_on_access);
  gtk_widget_class_install_action (widget_class, "acoustic.register", NULL, act_on_acoustic);
  gtk_widget_class_install_action (widget_class, "feeds.newest", NULL, act_on_feeds);
  gtk_widget_class_install_action (widget_class, "feeds.follow", NULL, act_on_feeds);
  gtk_widget_class_install_action (widget_class, "access.acknowledge", NULL, act_on_row);
  gtk_widget_class_install_action (widget_class, "access.copy-raw", NULL, act_on_row);
}

static void
cue_window_init (CueWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (self, "notify::default-width", G_CALLBACK (on_size_changed), NULL);
  g_signal_connect (self, "notify::default-height", G_CALLBACK (on_size_changed), NULL);
  g_signal_connect (self, "notify::maximized", G_CALLBACK (on_size_changed), NULL);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (on_folded), self);
  g_signal_connect_swapped (self->sidebar,
                            "notify::selected",
                            G_CALLBACK (on_selected_changed),
                            self);
  g_signal_connect_swapped (self->sidebar, "row-activated", G_CALLBACK (on_row_activated), self);
}

/**
 * cue_window_new:
 * @application: the application
 * @sessions: all events
 * @settings: the preferences and what is to be restored
 *
 * Returns: (transfer none): a window with the size, page and event of the last time
 */
GtkWidget *
cue_window_new (GtkApplication *application, CueSessionList *sessions, GSettings *settings)
{
  CueWindow *self;
  int        width, height;

  g_return_val_if_fail (CUE_IS_SESSION_LIST (sessions), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CUE_TYPE_WINDOW, "application", application, NULL);
  self->sessions = g_object_ref (sessions);
  self->settings = g_object_ref (settings);
  self->restoring = TRUE;

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (width, 520), MAX (height, 400));

  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  self->pages = cue_window_pages_new (self->stack, settings);
  cue_window_pages_set_secrets (self->pages,
                                cue_roster_get_secrets (cue_session_list_get_roster (sessions)));
  cue_on_air_page_set_settings (self->on_air, settings);
  cue_sidebar_set_sessions (self->sidebar, sessions);
  g_signal_connect_object (sessions,
                           "items-changed",
                           G_CALLBACK (on_sessions_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings,
                           "changed::show-details",
                           G_CALLBACK (update_details),
                           self,
                           G_CONNECT_SWAPPED);
  update_details (self);
  on_sessions_changed (self);
  cue_event_commands_update (self);
  cue_player_commands_update (self);
  self->restoring = FALSE;
  return GTK_WIDGET (self);
}

/**
 * cue_window_get_sessions:
 * @self: the window
 *
 * Returns: (transfer none): all events
 */
CueSessionList *
cue_window_get_sessions (CueWindow *self)
{
  g_return_val_if_fail (CUE_IS_WINDOW (self), NULL);

  return self->sessions;
}

/**
 * cue_window_get_session:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the open event
 */
CueEventSession *
cue_window_get_session (CueWindow *self)
{
  g_return_val_if_fail (CUE_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * cue_window_get_pages:
 * @self: the window
 *
 * Returns: (transfer none): the pages that are made when they are first asked for
 */
CueWindowPages *
cue_window_get_pages (CueWindow *self)
{
  g_return_val_if_fail (CUE_IS_WINDOW (self), NULL);

  return self->pages;
}

/**
 * cue_window_show_page:
 * @self: the window
 * @name: “on-air”, “assets”, “access”, “acoustic” or “feeds”
 *
 * Brings a page to the front.
 */
void
cue_window_show_page (CueWindow *self, const char *name)
{
  g_return_if_fail (CUE_IS_WINDOW (self));

  cue_window_pages_show (self->pages, name);
}

/**
 * cue_window_open:
 * @self: the window
 * @session: an event of the list
 *
 * Opens an event.
 */
void
cue_window_open (CueWindow *self, CueEventSession *session)
{
  g_return_if_fail (CUE_IS_WINDOW (self));

  cue_sidebar_select (self->sidebar, session);
  adw_leaflet_set_visible_child (self->leaflet, self->content_box);
}

/**
 * cue_window_start_demo:
 * @self: the window
 * @scenario: (nullable): what the demo plays, or %NULL for a whole show
 *
 * Starts the simulator and opens its event. Does nothing while the demo runs.
 */
void
cue_window_start_demo (CueWindow *self, const char *scenario)
{
  g_return_if_fail (CUE_IS_WINDOW (self));

  if (self->demo == NULL) {
    self->demo = cue_demo_event_new (self->sessions);
    g_signal_connect_swapped (self->demo, "notify::running", G_CALLBACK (update_demo_action), self);
    g_signal_connect_swapped (self->demo, "ended", G_CALLBACK (on_demo_ended), self);
  }

  if (cue_demo_event_get_running (self->demo))
    return;

  cue_welcome_page_set_busy (self->welcome, TRUE);
  cue_demo_event_start_async (self->demo, scenario, on_demo_started, g_object_ref (self));
}

/**
 * cue_window_get_demo_control:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): where the running demo takes orders
 */
const char *
cue_window_get_demo_control (CueWindow *self)
{
  g_return_val_if_fail (CUE_IS_WINDOW (self), NULL);

  return self->demo != NULL ? cue_demo_event_get_control (self->demo) : NULL;
}

/**
 * cue_window_toast:
 * @self: the window
 * @words: a sentence; may come from outside
 *
 * Says something that needs no answer.
 */
void
cue_window_toast (CueWindow *self, const char *words)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (CUE_IS_WINDOW (self));
  g_return_if_fail (words != NULL);

  /* The title of a toast is markup. */
  escaped = g_markup_escape_text (words, -1);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}
