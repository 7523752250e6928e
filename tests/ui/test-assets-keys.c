// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-window.h"

#include <glib/gstdio.h>

#include "ui-assets.h"
#include "ui-keys.h"

#include "cue-assets-detail.h"
#include "cue-assets-page.h"
#include "cue-compat.h"
#include "cue-composition-view.h"
#include "cue-composition-window.h"

/* The page of what the phone shows with the keyboard alone: from all states to one, closer, over
 * the whole screen and back, and to what was found. The keyboard is never without a place. */

#define STATE                                                                                \
  "{\"playerState\":\"custom\",\"customText\":[\"Soon\"],\"customBgImg916\":\"%s/a.png\",\"" \
  "preliveBgImg916\":\"%s/missing.png\",\"preliveFgImg916\":\"%s/missing.png\","             \
  "\"interruptionBgImg916\":\"%s/a.png\",\"postliveBgImg916\":\"%s/a.png\"}"

typedef struct {
  UiFixture          *f;
  CueAssetsPage      *page;
  CueAssetsDetail    *detail;
  CueAssetWatch      *watch;
  CueCompositionView *view;
  CueComposition     *composition;
} Scene;

static gboolean
is_settled (gpointer watch)
{
  return cue_asset_watch_is_settled (watch);
}

static gboolean
has_row (gpointer window)
{
  return ui_assets_find_finding (window) != NULL;
}

static void
begin (Scene *scene, UiFixture *f)
{
  const char      *base = fake_engine_get_base (f->engine);
  CueEventSession *session;
  CueWindow       *window;

  scene->f = f;
  ui_assets_serve (f, "/a.png", ui_assets_paint_blue, 1080, 1920);
  fake_engine_set_state (f->engine, STATE, base, base, base, base, base);
  session = ui_fixture_add_event (f, "Keynote");
  window = ui_window_show (f);
  cue_window_show_page (window, "assets");
  ui_fixture_wait (f, session);
  scene->page = CUE_ASSETS_PAGE (ui_find_type (f->window, CUE_TYPE_ASSETS_PAGE));
  scene->detail = CUE_ASSETS_DETAIL (ui_find_type (f->window, CUE_TYPE_ASSETS_DETAIL));
  scene->view =
    CUE_COMPOSITION_VIEW (ui_find_type (GTK_WIDGET (scene->detail), CUE_TYPE_COMPOSITION_VIEW));
  scene->composition = cue_composition_view_get_composition (scene->view);
  scene->watch = cue_monitor_get_assets (cue_event_session_get_monitor (session));
  fake_engine_wait (is_settled, scene->watch);
  fake_engine_wait (has_row, f->window);
  ui_settle (f->window);
}

static GtkWidget *
find_tile (Scene *scene, CuePlayerState state)
{
  return ui_assets_find_tile (GTK_WIDGET (scene->page), state);
}

/* Somebody can see where the keyboard is. */
static void
assert_place (GtkWidget *window, GtkWidget *within)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_get_mapped (focus));
  g_assert_true (gtk_widget_is_sensitive (focus));
  g_assert_true (ui_holds_focus (window, within));
}

static gboolean
is_open (gpointer detail)
{
  return gtk_widget_get_mapped (detail);
}

static gboolean
is_closed (gpointer detail)
{
  return !gtk_widget_get_mapped (detail);
}

/* A button takes a moment to be seen pressed. */
static void
enter (Scene *scene, GtkWidget *window, FakeCondition condition)
{
  ui_press (window, GDK_KEY_Return, 0);
  fake_engine_wait (condition, scene->detail);
  ui_settle (scene->f->window);
}

static gboolean
has_action (GtkWidget *widget, gpointer name)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), name) == 0;
}

static GtkWidget *
find_button (GtkWidget *root, const char *action)
{
  GtkWidget *button = ui_find (root, has_action, (gpointer) action);

  g_assert_nonnull (button);
  return button;
}

