// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-files-view-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "cue-event-file-line.h"

/**
 * CueAcousticFilesView:
 *
 * The files of events that wait at Exchange for a subscriber: the queue with the state of each,
 * what was saved as a table, and fetching all of it as one safe operation. Nothing is asked for
 * before somebody looks. Main thread only.
 */
G_DEFINE_FINAL_TYPE (CueAcousticFilesView, cue_acoustic_files_view, ADW_TYPE_BIN)

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
may_read (CueAcousticFilesView *self)
{
  return self->queue != NULL &&
         cue_acoustic_client_fits_role (cue_event_file_queue_get_client (self->queue),
                                        CUE_ACOUSTIC_CALL_LIST_FILES);
}

static void
update (CueAcousticFilesView *self)
{
  gboolean         busy = self->queue != NULL && cue_event_file_queue_get_busy (self->queue);
  const char      *page = "files";
  guint            n = 0;
  g_autofree char *escaped = NULL;

  if (self->queue != NULL)
    n = g_list_model_get_n_items (cue_event_file_queue_get_files (self->queue));

  if (n == 0) {
    if (self->queue != NULL && !may_read (self))
      page = "role";
    else if (self->fault != NULL)
      page = "failed";
    else if (self->queue != NULL && cue_event_file_queue_get_refreshed_wall_us (self->queue) > 0)
      page = "empty";
    else
      page = "asking";
  }

  gtk_stack_set_visible_child_name (self->stack, page);
  /* Who may not ask for files is told so, and has nothing to press in vain. */
  gtk_widget_set_visible (self->tools, !g_str_equal (page, "role"));
  gtk_label_set_label (self->words,
                       self->queue != NULL ? cue_event_file_queue_get_words (self->queue) : "");
  /* The description of a status page is markup. */
  escaped = self->fault != NULL ? g_markup_escape_text (self->fault, -1) : NULL;
  adw_status_page_set_description (self->failed, escaped);
  if (self->queue != NULL)
    cue_finding_label_show_odd (self->odd, cue_event_file_queue_get_diagnostics (self->queue));
  else
    cue_finding_label_clear (self->odd);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (self->cancel, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "files.refresh", may_read (self) && !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "files.drain", may_read (self) && !busy);
}

/* The queue says itself that it is blocked; here it is made hard to overlook. */
void
cue_acoustic_files_view_show_blocked (CueAcousticFilesView *self)
{
  if (self->queue != NULL && cue_event_file_queue_get_blocked (self->queue))
    cue_finding_label_show (self->result,
                            CUE_SEVERITY_WARNING,
                            cue_event_file_queue_get_words (self->queue),
                            NULL);
  else
    cue_finding_label_clear (self->result);
}

static void
on_folder_changed (CueAcousticFilesView *self)
{
  GFile           *folder = NULL;
  g_autofree char *name = NULL;

  if (self->queue != NULL)
    folder = cue_event_file_queue_get_folder (self->queue);

  if (folder != NULL)
    name = g_file_get_parse_name (folder);

  adw_action_row_set_subtitle (self->folder, name != NULL ? name : _ ("No folder chosen yet"));
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFilesTurn) turn = data;
  CueAcousticFilesView *self = turn->self;
  g_autoptr (GError) error = NULL;
  gboolean ok = cue_event_file_queue_refresh_finish (turn->queue, result, &error);

  if (cue_files_turn_is_stale (turn))
    return;

  g_clear_pointer (&self->fault, g_free);

  if (!ok && is_cancelled (error))
    self->fault = g_strdup (_ ("You stopped it before the answer came."));
  else if (!ok)
    self->fault = g_strdup (error->message);

  if (self->fault != NULL &&
      g_list_model_get_n_items (cue_event_file_queue_get_files (self->queue)) > 0)
    cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, self->fault, NULL);
  else
    cue_acoustic_files_view_show_blocked (self);

  update (self);
}

static void
on_opened_to_refresh (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFilesTurn) turn = data;
  CueAcousticFilesView *self = turn->self;
  g_autoptr (GError) error = NULL;
  gboolean ok = cue_acoustic_desk_connection_open_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                          result,
                                                          &error);

  if (cue_files_turn_is_stale (turn) || is_cancelled (error))
    return;

  if (!ok) {
    g_free (self->fault);
    self->fault = g_strdup (error->message);
    update (self);
    return;
  }

  cue_event_file_queue_refresh_async (self->queue,
                                      0,
                                      self->cancellable,
                                      on_refreshed,
                                      cue_files_turn_new (self, NULL));
}

static void
refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticFilesView *self = CUE_ACOUSTIC_FILES_VIEW (widget);

  if (!may_read (self) || cue_event_file_queue_get_busy (self->queue))
    return;

  cue_acoustic_desk_connection_open_async (self->connection,
                                           self->cancellable,
                                           on_opened_to_refresh,
                                           cue_files_turn_new (self, NULL));
}

static void
ask_once (CueAcousticFilesView *self)
{
  if (may_read (self) && self->fault == NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      cue_event_file_queue_get_refreshed_wall_us (self->queue) == 0)
    refresh (GTK_WIDGET (self), NULL, NULL);
}

static void
stop_waiting (CueAcousticFilesView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticFilesView *self = CUE_ACOUSTIC_FILES_VIEW (widget);

  stop_waiting (self);
  cue_acoustic_files_view_end_writing (self);
}

CueEventFile *
cue_acoustic_files_view_dup_file (CueAcousticFilesView *self, GVariant *parameter)
{
  GListModel *files;

  if (self->queue == NULL)
    return NULL;

  files = cue_event_file_queue_get_files (self->queue);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    CueEventFile *file = g_list_model_get_item (files, i);

    if (g_strcmp0 (cue_event_file_get_name (file), g_variant_get_string (parameter, NULL)) == 0)
      return file;

    g_object_unref (file);
  }

  return NULL;
}

