// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-diagnostic.h"
#include "cue-profile.h"
#include "cue-redact.h"
#include "cue-text.h"
#include "cue-url.h"

// The rules come from the limits of the Event Engine State API (getStateURL: token life 30 to 60 s,
// polls at least 5 s apart) and from RFC 7518 section 3.2 (a key for HS512 has at least 64 bytes).

static void
add (GPtrArray *diagnostics, CueSeverity severity, const char *field, const char *text)
{
  g_ptr_array_add (diagnostics, cue_diagnostic_new (severity, field, "%s", text));
}

static void
check_url (GPtrArray *diagnostics, const char *field, const char *url, const char *missing)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *redacted = NULL;

  if (cue_text_is_blank (url)) {
    add (diagnostics, CUE_SEVERITY_ERROR, field, missing);
    return;
  }
  if (!cue_url_check (url,
                      CUE_URL_HTTPS | CUE_URL_HTTP_ON_LOOPBACK | CUE_URL_NO_CREDENTIALS,
                      &error)) {
    add (diagnostics, CUE_SEVERITY_ERROR, field, error->message);
    return;
  }
  redacted = cue_redact_url (url);
  if (!g_str_equal (redacted, url))
    add (diagnostics,
         CUE_SEVERITY_WARNING,
         field,
         _ ("This address carries what looks like a secret. It is kept in the file of events as "
            "plain text and is left out of exports."));
}

static void
check_name (GPtrArray *diagnostics, const char *field, const char *text, const char *missing)
{
  if (cue_text_is_blank (text))
    add (diagnostics, CUE_SEVERITY_ERROR, field, missing);
  else if (g_unichar_isspace (g_utf8_get_char (text)) ||
           g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (text + strlen (text)))))
    add (diagnostics,
         CUE_SEVERITY_WARNING,
         field,
         _ ("There is a space at the beginning or at the end; it is sent as it is."));
}

/**
 * cue_profile_needs_secret:
 *
 * Returns: whether the console signs a token itself, and so needs the secret of the API key
 */
gboolean
cue_profile_needs_secret (CueProfile *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE (self), FALSE);
  return cue_profile_get_source_kind (self) == CUE_PROFILE_SOURCE_API_KEY;
}

/**
 * cue_profile_validate:
 *
 * Checks the fields that the chosen source needs. An error means that the profile cannot be used;
 * a warning or a hint does not stop anything. Each finding names the property it is about.
 *
 * Returns: (transfer full) (element-type CueDiagnostic): the findings, empty when all is well
 */
GPtrArray *
cue_profile_validate (CueProfile *self)
{
  g_autoptr (GPtrArray)
    found = g_ptr_array_new_with_free_func ((GDestroyNotify) cue_diagnostic_unref);

  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);

  check_name (found, "name", cue_profile_get_name (self), _ ("Give the event a name."));

  switch (cue_profile_get_source_kind (self)) {
  case CUE_PROFILE_SOURCE_API_KEY:
    check_url (found,
               "endpoint",
               cue_profile_get_endpoint (self),
               _ ("Enter the full address of getStateURL; your Brainsonic Live representative has "
                  "it."));
    check_name (found,
                "iss",
                cue_profile_get_iss (self),
                _ ("Enter the client or application ID (iss) that came with the API key."));
    check_name (found,
                "aud",
                cue_profile_get_aud (self),
                _ ("Enter the service ID (aud) that came with the API key."));
    if (cue_profile_get_ttl (self) < CUE_PROFILE_TTL_MIN ||
        cue_profile_get_ttl (self) > CUE_PROFILE_TTL_MAX)
      g_ptr_array_add (found,
                       cue_diagnostic_new (CUE_SEVERITY_ERROR,
                                           "ttl",
                                           _ ("The token may live %d to %d seconds, not %u."),
                                           CUE_PROFILE_TTL_MIN,
                                           CUE_PROFILE_TTL_MAX,
                                           cue_profile_get_ttl (self)));
    break;
  case CUE_PROFILE_SOURCE_BACKEND:
    check_url (found,
               "backend-url",
               cue_profile_get_backend_url (self),
               _ ("Enter the address of your backend that answers {\"stateUrl\": …}."));
    break;
  case CUE_PROFILE_SOURCE_STATE_URL:
    check_url (found,
               "state-url",
               cue_profile_get_state_url (self),
               _ ("Paste the state URL of the event."));
    break;
  }

  if (cue_profile_get_poll_interval (self) < CUE_PROFILE_POLL_MIN ||
      cue_profile_get_poll_interval (self) > CUE_PROFILE_POLL_MAX)
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_ERROR,
                                         "poll-interval",
                                         _ ("The state may be asked for every %d to %d seconds, "
                                            "not every %u."),
                                         CUE_PROFILE_POLL_MIN,
                                         CUE_PROFILE_POLL_MAX,
                                         cue_profile_get_poll_interval (self)));
  return g_steal_pointer (&found);
}

