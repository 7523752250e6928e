// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-window-pages.h"

/**
 * CueWindowPages:
 *
 * The pages of the window that are made when somebody first asks for them: each costs a good part
 * of the time until the first frame, and is not what that shows. The page that is in front is
 * remembered in the settings. Owned by the window; main thread only.
 */
struct _CueWindowPages {
  GObject parent_instance;

  AdwViewStack    *stack;    /* owned */
  GSettings       *settings; /* owned */
  CueEventSession *session;  /* owned; the open event; may be NULL */
  CueAssetsPage   *assets;   /* not owned: it is in the stack; NULL before it is asked for */
  CueAccessPage   *access;   /* not owned: it is in the stack; NULL before it is asked for */
  CueAcousticPage *acoustic; /* not owned: it is in the stack; NULL before it is asked for */
  CueSecretStore  *secrets;  /* owned; may be NULL */
  CueFeedsPage    *feeds;    /* not owned: it is in the stack; NULL before it is asked for */
};

G_DEFINE_FINAL_TYPE (CueWindowPages, cue_window_pages, G_TYPE_OBJECT)

static void
put (CueWindowPages *self, const char *name, GtkWidget *page)
{
  adw_bin_set_child (ADW_BIN (adw_view_stack_get_child_by_name (self->stack, name)), page);
}

static void
update_assets (CueWindowPages *self)
{
  if (self->assets != NULL)
    cue_assets_page_set_session (self->assets, self->session);
}

static void
update_access (CueWindowPages *self)
{
  if (self->access != NULL)
    cue_access_page_set_view (self->access,
                              self->session != NULL
                                ? cue_event_session_get_access_view (self->session)
                                : NULL);
}

static void
update_acoustic (CueWindowPages *self)
{
  CueMonitor *monitor = self->session != NULL ? cue_event_session_get_monitor (self->session)
                                              : NULL;

  if (self->acoustic != NULL)
    cue_acoustic_page_set_desk (self->acoustic,
                                monitor != NULL ? cue_monitor_get_acoustic (monitor) : NULL);
}

static void
update_feeds (CueWindowPages *self)
{
  CueMonitor *monitor = self->session != NULL ? cue_event_session_get_monitor (self->session)
                                              : NULL;

  if (self->feeds != NULL)
    cue_feeds_page_set_event (self->feeds, monitor, self->secrets);
}

static void
on_page_changed (CueWindowPages *self)
{
  const char *page = adw_view_stack_get_visible_child_name (self->stack);

  if (page == NULL)
    return;

  g_settings_set_string (self->settings, "page", page);

  if (g_str_equal (page, "assets"))
    cue_window_pages_get_assets (self);
  else if (g_str_equal (page, "access"))
    cue_window_pages_get_access (self);
  else if (g_str_equal (page, "acoustic"))
    cue_window_pages_get_acoustic (self);
  else if (g_str_equal (page, "feeds"))
    cue_window_pages_get_feeds (self);
}

static void
cue_window_pages_dispose (GObject *object)
{
  CueWindowPages *self = CUE_WINDOW_PAGES (object);

  if (self->stack != NULL)
    g_signal_handlers_disconnect_by_data (self->stack, self);

  g_clear_object (&self->secrets);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->stack);

  G_OBJECT_CLASS (cue_window_pages_parent_class)->dispose (object);
}

static void
cue_window_pages_class_init (CueWindowPagesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_window_pages_dispose;
}

static void
cue_window_pages_init (CueWindowPages *self)
{
}

/**
 * cue_window_pages_new:
 * @stack: the pages; those that are made late are empty bins in it
 * @settings: where the page that is in front is remembered
 *
 * Brings the page of the last time to the front.
 *
 * Returns: (transfer full): the pages of a window
 */
