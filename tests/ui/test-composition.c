// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-fixture.h"

#include "ui-composition.h"

#include "cue-composition-picture.h"
#include "cue-composition.h"
#include "cue-phone-drawing.h"
#include "cue-video-paintable.h"

#include <math.h>

/* What a phone shows, pixel by pixel: each composition against a stored reference. See
 * ui-composition.c for how they are compared, and how they are made anew. */

#define WIDTH  180
#define HEIGHT 320

#define CUSTOM                                                                     \
  "{\"playerState\":\"%s\",\"countdown\":{\"visible\":true,\"end\":1795165200,"    \
  "\"serverTime\":1795164000},\"customText\":[\"The keynote\",\"starts soon\"],"   \
  "\"customTextIsDark\":%s,\"logoImg\":\"http://a/logo\",\"customUseVideo\":%s,"   \
  "\"customBgVideo916\":\"http://a/clip\",\"customBgImg916\":\"http://a/%s\","     \
  "\"customFgImg916\":\"http://a/frame\",\"preliveUseVideo\":true,"                \
  "\"preliveBgVideo916\":\"http://a/clip\",\"preliveBgImg916\":\"http://a/dark\"," \
  "\"preliveFgImg916\":\"http://a/frame\",\"postliveBgImg916\":\"http://a/pale\"," \
  "\"interruptionUseVideo\":false,\"interruptionBgVideo916\":\"http://a/clip\","   \
  "\"interruptionBgImg916\":\"http://a/dark\",\"interruptionFgImg916\":\"http://a/frame\"}"

static void
draw_ground (cairo_t *cr, double width, double height, const double *from, const double *to)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, 0, 0, height);

  cairo_pattern_add_color_stop_rgb (pattern, 0, from[0], from[1], from[2]);
  cairo_pattern_add_color_stop_rgb (pattern, 1, to[0], to[1], to[2]);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);

  /* A line at each edge, which is what a wrong cut loses. */
  cairo_set_source_rgb (cr, 1, 0.2, 0.2);
  cairo_set_line_width (cr, width * 0.06);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_stroke (cr);
}

static void
draw_dark (cairo_t *cr, double width, double height)
{
  draw_ground (cr, width, height, (double[]){ 0.1, 0.15, 0.4 }, (double[]){ 0.02, 0.02, 0.1 });
}

static void
draw_pale (cairo_t *cr, double width, double height)
{
  draw_ground (cr, width, height, (double[]){ 0.95, 0.95, 0.85 }, (double[]){ 0.7, 0.85, 0.9 });
}

static void
draw_clip (cairo_t *cr, double width, double height)
{
  draw_ground (cr, width, height, (double[]){ 0.1, 0.5, 0.3 }, (double[]){ 0.5, 0.2, 0.5 });
}

static void
draw_frame (cairo_t *cr, double width, double height)
{
  cairo_set_source_rgba (cr, 0.9, 0.6, 0.1, 0.9);
  cairo_rectangle (cr, width * 0.1, height * 0.86, width * 0.8, height * 0.06);
  cairo_fill (cr);
}