/**
 * cue_profile_is_complete:
 *
 * Returns: whether [method@Profile.validate] finds no error; the secret is not looked at
 */
gboolean
cue_profile_is_complete (CueProfile *self)
{
  g_autoptr (GPtrArray) found = cue_profile_validate (self);

  return found != NULL && cue_diagnostics_get_worst (found) != CUE_SEVERITY_ERROR;
}

static gboolean
is_base64 (const char *text, gsize size, gsize *decoded)
{
  gsize padding = 0;

  while (padding < 2 && size > padding && text[size - 1 - padding] == '=')
    padding++;
  for (gsize i = 0; i < size - padding; i++) {
    if (!g_ascii_isalnum (text[i]) && strchr ("+/-_", text[i]) == NULL)
      return FALSE;
    if (text[i] == '\0')
      return FALSE;
  }
  *decoded = (size - padding) * 3 / 4;
  return (size - padding) % 4 != 1 && (padding == 0 || size % 4 == 0);
}

/**
 * cue_profile_validate_secret:
 * @secret: (nullable): the secret as it was typed
 *
 * Checks a secret against the profile's kind of source. A short secret is only advised against,
 * since it is not ours to choose.
 *
 * Returns: (transfer full) (element-type CueDiagnostic): the findings, about the field "secret"
 */
GPtrArray *
cue_profile_validate_secret (CueProfile *self, GBytes *secret)
{
  g_autoptr (GPtrArray)
    found = g_ptr_array_new_with_free_func ((GDestroyNotify) cue_diagnostic_unref);
  const char *data = NULL;
  gsize       size = 0;
  gsize       key_size;

  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);

  if (!cue_profile_needs_secret (self))
    return g_steal_pointer (&found);
  if (secret != NULL)
    data = g_bytes_get_data (secret, &size);
  key_size = size;

  if (size == 0) {
    add (found, CUE_SEVERITY_ERROR, "secret", _ ("Enter the secret of the API key."));
    return g_steal_pointer (&found);
  }
  if (cue_profile_get_secret_is_base64 (self) && !is_base64 (data, size, &key_size)) {
    add (found,
         CUE_SEVERITY_ERROR,
         "secret",
         _ ("The secret is said to be base64, but it is not. Check it, or switch base64 off."));
    return g_steal_pointer (&found);
  }
  if (g_ascii_isspace (data[0]) || g_ascii_isspace (data[size - 1]))
    add (found,
         CUE_SEVERITY_WARNING,
         "secret",
         _ ("The secret begins or ends with a space or a line break; it is used as it is."));
  if (key_size < CUE_PROFILE_SECRET_ADVICE)
    g_ptr_array_add (
      found,
      cue_diagnostic_new (CUE_SEVERITY_WARNING,
                          "secret",
                          g_dngettext (GETTEXT_PACKAGE,
                                       "The secret has %u byte; RFC 7518 asks for at "
                                       "least %d for HS512. Check that all of it was "
                                       "copied.",
                                       "The secret has %u bytes; RFC 7518 asks for at "
                                       "least %d for HS512. Check that all of it was "
                                       "copied.",
                                       key_size),
                          (guint) key_size,
                          CUE_PROFILE_SECRET_ADVICE));
  return g_steal_pointer (&found);
}
