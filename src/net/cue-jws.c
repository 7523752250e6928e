// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-jws.h"

#include <string.h>

#include "cue-base64url.h"
#include "cue-json-scan.h"
#include "cue-json.h"
#include "cue-jws-private.h"
#include "cue-secret-text.h"
#include "cue-text.h"

#define MAX_SHOWN_CHARS 60

/**
 * CueJws:
 *
 * A signed text in compact form ([RFC 7515](https://www.rfc-editor.org/rfc/rfc7515)): a token
 * ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519)) or events of 10Duke. It is taken apart
 * strictly, and trusted in nothing: the algorithm belongs to the key
 * ([section 3.1 of RFC 8725](https://www.rfc-editor.org/rfc/rfc8725#section-3.1)), a key in the
 * header is never used, and the payload counts only after the signature.
 *
 * What could be read stays readable when something else is wrong, to be shown. The signature and
 * the text that was signed are overwritten when the last reference goes.
 *
 * Immutable and reference counted; any thread.
 */

G_DEFINE_BOXED_TYPE (CueJws, cue_jws, cue_jws_ref, cue_jws_unref)

static void
note_fault (CueJws *self, CueJwsFault fault)
{
  if (self->fault == CUE_JWS_FAULT_NONE)
    self->fault = fault;
}

static guint
count_members (JsonNode *node)
{
  guint count = 0;

  if (JSON_NODE_HOLDS_OBJECT (node)) {
    g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

    for (GList *value = values; value != NULL; value = value->next)
      count += 1 + count_members (value->data);
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < json_array_get_length (array); i++)
      count += count_members (json_array_get_element (array, i));
  }
  return count;
}

// The strict scan compares names as they are written; "a" and "\u0061" are one name all the same.
// Then there are more names in the text than in what became of it.
static char *
find_escaped_duplicate (const char *text, gsize size, JsonNode *json)
{
  const char *escaped = NULL;
  gsize       escaped_size = 0;
  guint       names = 0;

  for (gsize i = 0; i < size; i++) {
    gsize begin = i + 1;
    gsize end;

    if (text[i] != '"')
      continue;
    for (i++; i < size && text[i] != '"'; i++)
      i += text[i] == '\\';
    end = i;
    while (i + 1 < size && g_ascii_isspace (text[i + 1]))
      i++;
    if (end >= size || i + 1 >= size || text[i + 1] != ':')
      continue;
    names++;
    if (escaped == NULL && memchr (text + begin, '\\', end - begin) != NULL) {
      escaped = text + begin;
      escaped_size = end - begin;
    }
  }
  if (escaped == NULL || names == count_members (json))
    return NULL;
  return cue_text_make_line (escaped, (gssize) escaped_size, MAX_SHOWN_CHARS);
}

static JsonNode *
parse_json (GBytes *bytes, char **duplicate)
{
  g_autoptr (GPtrArray) duplicates = g_ptr_array_new_with_free_func (g_free);
  CueJsonScan scan = { .duplicates = duplicates };
  JsonNode   *json;
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!cue_json_scan (data, size, &scan, NULL))
    return NULL;
  json = cue_json_parse (bytes, NULL);
  if (duplicates->len > 0)
    *duplicate = cue_text_make_line (g_ptr_array_index (duplicates, 0), -1, MAX_SHOWN_CHARS);
  else if (json != NULL)
    *duplicate = find_escaped_duplicate (data, size, json);
  return json;
}

// RFC 7515 section 4.1.11: what is not understood must be refused. Nothing is understood here.
static gboolean
demands_extension (JsonObject *header)
{
  return json_object_has_member (header, "crit") || json_object_has_member (header, "b64");
}

static void
read_header (CueJws *self)
{
  g_autofree char *duplicate = NULL;
  JsonObject      *header;
  const char      *algorithm;

  if (g_bytes_get_size (self->header) > CUE_JWS_MAX_HEADER_BYTES) {
    note_fault (self, CUE_JWS_FAULT_HEADER_TOO_LARGE);
    return;
  }
  self->header_json = parse_json (self->header, &duplicate);
  if (self->header_json != NULL && !JSON_NODE_HOLDS_OBJECT (self->header_json))
    g_clear_pointer (&self->header_json, json_node_unref);
  if (self->header_json == NULL) {
    note_fault (self, CUE_JWS_FAULT_HEADER_NOT_JSON);
    return;
  }
  header = json_node_get_object (self->header_json);
  algorithm = cue_jws_get_algorithm (self);
  if (duplicate != NULL)
    note_fault (self, CUE_JWS_FAULT_HEADER_DUPLICATE);
  else if (algorithm == NULL || *algorithm == '\0')
    note_fault (self, CUE_JWS_FAULT_NO_ALGORITHM);
  else if (g_ascii_strcasecmp (algorithm, "none") == 0)
    note_fault (self, CUE_JWS_FAULT_ALGORITHM_NONE);
  else if (demands_extension (header))
    note_fault (self, CUE_JWS_FAULT_CRITICAL);
}

static GBytes *
decode_part (CueJws *self, guint part, const char *text, gsize length)
{
  gboolean canonical = FALSE;
  GBytes  *bytes = cue_base64url_decode (text, length, &canonical);

  if (!canonical) {
    if (self->fault == CUE_JWS_FAULT_NONE)
      self->bad_part = part;
    note_fault (self, CUE_JWS_FAULT_BASE64);
  }
  return bytes;
}

