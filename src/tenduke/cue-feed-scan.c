// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-scan.h"

#include "cue-json-lexer.h"
#include "cue-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Of the same strictness as the scan in base, which is for texts that json-glib is given: it counts
 * what would cost json-glib time, and has a limit of a million values. A feed has more, and never
 * sees json-glib as a whole. Words for what is wrong come from the lexer of that scan.
 */

static inline guint64
mix (guint64 hash, guint64 word)
{
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9fb21c651e98df25);
  return hash ^ hash >> 29;
}

static void
note_key (CueFeedScan *self, const char *key, gsize length)
{
  guint64 hash = self->shape ^ length;
  guint64 word;

  for (; length >= 8; length -= 8, key += 8) {
    memcpy (&word, key, 8);
    hash = mix (hash, word);
  }
  word = 0;
  memcpy (&word, key, length);
  self->shape = mix (hash, word);
}

/* ---- errors -------------------------------------------------------------------------------- */

static void
init_lexer (CueFeedScan *self, CueJsonLexer *lexer, const char *at)
{
  memset (lexer, 0, sizeof *lexer);
  lexer->bytes = (const guchar *) self->begin;
  lexer->length = (gsize) (self->end - self->begin);
  lexer->at = (gsize) (at - self->begin);
  lexer->error = self->error;
}

/**
 * cue_feed_scan_fail_expected:
 * @self: where it went wrong
 * @expected: what should stand there, in translated words
 *
 * Returns: %FALSE
 */
gboolean
cue_feed_scan_fail_expected (CueFeedScan *self, const char *expected)
{
  CueJsonLexer lexer;

  if (self->error == NULL || *self->error != NULL)
    return FALSE;
  init_lexer (self, &lexer, MIN (self->at, self->end));
  return cue_json_lexer_fail_expected (&lexer, expected);
}

static gboolean
fail_deep (CueFeedScan *self)
{
  CueJsonLexer     lexer;
  g_autofree char *what = NULL;

  if (self->error == NULL)
    return FALSE;
  what = g_strdup_printf (_ ("it is nested deeper than %d levels"), CUE_JSON_MAX_DEPTH);
  init_lexer (self, &lexer, self->at);
  return cue_json_lexer_fail (&lexer, CUE_ERROR_TOO_LARGE, what);
}

/* The lexer takes the same again, slowly, and says what is wrong with it. */
static gboolean
fail_scalar (CueFeedScan *self)
{
  CueJsonLexer lexer;
  gboolean     fits;
  gboolean     good;

  if (self->error == NULL)
    return FALSE;
  init_lexer (self, &lexer, self->at);
  if (self->at < self->end && *self->at == '"') {
    lexer.at++;
    good = cue_json_lexer_take_string (&lexer);
  } else if (self->at < self->end && (*self->at == '-' || g_ascii_isdigit (*self->at))) {
    good = cue_json_lexer_take_number (&lexer, &fits);
  } else {
    good = cue_json_lexer_take_word (&lexer);
  }
  return good ? cue_feed_scan_fail_expected (self, _ ("a value")) : FALSE;
}

/* Escapes are rare, and have rules of their own: no half of a pair, no NUL. */
static gboolean
check_escaped (CueFeedScan *self, const char *text)
{
  g_autoptr (GError) unwanted = NULL;
  CueJsonLexer lexer;

  init_lexer (self, &lexer, text + 1);
  if (self->error == NULL)
    lexer.error = &unwanted;
  return cue_json_lexer_take_string (&lexer);
}

/* ---- parts --------------------------------------------------------------------------------- */

/**
 * cue_feed_scan_init:
 * @self: room for a scan
 * @text: (array length=length): what to walk over; it has to outlive the scan
 * @length: its bytes
 * @error: (nullable): where to say what is wrong
 */
void
cue_feed_scan_init (CueFeedScan *self, const char *text, gsize length, GError **error)
{
  self->begin = self->at = text;
  self->end = text + length;
  self->shape = 0;
  self->error = error;
}

