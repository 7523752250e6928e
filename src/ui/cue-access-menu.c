// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-menu.h"

#include <glib/gi18n-lib.h>

#include "cue-access-columns.h"
#include "cue-access-words.h"
#include "cue-text.h"

#define MAX_VALUE 40 /* characters of a value in a menu */

/* What can be done with one row of the log of doors. */

/**
 * cue_access_menu_get_facet:
 * @column: a #CueAccessColumn, or -1
 *
 * Returns: the #CueAccessFacet of a column, or -1 for one that cannot be filtered by
 */
int
cue_access_menu_get_facet (int column)
{
  switch (column) {
  case CUE_ACCESS_COLUMN_DOOR:
    return CUE_ACCESS_FACET_DOOR;
  case CUE_ACCESS_COLUMN_PERSON:
    return CUE_ACCESS_FACET_PERSON;
  case CUE_ACCESS_COLUMN_WHAT:
    return CUE_ACCESS_FACET_WHAT;
  case CUE_ACCESS_COLUMN_HOW:
    return CUE_ACCESS_FACET_HOW;
  case CUE_ACCESS_COLUMN_DETAIL:
    return CUE_ACCESS_FACET_DETAIL;
  default:
    return -1;
  }
}

/**
 * cue_access_menu_get_facet_name:
 * @facet: one of the values of a row
 *
 * Returns: (transfer none): its translated name
 */
const char *
cue_access_menu_get_facet_name (CueAccessFacet facet)
{
  switch (facet) {
  case CUE_ACCESS_FACET_SITE:
    return _ ("Site");
  case CUE_ACCESS_FACET_DOOR:
    return _ ("Door");
  case CUE_ACCESS_FACET_PERSON:
    return _ ("Person");
  case CUE_ACCESS_FACET_WHAT:
    return _ ("What");
  case CUE_ACCESS_FACET_HOW:
    return _ ("How");
  case CUE_ACCESS_FACET_DETAIL:
    return _ ("Detail");
  case CUE_ACCESS_FACET_IQ:
  default:
    /* Translators: the vendor's name of the box that connects doors to the network */
    return _ ("IQ");
  }
}

/**
 * cue_access_menu_describe_value:
 * @view: the view the row is in
 * @facet: one of the values of a row
 * @event: what the row shows
 *
 * Returns: (transfer full) (nullable): the value in words, or %NULL when the row has none
 */
char *
cue_access_menu_describe_value (CueAccessView *view, CueAccessFacet facet, CueAccessEvent *event)
{
  gboolean hide = cue_access_view_get_hide_names (view);

  if (cue_access_facet_of_event (facet, event) == NULL)
    return NULL;

  switch (facet) {
  case CUE_ACCESS_FACET_DOOR:
    return cue_access_words_door (event);
  case CUE_ACCESS_FACET_PERSON:
    return cue_access_words_person (event, hide);
  case CUE_ACCESS_FACET_WHAT:
    return cue_access_words_what (event);
  case CUE_ACCESS_FACET_HOW:
    return cue_access_words_how (event);
  case CUE_ACCESS_FACET_DETAIL:
    return cue_access_words_field (event, CUE_ACCESS_FIELD_EVENT_DETAIL, hide);
  case CUE_ACCESS_FACET_IQ:
    return cue_access_words_field (event, CUE_ACCESS_FIELD_IQ_CUSTOMER_REFERENCE, hide);
  case CUE_ACCESS_FACET_SITE:
  default:
    return NULL;
  }
}

/**
 * cue_access_menu_new_model:
 * @view: the view the row is in
 * @row: the row
 *
 * Returns: (transfer full): the menu of the row, of actions of the page
 */
GMenuModel *
cue_access_menu_new_model (CueAccessView *view, CueAccessRow *row)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) values = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  CueAccessEvent *event = cue_access_row_get_event (row);

  for (CueAccessFacet facet = 0; facet < CUE_ACCESS_N_FACETS; facet++) {
    g_autofree char *value = cue_access_menu_describe_value (view, facet, event);
    g_autofree char *line = NULL;
    g_autofree char *label = NULL;
    g_autofree char *escaped = NULL;
    g_autoptr (GMenuItem) item = NULL;
    g_auto (GStrv) parts = NULL;

    if (value == NULL || value[0] == '\0')
      continue;

    /* An underline in a label is a mnemonic; one in a value is not meant as such. */
    line = cue_text_make_line (value, -1, MAX_VALUE);
    parts = g_strsplit (line, "_", -1);
    escaped = g_strjoinv ("__", parts);
    /* Translators: in the menu of a row: shows only rows with the same value. The first %s is what
     * it is, such as “Door”; the second is the value */
    label = g_strdup_printf (_ ("Only %s: %s"), cue_access_menu_get_facet_name (facet), escaped);
    item = g_menu_item_new (label, NULL);
    g_menu_item_set_action_and_target (item, "access.filter-by", "i", (int) facet);
    g_menu_append_item (values, item);
  }

  g_menu_append (rest, _ ("Only _Around This Time"), "access.filter-around");
  g_menu_append (rest, _ ("Copy as _JSON"), "access.copy-raw");
  g_menu_append (rest, _ ("Ac_knowledge"), "access.acknowledge");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (values));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static gboolean
unparent (gpointer data)
{
  gtk_widget_unparent (GTK_WIDGET (data));
  return G_SOURCE_REMOVE;
}

static void
on_closed (GtkPopover *popover)
{
  /* The chosen action is activated after the menu has closed, and is found through its parents. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent, g_object_ref (popover), g_object_unref);
}

/**
 * cue_access_menu_popup:
 * @parent: the list
 * @view: its view; the menu is that of the selected row
 * @x: where the pointer is in @parent
 * @y: where the pointer is in @parent
 *
 * Opens the menu of the selected row.
 */
void
cue_access_menu_popup (GtkWidget *parent, CueAccessView *view, double x, double y)
{
  g_autoptr (CueAccessRow) row = cue_access_view_dup_selected (view);
  g_autoptr (GMenuModel) model = NULL;
  GtkWidget *popover;

  if (row == NULL)
    return;

  model = cue_access_menu_new_model (view, row);
  popover = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (popover, parent);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
