// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-bar.h"

/**
 * CueAcousticBar:
 *
 * Which connection is used, and how it is. Main thread only.
 */
struct _CueAcousticBar {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CueAcousticBar, cue_acoustic_bar, ADW_TYPE_BIN)

static void
cue_acoustic_bar_class_init (CueAcousticBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-bar.ui");
}

static void
cue_acoustic_bar_init (CueAcousticBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
