// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-image-scan.h"

#include "cue-markup.h"
#include "cue-media-protocol.h"

#include <string.h>

/*
 * Walks over the parts of an image file: is it whole, is it an animation, which side is up.
 * GStreamer's decoders give one picture and say nothing about the rest, and show what there is of a
 * file that was cut off. Nothing is decoded; every walk only goes forward, and ends with the file.
 */

typedef struct {
  const guint8 *data;
  gsize         size;
} Span;

static gboolean
has (const Span *span, gsize offset, gsize length)
{
  return offset <= span->size && length <= span->size - offset;
}

static gboolean
is_at (const Span *span, gsize offset, const char *magic, gsize length)
{
  return has (span, offset, length) && memcmp (span->data + offset, magic, length) == 0;
}

static guint
read_16 (const Span *span, gsize offset, gboolean is_little)
{
  const guint8 *at = span->data + offset;

  return is_little ? at[0] | at[1] << 8 : at[0] << 8 | at[1];
}

static guint32
read_32 (const Span *span, gsize offset, gboolean is_little)
{
  guint first = read_16 (span, offset, is_little);
  guint second = read_16 (span, offset + 2, is_little);

  return is_little ? first | (guint32) second << 16 : (guint32) first << 16 | second;
}

/* Exif is a TIFF file; the orientation is in its first folder. */
static void
scan_exif (Span tiff, CueImageScan *scan)
{
  gboolean is_little = is_at (&tiff, 0, "II*\0", 4);
  gsize    folder;
  guint    n;

  if (!is_little && !is_at (&tiff, 0, "MM\0*", 4))
    return;
  if (!has (&tiff, 4, 4))
    return;
  folder = read_32 (&tiff, 4, is_little);
  if (!has (&tiff, folder, 2))
    return;
  n = read_16 (&tiff, folder, is_little);
  for (guint i = 0; i < n; i++) {
    gsize entry = folder + 2 + i * (gsize) 12;

    if (!has (&tiff, entry, 12))
      return;
    if (read_16 (&tiff, entry, is_little) == 0x0112) {
      guint value = read_16 (&tiff, entry + 8, is_little);

      if (value >= 1 && value <= 8)
        scan->orientation = value;
      return;
    }
  }
}

/* Entropy-coded data go on until a marker that is none of the two that may stand in them. */
static gsize
skip_entropy (const Span *file, gsize at)
{
  for (; has (file, at, 2); at++) {
    const guint8 *found = memchr (file->data + at, 0xff, file->size - at - 1);

    if (found == NULL)
      return file->size;
    at = (gsize) (found - file->data);
    if (found[1] != 0 && found[1] != 0xff && (found[1] < 0xd0 || found[1] > 0xd7))
      return at;
  }
  return file->size;
}

