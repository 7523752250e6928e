// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "access-fixture.h"
#include "cue-access-words.h"
#include "cue-time.h"

#include <string.h>

/* The cases SB-… are those of the table of bad inputs in the README of the simulator. */

#define RECEIVED (ACCESS_START + 4 * G_USEC_PER_SEC)

static CueAccessEvent *
read_text (const char *text)
{
  return cue_access_event_new (CUE_ACCESS_ENTRY,
                               CUE_ACCESS_FORM_TEXT,
                               text,
                               strlen (text),
                               RECEIVED);
}

static void
assert_field (CueAccessEvent *event, CueAccessField field, const char *text)
{
  g_assert_cmpstr (cue_access_event_get_text (event, field), ==, text);
}

static guint
count_diagnostics (CueAccessEvent *event)
{
  return cue_access_event_get_diagnostics (event)->len;
}

static void
test_entry (void)
{
  g_autofree char *text = access_entry (7, 0, "East", "Dana");
  g_autoptr (CueAccessEvent) event = read_text (text);
  gsize       length;
  const char *raw = g_bytes_get_data (cue_access_event_get_raw (event), &length);

  g_assert_true (cue_access_event_is_decoded (event));
  g_assert_cmpuint (count_diagnostics (event), ==, 0);
  g_assert_cmpmem (raw, length, text, strlen (text));
  assert_field (event, CUE_ACCESS_FIELD_ID, "6f0c2a51-0d1e-4a7c-9b54-000000000007");
  assert_field (event, CUE_ACCESS_FIELD_EVENT_CATEGORY, "lock_opened");
  assert_field (event, CUE_ACCESS_FIELD_EVENT_DETAIL, NULL);
  assert_field (event, CUE_ACCESS_FIELD_UTC_DATE_TIME, "2026-11-20T08:15:30Z");
  assert_field (event, CUE_ACCESS_FIELD_LOCAL_DATE_TIME, "2026-11-20T09:15:30");
  assert_field (event, CUE_ACCESS_FIELD_LOCK_ID, "lock-East");
  assert_field (event, CUE_ACCESS_FIELD_LOCK_MAC_ADDRESS, "00.11");
  assert_field (event, CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE, "East");
  assert_field (event, CUE_ACCESS_FIELD_USER_ID, "user-Dana");
  assert_field (event, CUE_ACCESS_FIELD_USER_FIRST_NAME, "Dana");
  assert_field (event, CUE_ACCESS_FIELD_USER_LAST_NAME, "Example");
  assert_field (event, CUE_ACCESS_FIELD_USER_ALIAS, "");
  assert_field (event, CUE_ACCESS_FIELD_USER_IMAGE_URL, NULL);
  assert_field (event, CUE_ACCESS_FIELD_IQ_ID, "iq-1");
  assert_field (event, CUE_ACCESS_FIELD_IQ_CUSTOMER_REFERENCE, "Demo IQ 1");
  assert_field (event, CUE_ACCESS_FIELD_IQ_MAC_ADDRESS, "AA.BB");
  assert_field (event, CUE_ACCESS_FIELD_IQ_REVISION, "2.0");
  assert_field (event, CUE_ACCESS_FIELD_ACCESS_BY, "tag");
  assert_field (event, CUE_ACCESS_FIELD_ACCESS_DETAIL, "00012345");
  assert_field (event, CUE_ACCESS_FIELD_SITE_ID, NULL);
  g_assert_cmpint (cue_access_event_get_exit_requested (event), ==, CUE_ACCESS_FALSE);
  g_assert_cmpint (cue_access_event_get_ttl_seconds (event), ==, 7776000);
  g_assert_cmpint (cue_access_event_get_time_us (event), ==, ACCESS_START);
  g_assert_cmpint (cue_access_event_get_received_wall_us (event), ==, RECEIVED);
  g_assert_cmpint (cue_access_event_get_expiration_us (event),
                   ==,
                   ACCESS_START + CUE_SECONDS (7776004) + 170000);
  g_assert_cmpint (cue_access_event_get_presence (event, CUE_ACCESS_FIELD_USER_ALIAS),
                   ==,
                   CUE_ACCESS_VALUE);
  g_assert_cmpint (cue_access_event_get_presence (event, CUE_ACCESS_FIELD_USER_IMAGE_URL),
                   ==,
                   CUE_ACCESS_NULL);
  g_assert_cmpint (cue_access_event_get_presence (event, CUE_ACCESS_FIELD_SITE_ID),
                   ==,
                   CUE_ACCESS_ABSENT);
  g_assert_cmpuint (cue_access_event_get_n_extras (event), ==, 0);
}

