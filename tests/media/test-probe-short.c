// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "probe-fixture.h"

#include <string.h>

/* Images whose file is whole while the picture in it stops: each is said to be cut off, and its
 * neighbour with all of its lines is shown. */

/* Progressive, 32 × 64, of greys. */
static const char progressive[] =
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtq"
  "eJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/wgALCABAACABAREA/8QAFgABAQEAAAAAAAAAAAAA"
  "AAAAAAMF/9oACAEBAAAAAdATEhISEhMSH//EABUQAQEAAAAAAAAAAAAAAAAAAAAR/9oACAEBAAEFAqqq"
  "qqqqqqqqqqqqqqqqqqr/xAAUEAEAAAAAAAAAAAAAAAAAAABQ/9oACAEBAAY/AgP/xAAUEAEAAAAAAAAA"
  "AAAAAAAAAABQ/9oACAEBAAE/IQAAAAAD/9oACAEBAAAAEPAP/wAA/8QAFBABAAAAAAAAAAAAAAAAAAAA"
  "UP/aAAgBAQABPxAAAAAAA//Z";

static void
assert_short (const char *what, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CuePictureFacts) facts = probe (bytes, FALSE, &error);

  g_test_message ("%s", what);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "cut off"));
}

static void
assert_whole (const char *what, GBytes *bytes, guint width, guint height)
{
  g_autoptr (CuePictureFacts) facts = NULL;

  g_test_message ("%s", what);
  facts = probe_well (bytes, FALSE);
  g_assert_cmpuint (facts->width, ==, width);
  g_assert_cmpuint (facts->height, ==, height);
}

/* 9 × 16 pixels; the bytes are counted by hand from the specification. */
static void
test_png (void)
{
  static const struct {
    const char *what;
    PngKind     kind;
    gsize       n_bytes;
  } kinds[] = {
    { "grey of one bit", { 1, 0, 0 }, 16 * (1 + 2) },
    { "a palette of four bits", { 4, 3, 0 }, 16 * (1 + 5) },
    { "colours of 16 bits", { 16, 2, 0 }, 16 * (1 + 9 * 6) },
    /* 18 + 10 + 26 + 36 + 84 + 136 + 296, by its seven passes */
    { "interlaced colours with alpha", { 8, 6, 1 }, 606 },
    { "interlaced grey of two bits", { 2, 0, 1 }, 4 + 4 + 4 + 8 + 12 + 16 + 32 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GBytes) whole = make_png_of_kind (9, 16, &kinds[i].kind, kinds[i].n_bytes);
    g_autoptr (GBytes) lacks = make_png_of_kind (9, 16, &kinds[i].kind, kinds[i].n_bytes - 1);

    assert_whole (kinds[i].what, whole, 9, 16);
    assert_short (kinds[i].what, lacks);
  }
}

/* A third of the lines, and a file of 69 bytes that says it has 40 million pixels. */
static void
test_png_large (void)
{
  static const PngKind kind = { 8, 2, 0 };
  g_autoptr (GBytes) third = make_png_of_kind (1080, 1920, &kind, 600 * (1 + 1080 * 3));
  g_autoptr (GBytes) lie = make_png_of_kind (6000, 6600, &kind, 100);

  assert_short ("600 of 1920 lines", third);
  assert_short ("100 bytes for 40 million pixels", lie);
}

/* As small as a transparent picture can be: one level of grey is a hole. */
static void
test_hole (void)
{
  static const PngKind kinds[] = { { 1, 0, 0, TRUE }, { 2, 0, 0, TRUE }, { 8, 0, 0, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    gsize length = 1 + (9u * kinds[i].bits + 7) / 8;
    g_autoptr (GBytes) clear = make_png_of_kind (9, 16, &kinds[i], 16 * length);
    g_autoptr (CuePictureFacts) facts = probe_well (clear, FALSE);

    g_assert_true (facts->has_alpha);
    for (guint row = 0; row < CUE_PICTURE_GRID_ROWS; row++)
      g_assert_cmpuint (facts->grid[row][4].alpha, ==, 0);
  }
}

static GBytes *
end_early (GBytes *jpeg, gsize size)
{
  GByteArray *file = g_byte_array_new ();

  g_byte_array_append (file, g_bytes_get_data (jpeg, NULL), (guint) size);
  g_byte_array_append (file, (const guint8 *) "\xff\xd9", 2);
  return g_byte_array_free_to_bytes (file);
}

static void
test_jpeg (void)
{
  g_autoptr (GBytes) whole = make_jpeg ("smpte", 640, 480);
  gsize size = g_bytes_get_size (whole);
  g_autoptr (GBytes) third = end_early (whole, size / 3);
  g_autoptr (GBytes) most = end_early (whole, size * 3 / 4);

  assert_whole ("a JPEG", whole, 640, 480);
  assert_short ("a third of it, and its end", third);
  assert_short ("three quarters", most);
}

static void
test_progressive (void)
{
  static const guint8 scan[] = { 0xff, 0xda };
  gsize               size;
  const guint8       *data = g_base64_decode (progressive, &size);
  g_autoptr (GBytes) whole = g_bytes_new_take ((gpointer) data, size);
  const guint8 *at = memmem (data, size, scan, sizeof scan);
  g_autoptr (GBytes) begun = end_early (whole, (gsize) (at - data) + 13);

  assert_whole ("a progressive JPEG", whole, 32, 64);
  assert_short ("the beginning of its first scan", begun);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/probe-short/png", test_png);
  g_test_add_func ("/media/probe-short/png-large", test_png_large);
  g_test_add_func ("/media/probe-short/hole", test_hole);
  g_test_add_func ("/media/probe-short/jpeg", test_jpeg);
  g_test_add_func ("/media/probe-short/progressive", test_progressive);
  return g_test_run ();
}