static void
draw_logo (cairo_t *cr, double width, double height)
{
  cairo_set_source_rgb (cr, 0.9, 0.9, 0.2);
  cairo_arc (cr, width / 2, height / 2, MIN (width, height) * 0.45, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
add (CueAssetPictures *pictures, const char *url, gboolean video, GdkPaintable *paintable)
{
  g_autoptr (CueAsset) asset = cue_asset_new_for_paintable (paintable);

  cue_asset_pictures_add (pictures, url, video, asset);
}

static void
add_image (CueAssetPictures *pictures, const char *url, UiPainter painter, int width, int height)
{
  g_autoptr (GdkTexture) texture = ui_composition_paint (painter, width, height);

  add (pictures, url, FALSE, GDK_PAINTABLE (texture));
}

/* The event, with its assets at hand. */
static CuePhoneScenes *
make_scenes (UiFixture *f)
{
  CueEventSession  *session = ui_fixture_add_event (f, "Show");
  CuePhoneScenes   *scenes = cue_event_session_get_scenes (session);
  CueAssetPictures *pictures = cue_phone_scenes_get_pictures (scenes);
  g_autoptr (CueVideoPaintable) video = cue_video_paintable_new ();
  g_autoptr (GdkTexture) frame = ui_composition_paint (draw_clip, 270, 480);

  cue_video_paintable_set_texture (video, frame, 1080, 1920);
  add (pictures, "http://a/clip", TRUE, GDK_PAINTABLE (video));
  add_image (pictures, "http://a/dark", draw_dark, 360, 640);
  add_image (pictures, "http://a/pale", draw_pale, 360, 640);
  add_image (pictures, "http://a/wide", draw_pale, 600, 640);
  add_image (pictures, "http://a/tall", draw_dark, 360, 900);
  add_image (pictures, "http://a/frame", draw_frame, 360, 640);
  add_image (pictures, "http://a/logo", draw_logo, 200, 120);
  ui_fixture_wait (f, session);
  return scenes;
}

static void
answer (UiFixture  *f,
        const char *state,
        const char *text_is_dark,
        const char *use_video,
        const char *background)
{
  fake_engine_set_state (f->engine, CUSTOM, state, text_is_dark, use_video, background);
}

static void
check (CuePhoneScene *scene, CuePhoneGuides guides, const char *name)
{
  PangoContext *context = ui_composition_create_context ();
  g_autoptr (GdkTexture)
    texture = cue_composition_picture_draw (scene, NULL, 0, context, guides, WIDTH, HEIGHT);

  g_object_unref (context);
  g_assert_true (ui_composition_check (texture, name));
}

static void
test_custom (UiFixture *f, gconstpointer data)
{
  CuePhoneScenes *scenes;

  answer (f, "custom", "false", "false", "dark");
  scenes = make_scenes (f);
  check (cue_phone_scenes_get_on_air (scenes), 0, "custom-light-text");
  /* The scene that follows and the scene of the state are the same picture. */
  check (cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_CUSTOM), 0, "custom-light-text");
}

static void
test_custom_dark_text (UiFixture *f, gconstpointer data)
{
  answer (f, "live", "true", "false", "pale");
  check (cue_phone_scenes_get (make_scenes (f), CUE_PLAYER_STATE_CUSTOM), 0, "custom-dark-text");
}

static void
test_custom_video (UiFixture *f, gconstpointer data)
{
  answer (f, "custom", "false", "true", "dark");
  check (cue_phone_scenes_get_on_air (make_scenes (f)), 0, "custom-video");
}

static void
test_prelive (UiFixture *f, gconstpointer data)
{
  CuePhoneScenes *scenes;
  CuePhoneScene  *scene;

  answer (f, "custom", "false", "false", "dark");
  scenes = make_scenes (f);
  scene = cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_PRELIVE);
  check (scene, 0, "prelive-video");
  g_assert_cmpint (cue_phone_scene_get_background_layer (scene), ==, CUE_ASSET_BG_VIDEO);
}

static void
test_prelive_image (UiFixture *f, gconstpointer data)
{
  CuePhoneScenes *scenes;
  CuePhoneScene  *scene;
  g_autoptr (CueVideoPaintable) nothing = cue_video_paintable_new ();

  answer (f, "custom", "false", "false", "dark");
  scenes = make_scenes (f);
  scene = cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_PRELIVE);
  /* The image stands in for a video that has no frame yet. */
  cue_phone_scene_set_version (scene, CUE_ASSET_BG_VIDEO, GDK_PAINTABLE (nothing));
  check (scene, 0, "prelive-image");
}

static void
test_after_the_start (UiFixture *f, gconstpointer data)
{
  CuePhoneScenes *scenes;

  answer (f, "custom", "false", "false", "dark");
  scenes = make_scenes (f);
  /* No countdown: another answer would say so. No video: it is not flagged. */
  check (cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_POSTLIVE), 0, "postlive");
  check (cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_INTERRUPTION), 0, "interruption");
}

