// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-scan.h"

#include "cue-error.h"
#include "cue-json.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/*
 * The strict scan of RFC 8259 that every JSON text passes before json-glib sees it. One pass, no
 * recursion: what contains what is a stack of bits. json-glib 1.6 to 1.10 recurses without limit,
 * accepts comments, single quotes and trailing bytes, and meets half of a surrogate pair with an
 * assertion; none of that can reach it after this.
 */

/* Enough to say that something is wrong. */
#define MAX_DUPLICATES 20

typedef enum {
  EXPECT_VALUE,          /* a value must come: at the start, after a colon, after a comma */
  EXPECT_VALUE_OR_CLOSE, /* after "[" */
  EXPECT_KEY,            /* after a comma in an object */
  EXPECT_KEY_OR_CLOSE,   /* after "{" */
  EXPECT_COLON,
  EXPECT_COMMA_OR_CLOSE,
  EXPECT_END, /* the value is complete: only blanks may follow */
} Expect;

typedef struct {
  const guchar *bytes;
  gsize         length;
  gsize         at;
  guint64       is_object; /* bit n: what the container at depth n + 1 is */
  guint         depth;
  guint         n_items;
  guint         n_keys[CUE_JSON_MAX_DEPTH];
  guint64       serial[CUE_JSON_MAX_DEPTH]; /* which object, for finding duplicate keys */
  guint64       last_serial;
  GHashTable   *keys; /* owned, nullable: set of Key */
  CueJsonScan  *result;
  GError      **error;
} Scanner;

typedef struct {
  guint64       object;
  const guchar *bytes; /* unowned, raw as written */
  gsize         length;
} Key;

