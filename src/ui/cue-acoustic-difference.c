// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-difference.h"

#include <glib/gi18n-lib.h>

/**
 * CueAcousticDifference:
 *
 * How an event type as it is written differs from what is registered, line by line. Main thread
 * only.
 */
struct _CueAcousticDifference {
  AdwBin parent_instance;

  GtkWidget *lines; /* not owned: the child */
};

G_DEFINE_FINAL_TYPE (CueAcousticDifference, cue_acoustic_difference, ADW_TYPE_BIN)

static void
cue_acoustic_difference_class_init (CueAcousticDifferenceClass *klass)
{
}

static void
cue_acoustic_difference_init (CueAcousticDifference *self)
{
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  adw_bin_set_child (ADW_BIN (self), self->lines);
}

static void
add_line (CueAcousticDifference *self, const char *sign, const char *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *mark = gtk_label_new (sign);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (self->lines), line);
}

/**
 * cue_acoustic_difference_show:
 * @self: a difference
 * @change: an event type as it is written, and as it is registered
 *
 * Shows each thing that is different.
 */
void
cue_acoustic_difference_show (CueAcousticDifference *self, CueEventTypeChange *change)
{
  const char *const *details;
  GtkWidget         *line;

  g_return_if_fail (CUE_IS_ACOUSTIC_DIFFERENCE (self));
  g_return_if_fail (CUE_IS_EVENT_TYPE_CHANGE (change));

  while ((line = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), line);

  details = cue_event_type_change_get_details (change);

  for (guint i = 0; details != NULL && details[i] != NULL; i++)
    add_line (self, "≠", details[i]);

  if (gtk_widget_get_first_child (self->lines) == NULL)
    add_line (self, "=", _ ("None: it is registered exactly so"));
}
