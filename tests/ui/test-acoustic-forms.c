// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-acoustic.h"

#include "cue-attribute-paste-window.h"
#include "cue-draft-attribute.h"

#include "cue-acoustic-attributes-form.h"
#include "cue-attribute-table.h"

/* What the forms about event types say, and where: at the field it is about, and about the
 * connection it was written for. */

static gboolean
has_guard (gpointer data)
{
  return ui_find_guard () != NULL;
}

static GtkWidget *
find_name (GtkWidget *root)
{
  GtkWidget *table = ui_find_type (root, CUE_TYPE_ATTRIBUTE_TABLE);
  GtkWidget *name = ui_find_type (table, GTK_TYPE_ENTRY);

  g_assert_nonnull (name);
  return name;
}

/* A row says what is wrong as soon as it is left. */
static void
test_left_row (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *form =
    ui_acoustic_open_section (f, "Shop", "attributes", CUE_TYPE_ACOUSTIC_ATTRIBUTES_FORM);
  GtkWidget *table = ui_find_type (form, CUE_TYPE_ATTRIBUTE_TABLE);

  gtk_widget_activate_action (table, "attributes.add", NULL);
  gtk_test_widget_wait_for_draw (f->ui.window);
  g_assert_true (ui_holds_focus (f->ui.window, find_name (form)));
  g_assert_false (gtk_widget_has_css_class (find_name (form), "error"));
  gtk_widget_grab_focus (ui_acoustic_find_row (f, "Endpoint ID"));
  g_assert_true (gtk_widget_has_css_class (find_name (form), "error"));
}

/* What the service says about an attribute stands at that attribute, until it is changed. */
static void
test_server_error (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *form =
    ui_acoustic_open_section (f, "Shop", "attributes", CUE_TYPE_ACOUSTIC_ATTRIBUTES_FORM);
  GtkWidget *table = ui_find_type (form, CUE_TYPE_ATTRIBUTE_TABLE);

  ui_acoustic_fault (f, "AB-3", "message", "publisher-attributes");
  gtk_widget_activate_action (table, "attributes.add", NULL);
  gtk_test_widget_wait_for_draw (f->ui.window);
  /* The name is a word of what the fault says. */
  gtk_editable_set_text (GTK_EDITABLE (find_name (form)), "registered");
  gtk_widget_activate_action (form, "replace.send", NULL);
  fake_engine_wait (has_guard, NULL);
  gtk_widget_activate_action (ui_find_guard (), "guard.accept", NULL);
  ui_acoustic_wait_for_words (f, "this endpoint has not registered the event type");
  g_assert_true (ui_acoustic_shows (table, "this endpoint has not registered the event type"));
  g_assert_true (gtk_widget_has_css_class (find_name (form), "error"));
  gtk_editable_set_text (GTK_EDITABLE (find_name (form)), "seat");
  g_assert_false (gtk_widget_has_css_class (find_name (form), "error"));
}

static void
write_type (UiAcoustic *f, const char *code)
{
  GtkWidget *form = GTK_WIDGET (cue_acoustic_page_get_register_form (f->page));
  GtkWidget *table;

  gtk_widget_activate_action (GTK_WIDGET (f->page), "acoustic.register", NULL);
  gtk_test_widget_wait_for_draw (f->ui.window);
  gtk_editable_set_text (GTK_EDITABLE (ui_acoustic_find_row (f, "Code")), code);
  gtk_editable_set_text (GTK_EDITABLE (ui_acoustic_find_row (f, "Name")), "House full");
  table = ui_find_type (form, CUE_TYPE_ATTRIBUTE_TABLE);
  gtk_widget_activate_action (table, "attributes.add", NULL);
  gtk_test_widget_wait_for_draw (f->ui.window);
  gtk_editable_set_text (GTK_EDITABLE (find_name (form)), "seats");
}

static gboolean
is_quiet (gpointer connection)
{
  return !cue_desk_connection_get_busy (connection);
}

static gboolean
is_fresh (gpointer form)
{
  return !cue_acoustic_register_form_is_edited (form);
}

/* What was written stays when another connection is chosen, and it is said for which it was. An
 * answer that comes late changes nothing there. */
