// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-fixture.h"

#include "ui-assets.h"

#include "cue-composition-picture.h"
#include "cue-composition-view.h"
#include "cue-picture.h"

/* The pictures of a phone from a server to the screen: fetched when somebody looks, decoded once
 * for all who look, and as sharp as they need. */

#define STATE                                                                \
  "{\"playerState\":\"live\",\"interruptionBgImg916\":\"%s/a.png\","         \
  "\"postliveBgImg916\":\"%s/a.png\",\"preliveBgImg916\":\"%s/broken.png\"," \
  "\"customBgImg916\":\"%s/b.png\"}"

static CuePhoneScenes *
make_scenes (UiFixture *f)
{
  const char      *base = fake_engine_get_base (f->engine);
  CueEventSession *session;

  ui_assets_serve (f, "/a.png", ui_assets_paint_blue, 1080, 1920);
  ui_assets_serve (f, "/b.png", ui_assets_paint_red, 600, 800);
  fake_engine_set (f->engine, "/broken.png", 200, "image/png", "this is no picture");
  fake_engine_set_state (f->engine, STATE, base, base, base, base);
  session = ui_fixture_add_event (f, "Show");
  ui_fixture_wait (f, session);
  return cue_event_session_get_scenes (session);
}

static gboolean
is_here (gpointer scene)
{
  return !cue_phone_scene_is_empty (scene) && !cue_phone_scene_is_loading (scene);
}

static gboolean
has_fault (gpointer scene)
{
  g_autofree char *faults = cue_phone_scene_describe_faults (scene);

  return faults != NULL;
}

static gboolean
is_over (gpointer scene)
{
  return is_here (scene) || has_fault (scene);
}

static int
get_decoded_width (CuePhoneScene *scene)
{
  return gdk_paintable_get_intrinsic_width (cue_phone_scene_get_background (scene));
}

static gboolean
is_small (gpointer scene)
{
  return !cue_phone_scene_is_loading (scene) && get_decoded_width (scene) <= 720;
}

static void
test_shared (UiFixture *f, gconstpointer data)
{
  CuePhoneScenes *scenes = make_scenes (f);
  CuePhoneScene  *one = cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_INTERRUPTION);
  CuePhoneScene  *other = cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_POSTLIVE);
  int             width, height;

  fake_engine_settle ();
  /* Nobody looks. */
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/a.png"), ==, 0);
  cue_phone_scene_ask_size (one, 180, 320);
  cue_phone_scene_hold (one);
  fake_engine_wait (is_here, one);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/a.png"), ==, 1);
  g_assert_cmpint (get_decoded_width (one), ==, 360);
  cue_phone_scene_get_native_size (one, &width, &height);
  g_assert_cmpint (width, ==, 1080);
  g_assert_cmpint (height, ==, 1920);

  /* The other scene has the same picture at once. */
  g_assert_true (cue_phone_scene_get_background (other) == cue_phone_scene_get_background (one));
  cue_phone_scene_hold (other);
  fake_engine_settle ();
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/a.png"), ==, 1);

  /* Larger for who needs it, and not longer than that. */
  cue_phone_scene_ask_size (other, 1080, 1920);
  g_assert_true (cue_phone_scene_is_loading (other));
  g_assert_cmpint (get_decoded_width (other), ==, 360);
  fake_engine_wait (is_here, other);
  g_assert_cmpint (get_decoded_width (other), ==, 1080);
  cue_phone_scene_release (other);
  cue_phone_scene_release (one);
  fake_engine_wait (is_small, one);
}

static void
test_broken (UiFixture *f, gconstpointer data)
{
  CuePhoneScene   *scene = cue_phone_scenes_get (make_scenes (f), CUE_PLAYER_STATE_PRELIVE);
  g_autofree char *words = NULL;

  cue_phone_scene_hold (scene);
  fake_engine_wait (has_fault, scene);
  g_assert_true (cue_phone_scene_is_empty (scene));
  g_assert_false (cue_phone_scene_is_loading (scene));
  words = cue_phone_scene_describe (scene);
  g_assert_cmpstr (words, ==, "The images could not be loaded");
  cue_phone_scene_release (scene);
}

/* A helper that never has a picture is one that the computer has no time for. */
static void
test_too_slow (UiFixture *f, gconstpointer data)
{
  CuePhoneScene   *scene = cue_phone_scenes_get (make_scenes (f), CUE_PLAYER_STATE_POSTLIVE);
  g_autofree char *helper = g_strdup (g_getenv ("CUELIGHT_MEDIA"));
  g_autofree char *faults = NULL;

  g_setenv ("CUELIGHT_TEST_HELPER", "silent", TRUE);
  g_setenv ("CUELIGHT_MEDIA", g_getenv ("CUELIGHT_FAKE_MEDIA"), TRUE);
  cue_phone_scene_hold (scene);
  fake_engine_wait (has_fault, scene);
  faults = cue_phone_scene_describe_faults (scene);

  g_assert_nonnull (strstr (faults, "too long to decode"));
  g_assert_true (cue_phone_scene_is_empty (scene));

  g_setenv ("CUELIGHT_MEDIA", helper, TRUE);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), UI_SECONDS (4));
  g_assert_true (has_fault (scene));
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), UI_SECONDS (1));
  g_assert_false (has_fault (scene));
  /* The real one may be too slow, too, on a busy machine. */
  fake_engine_wait (is_over, scene);

  if (has_fault (scene)) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), UI_SECONDS (10));
    fake_engine_wait (is_over, scene);
  }

  g_assert_false (cue_phone_scene_is_empty (scene));
  cue_phone_scene_release (scene);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GdkTexture **) data = cue_composition_picture_make_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer place)
{
  return *(gpointer *) place != NULL;
}

