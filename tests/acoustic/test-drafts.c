// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-attributes-paste.h"
#include "cue-event-type-draft.h"
#include "cue-publication.h"

#include <string.h>

/* How drafts behave under a form: signals, identity, levels, members that nobody knows. */

static void
on_changed (CueDraft *draft, guint *count)
{
  (*count)++;
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, GString *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static void
assert_json (gpointer draft, const char *expected)
{
  g_autofree char *text = cue_draft_to_text (draft);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_changes (void)
{
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);
  CueDraftGroup     *group = cue_publication_get_first_group (publication);
  CueDraftEvent     *event;
  CueDraftAttribute *attribute;
  guint              count = 0;

  g_signal_connect (publication, "changed", G_CALLBACK (on_changed), &count);
  event = cue_draft_group_add_event (group, "a", "");
  g_assert_cmpuint (count, ==, 1);
  attribute = cue_draft_event_add_attribute (event, "n", "v", "string");
  g_assert_cmpuint (count, ==, 2);
  cue_draft_attribute_set_value (attribute, "w");
  g_assert_cmpuint (count, ==, 3);
  /* The same again is no change. */
  cue_draft_attribute_set_value (attribute, "w");
  g_object_set (attribute, "name", "n", "attribute-type", "string", NULL);
  g_assert_cmpuint (count, ==, 3);

  cue_draft_begin (CUE_DRAFT (publication));
  cue_draft_attribute_set_value (attribute, "x");
  cue_draft_event_set_code (event, "b");
  g_assert_cmpuint (count, ==, 3);
  cue_draft_end (CUE_DRAFT (publication));
  g_assert_cmpuint (count, ==, 4);

  /* What is a part no more changes nothing. */
  g_object_ref (event);
  cue_draft_list_remove (cue_draft_group_get_events (group), 0);
  g_assert_cmpuint (count, ==, 5);
  cue_draft_event_set_code (event, "c");
  g_assert_cmpuint (count, ==, 5);
  g_object_unref (event);
}

static void
test_list (void)
{
  g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new ();
  CueDraftList *list = cue_event_type_draft_get_attributes (draft);
  g_autoptr (GString) log = g_string_new (NULL);
  gpointer first, second, third;
  guint    position;

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), log);
  first = cue_event_type_draft_add_attribute (draft, "1", "string");
  second = cue_event_type_draft_add_attribute (draft, "2", "string");
  third = cue_event_type_draft_add_attribute (draft, "3", "string");
  cue_draft_list_move (list, 0, 2);
  g_assert_true (cue_draft_list_get (list, 0) == second);
  g_assert_true (cue_draft_list_get (list, 1) == third);
  g_assert_true (cue_draft_list_get (list, 2) == first);
  cue_draft_list_move (list, 2, 1);
  g_assert_true (cue_draft_list_get (list, 1) == first);
  g_assert_true (cue_draft_list_find (list, third, &position));
  g_assert_cmpuint (position, ==, 2);
  cue_draft_list_move (list, 1, 9);
  cue_draft_list_remove (list, 9);
  cue_draft_list_remove (list, 0);
  g_assert_cmpuint (cue_draft_list_get_n_items (list), ==, 2);
  g_assert_null (cue_draft_list_get (list, 2));
  g_assert_cmpstr (log->str, ==, "0-0+1 1-0+1 2-0+1 0-3+3 1-2+2 0-1+0 ");
}

/* Rows of a form keep their focus while the JSON beside it is edited. */
static void
test_identity (void)
{
  g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new ();
  CueDraftList *list = cue_event_type_draft_get_attributes (draft);
  g_autoptr (GError) error = NULL;
  gpointer first, second;
  guint    count = 0;

  first = cue_event_type_draft_add_attribute (draft, "1", "string");
  second = cue_event_type_draft_add_attribute (draft, "2", "string");
  g_signal_connect (draft, "changed", G_CALLBACK (on_changed), &count);
  cue_draft_from_json (CUE_DRAFT (draft),
                       "{\"code\": \"c\", \"name\": \"n\", \"attributes\": [{\"name\": \"1\", "
                       "\"type\": \"number\"}, {\"name\": \"2\", \"type\": \"string\"}, "
                       "{\"name\": \"3\", \"type\": \"date\"}]}",
                       NULL,
                       &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 1);
  g_assert_true (cue_draft_list_get (list, 0) == first);
  g_assert_true (cue_draft_list_get (list, 1) == second);
  g_assert_cmpuint (cue_draft_list_get_n_items (list), ==, 3);
  g_assert_cmpstr (cue_draft_attribute_get_attribute_type (first), ==, "number");
}

