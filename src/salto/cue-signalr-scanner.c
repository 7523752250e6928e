// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signalr-scanner.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * One pass over one message, with nothing but a pointer that only goes forward: RFC 8259 to the
 * letter, UTF-8 checked (RFC 3629), no recursion, no allocation. The outer object is taken apart,
 * what stands deeper is only checked. The argument is decoded on the way, because it is what
 * every message is about and most of its bytes.
 */

typedef struct {
  const guchar    *start;
  const guchar    *at;
  const guchar    *end;
  CueSignalrFault *fault;
} Scanner;

static gboolean
fail (Scanner *self, const char *words)
{
  self->fault->words = words;
  self->fault->at = (gsize) (self->at - self->start);
  return FALSE;
}

static inline void
skip_blanks (Scanner *self)
{
  while (self->at < self->end &&
         (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t'))
    self->at++;
}

static inline gboolean
take (Scanner *self, guchar c)
{
  if (self->at < self->end && *self->at == c) {
    self->at++;
    return TRUE;
  }
  return FALSE;
}

/* ---- strings ---------------------------------------------------------------------------------*/

/* What stands behind a backslash and is one byte. */
static const guchar simple_escapes[256] = {
  ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
  ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
};

/* The bytes of the UTF-8 character at @at, or 0: shortest form only, no surrogates. */
static gsize
measure_utf8 (const guchar *at, gsize left)
{
  guchar low = 0x80;
  guchar high = 0xbf;
  gsize  length;

  if (at[0] < 0xc2 || at[0] > 0xf4)
    return 0;
  length = at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
  if (at[0] == 0xe0)
    low = 0xa0;
  else if (at[0] == 0xed)
    high = 0x9f;
  else if (at[0] == 0xf0)
    low = 0x90;
  else if (at[0] == 0xf4)
    high = 0x8f;
  if (left < length || at[1] < low || at[1] > high)
    return 0;
  for (gsize i = 2; i < length; i++) {
    if ((at[i] & 0xc0) != 0x80)
      return 0;
  }
  return length;
}

/* Four hexadecimal digits, or −1. */
static int
read_hex (const guchar *at, gsize left)
{
  int value = 0;

  if (left < 4)
    return -1;
  for (guint i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value ((char) at[i]);

    if (digit < 0)
      return -1;
    value = value << 4 | digit;
  }
  return value;
}

/* `\uXXXX`, or a pair of them; @at stands on the backslash. Of half a pair U+FFFD is made. Returns
 * the bytes taken, or 0. */
static gsize
read_unicode_escape (const guchar *at, gsize left, gunichar *out, gboolean *broken)
{
  int first = left >= 6 ? read_hex (at + 2, 4) : -1;
  int second;

  if (first < 0)
    return 0;
  *out = (gunichar) first;
  if (first < 0xd800 || first > 0xdfff)
    return 6;
  second = left >= 12 && at[6] == '\\' && at[7] == 'u' ? read_hex (at + 8, 4) : -1;
  if (first <= 0xdbff && second >= 0xdc00 && second <= 0xdfff) {
    *out = 0x10000 + (((gunichar) first - 0xd800) << 10) + ((gunichar) second - 0xdc00);
    return 12;
  }
  *out = 0xfffd;
  *broken = TRUE;
  return 6;
}

/* One character that is not plain: an escape or more than one byte. */
static gboolean
take_odd (Scanner *self, CueSignalrValue *value, char **out)
{
  gsize    left = (gsize) (self->end - self->at);
  gsize    length;
  gunichar c;

  if (*self->at == '\\') {
    value->escaped = TRUE;
    if (left < 2)
      return fail (self, N_ ("the text ends within a string"));
    if (simple_escapes[self->at[1]] != 0) {
      if (out != NULL)
        *(*out)++ = (char) simple_escapes[self->at[1]];
      self->at += 2;
      return TRUE;
    }
    length = self->at[1] == 'u' ? read_unicode_escape (self->at, left, &c, &value->broken) : 0;
    if (length == 0)
      return fail (self, N_ ("an escape that does not exist"));
    if (out != NULL)
      *out += g_unichar_to_utf8 (c, *out);
    self->at += length;
    return TRUE;
  }
  if (*self->at < 0x20)
    return fail (self, N_ ("a control character within a string"));
  length = measure_utf8 (self->at, left);
  if (length == 0)
    return fail (self, N_ ("bytes that are not UTF-8"));
  if (out != NULL) {
    memcpy (*out, self->at, length);
    *out += length;
  }
  self->at += length;
  return TRUE;
}

#ifdef __SSE2__
/* Which of sixteen bytes are not plain: quotes, backslashes, and, compared with their sign, control
 * characters and bytes above 0x7f. */
static inline guint
find_odd (__m128i block)
{
  __m128i odd = _mm_cmplt_epi8 (block, _mm_set1_epi8 (0x20));

  odd = _mm_or_si128 (odd, _mm_cmpeq_epi8 (block, _mm_set1_epi8 ('"')));
  odd = _mm_or_si128 (odd, _mm_cmpeq_epi8 (block, _mm_set1_epi8 ('\\')));
  return (guint) _mm_movemask_epi8 (odd);
}
#endif

#ifdef __SSE2__
/* So far beyond its beginning a block may be looked at: all of it, an escape that begins in its
 * last byte, and a copy of what follows that. */
#define BLOCK_REACH 36

static inline void
copy_block (char *to, const guchar *from)
{
  _mm_storeu_si128 ((__m128i *) (void *) to,
                    _mm_loadu_si128 ((const __m128i *) (const void *) from));
}
#endif

/* A string, from its opening quote; decoded to *@out if that is given, which has room for the rest
 * of the record and a margin. Inlined, so that checking alone does not pay for decoding. */
static inline gboolean
take_string (Scanner *self, CueSignalrValue *value, char **out)
{
  const guchar *first = self->at;

  value->kind = CUE_SIGNALR_STRING;
  value->escaped = FALSE;
  value->broken = FALSE;
  value->raw = (const char *) first;
  self->at++;
#ifdef __SSE2__
  while (self->end - self->at >= BLOCK_REACH) {
    __m128i block = _mm_loadu_si128 ((const __m128i *) (const void *) self->at);
    guint   odd = find_odd (block);
    guint   used = 0; /* bytes of the block that are done with */

    /* All escapes of a block are found by one look at it; an argument that is JSON has two or three
     * in each. */
    while (odd != 0) {
      guint  plain = (guint) __builtin_ctz (odd);
      guchar simple = simple_escapes[self->at[plain + 1]];

      if (out != NULL) {
        copy_block (*out, self->at + used);
        *out += plain - used;
      }
      if (self->at[plain] != '\\' || simple == 0) {
        self->at += plain;
        if (*self->at == '"')
          goto quote;
        if (!take_odd (self, value, out))
          return FALSE;
        goto next;
      }
      value->escaped = TRUE;
      if (out != NULL)
        *(*out)++ = (char) simple;
      used = plain + 2;
      odd &= ~0u << used;
    }
    if (out != NULL) {
      copy_block (*out, self->at + used);
      *out += used < 16 ? 16 - used : 0;
    }
    self->at += MAX (used, 16);
  next:;
  }
#endif
  while (self->at < self->end && *self->at != '"') {
    if (*self->at >= 0x20 && *self->at < 0x80 && *self->at != '\\') {
      if (out != NULL)
        *(*out)++ = (char) *self->at;
      self->at++;
    } else if (!take_odd (self, value, out)) {
      return FALSE;
    }
  }
  if (self->at >= self->end)
    return fail (self, N_ ("the text ends within a string"));
#ifdef __SSE2__
quote:
#endif
  self->at++;
  value->length = (gsize) (self->at - first);
  return TRUE;
}

static gboolean
check_string (Scanner *self, CueSignalrValue *value)
{
  return take_string (self, value, NULL);
}

/* ---- numbers and words -----------------------------------------------------------------------*/

static gboolean
take_digits (Scanner *self)
{
  const guchar *first = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return self->at > first || fail (self, N_ ("a number that is none"));
}

static gboolean
take_number (Scanner *self)
{
  take (self, '-');
  if (!take (self, '0') && !take_digits (self))
    return FALSE;
  if (take (self, '.') && !take_digits (self))
    return FALSE;
  if (self->at < self->end && (*self->at == 'e' || *self->at == 'E')) {
    self->at++;
    if (!take (self, '+'))
      take (self, '-');
    return take_digits (self);
  }
  return TRUE;
}

static gboolean
take_word (Scanner *self, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return fail (self, N_ ("something that is no value"));
  self->at += length;
  return TRUE;
}

/* ---- values ----------------------------------------------------------------------------------*/

/* A value that holds no other. */
static gboolean
take_scalar (Scanner *self, CueSignalrValue *value)
{
  value->raw = (const char *) self->at;
  switch (*self->at) {
  case '"':
    return check_string (self, value);
  case 't':
  case 'f':
    value->kind = CUE_SIGNALR_BOOLEAN;
    if (!take_word (self, *self->at == 't' ? "true" : "false"))
      return FALSE;
    break;
  case 'n':
    value->kind = CUE_SIGNALR_NULL;
    if (!take_word (self, "null"))
      return FALSE;
    break;
  default:
    value->kind = CUE_SIGNALR_NUMBER;
    if (*self->at != '-' && !g_ascii_isdigit (*self->at))
      return fail (self, N_ ("something that is no value"));
    if (!take_number (self))
      return FALSE;
  }
  value->length = (gsize) ((const char *) self->at - value->raw);
  return TRUE;
}

/* `"name" :` within an object. */
static gboolean
take_name (Scanner *self, CueSignalrValue *name)
{
  skip_blanks (self);
  if (self->at >= self->end || *self->at != '"')
    return fail (self, N_ ("no member name where one must stand"));
  if (!check_string (self, name))
    return FALSE;
  skip_blanks (self);
  return take (self, ':') || fail (self, N_ ("no colon after a member name"));
}

/* An array or object with all it holds. Which of the two is open at each depth is one bit. */
static gboolean
take_container (Scanner *self, guint depth)
{
  guint64 objects = 0; /* bit 0 is the innermost */
  guint   outer = depth;

  for (;;) {
    CueSignalrValue value;
    gboolean        is_object;

    /* at a value */
    skip_blanks (self);
    if (self->at >= self->end)
      return fail (self, N_ ("the text ends too early"));
    if (*self->at == '[' || *self->at == '{') {
      is_object = *self->at == '{';
      if (++depth > CUE_SIGNALR_MAX_DEPTH)
        return fail (self, N_ ("nested too deep"));
      objects = objects << 1 | (is_object ? 1 : 0);
      self->at++;
      skip_blanks (self);
      if (!take (self, is_object ? '}' : ']')) {
        if (is_object && !take_name (self, &value))
          return FALSE;
        continue;
      }
      objects >>= 1;
      depth--;
    } else if (!take_scalar (self, &value)) {
      return FALSE;
    }
    /* behind a value */
    while (depth > outer) {
      is_object = (objects & 1) != 0;
      skip_blanks (self);
      if (take (self, ',')) {
        if (is_object && !take_name (self, &value))
          return FALSE;
        break;
      }
      if (!take (self, is_object ? '}' : ']'))
        return fail (self, N_ ("neither a comma nor the end after a value"));
      objects >>= 1;
      depth--;
    }
    if (depth == outer)
      return TRUE;
  }
}

/* Any value, inside @depth containers. */
static gboolean
take_value (Scanner *self, CueSignalrValue *value, guint depth)
{
  skip_blanks (self);
  if (self->at >= self->end)
    return fail (self, N_ ("the text ends too early"));
  if (*self->at != '[' && *self->at != '{')
    return take_scalar (self, value);
  value->raw = (const char *) self->at;
  value->kind = *self->at == '[' ? CUE_SIGNALR_ARRAY : CUE_SIGNALR_OBJECT;
  if (!take_container (self, depth))
    return FALSE;
  value->length = (gsize) ((const char *) self->at - value->raw);
  return TRUE;
}

/* ---- the envelope ----------------------------------------------------------------------------*/

/* The arguments: the first is decoded if it is a string, the others are counted. */
static gboolean
take_arguments (Scanner *self, CueSignalrEnvelope *envelope)
{
  CueSignalrValue *arguments = &envelope->arguments;
  CueSignalrValue  other;

  envelope->n_arguments = 0;
  envelope->first.kind = CUE_SIGNALR_ABSENT;
  skip_blanks (self);
  if (self->at >= self->end || *self->at != '[')
    return take_value (self, arguments, 1);
  arguments->kind = CUE_SIGNALR_ARRAY;
  arguments->raw = (const char *) self->at;
  self->at++;
  skip_blanks (self);
  if (!take (self, ']')) {
    do {
      CueSignalrValue *value = envelope->n_arguments == 0 ? &envelope->first : &other;

      skip_blanks (self);
      if (envelope->n_arguments == 0 && self->at < self->end && *self->at == '"') {
        char *out = envelope->text;

        if (!take_string (self, value, &out))
          return FALSE;
        *out = '\0';
        envelope->text_length = (gsize) (out - envelope->text);
      } else if (!take_value (self, value, 2)) {
        return FALSE;
      }
      envelope->n_arguments++;
      skip_blanks (self);
    } while (take (self, ','));
    if (!take (self, ']'))
      return fail (self, N_ ("neither a comma nor the end after a value"));
  }
  arguments->length = (gsize) ((const char *) self->at - arguments->raw);
  return TRUE;
}

/* The longest name that means anything, with each letter escaped. */
#define MAX_NAME_BYTES (strlen ("allowReconnect") * 6)

static CueSignalrValue *
find_member (CueSignalrEnvelope *envelope, const CueSignalrValue *name)
{
  char        decoded[128];
  const char *text = name->raw + 1;
  gsize       length = name->length - 2;

  if (name->escaped) {
    if (length > MAX_NAME_BYTES)
      return NULL;
    length = cue_signalr_decode (name, decoded);
    text = decoded;
  }
#define IS(word) (length == strlen (word) && memcmp (text, word, strlen (word)) == 0)
  if (IS ("type"))
    return &envelope->type;
  if (IS ("target"))
    return &envelope->target;
  if (IS ("arguments"))
    return &envelope->arguments;
  if (IS ("invocationId"))
    return &envelope->invocation_id;
  if (IS ("error"))
    return &envelope->error;
  if (IS ("result"))
    return &envelope->result;
  if (IS ("item"))
    return &envelope->item;
  if (IS ("allowReconnect"))
    return &envelope->allow_reconnect;
#undef IS
  return NULL;
}

static gboolean
take_member (Scanner *self, CueSignalrEnvelope *envelope)
{
  CueSignalrValue  name;
  CueSignalrValue  unknown;
  CueSignalrValue *value;

  if (!take_name (self, &name))
    return FALSE;
  value = find_member (envelope, &name);
  if (value == &envelope->arguments)
    return take_arguments (self, envelope);
  return take_value (self, value != NULL ? value : &unknown, 1);
}

/**
 * cue_signalr_scan:
 * @bytes: one message, without the separator behind it
 * @length: its bytes
 * @envelope: (out caller-allocates): what stands in it; `text` is to be set before
 * @fault: (out caller-allocates): what is wrong, set on failure only
 *
 * Checks that a message is one JSON object and nothing else, and finds the members that mean
 * anything. Which of them are needed is another question.
 *
 * Returns: whether it is
 */
gboolean
cue_signalr_scan (const char         *bytes,
                  gsize               length,
                  CueSignalrEnvelope *envelope,
                  CueSignalrFault    *fault)
{
  Scanner self = {
    .start = (const guchar *) bytes,
    .at = (const guchar *) bytes,
    .end = (const guchar *) bytes + length,
    .fault = fault,
  };

  envelope->type.kind = CUE_SIGNALR_ABSENT;
  envelope->target.kind = CUE_SIGNALR_ABSENT;
  envelope->arguments.kind = CUE_SIGNALR_ABSENT;
  envelope->invocation_id.kind = CUE_SIGNALR_ABSENT;
  envelope->error.kind = CUE_SIGNALR_ABSENT;
  envelope->result.kind = CUE_SIGNALR_ABSENT;
  envelope->item.kind = CUE_SIGNALR_ABSENT;
  envelope->allow_reconnect.kind = CUE_SIGNALR_ABSENT;
  envelope->first.kind = CUE_SIGNALR_ABSENT;
  envelope->n_arguments = 0;
  envelope->text_length = 0;

  skip_blanks (&self);
  if (!take (&self, '{'))
    return fail (&self, N_ ("no JSON object"));
  skip_blanks (&self);
  if (!take (&self, '}')) {
    do {
      if (!take_member (&self, envelope))
        return FALSE;
      skip_blanks (&self);
    } while (take (&self, ','));
    if (!take (&self, '}'))
      return fail (&self, N_ ("neither a comma nor the end after a value"));
  }
  skip_blanks (&self);
  return self.at == self.end || fail (&self, N_ ("something after the end"));
}

/**
 * cue_signalr_decode:
 * @string: a string that was found valid
 * @out: where to decode it to, with room for its raw length and %CUE_SIGNALR_TEXT_MARGIN more
 *
 * Returns: the bytes in @out; a NUL stands behind them
 */
gsize
cue_signalr_decode (const CueSignalrValue *string, char *out)
{
  CueSignalrFault fault;
  CueSignalrValue value;
  char           *end = out;
  Scanner         self = {
            .start = (const guchar *) string->raw,
            .at = (const guchar *) string->raw,
            .end = (const guchar *) string->raw + string->length,
            .fault = &fault,
  };

  take_string (&self, &value, &end);
  *end = '\0';
  return (gsize) (end - out);
}
