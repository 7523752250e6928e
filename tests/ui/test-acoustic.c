// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-acoustic.h"

#include "cue-acoustic-errand.h"
#include "cue-acoustic-records-popover.h"
#include "cue-acoustic-type-details.h"
#include "cue-acoustic-types-view.h"
#include "cue-attribute-row.h"
#include "cue-attribute-table.h"
#include "cue-json-editor.h"
#include "cue-write-guard.h"

/* The page of Acoustic Exchange: event types, the form that registers one, and what is asked before
 * something is written. */

/* Not the one in the pop-up of a drop-down. */
static GtkWidget *
find_search (UiAcoustic *f)
{
  GtkWidget *view = ui_find_type (f->ui.window, CUE_TYPE_ACOUSTIC_TYPES_VIEW);

  return ui_find_type (view, GTK_TYPE_SEARCH_ENTRY);
}

static void
open_form (UiAcoustic *f)
{
  gtk_widget_activate_action (GTK_WIDGET (f->page), "acoustic.register", NULL);
  gtk_test_widget_wait_for_draw (f->ui.window);
}

static CueEventTypeDraft *
get_draft (UiAcoustic *f)
{
  return cue_acoustic_register_form_get_draft (cue_acoustic_page_get_register_form (f->page));
}

typedef struct {
  UiAcoustic *f;
  const char *code;
} Awaited;

static gboolean
is_registered (gpointer data)
{
  Awaited *awaited = data;

  return ui_acoustic_has_type (awaited->f, awaited->code);
}

static gboolean
is_gone (gpointer data)
{
  return !is_registered (data);
}

static gboolean
is_form_shown (gpointer data)
{
  UiAcoustic *f = data;

  return gtk_widget_get_mapped (GTK_WIDGET (cue_acoustic_page_get_register_form (f->page)));
}

static gboolean
has_attribute (gpointer list)
{
  return cue_draft_list_get_n_items (list) > 0;
}

/* The list is one stop, however long it is; then come its details. */
static void
test_tab (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *window = f->ui.window;
  GtkWidget *list, *details;

  ui_acoustic_choose (f, FALSE);
  list = ui_find_type (window, GTK_TYPE_COLUMN_VIEW);
  ui_tab_to (window, list);
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_false (ui_holds_focus (window, list));

  cue_acoustic_page_select_type (f->page, "ibmpageView");
  gtk_test_widget_wait_for_draw (window);
  details = ui_find_type (window, CUE_TYPE_ACOUSTIC_TYPE_DETAILS);
  ui_tab_to (window, list);
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_true (ui_holds_focus (window, details));
  ui_tab_to (window, ui_acoustic_find_button (window, "Delete…"));
  ui_press (window, GDK_KEY_Escape, 0);
  g_assert_true (ui_holds_focus (window, list));
  /* Back to what stands above the list: the menu of files, and before that the button. */
  gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (ui_holds_focus (window, ui_find_type (window, GTK_TYPE_MENU_BUTTON)));
  gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (ui_holds_focus (window, ui_acoustic_find_button (window, "Register…")));
}

/* Nobody touches a mouse. */
static void
test_register_by_keyboard (UiAcoustic *f, gconstpointer data)
{
  GtkWidget         *window = f->ui.window;
  CueEventTypeDraft *draft;
  CueDraftList      *attributes;
  Awaited            awaited = { f, "houseOpened" };
  g_autofree char   *shown = NULL;
  g_autoptr (CueExchange) sent = NULL;

  ui_acoustic_choose (f, FALSE);
  ui_tab_to (window, find_search (f));
  ui_tab_to (window, ui_acoustic_find_button (window, "Register…"));
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (window)));
  fake_engine_wait (is_form_shown, f);
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (ui_holds_focus (window, ui_acoustic_find_row (f, "Code")));
  ui_type (window, "houseOpened");
  /* The Tab key goes on to the name, and not out of the list of rows. */
  g_assert_cmpuint (ui_tab_to (window, ui_acoustic_find_row (f, "Name")), <=, 4);
  ui_type (window, "House opened");
  ui_tab_to (window, ui_acoustic_find_button (window, "Add Attribute"));
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (window)));
  draft = get_draft (f);
  attributes = cue_event_type_draft_get_attributes (draft);
  fake_engine_wait (has_attribute, attributes);

  ui_type (window, "doorCount");
  ui_press (window, GDK_KEY_Return, 0);
  ui_type (window, "gate");
  ui_press (window, GDK_KEY_Return, 0);
  ui_type (window, "mistake");
  g_assert_cmpuint (cue_draft_list_get_n_items (attributes), ==, 3);
  ui_press (window, GDK_KEY_Delete, GDK_ALT_MASK);
  g_assert_cmpuint (cue_draft_list_get_n_items (attributes), ==, 2);
  g_assert_cmpstr (ui_get_focused_text (window), ==, "gate");
  ui_press (window, GDK_KEY_Up, GDK_ALT_MASK);
  g_assert_cmpstr (ui_get_focused_text (window), ==, "gate");
  g_assert_cmpstr (cue_draft_attribute_get_name (cue_draft_list_get (attributes, 0)), ==, "gate");

  shown = ui_acoustic_dup_json (f);
  ui_press (window, GDK_KEY_Return, GDK_CONTROL_MASK);
  fake_engine_wait (is_registered, &awaited);

  /* What was shown is what was sent. */
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 1);
  sent = ui_acoustic_get_last_write (f);
  g_assert_cmpstr (cue_exchange_get_method (sent), ==, "POST");
  g_assert_cmpstr (cue_exchange_get_request_body (sent), ==, shown);

  /* The form is empty again, and the list in front. */
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (gtk_widget_get_mapped (ui_find_type (window, CUE_TYPE_ACOUSTIC_TYPES_VIEW)));
  g_assert_cmpstr (cue_event_type_draft_get_code (get_draft (f)), ==, "");
}

