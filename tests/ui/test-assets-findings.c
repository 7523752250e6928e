// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-window.h"

#include "ui-assets.h"

#include "cue-assets-detail.h"
#include "cue-assets-page.h"
#include "cue-simulator.h"

/* What the page says while the assets of the simulator go wrong and right again: the rows of what
 * is found, the tiles, and what stands there while nothing is known yet. */

typedef struct {
  UiFixture       *f;
  CueSimulator    *simulator;
  CueAssetsPage   *page;
  CueAssetWatch   *watch;
  CueEventSession *session;
  const char      *first; /* a text of the first row */
} Scene;

static void
order (Scene *scene, const char *change)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (change, &error);

  g_assert_no_error (error);
  cue_simulator_set_state (scene->simulator, json_node_get_object (node), &error);
  g_assert_no_error (error);
}

/* With a good picture in some states, and none elsewhere. */
static void
begin (Scene *scene, UiFixture *f)
{
  g_autoptr (CueProfile) profile = cue_profile_new ();
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  CueWindow *window;

  scene->f = f;
  scene->simulator = cue_simulator_new ();
  cue_simulator_set_media (scene->simulator, FALSE);
  cue_simulator_set_assets (scene->simulator, TRUE);
  cue_simulator_start (scene->simulator, &error);
  g_assert_no_error (error);
  order (scene,
         "{\"playerState\":\"prelive\",\"useVideo\":{\"custom\":false},"
         "\"assets\":{\"all\":\"missing\",\"preliveBgImg916\":\"usual\","
         "\"customBgImg916\":\"usual\",\"interruptionBgImg916\":\"usual\",\"postliveBgImg916\":"
         "\"usual\"}}");
  url = cue_simulator_get_state_url (scene->simulator);
  cue_profile_set_name (profile, "Keynote");
  cue_profile_set_source_kind (profile, CUE_PROFILE_SOURCE_STATE_URL);
  cue_profile_set_state_url (profile, url);
  cue_profile_store_add (f->store, profile);
  scene->session = cue_session_list_find (f->sessions, cue_profile_get_id (profile), NULL);
  window = ui_window_show (f);
  cue_window_show_page (window, "assets");
  scene->page = CUE_ASSETS_PAGE (ui_find_type (f->window, CUE_TYPE_ASSETS_PAGE));
  scene->watch = cue_monitor_get_assets (cue_event_session_get_monitor (scene->session));
}

static void
end (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->f->window));
  scene->f->window = NULL;
  cue_simulator_stop (scene->simulator);
  g_object_unref (scene->simulator);
}

static GtkWidget *
find_tile (Scene *scene, CuePlayerState state)
{
  return ui_assets_find_tile (GTK_WIDGET (scene->page), state);
}

static GtkWidget *
find_row (Scene *scene)
{
  return ui_assets_find_finding (GTK_WIDGET (scene->page));
}

static gboolean
is_settled (gpointer data)
{
  Scene *scene = data;

  return cue_monitor_get_state (cue_event_session_get_monitor (scene->session)) != NULL &&
         cue_asset_watch_is_settled (scene->watch);
}

static gboolean
has_first (gpointer data)
{
  Scene     *scene = data;
  GtkWidget *row = find_row (scene);

  return is_settled (scene) && row != NULL && ui_shows (row, scene->first);
}

static gboolean
is_fine (gpointer data)
{
  Scene *scene = data;

  return is_settled (scene) && find_row (scene) == NULL;
}

/* The next answer, and what becomes of it. */
static void
go_on (Scene *scene, const char *change)
{
  order (scene, change);
  ui_fixture_poll (scene->f, scene->session);
}

static void
wait_for_row (Scene *scene, const char *text)
{
  scene->first = text;
  fake_engine_wait (has_first, scene);
  ui_settle (scene->f->window);
}

static void
assert_tile (Scene *scene, CuePlayerState state, const char *words)
{
  GtkWidget *tile = find_tile (scene, state);

  ui_settle (scene->f->window);
  g_assert_true (ui_shows (tile, words));
}

