// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-acoustic.h"

#include <fcntl.h>
#include <glib/gstdio.h>

#include "cue-acoustic-document-view.h"

/* Event types as a file, from the page of Acoustic Exchange down to the service. */

#define ADDED "houseFull"

/* The first that the account of the simulator has registered gets another description and the last
 * one goes, and one is added: four calls. */
typedef struct {
  char *changed; /* owned; code */
  char *removed; /* owned; code */
} Codes;

static void
codes_clear (Codes *codes)
{
  g_free (codes->changed);
  g_free (codes->removed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Codes, codes_clear)

static CueAcousticDeskConnection *
get_connection (UiAcoustic *f)
{
  return cue_acoustic_page_get_connection (f->page);
}

static CueEventTypeApplying *
get_applying (UiAcoustic *f)
{
  return cue_acoustic_desk_connection_get_applying (get_connection (f));
}

static GFile *
make_file (UiAcoustic *f, const char *name)
{
  return g_file_new_build_filename (f->ui.folder, name, NULL);
}

static void
write_file (GFile *file, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_replace_contents (file,
                           text,
                           strlen (text),
                           NULL,
                           FALSE,
                           G_FILE_CREATE_NONE,
                           NULL,
                           NULL,
                           &error);
  g_assert_no_error (error);
}

/* To its last line. */
static gboolean
is_written (gpointer file)
{
  g_autofree char *text = NULL;

  return g_file_load_contents (file, NULL, &text, NULL, NULL, NULL) &&
         g_str_has_suffix (text, "\n}\n");
}

static CueEventTypeDocument *
read_document (GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);
  CueEventTypeDocument *document;

  g_assert_no_error (error);
  document = cue_event_type_document_new_from_bytes (bytes, NULL, &error);
  g_assert_no_error (error);
  return document;
}

static GFile *export(UiAcoustic *f)
{
  GFile *file = make_file (f, "exported.json");

  cue_acoustic_page_export (f->page, file);
  fake_engine_wait (is_written, file);
  return file;
}

/* Writes a file that differs from what is registered. */
static GFile *
make_different (UiAcoustic *f, Codes *codes)
{
  g_autoptr (GFile) exported = export(f);
  g_autoptr (CueEventTypeDocument) server = read_document (exported);
  g_autoptr (CueEventTypeDocument) wanted = cue_event_type_document_new ();
  g_autoptr (CueEventTypeDraft) added = cue_event_type_draft_new ();
  GListModel *drafts = cue_event_type_document_get_drafts (server);
  guint       n = g_list_model_get_n_items (drafts);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  GFile           *file = make_file (f, "different.json");

  g_assert_cmpuint (n, >=, 2);

  for (guint i = 0; i < n; i++) {
    g_autoptr (CueEventTypeDraft) draft = g_list_model_get_item (drafts, i);

    if (i == 0) {
      codes->changed = g_strdup (cue_event_type_draft_get_code (draft));
      cue_event_type_draft_set_description (draft, "Nobody ever described it like that");
    }

    if (i + 1 < n)
      cue_event_type_document_add (wanted, draft);
    else
      codes->removed = g_strdup (cue_event_type_draft_get_code (draft));
  }

  cue_event_type_draft_set_code (added, ADDED);
  cue_event_type_draft_set_name (added, "House full");
  cue_event_type_draft_set_description (added, "Every seat is taken");
  cue_event_type_draft_add_attribute (added, "seats", "number");
  cue_event_type_document_add (wanted, added);
  bytes = cue_event_type_document_to_bytes (wanted);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  write_file (file, text);
  return file;
}

static GtkWidget *
compare (UiAcoustic *f, GFile *file)
{
  cue_acoustic_page_compare (f->page, file);
  return ui_find_type (f->ui.window, CUE_TYPE_ACOUSTIC_DOCUMENT_VIEW);
}

