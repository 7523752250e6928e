// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-profile-private.h"

// How the state of the event is reached: the part of a profile that is about the Event Engine.

/**
 * cue_profile_get_source_kind:
 *
 * Returns: how the state URL is reached
 */
CueProfileSource
cue_profile_get_source_kind (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), CUE_PROFILE_SOURCE_API_KEY);
  return self->source_kind;
}

/**
 * cue_profile_set_source_kind:
 * @kind: how the state URL is reached
 *
 * The fields of the other kinds are kept.
 */
void
cue_profile_set_source_kind (CueProfile *self, CueProfileSource value)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  if (self->source_kind == value)
    return;
  self->source_kind = value;
  cue_profile_notify (self, CUE_PROFILE_PROP_SOURCE_KIND);
}

/**
 * cue_profile_get_endpoint:
 *
 * Returns: (transfer none): the whole URL of getStateURL; may be empty
 */
const char *
cue_profile_get_endpoint (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);
  return self->endpoint;
}

/**
 * cue_profile_set_endpoint:
 * @value: (nullable): the whole URL of getStateURL
 */
void
cue_profile_set_endpoint (CueProfile *self, const char *value)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  cue_profile_set_text (self,
                        &self->endpoint,
                        value != NULL ? value : "",
                        CUE_PROFILE_PROP_ENDPOINT);
}

/**
 * cue_profile_get_iss:
 *
 * Returns: (transfer none): the client ID, claim `iss` of our tokens; may be empty
 */
const char *
cue_profile_get_iss (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);
  return self->iss;
}

/**
 * cue_profile_set_iss:
 * @value: (nullable): the client ID, claim `iss` of our tokens
 */
void
cue_profile_set_iss (CueProfile *self, const char *value)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  cue_profile_set_text (self, &self->iss, value != NULL ? value : "", CUE_PROFILE_PROP_ISS);
}

/**
 * cue_profile_get_aud:
 *
 * Returns: (transfer none): the service ID, claim `aud` of our tokens; may be empty
 */
const char *
cue_profile_get_aud (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);
  return self->aud;
}

/**
 * cue_profile_set_aud:
 * @value: (nullable): the service ID, claim `aud` of our tokens
 */
void
cue_profile_set_aud (CueProfile *self, const char *value)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  cue_profile_set_text (self, &self->aud, value != NULL ? value : "", CUE_PROFILE_PROP_AUD);
}

/**
 * cue_profile_get_ttl:
 *
 * Returns: seconds that our tokens live
 */
guint
cue_profile_get_ttl (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), 0);
  return self->ttl;
}

/**
 * cue_profile_set_ttl:
 * @value: seconds; see %CUE_PROFILE_TTL_MIN and %CUE_PROFILE_TTL_MAX
 */
void
cue_profile_set_ttl (CueProfile *self, guint value)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  if (self->ttl == value)
    return;
  self->ttl = value;
  cue_profile_notify (self, CUE_PROFILE_PROP_TTL);
}

/**
 * cue_profile_get_secret_is_base64:
 *
 * Returns: whether the text of the secret is base64 of the key
 */
gboolean
cue_profile_get_secret_is_base64 (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), FALSE);
  return self->secret_is_base64;
}

/**
 * cue_profile_set_secret_is_base64:
 * @value: whether the text of the secret is base64 of the key
 */
void
cue_profile_set_secret_is_base64 (CueProfile *self, gboolean value)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  value = !!value;
  if (self->secret_is_base64 == value)
    return;
  self->secret_is_base64 = value;
  cue_profile_notify (self, CUE_PROFILE_PROP_SECRET_IS_BASE64);
}

/**
 * cue_profile_get_backend_url:
 *
 * Returns: (transfer none): where a backend of the user's hands out state URLs; may be empty
 */
const char *
cue_profile_get_backend_url (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);
  return self->backend_url;
}

/**
 * cue_profile_set_backend_url:
 * @value: (nullable): where a backend of the user's hands out state URLs
 */
void
cue_profile_set_backend_url (CueProfile *self, const char *value)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  cue_profile_set_text (self,
                        &self->backend_url,
                        value != NULL ? value : "",
                        CUE_PROFILE_PROP_BACKEND_URL);
}

/**
 * cue_profile_get_state_url:
 *
 * Returns: (transfer none): a state URL that was pasted; may be empty
 */
const char *
cue_profile_get_state_url (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);
  return self->state_url;
}

/**
 * cue_profile_set_state_url:
 * @value: (nullable): a state URL that was pasted
 */
void
cue_profile_set_state_url (CueProfile *self, const char *value)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  cue_profile_set_text (self,
                        &self->state_url,
                        value != NULL ? value : "",
                        CUE_PROFILE_PROP_STATE_URL);
}

/**
 * cue_profile_get_poll_interval:
 *
 * Returns: seconds between two polls
 */
guint
cue_profile_get_poll_interval (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), 0);
  return self->poll_interval;
}

/**
 * cue_profile_set_poll_interval:
 * @value: seconds; see %CUE_PROFILE_POLL_MIN and %CUE_PROFILE_POLL_MAX
 */
void
cue_profile_set_poll_interval (CueProfile *self, guint value)
{
  g_return_if_fail (CUE_IS_PROFILE (self));
  if (self->poll_interval == value)
    return;
  self->poll_interval = value;
  cue_profile_notify (self, CUE_PROFILE_PROP_POLL_INTERVAL);
}
