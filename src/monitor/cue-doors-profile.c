// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-doors-profile-private.h"

#include "cue-property.h"

/**
 * CueDoorsProfile:
 *
 * The part of a [class@Profile] that is about doors: which sites are watched, which streams of
 * them, and where the token comes from. It lives as long as its profile; every change is a
 * notification here and one of [property@Profile:doors] there.
 *
 * It holds no secret. A pasted token, a refresh token and the secret of the client live in a
 * [class@SecretStore] under the profile's id, each under its own kind.
 *
 * As in the profile, texts are never %NULL and setters accept anything;
 * [method@DoorsProfile.validate] says what is wrong. Main thread only.
 */

G_DEFINE_FINAL_TYPE (CueDoorsProfile, cue_doors_profile, G_TYPE_OBJECT)

typedef enum {
  PROP_ENABLED = 1,
  PROP_ENVIRONMENT,
  PROP_HUB_URL,
  PROP_IDENTITY_URL,
  PROP_SITES,
  PROP_ENTRIES,
  PROP_INCIDENTS,
  PROP_USER_ID,
  PROP_TOKEN_IN_QUERY,
  PROP_TOKEN_SOURCE,
  PROP_CLIENT_ID,
  PROP_IGNORE_LIFE,
  PROP_IGNORE_SCOPE,
} CueDoorsProfileProperty;

static GParamSpec *properties[PROP_IGNORE_SCOPE + 1];

static void
cue_doors_profile_init (CueDoorsProfile *self)
{
  self->environment = CUE_SALTO_PRODUCTION;
  self->hub_url = g_strdup ("");
  self->identity_url = g_strdup ("");
  self->sites = g_strdup ("");
  self->entries = TRUE;
  self->incidents = TRUE;
  self->user_id = g_strdup ("");
  self->client_id = g_strdup ("");
}

static void
cue_doors_profile_finalize (GObject *object)
{
  CueDoorsProfile *self = CUE_DOORS_PROFILE (object);

  g_free (self->hub_url);
  g_free (self->identity_url);
  g_free (self->sites);
  g_free (self->user_id);
  g_free (self->client_id);
  G_OBJECT_CLASS (cue_doors_profile_parent_class)->finalize (object);
}

