// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-window.h"

#include <glib/gstdio.h>

#include "cue-assets-change-row.h"
#include "cue-assets-detail.h"
#include "cue-assets-facts.h"
#include "cue-assets-finding-row.h"
#include "cue-assets-page.h"
#include "cue-assets-tile.h"
#include "cue-brief-bin.h"
#include "cue-title-layout.h"

/* The page of what the phone shows, with answers that name assets that are never fetched. */

#define ASSETS                                                                                 \
  "\"customText\":[\"Soon\"],\"customBgImg916\":\"https://cdn.example.invalid/a/custom.jpg\"," \
  "\"preliveBgImg916\":\"https://cdn.example.invalid/a/prelive.jpg\","                         \
  "\"interruptionBgImg916\":\"https://cdn.example.invalid/a/interruption.jpg\","               \
  "\"postliveBgImg916\":\"https://cdn.example.invalid/a/postlive.jpg\""

static CueAssetsPage *
find_page (UiFixture *f)
{
  GtkWidget *page = ui_find_type (f->window, CUE_TYPE_ASSETS_PAGE);

  return page != NULL ? CUE_ASSETS_PAGE (page) : NULL;
}

/* Nobody pays for the page who does not look at it. */
static void
test_lazy (UiFixture *f, gconstpointer data)
{
  CueWindow *window;

  fake_engine_set_state (f->engine, "{\"playerState\":\"custom\"," ASSETS "}");
  ui_fixture_add_event (f, "Keynote");
  window = ui_window_show (f);
  g_assert_null (find_page (f));
  cue_window_show_page (window, "assets");
  ui_settle (f->window);
  g_assert_nonnull (find_page (f));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (find_page (f))));
}

static void
test_empty (UiFixture *f, gconstpointer data)
{
  CueEventSession *session;
  CueWindow       *window;

  fake_engine_set_state (f->engine, "{\"playerState\":\"prelive\"}");
  session = ui_fixture_add_event (f, "Keynote");
  window = ui_window_show (f);
  cue_window_show_page (window, "assets");
  ui_fixture_wait (f, session);
  ui_settle (f->window);
  g_assert_true (ui_shows (f->window, "No Assets"));

  fake_engine_set_state (f->engine, "{\"playerState\":\"prelive\"," ASSETS "}");
  ui_fixture_poll (f, session);
  ui_settle (f->window);
  g_assert_false (ui_shows (f->window, "No Assets"));
  g_assert_true (ui_shows (f->window, "On Air Now"));
}

static void
test_waiting (UiFixture *f, gconstpointer data)
{
  CueAssetsPage *page = g_object_new (CUE_TYPE_ASSETS_PAGE, NULL);

  ui_fixture_show (f, GTK_WIDGET (page), 800, 600);
  g_assert_true (ui_shows (f->window, "No Answer Yet"));
}

/* What comes from outside is shown as it is, and is never markup. */
static void
test_finding (UiFixture *f, gconstpointer data)
{
  GtkWidget       *row = cue_assets_finding_row_new ();
  g_autofree char *text = NULL;

  ui_fixture_show (f, row, 400, 300);
  cue_assets_finding_row_show (CUE_ASSETS_FINDING_ROW (row),
                               CUE_SEVERITY_WARNING,
                               "Prelive: background image",
                               "<b>1000 × 1000</b> is not 9:16",
                               "Crop it");
  ui_settle (f->window);
  g_assert_true (ui_shows (f->window, "Warning · Prelive: background image"));
  g_assert_true (ui_shows (f->window, "<b>1000 × 1000</b> is not 9:16"));
  text = cue_assets_finding_row_to_text (CUE_ASSETS_FINDING_ROW (row));
  g_assert_cmpstr (text,
                   ==,
                   "Warning · Prelive: background image\n<b>1000 × 1000</b> is not 9:16\nCrop it");
}

/* A change without any picture of it that could be found, and what it says of itself. */
static void
test_change (UiFixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "history", NULL);
  g_autoptr (CueAssetHistory) history = cue_asset_history_new (folder);
  guint slot = cue_asset_slot_find (CUE_PLAYER_STATE_PRELIVE, CUE_ASSET_BG_IMAGE);
  g_autoptr (CueAssetChange) change =
    cue_asset_change_new (UI_SECONDS (UI_WALL_S),
                          slot,
                          "https://cdn.example.invalid/<old>.jpg",
                          "https://cdn.example.invalid/<new>.jpg",
                          "00000000000000000000000000000000000000000000000000000000000000a1",
                          "00000000000000000000000000000000000000000000000000000000000000a2");
  g_autofree char *words = cue_asset_change_to_words (change);
  g_autofree char *where = cue_asset_slot_index_to_words (slot);
  GtkWidget       *row = cue_assets_change_row_new ();

  ui_fixture_show (f, row, 400, 300);
  cue_assets_change_row_set_change (CUE_ASSETS_CHANGE_ROW (row), history, change);
  fake_engine_settle ();
  ui_settle (f->window);
  g_assert_true (ui_shows (f->window, where));
  g_assert_true (ui_shows (f->window, words));
  cue_assets_change_row_set_change (CUE_ASSETS_CHANGE_ROW (row), history, NULL);
  cue_asset_history_flush (history);
  g_rmdir (folder);
}

