// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-jws.h"

#include <math.h>
#include <string.h>

#include "cue-base64url.h"
#include "cue-jws-private.h"
#include "cue-secret-text.h"
#include "cue-time.h"

// What of a JWS is right: its signature, and then its claims.

// A number beyond this is no point in time of anybody's: the year 9999.
#define MAX_EPOCH_S 253402300799.0

static CueJwsFault
check_algorithm (const CueJws *self, const CueVerifyKey *key)
{
  const char     *named = cue_jws_get_algorithm (self);
  CueJwsAlgorithm fixed = cue_verify_key_get_algorithm (key);

  // RFC 7515 section 4.1.1: compared letter by letter.
  if (g_str_equal (named, cue_jws_algorithm_to_name (fixed)))
    return CUE_JWS_FAULT_NONE;
  if (fixed == CUE_JWS_RS256 && g_ascii_strncasecmp (named, "HS", 2) == 0)
    return CUE_JWS_FAULT_ALGORITHM_CONFUSED;
  return CUE_JWS_FAULT_ALGORITHM_OTHER;
}

static gboolean
brings_key (JsonObject *header)
{
  return json_object_has_member (header, "jwk") || json_object_has_member (header, "jku") ||
         json_object_has_member (header, "x5c") || json_object_has_member (header, "x5u");
}

// The headers that this program and the usual libraries write for the algorithm of @key.
static gboolean
fits_other_header (const CueJws *self, const CueVerifyKey *key)
{
  static const char *const forms[] = {
    "{\"alg\":\"%s\"}",
    "{\"alg\":\"%s\",\"typ\":\"JWT\"}",
    "{\"typ\":\"JWT\",\"alg\":\"%s\"}",
  };
  const char *payload = strchr (self->input, '.');
  const char *name = cue_jws_algorithm_to_name (cue_verify_key_get_algorithm (key));

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_auto (GStrv) halves = g_strsplit (forms[i], "%s", 2);
    g_autofree char *header = g_strjoin (name, halves[0], halves[1], NULL);
    g_autofree char *head = cue_base64url_encode (header, strlen (header));
    g_autoptr (CueSecretText) input = g_strconcat (head, payload, NULL);

    if (cue_verify_key_check (key, input, strlen (input), self->signature))
      return TRUE;
  }
  return FALSE;
}

/**
 * cue_jws_verify:
 * @self: a JWS
 * @key: the key, which brings the algorithm
 *
 * Whether it was signed with @key, and only that: what the payload says is left to
 * [method@Jws.check_claims]. When it does not fit, some more is tried to find out why; that changes
 * the reason and never makes it fit.
 *
 * Returns: %CUE_JWS_FAULT_NONE, or why not, up to and with %CUE_JWS_FAULT_SIGNATURE_WRONG
 */
CueJwsFault
cue_jws_verify (const CueJws *self, const CueVerifyKey *key)
{
  CueJwsFault fault;

  g_return_val_if_fail (self != NULL, CUE_JWS_FAULT_EMPTY);
  g_return_val_if_fail (key != NULL, CUE_JWS_FAULT_SIGNATURE_WRONG);

  if (self->fault != CUE_JWS_FAULT_NONE)
    return self->fault;
  fault = check_algorithm (self, key);
  if (fault != CUE_JWS_FAULT_NONE)
    return fault;
  if (cue_verify_key_check (key, self->input, strlen (self->input), self->signature))
    return CUE_JWS_FAULT_NONE;

  if (fits_other_header (self, key))
    return CUE_JWS_FAULT_HEADER_SWAPPED;
  fault = cue_verify_key_explain (key, self->input, self->signature);
  if (fault == CUE_JWS_FAULT_SIGNATURE_WRONG && brings_key (cue_jws_get_header (self)))
    return CUE_JWS_FAULT_KEY_OF_ITS_OWN;
  return fault;
}

/**
 * cue_jws_read_date:
 * @claims: claims
 * @name: the name of one
 *
 * Reads a point in time: seconds since 1970, which may have a fraction
 * ([RFC 7519 section 2](https://www.rfc-editor.org/rfc/rfc7519#section-2)).
 *
 * Returns: µs since 1970, or `CUE_TIME_INVALID` when there is none or it is none
 */
