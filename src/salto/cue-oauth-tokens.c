// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-oauth-tokens.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-error.h"
#include "cue-json-reader.h"
#include "cue-secret-text.h"
#include "cue-token-inspection.h"

#define MAX_LIFE_S (10 * 365 * 24 * 3600)

/**
 * CueOauthTokens:
 *
 * What an authorization server answers (RFC 6749 section 5.1). Immutable and reference counted; any
 * thread. The tokens are wiped from memory when it goes.
 */
struct _CueOauthTokens {
  char  *access_token;  // owned
  char  *refresh_token; // owned, nullable
  gint64 life_us;       // from the answer on; 0 when the server did not say
};

G_DEFINE_BOXED_TYPE (CueOauthTokens, cue_oauth_tokens, cue_oauth_tokens_ref, cue_oauth_tokens_unref)

static void
clear_tokens (gpointer data)
{
  CueOauthTokens *self = data;

  cue_secret_text_free (self->access_token);
  cue_secret_text_free (self->refresh_token);
}

// A token goes into a header and into a URL; RFC 6750 section 2.1 allows no other characters.
static gboolean
is_usable (const char *token)
{
  gsize length = strlen (token);

  if (length == 0 || length > CUE_TOKEN_MAX_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (token[i] <= 0x20 || token[i] >= 0x7f)
      return FALSE;
  }
  return TRUE;
}

static gboolean
fail (GError **error, const char *text)
{
  g_set_error_literal (error, CUE_ERROR, CUE_ERROR_PROTOCOL, text);
  return FALSE;
}

static gboolean
read_tokens (CueOauthTokens *self, CueJsonReader *reader, GError **error)
{
  g_autofree char *type = NULL;
  gint64           seconds = 0;

  if (!cue_json_reader_get_string (reader, "access_token", &self->access_token) ||
      !is_usable (self->access_token))
    return fail (error, _ ("The Identity Server answered without an access token."));
  if (cue_json_reader_get_string (reader, "token_type", &type) &&
      g_ascii_strcasecmp (type, "bearer") != 0)
    return fail (error,
                 _ ("The Identity Server gave a token of a type that the hub does not know."));
  if (cue_json_reader_has (reader, "refresh_token") &&
      cue_json_reader_get_string (reader, "refresh_token", &self->refresh_token) &&
      !is_usable (self->refresh_token))
    g_clear_pointer (&self->refresh_token, cue_secret_text_free);
  if (cue_json_reader_has (reader, "expires_in") &&
      cue_json_reader_get_int64 (reader, "expires_in", &seconds) && seconds > 0)
    self->life_us = CUE_SECONDS (MIN (seconds, MAX_LIFE_S));
  return TRUE;
}

/**
 * cue_oauth_tokens_new_from_json:
 * @node: the answer of the token endpoint
 * @error: %CUE_ERROR_PROTOCOL when there is no usable access token in it
 *
 * Returns: (transfer full) (nullable): the tokens
 */
CueOauthTokens *
cue_oauth_tokens_new_from_json (JsonNode *node, GError **error)
{
  g_autoptr (CueOauthTokens) self = g_atomic_rc_box_new0 (CueOauthTokens);
  g_autoptr (CueJsonReader) reader = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    fail (error, _ ("The Identity Server answered without an access token."));
    return NULL;
  }
  reader = cue_json_reader_new (json_node_get_object (node), "$", NULL);
  return read_tokens (self, reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * cue_oauth_tokens_ref:
 * @self: tokens
 *
 * Returns: (transfer full): @self
 */
CueOauthTokens *
cue_oauth_tokens_ref (CueOauthTokens *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * cue_oauth_tokens_unref:
 * @self: (transfer full): tokens
 */
void
cue_oauth_tokens_unref (CueOauthTokens *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_tokens);
}

/**
 * cue_oauth_tokens_get_access_token:
 * @self: tokens
 *
 * Returns: (transfer none): the access token, a secret; never empty
 */
const char *
cue_oauth_tokens_get_access_token (const CueOauthTokens *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->access_token;
}

/**
 * cue_oauth_tokens_get_refresh_token:
 * @self: tokens
 *
 * Returns: (nullable): what gets the next ones; it takes the place of the one that was used
 */
const char *
cue_oauth_tokens_get_refresh_token (const CueOauthTokens *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->refresh_token;
}

/**
 * cue_oauth_tokens_get_life_us:
 * @self: tokens
 *
 * Returns: how long the access token lives from the answer on, µs; 0 when the server does not say
 */
gint64
cue_oauth_tokens_get_life_us (const CueOauthTokens *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->life_us;
}
