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

/**
 * cue_field_message_show:
 * @self: a message
 * @severity: how bad it is
 * @words: what is wrong and what to do
 *
 * Shows a finding.
 */
void
cue_field_message_show (CueFieldMessage *self, CueSeverity severity, const char *words)
{
  g_return_if_fail (CUE_IS_FIELD_MESSAGE (self));
  g_return_if_fail (words != NULL);

  gtk_image_set_from_icon_name (self->icon, cue_severity_style_get_icon (severity));
  cue_health_style_apply (self->box, cue_severity_style_to_health (severity));
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * cue_field_message_clear:
 * @self: a message
 *
 * Hides it: nothing is wrong.
 */
void
cue_field_message_clear (CueFieldMessage *self)
{
  g_return_if_fail (CUE_IS_FIELD_MESSAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_label_set_label (self->words, "");
}
