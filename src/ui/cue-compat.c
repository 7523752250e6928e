// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-compat.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* The floor, GTK 4.8 and libadwaita 1.2, asks questions and for files in a way that newer versions
 * replace. What the window needs of it stands here and nowhere else, in the shape of the newer
 * calls. */

#define MAX_TOLD_BYTES 1500
#define HEADING_WIDTH  120 /* pixels; more than one letter, less than the narrowest dialog has */

/* libadwaita 1.7 has a heading in large words, which do not wrap, and in small ones. It asks both
 * how high they are in the least width that either takes, and GTK 4.18 warns of the other one. The
 * natural width, by which it chooses one of them, stays what it is. */
static void
let_heading_shrink (GtkWidget *widget)
{
  gboolean large = gtk_widget_has_css_class (widget, "title-2");

  if (large && GTK_IS_LABEL (widget))
    gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);

  if (large || gtk_widget_has_css_class (widget, "title-4"))
    gtk_widget_set_size_request (widget, HEADING_WIDTH, -1);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_heading_shrink (child);
}

static AdwMessageDialog *
make_message (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  let_heading_shrink (dialog);
  return ADW_MESSAGE_DIALOG (dialog);
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, GTask *task)
{
  g_task_return_boolean (task, g_str_equal (response, "accept"));
  g_object_unref (task);
}

/**
 * cue_compat_confirm_async:
 * @parent: the window that is asked about
 * @heading: the question
 * @body: what follows from it
 * @action: the verb on the button, with a mnemonic
 * @destructive: whether something is lost
 * @callback: called with the answer
 * @data: for @callback
 *
 * Asks a question with “Cancel” as the way out.
 */
void
cue_compat_confirm_async (GtkWindow          *parent,
                          const char         *heading,
                          const char         *body,
                          const char         *action,
                          gboolean            destructive,
                          GAsyncReadyCallback callback,
                          gpointer            data)
{
  AdwMessageDialog *dialog = make_message (parent, heading, body);
  GTask            *task = g_task_new (parent, NULL, callback, data);

  g_task_set_source_tag (task, cue_compat_confirm_async);
  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (dialog, "accept", action);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, destructive ? "cancel" : "accept");
  adw_message_dialog_set_response_appearance (dialog,
                                              "accept",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                          : ADW_RESPONSE_SUGGESTED);
  g_signal_connect (dialog, "response", G_CALLBACK (on_answered), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * cue_compat_confirm_finish:
 * @result: given to the callback
 *
 * Returns: whether the action was confirmed
 */
gboolean
cue_compat_confirm_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/* The dialog of cue_compat_tell that is still open over @parent, or NULL. */
static AdwMessageDialog *
find_told (GtkWindow *parent, const char *heading)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window) && gtk_window_get_transient_for (window) == parent &&
        gtk_widget_get_visible (GTK_WIDGET (window)) &&
        g_strcmp0 (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), heading) == 0)
      return ADW_MESSAGE_DIALOG (window);
  }

  return NULL;
}

/**
 * cue_compat_tell:
 * @parent: the window that it is about
 * @heading: a few words
 * @body: whole sentences; may come from outside
 *
 * Says what is too long or too important for a toast. What comes while a dialog with the same
 * heading is open goes into that one.
 */
void
cue_compat_tell (GtkWindow *parent, const char *heading, const char *body)
{
  AdwMessageDialog *dialog = find_told (parent, heading);

  if (dialog != NULL) {
    const char      *said = adw_message_dialog_get_body (dialog);
    g_autofree char *both = g_strconcat (said, "\n\n", body, NULL);

    /* A dialog does not scroll. What does not fit is in the log of the program. */
    if (strlen (both) > MAX_TOLD_BYTES)
      g_message ("%s", body);
    else if (strstr (said, body) == NULL)
      adw_message_dialog_set_body (dialog, both);

    return;
  }

  dialog = make_message (parent, heading, body);
  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_message_dialog_set_close_response (dialog, "close");
  adw_message_dialog_set_default_response (dialog, "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_file_chosen (GtkNativeDialog *native, int response, GTask *task)
{
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task,
                           gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native)),
                           g_object_unref);
  else
    g_task_return_pointer (task, NULL, NULL);

  gtk_native_dialog_destroy (native);
  g_object_unref (native);
  g_object_unref (task);
}

