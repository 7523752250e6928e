// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-changes-panel.h"

#include "cue-change-row.h"
#include "cue-newest-first.h"

/**
 * CueChangesPanel:
 *
 * What was seen of an event lately, newest first. Main thread only.
 */
struct _CueChangesPanel {
  AdwBin parent_instance;

  CueEventSession *session; /* owned; may be NULL */
  GListModel      *model;   /* owned; newest first; may be NULL */

  GtkStack    *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (CueChangesPanel, cue_changes_panel, ADW_TYPE_BIN)

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, cue_change_row_new ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  cue_change_row_set_observation (CUE_CHANGE_ROW (gtk_list_item_get_child (item)),
                                  CUE_OBSERVATION (gtk_list_item_get_item (item)));
}

static void
update_page (CueChangesPanel *self)
{
  gboolean any = self->model != NULL && g_list_model_get_n_items (self->model) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
}

static void
cue_changes_panel_dispose (GObject *object)
{
  CueChangesPanel *self = CUE_CHANGES_PANEL (object);

  cue_changes_panel_set_session (self, NULL);

  G_OBJECT_CLASS (cue_changes_panel_parent_class)->dispose (object);
}

static void
cue_changes_panel_class_init (CueChangesPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_changes_panel_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-changes-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CueChangesPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, CueChangesPanel, list);
}

static void
cue_changes_panel_init (CueChangesPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}

/**
 * cue_changes_panel_set_session:
 * @self: a panel
 * @session: (nullable): the event to show
 *
 * Chooses whose observations are shown.
 */
void
cue_changes_panel_set_session (CueChangesPanel *self, CueEventSession *session)
{
  g_return_if_fail (CUE_IS_CHANGES_PANEL (self));

  if (!g_set_object (&self->session, session))
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);

  g_clear_object (&self->model);

  if (session != NULL) {
    CueMonitor     *monitor = cue_event_session_get_monitor (session);
    GtkNoSelection *selection;

    self->model = cue_newest_first_new (G_LIST_MODEL (cue_monitor_get_observations (monitor)));
    g_signal_connect_object (self->model,
                             "items-changed",
                             G_CALLBACK (update_page),
                             self,
                             G_CONNECT_SWAPPED);
    selection = gtk_no_selection_new (g_object_ref (self->model));
    gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
    g_object_unref (selection);
    update_page (self);
  } else if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
}
