// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-screenshot-exchange.h"

#include <string.h>

#include "cue-acoustic-document-view.h"
#include "cue-acoustic-files-view.h"
#include "cue-acoustic-import-view.h"
#include "cue-acoustic-key-form.h"
#include "cue-acoustic-notification-form.h"
#include "cue-acoustic-publish-form.h"
#include "cue-event-file-sheet.h"
#include "cue-publish-run-view.h"
#include "cue-write-guard.h"

/* What is sent and fetched through Acoustic Exchange, with the account of the demo: events, one by
 * one and as rows of a file, event files, and event types as a file. */

#define N_ROWS 48

static CueAcousticPage *
get_page (CueWalk *walk)
{
  return cue_window_pages_get_acoustic (cue_window_get_pages (walk->window));
}

static CueAcousticDeskConnection *
get_connection (CueWalk *walk)
{
  return cue_acoustic_page_get_connection (get_page (walk));
}

static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);

  return found;
}

static GtkWidget *
find (CueWalk *walk, GType type)
{
  return find_type (GTK_WIDGET (get_page (walk)), type);
}

/* The first connection whose key may do what is shown, and that is not marked. */
static void
choose (CueWalk *walk, CueAcousticRole role)
{
  GListModel *desk =
    G_LIST_MODEL (cue_monitor_get_acoustic (cue_screenshot_scenes_get_monitor (walk)));

  for (guint i = 0; i < g_list_model_get_n_items (desk); i++) {
    g_autoptr (CueAcousticDeskConnection) connection = g_list_model_get_item (desk, i);
    CueAcousticConnection *settings = cue_desk_connection_get_settings (connection);

    if (!cue_desk_connection_get_production (connection) &&
        (cue_acoustic_connection_get_role (settings) & role) != 0) {
      cue_acoustic_page_choose (get_page (walk), cue_desk_connection_get_id (connection));
      return;
    }
  }
}

/* Nobody needs what is written for a picture after it was read; the folder of the pictures has
 * nothing but pictures. */
static GFile *
write_file (const char *name, const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("cuelight-scene-XXXXXX", NULL);
  g_autofree char *path = NULL;

  if (folder == NULL)
    return NULL;

  path = g_build_filename (folder, name, NULL);
  g_file_set_contents (path, text, -1, NULL);
  return g_file_new_for_path (path);
}

static void
remove_file (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);

  g_file_delete (file, NULL, NULL);
  g_file_delete (folder, NULL, NULL);
}

/* Whether nothing is on its way. */
gboolean
cue_screenshot_exchange_is_quiet (CueWalk *walk)
{
  CueAcousticDeskConnection *connection = get_connection (walk);

  return connection != NULL && !cue_desk_connection_get_busy (connection) &&
         cue_acoustic_desk_connection_get_types_time (connection) != 0;
}

/* ---- event types as a file ------------------------------------------------------------------- */

static GFile *document;

void
cue_screenshot_exchange_prepare_document (CueWalk *walk)
{
  GListModel *types = cue_acoustic_desk_connection_get_types (get_connection (walk));
  g_autoptr (CueEventTypeDocument) wanted = cue_event_type_document_new ();
  g_autoptr (CueEventTypeDraft) added = cue_event_type_draft_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  guint            n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (types); i++) {
    g_autoptr (CueEventType) type = g_list_model_get_item (types, i);
    g_autoptr (CueEventTypeDraft) draft = NULL;

    if (!(cue_event_type_get_origin (type) & CUE_EVENT_TYPE_ORIGIN_REGISTERED) || n++ % 5 == 4)
      continue;

    draft = cue_event_type_draft_new_from_event_type (type);

    if (n % 5 == 2) {
      cue_event_type_draft_set_description (draft, "A visitor looked at it");
      cue_event_type_draft_add_attribute (draft, "row", "string");
    }

    cue_event_type_document_add (wanted, draft);
  }

  cue_event_type_draft_set_code (added, "houseFull");
  cue_event_type_draft_set_name (added, "House full");
  cue_event_type_draft_set_description (added, "The last seat was taken");
  cue_event_type_draft_add_attribute (added, "seats", "number");
  cue_event_type_document_add (wanted, added);
  bytes = cue_event_type_document_to_bytes (wanted);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  document = write_file ("Event types of the tour.json", text);

  if (document != NULL)
    cue_acoustic_page_compare (get_page (walk), document);
}

