// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-attributes-draft.h"
#include "cue-event-type-draft.h"
#include "cue-notification-draft.h"
#include "cue-publication.h"

#include <string.h>

/*
 * What the forms send, byte for byte: the golden files are the examples of services
 * reference 2.3. Each is built through the properties that a form sets, and read back from the file
 * into an empty draft.
 */

static char *
load_golden (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "acoustic", "golden", file, NULL);
  char            *text;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (text, "\n"));
  /* The line break is one of the file, not of the body. */
  text[strlen (text) - 1] = '\0';
  return text;
}

static void
assert_golden (CueDraft *draft, const char *name)
{
  g_autofree char *golden = load_golden (name);
  g_autofree char *text = cue_draft_to_text (draft);
  g_autofree char *again = NULL;
  g_autoptr (GBytes) bytes = cue_draft_to_bytes (draft);
  g_autoptr (CueDraft) read = g_object_new (G_OBJECT_TYPE (draft), NULL);
  g_autoptr (GPtrArray) remarks = cue_findings_new ();
  g_autoptr (GPtrArray) findings = cue_draft_check (draft, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (text, ==, golden);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   golden,
                   strlen (golden));
  g_assert_false (cue_findings_block (findings));

  cue_draft_from_json (read, golden, remarks, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (remarks->len, ==, 0);
  again = cue_draft_to_text (read);
  g_assert_cmpstr (again, ==, golden);
}

static void
test_individual (void)
{
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);
  CueDraftGroup *group = cue_publication_get_first_group (publication);
  CueDraftEvent *event;

  cue_publication_set_channel (publication, "web");
  cue_draft_group_add_identifier (group, "email", "shopper@example.com");
  cue_draft_group_add_identifier (group, "cookieId", "c-0001");
  /* A local time goes out in UTC. */
  event = cue_draft_group_add_event (group, "ibmcartAbandonment", "2026-11-20T09:15:30+01:00");
  cue_draft_event_add_attribute (event, "eventName", "Cart abandoned", "string");
  cue_draft_event_add_attribute (event, "orderID", "O-1001", "string");
  cue_draft_event_add_attribute (event, "interactionId", "i-77", "string");
  cue_draft_event_add_attribute (event, "orderTotal", "125.53", "number");
  assert_golden (CUE_DRAFT (publication), "individual");
}

static void
test_simple_batch (void)
{
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_SIMPLE_BATCH);
  CueDraftGroup *group = cue_publication_get_first_group (publication);
  CueDraftEvent *event;

  event = cue_draft_group_add_event (group, "ibmproductView", "2026-11-20T08:15:30Z");
  cue_draft_event_set_channel (event, "web");
  cue_draft_event_add_attribute (event, "productID", "SKU-9", "string");
  cue_draft_event_add_identifier (event, "cookieId", "c-0001");
  event = cue_draft_group_add_event (group, "emailOpen", "2026-11-20T08:16:02Z");
  cue_draft_event_set_channel (event, "email");
  cue_draft_event_add_attribute (event, "eventName", "Opened newsletter", "string");
  cue_draft_event_add_attribute (event, "messageId", "42", "number");
  cue_draft_event_add_attribute (event, "subjectLine", "Autumn news", "string");
  cue_draft_event_add_identifier (event, "email", "reader@example.com");
  assert_golden (CUE_DRAFT (publication), "simple-batch");
}

static void
test_compound_batch (void)
{
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_COMPOUND_BATCH);
  CueDraftGroup *group = cue_publication_get_first_group (publication);
  CueDraftEvent *event;

  cue_draft_group_add_identifier (group, "email", "shopper@example.com");
  event = cue_draft_group_add_event (group, "ibmcartPurchase", "2026-11-20T08:20:00Z");
  cue_draft_event_set_channel (event, "web");
  cue_draft_event_add_attribute (event, "eventName", "Purchase", "string");
  cue_draft_event_add_attribute (event, "orderID", "O-1002", "string");
  group = cue_draft_list_append (cue_publication_get_groups (publication));
  cue_draft_group_add_identifier (group, "userId", "u-17");
  event = cue_draft_group_add_event (group, "appInstalled", "2026-11-20T08:21:00Z");
  cue_draft_event_set_channel (event, "mobile");
  cue_draft_event_add_attribute (event, "eventName", "Install", "string");
  assert_golden (CUE_DRAFT (publication), "compound-batch-channel-at-events");
}

