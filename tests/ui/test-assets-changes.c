// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-window.h"

#include "ui-assets.h"
#include "ui-keys.h"
#include "ui-pointer.h"

#include "media-assets.h"

#include "cue-assets-change-row.h"
#include "cue-assets-detail.h"
#include "cue-assets-page.h"
#include "cue-composition-view.h"

/* An asset changes while somebody looks at the page: the row of the change, and the two versions
 * side by side. From a server through the program that decodes to the screen. */

#define STATE                                                                                     \
  "{\"playerState\":\"custom\",\"customBgImg916\":\"%s/custom.png\",\"preliveBgImg916\":\"%s%s\"" \
  "%s}"

#define VIDEO ",\"preliveUseVideo\":true,\"preliveBgVideo916\":\"%s/clip.mp4\""

typedef struct {
  UiFixture       *f;
  CueEventSession *session;
  CueAssetsPage   *page;
  CueAssetsDetail *detail;
  CueAssetWatch   *watch;
  guint            n_changes;
} Scene;

static void
set_prelive (Scene *scene, const char *path, const char *more)
{
  const char *base = fake_engine_get_base (scene->f->engine);

  fake_engine_set_state (scene->f->engine, STATE, base, base, path, more);
}

static gboolean
is_settled (gpointer watch)
{
  return cue_asset_watch_is_settled (watch);
}

/* The first look, which is no change. */
static void
begin (Scene *scene, UiFixture *f, const char *more)
{
  CueWindow *window;

  scene->f = f;
  ui_assets_serve (f, "/custom.png", ui_assets_paint_blue, 540, 960);
  set_prelive (scene, "/a.png", more);
  scene->session = ui_fixture_add_event (f, "Keynote");
  window = ui_window_show (f);
  cue_window_show_page (window, "assets");
  ui_fixture_wait (f, scene->session);
  scene->page = CUE_ASSETS_PAGE (ui_find_type (f->window, CUE_TYPE_ASSETS_PAGE));
  scene->detail = CUE_ASSETS_DETAIL (ui_find_type (f->window, CUE_TYPE_ASSETS_DETAIL));
  scene->watch = cue_monitor_get_assets (cue_event_session_get_monitor (scene->session));
  fake_engine_wait (is_settled, scene->watch);
  ui_settle (f->window);
  g_assert_true (ui_shows (f->window, "No asset has changed since the first look"));
}

static CueAssetChange *
get_last (Scene *scene)
{
  return cue_asset_history_get_last (cue_asset_watch_get_history (scene->watch),
                                     cue_asset_slot_find (CUE_PLAYER_STATE_PRELIVE,
                                                          CUE_ASSET_BG_IMAGE));
}