CueWindowPages *
cue_window_pages_new (AdwViewStack *stack, GSettings *settings)
{
  CueWindowPages  *self;
  g_autofree char *page = NULL;

  g_return_val_if_fail (ADW_IS_VIEW_STACK (stack), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CUE_TYPE_WINDOW_PAGES, NULL);
  self->stack = g_object_ref (stack);
  self->settings = g_object_ref (settings);
  page = g_settings_get_string (settings, "page");
  g_signal_connect_swapped (stack, "notify::visible-child", G_CALLBACK (on_page_changed), self);

  if (adw_view_stack_get_child_by_name (stack, page) != NULL)
    adw_view_stack_set_visible_child_name (stack, page);

  return self;
}

/**
 * cue_window_pages_set_session:
 * @self: the pages
 * @session: (nullable): the open event
 *
 * Chooses what the pages show.
 */
void
cue_window_pages_set_session (CueWindowPages *self, CueEventSession *session)
{
  g_return_if_fail (CUE_IS_WINDOW_PAGES (self));

  g_set_object (&self->session, session);
  update_assets (self);
  update_access (self);
  update_acoustic (self);
  update_feeds (self);
}

/**
 * cue_window_pages_set_secrets:
 * @self: the pages
 * @secrets: (nullable): has the keys of events
 *
 * Lets the page of feeds check with them.
 */
void
cue_window_pages_set_secrets (CueWindowPages *self, CueSecretStore *secrets)
{
  g_return_if_fail (CUE_IS_WINDOW_PAGES (self));

  if (g_set_object (&self->secrets, secrets))
    update_feeds (self);
}

/**
 * cue_window_pages_get_assets:
 * @self: the pages
 *
 * Returns: (transfer none): the page of what the phone shows, which is made when it is first asked
 *   for
 */
CueAssetsPage *
cue_window_pages_get_assets (CueWindowPages *self)
{
  g_return_val_if_fail (CUE_IS_WINDOW_PAGES (self), NULL);

  if (self->assets == NULL) {
    self->assets = g_object_new (CUE_TYPE_ASSETS_PAGE, NULL);
    put (self, "assets", GTK_WIDGET (self->assets));
    update_assets (self);
  }

  return self->assets;
}

/**
 * cue_window_pages_show_full_screen:
 * @self: the pages
 *
 * Shows what the page is about over the whole screen, where that is not the picture of the stream.
 *
 * Returns: whether there is such a thing
 */
gboolean
cue_window_pages_show_full_screen (CueWindowPages *self)
{
  g_return_val_if_fail (CUE_IS_WINDOW_PAGES (self), FALSE);

  return self->assets != NULL && cue_assets_page_show_full_screen (self->assets);
}

/**
 * cue_window_pages_get_access:
 * @self: the pages
 *
 * Returns: (transfer none): the page of the doors, which is made when it is first asked for
 */
CueAccessPage *
cue_window_pages_get_access (CueWindowPages *self)
{
  g_return_val_if_fail (CUE_IS_WINDOW_PAGES (self), NULL);

  if (self->access == NULL) {
    self->access = g_object_new (CUE_TYPE_ACCESS_PAGE, NULL);
    put (self, "access", GTK_WIDGET (self->access));
    cue_access_page_set_settings (self->access, self->settings);
    update_access (self);
  }

  return self->access;
}

/**
 * cue_window_pages_get_acoustic:
 * @self: the pages
 *
 * Returns: (transfer none): the page of Acoustic Exchange, which is made when it is first asked for
 */
CueAcousticPage *
cue_window_pages_get_acoustic (CueWindowPages *self)
{
  g_return_val_if_fail (CUE_IS_WINDOW_PAGES (self), NULL);

  if (self->acoustic == NULL) {
    self->acoustic = g_object_new (CUE_TYPE_ACOUSTIC_PAGE, NULL);
    put (self, "acoustic", GTK_WIDGET (self->acoustic));
    update_acoustic (self);
  }

  return self->acoustic;
}

/**
 * cue_window_pages_get_feeds:
 * @self: the pages
 *
 * Returns: (transfer none): the page of 10Duke feeds, which is made when it is first asked for
 */
