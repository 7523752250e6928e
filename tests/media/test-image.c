// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-error.h"
#include "cue-image.h"

#include "media-assets.h"
#include "media-fixture.h"
#include "probe-fixture.h"

#include <string.h>

/* Images through the real helper, good ones and hostile ones. */

typedef struct {
  gboolean    done;
  GdkTexture *texture;
  GError     *error;
  guint       width;
  guint       height;
} Decoded;

static void
on_decoded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Decoded *d = user_data;

  d->texture = cue_image_decode_finish (result, &d->width, &d->height, &d->error);
  d->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Decoded *) data)->done;
}

static void
clear_decoded (Decoded *d)
{
  g_clear_object (&d->texture);
  g_clear_error (&d->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Decoded, clear_decoded)

static void
decode (Decoded *d, GBytes *bytes, guint max_width, guint max_height)
{
  cue_image_decode_async (bytes, max_width, max_height, NULL, on_decoded, d);
  g_assert_true (media_wait (is_done, d, 60000));
  g_assert_true ((d->texture == NULL) != (d->error == NULL));
}

static guint32
get_pixel (GdkTexture *texture, int x, int y)
{
  int                 width = gdk_texture_get_width (texture);
  int                 height = gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * height);

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  return pixels[y * width + x];
}

/* A PNG whose left half is red and whose right half is red and half transparent. */
static GBytes *
make_red_png (int width, int height)
{
  guint32 *pixels = g_new (guint32, (gsize) width * height);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  for (int i = 0; i < width * height; i++)
    pixels[i] = i % width < width / 2 ? 0xffff0000u : 0x80800000u;
  bytes = g_bytes_new_take (pixels, (gsize) width * height * 4);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) width * 4);
  return gdk_texture_save_to_png_bytes (texture);
}

static void
assert_near (guint32 a, guint32 b)
{
  for (int shift = 0; shift < 32; shift += 8)
    g_assert_cmpint (ABS ((int) (a >> shift & 255) - (int) (b >> shift & 255)), <=, 3);
}

static void
test_png (void)
{
  g_autoptr (GBytes) png = make_red_png (200, 100);
  g_auto (Decoded) d = { 0 };

  decode (&d, png, 0, 0);
  g_assert_no_error (d.error);
  g_assert_cmpint (gdk_texture_get_width (d.texture), ==, 200);
  g_assert_cmpint (gdk_texture_get_height (d.texture), ==, 100);
  g_assert_cmpuint (d.width, ==, 200);
  assert_near (get_pixel (d.texture, 10, 50), 0xffff0000u);
  assert_near (get_pixel (d.texture, 190, 50), 0x80800000u); /* premultiplied */
}

static void
test_scaled (void)
{
  g_autoptr (GBytes) png = make_red_png (2000, 1000);
  g_auto (Decoded) d = { 0 };

  decode (&d, png, 300, 300);
  g_assert_no_error (d.error);
  g_assert_cmpint (gdk_texture_get_width (d.texture), ==, 300);
  g_assert_cmpint (gdk_texture_get_height (d.texture), ==, 150);
  g_assert_cmpuint (d.width, ==, 2000);
  g_assert_cmpuint (d.height, ==, 1000);
  assert_near (get_pixel (d.texture, 10, 75), 0xffff0000u);
  assert_near (get_pixel (d.texture, 290, 75), 0x80800000u);
}

static void
test_formats (void)
{
  static const char *const encoders[] = { "jpegenc", "webpenc", "pngenc" };

  for (gsize i = 0; i < G_N_ELEMENTS (encoders); i++) {
    g_autofree char *pipeline = g_strdup_printf ("videotestsrc num-buffers=1 pattern=blue ! "
                                                 "video/x-raw,width=160,height=120 ! videoconvert "
                                                 "! %s",
                                                 encoders[i]);
    g_autoptr (GBytes) bytes = media_make_file (pipeline);
    g_auto (Decoded) d = { 0 };

    decode (&d, bytes, 0, 0);
    g_assert_no_error (d.error);
    g_assert_cmpint (gdk_texture_get_width (d.texture), ==, 160);
    g_assert_cmpuint (get_pixel (d.texture, 80, 60) & 0xff, >, 0xe0);
    g_assert_cmpuint (get_pixel (d.texture, 80, 60) >> 24, ==, 0xff);
  }
}

