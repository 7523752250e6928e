// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-alarms.h"

#include <glib/gi18n-lib.h>

#include "cue-access-alarm-row.h"
#include "cue-access-alarm.h"
#include "cue-list-stop.h"

/**
 * CueAccessAlarms:
 *
 * The alarms that have not ended, above the rows: what, where, for how long, and whether somebody
 * takes care of it. Not there while there are none. Main thread only.
 */
struct _CueAccessAlarms {
  AdwBin parent_instance;

  CueAccessView *view;  /* owned; may be NULL */
  GListModel    *model; /* owned; of CueAccessAlarm; may be NULL */

  GtkLabel    *title;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (CueAccessAlarms, cue_access_alarms, ADW_TYPE_BIN)

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, cue_access_alarm_row_new ());
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, CueAccessAlarms *self)
{
  cue_access_alarm_row_set_alarm (CUE_ACCESS_ALARM_ROW (gtk_list_item_get_child (item)),
                                  CUE_ACCESS_ALARM (gtk_list_item_get_item (item)),
                                  self->view);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  cue_access_alarm_row_set_alarm (CUE_ACCESS_ALARM_ROW (gtk_list_item_get_child (item)),
                                  NULL,
                                  NULL);
}

static void
on_activated (CueAccessAlarms *self, guint position)
{
  g_autoptr (CueAccessAlarm) alarm = g_list_model_get_item (self->model, position);

  if (alarm == NULL)
    return;

  cue_id_rows_set_selected_id (cue_access_view_get_rows (self->view),
                               cue_access_alarm_get_id (alarm));
  gtk_widget_activate_action (GTK_WIDGET (self), "access.show-selected", NULL);
}

static void
update_title (CueAccessAlarms *self)
{
  guint            n_alarms = g_list_model_get_n_items (self->model);
  g_autofree char *title =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u open alarm", "%u open alarms", n_alarms),
                     n_alarms);

  gtk_label_set_label (self->title, title);
  gtk_widget_set_visible (GTK_WIDGET (self), n_alarms > 0);
}

static gboolean
cue_access_alarms_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CueAccessAlarms *self = CUE_ACCESS_ALARMS (widget);

  if (cue_list_stop_is_tab (direction) && !cue_list_stop_is_inside (self->list))
    return cue_list_stop_enter (self->list);

  return GTK_WIDGET_CLASS (cue_access_alarms_parent_class)->focus (widget, direction);
}

static void
cue_access_alarms_dispose (GObject *object)
{
  cue_access_alarms_set_view (CUE_ACCESS_ALARMS (object), NULL);

  G_OBJECT_CLASS (cue_access_alarms_parent_class)->dispose (object);
}

static void
cue_access_alarms_class_init (CueAccessAlarmsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_access_alarms_dispose;
  widget_class->focus = cue_access_alarms_focus;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-access-alarms.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAccessAlarms, title);
  gtk_widget_class_bind_template_child (widget_class, CueAccessAlarms, list);
}

static void
cue_access_alarms_init (CueAccessAlarms *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activated), self);
}

/**
 * cue_access_alarms_set_view:
 * @self: a panel
 * @view: (nullable): what to show
 *
 * Chooses whose alarms are shown.
 */
void
cue_access_alarms_set_view (CueAccessAlarms *self, CueAccessView *view)
{
  GtkNoSelection *selection;

  g_return_if_fail (CUE_IS_ACCESS_ALARMS (self));

  if (self->view == view)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);

  g_clear_object (&self->model);

  /* NULL when the template is being taken down. */
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);

  g_set_object (&self->view, view);

  if (view == NULL)
    return;

  self->model = g_object_ref (cue_access_log_get_alarms (cue_access_view_get_log (view)));
  g_signal_connect_swapped (self->model, "items-changed", G_CALLBACK (update_title), self);
  selection = gtk_no_selection_new (g_object_ref (self->model));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  update_title (self);
}
