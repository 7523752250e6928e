// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the reading calls answer, in the shapes they may have: services reference AB-4 to AB-8,
 * AB-18 to AB-20. */

#include "acoustic-world.h"
#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-json.h"

#include <string.h>

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonNode *node = cue_json_parse (bytes, &error);

  g_assert_no_error (error);
  return node;
}

static CueEventType *
read_type (const char *text)
{
  g_autoptr (JsonNode) node = parse (text);
  CueEventType *type = cue_event_type_new_from_json (node, "$[0]");

  g_assert_nonnull (type);
  return type;
}

static void
assert_attribute (CueEventType *type, guint index, const char *name, const char *type_name)
{
  g_autoptr (CueEventTypeAttribute)
    attribute = g_list_model_get_item (cue_event_type_get_attributes (type), index);

  g_assert_nonnull (attribute);
  g_assert_cmpstr (cue_event_type_attribute_get_name (attribute), ==, name);
  g_assert_cmpstr (cue_event_type_attribute_get_type_name (attribute), ==, type_name);
}

static void
test_whole (void)
{
  g_autoptr (CueEventType) type = read_type (
    "{\"code\":\"demoSeatReserved\",\"name\":\"Seat reserved\",\"description\":\"A visitor\","
    "\"namespace\":\"demo\",\"version\":1,\"registrationType\":\"PUBLISH\",\"attributes\":["
    "{\"name\":\"eventName\",\"type\":\"string\"},{\"name\":\"seatCount\",\"type\":\"number\"}],"
    "\"publisher\":\"Mailer\",\"provider\":\"Mail\",\"subscribers\":[\"Shop\",{\"name\":\"CRM\"},"
    "{\"endpointId\":7}]}");

  g_assert_cmpstr (cue_event_type_get_code (type), ==, "demoSeatReserved");
  g_assert_cmpstr (cue_event_type_get_name (type), ==, "Seat reserved");
  g_assert_cmpstr (cue_event_type_get_description (type), ==, "A visitor");
  g_assert_cmpstr (cue_event_type_get_namespace (type), ==, "demo");
  g_assert_cmpint (cue_event_type_get_version (type), ==, 1);
  g_assert_cmpint (cue_event_type_get_registration_type (type), ==, CUE_REGISTRATION_TYPE_PUBLISH);
  g_assert_cmpstr (cue_event_type_get_publisher (type), ==, "Mailer");
  g_assert_cmpstr (cue_event_type_get_provider (type), ==, "Mail");
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_type_get_attributes (type)), ==, 2);
  assert_attribute (type, 1, "seatCount", "number");
  g_assert_cmpstr (cue_event_type_get_subscribers (type)[0], ==, "Shop");
  g_assert_cmpstr (cue_event_type_get_subscribers (type)[1], ==, "CRM");
  g_assert_cmpstr (cue_event_type_get_subscribers (type)[2], ==, "7");
  g_assert_null (cue_event_type_get_subscribers (type)[3]);
  g_assert_cmpuint (cue_event_type_get_diagnostics (type)->len, ==, 0);
}

static void
check_version (const char *value, const char *text, gint64 number)
{
  g_autofree char *json = g_strdup_printf ("{\"code\":\"a\",\"version\":%s}", value);
  g_autoptr (CueEventType) type = read_type (json);

  g_assert_cmpstr (cue_event_type_get_version_text (type), ==, text);
  g_assert_cmpint (cue_event_type_get_version (type), ==, number);
}

static void
test_versions (void)
{
  check_version ("1", "1", 1);
  check_version ("\"1\"", "1", 1);
  check_version ("null", NULL, -1);
  check_version ("\"one\"", "one", -1);
  check_version ("1.5", "1.5", -1);
  check_version ("-3", "-3", -1);
  check_version ("\"\"", "", -1);
  check_version ("{\"a\":1}", "{\"a\":1}", -1);
  check_version ("1e300", "1e+300", -1);
}

static void
check_registration (const char *value, CueRegistrationType expected, guint n_diagnostics)
{
  g_autofree char *json = g_strdup_printf ("{\"code\":\"a\",\"registrationType\":%s}", value);
  g_autoptr (CueEventType) type = read_type (json);

  g_assert_cmpint (cue_event_type_get_registration_type (type), ==, expected);
  g_assert_cmpuint (cue_event_type_get_diagnostics (type)->len, ==, n_diagnostics);
}

