// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <string.h>

#include "cue-asset-facts.h"
#include "cue-markup.h"
#include "cue-text.h"

/* How much of a file is looked at to say that it is text. */
#define TEXT_BYTES 512

typedef struct {
  gsize        offset;
  const char  *bytes;
  gsize        size;
  const char  *name;
  CueAssetType type;
} Magic;

#define MAGIC(offset, bytes, name, type)          \
  {                                               \
    offset, bytes, sizeof (bytes) - 1, name, type \
  }

/* The formats that browsers show (WHATWG MIME Sniffing 6.1 and 6.2), and what comes in their place.
 * The first that fits holds. */
static const Magic magics[] = {
  MAGIC (0, "\xff\xd8\xff", "image/jpeg", CUE_ASSET_TYPE_IMAGE),
  MAGIC (0, "\x89PNG\r\n\x1a\n", "image/png", CUE_ASSET_TYPE_IMAGE),
  MAGIC (0, "GIF87a", "image/gif", CUE_ASSET_TYPE_IMAGE),
  MAGIC (0, "GIF89a", "image/gif", CUE_ASSET_TYPE_IMAGE),
  MAGIC (8, "WEBPVP", "image/webp", CUE_ASSET_TYPE_IMAGE),
  MAGIC (4, "ftypavif", "image/avif", CUE_ASSET_TYPE_IMAGE),
  MAGIC (4, "ftypavis", "image/avif", CUE_ASSET_TYPE_IMAGE),
  MAGIC (4, "ftypheic", "image/heic", CUE_ASSET_TYPE_IMAGE),
  MAGIC (4, "ftypheix", "image/heic", CUE_ASSET_TYPE_IMAGE),
  MAGIC (4, "ftypmif1", "image/heif", CUE_ASSET_TYPE_IMAGE),
  MAGIC (0, "BM", "image/bmp", CUE_ASSET_TYPE_IMAGE),
  MAGIC (0, "II*\0", "image/tiff", CUE_ASSET_TYPE_IMAGE),
  MAGIC (0, "MM\0*", "image/tiff", CUE_ASSET_TYPE_IMAGE),
  MAGIC (0, "\0\0\1\0", "image/x-icon", CUE_ASSET_TYPE_IMAGE),
  MAGIC (4, "ftypqt  ", "video/quicktime", CUE_ASSET_TYPE_VIDEO),
  MAGIC (4, "ftyp", "video/mp4", CUE_ASSET_TYPE_VIDEO),
  MAGIC (4, "moov", "video/quicktime", CUE_ASSET_TYPE_VIDEO),
  MAGIC (0, "\x1a\x45\xdf\xa3", "video/webm", CUE_ASSET_TYPE_VIDEO),
  MAGIC (0, "OggS", "video/ogg", CUE_ASSET_TYPE_VIDEO),
  MAGIC (8, "AVI ", "video/x-msvideo", CUE_ASSET_TYPE_VIDEO),
  MAGIC (0, "\0\0\1\xba", "video/mpeg", CUE_ASSET_TYPE_VIDEO),
  MAGIC (0, "#EXTM3U", "application/vnd.apple.mpegurl", CUE_ASSET_TYPE_TEXT),
  MAGIC (0, "%PDF-", "application/pdf", CUE_ASSET_TYPE_UNKNOWN),
  MAGIC (0, "PK\3\4", "application/zip", CUE_ASSET_TYPE_UNKNOWN),
  MAGIC (0, "\x1f\x8b", "application/gzip", CUE_ASSET_TYPE_UNKNOWN),
};

static gboolean
is_text (const char *data, gsize size)
{
  const char *end;

  size = MIN (size, TEXT_BYTES);
  for (gsize i = 0; i < size; i++) {
    if ((guchar) data[i] < ' ' && strchr ("\t\n\f\r", data[i]) == NULL)
      return FALSE;
    if (data[i] == '\0')
      return FALSE;
  }
  if (size == 0 || g_utf8_validate (data, (gssize) size, &end))
    return size > 0;
  /* A letter may be cut in two at the end of what is looked at. */
  return end > data && g_utf8_get_char_validated (end, data + size - end) == (gunichar) -2;
}

static const char *
name_text (const char *data, gsize size)
{
  g_autofree char *start = NULL;

  size = MIN (size, TEXT_BYTES);
  while (size > 0 && g_ascii_isspace (*data)) {
    data++;
    size--;
  }
  start = g_ascii_strdown (data, (gssize) size);
  if (cue_text_looks_like_html (data, (gssize) size))
    return "text/html";
  if (*start == '{' || *start == '[')
    return "application/json";
  if (*start == '<')
    return "text/xml";
  return "text/plain";
}

/**
 * cue_asset_type_sniff:
 * @bytes: a file, or its beginning
 * @type: (out) (optional): what that is to us
 *
 * Says what a file is by its first bytes: a table, and for an SVG its root element. Any thread.
 *
 * Returns: (transfer none) (nullable): a media type; %NULL when the table does not know it
 */
const char *
cue_asset_type_sniff (GBytes *bytes, CueAssetType *type)
{
  gsize        size;
  const char  *data = g_bytes_get_data (bytes, &size);
  CueAssetType dummy;

  type = type != NULL ? type : &dummy;
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++) {
    const Magic *magic = &magics[i];

    if (size >= magic->offset + magic->size &&
        memcmp (data + magic->offset, magic->bytes, magic->size) == 0) {
      *type = magic->type;
      return magic->name;
    }
  }
  if (cue_markup_is_svg (data, size)) {
    *type = CUE_ASSET_TYPE_IMAGE;
    return "image/svg+xml";
  }
  if (is_text (data, size)) {
    *type = CUE_ASSET_TYPE_TEXT;
    return name_text (data, size);
  }
  *type = CUE_ASSET_TYPE_UNKNOWN;
  return NULL;
}