static GtkWidget *
compare_different (UiAcoustic *f, gboolean production, Codes *codes)
{
  g_autoptr (GFile) file = NULL;
  GtkWidget *view;

  ui_acoustic_choose (f, production);
  file = make_different (f, codes);
  view = compare (f, file);
  ui_acoustic_wait_for_words (f, "1 is added · 1 is changed · 1 is removed");
  gtk_test_widget_wait_for_draw (f->ui.window);
  return view;
}

static void
type_confirmation (UiAcoustic *f, GtkWidget *guard)
{
  GtkWidget *row = ui_find_type (guard, ADW_TYPE_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (row), cue_desk_connection_get_title (get_connection (f)));
}

static gboolean
is_begun (gpointer data)
{
  return get_applying (data) != NULL && cue_event_type_applying_is_busy (get_applying (data));
}

static void
apply (UiAcoustic *f, GtkWidget *view)
{
  GtkWidget *guard;

  gtk_widget_activate_action (view, "document.apply", NULL);
  guard = ui_find_guard ();
  g_assert_nonnull (guard);
  g_assert_false (is_begun (f));
  type_confirmation (f, guard);
  gtk_widget_activate_action (guard, "guard.accept", NULL);
  fake_engine_wait (is_begun, f);
}

static gboolean
is_over (gpointer connection)
{
  return !cue_event_type_applying_is_busy (
           cue_acoustic_desk_connection_get_applying (connection)) &&
         !cue_desk_connection_get_busy (connection);
}

static void
wait_over (UiAcoustic *f, CueAcousticDeskConnection *connection)
{
  fake_engine_wait (is_over, connection);
  gtk_test_widget_wait_for_draw (f->ui.window);
}

typedef struct {
  UiAcoustic *f;
  const char *code;
  gboolean    there;
} Wanted;

static gboolean
is_as_wanted (gpointer data)
{
  Wanted *wanted = data;

  return ui_acoustic_has_type (wanted->f, wanted->code) == wanted->there;
}

/* The list is asked for once more after that, and put together in a worker. */
static void
wait_type (UiAcoustic *f, const char *code, gboolean there)
{
  Wanted wanted = { f, code, there };

  fake_engine_wait (is_as_wanted, &wanted);
}

/* What is exported is what is registered, and says so when it is compared. */
static void
test_export (UiAcoustic *f, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (CueEventTypeDocument) document = NULL;
  GListModel *drafts;

  ui_acoustic_choose (f, FALSE);
  file = export(f);
  document = read_document (file);
  drafts = cue_event_type_document_get_drafts (document);
  g_assert_cmpuint (g_list_model_get_n_items (drafts), >, 0);

  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++) {
    g_autoptr (CueEventTypeDraft) draft = g_list_model_get_item (drafts, i);

    wait_type (f, cue_event_type_draft_get_code (draft), TRUE);
  }

  compare (f, file);
  ui_acoustic_wait_for_words (f, "No Difference");
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);

  ui_press (f->ui.window, GDK_KEY_Escape, 0);
  g_assert_false (ui_acoustic_shows (f->ui.window, "No Difference"));
}