static void
test_refused_json (void)
{
  static const char *const wrong[] = {
    "",
    "[]",
    "{\"code\": {}}",
    "{\"attributes\": {}}",
    "{\"attributes\": [1]}",
    "{\"attributes\": [{\"name\": []}]}",
    "{\"code\": \"a\"} x",
    "{\"code\": \"a\", \"code\": \"b\"}",
  };
  g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new ();
  g_autofree char *before = NULL;
  g_autofree char *huge = g_strnfill (CUE_DRAFT_MAX_BYTES + 1, ' ');
  guint            count = 0;

  cue_event_type_draft_set_code (draft, "kept");
  cue_event_type_draft_add_attribute (draft, "kept", "string");
  before = cue_draft_to_text (CUE_DRAFT (draft));
  g_signal_connect (draft, "changed", G_CALLBACK (on_changed), &count);
  for (guint i = 0; i <= G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    const char *text = i < G_N_ELEMENTS (wrong) ? wrong[i] : huge;

    g_assert_false (cue_draft_from_json (CUE_DRAFT (draft), text, NULL, &error));
    g_assert_nonnull (error);
    assert_json (draft, before);
  }
  g_assert_cmpuint (count, ==, 0);
}

/* What the vendor does not describe is kept, in its order, with its numbers as they were. */
static void
test_extras (void)
{
  const char *json = "{\n"
                     "  \"channel\": \"web\",\n"
                     "  \"identifiers\": [{\"name\": \"email\", \"value\": \"a\", \"x\": null}],\n"
                     "  \"events\": [{\"code\": \"c\", \"timestamp\": \"2026-11-20T08:00:00Z\", "
                     "\"more\": [1, 2.5, true]}],\n"
                     "  \"version\": 9007199254740993\n"
                     "}";
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  cue_draft_from_json (CUE_DRAFT (publication), json, NULL, &error);
  g_assert_no_error (error);
  text = cue_draft_to_text (CUE_DRAFT (publication));
  g_assert_nonnull (strstr (text, "\"x\": null"));
  g_assert_nonnull (strstr (text, "\"more\": [1, 2.5, true]"));
  g_assert_nonnull (strstr (text, "\"version\": 9007199254740993"));
  findings = cue_draft_check (CUE_DRAFT (publication), NULL);
  g_assert_nonnull (cue_findings_worst_at (findings, "identifiers/0/x"));
  g_assert_nonnull (cue_findings_worst_at (findings, "events/0/more"));
  g_assert_false (cue_findings_block (findings));

  /* And forgotten when they are taken out of the JSON. */
  cue_draft_from_json (CUE_DRAFT (publication), "{\"events\": []}", NULL, &error);
  g_assert_no_error (error);
  assert_json (publication, "{\n  \"channel\": \"\",\n  \"identifiers\": [],\n  \"events\": []\n}");
}

