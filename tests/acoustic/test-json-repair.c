// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-repair.h"
#include "cue-json-scan.h"

#include <string.h>

/*
 * What can be made of JSON that was pasted. The first rows are the vendor's own samples, faults and
 * all, with the lines of the text they stand on (services reference 2.4).
 */

typedef struct {
  const char *name;
  const char *pasted;
  const char *mended; /* NULL: it cannot be */
  const char *places; /* line:column of each fix */
} Row;

/* clang-format off */
static const Row rows[] = {
  { "S4:25-31",
    "-d '{“channel”:“<channel type>”,\n“events”:[{“code”:“<code>”,\n\"type\":\"<type>\"}]}}'",
    "{\"channel\":\"<channel type>\",\n\"events\":[{\"code\":\"<code>\",\n\"type\":\"<type>\"}]}",
    "1:1 1:6 1:16 2:1 2:12 2:19 3:19 " },
  { "S4:25-31 without its bracket",
    "{\"events\":[{\"code\":\"a\"}}",
    "{\"events\":[{\"code\":\"a\"}]}",
    "1:24 " },
  { "S4:133-137",
    "{\"attributes\" :\n[\n{ \"name\": \"a, b\" },\n{ \"name\": \"c, d\" },\n]\n}",
    "{\"attributes\" :\n[\n{ \"name\": \"a, b\" },\n{ \"name\": \"c, d\" }\n]\n}",
    "4:19 " },
  { "S4:164-206, not terminated",
    "{\"eventbatch\": [\n{ \"events\": [ {\"code\": \"a\"} ]\n",
    "{\"eventbatch\": [\n{ \"events\": [ {\"code\": \"a\"} ]\n}]}",
    "3:1 3:1 3:1 " },
  { "S4:316", "{\"version\": <event catalog version>, \"a\": 1}",
    "{\"version\": \"<event catalog version>\", \"a\": 1}", "1:13 " },
  { "S4:385, 411", "[{\"a\": 1}\n{\"a\": 2}]", "[{\"a\": 1},\n{\"a\": 2}]", "2:1 " },
  { "S4:492", "{\"registrationType\": \"x\"\n\"publisher\":\"y\"}",
    "{\"registrationType\": \"x\",\n\"publisher\":\"y\"}", "2:1 " },
  { "S4:540", "{“code” : “name” : “x”,“type” : “y”}",
    "{\"name\" : \"x\",\"type\" : \"y\"}", "1:2 1:11 1:18 1:20 1:24 1:33 " },
  { "S4:546", "[ { \"name\" : \"\" } { \"name\" : \"\" } ] |", "[ { \"name\" : \"\" }, { \"name\" : \"\" } ]",
    "1:19 1:37 " },
  { "S4:663", "{\n\"endpointId\": ...,\n\"eventAuthKey\": ...\n}",
    "{\n\"endpointId\": \"...\",\n\"eventAuthKey\": \"...\"\n}", "2:15 3:17 " },
  { "S4:692", "{ \"authType\" : \"APIKey\",\n\"APIKey\", \"<api key>\"\n}",
    "{ \"authType\" : \"APIKey\",\n\"APIKey\": \"<api key>\"\n}", "2:9 " },
  { "S4:725", "{\"clientID\"\" : \"x\"}", "{\"clientID\" : \"x\"}", "1:12 " },
  { "S4:726", "{\"clientSecret\" : <Oauth client secret>\",\n\"a\": 1}",
    "{\"clientSecret\" : \"<Oauth client secret>\",\n\"a\": 1}", "1:19 " },
  { "S4:117 and 164, two samples in a row", "{\"a\": 1}\n{\"b\": 2}", "{\"a\": 1}", "2:1 " },

  { "single quotation marks", "{'a': 'it\\'s'}", "{\"a\": \"it's\"}", "1:2 1:7 " },
  { "German and French quotation marks", "{„a“: «b»}", "{\"a\": \"b\"}", "1:2 1:7 " },
  { "typographic ones inside a good text stay", "{\"a\": \"“b”\",}", "{\"a\": \"“b”\"}", "1:12 " },
  { "a text that is not closed", "{\"a\": \"b,\n\"c\": 1}", "{\"a\": \"b\",\n\"c\": 1}", "1:9 " },
  { "no colon", "{\"a\" 1, \"b\" \"c\"}", "{\"a\":  1, \"b\":  \"c\"}", "1:6 1:13 " },
  { "no value", "{\"a\": , \"b\"}", "{\"a\": null, \"b\": null}", "1:7 1:12 " },
  { "words of other languages", "{a: True, b: None}", "{\"a\": true, \"b\": null}",
    "1:2 1:5 1:11 1:14 " },
  { "comments", "{/* x */\"a\": 1 // y\n}", "{\"a\": 1 \n}", "1:2 1:16 " },
  { "commas too many", "[,1,,2,]", "[1,2]", "1:2 1:5 1:7 " },
  { "brackets too many", "{\"a\": [1]]}", "{\"a\": [1]}", "1:10 " },
  { "a space that is none", "{\"a\":\xc2\xa0" "1}", "{\"a\": 1}", "1:6 " },
  { "a byte order mark", "\xef\xbb\xbf{\"a\": 1}", "{\"a\": 1}", "" },
  { "fences of Markdown", "```json\n{\"a\": 1}\n```", "{\"a\": 1}", "1:1 3:1 " },
  { "tabulators and odd escapes", "{\"a\": \"b\tc\\d\"}", "{\"a\": \"b\\tc\\\\d\"}", "1:9 1:11 " },
  { "numbers that JSON does not have", "[01, .5, 1]", "[\"01\", \".5\", 1]", "1:2 1:6 " },

  { "nothing", "", NULL, NULL },
  { "a sentence", "hello", NULL, NULL },
  { "an object for a key", "{{\"a\": 1}: 2}", NULL, NULL },
};
/* clang-format on */

