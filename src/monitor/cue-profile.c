// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-profile-private.h"

/**
 * CueProfile:
 *
 * What a user told us about one event: its name and how its state URL is reached.
 *
 * A profile holds no secret. The secret of an API key lives in a [class@SecretStore] under the
 * profile's id, so that a profile can be written to a file, exported and imported as it is.
 * Texts are never %NULL (empty when not given) except the colour.
 *
 * Main thread only. What the fields may hold is said by [method@Profile.validate]; setters accept
 * anything, since a form must be able to show what is wrong with it.
 */

G_DEFINE_FINAL_TYPE (CueProfile, cue_profile, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CueProfileSource,
                    cue_profile_source,
                    G_DEFINE_ENUM_VALUE (CUE_PROFILE_SOURCE_API_KEY, "api-key"),
                    G_DEFINE_ENUM_VALUE (CUE_PROFILE_SOURCE_BACKEND, "backend"),
                    G_DEFINE_ENUM_VALUE (CUE_PROFILE_SOURCE_STATE_URL, "state-url"))

static GParamSpec *properties[CUE_PROFILE_PROP_TENDUKE + 1];

static void
on_doors_changed (CueDoorsProfile *doors, GParamSpec *pspec, CueProfile *self)
{
  cue_profile_notify (self, CUE_PROFILE_PROP_DOORS);
}

static void
on_acoustic_changed (CueConnectionList *acoustic, CueProfile *self)
{
  cue_profile_notify (self, CUE_PROFILE_PROP_ACOUSTIC);
}

static void
on_tenduke_changed (CueConnectionList *tenduke, CueProfile *self)
{
  cue_profile_notify (self, CUE_PROFILE_PROP_TENDUKE);
}

static void
cue_profile_init (CueProfile *self)
{
  self->acoustic = cue_connection_list_new (CUE_TYPE_ACOUSTIC_CONNECTION);
  g_signal_connect_object (self->acoustic, "changed", G_CALLBACK (on_acoustic_changed), self, 0);
  self->tenduke = cue_connection_list_new (CUE_TYPE_FEED_CONNECTION);
  g_signal_connect_object (self->tenduke, "changed", G_CALLBACK (on_tenduke_changed), self, 0);
  self->doors = cue_doors_profile_new ();
  g_signal_connect_object (self->doors, "notify", G_CALLBACK (on_doors_changed), self, 0);
  self->name = g_strdup ("");
  self->source_kind = CUE_PROFILE_SOURCE_API_KEY;
  self->endpoint = g_strdup ("");
  self->iss = g_strdup ("");
  self->aud = g_strdup ("");
  self->ttl = CUE_PROFILE_TTL_MAX;
  self->backend_url = g_strdup ("");
  self->state_url = g_strdup ("");
  self->poll_interval = CUE_PROFILE_POLL_MIN;
}

static void
cue_profile_constructed (GObject *object)
{
  CueProfile *self = CUE_PROFILE (object);

  if (self->id == NULL)
    self->id = g_uuid_string_random ();
  G_OBJECT_CLASS (cue_profile_parent_class)->constructed (object);
}

static void
cue_profile_finalize (GObject *object)
{
  CueProfile *self = CUE_PROFILE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->colour);
  g_free (self->endpoint);
  g_free (self->iss);
  g_free (self->aud);
  g_free (self->backend_url);
  g_free (self->state_url);
  g_clear_object (&self->doors);
  g_clear_object (&self->acoustic);
  g_clear_object (&self->tenduke);
  G_OBJECT_CLASS (cue_profile_parent_class)->finalize (object);
}

