// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "folder.h"
#include "ui-acoustic.h"


#include "cue-acoustic-files-view.h"
#include "cue-acoustic-key-form.h"
#include "cue-acoustic-notification-form.h"
#include "cue-event-file-sheet.h"
#include "cue-write-guard.h"

/* The last sections of the page of Acoustic Exchange: event files, the notification and the browser
 * key. */

#define SECRET "not-for-anybodys-eyes"

/* ---- event files ------------------------------------------------------------------------------
 */

static CueEventFileQueue *
get_queue (UiAcoustic *f)
{
  return cue_acoustic_desk_connection_get_queue (cue_acoustic_page_get_connection (f->page));
}

static guint
count_files (UiAcoustic *f)
{
  return g_list_model_get_n_items (cue_event_file_queue_get_files (get_queue (f)));
}

static gboolean
has_files (gpointer data)
{
  return get_queue (data) != NULL && count_files (data) > 0 &&
         !cue_event_file_queue_get_busy (get_queue (data));
}

static gboolean
is_saved (gpointer file)
{
  return cue_event_file_get_saved (file) != NULL &&
         cue_event_file_get_state (file) == CUE_EVENT_FILE_STATE_DOWNLOADED;
}

static gboolean
has_rows (gpointer list)
{
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (list));

  return model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0;
}

static gboolean
is_drained (gpointer data)
{
  GListModel *files = cue_event_file_queue_get_files (get_queue (data));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (CueEventFile) file = g_list_model_get_item (files, i);

    if (cue_event_file_get_state (file) != CUE_EVENT_FILE_STATE_DELETED)
      return FALSE;
  }

  return !cue_event_file_queue_get_busy (get_queue (data));
}

static guint
count_saved (GFile *folder)
{
  g_autoptr (GDir) dir = g_dir_open (g_file_peek_path (folder), 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static GtkWidget *
find_visible_guard (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (CUE_IS_WRITE_GUARD (window) && gtk_widget_get_mapped (window))
      return window;
  }

  return NULL;
}

static gboolean
is_asked_whole (gpointer data)
{
  GtkWidget *guard = find_visible_guard ();

  return guard != NULL && ui_acoustic_shows (guard, "on this computer as a whole. At Exchange");
}

static void
test_files (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *view = ui_acoustic_open_section (f, "Mailer", "files", CUE_TYPE_ACOUSTIC_FILES_VIEW);
  g_autofree char *path = g_dir_make_tmp ("cuelight-files-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (CueEventFile) file = NULL;
  GtkWidget *sheet, *list;
  guint      n;

  fake_engine_wait (has_files, f);
  n = count_files (f);
  cue_event_file_queue_set_folder (get_queue (f), folder);
  file = g_list_model_get_item (cue_event_file_queue_get_files (get_queue (f)), 0);
  g_assert_true (ui_acoustic_shows (view, cue_event_file_get_name (file)));

  gtk_widget_activate_action (view, "files.download", "s", cue_event_file_get_name (file));
  fake_engine_wait (is_saved, file);
  g_assert_cmpuint (count_saved (folder), ==, 1);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);

  gtk_widget_activate_action (view, "files.open", "s", cue_event_file_get_name (file));
  sheet = ui_find_type (view, CUE_TYPE_EVENT_FILE_SHEET);
  list = ui_find_type (sheet, GTK_TYPE_COLUMN_VIEW);
  fake_engine_wait (has_rows, list);
  gtk_test_widget_wait_for_draw (f->ui.window);
  ui_press (f->ui.window, GDK_KEY_Escape, 0);
  g_assert_false (has_rows (list));

  /* All of it is asked about once, and then nothing waits there any more. */
  gtk_widget_activate_action (view, "files.drain", NULL);
  g_assert_nonnull (ui_find_guard ());
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
  gtk_widget_activate_action (ui_find_guard (), "guard.accept", NULL);
  fake_engine_wait (is_drained, f);
  g_assert_cmpuint (ui_acoustic_count_writes (f), >=, n);
  g_assert_cmpuint (count_saved (folder), >=, n);
  folder_remove (g_file_peek_path (folder));
}

static gboolean
is_saved_anew (gpointer file)
{
  return is_saved (file) && !cue_event_file_get_earlier (file);
}

/* What was saved in an earlier session may be another file by now: it is saved first. */
static void
test_files_earlier (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *view = ui_acoustic_open_section (f, "Mailer", "files", CUE_TYPE_ACOUSTIC_FILES_VIEW);
  g_autofree char *path = g_dir_make_tmp ("cuelight-files-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFile) saved = g_file_get_child (folder, "earlier.json");
  g_autoptr (CueEventFile) file = NULL;
  const char *name;

  fake_engine_wait (has_files, f);
  cue_event_file_queue_set_folder (get_queue (f), folder);
  file = g_list_model_get_item (cue_event_file_queue_get_files (get_queue (f)), 0);
  name = cue_event_file_get_name (file);
  cue_event_file_queue_add_known (get_queue (f), name, saved, 7, -1, CUE_EVENT_FILE_PROOF_LENGTH);
  g_assert_true (cue_event_file_get_earlier (file));

  gtk_widget_activate_action (view, "files.delete", "s", name);
  g_assert_true (ui_acoustic_shows (ui_find_guard (), "in an earlier session"));
  g_assert_nonnull (ui_acoustic_find_button (ui_find_guard (), "Save It First"));
  gtk_widget_activate_action (ui_find_guard (), "guard.safer", NULL);
  fake_engine_wait (is_saved_anew, file);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);

  gtk_widget_activate_action (view, "files.delete", "s", name);
  fake_engine_wait (is_asked_whole, NULL);
  g_assert_false (ui_acoustic_shows (find_visible_guard (), "Save It First"));
  gtk_window_close (GTK_WINDOW (find_visible_guard ()));
  folder_remove (g_file_peek_path (folder));
}

typedef struct {
  CueEventFileQueue *queue;
  guint              n;
} Going;

static gboolean
is_over (gpointer data)
{
  Going      *going = data;
  GListModel *files = cue_event_file_queue_get_files (going->queue);

  going->n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (CueEventFile) file = g_list_model_get_item (files, i);

    going->n += cue_event_file_get_state (file) == CUE_EVENT_FILE_STATE_DELETED;
  }

  return !cue_event_file_queue_get_busy (going->queue);
}

