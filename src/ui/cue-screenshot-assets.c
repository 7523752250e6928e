// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-screenshot-assets.h"

#include "cue-assets-change-row.h"
#include "cue-assets-detail.h"
#include "cue-assets-item-row.h"

/* The page of assets with the event of the demo: everything as it should be, several assets that
 * are not, one state with all that is known of it, a change, and none at all, which is the last,
 * as an asset that comes and goes is a change. */

#define FINDINGS_WANTED 4

static CueAssetsPage *
get_page (CueWalk *walk)
{
  return cue_window_pages_get_assets (cue_window_get_pages (walk->window));
}

static CueAssetWatch *
get_watch (CueWalk *walk)
{
  CueMonitor *monitor = cue_screenshot_scenes_get_monitor (walk);

  return monitor != NULL ? cue_monitor_get_assets (monitor) : NULL;
}

static gboolean
has_pictures (CueWalk *walk)
{
  static const CuePlayerState states[] = {
    CUE_PLAYER_STATE_CUSTOM,
    CUE_PLAYER_STATE_PRELIVE,
    CUE_PLAYER_STATE_INTERRUPTION,
    CUE_PLAYER_STATE_POSTLIVE,
  };
  CuePhoneScenes *scenes = cue_event_session_get_scenes (cue_window_get_session (walk->window));

  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    CuePhoneScene *scene = cue_phone_scenes_get (scenes, states[i]);

    if (cue_phone_scene_is_empty (scene) || cue_phone_scene_is_loading (scene))
      return FALSE;
  }

  return TRUE;
}

void
cue_screenshot_assets_prepare_none (CueWalk *walk)
{
  cue_assets_page_open (get_page (walk), CUE_PLAYER_STATE_UNKNOWN);
  /* A video that is asked for and not named would be an error. */
  cue_screenshot_scenes_order (walk,
                               "state",
                               "{\"assets\":{\"all\":\"missing\"},\"useVideo\":{\"custom\":"
                               "false,\"prelive\":false,\"postlive\":false,\"interruption\":"
                               "false}}",
                               NULL);
}

gboolean
cue_screenshot_assets_is_none (CueWalk *walk)
{
  for (guint slot = 0; slot < CUE_N_ASSET_SLOTS; slot++) {
    if (cue_asset_item_get_url (cue_asset_watch_get_item (get_watch (walk), slot)) != NULL)
      return FALSE;
  }

  return TRUE;
}

void
cue_screenshot_assets_prepare_overview (CueWalk *walk)
{
  cue_window_show_page (walk->window, "assets");
}

/* Rows come into sight with the size of the window, and load their small pictures then. */
static gboolean
are_rows_complete (GtkWidget *widget)
{
  if (CUE_IS_ASSETS_CHANGE_ROW (widget) && gtk_widget_get_mapped (widget) &&
      !cue_assets_change_row_is_complete (CUE_ASSETS_CHANGE_ROW (widget)))
    return FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (!are_rows_complete (child))
      return FALSE;
  }

  return TRUE;
}

gboolean
cue_screenshot_assets_is_ready (CueWalk *walk)
{
  return has_pictures (walk) && cue_asset_watch_is_settled (get_watch (walk)) &&
         are_rows_complete (GTK_WIDGET (get_page (walk)));
}

void
cue_screenshot_assets_prepare_findings (CueWalk *walk)
{
  cue_screenshot_scenes_order (walk,
                               "state",
                               "{\"assets\":{\"preliveBgImg916\":\"not-916\","
                               "\"preliveFgImg916\":\"wrong-type\","
                               "\"interruptionBgImg916\":\"replaced\","
                               "\"interruptionFgImg916\":\"redirect\","
                               "\"postliveBgImg916\":\"status-404\","
                               "\"postliveFgImg916\":\"heavy\"}}",
                               NULL);
}

gboolean
cue_screenshot_assets_has_findings (CueWalk *walk)
{
  GListModel *findings = cue_asset_watch_get_findings (get_watch (walk));

  /* One state has lost its background, and shows the rest. */
  return g_list_model_get_n_items (findings) >= FINDINGS_WANTED &&
         cue_screenshot_assets_is_ready (walk);
}

static void
unfold (GtkWidget *widget, gpointer data)
{
  if (CUE_IS_ASSETS_ITEM_ROW (widget))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget),
                                   cue_assets_item_row_get_kind (CUE_ASSETS_ITEM_ROW (widget)) ==
                                     CUE_ASSET_BG_IMAGE);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    unfold (child, data);
}

void
cue_screenshot_assets_prepare_detail (CueWalk *walk)
{
  cue_assets_page_open (get_page (walk), CUE_PLAYER_STATE_PRELIVE);
  unfold (GTK_WIDGET (get_page (walk)), NULL);
}

/* Of the other states files may be on their way again meanwhile. */
gboolean
cue_screenshot_assets_is_detailed (CueWalk *walk)
{
  CuePhoneScenes *scenes = cue_event_session_get_scenes (cue_window_get_session (walk->window));

  return cue_assets_page_is_settled (get_page (walk)) &&
         !cue_phone_scene_is_loading (cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_PRELIVE));
}

void
cue_screenshot_assets_prepare_comparison (CueWalk *walk)
{
  CueAssetWatch  *watch = get_watch (walk);
  guint           slot = cue_asset_slot_find (CUE_PLAYER_STATE_INTERRUPTION, CUE_ASSET_BG_IMAGE);
  CueAssetChange *change = cue_asset_history_get_last (cue_asset_watch_get_history (watch), slot);

  if (change != NULL)
    cue_assets_page_compare (get_page (walk), change);
}

/* The two versions are there when nothing of the state is loading. */
gboolean
cue_screenshot_assets_is_compared (CueWalk *walk)
{
  return cue_assets_page_is_compared (get_page (walk));
}
