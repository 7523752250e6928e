// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-text.h"

#include <string.h>

/* Longer titles are not titles. */
#define MAX_TITLE_CHARS 500
/* A title or a sign-in form that begins later than this is not worth the time to look for. */
#define MAX_HTML_BYTES (256 * 1024)

static gboolean
is_invisible (gunichar c)
{
  switch (g_unichar_type (c)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT: /* bidi controls, zero-width joiners, soft hyphen, tags, BOM */
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
  case G_UNICODE_SURROGATE:
  case G_UNICODE_PRIVATE_USE:
    return TRUE;
  default:
    break;
  }
  /* Letters and marks by category, but nothing to see. */
  return c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || c == 0x2800 ||
         c == 0x3164 || c == 0xffa0 || (c & 0xfffe) == 0xfffe;
}

static void
append_visible (GString *out, gunichar c)
{
  if (c < 0x20)
    g_string_append_unichar (out, 0x2400 + c);
  else if (c == 0x7f)
    g_string_append_unichar (out, 0x2421);
  else if (is_invisible (c))
    g_string_append_printf (out, "\xe2\x9f\xa8U+%04X\xe2\x9f\xa9", c);
  else
    g_string_append_unichar (out, c);
}

static char *
make_visible (const char *bytes, gssize len, gsize max_chars, gboolean one_line)
{
  gsize    length = len < 0 ? strlen (bytes) : (gsize) len;
  GString *out = g_string_sized_new (MIN (length, max_chars == 0 ? length : max_chars) + 16);
  gsize    chars = 0;
  gsize    i = 0;

  while (i < length) {
    gunichar c;

    if (max_chars != 0 && chars++ == max_chars) {
      g_string_append (out, "\xe2\x80\xa6");
      break;
    }
    if (bytes[i] == '\r' && i + 1 < length && bytes[i + 1] == '\n')
      i++;
    if (bytes[i] == '\n' || bytes[i] == '\t') {
      g_string_append_c (out, one_line ? ' ' : bytes[i]);
      i++;
      continue;
    }
    if (bytes[i] == '\0') {
      append_visible (out, 0);
      i++;
      continue;
    }
    c = g_utf8_get_char_validated (bytes + i, (gssize) (length - i));
    if (c == (gunichar) -1 || c == (gunichar) -2) {
      g_string_append_printf (out, "\xe2\x9f\xa8%02X\xe2\x9f\xa9", (guchar) bytes[i]);
      i++;
      continue;
    }
    append_visible (out, c);
    i += (gsize) g_unichar_to_utf8 (c, NULL);
  }
  return g_string_free (out, FALSE);
}

/**
 * cue_text_make_visible:
 * @bytes: (array length=len): anything at all, from outside
 * @len: its length in bytes, or −1 when it ends with a NUL
 * @max_chars: cut after so many characters with “…”; zero for no limit
 *
 * Makes text from outside fit to be shown: always valid UTF-8, and nothing in it can hide or turn
 * round what stands beside it. Bytes that are not UTF-8 become ⟨E9⟩, control characters their
 * pictures (␀ ␛), bidirectional, zero-width and other invisible characters ⟨U+202E⟩. New lines and
 * tabs stay. Markup stays too: a widget must not be given it as markup.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
cue_text_make_visible (const char *bytes, gssize len, gsize max_chars)
{
  g_return_val_if_fail (bytes != NULL || len == 0, NULL);

  return make_visible (bytes, len, max_chars, FALSE);
}

/**
 * cue_text_make_line:
 * @bytes: (array length=len): anything at all, from outside
 * @len: its length in bytes, or −1 when it ends with a NUL
 * @max_chars: cut after so many characters with “…”; zero for no limit
 *
 * As [func@text_make_visible], for a place with a single line: new lines and tabs become spaces.
 *
 * Returns: (transfer full): valid UTF-8 without a new line
 */
char *
cue_text_make_line (const char *bytes, gssize len, gsize max_chars)
{
  g_return_val_if_fail (bytes != NULL || len == 0, NULL);

  return make_visible (bytes, len, max_chars, TRUE);
}

static gsize
measure (const char *bytes, gssize len)
{
  gsize length = len < 0 ? strlen (bytes) : (gsize) len;

  return MIN (length, MAX_HTML_BYTES);
}

/* Where @needle (lower case ASCII) begins in the bytes, or NULL. */
static const char *
find_ascii (const char *bytes, gsize length, const char *needle)
{
  gsize n = strlen (needle);

  for (gsize i = 0; i + n <= length; i++) {
    if (g_ascii_tolower (bytes[i]) == needle[0] && g_ascii_strncasecmp (bytes + i, needle, n) == 0)
      return bytes + i;
  }
  return NULL;
}

/**
 * cue_text_looks_like_html:
 * @bytes: (array length=len): the body of an answer
 * @len: its length in bytes, or −1 when it ends with a NUL
 *
 * Proxies and load balancers answer with HTML pages under any status and any content type, JSON
 * included, so the first byte that is not blank decides.
 *
 * Returns: whether this is markup and cannot be JSON
 */
gboolean
cue_text_looks_like_html (const char *bytes, gssize len)
{
  gsize length;
  gsize i = 0;

  g_return_val_if_fail (bytes != NULL || len == 0, FALSE);

  length = len == 0 ? 0 : measure (bytes, len);
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < length && g_ascii_isspace (bytes[i]))
    i++;
  return i < length && bytes[i] == '<';
}

/**
 * cue_text_looks_like_sign_in:
 * @bytes: (array length=len): an HTML page
 * @len: its length in bytes, or −1 when it ends with a NUL
 *
 * Returns: whether the page asks for a password or is the portal of a guest network
 */
