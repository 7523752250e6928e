// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What 10Duke is handed that is signed: events (a JWS), and read tokens (a JWT). */

#include "cue-sim-duke-jws.h"

#include "cue-json-scan.h"
#include "cue-json.h"
#include "cue-sim-token.h"

#define MAX_TOKEN_BYTES  16384
#define MAX_HEADER_BYTES 4096 // an honest one has a few dozen
#define MAX_WORDS        12   // claims named in an answer
#define LEEWAY_S         5
#define MAX_TIME_S       G_GINT64_CONSTANT (253402300799) // the year 9999: more is no time in seconds

static JsonNode *
get_member (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
           ? node
           : NULL;
}

/* Two readers could take a name that stands twice for two things. */
static gboolean
has_twice (GBytes *bytes)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  CueJsonScan scan = { .duplicates = names };
  gsize       size;
  const char *text = g_bytes_get_data (bytes, &size);

  return cue_json_scan (text, size, &scan, NULL) && names->len > 0;
}

/* Returns: what is wrong with the header; NULL: nothing */
static const char *
check_header (const char *text, gsize size)
{
  g_autoptr (GBytes) bytes = cue_sim_base64url_decode (text, (gssize) size);
  g_autoptr (JsonNode) node = bytes != NULL ? cue_json_parse (bytes, NULL) : NULL;
  JsonObject *header;
  JsonNode   *algorithm;
  const char *name;

  if (bytes == NULL)
    return "The header is not base64url.";
  if (g_bytes_get_size (bytes) > MAX_HEADER_BYTES)
    return "The header is too large.";
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return "The header is not a JSON object.";
  if (has_twice (bytes))
    return "A name stands twice in the header.";
  header = json_node_get_object (node);
  algorithm = get_member (header, "alg", G_TYPE_STRING);
  if (algorithm == NULL)
    return "The header names no algorithm.";
  name = json_node_get_string (algorithm);
  if (g_ascii_strcasecmp (name, "none") == 0)
    return "Unsigned: the algorithm none is refused.";
  if (!g_str_equal (name, "RS256"))
    return "The algorithm must be RS256.";
  /* RFC 7515 section 4.1.11: what is critical and not understood refuses the whole. */
  if (json_object_has_member (header, "crit") || json_object_has_member (header, "b64"))
    return "The header has critical extensions that are not supported.";
  return NULL;
}

/**
 * cue_sim_duke_jws_open:
 * @text: a compact JWS
 * @key: of the tenant
 * @problem: (out): what is wrong with it, when %NULL is returned
 *
 * Returns: (transfer full) (nullable): the payload of a JWS whose signature is right
 */
GBytes *
cue_sim_duke_jws_open (const char *text, CueSimDukeKey *key, char **problem)
{
  const char *first_dot = strchr (text, '.');
  const char *second_dot = first_dot != NULL ? strchr (first_dot + 1, '.') : NULL;
  const char *words = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GBytes) signature = NULL;

  if (second_dot == NULL || strchr (second_dot + 1, '.') != NULL)
    words = "Not a compact JWS: three parts with two dots between them are expected.";
  else
    words = check_header (text, (gsize) (first_dot - text));
  if (words == NULL) {
    payload = cue_sim_base64url_decode (first_dot + 1, second_dot - first_dot - 1);
    signature = cue_sim_base64url_decode (second_dot + 1, -1);
    if (payload == NULL)
      words = "The payload is not base64url.";
    else if (signature == NULL)
      words = "The signature is not base64url.";
    else if (g_bytes_get_size (signature) == 0)
      words = "There is no signature.";
    else if (!cue_sim_duke_key_verify (key, text, (gsize) (second_dot - text), signature))
      words = "Signature could not be verified for tenant";
  }
  if (words != NULL) {
    *problem = g_strdup (words);
    return NULL;
  }
  return g_steal_pointer (&payload);
}

/**
 * cue_sim_duke_jws_unwrap:
 * @text: a body
 *
 * The vendor's page says “BASE64 encoded JWS”, which some read as base64 of what is base64url
 * already.
 *
 * Returns: (transfer full) (nullable): the JWS in it, when that is what it is
 */
