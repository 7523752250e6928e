// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-jwt.h"

#include "cue-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/*
 * The token is written here and not by libjwt, because libjwt sorts the claims: the bytes would
 * not be those of the vendor's example, and a token in a trace could not be compared with one made
 * by another tool. The tests check the result against libjwt as a second opinion.
 */

#define HEADER     "{\"alg\":\"HS512\",\"typ\":\"JWT\"}"
#define HS512_SIZE 64

static void
append_base64url (GString *out, const void *bytes, gsize length)
{
  g_autofree char *text = g_base64_encode (bytes, length);

  for (char *c = text; *c != '\0' && *c != '='; c++)
    g_string_append_c (out, *c == '+' ? '-' : *c == '/' ? '_' : *c);
}

static void
append_text_claim (GString *out, const char *name, const char *value)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *quoted = NULL;

  json_node_set_string (node, value);
  quoted = json_to_string (node, FALSE);
  g_string_append_printf (out, "\"%s\":%s,", name, quoted);
}

static gboolean
check_claims (const CueJwtClaims *claims, GError **error)
{
  if (claims->iss == NULL || *claims->iss == '\0') {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The client ID (iss) is empty; the service needs it to know us."));
    return FALSE;
  }
  if (!g_utf8_validate (claims->iss, -1, NULL) ||
      (claims->aud != NULL && !g_utf8_validate (claims->aud, -1, NULL))) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The client ID (iss) and the service ID (aud) must be valid UTF-8."));
    return FALSE;
  }
  return TRUE;
}

/**
 * cue_jwt_sign_hs512:
 * @secret: (array length=length): the key; any bytes
 * @length: how many, above zero
 * @claims: what the token says
 * @error: %CUE_ERROR_INVALID_INPUT for an empty secret or an unusable claim
 *
 * Signs the token that asks the Event Engine for the state URL (services reference 4.1): always
 * HS512, header and claims in the compact form and order of its example B-1. No copy of the secret
 * is kept. Any thread.
 *
 * Returns: (transfer full): the token in compact form, itself a secret
 */
char *
cue_jwt_sign_hs512 (const char *secret, gsize length, const CueJwtClaims *claims, GError **error)
{
  g_autoptr (GString) payload = NULL;
  GString *token;
  guint8   signature[HS512_SIZE];
  gsize    signature_size = sizeof signature;
  GHmac   *hmac;

  g_return_val_if_fail (claims != NULL, NULL);

  if (secret == NULL || length == 0) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The secret is empty; a token cannot be signed without it."));
    return NULL;
  }
  if (!check_claims (claims, error))
    return NULL;

  payload = g_string_new ("{");
  append_text_claim (payload, "iss", claims->iss);
  if (claims->aud != NULL && *claims->aud != '\0')
    append_text_claim (payload, "aud", claims->aud);
  g_string_append_printf (payload, "\"exp\":%" G_GINT64_FORMAT "}", claims->exp_s);

  token = g_string_new (NULL);
  append_base64url (token, HEADER, strlen (HEADER));
  g_string_append_c (token, '.');
  append_base64url (token, payload->str, payload->len);

  hmac = g_hmac_new (G_CHECKSUM_SHA512, (const guchar *) secret, length);
  g_hmac_update (hmac, (const guchar *) token->str, (gssize) token->len);
  g_hmac_get_digest (hmac, signature, &signature_size);
  g_hmac_unref (hmac);

  g_string_append_c (token, '.');
  append_base64url (token, signature, signature_size);
  return g_string_free (token, FALSE);
}
