// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-page.h"

#include <glib/gi18n-lib.h>

#include "cue-access-alarms.h"
#include "cue-access-details.h"
#include "cue-access-doors-panel.h"
#include "cue-access-filter-bar.h"
#include "cue-access-health.h"
#include "cue-access-links.h"

/**
 * CueAccessPage:
 *
 * Who came through which door, live: the health of the connections, a filter, the alarms that are
 * open, the rows, and beside them the doors or all of the selected row. It arranges panels, hands
 * them the view, and has the commands “access.verb” that act on it. Main thread only.
 */
struct _CueAccessPage {
  AdwBin parent_instance;

  CueAccessView *view;     /* owned; NULL while the event has no doors */
  GSettings     *settings; /* owned; may be NULL */
  GtkWindow     *window;   /* not owned; the one it is shown in; NULL while it is not */

  GtkStack            *stack;
  CueAccessHealth     *health;
  CueAccessFilterBar  *bar;
  AdwFlap             *flap;
  CueAccessAlarms     *alarms;
  CueAccessList       *list;
  GtkStack            *side;
  CueAccessDoorsPanel *doors;
  CueAccessDetails    *details;
};

G_DEFINE_FINAL_TYPE (CueAccessPage, cue_access_page, ADW_TYPE_BIN)

static void
update_looking (CueAccessPage *self)
{
  if (self->view != NULL)
    cue_access_last_look_set_looking (cue_access_view_get_last_look (self->view),
                                      self->window != NULL && gtk_window_is_active (self->window));
}

static void
update_side (CueAccessPage *self)
{
  gboolean any = cue_id_rows_get_selected_id (cue_access_view_get_rows (self->view)) != 0;

  gtk_stack_set_visible_child_name (self->side, any ? "details" : "doors");

  /* Where there is no room for both, the details lie over the rows. */
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
on_folded (CueAccessPage *self)
{
  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_folded (self->flap));
}

static void
search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_access_filter_bar_search (CUE_ACCESS_PAGE (widget)->bar);
}

static void
clear_filter (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_access_filter_bar_clear (CUE_ACCESS_PAGE (widget)->bar);
}

static void
toggle_names (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAccessPage *self = CUE_ACCESS_PAGE (widget);

  if (self->view != NULL)
    cue_access_view_set_hide_names (self->view, !cue_access_view_get_hide_names (self->view));
}

static void
toggle_pause (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAccessPage *self = CUE_ACCESS_PAGE (widget);

  if (self->view != NULL)
    cue_access_view_set_paused (self->view, !cue_access_view_get_paused (self->view));
}

static void
show_newest (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_access_list_show_newest (CUE_ACCESS_PAGE (widget)->list);
}

static void
show_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_access_list_show_selected (CUE_ACCESS_PAGE (widget)->list);
}

static void
show_details (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_flap_set_reveal_flap (CUE_ACCESS_PAGE (widget)->flap, TRUE);
}

static void
unselect (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAccessPage *self = CUE_ACCESS_PAGE (widget);

  if (self->view != NULL)
    cue_id_rows_set_selected_id (cue_access_view_get_rows (self->view), 0);
}

static void
filter_by (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAccessPage *self = CUE_ACCESS_PAGE (widget);
  int            facet = g_variant_get_int32 (parameter);
  g_autoptr (CueAccessRow) row = self->view != NULL ? cue_access_view_dup_selected (self->view)
                                                    : NULL;

  if (row != NULL && facet >= 0 && facet < CUE_ACCESS_N_FACETS)
    cue_access_view_filter_by (self->view, (CueAccessFacet) facet, cue_access_row_get_event (row));
}

static void
filter_around (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAccessPage *self = CUE_ACCESS_PAGE (widget);
  g_autoptr (CueAccessRow) row = self->view != NULL ? cue_access_view_dup_selected (self->view)
                                                    : NULL;

  if (row != NULL)
    cue_access_filter_bar_set_around (self->bar,
                                      cue_access_event_get_time_us (
                                        cue_access_row_get_event (row)));
}

static void
copy_raw (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *raw = cue_access_details_get_raw (CUE_ACCESS_PAGE (widget)->details);

  if (raw != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), raw);
}

static void
acknowledge (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_access_details_toggle_acknowledged (CUE_ACCESS_PAGE (widget)->details);
}

static CueAccessLinks *
get_links (CueAccessPage *self)
{
  GListModel *links = self->view != NULL ? cue_access_view_get_links (self->view) : NULL;

  return CUE_IS_ACCESS_LINKS (links) ? CUE_ACCESS_LINKS (links) : NULL;
}

static void
sign_in (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAccessPage *self = CUE_ACCESS_PAGE (widget);

  if (get_links (self) != NULL && self->window != NULL)
    cue_access_links_sign_in (get_links (self), self->window);
}

static void
retry (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAccessLinks *links = get_links (CUE_ACCESS_PAGE (widget));

  if (links != NULL)
    cue_access_links_retry (links);
}

static void
cue_access_page_map (GtkWidget *widget)
{
  CueAccessPage *self = CUE_ACCESS_PAGE (widget);
  GtkRoot       *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (cue_access_page_parent_class)->map (widget);

  if (GTK_IS_WINDOW (root)) {
    self->window = GTK_WINDOW (root);
    g_signal_connect_swapped (root, "notify::is-active", G_CALLBACK (update_looking), self);
  }

  update_looking (self);
}

static void
cue_access_page_unmap (GtkWidget *widget)
{
  CueAccessPage *self = CUE_ACCESS_PAGE (widget);

  if (self->window != NULL)
    g_signal_handlers_disconnect_by_func (self->window, update_looking, self);

  self->window = NULL;
  update_looking (self);

  GTK_WIDGET_CLASS (cue_access_page_parent_class)->unmap (widget);
}

