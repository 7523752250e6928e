// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-keys.h"

#include <adwaita.h>

#include "fake-engine.h"

#define MAX_TABS 60
#define MAX_WALK 300

static gboolean
fits (GtkShortcutTrigger *trigger, guint key, GdkModifierType state)
{
  if (GTK_IS_ALTERNATIVE_TRIGGER (trigger))
    return fits (gtk_alternative_trigger_get_first (GTK_ALTERNATIVE_TRIGGER (trigger)),
                 key,
                 state) ||
           fits (gtk_alternative_trigger_get_second (GTK_ALTERNATIVE_TRIGGER (trigger)),
                 key,
                 state);

  return GTK_IS_KEYVAL_TRIGGER (trigger) &&
         gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
         gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == state;
}

static gboolean
activate_shortcut (GListModel *shortcuts, GtkWidget *widget, guint key, GdkModifierType state)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++) {
    g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);

    if (fits (gtk_shortcut_get_trigger (shortcut), key, state) &&
        gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                      0,
                                      widget,
                                      gtk_shortcut_get_arguments (shortcut)))
      return TRUE;
  }

  return FALSE;
}

/* Those of the toolkit ask for the event, which there is none of. */
static gboolean
is_ours (GtkWidget *widget)
{
  return g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Cue");
}

static gboolean
offer (GtkWidget *widget, gboolean capture, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    gboolean early = gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE;
    gboolean taken = FALSE;

    if (early != capture)
      continue;

    if (GTK_IS_SHORTCUT_CONTROLLER (controller))
      taken = activate_shortcut (G_LIST_MODEL (controller), widget, key, state);
    else if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && (capture || is_ours (widget)))
      g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &taken);

    if (taken)
      return TRUE;
  }

  return FALSE;
}

static gboolean
go_down (GtkWidget *widget, guint key, GdkModifierType state)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return (parent != NULL && go_down (parent, key, state)) || offer (widget, TRUE, key, state);
}

void
ui_press (GtkWidget *window, guint key, GdkModifierType state)
{
  g_autoptr (GtkWidget) focus = gtk_window_get_focus (GTK_WINDOW (window));

  if (focus == NULL)
    focus = window;

  g_object_ref (focus);

  if (go_down (focus, key, state))
    return;

  for (GtkWidget *each = focus; each != NULL; each = gtk_widget_get_parent (each)) {
    if (offer (each, FALSE, key, state))
      return;
  }

  g_error ("Nothing does anything with %s", gtk_accelerator_name (key, state));
}

void
ui_type (GtkWidget *window, const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  int        position;

  g_assert_true (GTK_IS_EDITABLE (focus));
  gtk_editable_delete_selection (GTK_EDITABLE (focus));
  position = gtk_editable_get_position (GTK_EDITABLE (focus));
  gtk_editable_insert_text (GTK_EDITABLE (focus), text, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (focus), position);
}

gboolean
ui_holds_focus (GtkWidget *window, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

// Returns: how many stops it takes
guint
ui_tab_to (GtkWidget *window, GtkWidget *widget)
{
  guint n = 0;

  for (; n < MAX_TABS && !ui_holds_focus (window, widget); n++)
    gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);

  g_assert_true (ui_holds_focus (window, widget));
  return n;
}

/* Those that one comes to by Tab, in either direction. */
static GHashTable *
walk (GtkWidget *window, GtkDirectionType direction)
{
  GHashTable *stops = g_hash_table_new (NULL, NULL);
  GtkWidget  *first = NULL;

  gtk_window_set_focus (GTK_WINDOW (window), NULL);

  for (guint i = 0; i < MAX_WALK; i++) {
    GtkWidget *focus;

    g_assert_true (gtk_widget_child_focus (window, direction));
    focus = gtk_window_get_focus (GTK_WINDOW (window));
    g_assert_nonnull (focus);

    if (focus == first)
      return stops;

    if (first == NULL)
      first = focus;

    if (!g_hash_table_add (stops, focus))
      g_error ("Tab goes in circles at a %s", G_OBJECT_TYPE_NAME (focus));
  }

  g_error ("Tab has not come back after %d stops", MAX_WALK);
}

/* What somebody uses; that of another page is not mapped. */
static gboolean
is_control (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget) &&
         gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget) &&
         (GTK_IS_BUTTON (widget) || GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) ||
          GTK_IS_SWITCH (widget) || GTK_IS_EXPANDER (widget) || GTK_IS_DROP_DOWN (widget) ||
          (ADW_IS_ACTION_ROW (widget) &&
           gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget))));
}

/* With newer versions of libadwaita Tab comes to one button of a switcher, and arrows to the rest.
 */
static gboolean
is_in_reached_switcher (GtkWidget *widget, GHashTable *stops)
{
  GtkWidget     *switcher = gtk_widget_get_ancestor (widget, ADW_TYPE_VIEW_SWITCHER);
  GHashTableIter iter;
  gpointer       stop;

  g_hash_table_iter_init (&iter, stops);

  while (switcher != NULL && g_hash_table_iter_next (&iter, &stop, NULL)) {
    if (gtk_widget_is_ancestor (stop, switcher))
      return TRUE;
  }

  return FALSE;
}

static void
check_reached (GtkWidget *widget, GHashTable *stops)
{
  if (is_control (widget) && !g_hash_table_contains (stops, widget) &&
      !is_in_reached_switcher (widget, stops))
    g_error ("Tab does not come to a %s in a %s (%s)",
             G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)),
             gtk_widget_get_tooltip_text (widget));

  /* Else the key stays in the text. */
  if (GTK_IS_TEXT_VIEW (widget) && gtk_widget_get_mapped (widget))
    g_assert_false (gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_reached (child, stops);
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

// By Tab alone one comes to all that can be used, forwards and backwards, and out of it again.
void
ui_check_walk (GtkWidget *window)
{
  static const GtkDirectionType directions[] = { GTK_DIR_TAB_FORWARD, GTK_DIR_TAB_BACKWARD };

  /* A row lets Tab leave it once it has the focus, which only an active window gives. No window
   * manager is here to make this one active again when a dialogue above it was closed. */
  gtk_window_present (GTK_WINDOW (window));
  fake_engine_wait (is_active, window);

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++) {
    g_autoptr (GHashTable) stops = walk (window, directions[i]);

    check_reached (window, stops);
  }
}

const char *
ui_get_focused_text (GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return GTK_IS_EDITABLE (focus) ? gtk_editable_get_text (GTK_EDITABLE (focus)) : NULL;
}
