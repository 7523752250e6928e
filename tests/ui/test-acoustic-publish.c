// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-acoustic.h"

#include "cue-acoustic-publish-form.h"
#include "cue-acoustic-records-popover.h"
#include "cue-attribute-table.h"
#include "cue-publish-group-editor.h"

/* The section of the page of Acoustic Exchange that publishes events. */

/* As nobody would lay it out, so that a text that was written anew is told from it. */
static const char individual[] =
  "{\"channel\":\"web\",\"identifiers\":[{\"name\":\"email\",\"value\":\"a@example.com\"}],"
  "\"events\":[{\"code\":\"ibmpageView\",\"timestamp\":\"2026-11-20T08:15:30Z\"}]}";

static CuePublication *
get_draft (GtkWidget *form)
{
  return cue_acoustic_publish_form_get_draft (CUE_ACOUSTIC_PUBLISH_FORM (form));
}

static CueDraftEvent *
get_first_event (GtkWidget *form)
{
  CueDraftGroup *group = cue_publication_get_first_group (get_draft (form));

  return cue_draft_list_get (cue_draft_group_get_events (group), 0);
}

static void
write_json (UiAcoustic *f, const char *json)
{
  gtk_text_buffer_set_text (ui_acoustic_get_buffer (f), json, -1);
}

static void
check_json (UiAcoustic *f, const char *part, gboolean there)
{
  g_autofree char *json = ui_acoustic_dup_json (f);

  if ((strstr (json, part) != NULL) != there)
    g_error ("“%s” is %s in %s", part, there ? "not" : "still", json);
}

static GtkWidget *
open_publish (UiAcoustic *f)
{
  return ui_acoustic_open_section (f, "Shop", "publish", CUE_TYPE_ACOUSTIC_PUBLISH_FORM);
}

/* The shape decides where channel and identifiers stand, in the form and in what is sent. */
static void
test_shapes (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *form = open_publish (f);
  GtkWidget *shape = ui_acoustic_find_row (f, "Shape");

  write_json (f, individual);
  g_assert_null (ui_acoustic_look_for_row (f, "Channel Stands"));
  g_assert_null (ui_acoustic_look_for_row (f, "Provider"));

  adw_combo_row_set_selected (ADW_COMBO_ROW (shape), CUE_PUBLICATION_SIMPLE_BATCH);
  gtk_test_widget_wait_for_draw (f->ui.window);
  check_json (f, "{\n  \"events\": [", TRUE);
  /* What was written at the top went along. */
  g_assert_cmpstr (cue_draft_event_get_channel (get_first_event (form)), ==, "web");
  check_json (f, "a@example.com", TRUE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_acoustic_find_row (f, "Channel Stands")), 0);
  check_json (f, "{\n  \"channel\": \"web\",", TRUE);
  g_assert_cmpint (cue_publication_get_channel_level (get_draft (form)),
                   ==,
                   CUE_PUBLICATION_AT_BATCH);

  adw_combo_row_set_selected (ADW_COMBO_ROW (shape), CUE_PUBLICATION_COMPOUND_BATCH);
  gtk_test_widget_wait_for_draw (f->ui.window);
  check_json (f, "\"eventbatch\": [", TRUE);
  gtk_editable_set_text (GTK_EDITABLE (ui_acoustic_find_row (f, "Provider")), "Stage");
  check_json (f, "\"provider\": \"Stage\"", TRUE);

  adw_combo_row_set_selected (ADW_COMBO_ROW (shape), CUE_PUBLICATION_INDIVIDUAL);
  gtk_test_widget_wait_for_draw (f->ui.window);
  check_json (f, "provider", FALSE);
  check_json (f, "eventbatch", FALSE);
}

/* Groups and events come and go, and the focus with them. */
static void
test_groups (UiAcoustic *f, gconstpointer data)
{
  GtkWidget    *window = f->ui.window;
  GtkWidget    *form = open_publish (f);
  CueDraftList *groups = cue_publication_get_groups (get_draft (form));
  GtkWidget    *first, *second;

  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_acoustic_find_row (f, "Shape")),
                              CUE_PUBLICATION_COMPOUND_BATCH);
  gtk_widget_activate_action (form, "publish.add-group", NULL);
  g_assert_cmpuint (cue_draft_list_get_n_items (groups), ==, 2);
  first = ui_find_type (form, CUE_TYPE_PUBLISH_GROUP_EDITOR);
  second = gtk_widget_get_next_sibling (first);
  g_assert_true (ui_holds_focus (window, second));
  g_assert_true (ui_acoustic_shows (window, "Group 2"));
  g_assert_true (ui_acoustic_shows (window, "2 events in one request"));

  gtk_widget_activate_action (second, "group.add-event", NULL);
  g_assert_true (ui_acoustic_shows (second, "Event 2"));
  g_assert_true (ui_acoustic_shows (window, "3 events in one request"));
  g_assert_true (ui_holds_focus (window, second));

  gtk_widget_activate_action (second, "group.remove", NULL);
  g_assert_cmpuint (cue_draft_list_get_n_items (groups), ==, 1);
  g_assert_true (ui_holds_focus (window, first));
  g_assert_true (ui_acoustic_shows (window, "1 event in one request"));
}

