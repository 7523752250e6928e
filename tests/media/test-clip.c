// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-clip.h"
#include "cue-error.h"
#include "cue-system-clock.h"

#include "media-assets.h"
#include "media-fixture.h"

#include <gtk/gtk.h>

#include <string.h>

/* Looping videos through the real helper. */

typedef struct {
  CueClip *clip;
  guint    n_pictures;
} Fixture;

static void
on_picture (GdkPaintable *paintable, gpointer data)
{
  ((Fixture *) data)->n_pictures++;
}

static void
set_up_clip (Fixture *f, GBytes *bytes)
{
  f->clip = cue_clip_new (cue_system_clock_get_default (), bytes);
  f->n_pictures = 0;
  g_signal_connect (cue_clip_get_paintable (f->clip),
                    "invalidate-contents",
                    G_CALLBACK (on_picture),
                    f);
}

static gboolean
has_no_children (gpointer data)
{
  return media_count_children () == 0;
}

static void
tear_down_clip (Fixture *f)
{
  g_assert_finalize_object (f->clip);
  g_assert_true (media_wait (has_no_children, NULL, 60000));
}

static GBytes *
make_clip (guint n_frames, guint width, guint height)
{
  g_autofree char *pipeline =
    g_strdup_printf ("videotestsrc num-buffers=%u pattern=ball ! "
                     "video/x-raw,width=%u,height=%u,framerate=30/1 ! %s ! mp4mux",
                     n_frames,
                     width,
                     height,
                     media_get_video_encoder ());

  return media_make_file (pipeline);
}

static gboolean
has_pictures (gpointer data)
{
  return ((Fixture *) data)->n_pictures > 0;
}

static gboolean
has_error (gpointer data)
{
  return cue_clip_get_error (((Fixture *) data)->clip) != NULL;
}

static gboolean
is_small (gpointer data)
{
  GdkPaintable *paintable = cue_clip_get_paintable (((Fixture *) data)->clip);
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (paintable);

  return GDK_IS_TEXTURE (image) && gdk_texture_get_width (GDK_TEXTURE (image)) <= 136;
}

/* However small its pictures were made. */
static gboolean
has_natural_size (gpointer data)
{
  GdkPaintable *paintable = cue_clip_get_paintable (((Fixture *) data)->clip);

  return gdk_paintable_get_intrinsic_width (paintable) == 270 &&
         gdk_paintable_get_intrinsic_height (paintable) == 480;
}

/* A clip of one second, watched for three: it goes round, at 15 pictures a second. */
static void
test_loops (void)
{
  g_autoptr (GBytes) bytes = make_clip (30, 270, 480);
  GdkPaintable *paintable;
  Fixture       f;
  guint         n;

  set_up_clip (&f, bytes);
  cue_clip_set_size (f.clip, 135, 240);
  paintable = cue_clip_get_paintable (f.clip);
  g_assert_true (media_wait (has_pictures, &f, 60000));
  g_assert_true (cue_clip_get_playing (f.clip));
  media_spin (500);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), >, 0);
  n = f.n_pictures;
  media_spin (3000);
  n = f.n_pictures - n;
  g_test_message ("%u pictures in 3 s", n);
  g_assert_cmpuint (n, >=, 20); /* 45, on a machine that has nothing else to do */
  g_assert_cmpuint (n, <=, 50);
  g_assert_true (is_small (&f));
  g_assert_true (has_natural_size (&f));

  cue_clip_set_visible (f.clip, FALSE);
  g_assert_false (cue_clip_get_playing (f.clip));
  media_spin (300);
  n = f.n_pictures;
  media_spin (500);
  g_assert_cmpuint (f.n_pictures, <=, n + 1);
  cue_clip_set_visible (f.clip, TRUE);
  media_spin (1000);
  g_assert_cmpuint (f.n_pictures, >, n + 5);
  g_assert_null (cue_clip_get_error (f.clip));
  tear_down_clip (&f);
}

static gboolean
is_larger (gpointer data)
{
  GdkPaintable *paintable = cue_clip_get_paintable (((Fixture *) data)->clip);
  GdkTexture   *texture = GDK_TEXTURE (gdk_paintable_get_current_image (paintable));
  gboolean      is = gdk_texture_get_width (texture) > 200;

  g_object_unref (texture);
  return is;
}

