// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-lines.h"

/* The lines of the log of doors that its list keeps: about two hundred, those near to what is
 * shown.
 */

/**
 * cue_access_lines_find_item:
 * @rows: the list
 * @id: the id of a row
 *
 * Returns: (transfer none) (nullable): the item of the list that shows it, or %NULL while it is far
 *   from what is shown
 */
GtkWidget *
cue_access_lines_find_item (GtkListView *rows, guint64 id)
{
  g_return_val_if_fail (GTK_IS_LIST_VIEW (rows), NULL);

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (rows)); item != NULL;
       item = gtk_widget_get_next_sibling (item)) {
    GtkWidget    *child = gtk_widget_get_first_child (item);
    CueAccessRow *row =
      CUE_IS_ACCESS_LINE (child) ? cue_access_line_get_row (CUE_ACCESS_LINE (child)) : NULL;

    if (row != NULL && cue_access_row_get_id (row) == id)
      return item;
  }

  return NULL;
}

/**
 * cue_access_lines_pick:
 * @rows: the list
 * @x: pixels in it
 * @y: pixels in it
 *
 * Returns: (transfer none) (nullable): the line there, or %NULL where there is none
 */
CueAccessLine *
cue_access_lines_pick (GtkListView *rows, double x, double y)
{
  GtkWidget *picked;

  g_return_val_if_fail (GTK_IS_LIST_VIEW (rows), NULL);

  picked = gtk_widget_pick (GTK_WIDGET (rows), x, y, GTK_PICK_DEFAULT);

  if (picked != NULL && !CUE_IS_ACCESS_LINE (picked))
    picked = gtk_widget_get_first_child (picked);

  return picked != NULL && CUE_IS_ACCESS_LINE (picked) &&
             cue_access_line_get_row (CUE_ACCESS_LINE (picked)) != NULL
           ? CUE_ACCESS_LINE (picked)
           : NULL;
}

/**
 * cue_access_lines_scroll_to:
 * @rows: the list
 * @position: of a row in it
 *
 * Scrolls as far as it takes for the row to be seen.
 */
void
cue_access_lines_scroll_to (GtkListView *rows, guint position)
{
  g_return_if_fail (GTK_IS_LIST_VIEW (rows));

  gtk_widget_activate_action (GTK_WIDGET (rows), "list.scroll-to-item", "u", position);
}

/**
 * cue_access_lines_focus:
 * @rows: the list
 * @position: of a row in it
 * @id: the id of that row
 *
 * Gives a row the focus.
 *
 * Returns: whether it has it
 */
gboolean
cue_access_lines_focus (GtkListView *rows, guint position, guint64 id)
{
  GtkWidget *item;

  /* A row far from here has no widget before it is scrolled to. */
  cue_access_lines_scroll_to (rows, position);
  item = cue_access_lines_find_item (rows, id);
  return item != NULL && gtk_widget_grab_focus (item);
}