static const char *
get_zoom_words (CueCompositionView *view)
{
  return gtk_menu_button_get_label (
    GTK_MENU_BUTTON (ui_find_type (GTK_WIDGET (view), GTK_TYPE_MENU_BUTTON)));
}

static void
test_tiles (UiFixture *f, gconstpointer data)
{
  Scene      scene = { 0 };
  GtkWidget *custom, *prelive;

  begin (&scene, f);
  ui_check_walk (f->window);
  custom = find_tile (&scene, CUE_PLAYER_STATE_CUSTOM);
  prelive = find_tile (&scene, CUE_PLAYER_STATE_PRELIVE);
  gtk_test_accessible_assert_property (custom,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Custom, On Air Now, Nothing wrong");
  gtk_test_accessible_assert_property (prelive,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Pre-live, Next?, 2 errors");
  ui_tab_to (f->window, custom);
  ui_press (f->window, GDK_KEY_Right, 0);
  assert_place (f->window, prelive);
  enter (&scene, f->window, is_open);
  g_assert_cmpint (cue_assets_detail_get_state (scene.detail), ==, CUE_PLAYER_STATE_PRELIVE);
  assert_place (f->window, GTK_WIDGET (scene.detail));
  ui_check_walk (f->window);

  /* Back where one came from. */
  ui_tab_to (f->window, GTK_WIDGET (scene.detail));
  ui_press (f->window, GDK_KEY_Escape, 0);
  ui_settle (f->window);
  g_assert_true (is_closed (scene.detail));
  assert_place (f->window, prelive);
}

/* Wherever the keyboard is in the detail. */
static void
test_zoom (UiFixture *f, gconstpointer data)
{
  Scene  scene = { 0 };
  double fit;

  begin (&scene, f);
  ui_tab_to (f->window, find_tile (&scene, CUE_PLAYER_STATE_CUSTOM));
  enter (&scene, f->window, is_open);
  fit = cue_composition_get_scale (scene.composition);
  ui_press (f->window, GDK_KEY_plus, GDK_SHIFT_MASK);
  ui_settle (f->window);
  g_assert_cmpfloat_with_epsilon (cue_composition_get_zoom (scene.composition), fit * 1.25, 0.001);
  ui_press (f->window, GDK_KEY_minus, GDK_CONTROL_MASK);
  ui_settle (f->window);
  g_assert_cmpfloat_with_epsilon (cue_composition_get_zoom (scene.composition), fit, 0.001);
  ui_press (f->window, GDK_KEY_1, 0);
  ui_settle (f->window);
  g_assert_cmpstr (get_zoom_words (scene.view), ==, "100 %");
  ui_press (f->window, GDK_KEY_KP_0, 0);
  ui_settle (f->window);
  g_assert_cmpfloat (cue_composition_get_zoom (scene.composition), ==, CUE_COMPOSITION_ZOOM_FIT);
  g_assert_true (g_str_has_prefix (get_zoom_words (scene.view), "Fit ("));
  assert_place (f->window, GTK_WIDGET (scene.detail));
}

static gboolean
is_guides_button (GtkWidget *widget, gpointer data)
{
  return GTK_IS_MENU_BUTTON (widget) &&
         g_strcmp0 (gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)), "_Guides") == 0;
}

static gboolean
is_in_popover (gpointer window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

static gboolean
is_out_of_popover (gpointer window)
{
  return !is_in_popover (window);
}

static void
test_guides (UiFixture *f, gconstpointer data)
{
  Scene      scene = { 0 };
  GtkWidget *button;

  begin (&scene, f);
  cue_assets_page_open (scene.page, CUE_PLAYER_STATE_CUSTOM);
  ui_settle (f->window);
  button = ui_find (GTK_WIDGET (scene.view), is_guides_button, NULL);
  ui_tab_to (f->window, button);
  ui_press (f->window, GDK_KEY_Return, 0);
  fake_engine_wait (is_in_popover, f->window);
  ui_press (f->window, GDK_KEY_Return, 0);
  fake_engine_wait (is_out_of_popover, f->window);
  ui_settle (f->window);
  g_assert_cmpuint (cue_composition_get_guides (scene.composition), ==, CUE_PHONE_GUIDES_SAFE_AREA);
  assert_place (f->window, button);
}

static GtkWidget *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (CUE_IS_COMPOSITION_WINDOW (window))
      return window;
  }

  return NULL;
}