/* Whether a pixel is that of a PNG, whatever its shares are rounded to. */
static void
assert_pixel (GdkTexture *texture, int x, int y, int red, int blue)
{
  int                 width = gdk_texture_get_width (texture);
  g_autofree guint32 *pixels = g_new (guint32, width * gdk_texture_get_height (texture));
  guint32             pixel;

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  pixel = pixels[y * width + x];
  g_assert_cmpint (ABS ((int) (pixel & 0xff) - blue), <=, 2);
  g_assert_cmpint (ABS ((int) (pixel >> 16 & 0xff) - red), <=, 2);
}

/* A picture to save has the pixels of the background, however small it is on the screen. */
static void
test_picture (UiFixture *f, gconstpointer data)
{
  CuePhoneScene *scene = cue_phone_scenes_get (make_scenes (f), CUE_PLAYER_STATE_INTERRUPTION);
  PangoContext  *context = ui_composition_create_context ();
  GdkTexture    *texture = NULL;

  cue_phone_scene_ask_size (scene, 90, 160);
  cue_phone_scene_hold (scene);
  fake_engine_wait (is_here, scene);
  cue_composition_picture_make_async (scene, NULL, 0, context, 0, NULL, on_made, &texture);
  fake_engine_wait (is_set, &texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1080);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 1920);
  assert_pixel (texture, 540, 960, 26, 204);
  cue_phone_scene_release (scene);
  g_object_unref (texture);
  g_object_unref (context);
}

/* Two versions that are compared are saved as they are shown. */
static void
test_picture_of_two (UiFixture *f, gconstpointer data)
{
  CuePhoneScenes *scenes = make_scenes (f);
  CuePhoneScene  *scene = cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_INTERRUPTION);
  g_autoptr (CuePhoneScene) before = cue_phone_scenes_make (scenes, CUE_PLAYER_STATE_INTERRUPTION);
  g_autoptr (GdkTexture) red = ui_composition_paint (ui_assets_paint_red, 90, 160);
  PangoContext *context = ui_composition_create_context ();
  GdkTexture   *texture = NULL;

  cue_phone_scene_set_version (before, CUE_ASSET_BG_IMAGE, GDK_PAINTABLE (red));
  cue_phone_scene_hold (scene);
  fake_engine_wait (is_here, scene);
  cue_composition_picture_make_async (scene, before, 0.25, context, 0, NULL, on_made, &texture);
  fake_engine_wait (is_set, &texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1080);
  assert_pixel (texture, 180, 1500, 204, 26);
  assert_pixel (texture, 360, 1500, 26, 204);
  cue_phone_scene_release (scene);
  g_object_unref (texture);
  g_object_unref (context);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = cue_picture_save_finish (result, &error);

  *(char **) data = saved ? g_strdup ("saved") : g_strdup (error->message);
}

static void
test_save (UiFixture *f, gconstpointer data)
{
  g_autoptr (GdkTexture) texture = ui_composition_paint (ui_assets_paint_red, 90, 160);
  g_autofree char *words = NULL;
  g_autofree char *path = g_build_filename (f->folder, "a.png", NULL);
  g_autofree char *nowhere = g_build_filename (f->folder, "no", "such", "a.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) bad = g_file_new_for_path (nowhere);
  g_autoptr (GdkTexture) again = NULL;
  g_autoptr (GError) error = NULL;

  cue_picture_save_async (texture, file, NULL, on_saved, &words);
  fake_engine_wait (is_set, &words);
  g_assert_cmpstr (words, ==, "saved");
  again = gdk_texture_new_from_file (file, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_height (again), ==, 160);
  g_clear_pointer (&words, g_free);
  cue_picture_save_async (texture, bad, NULL, on_saved, &words);
  fake_engine_wait (is_set, &words);
  g_assert_true (g_str_has_prefix (words, "The picture could not be written"));
  g_file_delete (file, NULL, NULL);
}

static gboolean
is_on_clipboard (gpointer view)
{
  GdkContentFormats *formats =
    gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (view)));

  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE);
}

static gboolean
shows_words (GtkWidget *root, const char *prefix)
{
  GtkWidget  *button = ui_find_type (root, GTK_TYPE_MENU_BUTTON);
  const char *label = gtk_menu_button_get_label (GTK_MENU_BUTTON (button));

  return label != NULL && g_str_has_prefix (label, prefix);
}