gint64
cue_jws_read_date (JsonObject *claims, const char *name)
{
  JsonNode *node = json_object_get_member (claims, name);
  double    seconds;

  if (node == NULL || (json_node_get_value_type (node) != G_TYPE_INT64 &&
                       json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return CUE_TIME_INVALID;
  seconds = json_node_get_double (node);
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    seconds = (double) json_node_get_int (node);
  if (!isfinite (seconds) || seconds < 0 || seconds > MAX_EPOCH_S)
    return CUE_TIME_INVALID;
  return (gint64) (seconds * G_USEC_PER_SEC);
}

static gboolean
has_text (JsonNode *node, const char *text)
{
  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING &&
         g_str_equal (json_node_get_string (node), text);
}

static gboolean
has_audience (JsonNode *node, const char *audience)
{
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return has_text (node, audience);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (has_text (json_array_get_element (array, i), audience))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_true (JsonObject *claims, const char *name)
{
  JsonNode *node = json_object_get_member (claims, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}

static gboolean
has_odd_date (JsonObject *claims)
{
  static const char *const dates[] = { "exp", "nbf", "iat" };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++) {
    if (json_object_has_member (claims, dates[i]) &&
        cue_jws_read_date (claims, dates[i]) == CUE_TIME_INVALID)
      return TRUE;
  }
  return FALSE;
}

static CueJwsFault
check_life (JsonObject *claims, const CueJwsExpectation *expected, gint64 now)
{
  gint64 leeway = CUE_SECONDS (expected->leeway_s);
  gint64 expiry = cue_jws_read_date (claims, "exp");
  gint64 issued = cue_jws_read_date (claims, "iat");
  gint64 start = cue_jws_read_date (claims, "nbf");

  if (expiry == CUE_TIME_INVALID && expected->needs_expiry)
    return CUE_JWS_FAULT_NO_EXPIRY;
  if (expiry != CUE_TIME_INVALID && now >= expiry + leeway)
    return CUE_JWS_FAULT_EXPIRED;
  if (start != CUE_TIME_INVALID && now < start - leeway)
    return CUE_JWS_FAULT_NOT_YET;
  if (issued != CUE_TIME_INVALID && now < issued - leeway)
    return CUE_JWS_FAULT_ISSUED_LATER;
  if (expiry != CUE_TIME_INVALID && issued != CUE_TIME_INVALID && expiry <= issued)
    return CUE_JWS_FAULT_NO_LIFE;
  return CUE_JWS_FAULT_NONE;
}

/**
 * cue_jws_check_claims:
 * @self: a JWS, whose signature was verified before what is said here counts
 * @expected: what is known of it beforehand
 * @now_wall_us: the time
 *
 * Checks the claims of a token ([RFC 7519
 * section 4.1](https://www.rfc-editor.org/rfc/rfc7519#section-4.1)). A payload that is no object
 * has none, and passes only where nothing is expected of it.
 *
 * Returns: %CUE_JWS_FAULT_NONE, or why not, from %CUE_JWS_FAULT_PAYLOAD_NOT_JSON on
 */
CueJwsFault
cue_jws_check_claims (const CueJws *self, const CueJwsExpectation *expected, gint64 now_wall_us)
{
  JsonObject *claims;
  CueJwsFault fault;

  g_return_val_if_fail (self != NULL, CUE_JWS_FAULT_EMPTY);
  g_return_val_if_fail (expected != NULL, CUE_JWS_FAULT_EMPTY);

  if (self->payload_json == NULL)
    return CUE_JWS_FAULT_PAYLOAD_NOT_JSON;
  if (self->duplicate != NULL)
    return CUE_JWS_FAULT_CLAIM_DUPLICATE;
  claims = cue_jws_get_claims (self);
  if (claims == NULL)
    return expected->issuer != NULL || expected->audience != NULL || expected->granted != NULL ||
               expected->needs_expiry
             ? CUE_JWS_FAULT_NO_CLAIMS
             : CUE_JWS_FAULT_NONE;
  if (has_odd_date (claims))
    return CUE_JWS_FAULT_CLAIM_TYPE;
  fault = check_life (claims, expected, now_wall_us);
  if (fault != CUE_JWS_FAULT_NONE)
    return fault;
  if (expected->issuer != NULL &&
      !has_text (json_object_get_member (claims, "iss"), expected->issuer))
    return CUE_JWS_FAULT_ISSUER;
  if (expected->audience != NULL &&
      !has_audience (json_object_get_member (claims, "aud"), expected->audience))
    return CUE_JWS_FAULT_AUDIENCE;
  if (expected->granted != NULL && !is_true (claims, expected->granted) && !is_true (claims, "*"))
    return CUE_JWS_FAULT_NOT_GRANTED;
  return CUE_JWS_FAULT_NONE;
}
