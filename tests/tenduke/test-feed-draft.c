// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Events that are composed: the rules, the bytes, the signature. */

#include "cue-base64url.h"
#include "cue-error.h"
#include "cue-feed-envelope.h"
#include "cue-json.h"

#include <locale.h>
#include <string.h>

#define NOW_US G_GINT64_CONSTANT (1792000000123000)

static void
on_generated (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Made each time: no private key is kept in the tree. */
static CueSigningKey *
make_key (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CueSigningKey *key;

  cue_signing_key_generate_async (2048, NULL, on_generated, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  key = cue_signing_key_generate_finish (result, &error);
  g_assert_no_error (error);
  return key;
}

static CueFeedDraft *
make_draft (const char *event_type)
{
  CueFeedDraft      *draft = cue_feed_draft_new ();
  CueFeedDraftEvent *event = cue_feed_draft_add (draft, event_type, NOW_US);

  g_object_set (event, "source", "my-app-events", NULL);
  return draft;
}

static char *
make_text (CueFeedDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) payload = cue_feed_draft_make_payload (draft, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
}

static void
test_samples (void)
{
  const char *const *types = cue_feed_draft_get_known_types ();

  for (guint i = 0; types[i] != NULL; i++) {
    g_autoptr (CueFeedDraft) draft = make_draft (types[i]);
    g_autoptr (GPtrArray) findings = cue_feed_draft_check (draft);
    g_autofree char *text = make_text (draft);

    for (guint j = 0; j < findings->len; j++)
      g_test_message ("%s: %s", types[i], cue_finding_get_words (g_ptr_array_index (findings, j)));
    g_assert_cmpuint (findings->len, ==, 0);
    g_assert_nonnull (strstr (text, "\"eventTime\": 1792000000123"));
  }
}

static void
test_bytes (void)
{
  g_autoptr (CueFeedDraft) draft = cue_feed_draft_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char   *text = NULL;
  CueFeedDraftEvent *event;

  g_assert_null (cue_feed_draft_make_payload (draft, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  event = cue_feed_draft_add (draft, "demo", NOW_US);
  // Numbers as they were written, also those that no double holds.
  g_object_set (event,
                "event-id",
                "",
                "source",
                "a\"b\n",
                "data",
                " {\"big\": 12345678901234567890123, \"e\": 1.50}\n",
                "extra",
                "{\"tag\": [1, null]}",
                NULL);
  text = make_text (draft);
  g_assert_cmpstr (text,
                   ==,
                   "{\"eventType\":\"demo\",\"eventSourceId\":\"a\\\"b\\n\",\"version\":\"1.20.0\","
                   "\"tag\":[1,null],\"data\":{\"big\": 12345678901234567890123, \"e\": 1.50}}");
  cue_feed_draft_set_as_list (draft, TRUE);
  g_clear_pointer (&text, g_free);
  text = make_text (draft);
  g_assert_true (g_str_has_prefix (text, "[{") && g_str_has_suffix (text, "}]"));
  g_object_set (event, "data", "{", NULL);
  g_clear_error (&error);
  g_assert_null (cue_feed_draft_make_payload (draft, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
}

static void
on_changed (CueFeedDraft *draft, guint *n)
{
  (*n)++;
}

static void
test_list (void)
{
  g_autoptr (CueFeedDraft) draft = make_draft ("LicenseConsumed");
  g_autofree char   *path = cue_feed_draft_make_path (draft, 0, "eventType");
  g_autofree char   *second = NULL;
  CueFeedDraftEvent *event;
  guint              n = 0;

  g_signal_connect (draft, "changed", G_CALLBACK (on_changed), &n);
  g_assert_false (cue_feed_draft_get_as_list (draft));
  g_assert_cmpstr (path, ==, "eventType");
  event = cue_feed_draft_add (draft, "UserLoggedOut", NOW_US);
  g_assert_cmpuint (n, ==, 1);
  // The next one usually goes to the same feed.
  g_assert_cmpstr (cue_feed_draft_event_get_source (event), ==, "my-app-events");
  g_assert_true (g_uuid_string_is_valid (cue_feed_draft_event_get_event_id (event)));
  g_assert_true (cue_feed_draft_get_as_list (draft));
  second = cue_feed_draft_make_path (draft, 1, "data/eventTime");
  g_assert_cmpstr (second, ==, "1/data/eventTime");
  g_object_set (event, "event-type", "UserAuthenticated", NULL);
  g_assert_cmpuint (n, ==, 2);
  cue_feed_draft_remove (draft, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (draft)), ==, 1);
  cue_feed_draft_clear (draft);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (draft)), ==, 0);
  g_assert_cmpuint (n, ==, 4);
}

static void
check_finding (const char *property, const char *value, const char *path, CueFindingLevel level)
{
  g_autoptr (CueFeedDraft) draft = make_draft ("LicenseConsumed");
  g_autoptr (CueFeedDraftEvent) event = g_list_model_get_item (G_LIST_MODEL (draft), 0);
  g_autoptr (GPtrArray) findings = NULL;
  CueFinding *worst;

  g_object_set (event, property, value, NULL);
  findings = cue_feed_draft_check (draft);
  worst = cue_findings_worst_at (findings, path);
  g_assert_nonnull (worst);
  g_test_message ("%s “%s”: %s", property, value, cue_finding_get_words (worst));
  g_assert_cmpint (cue_finding_get_level (worst), ==, level);
  g_assert_nonnull (cue_finding_get_source (worst));
}

/* Services reference 3.6. */
static void
test_rules (void)
{
  g_autoptr (CueFeedDraft) empty = cue_feed_draft_new ();
  g_autoptr (GPtrArray) findings = cue_feed_draft_check (empty);
  g_autoptr (CueFeedDraft) twice = make_draft ("LicenseConsumed");
  g_autoptr (GPtrArray) repeated = NULL;
  CueFeedDraftEvent *second;

  g_assert_true (cue_findings_block (findings));
  check_finding ("source", " ", "eventSourceId", CUE_FINDING_BLOCK);
  check_finding ("source", "iat", "eventSourceId", CUE_FINDING_BLOCK);
  check_finding ("source", "a/b", "eventSourceId", CUE_FINDING_WARN);
  check_finding ("event-type", "", "eventType", CUE_FINDING_WARN);
  check_finding ("event-id", "", "eventId", CUE_FINDING_WARN);
  check_finding ("event-id", "17", "eventId", CUE_FINDING_WARN);
  check_finding ("object-id", "u-1", "eventObjectType", CUE_FINDING_WARN);
  check_finding ("object-type", "user", "eventObjectId", CUE_FINDING_WARN);
  check_finding ("data", "", "data", CUE_FINDING_WARN);
  check_finding ("data", "[1]", "data", CUE_FINDING_WARN);
  check_finding ("data", "{\"a\":}", "data", CUE_FINDING_BLOCK);
  check_finding ("data", "{\"a\":1} x", "data", CUE_FINDING_BLOCK);
  check_finding ("data", "{}", "data", CUE_FINDING_HINT);
  check_finding ("data", "{\"eventTime\":1792000000}", "data/eventTime", CUE_FINDING_WARN);
  check_finding ("data", "{\"eventTime\":\"today\"}", "data/eventTime", CUE_FINDING_WARN);
  check_finding ("data", "{\"eventTime\":1792000000123456789}", "data/eventTime", CUE_FINDING_WARN);
  check_finding ("extra", "[]", "extra", CUE_FINDING_BLOCK);
  check_finding ("extra", "{", "extra", CUE_FINDING_BLOCK);
  check_finding ("extra", "{\"eventReceived\":1}", "eventReceived", CUE_FINDING_WARN);
  check_finding ("extra", "{\"eventId\":1}", "eventId", CUE_FINDING_BLOCK);
  check_finding ("extra", "{\"data\":1}", "data", CUE_FINDING_BLOCK);

  second = cue_feed_draft_add (twice, "LicenseConsumed", NOW_US);
  {
    g_autoptr (CueFeedDraftEvent) first = g_list_model_get_item (G_LIST_MODEL (twice), 0);

    g_object_set (second, "event-id", cue_feed_draft_event_get_event_id (first), NULL);
  }
  repeated = cue_feed_draft_check (twice);
  g_assert_nonnull (cue_findings_worst_at (repeated, "1/eventId"));
}

static void
test_read (void)
{
  static const char one[] =
    "{\"eventType\":\"demo\",\"eventSourceId\":\"s\",\"eventId\":7,\"eventKeyId\":\"k\","
    "\"data\":{\"n\":1792000000123456789}}";
  static const char *const wrong[] = { "", "7", "null", "[1]", "[{}", "{\"a\":1}{", "{'a':1}" };
  g_autoptr (CueFeedDraft) draft = make_draft ("LicenseConsumed");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_assert_false (cue_feed_draft_read (draft, wrong[i], &error));
    g_assert_nonnull (error);
    g_clear_error (&error);
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (draft)), ==, 1);
  }
  g_assert_true (cue_feed_draft_read (draft, one, &error));
  g_assert_no_error (error);
  g_assert_false (cue_feed_draft_get_as_list (draft));
  {
    g_autoptr (CueFeedDraftEvent) event = g_list_model_get_item (G_LIST_MODEL (draft), 0);
    g_autoptr (GPtrArray) findings = cue_feed_draft_check (draft);

    g_assert_cmpstr (cue_feed_draft_event_get_event_type (event), ==, "demo");
    g_assert_cmpstr (cue_feed_draft_event_get_version (event), ==, "");
    g_assert_nonnull (strstr (cue_feed_draft_event_get_data (event), "1792000000123456789"));
    // What is no text stays visible, and is said.
    g_assert_nonnull (strstr (cue_feed_draft_event_get_extra (event), "\"eventId\""));
    g_assert_true (cue_findings_block (findings));
  }
  g_assert_true (cue_feed_draft_read (draft, "[{\"eventSourceId\":\"s\"}]", NULL));
  g_assert_true (cue_feed_draft_get_as_list (draft));
  text = make_text (draft);
  g_assert_cmpstr (text, ==, "[{\"eventSourceId\":\"s\"}]");
}

