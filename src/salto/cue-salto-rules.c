// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-salto-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-time.h"
#include "cue-url.h"

// What is looked at before anything is sent (services reference 1.7). An error keeps the console
// from connecting; a warning does not.

#define SKEW       CUE_SECONDS (60)
#define SHORT_LIFE CUE_SECONDS (5 * 60)

static void
add (GPtrArray *found, CueSeverity severity, const char *field, const char *text)
{
  g_ptr_array_add (found, cue_diagnostic_new (severity, field, "%s", text));
}

static void
check_url (GPtrArray *found, const char *field, const char *url, const char *missing)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (url != NULL ? url : ""));
  g_autofree char *http = NULL;
  g_autoptr (GError) error = NULL;

  if (*trimmed == '\0') {
    add (found, CUE_SEVERITY_ERROR, field, missing);
    return;
  }
  // ws and wss are the same doors under another name.
  if (g_ascii_strncasecmp (trimmed, "wss://", 6) == 0 ||
      g_ascii_strncasecmp (trimmed, "ws://", 5) == 0)
    http = g_strconcat ("http", trimmed + strlen ("ws"), NULL);
  if (!cue_url_check (http != NULL ? http : trimmed,
                      CUE_URL_HTTPS | CUE_URL_HTTP_ON_LOOPBACK | CUE_URL_NO_CREDENTIALS,
                      &error))
    add (found, CUE_SEVERITY_ERROR, field, error->message);
}

/**
 * cue_salto_check_hub_url:
 * @found: (element-type CueDiagnostic): gets the findings
 * @environment: which installation
 * @custom_url: (nullable): the address of a custom one
 *
 * A custom address is https or wss; http and ws are for this computer only.
 */
void
cue_salto_check_hub_url (GPtrArray *found, CueSaltoEnvironment environment, const char *custom_url)
{
  if (environment == CUE_SALTO_CUSTOM)
    check_url (found,
               CUE_SALTO_FIELD_HUB_URL,
               custom_url,
               _ ("Enter the address of the event streaming service, or choose Accept or "
                  "Production."));
}

/**
 * cue_salto_check_identity_url:
 * @found: (element-type CueDiagnostic): gets the findings
 * @url: (nullable): the address of the Identity Server
 */
void
cue_salto_check_identity_url (GPtrArray *found, const char *url)
{
  check_url (found,
             CUE_SALTO_FIELD_IDENTITY_URL,
             url,
             _ ("Enter the address of the Identity Server that gives tokens."));
}

/**
 * cue_salto_check_streams:
 * @found: (element-type CueDiagnostic): gets the findings
 * @entries: whether entries are wanted
 * @incidents: whether incidents are wanted
 */
void
cue_salto_check_streams (GPtrArray *found, gboolean entries, gboolean incidents)
{
  if (!entries && !incidents)
    add (found,
         CUE_SEVERITY_ERROR,
         CUE_SALTO_FIELD_STREAMS,
         _ ("Choose entries, incidents or both; nothing would be shown otherwise."));
}

static gboolean
has_control (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    GUnicodeType type = g_unichar_type (g_utf8_get_char (text));

    if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
        type == G_UNICODE_PARAGRAPH_SEPARATOR)
      return TRUE;
  }
  return FALSE;
}

// Whether it can be used at all.
static gboolean
check_id (GPtrArray *found, const char *field, const char *id, const char *missing)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (id != NULL ? id : ""));

  if (*trimmed == '\0') {
    add (found, CUE_SEVERITY_ERROR, field, missing);
    return FALSE;
  }
  if (!g_utf8_validate (trimmed, -1, NULL) || has_control (trimmed)) {
    add (found,
         CUE_SEVERITY_ERROR,
         field,
         _ ("There are characters inside that cannot be seen; type it anew instead of pasting "
            "it."));
    return FALSE;
  }
  return TRUE;
}

/**
 * cue_salto_check_site:
 * @found: (element-type CueDiagnostic): gets the findings
 * @site_id: (nullable): the site's id
 *
 * The vendor only calls it a unique identifier; every one seen is a UUID, and the readable name of
 * a site is refused in its place.
 */
void
cue_salto_check_site (GPtrArray *found, const char *site_id)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (site_id != NULL ? site_id : ""));

  if (!check_id (found, CUE_SALTO_FIELD_SITE, site_id, _ ("Enter the ID of the site.")))
    return;
  if (!g_uuid_string_is_valid (trimmed))
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         CUE_SALTO_FIELD_SITE,
                                         _ ("“%s” is not written like a UUID. The service knows a "
                                            "site by its ID, not by its name."),
                                         trimmed));
}

/**
 * cue_salto_check_user:
 * @found: (element-type CueDiagnostic): gets the findings
 * @user_id: (nullable): the platform's id of the one user whose events are wanted
 *
 * For when only one user's events are wanted.
 */
void
cue_salto_check_user (GPtrArray *found, const char *user_id)
{
  check_id (found,
            CUE_SALTO_FIELD_USER,
            user_id,
            _ ("Enter the ID of the user, or ask for everybody's events."));
}

/**
 * cue_salto_check_client:
 * @found: (element-type CueDiagnostic): gets the findings
 * @client_id: (nullable): what the Identity Server knows this console by
 */