static CueFileChooser file_chooser;
static gpointer       file_chooser_data;

/**
 * cue_compat_set_file_chooser:
 * @chooser: (nullable): what to ask in place of the user, or %NULL for the user
 * @data: for @chooser
 *
 * Lets another than the user choose files: the tests, where nobody answers a dialog.
 */
void
cue_compat_set_file_chooser (CueFileChooser chooser, gpointer data)
{
  file_chooser = chooser;
  file_chooser_data = data;
}

static void
choose_file (GtkWindow           *parent,
             const char          *title,
             GtkFileChooserAction action,
             const char          *accept,
             const char          *name,
             GAsyncReadyCallback  callback,
             gpointer             data)
{
  GTask                *task = g_task_new (parent, NULL, callback, data);
  GtkFileChooserNative *native;

  if (file_chooser != NULL) {
    g_task_return_pointer (task, file_chooser (name, file_chooser_data), g_object_unref);
    g_object_unref (task);
    return;
  }

  native = gtk_file_chooser_native_new (title, parent, action, accept, _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);

  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);

  g_signal_connect (native, "response", G_CALLBACK (on_file_chosen), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/**
 * cue_compat_open_file_async:
 * @parent: the window that asks
 * @title: what the file is for
 * @accept: the verb on the button, with a mnemonic
 * @callback: called with the choice
 * @data: for @callback
 *
 * Asks for a file that exists.
 */
void
cue_compat_open_file_async (GtkWindow          *parent,
                            const char         *title,
                            const char         *accept,
                            GAsyncReadyCallback callback,
                            gpointer            data)
{
  choose_file (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, accept, NULL, callback, data);
}

/**
 * cue_compat_save_file_async:
 * @parent: the window that asks
 * @title: what the file is for
 * @name: a proposal for its name
 * @callback: called with the choice
 * @data: for @callback
 *
 * Asks where to write a file.
 */
void
cue_compat_save_file_async (GtkWindow          *parent,
                            const char         *title,
                            const char         *name,
                            GAsyncReadyCallback callback,
                            gpointer            data)
{
  choose_file (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), name, callback, data);
}

/**
 * cue_compat_choose_folder_async:
 * @parent: the window that asks
 * @title: what the folder is for
 * @callback: called with the choice
 * @data: for @callback
 *
 * Asks for a folder that exists.
 */
void
cue_compat_choose_folder_async (GtkWindow          *parent,
                                const char         *title,
                                GAsyncReadyCallback callback,
                                gpointer            data)
{
  choose_file (parent,
               title,
               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
               _ ("_Choose"),
               NULL,
               callback,
               data);
}

/**
 * cue_compat_file_finish:
 * @result: given to the callback
 *
 * Returns: (transfer full) (nullable): the file, or %NULL when the user thought better of it
 */
GFile *
cue_compat_file_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static CueUriOpener uri_opener;
static gpointer     uri_opener_data;

/**
 * cue_compat_set_uri_opener:
 * @opener: (nullable): what to call in place of the desktop, or %NULL for the desktop
 * @data: for @opener
 *
 * Lets another than the desktop open web pages: the tests, which have no browser.
 */
void
cue_compat_set_uri_opener (CueUriOpener opener, gpointer data)
{
  uri_opener = opener;
  uri_opener_data = data;
}

static void
on_uri_shown (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cue_compat_open_uri_async:
 * @parent: the window that asks
 * @uri: a web address
 * @cancellable: (nullable): to give it up
 * @callback: called when the page was handed on, or could not be
 * @data: for @callback
 *
 * Opens a page in the user's browser.
 */
void
cue_compat_open_uri_async (GtkWindow          *parent,
                           const char         *uri,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            data)
{
  GTask  *task = g_task_new (parent, cancellable, callback, data);
  GError *error = NULL;

  g_task_set_source_tag (task, cue_compat_open_uri_async);

  if (uri_opener == NULL) {
    gtk_show_uri_full (parent, uri, GDK_CURRENT_TIME, cancellable, on_uri_shown, task);
    return;
  }

  if (uri_opener (uri, uri_opener_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);

  g_object_unref (task);
}

/**
 * cue_compat_open_uri_finish:
 * @result: given to the callback
 * @error: why no browser has the page
 *
 * Returns: whether a browser has it; whether it shows it nobody knows
 */
gboolean
cue_compat_open_uri_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
