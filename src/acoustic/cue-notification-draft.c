// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-notification-draft.h"

#include "cue-acoustic-rules.h"
#include "cue-draft-json.h"
#include "cue-notification-draft-private.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueNotificationDraft:
 *
 * Where Exchange shall report changes of subscriptions, and how it proves itself there (AC-14,
 * S4:666-758). Fields of other kinds of authentication are kept and not sent.
 *
 * Holds secrets of the user's own service; they are overwritten when it goes.
 */
G_DEFINE_FINAL_TYPE (CueNotificationDraft, cue_notification_draft, CUE_TYPE_DRAFT)

G_DEFINE_ENUM_TYPE (CueNotificationAuth,
                    cue_notification_auth,
                    G_DEFINE_ENUM_VALUE (CUE_NOTIFICATION_AUTH_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CUE_NOTIFICATION_AUTH_API_KEY, "api-key"),
                    G_DEFINE_ENUM_VALUE (CUE_NOTIFICATION_AUTH_BASIC, "basic"),
                    G_DEFINE_ENUM_VALUE (CUE_NOTIFICATION_AUTH_OAUTH, "oauth"),
                    G_DEFINE_ENUM_VALUE (CUE_NOTIFICATION_AUTH_OAUTH_REFRESH_TOKEN_ONLY,
                                         "oauth-refresh-token-only"))

/* Property n + 1 is field n; the kind comes after them. */
#define PROP_AUTH (CUE_NOTIFICATION_N_FIELDS + 1)

#define NONE          (1 << CUE_NOTIFICATION_AUTH_NONE)
#define API_KEY       (1 << CUE_NOTIFICATION_AUTH_API_KEY)
#define BASIC         (1 << CUE_NOTIFICATION_AUTH_BASIC)
#define OAUTH         (1 << CUE_NOTIFICATION_AUTH_OAUTH)
#define REFRESH_TOKEN (1 << CUE_NOTIFICATION_AUTH_OAUTH_REFRESH_TOKEN_ONLY)

/* In the order in which they are sent within “authentication”. */
const CueNotificationFieldInfo cue_notification_fields[CUE_NOTIFICATION_N_FIELDS] = {
  [CUE_NOTIFICATION_URL] = { "notification-url",
                             "notificationURL",
                             "notificationURL",
                             NONE | API_KEY | BASIC | OAUTH | REFRESH_TOKEN,
                             FALSE },
  [CUE_NOTIFICATION_KEY] = { "notification-key",
                             "notificationKey",
                             "notificationKey",
                             NONE | API_KEY | BASIC | OAUTH | REFRESH_TOKEN,
                             FALSE },
  [CUE_NOTIFICATION_API_KEY] = { "api-key", "APIKey", "authentication/APIKey", API_KEY, TRUE },
  [CUE_NOTIFICATION_USER_ID] = { "user-id", "userId", "authentication/userId", BASIC, FALSE },
  [CUE_NOTIFICATION_PASSWORD] = { "password", "password", "authentication/password", BASIC, TRUE },
  [CUE_NOTIFICATION_AUTH_URL] = { "auth-url",
                                  "authURL",
                                  "authentication/authURL",
                                  OAUTH | REFRESH_TOKEN,
                                  FALSE },
  [CUE_NOTIFICATION_CLIENT_ID] = { "client-id",
                                   "clientID",
                                   "authentication/clientID",
                                   OAUTH,
                                   FALSE },
  [CUE_NOTIFICATION_CLIENT_SECRET] = { "client-secret",
                                       "clientSecret",
                                       "authentication/clientSecret",
                                       OAUTH,
                                       TRUE },
  [CUE_NOTIFICATION_SUPPLIER_KEY] = { "supplier-key",
                                      "supplierKey",
                                      "authentication/supplierKey",
                                      REFRESH_TOKEN,
                                      TRUE },
  [CUE_NOTIFICATION_REFRESH_TOKEN] = { "refresh-token",
                                       "refreshToken",
                                       "authentication/refreshToken",
                                       OAUTH | REFRESH_TOKEN,
                                       TRUE },
};

/* As on the wire, with exactly these capital letters (S4:699, 715, 734, 755). */
const char *const cue_notification_auth_types[] = {
  NULL, "APIKey", "Basic", "OAuth", "OAuthRefreshTokenOnly",
};

static GParamSpec *properties[PROP_AUTH + 1];

/**
 * cue_notification_auth_get_name:
 * @auth: a kind of authentication
 *
 * Returns: the translated words for it
 */