/* A quarter to the right: what was at the bottom is at the left. */
static void
test_turned (void)
{
  g_autoptr (GBytes) bytes = make_turned_jpeg (320, 180);
  g_auto (Decoded) d = { 0 };

  decode (&d, bytes, 90, 160);
  g_assert_no_error (d.error);
  g_assert_cmpuint (d.width, ==, 180);
  g_assert_cmpuint (d.height, ==, 320);
  g_assert_cmpint (gdk_texture_get_width (d.texture), ==, 90);
  g_assert_cmpint (gdk_texture_get_height (d.texture), ==, 160);
  g_assert_cmpuint (get_pixel (d.texture, 5, 80) & 0xff, >, 200);
  g_assert_cmpuint (get_pixel (d.texture, 85, 80) & 0xff, <, 50);
}

/* Of one in which the pictures move, the first. */
static void
test_animated (void)
{
  g_autoptr (GBytes) bytes = make_webp_animation (3);
  g_auto (Decoded) d = { 0 };

  decode (&d, bytes, 0, 0);
  g_assert_no_error (d.error);
  g_assert_cmpint (gdk_texture_get_width (d.texture), ==, 160);
}

static void
test_svg (void)
{
  static const char svg[] =
    "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"40\">"
    "<rect width=\"80\" height=\"40\" fill=\"#00ff00\"/></svg>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (svg, strlen (svg));
  g_auto (Decoded) d = { 0 };

  decode (&d, bytes, 0, 0);
  if (d.error != NULL) {
    g_test_skip ("no SVG decoder for GStreamer on this computer");
    return;
  }
  g_assert_cmpint (gdk_texture_get_width (d.texture), ==, 80);
  assert_near (get_pixel (d.texture, 40, 20), 0xff00ff00u);
}

static void
assert_refused (GBytes *bytes)
{
  g_auto (Decoded) d = { 0 };

  decode (&d, bytes, 400, 400);
  g_assert_nonnull (d.error);
  g_assert_true (d.error->domain == CUE_ERROR);
  g_test_message ("%s", d.error->message);
}

static void
test_not_images (void)
{
  static const char *const texts[] = {
    "<!DOCTYPE html><html><body>Not found</body></html>",
    "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://127.0.0.1:1/a.ts\n",
    "#EXTM3U\nfile:///etc/passwd\n",
    "[playlist]\nFile1=file:///etc/passwd\n",
    "{}",
    "x",
    "\x89PNG\r\n\x1a\n",
    "GIF89a",
    "\xff\xd8\xff\xe0",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

    assert_refused (bytes);
  }
}

static void
test_empty (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("", 0);

  assert_refused (bytes);
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) png = make_red_png (300, 300);
  gsize              size;
  const guint8      *data = g_bytes_get_data (png, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GBytes) half = g_bytes_new (data, size / 2);
  g_autoptr (GBytes) noise = NULL;
  g_auto (Decoded) first = { 0 };
  g_auto (Decoded) second = { 0 };

  /* What can be seen of it may be shown; what counts is that we are still here. */
  decode (&first, half, 0, 0);
  for (gsize i = 60; i < size; i += 7)
    copy[i] ^= 0x5a;
  noise = g_bytes_new (copy, size);
  decode (&second, noise, 0, 0);
}

static guint32
sum_crc (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < size; i++) {
    crc ^= data[i];
    for (int bit = 0; bit < 8; bit++)
      crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xedb88320u : 0);
  }
  return ~crc;
}