static void
test_other_connection (UiAcoustic *f, gconstpointer data)
{
  CueAcousticRegisterForm   *form = cue_acoustic_page_get_register_form (f->page);
  CueAcousticDeskConnection *shop;
  CueEventTypeDraft         *draft;

  ui_acoustic_choose (f, FALSE);
  shop = cue_acoustic_page_get_connection (f->page);
  write_type (f, "houseFull");
  draft = cue_acoustic_register_form_get_draft (form);
  gtk_widget_activate_action (GTK_WIDGET (form), "register.send", NULL);
  g_assert_true (cue_desk_connection_get_busy (shop));
  ui_acoustic_choose (f, TRUE);
  fake_engine_wait (is_quiet, shop);
  fake_engine_settle ();
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 1);
  g_assert_true (cue_acoustic_register_form_get_draft (form) == draft);
  g_assert_cmpstr (cue_event_type_draft_get_code (draft), ==, "houseFull");
  g_assert_true (ui_acoustic_shows (GTK_WIDGET (form),
                                    "You wrote this for “Shop”. It would be registered for “Live "
                                    "account” now."));

  /* Sent there, it begins anew. */
  gtk_widget_activate_action (GTK_WIDGET (form), "register.send", NULL);
  fake_engine_wait (has_guard, NULL);
  gtk_widget_activate_action (ui_find_guard (), "guard.accept", NULL);
  fake_engine_wait (is_fresh, form);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 2);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "acoustic.register", NULL);
  gtk_test_widget_wait_for_draw (f->ui.window);
  g_assert_false (ui_acoustic_shows (GTK_WIDGET (form), "You wrote this for"));
}

/* Back where it was written for there is nothing to say. */
static void
test_back_again (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *form = GTK_WIDGET (cue_acoustic_page_get_register_form (f->page));

  ui_acoustic_choose (f, FALSE);
  write_type (f, "houseFull");
  ui_acoustic_choose (f, TRUE);
  g_assert_true (ui_acoustic_shows (form, "You wrote this for “Shop”."));
  ui_acoustic_choose (f, FALSE);
  g_assert_false (ui_acoustic_shows (form, "You wrote this for"));
  g_assert_cmpstr (cue_event_type_draft_get_code (
                     cue_acoustic_register_form_get_draft (CUE_ACOUSTIC_REGISTER_FORM (form))),
                   ==,
                   "houseFull");
}

static CueDraft *
make_attribute (void)
{
  return CUE_DRAFT (cue_draft_attribute_new ());
}

static void
paste (GtkWidget *window, const char *words)
{
  GtkWidget     *view = ui_find_type (window, GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_text_buffer_set_text (buffer, words, -1);
  g_signal_emit_by_name (buffer, "paste-done", NULL);
}

static gboolean
says_what_is_wrong (gpointer window)
{
  return ui_acoustic_shows (window, "not JSON:");
}

/* What the vendor’s samples lack is mended on request; a table and what is no list are not. */
static void
test_paste (UiAcoustic *f, gconstpointer data)
{
  g_autoptr (CueDraftList) list = cue_draft_list_new (CUE_TYPE_DRAFT_ATTRIBUTE, make_attribute);
  GtkWidget *window = cue_attribute_paste_window_new (GTK_WINDOW (f->ui.window), list);
  GtkWidget *offer;

  gtk_window_present (GTK_WINDOW (window));
  offer = ui_find_type (window, GTK_TYPE_REVEALER);
  paste (window, "{“attributes”: [{“name”: “door” \"type\": \"string\"}, {\"name\": \"seat\"}]}");
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (offer)));
  fake_engine_wait (says_what_is_wrong, window);
  gtk_widget_activate_action (window, "paste.mend", NULL);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (offer)));
  g_assert_true (ui_shows (window, "2 attributes found"));
  paste (window, "{“code”: “a”}");
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (offer)));
  paste (window, "door,string\nseat,string\n");
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (offer)));
  g_assert_true (ui_shows (window, "2 attributes found"));
  gtk_widget_activate_action (window, "paste.take", NULL);
  g_assert_cmpuint (cue_draft_list_get_n_items (list), ==, 2);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (UiAcoustic *f, gconstpointer data);
  } tests[] = {
    { "/ui/acoustic-forms/paste", test_paste },
    { "/ui/acoustic-forms/left-row", test_left_row },
    { "/ui/acoustic-forms/server-error", test_server_error },
    { "/ui/acoustic-forms/other-connection", test_other_connection },
    { "/ui/acoustic-forms/back-again", test_back_again },
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
