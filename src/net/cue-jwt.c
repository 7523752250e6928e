// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-jwt.h"

#include "cue-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <jwt.h>
#include <stdlib.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (jwt_t, jwt_free)

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

static gboolean
fill (jwt_t *jwt, const char *secret, gsize length, const CueJwtClaims *claims)
{
  if (jwt_add_grant (jwt, "iss", claims->iss) != 0)
    return FALSE;
  if (claims->aud != NULL && *claims->aud != '\0' && jwt_add_grant (jwt, "aud", claims->aud) != 0)
    return FALSE;
  return jwt_add_grant_int (jwt, "exp", (long) claims->exp_s) == 0 &&
         jwt_set_alg (jwt, JWT_ALG_HS512, (const unsigned char *) secret, (int) length) == 0;
}

/**
 * cue_jwt_sign_hs512:
 * @secret: (array length=length): the key; any bytes
 * @length: how many, above zero
 * @claims: what the token says
 * @error: %CUE_ERROR_INVALID_INPUT for an empty secret or an unusable claim
 *
 * Signs the token that asks the Event Engine for the state URL (services reference 4.1), always
 * with HS512. libjwt writes the claims in the order of their names, which means the same as the
 * order of the reference's example B-1. No copy of the secret is kept. Any thread.
 *
 * Returns: (transfer full): the token in compact form, itself a secret
 */
char *
cue_jwt_sign_hs512 (const char *secret, gsize length, const CueJwtClaims *claims, GError **error)
{
  g_autoptr (jwt_t) jwt = NULL;
  char *encoded = NULL;
  char *token;

  g_return_val_if_fail (claims != NULL, NULL);

  if (secret == NULL || length == 0 || length > G_MAXINT) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The secret is empty; a token cannot be signed without it."));
    return NULL;
  }
  if (!check_claims (claims, error))
    return NULL;

  if (jwt_new (&jwt) != 0 || !fill (jwt, secret, length, claims) ||
      (encoded = jwt_encode_str (jwt)) == NULL) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The token could not be signed with this secret and these IDs."));
    return NULL;
  }
  token = g_strdup (encoded);
  free (encoded);
  return token;
}