CueFeedsPage *
cue_window_pages_get_feeds (CueWindowPages *self)
{
  g_return_val_if_fail (CUE_IS_WINDOW_PAGES (self), NULL);

  if (self->feeds == NULL) {
    self->feeds = g_object_new (CUE_TYPE_FEEDS_PAGE, NULL);
    put (self, "feeds", GTK_WIDGET (self->feeds));
    update_feeds (self);
  }

  return self->feeds;
}

/**
 * cue_window_pages_show:
 * @self: the pages
 * @name: “on-air”, “assets”, “access”, “acoustic” or “feeds”
 *
 * Brings a page to the front.
 */
void
cue_window_pages_show (CueWindowPages *self, const char *name)
{
  g_return_if_fail (CUE_IS_WINDOW_PAGES (self));

  adw_view_stack_set_visible_child_name (self->stack, name);
}

/**
 * cue_window_pages_search:
 * @self: the pages
 *
 * Searches in the page that is in front, or else in the first that can be searched.
 */
void
cue_window_pages_search (CueWindowPages *self)
{
  g_return_if_fail (CUE_IS_WINDOW_PAGES (self));

  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), "acoustic") == 0)
    cue_acoustic_page_search (cue_window_pages_get_acoustic (self));
  else if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), "feeds") == 0)
    cue_feeds_page_search (cue_window_pages_get_feeds (self));
  else
    cue_window_pages_act_on_access (self, "access.search", NULL);
}

/**
 * cue_window_pages_act_on_access:
 * @self: the pages
 * @name: “access.” and a verb
 * @parameter: (nullable): of the action
 *
 * Does something on the page of the doors, which comes to the front.
 */
void
cue_window_pages_act_on_access (CueWindowPages *self, const char *name, GVariant *parameter)
{
  g_return_if_fail (CUE_IS_WINDOW_PAGES (self));

  cue_window_pages_show (self, "access");
  gtk_widget_activate_action_variant (GTK_WIDGET (cue_window_pages_get_access (self)),
                                      name,
                                      parameter);
}

/**
 * cue_window_pages_act_on_acoustic:
 * @self: the pages
 * @name: “acoustic.” and a verb
 * @parameter: (nullable): of the action
 *
 * Does something on the page of Acoustic Exchange, if that is in front.
 */
void
cue_window_pages_act_on_acoustic (CueWindowPages *self, const char *name, GVariant *parameter)
{
  g_return_if_fail (CUE_IS_WINDOW_PAGES (self));

  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), "acoustic") == 0)
    gtk_widget_activate_action_variant (GTK_WIDGET (cue_window_pages_get_acoustic (self)),
                                        name,
                                        parameter);
}

/**
 * cue_window_pages_act_on_feeds:
 * @self: the pages
 * @name: “feeds.” and a verb
 * @parameter: (nullable): of the action
 *
 * Does something with the feed that is looked at, if that page is in front.
 */
void
cue_window_pages_act_on_feeds (CueWindowPages *self, const char *name, GVariant *parameter)
{
  g_return_if_fail (CUE_IS_WINDOW_PAGES (self));

  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), "feeds") == 0)
    gtk_widget_activate_action_variant (GTK_WIDGET (cue_feeds_page_get_events (
                                          cue_window_pages_get_feeds (self))),
                                        name,
                                        parameter);
}

/**
 * cue_window_pages_act_on_row:
 * @self: the pages
 * @name: “access.” and a verb
 * @parameter: (nullable): of the action
 *
 * Does something with the selected row of the doors; nobody means one that is not in sight.
 */
void
cue_window_pages_act_on_row (CueWindowPages *self, const char *name, GVariant *parameter)
{
  g_return_if_fail (CUE_IS_WINDOW_PAGES (self));

  if (self->access != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->access)))
    gtk_widget_activate_action_variant (GTK_WIDGET (self->access), name, parameter);
}