/* An attribute that has no value yet is shown as such. */
static void
test_attribute (UiAcoustic *f, gconstpointer data)
{
  GtkWidget     *form = open_publish (f);
  GtkWidget     *table = ui_find_type (form, CUE_TYPE_ATTRIBUTE_TABLE);
  CueDraftEvent *event;

  gtk_widget_activate_action (table, "attributes.add", NULL);
  gtk_test_widget_wait_for_draw (f->ui.window);
  event = get_first_event (form);
  g_assert_cmpuint (cue_draft_list_get_n_items (cue_draft_event_get_attributes (event)), ==, 1);
  write_json (f,
              "{\"events\":[{\"code\":\"a\",\"attributes\":[{\"name\":\"n\",\"type\":"
              "\"string\"},{\"name\":\"o\",\"value\":\"two\",\"type\":\"string\"}]}]}");
  event = get_first_event (form);
  g_assert_cmpuint (cue_draft_list_get_n_items (cue_draft_event_get_attributes (event)), ==, 2);
}

/* The Tab key goes through all of it, and back again. */
static void
test_tab (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *window = f->ui.window;
  GtkWidget *form = open_publish (f);
  GtkWidget *group = ui_find_type (form, CUE_TYPE_PUBLISH_GROUP_EDITOR);
  GtkWidget *shape = ui_acoustic_find_row (f, "Shape");
  gboolean   left = FALSE;

  gtk_widget_activate_action (group, "group.add-event", NULL);
  gtk_test_widget_wait_for_draw (window);
  gtk_widget_grab_focus (shape);
  ui_tab_to (window, ui_acoustic_find_button (window, "Add Identifier"));
  ui_tab_to (window, ui_acoustic_find_button (window, "Add Event"));

  for (guint i = 0; i < 60 && !left; i++) {
    gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
    left = ui_holds_focus (window, shape);
  }

  g_assert_true (left);
}

/* Form and text follow each other; a text that was written by hand stays as it was written. */
static void
test_both_ways (UiAcoustic *f, gconstpointer data)
{
  GtkWidget       *window = f->ui.window;
  GtkWidget       *form = open_publish (f);
  GtkWidget       *code;
  g_autofree char *json = NULL;

  write_json (f, individual);
  code = ui_acoustic_find_row (f, "Code");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (code)), ==, "ibmpageView");
  gtk_widget_grab_focus (code);
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  gtk_widget_grab_focus (ui_acoustic_find_row (f, "Channel"));
  json = ui_acoustic_dup_json (f);
  g_assert_cmpstr (json, ==, individual);

  gtk_editable_set_text (GTK_EDITABLE (code), "ibmcartAbandonment");
  check_json (f, "\"code\": \"ibmcartAbandonment\"", TRUE);
  g_assert_cmpstr (cue_draft_event_get_code (get_first_event (form)), ==, "ibmcartAbandonment");

  write_json (f, "{\"events\":");
  gtk_widget_activate_action (form, "publish.send", NULL);
  g_assert_true (ui_holds_focus (window, GTK_WIDGET (ui_acoustic_find_editor (f))));
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
}

/* A field is judged when it was left, all of them when somebody wants to send. */
static void
test_findings (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *window = f->ui.window;
  GtkWidget *form = open_publish (f);
  GtkWidget *code = ui_acoustic_find_row (f, "Code");

  g_assert_false (ui_acoustic_shows (window, "Acoustic’s documentation, line 224"));
  gtk_widget_grab_focus (code);
  gtk_widget_grab_focus (ui_acoustic_find_row (f, "Channel"));
  ui_acoustic_wait_for_words (f, "Acoustic’s documentation, line 224");
  g_assert_true (gtk_widget_has_css_class (code, "error"));
  g_assert_false (ui_acoustic_shows (window, "Acoustic’s documentation, line 218"));

  gtk_widget_grab_focus (code);
  gtk_widget_activate_action (form, "publish.send", NULL);
  g_assert_true (ui_acoustic_shows (window, "Acoustic’s documentation, line 218"));
  g_assert_true (ui_holds_focus (window, ui_acoustic_find_row (f, "Channel")));
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
}

static GtkMenuButton *
find_menu (GtkWidget *form, const char *label)
{
  GtkWidget *button = ui_acoustic_find_button (form, label);

  return GTK_MENU_BUTTON (gtk_widget_get_ancestor (button, GTK_TYPE_MENU_BUTTON));
}