/* Each is there as long as what it is about, with its figure and what to do; the worst is first. */
static void
test_rows (UiFixture *f, gconstpointer data)
{
  static const char spoken[] =
    "Warning · Pre-live: background image\n"
    "The picture is wider than 9:16: 1536\302\240×\302\2401920 (+42.2\302\240%)\n"
    "Use 1080 × 1920 pixels.";
  Scene scene = { 0 };

  begin (&scene, f);
  fake_engine_wait (is_fine, &scene);
  assert_tile (&scene, CUE_PLAYER_STATE_PRELIVE, "Nothing wrong");

  go_on (&scene, "{\"assets\":{\"preliveBgImg916\":\"not-916\"}}");
  wait_for_row (&scene, "Warning · Pre-live: background image");
  g_assert_true (
    ui_shows (find_row (&scene),
              "The picture is wider than 9:16: 1536\302\240×\302\2401920 (+42.2\302\240%)"));
  g_assert_true (ui_shows (find_row (&scene), "Use 1080 × 1920 pixels."));
  gtk_test_accessible_assert_role (gtk_widget_get_parent (find_row (&scene)),
                                   GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (gtk_widget_get_parent (find_row (&scene)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       spoken);
  assert_tile (&scene, CUE_PLAYER_STATE_PRELIVE, "1 warning");
  assert_tile (&scene, CUE_PLAYER_STATE_POSTLIVE, "Nothing wrong");

  /* An error comes before a warning that was there first. */
  go_on (&scene, "{\"assets\":{\"postliveBgImg916\":\"status-404\"}}");
  wait_for_row (&scene, "Error · Post-live: background image");
  assert_tile (&scene, CUE_PLAYER_STATE_POSTLIVE, "1 error");
  assert_tile (&scene, CUE_PLAYER_STATE_PRELIVE, "1 warning");

  go_on (&scene, "{\"assets\":{\"postliveBgImg916\":\"usual\"}}");
  wait_for_row (&scene, "Warning · Pre-live: background image");
  assert_tile (&scene, CUE_PLAYER_STATE_POSTLIVE, "Nothing wrong");
  end (&scene);
}

static gboolean
shows_loading (gpointer data)
{
  Scene *scene = data;

  return ui_shows (find_tile (scene, CUE_PLAYER_STATE_PRELIVE), "Checking…");
}

/* Its pictures are asked for in their own time. */
static gboolean
other_is_fine (gpointer data)
{
  Scene *scene = data;

  return ui_shows (find_tile (scene, CUE_PLAYER_STATE_POSTLIVE), "Nothing wrong");
}

static gboolean
is_image (GtkWidget *widget, gpointer data)
{
  return gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_IMG &&
         gtk_widget_get_mapped (widget);
}

/* A picture may be judged before it is drawn. */
static gboolean
is_described (gpointer image)
{
  g_autofree char *other = gtk_test_accessible_check_property (image,
                                                               GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                                               "Background image");

  return other == NULL;
}

static gboolean
shows_refused (gpointer detail)
{
  return ui_shows (detail, "Not a web address");
}

/* Nothing is said of what is still on its way, or never comes. */
static void
test_loading (UiFixture *f, gconstpointer data)
{
  Scene      scene = { 0 };
  GtkWidget *detail;

  begin (&scene, f);
  fake_engine_wait (is_fine, &scene);
  fake_engine_wait (is_described,
                    ui_find (find_tile (&scene, CUE_PLAYER_STATE_PRELIVE), is_image, NULL));
  order (&scene, "{\"assets\":{\"preliveBgImg916\":\"hang\"}}");
  ui_fixture_poll (f, scene.session);
  fake_engine_wait (shows_loading, &scene);
  fake_engine_wait (other_is_fine, &scene);
  g_assert_true (shows_loading (&scene));
  cue_assets_page_open (scene.page, CUE_PLAYER_STATE_PRELIVE);
  ui_settle (f->window);
  detail = ui_find_type (f->window, CUE_TYPE_ASSETS_DETAIL);
  g_assert_true (ui_shows (detail, "Loading…"));
  g_assert_true (ui_shows (detail, "Not named"));
  order (&scene, "{\"assets\":{\"preliveFgImg916\":\"data\"}}");
  ui_fixture_poll (f, scene.session);
  fake_engine_wait (shows_refused, detail);
  end (&scene);
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/assets-findings/rows", test_rows },
    { "/assets-findings/loading", test_loading },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