static void
test_missing (UiFixture *f, gconstpointer data)
{
  CuePhoneScenes *scenes;

  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"custom\",\"customText\":[\"Only\",\"words\"],"
                         "\"interruptionFgImg916\":\"http://a/frame\"}");
  scenes = make_scenes (f);
  check (cue_phone_scenes_get_on_air (scenes), 0, "only-text");
  check (cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_INTERRUPTION), 0, "only-foreground");
  check (cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_POSTLIVE), 0, "nothing");
}

/* A state may become another one, and the scene of one state follows the answers. */
static void
test_changes (UiFixture *f, gconstpointer data)
{
  CuePhoneScenes  *scenes;
  CueEventSession *session;

  answer (f, "custom", "true", "false", "pale");
  scenes = make_scenes (f);
  session = g_list_model_get_item (G_LIST_MODEL (f->sessions), 0);
  g_object_unref (session);
  check (cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_CUSTOM), 0, "custom-dark-text");
  answer (f, "postlive", "false", "false", "dark");
  ui_fixture_poll (f, session);
  check (cue_phone_scenes_get_on_air (scenes), 0, "postlive-with-countdown");
  g_assert_false (
    cue_phone_scene_get_text_is_dark (cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_CUSTOM)));
}

static void
test_guides (UiFixture *f, gconstpointer data)
{
  CuePhoneScene *scene;

  answer (f, "live", "false", "false", "dark");
  scene = cue_phone_scenes_get (make_scenes (f), CUE_PLAYER_STATE_INTERRUPTION);
  check (scene, CUE_PHONE_GUIDES_SAFE_AREA, "guides-safe-area");
  check (scene,
         CUE_PHONE_GUIDES_16_9 | CUE_PHONE_GUIDES_19_5_9 | CUE_PHONE_GUIDES_20_9,
         "guides-phones");
}

static GdkTexture *
draw_guides (CuePhoneScene *scene, CuePhoneScene *before, CuePhoneGuides guides, int width)
{
  PangoContext *context = ui_composition_create_context ();
  GdkTexture   *texture =
    cue_composition_picture_draw (scene, before, 0.5, context, guides, width, width * 16 / 9);

  g_object_unref (context);
  return texture;
}

/* Which share of a picture is another one. */
static double
compare (GdkTexture *a, GdkTexture *b)
{
  int                 width = gdk_texture_get_width (a);
  gsize               n = (gsize) width * (gsize) gdk_texture_get_height (a);
  g_autofree guint32 *pixels_a = g_new (guint32, n);
  g_autofree guint32 *pixels_b = g_new (guint32, n);
  gsize               differ = 0;

  gdk_texture_download (a, (guchar *) pixels_a, (gsize) width * 4);
  gdk_texture_download (b, (guchar *) pixels_b, (gsize) width * 4);

  for (gsize i = 0; i < n; i++)
    differ += pixels_a[i] != pixels_b[i];

  return (double) differ / (double) n;
}

/* What is drawn over a large picture is seen in it as well as in a small one. */
static void
test_large_guides (UiFixture *f, gconstpointer data)
{
  static const CuePhoneGuides guides[] = { CUE_PHONE_GUIDES_SAFE_AREA, CUE_PHONE_GUIDES_16_9 };
  CuePhoneScenes             *scenes;
  CuePhoneScene              *scene, *other;
  double                      shares[2];

  answer (f, "live", "false", "false", "dark");
  scenes = make_scenes (f);
  scene = cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_INTERRUPTION);
  other = cue_phone_scenes_make (scenes, CUE_PLAYER_STATE_INTERRUPTION);

  for (guint i = 0; i <= G_N_ELEMENTS (guides); i++) {
    for (guint n = 0; n < 2; n++) {
      int            width = n == 0 ? 360 : 1080;
      CuePhoneGuides chosen = i < G_N_ELEMENTS (guides) ? guides[i] : 0;
      g_autoptr (GdkTexture) plain = draw_guides (scene, NULL, 0, width);
      g_autoptr (GdkTexture)
        marked = draw_guides (scene, chosen == 0 ? other : NULL, chosen, width);

      shares[n] = compare (plain, marked);
    }

    g_test_message ("%u: %.5f of a small picture, %.5f of a large one", i, shares[0], shares[1]);
    g_assert_cmpfloat (shares[0], >, 0.002);
    g_assert_cmpfloat (shares[1], >, shares[0] * 0.8);
    g_assert_cmpfloat (shares[1], <, shares[0] * 1.2);
  }

  g_object_unref (other);
}

