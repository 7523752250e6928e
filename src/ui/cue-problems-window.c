// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-problems-window.h"

#include <glib/gi18n-lib.h>

#include "cue-problem-row.h"
#include "cue-problem-words.h"

/**
 * CueProblemsWindow:
 *
 * All problems of an event with causes and details. It follows them while it is open. Main thread
 * only.
 */
struct _CueProblemsWindow {
  AdwWindow parent_instance;

  CueEventSession *session; /* owned */

  AdwToastOverlay *toasts;
  AdwWindowTitle  *title;
  GtkWidget       *copy_all;
  GtkStack        *stack;
  GtkListBox      *list;
};

G_DEFINE_FINAL_TYPE (CueProblemsWindow, cue_problems_window, ADW_TYPE_WINDOW)

static GListModel *
get_problems (CueProblemsWindow *self)
{
  return G_LIST_MODEL (cue_monitor_get_problems (cue_event_session_get_monitor (self->session)));
}

static GtkWidget *
create_row (gpointer problem, gpointer data)
{
  return cue_problem_row_new (CUE_PROBLEM (problem));
}

static void
update (CueProblemsWindow *self)
{
  gboolean any = g_list_model_get_n_items (get_problems (self)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "none");
  gtk_widget_set_sensitive (self->copy_all, any);
}

static void
on_copy_all_clicked (CueProblemsWindow *self)
{
  g_autofree char *text = cue_problem_words_list_to_text (get_problems (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Problems copied")));
}

static void
cue_problems_window_dispose (GObject *object)
{
  g_clear_object (&CUE_PROBLEMS_WINDOW (object)->session);

  G_OBJECT_CLASS (cue_problems_window_parent_class)->dispose (object);
}

static void
cue_problems_window_class_init (CueProblemsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_problems_window_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-problems-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CueProblemsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CueProblemsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CueProblemsWindow, copy_all);
  gtk_widget_class_bind_template_child (widget_class, CueProblemsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CueProblemsWindow, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cue_problems_window_init (CueProblemsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->copy_all, "clicked", G_CALLBACK (on_copy_all_clicked), self);
}

/**
 * cue_problems_window_new:
 * @parent: the main window
 * @session: whose problems to show
 *
 * Returns: (transfer none): a window, not yet presented
 */
GtkWidget *
cue_problems_window_new (GtkWindow *parent, CueEventSession *session)
{
  CueProblemsWindow *self;

  g_return_val_if_fail (CUE_IS_EVENT_SESSION (session), NULL);

  self = g_object_new (CUE_TYPE_PROBLEMS_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  adw_window_title_set_subtitle (self->title,
                                 cue_monitor_get_title (cue_event_session_get_monitor (session)));
  gtk_list_box_bind_model (self->list, get_problems (self), create_row, NULL, NULL);
  g_signal_connect_object (get_problems (self),
                           "items-changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
