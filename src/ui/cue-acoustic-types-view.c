// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-types-view.h"

/**
 * CueAcousticTypesView:
 *
 * The event types of a connection. Main thread only.
 */
struct _CueAcousticTypesView {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CueAcousticTypesView, cue_acoustic_types_view, ADW_TYPE_BIN)

static void
cue_acoustic_types_view_class_init (CueAcousticTypesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-types-view.ui");
}

static void
cue_acoustic_types_view_init (CueAcousticTypesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