/* SOF0 to SOF15, less three of other meaning. */
static gboolean
is_frame_header (guint marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static void
scan_jpeg (const Span *file, CueImageScan *scan)
{
  gsize at = 2;

  scan->format = "JPEG";
  scan->cut_off = TRUE;
  while (has (file, at, 4) || is_at (file, at, "\xff\xd9", 2)) {
    guint marker = file->data[at + 1];
    gsize length;

    if (file->data[at] != 0xff) {
      scan->cut_off = FALSE; /* damaged; the decoder has the word */
      return;
    }
    if (marker == 0xd9) {
      scan->cut_off = FALSE;
      return;
    }
    if (marker == 0xff || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker == 0xff ? 1 : 2;
      continue;
    }
    length = read_16 (file, at + 2, FALSE);
    if (length < 2 || !has (file, at + 2, length))
      return;
    if (marker == 0xe1 && length > 8 && is_at (file, at + 4, "Exif\0\0", 6))
      scan_exif ((Span){ file->data + at + 10, length - 8 }, scan);
    if (is_frame_header (marker) && length >= 7) {
      scan->height = read_16 (file, at + 5, FALSE);
      scan->width = read_16 (file, at + 7, FALSE);
      scan->in_inks = length >= 8 && file->data[at + 9] == 4;
    }
    at += 2 + length;
    if (marker == 0xda)
      at = skip_entropy (file, at);
  }
}

static void
scan_png (const Span *file, CueImageScan *scan)
{
  gsize at = 8;

  scan->format = "PNG";
  scan->cut_off = TRUE;
  while (has (file, at, 12)) {
    guint32 length = read_32 (file, at, FALSE);

    if (!has (file, at + 12, length))
      return;
    if (is_at (file, at + 4, "IEND", 4)) {
      scan->cut_off = FALSE;
      return;
    }
    if (is_at (file, at + 4, "IHDR", 4) && length >= 8) {
      scan->width = read_32 (file, at + 8, FALSE);
      scan->height = read_32 (file, at + 12, FALSE);
    }
    if (is_at (file, at + 4, "acTL", 4) && length >= 8)
      scan->n_frames = MAX (read_32 (file, at + 8, FALSE), 1);
    if (is_at (file, at + 4, "fcTL", 4) && length >= 26) {
      guint n = read_16 (file, at + 8 + 20, FALSE);
      guint d = read_16 (file, at + 8 + 22, FALSE);

      scan->duration_us += n * (gint64) G_USEC_PER_SEC / (d > 0 ? d : 100);
    }
    if (is_at (file, at + 4, "eXIf", 4))
      scan_exif ((Span){ file->data + at + 8, length }, scan);
    at += 12 + (gsize) length;
  }
}

/* A row of blocks that each say how long they are; one of length 0 ends it. Returns: where it goes
 * on, or 0 at the end of the file. */
static gsize
skip_blocks (const Span *file, gsize at)
{
  while (has (file, at, 1)) {
    guint length = file->data[at];

    at += 1 + length;
    if (length == 0)
      return at;
  }
  return 0;
}

static void
scan_gif (const Span *file, CueImageScan *scan)
{
  gsize   at = 13;
  guint64 n = 0;

  scan->format = "GIF";
  scan->cut_off = TRUE;
  if (!has (file, 0, 13))
    return;
  scan->width = read_16 (file, 6, TRUE);
  scan->height = read_16 (file, 8, TRUE);
  if ((file->data[10] & 0x80) != 0)
    at += (gsize) 3 << ((file->data[10] & 7) + 1);
  while (at > 0 && has (file, at, 1)) {
    guint kind = file->data[at];

    if (kind == 0x3b) {
      scan->cut_off = FALSE;
      break;
    }
    if (kind == 0x2c && has (file, at, 11)) {
      guint flags = file->data[at + 9];

      n++;
      at += 10 + ((flags & 0x80) != 0 ? (gsize) 3 << ((flags & 7) + 1) : 0);
      at = skip_blocks (file, at + 1);
    } else if (kind == 0x21 && has (file, at, 8)) {
      /* Browsers take hundredths of a second below two for ten. */
      if (file->data[at + 1] == 0xf9) {
        guint delay = read_16 (file, at + 4, TRUE);

        scan->duration_us += (delay < 2 ? 10 : delay) * G_GINT64_CONSTANT (10000);
      }
      at = skip_blocks (file, at + 2);
    } else {
      scan->cut_off = !has (file, at, 11); /* otherwise damaged; the decoder has the word */
      break;
    }
  }
  scan->n_frames = MAX (n, 1);
}

static void
scan_webp (const Span *file, CueImageScan *scan)
{
  gsize   at = 12;
  guint64 n = 0;

  scan->format = "WebP";
  scan->cut_off = !has (file, 8, read_32 (file, 4, TRUE));
  while (has (file, at, 8)) {
    gsize length = read_32 (file, at + 4, TRUE);

    if (!has (file, at + 8, length))
      break;
    if (is_at (file, at, "VP8X", 4) && length >= 10) {
      scan->width = 1 + (read_32 (file, at + 12, TRUE) & 0xffffff);
      scan->height = 1 + (read_32 (file, at + 14, TRUE) >> 8);
    }
    if (is_at (file, at, "ANMF", 4) && length >= 16) {
      guint delay = read_32 (file, at + 8 + 12, TRUE) & 0xffffff;

      n++;
      scan->duration_us += delay * G_GINT64_CONSTANT (1000);
    }
    if (is_at (file, at, "EXIF", 4)) {
      gsize skip = length > 6 && is_at (file, at + 8, "Exif\0\0", 6) ? 6 : 0;

      scan_exif ((Span){ file->data + at + 8 + skip, length - skip }, scan);
    }
    at += 8 + length + (length & 1);
  }
  scan->n_frames = MAX (n, 1);
}

/* The boxes of an MP4 file: of each, only where it ends. */
static void
scan_boxes (const Span *file, CueImageScan *scan)
{
  gsize at = 0;

  while (has (file, at, 8)) {
    guint64 length = read_32 (file, at, FALSE);

    if (length == 1 && has (file, at, 16))
      length = (guint64) read_32 (file, at + 8, FALSE) << 32 | read_32 (file, at + 12, FALSE);
    else if (length == 0)
      return; /* until the end of the file */
    if (length < 8 || length > file->size - at) {
      scan->cut_off = length >= 8;
      return;
    }
    at += (gsize) length;
  }
}

/**
 * cue_image_scan: (skip)
 * @data: a file from outside
 * @scan: (out caller-allocates): what it says of itself
 *
 * Looks at an image file, or at the boxes of an MP4 file. Any thread.
 */
void
cue_image_scan (const guint8 *data, gsize size, CueImageScan *scan)
{
  Span file = { data, size };

  *scan = (CueImageScan){ .n_frames = 1, .orientation = 1 };
  if (is_at (&file, 0, "\xff\xd8\xff", 3))
    scan_jpeg (&file, scan);
  else if (is_at (&file, 0, "\x89PNG\r\n\x1a\n", 8))
    scan_png (&file, scan);
  else if (is_at (&file, 0, "GIF8", 4))
    scan_gif (&file, scan);
  else if (is_at (&file, 0, "RIFF", 4) && is_at (&file, 8, "WEBP", 4))
    scan_webp (&file, scan);
  else if (is_at (&file, 4, "ftyp", 4) || is_at (&file, 4, "styp", 4))
    scan_boxes (&file, scan);
  else if (is_at (&file, 0, "BM", 2))
    scan->format = "BMP";
  else if (is_at (&file, 0, "II*\0", 4) || is_at (&file, 0, "MM\0*", 4))
    scan->format = "TIFF";
  else if (is_at (&file, 0, "\0\0\1\0", 4))
    scan->format = "ICO";
  else if (cue_markup_is_svg ((const char *) file.data, file.size))
    scan->format = "SVG";
  if (is_at (&file, 4, "ftypavif", 8))
    scan->format = "AVIF";
  else if (is_at (&file, 4, "ftyphei", 7))
    scan->format = "HEIC";
  if (scan->n_frames < 2)
    scan->duration_us = 0;
}

/**
 * cue_image_scan_is_too_large: (skip)
 *
 * Some decoders take the memory for a picture, and the time to clear it, before they say how large
 * it is.
 *
 * Returns: whether it says that it has more pixels than are decoded
 */
gboolean
cue_image_scan_is_too_large (const CueImageScan *scan)
{
  return (guint64) scan->width * scan->height > CUE_MEDIA_MAX_IMAGE_PIXELS ||
         scan->width > CUE_MEDIA_MAX_EDGE || scan->height > CUE_MEDIA_MAX_EDGE;
}

static void
add_chunk (GByteArray *to, const char *name, const guint8 *data, gsize size)
{
  guint32 length = GUINT32_TO_LE ((guint32) size);

  g_byte_array_append (to, (const guint8 *) name, 4);
  g_byte_array_append (to, (const guint8 *) &length, 4);
  g_byte_array_append (to, data, (guint) size);
  if ((size & 1) != 0)
    g_byte_array_append (to, (const guint8 *) "", 1);
}

/* The parts of a picture of an animation, as a file of its own. */
static GBytes *
wrap_frame (Span frame)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  guint8  canvas[10] = { 0x10 }; /* it may be transparent */
  gsize   at = 16;
  guint32 length;

  memcpy (canvas + 4, frame.data + 6, 6); /* width and height, each less one, in 24 bits */
  g_byte_array_append (file, (const guint8 *) "RIFF\0\0\0\0WEBP", 12);
  add_chunk (file, "VP8X", canvas, sizeof canvas);
  while (has (&frame, at, 8)) {
    gsize size = read_32 (&frame, at + 4, TRUE);

    if (!has (&frame, at + 8, size))
      return NULL;
    if (is_at (&frame, at, "ALPH", 4) || is_at (&frame, at, "VP8 ", 4) ||
        is_at (&frame, at, "VP8L", 4))
      add_chunk (file, (const char *) frame.data + at, frame.data + at + 8, size);
    at += 8 + size + (size & 1);
  }
  length = GUINT32_TO_LE (file->len - 8);
  memcpy (file->data + 4, &length, 4);
  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}

