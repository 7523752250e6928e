// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-field-row.h"

#include <glib/gi18n-lib.h>

#include "cue-access-filter.h"
#include "cue-text.h"

#define MAX_VALUE 500

/* What people call the fields, in the order in which they are shown. Names of persons are one row
 * that the pane makes itself. What only machines use has no row, and is in the message as it came.
 */
static const struct {
  CueAccessField field;
  const char    *name;
  int            facet;
} shown[] = {
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, N_ ("What"), CUE_ACCESS_FACET_WHAT },
  { CUE_ACCESS_FIELD_EVENT_DETAIL, N_ ("Detail"), CUE_ACCESS_FACET_DETAIL },
  { CUE_ACCESS_FIELD_ACCESS_BY, N_ ("How"), CUE_ACCESS_FACET_HOW },
  { CUE_ACCESS_FIELD_ACCESS_DETAIL, N_ ("Tag"), -1 },
  { CUE_ACCESS_FIELD_EXIT_REQUESTED, N_ ("On the way out"), -1 },
  { CUE_ACCESS_FIELD_IQ_CUSTOMER_REFERENCE, N_ ("IQ"), CUE_ACCESS_FACET_IQ },
  { CUE_ACCESS_FIELD_USER_ALIAS, N_ ("Alias"), CUE_ACCESS_FACET_PERSON },
  { CUE_ACCESS_FIELD_USER_ID, N_ ("User"), CUE_ACCESS_FACET_PERSON },
  { CUE_ACCESS_FIELD_USER_IMAGE_URL, N_ ("Picture of the user"), -1 },
  { CUE_ACCESS_FIELD_LOCK_ID, N_ ("Lock"), CUE_ACCESS_FACET_DOOR },
  { CUE_ACCESS_FIELD_LOCK_MAC_ADDRESS, N_ ("MAC address of the lock"), -1 },
  { CUE_ACCESS_FIELD_IQ_ID, N_ ("Id of the IQ"), CUE_ACCESS_FACET_IQ },
  { CUE_ACCESS_FIELD_IQ_MAC_ADDRESS, N_ ("MAC address of the IQ"), -1 },
  { CUE_ACCESS_FIELD_IQ_REVISION, N_ ("Revision of the IQ"), -1 },
  { CUE_ACCESS_FIELD_EXPIRATION_DATE_TIME, N_ ("Kept by the vendor until"), -1 },
  { CUE_ACCESS_FIELD_SITE_ID, N_ ("Site it names"), -1 },
  { CUE_ACCESS_FIELD_ID, N_ ("Id"), -1 },
};

/**
 * cue_access_field_row_get_nth:
 * @n: which, from 0
 * @name: (out): what people call it, translated
 * @facet: (out): the #CueAccessFacet that filters by it, or -1
 *
 * Returns: the field that is shown there, or %CUE_ACCESS_FIELD_NONE after the last
 */
CueAccessField
cue_access_field_row_get_nth (guint n, const char **name, int *facet)
{
  if (n >= G_N_ELEMENTS (shown))
    return CUE_ACCESS_FIELD_NONE;

  *name = _ (shown[n].name);
  *facet = shown[n].facet;
  return shown[n].field;
}

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
 * cue_access_field_row_new:
 * @name: what the value is
 * @value: valid UTF-8; may come from outside
 * @facet: the #CueAccessFacet that a click filters by, or -1 for none
 *
 * Returns: (transfer floating): a row of the details
 */
GtkWidget *
cue_access_field_row_new (const char *name, const char *value, int facet)
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

  if (facet >= 0) {
    GtkWidget *icon = gtk_image_new_from_icon_name ("system-search-symbolic");

    gtk_widget_add_css_class (icon, "filter-hint");
    gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
    gtk_grid_attach (GTK_GRID (grid), icon, 1, 0, 1, 2);
    gtk_widget_set_tooltip_text (row, _ ("Show only rows with this value"));
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "i", facet);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "access.filter-by");
  } else
    gtk_label_set_selectable (GTK_LABEL (value_label), TRUE);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), facet >= 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  spoken = g_strdup_printf (facet >= 0 ? _ ("%s: %s. Show only rows with this value") : "%s: %s",
                            name,
                            line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}