/* The widget itself, in a window. */
static void
check_widget (UiFixture *f, CueComposition *composition, const char *name)
{
  g_autoptr (GdkTexture) texture = NULL;

  ui_wait_for_frame (f->window);
  texture = ui_composition_draw_widget (GTK_WIDGET (composition));
  g_assert_true (ui_composition_check (texture, name));
}

static CueComposition *
show (UiFixture *f, CuePhoneScene *scene, int width, int height)
{
  GtkWidget *composition = cue_composition_new (scene);

  ui_composition_choose_font (composition);
  gtk_widget_set_size_request (composition, width, height);
  gtk_widget_set_halign (composition, GTK_ALIGN_START);
  gtk_widget_set_valign (composition, GTK_ALIGN_START);
  ui_fixture_show (f, composition, width, height);
  return CUE_COMPOSITION (composition);
}

static void
test_cut (UiFixture *f, gconstpointer data)
{
  CuePhoneScenes  *scenes;
  CuePhoneScene   *scene;
  CueComposition  *composition;
  g_autofree char *words = NULL;

  answer (f, "custom", "true", "false", "wide");
  scenes = make_scenes (f);
  scene = cue_phone_scenes_get_on_air (scenes);
  words = cue_phone_scene_describe_cuts (scene);
  g_assert_cmpstr (words,
                   ==,
                   "Background image: 600 × 640 is not 9:16, a phone cuts 40 % of its width");
  composition = show (f, scene, WIDTH, HEIGHT);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (composition)), ==, words);
  check_widget (f, composition, "cut-edges");
  cue_composition_set_guides (composition, CUE_PHONE_GUIDES_CUT);
  check_widget (f, composition, "cut-beyond");
}

static void
test_cut_height (UiFixture *f, gconstpointer data)
{
  CuePhoneScene   *scene;
  g_autofree char *words = NULL;
  g_autofree char *none = NULL;

  answer (f, "custom", "false", "false", "tall");
  scene = cue_phone_scenes_get_on_air (make_scenes (f));
  words = cue_phone_scene_describe_cuts (scene);
  g_assert_cmpstr (words,
                   ==,
                   "Background image: 360 × 900 is not 9:16, a phone cuts 29 % of its height");
  cue_composition_set_guides (show (f, scene, WIDTH, HEIGHT), CUE_PHONE_GUIDES_CUT);
  check_widget (f,
                CUE_COMPOSITION (gtk_window_get_child (GTK_WINDOW (f->window))),
                "cut-beyond-height");
  cue_phone_scene_set_version (scene,
                               CUE_ASSET_BG_IMAGE,
                               cue_phone_scene_get_layer (scene, CUE_ASSET_FG_IMAGE));
  none = cue_phone_scene_describe_cuts (scene);
  g_assert_null (none);
}

/* Pango leaves out whole lines without a sign. */
static void
test_cut_text (UiFixture *f, gconstpointer data)
{
  GtkWidget       *widget = gtk_label_new ("");
  PangoContext    *context;
  CuePhoneScene   *scene;
  g_autofree char *none = NULL;
  g_autofree char *words = NULL;

  ui_composition_choose_font (widget);
  ui_fixture_show (f, widget, 100, 100);
  context = gtk_widget_get_pango_context (widget);
  answer (f, "custom", "false", "false", "dark");
  scene = cue_phone_scenes_get_on_air (make_scenes (f));
  none = cue_phone_drawing_describe_cuts (context, scene);
  g_assert_null (none);

  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"custom\",\"customText\":[\"1\",\"2\",\"3\",\"4\","
                         "\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\",\"12\",\"13\",\"14\"]}");
  scene = cue_phone_scenes_get_on_air (make_scenes (f));
  words = cue_phone_drawing_describe_cuts (context, scene);
  g_assert_cmpstr (words, ==, "The text lines are too long, their end is not seen");
}