void
cue_salto_check_client (GPtrArray *found, const char *client_id)
{
  check_id (found,
            CUE_SALTO_FIELD_CLIENT,
            client_id,
            _ ("Enter the client ID that the Identity Server knows this console by."));
}

static gboolean
has_space (const char *token)
{
  for (; *token != '\0'; token++) {
    if (g_ascii_isspace (*token) || g_ascii_iscntrl (*token))
      return TRUE;
  }
  return FALSE;
}

static void
check_life (GPtrArray                *found,
            const CueTokenInspection *inspection,
            gint64                    now_wall_us,
            CueSaltoOverrides         overrides)
{
  gint64           expiry = cue_token_inspection_get_expiry_us (inspection);
  g_autofree char *words = NULL;
  gint64           left;

  if (expiry == CUE_TIME_INVALID)
    return;
  left = expiry - now_wall_us;
  words = cue_time_format_duration (ABS (left), CUE_DURATION_WORDS);
  if (left < -SKEW)
    g_ptr_array_add (found,
                     cue_diagnostic_new (overrides & CUE_SALTO_OVERRIDE_LIFE ? CUE_SEVERITY_WARNING
                                                                             : CUE_SEVERITY_ERROR,
                                         CUE_SALTO_FIELD_TOKEN_LIFE,
                                         _ ("The token expired %s ago; the hub will answer 401. "
                                            "Get a new one, or check the clock of this computer."),
                                         words));
  else if (left < SHORT_LIFE)
    g_ptr_array_add (found,
                     left > 0
                       ? cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                             CUE_SALTO_FIELD_TOKEN_LIFE,
                                             _ ("The token lives %s more. An open connection "
                                                "outlives it, but a new one cannot be made."),
                                             words)
                       : cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                             CUE_SALTO_FIELD_TOKEN_LIFE,
                                             _ ("The token expired %s ago. It may still be "
                                                "accepted; get a new one soon."),
                                             words));
}

static void
check_scope (GPtrArray *found, const CueTokenInspection *inspection, CueSaltoOverrides overrides)
{
  const char *const *scopes = cue_token_inspection_get_scopes (inspection);
  g_autofree char   *list = NULL;

  if (scopes == NULL || cue_token_inspection_has_scope (inspection, CUE_SALTO_SCOPE))
    return;
  list = scopes[0] != NULL ? g_strjoinv (" ", (GStrv) scopes) : g_strdup ("—");
  g_ptr_array_add (found,
                   cue_diagnostic_new (overrides & CUE_SALTO_OVERRIDE_SCOPE ? CUE_SEVERITY_WARNING
                                                                            : CUE_SEVERITY_ERROR,
                                       CUE_SALTO_FIELD_TOKEN_SCOPE,
                                       // Translators: names of scopes, then the one that is needed
                                       _ ("The token is for %s and not for %s; the hub will "
                                          "answer 403. Ask for a token with this scope."),
                                       list,
                                       CUE_SALTO_SCOPE));
}

/**
 * cue_salto_check_token:
 * @found: (element-type CueDiagnostic): gets the findings, without any part of the token
 * @token: (nullable): an access token, see [func@token_clean]
 * @now_wall_us: the time
 * @overrides: what the user set aside
 *
 * Looks at the form, the life and the scope of a token. The life may be 60 s over, for clocks are
 * that far apart; less than five minutes are worth a warning.
 */
void
cue_salto_check_token (GPtrArray        *found,
                       const char       *token,
                       gint64            now_wall_us,
                       CueSaltoOverrides overrides)
{
  g_autoptr (CueTokenInspection) inspection = cue_token_inspection_new (token);

  switch (cue_token_inspection_get_form (inspection)) {
  case CUE_TOKEN_EMPTY:
    add (found, CUE_SEVERITY_ERROR, CUE_SALTO_FIELD_TOKEN, _ ("Paste an access token."));
    return;
  case CUE_TOKEN_OPAQUE:
    if (has_space (token))
      add (found,
           CUE_SEVERITY_ERROR,
           CUE_SALTO_FIELD_TOKEN,
           _ ("There is a space or a line break inside the token. Copy it again, in one piece."));
    else
      add (found,
           CUE_SEVERITY_ERROR,
           CUE_SALTO_FIELD_TOKEN,
           _ ("An access token has three parts with points between them; this has another form. "
              "Check that all of it was copied, and that it is no refresh token."));
    return;
  case CUE_TOKEN_UNREADABLE:
    add (found,
         CUE_SEVERITY_WARNING,
         CUE_SALTO_FIELD_TOKEN,
         _ ("The token cannot be read, so its life and its scope are not known before the hub "
            "answers."));
    return;
  case CUE_TOKEN_READABLE:
    break;
  }
  check_life (found, inspection, now_wall_us, overrides);
  check_scope (found, inspection, overrides);
}

/**
 * cue_salto_finding_can_be_overridden:
 * @finding: a finding of [func@salto_check_token]
 *
 * Returns: whether it is an error that a user may set aside
 */
gboolean
cue_salto_finding_can_be_overridden (const CueDiagnostic *finding)
{
  const char *field = cue_diagnostic_get_where (finding);

  return cue_diagnostic_get_severity (finding) == CUE_SEVERITY_ERROR &&
         (g_str_equal (field, CUE_SALTO_FIELD_TOKEN_LIFE) ||
          g_str_equal (field, CUE_SALTO_FIELD_TOKEN_SCOPE));
}