static CueAcousticRecordsPopover *
open_records (GtkWidget *form, const char *label)
{
  GtkMenuButton *menu = find_menu (form, label);

  gtk_menu_button_popup (menu);
  return CUE_ACOUSTIC_RECORDS_POPOVER (gtk_menu_button_get_popover (menu));
}

static void
use_first (CueAcousticRecordsPopover *popover)
{
  GtkWidget *list = ui_find_type (GTK_WIDGET (popover), GTK_TYPE_LIST_BOX);
  GtkWidget *row = ui_find_type (list, ADW_TYPE_ACTION_ROW);

  g_assert_nonnull (row);
  g_signal_emit_by_name (list, "row-activated", row);
}

/* What is shown is sent, and can be sent again later. */
static void
test_send (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *form = open_publish (f);
  g_autoptr (CueExchange) sent = NULL;

  write_json (f, individual);
  gtk_widget_grab_focus (ui_acoustic_find_row (f, "Code"));
  ui_press (f->ui.window, GDK_KEY_Return, GDK_CONTROL_MASK);
  ui_acoustic_wait_for_words (f, "Sending it again would publish it a second time.");
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 1);
  sent = ui_acoustic_get_last_write (f);
  g_assert_cmpstr (cue_exchange_get_method (sent), ==, "POST");
  g_assert_cmpstr (cue_exchange_get_request_body (sent), ==, individual);

  cue_draft_event_set_code (get_first_event (form), "another");
  g_assert_false (
    ui_acoustic_shows (f->ui.window, "Sending it again would publish it a second time."));
  use_first (open_records (form, "History"));
  g_assert_cmpstr (cue_draft_event_get_code (get_first_event (form)), ==, "ibmpageView");
}

static gboolean
has_guard (gpointer data)
{
  return ui_find_guard () != NULL;
}

static gboolean
has_two_writes (gpointer f)
{
  return ui_acoustic_count_writes (f) == 2 &&
         !cue_desk_connection_get_busy (
           cue_acoustic_page_get_connection (((UiAcoustic *) f)->page));
}

/* Pressed a second time it is asked whether that is meant, and either answer counts. */
static void
test_send_twice (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *form = open_publish (f);
  GtkWidget *guard;

  write_json (f, individual);
  gtk_widget_activate_action (form, "publish.send", NULL);
  ui_acoustic_wait_for_words (f, "Sending it again would publish it a second time.");
  gtk_widget_activate_action (form, "publish.send", NULL);
  fake_engine_wait (has_guard, NULL);
  guard = ui_find_guard ();
  g_assert_true (ui_acoustic_shows (guard, "Publish the Same Again?"));
  g_assert_true (ui_acoustic_shows (guard, "would get it twice"));
  gtk_window_close (GTK_WINDOW (guard));
  fake_engine_settle ();
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 1);

  gtk_widget_activate_action (form, "publish.send", NULL);
  fake_engine_wait (has_guard, NULL);
  gtk_widget_activate_action (ui_find_guard (), "guard.accept", NULL);
  fake_engine_wait (has_two_writes, f);

  /* Another one is no repetition. */
  cue_draft_event_set_code (get_first_event (form), "ibmcartAbandonment");
  gtk_widget_activate_action (form, "publish.send", NULL);
  ui_acoustic_wait_for_words (f, "HTTP 200");
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 3);
}

static gboolean
is_answered (gpointer connection)
{
  return !cue_desk_connection_get_busy (connection) &&
         cue_desk_connection_get_answered (connection) != 0;
}

/* What is on its way is not broken off when nobody looks any more, and its answer is not shown
 * where it does not belong. */
static void
test_left_alone (UiAcoustic *f, gconstpointer data)
{
  GtkWidget                 *form = open_publish (f);
  CueAcousticDeskConnection *shop = cue_acoustic_page_get_connection (f->page);

  write_json (f, individual);
  gtk_widget_activate_action (form, "publish.send", NULL);
  g_assert_true (cue_desk_connection_get_busy (shop));
  ui_acoustic_open_section (f, "Live account", "publish", CUE_TYPE_ACOUSTIC_PUBLISH_FORM);
  fake_engine_wait (is_answered, shop);
  fake_engine_settle ();
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 1);
  g_assert_false (ui_acoustic_shows (form, "Sending it again would publish it a second time."));

  /* Nothing was sent by this one, so it is the question before production, and no other. */
  gtk_widget_activate_action (form, "publish.send", NULL);
  fake_engine_wait (has_guard, NULL);
  g_assert_true (ui_acoustic_shows (ui_find_guard (), "Publish 1 Event?"));
  gtk_window_close (GTK_WINDOW (ui_find_guard ()));
  fake_engine_settle ();
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 1);
}