gboolean
cue_screenshot_exchange_is_compared (CueWalk *walk)
{
  GtkWidget         *view = find (walk, CUE_TYPE_ACOUSTIC_DOCUMENT_VIEW);
  GtkWidget         *list = find_type (view, GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *rows = gtk_list_view_get_model (GTK_LIST_VIEW (list));

  if (rows == NULL || g_list_model_get_n_items (G_LIST_MODEL (rows)) == 0)
    return FALSE;

  remove_file (document);
  g_clear_object (&document);
  return TRUE;
}

/* ---- publishing ------------------------------------------------------------------------------ */

static CuePublication *
get_publication (CueWalk *walk)
{
  return cue_acoustic_publish_form_get_draft (
    CUE_ACOUSTIC_PUBLISH_FORM (find (walk, CUE_TYPE_ACOUSTIC_PUBLISH_FORM)));
}

static void
write_publication (CueWalk *walk, const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;

  if (!cue_draft_from_bytes (CUE_DRAFT (get_publication (walk)), bytes, NULL, &error))
    g_printerr ("The publication of the walk: %s\n", error->message);
}

#define EVENT(page)                                                                   \
  "{\"code\":\"ibmpageView\",\"timestamp\":\"2026-11-20T19:30:00Z\",\"attributes\":[" \
  "{\"name\":\"pageURL\",\"value\":\"https://example.com/" page "\",\"type\":\"string\"}]}"
#define GUEST(name) "[{\"name\":\"email\",\"value\":\"" name "@example.com\"}]"

void
cue_screenshot_exchange_prepare_publish (CueWalk *walk)
{
  choose (walk, CUE_ACOUSTIC_ROLE_PUBLISHER);
  cue_acoustic_page_show_section (get_page (walk), "publish");
  write_publication (walk,
                     "{\"channel\":\"Web\",\"identifiers\":" GUEST ("ada") ",\"events\":[" EVENT (
                       "seats") "]}");
}

void
cue_screenshot_exchange_prepare_publish_errors (CueWalk *walk)
{
  write_publication (walk,
                     "{\"channel\":\"\",\"identifiers\":[],\"events\":[{\"code\":\"\","
                     "\"timestamp\":\"yesterday at noon\"}]}");
  gtk_widget_activate_action (find (walk, CUE_TYPE_ACOUSTIC_PUBLISH_FORM), "publish.send", NULL);
}

void
cue_screenshot_exchange_prepare_publish_sent (CueWalk *walk)
{
  cue_screenshot_exchange_prepare_publish (walk);
  gtk_widget_activate_action (find (walk, CUE_TYPE_ACOUSTIC_PUBLISH_FORM), "publish.send", NULL);
}

void
cue_screenshot_exchange_prepare_groups (CueWalk *walk)
{
  write_publication (walk,
                     "{\"channel\":\"Web\",\"provider\":\"Box office\",\"eventbatch\":["
                     "{\"identifiers\":" GUEST ("ada") ",\"events\":[" EVENT (
                       "seats") "]},"
                                "{\"identifiers\":" GUEST ("grace") ",\"events\":[" EVENT (
                                  "doors") "]}]}");
}

/* ---- rows of a file -------------------------------------------------------------------------- */

static GFile *rows;

void
cue_screenshot_exchange_prepare_import (CueWalk *walk)
{
  g_autoptr (GString) text = g_string_new ("eventcode,time,channel,email,pageURL\n");

  for (guint i = 0; i < N_ROWS; i++) {
    g_autofree char *time = g_strdup_printf ("2026-11-20T08:%02u:00Z", i);

    g_string_append_printf (text,
                            "ibmpageView,%s,Web,guest%u@example.org,https://example.com/seat/%u\n",
                            i % 16 == 7 ? "yesterday" : time,
                            i,
                            i);
  }

  rows = write_file ("Guests of the first night.csv", text->str);
  gtk_widget_activate_action (GTK_WIDGET (get_page (walk)), "acoustic.import", NULL);

  if (rows != NULL)
    cue_acoustic_import_view_open (CUE_ACOUSTIC_IMPORT_VIEW (
                                     find (walk, CUE_TYPE_ACOUSTIC_IMPORT_VIEW)),
                                   rows);
}

gboolean
cue_screenshot_exchange_is_surveyed (CueWalk *walk)
{
  return cue_acoustic_import_view_is_surveyed (
    CUE_ACOUSTIC_IMPORT_VIEW (find (walk, CUE_TYPE_ACOUSTIC_IMPORT_VIEW)));
}

static CuePublishRun *
get_run (CueWalk *walk)
{
  return cue_publish_run_view_get_run (
    CUE_PUBLISH_RUN_VIEW (find (walk, CUE_TYPE_PUBLISH_RUN_VIEW)));
}

/* So slow that it is seen on its way. */
void
cue_screenshot_exchange_prepare_sending (CueWalk *walk)
{
  cue_screenshot_scenes_order (walk, "switch", "acoustic-delay", "500");
  gtk_widget_activate_action (find (walk, CUE_TYPE_ACOUSTIC_IMPORT_VIEW), "import.publish", NULL);
}

gboolean
cue_screenshot_exchange_is_sending (CueWalk *walk)
{
  CuePublishRun *run = get_run (walk);

  return run != NULL && cue_publish_run_get_fraction (run) > 0.1;
}

void
cue_screenshot_exchange_prepare_import_result (CueWalk *walk)
{
  cue_screenshot_scenes_order (walk, "switch", "acoustic-delay", "0");
}

gboolean
cue_screenshot_exchange_is_published (CueWalk *walk)
{
  CuePublishRun *run = get_run (walk);

  if (run == NULL || cue_publish_run_is_busy (run))
    return FALSE;

  remove_file (rows);
  g_clear_object (&rows);
  return TRUE;
}

/* ---- event files ----------------------------------------------------------------------------- */

static GListModel *
get_files (CueWalk *walk)
{
  return cue_event_file_queue_get_files (
    cue_acoustic_desk_connection_get_queue (get_connection (walk)));
}

void
cue_screenshot_exchange_prepare_files (CueWalk *walk)
{
  choose (walk, CUE_ACOUSTIC_ROLE_SUBSCRIBER);
  cue_acoustic_page_show_section (get_page (walk), "files");
}

gboolean
cue_screenshot_exchange_has_files (CueWalk *walk)
{
  return cue_screenshot_exchange_is_quiet (walk) &&
         !cue_event_file_queue_get_busy (
           cue_acoustic_desk_connection_get_queue (get_connection (walk))) &&
         g_list_model_get_n_items (get_files (walk)) > 0;
}

static CueEventFileQueue *
get_queue (CueWalk *walk)
{
  return cue_acoustic_desk_connection_get_queue (get_connection (walk));
}

static gboolean
is_sheet_open (CueWalk *walk)
{
  return gtk_widget_get_mapped (find (walk, CUE_TYPE_EVENT_FILE_SHEET));
}

/* Saves the first file, in a folder of its own. */
void
cue_screenshot_exchange_prepare_sheet (CueWalk *walk)
{
  g_autofree char *path = g_dir_make_tmp ("cuelight-scene-XXXXXX", NULL);
  g_autoptr (CueEventFile) file = g_list_model_get_item (get_files (walk), 0);
  g_autoptr (GFile) folder = NULL;

  if (path == NULL || file == NULL)
    return;

  folder = g_file_new_for_path (path);
  cue_event_file_queue_set_folder (get_queue (walk), folder);
  gtk_widget_activate_action (find (walk, CUE_TYPE_ACOUSTIC_FILES_VIEW),
                              "files.download",
                              "s",
                              cue_event_file_get_name (file));
}

gboolean
cue_screenshot_exchange_has_sheet (CueWalk *walk)
{
  g_autoptr (CueEventFile) file = g_list_model_get_item (get_files (walk), 0);
  GtkWidget *list = find_type (find (walk, CUE_TYPE_EVENT_FILE_SHEET), GTK_TYPE_COLUMN_VIEW);
  GtkSelectionModel *events = gtk_column_view_get_model (GTK_COLUMN_VIEW (list));

  if (file == NULL || cue_event_file_get_state (file) != CUE_EVENT_FILE_STATE_DOWNLOADED)
    return FALSE;

  if (!is_sheet_open (walk))
    gtk_widget_activate_action (find (walk, CUE_TYPE_ACOUSTIC_FILES_VIEW),
                                "files.open",
                                "s",
                                cue_event_file_get_name (file));

  return events != NULL && g_list_model_get_n_items (G_LIST_MODEL (events)) > 0;
}

/* Of those that wait one is here already, so all three states are seen. */
void
cue_screenshot_exchange_prepare_drained (CueWalk *walk)
{
  GtkWidget *view = find (walk, CUE_TYPE_ACOUSTIC_FILES_VIEW);

  gtk_widget_activate_action (view, "files.back", NULL);
  gtk_widget_activate_action (view, "files.drain", NULL);
}

/* What was saved for the picture is nobody's afterwards. */
static void
remove_saved (CueWalk *walk)
{
  GFile *folder = cue_event_file_queue_get_folder (get_queue (walk));

  for (guint i = 0; i < g_list_model_get_n_items (get_files (walk)); i++) {
    g_autoptr (CueEventFile) file = g_list_model_get_item (get_files (walk), i);

    if (cue_event_file_get_saved (file) != NULL)
      g_file_delete (cue_event_file_get_saved (file), NULL, NULL);
  }

  g_file_delete (folder, NULL, NULL);
}

gboolean
cue_screenshot_exchange_is_drained (CueWalk *walk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (CUE_IS_WRITE_GUARD (window))
      gtk_widget_activate_action (GTK_WIDGET (window), "guard.accept", NULL);
  }

  for (guint i = 0; i < g_list_model_get_n_items (get_files (walk)); i++) {
    g_autoptr (CueEventFile) file = g_list_model_get_item (get_files (walk), i);

    if (cue_event_file_get_state (file) != CUE_EVENT_FILE_STATE_DELETED)
      return FALSE;
  }

  if (cue_event_file_queue_get_busy (get_queue (walk)))
    return FALSE;

  remove_saved (walk);
  return TRUE;
}

