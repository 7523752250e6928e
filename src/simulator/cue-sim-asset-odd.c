// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Files that are right and that no library would write, and files that are not right: GIF and WebP
 * of one colour, of any size, in a few bytes (GIF89a; RFC 9649), PNG by its chunks (RFC 2083),
 * JPEG by its markers, MP4 by its boxes. */

#include "cue-sim-asset-maker.h"

#include "cue-sim-gzip.h"

static void
put_bytes (GByteArray *out, const void *data, gsize size)
{
  g_byte_array_append (out, data, (guint) size);
}

/* The lowest byte first. */
static void
put_little (GByteArray *out, guint32 value, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++) {
    guint8 byte = (guint8) (value >> (8 * i));

    put_bytes (out, &byte, 1);
  }
}

static void
put_big (GByteArray *out, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  put_bytes (out, &big, sizeof big);
}

/* Numbers of any width, the lowest bit first, in GIF and WebP alike. */
typedef struct {
  GByteArray *bytes;
  guint32     waiting;
  guint       n_waiting;
} Bits;

static void
put_bits (Bits *bits, guint32 value, guint n)
{
  bits->waiting |= value << bits->n_waiting;
  bits->n_waiting += n;
  while (bits->n_waiting >= 8) {
    put_little (bits->bytes, bits->waiting & 0xff, 1);
    bits->waiting >>= 8;
    bits->n_waiting -= 8;
  }
}

static void
finish_bits (Bits *bits)
{
  if (bits->n_waiting > 0)
    put_little (bits->bytes, bits->waiting & 0xff, 1);
  bits->waiting = bits->n_waiting = 0;
}

/* LZW of so many pixels of one colour: each code is the one that is just coming into being, which
 * stands for one pixel more than the one before. */
static GByteArray *
pack_pixels (guint32 colour, guint64 n_pixels)
{
  enum {
    CLEAR = 4,
    END = 5,
    FIRST = 6,
    TABLE = 4096
  };
  Bits    bits = { g_byte_array_new () };
  guint   next = FIRST, width = 3;
  guint64 run = 1;

  put_bits (&bits, CLEAR, width);
  put_bits (&bits, colour, width);
  for (guint64 left = n_pixels - 1; left > 0;) {
    if (left <= run) {
      /* A code that is there already, or one pixel. */
      put_bits (&bits, left == 1 ? colour : (guint32) (FIRST + left - 2), width);
      left = 0;
    } else {
      put_bits (&bits, next, width);
      left -= ++run;
    }
    next++;
    if (next == (1u << width) && width < 12)
      width++;
    if (next == TABLE && left > 0) {
      put_bits (&bits, CLEAR, width);
      width = 3;
      next = FIRST;
      run = 1;
      put_bits (&bits, colour, width);
      left--;
    }
  }
  put_bits (&bits, END, width);
  finish_bits (&bits);
  return bits.bytes;
}

static void
put_gif_frame (GByteArray *out, guint32 colour, guint width, guint height)
{
  static const guint8 control[] = { 0x21, 0xf9, 4, 0, 50, 0, 0, 0 };
  g_autoptr (GByteArray) pixels = pack_pixels (colour, (guint64) width * height);

  put_bytes (out, control, sizeof control);
  put_bytes (out, ",\0\0\0\0", 5);
  put_little (out, width, 2);
  put_little (out, height, 2);
  put_bytes (out, "\0\2", 2); // no colours of its own; 2 bits a pixel
  for (guint at = 0; at < pixels->len; at += 255) {
    guint part = MIN (255, pixels->len - at);

    put_little (out, part, 1);
    put_bytes (out, pixels->data + at, part);
  }
  put_little (out, 0, 1);
}

/**
 * cue_sim_asset_make_gif:
 * @whole: whether each picture fills the canvas; otherwise it is one pixel of it
 *
 * Returns: (transfer full): a GIF in which each picture has one of four colours, in turn
 */
GBytes *
cue_sim_asset_make_gif (guint width, guint height, guint n_frames, gboolean whole)
{
  static const guint8 colours[] = { 0x1d, 0x13, 0x52, 0x0b, 0x33, 0x50,
                                    0x5f, 0x1c, 0x40, 0x25, 0x2a, 0x45 };
  static const char   loop[] = "\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0";
  GByteArray         *out = g_byte_array_new ();

  put_bytes (out, "GIF89a", 6);
  put_little (out, width, 2);
  put_little (out, height, 2);
  put_bytes (out, "\x91\0\0", 3); // four colours for all
  put_bytes (out, colours, sizeof colours);
  if (n_frames > 1)
    put_bytes (out, loop, sizeof loop);
  for (guint i = 0; i < n_frames; i++)
    put_gif_frame (out, i % 4, whole ? width : 1, whole ? height : 1);
  put_bytes (out, ";", 1);
  return g_byte_array_free_to_bytes (out);
}

