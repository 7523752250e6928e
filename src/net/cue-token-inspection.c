// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-token-inspection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-json.h"
#include "cue-text.h"

#define MAX_NAME_CHARS 200
#define MAX_SCOPES     200
// What is no JSON is shown by its beginning.
#define MAX_SHOWN_CHARS 4000

/**
 * CueTokenInspection:
 *
 * What a token says about itself, read without trust. By itself it decides nothing but what to warn
 * of before connecting (life and scope, services reference 1.3 and 1.7); whether the signature is
 * right is for [struct@TokenVerdict], where there is a key. It keeps the token, in memory that is
 * overwritten, and sends nothing anywhere.
 *
 * Immutable and reference counted; any thread.
 */
struct _CueTokenInspection {
  CueJws      *jws; // owned
  CueTokenForm form;
  CueTokenKind kind;
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
 * Leaves out blanks and line breaks around a token, and a `Bearer ` or a whole `Authorization:
 * Bearer ` before it. What is inside stays as it is, for the rules to complain of.
 *
 * Returns: (transfer full): the token
 */
char *
cue_token_clean (const char *pasted)
{
  static const char blanks[] = " \t\r\n\v\f";
  static const char header[] = "Authorization:";
  const char       *from = pasted;
  gsize             size;

  if (from == NULL)
    return g_strdup ("");
  from += strspn (from, blanks);
  if (g_ascii_strncasecmp (from, header, strlen (header)) == 0) {
    from += strlen (header);
    from += strspn (from, blanks);
  }
  if (g_ascii_strncasecmp (from, "Bearer", 6) == 0 && g_ascii_isspace (from[6]))
    from += 6 + strspn (from + 6, blanks);
  for (size = strlen (from); size > 0 && g_ascii_isspace (from[size - 1]); size--)
    ;
  return g_strndup (from, size);
}

static char *
read_name (JsonObject *claims, const char *name)
{
  JsonNode *node = json_object_get_member (claims, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return cue_text_make_line (json_node_get_string (node), -1, MAX_NAME_CHARS);
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

// A claim that is true and has no meaning of its own: how a token of 10Duke names what it opens.
static gboolean
grants_feed (JsonObject *claims)
{
  static const char *const others[] = { "email_verified", "phone_number_verified", "active", NULL };
  JsonObjectIter           iter;
  const char              *name;
  JsonNode                *node;

  json_object_iter_init (&iter, claims);
  while (json_object_iter_next (&iter, &name, &node)) {
    GType type = json_node_get_value_type (node);

    // Whoever writes "true" meant this too, and is told so.
    if ((type == G_TYPE_BOOLEAN && !g_strv_contains (others, name)) ||
        (type == G_TYPE_STRING && g_str_equal (json_node_get_string (node), "true")))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_event (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
         (json_object_has_member (json_node_get_object (node), "eventType") ||
          json_object_has_member (json_node_get_object (node), "eventSourceId"));
}

static CueTokenKind
guess_kind (CueTokenInspection *self, const char *token)
{
  JsonNode   *payload = cue_jws_get_payload_json (self->jws);
  JsonObject *claims = cue_jws_get_claims (self->jws);
  const char *algorithm = cue_jws_get_algorithm (self->jws);

  if (self->form == CUE_TOKEN_OPAQUE)
    return g_uuid_string_is_valid (token) ? CUE_TOKEN_KIND_KEY : CUE_TOKEN_KIND_UNKNOWN;
  if (is_event (payload))
    return CUE_TOKEN_KIND_EVENTS;
  if (payload != NULL && JSON_NODE_HOLDS_ARRAY (payload) &&
      json_array_get_length (json_node_get_array (payload)) > 0 &&
      is_event (json_array_get_element (json_node_get_array (payload), 0)))
    return CUE_TOKEN_KIND_EVENTS;
  if (claims == NULL)
    return CUE_TOKEN_KIND_UNKNOWN;
  if (self->scopes != NULL || self->client_id != NULL)
    return CUE_TOKEN_KIND_ACCESS;
  if (self->issuer == NULL && grants_feed (claims))
    return CUE_TOKEN_KIND_FEED;
  if (self->issuer != NULL && self->subject == NULL && algorithm != NULL &&
      g_str_has_prefix (algorithm, "HS"))
    return CUE_TOKEN_KIND_ENGINE;
  return CUE_TOKEN_KIND_UNKNOWN;
}

static CueTokenForm
find_form (const CueJws *jws)
{
  switch (cue_jws_get_fault (jws)) {
  case CUE_JWS_FAULT_EMPTY:
    return CUE_TOKEN_EMPTY;
  case CUE_JWS_FAULT_TOO_LARGE:
  case CUE_JWS_FAULT_JSON_FORM:
  case CUE_JWS_FAULT_ENCRYPTED:
  case CUE_JWS_FAULT_NOT_COMPACT:
    return CUE_TOKEN_OPAQUE;
  default:
    if (cue_jws_get_header_bytes (jws) == NULL || cue_jws_get_payload (jws) == NULL ||
        cue_jws_get_signature_size (jws) == 0)
      return CUE_TOKEN_OPAQUE;
    return cue_jws_get_claims (jws) != NULL ? CUE_TOKEN_READABLE : CUE_TOKEN_UNREADABLE;
  }
}

/**
 * cue_token_inspection_new:
 * @token: (nullable): an access token, without `Bearer`; possibly anything else
 *
 * Returns: (transfer full): what it says about itself; above %CUE_TOKEN_MAX_BYTES, which no header
 *   of HTTP holds, it is not looked into
 */
CueTokenInspection *
cue_token_inspection_new (const char *token)
{
  // The token bench alone has use for more.
  if (token != NULL && strlen (token) > CUE_TOKEN_MAX_BYTES)
    return cue_token_inspection_new_large (".");
  return cue_token_inspection_new_large (token);
}

/**
 * cue_token_inspection_new_large:
 * @token: (nullable): any JWS in compact form, for instance signed events; possibly anything else
 *
 * As [ctor@TokenInspection.new], up to %CUE_JWS_MAX_BYTES. Meant for a worker when it can be large.
 *
 * Returns: (transfer full): what it says about itself
 */
CueTokenInspection *
cue_token_inspection_new_large (const char *token)
{
  CueTokenInspection *self = g_atomic_rc_box_new0 (CueTokenInspection);
  JsonObject         *claims;

  self->expiry_us = CUE_TIME_INVALID;
  self->issued_us = CUE_TIME_INVALID;
  self->jws = cue_jws_new (token, -1);
  self->form = find_form (self->jws);
  claims = cue_jws_get_claims (self->jws);
  if (claims != NULL && self->form == CUE_TOKEN_READABLE) {
    self->expiry_us = cue_jws_read_date (claims, "exp");
    self->issued_us = cue_jws_read_date (claims, "iat");
    self->issuer = read_name (claims, "iss");
    self->subject = read_name (claims, "sub");
    self->client_id = read_name (claims, "client_id");
    read_scopes (self, claims);
  }
  self->kind = guess_kind (self, token);
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

  g_clear_pointer (&self->jws, cue_jws_unref);
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
 * cue_token_inspection_get_kind:
 * @self: an inspection
 *
 * Returns: what it is probably for
 */
CueTokenKind
cue_token_inspection_get_kind (const CueTokenInspection *self)
{
  g_return_val_if_fail (self != NULL, CUE_TOKEN_KIND_UNKNOWN);
  return self->kind;
}

/**
 * cue_token_inspection_get_jws:
 * @self: an inspection
 *
 * Returns: (transfer none): the token taken apart
 */
CueJws *
cue_token_inspection_get_jws (const CueTokenInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->jws;
}

static char *
make_text (JsonNode *json, GBytes *bytes)
{
  g_autofree char *text = NULL;
  gsize            size;
  const char      *data;

  // Nothing in it may hide, or steer the terminal of whoever looks at it.
  if (json != NULL) {
    text = cue_json_to_text (json, TRUE);
    return cue_text_make_visible (text, -1, 0);
  }
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  return cue_text_make_visible (data, (gssize) size, MAX_SHOWN_CHARS);
}

/**
 * cue_token_inspection_make_header_text:
 * @self: an inspection
 *
 * Returns: (transfer full) (nullable): the header for reading: JSON with line breaks, or what
 *   stands there instead; %NULL when nothing can be decoded
 */
char *
cue_token_inspection_make_header_text (const CueTokenInspection *self)
{
  JsonObject *header;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  header = cue_jws_get_header (self->jws);
  if (header != NULL) {
    node = json_node_alloc ();
    json_node_init_object (node, header);
  }
  return make_text (node, cue_jws_get_header_bytes (self->jws));
}

/**
 * cue_token_inspection_make_payload_text:
 * @self: an inspection
 *
 * Returns: (transfer full) (nullable): the payload for reading, as the header
 */
char *
cue_token_inspection_make_payload_text (const CueTokenInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return make_text (cue_jws_get_payload_json (self->jws), cue_jws_get_payload (self->jws));
}

/**
 * cue_token_kind_describe:
 * @kind: a kind
 *
 * Returns: (nullable): what it is, in a few words; %NULL when that is not known
 */
const char *
cue_token_kind_describe (CueTokenKind kind)
{
  switch (kind) {
  case CUE_TOKEN_KIND_KEY:
    return _ ("No token but a key, as Acoustic Exchange has them");
  case CUE_TOKEN_KIND_ENGINE:
    return _ ("A token for getStateURL of the Event Engine");
  case CUE_TOKEN_KIND_ACCESS:
    return _ ("An access token, as Salto KS has them");
  case CUE_TOKEN_KIND_FEED:
    return _ ("A token for reading feeds of 10Duke");
  case CUE_TOKEN_KIND_EVENTS:
    return _ ("Signed events for 10Duke");
  case CUE_TOKEN_KIND_UNKNOWN:
  default:
    return NULL;
  }
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
