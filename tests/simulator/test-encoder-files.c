// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The usual assets and the finished stream, as files.

#include <string.h>

#include "cue-sim-artist-stage.h"
#include "cue-sim-asset-maker.h"
#include "cue-sim-hls.h"
#include "test-encoder-decode.h"

enum {
  CLIP_WIDTH = CUE_SIM_ASSET_CLIP_WIDTH,
  CLIP_HEIGHT = CUE_SIM_ASSET_CLIP_HEIGHT,
  CLIP_FRAMES = CUE_SIM_ASSET_CLIP_FRAMES,
  VOD_FRAMES = 500,
};

static CueSimHls *hls;
static gboolean   ready;
static gboolean   failed;

static void
on_ready (CueSimHls *self, gpointer user_data)
{
  ready = TRUE;
}

static void
on_failed (CueSimHls *self, GError *error, gpointer user_data)
{
  g_test_message ("%s", error->message);
  failed = TRUE;
}

static gboolean
on_timeout (gpointer user_data)
{
  failed = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
make_stream (void)
{
  g_autoptr (GError) error = NULL;
  guint timeout = g_timeout_add_seconds (120, on_timeout, NULL);

  hls = cue_sim_hls_new ();
  cue_sim_hls_set_parts (hls, CUE_SIM_HLS_PARTS_VOD);
  g_signal_connect (hls, "ready", G_CALLBACK (on_ready), NULL);
  g_signal_connect (hls, "failed", G_CALLBACK (on_failed), NULL);
  cue_sim_hls_start (hls, &error);
  g_assert_no_error (error);
  while (!ready && !failed)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
  g_assert_false (failed);
}

static GBytes *
look_up (const char *path, const char *type)
{
  const char *content_type = NULL;
  GBytes     *bytes = cue_sim_hls_lookup (hls, path, &content_type);

  g_test_message ("%s", path);
  g_assert_nonnull (bytes);
  g_assert_cmpstr (content_type, ==, type);
  return bytes;
}

static GBytes *
make_asset (const char *member, const char *type)
{
  const CueSimAssetSlot *slot = cue_sim_asset_find_slot (member);
  g_autoptr (GError) error = NULL;
  GBytes *bytes =
    cue_sim_asset_make (slot, cue_sim_asset_variants, 0, CUE_SIM_ASSET_CLIP_FRAMES, NULL, &error);

  g_test_message ("%s", member);
  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  g_assert_cmpstr (cue_sim_asset_get_type (bytes, slot), ==, type);
  return bytes;
}

static GBytes *
make_layer (CueSimArtistCard card, const char *layer, const char *type)
{
  g_autofree char *member = g_strconcat (cue_sim_artist_card_get_name (card), layer, NULL);

  return make_asset (member, type);
}

static guint
get_16 (const guint8 *data)
{
  return (guint) data[0] << 8 | data[1];
}

static void
check_png (GBytes *bytes, guint width, guint height)
{
  static const guint8 magic[] = { 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a };
  gsize               size;
  const guint8       *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpuint (size, >, 1000);
  g_assert_cmpmem (data, sizeof magic, magic, sizeof magic);
  g_assert_cmpuint (get_16 (data + 18), ==, width);
  g_assert_cmpuint (get_16 (data + 22), ==, height);
  g_assert_cmpuint (data[25], ==, 6); // colour with transparency
}

static void
check_jpeg (GBytes *bytes, guint width, guint height)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize         at = 2;

  g_assert_cmpuint (size, >, 10000);
  g_assert_cmpuint (get_16 (data), ==, 0xffd8);
  g_assert_cmpuint (get_16 (data + size - 2), ==, 0xffd9);
  // Segment by segment to the start of the frame.
  while (at + 9 < size && get_16 (data + at) != 0xffc0)
    at += 2 + get_16 (data + at + 2);
  g_assert_cmpuint (at + 9, <, size);
  g_assert_cmpuint (get_16 (data + at + 5), ==, height);
  g_assert_cmpuint (get_16 (data + at + 7), ==, width);
}

static void
test_images (void)
{
  g_autoptr (GBytes) logo = make_asset ("logoImg", "image/png");

  check_png (logo, 600, 200);
  for (guint i = 0; i < CUE_SIM_ARTIST_N_CARDS; i++) {
    g_autoptr (GBytes) background = make_layer (i, "BgImg916", "image/jpeg");
    g_autoptr (GBytes) foreground = make_layer (i, "FgImg916", "image/png");

    check_jpeg (background, CUE_SIM_ARTIST_CARD_WIDTH, CUE_SIM_ARTIST_CARD_HEIGHT);
    check_png (foreground, CUE_SIM_ARTIST_CARD_WIDTH, CUE_SIM_ARTIST_CARD_HEIGHT);
  }
  g_assert_cmpuint (CUE_SIM_ARTIST_CARD_WIDTH * 16, ==, CUE_SIM_ARTIST_CARD_HEIGHT * 9);
}

