// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-key-form.h"

/**
 * CueAcousticKeyForm:
 *
 * The key for web pages of one endpoint. Main thread only.
 */
struct _CueAcousticKeyForm {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CueAcousticKeyForm, cue_acoustic_key_form, ADW_TYPE_BIN)

static void
cue_acoustic_key_form_class_init (CueAcousticKeyFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-key-form.ui");
}

static void
cue_acoustic_key_form_init (CueAcousticKeyForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