static gboolean
is_busy (gpointer queue)
{
  return cue_event_file_queue_get_busy (queue);
}

/* Fetching all of it goes on when another connection is shown. */
static void
test_files_go_on (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *view = ui_acoustic_open_section (f, "Mailer", "files", CUE_TYPE_ACOUSTIC_FILES_VIEW);
  g_autofree char *path = g_dir_make_tmp ("cuelight-files-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (CueEventFileQueue) queue = NULL;
  Going going;

  fake_engine_wait (has_files, f);
  queue = g_object_ref (get_queue (f));
  going = (Going){ .queue = queue };
  cue_event_file_queue_set_folder (queue, folder);
  cue_simulator_set_switch (f->simulator, "acoustic-delay", "100", NULL);
  gtk_widget_activate_action (view, "files.drain", NULL);
  gtk_widget_activate_action (ui_find_guard (), "guard.accept", NULL);
  fake_engine_wait (is_busy, queue);
  ui_acoustic_choose (f, TRUE);
  fake_engine_wait (is_over, &going);
  g_assert_cmpuint (going.n, >, 0);
  g_assert_cmpuint (going.n, ==, g_list_model_get_n_items (cue_event_file_queue_get_files (queue)));
  folder_remove (g_file_peek_path (folder));
}

static void
test_files_role (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *view = ui_acoustic_open_section (f, "Shop", "files", CUE_TYPE_ACOUSTIC_FILES_VIEW);

  g_assert_true (ui_acoustic_shows (view, "Only for Subscribers"));
  g_assert_false (ui_acoustic_shows (view, "Fetch All and Clean Up…"));
}

static gboolean
has_no_fault (gpointer view)
{
  return !ui_acoustic_shows (view, "The list stands inside an object.");
}

static gboolean
has_fault (gpointer view)
{
  return !has_no_fault (view);
}

/* What is odd about the list is said above it, until it is as it should be. */
static void
test_files_odd (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *view = ui_acoustic_open_section (f, "Mailer", "files", CUE_TYPE_ACOUSTIC_FILES_VIEW);
  g_autoptr (GError) error = NULL;

  fake_engine_wait (has_files, f);
  g_assert_true (has_no_fault (view));
  ui_acoustic_fault (f, "AB-8", "files", "event-files");
  gtk_widget_activate_action (view, "files.refresh", NULL);
  fake_engine_wait (has_fault, view);
  g_assert_true (ui_acoustic_shows (view, "Warning"));
  cue_simulator_set_fault (f->simulator, "AB-8", FALSE, NULL, &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (view, "files.refresh", NULL);
  fake_engine_wait (has_no_fault, view);
}

/* ---- notification and browser key -------------------------------------------------------------
 */

static CueNotificationDraft *
get_notification (GtkWidget *form)
{
  return cue_acoustic_notification_form_get_draft (CUE_ACOUSTIC_NOTIFICATION_FORM (form));
}

static void
fill_notification (GtkWidget *form)
{
  CueNotificationDraft *draft = get_notification (form);

  cue_notification_draft_set_auth (draft, CUE_NOTIFICATION_AUTH_API_KEY);
  cue_notification_draft_set_text (draft, CUE_NOTIFICATION_URL, "https://example.com/changed");
  cue_notification_draft_set_text (draft, CUE_NOTIFICATION_API_KEY, SECRET);
}

static void
test_notification (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *form =
    ui_acoustic_open_section (f, "Mailer", "notification", CUE_TYPE_ACOUSTIC_NOTIFICATION_FORM);
  GtkWidget *guard;
  g_autoptr (CueExchange) sent = NULL;

  gtk_widget_activate_action (form, "notification.send", NULL);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
  g_assert_true (ui_acoustic_shows (form, "Acoustic’s documentation, line 686"));

  fill_notification (form);
  gtk_widget_activate_action (form, "notification.dry-run", NULL);
  guard = ui_find_guard ();
  g_assert_nonnull (guard);
  g_assert_false (ui_acoustic_guard_says (guard, SECRET));
  g_assert_true (ui_acoustic_guard_says (guard, "https://example.com/changed"));
  gtk_window_close (GTK_WINDOW (guard));

  gtk_widget_activate_action (form, "notification.send", NULL);
  ui_acoustic_wait_for_words (
    f, "Exchange took the address. The secrets were removed from this form.");
  g_assert_cmpstr (cue_notification_draft_get_text (get_notification (form),
                                                    CUE_NOTIFICATION_API_KEY),
                   ==,
                   "");
  g_assert_cmpstr (cue_notification_draft_get_text (get_notification (form), CUE_NOTIFICATION_URL),
                   ==,
                   "https://example.com/changed");
  sent = ui_acoustic_get_last_write (f);
  g_assert_null (strstr (cue_exchange_get_request_body (sent), SECRET));
}

/* What was refused can be sent again: the secrets stay, unless another connection is chosen. */
static void
test_notification_refused (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *form =
    ui_acoustic_open_section (f, "Mailer", "notification", CUE_TYPE_ACOUSTIC_NOTIFICATION_FORM);

  cue_simulator_set_fault_variant (f->simulator, "AB-13", "403");
  fill_notification (form);
  gtk_widget_activate_action (form, "notification.send", NULL);
  ui_acoustic_wait_for_words (f, "403");
  g_assert_cmpstr (cue_notification_draft_get_text (get_notification (form),
                                                    CUE_NOTIFICATION_API_KEY),
                   ==,
                   SECRET);
  cue_simulator_clear_faults (f->simulator);
  ui_acoustic_open_section (f, "Live account", "notification", CUE_TYPE_ACOUSTIC_NOTIFICATION_FORM);
  g_assert_cmpstr (cue_notification_draft_get_text (get_notification (form),
                                                    CUE_NOTIFICATION_API_KEY),
                   ==,
                   "");
}

static gboolean
has_key (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row))[0] != '\0';
}

