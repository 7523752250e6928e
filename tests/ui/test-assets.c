// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-window.h"

#include "cue-assets-change-row.h"
#include "cue-assets-finding-row.h"
#include "cue-assets-page.h"
#include "cue-assets-tile.h"

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
test_rows (UiFixture *f, gconstpointer data)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *finding = cue_assets_finding_row_new ();
  GtkWidget       *change = cue_assets_change_row_new ();
  g_autofree char *text = NULL;

  gtk_box_append (GTK_BOX (box), finding);
  gtk_box_append (GTK_BOX (box), change);
  ui_fixture_show (f, box, 400, 300);
  cue_assets_finding_row_show (CUE_ASSETS_FINDING_ROW (finding),
                               CUE_SEVERITY_WARNING,
                               "Prelive · Background image",
                               "<b>1000 × 1000</b> is not 9:16",
                               "Crop it");
  cue_assets_change_row_show (CUE_ASSETS_CHANGE_ROW (change),
                              UI_SECONDS (UI_WALL_S),
                              "Custom · Logo",
                              "<i>New address</i>",
                              NULL,
                              NULL);
  ui_settle (f->window);
  g_assert_true (ui_shows (f->window, "Warning · Prelive · Background image"));
  g_assert_true (ui_shows (f->window, "<b>1000 × 1000</b> is not 9:16"));
  g_assert_true (ui_shows (f->window, "<i>New address</i>"));
  text = cue_assets_finding_row_to_text (CUE_ASSETS_FINDING_ROW (finding));
  g_assert_cmpstr (text,
                   ==,
                   "Warning · Prelive · Background image\n<b>1000 × 1000</b> is not 9:16\nCrop it");
}

static void
test_tile (UiFixture *f, gconstpointer data)
{
  GtkWidget *tile = cue_assets_tile_new (CUE_PLAYER_STATE_POSTLIVE);

  ui_fixture_show (f, tile, 240, 480);
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

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/assets/lazy", test_lazy },   { "/assets/waiting", test_waiting },
    { "/assets/empty", test_empty }, { "/assets/rows", test_rows },
    { "/assets/tile", test_tile },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
