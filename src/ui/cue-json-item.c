// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-item.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cue-text.h"
#include "cue-time.h"

#define MAX_DECODED 20000 /* bytes of a text that are read; no row shows more */
#define MAX_NAME    200
#define NS_PER_US   1000
#define EARLIEST_US G_GINT64_CONSTANT (946684800000000)  /* 2000 */
#define LATEST_US   G_GINT64_CONSTANT (4102444800000000) /* 2100 */

/**
 * CueJsonItem:
 *
 * One value of a JSON text, and on demand those in it. It is the text itself, not what a program
 * makes of it: numbers keep all their digits, a key that stands twice stands twice, and nothing is
 * read before somebody looks at it. The text was checked before; of one that was not, as much as
 * makes sense is shown. Main thread only.
 */
struct _CueJsonItem {
  GObject parent_instance;

  GBytes         *text; /* owned */
  gsize           from; /* of the value in ‘text’ */
  gsize           to;
  CueJsonItemKind kind;
  char           *name;   /* owned; NULL for the whole */
  char           *path;   /* owned */
  guint           n_left; /* of the rest: how many values it stands for */
};

G_DEFINE_FINAL_TYPE (CueJsonItem, cue_json_item, G_TYPE_OBJECT)

typedef struct {
  const char *bytes;
  gsize       at;
  gsize       end;
} Reader;

static void
skip_space (Reader *reader)
{
  while (reader->at < reader->end && g_ascii_isspace (reader->bytes[reader->at]))
    reader->at++;
}

static void
skip_text (Reader *reader)
{
  for (reader->at++; reader->at < reader->end && reader->bytes[reader->at] != '"'; reader->at++) {
    if (reader->bytes[reader->at] == '\\')
      reader->at++;
  }

  reader->at = MIN (reader->at + 1, reader->end);
}

/* Goes over one value without calling itself, however deep it is. */
static void
skip_value (Reader *reader)
{
  guint depth = 0;

  for (; reader->at < reader->end; reader->at++) {
    char c = reader->bytes[reader->at];

    if (c == '"') {
      skip_text (reader);
      reader->at--;
    } else if (c == '{' || c == '[')
      depth++;
    else if (c == '}' || c == ']') {
      if (depth == 0)
        return;
      depth--;
    } else if (depth == 0 && c == ',')
      return;

    if (depth == 0 && (c == '}' || c == ']' || c == '"')) {
      reader->at++;
      return;
    }
  }
}

static CueJsonItemKind
guess_kind (const char *bytes, gsize from, gsize to)
{
  char c = from < to ? bytes[from] : '\0';

  switch (c) {
  case '{':
    return CUE_JSON_ITEM_OBJECT;
  case '[':
    return CUE_JSON_ITEM_ARRAY;
  case '"':
    return CUE_JSON_ITEM_TEXT;
  case 't':
  case 'f':
  case 'n':
  case '\0':
    return CUE_JSON_ITEM_WORD;
  default:
    return CUE_JSON_ITEM_NUMBER;
  }
}

/* Of a text that is too long to be read as a whole, what stands there. */
static char *
decode_text (const char *bytes, gsize from, gsize to)
{
  g_autofree char *quoted = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (to - from <= MAX_DECODED) {
    quoted = g_strndup (bytes + from, to - from);
    node = json_from_string (quoted, NULL);
  }

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));

  return cue_text_make_visible (bytes + from + 1, (gssize) (to - from - 1), MAX_DECODED);
}

static gboolean
is_plain_name (const char *name)
{
  if (name[0] == '\0' || g_ascii_isdigit (name[0]))
    return FALSE;

  for (; *name != '\0'; name++) {
    if (!g_ascii_isalnum (*name) && *name != '_' && *name != '-' && *name != '$')
      return FALSE;
  }

  return TRUE;
}

/* A key that is more than a word stands in brackets, as it stands in the text. */
static char *
make_path (const char *parent, const char *name, const char *quoted, gsize length)
{
  return is_plain_name (name) ? g_strdup_printf ("%s.%s", parent, name)
                              : g_strdup_printf ("%s[%.*s]", parent, (int) length, quoted);
}

typedef struct {
  gsize key_from; /* both 0 in an array */
  gsize key_to;
  gsize from;
  gsize to;
} Span;

static Reader
enter (CueJsonItem *self)
{
  Reader reader = { g_bytes_get_data (self->text, NULL), self->from + 1, self->to };

  return reader;
}

