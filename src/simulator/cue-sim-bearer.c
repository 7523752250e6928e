// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-bearer.h"

#include "cue-json.h"
#include "cue-sim-doc.h"
#include "cue-sim-token.h"

/* Signed with a key of the simulator's own (HS256) and not RS256 as the vendor's are: a client
 * never has the key to look, and this way no private key lies about. */
#define KEY             "the simulator's own key, which is worth nothing anywhere else"
#define HEADER          "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"simulator\"}"
#define MAX_TOKEN_BYTES 8192
#define SIGNATURE_BYTES 32
#define SKEW_S          60

/**
 * cue_sim_base64url_encode:
 * @data: (array length=size): any bytes
 * @size: how many
 *
 * Returns: (transfer full): the bytes in base64url without padding (RFC 7515 section 2)
 */
char *
cue_sim_base64url_encode (const void *data, gsize size)
{
  char *text = g_base64_encode (data, size);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

static char *
make_signature (const char *text, gsize length)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) KEY, strlen (KEY));
  guint8 digest[SIGNATURE_BYTES];
  gsize  size = sizeof digest;

  g_hmac_update (hmac, (const guchar *) text, (gssize) length);
  g_hmac_get_digest (hmac, digest, &size);
  return cue_sim_base64url_encode (digest, size);
}

/**
 * cue_sim_bearer_sign:
 * @scope: separated by spaces; a list in the token
 * @life_s: may be negative: a token that has expired
 * @serial: becomes `jti`
 *
 * Returns: (transfer full): an access token with the claims that were seen in the vendor's
 */
char *
cue_sim_bearer_sign (const char *issuer,
                     const char *client_id,
                     const char *subject,
                     const char *scope,
                     gint64      now_s,
                     gint64      life_s,
                     guint64     serial)
{
  g_autoptr (CueSimDoc) claims = cue_sim_doc_new ();
  g_auto (GStrv) scopes = g_strsplit (scope, " ", -1);
  g_autofree char *jti = g_strdup_printf ("%016" G_GINT64_MODIFIER "X", serial);
  gint64           begin_s = life_s > 0 ? now_s : now_s + life_s - 3600;
  g_autofree char *text = NULL;
  g_autofree char *first = cue_sim_base64url_encode (HEADER, strlen (HEADER));
  g_autofree char *second = NULL;
  g_autofree char *both = NULL;
  g_autofree char *third = NULL;

  cue_sim_doc_set_string (claims, "iss", issuer);
  cue_sim_doc_set_string (claims, "aud", "user_api");
  cue_sim_doc_set_string (claims, "client_id", client_id);
  cue_sim_doc_set_string (claims, "sub", subject);
  cue_sim_doc_set_strv (claims, "scope", (const char *const *) scopes);
  cue_sim_doc_set_int (claims, "iat", begin_s);
  cue_sim_doc_set_int (claims, "nbf", begin_s);
  cue_sim_doc_set_int (claims, "auth_time", begin_s);
  cue_sim_doc_set_int (claims, "exp", now_s + life_s);
  cue_sim_doc_set_raw (claims, "amr", "[\"pwd\"]");
  cue_sim_doc_set_string (claims, "idp", "local");
  cue_sim_doc_set_string (claims, "jti", jti);
  text = cue_sim_doc_to_text (claims);
  second = cue_sim_base64url_encode (text, strlen (text));
  both = g_strconcat (first, ".", second, NULL);
  third = make_signature (both, strlen (both));
  return g_strconcat (both, ".", third, NULL);
}

static char *
join_scopes (JsonObject *claims)
{
  JsonNode *node = json_object_get_member (claims, "scope");
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup ("");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (text,
                            "%s%s",
                            i > 0 ? " " : "",
                            json_array_get_string_element (array, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * cue_sim_bearer_read:
 * @token: (nullable)
 * @bearer: (out): to be cleared, whatever is returned
 *
 * The signature is looked at first, so that everything behind it was written by us.
 */
CueSimBearerVerdict
cue_sim_bearer_read (const char *token, gint64 now_s, CueSimBearer *bearer)
{
  const char      *first_dot = token != NULL ? strchr (token, '.') : NULL;
  const char      *second_dot = first_dot != NULL ? strchr (first_dot + 1, '.') : NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *claims;

  *bearer = (CueSimBearer){ 0 };
  if (token == NULL || *token == '\0')
    return CUE_SIM_BEARER_MISSING;
  if (second_dot == NULL || strlen (token) > MAX_TOKEN_BYTES)
    return CUE_SIM_BEARER_MALFORMED;
  expected = make_signature (token, (gsize) (second_dot - token));
  if (!g_str_equal (expected, second_dot + 1))
    return CUE_SIM_BEARER_MALFORMED;
  bytes = cue_sim_base64url_decode (first_dot + 1, second_dot - first_dot - 1);
  node = cue_json_parse (bytes, NULL);
  claims = json_node_get_object (node);
  bearer->client_id = g_strdup (json_object_get_string_member (claims, "client_id"));
  bearer->scope = join_scopes (claims);
  bearer->exp_s = json_object_get_int_member (claims, "exp");
  bearer->serial = g_ascii_strtoull (json_object_get_string_member (claims, "jti"), NULL, 16);
  if (json_object_get_int_member (claims, "nbf") > now_s + SKEW_S)
    return CUE_SIM_BEARER_NOT_YET_VALID;
  return bearer->exp_s <= now_s ? CUE_SIM_BEARER_EXPIRED : CUE_SIM_BEARER_FINE;
}

/**
 * cue_sim_bearer_clear:
 * @bearer: what a token says; frees what it holds
 */
void
cue_sim_bearer_clear (CueSimBearer *bearer)
{
  g_clear_pointer (&bearer->client_id, g_free);
  g_clear_pointer (&bearer->scope, g_free);
}

/**
 * cue_sim_bearer_has_scope:
 * @bearer: what a token says
 * @scope: a scope
 *
 * Returns: whether the token has it (RFC 6749 section 3.3)
 */
gboolean
cue_sim_bearer_has_scope (const CueSimBearer *bearer, const char *scope)
{
  g_auto (GStrv) scopes = g_strsplit (bearer->scope != NULL ? bearer->scope : "", " ", -1);

  return g_strv_contains ((const char *const *) scopes, scope);
}