/* As large as may be, and nearly all of it in one piece that says nothing of the picture. */
static void
test_heavy (void)
{
  enum {
    HEAD = 33, /* the signature and the first chunk */
    PADDING = 31 * 1024 * 1024
  };
  g_autoptr (GBytes) png = make_red_png (200, 100);
  GByteArray      *file = g_byte_array_new ();
  gsize            size;
  const guint8    *data = g_bytes_get_data (png, &size);
  g_autofree char *chunk = g_malloc0 (4 + PADDING);
  guint32          length = GUINT32_TO_BE (PADDING);
  guint32          crc;
  g_autoptr (GBytes) heavy = NULL;
  g_auto (Decoded) d = { 0 };

  memcpy (chunk, "cuLe", 4);
  crc = GUINT32_TO_BE (sum_crc ((const guint8 *) chunk, 4 + PADDING));
  g_byte_array_append (file, data, HEAD);
  g_byte_array_append (file, (const guint8 *) &length, 4);
  g_byte_array_append (file, (const guint8 *) chunk, 4 + PADDING);
  g_byte_array_append (file, (const guint8 *) &crc, 4);
  g_byte_array_append (file, data + HEAD, (guint) size - HEAD);
  heavy = g_byte_array_free_to_bytes (file);
  decode (&d, heavy, 0, 0);
  g_assert_no_error (d.error);
  g_assert_cmpint (gdk_texture_get_width (d.texture), ==, 200);
  assert_near (get_pixel (d.texture, 10, 50), 0xffff0000u);
}

/* A few bytes that claim to be a picture of a gigapixel. */
static void
test_bomb (void)
{
  g_autoptr (GBytes) png = make_red_png (16, 16);
  gsize              size;
  const guint8      *data = g_bytes_get_data (png, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GBytes) bomb = NULL;
  guint32 crc;

  copy[18] = 0x7f; /* 32,528 × 32,528 */
  copy[19] = 0x10;
  copy[22] = 0x7f;
  copy[23] = 0x10;
  crc = GUINT32_TO_BE (sum_crc (copy + 12, 17));
  memcpy (copy + 29, &crc, 4);
  bomb = g_bytes_new (copy, size);
  assert_refused (bomb);
}

static void
test_too_many_bytes (void)
{
  gsize size = 33 * 1024 * 1024;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  g_auto (Decoded) d = { 0 };

  decode (&d, bytes, 0, 0);
  g_assert_error (d.error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
}

static gboolean
has_no_children (gpointer data)
{
  return media_count_children () == 0;
}

static gboolean
are_all_done (gpointer data)
{
  Decoded *d = data;

  for (guint i = 0; i < 8; i++) {
    if (!d[i].done)
      return FALSE;
  }
  return TRUE;
}

/* An event brings a dozen images at once, and the user leaves its page at once. */
static void
test_many (void)
{
  g_autoptr (GBytes) png = make_red_png (64, 64);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Decoded d[8] = { 0 };
  guint   fds = media_count_fds ();

  for (guint i = 0; i < G_N_ELEMENTS (d); i++)
    cue_image_decode_async (png, 0, 0, i % 2 == 0 ? NULL : cancellable, on_decoded, &d[i]);
  g_cancellable_cancel (cancellable);
  g_assert_cmpuint (media_count_children (), <=, 2);
  g_assert_true (media_wait (are_all_done, d, 60000));
  for (guint i = 0; i < G_N_ELEMENTS (d); i++) {
    if (i % 2 == 0)
      g_assert_no_error (d[i].error);
    else
      g_assert_error (d[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    clear_decoded (&d[i]);
  }
  g_assert_true (media_wait (has_no_children, NULL, 60000));
  g_assert_cmpuint (media_count_fds (), <=, fds + 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/image/png", test_png);
  g_test_add_func ("/media/image/scaled", test_scaled);
  g_test_add_func ("/media/image/formats", test_formats);
  g_test_add_func ("/media/image/turned", test_turned);
  g_test_add_func ("/media/image/animated", test_animated);
  g_test_add_func ("/media/image/svg", test_svg);
  g_test_add_func ("/media/image/not-images", test_not_images);
  g_test_add_func ("/media/image/empty", test_empty);
  g_test_add_func ("/media/image/damaged", test_damaged);
  g_test_add_func ("/media/image/heavy", test_heavy);
  g_test_add_func ("/media/image/bomb", test_bomb);
  g_test_add_func ("/media/image/too-many-bytes", test_too_many_bytes);
  g_test_add_func ("/media/image/many", test_many);
  return g_test_run ();
}
