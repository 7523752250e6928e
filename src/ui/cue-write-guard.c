// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-write-guard.h"

#include <glib/gi18n-lib.h>

/**
 * CueWriteGuard:
 *
 * The question before something is written to a connection that is marked as production, or before
 * something is lost. It names the connection, may ask that a name is typed, and shows the exact
 * request without sending it. Whatever closes it, other than its button, means no. Main thread
 * only.
 */
struct _CueWriteGuard {
  AdwWindow parent_instance;

  GTask *task;  /* owned; NULL once it is answered, and for a dry run alone */
  char  *typed; /* owned; what has to be typed; may be NULL */

  AdwWindowTitle  *title;
  GtkWidget       *cancel;
  GtkButton       *accept;
  GtkWidget       *banner;
  GtkLabel        *banner_words;
  GtkLabel        *heading;
  GtkLabel        *body;
  GtkButton       *safer;
  GtkWidget       *typed_group;
  AdwEntryRow     *typed_row;
  GtkToggleButton *dry_run;
  GtkTextView     *request;
};

G_DEFINE_FINAL_TYPE (CueWriteGuard, cue_write_guard, ADW_TYPE_WINDOW)

static gboolean
is_typed (CueWriteGuard *self)
{
  g_autofree char *text = NULL;

  if (self->typed == NULL)
    return TRUE;

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->typed_row))));
  return g_str_equal (text, self->typed);
}

static void
update_accept (CueWriteGuard *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "guard.accept", is_typed (self));
}

static void
accept (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueWriteGuard *self = CUE_WRITE_GUARD (widget);
  g_autoptr (GTask) task = NULL;

  if (!is_typed (self))
    return;

  task = g_steal_pointer (&self->task);
  gtk_window_close (GTK_WINDOW (self));

  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

/* The answer to the question is no, and there is another one. */
static void
choose_safer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueWriteGuard *self = CUE_WRITE_GUARD (widget);
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  gtk_window_close (GTK_WINDOW (self));

  if (task == NULL)
    return;

  g_task_set_task_data (task, GINT_TO_POINTER (TRUE), NULL);
  g_task_return_boolean (task, FALSE);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkTextBuffer   *buffer = gtk_text_view_get_buffer (CUE_WRITE_GUARD (widget)->request);
  GtkTextIter      start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
cue_write_guard_dispose (GObject *object)
{
  CueWriteGuard *self = CUE_WRITE_GUARD (object);

  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task != NULL)
    g_task_return_boolean (task, FALSE);

  g_clear_pointer (&self->typed, g_free);

  G_OBJECT_CLASS (cue_write_guard_parent_class)->dispose (object);
}

static void
cue_write_guard_class_init (CueWriteGuardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_write_guard_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-write-guard.ui");
  gtk_widget_class_bind_template_child (widget_class, CueWriteGuard, title);
  gtk_widget_class_bind_template_child (widget_class, CueWriteGuard, cancel);
  gtk_widget_class_bind_template_child (widget_class, CueWriteGuard, accept);
  gtk_widget_class_bind_template_child (widget_class, CueWriteGuard, banner);
  gtk_widget_class_bind_template_child (widget_class, CueWriteGuard, banner_words);
  gtk_widget_class_bind_template_child (widget_class, CueWriteGuard, heading);
  gtk_widget_class_bind_template_child (widget_class, CueWriteGuard, body);
  gtk_widget_class_bind_template_child (widget_class, CueWriteGuard, safer);
  gtk_widget_class_bind_template_child (widget_class, CueWriteGuard, typed_group);
  gtk_widget_class_bind_template_child (widget_class, CueWriteGuard, typed_row);
  gtk_widget_class_bind_template_child (widget_class, CueWriteGuard, dry_run);
  gtk_widget_class_bind_template_child (widget_class, CueWriteGuard, request);
  gtk_widget_class_install_action (widget_class, "guard.accept", NULL, accept);
  gtk_widget_class_install_action (widget_class, "guard.safer", NULL, choose_safer);
  gtk_widget_class_install_action (widget_class, "guard.copy", NULL, copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cue_write_guard_init (CueWriteGuard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->typed_row, "changed", G_CALLBACK (update_accept), self);
}

static CueWriteGuard *
make (GtkWindow *parent, const char *request)
{
  CueWriteGuard *self = g_object_new (CUE_TYPE_WRITE_GUARD, "transient-for", parent, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->request), request, -1);
  return self;
}