static gboolean
covers_screen (gpointer data)
{
  return find_window () != NULL && gtk_widget_get_mapped (find_window ());
}

static gboolean
is_left (gpointer data)
{
  return find_window () == NULL;
}

static gboolean
has_figure (gpointer view)
{
  return g_str_has_prefix (get_zoom_words (view), "Fit (");
}

static void
test_full_screen (UiFixture *f, gconstpointer data)
{
  Scene      scene = { 0 };
  GtkWidget *button, *window, *view;

  begin (&scene, f);
  cue_assets_page_open (scene.page, CUE_PLAYER_STATE_CUSTOM);
  cue_composition_view_set_guides (scene.view, CUE_PHONE_GUIDES_20_9);
  ui_settle (f->window);
  button = find_button (GTK_WIDGET (scene.view), "composition.full-screen");
  ui_tab_to (f->window, button);
  ui_press (f->window, GDK_KEY_Return, 0);
  fake_engine_wait (covers_screen, NULL);
  window = find_window ();
  ui_wait_for_frame (window);
  view = ui_find_type (window, CUE_TYPE_COMPOSITION_VIEW);
  fake_engine_wait (has_figure, view);
  g_assert_cmpuint (cue_composition_get_guides (
                      cue_composition_view_get_composition (CUE_COMPOSITION_VIEW (view))),
                    ==,
                    CUE_PHONE_GUIDES_20_9);

  /* The keys are those of the window below. */
  ui_press (window, GDK_KEY_1, 0);
  ui_settle (window);
  g_assert_cmpstr (get_zoom_words (CUE_COMPOSITION_VIEW (view)), ==, "100 %");
  ui_press (window, GDK_KEY_Escape, 0);
  fake_engine_wait (is_left, NULL);
  ui_settle (f->window);
  g_assert_true (is_open (scene.detail));
  assert_place (f->window, button);

  /* F11 in the window: what is looked at here, and not the picture of the stream. */
  gtk_widget_activate_action (f->window, "player.fullscreen", NULL);
  fake_engine_wait (covers_screen, NULL);
  window = find_window ();
  ui_wait_for_frame (window);
  ui_press (window, GDK_KEY_F11, 0);
  fake_engine_wait (is_left, NULL);
}

static GtkWidget *
find_second_row (Scene *scene)
{
  GtkWidget *row = ui_assets_find_finding (GTK_WIDGET (scene->detail));

  return gtk_widget_get_next_sibling (gtk_widget_get_parent (row));
}

/* From what was found to the state that it is about, and back to it. */
static void
test_findings (UiFixture *f, gconstpointer data)
{
  Scene      scene = { 0 };
  GtkWidget *row;

  begin (&scene, f);
  row = gtk_widget_get_parent (ui_assets_find_finding (f->window));
  ui_tab_to (f->window, row);
  enter (&scene, f->window, is_open);
  g_assert_cmpint (cue_assets_detail_get_state (scene.detail), ==, CUE_PLAYER_STATE_PRELIVE);
  assert_place (f->window, GTK_WIDGET (scene.detail));

  /* In the button that copies it, when it is found anew. */
  row = find_second_row (&scene);
  ui_tab_to (f->window, gtk_widget_get_first_child (row));
  fake_engine_set (f->engine, "/missing.png", 500, "text/plain", "broken");
  gtk_widget_activate_action (GTK_WIDGET (scene.page), "assets.check", NULL);
  fake_engine_wait (is_settled, scene.watch);
  ui_settle (f->window);
  g_assert_true (find_second_row (&scene) != row);
  assert_place (f->window, find_second_row (&scene));
  ui_press (f->window, GDK_KEY_Escape, 0);
  ui_settle (f->window);
  g_assert_true (is_closed (scene.detail));
  assert_place (f->window, GTK_WIDGET (scene.page));
}