static void
cue_doors_profile_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CueDoorsProfile *self = CUE_DOORS_PROFILE (object);

  switch ((CueDoorsProfileProperty) property_id) {
  case PROP_ENABLED:
    g_value_set_boolean (value, self->enabled);
    break;
  case PROP_ENVIRONMENT:
    g_value_set_enum (value, self->environment);
    break;
  case PROP_HUB_URL:
    g_value_set_string (value, self->hub_url);
    break;
  case PROP_IDENTITY_URL:
    g_value_set_string (value, self->identity_url);
    break;
  case PROP_SITES:
    g_value_set_string (value, self->sites);
    break;
  case PROP_ENTRIES:
    g_value_set_boolean (value, self->entries);
    break;
  case PROP_INCIDENTS:
    g_value_set_boolean (value, self->incidents);
    break;
  case PROP_USER_ID:
    g_value_set_string (value, self->user_id);
    break;
  case PROP_TOKEN_IN_QUERY:
    g_value_set_boolean (value, self->token_in_query);
    break;
  case PROP_TOKEN_SOURCE:
    g_value_set_enum (value, self->token_source);
    break;
  case PROP_CLIENT_ID:
    g_value_set_string (value, self->client_id);
    break;
  case PROP_IGNORE_LIFE:
    g_value_set_boolean (value, self->ignore_life);
    break;
  case PROP_IGNORE_SCOPE:
    g_value_set_boolean (value, self->ignore_scope);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static gboolean
take_flag (gboolean *field, const GValue *value)
{
  gboolean before = *field;

  *field = g_value_get_boolean (value);
  return *field != before;
}

static gboolean
take_text (char **field, const GValue *value)
{
  const char *text = g_value_get_string (value);
  char       *old = *field;

  if (g_str_equal (old, text != NULL ? text : ""))
    return FALSE;
  *field = g_strdup (text != NULL ? text : "");
  g_free (old);
  return TRUE;
}

static void
cue_doors_profile_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  CueDoorsProfile *self = CUE_DOORS_PROFILE (object);
  gboolean         changed = FALSE;

  switch ((CueDoorsProfileProperty) property_id) {
  case PROP_ENABLED:
    changed = take_flag (&self->enabled, value);
    break;
  case PROP_ENVIRONMENT:
    changed = self->environment != (CueSaltoEnvironment) g_value_get_enum (value);
    self->environment = g_value_get_enum (value);
    break;
  case PROP_HUB_URL:
    changed = take_text (&self->hub_url, value);
    break;
  case PROP_IDENTITY_URL:
    changed = take_text (&self->identity_url, value);
    break;
  case PROP_SITES:
    changed = take_text (&self->sites, value);
    break;
  case PROP_ENTRIES:
    changed = take_flag (&self->entries, value);
    break;
  case PROP_INCIDENTS:
    changed = take_flag (&self->incidents, value);
    break;
  case PROP_USER_ID:
    changed = take_text (&self->user_id, value);
    break;
  case PROP_TOKEN_IN_QUERY:
    changed = take_flag (&self->token_in_query, value);
    break;
  case PROP_TOKEN_SOURCE:
    changed = self->token_source != (CueTokenSourceKind) g_value_get_enum (value);
    self->token_source = g_value_get_enum (value);
    break;
  case PROP_CLIENT_ID:
    changed = take_text (&self->client_id, value);
    break;
  case PROP_IGNORE_LIFE:
    changed = take_flag (&self->ignore_life, value);
    break;
  case PROP_IGNORE_SCOPE:
    changed = take_flag (&self->ignore_scope, value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
cue_doors_profile_class_init (CueDoorsProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_doors_profile_finalize;
  object_class->get_property = cue_doors_profile_get_property;
  object_class->set_property = cue_doors_profile_set_property;

  /**
   * CueDoorsProfile:enabled:
   *
   * Whether doors are watched at all; the other fields are kept while they are not.
   */
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, FALSE, flags);
  properties[PROP_ENVIRONMENT] = g_param_spec_enum ("environment",
                                                    NULL,
                                                    NULL,
                                                    CUE_TYPE_SALTO_ENVIRONMENT,
                                                    CUE_SALTO_PRODUCTION,
                                                    flags);
  /**
   * CueDoorsProfile:hub-url:
   *
   * Where the hubs are, for a custom environment only.
   */
  properties[PROP_HUB_URL] = g_param_spec_string ("hub-url", NULL, NULL, "", flags);
  /**
   * CueDoorsProfile:identity-url:
   *
   * The Identity Server; empty for the environment's own.
   */
  properties[PROP_IDENTITY_URL] = g_param_spec_string ("identity-url", NULL, NULL, "", flags);
  /**
   * CueDoorsProfile:sites:
   *
   * One site a line: its id, then perhaps a blank and a name for people.
   */
  properties[PROP_SITES] = g_param_spec_string ("sites", NULL, NULL, "", flags);
  properties[PROP_ENTRIES] = g_param_spec_boolean ("entries", NULL, NULL, TRUE, flags);
  properties[PROP_INCIDENTS] = g_param_spec_boolean ("incidents", NULL, NULL, TRUE, flags);
  /**
   * CueDoorsProfile:user-id:
   *
   * The one user whose events are wanted; empty for everybody's. A plain Site User may see only
   * the own ones.
   */
  properties[PROP_USER_ID] = g_param_spec_string ("user-id", NULL, NULL, "", flags);
  /**
   * CueDoorsProfile:token-in-query:
   *
   * Whether the token goes into the address, where logs on the way may see it, in place of the
   * header.
   */
  properties[PROP_TOKEN_IN_QUERY] =
    g_param_spec_boolean ("token-in-query", NULL, NULL, FALSE, flags);
  properties[PROP_TOKEN_SOURCE] = g_param_spec_enum ("token-source",
                                                     NULL,
                                                     NULL,
                                                     CUE_TYPE_TOKEN_SOURCE_KIND,
                                                     CUE_TOKEN_SOURCE_PASTED,
                                                     flags);
  /**
   * CueDoorsProfile:client-id:
   *
   * What the Identity Server knows this console by; not needed for a pasted token.
   */
  properties[PROP_CLIENT_ID] = g_param_spec_string ("client-id", NULL, NULL, "", flags);
  /**
   * CueDoorsProfile:ignore-life:
   *
   * Whether an expired token is tried all the same.
   */
  properties[PROP_IGNORE_LIFE] = g_param_spec_boolean ("ignore-life", NULL, NULL, FALSE, flags);
  /**
   * CueDoorsProfile:ignore-scope:
   *
   * Whether a token without the scope is tried all the same.
   */
  properties[PROP_IGNORE_SCOPE] = g_param_spec_boolean ("ignore-scope", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_doors_profile_new:
 *
 * Returns: (transfer full): doors that are not watched
 */
CueDoorsProfile *
cue_doors_profile_new (void)
{
  return g_object_new (CUE_TYPE_DOORS_PROFILE, NULL);
}

/**
 * cue_doors_profile_assign:
 * @from: where the fields come from
 *
 * Takes over every field, with one notification per field that changed.
 */
void
cue_doors_profile_assign (CueDoorsProfile *self, CueDoorsProfile *from)
{
  g_return_if_fail (CUE_IS_DOORS_PROFILE (self));
  g_return_if_fail (CUE_IS_DOORS_PROFILE (from));

  cue_property_assign_all (self,
                           from,
                           properties + PROP_ENABLED,
                           G_N_ELEMENTS (properties) - PROP_ENABLED);
}

/**
 * cue_doors_profile_equal:
 *
 * Returns: whether both have the same fields
 */
gboolean
cue_doors_profile_equal (CueDoorsProfile *self, CueDoorsProfile *other)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), FALSE);
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (other), FALSE);

  return cue_property_equal_all (self,
                                 other,
                                 properties + PROP_ENABLED,
                                 G_N_ELEMENTS (properties) - PROP_ENABLED);
}