/* A rule speaks at its field, in words and with its source, as soon as somebody was there. */
static void
test_findings (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *window = f->ui.window;
  GtkWidget *version;

  ui_acoustic_choose (f, FALSE);
  open_form (f);
  g_assert_false (ui_shows (window, "Acoustic’s documentation, line 281"));
  version = ui_acoustic_find_row (f, "Version");
  gtk_widget_grab_focus (version);
  ui_type (window, "one");
  g_assert_true (ui_shows (window, "Acoustic’s documentation, line 281"));
  g_assert_true (gtk_widget_has_css_class (version, "error"));
  gtk_test_accessible_assert_state (version,
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  /* The others are left alone until somebody wants to send. */
  g_assert_false (ui_shows (window, "Acoustic’s documentation, line 278"));
  ui_press (window, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_true (ui_shows (window, "Acoustic’s documentation, line 278"));
  g_assert_true (ui_holds_focus (window, ui_acoustic_find_row (f, "Code")));
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
}

static void
test_sources (void)
{
  static const struct {
    const char *source;
    const char *words;
  } cases[] = {
    { NULL, NULL },
    { "", NULL },
    { "S4:209", "Acoustic’s documentation, line 209" },
    { "S4:7, 224", "Acoustic’s documentation, lines 7, 224" },
    { "S4:716-717", "Acoustic’s documentation, lines 716-717" },
    { "[ASSUME-17]", "Not in Acoustic’s documentation, assumed" },
    { "RFC 8259", "RFC 8259" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = cue_finding_source_to_words (cases[i].source);

    g_assert_cmpstr (words, ==, cases[i].words);
  }
}

/* Form and text follow each other, and what is no JSON is not sent. */
static void
test_both_ways (UiAcoustic *f, gconstpointer data)
{
  GtkWidget       *window = f->ui.window;
  g_autofree char *json = NULL;

  ui_acoustic_choose (f, FALSE);
  open_form (f);
  gtk_editable_set_text (GTK_EDITABLE (ui_acoustic_find_row (f, "Name")), "Typed");
  json = ui_acoustic_dup_json (f);
  g_assert_nonnull (strstr (json, "\"name\": \"Typed\""));

  gtk_text_buffer_set_text (ui_acoustic_get_buffer (f),
                            "{\"code\":\"written\",\"name\":\"By hand\",\"version\":1,"
                            "\"registrationType\":\"SUBSCRIBE\","
                            "\"attributes\":[{\"name\":\"a\",\"type\":\"number\"}]}",
                            -1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ui_acoustic_find_row (f, "Code"))),
                   ==,
                   "written");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ui_acoustic_find_row (f, "Name"))),
                   ==,
                   "By hand");
  g_assert_cmpuint (adw_combo_row_get_selected (
                      ADW_COMBO_ROW (ui_acoustic_find_row (f, "Registered To"))),
                    ==,
                    1);
  g_assert_cmpuint (cue_draft_list_get_n_items (
                      cue_event_type_draft_get_attributes (get_draft (f))),
                    ==,
                    1);
  /* The text stays as it was written: it is what is sent. */
  g_free (json);
  json = ui_acoustic_dup_json (f);
  g_assert_true (g_str_has_prefix (json, "{\"code\":\"written\",\"name\""));

  gtk_text_buffer_set_text (ui_acoustic_get_buffer (f), "{\"code\":", -1);
  g_assert_false (cue_json_editor_is_valid (ui_acoustic_find_editor (f)));
  gtk_widget_activate_action (GTK_WIDGET (cue_acoustic_page_get_register_form (f->page)),
                              "register.send",
                              NULL);
  g_assert_true (ui_holds_focus (window, GTK_WIDGET (ui_acoustic_find_editor (f))));
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
}

