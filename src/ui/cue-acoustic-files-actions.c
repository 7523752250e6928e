// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-files-view-private.h"

#include <glib/gi18n-lib.h>

#include "cue-compat.h"
#include "cue-error.h"
#include "cue-event-file-drain.h"
#include "cue-write-guard.h"

/* What can be done with event files: saved, deleted, and all of it as one safe operation. */

CueFilesTurn *
cue_files_turn_new (CueAcousticFilesView *self, CueEventFile *file)
{
  CueFilesTurn *turn = g_new0 (CueFilesTurn, 1);

  turn->self = g_object_ref (self);
  turn->queue = g_object_ref (self->queue);
  g_set_object (&turn->file, file);
  return turn;
}

void
cue_files_turn_free (CueFilesTurn *turn)
{
  g_object_unref (turn->self);
  g_object_unref (turn->queue);
  g_clear_object (&turn->file);
  g_free (turn);
}

gboolean
cue_files_turn_is_stale (CueFilesTurn *turn)
{
  return turn->self->queue != turn->queue;
}

static void
end (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  g_object_unref (cancellable);
}

#define WRITING "cue-files-writing"

/*
 * cue_acoustic_files_view_get_writing:
 * @self: the view, which has a connection
 *
 * What deletes files goes on when something else is shown, and ends with its connection.
 *
 * Returns: (transfer none): ends it
 */
GCancellable *
cue_acoustic_files_view_get_writing (CueAcousticFilesView *self)
{
  GCancellable *writing = g_object_get_data (G_OBJECT (self->connection), WRITING);

  if (writing == NULL) {
    writing = g_cancellable_new ();
    g_object_set_data_full (G_OBJECT (self->connection), WRITING, writing, end);
  }

  return writing;
}

/*
 * cue_acoustic_files_view_end_writing:
 * @self: the view
 *
 * Ends what deletes files of the connection that is shown.
 */
void
cue_acoustic_files_view_end_writing (CueAcousticFilesView *self)
{
  if (self->connection != NULL)
    g_object_set_data (G_OBJECT (self->connection), WRITING, NULL);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static GtkWindow *
get_window (CueAcousticFilesView *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void begin_download (CueAcousticFilesView *self, CueEventFile *file, guint64 max_bytes);

static void
on_larger_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFilesTurn) turn = data;

  if (cue_compat_confirm_finish (result) && !cue_files_turn_is_stale (turn))
    begin_download (turn->self, turn->file, G_MAXUINT64);
}

static void
on_downloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFilesTurn) turn = data;
  CueAcousticFilesView *self = turn->self;
  g_autoptr (GError) error = NULL;
  gboolean ok = cue_event_file_queue_download_finish (turn->queue, result, &error);

  if (cue_files_turn_is_stale (turn) || is_cancelled (error))
    return;

  if (ok) {
    cue_acoustic_files_view_show_blocked (self);
    return;
  }

  if (!g_error_matches (error, CUE_ERROR, CUE_ERROR_TOO_LARGE)) {
    cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, error->message, NULL);
    return;
  }

  cue_compat_confirm_async (get_window (self),
                            _ ("Save a Very Large File?"),
                            error->message,
                            _ ("_Save It All the Same"),
                            FALSE,
                            on_larger_answered,
                            g_steal_pointer (&turn));
}

static void
begin_download (CueAcousticFilesView *self, CueEventFile *file, guint64 max_bytes)
{
  cue_finding_label_clear (self->result);
  cue_event_file_queue_download_async (self->queue,
                                       file,
                                       max_bytes,
                                       self->cancellable,
                                       on_downloaded,
                                       cue_files_turn_new (self, file));
}

static void begin_drain (CueAcousticFilesView *self);

/* With a file: it is saved there; without: all are. */
static void
on_folder_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFilesTurn) turn = data;
  g_autoptr (GFile) folder = cue_compat_file_finish (result);

  if (folder == NULL || cue_files_turn_is_stale (turn))
    return;

  cue_event_file_queue_set_folder (turn->queue, folder);

  if (turn->file != NULL)
    begin_download (turn->self, turn->file, 0);
}

