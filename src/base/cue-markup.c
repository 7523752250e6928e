// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-markup.h"

#include <string.h>

/* How much may stand before the root: Illustrator writes some kB of names there. */
#define MAX_PROLOGUE (32 * 1024)

typedef struct {
  const char *at;
  const char *end;
} Text;

static gboolean
starts_with (const Text *text, const char *start)
{
  gsize length = strlen (start);

  return (gsize) (text->end - text->at) >= length && memcmp (text->at, start, length) == 0;
}

static gboolean
skip_past (Text *text, const char *what)
{
  const char *found = g_strstr_len (text->at, text->end - text->at, what);

  text->at = found != NULL ? found + strlen (what) : text->end;
  return found != NULL;
}

static gboolean
skip_quoted (Text *text)
{
  const char quote[] = { *text->at, '\0' };

  text->at++;
  return skip_past (text, quote);
}

/* A declaration ends with the “>” that is in no quotes, no comment, and not in its own list of
 * declarations. */
static gboolean
skip_doctype (Text *text)
{
  gboolean in_list = FALSE;

  while (text->at < text->end) {
    if (starts_with (text, "<!--") || starts_with (text, "<?")) {
      if (!skip_past (text, starts_with (text, "<?") ? "?>" : "-->"))
        return FALSE;
      continue;
    }
    if (*text->at == '"' || *text->at == '\'') {
      if (!skip_quoted (text))
        return FALSE;
      continue;
    }
    if (*text->at == '[')
      in_list = TRUE;
    else if (*text->at == ']')
      in_list = FALSE;
    else if (*text->at == '>' && !in_list) {
      text->at++;
      return TRUE;
    }
    text->at++;
  }
  return FALSE;
}

/* What says nothing of the document: a byte order mark, blanks, instructions, comments. */
static gboolean
skip_asides (Text *text)
{
  if (starts_with (text, "\xef\xbb\xbf"))
    text->at += 3;
  while (text->at < text->end) {
    if (g_ascii_isspace (*text->at))
      text->at++;
    else if (starts_with (text, "<!--")) {
      if (!skip_past (text, "-->"))
        return FALSE;
    } else if (starts_with (text, "<?")) {
      if (!skip_past (text, "?>"))
        return FALSE;
    } else
      return TRUE;
  }
  return FALSE;
}

static Text
make_text (const char *bytes, gsize size)
{
  return (Text){ bytes, bytes + MIN (size, MAX_PROLOGUE) };
}

/**
 * cue_markup_is_svg:
 * @bytes: (array length=size): a file, or its beginning
 *
 * Looks for the root element, behind at most 32 KiB of what may stand before it; the rest is not
 * read. A web page with a drawing in it is none. Any thread.
 *
 * Returns: whether this is an SVG drawing
 */
gboolean
cue_markup_is_svg (const char *bytes, gsize size)
{
  Text        text = make_text (bytes, size);
  const char *name;
  const char *prefix;

  if (size == 0 || !skip_asides (&text))
    return FALSE;
  if (starts_with (&text, "<!DOCTYPE") && (!skip_doctype (&text) || !skip_asides (&text)))
    return FALSE;
  if (*text.at != '<')
    return FALSE;
  name = ++text.at;
  while (text.at < text.end && !g_ascii_isspace (*text.at) && *text.at != '>' && *text.at != '/')
    text.at++;
  if (text.at == text.end)
    return FALSE;
  prefix = memchr (name, ':', (gsize) (text.at - name));
  if (prefix != NULL)
    name = prefix + 1;
  return text.at - name == 3 && memcmp (name, "svg", 3) == 0;
}

/**
 * cue_markup_measure_declaration:
 * @bytes: (array length=size): a document
 *
 * Returns: how many bytes its XML declaration has, with which it has to begin; 0 without one
 */
gsize
cue_markup_measure_declaration (const char *bytes, gsize size)
{
  Text text = make_text (bytes, size);

  if (size == 0 || !starts_with (&text, "<?xml") || !skip_past (&text, "?>"))
    return 0;
  return (gsize) (text.at - bytes);
}

/**
 * cue_markup_find_body:
 * @bytes: (array length=size): a document
 *
 * Returns: where its document type begins, or else its root element; 0 when that is not found
 */
gsize
cue_markup_find_body (const char *bytes, gsize size)
{
  Text text = make_text (bytes, size);

  return size > 0 && skip_asides (&text) ? (gsize) (text.at - bytes) : 0;
}
