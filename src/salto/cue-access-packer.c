// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-packer.h"

#include "cue-access-code.h"

#include <string.h>

/*
 * The texts of one stream differ in their values and agree in all the rest: keys, order, blanks,
 * what is in what. That rest is a shape; it is kept once. A packed text is the number of its shape
 * and a code for each value. A text of a known shape is not scanned but compared: the parts of the
 * shape byte by byte, and between them a value each, which is checked as strictly as in the scan,
 * so what matches is valid JSON because the text that made the shape was.
 *
 * What does not fit (no JSON, too many values, too many shapes) is kept as it is, as shape 0.
 */

#define MAX_VALUES      64
#define MAX_SHAPES      256
#define MAX_SHAPE       (16 * 1024)
#define MAX_SHAPE_BYTES (512 * 1024)
/* Shapes that are tried before a text is scanned. */
#define N_RECENT 4
/* Longer values are not worth a place in the dictionary, and must not be able to fill it. */
#define MAX_TOKEN      512
#define MAX_DICTIONARY (32 * 1000 * 1000)
/* A field we do not know goes into the dictionary as long as its values come back. */
#define PATIENCE 256

typedef struct {
  CueAccessField field; /* NONE: unknown, or there is a later one of the same name */
  guint32        end;   /* in the skeleton: where the part before this value ends */
  guint32        hits;
  guint32        misses;
} Place;

typedef struct {
  char    *skeleton; /* owned: the text without its values */
  char    *key;      /* owned: the same, with a byte 1 for each value, which no JSON can have */
  guint32  length;
  guint    n_places;
  Place   *places; /* owned */
  gboolean is_object;
  gboolean is_odd; /* a known field twice, or with an object or array in place of a value */
} Shape;

typedef struct {
  const char *at;
  guint32     length;
  CueJsonKind type;
} Value;

struct _CueAccessPacker {
  CueDictionary *dictionary;
  GPtrArray     *shapes;  /* of Shape */
  GHashTable    *numbers; /* key of a shape, unowned → its number */
  guint32        recent[N_RECENT];
  gsize          shape_bytes;
  CueAccessScan *scan; /* owned, scratch */
  GByteArray    *out;  /* owned, scratch */
};

static void
shape_free (Shape *self)
{
  g_free (self->skeleton);
  g_free (self->key);
  g_free (self->places);
  g_free (self);
}

/**
 * cue_access_packer_new:
 *
 * Returns: (transfer full): a packer that knows no shape and no value yet
 */
CueAccessPacker *
cue_access_packer_new (void)
{
  CueAccessPacker *self = g_new0 (CueAccessPacker, 1);

  self->dictionary = cue_dictionary_new (MAX_DICTIONARY);
  self->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_free);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->scan = g_new (CueAccessScan, 1);
  self->out = g_byte_array_new ();
  return self;
}

/**
 * cue_access_packer_free:
 * @self: (transfer full): a packer
 */
void
cue_access_packer_free (CueAccessPacker *self)
{
  cue_dictionary_free (self->dictionary);
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->shapes);
  g_byte_array_unref (self->out);
  g_free (self->scan);
  g_free (self);
}

/**
 * cue_access_packer_get_bytes:
 * @self: a packer
 *
 * Returns: the bytes that it holds of the heap, besides scratch space
 */
gsize
cue_access_packer_get_bytes (CueAccessPacker *self)
{
  return cue_dictionary_get_bytes (self->dictionary) + self->shape_bytes;
}

/* ---- shapes -------------------------------------------------------------------------------- */

static gboolean
is_expected (CueAccessField field, CueJsonKind type)
{
  if (type == CUE_JSON_NULL)
    return TRUE;
  if (field == CUE_ACCESS_FIELD_EXIT_REQUESTED)
    return type == CUE_JSON_TRUE || type == CUE_JSON_FALSE;
  if (field == CUE_ACCESS_FIELD_TTL_IN_SECONDS)
    return type == CUE_JSON_NUMBER;
  return type == CUE_JSON_TEXT || type == CUE_JSON_ESCAPED;
}

/* The values of @text, if it has the shape. */
static gboolean
match (const Shape *shape, const char *text, gsize length, Value *values)
{
  const char *end = text + length;
  const char *at = text;
  guint32     begin = 0;

  for (guint i = 0; i < shape->n_places; i++) {
    guint32     part = shape->places[i].end - begin;
    const char *after;

    if ((gsize) (end - at) < part || memcmp (at, shape->skeleton + begin, part) != 0)
      return FALSE;
    at += part;
    begin += part;
    after = cue_json_token_take (at, end, &values[i].type);
    if (after == NULL)
      return FALSE;
    values[i].at = at;
    values[i].length = (guint32) (after - at);
    at = after;
  }
  return (gsize) (end - at) == shape->length - begin &&
         memcmp (at, shape->skeleton + begin, shape->length - begin) == 0;
}