/* One switch for each level carries the values over. */
static void
test_levels (void)
{
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);
  CueDraftGroup *group = cue_publication_get_first_group (publication);
  CueDraftEvent *event = cue_draft_group_add_event (group, "c", "2026-11-20T08:00:00Z");
  guint          count = 0;

  cue_publication_set_channel (publication, "web");
  cue_draft_group_add_identifier (group, "email", "a");
  g_signal_connect (publication, "changed", G_CALLBACK (on_changed), &count);
  cue_publication_set_shape (publication, CUE_PUBLICATION_SIMPLE_BATCH);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (cue_publication_get_channel_level (publication), ==, CUE_PUBLICATION_AT_EVENT);
  g_assert_cmpstr (cue_draft_event_get_channel (event), ==, "web");
  assert_json (publication,
               "{\n"
               "  \"events\": [\n"
               "    {\n"
               "      \"code\": \"c\",\n"
               "      \"timestamp\": \"2026-11-20T08:00:00Z\",\n"
               "      \"channel\": \"web\",\n"
               "      \"identifiers\": [{\"name\": \"email\", \"value\": \"a\"}]\n"
               "    }\n"
               "  ]\n"
               "}");
  cue_publication_set_channel_level (publication, CUE_PUBLICATION_AT_BATCH);
  assert_json (publication,
               "{\n"
               "  \"channel\": \"web\",\n"
               "  \"events\": [\n"
               "    {\n"
               "      \"code\": \"c\",\n"
               "      \"timestamp\": \"2026-11-20T08:00:00Z\",\n"
               "      \"identifiers\": [{\"name\": \"email\", \"value\": \"a\"}]\n"
               "    }\n"
               "  ]\n"
               "}");
  /* The individual shape has both at the batch, whatever is asked. */
  cue_publication_set_shape (publication, CUE_PUBLICATION_INDIVIDUAL);
  cue_publication_set_identifiers_level (publication, CUE_PUBLICATION_AT_EVENT);
  g_assert_cmpint (cue_publication_get_identifiers_level (publication),
                   ==,
                   CUE_PUBLICATION_AT_BATCH);
}

/* Nobody's events get somebody else's identifiers. */
static void
test_compound_to_simple (void)
{
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_COMPOUND_BATCH);
  CueDraftGroup *group = cue_publication_get_first_group (publication);
  CueDraftList  *events = cue_draft_group_get_events (group);
  CueDraftEvent *second;

  cue_draft_group_add_identifier (group, "email", "a");
  cue_draft_group_add_event (group, "1", "");
  group = cue_draft_list_append (cue_publication_get_groups (publication));
  cue_draft_group_add_identifier (group, "email", "b");
  second = cue_draft_group_add_event (group, "2", "");
  g_assert_cmpuint (cue_publication_count_events (publication), ==, 2);
  cue_publication_set_shape (publication, CUE_PUBLICATION_SIMPLE_BATCH);
  g_assert_cmpuint (cue_draft_list_get_n_items (events), ==, 2);
  g_assert_true (cue_draft_list_get (events, 1) == (gpointer) second);
  g_assert_cmpstr (cue_draft_identifier_get_value (
                     cue_draft_list_get (cue_draft_event_get_identifiers (second), 0)),
                   ==,
                   "b");
  g_assert_cmpuint (cue_publication_count_events (publication), ==, 2);
}

/* The JSON says which shape it is; where it can be two it stays what it was. */
static void
test_shape_of_json (void)
{
  static const char individual[] =
    "{\"channel\": \"web\", \"identifiers\": [], \"events\": [{\"code\": \"a\"}]}";
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_COMPOUND_BATCH);
  g_autoptr (GError) error = NULL;

  cue_draft_from_json (CUE_DRAFT (publication), individual, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cue_publication_get_shape (publication), ==, CUE_PUBLICATION_INDIVIDUAL);
  cue_draft_from_json (CUE_DRAFT (publication),
                       "{\"events\": [{\"code\": \"a\", \"channel\": \"web\"}]}",
                       NULL,
                       &error);
  g_assert_no_error (error);
  g_assert_cmpint (cue_publication_get_shape (publication), ==, CUE_PUBLICATION_SIMPLE_BATCH);
  cue_draft_from_json (CUE_DRAFT (publication), individual, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cue_publication_get_shape (publication), ==, CUE_PUBLICATION_SIMPLE_BATCH);
  g_assert_cmpint (cue_publication_get_channel_level (publication), ==, CUE_PUBLICATION_AT_BATCH);
  cue_draft_from_json (CUE_DRAFT (publication),
                       "{\"eventbatch\": [{\"events\": [{\"code\": \"a\", \"channel\": \"x\", "
                       "\"identifiers\": []}]}]}",
                       NULL,
                       &error);
  g_assert_no_error (error);
  g_assert_cmpint (cue_publication_get_shape (publication), ==, CUE_PUBLICATION_COMPOUND_BATCH);
  g_assert_cmpint (cue_publication_get_identifiers_level (publication),
                   ==,
                   CUE_PUBLICATION_AT_EVENT);
  /* No provider was given, so none is sent. */
  g_assert_cmpstr (cue_publication_get_provider (publication), ==, "");
}