/* The vendor’s samples have typographic quotes and lack commas. */
static void
test_mend (UiAcoustic *f, gconstpointer data)
{
  CueJsonEditor *editor;

  ui_acoustic_choose (f, FALSE);
  open_form (f);
  editor = ui_acoustic_find_editor (f);
  gtk_text_buffer_set_text (ui_acoustic_get_buffer (f),
                            "{“code”: “houseOpened”,\n \"name\": \"House\"\n \"version\": 1}",
                            -1);
  g_assert_false (cue_json_editor_is_valid (editor));
  g_signal_emit_by_name (ui_acoustic_get_buffer (f), "paste-done", NULL);
  gtk_widget_activate_action (GTK_WIDGET (editor), "json.mend", NULL);
  g_assert_true (cue_json_editor_is_valid (editor));
  g_assert_cmpstr (cue_event_type_draft_get_code (get_draft (f)), ==, "houseOpened");
}

static void
fill_form (UiAcoustic *f, const char *code)
{
  open_form (f);
  gtk_editable_set_text (GTK_EDITABLE (ui_acoustic_find_row (f, "Code")), code);
  gtk_editable_set_text (GTK_EDITABLE (ui_acoustic_find_row (f, "Name")), "A name");
}

/* Production is asked about; the question shows the exact request, and no means no. */
static void
test_guard (UiAcoustic *f, gconstpointer data)
{
  GtkWidget       *form = GTK_WIDGET (cue_acoustic_page_get_register_form (f->page));
  GtkWidget       *guard;
  Awaited          awaited = { f, "onlyInProduction" };
  g_autofree char *shown = NULL;

  ui_acoustic_choose (f, TRUE);
  fill_form (f, "onlyInProduction");
  gtk_widget_activate_action (form, "register.send", NULL);
  guard = ui_find_guard ();
  g_assert_nonnull (guard);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
  ui_press (guard, GDK_KEY_Escape, 0);
  fake_engine_settle ();
  g_assert_null (ui_find_guard ());
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);

  gtk_widget_activate_action (form, "register.send", NULL);
  guard = ui_find_guard ();
  cue_write_guard_set_dry_run (CUE_WRITE_GUARD (guard), TRUE);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
  gtk_widget_activate_action (guard, "guard.accept", NULL);
  fake_engine_wait (is_registered, &awaited);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 1);
}

/* What a dry run shows names the address and the body, never the key, and sends nothing. */
static void
test_dry_run (UiAcoustic *f, gconstpointer data)
{
  GtkWidget       *guard, *view;
  GtkTextBuffer   *buffer;
  GtkTextIter      start, end;
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  ui_acoustic_choose (f, FALSE);
  fill_form (f, "dryRun");
  json = ui_acoustic_dup_json (f);
  gtk_widget_activate_action (GTK_WIDGET (cue_acoustic_page_get_register_form (f->page)),
                              "register.dry-run",
                              NULL);
  guard = ui_find_guard ();
  g_assert_nonnull (guard);
  view = ui_find_type (guard, GTK_TYPE_TEXT_VIEW);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_nonnull (strstr (text, "/v1/eventtype"));
  g_assert_nonnull (strstr (text, json));
  g_assert_nonnull (strstr (text, "Bearer •"));
  gtk_window_close (GTK_WINDOW (guard));
  fake_engine_settle ();
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
}

/* To delete one its code has to be typed. */
static void
test_delete (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *guard, *entry;
  Awaited    awaited = { f, "ibmpageView" };

  ui_acoustic_choose (f, FALSE);
  cue_acoustic_page_select_type (f->page, awaited.code);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "acoustic.delete-type", NULL);
  guard = ui_find_guard ();
  g_assert_nonnull (guard);
  gtk_widget_activate_action (guard, "guard.accept", NULL);
  g_assert_nonnull (ui_find_guard ());
  entry = ui_find_type (guard, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ibmpageview");
  gtk_widget_activate_action (guard, "guard.accept", NULL);
  g_assert_nonnull (ui_find_guard ());
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), awaited.code);
  gtk_widget_activate_action (guard, "guard.accept", NULL);
  fake_engine_wait (is_gone, &awaited);
}