/**
 * cue_write_guard_ask_async:
 * @parent: the window that asks
 * @question: what is asked
 * @callback: called with the answer
 * @data: for @callback
 *
 * Asks before something is written. Nothing is sent by the dialog itself.
 */
void
cue_write_guard_ask_async (GtkWindow              *parent,
                           const CueWriteQuestion *question,
                           GAsyncReadyCallback     callback,
                           gpointer                data)
{
  CueWriteGuard   *self;
  g_autofree char *prompt = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (question != NULL);

  self = make (parent, question->request);
  self->task = g_task_new (parent, NULL, callback, data);
  g_task_set_source_tag (self->task, cue_write_guard_ask_async);
  self->typed = g_strdup (question->typed);
  adw_window_title_set_title (self->title, question->connection);
  gtk_window_set_title (GTK_WINDOW (self), question->heading);
  gtk_label_set_label (self->heading, question->heading);
  gtk_label_set_label (self->body, question->body);
  gtk_button_set_label (self->accept, question->action);
  gtk_widget_add_css_class (GTK_WIDGET (self->accept),
                            question->destructive || question->production ? "destructive-action"
                                                                          : "suggested-action");
  gtk_widget_set_visible (self->banner, question->production);
  gtk_widget_set_visible (self->typed_group, question->typed != NULL);

  if (question->safer != NULL) {
    gtk_button_set_label (self->safer, question->safer);
    gtk_widget_set_visible (GTK_WIDGET (self->safer), TRUE);
  }

  /* Translators: %s is the name of a connection */
  words = g_strdup_printf (_ ("Production: “%s” is what real systems use"), question->connection);
  gtk_label_set_label (self->banner_words, words);

  if (question->typed != NULL) {
    /* Translators: %s is a name that the user has to type */
    prompt = g_strdup_printf (_ ("Type “%s” to confirm"), question->typed);
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->typed_row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->typed_row), prompt);
  }

  update_accept (self);
  /* What Enter does at once should not be what cannot be taken back. */
  gtk_widget_grab_focus (question->typed != NULL ? GTK_WIDGET (self->typed_row) : self->cancel);
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * cue_write_guard_ask_finish:
 * @result: given to the callback
 *
 * Returns: whether it shall be done
 */
gboolean
cue_write_guard_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/**
 * cue_write_guard_is_safer:
 * @result: given to the callback
 *
 * Returns: whether what is safer shall be done instead
 */
gboolean
cue_write_guard_is_safer (GAsyncResult *result)
{
  return g_task_get_task_data (G_TASK (result)) != NULL;
}

/**
 * cue_write_guard_set_dry_run:
 * @self: a question
 * @dry_run: whether the exact request is shown
 *
 * Shows or hides the request, as the button does.
 */
void
cue_write_guard_set_dry_run (CueWriteGuard *self, gboolean dry_run)
{
  g_return_if_fail (CUE_IS_WRITE_GUARD (self));

  gtk_toggle_button_set_active (self->dry_run, dry_run);
}

/**
 * cue_write_guard_show_dry_run:
 * @parent: the window it belongs to
 * @connection: the name of the connection that would be written to
 * @request: the exact request as text, its secrets masked
 *
 * Shows what would be sent, and sends nothing.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
GtkWidget *
cue_write_guard_show_dry_run (GtkWindow *parent, const char *connection, const char *request)
{
  CueWriteGuard *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (connection != NULL && request != NULL, NULL);

  self = make (parent, request);
  adw_window_title_set_title (self->title, _ ("Dry Run"));
  adw_window_title_set_subtitle (self->title, connection);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Dry Run"));
  gtk_button_set_label (GTK_BUTTON (self->cancel), _ ("_Close"));
  gtk_widget_set_visible (GTK_WIDGET (self->accept), FALSE);
  gtk_widget_set_visible (self->banner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->body), FALSE);
  gtk_widget_set_visible (self->typed_group, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->dry_run), FALSE);
  gtk_toggle_button_set_active (self->dry_run, TRUE);
  gtk_widget_grab_focus (self->cancel);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