/**
 * cue_feed_scan_check_begin:
 * @self: at the beginning
 *
 * Refuses byte order marks and UTF-16 by name.
 */
gboolean
cue_feed_scan_check_begin (CueFeedScan *self)
{
  g_autoptr (GError) unwanted = NULL;
  CueJsonLexer lexer;

  init_lexer (self, &lexer, self->begin);
  if (self->error == NULL)
    lexer.error = &unwanted;
  if (!cue_json_lexer_check_encoding (&lexer))
    return FALSE;
  cue_feed_scan_skip_blanks (self);
  return TRUE;
}

/**
 * cue_feed_scan_check_end:
 * @self: after the outermost value
 */
gboolean
cue_feed_scan_check_end (CueFeedScan *self)
{
  cue_feed_scan_skip_blanks (self);
  return self->at == self->end || cue_feed_scan_fail_expected (self, _ ("nothing after the value"));
}

/**
 * cue_feed_scan_take_scalar:
 * @self: where a text, number or word must begin
 * @value: (out): it
 */
gboolean
cue_feed_scan_take_scalar (CueFeedScan *self, CueFeedSpan *value)
{
  const char *after = cue_json_token_take (self->at, self->end, &value->kind);

  if (after == NULL)
    return fail_scalar (self);
  if (value->kind == CUE_JSON_ESCAPED && !check_escaped (self, self->at))
    return FALSE;
  value->at = self->at;
  value->length = (guint32) (after - self->at);
  self->at = after;
  return TRUE;
}

/**
 * cue_feed_scan_take_key:
 * @self: before a key
 * @key: (out): it, with its marks
 *
 * Takes the key and its colon.
 */
gboolean
cue_feed_scan_take_key (CueFeedScan *self, CueFeedSpan *key)
{
  cue_feed_scan_skip_blanks (self);
  if (self->at >= self->end || *self->at != '"')
    return cue_feed_scan_fail_expected (self, _ ("a key in quotation marks"));
  if (!cue_feed_scan_take_scalar (self, key))
    return FALSE;
  note_key (self, key->at + 1, key->length - 2);
  cue_feed_scan_skip_blanks (self);
  if (self->at >= self->end || *self->at != ':')
    return cue_feed_scan_fail_expected (self, _ ("a colon after the key"));
  self->at++;
  return TRUE;
}

/**
 * cue_feed_scan_enter:
 * @self: at an opening brace or bracket
 * @depth: how many containers it stands in
 * @more: (out): whether something stands in it; if not, it was left already
 */
gboolean
cue_feed_scan_enter (CueFeedScan *self, guint depth, gboolean *more)
{
  char closing = *self->at == '{' ? '}' : ']';

  if (depth >= CUE_JSON_MAX_DEPTH)
    return fail_deep (self);
  self->at++;
  cue_feed_scan_skip_blanks (self);
  *more = self->at >= self->end || *self->at != closing;
  if (!*more)
    self->at++;
  return TRUE;
}

/**
 * cue_feed_scan_next:
 * @self: after a value in a container
 * @closing: what ends the container
 * @more: (out): whether another one must follow; if not, it was left
 */
gboolean
cue_feed_scan_next (CueFeedScan *self, char closing, gboolean *more)
{
  cue_feed_scan_skip_blanks (self);
  if (self->at >= self->end || (*self->at != ',' && *self->at != closing))
    return cue_feed_scan_fail_expected (self,
                                        closing == '}' ? _ ("a comma or “}”")
                                                       : _ ("a comma or “]”"));
  *more = *self->at == ',';
  self->at++;
  return TRUE;
}

/* ---- containers ---------------------------------------------------------------------------- */

/* What is open. Elements of a list that look alike count once in the shape. */
typedef struct {
  guint64  outer;    /* the shape before this list */
  guint64  previous; /* the shape of the element before */
  gboolean is_object;
} Level;

