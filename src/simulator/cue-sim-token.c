// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-token.h"

#include "cue-json.h"

#define MAX_TOKEN_BYTES 8192
#define SIGNATURE_BYTES 64

/**
 * cue_sim_base64url_decode:
 * @length: bytes of @text, or -1
 *
 * RFC 4648 section 5 without padding, as RFC 7515 wants it. Strict: a foreign character, padding,
 * an impossible length or stray bits at the end refuse the whole text.
 *
 * Returns: (transfer full) (nullable)
 */
GBytes *
cue_sim_base64url_decode (const char *text, gssize length)
{
  gsize    size = length < 0 ? strlen (text) : (gsize) length;
  guchar  *bytes;
  gsize    filled = 0;
  guint32  bits = 0;
  unsigned pending = 0;

  if (size % 4 == 1)
    return NULL;
  bytes = g_malloc (size * 3 / 4 + 1);
  for (gsize i = 0; i < size; i++) {
    char    c = text[i];
    guint32 value;

    if (c >= 'A' && c <= 'Z')
      value = (guint32) (c - 'A');
    else if (c >= 'a' && c <= 'z')
      value = (guint32) (c - 'a' + 26);
    else if (c >= '0' && c <= '9')
      value = (guint32) (c - '0' + 52);
    else if (c == '-')
      value = 62;
    else if (c == '_')
      value = 63;
    else {
      g_free (bytes);
      return NULL;
    }
    bits = bits << 6 | value;
    pending += 6;
    if (pending >= 8) {
      pending -= 8;
      bytes[filled++] = (guchar) (bits >> pending & 0xff);
    }
  }
  if ((bits & ((1u << pending) - 1)) != 0) {
    g_free (bytes);
    return NULL;
  }
  return g_bytes_new_take (bytes, filled);
}

static JsonObject *
decode_object (const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = cue_sim_base64url_decode (text, (gssize) length);
  g_autoptr (JsonNode) node = bytes != NULL ? cue_json_parse (bytes, NULL) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  return json_object_ref (json_node_get_object (node));
}

/* Takes the same time wherever the two differ. */
static gboolean
equal_in_constant_time (const guint8 *a, const guint8 *b, gsize size)
{
  volatile guint8 difference = 0;

  for (gsize i = 0; i < size; i++)
    difference = (guint8) (difference | (a[i] ^ b[i]));
  return difference == 0;
}

static gboolean
verify_signature (const char *signed_part, gsize signed_length, const char *signature, GBytes *key)
{
  g_autoptr (GBytes) given = cue_sim_base64url_decode (signature, -1);
  g_autoptr (GHmac) hmac = NULL;
  guint8        expected[SIGNATURE_BYTES];
  gsize         size = sizeof expected;
  gsize         key_size;
  const guint8 *key_data = g_bytes_get_data (key, &key_size);

  if (given == NULL || g_bytes_get_size (given) != SIGNATURE_BYTES)
    return FALSE;
  hmac = g_hmac_new (G_CHECKSUM_SHA512, key_data, key_size);
  g_hmac_update (hmac, (const guchar *) signed_part, (gssize) signed_length);
  g_hmac_get_digest (hmac, expected, &size);
  return equal_in_constant_time (expected, g_bytes_get_data (given, NULL), SIGNATURE_BYTES);
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static gboolean
get_integer (JsonObject *object, const char *name, gint64 *out)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *out = json_node_get_int (node);
  return TRUE;
}

static CueSimTokenVerdict
check_claims (JsonObject *claims, const char *issuer, const char *audience, gint64 now_us)
{
  const char *iss = get_string (claims, "iss");
  const char *aud = get_string (claims, "aud");
  gint64      now_s = now_us / G_USEC_PER_SEC;
  gint64      exp_s;
  gint64      nbf_s = now_s;

  if (iss == NULL || aud == NULL || !get_integer (claims, "exp", &exp_s))
    return CUE_SIM_TOKEN_WRONG_CLAIMS;
  if (json_object_has_member (claims, "nbf") && !get_integer (claims, "nbf", &nbf_s))
    return CUE_SIM_TOKEN_WRONG_CLAIMS;
  if (!g_str_equal (iss, issuer))
    return CUE_SIM_TOKEN_WRONG_ISSUER;
  if (!g_str_equal (aud, audience))
    return CUE_SIM_TOKEN_WRONG_AUDIENCE;
  if (exp_s <= now_s)
    return CUE_SIM_TOKEN_EXPIRED;
  if (nbf_s > now_s + CUE_SIM_TOKEN_SKEW_S)
    return CUE_SIM_TOKEN_NOT_YET_VALID;
  if (exp_s < now_s + CUE_SIM_TOKEN_TTL_LEAST_S - CUE_SIM_TOKEN_SKEW_S)
    return CUE_SIM_TOKEN_TOO_SHORT;
  if (exp_s > now_s + CUE_SIM_TOKEN_TTL_MOST_S + CUE_SIM_TOKEN_SKEW_S)
    return CUE_SIM_TOKEN_TOO_LONG;
  return CUE_SIM_TOKEN_FINE;
}

