// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-token-inspection.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cue-json.h"
#include "cue-text.h"

#define MAX_NAME_CHARS 200
#define MAX_SCOPES     200
// A number beyond this is no point in time of anybody's: the year 9999.
#define MAX_EPOCH_S 253402300799.0

/**
 * CueTokenInspection:
 *
 * What an access token says about itself, read without trust: no signature is checked, since the
 * key is the service's, and nothing is decided by it but what to warn of before connecting (life
 * and scope, services reference 1.3 and 1.7). Nothing of the token's signature is kept.
 *
 * Immutable and reference counted; any thread.
 */
struct _CueTokenInspection {
  CueTokenForm form;
  gint64       expiry_us; // wall, CUE_TIME_INVALID when it does not say
  gint64       issued_us; // wall, CUE_TIME_INVALID when it does not say
  char        *issuer;    // owned, nullable
  char        *subject;   // owned, nullable
  char        *client_id; // owned, nullable
  const char  *claim;     // static, nullable: the claim that the scopes are from
  GStrv        scopes;    // owned, nullable: it does not say
};

G_DEFINE_BOXED_TYPE (CueTokenInspection,
                     cue_token_inspection,
                     cue_token_inspection_ref,
                     cue_token_inspection_unref)

/**
 * cue_token_clean:
 * @pasted: (nullable): what a user pasted
 *
 * Leaves out blanks and line breaks around a token and a `Bearer ` before it. What is inside stays
 * as it is, for the rules to complain of.
 *
 * Returns: (transfer full): the token
 */
char *
cue_token_clean (const char *pasted)
{
  char *token = g_strstrip (g_strdup (pasted != NULL ? pasted : ""));

  if (g_ascii_strncasecmp (token, "Bearer", 6) == 0 && g_ascii_isspace (token[6])) {
    memmove (token, token + 7, strlen (token + 7) + 1);
    g_strchug (token);
  }
  return token;
}

static gboolean
is_base64url (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
      return FALSE;
  }
  return length > 0 && length % 4 != 1;
}

// RFC 7515 section 2: the URL-safe alphabet without padding, which GLib does not read.
static GBytes *
decode_base64url (const char *text, gsize length)
{
  g_autoptr (GString) padded = g_string_new_len (text, (gssize) length);
  gsize   size = 0;
  guchar *data;

  for (gsize i = 0; i < padded->len; i++) {
    if (padded->str[i] == '-')
      padded->str[i] = '+';
    else if (padded->str[i] == '_')
      padded->str[i] = '/';
  }
  while (padded->len % 4 != 0)
    g_string_append_c (padded, '=');
  data = g_base64_decode (padded->str, &size);
  return g_bytes_new_take (data, size);
}