static gboolean
take_container (CueFeedScan *self, guint depth)
{
  Level    levels[CUE_JSON_MAX_DEPTH];
  guint    n = 0;
  gboolean more;

  for (;;) {
    /* At the beginning of a value. */
    cue_feed_scan_skip_blanks (self);
    if (self->at < self->end && (*self->at == '{' || *self->at == '[')) {
      gboolean is_object = *self->at == '{';

      if (!cue_feed_scan_enter (self, depth + n, &more))
        return FALSE;
      if (more) {
        Level level = { self->shape, 0, is_object };

        if (is_object)
          cue_feed_scan_note (self, '{');
        else
          self->shape = 0;
        levels[n++] = level;
        if (is_object) {
          CueFeedSpan key;

          if (!cue_feed_scan_take_key (self, &key))
            return FALSE;
        }
        continue;
      }
    } else {
      CueFeedSpan value;

      if (!cue_feed_scan_take_scalar (self, &value))
        return FALSE;
    }
    /* After a value: whatever ends here ends. */
    for (;;) {
      Level *level;

      if (n == 0)
        return TRUE;
      level = &levels[n - 1];
      if (!level->is_object) {
        if (self->shape != level->previous)
          level->outer = mix (level->outer, self->shape);
        level->previous = self->shape;
        self->shape = 0;
      }
      if (!cue_feed_scan_next (self, level->is_object ? '}' : ']', &more))
        return FALSE;
      if (more)
        break;
      if (level->is_object)
        cue_feed_scan_note (self, '}');
      else
        self->shape = level->outer;
      n--;
    }
    if (levels[n - 1].is_object) {
      CueFeedSpan key;

      if (!cue_feed_scan_take_key (self, &key))
        return FALSE;
    }
  }
}

/**
 * cue_feed_scan_take_value:
 * @self: where a value must begin, perhaps after blanks
 * @depth: how many containers it stands in
 * @value: (out): it
 */
gboolean
cue_feed_scan_take_value (CueFeedScan *self, guint depth, CueFeedSpan *value)
{
  cue_feed_scan_skip_blanks (self);
  if (self->at >= self->end || (*self->at != '{' && *self->at != '['))
    return cue_feed_scan_take_scalar (self, value);
  value->at = self->at;
  value->kind = *self->at == '{' ? CUE_JSON_OBJECT : CUE_JSON_ARRAY;
  if (!take_container (self, depth))
    return FALSE;
  value->length = (guint32) (self->at - value->at);
  return TRUE;
}

/* ---- values -------------------------------------------------------------------------------- */

/**
 * cue_feed_span_is_text:
 * @span: a value
 *
 * Returns: whether it is a text
 */
gboolean
cue_feed_span_is_text (const CueFeedSpan *span)
{
  return span->at != NULL && span->kind <= CUE_JSON_ESCAPED;
}

/**
 * cue_feed_span_dup_text:
 * @span: a value
 *
 * Returns: (transfer full) (nullable): the text it means; what is no text as it is written; %NULL
 *   when it is absent or null
 */
char *
cue_feed_span_dup_text (const CueFeedSpan *span)
{
  if (span->at == NULL || span->kind == CUE_JSON_NULL)
    return NULL;
  return cue_json_token_decode (span->at, span->length, span->kind);
}

/**
 * cue_feed_span_equals:
 * @span: a value
 * @text: (array length=length): what to compare it with
 * @length: its bytes
 *
 * Returns: whether it means that text
 */
gboolean
cue_feed_span_equals (const CueFeedSpan *span, const char *text, gsize length)
{
  g_autofree char *decoded = NULL;

  if (span->at == NULL)
    return FALSE;
  if (span->kind == CUE_JSON_TEXT)
    return span->length == length + 2 && memcmp (span->at + 1, text, length) == 0;
  if (span->kind != CUE_JSON_ESCAPED)
    return span->length == length && memcmp (span->at, text, length) == 0;
  decoded = cue_json_token_decode (span->at, span->length, span->kind);
  return strlen (decoded) == length && memcmp (decoded, text, length) == 0;
}
