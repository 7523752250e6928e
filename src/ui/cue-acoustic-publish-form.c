// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-publish-form.h"

/**
 * CueAcousticPublishForm:
 *
 * Publishes events, typed or from a CSV file. Main thread only.
 */
struct _CueAcousticPublishForm {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CueAcousticPublishForm, cue_acoustic_publish_form, ADW_TYPE_BIN)

static void
cue_acoustic_publish_form_class_init (CueAcousticPublishFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-publish-form.ui");
}

static void
cue_acoustic_publish_form_init (CueAcousticPublishForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
