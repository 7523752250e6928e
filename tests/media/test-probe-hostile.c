// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "media-assets.h"
#include "media-fixture.h"
#include "probe-fixture.h"

#include <string.h>
#include <sys/resource.h>

/* Files that mean harm, or were harmed, through the real helper: each is an error in words, and the
 * console is as it was. */

static void
assert_refused (const char *what, GBytes *bytes, gboolean video, CueError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CuePictureFacts) facts = NULL;

  g_test_message ("%s, %" G_GSIZE_FORMAT " bytes", what, g_bytes_get_size (bytes));
  facts = probe (bytes, video, &error);
  g_assert_error (error, CUE_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 15);
}

/* Which of the two it is depends on the decoders of this computer. */
static void
assert_survived (const char *what, GBytes *bytes, gboolean video)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CuePictureFacts) facts = NULL;

  g_test_message ("%s, %" G_GSIZE_FORMAT " bytes", what, g_bytes_get_size (bytes));
  facts = probe (bytes, video, &error);
  g_assert_true (facts != NULL || error->domain == CUE_ERROR);
}

static void
test_pixels (void)
{
  g_autoptr (GBytes) real = make_png (6400, 6400, 0, 255);
  g_autoptr (GBytes) wide = make_png (30000, 1, 0, 255);
  g_autoptr (GBytes) tall = make_png (1, 30000, 0, 255);
  g_autoptr (GBytes) claimed = make_png_header (32528, 32528);
  g_autoptr (GBytes) none = make_png_header (0, 100);
  g_autoptr (GBytes) gif = make_gif (65535, 65535, 1, TRUE);
  g_autoptr (GBytes) flat = make_jpeg ("black", 160, 120);
  g_autoptr (GBytes) jpeg = replace (flat, "\xff\xc0", 5, 0xfffffffe);

  assert_refused ("a PNG of 41 million pixels", real, FALSE, CUE_ERROR_TOO_LARGE);
  assert_refused ("a PNG of 30,000 by 1", wide, FALSE, CUE_ERROR_TOO_LARGE);
  assert_refused ("a PNG of 1 by 30,000", tall, FALSE, CUE_ERROR_TOO_LARGE);
  assert_refused ("a PNG that claims a thousand million", claimed, FALSE, CUE_ERROR_TOO_LARGE);
  assert_refused ("a PNG without a width", none, FALSE, CUE_ERROR_PROTOCOL);
  assert_refused ("a GIF of 65,535 by 65,535", gif, FALSE, CUE_ERROR_TOO_LARGE);
  assert_refused ("a JPEG of 65,534 by 65,535", jpeg, FALSE, CUE_ERROR_TOO_LARGE);
}

static void
test_frames (void)
{
  g_autoptr (GBytes) gif = make_gif (16, 16, 40000, TRUE);
  g_autoptr (GBytes) endless = make_gif (16, 16, 500, FALSE);
  g_autoptr (GBytes) webp = make_webp_animation (10001);

  assert_refused ("a GIF of 40,000 pictures", gif, FALSE, CUE_ERROR_TOO_LARGE);
  assert_refused ("a GIF that does not end", endless, FALSE, CUE_ERROR_PROTOCOL);
  assert_refused ("a WebP of 10,001 pictures", webp, FALSE, CUE_ERROR_TOO_LARGE);
}

static void
test_cut_off (void)
{
  GBytes *files[] = {
    make_png (1080, 1920, 200, 255),
    make_jpeg ("smpte", 640, 480),
    make_gif (16, 16, 9, TRUE),
    make_webp_animation (3),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GBytes) half = cut (files[i], g_bytes_get_size (files[i]) / 2);
    g_autoptr (GBytes) last = cut (files[i], g_bytes_get_size (files[i]) - 1);
    g_autoptr (GBytes) first = cut (files[i], 12);
    g_autoptr (GError) error = NULL;

    assert_refused ("half an image", half, FALSE, CUE_ERROR_PROTOCOL);
    g_assert_null (probe (half, FALSE, &error));
    g_assert_nonnull (strstr (error->message, "cut off"));
    assert_refused ("one without its last byte", last, FALSE, CUE_ERROR_PROTOCOL);
    assert_refused ("the first twelve bytes of one", first, FALSE, CUE_ERROR_PROTOCOL);
    g_bytes_unref (files[i]);
  }
}

static void
test_not_media (void)
{
  static const char *const texts[] = {
    "<!DOCTYPE html><html><body>Not found</body></html>",
    "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://127.0.0.1:1/a.ts\n",
    "#EXTM3U\nfile:///etc/passwd\n",
    "{}",
    "x",
    "\x89PNG\r\n\x1a\n",
    "GIF89a",
    "\xff\xd8\xff\xe0",
    "RIFF\x04\x01\x01\x01WEBPVP8 ",
    "\x01\x01\x01\x18"
    "ftypisom",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

    assert_refused ("a text", bytes, FALSE, CUE_ERROR_PROTOCOL);
    assert_refused ("a text for a video", bytes, TRUE, CUE_ERROR_PROTOCOL);
  }
}