/* A form that shows a local time goes on doing so while its JSON, in UTC, is edited. */
static void
test_typed_zone_stays (void)
{
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);
  CueDraftEvent   *event = cue_draft_group_add_event (cue_publication_get_first_group (publication),
                                                    "c",
                                                    "2026-11-20T09:00:00+01:00");
  g_autofree char *text = cue_draft_to_text (CUE_DRAFT (publication));
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (strstr (text, "2026-11-20T08:00:00Z"));
  cue_draft_from_json (CUE_DRAFT (publication), text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cue_draft_event_get_timestamp (event), ==, "2026-11-20T09:00:00+01:00");
}

/* Whether edited text may be sent as it stands. */
static void
test_matches (void)
{
  static const struct {
    const char *text;
    gboolean    matches;
  } rows[] = {
    { "{\"name\":\"n\",   \"code\":\"c\"}", TRUE },
    { "{\"code\": \"c\", \"name\": \"n\", \"version\": 1, \"x\": [1.5, null]}", TRUE },
    { "{\"code\": \"c\", \"name\": \"n\", \"version\": \"1\"}", FALSE },
    { "{\"code\": 5, \"name\": \"n\"}", FALSE },
    { "{\"code\": \"c\", \"name\": \"n\", \"namespace\": null}", FALSE },
  };
  g_autoptr (GBytes) broken = g_bytes_new_static ("{", 1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new ();
    g_autoptr (GBytes) bytes = g_bytes_new (rows[i].text, strlen (rows[i].text));
    g_autoptr (GError) error = NULL;

    cue_event_type_draft_set_registration_type (draft, "");
    cue_draft_from_bytes (CUE_DRAFT (draft), bytes, NULL, &error);
    g_assert_no_error (error);
    g_test_message ("%s", rows[i].text);
    g_assert_cmpint (cue_draft_matches (CUE_DRAFT (draft), bytes), ==, rows[i].matches);
    g_assert_false (cue_draft_matches (CUE_DRAFT (draft), broken));
  }
}