/* Says which value stands for a field when several could: the last one of that very name, and
 * `type` only where there is no category. */
static void
choose_places (Shape *shape, const CueAccessScan *scan, const char *text, const guint *nodes)
{
  guint chosen[CUE_ACCESS_N_FIELDS] = { 0 }; /* place plus one */

  for (guint i = 0; i < shape->n_places; i++) {
    const CueAccessNode *node = &scan->nodes[nodes[i]];
    CueAccessField       field = shape->places[i].field;
    gboolean             alias;

    if (field == CUE_ACCESS_FIELD_NONE)
      continue;
    alias = field == CUE_ACCESS_FIELD_EVENT_CATEGORY && node->key_length == strlen ("type");
    if (chosen[field] == 0) {
      chosen[field] = i + 1;
      continue;
    }
    if (alias) {
      shape->places[i].field = CUE_ACCESS_FIELD_NONE;
      continue;
    }
    node = &scan->nodes[nodes[chosen[field] - 1]];
    if (field != CUE_ACCESS_FIELD_EVENT_CATEGORY || node->key_length != strlen ("type"))
      shape->is_odd = TRUE;
    shape->places[chosen[field] - 1].field = CUE_ACCESS_FIELD_NONE;
    chosen[field] = i + 1;
  }
}

/* Of the text that was scanned last; NULL when it is to be kept as it is. */
static Shape *
make_shape (CueAccessPacker *self, const char *text, gsize length)
{
  guint    nodes[MAX_VALUES];
  Shape   *shape = g_new0 (Shape, 1);
  GString *skeleton = g_string_new (NULL);
  GString *key = g_string_new (NULL);
  gsize    at = 0;

  shape->places = g_new0 (Place, MAX_VALUES);
  shape->is_object = self->scan->nodes[0].type == CUE_JSON_OBJECT;
  for (guint i = 0; i < self->scan->n_nodes; i++) {
    const CueAccessNode *node = &self->scan->nodes[i];
    CueAccessField       field = cue_access_scan_get_field (self->scan, text, i);
    Place               *place;

    if (node->type >= CUE_JSON_OBJECT) {
      shape->is_odd |= field != CUE_ACCESS_FIELD_NONE;
      continue;
    }
    if (shape->n_places == MAX_VALUES)
      break;
    g_string_append_len (skeleton, text + at, (gssize) (node->offset - at));
    g_string_append_len (key, text + at, (gssize) (node->offset - at));
    g_string_append_c (key, 1);
    at = node->offset + node->length;
    nodes[shape->n_places] = i;
    place = &shape->places[shape->n_places++];
    place->field = field;
    place->end = (guint32) skeleton->len;
  }
  /* Values past the last place stay in the skeleton: such texts would each be a shape. */
  g_string_append_len (skeleton, text + at, (gssize) (length - at));
  g_string_append_len (key, text + at, (gssize) (length - at));
  choose_places (shape, self->scan, text, nodes);
  shape->length = (guint32) skeleton->len;
  shape->skeleton = g_string_free (skeleton, FALSE);
  shape->key = g_string_free (key, FALSE);
  return shape;
}

static gboolean
may_keep (CueAccessPacker *self, const Shape *shape)
{
  return !self->scan->more && shape->n_places < MAX_VALUES && self->shapes->len < MAX_SHAPES &&
         shape->length <= MAX_SHAPE && self->shape_bytes + shape->length <= MAX_SHAPE_BYTES;
}

static void
note_recent (CueAccessPacker *self, guint32 number)
{
  memmove (self->recent + 1, self->recent, sizeof self->recent - sizeof self->recent[0]);
  self->recent[0] = number;
}

static gboolean
has_shape (CueAccessPacker *self, guint32 number, const char *text, gsize length, Value *values)
{
  return number > 0 && match (g_ptr_array_index (self->shapes, number - 1), text, length, values);
}

/* The number of the shape of a text that was scanned: a known one, or a new one that is kept from
 * now on. Returns 0 when it is not to be kept; then @loose is its shape. */
