// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-notification-form.h"

/**
 * CueAcousticNotificationForm:
 *
 * Where Exchange posts changes of subscriptions to. Main thread only.
 */
struct _CueAcousticNotificationForm {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CueAcousticNotificationForm, cue_acoustic_notification_form, ADW_TYPE_BIN)

static void
cue_acoustic_notification_form_class_init (CueAcousticNotificationFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-notification-form.ui");
}

static void
cue_acoustic_notification_form_init (CueAcousticNotificationForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