static void
test_tolerance (void)
{
  g_autoptr (CueEventType) bare = read_type ("{\"code\":42,\"attributes\":null,\"name\":null}");
  g_autoptr (CueEventType) odd = read_type (
    "{\"name\":[1],\"attributes\":[{\"type\":\"integer\"},\"plain\",{\"name\":\"a\",\"type\":\"\"},"
    "{\"name\":\"b\",\"type\":7},null],\"later\":true,\"sooner\":1}");
  g_autoptr (CueEventType) wrong = read_type ("{\"code\":\"a\",\"attributes\":{\"name\":\"b\"}}");
  g_autoptr (CueEventType) text = read_type ("\"emailOpen\"");

  check_registration ("\"subscribe\"", CUE_REGISTRATION_TYPE_SUBSCRIBE, 0);
  check_registration ("\"Publish\"", CUE_REGISTRATION_TYPE_PUBLISH, 0);
  check_registration ("null", CUE_REGISTRATION_TYPE_UNKNOWN, 0);
  check_registration ("\"BOTH\"", CUE_REGISTRATION_TYPE_UNKNOWN, 1);

  g_assert_cmpstr (cue_event_type_get_code (bare), ==, "42");
  g_assert_null (cue_event_type_get_name (bare));
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_type_get_attributes (bare)), ==, 0);

  g_assert_cmpstr (cue_event_type_get_code (odd), ==, "");
  g_assert_cmpstr (cue_event_type_get_name (odd), ==, "[1]");
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_type_get_attributes (odd)), ==, 5);
  assert_attribute (odd, 0, "", "integer");
  assert_attribute (odd, 1, "plain", NULL);
  assert_attribute (odd, 2, "a", "");
  assert_attribute (odd, 3, "b", "7");
  assert_attribute (odd, 4, "null", NULL);
  g_assert_cmpint (cue_diagnostics_get_worst (cue_event_type_get_diagnostics (odd)),
                   ==,
                   CUE_SEVERITY_ERROR);
  acoustic_assert_says (cue_event_type_get_raw (odd), "\"sooner\"");

  g_assert_cmpuint (g_list_model_get_n_items (cue_event_type_get_attributes (wrong)), ==, 0);
  acoustic_assert_says (cue_event_type_get_raw (wrong), "\"b\"");
  g_assert_cmpstr (cue_event_type_get_code (text), ==, "emailOpen");
}

static void
test_display (void)
{
  g_autoptr (CueEventType)
    type = read_type ("{\"code\":\"a\\u202eb\",\"name\":\"x\\ny\",\"attributes\":["
                      "{\"name\":\"c\\u200b\",\"type\":\"d\\u0007\"}]}");
  g_autoptr (CueEventTypeAttribute)
    attribute = g_list_model_get_item (cue_event_type_get_attributes (type), 0);
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *attribute_name = NULL;

  g_object_get (type, "display-code", &code, "display-name", &name, NULL);
  g_object_get (attribute, "display-name", &attribute_name, NULL);
  g_assert_cmpstr (code, ==, "a⟨U+202E⟩b");
  g_assert_cmpstr (name, ==, "x y");
  g_assert_cmpstr (attribute_name, ==, "c⟨U+200B⟩");
  // What is sent back to the service is what it said.
  g_assert_cmpstr (cue_event_type_get_code (type),
                   ==,
                   "a\xe2\x80\xae"
                   "b");
}

static void
test_merge (void)
{
  g_autoptr (CueEventType) code = cue_event_type_new_for_code ("emailOpen");
  g_autoptr (CueEventType) full =
    read_type ("{\"code\":\"emailOpen\",\"name\":\"Open\",\"namespace\":null,\"attributes\":["
               "{\"name\":\"a\",\"type\":\"string\"}]}");
  g_autoptr (CueEventType) other = read_type ("{\"code\":\"emailOpen\",\"namespace\":\"mine\"}");
  g_autoptr (CueEventType) merged = NULL;

  cue_event_type_set_origin (code, CUE_EVENT_TYPE_ORIGIN_SUBSCRIBED_BY_OTHERS);
  cue_event_type_set_origin (full, CUE_EVENT_TYPE_ORIGIN_REGISTERED);
  g_assert_true (cue_event_type_is_same (code, full));
  g_assert_false (cue_event_type_equal (code, full));
  g_assert_false (cue_event_type_is_same (full, other));
  g_assert_true (cue_event_type_equal (full, full));
  merged = cue_event_type_merge (code, full);
  g_assert_cmpstr (cue_event_type_get_name (merged), ==, "Open");
  assert_attribute (merged, 0, "a", "string");
  g_assert_cmpint (cue_event_type_get_origin (merged),
                   ==,
                   CUE_EVENT_TYPE_ORIGIN_REGISTERED | CUE_EVENT_TYPE_ORIGIN_SUBSCRIBED_BY_OTHERS);
}