static const char *
find_fact (GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++) {
    const CueAssetsFact *fact = list->pdata[i];

    if (g_str_equal (fact->name, name))
      return fact->value;
  }

  return NULL;
}

static void
test_facts (UiFixture *f, gconstpointer data)
{
  CueAssetFactsFields fields = CUE_ASSET_FACTS_FIELDS_INIT;
  g_autoptr (CuePictureFacts) picture = cue_picture_facts_new (1080, 1920);
  g_autoptr (CuePictureFacts) square = cue_picture_facts_new (1080, 1080);
  g_autoptr (CueAssetFacts) bare = NULL;
  g_autoptr (CueAssetFacts) full = NULL;
  g_autoptr (CueAssetFacts) wrong = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) other = NULL;
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  fields.url = "https://cdn.example.invalid/a.mp4";
  fields.status = 200;
  fields.declared_type = "video/mp4";
  fields.found_type = "video/mp4";
  fields.bytes = 1234567;
  fields.load_us = 340 * 1000;
  fields.etag = "\"v1\"";
  bare = cue_asset_facts_new (&fields);
  picture->format = g_strdup ("MP4 / H.264");
  picture->codec = g_strdup ("H.264");
  picture->duration_us = UI_SECONDS (6);
  picture->fps_n = 30;
  picture->n_frames = 180;
  full = cue_asset_facts_with_picture (bare, picture, NULL);
  list = cue_assets_facts_list (full);
  g_assert_cmpstr (find_fact (list, "HTTP status"), ==, "200");
  g_assert_cmpstr (find_fact (list, "Pixels"), ==, "1080 × 1920");
  g_assert_cmpstr (find_fact (list, "Ratio"), ==, "9:16");
  g_assert_cmpstr (find_fact (list, "Duration"), ==, "6.0 s");
  g_assert_cmpstr (find_fact (list, "Frame rate"), ==, "30 fps");
  g_assert_cmpstr (find_fact (list, "ETag"), ==, "\"v1\"");
  g_assert_null (find_fact (list, "Redirects"));
  g_assert_null (find_fact (list, "First byte"));
  g_assert_null (find_fact (list, "Sound"));
  line = cue_assets_facts_summarize (full);
  g_assert_cmpstr (line, ==, "MP4 / H.264 · 1080 × 1920 · 6.0 s · 1.2\302\240MB");
  text = cue_assets_facts_to_text (full);
  g_assert_nonnull (strstr (text, "Address: https://cdn.example.invalid/a.mp4\n"));

  wrong = cue_asset_facts_with_picture (bare, square, NULL);
  other = cue_assets_facts_list (wrong);
  g_assert_cmpstr (find_fact (other, "Ratio"), ==, "77.8 % wider than 9:16");
}

/* One state at a time, and back again where one came from. */
static void
test_detail (UiFixture *f, gconstpointer data)
{
  CueEventSession *session;
  CueWindow       *window;
  GtkWidget       *page, *detail;

  fake_engine_set_state (f->engine, "{\"playerState\":\"custom\"," ASSETS "}");
  session = ui_fixture_add_event (f, "Keynote");
  window = ui_window_show (f);
  cue_window_show_page (window, "assets");
  ui_fixture_wait (f, session);
  ui_settle (f->window);
  page = GTK_WIDGET (find_page (f));
  detail = ui_find_type (f->window, CUE_TYPE_ASSETS_DETAIL);
  g_assert_false (gtk_widget_get_mapped (detail));

  gtk_widget_activate_action (page, "assets.open", "s", "prelive");
  ui_settle (f->window);
  g_assert_true (gtk_widget_get_mapped (detail));
  g_assert_cmpint (cue_assets_detail_get_state (CUE_ASSETS_DETAIL (detail)),
                   ==,
                   CUE_PLAYER_STATE_PRELIVE);
  g_assert_true (ui_shows (detail, "Background video"));
  g_assert_true (ui_shows (detail, "Foreground image"));
  g_assert_false (ui_shows (detail, "Logo"));

  gtk_widget_activate_action (page, "assets.open", "s", "custom");
  ui_settle (f->window);
  g_assert_true (ui_shows (detail, "Logo"));

  gtk_widget_activate_action (detail, "assets.back", NULL);
  ui_settle (f->window);
  g_assert_false (gtk_widget_get_mapped (detail));
  g_assert_true (cue_assets_tile_get_state (CUE_ASSETS_TILE (
                   gtk_window_get_focus (GTK_WINDOW (f->window)))) == CUE_PLAYER_STATE_CUSTOM);

  /* Who says a state that has no assets means all of them. */
  gtk_widget_activate_action (page, "assets.open", "s", "prelive");
  gtk_widget_activate_action (page, "assets.open", "s", "live");
  ui_settle (f->window);
  g_assert_false (gtk_widget_get_mapped (detail));
}