static guint
hash_key (gconstpointer data)
{
  static gsize seed;
  const Key   *key = data;
  guint64      hash;

  /* FNV-1a from a start that nobody outside can know, so that keys cannot be made to collide. */
  if (g_once_init_enter (&seed))
    g_once_init_leave (&seed, ((gsize) g_random_int () << 31 ^ g_random_int ()) | 1);
  hash = seed ^ (key->object * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  for (gsize i = 0; i < key->length; i++)
    hash = (hash ^ key->bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return (guint) (hash ^ hash >> 32);
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *one = a;
  const Key *two = b;

  return one->object == two->object && one->length == two->length &&
         memcmp (one->bytes, two->bytes, one->length) == 0;
}

/* ---- errors -------------------------------------------------------------------------------- */

/* “line 3, column 14 (byte 57)”; columns count characters, as an editor does. */
static char *
describe_place (Scanner *self)
{
  gsize line = 1;
  gsize column = 1;

  for (gsize i = 0; i < self->at && i < self->length; i++) {
    if (self->bytes[i] == '\n') {
      line++;
      column = 1;
    } else if ((self->bytes[i] & 0xc0) != 0x80) {
      column++;
    }
  }
  /* Translators: a place in a text; line, column, bytes from its beginning */
  return g_strdup_printf (_ ("line %zu, column %zu (byte %zu)"), line, column, self->at);
}

static char *
describe_found (Scanner *self)
{
  gunichar c;

  if (self->at >= self->length)
    return g_strdup (_ ("the end of the text"));
  if (self->bytes[self->at] == 0)
    return g_strdup (_ ("a NUL byte"));
  c = g_utf8_get_char_validated ((const char *) self->bytes + self->at,
                                 (gssize) (self->length - self->at));
  if (c == (gunichar) -1 || c == (gunichar) -2)
    return g_strdup_printf (_ ("the byte 0x%02X, which is not UTF-8"), self->bytes[self->at]);
  if (g_unichar_isgraph (c) && c < 0x2000)
    return g_strdup_printf ("“%.*s”", g_unichar_to_utf8 (c, NULL), self->bytes + self->at);
  return g_strdup_printf ("U+%04X", c);
}

static gboolean
fail_expected (Scanner *self, const char *expected)
{
  g_autofree char *place = describe_place (self);
  g_autofree char *found = describe_found (self);

  /* Translators: what was expected, where, what stands there */
  g_set_error (self->error,
               CUE_ERROR,
               CUE_ERROR_PROTOCOL,
               _ ("This is not valid JSON: expected %s at %s, found %s."),
               expected,
               place,
               found);
  return FALSE;
}

static gboolean
fail_with (Scanner *self, CueError code, const char *what)
{
  g_autofree char *place = describe_place (self);

  /* Translators: what is wrong, and where */
  g_set_error (self->error, CUE_ERROR, code, _ ("The JSON is refused: %s at %s."), what, place);
  return FALSE;
}

/* ---- tokens -------------------------------------------------------------------------------- */

/* The bytes a UTF-8 character at @at takes, or 0: shortest form only, no surrogates, RFC 3629. */
static gsize
measure_utf8 (const guchar *at, gsize left)
{
  guchar low = 0x80;
  guchar high = 0xbf;
  gsize  length;

  if (at[0] < 0xc2)
    return 0;
  if (at[0] < 0xe0) {
    length = 2;
  } else if (at[0] < 0xf0) {
    length = 3;
    if (at[0] == 0xe0)
      low = 0xa0;
    else if (at[0] == 0xed)
      high = 0x9f;
  } else if (at[0] < 0xf5) {
    length = 4;
    if (at[0] == 0xf0)
      low = 0x90;
    else if (at[0] == 0xf4)
      high = 0x8f;
  } else {
    return 0;
  }
  if (left < length || at[1] < low || at[1] > high)
    return 0;
  for (gsize i = 2; i < length; i++) {
    if ((at[i] & 0xc0) != 0x80)
      return 0;
  }
  return length;
}

static gboolean
read_hex4 (Scanner *self, guint *out)
{
  *out = 0;
  for (guint i = 0; i < 4; i++, self->at++) {
    if (self->at >= self->length || !g_ascii_isxdigit (self->bytes[self->at]))
      return fail_expected (self, _ ("four hexadecimal digits after \\u"));
    *out = *out * 16 + (guint) g_ascii_xdigit_value ((char) self->bytes[self->at]);
  }
  return TRUE;
}

/* After a backslash. */
static gboolean
scan_escape (Scanner *self)
{
  gsize start = self->at - 1;
  guint unit;

  if (self->at >= self->length || strchr ("\"\\/bfnrtu", self->bytes[self->at]) == NULL ||
      self->bytes[self->at] == 0)
    return fail_expected (self, _ ("one of \" \\ / b f n r t u after the backslash"));
  if (self->bytes[self->at++] != 'u')
    return TRUE;
  if (!read_hex4 (self, &unit))
    return FALSE;
  if (unit == 0) {
    self->at = start;
    return fail_with (self, CUE_ERROR_PROTOCOL, _ ("a text with the NUL character (\\u0000)"));
  }
  if (unit >= 0xd800 && unit <= 0xdbff && self->at + 1 < self->length &&
      self->bytes[self->at] == '\\' && self->bytes[self->at + 1] == 'u') {
    guint low;

    self->at += 2;
    if (!read_hex4 (self, &low))
      return FALSE;
    if (low >= 0xdc00 && low <= 0xdfff)
      return TRUE;
    /* Neither a pair nor alone. */
  }
  if (unit >= 0xd800 && unit <= 0xdfff) {
    self->at = start;
    return fail_with (self, CUE_ERROR_PROTOCOL, _ ("half of a surrogate pair"));
  }
  return TRUE;
}

/* After the opening quotation mark; leaves after the closing one. */
static gboolean
scan_string (Scanner *self)
{
  while (self->at < self->length) {
    guchar c = self->bytes[self->at];

    if (c == '"') {
      self->at++;
      return TRUE;
    }
    if (c == '\\') {
      self->at++;
      if (!scan_escape (self))
        return FALSE;
    } else if (c < 0x20) {
      return fail_expected (self, _ ("a character of a text (control characters need an escape)"));
    } else if (c < 0x80) {
      self->at++;
    } else {
      gsize length = measure_utf8 (self->bytes + self->at, self->length - self->at);

      if (length == 0)
        return fail_expected (self, _ ("a character in UTF-8"));
      self->at += length;
    }
  }
  return fail_expected (self, _ ("the quotation mark that ends the text"));
}

static gboolean
scan_digits (Scanner *self)
{
  if (self->at >= self->length || !g_ascii_isdigit (self->bytes[self->at]))
    return fail_expected (self, _ ("a digit"));
  while (self->at < self->length && g_ascii_isdigit (self->bytes[self->at]))
    self->at++;
  return TRUE;
}

static gboolean
integer_fits (const guchar *digits, gsize length)
{
  static const char greatest[] = "9223372036854775807";

  return length < 19 || (length == 19 && memcmp (digits, greatest, 19) <= 0);
}

static gboolean
double_fits (const guchar *text, gsize length)
{
  char             small[64];
  g_autofree char *large = NULL;
  char            *copy = small;

  if (length >= sizeof small)
    copy = large = g_malloc (length + 1);
  memcpy (copy, text, length);
  copy[length] = '\0';
  return isfinite (g_ascii_strtod (copy, NULL));
}

static gboolean
scan_number (Scanner *self)
{
  gsize    start = self->at;
  gsize    digits;
  gboolean is_integer = TRUE;
  gboolean fits;

  if (self->bytes[self->at] == '-')
    self->at++;
  digits = self->at;
  if (self->at < self->length && self->bytes[self->at] == '0') {
    self->at++;
    if (self->at < self->length && g_ascii_isdigit (self->bytes[self->at]))
      return fail_expected (self, _ ("no digit after a leading zero"));
  } else if (!scan_digits (self)) {
    return FALSE;
  }
  fits = integer_fits (self->bytes + digits, self->at - digits);
  if (self->at < self->length && self->bytes[self->at] == '.') {
    is_integer = FALSE;
    self->at++;
    if (!scan_digits (self))
      return FALSE;
  }
  if (self->at < self->length && (self->bytes[self->at] | 0x20) == 'e') {
    is_integer = FALSE;
    self->at++;
    if (self->at < self->length && (self->bytes[self->at] == '+' || self->bytes[self->at] == '-'))
      self->at++;
    if (!scan_digits (self))
      return FALSE;
  }
  if (!is_integer)
    fits = double_fits (self->bytes + start, self->at - start);
  if (!fits && self->result->odd_numbers != NULL) {
    CueJsonSpan span = { start, self->at - start };

    g_array_append_val (self->result->odd_numbers, span);
  }
  return TRUE;
}

static gboolean
scan_word (Scanner *self)
{
  static const char *const words[] = { "true", "false", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize n = strlen (words[i]);

    if (self->length - self->at >= n && memcmp (self->bytes + self->at, words[i], n) == 0) {
      self->at += n;
      return TRUE;
    }
  }
  return fail_expected (self, _ ("a value (object, array, text, number, true, false or null)"));
}

/* ---- structure ----------------------------------------------------------------------------- */

static gboolean
in_object (Scanner *self)
{
  return (self->is_object >> (self->depth - 1) & 1) != 0;
}

static Expect
after_value (Scanner *self)
{
  return self->depth == 0 ? EXPECT_END : EXPECT_COMMA_OR_CLOSE;
}

static gboolean
open_container (Scanner *self, gboolean is_object)
{
  if (self->depth == CUE_JSON_MAX_DEPTH) {
    g_autofree char *what =
      g_strdup_printf (_ ("it is nested deeper than %d levels"), CUE_JSON_MAX_DEPTH);

    return fail_with (self, CUE_ERROR_TOO_LARGE, what);
  }
  if (is_object)
    self->is_object |= G_GUINT64_CONSTANT (1) << self->depth;
  else
    self->is_object &= ~(G_GUINT64_CONSTANT (1) << self->depth);
  self->n_keys[self->depth] = 0;
  self->serial[self->depth] = ++self->last_serial;
  self->depth++;
  self->at++;
  return TRUE;
}

static gboolean
count_item (Scanner *self)
{
  if (++self->n_items > CUE_JSON_MAX_ITEMS) {
    g_autofree char *what =
      g_strdup_printf (_ ("it holds more than %d values"), CUE_JSON_MAX_ITEMS);

    return fail_with (self, CUE_ERROR_TOO_LARGE, what);
  }
  return TRUE;
}

static gboolean
scan_value (Scanner *self, Expect *state)
{
  guchar c = self->bytes[self->at];

  if (!count_item (self))
    return FALSE;
  if (c == '{' || c == '[') {
    *state = c == '{' ? EXPECT_KEY_OR_CLOSE : EXPECT_VALUE_OR_CLOSE;
    return open_container (self, c == '{');
  }
  *state = after_value (self);
  if (c == '"') {
    self->at++;
    return scan_string (self);
  }
  if (c == '-' || g_ascii_isdigit (c))
    return scan_number (self);
  return scan_word (self);
}

static void
note_key (Scanner *self, gsize start)
{
  Key *key;

  if (self->keys == NULL)
    return;
  key = g_new (Key, 1);
  key->object = self->serial[self->depth - 1];
  key->bytes = self->bytes + start;
  key->length = self->at - 1 - start;
  if (self->result->duplicates->len < MAX_DUPLICATES && g_hash_table_contains (self->keys, key))
    g_ptr_array_add (self->result->duplicates, g_strndup ((const char *) key->bytes, key->length));
  g_hash_table_add (self->keys, key);
}

static gboolean
scan_key (Scanner *self)
{
  gsize start = self->at + 1;

  if (++self->n_keys[self->depth - 1] > CUE_JSON_MAX_KEYS) {
    g_autofree char *what =
      g_strdup_printf (_ ("an object with more than %d keys"), CUE_JSON_MAX_KEYS);

    return fail_with (self, CUE_ERROR_TOO_LARGE, what);
  }

  if (self->bytes[self->at] != '"')
    return fail_expected (self, _ ("a key in quotation marks"));
  self->at++;
  if (!scan_string (self))
    return FALSE;
  note_key (self, start);
  return TRUE;
}

static void
close_container (Scanner *self, Expect *state)
{
  self->depth--;
  self->at++;
  *state = after_value (self);
}

static gboolean
scan_comma_or_close (Scanner *self, Expect *state)
{
  guchar   c = self->bytes[self->at];
  gboolean object = in_object (self);

  if (c == ',') {
    self->at++;
    *state = object ? EXPECT_KEY : EXPECT_VALUE;
    return TRUE;
  }
  if (c != (object ? '}' : ']'))
    return fail_expected (self, object ? _ ("a comma or “}”") : _ ("a comma or “]”"));
  close_container (self, state);
  return TRUE;
}

static gboolean
scan_step (Scanner *self, Expect *state)
{
  guchar c = self->bytes[self->at];

  switch (*state) {
  case EXPECT_VALUE_OR_CLOSE:
    if (c == ']') {
      close_container (self, state);
      return TRUE;
    }
    return scan_value (self, state);
  case EXPECT_VALUE:
    return scan_value (self, state);
  case EXPECT_KEY_OR_CLOSE:
    if (c == '}') {
      close_container (self, state);
      return TRUE;
    }
    *state = EXPECT_COLON;
    return scan_key (self);
  case EXPECT_KEY:
    *state = EXPECT_COLON;
    return scan_key (self);
  case EXPECT_COLON:
    if (c != ':')
      return fail_expected (self, _ ("a colon after the key"));
    self->at++;
    *state = EXPECT_VALUE;
    return TRUE;
  case EXPECT_COMMA_OR_CLOSE:
    return scan_comma_or_close (self, state);
  case EXPECT_END:
  default:
    return fail_expected (self, _ ("nothing after the value"));
  }
}

static const char *
describe_missing (Scanner *self, Expect state)
{
  switch (state) {
  case EXPECT_KEY:
  case EXPECT_KEY_OR_CLOSE:
    return _ ("a key in quotation marks");
  case EXPECT_COLON:
    return _ ("a colon after the key");
  case EXPECT_COMMA_OR_CLOSE:
    return in_object (self) ? _ ("a comma or “}”") : _ ("a comma or “]”");
  case EXPECT_VALUE:
  case EXPECT_VALUE_OR_CLOSE:
  case EXPECT_END:
  default:
    return _ ("a value (object, array, text, number, true, false or null)");
  }
}

static gboolean
refuse_encoding (Scanner *self)
{
  const guchar *b = self->bytes;

  if (self->length >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf)
    return fail_with (self, CUE_ERROR_PROTOCOL, _ ("it begins with a byte order mark"));
  if (self->length >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff) ||
                            (b[0] == 0 && b[1] != 0) || (b[0] != 0 && b[1] == 0)))
    return fail_with (self, CUE_ERROR_PROTOCOL, _ ("it is UTF-16 or UTF-32 and not UTF-8"));
  return TRUE;
}

