// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-gzip.h"

#define BLOCK_BYTES (1024 * 1024)

static const char bomb_head[] = "{\"playerState\":\"live\",\"extra\":\"";
static const char bomb_tail[] = "\"}";

static void
convert (GConverter *converter, GByteArray *out, const void *data, gsize size, int flags)
{
  const guint8    *left = data;
  guint8           buffer[16 * 1024];
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (size > 0 || ((flags & G_CONVERTER_INPUT_AT_END) != 0 && result != G_CONVERTER_FINISHED) ||
         ((flags & G_CONVERTER_FLUSH) != 0 && result != G_CONVERTER_FLUSHED)) {
    gsize read = 0;
    gsize written = 0;

    result = g_converter_convert (converter,
                                  left,
                                  size,
                                  buffer,
                                  sizeof buffer,
                                  (GConverterFlags) flags,
                                  &read,
                                  &written,
                                  NULL);
    if (result == G_CONVERTER_ERROR)
      return;
    left += read;
    size -= read;
    g_byte_array_append (out, buffer, (guint) written);
  }
}

static GConverter *
new_compressor (GZlibCompressorFormat format)
{
  return G_CONVERTER (g_zlib_compressor_new (format, 9));
}

/**
 * cue_sim_gzip:
 *
 * Returns: (transfer full)
 */
GBytes *
cue_sim_gzip (GBytes *bytes, GZlibCompressorFormat format)
{
  g_autoptr (GConverter) converter = new_compressor (format);
  GByteArray *out = g_byte_array_new ();
  gsize       size;
  const void *data = g_bytes_get_data (bytes, &size);

  convert (converter, out, data, size, G_CONVERTER_INPUT_AT_END);
  return g_byte_array_free_to_bytes (out);
}

/**
 * cue_sim_gzip_bomb:
 * @size: bytes after decompression, about
 *
 * Returns: (transfer full): valid gzip of valid JSON, a thousandth of @size
 */
GBytes *
cue_sim_gzip_bomb (gsize size)
{
  g_autoptr (GConverter) converter = new_compressor (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autofree char *block = g_strnfill (BLOCK_BYTES, '0');
  GByteArray      *out = g_byte_array_new ();

  convert (converter, out, bomb_head, strlen (bomb_head), G_CONVERTER_NO_FLAGS);
  for (gsize i = 0; i < size / BLOCK_BYTES; i++)
    convert (converter, out, block, BLOCK_BYTES, G_CONVERTER_NO_FLAGS);
  convert (converter, out, bomb_tail, strlen (bomb_tail), G_CONVERTER_INPUT_AT_END);
  return g_byte_array_free_to_bytes (out);
}

/**
 * cue_sim_gzip_endless:
 * @block: (out) (transfer full): bytes that can be repeated as often as wanted after what is
 *   returned
 * @size: bytes wanted after decompression
 * @times: (out): how often @block makes @size
 *
 * A flush ends on a byte boundary, and what follows refers only to zeros, so the same compressed
 * bytes mean a further MiB of them each time. There is no end and no checksum: who gets that far
 * has lost already.
 *
 * Returns: (transfer full): what comes first
 */
GBytes *
cue_sim_gzip_endless (GBytes **block, guint64 size, guint64 *times)
{
  g_autoptr (GConverter) converter = new_compressor (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autofree char *zeros = g_strnfill (BLOCK_BYTES, '0');
  GByteArray      *first = g_byte_array_new ();
  GByteArray      *repeated = g_byte_array_new ();

  convert (converter, first, bomb_head, strlen (bomb_head), G_CONVERTER_NO_FLAGS);
  convert (converter, first, zeros, BLOCK_BYTES, G_CONVERTER_FLUSH);
  convert (converter, repeated, zeros, BLOCK_BYTES, G_CONVERTER_FLUSH);
  *block = g_byte_array_free_to_bytes (repeated);
  *times = size / BLOCK_BYTES;
  return g_byte_array_free_to_bytes (first);
}