static gboolean
is_row (GtkWidget *widget, gpointer data)
{
  return CUE_IS_ASSETS_CHANGE_ROW (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
has_changed (gpointer data)
{
  Scene *scene = data;

  return !cue_asset_change_is_first (get_last (scene)) &&
         cue_asset_watch_is_settled (scene->watch) &&
         ui_find (scene->f->window, is_row, NULL) != NULL;
}

/* The row is looked for again each time: a list makes new ones as it likes. */
static GtkWidget *
find_row (Scene *scene)
{
  GtkWidget *row = ui_find (scene->f->window, is_row, NULL);

  g_assert_nonnull (row);
  return row;
}

static gboolean
is_picture (GtkWidget *widget, gpointer data)
{
  guint *n = data;

  return GTK_IS_PICTURE (widget) && (*n)-- == 0;
}

static GtkPicture *
get_picture (Scene *scene, guint n)
{
  return GTK_PICTURE (ui_find (find_row (scene), is_picture, &n));
}

static gboolean
has_pictures (gpointer data)
{
  return gtk_picture_get_paintable (get_picture (data, 0)) != NULL &&
         gtk_picture_get_paintable (get_picture (data, 1)) != NULL;
}

typedef enum {
  BLUE,
  RED,
  OTHER
} Colour;

static Colour
get_colour (GdkTexture *texture, double x)
{
  int                 width = gdk_texture_get_width (texture);
  int                 height = gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, width * height);
  guint32             pixel;

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  /* Beside the middle, where the handle of the wipe is. */
  pixel = pixels[height * 3 / 4 * width + (int) (x * width)];

  if ((pixel & 0xff) > 150 && (pixel >> 16 & 0xff) < 100)
    return BLUE;

  return (pixel & 0xff) < 100 && (pixel >> 16 & 0xff) > 150 ? RED : OTHER;
}

static Colour
get_thumbnail_colour (Scene *scene, guint n)
{
  GdkPaintable *paintable = gtk_picture_get_paintable (get_picture (scene, n));

  g_assert_true (GDK_IS_TEXTURE (paintable));
  return get_colour (GDK_TEXTURE (paintable), 0.5);
}

static CueComposition *
get_composition (Scene *scene)
{
  return cue_composition_view_get_composition (
    CUE_COMPOSITION_VIEW (ui_find_type (GTK_WIDGET (scene->detail), CUE_TYPE_COMPOSITION_VIEW)));
}

/* What is seen of the phone, from 0 (left) to 1. */
static Colour
see (Scene *scene, double x)
{
  GtkWidget      *composition = GTK_WIDGET (get_composition (scene));
  graphene_rect_t phone;
  g_autoptr (GdkTexture) texture = NULL;

  ui_settle (scene->f->window);
  cue_composition_get_phone (CUE_COMPOSITION (composition), &phone);
  texture = ui_composition_draw_widget (composition);
  return get_colour (texture,
                     ((double) phone.origin.x + x * (double) phone.size.width) /
                       gtk_widget_get_width (composition));
}

static gboolean
is_compared (gpointer page)
{
  return cue_assets_page_is_compared (page);
}

static void
change_content (Scene *scene)
{
  ui_assets_serve (scene->f, "/a.png", ui_assets_paint_red, 540, 960);
  gtk_widget_activate_action (GTK_WIDGET (scene->page), "assets.check", NULL);
  fake_engine_wait (has_changed, scene);
}

/* As somebody does who has only a keyboard. */
static void
compare (Scene *scene)
{
  GtkWidget *row;

  ui_settle (scene->f->window);
  row = gtk_widget_get_parent (find_row (scene));
  g_assert_true (gtk_widget_grab_focus (row));
  ui_press (scene->f->window, GDK_KEY_Return, 0);
  fake_engine_wait (is_compared, scene->page);
  ui_settle (scene->f->window);
}

static void
assert_wipe (Scene *scene, double wipe)
{
  g_assert_cmpfloat_with_epsilon (cue_composition_get_wipe (get_composition (scene)), wipe, 0.01);
}

/* A button takes a moment to be seen pressed. */
static gboolean
is_ended (gpointer data)
{
  Scene *scene = data;

  return !ui_shows (scene->f->window, "End Comparison");
}

static void
test_compared (UiFixture *f, gconstpointer data)
{
  Scene      scene = { 0 };
  GtkWidget *row;

  ui_assets_serve (f, "/a.png", ui_assets_paint_blue, 540, 960);
  begin (&scene, f, "");
  change_content (&scene);
  fake_engine_wait (has_pictures, &scene);
  g_assert_true (ui_shows (find_row (&scene), "Pre-live: background image"));
  g_assert_true (ui_shows (find_row (&scene), "New content at the same address."));
  g_assert_cmpint (get_thumbnail_colour (&scene, 0), ==, BLUE);
  g_assert_cmpint (get_thumbnail_colour (&scene, 1), ==, RED);

  compare (&scene);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (scene.detail)));
  g_assert_nonnull (cue_composition_get_before (get_composition (&scene)));
  assert_wipe (&scene, 0.5);
  g_assert_cmpint (see (&scene, 0.25), ==, BLUE);
  g_assert_cmpint (see (&scene, 0.75), ==, RED);

  /* The arrow keys move the wipe at once, and what is seen with it. */
  g_assert_true (ui_holds_focus (f->window, GTK_WIDGET (get_composition (&scene))));
  for (guint i = 0; i < 8; i++)
    ui_press (f->window, GDK_KEY_Right, 0);
  assert_wipe (&scene, 0.9);
  g_assert_cmpint (see (&scene, 0.75), ==, BLUE);
  ui_press (f->window, GDK_KEY_Home, 0);
  assert_wipe (&scene, 0);
  g_assert_cmpint (see (&scene, 0.25), ==, RED);
  ui_press (f->window, GDK_KEY_End, 0);
  ui_press (f->window, GDK_KEY_Left, 0);
  assert_wipe (&scene, 0.95);

  /* The comparison ends, and the keyboard goes on in what stays. */
  ui_tab_to (f->window,
             gtk_widget_get_ancestor (ui_find_text (f->window, "End Comparison"), GTK_TYPE_BUTTON));
  ui_press (f->window, GDK_KEY_Return, 0);
  fake_engine_wait (is_ended, &scene);
  g_assert_null (cue_composition_get_before (get_composition (&scene)));
  g_assert_true (ui_holds_focus (f->window, GTK_WIDGET (scene.detail)));
  g_assert_cmpint (see (&scene, 0.25), ==, RED);

  /* Back leads to the row that was left. */
  gtk_widget_activate_action (GTK_WIDGET (scene.detail), "assets.back", NULL);
  compare (&scene);
  ui_press (f->window, GDK_KEY_Escape, 0);
  ui_settle (f->window);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (scene.detail)));
  row = gtk_widget_get_parent (find_row (&scene));
  g_assert_true (ui_holds_focus (f->window, row));
}

