// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-doors-panel.h"

#include <glib/gi18n-lib.h>

#include "cue-access-door-row.h"
#include "cue-access-link.h"
#include "cue-list-stop.h"
#include "cue-ticker.h"

#define SORT_EVERY_S 5 /* a row that jumps each second cannot be read */

/**
 * CueAccessDoorsPanel:
 *
 * What each door does: entries a minute, refusals, and whether it is quiet. Quiet doors come first,
 * then those that refuse, then the busiest. A click shows the rows of one door. Main thread only.
 */
struct _CueAccessDoorsPanel {
  AdwBin parent_instance;

  CueAccessView    *view;   /* owned; may be NULL */
  GtkSortListModel *sorted; /* owned; may be NULL */
  GtkSorter        *sorter; /* owned */
  guint             seconds;

  GtkLabel    *summary;
  GtkStack    *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (CueAccessDoorsPanel, cue_access_doors_panel, ADW_TYPE_BIN)

static int
compare_doors (gconstpointer a, gconstpointer b, gpointer data)
{
  CueAccessDoor *one = CUE_ACCESS_DOOR ((gpointer) a);
  CueAccessDoor *other = CUE_ACCESS_DOOR ((gpointer) b);

  if (cue_access_door_is_quiet (one) != cue_access_door_is_quiet (other))
    return cue_access_door_is_quiet (one) ? GTK_ORDERING_SMALLER : GTK_ORDERING_LARGER;

  if (cue_access_door_get_recent_refused (one) != cue_access_door_get_recent_refused (other))
    return cue_access_door_get_recent_refused (one) > cue_access_door_get_recent_refused (other)
             ? GTK_ORDERING_SMALLER
             : GTK_ORDERING_LARGER;

  if (cue_access_door_get_recent (one) != cue_access_door_get_recent (other))
    return cue_access_door_get_recent (one) > cue_access_door_get_recent (other)
             ? GTK_ORDERING_SMALLER
             : GTK_ORDERING_LARGER;

  return gtk_ordering_from_cmpfunc (
    g_strcmp0 (cue_access_door_get_name (one), cue_access_door_get_name (other)));
}

static void
update_summary (CueAccessDoorsPanel *self)
{
  GListModel      *doors = G_LIST_MODEL (cue_access_view_get_doors (self->view));
  guint            n_doors = g_list_model_get_n_items (doors);
  guint            n_quiet = 0, n_unknown = 0;
  gboolean         all_heard = cue_access_link_all_hear (cue_access_view_get_links (self->view));
  g_autofree char *words = NULL;

  for (guint i = 0; !all_heard && i < n_doors; i++) {
    g_autoptr (CueAccessDoor) door = g_list_model_get_item (doors, i);

    if (!cue_access_link_any_hears (cue_access_view_get_links (self->view),
                                    cue_access_door_get_site_id (door)))
      n_unknown++;
    else if (cue_access_door_is_quiet (door))
      n_quiet++;
  }

  gtk_stack_set_visible_child_name (self->stack, n_doors > 0 ? "doors" : "empty");

  if (all_heard)
    n_quiet = cue_access_doors_get_n_quiet (cue_access_view_get_doors (self->view));

  if (n_unknown > 0)
    /* Translators: of the second number of doors, the first are not connected */
    words = g_strdup_printf (_ ("%u of %u unknown"), n_unknown, n_doors);
  else if (n_quiet > 0)
    /* Translators: of the second number of doors, the first reported nothing for long */
    words = g_strdup_printf (_ ("%u of %u quiet"), n_quiet, n_doors);
  else if (n_doors > 0)
    words =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u door", "%u doors", n_doors), n_doors);

  gtk_label_set_label (self->summary, words != NULL ? words : "");
}

static void
on_second_passed (GtkWidget *widget)
{
  CueAccessDoorsPanel *self = CUE_ACCESS_DOORS_PANEL (widget);

  if (self->view == NULL)
    return;

  update_summary (self);

  if (++self->seconds % SORT_EVERY_S == 0)
    gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, cue_access_door_row_new ());
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, CueAccessDoorsPanel *self)
{
  cue_access_door_row_set_door (CUE_ACCESS_DOOR_ROW (gtk_list_item_get_child (item)),
                                CUE_ACCESS_DOOR (gtk_list_item_get_item (item)),
                                cue_access_view_get_links (self->view));
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  cue_access_door_row_set_door (CUE_ACCESS_DOOR_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
on_activated (CueAccessDoorsPanel *self, guint position)
{
  g_autoptr (CueAccessDoor) door = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (door != NULL)
    cue_access_view_filter_by_door (self->view,
                                    cue_access_door_get_key (door),
                                    cue_access_door_get_name (door));
}

static void
set_watched (CueAccessDoorsPanel *self, gboolean watched)
{
  if (self->view != NULL)
    cue_access_doors_set_watched (cue_access_view_get_doors (self->view), watched);
}

static void
cue_access_doors_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cue_access_doors_panel_parent_class)->map (widget);
  set_watched (CUE_ACCESS_DOORS_PANEL (widget), TRUE);
}