static void
activate_guide (CueCompositionView *view, const char *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), name, NULL));
}

static void
test_view (UiFixture *f, gconstpointer data)
{
  CuePhoneScenes     *scenes = make_scenes (f);
  CuePhoneScene      *scene = cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_CUSTOM);
  CueCompositionView *view = CUE_COMPOSITION_VIEW (cue_composition_view_new ());
  CueComposition     *composition = cue_composition_view_get_composition (view);
  g_autoptr (CuePhoneScene) before = NULL;
  g_autoptr (GdkTexture) old = ui_composition_paint (ui_assets_paint_blue, 180, 320);
  GtkWidget *scale;

  cue_composition_view_set_title (view, "Custom");
  cue_composition_view_set_scene (view, scene);
  ui_fixture_show (f, GTK_WIDGET (view), 500, 600);
  fake_engine_wait (is_here, scene);
  ui_settle (f->window);
  g_assert_true (shows_words (GTK_WIDGET (view), "Fit ("));
  /* What a phone cuts of 3:4 is said, not only shown. */
  g_assert_true (
    ui_shows (GTK_WIDGET (view),
              "Background image: 600 × 800 is not 9:16, a phone cuts 25 % of its width"));
  gtk_test_accessible_assert_property (composition,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Phone in the state Custom");

  gtk_widget_activate_action (GTK_WIDGET (view), "composition.zoom", "d", 2.0);
  ui_settle (f->window);
  g_assert_true (shows_words (GTK_WIDGET (view), "200 %"));
  /* 450 × 800 pixels of its background are a phone. */
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (composition)), ==, 900);
  gtk_widget_activate_action (GTK_WIDGET (view), "composition.zoom-out", NULL);
  g_assert_cmpfloat_with_epsilon (cue_composition_get_zoom (composition), 1.6, 0.001);
  gtk_widget_activate_action (GTK_WIDGET (view), "composition.zoom", "d", 0.0);
  ui_settle (f->window);
  g_assert_true (shows_words (GTK_WIDGET (view), "Fit ("));

  activate_guide (view, "guides.safe-area");
  activate_guide (view, "guides.20-9");
  g_assert_cmpuint (cue_composition_get_guides (composition),
                    ==,
                    CUE_PHONE_GUIDES_SAFE_AREA | CUE_PHONE_GUIDES_20_9);
  activate_guide (view, "guides.safe-area");
  g_assert_cmpuint (cue_composition_get_guides (composition), ==, CUE_PHONE_GUIDES_20_9);
  cue_composition_view_set_guides (view, CUE_PHONE_GUIDES_CUT);
  g_assert_cmpuint (cue_composition_get_guides (composition), ==, CUE_PHONE_GUIDES_CUT);

  scale = ui_find_type (GTK_WIDGET (view), GTK_TYPE_SCALE);
  g_assert_false (gtk_widget_get_mapped (scale));
  before = cue_phone_scenes_make (scenes, CUE_PLAYER_STATE_CUSTOM);
  cue_phone_scene_set_version (before, CUE_ASSET_BG_IMAGE, GDK_PAINTABLE (old));
  cue_composition_view_set_before (view, before);
  ui_settle (f->window);
  g_assert_true (gtk_widget_get_mapped (scale));
  gtk_range_set_value (GTK_RANGE (scale), 0.25);
  g_assert_cmpfloat (cue_composition_get_wipe (composition), ==, 0.25);
  cue_composition_set_wipe (composition, 0.75);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 0.75);

  gtk_widget_activate_action (GTK_WIDGET (view), "composition.copy-picture", NULL);
  fake_engine_wait (is_on_clipboard, view);
}

/* What is out of sight asks for nothing. */
static void
test_out_of_sight (UiFixture *f, gconstpointer data)
{
  CuePhoneScene *scene = cue_phone_scenes_get (make_scenes (f), CUE_PLAYER_STATE_INTERRUPTION);
  GtkWidget     *stack = gtk_stack_new ();
  GtkWidget     *composition = cue_composition_new (scene);

  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("Another page"), "other");
  gtk_stack_add_named (GTK_STACK (stack), composition, "phone");
  ui_fixture_show (f, stack, 400, 500);
  ui_settle (f->window);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/a.png"), ==, 0);
  gtk_stack_set_visible_child (GTK_STACK (stack), composition);
  fake_engine_wait (is_here, scene);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/a.png"), ==, 1);
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/phone-pictures/shared", test_shared },
    { "/phone-pictures/broken", test_broken },
    { "/phone-pictures/too-slow", test_too_slow },
    { "/phone-pictures/picture", test_picture },
    { "/phone-pictures/picture-of-two", test_picture_of_two },
    { "/phone-pictures/save", test_save },
    { "/phone-pictures/view", test_view },
    { "/phone-pictures/out-of-sight", test_out_of_sight },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
