// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-notification-draft-private.h"

#include "cue-acoustic-rules.h"
#include "cue-text.h"
#include "cue-url.h"

#include <glib/gi18n-lib.h>

/* What the rules say about a notification. */

static void
check_url (CueNotificationDraft *self,
           CueNotificationField  field,
           const char           *source,
           CueUrlFlags           flags,
           GPtrArray            *findings)
{
  g_autoptr (GError) error = NULL;

  if (cue_text_is_blank (self->texts[field]))
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      cue_notification_fields[field].path,
                      source,
                      _ ("The address is missing."));
  else if (!cue_url_check (self->texts[field], flags, &error))
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      cue_notification_fields[field].path,
                      source,
                      "%s",
                      error->message);
}

static const char *
find_source (CueNotificationAuth auth, CueNotificationField field)
{
  switch (field) {
  case CUE_NOTIFICATION_API_KEY:
    return "S4:700";
  case CUE_NOTIFICATION_USER_ID:
    return "S4:716";
  case CUE_NOTIFICATION_PASSWORD:
    return "S4:717";
  case CUE_NOTIFICATION_CLIENT_ID:
    return "S4:736";
  case CUE_NOTIFICATION_CLIENT_SECRET:
    return "S4:737";
  case CUE_NOTIFICATION_SUPPLIER_KEY:
    return "S4:757";
  case CUE_NOTIFICATION_REFRESH_TOKEN:
    return auth == CUE_NOTIFICATION_AUTH_OAUTH ? "S4:738" : "S4:758";
  case CUE_NOTIFICATION_AUTH_URL:
    return auth == CUE_NOTIFICATION_AUTH_OAUTH ? "S4:735" : "S4:756";
  case CUE_NOTIFICATION_URL:
  case CUE_NOTIFICATION_KEY:
  case CUE_NOTIFICATION_N_FIELDS:
  default:
    return "S4:686";
  }
}

/**
 * cue_notification_draft_check:
 * @draft: a notification
 * @path: (nullable): not used, it is never a part
 * @context: (nullable): not needed
 * @findings: receives what the rules find
 */
void
cue_notification_draft_check (CueDraft              *draft,
                              const CueAcousticPath *path,
                              CueAcousticContext    *context,
                              GPtrArray             *findings)
{
  CueNotificationDraft *self = CUE_NOTIFICATION_DRAFT (draft);

  check_url (self,
             CUE_NOTIFICATION_URL,
             "S4:686",
             CUE_URL_HTTPS | CUE_URL_HTTP | CUE_URL_NO_CREDENTIALS,
             findings);
  if (g_ascii_strncasecmp (self->texts[CUE_NOTIFICATION_URL], "http:", 5) == 0)
    cue_findings_add (findings,
                      CUE_FINDING_WARN,
                      cue_notification_fields[CUE_NOTIFICATION_URL].path,
                      "S4:686",
                      _ ("With http everybody on the way can read the notifications. "
                         "Prefer https."));
  if (cue_text_is_blank (self->texts[CUE_NOTIFICATION_KEY]))
    cue_findings_add (findings,
                      CUE_FINDING_WARN,
                      cue_notification_fields[CUE_NOTIFICATION_KEY].path,
                      "S4:672",
                      _ ("Without a notification key the notifications do not tell which "
                         "account they are about."));
  for (CueNotificationField i = CUE_NOTIFICATION_API_KEY; i < CUE_NOTIFICATION_N_FIELDS; i++) {
    if (!cue_notification_draft_uses (self, i))
      continue;
    if (i == CUE_NOTIFICATION_AUTH_URL)
      check_url (self,
                 i,
                 find_source (self->auth, i),
                 CUE_URL_HTTPS | CUE_URL_NO_CREDENTIALS,
                 findings);
    else if (cue_text_is_blank (self->texts[i]))
      cue_findings_add (findings,
                        CUE_FINDING_BLOCK,
                        cue_notification_fields[i].path,
                        find_source (self->auth, i),
                        _ ("%s needs “%s”."),
                        cue_notification_auth_types[self->auth],
                        cue_notification_fields[i].member);
  }
}