static void
on_folder_chosen_to_drain (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFilesTurn) turn = data;
  g_autoptr (GFile) folder = cue_compat_file_finish (result);

  if (folder == NULL || cue_files_turn_is_stale (turn))
    return;

  cue_event_file_queue_set_folder (turn->queue, folder);
  begin_drain (turn->self);
}

static void
choose_folder (CueAcousticFilesView *self, CueEventFile *file, GAsyncReadyCallback callback)
{
  cue_compat_choose_folder_async (get_window (self),
                                  _ ("Where Event Files Are Saved"),
                                  callback,
                                  cue_files_turn_new (self, file));
}

static void
on_choose_folder (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticFilesView *self = CUE_ACOUSTIC_FILES_VIEW (widget);

  if (self->queue != NULL)
    choose_folder (self, NULL, on_folder_chosen);
}

static void
save (CueAcousticFilesView *self, CueEventFile *file)
{
  if (cue_event_file_queue_get_folder (self->queue) == NULL)
    choose_folder (self, file, on_folder_chosen);
  else
    begin_download (self, file, 0);
}

static void
download (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticFilesView *self = CUE_ACOUSTIC_FILES_VIEW (widget);
  g_autoptr (CueEventFile) file = cue_acoustic_files_view_dup_file (self, parameter);

  if (file != NULL)
    save (self, file);
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFilesTurn) turn = data;
  g_autoptr (GError) error = NULL;
  gboolean ok = cue_event_file_queue_delete_finish (turn->queue, result, &error);

  if (cue_files_turn_is_stale (turn) || is_cancelled (error))
    return;

  if (!ok)
    cue_finding_label_show (turn->self->result, CUE_SEVERITY_ERROR, error->message, NULL);
  else
    cue_acoustic_files_view_show_blocked (turn->self);
}

static void
on_delete_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFilesTurn) turn = data;
  gboolean safer = cue_write_guard_is_safer (result);
  gboolean accepted = cue_write_guard_ask_finish (result);

  if (cue_files_turn_is_stale (turn))
    return;

  if (safer)
    save (turn->self, turn->file);

  if (!accepted)
    return;

  cue_event_file_queue_delete_async (turn->queue,
                                     turn->file,
                                     TRUE,
                                     cue_acoustic_files_view_get_writing (turn->self),
                                     on_deleted,
                                     cue_files_turn_new (turn->self, turn->file));
}

static void
delete_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticFilesView *self = CUE_ACOUSTIC_FILES_VIEW (widget);
  g_autoptr (CueEventFile) file = cue_acoustic_files_view_dup_file (self, parameter);
  g_autoptr (CueAcousticRequest) request = NULL;
  CueWriteQuestion question;
  g_autofree char *text = NULL;
  gboolean         whole;

  if (file == NULL)
    return;

  whole = cue_event_file_get_state (file) == CUE_EVENT_FILE_STATE_DOWNLOADED &&
          cue_event_file_get_proof (file) != CUE_EVENT_FILE_PROOF_NONE;
  request = cue_acoustic_request_new_delete_file (cue_acoustic_client_get_base_url (
                                                    cue_event_file_queue_get_client (self->queue)),
                                                  cue_event_file_get_name (file));
  text = cue_acoustic_request_describe (request);
  question = (CueWriteQuestion){
    .heading = _ ("Delete This File at Exchange?"),
    .body =
      whole ? _ ("It was saved on this computer as a whole. At Exchange it is gone for good.")
      : cue_event_file_get_earlier (file)
        ? _ ("It was saved on this computer in an earlier session, and Exchange did not show "
             "that it is still the same file. Save it first: then that is known, and no event "
             "is lost.")
        : _ ("It is not known to be saved on this computer as a whole. The events in it "
             "would be lost."),
    .safer = whole ? NULL : _ ("_Save It First"),
    .action = _ ("_Delete"),
    .connection = cue_desk_connection_get_title (self->connection),
    .production = cue_desk_connection_get_production (self->connection),
    .destructive = TRUE,
    .request = text,
  };
  cue_write_guard_ask_async (get_window (self),
                             &question,
                             on_delete_answered,
                             cue_files_turn_new (self, file));
}