static void
test_key (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *form = ui_acoustic_open_section (f, "Shop", "key", CUE_TYPE_ACOUSTIC_KEY_FORM);
  GtkWidget *key = ui_find_type (form, ADW_TYPE_PASSWORD_ENTRY_ROW);
  GtkWidget *text = ui_find_type (key, GTK_TYPE_TEXT);

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ui_acoustic_find_row (f, "Endpoint ID"))),
                   !=,
                   "");
  gtk_widget_activate_action (form, "browser-key.ask", NULL);
  fake_engine_wait (has_key, key);
  gtk_test_widget_wait_for_draw (f->ui.window);
  g_assert_true (gtk_widget_get_mapped (key));
  g_assert_false (gtk_text_get_visibility (GTK_TEXT (text)));
  g_assert_true (ui_holds_focus (f->ui.window, key));

  cue_acoustic_page_show_section (f->page, "types");
  gtk_test_widget_wait_for_draw (f->ui.window);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (key)), ==, "");
  cue_acoustic_page_show_section (f->page, "key");
  gtk_test_widget_wait_for_draw (f->ui.window);
  g_assert_false (gtk_widget_get_mapped (key));

  /* Nothing is asked for an endpoint that has no ID. */
  gtk_editable_set_text (GTK_EDITABLE (ui_acoustic_find_row (f, "Endpoint ID")), "");
  gtk_widget_activate_action (form, "browser-key.ask", NULL);
  g_assert_true (ui_acoustic_shows (form, "The id of the endpoint is missing."));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (UiAcoustic *f, gconstpointer data);
  } tests[] = {
    { "/ui/acoustic-files/all", test_files },
    { "/ui/acoustic-files/earlier", test_files_earlier },
    { "/ui/acoustic-files/go-on", test_files_go_on },
    { "/ui/acoustic-files/role", test_files_role },
    { "/ui/acoustic-files/odd", test_files_odd },
    { "/ui/acoustic-notification/send", test_notification },
    { "/ui/acoustic-notification/refused", test_notification_refused },
    { "/ui/acoustic-key/ask", test_key },
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
