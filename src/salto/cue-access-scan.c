// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-scan.h"

#include <string.h>

/*
 * A strict scan of one JSON text (RFC 8259) that notes where its values stand, without recursion
 * and without memory of its own. The general reader of the house costs more for one entry than the
 * official client needs for the whole message, network included.
 */

#define ONES  G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGHS G_GUINT64_CONSTANT (0x8080808080808080)

/* Past the bytes of a text that need no look: ASCII, no control character, mark or backslash. */
static inline const char *
skip_plain (const char *at, const char *end)
{
  while (end - at >= 8) {
    guint64 word;
    guint64 quote;
    guint64 slash;
    guint64 stop;

    memcpy (&word, at, 8);
    quote = word ^ (ONES * '"');
    slash = word ^ (ONES * '\\');
    stop = (word | (word - ONES * 0x20) | ((quote - ONES) & ~quote) | ((slash - ONES) & ~slash)) &
           HIGHS;
    if (stop != 0) {
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
      /* A borrow can only make a byte above the first one found look like one. */
      return at + (__builtin_ctzll (stop) >> 3);
#else
      break;
#endif
    }
    at += 8;
  }
  while (at < end) {
    guchar c = (guchar) *at;

    if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\')
      return at;
    at++;
  }
  return at;
}

static const char *
take_escape (const char *at, const char *end)
{
  if (at >= end)
    return NULL;
  if (*at != 'u')
    return *at != '\0' && strchr ("\"\\/bfnrt", *at) != NULL ? at + 1 : NULL;
  if (end - at < 5)
    return NULL;
  for (guint i = 1; i <= 4; i++) {
    if (!g_ascii_isxdigit (at[i]))
      return NULL;
  }
  return at + 5;
}

/* After the opening mark; returns the place after the closing one. */
static inline const char *
take_text (const char *at, const char *end, CueAccessJson *type)
{
  *type = CUE_ACCESS_JSON_TEXT;
  for (;;) {
    guchar c;

    at = skip_plain (at, end);
    if (at >= end)
      return NULL;
    c = (guchar) *at;
    if (c == '"')
      return at + 1;
    if (c == '\\') {
      *type = CUE_ACCESS_JSON_ESCAPED;
      at = take_escape (at + 1, end);
      if (at == NULL)
        return NULL;
    } else if (c < 0x20) {
      return NULL;
    } else {
      gunichar wide = g_utf8_get_char_validated (at, end - at);

      if (wide == (gunichar) -1 || wide == (gunichar) -2)
        return NULL;
      at = g_utf8_next_char (at);
    }
  }
}

static const char *
take_digits (const char *at, const char *end)
{
  if (at >= end || !g_ascii_isdigit (*at))
    return NULL;
  while (at < end && g_ascii_isdigit (*at))
    at++;
  return at;
}

static const char *
take_number (const char *at, const char *end)
{
  if (*at == '-')
    at++;
  if (at < end && *at == '0') {
    at++;
    if (at < end && g_ascii_isdigit (*at))
      return NULL;
  } else if ((at = take_digits (at, end)) == NULL) {
    return NULL;
  }
  if (at < end && *at == '.' && (at = take_digits (at + 1, end)) == NULL)
    return NULL;
  if (at < end && (*at == 'e' || *at == 'E')) {
    at++;
    if (at < end && (*at == '+' || *at == '-'))
      at++;
    at = take_digits (at, end);
  }
  return at;
}

/**
 * cue_access_scan_scalar:
 * @at: where a value may begin
 * @end: the end of the text
 * @type: (out): what it is
 *
 * For the scan of one entry and for matching one against a shape that is known already. Strict (RFC
 * 8259), but only a text, a number, `true`, `false` and `null`.
 *
 * Returns: the place after the value; %NULL when there is none
 */
const char *
cue_access_scan_scalar (const char *at, const char *end, CueAccessJson *type)
{
  if (at >= end)
    return NULL;
  switch (*at) {
  case '"':
    return take_text (at + 1, end, type);
  case 'n':
    *type = CUE_ACCESS_JSON_NULL;
    return end - at >= 4 && memcmp (at, "null", 4) == 0 ? at + 4 : NULL;
  case 't':
    *type = CUE_ACCESS_JSON_TRUE;
    return end - at >= 4 && memcmp (at, "true", 4) == 0 ? at + 4 : NULL;
  case 'f':
    *type = CUE_ACCESS_JSON_FALSE;
    return end - at >= 5 && memcmp (at, "false", 5) == 0 ? at + 5 : NULL;
  default:
    *type = CUE_ACCESS_JSON_NUMBER;
    return *at == '-' || g_ascii_isdigit (*at) ? take_number (at, end) : NULL;
  }
}