static void
cue_access_page_dispose (GObject *object)
{
  CueAccessPage *self = CUE_ACCESS_PAGE (object);

  if (self->view != NULL) {
    g_signal_handlers_disconnect_by_data (cue_access_view_get_rows (self->view), self);

    if (self->settings != NULL)
      g_settings_unbind (self->view, "hide-names");
  }

  g_clear_object (&self->view);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cue_access_page_parent_class)->dispose (object);
}

static void
cue_access_page_class_init (CueAccessPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_access_page_dispose;
  widget_class->map = cue_access_page_map;
  widget_class->unmap = cue_access_page_unmap;

  g_type_ensure (CUE_TYPE_ACCESS_ALARMS);
  g_type_ensure (CUE_TYPE_ACCESS_DETAILS);
  g_type_ensure (CUE_TYPE_ACCESS_DOORS_PANEL);
  g_type_ensure (CUE_TYPE_ACCESS_FILTER_BAR);
  g_type_ensure (CUE_TYPE_ACCESS_HEALTH);
  g_type_ensure (CUE_TYPE_ACCESS_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-access-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAccessPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAccessPage, health);
  gtk_widget_class_bind_template_child (widget_class, CueAccessPage, bar);
  gtk_widget_class_bind_template_child (widget_class, CueAccessPage, flap);
  gtk_widget_class_bind_template_child (widget_class, CueAccessPage, alarms);
  gtk_widget_class_bind_template_child (widget_class, CueAccessPage, list);
  gtk_widget_class_bind_template_child (widget_class, CueAccessPage, side);
  gtk_widget_class_bind_template_child (widget_class, CueAccessPage, doors);
  gtk_widget_class_bind_template_child (widget_class, CueAccessPage, details);

  gtk_widget_class_install_action (widget_class, "access.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "access.clear-filter", NULL, clear_filter);
  gtk_widget_class_install_action (widget_class, "access.toggle-names", NULL, toggle_names);
  gtk_widget_class_install_action (widget_class, "access.toggle-pause", NULL, toggle_pause);
  gtk_widget_class_install_action (widget_class, "access.show-newest", NULL, show_newest);
  gtk_widget_class_install_action (widget_class, "access.show-selected", NULL, show_selected);
  gtk_widget_class_install_action (widget_class, "access.show-details", NULL, show_details);
  gtk_widget_class_install_action (widget_class, "access.unselect", NULL, unselect);
  gtk_widget_class_install_action (widget_class, "access.filter-by", "i", filter_by);
  gtk_widget_class_install_action (widget_class, "access.filter-around", NULL, filter_around);
  gtk_widget_class_install_action (widget_class, "access.copy-raw", NULL, copy_raw);
  gtk_widget_class_install_action (widget_class, "access.acknowledge", NULL, acknowledge);
  gtk_widget_class_install_action (widget_class, "access.sign-in", NULL, sign_in);
  gtk_widget_class_install_action (widget_class, "access.retry", NULL, retry);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "access.unselect", NULL);
}

static void
cue_access_page_init (CueAccessPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->flap, "notify::folded", G_CALLBACK (on_folded), self);
}

/**
 * cue_access_page_set_settings:
 * @self: the page
 * @settings: the preferences
 *
 * Gives the page the preferences: whether names are hidden is one of them. To be called once,
 * before the page has a view.
 */
void
cue_access_page_set_settings (CueAccessPage *self, GSettings *settings)
{
  g_return_if_fail (CUE_IS_ACCESS_PAGE (self));
  g_return_if_fail (self->view == NULL);

  g_set_object (&self->settings, settings);
}

/**
 * cue_access_page_get_view:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): what is shown
 */
CueAccessView *
cue_access_page_get_view (CueAccessPage *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_PAGE (self), NULL);

  return self->view;
}

/**
 * cue_access_page_set_view:
 * @self: the page
 * @view: (nullable): what to show, or %NULL for an event without doors
 *
 * Chooses what the page shows.
 */
void
cue_access_page_set_view (CueAccessPage *self, CueAccessView *view)
{
  g_return_if_fail (CUE_IS_ACCESS_PAGE (self));

  if (self->view == view)
    return;

  if (self->view != NULL) {
    g_signal_handlers_disconnect_by_data (cue_access_view_get_rows (self->view), self);
    cue_access_last_look_set_looking (cue_access_view_get_last_look (self->view), FALSE);

    if (self->settings != NULL)
      g_settings_unbind (self->view, "hide-names");
  }

  g_set_object (&self->view, view);

  if (view != NULL && self->settings != NULL)
    g_settings_bind (self->settings, "hide-names", view, "hide-names", G_SETTINGS_BIND_DEFAULT);

  cue_access_health_set_view (self->health, view);
  cue_access_filter_bar_set_view (self->bar, view);
  cue_access_alarms_set_view (self->alarms, view);
  cue_access_list_set_view (self->list, view);
  cue_access_doors_panel_set_view (self->doors, view);
  cue_access_details_set_view (self->details, view);
  gtk_stack_set_visible_child_name (self->stack, view != NULL ? "doors" : "none");

  if (view == NULL)
    return;

  g_signal_connect_swapped (cue_access_view_get_rows (view),
                            "notify::selected-id",
                            G_CALLBACK (update_side),
                            self);
  update_side (self);
  update_looking (self);
}

/**
 * cue_access_page_get_list:
 * @self: the page
 *
 * Returns: (transfer none): its list, for the measurements
 */
CueAccessList *
cue_access_page_get_list (CueAccessPage *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_PAGE (self), NULL);

  return self->list;
}