static gboolean
next (CueJsonItem *self, Reader *reader, Span *span)
{
  *span = (Span){ 0 };
  skip_space (reader);

  if (reader->at < reader->end && reader->bytes[reader->at] == ',') {
    reader->at++;
    skip_space (reader);
  }

  if (reader->at >= reader->end || reader->bytes[reader->at] == ']' ||
      reader->bytes[reader->at] == '}')
    return FALSE;

  if (self->kind == CUE_JSON_ITEM_OBJECT) {
    if (reader->bytes[reader->at] != '"')
      return FALSE;

    span->key_from = reader->at;
    skip_text (reader);
    span->key_to = reader->at;
    skip_space (reader);

    if (reader->at >= reader->end || reader->bytes[reader->at] != ':')
      return FALSE;

    reader->at++;
    skip_space (reader);
  }

  span->from = reader->at;
  skip_value (reader);
  span->to = reader->at;

  while (span->to > span->from && g_ascii_isspace (reader->bytes[span->to - 1]))
    span->to--;

  return span->to > span->from;
}

static CueJsonItem *
make_item (GBytes *text, gsize from, gsize to)
{
  CueJsonItem *item = g_object_new (CUE_TYPE_JSON_ITEM, NULL);

  item->text = g_bytes_ref (text);
  item->from = from;
  item->to = to;
  item->kind = guess_kind (g_bytes_get_data (text, NULL), from, to);
  return item;
}

static CueJsonItem *
make_child (CueJsonItem *self, const Span *span, guint place)
{
  CueJsonItem *child = make_item (self->text, span->from, span->to);

  if (self->kind == CUE_JSON_ITEM_ARRAY) {
    child->name = g_strdup_printf ("[%u]", place);
    child->path = g_strdup_printf ("%s[%u]", self->path, place);
  } else {
    const char      *bytes = g_bytes_get_data (self->text, NULL);
    g_autofree char *name = decode_text (bytes, span->key_from, span->key_to);

    child->name = cue_text_make_line (name, -1, MAX_NAME);
    child->path =
      make_path (self->path, name, bytes + span->key_from, span->key_to - span->key_from);
  }

  return child;
}

static void
cue_json_item_finalize (GObject *object)
{
  CueJsonItem *self = CUE_JSON_ITEM (object);

  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (cue_json_item_parent_class)->finalize (object);
}

static void
cue_json_item_class_init (CueJsonItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_json_item_finalize;
}

static void
cue_json_item_init (CueJsonItem *self)
{
}

/**
 * cue_json_item_new:
 * @text: a JSON text
 *
 * Returns: (transfer full): the value that it is
 */
CueJsonItem *
cue_json_item_new (GBytes *text)
{
  CueJsonItem *self;
  Reader       reader = { 0 };

  g_return_val_if_fail (text != NULL, NULL);

  reader.bytes = g_bytes_get_data (text, &reader.end);
  skip_space (&reader);
  self = make_item (text, reader.at, reader.end);
  self->path = g_strdup ("$");

  while (self->to > self->from && g_ascii_isspace (reader.bytes[self->to - 1]))
    self->to--;

  return self;
}

/**
 * cue_json_item_get_kind:
 * @self: a value
 *
 * Returns: what it is
 */
CueJsonItemKind
cue_json_item_get_kind (CueJsonItem *self)
{
  g_return_val_if_fail (CUE_IS_JSON_ITEM (self), CUE_JSON_ITEM_WORD);

  return self->kind;
}

/**
 * cue_json_item_get_name:
 * @self: a value
 *
 * Returns: (transfer none) (nullable): its key, or its place as in “[3]”; %NULL for the whole
 */
const char *
cue_json_item_get_name (CueJsonItem *self)
{
  g_return_val_if_fail (CUE_IS_JSON_ITEM (self), NULL);

  return self->name;
}

/**
 * cue_json_item_get_path:
 * @self: a value
 *
 * Returns: (transfer none): where it stands, as in “$.data.licenseAnchors[0].licenseAnchorId”
 */
const char *
cue_json_item_get_path (CueJsonItem *self)
{
  g_return_val_if_fail (CUE_IS_JSON_ITEM (self), NULL);

  return self->path;
}

/**
 * cue_json_item_count_children:
 * @self: a value
 *
 * Returns: how many values are directly in it; for the rest, how many it stands for
 */
guint
cue_json_item_count_children (CueJsonItem *self)
{
  Reader reader;
  Span   span;
  guint  n = 0;

  g_return_val_if_fail (CUE_IS_JSON_ITEM (self), 0);

  if (self->kind == CUE_JSON_ITEM_REST)
    return self->n_left;

  if (self->kind != CUE_JSON_ITEM_OBJECT && self->kind != CUE_JSON_ITEM_ARRAY)
    return 0;

  reader = enter (self);

  while (next (self, &reader, &span))
    n++;

  return n;
}

/**
 * cue_json_item_create_children:
 * @self: a value
 *
 * Returns: (transfer full) (nullable): the values in it, of which a very long one ends with an item
 *   for the rest; %NULL for a value that holds none
 */
