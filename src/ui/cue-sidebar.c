// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sidebar.h"

#include "cue-sidebar-row.h"
#include "cue-signal.h"

/**
 * CueSidebar:
 *
 * The list of events. Choosing one opens it; the menu of a row acts on the chosen event, so that
 * keyboard and pointer reach the same commands. Main thread only.
 */
struct _CueSidebar {
  AdwBin parent_instance;

  CueSessionList  *sessions; /* owned; may be NULL */
  CueEventSession *selected; /* owned; may be NULL */
  GtkWidget       *menu;     /* owned as a child; NULL until it is first asked for */
  gboolean         rebuilding;

  GtkListBox *list;
  GMenuModel *event_menu;
};

G_DEFINE_FINAL_TYPE (CueSidebar, cue_sidebar, ADW_TYPE_BIN)

typedef enum {
  PROP_SELECTED = 1,
} CueSidebarProperty;

static GParamSpec *properties[PROP_SELECTED + 1];

enum {
  SIGNAL_ROW_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* By the id of its profile: an event that was edited has another session under the same id. */
static CueSidebarRow *
find_row (CueSidebar *self, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++) {
    CueEventSession *session = cue_sidebar_row_get_session (CUE_SIDEBAR_ROW (row));

    if (g_strcmp0 (cue_event_session_get_id (session), id) == 0)
      return CUE_SIDEBAR_ROW (row);
  }

  return NULL;
}

static void
show_menu (CueSidebar *self, GtkWidget *row, double x, double y)
{
  graphene_point_t point;

  if (!gtk_widget_compute_point (row,
                                 GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                 &point))
    return;

  if (self->menu == NULL) {
    self->menu = gtk_popover_menu_new_from_model (self->event_menu);
    gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
    gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
    gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  }

  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle){ (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_secondary_click (GtkGestureClick *gesture, int n_press, double x, double y, CueSidebar *self)
{
  GtkListBoxRow   *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  graphene_point_t point;

  if (row != NULL && gtk_widget_compute_point (GTK_WIDGET (self->list),
                                               GTK_WIDGET (row),
                                               &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                               &point))
    show_menu (self, GTK_WIDGET (row), point.x, point.y);
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CueSidebar    *self = CUE_SIDEBAR (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL)
    return FALSE;

  show_menu (self, GTK_WIDGET (row), 12, gtk_widget_get_height (GTK_WIDGET (row)));
  return TRUE;
}

static void
on_row_selected (GtkListBox *list, GtkListBoxRow *row, CueSidebar *self)
{
  CueEventSession *session = row != NULL ? cue_sidebar_row_get_session (CUE_SIDEBAR_ROW (row))
                                         : NULL;

  if (self->rebuilding)
    return;

  if (g_set_object (&self->selected, session))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, CueSidebar *self)
{
  g_signal_emit (self, signals[SIGNAL_ROW_ACTIVATED], 0);
}

static void
rebuild (GListModel *model, guint position, guint removed, guint added, CueSidebar *self)
{
  guint          index;
  CueSidebarRow *row;

  self->rebuilding = TRUE;

  for (guint i = 0; i < removed; i++)
    gtk_list_box_remove (self->list,
                         GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) position)));

  for (guint i = position; i < position + added; i++) {
    g_autoptr (CueEventSession) session = g_list_model_get_item (model, i);

    gtk_list_box_insert (self->list, cue_sidebar_row_new (session), (int) i);
  }

  self->rebuilding = FALSE;
  row = self->selected != NULL ? find_row (self, cue_event_session_get_id (self->selected)) : NULL;

  if (row == NULL && self->selected != NULL && g_list_model_get_n_items (model) > 0) {
    /* The open event is gone: go on with its neighbour. */
    index = MIN (position, g_list_model_get_n_items (model) - 1);
    row = CUE_SIDEBAR_ROW (gtk_list_box_get_row_at_index (self->list, (int) index));
  }

  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  on_row_selected (self->list, GTK_LIST_BOX_ROW (row), self);
}

static void
cue_sidebar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CueSidebarProperty) id) {
  case PROP_SELECTED:
    g_value_set_object (value, CUE_SIDEBAR (object)->selected);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_sidebar_dispose (GObject *object)
{
  CueSidebar *self = CUE_SIDEBAR (object);

  if (self->sessions != NULL)
    g_signal_handlers_disconnect_by_data (self->sessions, self);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->sessions);
  g_clear_object (&self->selected);

  G_OBJECT_CLASS (cue_sidebar_parent_class)->dispose (object);
}

static void
cue_sidebar_class_init (CueSidebarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_sidebar_get_property;
  object_class->dispose = cue_sidebar_dispose;

  properties[PROP_SELECTED] =
    g_param_spec_object ("selected",
                         NULL,
                         NULL,
                         CUE_TYPE_EVENT_SESSION,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueSidebar::row-activated:
   *
   * The user chose an event and wants to see it, also when it was chosen already.
   */
  signals[SIGNAL_ROW_ACTIVATED] = cue_signal_new_plain (CUE_TYPE_SIDEBAR, "row-activated");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/cuelight/Cuelight/ui/cue-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, CueSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, CueSidebar, event_menu);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
}

static void
cue_sidebar_init (CueSidebar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_secondary_click), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_row_selected), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
}

/**
 * cue_sidebar_set_sessions:
 * @self: the sidebar
 * @sessions: all events
 *
 * Gives the list to show; called once.
 */
void
cue_sidebar_set_sessions (CueSidebar *self, CueSessionList *sessions)
{
  GListModel *model = G_LIST_MODEL (sessions);

  g_return_if_fail (CUE_IS_SIDEBAR (self));
  g_return_if_fail (CUE_IS_SESSION_LIST (sessions));
  g_return_if_fail (self->sessions == NULL);

  self->sessions = g_object_ref (sessions);
  g_signal_connect_object (sessions, "items-changed", G_CALLBACK (rebuild), self, 0);
  rebuild (model, 0, 0, g_list_model_get_n_items (model), self);
}

/**
 * cue_sidebar_get_selected:
 * @self: the sidebar
 *
 * Returns: (transfer none) (nullable): the open event
 */
CueEventSession *
cue_sidebar_get_selected (CueSidebar *self)
{
  g_return_val_if_fail (CUE_IS_SIDEBAR (self), NULL);

  return self->selected;
}

/**
 * cue_sidebar_select:
 * @self: the sidebar
 * @session: an event of the list
 *
 * Opens an event.
 */
void
cue_sidebar_select (CueSidebar *self, CueEventSession *session)
{
  g_return_if_fail (CUE_IS_SIDEBAR (self));
  g_return_if_fail (CUE_IS_EVENT_SESSION (session));

  gtk_list_box_select_row (self->list,
                           GTK_LIST_BOX_ROW (find_row (self, cue_event_session_get_id (session))));
}