/* ---- an endpoint itself ---------------------------------------------------------------------- */

void
cue_screenshot_exchange_prepare_notification (CueWalk *walk)
{
  cue_acoustic_page_show_section (get_page (walk), "notification");
}

void
cue_screenshot_exchange_prepare_notification_errors (CueWalk *walk)
{
  gtk_widget_activate_action (find (walk, CUE_TYPE_ACOUSTIC_NOTIFICATION_FORM),
                              "notification.send",
                              NULL);
}

static GtkWidget *
get_key (CueWalk *walk)
{
  return find_type (find (walk, CUE_TYPE_ACOUSTIC_KEY_FORM), ADW_TYPE_PASSWORD_ENTRY_ROW);
}

void
cue_screenshot_exchange_prepare_key (CueWalk *walk)
{
  choose (walk, CUE_ACOUSTIC_ROLE_PUBLISHER);
  cue_acoustic_page_show_section (get_page (walk), "key");
  gtk_widget_activate_action (find (walk, CUE_TYPE_ACOUSTIC_KEY_FORM), "browser-key.ask", NULL);
}

void
cue_screenshot_exchange_prepare_key_shown (CueWalk *walk)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (get_key (walk)));

  gtk_text_set_visibility (GTK_TEXT (text), TRUE);
}

gboolean
cue_screenshot_exchange_has_key (CueWalk *walk)
{
  return gtk_editable_get_text (GTK_EDITABLE (get_key (walk)))[0] != '\0';
}