/* The program that decodes clips becomes another one when it has all pictures. */
static gboolean
is_only_shown (gpointer data)
{
  g_autofree char *children = NULL;
  g_autofree char *path = NULL;
  g_autofree char *line = NULL;
  gsize            size;

  g_assert_true (g_file_get_contents ("/proc/thread-self/children", &children, NULL, NULL));
  path = g_strdup_printf ("/proc/%s/cmdline", g_strstrip (children));
  return g_file_get_contents (path, &line, &size, NULL) && size > 0 &&
         memmem (line, size, "clip-show", strlen ("clip-show")) != NULL;
}

/* It goes on with the pictures that it kept, and begins anew when others are wanted. */
static void
test_kept (void)
{
  g_autoptr (GBytes) bytes = make_clip (30, 270, 480);
  Fixture f;

  set_up_clip (&f, bytes);
  cue_clip_set_size (f.clip, 90, 160);
  g_assert_true (media_wait (is_only_shown, &f, 60000));
  f.n_pictures = 0;
  g_assert_true (media_wait (has_pictures, &f, 60000));
  g_assert_true (has_natural_size (&f));
  g_assert_cmpuint (media_count_children (), ==, 1);

  cue_clip_set_visible (f.clip, FALSE);
  media_spin (300);
  cue_clip_set_visible (f.clip, TRUE);
  f.n_pictures = 0;
  g_assert_true (media_wait (has_pictures, &f, 60000));

  cue_clip_set_size (f.clip, 270, 480);
  g_assert_true (media_wait (is_larger, &f, 60000));
  g_assert_null (cue_clip_get_error (f.clip));
  tear_down_clip (&f);
}

static char *
get_child (void)
{
  char *children = NULL;

  g_assert_true (g_file_get_contents ("/proc/thread-self/children", &children, NULL, NULL));
  return g_strstrip (children);
}

/* Who says how large it will be drawn spares it a second decoding. */
static void
test_hint (void)
{
  g_autoptr (GBytes) bytes = make_clip (30, 270, 480);
  g_autofree char *first = NULL;
  g_autofree char *later = NULL;
  Fixture          f;

  if (!gtk_init_check ()) { /* GTK knows no render nodes before it has a display */
    g_test_skip ("no display");
    return;
  }
  set_up_clip (&f, bytes);
  cue_clip_hint_size (f.clip, 134, 240);
  g_assert_true (media_wait (is_only_shown, &f, 60000));
  first = get_child ();
  for (guint i = 0; i < 5; i++) {
    GtkSnapshot *snapshot = gtk_snapshot_new ();

    gdk_paintable_snapshot (cue_clip_get_paintable (f.clip), snapshot, 134.4, 240);
    gsk_render_node_unref (gtk_snapshot_free_to_node (snapshot));
    media_spin (500);
  }
  later = get_child ();
  g_assert_cmpstr (later, ==, first);
  g_assert_true (is_small (&f));
  tear_down_clip (&f);
}

/* The light of a place in the picture on show, in tenths of its width and height. */
static guint
get_light (Fixture *f, guint x, guint y)
{
  g_autoptr (GdkPaintable)
    image = gdk_paintable_get_current_image (cue_clip_get_paintable (f->clip));
  GdkTexture        *texture = GDK_TEXTURE (image);
  guint              width = (guint) gdk_texture_get_width (texture);
  guint              height = (guint) gdk_texture_get_height (texture);
  g_autofree guint8 *pixels = g_malloc ((gsize) width * height * 4);

  gdk_texture_download (texture, pixels, (gsize) width * 4);
  return pixels[((gsize) (height * y / 10) * width + width * x / 10) * 4 + 1];
}

/* A phone that is held upright films on its side, and says so in the file. The bottom of this
 * video is light. */
