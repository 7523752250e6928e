// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-acoustic.h"

#include "cue-demo-acoustic.h"
#include "cue-json-editor.h"
#include "cue-system-clock.h"

void
ui_acoustic_set_up (UiAcoustic *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  ui_fixture_set_up (&f->ui, data);
  f->profile = cue_connection_list_new (CUE_TYPE_ACOUSTIC_CONNECTION);
  f->simulator = cue_simulator_new ();
  cue_simulator_set_media (f->simulator, FALSE);
  cue_simulator_start (f->simulator, &error);
  g_assert_no_error (error);
  node = cue_simulator_describe (f->simulator);
  cue_demo_acoustic_read (f->profile, json_node_get_object (node), f->ui.secrets, "test");
  f->redactor = cue_redactor_new ();
  f->trace = cue_trace_new ();
  f->http = cue_http_client_new (cue_system_clock_get_default (), f->trace, f->redactor);
  f->desk = cue_acoustic_desk_new (f->profile, "test", TRUE, f->http, f->ui.secrets);
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
  g_object_unref (f->profile);
  g_object_unref (f->http);
  g_object_unref (f->trace);
  cue_redactor_unref (f->redactor);
  cue_simulator_stop (f->simulator);
  g_object_unref (f->simulator);
  ui_fixture_tear_down (&f->ui, data);
}

void
ui_acoustic_keep (UiAcoustic *f)
{
  g_object_unref (f->desk);
  f->desk = cue_acoustic_desk_new (f->profile, "test", FALSE, f->http, f->ui.secrets);
  cue_acoustic_page_set_desk (f->page, f->desk);
}

void
ui_acoustic_fault (UiAcoustic *f, const char *id, const char *variant, const char *target)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (params, "variant", variant);
  json_object_set_string_member (params, "target", target);
  cue_simulator_set_fault (f->simulator, id, TRUE, params, &error);
  g_assert_no_error (error);
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window))
      return ADW_MESSAGE_DIALOG (window);
  }

  return NULL;
}

static gboolean
is_asked (gpointer data)
{
  return find_question () != NULL;
}

void
ui_acoustic_answer (gboolean accept)
{
  AdwMessageDialog *question;

  fake_engine_wait (is_asked, NULL);
  question = find_question ();
  adw_message_dialog_response (question, accept ? "accept" : "cancel");
  /* As the button does after that. */
  gtk_window_destroy (GTK_WINDOW (question));
  fake_engine_settle ();
}

static gboolean
has_types (gpointer data)
{
  CueAcousticDeskConnection *connection = cue_acoustic_page_get_connection (data);

  return connection != NULL && !cue_desk_connection_get_busy (connection) &&
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

    if (cue_desk_connection_get_production (connection) == production) {
      cue_acoustic_page_choose (f->page, cue_desk_connection_get_id (connection));
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

/* ---- what is on the page ---------------------------------------------------------------------
 */

static gboolean
has_title (GtkWidget *widget, gpointer title)
{
  const char      *own = ADW_IS_PREFERENCES_ROW (widget)
                           ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget))
                           : NULL;
  g_autofree char *plain = g_strdup (own);

  if (own == NULL || !gtk_widget_get_mapped (widget))
    return FALSE;

  for (char *c = plain; (c = strchr (c, '_')) != NULL;)
    memmove (c, c + 1, strlen (c));

  return g_str_equal (plain, title);
}

// Returns: (nullable): what is on the screen
GtkWidget *
ui_acoustic_look_for_row (UiAcoustic *f, const char *title)
{
  return ui_find (f->ui.window, has_title, (gpointer) title);
}

GtkWidget *
ui_acoustic_find_row (UiAcoustic *f, const char *title)
{
  GtkWidget *row = ui_acoustic_look_for_row (f, title);

  g_assert_nonnull (row);
  return row;
}

static gboolean
has_label (GtkWidget *widget, gpointer label)
{
  g_autofree char *plain = NULL;

  if (!GTK_IS_BUTTON (widget) || !gtk_widget_get_mapped (widget))
    return FALSE;

  return ui_find_text (widget, label) != NULL;
}

GtkWidget *
ui_acoustic_find_button (GtkWidget *root, const char *label)
{
  GtkWidget *button = ui_find (root, has_label, (gpointer) label);

  g_assert_nonnull (button);
  return button;
}

static gboolean
is_mapped_editor (GtkWidget *widget, gpointer data)
{
  return CUE_IS_JSON_EDITOR (widget) && gtk_widget_get_mapped (widget);
}

CueJsonEditor *
ui_acoustic_find_editor (UiAcoustic *f)
{
  return CUE_JSON_EDITOR (ui_find (f->ui.window, is_mapped_editor, NULL));
}

char *
ui_acoustic_dup_json (UiAcoustic *f)
{
  g_autoptr (GBytes) bytes = cue_json_editor_dup_bytes (ui_acoustic_find_editor (f));

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

GtkTextBuffer *
ui_acoustic_get_buffer (UiAcoustic *f)
{
  GtkWidget *view = ui_find_type (GTK_WIDGET (ui_acoustic_find_editor (f)), GTK_TYPE_TEXT_VIEW);

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

gboolean
ui_acoustic_guard_says (GtkWidget *guard, const char *words)
{
  GtkWidget       *view = ui_find_type (guard, GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer   *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter      start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return strstr (text, words) != NULL;
}

static gboolean
holds_words (GtkWidget *widget, gpointer words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

gboolean
ui_acoustic_shows (GtkWidget *root, const char *words)
{
  return ui_find (root, holds_words, (gpointer) words) != NULL;
}

typedef struct {
  UiAcoustic *f;
  GtkWidget  *root;
  const char *text;
} Awaited;

static gboolean
is_shown (gpointer data)
{
  Awaited *awaited = data;

  return ui_acoustic_shows (awaited->root, awaited->text);
}

void
ui_acoustic_wait_for_words (UiAcoustic *f, const char *text)
{
  Awaited awaited = { f, f->ui.window, text };

  fake_engine_wait (is_shown, &awaited);
}

static gboolean
is_list_here (gpointer data)
{
  CueAcousticDeskConnection *connection =
    cue_acoustic_page_get_connection (((Awaited *) data)->f->page);

  return g_strcmp0 (cue_desk_connection_get_title (connection), ((Awaited *) data)->text) == 0 &&
         !cue_desk_connection_get_busy (connection) &&
         cue_acoustic_desk_connection_get_types_time (connection) != 0;
}

/* Chooses a connection of the simulator’s account, and a section of the page. */
GtkWidget *
ui_acoustic_open_section (UiAcoustic *f, const char *title, const char *section, GType type)
{
  GListModel *desk = G_LIST_MODEL (f->desk);
  Awaited     awaited = { f, NULL, title };

  for (guint i = 0; i < g_list_model_get_n_items (desk); i++) {
    g_autoptr (CueAcousticDeskConnection) connection = g_list_model_get_item (desk, i);

    if (g_str_equal (cue_desk_connection_get_title (connection), title))
      cue_acoustic_page_choose (f->page, cue_desk_connection_get_id (connection));
  }

  fake_engine_wait (is_list_here, &awaited);
  cue_acoustic_page_show_section (f->page, section);
  gtk_test_widget_wait_for_draw (f->ui.window);
  return ui_find_type (f->ui.window, type);
}
