// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-preflight-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-compat.h"
#include "cue-preflight-print.h"
#include "cue-preflight-row.h"
#include "cue-state-style.h"
#include "cue-system-clock.h"

/**
 * CuePreflightWindow:
 *
 * The check before the show: begins when it is opened, shows how far it is, and what it finds, the
 * worst first. The report can be saved as a page, printed and copied. Closing the window ends the
 * check. Main thread only.
 */
struct _CuePreflightWindow {
  AdwWindow parent_instance;

  CueEventSession *session;   /* owned */
  CueSecretStore  *secrets;   /* owned */
  CuePreflight    *preflight; /* owned */

  AdwToastOverlay *toasts;
  AdwWindowTitle  *title;
  GtkStack        *run_stack;
  GtkWidget       *stop;
  GtkWidget       *again;
  GtkWidget       *save;
  GtkWidget       *print;
  GtkWidget       *copy;
  GtkStack        *mark_stack;
  GtkSpinner      *spinner;
  GtkImage        *mark;
  GtkLabel        *verdict;
  GtkLabel        *counts;
  GtkProgressBar  *progress;
  GtkListBox      *list;
};

G_DEFINE_FINAL_TYPE (CuePreflightWindow, cue_preflight_window, ADW_TYPE_WINDOW)

static CuePreflightReport *
get_report (CuePreflightWindow *self)
{
  return cue_preflight_get_report (self->preflight);
}

static GtkWidget *
create_row (gpointer finding, gpointer data)
{
  return cue_preflight_row_new (CUE_PREFLIGHT_FINDING (finding));
}

/* What it comes to, in a sentence. */
static const char *
describe_verdict (CuePreflightReport *report)
{
  if (!cue_preflight_report_get_complete (report))
    return _ ("The check was not carried through.");
  switch (cue_preflight_report_get_worst (report)) {
  case CUE_PREFLIGHT_NOT_APPLICABLE:
  case CUE_PREFLIGHT_OK:
    return _ ("Ready for the show");
  case CUE_PREFLIGHT_WARNING:
    return _ ("Something to look at before the show");
  case CUE_PREFLIGHT_CRITICAL:
    return _ ("Not ready for the show");
  case CUE_PREFLIGHT_UNKNOWN:
    break;
  }
  return _ ("Not everything could be tried");
}

static void
update (CuePreflightWindow *self)
{
  CuePreflightReport *report = get_report (self);
  gboolean            running = cue_preflight_get_running (self->preflight);
  CueHealth        health = cue_preflight_row_get_health (cue_preflight_report_get_worst (report));
  g_autofree char *counts = cue_preflight_report_to_counts (report);
  g_autofree char *activity = NULL;

  gtk_stack_set_visible_child_name (self->run_stack, running ? "stop" : "again");
  gtk_stack_set_visible_child_name (self->mark_stack, running ? "running" : "mark");
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_widget_set_sensitive (self->save, !running);
  gtk_widget_set_sensitive (self->print, !running);
  gtk_widget_set_sensitive (self->copy, !running);
  gtk_progress_bar_set_fraction (self->progress, cue_preflight_get_progress (self->preflight));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_image_set_from_icon_name (self->mark, cue_health_style_get_icon (health));
  cue_health_style_apply (GTK_WIDGET (self->mark), health);
  if (running) {
    /* Translators: what is tried now */
    activity = g_strdup_printf (_ ("Trying: %s"), cue_preflight_get_activity (self->preflight));
    gtk_label_set_label (self->verdict, activity);
  } else {
    gtk_label_set_label (self->verdict, describe_verdict (report));
  }
  gtk_label_set_label (self->counts, counts);
}

static void
begin (CuePreflightWindow *self)
{
  CueMonitor    *monitor = cue_event_session_get_monitor (self->session);
  CueDoorsWatch *doors = cue_monitor_get_doors (monitor);

  if (self->preflight != NULL) {
    g_signal_handlers_disconnect_by_data (self->preflight, self);
    g_clear_object (&self->preflight);
  }
  self->preflight = cue_preflight_new (cue_monitor_get_profile (monitor),
                                       cue_system_clock_get_default (),
                                       self->secrets);
  if (cue_doors_watch_get_running (doors))
    cue_preflight_set_doors (self->preflight, doors, cue_monitor_get_trace (monitor));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (get_report (self)), create_row, NULL, NULL);
  g_signal_connect_object (self->preflight, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  cue_preflight_start (self->preflight);
  update (self);
}