static void
test_compound_batch_with_one_channel (void)
{
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_COMPOUND_BATCH);
  CueDraftGroup *group = cue_publication_get_first_group (publication);
  CueDraftEvent *event;

  cue_publication_set_channel_level (publication, CUE_PUBLICATION_AT_BATCH);
  cue_publication_set_channel (publication, "web");
  cue_draft_group_add_identifier (group, "cookieId", "c-0002");
  event = cue_draft_group_add_event (group, "ibmpageView", "2026-11-20T08:22:00Z");
  cue_draft_event_add_attribute (event, "eventName", "Page view", "string");
  assert_golden (CUE_DRAFT (publication), "compound-batch-channel-at-batch");
}

static void
test_event_type (void)
{
  g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new ();

  cue_event_type_draft_set_code (draft, "demoSeatReserved");
  cue_event_type_draft_set_name (draft, "Seat reserved");
  cue_event_type_draft_set_description (draft, "A visitor reserved a seat");
  cue_event_type_draft_set_namespace (draft, "demo");
  cue_event_type_draft_add_attribute (draft, "eventName", "string");
  cue_event_type_draft_add_attribute (draft, "seatCount", "number");
  cue_event_type_draft_add_attribute (draft, "vip", "boolean");
  cue_event_type_draft_add_attribute (draft, "reservedAt", "date");
  assert_golden (CUE_DRAFT (draft), "event-type");
}

static void
test_attributes (void)
{
  g_autoptr (CueAttributesDraft) draft = cue_attributes_draft_new (CUE_ACOUSTIC_ROLE_PUBLISHER);

  cue_attributes_draft_set_endpoint_id (draft, "60001");
  cue_attributes_draft_add_attribute (draft, "eventName", "string");
  cue_attributes_draft_add_attribute (draft, "orderTotal", "number");
  assert_golden (CUE_DRAFT (draft), "attributes");
}

static void
test_notification (void)
{
  static const struct {
    const char         *golden;
    CueNotificationAuth auth;
  } kinds[] = {
    { "notification-none", CUE_NOTIFICATION_AUTH_NONE },
    { "notification-api-key", CUE_NOTIFICATION_AUTH_API_KEY },
    { "notification-basic", CUE_NOTIFICATION_AUTH_BASIC },
    { "notification-oauth", CUE_NOTIFICATION_AUTH_OAUTH },
    { "notification-oauth-refresh-token-only", CUE_NOTIFICATION_AUTH_OAUTH_REFRESH_TOKEN_ONLY },
  };
  g_autoptr (CueNotificationDraft) draft = cue_notification_draft_new ();
  g_autofree char *masked = NULL;

  g_object_set (draft,
                "notification-url",
                "https://hooks.example.com/ubx",
                "notification-key",
                "account-7",
                "api-key",
                "demo-api-key",
                "user-id",
                "demo",
                "password",
                "demo-password",
                "auth-url",
                "https://auth.example.com/token",
                "client-id",
                "demo-client",
                "client-secret",
                "demo-secret",
                "supplier-key",
                "demo-supplier-key",
                "refresh-token",
                "demo-refresh",
                NULL);
  /* All fields are filled in; those of another kind are not sent. */
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    cue_notification_draft_set_auth (draft, kinds[i].auth);
    assert_golden (CUE_DRAFT (draft), kinds[i].golden);
  }
  masked = cue_notification_draft_to_masked_text (draft);
  g_assert_null (strstr (masked, "demo-supplier-key"));
  g_assert_null (strstr (masked, "demo-refresh"));
  g_assert_nonnull (strstr (masked, "https://auth.example.com/token"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/golden/individual", test_individual);
  g_test_add_func ("/acoustic/golden/simple-batch", test_simple_batch);
  g_test_add_func ("/acoustic/golden/compound-batch", test_compound_batch);
  g_test_add_func ("/acoustic/golden/compound-batch-with-one-channel",
                   test_compound_batch_with_one_channel);
  g_test_add_func ("/acoustic/golden/event-type", test_event_type);
  g_test_add_func ("/acoustic/golden/attributes", test_attributes);
  g_test_add_func ("/acoustic/golden/notification", test_notification);
  return g_test_run ();
}
