// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-chip.h"

#include <glib/gi18n-lib.h>

#include "cue-text.h"

#define MAX_VALUE 32 /* characters of a value on a button */

/* A part of a filter, as a button that takes it away. */

/**
 * cue_chip_new:
 * @name: by what is filtered
 * @value: the value; may come from outside
 *
 * Returns: (transfer floating): a button without an action yet
 */
GtkWidget *
cue_chip_new (const char *name, const char *value)
{
  g_autofree char *line = cue_text_make_line (value, -1, MAX_VALUE);
  /* Translators: a filter: what it is, such as “Door”, and its value */
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), name, line);
  g_autofree char *spoken = g_strdup_printf (_ ("No longer filter by %s"), label);
  GtkWidget       *chip = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *cross = gtk_image_new_from_icon_name ("window-close-symbolic");

  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_box_append (GTK_BOX (box), cross);
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_tooltip_text (chip, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return chip;
}

/**
 * cue_chip_remove_all:
 * @chips: a box of chips
 *
 * Empties the box.
 */
void
cue_chip_remove_all (GtkBox *chips)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (chips));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (chips))) != NULL)
    gtk_box_remove (chips, child);
}