static void
open_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticFilesView *self = CUE_ACOUSTIC_FILES_VIEW (widget);
  g_autoptr (CueEventFile) file = cue_acoustic_files_view_dup_file (self, parameter);

  if (file == NULL || cue_event_file_get_saved (file) == NULL)
    return;

  cue_event_file_sheet_show (self->sheet, file);
  gtk_stack_set_visible_child_name (self->pages, "sheet");
  gtk_widget_child_focus (GTK_WIDGET (self->sheet), GTK_DIR_TAB_FORWARD);
}

static void
back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticFilesView *self = CUE_ACOUSTIC_FILES_VIEW (widget);

  gtk_stack_set_visible_child_name (self->pages, "queue");
  cue_event_file_sheet_clear (self->sheet);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
make_line (gpointer item, gpointer data)
{
  return cue_event_file_line_new (item);
}

static void take_queue (CueAcousticFilesView *self);

static void
drop_queue (CueAcousticFilesView *self)
{
  if (self->queue == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->queue, self);
  g_signal_handlers_disconnect_by_data (cue_event_file_queue_get_files (self->queue), self);
  g_clear_object (&self->queue);
}

/* The account is another one: what was begun for the one before ends. */
static void
on_queue_changed (CueAcousticFilesView *self)
{
  if (self->queue != cue_acoustic_desk_connection_get_queue (self->connection))
    cue_acoustic_files_view_end_writing (self);

  take_queue (self);
}

/* Where a desktop keeps what was downloaded, if this program may write there. */
static GFile *
find_downloads (void)
{
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_DOWNLOAD);

  return path != NULL && g_access (path, W_OK) == 0 ? g_file_new_for_path (path) : NULL;
}

static void
take_queue (CueAcousticFilesView *self)
{
  CueEventFileQueue *queue = NULL;
  g_autoptr (GFile) downloads = NULL;

  if (self->connection != NULL)
    queue = cue_acoustic_desk_connection_get_queue (self->connection);

  if (self->queue == queue)
    return;

  stop_waiting (self);
  drop_queue (self);
  g_set_object (&self->queue, queue);
  g_clear_pointer (&self->fault, g_free);
  gtk_list_box_bind_model (self->list,
                           queue != NULL ? cue_event_file_queue_get_files (queue) : NULL,
                           make_line,
                           NULL,
                           NULL);
  back (GTK_WIDGET (self), NULL, NULL);

  if (queue != NULL) {
    if (cue_event_file_queue_get_folder (queue) == NULL)
      downloads = find_downloads ();

    if (downloads != NULL)
      cue_event_file_queue_set_folder (queue, downloads);

    g_signal_connect_swapped (queue, "notify::busy", G_CALLBACK (update), self);
    g_signal_connect_swapped (queue, "notify::words", G_CALLBACK (update), self);
    g_signal_connect_swapped (queue,
                              "notify::blocked",
                              G_CALLBACK (cue_acoustic_files_view_show_blocked),
                              self);
    g_signal_connect_swapped (queue, "notify::folder", G_CALLBACK (on_folder_changed), self);
    g_signal_connect_swapped (cue_event_file_queue_get_files (queue),
                              "items-changed",
                              G_CALLBACK (update),
                              self);
  }

  on_folder_changed (self);
  cue_acoustic_files_view_show_blocked (self);
  update (self);
  ask_once (self);
}

static void
cue_acoustic_files_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cue_acoustic_files_view_parent_class)->map (widget);

  ask_once (CUE_ACOUSTIC_FILES_VIEW (widget));
}

static void
cue_acoustic_files_view_dispose (GObject *object)
{
  CueAcousticFilesView *self = CUE_ACOUSTIC_FILES_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  drop_queue (self);

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);

  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->fault, g_free);

  G_OBJECT_CLASS (cue_acoustic_files_view_parent_class)->dispose (object);
}

static void
cue_acoustic_files_view_class_init (CueAcousticFilesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_acoustic_files_view_dispose;
  widget_class->map = cue_acoustic_files_view_map;

  g_type_ensure (CUE_TYPE_EVENT_FILE_SHEET);
  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-files-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticFilesView, pages);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticFilesView, sheet);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticFilesView, tools);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticFilesView, words);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticFilesView, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticFilesView, cancel);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticFilesView, result);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticFilesView, odd);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticFilesView, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticFilesView, failed);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticFilesView, folder);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticFilesView, list);
  cue_acoustic_files_view_install_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "files.refresh", NULL, refresh);
  gtk_widget_class_install_action (widget_class, "files.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "files.open", "s", open_file);
  gtk_widget_class_install_action (widget_class, "files.back", NULL, back);
}

static void
cue_acoustic_files_view_init (CueAcousticFilesView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  on_folder_changed (self);
  update (self);
}

/**
 * cue_acoustic_files_view_set_connection:
 * @self: a view
 * @connection: (nullable): whose files are shown
 *
 * Shows the queue of another connection. What is saved for the one before ends; what is deleted
 * there, and fetching all of it, goes on as long as that connection is there.
 */
void
cue_acoustic_files_view_set_connection (CueAcousticFilesView      *self,
                                        CueAcousticDeskConnection *connection)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_FILES_VIEW (self));
  g_return_if_fail (connection == NULL || CUE_IS_ACOUSTIC_DESK_CONNECTION (connection));

  if (self->connection == connection)
    return;

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);

  g_set_object (&self->connection, connection);

  if (connection != NULL)
    g_signal_connect_swapped (connection, "notify::queue", G_CALLBACK (on_queue_changed), self);

  take_queue (self);
}
