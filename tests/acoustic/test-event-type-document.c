// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-event-type-document.h"

#include <string.h>

/* Event types as one file, and what it takes to make the server like it. */

static CueEventTypeDocument *
read_good (const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  CueEventTypeDocument *document = cue_event_type_document_new_from_bytes (bytes, NULL, &error);

  g_assert_no_error (error);
  return document;
}

/* Code, kind, steps and details of each change. */
static char *
dump (GListModel *changes)
{
  static const char *const kinds[] = { "same", "add", "replace", "remove" };
  GString                 *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++) {
    g_autoptr (CueEventTypeChange) change = g_list_model_get_item (changes, i);
    CueEventTypeStep   steps[2];
    guint              count = cue_event_type_change_list_steps (change, steps);
    const char *const *details = cue_event_type_change_get_details (change);

    g_string_append_printf (text,
                            "%s %s",
                            cue_event_type_change_get_code (change),
                            kinds[cue_event_type_change_get_kind (change)]);
    for (guint j = 0; j < count; j++)
      g_string_append (text, steps[j] == CUE_EVENT_TYPE_STEP_DELETE ? " -" : " +");
    for (guint j = 0; details[j] != NULL; j++)
      g_string_append_printf (text, "\n  %s", details[j]);
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

static void
test_round_trip (void)
{
  static const char json[] = "{\n"
                             "  \"eventTypes\": [\n"
                             "    {\n"
                             "      \"code\": \"a\",\n"
                             "      \"name\": \"A\",\n"
                             "      \"version\": 1,\n"
                             "      \"registrationType\": \"PUBLISH\",\n"
                             "      \"attributes\": [{\"name\": \"x\", \"type\": \"date\"}]\n"
                             "    },\n"
                             "    {\"code\": \"b\", \"name\": \"B\"}\n"
                             "  ]\n"
                             "}\n";
  g_autoptr (CueEventTypeDocument) document = read_good (json);
  g_autoptr (GBytes) bytes = cue_event_type_document_to_bytes (document);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), json, strlen (json));
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_type_document_get_drafts (document)),
                    ==,
                    2);
}

/* What the service answers to AC-3 is a document as well. */
static void
test_bare_array (void)
{
  g_autoptr (CueEventTypeDocument) document = read_good ("[{\"code\": \"a\"}]");

  g_assert_cmpuint (g_list_model_get_n_items (cue_event_type_document_get_drafts (document)),
                    ==,
                    1);
}

static void
test_refused (void)
{
  static const char *const wrong[] = {
    "", "{}", "3", "{\"eventTypes\": {}}", "{\"eventTypes\": [1]}", "[{\"code\": []}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new (wrong[i], strlen (wrong[i]));
    g_autoptr (GPtrArray) findings = cue_findings_new ();
    g_autoptr (GError) error = NULL;

    g_assert_null (cue_event_type_document_new_from_bytes (bytes, findings, &error));
    g_assert_nonnull (error);
    g_assert_true (cue_findings_block (findings));
  }
}