static void
on_drained (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFilesTurn) turn = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueEventFileDrain)
    drain = cue_event_file_queue_drain_finish (turn->queue, result, &error);
  g_autofree char *problems = NULL;
  g_autofree char *words = NULL;

  if (cue_files_turn_is_stale (turn)) {
    /* It went on while something else was shown. */
    if (drain != NULL && gtk_widget_get_root (GTK_WIDGET (turn->self)) != NULL)
      gtk_widget_activate_action (GTK_WIDGET (turn->self), "window.toast", "s", drain->words);

    return;
  }

  if (drain == NULL) {
    if (!is_cancelled (error))
      cue_finding_label_show (turn->self->result, CUE_SEVERITY_ERROR, error->message, NULL);

    return;
  }

  g_ptr_array_add (drain->problems, NULL);
  problems = g_strjoinv ("\n", (GStrv) drain->problems->pdata);
  g_ptr_array_set_size (drain->problems, drain->problems->len - 1);
  words = problems[0] != '\0' ? g_strconcat (drain->words, "\n", problems, NULL)
                              : g_strdup (drain->words);
  cue_finding_label_show (turn->self->result,
                          drain->complete ? CUE_SEVERITY_INFO : CUE_SEVERITY_WARNING,
                          words,
                          NULL);
}

static void
on_drain_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFilesTurn) turn = data;

  if (!cue_write_guard_ask_finish (result) || cue_files_turn_is_stale (turn))
    return;

  cue_finding_label_clear (turn->self->result);
  cue_event_file_queue_drain_async (turn->queue,
                                    0,
                                    cue_acoustic_files_view_get_writing (turn->self),
                                    on_drained,
                                    cue_files_turn_new (turn->self, NULL));
}

static void
begin_drain (CueAcousticFilesView *self)
{
  CueAcousticClient *client = cue_event_file_queue_get_client (self->queue);
  g_autoptr (CueAcousticRequest) list = NULL;
  g_autofree char *where = NULL;
  g_autofree char *first = NULL;
  g_autofree char *text = NULL;
  g_autofree char *body = NULL;
  CueWriteQuestion question;

  where = g_file_get_parse_name (cue_event_file_queue_get_folder (self->queue));
  list = cue_acoustic_request_new_list_files (cue_acoustic_client_get_base_url (client),
                                              CUE_ACOUSTIC_MAX_FILES);
  first = cue_acoustic_request_describe (list);
  text = g_strdup_printf (_ ("%s\n\nThen for each file: GET, save, check that it is whole, and "
                             "only then DELETE; and again, until the list is empty."),
                          first);
  /* Translators: %s is a folder */
  body = g_strdup_printf (_ ("Every file is saved in “%s”. A file is deleted at Exchange only "
                             "after it is here as a whole; one that fails stays there."),
                          where);
  question = (CueWriteQuestion){
    .heading = _ ("Fetch All Files and Clean Up?"),
    .body = body,
    .action = _ ("_Fetch All"),
    .connection = cue_desk_connection_get_title (self->connection),
    .production = cue_desk_connection_get_production (self->connection),
    .request = text,
  };
  cue_write_guard_ask_async (get_window (self),
                             &question,
                             on_drain_answered,
                             cue_files_turn_new (self, NULL));
}

static void
drain (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticFilesView *self = CUE_ACOUSTIC_FILES_VIEW (widget);

  if (self->queue == NULL || cue_event_file_queue_get_busy (self->queue))
    return;

  if (cue_event_file_queue_get_folder (self->queue) == NULL)
    choose_folder (self, NULL, on_folder_chosen_to_drain);
  else
    begin_drain (self);
}

/*
 * cue_acoustic_files_view_install_actions:
 * @widget_class: the class of the view
 *
 * Adds the actions by which files are saved and deleted.
 */
void
cue_acoustic_files_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "files.drain", NULL, drain);
  gtk_widget_class_install_action (widget_class, "files.choose-folder", NULL, on_choose_folder);
  gtk_widget_class_install_action (widget_class, "files.download", "s", download);
  gtk_widget_class_install_action (widget_class, "files.delete", "s", delete_file);
}