/* ASSUME-8: camelCase, and a site. */
static void
test_camel_case (void)
{
  for (CueAccessField field = 0; field < CUE_ACCESS_N_FIELDS; field++) {
    g_autoptr (GString) key = g_string_new (NULL);
    g_autofree char *text = NULL;
    g_autoptr (CueAccessEvent) event = NULL;

    for (const char *at = cue_access_field_get_name (field); *at != '\0'; at++) {
      if (*at == '_')
        g_string_append_c (key, g_ascii_toupper (*++at));
      else
        g_string_append_c (key, *at);
    }
    text = g_strdup_printf ("{\"%s\":\"x\"}", key->str);
    event = read_text (text);
    assert_field (event, field, "x");
    g_assert_cmpuint (cue_access_event_get_n_extras (event), ==, 0);
  }
}

/* ASSUME-2: the older form has the kind in `type` and its door and IQ as objects. */
static void
test_older_form (void)
{
  g_autoptr (CueAccessEvent) event =
    read_text ("{\"type\":\"tamper_alarm\",\"lock\":{\"id\":\"7\",\"customer_reference\":\"Bay\","
               "\"mac_address\":\"00\",\"is_online\":true},\"iq\":{\"id\":\"9\"},"
               "\"other\":{\"id\":\"no\"}}");

  assert_field (event, CUE_ACCESS_FIELD_EVENT_CATEGORY, "tamper_alarm");
  assert_field (event, CUE_ACCESS_FIELD_LOCK_ID, "7");
  assert_field (event, CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE, "Bay");
  assert_field (event, CUE_ACCESS_FIELD_LOCK_MAC_ADDRESS, "00");
  assert_field (event, CUE_ACCESS_FIELD_IQ_ID, "9");
  assert_field (event, CUE_ACCESS_FIELD_ID, NULL);
  g_assert_cmpuint (cue_access_event_get_n_extras (event), ==, 2);
  g_assert_cmpstr (cue_access_event_get_extra_name (event, 0), ==, "lock.is_online");
  g_assert_cmpstr (cue_access_event_get_extra_value (event, 0), ==, "true");
  g_assert_cmpstr (cue_access_event_get_extra_name (event, 1), ==, "other");
  g_assert_cmpstr (cue_access_event_get_extra_value (event, 1), ==, "{\"id\":\"no\"}");
}

static void
test_type_beside_category (void)
{
  g_autoptr (CueAccessEvent)
    event = read_text ("{\"type\":\"entry\",\"event_category\":\"lock_opened\"}");

  assert_field (event, CUE_ACCESS_FIELD_EVENT_CATEGORY, "lock_opened");
  g_assert_cmpstr (cue_access_event_get_extra_name (event, 0), ==, "type");
}

/* SB-9 */
static void
test_undecodable (void)
{
  static const struct {
    const char   *text;
    CueAccessForm form;
  } cases[] = {
    { "", CUE_ACCESS_FORM_NOT_JSON },
    { "hello", CUE_ACCESS_FORM_NOT_JSON },
    { "{\"id\":\"7\"", CUE_ACCESS_FORM_NOT_JSON },
    { "{\"id\":\"7\"}x", CUE_ACCESS_FORM_NOT_JSON },
    { "{\"id\":'7'}", CUE_ACCESS_FORM_NOT_JSON },
    { "{\"id\":\"\xff\"}", CUE_ACCESS_FORM_NOT_JSON },
    { "{\"id\":007}", CUE_ACCESS_FORM_NOT_JSON },
    { "null", CUE_ACCESS_FORM_NOT_OBJECT },
    { "42", CUE_ACCESS_FORM_NOT_OBJECT },
    { "\"text\"", CUE_ACCESS_FORM_NOT_OBJECT },
    { "[{\"id\":\"7\"}]", CUE_ACCESS_FORM_NOT_OBJECT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CueAccessEvent) event = read_text (cases[i].text);
    g_autofree char *what = cue_access_words_what (event);
    gsize            length;
    const char      *raw = g_bytes_get_data (cue_access_event_get_raw (event), &length);

    g_assert_cmpint (cue_access_event_get_form (event), ==, cases[i].form);
    g_assert_false (cue_access_event_is_decoded (event));
    g_assert_cmpmem (raw, length, cases[i].text, strlen (cases[i].text));
    g_assert_cmpuint (count_diagnostics (event), ==, 1);
    g_assert_cmpstr (what, ==, "Undecodable message");
    g_assert_cmpstr (cue_access_words_for_form (cases[i].form), !=, "");
    assert_field (event, CUE_ACCESS_FIELD_ID, NULL);
    g_assert_cmpint (cue_access_event_get_time_us (event), ==, RECEIVED);
    g_assert_null (cue_access_event_dup_raw_hidden (event));
  }
}