static void
test_paste (void)
{
  static const struct {
    const char *text;
    guint       count;
    const char *last_name;
    const char *last_type;
    const char *last_value;
  } pasted[] = {
    { "[{\"name\": \"a\", \"type\": \"Number\"}]", 1, "a", "number", NULL },
    { "{\"code\": \"x\", \"name\": \"y\", \"attributes\": [{\"name\": \"a\"}]}",
      1,
      "a",
      "string",
      NULL },
    { "[{\"code\": \"x\", \"name\": \"y\", \"attributes\": [{\"name\": \"b\", \"type\": "
      "\"date\"}]}]",
      1,
      "b",
      "date",
      NULL },
    { "{\"channel\": \"web\", \"events\": [{\"attributes\": [{\"name\": \"a\", \"value\": 5, "
      "\"type\": \"number\"}]}]}",
      1,
      "a",
      "number",
      "5" },
    { "{\"eventbatch\": [{\"events\": [{\"attributes\": [{\"name\": \"z\", \"value\": \"v\"}]}]}]}",
      1,
      "z",
      "string",
      "v" },
    { "name,type\na,number\nb,string\n", 2, "b", "string", NULL },
    { "Type;Name\nnumber;a\n", 1, "a", "number", NULL },
    { "a\tnumber\t5\nb\tstring\tx y\n", 2, "b", "string", "x y" },
    { "orderTotal\norderTax\n", 2, "orderTax", "string", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pasted); i++) {
    g_autoptr (CueDraftEvent) event = cue_draft_event_new ();
    CueDraftList      *list = cue_draft_event_get_attributes (event);
    CueDraftAttribute *last;
    g_autoptr (GError) error = NULL;
    guint count;

    g_test_message ("%s", pasted[i].text);
    cue_draft_event_add_attribute (event, "a", "kept", "boolean");
    cue_attributes_paste (list, pasted[i].text, CUE_ATTRIBUTES_PASTE_REPLACE, &count, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (count, ==, pasted[i].count);
    g_assert_cmpuint (cue_draft_list_get_n_items (list), ==, count);
    last = cue_draft_list_get (list, count - 1);
    g_assert_cmpstr (cue_draft_attribute_get_name (last), ==, pasted[i].last_name);
    g_assert_cmpstr (cue_draft_attribute_get_attribute_type (last), ==, pasted[i].last_type);
    g_assert_cmpstr (cue_draft_attribute_get_value (last), ==, pasted[i].last_value);
  }
}

static void
test_paste_adding (void)
{
  g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new ();
  CueDraftList *list = cue_event_type_draft_get_attributes (draft);
  gpointer      kept = cue_event_type_draft_add_attribute (draft, "a", "string");
  g_autoptr (GError) error = NULL;

  cue_attributes_paste (list, "a,number\nb,date", CUE_ATTRIBUTES_PASTE_ADD, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cue_draft_list_get_n_items (list), ==, 2);
  g_assert_true (cue_draft_list_get (list, 0) == kept);
  g_assert_cmpstr (cue_draft_attribute_get_attribute_type (kept), ==, "number");
  g_assert_false (cue_attributes_paste (list, "{}", CUE_ATTRIBUTES_PASTE_ADD, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (cue_attributes_paste (list, " \n ", CUE_ATTRIBUTES_PASTE_ADD, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (cue_draft_list_get_n_items (list), ==, 2);
}

static void
test_copy (void)
{
  g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new ();
  g_autoptr (CueEventTypeDraft) copy = NULL;
  g_autofree char *before = NULL;

  cue_event_type_draft_set_code (draft, "a");
  cue_event_type_draft_add_attribute (draft, "x", "date");
  before = cue_draft_to_text (CUE_DRAFT (draft));
  copy = cue_event_type_draft_copy (draft);
  assert_json (copy, before);
  cue_event_type_draft_set_code (copy, "b");
  assert_json (draft, before);
}

/* What the service lists becomes what can be registered. */
static void
test_from_event_type (void)
{
  static const char received[] =
    "{\"code\": \"emailOpen\", \"version\": \"1.0\", \"namespace\": null, \"name\": \"Open\", "
    "\"attributes\": [{\"name\": \"a\", \"type\": \"Number\"}], \"registrationType\": "
    "\"subscribe\", "
    "\"publisher\": \"p\", \"new\": 1}";
  g_autoptr (JsonNode) node = json_from_string (received, NULL);
  g_autoptr (CueEventType) type = cue_event_type_new_from_json (node, "$");
  g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new_from_event_type (type);

  assert_json (draft,
               "{\n"
               "  \"code\": \"emailOpen\",\n"
               "  \"name\": \"Open\",\n"
               "  \"version\": 1,\n"
               "  \"registrationType\": \"SUBSCRIBE\",\n"
               "  \"attributes\": [{\"name\": \"a\", \"type\": \"number\"}]\n"
               "}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/drafts/changes", test_changes);
  g_test_add_func ("/acoustic/drafts/list", test_list);
  g_test_add_func ("/acoustic/drafts/identity", test_identity);
  g_test_add_func ("/acoustic/drafts/refused-json", test_refused_json);
  g_test_add_func ("/acoustic/drafts/extras", test_extras);
  g_test_add_func ("/acoustic/drafts/levels", test_levels);
  g_test_add_func ("/acoustic/drafts/compound-to-simple", test_compound_to_simple);
  g_test_add_func ("/acoustic/drafts/shape-of-json", test_shape_of_json);
  g_test_add_func ("/acoustic/drafts/typed-zone-stays", test_typed_zone_stays);
  g_test_add_func ("/acoustic/drafts/matches", test_matches);
  g_test_add_func ("/acoustic/drafts/paste", test_paste);
  g_test_add_func ("/acoustic/drafts/paste-adding", test_paste_adding);
  g_test_add_func ("/acoustic/drafts/copy", test_copy);
  g_test_add_func ("/acoustic/drafts/from-event-type", test_from_event_type);
  return g_test_run ();
}