static guint32
keep_shape (CueAccessPacker *self, const char *text, gsize length, Shape **loose)
{
  Shape  *shape = make_shape (self, text, length);
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, shape->key));

  if (number == 0 && !may_keep (self, shape)) {
    *loose = shape;
    return 0;
  }
  if (number == 0) {
    shape->places = g_renew (Place, shape->places, MAX (shape->n_places, 1));
    g_ptr_array_add (self->shapes, shape);
    number = self->shapes->len;
    g_hash_table_insert (self->numbers, shape->key, GUINT_TO_POINTER (number));
    self->shape_bytes +=
      shape->length * 2 + shape->n_places * sizeof *shape->places + sizeof *shape;
  } else {
    shape_free (shape);
  }
  note_recent (self, number);
  return number;
}

/* Returns the number of the shape of a text and its values; 0 when it has none that is kept. Then
 * it is no JSON, unless there is @loose. */
static guint32
find_shape (CueAccessPacker *self,
            const char      *text,
            gsize            length,
            guint32          hint,
            Value           *values,
            Shape          **loose)
{
  guint32 number;

  if (has_shape (self, hint, text, length, values))
    return hint;
  for (guint i = 0; i < N_RECENT; i++) {
    if (self->recent[i] != hint && has_shape (self, self->recent[i], text, length, values))
      return self->recent[i];
  }
  if (!cue_access_scan (self->scan, text, length))
    return 0;
  number = keep_shape (self, text, length, loose);
  return number > 0 && has_shape (self, number, text, length, values) ? number : 0;
}

/* ---- packing ------------------------------------------------------------------------------- */

static gboolean
is_unique (CueAccessField field)
{
  return field == CUE_ACCESS_FIELD_ID || field == CUE_ACCESS_FIELD_UTC_DATE_TIME ||
         field == CUE_ACCESS_FIELD_LOCAL_DATE_TIME ||
         field == CUE_ACCESS_FIELD_EXPIRATION_DATE_TIME;
}

static guint32
find_token (CueAccessPacker *self, Place *place, const Value *value)
{
  gboolean add = place->field != CUE_ACCESS_FIELD_NONE;
  guint32  token;

  if ((is_unique (place->field) && value->type != CUE_JSON_NULL) || value->length > MAX_TOKEN)
    return CUE_DICTIONARY_NONE;
  if (!add) {
    if (place->misses > PATIENCE && place->misses > place->hits)
      return CUE_DICTIONARY_NONE;
    add = TRUE;
  }
  token = cue_dictionary_intern (self->dictionary, value->at, value->length, FALSE);
  if (token != CUE_DICTIONARY_NONE) {
    place->hits++;
    return token;
  }
  place->misses++;
  return cue_dictionary_intern (self->dictionary, value->at, value->length, add);
}

static void
fill_slot (CueAccessPacked *packed, CueAccessField field, const Value *value, guint32 token)
{
  CueAccessSlot *slot = &packed->slots[field];

  slot->at = value->at;
  slot->length = value->length;
  slot->type = value->type;
  slot->token = token;
  if (!is_expected (field, value->type))
    packed->has_odd = TRUE;
}

/**
 * cue_access_packer_pack_raw:
 * @self: a packer
 * @text: (array length=length): anything
 * @length: its bytes
 * @packed: (out): as of something that is no JSON
 *
 * Keeps a text as it is, without a look at it.
 */
void
cue_access_packer_pack_raw (CueAccessPacker *self,
                            const char      *text,
                            gsize            length,
                            CueAccessPacked *packed)
{
  memset (packed, 0, sizeof *packed);
  g_byte_array_set_size (self->out, (guint) length + 1);
  self->out->data[0] = 0;
  memcpy (self->out->data + 1, text, length);
  packed->bytes = self->out->data;
  packed->n_bytes = length + 1;
}

/* A text that is kept as it is, but is JSON: its fields are there all the same. */
static void
fill_from_loose (CueAccessPacker *self, const char *text, const Shape *shape, CueAccessPacked *out)
{
  guint place = 0;

  out->is_json = TRUE;
  out->is_object = shape->is_object;
  out->has_odd |= shape->is_odd;
  for (guint i = 0; i < self->scan->n_nodes && place < shape->n_places; i++) {
    const CueAccessNode *node = &self->scan->nodes[i];
    Value                value = { text + node->offset, node->length, node->type };

    if (node->type >= CUE_JSON_OBJECT)
      continue;
    if (shape->places[place].field != CUE_ACCESS_FIELD_NONE)
      fill_slot (out, shape->places[place].field, &value, CUE_DICTIONARY_NONE);
    place++;
  }
}

