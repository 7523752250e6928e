// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft-private.h"
#include "cue-notification-draft.h"

G_BEGIN_DECLS

typedef struct {
  const char *property;
  const char *member;
  const char *path;
  guint       kinds; /* bit n: sent with kind n */
  gboolean    is_secret;
} CueNotificationFieldInfo;

struct _CueNotificationDraft {
  CueDraft parent_instance;

  CueNotificationAuth auth;
  char               *texts[CUE_NOTIFICATION_N_FIELDS]; /* owned */
};

extern const CueNotificationFieldInfo cue_notification_fields[CUE_NOTIFICATION_N_FIELDS];
extern const char *const              cue_notification_auth_types[];

void cue_notification_draft_check (CueDraft              *draft,
                                   const CueAcousticPath *path,
                                   CueAcousticContext    *context,
                                   GPtrArray             *findings);

G_END_DECLS
