// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-attributes-form.h"

/**
 * CueAcousticAttributesForm:
 *
 * Replaces the attributes of an endpoint. Main thread only.
 */
struct _CueAcousticAttributesForm {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CueAcousticAttributesForm, cue_acoustic_attributes_form, ADW_TYPE_BIN)

static void
cue_acoustic_attributes_form_class_init (CueAcousticAttributesFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-attributes-form.ui");
}

static void
cue_acoustic_attributes_form_init (CueAcousticAttributesForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