static void
read_parts (CueJws *self, const char *text, gsize length)
{
  const char *end = text + length;
  const char *first = memchr (text, '.', length);
  const char *second = first != NULL ? memchr (first + 1, '.', (gsize) (end - first - 1)) : NULL;
  guint       points = 0;

  for (const char *p = text; p < end && points < 5; p++)
    points += *p == '.';
  if (points == 4) {
    note_fault (self, CUE_JWS_FAULT_ENCRYPTED);
    return;
  }
  if (points != 2 || first == text || second == first + 1) {
    note_fault (self, *text == '{' ? CUE_JWS_FAULT_JSON_FORM : CUE_JWS_FAULT_NOT_COMPACT);
    return;
  }
  self->header = decode_part (self, 1, text, (gsize) (first - text));
  self->payload = decode_part (self, 2, first + 1, (gsize) (second - first - 1));
  self->signature = decode_part (self, 3, second + 1, (gsize) (end - second - 1));
  if (self->header != NULL)
    read_header (self);
  if (self->payload != NULL)
    self->payload_json = parse_json (self->payload, &self->duplicate);
  if (self->signature != NULL && g_bytes_get_size (self->signature) == 0)
    note_fault (self, CUE_JWS_FAULT_NO_SIGNATURE);
  self->input = g_strndup (text, (gsize) (second - text));
}

/**
 * cue_jws_new:
 * @text: (nullable): what claims to be a JWS in compact form, without blanks around it
 * @length: its number of bytes, or −1 when it ends with a NUL
 *
 * Takes it apart. This always succeeds; [method@Jws.get_fault] says what is wrong with the form.
 * Meant for a worker when it can be large.
 *
 * Returns: (transfer full): what could be read
 */
CueJws *
cue_jws_new (const char *text, gssize length)
{
  CueJws *self = g_atomic_rc_box_new0 (CueJws);
  gsize   size = text == NULL ? 0 : length < 0 ? strlen (text) : (gsize) length;

  if (size == 0)
    self->fault = CUE_JWS_FAULT_EMPTY;
  else if (size > CUE_JWS_MAX_BYTES)
    self->fault = CUE_JWS_FAULT_TOO_LARGE;
  else
    read_parts (self, text, size);
  return self;
}

/**
 * cue_jws_ref:
 * @self: a JWS
 *
 * Returns: (transfer full): @self
 */
CueJws *
cue_jws_ref (CueJws *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_jws (gpointer data)
{
  CueJws *self = data;

  cue_secret_text_free (self->input);
  g_clear_pointer (&self->header, g_bytes_unref);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_clear_pointer (&self->header_json, json_node_unref);
  g_clear_pointer (&self->payload_json, json_node_unref);
  g_free (self->duplicate);
}

/**
 * cue_jws_unref:
 * @self: (transfer full): a JWS
 */
void
cue_jws_unref (CueJws *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_jws);
}

/**
 * cue_jws_get_fault:
 * @self: a JWS
 *
 * Returns: what is wrong with its form or header, for which no key is needed; up to and with
 *   %CUE_JWS_FAULT_NO_SIGNATURE
 */
CueJwsFault
cue_jws_get_fault (const CueJws *self)
{
  g_return_val_if_fail (self != NULL, CUE_JWS_FAULT_EMPTY);
  return self->fault;
}

/**
 * cue_jws_get_bad_part:
 * @self: a JWS
 *
 * Returns: with %CUE_JWS_FAULT_BASE64 which of the three parts, from 1; else 0
 */
guint
cue_jws_get_bad_part (const CueJws *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->fault == CUE_JWS_FAULT_BASE64 ? self->bad_part : 0;
}

/**
 * cue_jws_get_algorithm:
 * @self: a JWS
 *
 * Returns: (nullable): what the header says of the algorithm; to be shown, never to be used
 */
const char *
cue_jws_get_algorithm (const CueJws *self)
{
  JsonNode *node = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->header_json != NULL)
    node = json_object_get_member (json_node_get_object (self->header_json), "alg");
  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/**
 * cue_jws_get_header:
 * @self: a JWS
 *
 * Returns: (nullable) (transfer none): the header
 */
JsonObject *
cue_jws_get_header (const CueJws *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->header_json != NULL ? json_node_get_object (self->header_json) : NULL;
}

/**
 * cue_jws_get_header_bytes:
 * @self: a JWS
 *
 * Returns: (nullable) (transfer none): the header as it was sent, which may be anything
 */
GBytes *
cue_jws_get_header_bytes (const CueJws *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->header;
}

/**
 * cue_jws_get_payload:
 * @self: a JWS
 *
 * Returns: (nullable) (transfer none): the payload as it was signed, which may be anything
 */
GBytes *
cue_jws_get_payload (const CueJws *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->payload;
}

/**
 * cue_jws_get_payload_json:
 * @self: a JWS
 *
 * Returns: (nullable) (transfer none): the payload, when it is JSON
 */
JsonNode *
cue_jws_get_payload_json (const CueJws *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->payload_json;
}

/**
 * cue_jws_get_claims:
 * @self: a JWS
 *
 * Returns: (nullable) (transfer none): the payload, when it is a JSON object; not verified
 */
JsonObject *
cue_jws_get_claims (const CueJws *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->payload_json != NULL && JSON_NODE_HOLDS_OBJECT (self->payload_json)
           ? json_node_get_object (self->payload_json)
           : NULL;
}

/**
 * cue_jws_get_duplicate:
 * @self: a JWS
 *
 * Returns: (nullable): the name that stands twice in an object of the payload, fit to be shown
 */
const char *
cue_jws_get_duplicate (const CueJws *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->duplicate;
}

/**
 * cue_jws_get_signature_size:
 * @self: a JWS
 *
 * Returns: number of bytes of the signature
 */
gsize
cue_jws_get_signature_size (const CueJws *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->signature != NULL ? g_bytes_get_size (self->signature) : 0;
}