/* SB-11 */
static void
test_unknown_values (void)
{
  g_autoptr (CueAccessEvent) event =
    read_text ("{\"event_category\":\"door_sang\",\"access_by\":\"thought\",\"mood\":\"good\","
               "\"user_id\":\"PIN unknown\",\"user_alias\":null,\"level\":3,\"list\":[1, 2]}");
  g_autoptr (CueAccessEvent) empty = read_text ("{}");
  g_autofree char *what = cue_access_words_what (event);
  g_autofree char *how = cue_access_words_how (event);
  g_autofree char *person = cue_access_words_person (event, FALSE);
  g_autofree char *hidden = cue_access_words_person (event, TRUE);
  g_autofree char *nobody = cue_access_words_person (empty, FALSE);

  g_assert_cmpstr (what, ==, "door_sang");
  g_assert_cmpstr (how, ==, "thought");
  g_assert_cmpstr (person, ==, "Unknown PIN");
  g_assert_cmpstr (hidden, ==, "Unknown PIN");
  g_assert_cmpstr (nobody, ==, "");
  g_assert_cmpuint (count_diagnostics (event), ==, 0);
  g_assert_cmpuint (cue_access_event_get_n_extras (event), ==, 3);
  g_assert_cmpstr (cue_access_event_get_extra_value (event, 0), ==, "good");
  g_assert_cmpstr (cue_access_event_get_extra_value (event, 1), ==, "3");
  g_assert_cmpstr (cue_access_event_get_extra_value (event, 2), ==, "[1, 2]");
  g_assert_true (cue_access_event_is_decoded (empty));
}

/* SB-12 */
static void
test_wrong_kinds (void)
{
  g_autoptr (CueAccessEvent)
    event = read_text ("{\"access_detail\":12345,\"ttl_in_seconds\":\"7776000\","
                       "\"exit_requested\":\"false\"}");
  g_autoptr (CueAccessEvent) ones = read_text ("{\"exit_requested\":1,\"ttl_in_seconds\":-5}");
  g_autofree char *detail = cue_access_words_detail (event, FALSE);

  assert_field (event, CUE_ACCESS_FIELD_ACCESS_DETAIL, "12345");
  assert_field (event, CUE_ACCESS_FIELD_TTL_IN_SECONDS, "7776000");
  assert_field (event, CUE_ACCESS_FIELD_EXIT_REQUESTED, "false");
  g_assert_cmpint (cue_access_event_get_exit_requested (event), ==, CUE_ACCESS_UNKNOWN);
  g_assert_cmpint (cue_access_event_get_ttl_seconds (event), ==, -1);
  g_assert_cmpuint (count_diagnostics (event), ==, 3);
  g_assert_cmpstr (detail, ==, "12345");
  g_assert_cmpint (cue_access_event_get_exit_requested (ones), ==, CUE_ACCESS_UNKNOWN);
  g_assert_cmpint (cue_access_event_get_ttl_seconds (ones), ==, -1);
}

/* Every field with a value of every type: kept as it came, and said when it is not as expected. */
static void
test_every_type (void)
{
  static const char *const values[] = { "\"x\"", "\"\\u0041\"", "12", "-1.5e3", "true",
                                        "false", "null",        "{}", "[]",     "{\"a\":[1]}" };

  for (CueAccessField field = 0; field < CUE_ACCESS_N_FIELDS; field++) {
    for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
      const char      *name = cue_access_field_get_name (field);
      g_autofree char *text = g_strdup_printf ("{\"%s\":%s}", name, values[i]);
      g_autoptr (CueAccessEvent) event = read_text (text);
      gboolean          is_text = values[i][0] == '"';
      gboolean          is_null = strcmp (values[i], "null") == 0;
      gboolean          good = is_text;
      CueAccessPresence presence = cue_access_event_get_presence (event, field);

      if (field == CUE_ACCESS_FIELD_EXIT_REQUESTED)
        good = strcmp (values[i], "true") == 0 || strcmp (values[i], "false") == 0;
      else if (field == CUE_ACCESS_FIELD_TTL_IN_SECONDS)
        good = g_ascii_isdigit (values[i][0]) || values[i][0] == '-';
      g_assert_true (cue_access_event_is_decoded (event));
      g_assert_cmpint (presence,
                       ==,
                       is_null ? CUE_ACCESS_NULL
                       : good  ? CUE_ACCESS_VALUE
                               : CUE_ACCESS_ODD);
      if (!is_null && !good)
        g_assert_cmpuint (count_diagnostics (event), >=, 1);
      if (is_null)
        assert_field (event, field, NULL);
      else if (!is_text)
        assert_field (event, field, values[i]);
      else
        assert_field (event, field, i == 0 ? "x" : "A");
    }
  }
}

