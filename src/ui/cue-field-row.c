// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-field-row.h"

#include <glib/gi18n-lib.h>

#include "cue-text.h"

#define MAX_VALUE 500

/* A value of what is selected in a log, with its name above it. */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  /* The pane is as wide as it is, whatever comes. */
  gtk_label_set_width_chars (GTK_LABEL (label), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/**
 * cue_field_row_new:
 * @name: what the value is
 * @value: valid UTF-8; may come from outside
 * @action: (nullable): what filters by the value, or %NULL for none
 * @target: (nullable): given to it; a floating reference is taken
 *
 * Returns: (transfer floating): a row of the details
 */
GtkWidget *
cue_field_row_new (const char *name, const char *value, const char *action, GVariant *target)
{
  return cue_field_row_new_with_hint (name,
                                      value,
                                      action,
                                      target,
                                      "system-search-symbolic",
                                      _ ("Show only rows with this value"));
}

/**
 * cue_field_row_new_with_hint:
 * @name: what the value is
 * @value: valid UTF-8; may come from outside
 * @action: (nullable): what the row does, or %NULL for nothing
 * @target: (nullable): given to it; a floating reference is taken
 * @icon: the shape of what it does
 * @hint: what it does, translated
 *
 * Returns: (transfer floating): a row of the details
 */
GtkWidget *
cue_field_row_new_with_hint (const char *name,
                             const char *value,
                             const char *action,
                             GVariant   *target,
                             const char *icon,
                             const char *hint)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *grid = gtk_grid_new ();
  g_autofree char *line = cue_text_make_line (value, -1, MAX_VALUE);
  GtkWidget       *value_label = make_label (line, NULL);
  g_autofree char *spoken = NULL;

  gtk_grid_attach (GTK_GRID (grid), make_label (name, "caption"), 0, 0, 1, 1);
  gtk_widget_add_css_class (gtk_widget_get_first_child (grid), "secondary");
  gtk_widget_set_hexpand (value_label, TRUE);
  gtk_grid_attach (GTK_GRID (grid), value_label, 0, 1, 1, 1);

  if (action != NULL) {
    GtkWidget *image = gtk_image_new_from_icon_name (icon);

    gtk_widget_add_css_class (image, "filter-hint");
    gtk_widget_set_valign (image, GTK_ALIGN_CENTER);
    gtk_grid_attach (GTK_GRID (grid), image, 1, 0, 1, 2);
    gtk_widget_set_tooltip_text (row, hint);
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  } else
    gtk_label_set_selectable (GTK_LABEL (value_label), TRUE);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), action != NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  /* Translators: what a value is, the value, and what happens when its row is activated */
  spoken = action != NULL ? g_strdup_printf (_ ("%s: %s. %s"), name, line, hint)
                          : g_strdup_printf ("%s: %s", name, line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}