static void
on_stop_clicked (CuePreflightWindow *self)
{
  cue_preflight_cancel (self->preflight);
}

static void
on_copy_clicked (CuePreflightWindow *self)
{
  g_autofree char *text = cue_preflight_report_to_text (get_report (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Report copied")));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CuePreflightWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Report saved")));
  else
    cue_compat_tell (GTK_WINDOW (self), _ ("The Report Could Not Be Saved"), error->message);
}

static void
on_save_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  CuePreflightWindow *self = CUE_PREFLIGHT_WINDOW (source);
  g_autoptr (GFile) file = cue_compat_file_finish (result);
  g_autoptr (GBytes) bytes = NULL;
  char *html;

  if (file == NULL)
    return;
  html = cue_preflight_report_to_html (get_report (self));
  bytes = g_bytes_new_take (html, strlen (html));
  g_file_replace_contents_bytes_async (file,
                                       bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL,
                                       on_saved,
                                       g_object_ref (self));
}

/* Of which event and of which day, so that no report takes the place of another. */
static char *
make_file_name (CuePreflightWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  char            *name;

  /* Translators: the proposed name of a file: an event, and the day of its check */
  name =
    g_strdup_printf (_ ("%s, checked %s.html"), adw_window_title_get_subtitle (self->title), day);
  return g_strdelimit (name, G_DIR_SEPARATOR_S, '-');
}

static void
on_save_clicked (CuePreflightWindow *self)
{
  g_autofree char *name = make_file_name (self);

  cue_compat_save_file_async (GTK_WINDOW (self), _ ("Save Report"), name, on_save_chosen, NULL);
}

static void
on_print_done (GtkPrintOperation      *operation,
               GtkPrintOperationResult result,
               CuePreflightWindow     *self)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  cue_compat_tell (GTK_WINDOW (self),
                   _ ("The Report Could Not Be Printed"),
                   error != NULL ? error->message : "");
}

static void
on_print_clicked (CuePreflightWindow *self)
{
  g_autoptr (GtkPrintOperation) operation = cue_preflight_print_new (get_report (self));
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (on_print_done), self, 0);
  gtk_print_operation_run (operation,
                           GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (self),
                           NULL);
}

static void
cue_preflight_window_dispose (GObject *object)
{
  CuePreflightWindow *self = CUE_PREFLIGHT_WINDOW (object);

  if (self->preflight != NULL) {
    g_signal_handlers_disconnect_by_data (self->preflight, self);
    cue_preflight_cancel (self->preflight);
  }
  g_clear_object (&self->preflight);
  g_clear_object (&self->session);
  g_clear_object (&self->secrets);

  G_OBJECT_CLASS (cue_preflight_window_parent_class)->dispose (object);
}

static void
cue_preflight_window_class_init (CuePreflightWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_preflight_window_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-preflight-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, run_stack);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, stop);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, again);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, save);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, print);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, copy);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, mark_stack);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, mark);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, verdict);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, counts);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightWindow, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cue_preflight_window_init (CuePreflightWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->stop, "clicked", G_CALLBACK (on_stop_clicked), self);
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (begin), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_save_clicked), self);
  g_signal_connect_swapped (self->print, "clicked", G_CALLBACK (on_print_clicked), self);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (on_copy_clicked), self);
}

/**
 * cue_preflight_window_new:
 * @parent: the main window
 * @session: the event to check
 * @secrets: has the secrets of the event
 *
 * Returns: (transfer none): a window, not yet presented, whose check has begun
 */
GtkWidget *
cue_preflight_window_new (GtkWindow *parent, CueEventSession *session, CueSecretStore *secrets)
{
  CuePreflightWindow *self;

  g_return_val_if_fail (CUE_IS_EVENT_SESSION (session), NULL);

  self = g_object_new (CUE_TYPE_PREFLIGHT_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->secrets = g_object_ref (secrets);
  adw_window_title_set_subtitle (self->title,
                                 cue_monitor_get_title (cue_event_session_get_monitor (session)));
  begin (self);
  return GTK_WIDGET (self);
}

/**
 * cue_preflight_window_get_preflight:
 *
 * Returns: (transfer none): the check that is shown
 */
CuePreflight *
cue_preflight_window_get_preflight (CuePreflightWindow *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_WINDOW (self), NULL);

  return self->preflight;
}