/* Nobody is told that it went wrong when nobody knows, and it is not sent again by itself. */
static void
test_unknown_outcome (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *form = open_publish (f);

  cue_simulator_set_fault_variant (f->simulator, "AB-12", "cut-taken");
  write_json (f, individual);
  gtk_widget_activate_action (form, "publish.send", NULL);
  ui_acoustic_wait_for_words (f, "twice");
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 1);
}

/* What the service says about a field stands at that field, until it is changed. */
static void
test_server_error (UiAcoustic *f, gconstpointer data)
{
  GtkWidget  *form = open_publish (f);
  const char *words = "this endpoint has not registered the event type";
  GtkWidget  *code;

  write_json (f, individual);
  code = ui_acoustic_find_row (f, "Code");
  gtk_editable_set_text (GTK_EDITABLE (code), "neverRegistered");
  gtk_widget_activate_action (form, "publish.send", NULL);
  ui_acoustic_wait_for_words (f, words);
  g_assert_true (gtk_widget_has_css_class (code, "error"));
  gtk_editable_set_text (GTK_EDITABLE (code), "ibmpageView");
  g_assert_false (gtk_widget_has_css_class (code, "error"));
  g_assert_false (ui_acoustic_shows (form, words));
}

static gboolean
is_loaded (gpointer records)
{
  return cue_acoustic_records_get_loaded (records);
}

static gboolean
holds_words (GtkWidget *widget, gpointer words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

/* A list that could not be read is no empty list. */
static void
test_history_fault (UiAcoustic *f, gconstpointer data)
{
  GtkWidget       *form = open_publish (f);
  g_autofree char *path = g_build_filename (f->ui.folder, "history.json", NULL);
  g_autoptr (CueAcousticRecords) records = NULL;
  CueAcousticRecordsPopover *popover;
  const char                *words;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "[1, 2", -1, &error);
  g_assert_no_error (error);
  records = cue_acoustic_records_new (path);
  /* Without opening it: GTK 4.8 complains of a popover that goes together with its window. */
  popover =
    CUE_ACOUSTIC_RECORDS_POPOVER (gtk_menu_button_get_popover (find_menu (form, "History")));
  cue_acoustic_records_popover_set_records (popover, records);
  cue_acoustic_records_load (records);
  fake_engine_wait (is_loaded, records);
  g_assert_nonnull (cue_acoustic_records_get_error (records));
  words = cue_acoustic_records_get_error (records)->message;
  g_assert_nonnull (ui_find (GTK_WIDGET (popover), holds_words, (gpointer) words));
  cue_acoustic_records_popover_set_records (popover, NULL);
}

static void
test_templates (UiAcoustic *f, gconstpointer data)
{
  GtkWidget                 *form = open_publish (f);
  CueAcousticRecords        *templates = cue_acoustic_desk_get_templates (f->desk);
  CueAcousticRecordsPopover *popover;
  GtkWidget                 *name;
  CueAcousticRecord         *record;

  write_json (f, individual);
  popover = open_records (form, "Templates");
  name = ui_find_type (GTK_WIDGET (popover), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (name), "Doors open");
  g_signal_emit_by_name (name, "activate");
  record =
    cue_acoustic_records_find_by_name (templates, CUE_ACOUSTIC_TEMPLATE_PUBLICATION, "Doors open");
  g_assert_nonnull (record);

  cue_draft_event_set_code (get_first_event (form), "another");
  use_first (open_records (form, "Templates"));
  g_assert_cmpstr (cue_draft_event_get_code (get_first_event (form)), ==, "ibmpageView");
  cue_acoustic_records_remove (templates, cue_acoustic_record_get_id (record));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (UiAcoustic *f, gconstpointer data);
  } tests[] = {
    { "/ui/acoustic-publish/shapes", test_shapes },
    { "/ui/acoustic-publish/groups", test_groups },
    { "/ui/acoustic-publish/attribute", test_attribute },
    { "/ui/acoustic-publish/tab", test_tab },
    { "/ui/acoustic-publish/both-ways", test_both_ways },
    { "/ui/acoustic-publish/findings", test_findings },
    { "/ui/acoustic-publish/send", test_send },
    { "/ui/acoustic-publish/send-twice", test_send_twice },
    { "/ui/acoustic-publish/left-alone", test_left_alone },
    { "/ui/acoustic-publish/unknown-outcome", test_unknown_outcome },
    { "/ui/acoustic-publish/server-error", test_server_error },
    { "/ui/acoustic-publish/templates", test_templates },
    { "/ui/acoustic-publish/history-fault", test_history_fault },
  };

  if (!ui_fixture_init (&argc, &argv))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                UiAcoustic,
                NULL,
                ui_acoustic_set_up,
                tests[i].test,
                ui_acoustic_tear_down);

  return g_test_run ();
}