static void
cue_access_doors_panel_unmap (GtkWidget *widget)
{
  set_watched (CUE_ACCESS_DOORS_PANEL (widget), FALSE);
  GTK_WIDGET_CLASS (cue_access_doors_panel_parent_class)->unmap (widget);
}

/* One stop, however many doors there are; the arrows go through them. */
static gboolean
cue_access_doors_panel_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CueAccessDoorsPanel *self = CUE_ACCESS_DOORS_PANEL (widget);

  if (cue_list_stop_is_tab (direction))
    return !cue_list_stop_is_inside (self->list) && cue_list_stop_enter (self->list);

  return GTK_WIDGET_CLASS (cue_access_doors_panel_parent_class)->focus (widget, direction);
}

static void
cue_access_doors_panel_dispose (GObject *object)
{
  CueAccessDoorsPanel *self = CUE_ACCESS_DOORS_PANEL (object);

  cue_access_doors_panel_set_view (self, NULL);
  g_clear_object (&self->sorter);

  G_OBJECT_CLASS (cue_access_doors_panel_parent_class)->dispose (object);
}

static void
cue_access_doors_panel_class_init (CueAccessDoorsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_access_doors_panel_dispose;
  widget_class->focus = cue_access_doors_panel_focus;
  widget_class->map = cue_access_doors_panel_map;
  widget_class->unmap = cue_access_doors_panel_unmap;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-access-doors-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAccessDoorsPanel, summary);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDoorsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDoorsPanel, list);
}

static void
cue_access_doors_panel_init (CueAccessDoorsPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_doors, NULL, NULL));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activated), self);
  cue_ticker_attach (GTK_WIDGET (self), on_second_passed);
}

/**
 * cue_access_doors_panel_set_view:
 * @self: a panel
 * @view: (nullable): what to show
 *
 * Chooses whose doors are shown.
 */
void
cue_access_doors_panel_set_view (CueAccessDoorsPanel *self, CueAccessView *view)
{
  GtkNoSelection *selection;

  g_return_if_fail (CUE_IS_ACCESS_DOORS_PANEL (self));

  if (self->view == view)
    return;

  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (cue_access_view_get_doors (self->view), self);

  set_watched (self, FALSE);

  /* NULL when the template is being taken down. */
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);

  g_clear_object (&self->sorted);
  g_set_object (&self->view, view);

  if (view == NULL)
    return;

  self->sorted =
    gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (cue_access_view_get_doors (view))),
                             g_object_ref (self->sorter));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  g_signal_connect_swapped (cue_access_view_get_doors (view),
                            "items-changed",
                            G_CALLBACK (update_summary),
                            self);
  set_watched (self, gtk_widget_get_mapped (GTK_WIDGET (self)));
  update_summary (self);
}
