// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-acoustic.h"

#include "cue-demo-acoustic.h"
#include "cue-system-clock.h"

#define MAX_TABS 60

void
ui_acoustic_set_up (UiAcoustic *f, gconstpointer data)
{
  g_autoptr (CueAcousticProfile) profile = cue_acoustic_profile_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  ui_fixture_set_up (&f->ui, data);
  f->simulator = cue_simulator_new ();
  cue_simulator_set_media (f->simulator, FALSE);
  cue_simulator_start (f->simulator, &error);
  g_assert_no_error (error);
  node = cue_simulator_describe (f->simulator);
  cue_demo_acoustic_read (profile, json_node_get_object (node), f->ui.secrets, "test");
  f->redactor = cue_redactor_new ();
  f->trace = cue_trace_new ();
  f->http = cue_http_client_new (cue_system_clock_get_default (), f->trace, f->redactor);
  f->desk = cue_acoustic_desk_new (profile, "test", TRUE, f->http, f->ui.secrets);
  f->page = g_object_new (CUE_TYPE_ACOUSTIC_PAGE, NULL);
  cue_acoustic_page_set_desk (f->page, f->desk);
  ui_fixture_show (&f->ui, GTK_WIDGET (f->page), 1040, 720);
}

void
ui_acoustic_tear_down (UiAcoustic *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->ui.window));
  f->ui.window = NULL;
  fake_engine_settle ();
  g_object_unref (f->desk);
  g_object_unref (f->http);
  g_object_unref (f->trace);
  cue_redactor_unref (f->redactor);
  cue_simulator_stop (f->simulator);
  g_object_unref (f->simulator);
  ui_fixture_tear_down (&f->ui, data);
}

static gboolean
has_types (gpointer data)
{
  CueAcousticDeskConnection *connection = cue_acoustic_page_get_connection (data);

  return connection != NULL && !cue_acoustic_desk_connection_get_busy (connection) &&
         cue_acoustic_desk_connection_get_types_time (connection) != 0;
}

void
ui_acoustic_wait_types (UiAcoustic *f)
{
  fake_engine_wait (has_types, f->page);
  gtk_test_widget_wait_for_draw (f->ui.window);
}

void
ui_acoustic_choose (UiAcoustic *f, gboolean production)
{
  GListModel *desk = G_LIST_MODEL (f->desk);

  for (guint i = 0; i < g_list_model_get_n_items (desk); i++) {
    g_autoptr (CueAcousticDeskConnection) connection = g_list_model_get_item (desk, i);

    if (cue_acoustic_desk_connection_get_production (connection) == production) {
      cue_acoustic_page_choose (f->page, cue_acoustic_desk_connection_get_id (connection));
      break;
    }
  }

  ui_acoustic_wait_types (f);
}

static gboolean
is_write (CueExchange *exchange)
{
  return !g_str_equal (cue_exchange_get_method (exchange), "GET");
}

guint
ui_acoustic_count_writes (UiAcoustic *f)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->trace)); i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (G_LIST_MODEL (f->trace), i);

    n += is_write (exchange);
  }

  return n;
}

// Returns: (transfer full)
CueExchange *
ui_acoustic_get_last_write (UiAcoustic *f)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (f->trace)); i > 0; i--) {
    CueExchange *exchange = g_list_model_get_item (G_LIST_MODEL (f->trace), i - 1);

    if (is_write (exchange))
      return exchange;

    g_object_unref (exchange);
  }

  g_assert_not_reached ();
}

gboolean
ui_acoustic_has_type (UiAcoustic *f, const char *code)
{
  GListModel *types =
    cue_acoustic_desk_connection_get_types (cue_acoustic_page_get_connection (f->page));

  for (guint i = 0; i < g_list_model_get_n_items (types); i++) {
    g_autoptr (CueEventType) type = g_list_model_get_item (types, i);

    if (g_strcmp0 (cue_event_type_get_code (type), code) == 0)
      return TRUE;
  }

  return FALSE;
}

/* ---- keys -------------------------------------------------------------------------------------
 */

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
    else if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && capture)
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

const char *
ui_get_focused_text (GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return GTK_IS_EDITABLE (focus) ? gtk_editable_get_text (GTK_EDITABLE (focus)) : NULL;
}