static void
check_types (const char *text, guint n_types, guint n_diagnostics)
{
  g_autoptr (JsonNode) node = parse (text);
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) types =
    cue_acoustic_event_types_from_json (node, CUE_EVENT_TYPE_ORIGIN_CONSUMED, diagnostics, &error);

  if (n_types == G_MAXUINT) {
    g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
    acoustic_assert_says (error->message, "unexpected shape");
    g_assert_null (types);
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpuint (types->len, ==, n_types);
  g_assert_cmpuint (diagnostics->len, ==, n_diagnostics);
  for (guint i = 0; i < types->len; i++)
    g_assert_cmpint (cue_event_type_get_origin (g_ptr_array_index (types, i)),
                     ==,
                     CUE_EVENT_TYPE_ORIGIN_CONSUMED);
}

static void
test_lists (void)
{
  check_types ("[]", 0, 0);
  check_types ("[{\"code\":\"a\"},{\"code\":\"b\"}]", 2, 0);
  check_types ("[null,{\"code\":\"a\"},7,true,[]]", 1, 4);
  check_types ("[\"a\"]", 1, 0);
  check_types ("{\"items\":[{\"code\":\"a\"}]}", G_MAXUINT, 0);
  check_types ("{}", G_MAXUINT, 0);
  check_types ("null", G_MAXUINT, 0);
  check_types ("7", G_MAXUINT, 0);
}

static void
check_names (const char *text, const char *joined)
{
  g_autoptr (JsonNode) node = parse (text);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = cue_acoustic_file_names_from_json (node, NULL, NULL, &error);
  g_autofree char *found = NULL;

  if (joined == NULL) {
    g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
    return;
  }
  g_assert_no_error (error);
  found = g_strjoinv ("|", names);
  g_assert_cmpstr (found, ==, joined);
}

static void
test_names (void)
{
  check_names ("[\"a.json\",\"b.json\"]", "a.json|b.json");
  check_names ("[{\"name\":\"a\",\"size\":1},{\"fileName\":\"b\"},{\"x\":1},null,7]", "a|b|7");
  check_names ("{\"files\":[\"a\"]}", "a");
  check_names ("{\"names\":[\"a\"]}", NULL);
  check_names ("null", NULL);
}

static void
test_codes (void)
{
  g_autoptr (JsonNode) node = parse ("[\"a\",{\"code\":\"b\"},3,null]");
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_auto (GStrv) codes = cue_acoustic_codes_from_json (node, diagnostics, NULL);
  g_autofree char *found = g_strjoinv ("|", codes);

  g_assert_cmpstr (found, ==, "a|b|3");
  g_assert_cmpuint (diagnostics->len, ==, 1);
}

static void
test_browser_key (void)
{
  static const char *const wrong[] = {
    "{}", "[]", "null", "{\"eventAuthKey\":null}", "{\"eventAuthKey\":\"\"}"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (JsonNode) node = parse (wrong[i]);
    g_autoptr (GError) error = NULL;
    g_autofree char *key = NULL;

    g_assert_false (cue_acoustic_browser_key_from_json (node, NULL, &key, &error));
    g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
    acoustic_assert_says (error->message, "eventAuthKey");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/event-type/whole", test_whole);
  g_test_add_func ("/acoustic/event-type/versions", test_versions);
  g_test_add_func ("/acoustic/event-type/tolerance", test_tolerance);
  g_test_add_func ("/acoustic/event-type/display", test_display);
  g_test_add_func ("/acoustic/event-type/merge", test_merge);
  g_test_add_func ("/acoustic/event-type/lists", test_lists);
  g_test_add_func ("/acoustic/event-type/names", test_names);
  g_test_add_func ("/acoustic/event-type/codes", test_codes);
  g_test_add_func ("/acoustic/event-type/browser-key", test_browser_key);
  return g_test_run ();
}