GListModel *
cue_json_item_create_children (CueJsonItem *self)
{
  GListStore *children;
  Reader      reader;
  Span        span;
  guint       n = 0;

  g_return_val_if_fail (CUE_IS_JSON_ITEM (self), NULL);

  if (self->kind != CUE_JSON_ITEM_OBJECT && self->kind != CUE_JSON_ITEM_ARRAY)
    return NULL;

  children = g_list_store_new (CUE_TYPE_JSON_ITEM);
  reader = enter (self);

  for (; next (self, &reader, &span); n++) {
    g_autoptr (CueJsonItem) child = NULL;

    if (n >= CUE_JSON_ITEM_MAX_CHILDREN)
      continue;

    child = make_child (self, &span, n);
    g_list_store_append (children, child);
  }

  if (n > CUE_JSON_ITEM_MAX_CHILDREN) {
    g_autoptr (CueJsonItem) rest = make_item (self->text, self->to, self->to);

    rest->kind = CUE_JSON_ITEM_REST;
    rest->path = g_strdup (self->path);
    rest->n_left = n - CUE_JSON_ITEM_MAX_CHILDREN;
    g_list_store_append (children, rest);
  }

  return G_LIST_MODEL (children);
}

/**
 * cue_json_item_dup_value:
 * @self: a value
 * @max_chars: how much of it
 *
 * Returns: (transfer full): it as one line for people: a text without its quotation marks, a number
 *   with all its digits, of an array or an object how many values it holds
 */
char *
cue_json_item_dup_value (CueJsonItem *self, gsize max_chars)
{
  const char      *bytes;
  g_autofree char *text = NULL;
  guint            n;

  g_return_val_if_fail (CUE_IS_JSON_ITEM (self), NULL);

  bytes = g_bytes_get_data (self->text, NULL);

  switch (self->kind) {
  case CUE_JSON_ITEM_OBJECT:
    n = cue_json_item_count_children (self);
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u field", "%u fields", n), n);
  case CUE_JSON_ITEM_ARRAY:
    n = cue_json_item_count_children (self);
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u value", "%u values", n), n);
  case CUE_JSON_ITEM_REST:
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u more, in the JSON only",
                                         "%u more, in the JSON only",
                                         self->n_left),
                            self->n_left);
  case CUE_JSON_ITEM_TEXT:
    text = decode_text (bytes, self->from, self->to);
    return cue_text_make_line (text, -1, max_chars);
  case CUE_JSON_ITEM_NUMBER:
  case CUE_JSON_ITEM_WORD:
  default:
    return cue_text_make_line (bytes + self->from, (gssize) (self->to - self->from), max_chars);
  }
}

/**
 * cue_json_item_dup_source:
 * @self: a value
 *
 * Returns: (transfer full): it as it stands in the text
 */
char *
cue_json_item_dup_source (CueJsonItem *self)
{
  g_return_val_if_fail (CUE_IS_JSON_ITEM (self), NULL);

  return g_strndup ((const char *) g_bytes_get_data (self->text, NULL) + self->from,
                    self->to - self->from);
}

static gboolean
sounds_like_time (const char *name)
{
  static const char *const words[] = { "time",   "date",    "until",  "received",
                                       "expire", "created", "issued", "updated",
                                       "from",   "stamp",   "since" };
  static const char *const whole[] = { "exp", "iat", "nbf", "after", "before" };
  g_autofree char         *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  }

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++) {
    if (g_str_equal (lower, whole[i]))
      return TRUE;
  }

  return FALSE;
}

/**
 * cue_json_item_describe_time:
 * @self: a value
 * @zone: by which clock
 *
 * What a number that counts since 1970 means, if its key says that it is a time; the magnitude
 * tells the unit.
 *
 * Returns: (transfer full) (nullable): the time and its unit in words, or %NULL
 */
char *
cue_json_item_describe_time (CueJsonItem *self, CueMomentZone zone)
{
  static const char *const units[] = { [CUE_EPOCH_SECONDS] = "s",
                                       [CUE_EPOCH_MILLISECONDS] = "ms",
                                       [CUE_EPOCH_MICROSECONDS] = "µs",
                                       [CUE_EPOCH_NANOSECONDS] = "ns" };
  g_autofree char         *text = NULL;
  g_autofree char         *words = NULL;
  CueEpochUnit             unit;
  gint64                   value, us, ns;

  g_return_val_if_fail (CUE_IS_JSON_ITEM (self), NULL);

  if ((self->kind != CUE_JSON_ITEM_NUMBER && self->kind != CUE_JSON_ITEM_TEXT) ||
      self->name == NULL || !sounds_like_time (self->name))
    return NULL;

  text = cue_json_item_dup_value (self, MAX_NAME);

  if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &value, NULL))
    return NULL;

  us = cue_time_from_epoch (value, &unit);

  if (us < EARLIEST_US || us > LATEST_US)
    return NULL;

  ns = unit == CUE_EPOCH_NANOSECONDS ? value : us * NS_PER_US;
  /* What is raw already needs to be read by somebody. */
  words = cue_moment_format (ns, zone == CUE_MOMENT_RAW ? CUE_MOMENT_UTC : zone, CUE_MOMENT_FULL);
  return g_strdup_printf ("%s (%s)", words, units[unit]);
}