/* Which state is on air, and which may be next, without going back. */
static void
test_marks (UiFixture *f, gconstpointer data)
{
  Scene scene = { 0 };

  begin (&scene, f);
  cue_assets_page_open (scene.page, CUE_PLAYER_STATE_POSTLIVE);
  ui_settle (f->window);
  g_assert_false (ui_shows (GTK_WIDGET (scene.detail), "On Air Now"));
  gtk_test_accessible_assert_property (gtk_widget_get_ancestor (ui_find_text (GTK_WIDGET (
                                                                                scene.detail),
                                                                              "Custom"),
                                                                GTK_TYPE_TOGGLE_BUTTON),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Custom, On Air Now");
  gtk_test_accessible_assert_property (gtk_widget_get_ancestor (ui_find_text (GTK_WIDGET (
                                                                                scene.detail),
                                                                              "Pre-live"),
                                                                GTK_TYPE_TOGGLE_BUTTON),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Pre-live, Next?");
  cue_assets_page_open (scene.page, CUE_PLAYER_STATE_CUSTOM);
  ui_settle (f->window);
  g_assert_true (ui_shows (GTK_WIDGET (scene.detail), "On Air Now"));
}

static GFile *
choose_file (const char *name, gpointer path)
{
  g_assert_true (g_str_has_prefix (name, "Phone Custom "));
  g_assert_true (g_str_has_suffix (name, ".png"));
  return g_file_new_for_path (path);
}

static gboolean
says_saved (gpointer window)
{
  return ui_shows (window, "Picture saved");
}

static gboolean
says_copied (gpointer window)
{
  return ui_shows (window, "Picture copied");
}

static gboolean
says_not_saved (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (ui_shows (window, "The Picture Could Not Be Saved"))
      return TRUE;
  }

  return FALSE;
}

static void
test_pictures (UiFixture *f, gconstpointer data)
{
  Scene            scene = { 0 };
  g_autofree char *path = g_build_filename (f->folder, "phone.png", NULL);
  g_autofree char *nowhere = g_build_filename (f->folder, "no", "such", "phone.png", NULL);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  begin (&scene, f);
  cue_assets_page_open (scene.page, CUE_PLAYER_STATE_CUSTOM);
  ui_settle (f->window);
  cue_compat_set_file_chooser (choose_file, path);
  ui_tab_to (f->window, find_button (GTK_WIDGET (scene.view), "composition.save-picture"));
  ui_press (f->window, GDK_KEY_Return, 0);
  fake_engine_wait (says_saved, f->window);
  texture = gdk_texture_new_from_filename (path, &error);
  g_assert_no_error (error);
  /* All of its pixels, however small it is in the window. */
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1080);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 1920);
  g_unlink (path);

  ui_tab_to (f->window, find_button (GTK_WIDGET (scene.view), "composition.copy-picture"));
  ui_press (f->window, GDK_KEY_Return, 0);
  fake_engine_wait (says_copied, f->window);
  g_assert_true (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (
                                                      gtk_widget_get_clipboard (f->window)),
                                                    GDK_TYPE_TEXTURE));

  cue_compat_set_file_chooser (choose_file, nowhere);
  gtk_widget_activate_action (GTK_WIDGET (scene.view), "composition.save-picture", NULL);
  fake_engine_wait (says_not_saved, NULL);
  cue_compat_set_file_chooser (NULL, NULL);
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/assets-keys/tiles", test_tiles },       { "/assets-keys/zoom", test_zoom },
    { "/assets-keys/guides", test_guides },     { "/assets-keys/full-screen", test_full_screen },
    { "/assets-keys/findings", test_findings }, { "/assets-keys/marks", test_marks },
    { "/assets-keys/pictures", test_pictures },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