static void
test_wipe (UiFixture *f, gconstpointer data)
{
  CuePhoneScenes *scenes;
  CueComposition *composition;
  g_autoptr (CuePhoneScene) before = NULL;
  g_autoptr (GdkTexture) old = ui_composition_paint (draw_pale, 180, 320);

  answer (f, "live", "false", "false", "dark");
  scenes = make_scenes (f);
  before = cue_phone_scenes_make (scenes, CUE_PLAYER_STATE_INTERRUPTION);
  cue_phone_scene_set_version (before, CUE_ASSET_BG_IMAGE, GDK_PAINTABLE (old));
  composition =
    show (f, cue_phone_scenes_get (scenes, CUE_PLAYER_STATE_INTERRUPTION), WIDTH, HEIGHT);
  g_assert_false (gtk_widget_get_focusable (GTK_WIDGET (composition)));
  cue_composition_set_before (composition, before);
  cue_composition_set_wipe (composition, 0.4);
  check_widget (f, composition, "wipe");
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (composition)));
  cue_composition_set_wipe (composition, 7);
  g_assert_cmpfloat (cue_composition_get_wipe (composition), ==, 1);
  cue_composition_set_before (composition, NULL);
  g_assert_false (gtk_widget_get_focusable (GTK_WIDGET (composition)));
}

static void
test_zoom (UiFixture *f, gconstpointer data)
{
  CueComposition *composition;
  int             width, height;

  answer (f, "live", "false", "false", "dark");
  composition =
    show (f, cue_phone_scenes_get (make_scenes (f), CUE_PLAYER_STATE_INTERRUPTION), WIDTH, HEIGHT);
  /* Its background has 360 × 640 pixels. */
  g_assert_cmpfloat_with_epsilon (cue_composition_get_scale (composition), 0.5, 0.01);
  gtk_widget_set_size_request (GTK_WIDGET (composition), -1, -1);
  cue_composition_set_zoom (composition, 2);
  gtk_widget_measure (GTK_WIDGET (composition),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &width,
                      NULL,
                      NULL,
                      NULL);
  gtk_widget_measure (GTK_WIDGET (composition),
                      GTK_ORIENTATION_VERTICAL,
                      -1,
                      &height,
                      NULL,
                      NULL,
                      NULL);
  g_assert_cmpint (width, ==, 720);
  g_assert_cmpint (height, ==, 1280);
  cue_composition_set_zoom (composition, 1000);
  g_assert_cmpfloat (cue_composition_get_zoom (composition), ==, CUE_COMPOSITION_ZOOM_MOST);
  cue_composition_set_zoom (composition, 0.0001);
  g_assert_cmpfloat (cue_composition_get_zoom (composition), ==, CUE_COMPOSITION_ZOOM_LEAST);
  cue_composition_set_zoom (composition, CUE_COMPOSITION_ZOOM_FIT);
  gtk_widget_measure (GTK_WIDGET (composition),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &width,
                      NULL,
                      NULL,
                      NULL);
  g_assert_cmpint (width, <, 180);
}

/* A test that cannot fail is none: each reference is told from each other. */
static void
test_references_differ (UiFixture *f, gconstpointer data)
{
  g_assert_true (ui_composition_references_differ ());
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/composition/custom", test_custom },
    { "/composition/custom-dark-text", test_custom_dark_text },
    { "/composition/custom-video", test_custom_video },
    { "/composition/prelive", test_prelive },
    { "/composition/prelive-image", test_prelive_image },
    { "/composition/after-the-start", test_after_the_start },
    { "/composition/missing", test_missing },
    { "/composition/changes", test_changes },
    { "/composition/guides", test_guides },
    { "/composition/large-guides", test_large_guides },
    { "/composition/cut", test_cut },
    { "/composition/cut-height", test_cut_height },
    { "/composition/cut-text", test_cut_text },
    { "/composition/wipe", test_wipe },
    { "/composition/zoom", test_zoom },
    { "/composition/references-differ", test_references_differ },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