/* Nothing is held for a page that nobody sees. */
static void
test_released (UiFixture *f, gconstpointer data)
{
  guint            slot = cue_asset_slot_find (CUE_PLAYER_STATE_POSTLIVE, CUE_ASSET_BG_IMAGE);
  CueEventSession *session;
  CueWindow       *window;
  CueAssetWatch   *watch;
  GtkWidget       *detail;

  fake_engine_set_state (f->engine, "{\"playerState\":\"custom\"," ASSETS "}");
  session = ui_fixture_add_event (f, "Keynote");
  window = ui_window_show (f);
  ui_fixture_wait (f, session);
  watch = cue_monitor_get_assets (cue_event_session_get_monitor (session));
  g_assert_false (cue_asset_file_get_held (cue_asset_watch_get_file (watch, slot)));

  cue_window_show_page (window, "assets");
  ui_settle (f->window);
  g_assert_true (cue_asset_file_get_held (cue_asset_watch_get_file (watch, slot)));
  detail = ui_find_type (f->window, CUE_TYPE_ASSETS_DETAIL);
  cue_assets_page_open (find_page (f), CUE_PLAYER_STATE_POSTLIVE);
  ui_settle (f->window);

  cue_window_show_page (window, "on-air");
  ui_settle (f->window);
  g_assert_false (cue_asset_file_get_held (cue_asset_watch_get_file (watch, slot)));
  g_assert_cmpint (cue_assets_detail_get_state (CUE_ASSETS_DETAIL (detail)),
                   ==,
                   CUE_PLAYER_STATE_UNKNOWN);
}

static void
test_tile (UiFixture *f, gconstpointer data)
{
  GtkWidget *tile = cue_assets_tile_new (CUE_PLAYER_STATE_POSTLIVE);

  ui_fixture_show (f, tile, 400, 480);
  g_assert_cmpint (cue_assets_tile_get_state (CUE_ASSETS_TILE (tile)),
                   ==,
                   CUE_PLAYER_STATE_POSTLIVE);
  g_assert_true (ui_shows (f->window, "Post-live"));
  g_assert_false (ui_shows (f->window, "On Air Now"));
  cue_assets_tile_set_mark (CUE_ASSETS_TILE (tile), CUE_ASSETS_MARK_ON_AIR);
  ui_settle (f->window);
  g_assert_true (ui_shows (f->window, "On Air Now"));
  cue_assets_tile_set_mark (CUE_ASSETS_TILE (tile), CUE_ASSETS_MARK_NEXT);
  ui_settle (f->window);
  g_assert_true (ui_shows (f->window, "Next?"));
  g_assert_false (gtk_widget_has_css_class (tile, "on-air-now"));
  cue_assets_tile_set_verdict (CUE_ASSETS_TILE (tile), CUE_HEALTH_ERROR, "2 errors");
  ui_settle (f->window);
  g_assert_true (ui_shows (f->window, "2 errors"));
}

static void
give_width (GtkWidget *widget, int width)
{
  gtk_widget_allocate (widget, width, gtk_widget_get_height (widget), -1, NULL);
}

/* What stands beside a title gives way before the title loses a letter. */
static void
test_title (UiFixture *f, gconstpointer data)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *title = gtk_label_new ("Interruption");
  GtkWidget *full = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *brief = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  int        least, liked;

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_size_request (full, 100, 10);
  gtk_widget_set_size_request (brief, 20, 10);
  gtk_widget_set_layout_manager (line, cue_title_layout_new ());
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), cue_brief_bin_new (full, brief));
  ui_fixture_show (f, line, 400, 100);
  gtk_widget_measure (title, GTK_ORIENTATION_HORIZONTAL, -1, &least, &liked, NULL, NULL);
  g_assert_cmpint (least, <, liked);

  give_width (line, liked + 6 + 100);
  g_assert_true (gtk_widget_get_child_visible (full));
  g_assert_false (gtk_widget_get_child_visible (brief));
  g_assert_cmpint (gtk_widget_get_width (title), ==, liked);

  give_width (line, liked + 6 + 99);
  g_assert_false (gtk_widget_get_child_visible (full));
  g_assert_true (gtk_widget_get_child_visible (brief));
  g_assert_cmpint (gtk_widget_get_width (title), >=, liked);

  give_width (line, liked + 6 + 20 - 1);
  g_assert_true (gtk_widget_get_child_visible (brief));
  g_assert_cmpint (gtk_widget_get_width (title), ==, liked - 1);
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/assets/lazy", test_lazy },         { "/assets/waiting", test_waiting },
    { "/assets/empty", test_empty },       { "/assets/finding", test_finding },
    { "/assets/change", test_change },     { "/assets/facts", test_facts },
    { "/assets/tile", test_tile },         { "/assets/detail", test_detail },
    { "/assets/released", test_released }, { "/assets/title", test_title },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
