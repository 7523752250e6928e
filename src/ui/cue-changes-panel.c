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
  gboolean         hide_names;

  GtkStack    *stack;
  GtkListView *list;
};

typedef enum {
  PROP_HIDE_NAMES = 1,
} CueChangesPanelProperty;

static GParamSpec *properties[PROP_HIDE_NAMES + 1];

G_DEFINE_FINAL_TYPE (CueChangesPanel, cue_changes_panel, ADW_TYPE_BIN)

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, CueChangesPanel *self)
{
  GtkWidget *row = cue_change_row_new ();

  g_object_bind_property (self, "hide-names", row, "hide-names", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
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
cue_changes_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueChangesPanel *self = CUE_CHANGES_PANEL (object);

  switch ((CueChangesPanelProperty) id) {
  case PROP_HIDE_NAMES:
    g_value_set_boolean (value, self->hide_names);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_changes_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueChangesPanel *self = CUE_CHANGES_PANEL (object);

  switch ((CueChangesPanelProperty) id) {
  case PROP_HIDE_NAMES:
    cue_changes_panel_set_hide_names (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
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
  G_OBJECT_CLASS (klass)->get_property = cue_changes_panel_get_property;
  G_OBJECT_CLASS (klass)->set_property = cue_changes_panel_set_property;

  /**
   * CueChangesPanel:hide-names:
   *
   * Whether persons are not named: what happens at the doors is in the list too.
   */
  properties[PROP_HIDE_NAMES] =
    g_param_spec_boolean ("hide-names",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);

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
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
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

/**
 * cue_changes_panel_set_hide_names:
 * @self: a panel
 * @hide: whether persons are not named
 */
void
cue_changes_panel_set_hide_names (CueChangesPanel *self, gboolean hide)
{
  g_return_if_fail (CUE_IS_CHANGES_PANEL (self));

  if (self->hide_names == hide)
    return;

  self->hide_names = hide;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDE_NAMES]);
}