/* RFC 9649, 3: every one of the five codes has one symbol, so a pixel takes no bit at all. */
static GByteArray *
pack_webp (guint32 argb, guint width, guint height)
{
  Bits         bits = { g_byte_array_new () };
  const guint8 symbols[] = {
    (guint8) (argb >> 8), (guint8) (argb >> 16), (guint8) argb, (guint8) (argb >> 24)
  };

  put_bits (&bits, 0x2f, 8);
  put_bits (&bits, width - 1, 14);
  put_bits (&bits, height - 1, 14);
  put_bits (&bits, 1, 1); // may be transparent
  put_bits (&bits, 0, 3);
  put_bits (&bits, 0, 3); // no transform, no colour cache, one group of codes
  for (guint i = 0; i < sizeof symbols; i++) {
    put_bits (&bits, 0x5, 3); // simple, one symbol, of eight bits
    put_bits (&bits, symbols[i], 8);
  }
  put_bits (&bits, 0x1, 3); // simple, one symbol, of one bit
  put_bits (&bits, 0, 1);
  finish_bits (&bits);
  return bits.bytes;
}

static void
put_riff_chunk (GByteArray *out, const char *name, const void *data, guint size)
{
  put_bytes (out, name, 4);
  put_little (out, size, 4);
  put_bytes (out, data, size);
  if (size % 2 != 0)
    put_little (out, 0, 1);
}

static void
put_animation (GByteArray *out, guint width, guint height, guint n_frames)
{
  static const guint32 colours[] = { 0xff1d1352, 0xff0b3350 };
  g_autoptr (GByteArray) head = g_byte_array_new ();

  put_little (head, 0x02, 4); // animation
  put_little (head, width - 1, 3);
  put_little (head, height - 1, 3);
  put_riff_chunk (out, "VP8X", head->data, head->len);
  put_riff_chunk (out, "ANIM", "\0\0\0\0\0\0", 6);
  for (guint i = 0; i < n_frames; i++) {
    g_autoptr (GByteArray) frame = g_byte_array_new ();
    g_autoptr (GByteArray) picture = pack_webp (colours[i % 2], width, height);

    put_little (frame, 0, 3);
    put_little (frame, 0, 3);
    put_little (frame, width - 1, 3);
    put_little (frame, height - 1, 3);
    put_little (frame, 500, 3); // ms
    put_little (frame, 0, 1);
    put_riff_chunk (frame, "VP8L", picture->data, picture->len);
    put_riff_chunk (out, "ANMF", frame->data, frame->len);
  }
}

/**
 * cue_sim_asset_make_webp:
 * @n_frames: 1: not animated
 *
 * Returns: (transfer full): a WebP of one colour, or of two in turn
 */
GBytes *
cue_sim_asset_make_webp (guint width, guint height, guint n_frames)
{
  g_autoptr (GByteArray) chunks = g_byte_array_new ();
  GByteArray *out = g_byte_array_new ();

  if (n_frames > 1) {
    put_animation (chunks, width, height, n_frames);
  } else {
    g_autoptr (GByteArray) picture = pack_webp (0xff1d1352, width, height);

    put_riff_chunk (chunks, "VP8L", picture->data, picture->len);
  }
  put_bytes (out, "RIFF", 4);
  put_little (out, chunks->len + 4, 4);
  put_bytes (out, "WEBP", 4);
  put_bytes (out, chunks->data, chunks->len);
  return g_byte_array_free_to_bytes (out);
}

static guint32
check_sum (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++) {
    crc ^= data[i];
    for (guint bit = 0; bit < 8; bit++)
      crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
  }
  return ~crc;
}

static void
put_png_chunk (GByteArray *out, const char *name, const void *data, gsize size)
{
  guint begin;

  put_big (out, (guint32) size);
  begin = out->len;
  put_bytes (out, name, 4);
  put_bytes (out, data, size);
  put_big (out, check_sum (out->data + begin, out->len - begin));
}

/**
 * cue_sim_asset_make_plain_png:
 *
 * Returns: (transfer full): a PNG of one bit a pixel, all of them white
 */
