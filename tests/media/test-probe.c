// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "media-assets.h"
#include "media-fixture.h"
#include "probe-fixture.h"

#include <string.h>

/* What is found out about good files, through the real helper. */

static void
assert_near (guint a, guint b)
{
  g_assert_cmpint (ABS ((int) a - (int) b), <=, 3);
}

static void
test_png (void)
{
  g_autoptr (GBytes) bytes = make_png (1080, 1920, 255, 255);
  g_autoptr (CuePictureFacts) facts = probe_well (bytes, FALSE);
  g_autoptr (CuePictureFacts) small = NULL;

  g_assert_cmpuint (facts->width, ==, 1080);
  g_assert_cmpuint (facts->height, ==, 1920);
  g_assert_cmpstr (facts->format, ==, "PNG");
  g_assert_cmpstr (facts->codec, ==, "PNG");
  g_assert_cmpuint (facts->n_frames, ==, 1);
  g_assert_cmpuint (facts->n_decoded, ==, 1);
  g_assert_cmpint (facts->duration_us, ==, 0);
  g_assert_false (facts->animated);
  g_assert_false (facts->has_alpha);
  g_assert_cmpfloat (facts->black, ==, 0);
  g_assert_cmpuint (facts->grid[0][0].min, ==, 255);
  g_assert_cmpuint (facts->grid[15][8].max, ==, 255);
  g_assert_cmpuint (facts->grid[7][4].alpha, ==, 255);
  g_assert_cmpstr (facts->thumbnail_type, ==, "image/jpeg");

  /* The thumbnail is a picture itself. */
  small = probe_well (facts->thumbnail, FALSE);
  g_assert_cmpuint (small->width, ==, 180);
  g_assert_cmpuint (small->height, ==, 320);
  g_assert_cmpuint (small->grid[7][4].mean, >, 250);
}

static void
test_transparent (void)
{
  g_autoptr (GBytes) bytes = make_png (90, 160, 188, 128); /* half the light of white */
  g_autoptr (GBytes) nothing = make_png (90, 160, 0, 0);
  g_autoptr (CuePictureFacts) facts = probe_well (bytes, FALSE);
  g_autoptr (CuePictureFacts) clear = probe_well (nothing, FALSE);

  g_assert_true (facts->has_alpha);
  assert_near (facts->grid[3][3].alpha, 128);
  assert_near (facts->grid[3][3].mean, 128);
  g_assert_cmpstr (facts->thumbnail_type, ==, "image/png");
  g_assert_cmpfloat (clear->black, ==, 0);
  g_assert_cmpuint (clear->grid[3][3].alpha, ==, 0);
  g_assert_cmpuint (clear->grid[3][3].max, ==, 0);
}

static void
test_black (void)
{
  g_autoptr (GBytes) black = make_jpeg ("black", 160, 120);
  g_autoptr (GBytes) grey = make_png (160, 120, 60, 255);
  g_autoptr (CuePictureFacts) one = probe_well (black, FALSE);
  g_autoptr (CuePictureFacts) two = probe_well (grey, FALSE);

  g_assert_cmpstr (one->format, ==, "JPEG");
  g_assert_cmpfloat (one->black, ==, 1);
  g_assert_cmpfloat (two->black, ==, 0);
}

static void
test_smallest (void)
{
  g_autoptr (GBytes) bytes = make_png (1, 1, 255, 255);
  g_autoptr (CuePictureFacts) facts = probe_well (bytes, FALSE);

  g_assert_cmpuint (facts->width, ==, 1);
  g_assert_cmpuint (facts->height, ==, 1);
  g_assert_cmpuint (facts->grid[0][0].mean, ==, 255);
  g_assert_cmpuint (facts->grid[15][8].mean, ==, 255);
}

static void
test_gif (void)
{
  g_autoptr (GBytes) bytes = make_gif (16, 16, 3, TRUE);
  g_autoptr (CuePictureFacts) facts = probe_well (bytes, FALSE);
  g_autoptr (CuePictureFacts) as_video = probe_well (bytes, TRUE);

  g_assert_cmpstr (facts->format, ==, "GIF");
  g_assert_true (facts->animated);
  g_assert_cmpuint (facts->n_frames, ==, 3);
  g_assert_cmpint (facts->duration_us, ==, 1500000);
  g_assert_cmpfloat (cue_picture_facts_get_fps (facts), ==, 2);
  g_assert_cmpstr (as_video->format, ==, "GIF");
  g_assert_cmpuint (as_video->n_frames, ==, 3);
}

