// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-register-form.h"

/**
 * CueAcousticRegisterForm:
 *
 * Registers an event type. Main thread only.
 */
struct _CueAcousticRegisterForm {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CueAcousticRegisterForm, cue_acoustic_register_form, ADW_TYPE_BIN)

static void
cue_acoustic_register_form_class_init (CueAcousticRegisterFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-register-form.ui");
}

static void
cue_acoustic_register_form_init (CueAcousticRegisterForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