/* ---- structure ----------------------------------------------------------------------------- */

typedef struct {
  CueAccessScan *scan;
  const char    *text;
  const char    *end;
  const char    *at;
  guint          depth;
  guint64        is_object;                   /* bit n: what is open at depth n + 1 */
  guint32        open[CUE_ACCESS_SCAN_DEPTH]; /* its node, or G_MAXUINT32 past the limit */
  guint32        key_offset;
  guint32        key_length;
} Walk;

static inline void
skip_blanks (Walk *self)
{
  while (self->at < self->end &&
         (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r'))
    self->at++;
}

static guint32
note_node (Walk *self, const char *begin, const char *end, CueAccessJson type)
{
  CueAccessNode *node;

  if (self->scan->n_nodes == CUE_ACCESS_SCAN_NODES) {
    self->scan->more = TRUE;
    return G_MAXUINT32;
  }
  node = &self->scan->nodes[self->scan->n_nodes];
  node->offset = (guint32) (begin - self->text);
  node->length = (guint32) (end - begin);
  node->key_offset = self->key_offset;
  node->key_length = self->key_length;
  node->parent = self->depth > 0 ? self->open[self->depth - 1] : 0;
  node->type = type;
  self->key_offset = self->key_length = 0;
  return self->scan->n_nodes++;
}

static gboolean
take_key (Walk *self)
{
  CueAccessJson type;
  const char   *begin;

  skip_blanks (self);
  if (self->at >= self->end || *self->at != '"')
    return FALSE;
  begin = self->at + 1;
  self->at = take_text (begin, self->end, &type);
  if (self->at == NULL)
    return FALSE;
  self->key_offset = (guint32) (begin - self->text);
  self->key_length = (guint32) (self->at - 1 - begin);
  skip_blanks (self);
  return self->at < self->end && *self->at++ == ':';
}

static gboolean
take_open (Walk *self, gboolean is_object)
{
  guint32 node;

  if (self->depth == CUE_ACCESS_SCAN_DEPTH)
    return FALSE;
  node = note_node (self,
                    self->at,
                    self->at,
                    is_object ? CUE_ACCESS_JSON_OBJECT : CUE_ACCESS_JSON_ARRAY);
  if (is_object)
    self->is_object |= G_GUINT64_CONSTANT (1) << self->depth;
  else
    self->is_object &= ~(G_GUINT64_CONSTANT (1) << self->depth);
  self->open[self->depth++] = node;
  self->at++;
  return TRUE;
}

static void
take_close (Walk *self)
{
  guint32 node = self->open[--self->depth];

  self->at++;
  if (node != G_MAXUINT32)
    self->scan->nodes[node].length =
      (guint32) (self->at - self->text) - self->scan->nodes[node].offset;
}

/* After a value: closes what ends here. Sets whether another value must follow. */
static gboolean
take_after (Walk *self, gboolean *again)
{
  for (;;) {
    gboolean object;

    skip_blanks (self);
    if (self->depth == 0) {
      *again = FALSE;
      return self->at == self->end;
    }
    object = (self->is_object >> (self->depth - 1) & 1) != 0;
    if (self->at >= self->end)
      return FALSE;
    if (*self->at == ',') {
      self->at++;
      *again = TRUE;
      return !object || take_key (self);
    }
    if (*self->at != (object ? '}' : ']'))
      return FALSE;
    take_close (self);
  }
}

/* At a container that was just opened: whether a value must follow, or it is empty. */
static gboolean
take_first (Walk *self, gboolean *empty)
{
  gboolean object = (self->is_object >> (self->depth - 1) & 1) != 0;

  skip_blanks (self);
  if (self->at >= self->end)
    return FALSE;
  *empty = *self->at == (object ? '}' : ']');
  if (*empty) {
    take_close (self);
    return TRUE;
  }
  return !object || take_key (self);
}

/**
 * cue_access_scan:
 * @self: (out caller-allocates): where the values stand
 * @text: (array length=length): what came
 * @length: its bytes
 *
 * Checks that @text is one JSON text: UTF-8, at most 64 levels deep. Halves of surrogate pairs and
 * NUL characters written as escapes are let through; [func@access_scan_decode] shows them as such.
 *
 * Returns: whether it is
 */
gboolean
cue_access_scan (CueAccessScan *self, const char *text, gsize length)
{
  Walk     walk;
  gboolean again = TRUE;

  self->n_nodes = 0;
  self->more = FALSE;
  if (length >= G_MAXUINT32)
    return FALSE;
  walk.scan = self;
  walk.text = walk.at = text;
  walk.end = text + length;
  walk.depth = 0;
  walk.is_object = 0;
  walk.key_offset = walk.key_length = 0;
  while (again) {
    CueAccessJson type;
    const char   *begin;

    skip_blanks (&walk);
    if (walk.at >= walk.end)
      return FALSE;
    if (*walk.at == '{' || *walk.at == '[') {
      gboolean empty;

      if (!take_open (&walk, *walk.at == '{') || !take_first (&walk, &empty))
        return FALSE;
      if (!empty)
        continue;
    } else {
      begin = walk.at;
      walk.at = cue_access_scan_scalar (begin, walk.end, &type);
      if (walk.at == NULL)
        return FALSE;
      note_node (&walk, begin, walk.at, type);
    }
    if (!take_after (&walk, &again))
      return FALSE;
  }
  return TRUE;
}

/* ---- values -------------------------------------------------------------------------------- */

static gunichar
read_unit (const char *at)
{
  gunichar unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit * 16 + (gunichar) g_ascii_xdigit_value (at[i]);
  return unit;
}

/* After "\u"; returns the place after it. */
static const char *
decode_unit (const char *at, const char *end, GString *text)
{
  gunichar unit = read_unit (at);

  at += 4;
  if (unit >= 0xd800 && unit <= 0xdbff && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
    gunichar low = read_unit (at + 2);

    if (low >= 0xdc00 && low <= 0xdfff) {
      g_string_append_unichar (text, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
      return at + 6;
    }
  }
  if (unit >= 0xd800 && unit <= 0xdfff)
    unit = 0xfffd;
  else if (unit == 0)
    unit = 0x2400;
  g_string_append_unichar (text, unit);
  return at;
}

/**
 * cue_access_scan_decode:
 * @token: (array length=length): a value as it stands in a text that passed the scan
 * @length: its bytes
 * @type: what it is
 *
 * Half of a surrogate pair becomes U+FFFD, the NUL character its picture U+2400, because no text of
 * ours can hold them. What is no text stays as it was written.
 *
 * Returns: (transfer full): the text it means, valid UTF-8
 */
char *
cue_access_scan_decode (const char *token, gsize length, CueAccessJson type)
{
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char       *at;
  const char       *end;
  GString          *text;

  if (type == CUE_ACCESS_JSON_TEXT)
    return g_strndup (token + 1, length - 2);
  if (type != CUE_ACCESS_JSON_ESCAPED)
    return g_strndup (token, length);
  text = g_string_sized_new (length);
  at = token + 1;
  end = token + length - 1;
  while (at < end) {
    if (*at != '\\') {
      g_string_append_c (text, *at++);
    } else if (at[1] == 'u') {
      at = decode_unit (at + 2, end, text);
    } else {
      g_string_append_c (text, meanings[strchr ("\"\\/bfnrt", at[1]) - "\"\\/bfnrt"]);
      at += 2;
    }
  }
  return g_string_free (text, FALSE);
}

static char *
decode_key (const char *text, const CueAccessNode *node)
{
  return cue_access_scan_decode (text + node->key_offset - 1,
                                 node->key_length + 2,
                                 CUE_ACCESS_JSON_ESCAPED);
}

/**
 * cue_access_scan_get_field:
 * @self: a scan
 * @text: what was scanned
 * @node: a value of it
 *
 * Returns: the field the value stands for: of the outermost object, or of `lock` and `iq` in it
 */
CueAccessField
cue_access_scan_get_field (const CueAccessScan *self, const char *text, guint node)
{
  const CueAccessNode *value = &self->nodes[node];
  const CueAccessNode *parent;
  g_autofree char     *key = NULL;
  g_autofree char     *parent_key = NULL;

  if (value->key_offset == 0 || value->parent == G_MAXUINT32)
    return CUE_ACCESS_FIELD_NONE;
  parent = &self->nodes[value->parent];
  if (parent->key_offset != 0 && parent->parent != 0)
    return CUE_ACCESS_FIELD_NONE;
  if (value->parent != 0 && parent->key_offset == 0)
    return CUE_ACCESS_FIELD_NONE;
  key = decode_key (text, value);
  if (value->parent != 0)
    parent_key = decode_key (text, parent);
  return cue_access_field_find (parent_key, key);
}