static char *
list_places (CueJsonRepair *repair)
{
  GString *places = g_string_new (NULL);

  for (guint i = 0; i < cue_json_repair_get_n_fixes (repair); i++) {
    const CueJsonFix *fix = cue_json_repair_get_fix (repair, i);

    g_test_message ("%u:%u %s", fix->line, fix->column, fix->words);
    g_assert_cmpuint (strlen (fix->words), >, 10);
    g_string_append_printf (places, "%u:%u ", fix->line, fix->column);
  }
  return g_string_free (places, FALSE);
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CueJsonRepair) repair = cue_json_repair_new (rows[i].pasted);
    g_autofree char *places = NULL;
    CueJsonScan      scan = { NULL, NULL };

    g_test_message ("%s", rows[i].name);
    places = list_places (repair);
    g_assert_true (cue_json_repair_is_needed (repair));
    if (rows[i].mended == NULL) {
      g_assert_false (cue_json_repair_is_good (repair));
      continue;
    }
    g_assert_cmpstr (cue_json_repair_get_text (repair), ==, rows[i].mended);
    g_assert_true (cue_json_repair_is_good (repair));
    g_assert_cmpstr (places, ==, rows[i].places);
    g_assert_true (cue_json_scan (rows[i].mended, strlen (rows[i].mended), &scan, NULL));
  }
}

/* JSON is left alone, down to the last space. */
static void
test_good (void)
{
  static const char json[] = " {\"a\" :\t[1, {\"b\": \"“c”\"}]}\r\n";
  g_autoptr (CueJsonRepair) repair = cue_json_repair_new (json);

  g_assert_false (cue_json_repair_is_needed (repair));
  g_assert_true (cue_json_repair_is_good (repair));
  g_assert_cmpstr (cue_json_repair_get_text (repair), ==, json);
  g_assert_cmpuint (cue_json_repair_get_n_fixes (repair), ==, 0);
  g_assert_null (cue_json_repair_get_fix (repair, 0));
}

/* Neither depth nor length nor faults without end cost more than they may. */
static void
test_limits (void)
{
  g_autofree char *deep = g_strnfill (1000, '[');
  g_autofree char *commas = g_strnfill (100000, ',');
  g_autofree char *many = g_strconcat ("[1", commas, "]", NULL);
  g_autofree char *long_one = g_strnfill (CUE_JSON_REPAIR_MAX_BYTES + 1, '[');
  g_autoptr (CueJsonRepair) too_deep = cue_json_repair_new (deep);
  g_autoptr (CueJsonRepair) too_long = cue_json_repair_new (long_one);
  g_autoptr (CueJsonRepair) too_many = cue_json_repair_new (many);
  g_autoptr (CueJsonRepair) not_utf8 = cue_json_repair_new ("{\"a\xff\": 1");

  g_assert_false (cue_json_repair_is_good (too_deep));
  g_assert_false (cue_json_repair_is_good (too_long));
  g_assert_false (cue_json_repair_is_good (not_utf8));
  g_assert_true (cue_json_repair_is_good (too_many));
  g_assert_cmpstr (cue_json_repair_get_text (too_many), ==, "[1]");
  g_assert_cmpuint (cue_json_repair_get_n_fixes (too_many), ==, CUE_JSON_REPAIR_MAX_FIXES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/json-repair/rows", test_rows);
  g_test_add_func ("/acoustic/json-repair/good", test_good);
  g_test_add_func ("/acoustic/json-repair/limits", test_limits);
  return g_test_run ();
}
