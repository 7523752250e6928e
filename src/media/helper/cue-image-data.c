// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-image-data.h"

#include <gio/gio.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

/*
 * Whether the picture in a PNG or JPEG file ends before its last line although the file itself is
 * whole: an export that was broken off and closed all the same. Decoders fill up what is missing
 * and say nothing. Nothing is drawn here: a PNG is unpacked and counted, of a JPEG only the
 * coefficients are read.
 */

/* A JPEG may have any number of scans, each of which costs as much as a picture. */
#define MAX_SCANS 200

#define PNG_MAGIC "\x89PNG\r\n\x1a\n"

typedef struct {
  const guint8 *data;
  gsize         size;
  gsize         at;   /* the next chunk of a PNG */
  gsize         next; /* the rest of a chunk of pixels */
  gsize         left;
} Chunks;

static guint32
read_32 (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

/* Goes on to the next byte of pixels, over the borders of chunks. Returns: whether there is one */
static gboolean
find_pixels (Chunks *self)
{
  while (self->left == 0) {
    const guint8 *chunk = self->data + self->at;
    guint32       length;

    if (self->at > self->size || self->size - self->at < 12)
      return FALSE;
    length = read_32 (chunk);
    if (length > self->size - self->at - 12)
      return FALSE;
    if (memcmp (chunk + 4, "IDAT", 4) == 0) {
      self->next = self->at + 8;
      self->left = length;
    }
    self->at += 12 + (gsize) length;
  }
  return TRUE;
}

static guint64
count_lines (guint64 width, guint64 height, guint bits)
{
  return width > 0 ? height * (1 + (width * bits + 7) / 8) : 0;
}

/* Returns: the bytes of all lines of a PNG, each with the one for its filter; 0 for no picture */
static guint64
count_needed (const guint8 *header)
{
  static const guint8 channels[] = { 1, 0, 3, 1, 2, 0, 4 };
  /* Adam7: where each of its pictures begins, and how far its pixels are apart. */
  static const guint8 passes[7][4] = {
    { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 },
    { 0, 2, 2, 4 }, { 1, 0, 2, 2 }, { 0, 1, 1, 2 },
  };
  guint64 width = read_32 (header);
  guint64 height = read_32 (header + 4);
  guint   bits = header[9] < G_N_ELEMENTS (channels) ? header[8] * channels[header[9]] : 0;
  guint64 sum = 0;

  if (bits == 0 || header[8] > 16 || width > G_MAXINT32 / 64 || height > G_MAXINT32)
    return 0;
  if (header[12] == 0)
    return count_lines (width, height, bits);
  for (gsize i = 0; i < G_N_ELEMENTS (passes); i++)
    sum += count_lines ((width + passes[i][2] - 1 - passes[i][0]) / passes[i][2],
                        (height + passes[i][3] - 1 - passes[i][1]) / passes[i][3],
                        bits);
  return sum;
}

static gboolean
is_png_short (const guint8 *data, gsize size)
{
  Chunks  chunks = { .data = data, .size = size, .at = 8 };
  guint64 needed, n = 0;
  guint8  lines[65536];
  g_autoptr (GZlibDecompressor) inflater = NULL;

  if (size < 33 || memcmp (data + 12, "IHDR", 4) != 0)
    return FALSE;
  needed = count_needed (data + 16);
  inflater = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  while (n < needed) {
    gsize            n_read, n_written;
    GConverterResult result;
    gboolean         is_last = !find_pixels (&chunks);
    g_autoptr (GError) error = NULL;

    result = g_converter_convert (G_CONVERTER (inflater),
                                  data + chunks.next,
                                  chunks.left,
                                  lines,
                                  sizeof lines,
                                  is_last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS,
                                  &n_read,
                                  &n_written,
                                  &error);
    /* Damaged is something else, and the decoder has the word. */
    if (result == G_CONVERTER_ERROR)
      return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
    n += n_written;
    chunks.next += n_read;
    chunks.left -= n_read;
    if (result == G_CONVERTER_FINISHED)
      break;
  }
  return n < needed;
}

typedef struct {
  struct jpeg_error_mgr    errors; /* first: libjpeg hands it back */
  struct jpeg_progress_mgr progress;
  jmp_buf                  end;
  gboolean                 is_short;
} Reading;

static void
stop (j_common_ptr jpeg)
{
  longjmp (((Reading *) (void *) jpeg->err)->end, 1);
}

/* A missing part of the last row of blocks is nothing that one could see. */
static void
take_message (j_common_ptr jpeg, int level)
{
  struct jpeg_decompress_struct *decoder = (struct jpeg_decompress_struct *) (void *) jpeg;
  Reading                       *self = (Reading *) (void *) jpeg->err;

  if (level >= 0 ||
      (jpeg->err->msg_code != JWRN_HIT_MARKER && jpeg->err->msg_code != JWRN_JPEG_EOF))
    return;
  if (decoder->input_iMCU_row + 1 < decoder->total_iMCU_rows)
    self->is_short = TRUE;
}

static void
take_progress (j_common_ptr jpeg)
{
  struct jpeg_decompress_struct *decoder = (struct jpeg_decompress_struct *) (void *) jpeg;

  if (decoder->input_scan_number > MAX_SCANS)
    stop (jpeg);
}

static gboolean
is_jpeg_short (const guint8 *data, gsize size)
{
  struct jpeg_decompress_struct jpeg = { 0 };
  Reading                       self = { 0 };

  jpeg.err = jpeg_std_error (&self.errors);
  self.errors.error_exit = stop;
  self.errors.emit_message = take_message;
  self.progress.progress_monitor = take_progress;
  if (setjmp (self.end) == 0) {
    jpeg_create_decompress (&jpeg);
    jpeg.progress = &self.progress;
    jpeg_mem_src (&jpeg, data, (unsigned long) size);
    jpeg_read_header (&jpeg, TRUE);
    jpeg_read_coefficients (&jpeg);
  }
  jpeg_destroy_decompress (&jpeg);
  return self.is_short;
}

/**
 * cue_image_data_is_short: (skip)
 * @data: a file from outside, of no more pixels than are decoded
 *
 * Counts the pixels of a PNG or a JPEG. What cannot be counted, and any other kind of file, is left
 * to its decoder. Takes about as long as decoding. Any thread.
 *
 * Returns: whether there are fewer lines than the header says
 */
gboolean
cue_image_data_is_short (const guint8 *data, gsize size)
{
  if (size > 8 && memcmp (data, PNG_MAGIC, 8) == 0)
    return is_png_short (data, size);
  if (size > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return is_jpeg_short (data, size);
  return FALSE;
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
add_chunk (GByteArray *to, const char *name, const guint8 *data, guint size)
{
  guint32 length = GUINT32_TO_BE (size);
  guint   start;
  guint32 crc;

  g_byte_array_append (to, (const guint8 *) &length, 4);
  start = to->len;
  g_byte_array_append (to, (const guint8 *) name, 4);
  g_byte_array_append (to, data, size);
  crc = GUINT32_TO_BE (sum_crc (to->data + start, to->len - start));
  g_byte_array_append (to, (const guint8 *) &crc, 4);
}

/* Returns: where the level of grey is said that cannot be seen, or 0 */
static gsize
find_transparent_grey (const guint8 *data, gsize size)
{
  for (gsize at = 33; at <= size && size - at >= 12;) {
    guint32 length = read_32 (data + at);

    if (length > size - at - 12 || memcmp (data + at + 4, "IDAT", 4) == 0)
      return 0;
    if (memcmp (data + at + 4, "tRNS", 4) == 0 && length == 2)
      return at;
    at += 12 + (gsize) length;
  }
  return 0;
}

/**
 * cue_image_data_keep_alpha: (skip)
 * @bytes: an image file
 *
 * GStreamer's decoder does not see that one level of a grey PNG is transparent, which is what
 * programs that make files smaller make of black and white with transparency. As a palette it does,
 * and the pixels stay as they are.
 *
 * Returns: (transfer full): such a file as one with a palette, or @bytes when it is none
 */
GBytes *
cue_image_data_keep_alpha (GBytes *bytes)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GByteArray) file = NULL;
  guint8 header[13];
  guint8 greys[256 * 3];
  guint8 alphas[256];
  guint  n;
  gsize  at;

  if (size < 45 || memcmp (data, PNG_MAGIC, 8) != 0 || memcmp (data + 12, "IHDR", 4) != 0 ||
      data[25] != 0 || data[24] > 8 || data[24] == 0)
    return g_bytes_ref (bytes);
  at = find_transparent_grey (data, size);
  if (at == 0)
    return g_bytes_ref (bytes);
  n = 1u << data[24];
  for (guint i = 0; i < n; i++) {
    memset (greys + i * 3, (int) (i * 255 / (n - 1)), 3);
    alphas[i] = 255;
  }
  alphas[data[at + 9] & (n - 1)] = 0;
  memcpy (header, data + 16, sizeof header);
  header[9] = 3;
  file = g_byte_array_new ();
  g_byte_array_append (file, data, 8);
  add_chunk (file, "IHDR", header, sizeof header);
  add_chunk (file, "PLTE", greys, n * 3);
  add_chunk (file, "tRNS", alphas, n);
  /* What else stands before the pixels is of another kind of picture: colours of its ground. */
  while (at <= size && size - at >= 12 && memcmp (data + at + 4, "IDAT", 4) != 0) {
    guint32 length = read_32 (data + at);

    if (length > size - at - 12)
      return g_bytes_ref (bytes);
    at += 12 + (gsize) length;
  }
  g_byte_array_append (file, data + at, (guint) (size - at));
  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}