static gboolean
is_wiped (gpointer composition)
{
  return ABS (cue_composition_get_wipe (composition) - 0.2) < 0.02;
}

static gboolean
is_wiped_back (gpointer composition)
{
  return ABS (cue_composition_get_wipe (composition) - 0.7) < 0.02;
}

static void
test_pointer (UiFixture *f, gconstpointer data)
{
  Scene           scene = { 0 };
  CueComposition *composition;
  graphene_rect_t phone;
  double          left, width, y;

  if (!ui_pointer_init ()) {
    g_test_skip ("libXtst is not here");
    return;
  }

  ui_assets_serve (f, "/a.png", ui_assets_paint_blue, 540, 960);
  begin (&scene, f, "");
  change_content (&scene);
  compare (&scene);
  composition = get_composition (&scene);
  cue_composition_get_phone (composition, &phone);
  left = (double) phone.origin.x;
  width = (double) phone.size.width;
  y = (double) phone.origin.y + (double) phone.size.height / 3;

  /* A press brings the wipe to the pointer, and it follows until the button is let go. */
  ui_pointer_move (GTK_WIDGET (composition), left + 0.2 * width, y);
  ui_pointer_press ();
  fake_engine_wait (is_wiped, composition);
  g_assert_cmpint (see (&scene, 0.1), ==, BLUE);
  g_assert_cmpint (see (&scene, 0.4), ==, RED);
  ui_pointer_move (GTK_WIDGET (composition), left + 0.7 * width, y);
  fake_engine_wait (is_wiped_back, composition);
  g_assert_cmpint (see (&scene, 0.4), ==, BLUE);
  ui_pointer_release ();
  ui_pointer_move (GTK_WIDGET (composition), left + 0.4 * width, y);
  ui_settle (f->window);
  g_assert_true (is_wiped_back (composition));
}

static gboolean
shows_video (gpointer data)
{
  CuePhoneScene *scene = cue_composition_get_scene (get_composition (data));

  return cue_phone_scene_get_background_layer (scene) == CUE_ASSET_BG_VIDEO &&
         !cue_phone_scene_is_loading (scene);
}

/* The image behind a video is not on show; its versions still are what is compared. */
static void
test_behind_video (UiFixture *f, gconstpointer data)
{
  Scene            scene = { 0 };
  g_autofree char *pipeline = NULL;
  g_autofree char *video = g_strdup_printf (VIDEO, fake_engine_get_base (f->engine));
  g_autoptr (GBytes) clip = NULL;

  if (!media_can_encode ()) {
    g_test_skip ("there is no encoder");
    return;
  }

  pipeline = g_strdup_printf ("videotestsrc pattern=white num-buffers=25 ! "
                              "video/x-raw,width=180,height=320,framerate=25/1 ! %s ! mp4mux",
                              media_get_video_encoder ());
  clip = media_make_file (pipeline);
  ui_assets_serve (f, "/a.png", ui_assets_paint_blue, 540, 960);
  fake_engine_set_bytes (f->engine, "/clip.mp4", "video/mp4", clip);
  begin (&scene, f, video);
  cue_assets_page_open (scene.page, CUE_PLAYER_STATE_PRELIVE);
  fake_engine_wait (shows_video, &scene);
  cue_assets_page_open (scene.page, CUE_PLAYER_STATE_UNKNOWN);
  change_content (&scene);
  compare (&scene);
  g_assert_cmpint (see (&scene, 0.25), ==, BLUE);
  g_assert_cmpint (see (&scene, 0.75), ==, RED);
}