static void
test_empty (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("", 0);

  assert_refused ("nothing", bytes, FALSE, CUE_ERROR_PROTOCOL);
  assert_refused ("nothing", bytes, TRUE, CUE_ERROR_PROTOCOL);
}

/* SVG is a program of sorts. */
static void
test_svg (void)
{
  static const char laughs[] =
    "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\">"
    "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
    "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">"
    "<!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\"><!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\">]>"
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"40\"><text>&g;</text></svg>";
  static const char outside[] =
    "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"40\"><text>&a;</text>"
    "<image href=\"http://127.0.0.1:1/a.png\" width=\"9\" height=\"9\"/></svg>";
  static const char huge[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30000\" height=\"30000\"></svg>";
  static const char drawing[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"40\"/>";
  g_autofree char *blanks = g_strnfill (6000, ' ');
  g_autofree char *commented = g_strconcat ("\xef\xbb\xbf<!--", blanks, "-->", drawing, NULL);
  g_autoptr (GBytes) plain = g_bytes_new_static (drawing, strlen (drawing));
  g_autoptr (GBytes) behind = g_bytes_new_static (commented, strlen (commented));
  g_autoptr (CuePictureFacts) facts = probe (plain, FALSE, NULL);
  g_autoptr (CuePictureFacts) same = probe (behind, FALSE, NULL);
  g_autoptr (GBytes) one = g_bytes_new_static (laughs, strlen (laughs));
  g_autoptr (GBytes) two = g_bytes_new_static (outside, strlen (outside));
  g_autoptr (GBytes) three = g_bytes_new_static (huge, strlen (huge));
  g_autoptr (GError) error = NULL;

  /* Drawn or not, as this computer can. */
  g_assert_true ((facts != NULL) == (same != NULL));
  g_assert_true (same == NULL || same->width == 80);
  assert_survived ("an SVG of a thousand million entities", one, FALSE);
  assert_survived ("an SVG with an entity from a file", two, FALSE);
  g_assert_null (probe (three, FALSE, &error));
  g_assert_true (error->domain == CUE_ERROR);
}

/* Healthy, but nothing here decodes it; and what nothing decodes because of its size. */
static void
test_no_decoder (void)
{
  static const char avif[] = "\0\0\0\x10"
                             "ftypavif\0\0\0\0";
  g_autoptr (GBytes) kept = g_bytes_new_static (avif, sizeof avif - 1);
  g_autoptr (GBytes) rgb = make_jpeg ("smpte", 160, 120);
  g_autoptr (GBytes) inks = replace (rgb, "\xff\xc0", 9, 0x04012200);
  g_autoptr (GBytes) video = make_video ("smpte", 4, 160, 120);
  g_autoptr (GBytes) other = replace (video, "stsd", 16, 0x7a7a7a7a);
  g_autoptr (GBytes) large = replace (other, "stsd", 44, 0x40004000);

  assert_survived ("an AVIF", kept, FALSE);
  assert_refused ("a JPEG of four inks", inks, FALSE, CUE_ERROR_UNSUPPORTED);
  assert_refused ("a video of an unknown codec", other, TRUE, CUE_ERROR_UNSUPPORTED);
  assert_refused ("one of 16,384 by 16,384", large, TRUE, CUE_ERROR_TOO_LARGE);
}

static void
test_garbage (void)
{
  static const char *const beginnings[] = { "\x89PNG\r\n\x1a\n",
                                            "\x1a\x45\xdf\xa3",
                                            "\xff\xd8\xff\xe0",
                                            "OggS",
                                            "RIFF",
                                            "FLV\x01",
                                            "BM",
                                            "G",
                                            "II*" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++) {
    gsize   size = 20000;
    guint8 *data = g_malloc (size);
    g_autoptr (GBytes) bytes = NULL;

    for (gsize j = 0; j < size; j++)
      data[j] = (guint8) g_rand_int (rand);
    memcpy (data, beginnings[i], strlen (beginnings[i]));
    bytes = g_bytes_new_take (data, size);
    assert_survived ("garbage", bytes, i % 2 == 1);
  }
}

static void
test_lying_video (void)
{
  g_autoptr (GBytes) good = make_video ("ball", 60, 270, 480);
  gsize size = g_bytes_get_size (good);
  g_autoptr (GBytes) half = cut (good, size / 2);
  g_autoptr (GBytes) box = replace (good, "mdat", -4, 0x7fffffff);
  g_autoptr (GBytes) zero = replace (good, "moov", -4, 1);
  g_autoptr (GBytes) table = replace (good, "stsz", 12, 0x7fffffff);
  g_autoptr (GBytes) chunks = replace (good, "stco", 8, 0xffffffff);
  g_autoptr (GBytes) place = replace (good, "stco", 12, 0xfffffff0);
  g_autoptr (GBytes) length = replace (good, "mvhd", 16, 0xffffffff);
  g_autoptr (GBytes) pixels = replace (good, "avc1", 28, 0xffffffff);
  g_autoptr (GBytes) inner = replace (good, "stbl", -4, 0xfffffff0);
  g_autoptr (GBytes) gone = replace (good, "moov", 0, 0x66726565);

  assert_refused ("half a video", half, TRUE, CUE_ERROR_PROTOCOL);
  assert_refused ("a box larger than the file", box, TRUE, CUE_ERROR_PROTOCOL);
  assert_refused ("no description of the tracks", gone, TRUE, CUE_ERROR_PROTOCOL);
  assert_survived ("a box of one byte", zero, TRUE);
  assert_survived ("a table of two thousand million pictures", table, TRUE);
  assert_survived ("as many chunks", chunks, TRUE);
  assert_survived ("a picture beyond the file", place, TRUE);
  assert_survived ("a length of weeks", length, TRUE);
  assert_survived ("a size that is not the one of the pictures", pixels, TRUE);
  assert_survived ("an inner box larger than the outer one", inner, TRUE);
}

static void
test_damaged_video (void)
{
  g_autoptr (GBytes) good = make_video ("ball", 60, 270, 480);
  gsize         size;
  const guint8 *data = g_bytes_get_data (good, &size);
  guint8       *copy = g_memdup2 (data, size);
  g_autoptr (GBytes) bytes = NULL;

  for (gsize i = 200; i < size; i += 101)
    copy[i] ^= 0xa5;
  bytes = g_bytes_new_take (copy, size);
  assert_survived ("a damaged video", bytes, TRUE);
}

/* Six pictures, an hour each. */
static void
test_endless_video (void)
{
  g_autofree char *pipeline =
    g_strdup_printf ("videotestsrc num-buffers=6 ! video/x-raw,width=90,height=160,"
                     "framerate=1/3600 ! %s ! matroskamux",
                     media_get_video_encoder ());
  g_autoptr (GBytes) bytes = media_make_file (pipeline);

  assert_refused ("a video of six hours", bytes, TRUE, CUE_ERROR_TOO_LARGE);
}

static void
test_wrong_kind (void)
{
  g_autoptr (GBytes) video = make_video ("ball", 10, 90, 160);
  g_autoptr (GBytes)
    sound = media_make_file ("audiotestsrc num-buffers=50 ! avenc_aac ! aacparse ! mp4mux");

  assert_refused ("a video for an image", video, FALSE, CUE_ERROR_PROTOCOL);
  assert_refused ("sound for a video", sound, TRUE, CUE_ERROR_PROTOCOL);
}

static void
test_too_many_bytes (void)
{
  gsize size = 33 * 1024 * 1024;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);

  assert_refused ("33 MiB", bytes, FALSE, CUE_ERROR_TOO_LARGE);
}

static gboolean
has_no_children (gpointer data)
{
  return media_count_children () == 0;
}

/* After all of that: nothing was left behind, and no helper took more than it may. */
static void
test_remains (void)
{
  struct rusage used;

  g_assert_true (media_wait (has_no_children, NULL, 60000));
  getrusage (RUSAGE_CHILDREN, &used);
  g_test_message ("the largest helper had %ld MB", used.ru_maxrss / 1000);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (used.ru_maxrss, <, 1500 * 1000);
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!media_can_encode ()) {
    g_test_message ("no H.264 encoder on this computer");
    return 77;
  }
  g_test_add_func ("/media/probe-hostile/pixels", test_pixels);
  g_test_add_func ("/media/probe-hostile/frames", test_frames);
  g_test_add_func ("/media/probe-hostile/cut-off", test_cut_off);
  g_test_add_func ("/media/probe-hostile/not-media", test_not_media);
  g_test_add_func ("/media/probe-hostile/empty", test_empty);
  g_test_add_func ("/media/probe-hostile/svg", test_svg);
  g_test_add_func ("/media/probe-hostile/no-decoder", test_no_decoder);
  g_test_add_func ("/media/probe-hostile/garbage", test_garbage);
  g_test_add_func ("/media/probe-hostile/lying-video", test_lying_video);
  g_test_add_func ("/media/probe-hostile/damaged-video", test_damaged_video);
  g_test_add_func ("/media/probe-hostile/endless-video", test_endless_video);
  g_test_add_func ("/media/probe-hostile/wrong-kind", test_wrong_kind);
  g_test_add_func ("/media/probe-hostile/too-many-bytes", test_too_many_bytes);
  g_test_add_func ("/media/probe-hostile/remains", test_remains);
  return g_test_run ();
}