/**
 * cue_sim_token_verify:
 * @authorization: (nullable): the value of the Authorization header
 * @secret: the bytes both sides know
 * @now_us: the simulator's wall clock
 *
 * Checks a JWT as the vendor's page describes it ("The token carried by the request": HS512, `iss`,
 * `aud`, `exp` 30 to 60 s ahead). The algorithm is fixed here; the header only has to agree.
 * Signing code of the console is not used, so that a mistake in it cannot pass.
 */
CueSimTokenVerdict
cue_sim_token_verify (const char *authorization,
                      GBytes     *secret,
                      const char *issuer,
                      const char *audience,
                      gint64      now_us)
{
  const char *token;
  const char *first_dot;
  const char *second_dot;
  const char *alg;
  g_autoptr (JsonObject) header = NULL;
  g_autoptr (JsonObject) claims = NULL;

  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Bearer ", 7) != 0)
    return CUE_SIM_TOKEN_MISSING;
  token = authorization + 7;
  if (*token == '\0')
    return CUE_SIM_TOKEN_MISSING;
  first_dot = strchr (token, '.');
  second_dot = first_dot != NULL ? strchr (first_dot + 1, '.') : NULL;
  if (second_dot == NULL || strchr (second_dot + 1, '.') != NULL ||
      strlen (token) > MAX_TOKEN_BYTES)
    return CUE_SIM_TOKEN_MALFORMED;

  header = decode_object (token, (gsize) (first_dot - token));
  claims = decode_object (first_dot + 1, (gsize) (second_dot - first_dot - 1));
  /* "crit" names extensions that must be understood (RFC 7515 section 4.1.11); there are none. */
  if (header == NULL || claims == NULL || json_object_has_member (header, "crit"))
    return CUE_SIM_TOKEN_MALFORMED;
  alg = get_string (header, "alg");
  if (alg == NULL || !g_str_equal (alg, "HS512"))
    return CUE_SIM_TOKEN_WRONG_ALGORITHM;
  if (!verify_signature (token, (gsize) (second_dot - token), second_dot + 1, secret))
    return CUE_SIM_TOKEN_WRONG_SIGNATURE;
  return check_claims (claims, issuer, audience, now_us);
}

/**
 * cue_sim_token_verdict_to_status:
 * @verdict: what is wrong with a token, if anything
 *
 * Returns: the HTTP status that the Event Engine answers it with
 */
guint
cue_sim_token_verdict_to_status (CueSimTokenVerdict verdict)
{
  switch (verdict) {
  case CUE_SIM_TOKEN_FINE:
    return 200;
  case CUE_SIM_TOKEN_MALFORMED:
  case CUE_SIM_TOKEN_WRONG_CLAIMS:
    return 400;
  case CUE_SIM_TOKEN_MISSING:
  case CUE_SIM_TOKEN_WRONG_ALGORITHM:
  case CUE_SIM_TOKEN_WRONG_SIGNATURE:
  case CUE_SIM_TOKEN_WRONG_ISSUER:
  case CUE_SIM_TOKEN_WRONG_AUDIENCE:
  case CUE_SIM_TOKEN_EXPIRED:
  case CUE_SIM_TOKEN_NOT_YET_VALID:
  case CUE_SIM_TOKEN_TOO_SHORT:
  case CUE_SIM_TOKEN_TOO_LONG:
  default:
    return 401;
  }
}

/**
 * cue_sim_token_verdict_to_words:
 *
 * Returns: what the control interface says about the last token; never sent to the client, because
 *   the real service says nothing but its status
 */
const char *
cue_sim_token_verdict_to_words (CueSimTokenVerdict verdict)
{
  switch (verdict) {
  case CUE_SIM_TOKEN_FINE:
    return "accepted";
  case CUE_SIM_TOKEN_MISSING:
    return "no bearer token";
  case CUE_SIM_TOKEN_MALFORMED:
    return "not a JWT";
  case CUE_SIM_TOKEN_WRONG_ALGORITHM:
    return "alg is not HS512";
  case CUE_SIM_TOKEN_WRONG_SIGNATURE:
    return "signature does not fit the secret";
  case CUE_SIM_TOKEN_WRONG_CLAIMS:
    return "iss, aud or exp is absent or of the wrong type";
  case CUE_SIM_TOKEN_WRONG_ISSUER:
    return "iss is not known";
  case CUE_SIM_TOKEN_WRONG_AUDIENCE:
    return "aud is not known";
  case CUE_SIM_TOKEN_EXPIRED:
    return "exp has passed";
  case CUE_SIM_TOKEN_NOT_YET_VALID:
    return "nbf lies ahead";
  case CUE_SIM_TOKEN_TOO_SHORT:
    return "exp is less than 30 s ahead";
  case CUE_SIM_TOKEN_TOO_LONG:
    return "exp is more than 60 s ahead";
  default:
    return "refused";
  }
}
