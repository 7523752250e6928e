// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-field-message.h"

#include "cue-state-style.h"

/**
 * CueFieldMessage:
 *
 * What is wrong with the field above it in a form; hidden while nothing is. Main thread only.
 */
struct _CueFieldMessage {
  AdwPreferencesRow parent_instance;

  GtkWidget *box;
  GtkImage  *icon;
  GtkLabel  *words;
};

G_DEFINE_FINAL_TYPE (CueFieldMessage, cue_field_message, ADW_TYPE_PREFERENCES_ROW)

static void
cue_field_message_class_init (CueFieldMessageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-field-message.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFieldMessage, box);
  gtk_widget_class_bind_template_child (widget_class, CueFieldMessage, icon);
  gtk_widget_class_bind_template_child (widget_class, CueFieldMessage, words);
}

static void
cue_field_message_init (CueFieldMessage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show (CueFieldMessage *self, const CueDiagnostic *fault)
{
  CueSeverity severity = cue_diagnostic_get_severity (fault);

  gtk_image_set_from_icon_name (self->icon, cue_severity_style_get_icon (severity));
  cue_health_style_apply (self->box, cue_severity_style_to_health (severity));
  gtk_label_set_label (self->words, cue_diagnostic_get_message (fault));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * cue_field_message_update:
 * @self: a message
 * @row: the row of the field above it
 * @fault: (nullable): what is wrong with the field; %NULL when nothing is
 *
 * Shows a finding and marks the row where it is an error, for the eye and for a screen reader; or
 * takes both back.
 */
void
cue_field_message_update (CueFieldMessage *self, GtkWidget *row, const CueDiagnostic *fault)
{
  gboolean bad = fault != NULL && cue_diagnostic_get_severity (fault) == CUE_SEVERITY_ERROR;

  g_return_if_fail (CUE_IS_FIELD_MESSAGE (self));
  g_return_if_fail (GTK_IS_WIDGET (row));

  if (fault != NULL)
    show (self, fault);
  else {
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    gtk_label_set_label (self->words, "");
  }

  if (bad)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