/* What would be sent is shown, all of it, and nothing is sent. */
static void
test_difference (UiAcoustic *f, gconstpointer data)
{
  g_auto (Codes) codes = { 0 };
  GtkWidget       *view = compare_different (f, FALSE, &codes);
  GtkWidget       *guard;
  g_autofree char *path = NULL;

  g_assert_true (ui_acoustic_shows (view, codes.changed));
  g_assert_true (ui_acoustic_shows (view, "becomes “Nobody ever described it like that”"));
  g_assert_true (ui_acoustic_shows (view, ADDED));
  g_assert_true (ui_acoustic_shows (view, codes.removed));
  g_assert_true (ui_acoustic_shows (view, "No call changes one event type."));

  gtk_widget_activate_action (view, "document.dry-run", NULL);
  guard = ui_find_guard ();
  g_assert_nonnull (guard);
  path = g_strdup_printf ("/v1/eventtype/%s", codes.removed);
  g_assert_true (ui_acoustic_guard_says (guard, path));
  g_assert_true (ui_acoustic_guard_says (guard, "\"Nobody ever described it like that\""));
  g_assert_true (ui_acoustic_guard_says (guard, "\"code\": \"" ADDED "\""));
  gtk_window_close (GTK_WINDOW (guard));

  /* What the file does not have may stay. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ui_find_type (view, GTK_TYPE_CHECK_BUTTON)),
                               FALSE);
  gtk_test_widget_wait_for_draw (f->ui.window);
  g_assert_false (ui_acoustic_shows (view, codes.removed));
  g_assert_true (ui_acoustic_shows (view, ADDED));
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
}

static void
test_apply (UiAcoustic *f, gconstpointer data)
{
  g_auto (Codes) codes = { 0 };
  GtkWidget *view = compare_different (f, FALSE, &codes);
  GtkWidget *guard;

  /* Something is lost, so it is asked, and whoever thinks better of it sends nothing. */
  gtk_widget_activate_action (view, "document.apply", NULL);
  guard = ui_find_guard ();
  gtk_widget_activate_action (guard, "guard.accept", NULL);
  g_assert_true (ui_find_guard () == guard);
  gtk_window_close (GTK_WINDOW (guard));
  fake_engine_settle ();
  g_assert_null (get_applying (f));

  apply (f, view);
  wait_over (f, get_connection (f));
  g_assert_true (ui_acoustic_shows (view, "Applied: all 4 calls were done"));
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 4);
  wait_type (f, ADDED, TRUE);
  wait_type (f, codes.changed, TRUE);

  gtk_widget_activate_action (view, "document.compare", NULL);
  ui_acoustic_wait_for_words (f, "No Difference");
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 4);
}

/* One that was removed and is refused its registration: it is said what is left, and comparing once
 * more mends it. */
static void
test_refused (UiAcoustic *f, gconstpointer data)
{
  g_auto (Codes) codes = { 0 };
  GtkWidget       *view = compare_different (f, FALSE, &codes);
  g_autofree char *words = NULL;

  ui_acoustic_fault (f, "AB-13", "403", "register");
  apply (f, view);
  wait_over (f, get_connection (f));
  words = g_strdup_printf ("“%s” was removed, but not registered again. 2 event types after it "
                           "are as they were.",
                           codes.changed);
  g_assert_true (ui_acoustic_shows (view, words));
  g_assert_true (ui_acoustic_shows (view, "1 of 4 calls done"));
  g_assert_true (ui_acoustic_shows (view, "403"));
  g_assert_true (ui_acoustic_shows (view, "Not sent"));
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 2);
  wait_type (f, codes.changed, FALSE);

  cue_simulator_clear_faults (f->simulator);
  gtk_widget_activate_action (view, "document.compare", NULL);
  ui_acoustic_wait_for_words (f, "2 are added · 1 is removed");
  apply (f, view);
  wait_over (f, get_connection (f));
  g_assert_true (ui_acoustic_shows (view, "Applied: all 3 calls were done"));
  wait_type (f, codes.changed, TRUE);
}

/* Nothing is sent a second time where nobody knows; comparing tells. */
static void
test_unknown (UiAcoustic *f, gconstpointer data)
{
  g_auto (Codes) codes = { 0 };
  GtkWidget       *view = compare_different (f, FALSE, &codes);
  g_autofree char *words = NULL;

  ui_acoustic_fault (f, "AB-12", "cut-taken", "register");
  apply (f, view);
  wait_over (f, get_connection (f));
  words = g_strdup_printf ("“%s” was removed, and nobody knows whether it was registered again.",
                           codes.changed);
  g_assert_true (ui_acoustic_shows (view, words));
  g_assert_true (ui_acoustic_shows (view, "Not known"));
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 2);

  cue_simulator_clear_faults (f->simulator);
  gtk_widget_activate_action (view, "document.compare", NULL);
  ui_acoustic_wait_for_words (f, "1 is added · 1 is removed");
}