static void
test_images_are_the_same_each_time (void)
{
  g_autoptr (GBytes) one = make_asset ("preliveBgImg916", "image/jpeg");
  g_autoptr (GBytes) other = make_asset ("preliveBgImg916", "image/jpeg");

  g_assert_true (g_bytes_equal (one, other));
}

// Mean difference of brightness.
static double
compare (const guint8 *one, const guint8 *other)
{
  guint64 sum = 0;

  for (gsize i = 0; i < CLIP_WIDTH * CLIP_HEIGHT; i++)
    sum += (guint64) ABS (one[i] - other[i]);
  return (double) sum / (CLIP_WIDTH * CLIP_HEIGHT);
}

static void
test_clips (void)
{
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GBytes) file = make_layer (i, "BgVideo916", "video/mp4");
    g_autoptr (TestEncoderDecoded) decoded = NULL;
    const char *data = g_bytes_get_data (file, NULL);
    double      step, seam;

    // The index stands before the pictures.
    g_assert_cmpmem (data + 4, 4, "ftyp", 4);
    g_assert_cmpmem (data + get_16 ((const guint8 *) data + 2) + 4, 4, "moov", 4);
    g_assert_cmpuint (g_bytes_get_size (file), <, 2 * 1024 * 1024);
    if (!test_encoder_can_decode ())
      continue;

    decoded = test_encoder_decode (file, "qtdemux", FALSE);
    g_assert_nonnull (decoded);
    g_assert_cmpint (decoded->width, ==, CLIP_WIDTH);
    g_assert_cmpint (decoded->height, ==, CLIP_HEIGHT);
    g_assert_cmpuint (decoded->times->len, ==, CLIP_FRAMES);
    g_assert_cmpint (g_array_index (decoded->times, gint64, CLIP_FRAMES - 1),
                     >=,
                     (CLIP_FRAMES - 1) * (G_GINT64_CONSTANT (1000000000) / 30) - 1000000);
    // From the last picture to the first one is a step like any other.
    step = compare (decoded->first, decoded->second);
    seam = compare (decoded->last, decoded->first);
    g_test_message ("step %.2f, seam %.2f", step, seam);
    g_assert_cmpfloat (step, >, 0);
    g_assert_cmpfloat (seam, <, 1.5);
  }
}

static void
test_finished_stream (void)
{
  g_autoptr (GBytes) master = look_up ("/hls/vod/master.m3u8", "application/vnd.apple.mpegurl");
  g_autoptr (GBytes) list = look_up ("/hls/vod/360p/index.m3u8", "application/vnd.apple.mpegurl");
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (TestEncoderDecoded) decoded = NULL;
  g_autofree char *text = g_strndup (g_bytes_get_data (list, NULL), g_bytes_get_size (list));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_true (g_str_has_suffix (text, "#EXT-X-ENDLIST\n"));
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_suffix (lines[i], ".ts")) {
      g_autofree char *path = g_strconcat ("/hls/vod/360p/", lines[i], NULL);

      g_ptr_array_add (parts, look_up (path, "video/mp2t"));
    }
  g_assert_cmpuint (parts->len, ==, 10);
  if (!test_encoder_can_decode ())
    return;

  file = test_encoder_join (parts);
  decoded = test_encoder_decode (file, "tsdemux", TRUE);
  g_assert_nonnull (decoded);
  g_assert_cmpuint (decoded->counters->len, ==, VOD_FRAMES);
  for (int i = 0; i < VOD_FRAMES; i++)
    g_assert_cmpint (g_array_index (decoded->counters, int, i), ==, i);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  make_stream ();

  g_test_add_func ("/simulator/files/images", test_images);
  g_test_add_func ("/simulator/files/images-are-the-same-each-time",
                   test_images_are_the_same_each_time);
  g_test_add_func ("/simulator/files/clips", test_clips);
  g_test_add_func ("/simulator/files/finished-stream", test_finished_stream);
  status = g_test_run ();

  cue_sim_hls_stop (hls);
  g_assert_finalize_object (hls);
  return status;
}
