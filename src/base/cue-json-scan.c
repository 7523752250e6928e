// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-scan.h"

#include "cue-error.h"
#include "cue-json-lexer.h"
#include "cue-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * The strict scan of RFC 8259 that every JSON text passes before json-glib sees it. One pass, no
 * recursion: what contains what is a stack of bits. json-glib 1.6 to 1.10 recurses without limit,
 * accepts comments, single quotes and trailing bytes, and meets half of a surrogate pair with an
 * assertion; none of that can reach it after this.
 */

/* json-glib keeps an object in a hash table with a well-known hash, so keys can be made that all
 * fall in one place, where each costs as much as there are. Up to so many keys that does not
 * matter; of further ones only some may share a hash. */
#define HARMLESS_KEYS     64
#define MAX_KEYS_PER_HASH 16

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
  CueJsonLexer lexer;
  guint64      is_object; /* bit n: what the container at depth n + 1 is */
  guint        depth;
  guint        n_items;
  guint        n_keys[CUE_JSON_MAX_DEPTH];
  guint64      serial[CUE_JSON_MAX_DEPTH]; /* which object, for finding duplicate keys */
  guint64      last_serial;
  GHashTable  *keys;       /* owned, nullable: set of Key */
  GHashTable  *collisions; /* owned, nullable: object and hash → how often */
  CueJsonScan *result;
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

    return cue_json_lexer_fail (&self->lexer, CUE_ERROR_TOO_LARGE, what);
  }
  if (is_object)
    self->is_object |= G_GUINT64_CONSTANT (1) << self->depth;
  else
    self->is_object &= ~(G_GUINT64_CONSTANT (1) << self->depth);
  self->n_keys[self->depth] = 0;
  self->serial[self->depth] = ++self->last_serial;
  self->depth++;
  self->lexer.at++;
  return TRUE;
}

static gboolean
count_item (Scanner *self)
{
  if (++self->n_items > CUE_JSON_MAX_ITEMS) {
    g_autofree char *what =
      g_strdup_printf (_ ("it holds more than %d values"), CUE_JSON_MAX_ITEMS);

    return cue_json_lexer_fail (&self->lexer, CUE_ERROR_TOO_LARGE, what);
  }
  return TRUE;
}

static gboolean
scan_number (Scanner *self)
{
  CueJsonSpan span = { self->lexer.at, 0 };
  gboolean    fits;

  if (!cue_json_lexer_take_number (&self->lexer, &fits))
    return FALSE;
  span.length = self->lexer.at - span.offset;
  if (!fits && self->result->odd_numbers != NULL)
    g_array_append_val (self->result->odd_numbers, span);
  return TRUE;
}

static gboolean
scan_value (Scanner *self, Expect *state)
{
  guchar c = self->lexer.bytes[self->lexer.at];

  if (!count_item (self))
    return FALSE;
  if (c == '{' || c == '[') {
    *state = c == '{' ? EXPECT_KEY_OR_CLOSE : EXPECT_VALUE_OR_CLOSE;
    return open_container (self, c == '{');
  }
  *state = after_value (self);
  if (c == '"') {
    self->lexer.at++;
    return cue_json_lexer_take_string (&self->lexer);
  }
  if (c == '-' || g_ascii_isdigit (c))
    return scan_number (self);
  return cue_json_lexer_take_word (&self->lexer);
}

static void
note_key (Scanner *self, gsize start)
{
  Key *key;

  if (self->keys == NULL)
    return;
  key = g_new (Key, 1);
  key->object = self->serial[self->depth - 1];
  key->bytes = self->lexer.bytes + start;
  key->length = self->lexer.at - 1 - start;
  if (self->result->duplicates->len < MAX_DUPLICATES && g_hash_table_contains (self->keys, key))
    g_ptr_array_add (self->result->duplicates, g_strndup ((const char *) key->bytes, key->length));
  g_hash_table_add (self->keys, key);
}

static gboolean
check_collisions (Scanner *self)
{
  guint64 mixed = self->serial[self->depth - 1] * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^
                  self->lexer.hash * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  gpointer place = GSIZE_TO_POINTER ((gsize) (mixed ^ mixed >> 32));
  guint    count;

  if (self->n_keys[self->depth - 1] <= HARMLESS_KEYS)
    return TRUE;
  if (self->collisions == NULL)
    self->collisions = g_hash_table_new (NULL, NULL);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->collisions, place)) + 1;
  if (count > MAX_KEYS_PER_HASH)
    return cue_json_lexer_fail (&self->lexer,
                                CUE_ERROR_TOO_LARGE,
                                _ ("an object with keys made to cost time"));
  g_hash_table_insert (self->collisions, place, GUINT_TO_POINTER (count));
  return TRUE;
}

static gboolean
scan_key (Scanner *self)
{
  gsize start = self->lexer.at + 1;

  if (++self->n_keys[self->depth - 1] > CUE_JSON_MAX_KEYS) {
    g_autofree char *what =
      g_strdup_printf (_ ("an object with more than %d keys"), CUE_JSON_MAX_KEYS);

    return cue_json_lexer_fail (&self->lexer, CUE_ERROR_TOO_LARGE, what);
  }

  if (self->lexer.bytes[self->lexer.at] != '"')
    return cue_json_lexer_fail_expected (&self->lexer, _ ("a key in quotation marks"));
  self->lexer.at++;
  if (!cue_json_lexer_take_string (&self->lexer))
    return FALSE;
  note_key (self, start);
  return check_collisions (self);
}

static void
close_container (Scanner *self, Expect *state)
{
  self->depth--;
  self->lexer.at++;
  *state = after_value (self);
}

static gboolean
scan_comma_or_close (Scanner *self, Expect *state)
{
  guchar   c = self->lexer.bytes[self->lexer.at];
  gboolean object = in_object (self);

  if (c == ',') {
    self->lexer.at++;
    *state = object ? EXPECT_KEY : EXPECT_VALUE;
    return TRUE;
  }
  if (c != (object ? '}' : ']'))
    return cue_json_lexer_fail_expected (&self->lexer,
                                         object ? _ ("a comma or “}”") : _ ("a comma or “]”"));
  close_container (self, state);
  return TRUE;
}

static gboolean
scan_step (Scanner *self, Expect *state)
{
  guchar c = self->lexer.bytes[self->lexer.at];

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
      return cue_json_lexer_fail_expected (&self->lexer, _ ("a colon after the key"));
    self->lexer.at++;
    *state = EXPECT_VALUE;
    return TRUE;
  case EXPECT_COMMA_OR_CLOSE:
    return scan_comma_or_close (self, state);
  case EXPECT_END:
  default:
    return cue_json_lexer_fail_expected (&self->lexer, _ ("nothing after the value"));
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
run (Scanner *self)
{
  Expect state = EXPECT_VALUE;

  if (!cue_json_lexer_check_encoding (&self->lexer))
    return FALSE;
  while (self->lexer.at < self->lexer.length) {
    guchar c = self->lexer.bytes[self->lexer.at];

    if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
      self->lexer.at++;
    else if (!scan_step (self, &state))
      return FALSE;
  }
  if (state != EXPECT_END)
    return cue_json_lexer_fail_expected (&self->lexer, describe_missing (self, state));
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

  self.lexer.bytes = (const guchar *) bytes;
  self.lexer.length = length;
  self.result = scan;
  self.lexer.error = error;
  if (scan->duplicates != NULL)
    self.keys = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);
  ok = run (&self);
  g_clear_pointer (&self.keys, g_hash_table_unref);
  g_clear_pointer (&self.collisions, g_hash_table_unref);

  return ok;
}