static gboolean
run (Scanner *self)
{
  Expect state = EXPECT_VALUE;

  if (!refuse_encoding (self))
    return FALSE;
  while (self->at < self->length) {
    guchar c = self->bytes[self->at];

    if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
      self->at++;
    else if (!scan_step (self, &state))
      return FALSE;
  }
  if (state != EXPECT_END)
    return fail_expected (self, describe_missing (self, state));
  return TRUE;
}

/**
 * cue_json_scan:
 * @bytes: (array length=length): what came
 * @length: its bytes
 * @scan: (inout): what to look for besides
 * @error: %CUE_ERROR_PROTOCOL or %CUE_ERROR_TOO_LARGE, naming line, column and byte
 *
 * Checks that @bytes are one JSON text as RFC 8259 defines it, in UTF-8 without a byte order mark,
 * at most 64 levels deep, of a million values and 2,000 keys an object, without halves of surrogate
 * pairs and NUL characters. Any thread.
 *
 * Returns: whether it is
 */
gboolean
cue_json_scan (const char *bytes, gsize length, CueJsonScan *scan, GError **error)
{
  Scanner  self = { 0 };
  gboolean ok;

  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);
  g_return_val_if_fail (scan != NULL, FALSE);

  self.bytes = (const guchar *) bytes;
  self.length = length;
  self.result = scan;
  self.error = error;
  if (scan->duplicates != NULL)
    self.keys = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);
  ok = run (&self);
  g_clear_pointer (&self.keys, g_hash_table_unref);

  return ok;
}