const char *
cue_notification_auth_get_name (CueNotificationAuth auth)
{
  switch (auth) {
  case CUE_NOTIFICATION_AUTH_API_KEY:
    return _ ("API key");
  case CUE_NOTIFICATION_AUTH_BASIC:
    return _ ("User name and password (Basic)");
  case CUE_NOTIFICATION_AUTH_OAUTH:
    return _ ("OAuth");
  case CUE_NOTIFICATION_AUTH_OAUTH_REFRESH_TOKEN_ONLY:
    return _ ("OAuth, refresh token only");
  case CUE_NOTIFICATION_AUTH_NONE:
  default:
    return _ ("No authentication");
  }
}

static void
cue_notification_draft_init (CueNotificationDraft *self)
{
  for (guint i = 0; i < CUE_NOTIFICATION_N_FIELDS; i++)
    self->texts[i] = g_strdup ("");
}

static void
wipe (char *text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
cue_notification_draft_finalize (GObject *object)
{
  CueNotificationDraft *self = CUE_NOTIFICATION_DRAFT (object);

  for (guint i = 0; i < CUE_NOTIFICATION_N_FIELDS; i++)
    wipe (self->texts[i]);
  G_OBJECT_CLASS (cue_notification_draft_parent_class)->finalize (object);
}

static void
cue_notification_draft_get_property (GObject    *object,
                                     guint       property_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  CueNotificationDraft *self = CUE_NOTIFICATION_DRAFT (object);

  if (property_id == PROP_AUTH)
    g_value_set_enum (value, self->auth);
  else if (property_id <= CUE_NOTIFICATION_N_FIELDS)
    g_value_set_string (value, self->texts[property_id - 1]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
cue_notification_draft_set_property (GObject      *object,
                                     guint         property_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  CueNotificationDraft *self = CUE_NOTIFICATION_DRAFT (object);

  if (property_id == PROP_AUTH)
    cue_notification_draft_set_auth (self, g_value_get_enum (value));
  else if (property_id <= CUE_NOTIFICATION_N_FIELDS)
    cue_notification_draft_set_text (self, property_id - 1, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static const char *
get_sent (CueNotificationDraft *self, CueNotificationField field, gboolean masked)
{
  return masked && cue_notification_fields[field].is_secret && self->texts[field][0] != '\0'
           ? "••••"
           : self->texts[field];
}

static JsonNode *
build_json (CueNotificationDraft *self, gboolean masked)
{
  JsonObject *object = json_object_new ();
  JsonNode   *node = json_node_new (JSON_NODE_OBJECT);

  if (self->auth != CUE_NOTIFICATION_AUTH_NONE) {
    JsonObject *authentication = json_object_new ();

    json_object_set_string_member (authentication,
                                   "authType",
                                   cue_notification_auth_types[self->auth]);
    for (CueNotificationField i = CUE_NOTIFICATION_API_KEY; i < CUE_NOTIFICATION_N_FIELDS; i++) {
      if (cue_notification_draft_uses (self, i))
        json_object_set_string_member (authentication,
                                       cue_notification_fields[i].member,
                                       get_sent (self, i, masked));
    }
    json_object_set_object_member (object, "authentication", authentication);
  }
  if (!cue_text_is_blank (self->texts[CUE_NOTIFICATION_KEY]))
    json_object_set_string_member (object, "notificationKey", self->texts[CUE_NOTIFICATION_KEY]);
  json_object_set_string_member (object, "notificationURL", self->texts[CUE_NOTIFICATION_URL]);
  cue_draft_add_extras (CUE_DRAFT (self), object);
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
cue_notification_draft_to_json (CueDraft *draft)
{
  return build_json (CUE_NOTIFICATION_DRAFT (draft), FALSE);
}

static gboolean
read_auth (JsonObject            *authentication,
           const CueAcousticPath *path,
           CueNotificationAuth   *out,
           GPtrArray             *findings,
           GError               **error)
{
  g_autofree char *type = NULL;

  if (!cue_draft_read_text (authentication, "authType", path, &type, findings, error))
    return FALSE;
  for (CueNotificationAuth i = CUE_NOTIFICATION_AUTH_API_KEY;
       type != NULL && i < G_N_ELEMENTS (cue_notification_auth_types);
       i++) {
    if (g_str_equal (cue_notification_auth_types[i], type)) {
      *out = i;
      return TRUE;
    }
  }
  return cue_acoustic_path_fail (CUE_PATH_AT (path, "authType"),
                                 findings,
                                 error,
                                 "S4:699",
                                 _ ("“authType” must be APIKey, Basic, OAuth or "
                                    "OAuthRefreshTokenOnly, written exactly so."));
}

/* What belongs to another kind, or to none, is not taken over: it would not be sent. */
static void
report_strangers (JsonObject            *authentication,
                  CueNotificationAuth    auth,
                  const CueAcousticPath *path,
                  GPtrArray             *findings)
{
  JsonObjectIter iter;
  const char    *name;

  json_object_iter_init_ordered (&iter, authentication);
  while (json_object_iter_next_ordered (&iter, &name, NULL)) {
    gboolean belongs = g_str_equal (name, "authType");

    for (guint i = CUE_NOTIFICATION_API_KEY; i < CUE_NOTIFICATION_N_FIELDS; i++)
      belongs |= (cue_notification_fields[i].kinds & 1 << auth) != 0 &&
                 g_str_equal (name, cue_notification_fields[i].member);
    if (!belongs)
      cue_acoustic_path_add (CUE_PATH_AT (path, name),
                             findings,
                             CUE_FINDING_WARN,
                             "S4:698",
                             _ ("“%s” does not belong to %s and is not sent."),
                             name,
                             cue_notification_auth_types[auth]);
  }
}

static gboolean
read_member (CueNotificationDraft  *self,
             CueNotificationField   field,
             JsonObject            *object,
             const CueAcousticPath *path,
             GPtrArray             *findings,
             GError               **error)
{
  char *text = NULL;

  if (!cue_draft_read_text (object,
                            cue_notification_fields[field].member,
                            path,
                            &text,
                            findings,
                            error))
    return FALSE;
  cue_notification_draft_set_text (self, field, text);
  if (text != NULL)
    wipe (text);
  return TRUE;
}

static gboolean
cue_notification_draft_read_json (CueDraft              *draft,
                                  JsonNode              *node,
                                  const CueAcousticPath *path,
                                  GPtrArray             *findings,
                                  GError               **error)
{
  static const char *const known[] = {
    "authentication", "notificationKey", "notificationURL", NULL
  };
  CueNotificationDraft  *self = CUE_NOTIFICATION_DRAFT (draft);
  JsonObject            *object = cue_draft_read_object (node, path, findings, error);
  const CueAcousticPath *inner = CUE_PATH_AT (path, "authentication");
  CueNotificationAuth    auth = CUE_NOTIFICATION_AUTH_NONE;
  JsonObject            *authentication = NULL;
  JsonNode              *member;

  if (object == NULL)
    return FALSE;
  member = json_object_get_member (object, "authentication");
  if (member != NULL && !JSON_NODE_HOLDS_NULL (member)) {
    authentication = cue_draft_read_object (member, inner, findings, error);
    if (authentication == NULL || !read_auth (authentication, inner, &auth, findings, error))
      return FALSE;
    report_strangers (authentication, auth, inner, findings);
  }
  if (!read_member (self, CUE_NOTIFICATION_URL, object, path, findings, error) ||
      !read_member (self, CUE_NOTIFICATION_KEY, object, path, findings, error))
    return FALSE;
  for (CueNotificationField i = CUE_NOTIFICATION_API_KEY; i < CUE_NOTIFICATION_N_FIELDS; i++) {
    if ((cue_notification_fields[i].kinds & 1 << auth) != 0 &&
        !read_member (self, i, authentication, inner, findings, error))
      return FALSE;
  }
  cue_notification_draft_set_auth (self, auth);
  cue_draft_keep_extras (draft, object, known);
  return TRUE;
}

static char *
cue_notification_draft_find_path (CueDraft *draft, const char *name)
{
  CueNotificationDraft *self = CUE_NOTIFICATION_DRAFT (draft);

  if (g_str_equal (name, "authType"))
    return g_strdup ("authentication/authType");
  for (guint i = 0; i < CUE_NOTIFICATION_N_FIELDS; i++) {
    if (g_str_equal (cue_notification_fields[i].member, name) &&
        cue_notification_draft_uses (self, i))
      return g_strdup (cue_notification_fields[i].path);
  }
  return NULL;
}

static void
cue_notification_draft_class_init (CueNotificationDraftClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  CueDraftClass    *draft_class = CUE_DRAFT_CLASS (klass);

  object_class->finalize = cue_notification_draft_finalize;
  object_class->get_property = cue_notification_draft_get_property;
  object_class->set_property = cue_notification_draft_set_property;
  draft_class->to_json = cue_notification_draft_to_json;
  draft_class->read_json = cue_notification_draft_read_json;
  draft_class->check = cue_notification_draft_check;
  draft_class->find_path = cue_notification_draft_find_path;

  for (guint i = 0; i < CUE_NOTIFICATION_N_FIELDS; i++)
    properties[i + 1] =
      g_param_spec_string (cue_notification_fields[i].property, NULL, NULL, "", flags);
  properties[PROP_AUTH] = g_param_spec_enum ("auth",
                                             NULL,
                                             NULL,
                                             CUE_TYPE_NOTIFICATION_AUTH,
                                             CUE_NOTIFICATION_AUTH_NONE,
                                             flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_notification_draft_new:
 *
 * Returns: (transfer full): an empty one, without authentication
 */
CueNotificationDraft *
cue_notification_draft_new (void)
{
  return g_object_new (CUE_TYPE_NOTIFICATION_DRAFT, NULL);
}

/**
 * cue_notification_draft_set_auth:
 * @self: a notification
 * @auth: how Exchange shall prove itself
 */
void
cue_notification_draft_set_auth (CueNotificationDraft *self, CueNotificationAuth auth)
{
  g_return_if_fail (CUE_IS_NOTIFICATION_DRAFT (self));
  g_return_if_fail (auth < G_N_ELEMENTS (cue_notification_auth_types));

  if (self->auth == auth)
    return;
  self->auth = auth;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTH]);
  cue_draft_changed (CUE_DRAFT (self));
}

/**
 * cue_notification_draft_get_text:
 * @self: a notification
 * @field: which of its texts
 *
 * Returns: what was typed, perhaps empty
 */
const char *
cue_notification_draft_get_text (CueNotificationDraft *self, CueNotificationField field)
{
  g_return_val_if_fail (CUE_IS_NOTIFICATION_DRAFT (self), NULL);
  g_return_val_if_fail (field < CUE_NOTIFICATION_N_FIELDS, NULL);

  return self->texts[field];
}

/**
 * cue_notification_draft_set_text:
 * @self: a notification
 * @field: which of its texts
 * @text: (nullable): the new one
 */
void
cue_notification_draft_set_text (CueNotificationDraft *self,
                                 CueNotificationField  field,
                                 const char           *text)
{
  char *before;

  g_return_if_fail (CUE_IS_NOTIFICATION_DRAFT (self));
  g_return_if_fail (field < CUE_NOTIFICATION_N_FIELDS);

  text = text != NULL ? text : "";
  if (g_str_equal (self->texts[field], text))
    return;
  before = self->texts[field];
  self->texts[field] = g_strdup (text);
  wipe (before);
  g_object_notify_by_pspec (G_OBJECT (self), properties[field + 1]);
  cue_draft_changed (CUE_DRAFT (self));
}

/**
 * cue_notification_draft_uses:
 * @self: a notification
 * @field: one of the texts
 *
 * Returns: whether it is sent with the kind of authentication that is chosen
 */
gboolean
cue_notification_draft_uses (CueNotificationDraft *self, CueNotificationField field)
{
  g_return_val_if_fail (CUE_IS_NOTIFICATION_DRAFT (self), FALSE);
  g_return_val_if_fail (field < CUE_NOTIFICATION_N_FIELDS, FALSE);

  return (cue_notification_fields[field].kinds & 1 << self->auth) != 0;
}

/**
 * cue_notification_field_is_secret:
 * @field: one of the texts
 *
 * Returns: whether it must be typed and shown masked
 */
gboolean
cue_notification_field_is_secret (CueNotificationField field)
{
  g_return_val_if_fail (field < CUE_NOTIFICATION_N_FIELDS, TRUE);

  return cue_notification_fields[field].is_secret;
}

/**
 * cue_notification_field_get_path:
 * @field: one of the texts
 *
 * Returns: the path that findings about it have
 */
const char *
cue_notification_field_get_path (CueNotificationField field)
{
  g_return_val_if_fail (field < CUE_NOTIFICATION_N_FIELDS, NULL);

  return cue_notification_fields[field].path;
}

/**
 * cue_notification_draft_to_masked_text:
 * @self: a notification
 *
 * Returns: (transfer full): what [method@Draft.to_text] gives, with dots in place of secrets
 */
char *
cue_notification_draft_to_masked_text (CueNotificationDraft *self)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (CUE_IS_NOTIFICATION_DRAFT (self), NULL);

  node = build_json (self, TRUE);
  return cue_draft_json_print (node);
}