char *
cue_sim_duke_jws_unwrap (const char *text)
{
  g_autofree char   *plain = g_strdup (text);
  g_autofree guchar *bytes = NULL;
  g_autofree char   *inner = NULL;
  gsize              size = 0;

  if (strchr (text, '.') != NULL || strlen (text) < 8)
    return NULL;
  g_strdelimit (plain, "-", '+');
  g_strdelimit (plain, "_", '/');
  bytes = g_base64_decode (plain, &size);
  inner = g_strndup ((const char *) bytes, size);
  if (!g_str_has_prefix (inner, "ey") || strchr (inner, '.') == NULL)
    return NULL;
  return g_steal_pointer (&inner);
}

static char *
describe_claims (JsonObject *payload, const char *wanted)
{
  g_autoptr (GList) names = json_object_get_members (payload);
  g_autoptr (GString) words = g_string_new (NULL);
  guint n = 0;

  for (const GList *l = names; l != NULL && n < MAX_WORDS; l = l->next) {
    JsonNode        *claim = json_object_get_member (payload, l->data);
    g_autofree char *value = cue_json_to_text (claim, FALSE);
    gboolean         is_true = g_str_equal (value, "true");

    if (g_str_equal (l->data, "iat") || g_str_equal (l->data, "exp") ||
        g_str_equal (l->data, "nbf"))
      continue;
    g_string_append_printf (words, "%s%s", n++ > 0 ? ", " : "", (const char *) l->data);
    /* Only the boolean counts. */
    if (!is_true)
      g_string_append_printf (words, " (%.20s)", value);
  }
  return g_strdup_printf ("The token allows %s; this needs %s or *.",
                          n > 0 ? words->str : "no feed",
                          wanted);
}

static const char *
check_times (JsonObject *payload, gint64 now_s)
{
  JsonNode *end = get_member (payload, "exp", G_TYPE_INT64);
  JsonNode *begin = get_member (payload, "nbf", G_TYPE_INT64);

  if (end == NULL || json_node_get_int (end) > MAX_TIME_S)
    return "The token has no exp in seconds.";
  if (json_node_get_int (end) + LEEWAY_S <= now_s)
    return "The token has expired.";
  if (begin != NULL && json_node_get_int (begin) - LEEWAY_S > now_s)
    return "The token is not valid yet.";
  return NULL;
}

/**
 * cue_sim_duke_token_check:
 * @authorization: (nullable): the header
 * @key: of the tenant
 * @claims: NULL-terminated: one of these has to be true in the token, or `*`; the first is named in
 *   @problem
 * @now_s: seconds since 1970
 * @problem: (out): in words, unless it is fine
 *
 * Returns: whether the feed may be read
 */
CueSimDukePass
cue_sim_duke_token_check (const char        *authorization,
                          CueSimDukeKey     *key,
                          const char *const *claims,
                          gint64             now_s,
                          char             **problem)
{
  static const char scheme[] = "Bearer ";
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *payload;
  const char *words = NULL;
  JsonNode   *any;

  if (authorization == NULL || g_ascii_strncasecmp (authorization, scheme, strlen (scheme)) != 0) {
    *problem = g_strdup ("A read token is required: Authorization: Bearer and a JWT.");
    return CUE_SIM_DUKE_PASS_REFUSED;
  }
  if (strlen (authorization) > MAX_TOKEN_BYTES) {
    *problem = g_strdup ("The token is too long.");
    return CUE_SIM_DUKE_PASS_REFUSED;
  }
  bytes = cue_sim_duke_jws_open (authorization + strlen (scheme), key, problem);
  if (bytes == NULL)
    return CUE_SIM_DUKE_PASS_REFUSED;
  node = cue_json_parse (bytes, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    words = "The payload of the token is not a JSON object.";
  else if (has_twice (bytes))
    words = "A name stands twice in the token.";
  else
    words = check_times (json_node_get_object (node), now_s);
  if (words != NULL) {
    *problem = g_strdup (words);
    return CUE_SIM_DUKE_PASS_REFUSED;
  }
  payload = json_node_get_object (node);
  any = get_member (payload, "*", G_TYPE_BOOLEAN);
  if (any != NULL && json_node_get_boolean (any))
    return CUE_SIM_DUKE_PASS_FINE;
  for (guint i = 0; claims[i] != NULL; i++) {
    JsonNode *claim = get_member (payload, claims[i], G_TYPE_BOOLEAN);

    if (claim != NULL && json_node_get_boolean (claim))
      return CUE_SIM_DUKE_PASS_FINE;
  }
  *problem = describe_claims (payload, claims[0]);
  return CUE_SIM_DUKE_PASS_FORBIDDEN;
}
