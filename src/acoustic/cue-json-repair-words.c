// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-repair-private.h"

#include "cue-json-scan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The texts and words of pasted JSON: quotation marks of any kind, and none at all. */

/**
 * cue_json_mender_is_quote:
 * @at: a place in the text
 *
 * Returns: the quotation mark that stands there, or 0
 */
gunichar
cue_json_mender_is_quote (const char *at)
{
  gunichar c = g_utf8_get_char (at);

  switch (c) {
  case '"':
  case '\'':
  case '`':
  case 0x2018: /* ‘ */
  case 0x2019: /* ’ */
  case 0x201a: /* ‚ */
  case 0x201c: /* “ */
  case 0x201d: /* ” */
  case 0x201e: /* „ */
  case 0x201f: /* ‟ */
  case 0x2033: /* ″ */
  case 0x00ab: /* « */
  case 0x00bb: /* » */
  case 0xff02: /* ＂ */
    return c;
  default:
    return 0;
  }
}

/* Whether @closing ends what @opening began. Typographic ones are mixed up with plain ones. */
static gboolean
closes (gunichar opening, gunichar closing)
{
  switch (opening) {
  case '\'':
  case 0x2018:
  case 0x2019:
  case 0x201a:
    return closing == '\'' || closing == 0x2018 || closing == 0x2019;
  case '`':
    return closing == '`' || closing == '\'';
  case '"':
    return closing == '"';
  default:
    return closing == '"' || closing == 0x201c || closing == 0x201d || closing == 0x201f ||
           closing == 0x2033 || closing == 0x00ab || closing == 0x00bb || closing == 0xff02;
  }
}

/* The end of the text that began before @start, or NULL when the line ends first. */
static const char *
find_end (const char *start, gunichar opening)
{
  for (const char *p = start; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar quote;

    if (*p == '\\' && p[1] != '\0') {
      p++;
      continue;
    }
    if (*p == '\n' || *p == '\r')
      return NULL;
    quote = cue_json_mender_is_quote (p);
    if (quote != 0 && closes (opening, quote))
      return p;
  }
  return NULL;
}

/* A plain opening mark whose end is missing in this line may have a typographic one. */
static const char *
find_typographic_end (const char *start)
{
  for (const char *p = start; *p != '\0' && *p != '\n' && *p != '\r'; p = g_utf8_next_char (p)) {
    gunichar quote = cue_json_mender_is_quote (p);

    if (quote == 0x201c || quote == 0x201d || quote == 0x2033)
      return p;
  }
  return NULL;
}

/* Where a text without an end stops: before the end of the line, and what can only be JSON there.
 */
static const char *
guess_end (const char *start)
{
  const char *end = start + strcspn (start, "\r\n");

  while (end > start && strchr (" \t,}]", end[-1]) != NULL)
    end--;
  return end;
}

static gboolean
is_valid_escape (const char *at)
{
  if (at[1] == 'u')
    return g_ascii_isxdigit (at[2]) && g_ascii_isxdigit (at[3]) && g_ascii_isxdigit (at[4]) &&
           g_ascii_isxdigit (at[5]);
  return at[1] != '\0' && strchr ("\"\\/bfnrt", at[1]) != NULL;
}

/* The inside of a text as JSON wants it. */
static void
append_inside (CueJsonMender *self, const char *start, const char *end)
{
  for (const char *p = start; p < end; p++) {
    if (*p == '\\' && is_valid_escape (p) && p + 1 < end) {
      g_string_append_len (self->out, p, 2);
      p++;
    } else if (*p == '\\') {
      /* \' is what other languages write. */
      if (p + 1 < end && p[1] == '\'')
        continue;
      cue_json_mender_note (self, p, _ ("A backslash was doubled, because it stood for nothing."));
      g_string_append (self->out, "\\\\");
    } else if (*p == '"') {
      g_string_append (self->out, "\\\"");
    } else if (*p == '\t') {
      cue_json_mender_note (self, p, _ ("A tabulator inside a text was written as \\t."));
      g_string_append (self->out, "\\t");
    } else if ((guchar) *p < 0x20) {
      cue_json_mender_note (self, p, _ ("A control character was left out."));
    } else {
      g_string_append_c (self->out, *p);
    }
  }
}