static void
test_too_many (void)
{
  g_autoptr (GString) json = g_string_new ("[{}");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < CUE_EVENT_TYPE_DOCUMENT_MAX; i++)
    g_string_append (json, ",{}");
  g_string_append_c (json, ']');
  bytes = g_bytes_new (json->str, json->len);
  g_assert_null (cue_event_type_document_new_from_bytes (bytes, NULL, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
}

static void
test_check (void)
{
  g_autoptr (CueEventTypeDocument)
    document = read_good ("[{\"code\": \"a\", \"name\": \"A\"}, {\"code\": \"a\", \"name\": \"\"}, "
                          "{\"code\": \"a\", \"name\": \"A\", \"namespace\": \"x\"}]");
  g_autoptr (GPtrArray) findings = cue_event_type_document_check (document, NULL);

  g_assert_nonnull (cue_findings_worst_at (findings, "eventTypes/1/name"));
  g_assert_cmpint (cue_finding_get_level (cue_findings_worst_at (findings, "eventTypes/1/code")),
                   ==,
                   CUE_FINDING_BLOCK);
  /* In another namespace it is another one. */
  g_assert_cmpint (cue_finding_get_level (cue_findings_worst_at (findings, "eventTypes/2/code")),
                   ==,
                   CUE_FINDING_WARN);
}

/* What is on the server breaks rules of ours; as long as it stays so, nothing of it is sent. */
static void
test_check_against (void)
{
  static const char odd[] = "[{\"code\": \"a\", \"name\": \"A\", \"attributes\": [{\"name\": "
                            "\"x\", \"type\": \"integer\"}]},"
                            " {\"code\": \"b\", \"name\": \"B\", \"attributes\": [{\"name\": "
                            "\"x\", \"type\": \"Timestamp\"}]},"
                            " {\"code\": \"b\", \"name\": \"B\", \"attributes\": [{\"name\": "
                            "\"x\", \"type\": \"Timestamp\"}]}]";
  static const char changed[] = "[{\"code\": \"a\", \"name\": \"A2\", \"attributes\": [{\"name\": "
                                "\"x\", \"type\": \"integer\"}]},"
                                " {\"code\": \"b\", \"name\": \"B\", \"attributes\": [{\"name\": "
                                "\"x\", \"type\": \"Timestamp\"}]}]";
  g_autoptr (CueEventTypeDocument) server = read_good (odd);
  g_autoptr (CueEventTypeDocument) other = read_good (changed);
  g_autoptr (GPtrArray) alone = cue_event_type_document_check (server, NULL);
  g_autoptr (GPtrArray) same = cue_event_type_document_check_against (server, server, NULL);
  g_autoptr (GPtrArray) different = cue_event_type_document_check_against (other, server, NULL);

  g_assert_true (cue_findings_block (alone));
  g_assert_false (cue_findings_block (same));
  g_assert_nonnull (cue_findings_worst_at (different, "eventTypes/0/attributes/0/type"));
  g_assert_null (cue_findings_worst_at (different, "eventTypes/1/attributes/0/type"));
}

static void
test_compare (void)
{
  g_autoptr (CueEventTypeDocument) wanted = read_good (
    "[{\"code\": \"new\", \"name\": \"N\"},"
    " {\"code\": \"same\", \"name\": \"S\", \"attributes\": [{\"name\": \"x\", \"type\": "
    "\"string\"}, "
    "{\"name\": \"y\", \"type\": \"date\"}]},"
    " {\"code\": \"other\", \"name\": \"O2\", \"version\": 1, \"attributes\": [{\"name\": \"x\", "
    "\"type\": \"number\"}, {\"name\": \"z\", \"type\": \"date\"}]},"
    " {\"code\": \"spaced\", \"name\": \"P\", \"namespace\": \"mine\"}]");
  g_autoptr (CueEventTypeDocument) server = read_good (
    "[{\"code\": \"gone\", \"name\": \"G\"},"
    " {\"code\": \"other\", \"name\": \"O\", \"description\": \"d\", \"attributes\": [{\"name\": "
    "\"x\", "
    "\"type\": \"string\"}, {\"name\": \"w\", \"type\": \"boolean\"}]},"
    " {\"code\": \"same\", \"name\": \"S\", \"version\": 1, \"registrationType\": \"PUBLISH\", "
    "\"attributes\": [{\"name\": \"y\", \"type\": \"Date\"}, {\"name\": \"x\", \"type\": "
    "\"string\"}]},"
    " {\"code\": \"spaced\", \"name\": \"P\"}]");
  g_autoptr (GListModel) changes = cue_event_type_document_compare (wanted, server);
  g_autofree char *text = dump (changes);

  g_assert_cmpstr (text,
                   ==,
                   "new add +\n"
                   "same same\n"
                   "other replace - +\n"
                   "  Name: “O” becomes “O2”\n"
                   "  Description: “d” becomes “”\n"
                   "  Attribute “x”: the type string becomes number\n"
                   "  Attribute “z” (date) is added\n"
                   "  Attribute “w” (boolean) is removed\n"
                   "spaced add +\n"
                   "gone remove -\n"
                   "spaced remove -\n");
}

/* Once applied there is no difference any more. */
static void
test_same (void)
{
  g_autoptr (CueEventTypeDocument) document =
    read_good ("[{\"code\": \"a\", \"name\": \"A\"}, {\"code\": \"b\", \"name\": \"B\"}]");
  g_autoptr (GListModel) changes = cue_event_type_document_compare (document, document);
  g_autofree char *text = dump (changes);

  g_assert_cmpstr (text, ==, "a same\nb same\n");
}

/* A removal names the code alone. */
static void
test_ambiguous (void)
{
  g_autoptr (CueEventTypeDocument) wanted = cue_event_type_document_new ();
  g_autoptr (CueEventTypeDocument) server =
    read_good ("[{\"code\": \"a\"}, {\"code\": \"a\", \"namespace\": \"x\"}, {\"code\": \"b\"}]");
  g_autoptr (GListModel) changes = cue_event_type_document_compare (wanted, server);

  for (guint i = 0; i < 3; i++) {
    g_autoptr (CueEventTypeChange) change = g_list_model_get_item (changes, i);

    g_assert_cmpint (cue_event_type_change_is_ambiguous (change), ==, i < 2);
    g_assert_nonnull (cue_event_type_change_get_warning (change));
  }
}

static void
test_from_list (void)
{
  g_autoptr (GListStore) list = g_list_store_new (CUE_TYPE_EVENT_TYPE);
  g_autoptr (JsonNode) node = json_from_string ("{\"code\": \"a\", \"name\": \"A\"}", NULL);
  g_autoptr (CueEventType) type = cue_event_type_new_from_json (node, "$");
  g_autoptr (CueEventTypeDocument) document = NULL;
  g_autoptr (CueEventTypeDraft) draft = NULL;

  g_list_store_append (list, type);
  document = cue_event_type_document_new_from_list (G_LIST_MODEL (list));
  draft = g_list_model_get_item (cue_event_type_document_get_drafts (document), 0);
  g_assert_cmpstr (cue_event_type_draft_get_code (draft), ==, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/event-type-document/round-trip", test_round_trip);
  g_test_add_func ("/acoustic/event-type-document/bare-array", test_bare_array);
  g_test_add_func ("/acoustic/event-type-document/refused", test_refused);
  g_test_add_func ("/acoustic/event-type-document/too-many", test_too_many);
  g_test_add_func ("/acoustic/event-type-document/check", test_check);
  g_test_add_func ("/acoustic/event-type-document/check-against", test_check_against);
  g_test_add_func ("/acoustic/event-type-document/compare", test_compare);
  g_test_add_func ("/acoustic/event-type-document/same", test_same);
  g_test_add_func ("/acoustic/event-type-document/ambiguous", test_ambiguous);
  g_test_add_func ("/acoustic/event-type-document/from-list", test_from_list);
  return g_test_run ();
}
