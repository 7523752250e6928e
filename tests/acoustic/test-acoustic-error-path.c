// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-error-path.h"
#include "cue-attributes-draft.h"
#include "cue-event-type-draft.h"
#include "cue-notification-draft.h"
#include "cue-publication.h"

/* To which field a refusal of the server belongs, in any words it may use. */

static CueDraft *
make_publication (void)
{
  CuePublication *publication = cue_publication_new (CUE_PUBLICATION_SIMPLE_BATCH);
  CueDraftGroup  *group = cue_publication_get_first_group (publication);
  CueDraftEvent  *event = cue_draft_group_add_event (group, "emailOpen", "2026-11-20T08:00:00Z");

  cue_draft_event_add_identifier (event, "email", "reader@example.com");
  cue_draft_event_add_attribute (event, "orderTotal", "12,5", "number");
  event = cue_draft_group_add_event (group, "demoSeat", "2026-11-20T08:00:00Z");
  cue_draft_event_add_identifier (event, "mobile_login", "x");
  cue_draft_event_set_channel (event, "web");
  return CUE_DRAFT (publication);
}

static CueDraft *
make_event_type (void)
{
  CueEventTypeDraft *draft = cue_event_type_draft_new ();

  cue_event_type_draft_set_code (draft, "demoSeat");
  cue_event_type_draft_set_name (draft, "Seat");
  cue_event_type_draft_add_attribute (draft, "seatCount", "integer");
  return CUE_DRAFT (draft);
}

static CueDraft *
make_notification (void)
{
  CueNotificationDraft *draft = cue_notification_draft_new ();

  cue_notification_draft_set_auth (draft, CUE_NOTIFICATION_AUTH_OAUTH);
  return CUE_DRAFT (draft);
}

static const struct {
  CueDraft *(*make) (void);
  const char *message;
  const char *path;
} rows[] = {
  { make_publication,
    "Channel must be specified either at the batch level or at the event level.",
    "events/0/channel" },
  { make_publication, "Identifiers are missing", "events/0/identifiers" },
  { make_publication, "Event type 'demoSeat' is not registered", "events/1/code" },
  { make_publication, "Unknown event code: demoSeat", "events/1/code" },
  { make_publication, "unknown identifier \"mobile_login\"", "events/1/identifiers/0/name" },
  { make_publication,
    "Attribute orderTotal: value [12,5] is not a number",
    "events/0/attributes/0/name" },
  { make_publication, "events[1].timestamp: invalid format", "events/1/timestamp" },
  { make_publication, "invalid value at events/1/code", "events/1/code" },
  { make_publication, "Invalid timestamp", "events/0/timestamp" },
  { make_publication, "Internal error", NULL },
  { make_publication, "", NULL },
  { make_publication, "<html>\xff\xfe", NULL },
  { make_event_type, "Event type code already exists", "code" },
  { make_event_type, "Attribute type \"integer\" is not supported", "attributes/0/type" },
  { make_event_type, "namespace is required for custom events", "namespace" },
  { make_event_type, "attributes[0].type must not be integer", "attributes/0/type" },
  { make_notification, "notificationURL must be an absolute URL", "notificationURL" },
  { make_notification, "missing clientSecret", "authentication/clientSecret" },
  { make_notification, "Unsupported authType", "authentication/authType" },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CueDraft) draft = rows[i].make ();
    g_autofree char *path = cue_acoustic_map_error (rows[i].message, draft);

    g_test_message ("row %u: %s", i, path != NULL ? path : "nothing");
    g_assert_cmpstr (path, ==, rows[i].path);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/error-path/rows", test_rows);
  return g_test_run ();
}