static void
test_turned (void)
{
  static const struct {
    guint degrees;
    guint light[2]; /* tenths */
    guint dark[2];
  } rows[] = {
    { 0, { 5, 9 }, { 5, 1 } },
    { 90, { 1, 5 }, { 9, 5 } },
    { 180, { 5, 1 }, { 5, 9 } },
    { 270, { 9, 5 }, { 1, 5 } },
  };
  g_autofree char *pipeline = g_strdup_printf ("videotestsrc num-buffers=30 pattern=gradient ! "
                                               "video/x-raw,width=480,height=270,framerate=30/1 "
                                               "! %s ! mp4mux",
                                               media_get_video_encoder ());
  g_autoptr (GBytes) straight = media_make_file (pipeline);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) bytes = media_turn_video (straight, rows[i].degrees);
    gboolean      lies = rows[i].degrees % 180 == 0;
    GdkPaintable *paintable;
    Fixture       f;

    g_test_message ("%u degrees", rows[i].degrees);
    set_up_clip (&f, bytes);
    cue_clip_set_size (f.clip, lies ? 240 : 135, lies ? 135 : 240);
    paintable = cue_clip_get_paintable (f.clip);
    g_assert_true (media_wait (has_pictures, &f, 60000));
    for (guint round = 0; round < 2; round++) {
      g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), ==, lies ? 480 : 270);
      g_assert_cmpint (gdk_paintable_get_intrinsic_height (paintable), ==, lies ? 270 : 480);
      g_assert_cmpuint (get_light (&f, rows[i].light[0], rows[i].light[1]), >, 180);
      g_assert_cmpuint (get_light (&f, rows[i].dark[0], rows[i].dark[1]), <, 75);
      /* And again as it was kept. */
      g_assert_true (media_wait (is_only_shown, &f, 60000));
      f.n_pictures = 0;
      g_assert_true (media_wait (has_pictures, &f, 60000));
    }
    g_assert_null (cue_clip_get_error (f.clip));
    tear_down_clip (&f);
  }
}

/* One that does not fit into the store is decoded round after round. */
static void
test_long (void)
{
  g_autoptr (GBytes) bytes = make_clip (45, 1920, 1080);
  Fixture f;
  guint   n;

  set_up_clip (&f, bytes);
  cue_clip_set_size (f.clip, 1920, 1080);
  g_assert_true (media_wait (has_pictures, &f, 60000));
  media_spin (2500);
  n = f.n_pictures;
  media_spin (2500);
  g_assert_cmpuint (f.n_pictures, >, n + 15);
  g_assert_null (cue_clip_get_error (f.clip));
  tear_down_clip (&f);
}

static void
test_not_clips (void)
{
  static const char *const texts[] = {
    "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n",
    "<!DOCTYPE html><html></html>",
    "x",
    "RIFF\x04\x00\x00\x00"
    "AVI ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
    Fixture f;

    set_up_clip (&f, bytes);
    g_assert_true (media_wait (has_error, &f, 60000));
    g_assert_cmpint (cue_clip_get_error (f.clip)->code, ==, CUE_ERROR_PROTOCOL);
    g_assert_false (cue_clip_get_playing (f.clip));
    tear_down_clip (&f);
  }
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) good = make_clip (60, 270, 480);
  gsize              size;
  const guint8      *data = g_bytes_get_data (good, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GBytes) bytes = NULL;
  Fixture f;

  for (gsize i = 200; i < size; i += 501)
    copy[i] ^= 0xa5;
  bytes = g_bytes_new (copy, size);
  set_up_clip (&f, bytes);
  media_spin (2000); /* whatever it shows: nothing happens to us */
  tear_down_clip (&f);
}

/* A helper that dies is replaced, but not for ever. */
static void
test_killed (void)
{
  g_autoptr (GBytes) bytes = make_clip (30, 270, 480);
  Fixture f;

  set_up_clip (&f, bytes);
  g_assert_true (media_wait (has_pictures, &f, 60000));
  media_kill_children ();
  media_spin (100);
  f.n_pictures = 0;
  g_assert_true (media_wait (has_pictures, &f, 60000));
  for (guint i = 0; i < 5 && !has_error (&f); i++) {
    media_kill_children ();
    media_spin (1500);
  }
  g_assert_nonnull (cue_clip_get_error (f.clip));
  tear_down_clip (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!media_can_encode ()) {
    g_test_message ("no H.264 encoder on this computer");
    return 77;
  }
  g_test_add_func ("/media/clip/loops", test_loops);
  g_test_add_func ("/media/clip/kept", test_kept);
  g_test_add_func ("/media/clip/hint", test_hint);
  g_test_add_func ("/media/clip/turned", test_turned);
  g_test_add_func ("/media/clip/long", test_long);
  g_test_add_func ("/media/clip/not-clips", test_not_clips);
  g_test_add_func ("/media/clip/damaged", test_damaged);
  g_test_add_func ("/media/clip/killed", test_killed);
  return g_test_run ();
}