GBytes *
cue_sim_asset_make_plain_png (guint width, guint height)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) head = g_byte_array_new ();
  gsize row = 1 + (width + 7) / 8;
  g_autoptr (GBytes) rows = NULL;
  g_autoptr (GBytes) packed = NULL;
  guint8 *pixels = g_malloc (row * height);

  memset (pixels, 0xff, row * height);
  for (guint y = 0; y < height; y++)
    pixels[y * row] = 0; // not filtered
  rows = g_bytes_new_take (pixels, row * height);
  packed = cue_sim_gzip (rows, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  put_bytes (out, "\x89PNG\r\n\x1a\n", 8);
  put_big (head, width);
  put_big (head, height);
  put_bytes (head, "\1\0\0\0\0", 5);
  put_png_chunk (out, "IHDR", head->data, head->len);
  put_png_chunk (out, "IDAT", g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  put_png_chunk (out, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (out);
}

static GByteArray *
copy_part (GBytes *file, gsize from, gsize to)
{
  GByteArray *out = g_byte_array_new ();

  put_bytes (out, (const guint8 *) g_bytes_get_data (file, NULL) + from, to - from);
  return out;
}

static GBytes *
append_rest (GByteArray *out, GBytes *file, gsize from)
{
  put_bytes (out,
             (const guint8 *) g_bytes_get_data (file, NULL) + from,
             g_bytes_get_size (file) - from);
  return g_byte_array_free_to_bytes (out);
}

/**
 * cue_sim_asset_pad:
 * @file: a JPEG, a PNG or an MP4
 * @size: bytes it is to have
 *
 * Returns: (transfer full): the same picture or clip with comments, a private chunk, or free space
 *   in it, so that it has @size bytes
 */
GBytes *
cue_sim_asset_pad (GBytes *file, gsize size)
{
  enum {
    JPEG_COMMENT = 65535,
    PNG_HEAD = 33
  };
  const guint8    *data = g_bytes_get_data (file, NULL);
  gsize            missing = size - g_bytes_get_size (file);
  g_autofree char *zeros = g_malloc0 (missing);
  GByteArray      *out;

  if (data[0] == 0xff) {
    out = copy_part (file, 0, 2);
    for (gsize done = 0; done + 4 <= missing; done += JPEG_COMMENT + 2) {
      gsize length = MIN (missing - done - 2, (gsize) JPEG_COMMENT);

      put_bytes (out, "\xff\xfe", 2);
      put_little (out, GUINT16_SWAP_LE_BE ((guint16) length), 2);
      put_bytes (out, zeros, length - 2);
    }
    return append_rest (out, file, 2);
  }
  if (data[0] == 0x89) {
    out = copy_part (file, 0, PNG_HEAD);
    put_png_chunk (out, "cuLe", zeros, missing - 12);
    return append_rest (out, file, PNG_HEAD);
  }
  out = copy_part (file, 0, g_bytes_get_size (file));
  put_big (out, (guint32) missing);
  put_bytes (out, "free", 4);
  put_bytes (out, zeros, missing - 8);
  return g_byte_array_free_to_bytes (out);
}

/**
 * cue_sim_asset_add_orientation:
 * @orientation: of Exif: 6: to be turned a quarter to the right before it is shown
 *
 * Returns: (transfer full): the file with that in it
 */
GBytes *
cue_sim_asset_add_orientation (GBytes *jpeg, guint orientation)
{
  static const char head[] = "\xff\xe1\0\x22"
                             "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0";
  GByteArray       *out = copy_part (jpeg, 0, 2);

  put_bytes (out, head, sizeof head);
  put_little (out, orientation, 4);
  put_little (out, 0, 4);
  return append_rest (out, jpeg, 2);
}

/**
 * cue_sim_asset_resize_jpeg:
 * @jpeg: a baseline JPEG
 *
 * Returns: (transfer full): the file, saying that it has another size
 */
GBytes *
cue_sim_asset_resize_jpeg (GBytes *jpeg, guint width, guint height)
{
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
  gsize              size = g_bytes_get_size (jpeg);

  for (gsize at = 2; at + 9 < size; at += 2 + ((gsize) data[at + 2] << 8 | data[at + 3])) {
    if (data[at] != 0xff || data[at + 1] != 0xc0)
      continue;
    data[at + 5] = (guint8) (height >> 8);
    data[at + 6] = (guint8) height;
    data[at + 7] = (guint8) (width >> 8);
    data[at + 8] = (guint8) width;
    break;
  }
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

/**
 * cue_sim_asset_stretch_boxes:
 * @mp4: a clip whose index stands before the pictures
 *
 * Returns: (transfer full): the file; the box with the pictures, and the first one in the index,
 *   say that they are 2 GiB long
 */
GBytes *
cue_sim_asset_stretch_boxes (GBytes *mp4)
{
  gsize              size = g_bytes_get_size (mp4);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (mp4, NULL), size);
  gsize              at = 0;

  while (at + 16 <= size) {
    gsize length = (gsize) data[at] << 24 | (gsize) data[at + 1] << 16 | (gsize) data[at + 2] << 8 |
                   data[at + 3];
    gboolean is_index = memcmp (data + at + 4, "moov", 4) == 0;

    if (is_index || memcmp (data + at + 4, "mdat", 4) == 0)
      memcpy (data + at + (is_index ? 8 : 0), "\x7f\xff\xff\xff", 4);
    if (length < 8 || length > size - at)
      break;
    at += length;
  }
  return g_bytes_new_take (g_steal_pointer (&data), size);
}