static gboolean
says (GtkWidget *widget, gpointer words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static void
assert_says (Scene *scene, const char *words)
{
  if (ui_find (GTK_WIDGET (scene->detail), says, (gpointer) words) == NULL)
    g_error ("Nothing says “%s”", words);
}

static void
assert_one_version (Scene *scene)
{
  GtkWidget *wipe = ui_find_type (GTK_WIDGET (scene->detail), GTK_TYPE_SCALE);

  g_assert_null (cue_composition_get_before (get_composition (scene)));
  g_assert_false (gtk_widget_get_mapped (wipe));
}

/* What never was a picture is not shown as one, least of all as the other version. */
static void
test_no_picture (UiFixture *f, gconstpointer data)
{
  Scene scene = { 0 };

  fake_engine_set (f->engine, "/a.png", 200, "image/png", "this is no picture");
  begin (&scene, f, "");
  change_content (&scene);
  compare (&scene);
  assert_says (&scene, "What was there before is no picture that can be shown.");
  assert_says (&scene, "Shown is the one after.");
  assert_one_version (&scene);
  g_assert_cmpint (see (&scene, 0.25), ==, RED);
}

/* The other way round. */
static void
test_no_picture_now (UiFixture *f, gconstpointer data)
{
  Scene scene = { 0 };

  ui_assets_serve (f, "/a.png", ui_assets_paint_blue, 540, 960);
  begin (&scene, f, "");
  fake_engine_set (f->engine, "/a.png", 200, "image/png", "this is no picture");
  gtk_widget_activate_action (GTK_WIDGET (scene.page), "assets.check", NULL);
  fake_engine_wait (has_changed, &scene);
  compare (&scene);
  assert_says (&scene, "What came after is no picture that can be shown.");
  assert_says (&scene, "Shown is the one before.");
  assert_one_version (&scene);
  g_assert_cmpint (see (&scene, 0.75), ==, BLUE);
}

static gboolean
is_removed (gpointer data)
{
  Scene *scene = data;

  return cue_asset_change_get_url_after (get_last (scene)) == NULL && has_changed (scene);
}

static gboolean
is_moved (gpointer data)
{
  CueAssetChange *change = get_last (data);
  const char     *url = cue_asset_change_get_url_after (change);

  return url != NULL && g_str_has_suffix (url, "/b.png") && has_changed (data);
}

/* The same file at another place. */
static void
test_same_content (UiFixture *f, gconstpointer data)
{
  Scene scene = { 0 };

  ui_assets_serve (f, "/a.png", ui_assets_paint_blue, 540, 960);
  ui_assets_serve (f, "/b.png", ui_assets_paint_blue, 540, 960);
  begin (&scene, f, "");
  set_prelive (&scene, "/b.png", "");
  ui_fixture_poll (f, scene.session);
  fake_engine_wait (is_moved, &scene);
  g_assert_true (ui_shows (find_row (&scene), "New address with the same content."));
  compare (&scene);
  assert_says (&scene, "Only the address is another; the content is the same.");
  assert_one_version (&scene);
  g_assert_cmpint (see (&scene, 0.75), ==, BLUE);
}

/* A new address that cannot be fetched: what stands there now is not known. */
static void
test_never_fetched (UiFixture *f, gconstpointer data)
{
  Scene scene = { 0 };

  ui_assets_serve (f, "/a.png", ui_assets_paint_blue, 540, 960);
  begin (&scene, f, "");
  set_prelive (&scene, "/b.png", "");
  ui_fixture_poll (f, scene.session);
  fake_engine_wait (is_moved, &scene);
  compare (&scene);
  assert_says (&scene, "The version after was not fetched when it came.");
  assert_says (&scene, "Shown is the one before.");
  assert_one_version (&scene);
  g_assert_cmpint (see (&scene, 0.75), ==, BLUE);
}

/* An asset that is named no more is compared with its absence. */
static void
test_removed (UiFixture *f, gconstpointer data)
{
  Scene       scene = { 0 };
  const char *base = fake_engine_get_base (f->engine);

  ui_assets_serve (f, "/a.png", ui_assets_paint_blue, 540, 960);
  begin (&scene, f, "");
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"custom\",\"customBgImg916\":\"%s/custom.png\"}",
                         base);
  ui_fixture_poll (f, scene.session);
  fake_engine_wait (is_removed, &scene);
  g_assert_true (ui_shows (find_row (&scene), "Removed."));
  compare (&scene);
  g_assert_nonnull (cue_composition_get_before (get_composition (&scene)));
  g_assert_cmpint (see (&scene, 0.25), ==, BLUE);
  g_assert_cmpint (see (&scene, 0.75), ==, OTHER);
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/assets-changes/compared", test_compared },
    { "/assets-changes/pointer", test_pointer },
    { "/assets-changes/behind-video", test_behind_video },
    { "/assets-changes/no-picture", test_no_picture },
    { "/assets-changes/no-picture-now", test_no_picture_now },
    { "/assets-changes/same-content", test_same_content },
    { "/assets-changes/never-fetched", test_never_fetched },
    { "/assets-changes/removed", test_removed },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
