// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft.h"

G_BEGIN_DECLS

/**
 * CueNotificationAuth:
 * @CUE_NOTIFICATION_AUTH_NONE: the address needs none (S4:675-680)
 * @CUE_NOTIFICATION_AUTH_API_KEY: `APIKey` (S4:687-700)
 * @CUE_NOTIFICATION_AUTH_BASIC: `Basic` (S4:701-717)
 * @CUE_NOTIFICATION_AUTH_OAUTH: `OAuth` (S4:718-738)
 * @CUE_NOTIFICATION_AUTH_OAUTH_REFRESH_TOKEN_ONLY: `OAuthRefreshTokenOnly` (S4:739-758)
 *
 * How Exchange proves itself to the address that it notifies.
 */
typedef enum {
  CUE_NOTIFICATION_AUTH_NONE,
  CUE_NOTIFICATION_AUTH_API_KEY,
  CUE_NOTIFICATION_AUTH_BASIC,
  CUE_NOTIFICATION_AUTH_OAUTH,
  CUE_NOTIFICATION_AUTH_OAUTH_REFRESH_TOKEN_ONLY,
} CueNotificationAuth;

#define CUE_TYPE_NOTIFICATION_AUTH (cue_notification_auth_get_type ())
GType       cue_notification_auth_get_type (void) G_GNUC_CONST;
const char *cue_notification_auth_get_name (CueNotificationAuth auth);

/**
 * CueNotificationField:
 *
 * The texts of a notification, in the order in which a form shows them. Each is a property too,
 * with the same name: `notification-url`, `notification-key`, `api-key`, `user-id`, `password`,
 * `auth-url`, `client-id`, `client-secret`, `supplier-key`, `refresh-token`.
 */
typedef enum {
  CUE_NOTIFICATION_URL,
  CUE_NOTIFICATION_KEY,
  CUE_NOTIFICATION_API_KEY,
  CUE_NOTIFICATION_USER_ID,
  CUE_NOTIFICATION_PASSWORD,
  CUE_NOTIFICATION_AUTH_URL,
  CUE_NOTIFICATION_CLIENT_ID,
  CUE_NOTIFICATION_CLIENT_SECRET,
  CUE_NOTIFICATION_SUPPLIER_KEY,
  CUE_NOTIFICATION_REFRESH_TOKEN,
  CUE_NOTIFICATION_N_FIELDS,
} CueNotificationField;

#define CUE_TYPE_NOTIFICATION_DRAFT (cue_notification_draft_get_type ())
G_DECLARE_FINAL_TYPE (CueNotificationDraft,
                      cue_notification_draft,
                      CUE,
                      NOTIFICATION_DRAFT,
                      CueDraft)

CueNotificationDraft *cue_notification_draft_new (void);
void cue_notification_draft_set_auth (CueNotificationDraft *self, CueNotificationAuth auth);
const char          *
cue_notification_draft_get_text (CueNotificationDraft *self, CueNotificationField field);
void     cue_notification_draft_set_text (CueNotificationDraft *self,
                                          CueNotificationField  field,
                                          const char           *text);
gboolean cue_notification_draft_uses (CueNotificationDraft *self, CueNotificationField field);
gboolean cue_notification_field_is_secret (CueNotificationField field);
const char *cue_notification_field_get_path (CueNotificationField field);
char       *cue_notification_draft_to_masked_text (CueNotificationDraft *self);

G_END_DECLS