static char *
read_name (JsonObject *claims, const char *name)
{
  JsonNode *node = json_object_get_member (claims, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return cue_text_make_line (json_node_get_string (node), -1, MAX_NAME_CHARS);
}

// RFC 7519 section 2: a NumericDate may have a fraction.
static gint64
read_date (JsonObject *claims, const char *name)
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

static void
add_words (GPtrArray *scopes, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", MAX_SCOPES);

  for (guint i = 0; words[i] != NULL && scopes->len < MAX_SCOPES; i++) {
    if (*words[i] != '\0')
      g_ptr_array_add (scopes, cue_text_make_line (words[i], -1, MAX_NAME_CHARS));
  }
}

// The service sends an array, OAuth a text with blanks, and the vendor's page calls it “scopes”.
static void
read_scopes (CueTokenInspection *self, JsonObject *claims)
{
  static const char *const names[] = { "scope", "scopes", "scp" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    JsonNode *node = json_object_get_member (claims, names[i]);
    g_autoptr (GPtrArray) scopes = NULL;

    if (node == NULL ||
        (!JSON_NODE_HOLDS_ARRAY (node) && json_node_get_value_type (node) != G_TYPE_STRING))
      continue;
    scopes = g_ptr_array_new ();
    if (JSON_NODE_HOLDS_ARRAY (node)) {
      JsonArray *array = json_node_get_array (node);

      for (guint j = 0; j < json_array_get_length (array); j++) {
        JsonNode *item = json_array_get_element (array, j);

        if (json_node_get_value_type (item) == G_TYPE_STRING)
          add_words (scopes, json_node_get_string (item));
      }
    } else {
      add_words (scopes, json_node_get_string (node));
    }
    g_ptr_array_add (scopes, NULL);
    self->claim = names[i];
    self->scopes = (GStrv) g_ptr_array_free (g_steal_pointer (&scopes), FALSE);
    return;
  }
}

static void
read_claims (CueTokenInspection *self, const char *text, gsize length)
{
  g_autoptr (GBytes) payload = decode_base64url (text, length);
  g_autoptr (JsonNode) root = cue_json_parse (payload, NULL);
  JsonObject *claims;

  self->form = CUE_TOKEN_UNREADABLE;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  claims = json_node_get_object (root);
  self->form = CUE_TOKEN_READABLE;
  self->expiry_us = read_date (claims, "exp");
  self->issued_us = read_date (claims, "iat");
  self->issuer = read_name (claims, "iss");
  self->subject = read_name (claims, "sub");
  self->client_id = read_name (claims, "client_id");
  read_scopes (self, claims);
}

/**
 * cue_token_inspection_new:
 * @token: (nullable): an access token, without `Bearer`; possibly anything else
 *
 * Returns: (transfer full): what it says about itself
 */
CueTokenInspection *
cue_token_inspection_new (const char *token)
{
  CueTokenInspection *self = g_atomic_rc_box_new0 (CueTokenInspection);
  const char         *first;
  const char         *second;

  self->expiry_us = CUE_TIME_INVALID;
  self->issued_us = CUE_TIME_INVALID;
  if (token == NULL || *token == '\0')
    return self;

  self->form = CUE_TOKEN_OPAQUE;
  if (strlen (token) > CUE_TOKEN_MAX_BYTES)
    return self;
  first = strchr (token, '.');
  second = first != NULL ? strchr (first + 1, '.') : NULL;
  if (second == NULL || !is_base64url (token, first - token) ||
      !is_base64url (first + 1, second - first - 1) ||
      !is_base64url (second + 1, strlen (second + 1)))
    return self;
  read_claims (self, first + 1, second - first - 1);
  return self;
}

/**
 * cue_token_inspection_ref:
 * @self: an inspection
 *
 * Returns: (transfer full): @self
 */
CueTokenInspection *
cue_token_inspection_ref (CueTokenInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_inspection (gpointer data)
{
  CueTokenInspection *self = data;

  g_free (self->issuer);
  g_free (self->subject);
  g_free (self->client_id);
  g_strfreev (self->scopes);
}

/**
 * cue_token_inspection_unref:
 * @self: (transfer full): an inspection
 */
void
cue_token_inspection_unref (CueTokenInspection *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_inspection);
}

/**
 * cue_token_inspection_get_form:
 * @self: an inspection
 *
 * Returns: whether it is a JWT, or something that only the service can read
 */
CueTokenForm
cue_token_inspection_get_form (const CueTokenInspection *self)
{
  g_return_val_if_fail (self != NULL, CUE_TOKEN_EMPTY);
  return self->form;
}

/**
 * cue_token_inspection_get_expiry_us:
 * @self: an inspection
 *
 * Returns: until when it is valid by the service's clock, µs since 1970, or `CUE_TIME_INVALID` when
 *   it does not say
 */
gint64
cue_token_inspection_get_expiry_us (const CueTokenInspection *self)
{
  g_return_val_if_fail (self != NULL, CUE_TIME_INVALID);
  return self->expiry_us;
}

/**
 * cue_token_inspection_get_issued_us:
 * @self: an inspection
 *
 * Returns: when it was made by the service's clock, or `CUE_TIME_INVALID`
 */
gint64
cue_token_inspection_get_issued_us (const CueTokenInspection *self)
{
  g_return_val_if_fail (self != NULL, CUE_TIME_INVALID);
  return self->issued_us;
}

/**
 * cue_token_inspection_get_issuer:
 * @self: an inspection
 *
 * Returns: (transfer none) (nullable): the claim `iss` (RFC 7519 section 4.1.1), not verified
 */
const char *
cue_token_inspection_get_issuer (const CueTokenInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->issuer;
}

/**
 * cue_token_inspection_get_subject:
 * @self: an inspection
 *
 * Returns: (nullable): whom it is for: the platform's id of the user who signed in
 */
const char *
cue_token_inspection_get_subject (const CueTokenInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->subject;
}

/**
 * cue_token_inspection_get_client_id:
 * @self: an inspection
 *
 * Returns: (transfer none) (nullable): the claim `client_id` (RFC 9068 section 2.2), not verified
 */
const char *
cue_token_inspection_get_client_id (const CueTokenInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->client_id;
}

/**
 * cue_token_inspection_get_scope_claim:
 * @self: an inspection
 *
 * Returns: (nullable): which claim has the scopes: `scope`, `scopes` or `scp`
 */
const char *
cue_token_inspection_get_scope_claim (const CueTokenInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->claim;
}

/**
 * cue_token_inspection_get_scopes:
 * @self: an inspection
 *
 * Returns: (nullable) (transfer none): what it allows, %NULL when it does not say
 */
const char *const *
cue_token_inspection_get_scopes (const CueTokenInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const char *const *) self->scopes;
}

/**
 * cue_token_inspection_has_scope:
 * @self: an inspection
 * @scope: a scope
 *
 * Returns: whether the token says that it has it; %FALSE as well when it says nothing of scopes,
 *   see [method@TokenInspection.get_scopes]
 */
gboolean
cue_token_inspection_has_scope (const CueTokenInspection *self, const char *scope)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->scopes != NULL && g_strv_contains ((const char *const *) self->scopes, scope);
}

/**
 * cue_token_inspection_describe_life:
 * @self: an inspection
 * @now_wall_us: the time
 *
 * Returns: (transfer full): how long it still lives, in words
 */
char *
cue_token_inspection_describe_life (const CueTokenInspection *self, gint64 now_wall_us)
{
  g_autofree char *life = NULL;
  gint64           left;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->form == CUE_TOKEN_EMPTY)
    return g_strdup (_ ("No token"));
  if (self->expiry_us == CUE_TIME_INVALID)
    return g_strdup (_ ("Does not say how long it lives"));
  left = self->expiry_us - now_wall_us;
  life = cue_time_format_duration (ABS (left), CUE_DURATION_WORDS);
  // Translators: %s is a duration such as “42 min 10 s”
  return left > 0 ? g_strdup_printf (_ ("Lives %s more"), life)
                  : g_strdup_printf (_ ("Expired %s ago"), life);
}