static void
cue_profile_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueProfile *self = CUE_PROFILE (object);

  switch ((CueProfileProperty) property_id) {
  case CUE_PROFILE_PROP_ID:
    g_value_set_string (value, self->id);
    break;
  case CUE_PROFILE_PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case CUE_PROFILE_PROP_COLOUR:
    g_value_set_string (value, self->colour);
    break;
  case CUE_PROFILE_PROP_SOURCE_KIND:
    g_value_set_enum (value, self->source_kind);
    break;
  case CUE_PROFILE_PROP_ENDPOINT:
    g_value_set_string (value, self->endpoint);
    break;
  case CUE_PROFILE_PROP_ISS:
    g_value_set_string (value, self->iss);
    break;
  case CUE_PROFILE_PROP_AUD:
    g_value_set_string (value, self->aud);
    break;
  case CUE_PROFILE_PROP_TTL:
    g_value_set_uint (value, self->ttl);
    break;
  case CUE_PROFILE_PROP_SECRET_IS_BASE64:
    g_value_set_boolean (value, self->secret_is_base64);
    break;
  case CUE_PROFILE_PROP_BACKEND_URL:
    g_value_set_string (value, self->backend_url);
    break;
  case CUE_PROFILE_PROP_STATE_URL:
    g_value_set_string (value, self->state_url);
    break;
  case CUE_PROFILE_PROP_POLL_INTERVAL:
    g_value_set_uint (value, self->poll_interval);
    break;
  case CUE_PROFILE_PROP_TRANSIENT:
    g_value_set_boolean (value, self->transient);
    break;
  case CUE_PROFILE_PROP_DOORS:
    g_value_set_object (value, self->doors);
    break;
  case CUE_PROFILE_PROP_ACOUSTIC:
    g_value_set_object (value, self->acoustic);
    break;
  case CUE_PROFILE_PROP_TENDUKE:
    g_value_set_object (value, self->tenduke);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_profile_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  CueProfile *self = CUE_PROFILE (object);

  switch ((CueProfileProperty) property_id) {
  case CUE_PROFILE_PROP_ID:
    self->id = g_value_dup_string (value);
    break;
  case CUE_PROFILE_PROP_NAME:
    cue_profile_set_name (self, g_value_get_string (value));
    break;
  case CUE_PROFILE_PROP_COLOUR:
    cue_profile_set_colour (self, g_value_get_string (value));
    break;
  case CUE_PROFILE_PROP_SOURCE_KIND:
    cue_profile_set_source_kind (self, g_value_get_enum (value));
    break;
  case CUE_PROFILE_PROP_ENDPOINT:
    cue_profile_set_endpoint (self, g_value_get_string (value));
    break;
  case CUE_PROFILE_PROP_ISS:
    cue_profile_set_iss (self, g_value_get_string (value));
    break;
  case CUE_PROFILE_PROP_AUD:
    cue_profile_set_aud (self, g_value_get_string (value));
    break;
  case CUE_PROFILE_PROP_TTL:
    cue_profile_set_ttl (self, g_value_get_uint (value));
    break;
  case CUE_PROFILE_PROP_SECRET_IS_BASE64:
    cue_profile_set_secret_is_base64 (self, g_value_get_boolean (value));
    break;
  case CUE_PROFILE_PROP_BACKEND_URL:
    cue_profile_set_backend_url (self, g_value_get_string (value));
    break;
  case CUE_PROFILE_PROP_STATE_URL:
    cue_profile_set_state_url (self, g_value_get_string (value));
    break;
  case CUE_PROFILE_PROP_POLL_INTERVAL:
    cue_profile_set_poll_interval (self, g_value_get_uint (value));
    break;
  case CUE_PROFILE_PROP_TRANSIENT:
    cue_profile_set_transient (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_profile_class_init (CueProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = cue_profile_constructed;
  object_class->finalize = cue_profile_finalize;
  object_class->get_property = cue_profile_get_property;
  object_class->set_property = cue_profile_set_property;

  /**
   * CueProfile:id:
   *
   * A UUID; also the key of the profile's secrets in the keyring.
   */
  properties[CUE_PROFILE_PROP_ID] =
    g_param_spec_string ("id",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[CUE_PROFILE_PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  /**
   * CueProfile:colour: (nullable)
   *
   * `#rrggbb`, to tell events apart at a glance.
   */
  properties[CUE_PROFILE_PROP_COLOUR] = g_param_spec_string ("colour", NULL, NULL, NULL, flags);
  properties[CUE_PROFILE_PROP_SOURCE_KIND] = g_param_spec_enum ("source-kind",
                                                                NULL,
                                                                NULL,
                                                                CUE_TYPE_PROFILE_SOURCE,
                                                                CUE_PROFILE_SOURCE_API_KEY,
                                                                flags);
  properties[CUE_PROFILE_PROP_ENDPOINT] = g_param_spec_string ("endpoint", NULL, NULL, "", flags);
  properties[CUE_PROFILE_PROP_ISS] = g_param_spec_string ("iss", NULL, NULL, "", flags);
  properties[CUE_PROFILE_PROP_AUD] = g_param_spec_string ("aud", NULL, NULL, "", flags);
  /**
   * CueProfile:ttl:
   *
   * How long a signed token lives, in seconds; the source allows 30 to 60.
   */
  properties[CUE_PROFILE_PROP_TTL] =
    g_param_spec_uint ("ttl", NULL, NULL, 0, G_MAXUINT, CUE_PROFILE_TTL_MAX, flags);
  properties[CUE_PROFILE_PROP_SECRET_IS_BASE64] =
    g_param_spec_boolean ("secret-is-base64", NULL, NULL, FALSE, flags);
  properties[CUE_PROFILE_PROP_BACKEND_URL] =
    g_param_spec_string ("backend-url", NULL, NULL, "", flags);
  properties[CUE_PROFILE_PROP_STATE_URL] = g_param_spec_string ("state-url", NULL, NULL, "", flags);
  /**
   * CueProfile:poll-interval:
   *
   * Seconds between two polls of the state; at least 5, since answers are cached that long.
   */
  properties[CUE_PROFILE_PROP_POLL_INTERVAL] =
    g_param_spec_uint ("poll-interval", NULL, NULL, 0, G_MAXUINT, CUE_PROFILE_POLL_MIN, flags);
  /**
   * CueProfile:transient:
   *
   * Whether the profile is never saved nor exported.
   */
  properties[CUE_PROFILE_PROP_TRANSIENT] =
    g_param_spec_boolean ("transient", NULL, NULL, FALSE, flags);
  /**
   * CueProfile:doors:
   *
   * Always the same object; notified when any of its fields changes.
   */
  properties[CUE_PROFILE_PROP_DOORS] =
    g_param_spec_object ("doors", NULL, NULL, CUE_TYPE_DOORS_PROFILE, flags & ~G_PARAM_WRITABLE);

  /**
   * CueProfile:acoustic:
   *
   * Always the same object; notified when a connection comes, goes or changes.
   */
  properties[CUE_PROFILE_PROP_ACOUSTIC] = g_param_spec_object ("acoustic",
                                                               NULL,
                                                               NULL,
                                                               CUE_TYPE_CONNECTION_LIST,
                                                               flags & ~G_PARAM_WRITABLE);

  /**
   * CueProfile:tenduke:
   *
   * Always the same object; notified when a connection comes, goes or changes.
   */
  properties[CUE_PROFILE_PROP_TENDUKE] = g_param_spec_object ("tenduke",
                                                              NULL,
                                                              NULL,
                                                              CUE_TYPE_CONNECTION_LIST,
                                                              flags & ~G_PARAM_WRITABLE);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_profile_new:
 *
 * Returns: (transfer full): an empty profile with a new id
 */
CueProfile *
cue_profile_new (void)
{
  return g_object_new (CUE_TYPE_PROFILE, NULL);
}

/**
 * cue_profile_assign:
 * @from: where the fields come from
 *
 * Takes over every field of @from but the id, with one notification per field that changed.
 */
void
cue_profile_assign (CueProfile *self, CueProfile *from)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  g_return_if_fail (CUE_IS_PROFILE (from));

  g_object_freeze_notify (G_OBJECT (self));
  cue_profile_set_name (self, from->name);
  cue_profile_set_colour (self, from->colour);
  cue_profile_set_source_kind (self, from->source_kind);
  cue_profile_set_endpoint (self, from->endpoint);
  cue_profile_set_iss (self, from->iss);
  cue_profile_set_aud (self, from->aud);
  cue_profile_set_ttl (self, from->ttl);
  cue_profile_set_secret_is_base64 (self, from->secret_is_base64);
  cue_profile_set_backend_url (self, from->backend_url);
  cue_profile_set_state_url (self, from->state_url);
  cue_profile_set_poll_interval (self, from->poll_interval);
  cue_profile_set_transient (self, from->transient);
  cue_doors_profile_assign (self->doors, from->doors);
  cue_connection_list_assign (self->acoustic, from->acoustic);
  cue_connection_list_assign (self->tenduke, from->tenduke);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cue_profile_equal:
 *
 * Returns: whether both have the same fields; ids are not looked at
 */
gboolean
cue_profile_equal (CueProfile *self, CueProfile *other)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (CUE_IS_PROFILE (other), FALSE);

  return g_str_equal (self->name, other->name) && g_strcmp0 (self->colour, other->colour) == 0 &&
         self->source_kind == other->source_kind && g_str_equal (self->endpoint, other->endpoint) &&
         g_str_equal (self->iss, other->iss) && g_str_equal (self->aud, other->aud) &&
         self->ttl == other->ttl && self->secret_is_base64 == other->secret_is_base64 &&
         g_str_equal (self->backend_url, other->backend_url) &&
         g_str_equal (self->state_url, other->state_url) &&
         self->poll_interval == other->poll_interval && self->transient == other->transient &&
         cue_doors_profile_equal (self->doors, other->doors) &&
         cue_connection_list_equal (self->acoustic, other->acoustic) &&
         cue_connection_list_equal (self->tenduke, other->tenduke);
}

/**
 * cue_profile_notify:
 * @property: which field changed
 *
 * Says that a field has another value; for the files of this class.
 */
void
cue_profile_notify (CueProfile *self, CueProfileProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * cue_profile_set_text:
 * @field: where the text is kept
 * @value: (nullable): the new text
 * @property: which field it is
 *
 * Keeps a text and says so, unless it is the same; for the files of this class.
 */
void
cue_profile_set_text (CueProfile        *self,
                      char             **field,
                      const char        *value,
                      CueProfileProperty property)
{
  char *old = *field;

  // The new text may be the old one.
  if (g_strcmp0 (old, value) == 0)
    return;
  *field = g_strdup (value);
  g_free (old);
  cue_profile_notify (self, property);
}

/**
 * cue_profile_get_id:
 *
 * Returns: (transfer none): a UUID that never changes; the secret is kept under it
 */
const char *
cue_profile_get_id (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);
  return self->id;
}

/**
 * cue_profile_get_name:
 *
 * Returns: (transfer none): what people call the event; may be empty
 */
const char *
cue_profile_get_name (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);
  return self->name;
}

/**
 * cue_profile_set_name:
 * @value: (nullable): what people call the event; %NULL is empty
 */
void
cue_profile_set_name (CueProfile *self, const char *value)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  cue_profile_set_text (self, &self->name, value != NULL ? value : "", CUE_PROFILE_PROP_NAME);
}

/**
 * cue_profile_get_colour:
 *
 * Returns: (transfer none) (nullable): `#rrggbb`, or %NULL without a colour
 */
const char *
cue_profile_get_colour (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);
  return self->colour;
}

/**
 * cue_profile_set_colour:
 * @value: (nullable): `#rrggbb`; %NULL or empty for none
 */
void
cue_profile_set_colour (CueProfile *self, const char *value)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  cue_profile_set_text (self, &self->colour, value, CUE_PROFILE_PROP_COLOUR);
}

/**
 * cue_profile_get_transient:
 *
 * Returns: whether it is never saved nor exported: the demo, the command line
 */
gboolean
cue_profile_get_transient (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), FALSE);
  return self->transient;
}

/**
 * cue_profile_set_transient:
 * @value: whether it is never saved nor exported
 */
void
cue_profile_set_transient (CueProfile *self, gboolean value)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  value = !!value;
  if (self->transient == value)
    return;
  self->transient = value;
  cue_profile_notify (self, CUE_PROFILE_PROP_TRANSIENT);
}

/**
 * cue_profile_get_doors:
 *
 * Returns: (transfer none): what is about doors, always the same object
 */
CueDoorsProfile *
cue_profile_get_doors (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);
  return self->doors;
}

/**
 * cue_profile_get_acoustic:
 *
 * Returns: (transfer none): the connections to the Acoustic Exchange, always the same object
 */
CueConnectionList *
cue_profile_get_acoustic (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);
  return self->acoustic;
}

/**
 * cue_profile_get_tenduke:
 *
 * Returns: (transfer none): the connections to Event Data Services of 10Duke, of
 *   [class@FeedConnection], also when there are none
 */
CueConnectionList *
cue_profile_get_tenduke (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);
  return self->tenduke;
}
