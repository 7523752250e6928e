// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-list-stop.h"

/* How the Tab key comes into a list. A GtkListView that was empty when it got its model does not
 * take the focus at all before a row was clicked, and its scrolled window takes it instead, which
 * nobody sees. */

/**
 * cue_list_stop_is_tab:
 * @direction: where the focus goes
 *
 * Returns: whether it goes from one stop to another
 */
gboolean
cue_list_stop_is_tab (GtkDirectionType direction)
{
  return direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
}

/**
 * cue_list_stop_is_inside:
 * @list: a list
 *
 * Returns: whether one of its rows, or something in one, has the focus
 */
gboolean
cue_list_stop_is_inside (GtkListView *list)
{
  g_return_val_if_fail (GTK_IS_LIST_VIEW (list), FALSE);

  return gtk_widget_get_focus_child (GTK_WIDGET (list)) != NULL;
}

/**
 * cue_list_stop_is_leaving:
 * @list: a list that is one stop of the Tab key
 * @direction: where the focus goes
 *
 * Returns: whether it goes from one of its rows to another stop
 */
gboolean
cue_list_stop_is_leaving (GtkListView *list, GtkDirectionType direction)
{
  return cue_list_stop_is_tab (direction) && cue_list_stop_is_inside (list);
}

/**
 * cue_list_stop_enter:
 * @list: a list
 *
 * Gives the focus to its first row.
 *
 * Returns: whether there is one
 */
gboolean
cue_list_stop_enter (GtkListView *list)
{
  GtkSelectionModel *model;

  g_return_val_if_fail (GTK_IS_LIST_VIEW (list), FALSE);

  model = gtk_list_view_get_model (list);

  if (model == NULL || g_list_model_get_n_items (G_LIST_MODEL (model)) == 0)
    return FALSE;

  gtk_widget_activate_action (GTK_WIDGET (list), "list.scroll-to-item", "u", 0);

  /* The widgets of the rows are there in their order, from the first that is near. */
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (list)); item != NULL;
       item = gtk_widget_get_next_sibling (item)) {
    if (gtk_widget_get_child_visible (item) && gtk_widget_grab_focus (item))
      return TRUE;
  }

  return FALSE;
}
