// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-part.h"

#include "cue-line.h"

/* What the parts of the feeds have in common that list something found in the events of a view. */

/**
 * cue_feed_part_dress:
 * @list: a list
 * @headings: what stands above it
 * @table: the columns of both
 *
 * Gives a list its lines and its headings.
 */
void
cue_feed_part_dress (GtkListView *list, CueLineHeadings *headings, CueLineTable *table)
{
  g_autoptr (GtkListItemFactory) factory = cue_line_factory_new (table);

  gtk_list_view_set_factory (list, factory);
  cue_line_headings_set_table (headings, table);
}

/**
 * cue_feed_part_follow:
 * @part: a part
 * @list: its list
 * @view: the events
 * @rows: what was found in them
 * @update: (scope forever): called with @part when something else was found
 * @on_zone_changed: (scope forever): called with @part when times are to be shown differently
 *
 * Lists what was found, until [func@feed_part_leave].
 */
void
cue_feed_part_follow (GtkWidget   *part,
                      GtkListView *list,
                      CueFeedView *view,
                      GListModel  *rows,
                      GCallback    update,
                      GCallback    on_zone_changed)
{
  g_autoptr (GtkSelectionModel)
    selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (rows)));

  gtk_list_view_set_model (list, selection);
  g_signal_connect_swapped (rows, "items-changed", update, part);
  g_signal_connect_swapped (rows, "notify", update, part);
  g_signal_connect_swapped (view, "notify::zone", on_zone_changed, part);
}

/**
 * cue_feed_part_leave:
 * @part: a part
 * @list: (nullable): its list; %NULL when the template is being taken down
 * @view: the events
 * @rows: what was found in them
 *
 * Undoes [func@feed_part_follow].
 */
void
cue_feed_part_leave (GtkWidget *part, GtkListView *list, CueFeedView *view, GListModel *rows)
{
  g_signal_handlers_disconnect_by_data (rows, part);
  g_signal_handlers_disconnect_by_data (view, part);

  if (list != NULL)
    gtk_list_view_set_model (list, NULL);
}

/**
 * cue_feed_part_format_time:
 * @view: in whose zone times are shown
 * @ns: nanoseconds since 1970 UTC, or %CUE_FEED_NO_TIME
 *
 * Returns: (transfer full): the time, or a dash
 */
char *
cue_feed_part_format_time (CueFeedView *view, gint64 ns)
{
  return ns != CUE_FEED_NO_TIME
           ? cue_moment_format (ns, cue_feed_view_get_zone (view), CUE_MOMENT_SHORT)
           : g_strdup ("–");
}