static void
test_webp (void)
{
  g_autoptr (GBytes) bytes = make_webp_animation (5);
  g_autoptr (CuePictureFacts) facts = probe_well (bytes, FALSE);

  g_assert_cmpstr (facts->format, ==, "WebP");
  g_assert_cmpuint (facts->width, ==, 160);
  g_assert_cmpuint (facts->height, ==, 120);
  g_assert_true (facts->animated);
  g_assert_cmpuint (facts->n_frames, ==, 5);
  g_assert_cmpint (facts->duration_us, ==, 500000);
  g_assert_cmpuint (facts->grid[8][4].mean, >, 250);
}

/* A photograph that lies on its side and says so: its dark left becomes its top. */
static void
test_turned (void)
{
  g_autoptr (GBytes) file = make_turned_jpeg (160, 90);
  g_autoptr (CuePictureFacts) facts = probe_well (file, FALSE);

  g_assert_cmpuint (facts->width, ==, 90);
  g_assert_cmpuint (facts->height, ==, 160);
  /* A quarter to the right: what was at the bottom is at the left. */
  g_assert_cmpuint (facts->grid[8][0].mean, >, facts->grid[8][8].mean + 50);
}

static void
test_video (void)
{
  g_autofree char *pipeline =
    g_strdup_printf ("videotestsrc num-buffers=60 pattern=white ! "
                     "video/x-raw,width=270,height=480,framerate=30/1 ! %s ! mux. "
                     "audiotestsrc num-buffers=90 ! avenc_aac ! aacparse ! mux. mp4mux name=mux",
                     media_get_video_encoder ());
  g_autoptr (GBytes) bytes = media_make_file (pipeline);
  g_autoptr (CuePictureFacts) facts = probe_well (bytes, TRUE);

  g_assert_cmpuint (facts->width, ==, 270);
  g_assert_cmpuint (facts->height, ==, 480);
  g_assert_cmpstr (facts->format, ==, "MP4 / H.264");
  g_assert_cmpstr (facts->codec, ==, "H.264");
  g_assert_cmpstr (facts->audio_codec, ==, "AAC");
  g_assert_true (facts->has_audio);
  g_assert_true (facts->animated);
  g_assert_cmpuint (facts->n_frames, ==, 60);
  g_assert_cmpuint (facts->n_decoded, ==, 60);
  g_assert_cmpint (facts->duration_us, >, 1900000);
  g_assert_cmpint (facts->duration_us, <, 2300000);
  g_assert_cmpfloat (cue_picture_facts_get_fps (facts), ==, 30);
  g_assert_cmpfloat (facts->black, ==, 0);
  g_assert_nonnull (facts->thumbnail);
}

static void
test_black_video (void)
{
  g_autoptr (GBytes) black = make_video ("black", 60, 270, 480);
  g_autoptr (CuePictureFacts) facts = probe_well (black, TRUE);

  g_assert_cmpfloat (facts->black, ==, 1);
  g_assert_false (facts->has_audio);
}

/* A sixth of a second that begins black, as a fade does, is more than its first picture. */
static void
test_short_video (void)
{
  g_autofree char *pipeline =
    g_strdup_printf ("videotestsrc num-buffers=2 pattern=black ! "
                     "video/x-raw,width=90,height=160,framerate=60/1 ! c. "
                     "videotestsrc num-buffers=8 pattern=white ! "
                     "video/x-raw,width=90,height=160,framerate=60/1 ! c. "
                     "concat name=c ! %s ! mp4mux",
                     media_get_video_encoder ());
  g_autoptr (GBytes) bytes = media_make_file (pipeline);
  g_autoptr (CuePictureFacts) facts = probe_well (bytes, TRUE);

  g_assert_cmpuint (facts->n_decoded, ==, 10);
  g_assert_cmpfloat (facts->black, >, 0);
  g_assert_cmpfloat (facts->black, <, 0.5);
}

/* A minute: not all of it is decoded. */
static void
test_long_video (void)
{
  g_autoptr (GBytes) bytes = make_video ("black", 1800, 90, 160);
  g_autoptr (CuePictureFacts) facts = probe_well (bytes, TRUE);

  g_assert_cmpint (facts->duration_us / 100000, ==, 600);
  g_assert_cmpuint (facts->n_frames, ==, 1800);
  g_assert_cmpuint (facts->n_decoded, >, 1);
  g_assert_cmpuint (facts->n_decoded, <, 1800);
  g_assert_cmpfloat (facts->black, ==, 1);
}