static gboolean
is_change_line (GtkWidget *widget, gpointer words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

/* A duplicate of what is registered says what would be different. */
static void
test_difference (UiAcoustic *f, gconstpointer data)
{
  ui_acoustic_choose (f, FALSE);
  cue_acoustic_page_select_type (f->page, "ibmpageView");
  gtk_widget_activate_action (GTK_WIDGET (f->page), "acoustic.duplicate", NULL);
  gtk_test_widget_wait_for_draw (f->ui.window);
  g_assert_true (ui_shows (f->ui.window, "None: it is registered exactly so"));
  gtk_editable_set_text (GTK_EDITABLE (ui_acoustic_find_row (f, "Name")), "Another name");
  gtk_test_widget_wait_for_draw (f->ui.window);
  g_assert_nonnull (ui_find (f->ui.window, is_change_line, "Another name"));

  /* And who sends it is asked, with the same words. */
  gtk_widget_activate_action (GTK_WIDGET (cue_acoustic_page_get_register_form (f->page)),
                              "register.send",
                              NULL);
  g_assert_nonnull (ui_find_guard ());
  gtk_window_close (GTK_WINDOW (ui_find_guard ()));
  fake_engine_settle ();
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
}

static void
test_search (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *window = f->ui.window;
  GtkWidget *view;

  ui_acoustic_choose (f, FALSE);
  cue_acoustic_page_search (f->page);
  view = ui_find_type (window, CUE_TYPE_ACOUSTIC_TYPES_VIEW);
  g_assert_true (ui_shows (window, "emailOpen"));
  ui_type (window, "nothing is called so");
  g_signal_emit_by_name (find_search (f), "search-changed");
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (ui_shows (window, "Nothing Found"));
  gtk_widget_activate_action (view, "types.show-all", NULL);
  g_signal_emit_by_name (find_search (f), "search-changed");
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (ui_shows (window, "emailOpen"));

  /* An event without connections says how to get one. */
  cue_acoustic_page_set_desk (f->page, NULL);
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (ui_shows (window, "No Acoustic Exchange Yet"));
}

static gboolean
is_label_with (GtkWidget *widget, gpointer words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

/* What the service said, and how a folder is called, is text and no markup. */
static void
test_text_as_it_is (UiAcoustic *f, gconstpointer data)
{
  static const char words[] = "It\u2019s \"A & B\" <b>at the door</b>";
  g_autoptr (CueAcousticRecords) records = cue_acoustic_records_new (NULL);
  g_autoptr (CueAcousticRecord)
    record = cue_acoustic_record_new ("kind", "publish", "name", "A & B", "words", words, NULL);
  g_autoptr (GFile) folder = g_file_new_for_path ("/nowhere/A & <b>B</b>");
  g_autoptr (GtkWidget)
    popover = g_object_ref_sink (cue_acoustic_records_popover_new ("publish", FALSE));

  cue_acoustic_records_add (records, record);
  cue_acoustic_records_popover_set_records (CUE_ACOUSTIC_RECORDS_POPOVER (popover), records);
  g_assert_nonnull (ui_find (popover, is_label_with, (gpointer) words));
  g_assert_nonnull (ui_find (popover, is_label_with, (gpointer) "A & B"));

  cue_event_file_queue_set_folder (cue_acoustic_desk_connection_get_queue (
                                     cue_acoustic_page_get_connection (f->page)),
                                   folder);
  g_assert_nonnull (
    ui_find (GTK_WIDGET (f->page), is_label_with, (gpointer) "/nowhere/A & <b>B</b>"));
}

static gboolean
has_odd (gpointer page)
{
  return ui_acoustic_shows (page, "This element of the list is no event type.");
}

/* What is odd about a list is said above it, with its place. */
static void
test_odd (UiAcoustic *f, gconstpointer data)
{
  ui_acoustic_choose (f, FALSE);
  g_assert_false (has_odd (f->page));
  ui_acoustic_fault (f, "AB-4", "null-elements", "event-types");
  gtk_widget_activate_action (GTK_WIDGET (f->page), "acoustic.refresh", NULL);
  fake_engine_wait (has_odd, f->page);
  g_assert_true (ui_acoustic_shows (GTK_WIDGET (f->page), "$[0]"));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (UiAcoustic *f, gconstpointer data);
  } tests[] = {
    { "/ui/acoustic/tab", test_tab },
    { "/ui/acoustic/register-by-keyboard", test_register_by_keyboard },
    { "/ui/acoustic/findings", test_findings },
    { "/ui/acoustic/both-ways", test_both_ways },
    { "/ui/acoustic/mend", test_mend },
    { "/ui/acoustic/guard", test_guard },
    { "/ui/acoustic/dry-run", test_dry_run },
    { "/ui/acoustic/delete", test_delete },
    { "/ui/acoustic/difference", test_difference },
    { "/ui/acoustic/search", test_search },
    { "/ui/acoustic/text-as-it-is", test_text_as_it_is },
    { "/ui/acoustic/odd", test_odd },
  };

  if (!ui_fixture_init (&argc, &argv))
    return 0;

  g_test_add_func ("/ui/acoustic/sources", test_sources);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                UiAcoustic,
                NULL,
                ui_acoustic_set_up,
                tests[i].test,
                ui_acoustic_tear_down);

  return g_test_run ();
}