gboolean
cue_text_looks_like_sign_in (const char *bytes, gssize len)
{
  static const char *const signs[] = {
    "type=\"password\"", "type='password'", "type=password", "captive", "hotspot", "<form",
    "sign in",           "signin",          "log in",        "login",
  };
  gsize length;

  g_return_val_if_fail (bytes != NULL || len == 0, FALSE);

  if (!cue_text_looks_like_html (bytes, len))
    return FALSE;
  length = measure (bytes, len);
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++) {
    if (find_ascii (bytes, length, signs[i]) != NULL)
      return TRUE;
  }
  return FALSE;
}

static gsize
append_entity (GString *out, const char *at, gsize left)
{
  static const struct {
    const char *name;
    const char *text;
  } entities[] = {
    { "amp;", "&" },    { "lt;", "<" },     { "gt;", ">" },     { "quot;", "\"" },
    { "apos;", "'" },   { "nbsp;", " " },   { "mdash;", "—" },  { "ndash;", "–" },
    { "hellip;", "…" }, { "lsquo;", "‘" },  { "rsquo;", "’" },  { "ldquo;", "“" },
    { "rdquo;", "”" },  { "laquo;", "«" },  { "raquo;", "»" },  { "middot;", "·" },
    { "bull;", "•" },   { "copy;", "©" },   { "reg;", "®" },    { "trade;", "™" },
    { "eacute;", "é" }, { "egrave;", "è" }, { "agrave;", "à" }, { "ccedil;", "ç" },
    { "auml;", "ä" },   { "ouml;", "ö" },   { "uuml;", "ü" },   { "szlig;", "ß" },
    { "times;", "×" },  { "rarr;", "→" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++) {
    gsize n = strlen (entities[i].name);

    if (left > n && strncmp (at + 1, entities[i].name, n) == 0) {
      g_string_append (out, entities[i].text);
      return n + 1;
    }
  }
  if (left > 2 && at[1] == '#') {
    gboolean hex = at[2] == 'x' || at[2] == 'X';
    gsize    i = hex ? 3 : 2;
    gunichar c = 0;

    for (; i < left && i < 12 && g_ascii_isxdigit (at[i]) && c < 0x110000; i++)
      c = c * (hex ? 16 : 10) + (gunichar) g_ascii_xdigit_value (at[i]);
    if (i < left && at[i] == ';' && c != 0 && g_unichar_validate (c)) {
      g_string_append_unichar (out, c);
      return i + 1;
    }
  }
  g_string_append_c (out, '&');
  return 1;
}

/* The words between two places of a page: no tags, entities resolved, blanks folded. */
static char *
extract_words (const char *from, const char *end)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean in_tag = FALSE;
  gsize    limit = MAX_TITLE_CHARS * 4;

  while (from < end && out->len < limit) {
    if (in_tag) {
      in_tag = *from != '>';
      from++;
    } else if (*from == '<') {
      in_tag = TRUE;
      from++;
    } else if (*from == '&') {
      from += append_entity (out, from, (gsize) (end - from));
    } else if (g_ascii_isspace (*from)) {
      if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
      from++;
    } else {
      g_string_append_c (out, *from++);
    }
  }
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (out->len == 0)
    return NULL;
  return cue_text_make_line (out->str, (gssize) out->len, MAX_TITLE_CHARS);
}

static char *
extract_element (const char *bytes, gsize length, const char *open, const char *close)
{
  const char *end = bytes + length;
  const char *from = find_ascii (bytes, length, open);
  const char *until;

  if (from == NULL)
    return NULL;
  from = memchr (from, '>', (gsize) (end - from));
  if (from == NULL)
    return NULL;
  from++;
  until = find_ascii (from, (gsize) (end - from), close);
  if (until == NULL)
    until = MIN (end, from + MAX_TITLE_CHARS);
  return extract_words (from, until);
}

/**
 * cue_text_first_sentence_of_html:
 * @bytes: (array length=len): an HTML page in place of the expected answer
 * @len: its length in bytes, or −1 when it ends with a NUL
 *
 * What the page says in one line: its title, or else its first heading, or else its body text.
 *
 * Returns: (transfer full) (nullable): visible text of at most 500 characters, or %NULL
 */
char *
cue_text_first_sentence_of_html (const char *bytes, gssize len)
{
  gsize length;
  char *text;

  g_return_val_if_fail (bytes != NULL || len == 0, NULL);

  if (!cue_text_looks_like_html (bytes, len))
    return NULL;
  length = measure (bytes, len);
  text = extract_element (bytes, length, "<title", "</title");
  if (text == NULL)
    text = extract_element (bytes, length, "<h1", "</h1");
  if (text == NULL)
    text = extract_element (bytes, length, "<body", "</body");
  return text;
}

/**
 * cue_text_is_blank:
 * @text: (nullable): a text
 *
 * Returns: whether there is nothing in it but white space
 */
gboolean
cue_text_is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char_validated (p, -1);

    if (c == (gunichar) -1 || c == (gunichar) -2 || !g_unichar_isspace (c))
      return FALSE;
  }
  return TRUE;
}

/**
 * cue_text_drop_full_stop:
 * @text: a sentence of somebody else
 *
 * For a quotation in the middle of a sentence of ours, which ends with a full stop of its own.
 *
 * Returns: (transfer full): the same without the full stop at its end; three dots stay
 */
char *
cue_text_drop_full_stop (const char *text)
{
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  if (length > 0 && text[length - 1] == '.' && (length == 1 || text[length - 2] != '.'))
    length--;
  return g_strndup (text, length);
}
