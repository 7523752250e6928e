// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-problem-row.h"

#include "cue-problem-words.h"
#include "cue-state-style.h"
#include "cue-text.h"

#define MAX_DETAIL 4000

/**
 * CueProblemRow:
 *
 * One problem with its cause and details, to read, select and copy. Main thread only.
 */
struct _CueProblemRow {
  AdwPreferencesRow parent_instance;

  CueProblem *problem; /* owned */

  GtkImage  *icon;
  GtkLabel  *title;
  GtkLabel  *since;
  GtkLabel  *cause;
  GtkLabel  *detail;
  GtkWidget *copy;
};

G_DEFINE_FINAL_TYPE (CueProblemRow, cue_problem_row, ADW_TYPE_PREFERENCES_ROW)

static void
set_label (GtkLabel *label, const char *text)
{
  g_autofree char *visible = cue_text_make_visible (text != NULL ? text : "", -1, MAX_DETAIL);

  gtk_label_set_label (label, visible);
  gtk_widget_set_visible (GTK_WIDGET (label), visible[0] != '\0');
}

static void
update (CueProblemRow *self)
{
  CueSeverity      severity = cue_problem_get_severity (self->problem);
  g_autofree char *since = cue_problem_words_describe_since (self->problem);

  gtk_image_set_from_icon_name (self->icon, cue_severity_style_get_icon (severity));
  cue_health_style_apply (GTK_WIDGET (self->icon), cue_severity_style_to_health (severity));
  set_label (self->title, cue_problem_get_title (self->problem));
  set_label (self->cause, cue_problem_get_cause (self->problem));
  set_label (self->detail, cue_problem_get_detail (self->problem));
  gtk_label_set_label (self->since, since);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cue_problem_get_title (self->problem),
                                  -1);
}

static void
on_copy_clicked (CueProblemRow *self)
{
  g_autofree char *text = cue_problem_words_to_text (self->problem);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
cue_problem_row_dispose (GObject *object)
{
  g_clear_object (&CUE_PROBLEM_ROW (object)->problem);

  G_OBJECT_CLASS (cue_problem_row_parent_class)->dispose (object);
}

static void
cue_problem_row_class_init (CueProblemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_problem_row_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-problem-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueProblemRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CueProblemRow, title);
  gtk_widget_class_bind_template_child (widget_class, CueProblemRow, since);
  gtk_widget_class_bind_template_child (widget_class, CueProblemRow, cause);
  gtk_widget_class_bind_template_child (widget_class, CueProblemRow, detail);
  gtk_widget_class_bind_template_child (widget_class, CueProblemRow, copy);
}

static void
cue_problem_row_init (CueProblemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (on_copy_clicked), self);
}

/**
 * cue_problem_row_new:
 * @problem: what to show
 *
 * Returns: (transfer floating): a row that follows @problem
 */
GtkWidget *
cue_problem_row_new (CueProblem *problem)
{
  CueProblemRow *self;

  g_return_val_if_fail (CUE_IS_PROBLEM (problem), NULL);

  self = g_object_new (CUE_TYPE_PROBLEM_ROW, NULL);
  self->problem = g_object_ref (problem);
  g_signal_connect_object (problem, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
