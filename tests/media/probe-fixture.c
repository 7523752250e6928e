// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "probe-fixture.h"

#include "media-assets.h"
#include "media-fixture.h"

#include <string.h>

typedef struct {
  gboolean         done;
  CuePictureFacts *facts;
  GError          *error;
} Probed;

static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Probed *probed = user_data;

  probed->facts = cue_media_probe_finish (result, &probed->error);
  probed->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Probed *) data)->done;
}

/* Asks and waits. */
CuePictureFacts *
probe (GBytes *bytes, gboolean video, GError **error)
{
  Probed probed = { 0 };
  gint64 began = g_get_monotonic_time ();

  cue_media_probe_async (bytes, video, NULL, on_probed, &probed);
  g_assert_true (media_wait (is_done, &probed, 120000));
  g_assert_true ((probed.facts == NULL) != (probed.error == NULL));
  g_test_message ("%.0f ms: %s",
                  (double) (g_get_monotonic_time () - began) / 1e3,
                  probed.error != NULL ? probed.error->message : probed.facts->format);
  if (probed.error != NULL)
    g_propagate_error (error, probed.error);
  return probed.facts;
}

CuePictureFacts *
probe_well (GBytes *bytes, gboolean video)
{
  g_autoptr (GError) error = NULL;
  CuePictureFacts *facts = probe (bytes, video, &error);

  g_assert_no_error (error);
  g_assert_nonnull (facts);
  return facts;
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

static void
add_32 (GByteArray *to, guint32 value)
{
  value = GUINT32_TO_BE (value);
  g_byte_array_append (to, (const guint8 *) &value, 4);
}

static void
add_chunk (GByteArray *to, const char *name, const guint8 *data, gsize size)
{
  guint start = to->len + 4;

  add_32 (to, (guint32) size);
  g_byte_array_append (to, (const guint8 *) name, 4);
  g_byte_array_append (to, data, (guint) size);
  add_32 (to, sum_crc (to->data + start, to->len - start));
}

static void
begin_png (GByteArray *to, guint width, guint height, const PngKind *kind)
{
  g_autoptr (GByteArray) header = g_byte_array_new ();

  g_byte_array_append (to, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  add_32 (header, width);
  add_32 (header, height);
  g_byte_array_append (header,
                       (const guint8[]){ kind->bits, kind->colours, 0, 0, kind->is_interlaced },
                       5);
  add_chunk (to, "IHDR", header->data, header->len);
}

static const PngKind grey_with_alpha = { 8, 4, 0 };

static void
add_pixels (GByteArray *to, const guint8 *data, gsize size)
{
  gsize half = size / 2;

  add_chunk (to, "IDAT", data, half);
  add_chunk (to, "IDAT", data + half, size - half);
  add_chunk (to, "IEND", NULL, 0);
}

/* Black, with as many bytes of lines as are asked for, in two chunks. */
GBytes *
make_png_of_kind (guint width, guint height, const PngKind *kind, gsize n_bytes)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6);
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (zlib));
  g_autofree guint8 *lines = g_malloc0 (n_bytes);

  g_assert_true (g_output_stream_write_all (stream, lines, n_bytes, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  begin_png (file, width, height, kind);
  if (kind->colours == 3)
    add_chunk (file, "PLTE", (const guint8[]){ 0, 0, 0 }, 3);
  if (kind->has_hole)
    add_chunk (file, "tRNS", (const guint8[]){ 0, 0 }, 2);
  add_pixels (file,
              g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
              g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}

/* All of one grey, so that a picture of many pixels takes few bytes. */
GBytes *
make_png (guint width, guint height, guint8 grey, guint8 alpha)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6);
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (zlib));
  gsize              length = 1 + (gsize) width * 2;
  g_autofree guint8 *line = g_malloc0 (length);

  for (gsize i = 1; i < length; i++)
    line[i] = i % 2 == 1 ? grey : alpha;
  for (guint y = 0; y < height; y++)
    g_assert_true (g_output_stream_write_all (stream, line, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  begin_png (file, width, height, &grey_with_alpha);
  add_pixels (file,
              g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
              g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}

/* One that only claims to be so large. */
GBytes *
make_png_header (guint width, guint height)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();

  begin_png (file, width, height, &grey_with_alpha);
  add_chunk (file, "IDAT", (const guint8 *) "\x78\x9c\x03\x00\x00\x00\x00\x01", 8);
  add_chunk (file, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}

/* White pictures of one pixel, half a second each. */
GBytes *
make_gif (guint width, guint height, guint n_frames, gboolean ends)
{
  static const guint8 colours[] = { 255, 255, 255, 0, 0, 0 };
  static const guint8 frame[] = {
    0x21, 0xf9, 4,    0,    50, 0, 0, 0,       /* half a second */
    0x2c, 0,    0,    0,    0,  1, 0, 1, 0, 0, /* one pixel */
    2,    2,    0x44, 0x01, 0,                 /* clear, 0, end */
  };
  GByteArray *file = g_byte_array_new ();

  g_byte_array_append (file, (const guint8 *) "GIF89a", 6);
  g_byte_array_append (file,
                       (const guint8[]){ (guint8) width,
                                         (guint8) (width >> 8),
                                         (guint8) height,
                                         (guint8) (height >> 8),
                                         0x80,
                                         0,
                                         0 },
                       7);
  g_byte_array_append (file, colours, sizeof colours);
  for (guint i = 0; i < n_frames; i++)
    g_byte_array_append (file, frame, sizeof frame);
  if (ends)
    g_byte_array_append (file, (const guint8 *) ";", 1);
  return g_byte_array_free_to_bytes (file);
}

static void
add_riff (GByteArray *to, const char *name, const guint8 *data, guint32 size)
{
  guint32 length = GUINT32_TO_LE (size);

  g_byte_array_append (to, (const guint8 *) name, 4);
  g_byte_array_append (to, (const guint8 *) &length, 4);
  g_byte_array_append (to, data, size);
  if ((size & 1) != 0)
    g_byte_array_append (to, (const guint8 *) "", 1);
}

/* The same picture of 160 × 120 again and again, 100 ms each. */
GBytes *
make_webp_animation (guint n_frames)
{
  static const guint8 canvas[] = { 0x02, 0, 0, 0, 159, 0, 0, 119, 0, 0 };
  static const guint8 head[16] = { [6] = 159, [9] = 119, [12] = 100 };
  g_autoptr (GBytes)
    still = media_make_file ("videotestsrc num-buffers=1 pattern=white ! "
                             "video/x-raw,format=I420,width=160,height=120 ! webpenc");
  gsize         size;
  const guint8 *data = g_bytes_get_data (still, &size);
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  GByteArray *file = g_byte_array_new ();
  guint32     length;

  g_byte_array_append (frame, head, sizeof head);
  g_byte_array_append (frame, data + 12, (guint) size - 12);
  g_byte_array_append (file, (const guint8 *) "RIFF\0\0\0\0WEBP", 12);
  add_riff (file, "VP8X", canvas, sizeof canvas);
  add_riff (file, "ANIM", (const guint8 *) "\0\0\0\0\0\0", 6);
  for (guint i = 0; i < n_frames; i++)
    add_riff (file, "ANMF", frame->data, frame->len);
  length = GUINT32_TO_LE (file->len - 8);
  memcpy (file->data + 4, &length, 4);
  return g_byte_array_free_to_bytes (file);
}

GBytes *
make_jpeg (const char *pattern, guint width, guint height)
{
  g_autofree char *pipeline =
    g_strdup_printf ("videotestsrc num-buffers=1 pattern=%s ! video/x-raw,format=I420,width=%u,"
                     "height=%u ! jpegenc",
                     pattern,
                     width,
                     height);

  return media_make_file (pipeline);
}

/* A photograph that lies on its left side and says so; as it lies, it is bright at the bottom. */
GBytes *
make_turned_jpeg (guint width, guint height)
{
  static const guint8 exif[] = "\xff\xe1\0\x22"
                               "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0"
                               "\0\0";
  g_autoptr (GBytes) bytes = make_jpeg ("gradient", width, height);
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  GByteArray   *turned = g_byte_array_new ();

  g_byte_array_append (turned, data, 2);
  g_byte_array_append (turned, exif, 36);
  g_byte_array_append (turned, data + 2, (guint) g_bytes_get_size (bytes) - 2);
  return g_byte_array_free_to_bytes (turned);
}

/* MP4 with what a player needs in front. */
GBytes *
make_video (const char *pattern, guint n_frames, guint width, guint height)
{
  g_autofree char *pipeline =
    g_strdup_printf ("videotestsrc num-buffers=%u pattern=%s ! "
                     "video/x-raw,width=%u,height=%u,framerate=30/1 ! %s ! mp4mux faststart=true",
                     n_frames,
                     pattern,
                     width,
                     height,
                     media_get_video_encoder ());

  return media_make_file (pipeline);
}

GBytes *
cut (GBytes *bytes, gsize size)
{
  g_assert_cmpuint (size, <, g_bytes_get_size (bytes));
  return g_bytes_new_from_bytes (bytes, 0, size);
}

/* Writes a number at some distance from the first place where a name stands. */
GBytes *
replace (GBytes *bytes, const char *name, gssize offset, guint32 value)
{
  gsize   size;
  guint8 *copy =
    g_bytes_unref_to_data (g_bytes_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)),
                           &size);
  guint8 *at = memmem (copy, size, name, strlen (name));

  g_assert_nonnull (at);
  g_assert_true (at + offset >= copy && at + offset + 4 <= copy + size);
  value = GUINT32_TO_BE (value);
  memcpy (at + offset, &value, 4);
  return g_bytes_new_take (copy, size);
}
