// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-screenshot-feeds.h"

/* The page of feeds with the tenant of the demo: the events of a day, one of them in all its parts,
 * an evening chosen in the bars, groups, what is new, a feed without events, and one that nobody
 * knows. */

#define HOUR_NS (G_GINT64_CONSTANT (3600) * 1000000000)

static CueFeedsPage *
get_page (CueWalk *walk)
{
  return cue_window_pages_get_feeds (cue_window_get_pages (walk->window));
}

static CueFeedsView *
get_events (CueWalk *walk)
{
  return cue_feeds_page_get_events (get_page (walk));
}

static CueFeedView *
get_view (CueWalk *walk)
{
  return cue_feeds_view_get_view (get_events (walk));
}

static CueFeedDesk *
get_desk (CueWalk *walk)
{
  return cue_monitor_get_feeds (cue_screenshot_scenes_get_monitor (walk));
}

static void
choose (CueWalk *walk, const char *feed)
{
  g_autoptr (CueFeedDeskConnection)
    connection = g_list_model_get_item (G_LIST_MODEL (get_desk (walk)), 0);

  if (connection == NULL)
    return;

  cue_feed_desk_connection_add_source (connection, feed);
  cue_feeds_page_choose (get_page (walk), cue_desk_connection_get_id (connection), feed);
}

static void
show_part (CueWalk *walk, const char *part)
{
  cue_feeds_page_show_section (get_page (walk), "events");
  cue_feeds_view_show_part (get_events (walk), part);
}

void
cue_screenshot_feeds_prepare_none (CueWalk *walk)
{
  cue_feeds_page_set_desk (get_page (walk), NULL);
  cue_window_show_page (walk->window, "feeds");
}

gboolean
cue_screenshot_feeds_is_none (CueWalk *walk)
{
  return get_view (walk) == NULL;
}

/* A day and a half, so that the bars have something to say. */
void
cue_screenshot_feeds_prepare_events (CueWalk *walk)
{
  CueFeedSource *source;
  CueFeedRange   range = { g_get_real_time () * 1000 - 36 * HOUR_NS, 0 };

  cue_feeds_page_set_desk (get_page (walk), get_desk (walk));
  choose (walk, "my-app-events");
  show_part (walk, "list");
  source = cue_feeds_view_get_source (get_events (walk));

  if (source != NULL)
    cue_feed_source_load_range (source, &range);
}

/* The newest that failed: there is most to say about it. */
static void
select_failed (CueWalk *walk)
{
  CueIdRows *rows = cue_feed_view_get_rows (get_view (walk));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++) {
    g_autoptr (CueFeedEvent) event = g_list_model_get_item (G_LIST_MODEL (rows), i);

    if (cue_feed_event_get_marks (event) & CUE_FEED_MARK_FAILED) {
      cue_id_rows_set_selected_id (rows, cue_feed_event_get_id (event));
      return;
    }
  }
}

void
cue_screenshot_feeds_prepare_details (CueWalk *walk)
{
  select_failed (walk);
  cue_feeds_view_show_detail (get_events (walk), "facts");
}

void
cue_screenshot_feeds_prepare_tree (CueWalk *walk)
{
  cue_feed_view_add_column (get_view (walk), "data.leaseId");
  cue_feeds_view_show_detail (get_events (walk), "tree");
}

void
cue_screenshot_feeds_prepare_histogram (CueWalk *walk)
{
  gint64 newest = cue_feed_log_get_newest_ns (cue_feed_view_get_log (get_view (walk)));

  cue_feed_view_remove_column (get_view (walk), "data.leaseId");
  cue_id_rows_set_selected_id (cue_feed_view_get_rows (get_view (walk)), 0);
  cue_feed_filter_set_range (cue_feed_view_get_filter (get_view (walk)),
                             newest - 14 * HOUR_NS,
                             newest - 8 * HOUR_NS);
}

void
cue_screenshot_feeds_prepare_groups (CueWalk *walk)
{
  cue_feed_filter_reset (cue_feed_view_get_filter (get_view (walk)));
  show_part (walk, "groups");
}

void
cue_screenshot_feeds_prepare_drift (CueWalk *walk)
{
  show_part (walk, "drift");
}

/* Whatever is counted in slices is counted. */
gboolean
cue_screenshot_feeds_is_ready (CueWalk *walk)
{
  CueFeedSource *source = cue_feeds_view_get_source (get_events (walk));

  return source != NULL && !cue_feed_source_get_busy (source) &&
         g_list_model_get_n_items (G_LIST_MODEL (cue_feed_source_get_log (source))) > 0 &&
         !cue_filtered_feed_get_filling (cue_feed_view_get_filtered (get_view (walk))) &&
         !cue_feed_histogram_get_filling (cue_feed_view_get_histogram (get_view (walk))) &&
         !cue_feed_groups_get_filling (cue_feed_view_get_groups (get_view (walk)));
}

void
cue_screenshot_feeds_prepare_empty (CueWalk *walk)
{
  choose (walk, "quiet-app");
  show_part (walk, "list");
}

gboolean
cue_screenshot_feeds_is_empty (CueWalk *walk)
{
  CueFeedSource *source = cue_feeds_view_get_source (get_events (walk));

  return source != NULL && !cue_feed_source_get_busy (source) &&
         cue_feed_source_get_answered (source) != 0;
}

void
cue_screenshot_feeds_prepare_error (CueWalk *walk)
{
  cue_screenshot_scenes_order (walk, "fault", "TB-10", "variant=json");
  choose (walk, "rehearsal-app");
}

gboolean
cue_screenshot_feeds_is_failed (CueWalk *walk)
{
  CueFeedSource *source = cue_feeds_view_get_source (get_events (walk));

  if (source == NULL || cue_feed_source_get_busy (source))
    return FALSE;

  /* The first question may have been answered before the simulator had its order. */
  if (!cue_feed_source_get_failed (source)) {
    cue_feed_source_load_newest (source);
    return FALSE;
  }

  cue_screenshot_scenes_order (walk, "fault", "TB-10", "off");
  return TRUE;
}