/* Without what stands before it and says nothing: gdk-pixbuf looks only at the first bytes to find
 * out what it has. The declaration stays, since it may name an encoding. */
static GBytes *
bare_drawing (GBytes *bytes)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize       declaration = cue_markup_measure_declaration (data, size);
  gsize       body = cue_markup_find_body (data, size);
  GByteArray *bare;

  if (body <= declaration)
    return g_bytes_ref (bytes);
  bare = g_byte_array_new ();
  g_byte_array_append (bare, (const guint8 *) data, (guint) declaration);
  g_byte_array_append (bare, (const guint8 *) data + body, (guint) (size - body));
  return g_byte_array_free_to_bytes (bare);
}

/**
 * cue_image_extract_first: (skip)
 * @bytes: an image file
 *
 * libwebp's plain decoder refuses animations, so their first picture is made into a file. And a
 * drawing is made to begin with what it is known by.
 *
 * Returns: (transfer full): that file, or @bytes when it can be decoded as it is
 */
GBytes *
cue_image_extract_first (GBytes *bytes)
{
  Span  file = { NULL, 0 };
  gsize at = 12;

  file.data = g_bytes_get_data (bytes, &file.size);
  if (cue_markup_is_svg ((const char *) file.data, file.size))
    return bare_drawing (bytes);
  if (!is_at (&file, 0, "RIFF", 4) || !is_at (&file, 8, "WEBP", 4))
    return g_bytes_ref (bytes);
  while (has (&file, at, 8)) {
    gsize length = read_32 (&file, at + 4, TRUE);

    if (!has (&file, at + 8, length))
      break;
    if (is_at (&file, at, "ANMF", 4) && length >= 16) {
      GBytes *first = wrap_frame ((Span){ file.data + at + 8, length });

      return first != NULL ? first : g_bytes_ref (bytes);
    }
    at += 8 + length + (length & 1);
  }
  return g_bytes_ref (bytes);
}