/* SB-13 */
static void
test_times (void)
{
  static const struct {
    const char *value;
    gint64      us; /* after ACCESS_START, or CUE_TIME_INVALID */
  } cases[] = {
    { "\"2026-11-20T08:15:30Z\"", 0 },
    { "\"2026-11-20T08:15:30\"", 0 },
    { "\"2026-11-20T08:15:30.25Z\"", 250000 },
    { "\"2026-11-20T08:15:30.1234567Z\"", 123456 },
    { "\"2026-11-20T09:15:30+01:00\"", 0 },
    { "\"2026-11-20 08:15:30Z\"", 0 },
    { "1795162530", 0 },
    { "1795162530250", 250000 },
    { "\"1795162530250\"", 250000 },
    { "\"soon\"", CUE_TIME_INVALID },
    { "\"2026-13-20T08:15:30Z\"", CUE_TIME_INVALID },
    { "\"2026-02-30T08:15:30Z\"", CUE_TIME_INVALID },
    { "\"0000-00-00T00:00:00Z\"", CUE_TIME_INVALID },
    { "true", CUE_TIME_INVALID },
    { "-5", CUE_TIME_INVALID },
    { "99999999999999999999", CUE_TIME_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf ("{\"utc_date_time\":%s}", cases[i].value);
    g_autoptr (CueAccessEvent) event = read_text (text);
    gint64 expected = cases[i].us == CUE_TIME_INVALID ? RECEIVED : ACCESS_START + cases[i].us;

    g_test_message ("%s", text);
    g_assert_cmpint (cue_access_event_get_time_us (event), ==, expected);
    if (cases[i].us == CUE_TIME_INVALID)
      g_assert_cmpuint (count_diagnostics (event), >=, 1);
  }
}

static void
test_site_time (void)
{
  g_autoptr (CueAccessEvent) event = read_text ("{\"utc_date_time\":\"2026-11-20T08:15:30Z\","
                                                "\"local_date_time\":\"2026-11-20T09:15:30.5\"}");
  g_autoptr (CueAccessEvent) odd = read_text ("{\"local_date_time\":\"ten\\npast\"}");
  g_autofree char *time = cue_access_words_time (event, CUE_ACCESS_SITE_TIME);
  g_autofree char *date = cue_access_words_date_time (event, CUE_ACCESS_SITE_TIME);
  g_autofree char *local = cue_access_words_date_time (event, CUE_ACCESS_LOCAL_TIME);
  g_autofree char *odd_time = cue_access_words_time (odd, CUE_ACCESS_SITE_TIME);

  g_assert_cmpstr (time, ==, "09:15:30");
  g_assert_cmpstr (date, ==, "2026-11-20 09:15:30");
  g_assert_cmpstr (local, ==, "2026-11-20 08:15:30");
  g_assert_cmpstr (odd_time, ==, "ten past");
}

/* SB-19 */
static void
test_hostile_text (void)
{
  g_autofree char *long_name = g_strnfill (10000, 'x');
  g_autofree char *text =
    g_strdup_printf ("{\"lock_customer_reference\":\"<b>\\u202eevil\\u0007\\u0000\\ud800\","
                     "\"user_first_name\":\"%s\",\"user_last_name\":\"B\"}",
                     long_name);
  g_autoptr (CueAccessEvent) event = read_text (text);
  g_autofree char *door = cue_access_words_door (event);
  g_autofree char *person = cue_access_words_person (event, FALSE);

  g_assert_true (cue_access_event_is_decoded (event));
  assert_field (event,
                CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE,
                "<b>\xe2\x80\xae"
                "evil\a\xe2\x90\x80\xef\xbf\xbd");
  g_assert_true (g_utf8_validate (door, -1, NULL));
  g_assert_null (strstr (door, "\xe2\x80\xae"));
  g_assert_null (strchr (door, '\a'));
  g_assert_cmpint (g_utf8_strlen (person, -1), <=, 201);
}

static void
test_twice (void)
{
  g_autoptr (CueAccessEvent) event = read_text ("{\"lock_id\":\"1\",\"lockId\":\"2\"}");

  assert_field (event, CUE_ACCESS_FIELD_LOCK_ID, "2");
  g_assert_cmpuint (count_diagnostics (event), ==, 1);
}

static void
test_hidden (void)
{
  g_autofree char *text = access_entry (7, 0, "East", "Dana");
  g_autofree char *other_text = access_entry (8, 5, "West", "Dana");
  g_autofree char *third_text = access_entry (9, 5, "West", "Erin");
  g_autoptr (CueAccessEvent) event = read_text (text);
  g_autoptr (CueAccessEvent) other = read_text (other_text);
  g_autoptr (CueAccessEvent) third = read_text (third_text);
  g_autoptr (CueAccessEvent) extra = read_text ("{\"email\":\"dana@example.invalid\",\"n\":5}");
  g_autofree char *raw = cue_access_event_dup_raw_hidden (event);
  g_autofree char *extra_raw = cue_access_event_dup_raw_hidden (extra);
  g_autofree char *one = cue_access_words_person (event, TRUE);
  g_autofree char *two = cue_access_words_person (other, TRUE);
  g_autofree char *three = cue_access_words_person (third, TRUE);
  g_autofree char *shown = cue_access_words_person (event, FALSE);
  g_autofree char *detail = cue_access_words_detail (event, TRUE);
  g_autofree char *field = cue_access_words_field (event, CUE_ACCESS_FIELD_USER_ID, TRUE);

  g_assert_null (strstr (raw, "Dana"));
  g_assert_null (strstr (raw, "Example"));
  g_assert_null (strstr (raw, "00012345"));
  g_assert_nonnull (strstr (raw, "\"lock_id\":\"lock-East\""));
  g_assert_cmpstr (extra_raw, ==, "{\"email\":\"•••\",\"n\":\"•••\"}");
  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (one, !=, three);
  g_assert_null (strstr (one, "Dana"));
  g_assert_cmpstr (shown, ==, "Dana Example");
  g_assert_cmpstr (detail, ==, "");
  g_assert_cmpstr (field, ==, "•••");
}

static void
test_words (void)
{
  g_autofree char *text = access_refusal (7, 0, "East");
  g_autoptr (CueAccessEvent) event = read_text (text);
  g_autoptr (CueAccessEvent)
    exit = read_text ("{\"exit_requested\":true,\"access_by\":\"inside_handle\"}");
  g_autofree char *what = cue_access_words_what (event);
  g_autofree char *how = cue_access_words_how (event);
  g_autofree char *detail = cue_access_words_detail (event, FALSE);
  g_autofree char *exit_detail = cue_access_words_detail (exit, FALSE);
  g_autofree char *exit_how = cue_access_words_how (exit);

  g_assert_cmpstr (what, ==, "Refused");
  g_assert_cmpstr (how, ==, "Tag");
  g_assert_cmpstr (detail, ==, "No access · 00012345");
  g_assert_cmpstr (exit_detail, ==, "Exit requested");
  g_assert_cmpstr (exit_how, ==, "Inside handle");
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/salto/access-event/entry", test_entry);
  g_test_add_func ("/salto/access-event/camel-case", test_camel_case);
  g_test_add_func ("/salto/access-event/older-form", test_older_form);
  g_test_add_func ("/salto/access-event/type-beside-category", test_type_beside_category);
  g_test_add_func ("/salto/access-event/sb-9-undecodable", test_undecodable);
  g_test_add_func ("/salto/access-event/sb-11-unknown-values", test_unknown_values);
  g_test_add_func ("/salto/access-event/sb-12-wrong-kinds", test_wrong_kinds);
  g_test_add_func ("/salto/access-event/every-type", test_every_type);
  g_test_add_func ("/salto/access-event/sb-13-times", test_times);
  g_test_add_func ("/salto/access-event/site-time", test_site_time);
  g_test_add_func ("/salto/access-event/sb-19-hostile-text", test_hostile_text);
  g_test_add_func ("/salto/access-event/twice", test_twice);
  g_test_add_func ("/salto/access-event/hidden", test_hidden);
  g_test_add_func ("/salto/access-event/words", test_words);
  return g_test_run ();
}