/**
 * cue_json_mender_take_text:
 * @self: at a quotation mark
 *
 * Takes a text in quotation marks of any kind.
 */
void
cue_json_mender_take_text (CueJsonMender *self)
{
  gunichar    opening = cue_json_mender_is_quote (self->at);
  const char *start = g_utf8_next_char (self->at);
  const char *end = find_end (start, opening);
  gboolean    was_plain = opening == '"';

  if (end == NULL && opening == '"')
    end = find_typographic_end (start);
  if (end != NULL && cue_json_mender_is_quote (end) != '"')
    was_plain = FALSE;
  if (!was_plain)
    cue_json_mender_note (self,
                          self->at,
                          opening == '\'' || opening == '`'
                            ? _ ("Single quotation marks were replaced by \".")
                            : _ ("Typographic quotation marks were replaced by \"."));
  g_string_append_c (self->out, '"');
  if (end != NULL) {
    append_inside (self, start, end);
    self->at = g_utf8_next_char (end);
  } else {
    end = guess_end (start);
    cue_json_mender_note (self, end, _ ("A missing \" was added."));
    append_inside (self, start, end);
    self->at = end;
  }
  g_string_append_c (self->out, '"');
  self->last_end = self->at;
}

static gboolean
is_json_word (const char *word)
{
  CueJsonScan scan = { NULL, NULL };

  return word[0] != '\0' && cue_json_scan (word, strlen (word), &scan, NULL);
}

/* Words of other languages for the same. */
static const char *
translate_word (const char *word)
{
  static const char *const words[][2] = {
    { "True", "true" },   { "TRUE", "true" },      { "False", "false" },
    { "FALSE", "false" }, { "None", "null" },      { "NULL", "null" },
    { "Null", "null" },   { "undefined", "null" }, { "NaN", "null" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (g_str_equal (words[i][0], word))
      return words[i][1];
  }
  return NULL;
}

static const char *
find_word_end (CueJsonMender *self)
{
  const char *p = self->at;

  /* A placeholder of the vendor's samples: <event catalog version>. */
  if (*p == '<') {
    const char *end = strpbrk (p, ">\n\r");

    if (end != NULL && *end == '>')
      return end + 1;
  }
  for (; *p != '\0' && strchr (",{}[]\r\n", *p) == NULL; p = g_utf8_next_char (p)) {
    if (cue_json_mender_is_quote (p) != 0)
      break;
    if (*p == ':' && self->state != CUE_JSON_MENDER_VALUE)
      break;
    /* A comment, and not the // of an address. */
    if (p > self->at && p[-1] == ' ' && *p == '/' && (p[1] == '/' || p[1] == '*'))
      break;
  }
  while (p > self->at && (p[-1] == ' ' || p[-1] == '\t'))
    p--;
  return p;
}

/**
 * cue_json_mender_take_word:
 * @self: at something without quotation marks
 *
 * Takes a number or a word; what JSON does not know becomes a text.
 */
void
cue_json_mender_take_word (CueJsonMender *self)
{
  const char      *end = find_word_end (self);
  g_autofree char *word = g_strndup (self->at, (gsize) (end - self->at));
  const char      *known = translate_word (word);
  gboolean is_key = self->state != CUE_JSON_MENDER_VALUE && cue_json_mender_in_object (self);

  if (end == self->at) {
    self->hopeless = TRUE;
    return;
  }
  if (!is_key && is_json_word (word)) {
    g_string_append (self->out, word);
    self->was_text = FALSE;
  } else if (!is_key && known != NULL) {
    cue_json_mender_note (self,
                          self->at,
                          _ ("A word was replaced by the one that JSON has for it."));
    g_string_append (self->out, known);
    self->was_text = FALSE;
  } else {
    gboolean has_closing = cue_json_mender_is_quote (end) != 0;

    cue_json_mender_note (self,
                          self->at,
                          has_closing ? _ ("A missing \" was added.")
                                      : _ ("Quotation marks were added around a word."));
    g_string_append_c (self->out, '"');
    append_inside (self, self->at, end);
    g_string_append_c (self->out, '"');
    if (has_closing)
      end = g_utf8_next_char (end);
    self->last_end = end;
  }
  self->at = end;
}