/* The matrix of its track says: a quarter to the right. */
static void
test_turned_video (void)
{
  g_autoptr (GBytes) bytes = make_video ("white", 30, 480, 270);
  g_autoptr (GBytes) a = replace (bytes, "tkhd", 44, 0);
  g_autoptr (GBytes) b = replace (a, "tkhd", 48, 0x00010000);
  g_autoptr (GBytes) c = replace (b, "tkhd", 56, 0xffff0000);
  g_autoptr (GBytes) turned = replace (c, "tkhd", 60, 0);
  g_autoptr (CuePictureFacts) facts = probe_well (turned, TRUE);

  g_assert_cmpuint (facts->width, ==, 270);
  g_assert_cmpuint (facts->height, ==, 480);
}

/* Parts of HLS streams: MPEG-TS as it is, fragmented MP4 behind its beginning. */
static void
test_segments (void)
{
  g_autofree char *ts = g_strdup_printf ("videotestsrc num-buffers=50 ! "
                                         "video/x-raw,width=320,height=180,framerate=25/1 "
                                         "! %s ! mpegtsmux",
                                         media_get_video_encoder ());
  g_autofree char *mp4 = g_strdup_printf ("videotestsrc num-buffers=50 ! "
                                          "video/x-raw,width=320,height=180,framerate=25/1 "
                                          "! %s ! mp4mux fragment-duration=1000",
                                          media_get_video_encoder ());
  g_autoptr (GBytes) first = media_make_file (ts);
  g_autoptr (GBytes) second = media_make_file (mp4);
  g_autoptr (CuePictureFacts) one = probe_well (first, TRUE);
  g_autoptr (CuePictureFacts) two = probe_well (second, TRUE);

  g_assert_cmpstr (one->format, ==, "MPEG-TS / H.264");
  g_assert_cmpuint (one->n_decoded, >=, 45);
  g_assert_cmpuint (one->width, ==, 320);
  g_assert_cmpstr (two->format, ==, "MP4 / H.264");
  g_assert_cmpuint (two->n_decoded, ==, 50);
}

typedef struct {
  guint    n_done;
  GError  *error;
  gboolean is_ok;
} Cancelled;

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Cancelled *c = user_data;
  g_autoptr (CuePictureFacts) facts = cue_media_probe_finish (result, &c->error);

  c->is_ok = facts != NULL;
  c->n_done++;
}

static gboolean
is_one_done (gpointer data)
{
  return ((Cancelled *) data)->n_done == 1;
}

static gboolean
has_no_children (gpointer data)
{
  return media_count_children () == 0;
}

/* In the middle of it: the helper is ended at once. */
static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = make_png (1080, 1920, 255, 255);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Cancelled c = { 0 };

  g_assert_true (media_wait (has_no_children, NULL, 60000)); /* of the tests before */
  cue_media_probe_async (bytes, FALSE, cancellable, on_done, &c);
  g_assert_cmpuint (media_count_children (), ==, 1);
  g_cancellable_cancel (cancellable);
  g_assert_true (media_wait (is_one_done, &c, 60000));
  g_assert_error (c.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&c.error);
  g_assert_true (media_wait (has_no_children, NULL, 60000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!media_can_encode ()) {
    g_test_message ("no H.264 encoder on this computer");
    return 77;
  }
  g_test_add_func ("/media/probe/png", test_png);
  g_test_add_func ("/media/probe/transparent", test_transparent);
  g_test_add_func ("/media/probe/black", test_black);
  g_test_add_func ("/media/probe/smallest", test_smallest);
  g_test_add_func ("/media/probe/gif", test_gif);
  g_test_add_func ("/media/probe/webp", test_webp);
  g_test_add_func ("/media/probe/turned", test_turned);
  g_test_add_func ("/media/probe/video", test_video);
  g_test_add_func ("/media/probe/black-video", test_black_video);
  g_test_add_func ("/media/probe/short-video", test_short_video);
  g_test_add_func ("/media/probe/long-video", test_long_video);
  g_test_add_func ("/media/probe/turned-video", test_turned_video);
  g_test_add_func ("/media/probe/segments", test_segments);
  g_test_add_func ("/media/probe/cancelled", test_cancelled);
  return g_test_run ();
}