static void
test_envelope (void)
{
  g_autoptr (CueSigningKey) key = make_key ();
  g_autoptr (CueFeedDraft) draft = make_draft ("LicenseConsumed");
  g_autoptr (CueFeedEnvelope) envelope = NULL;
  g_autoptr (CueFeedEnvelope) bad = NULL;
  g_autoptr (GBytes) payload = cue_feed_draft_make_payload (draft, NULL);
  g_autoptr (GBytes) inside = NULL;
  g_autoptr (GBytes) number = g_bytes_new_static ("7", 1);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("[]", 2);
  g_autoptr (CueFeedDraft) empty = cue_feed_draft_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;

  envelope = cue_feed_envelope_new (draft, key, &error);
  g_assert_no_error (error);
  parts = g_strsplit (cue_feed_envelope_get_jws (envelope), ".", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  g_assert_cmpstr (cue_feed_envelope_get_header (envelope), ==, "{\"alg\":\"RS256\"}");
  // What is shown is what is signed.
  inside = cue_base64url_decode (parts[1], strlen (parts[1]), NULL);
  g_assert_true (g_bytes_equal (inside, payload));
  g_assert_true (g_bytes_equal (cue_feed_envelope_get_payload (envelope), payload));
  g_assert_cmpstr (cue_feed_envelope_get_fingerprint (envelope),
                   ==,
                   cue_signing_key_get_fingerprint (key));
  g_assert_cmpuint (cue_feed_envelope_get_n_events (envelope), ==, 1);
  g_assert_cmpstr (cue_feed_envelope_get_sources (envelope)[0], ==, "my-app-events");
  g_assert_true (g_uuid_string_is_valid (cue_feed_envelope_get_event_ids (envelope)[0]));

  bad = cue_feed_envelope_new (empty, key, &error);
  g_assert_null (bad);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (cue_feed_envelope_new_from_payload (number, key, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (cue_feed_envelope_new_from_payload (nothing, key, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tenduke/draft/samples", test_samples);
  g_test_add_func ("/tenduke/draft/bytes", test_bytes);
  g_test_add_func ("/tenduke/draft/list", test_list);
  g_test_add_func ("/tenduke/draft/rules", test_rules);
  g_test_add_func ("/tenduke/draft/read", test_read);
  g_test_add_func ("/tenduke/draft/envelope", test_envelope);
  return g_test_run ();
}
