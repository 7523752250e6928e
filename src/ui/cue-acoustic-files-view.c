// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-files-view.h"

/**
 * CueAcousticFilesView:
 *
 * The queue of event files of a subscriber. Main thread only.
 */
struct _CueAcousticFilesView {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CueAcousticFilesView, cue_acoustic_files_view, ADW_TYPE_BIN)

static void
cue_acoustic_files_view_class_init (CueAcousticFilesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-files-view.ui");
}

static void
cue_acoustic_files_view_init (CueAcousticFilesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