/**
 * cue_access_packer_pack:
 * @self: a packer
 * @text: (array length=length): one message
 * @length: its bytes
 * @hint: (inout): the number of the last shape: zero at first; one for each stream makes it faster
 * @packed: (out): its fields, and itself in few bytes
 *
 * Reads and packs one message. The slots point into @text.
 */
void
cue_access_packer_pack (CueAccessPacker *self,
                        const char      *text,
                        gsize            length,
                        guint32         *hint,
                        CueAccessPacked *packed)
{
  Value   values[MAX_VALUES];
  Shape  *loose = NULL;
  Shape  *shape;
  guint32 number = find_shape (self, text, length, *hint, values, &loose);
  guint8 *out;

  if (number == 0) {
    cue_access_packer_pack_raw (self, text, length, packed);
    if (loose != NULL)
      fill_from_loose (self, text, loose, packed);
    g_clear_pointer (&loose, shape_free);
    return;
  }
  *hint = number;
  shape = g_ptr_array_index (self->shapes, number - 1);
  memset (packed, 0, sizeof *packed);
  packed->is_json = TRUE;
  packed->is_object = shape->is_object;
  packed->has_odd = shape->is_odd;
  g_byte_array_set_size (self->out,
                         (guint) (length + 10 + shape->n_places * CUE_ACCESS_CODE_OVERHEAD));
  out = cue_access_code_write_number (self->out->data, number);
  for (guint i = 0; i < shape->n_places; i++) {
    Place  *place = &shape->places[i];
    guint32 token = find_token (self, place, &values[i]);

    if (token != CUE_DICTIONARY_NONE)
      out = cue_access_code_write_number (out, (guint64) token + CUE_ACCESS_CODE_TOKEN);
    else
      out = cue_access_code_write_value (out, values[i].at, values[i].length, values[i].type);
    if (place->field != CUE_ACCESS_FIELD_NONE)
      fill_slot (packed, place->field, &values[i], token);
  }
  packed->bytes = self->out->data;
  packed->n_bytes = (gsize) (out - self->out->data);
}

/**
 * cue_access_packer_unpack:
 * @self: the packer that packed them
 * @bytes: (array length=n_bytes): a packed text
 * @n_bytes: its bytes
 * @text: where to append it, exactly as it came
 */
void
cue_access_packer_unpack (CueAccessPacker *self, const guint8 *bytes, gsize n_bytes, GString *text)
{
  const guint8 *at;
  guint64       number;
  const Shape  *shape;
  guint32       begin = 0;

  at = cue_access_code_read_number (bytes, &number);
  if (number == 0) {
    g_string_append_len (text, (const char *) at, (gssize) (n_bytes - 1));
    return;
  }
  shape = g_ptr_array_index (self->shapes, number - 1);
  for (guint i = 0; i < shape->n_places; i++) {
    guint32 end = shape->places[i].end;

    g_string_append_len (text, shape->skeleton + begin, (gssize) (end - begin));
    at = cue_access_code_read (at, self->dictionary, text);
    begin = end;
  }
  g_string_append_len (text, shape->skeleton + begin, (gssize) (shape->length - begin));
}

/**
 * cue_access_packer_intern:
 * @self: a packer
 * @bytes: (array length=length): a value of ours as JSON text
 * @length: its bytes
 *
 * Returns: its number, to compare with those of what comes; %CUE_DICTIONARY_NONE when the
 *   dictionary is full
 */
guint32
cue_access_packer_intern (CueAccessPacker *self, const char *bytes, gsize length)
{
  return cue_dictionary_intern (self->dictionary, bytes, length, TRUE);
}

/**
 * cue_access_packer_get_token:
 * @self: a packer
 * @token: the number of a value
 * @length: (out): its bytes
 *
 * Returns: (transfer none): the value as JSON text, quotes and all; not ended by a NUL
 */
const char *
cue_access_packer_get_token (CueAccessPacker *self, guint32 token, gsize *length)
{
  return cue_dictionary_get (self->dictionary, token, length);
}

/**
 * cue_access_packer_dup_text:
 * @self: a packer
 * @token: the number of a value
 *
 * Returns: (transfer full) (nullable): the text that the value means; %NULL for `null`
 */
char *
cue_access_packer_dup_text (CueAccessPacker *self, guint32 token)
{
  gsize       length;
  const char *bytes = cue_dictionary_get (self->dictionary, token, &length);
  CueJsonKind type;

  cue_json_token_take (bytes, bytes + length, &type);
  return type == CUE_JSON_NULL ? NULL : cue_json_token_decode (bytes, length, type);
}