/* It stops when no event type is half changed. */
static void
test_stop (UiAcoustic *f, gconstpointer data)
{
  g_auto (Codes) codes = { 0 };
  GtkWidget *view = compare_different (f, FALSE, &codes);

  apply (f, view);
  g_assert_true (ui_acoustic_shows (view, "0 of 4 calls done"));
  gtk_widget_activate_action (view, "document.stop", NULL);
  wait_over (f, get_connection (f));
  g_assert_true (ui_acoustic_shows (view, "2 of 4 calls done"));
  g_assert_true (ui_acoustic_shows (view, "2 event types after it are as they were."));
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 2);
  wait_type (f, codes.changed, TRUE);
  wait_type (f, codes.removed, TRUE);
}

/* What was begun goes on when another connection is chosen, and the file is compared with that. */
static void
test_other_connection (UiAcoustic *f, gconstpointer data)
{
  g_auto (Codes) codes = { 0 };
  GtkWidget                 *view = compare_different (f, TRUE, &codes);
  CueAcousticDeskConnection *production = get_connection (f);

  gtk_widget_activate_action (view, "document.apply", NULL);
  g_assert_true (ui_acoustic_shows (ui_find_guard (), "is what real systems use"));
  gtk_window_close (GTK_WINDOW (ui_find_guard ()));
  fake_engine_settle ();
  apply (f, view);
  ui_acoustic_choose (f, FALSE);
  g_assert_true (get_connection (f) != production);
  wait_over (f, production);
  g_assert_cmpint (cue_event_type_applying_get_state (
                     cue_acoustic_desk_connection_get_applying (production)),
                   ==,
                   CUE_EVENT_TYPE_APPLYING_FINISHED);
  /* That endpoint has others, of which the file has none. */
  ui_acoustic_wait_for_words (f, "are removed");
  g_assert_false (ui_acoustic_shows (view, "Applied"));
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 4);
}

static void
test_bad_files (UiAcoustic *f, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (f, "bad.json");
  g_autoptr (GFile) missing = make_file (f, "missing.json");
  GtkWidget *view;
  int        fd;

  ui_acoustic_choose (f, FALSE);
  write_file (file, "{\"eventTypes\": [");
  view = compare (f, file);
  ui_acoustic_wait_for_words (f, "Nothing Was Compared");
  write_file (file, "{\"types\": []}");
  gtk_widget_activate_action (view, "document.compare", NULL);
  ui_acoustic_wait_for_words (f, "This is no document of event types");
  g_assert_true (ui_acoustic_shows (view, "Nothing Was Compared"));

  /* Each rule that it breaks, with its place and where the rule is from. */
  write_file (file, "[{\"code\": \"a\", \"name\": \"A\"}, {\"code\": \"a\", \"name\": \"A\"}]");
  gtk_widget_activate_action (view, "document.compare", NULL);
  ui_acoustic_wait_for_words (f, "The file breaks rules.");
  g_assert_true (ui_acoustic_shows (view, "eventTypes/1/code: “a” stands in the document twice."));

  compare (f, missing);
  ui_acoustic_wait_for_words (f, "missing.json");
  ui_acoustic_wait_for_words (f, "Nothing Was Compared");

  /* More than is read at once. */
  fd = g_open (g_file_peek_path (file), O_CREAT | O_WRONLY, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, 64 * 1024 * 1024), ==, 0);
  g_close (fd, NULL);
  compare (f, file);
  ui_acoustic_wait_for_words (f, "larger than 4 MiB");
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (UiAcoustic *f, gconstpointer data);
  } tests[] = {
    { "/ui/acoustic-document/export", test_export },
    { "/ui/acoustic-document/difference", test_difference },
    { "/ui/acoustic-document/apply", test_apply },
    { "/ui/acoustic-document/refused", test_refused },
    { "/ui/acoustic-document/unknown", test_unknown },
    { "/ui/acoustic-document/stop", test_stop },
    { "/ui/acoustic-document/other-connection", test_other_connection },
    { "/ui/acoustic-document/bad-files", test_bad_files },
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
