// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Pages of a feed in every shape of services reference 3.7, as far as it is about reading. */

#include "cue-diagnostic.h"
#include "cue-error.h"
#include "feed-fixture.h"

#include <string.h>

#define OLDER "{'instruction':'older','url':'feed?before=1','count':-1}"
#define NEWER "{'instruction':'newer','url':'feed?after=9','count':0}"
#define EVENT(id) \
  "{'eventType':'A','eventId':'" id "','eventReceived':1792000000123456789,'data':{}}"

/* T-4 of the reference. */
static void
test_feed (void)
{
  g_autoptr (CueFeedPage) page = feed_fixture_read (
    "{'uri':'my-app-events','updateUrl':'my-app-events?after=5','count':2,'objects':[" OLDER
    ",{'eventType':'LicenseConsumed','eventId':'one','eventSourceId':'my-app-events',"
    "'eventObjectId':'7b1f','eventObjectType':'user','eventReceived':1792000000123456789,"
    "'version':'1.20.0','data':{'licenseId':'cc','consumptionMode':'cache','leaseId':'ee',"
    "'requestId':'req-1','eventTime':1792000000123}},"
    "{'eventType':'LicenseConsumed','eventId':'two','eventReceived':1792000005000000000,"
    "'data':{'licensedItemName':'Demo Modeller Pro','eventTime':1792000004800,'userId':'u-2',"
    "'errorInfo':{'error':'insufficientSeats','errorDescription':'No free "
    "seat','errorUri':null}}}," NEWER "]}");
  g_autoptr (CueFeedLog) log = cue_feed_log_new (100, 100000000);
  g_autoptr (CueFeedEvent) first = NULL;
  g_autoptr (CueFeedEvent) second = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *result = NULL;
  g_autofree char *no_result = NULL;

  g_assert_cmpint (cue_feed_page_get_shape (page), ==, CUE_FEED_SHAPE_FEED);
  g_assert_cmpstr (cue_feed_page_get_uri (page), ==, "my-app-events");
  g_assert_cmpstr (cue_feed_page_get_update_url (page), ==, "my-app-events?after=5");
  g_assert_cmpint (cue_feed_page_get_declared_count (page), ==, 2);
  g_assert_cmpuint (cue_feed_page_get_n_events (page), ==, 2);
  g_assert_cmpint (cue_feed_page_get_first_received_ns (page),
                   ==,
                   G_GINT64_CONSTANT (1792000000123456789));
  g_assert_cmpint (cue_feed_page_get_last_received_ns (page),
                   ==,
                   G_GINT64_CONSTANT (1792000005000000000));
  g_assert_cmpstr (cue_feed_instruction_get_url (cue_feed_page_get_older (page)),
                   ==,
                   "feed?before=1");
  g_assert_cmpint (cue_feed_instruction_get_count (cue_feed_page_get_older (page)),
                   ==,
                   CUE_FEED_COUNT_AT_LEAST_ONE);
  g_assert_cmpstr (cue_feed_instruction_get_word (cue_feed_page_get_newer (page)), ==, "newer");
  g_assert_cmpint (cue_feed_instruction_get_count (cue_feed_page_get_newer (page)), ==, 0);
  g_assert_cmpuint (cue_feed_page_get_diagnostics (page)->len, ==, 0);

  cue_feed_log_add (log, page, NULL);
  first = feed_fixture_get (log, 0);
  second = feed_fixture_get (log, 1);
  g_assert_cmpint (cue_feed_event_get_received_ns (first),
                   ==,
                   G_GINT64_CONSTANT (1792000000123456789));
  g_assert_cmpint (cue_feed_event_get_received_unit (first), ==, CUE_FEED_UNIT_NANOSECONDS);
  g_assert_cmpstr (cue_feed_event_get_text (first, CUE_FEED_TEXT_RECEIVED),
                   ==,
                   "1792000000123456789");
  g_assert_cmpint (cue_feed_event_get_time_unit (first), ==, CUE_FEED_UNIT_MILLISECONDS);
  g_assert_cmpint (cue_feed_event_get_time_ns (first), ==, G_GINT64_CONSTANT (1792000000123000000));
  g_assert_cmpstr (cue_feed_event_get_text (first, CUE_FEED_TEXT_TYPE), ==, "LicenseConsumed");
  g_assert_cmpstr (cue_feed_event_get_text (first, CUE_FEED_TEXT_SOURCE), ==, "my-app-events");
  g_assert_cmpstr (cue_feed_event_get_text (first, CUE_FEED_TEXT_LEASE), ==, "ee");
  g_assert_cmpstr (cue_feed_event_get_text (first, CUE_FEED_TEXT_REQUEST), ==, "req-1");
  g_assert_cmpstr (cue_feed_event_get_user (first), ==, "7b1f");
  g_assert_cmpstr (cue_feed_event_get_licence (first), ==, "cc");
  g_assert_cmpuint (cue_feed_event_get_marks (first), ==, 0);
  subject = cue_feed_event_dup_subject (first);
  no_result = cue_feed_event_dup_result (first);
  g_assert_cmpstr (subject, ==, "user 7b1f");
  g_assert_cmpstr (no_result, ==, "");

  g_assert_cmpuint (cue_feed_event_get_marks (second), ==, CUE_FEED_MARK_FAILED);
  result = cue_feed_event_dup_result (second);
  g_assert_cmpstr (result, ==, "Failed: insufficientSeats (No free seat)");
  g_assert_cmpstr (cue_feed_event_get_user (second), ==, "u-2");
  g_assert_cmpstr (cue_feed_event_get_licence (second), ==, "Demo Modeller Pro");
}

/* TB-1: whatever stands around the events, they are shown; without a cursor there is no paging. */
static void
test_shapes (void)
{
  static const struct {
    const char  *text;
    CueFeedShape shape;
    guint        n_events;
    gboolean     older;
    gboolean     newer;
    const char  *finding; /* nullable */
  } cases[] = {
    { "[" EVENT ("1") "," EVENT ("2") "]", CUE_FEED_SHAPE_LIST, 2, FALSE, FALSE, "bare list" },
    { "[" OLDER "," EVENT ("1") "," NEWER "]", CUE_FEED_SHAPE_LIST, 1, TRUE, TRUE, NULL },
    { "[]", CUE_FEED_SHAPE_LIST, 0, FALSE, FALSE, "bare list" },
    { "{'objects':[" EVENT ("1") "]}", CUE_FEED_SHAPE_FEED, 1, FALSE, FALSE, "no instructions" },
    { "{'objects':[" OLDER "," EVENT ("1") "]}",
      CUE_FEED_SHAPE_FEED,
      1,
      TRUE,
      FALSE,
      "where newer events are" },
    { "{'objects':[" EVENT ("1") "," NEWER "]}",
      CUE_FEED_SHAPE_FEED,
      1,
      FALSE,
      TRUE,
      "where older events are" },
    { "{'objects':[" EVENT ("1") "," OLDER "," EVENT ("2") "," NEWER "]}",
      CUE_FEED_SHAPE_FEED,
      2,
      TRUE,
      TRUE,
      NULL },
    { "{'objects':[" NEWER "," EVENT ("1") "," OLDER "]}",
      CUE_FEED_SHAPE_FEED,
      1,
      TRUE,
      TRUE,
      NULL },
    { "{'objects':[{'instruction':'sideways','url':'x'}," EVENT ("1") "]}",
      CUE_FEED_SHAPE_FEED,
      1,
      FALSE,
      FALSE,
      "neither “older” nor “newer”" },
    { "{'objects':[{'instruction':7}," EVENT ("1") "]}",
      CUE_FEED_SHAPE_FEED,
      1,
      FALSE,
      FALSE,
      "neither “older” nor “newer”" },
    { "{'objects':[" OLDER "," OLDER "," NEWER "]}",
      CUE_FEED_SHAPE_FEED,
      0,
      TRUE,
      TRUE,
      "second instruction “older”" },
    { "{'objects':[{'instruction':'newer','url':''}," OLDER "]}",
      CUE_FEED_SHAPE_FEED,
      0,
      TRUE,
      TRUE,
      "no address" },
    { "{'objects':null}", CUE_FEED_SHAPE_FEED, 0, FALSE, FALSE, "no list of events" },
    { "{'objects':'many'}", CUE_FEED_SHAPE_FEED, 0, FALSE, FALSE, "no list of events" },
    { "{'objects':{}}", CUE_FEED_SHAPE_FEED, 0, FALSE, FALSE, "no list of events" },
    { "{}", CUE_FEED_SHAPE_OTHER, 0, FALSE, FALSE, "without “objects”" },
    { "{'error':'x'}", CUE_FEED_SHAPE_OTHER, 0, FALSE, FALSE, "without “objects”" },
    { EVENT ("1"), CUE_FEED_SHAPE_EVENT, 1, FALSE, FALSE, "one event by itself" },
    { "{'objects':[null,7,'text',[1]," EVENT ("1") "]}",
      CUE_FEED_SHAPE_FEED,
      5,
      FALSE,
      FALSE,
      "In place of an event" },
    { " \n{ \"uri\" : null , 'objects' : [ " OLDER " , " EVENT ("1") " , " NEWER " ] } \t",
      CUE_FEED_SHAPE_FEED,
      1,
      TRUE,
      TRUE,
      NULL },
    { "[" EVENT ("1") ",{'eventReceived':1700000000}]",
      CUE_FEED_SHAPE_LIST,
      2,
      FALSE,
      FALSE,
      "not in the order" },
    { "{'objects':[" EVENT ("1") "],'objects':[" EVENT ("2") "]}",
      CUE_FEED_SHAPE_FEED,
      2,
      FALSE,
      FALSE,
      NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CueFeedPage) page = feed_fixture_read (cases[i].text);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpint (cue_feed_page_get_shape (page), ==, cases[i].shape);
    g_assert_cmpuint (cue_feed_page_get_n_events (page), ==, cases[i].n_events);
    g_assert_cmpint (cue_feed_page_get_older (page) != NULL, ==, cases[i].older);
    g_assert_cmpint (cue_feed_page_get_newer (page) != NULL, ==, cases[i].newer);
    if (cases[i].finding != NULL)
      g_assert_true (feed_fixture_has_finding (page, cases[i].finding));
  }
}

/* TB-2 as far as it is read: an address is handed over as it came, and judged by who follows it. */
static void
test_addresses (void)
{
  g_autoptr (CueFeedPage) page = feed_fixture_read (
    "{'objects':[{'instruction':'older','url':'https:\\/\\/evil.test\\/?\\u0061'},"
    "{'instruction':'newer','url':7}]}");

  g_assert_cmpstr (cue_feed_instruction_get_url (cue_feed_page_get_older (page)),
                   ==,
                   "https://evil.test/?a");
  g_assert_null (cue_feed_instruction_get_url (cue_feed_page_get_newer (page)));
}

/* TB-3 */
static void
test_counts (void)
{
  static const struct {
    const char *text;
    gint64      count;
  } cases[] = {
    { "2", 2 },
    { "0", 0 },
    { "-1", CUE_FEED_COUNT_AT_LEAST_ONE },
    { "null", CUE_FEED_COUNT_UNKNOWN },
    { "'2'", CUE_FEED_COUNT_UNKNOWN },
    { "-7", CUE_FEED_COUNT_UNKNOWN },
    { "1.5", CUE_FEED_COUNT_UNKNOWN },
    { "[]", CUE_FEED_COUNT_UNKNOWN },
    { "99999999999999999999999", CUE_FEED_COUNT_UNKNOWN },
    { "9000000000000000000", G_GINT64_CONSTANT (9000000000000000000) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf ("{'count':%s,'objects':[{'instruction':'older','url':'"
                                             "a','count':%s}," EVENT ("1") "]}",
                                             cases[i].text,
                                             cases[i].text);
    g_autoptr (CueFeedPage) page = feed_fixture_read (text);

    g_test_message ("%s", text);
    if (cases[i].count >= 0 && i < G_N_ELEMENTS (cases) - 1) {
      g_assert_cmpint (cue_feed_page_get_declared_count (page), ==, cases[i].count);
      g_assert_true (feed_fixture_has_finding (page, "and has 1"));
    }
    g_assert_cmpuint (cue_feed_page_get_n_events (page), ==, 1);
    if (i < G_N_ELEMENTS (cases) - 1)
      g_assert_cmpint (cue_feed_instruction_get_count (cue_feed_page_get_older (page)),
                       ==,
                       cases[i].count);
  }
}

/* TB-4 */
static void
test_stamps (void)
{
  static const struct {
    const char *text;
    CueFeedUnit unit;
    gint64      ns;
  } cases[] = {
    { "1792000000123456789", CUE_FEED_UNIT_NANOSECONDS, G_GINT64_CONSTANT (1792000000123456789) },
    { "1792000000123456", CUE_FEED_UNIT_MICROSECONDS, G_GINT64_CONSTANT (1792000000123456000) },
    { "1792000000123", CUE_FEED_UNIT_MILLISECONDS, G_GINT64_CONSTANT (1792000000123000000) },
    { "1792000000", CUE_FEED_UNIT_SECONDS, G_GINT64_CONSTANT (1792000000000000000) },
    { "'1792000000123456789'", CUE_FEED_UNIT_NANOSECONDS, G_GINT64_CONSTANT (1792000000123456789) },
    { "1.792e18", CUE_FEED_UNIT_NANOSECONDS, G_GINT64_CONSTANT (1792000000000000000) },
    { "1.792000000123456789E+18",
      CUE_FEED_UNIT_NANOSECONDS,
      G_GINT64_CONSTANT (1792000000123456789) },
    { "1792000000123456789.0", CUE_FEED_UNIT_NANOSECONDS, G_GINT64_CONSTANT (1792000000123456789) },
    { "17920000001234567890e-1",
      CUE_FEED_UNIT_UNKNOWN, /* past 64 bits on the way */
      CUE_FEED_NO_TIME },
    { "9223372036854775807", CUE_FEED_UNIT_NANOSECONDS, G_MAXINT64 },
    { "9223372036854775808", CUE_FEED_UNIT_UNKNOWN, CUE_FEED_NO_TIME },
    { "1e30", CUE_FEED_UNIT_UNKNOWN, CUE_FEED_NO_TIME },
    { "1792000000.5", CUE_FEED_UNIT_UNKNOWN, CUE_FEED_NO_TIME },
    { "-1792000000123456789", CUE_FEED_UNIT_UNKNOWN, CUE_FEED_NO_TIME },
    { "0", CUE_FEED_UNIT_UNKNOWN, CUE_FEED_NO_TIME },
    { "99999999999", CUE_FEED_UNIT_UNKNOWN, CUE_FEED_NO_TIME }, /* seconds of the year 5138 */
    { "'yesterday'", CUE_FEED_UNIT_UNKNOWN, CUE_FEED_NO_TIME },
    { "''", CUE_FEED_UNIT_UNKNOWN, CUE_FEED_NO_TIME },
    { "true", CUE_FEED_UNIT_UNKNOWN, CUE_FEED_NO_TIME },
    { "{}", CUE_FEED_UNIT_UNKNOWN, CUE_FEED_NO_TIME },
    { "null", CUE_FEED_UNIT_NONE, CUE_FEED_NO_TIME },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text =
      g_strdup_printf ("[{'eventType':'A','eventReceived':%s}]", cases[i].text);
    g_autoptr (CueFeedLog) log = cue_feed_log_new (10, 100000000);
    g_autoptr (CueFeedEvent) event = NULL;
    CueFeedMarks marks;

    g_test_message ("%s", text);
    feed_fixture_add (log, text);
    event = feed_fixture_get (log, 0);
    marks = cue_feed_event_get_marks (event);
    g_assert_cmpint (cue_feed_event_get_received_unit (event), ==, cases[i].unit);
    g_assert_cmpint (cue_feed_event_get_received_ns (event), ==, cases[i].ns);
    g_assert_cmpint ((marks & CUE_FEED_MARK_NO_TIME) != 0, ==, cases[i].ns == CUE_FEED_NO_TIME);
    if (g_ascii_isdigit (*cases[i].text))
      g_assert_cmpstr (cue_feed_event_get_text (event, CUE_FEED_TEXT_RECEIVED), ==, cases[i].text);
  }
}

static void
test_stamp_words (void)
{
  static const struct {
    gint64      ns;
    const char *text;
  } cases[] = {
    { G_GINT64_CONSTANT (1792000000123456789), "2026-10-14T17:46:40.123456789Z" },
    { G_GINT64_CONSTANT (1792000000120000000), "2026-10-14T17:46:40.12Z" },
    { G_GINT64_CONSTANT (1792000000000000000), "2026-10-14T17:46:40Z" },
    { CUE_FEED_NO_TIME, "" },
    { -1, "1969-12-31T23:59:59.999999999Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = cue_feed_stamp_format (cases[i].ns);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

/* TB-5 and TB-6: what is odd is shown raw, and only a filled error is a failure. */
static void
test_marks (void)
{
  static const struct {
    const char  *members;
    CueFeedMarks marks;
  } cases[] = {
    { "'data':{}", 0 },
    { "'data':null", 0 },
    { "'data':'cipher','eventKeyId':'k'", CUE_FEED_MARK_ENCRYPTED | CUE_FEED_MARK_ODD },
    { "'data':'cipher'", CUE_FEED_MARK_ODD },
    { "'data':[1,2]", CUE_FEED_MARK_ODD },
    { "'data':7", CUE_FEED_MARK_ODD },
    { "'userId':'u','eventTime':1792000000000", CUE_FEED_MARK_FLAT },
    { "'userId':'u','errorInfo':{'error':'e'}", CUE_FEED_MARK_FLAT | CUE_FEED_MARK_FAILED },
    { "'userId':'u','data':{'userId':'v'}", 0 },
    { "'data':{'errorInfo':{}}", 0 },
    { "'data':{'errorInfo':null}", 0 },
    { "'data':{'errorInfo':'bad'}", CUE_FEED_MARK_ODD },
    { "'data':{'errorInfo':{'error':''}}", 0 },
    { "'data':{'errorInfo':{'error':null}}", 0 },
    { "'data':{'errorInfo':{'error':5}}", CUE_FEED_MARK_ODD },
    { "'data':{'errorInfo':{'error':'e'}}", CUE_FEED_MARK_FAILED },
    { "'data':{'errorInfo':[{'error':'e'}]}", CUE_FEED_MARK_ODD },
    { "'data':{'err\\u006frInfo':{'\\u0065rror':'e'}}", CUE_FEED_MARK_FAILED },
    { "'data':{'deeper':{'errorInfo':{'error':'e'}}}", 0 },
    { "'data':{'userId':12}", CUE_FEED_MARK_ODD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text =
      g_strdup_printf ("[{'eventType':'A','eventReceived':1792000000000,%s}]", cases[i].members);
    g_autofree char *quoted = feed_fixture_quote (text);
    g_autoptr (CueFeedLog) log = cue_feed_log_new (10, 100000000);
    g_autoptr (CueFeedEvent) event = NULL;
    g_autofree char *words = NULL;
    gsize            length;
    const char      *json;

    g_test_message ("%s", text);
    feed_fixture_add (log, text);
    event = feed_fixture_get (log, 0);
    g_assert_cmpuint (cue_feed_event_get_marks (event), ==, cases[i].marks);
    words = cue_feed_event_dup_marks_words (event);
    g_assert_cmpint (*words != '\0', ==, (cases[i].marks & ~CUE_FEED_MARK_FAILED) != 0);
    /* And whatever it is, it is there as it came. */
    json = g_bytes_get_data (cue_feed_event_get_json (event), &length);
    g_assert_cmpmem (json, length, quoted + 1, strlen (quoted) - 2);
  }
}

/* TB-16 and TB-17: said with the place, and nothing is shown of half an answer. */
static void
test_refused (void)
{
  static const struct {
    const char *bytes;
    gssize      length;
    gint        code;
    const char *part;
  } cases[] = {
    { "", -1, CUE_ERROR_PROTOCOL, "byte 0" },
    { "NaN", -1, CUE_ERROR_PROTOCOL, "byte 0" },
    { "{\"objects\":[{\"a\":NaN}]}", -1, CUE_ERROR_PROTOCOL, "byte 17" },
    { "{\"objects\":[{\"a\":Infinity}]}", -1, CUE_ERROR_PROTOCOL, "byte 17" },
    { "{\"objects\":[{\"a\":-Infinity}]}", -1, CUE_ERROR_PROTOCOL, "byte 18" },
    { "{\"objects\":[{\"a\":1},]}", -1, CUE_ERROR_PROTOCOL, "byte 20" },
    { "{\"objects\":[{\"a\":1,}]}", -1, CUE_ERROR_PROTOCOL, "a key in quotation marks" },
    { "{\"objects\":[{\"a\" 1}]}", -1, CUE_ERROR_PROTOCOL, "a colon after the key" },
    { "{\"objects\":[{\"a\":1}}", -1, CUE_ERROR_PROTOCOL, "a comma or “]”" },
    { "{\"objects\":[{\"a\":1]]}", -1, CUE_ERROR_PROTOCOL, "a comma or “}”" },
    { "{\"objects\":[{\"a\":{\"b\":[1,2}}]}", -1, CUE_ERROR_PROTOCOL, "a comma or “]”" },
    { "{\"objects\":[{\"a\":01}]}", -1, CUE_ERROR_PROTOCOL, "leading zero" },
    { "{\"objects\":[{\"a\":\"x", -1, CUE_ERROR_PROTOCOL, "ends the text" },
    { "{\"objects\":[{\"a\":\"\\x\"}]}", -1, CUE_ERROR_PROTOCOL, "after the backslash" },
    { "{\"objects\":[{\"a\":\"\\ud800\"}]}", -1, CUE_ERROR_PROTOCOL, "surrogate" },
    { "{\"objects\":[{\"a\":\"\\u0000\"}]}", -1, CUE_ERROR_PROTOCOL, "NUL" },
    { "{\"objects\":[{\"a\":\"\xff\"}]}", -1, CUE_ERROR_PROTOCOL, "0xFF" },
    { "{\"objects\":[{\"a\":\"\t\"}]}", -1, CUE_ERROR_PROTOCOL, "control characters" },
    { "{\"objects\":[]} x", -1, CUE_ERROR_PROTOCOL, "nothing after" },
    { "{\"objects\":[", -1, CUE_ERROR_PROTOCOL, "end of the text" },
    { "{", -1, CUE_ERROR_PROTOCOL, "end of the text" },
    { "\xef\xbb\xbf{\"objects\":[]}", -1, CUE_ERROR_PROTOCOL, "byte order mark" },
    { "\xff\xfe{\0", 4, CUE_ERROR_PROTOCOL, "UTF-16" },
    { "{\0\"\0", 4, CUE_ERROR_PROTOCOL, "UTF-16" },
    { "7", -1, CUE_ERROR_PROTOCOL, "but no feed" },
    { "\"text\"", -1, CUE_ERROR_PROTOCOL, "but no feed" },
    { "<html>", -1, CUE_ERROR_PROTOCOL, "byte 0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("case %zu", i);
    g_assert_null (feed_fixture_read_bytes (cases[i].bytes, cases[i].length, &error));
    g_assert_error (error, CUE_ERROR, cases[i].code);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, cases[i].part));
  }
}

static char *
nest (guint depth)
{
  GString *text = g_string_new ("[{\"a\":");

  for (guint i = 2; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 2; i < depth; i++)
    g_string_append_c (text, ']');
  g_string_append (text, "}]");
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *most = nest (64);
  g_autofree char *more = nest (65);
  g_autofree char *far = nest (10000);
  g_autoptr (CueFeedPage) page = feed_fixture_read_bytes (most, -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) second = NULL;

  g_assert_nonnull (page);
  g_assert_null (feed_fixture_read_bytes (more, -1, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "byte 68"));
  g_assert_null (feed_fixture_read_bytes (far, -1, &second));
  g_assert_error (second, CUE_ERROR, CUE_ERROR_TOO_LARGE);
}

/* TB-16: a text of a megabyte is one value, and is cut only where it is shown. */
static void
test_large_event (void)
{
  g_autofree char *name = g_strnfill (1200 * 1024, 'x');
  g_autofree char *text =
    g_strdup_printf ("[{'eventType':'%s','eventReceived':1792000000000}]", name);
  g_autoptr (CueFeedPage) page = feed_fixture_read (text);
  g_autoptr (CueFeedLog) log = cue_feed_log_new (10, 100000000);
  g_autoptr (CueFeedEvent) event = NULL;
  g_autofree char *facet = NULL;

  g_assert_true (feed_fixture_has_finding (page, "very large"));
  cue_feed_log_add (log, page, NULL);
  event = feed_fixture_get (log, 0);
  g_assert_cmpuint (strlen (cue_feed_event_get_text (event, CUE_FEED_TEXT_TYPE)), ==, 1200 * 1024);
  facet = cue_feed_event_dup_facet (event, CUE_FEED_FACET_TYPE);
  g_assert_cmpuint (strlen (facet), ==, 512);
}

/* A page where everything is wrong says so a hundred times, and how often more. */
static void
test_findings (void)
{
  g_autoptr (GString) text = g_string_new ("[null");
  g_autoptr (CueFeedPage) page = NULL;

  for (guint i = 1; i < 150; i++)
    g_string_append (text, ",null");
  g_string_append_c (text, ']');
  page = feed_fixture_read (text->str);
  g_assert_cmpuint (cue_feed_page_get_n_events (page), ==, 150);
  g_assert_cmpuint (cue_feed_page_get_diagnostics (page)->len, ==, 101);
  g_assert_true (feed_fixture_has_finding (page, "51 more findings"));
  g_assert_cmpstr (cue_diagnostic_get_where (
                     g_ptr_array_index (cue_feed_page_get_diagnostics (page), 1)),
                   ==,
                   "objects[1] (byte 6)");
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(CueFeedPage **) data = cue_feed_reader_read_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_worker (void)
{
  g_autoptr (GString)
    text = feed_fixture_make_page (5000, G_GINT64_CONSTANT (1792000000000000000), 1000);
  g_autoptr (GBytes) body = g_bytes_new (text->str, text->len);
  g_autoptr (CueFeedPage) page = NULL;

  cue_feed_reader_read_async (body, NULL, on_read, &page);
  while (page == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (cue_feed_page_get_n_events (page), ==, 5000);
  g_assert_cmpuint (cue_feed_page_get_n_bytes (page), ==, text->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tenduke/feed-reader/feed", test_feed);
  g_test_add_func ("/tenduke/feed-reader/shapes", test_shapes);
  g_test_add_func ("/tenduke/feed-reader/addresses", test_addresses);
  g_test_add_func ("/tenduke/feed-reader/counts", test_counts);
  g_test_add_func ("/tenduke/feed-reader/stamps", test_stamps);
  g_test_add_func ("/tenduke/feed-reader/stamp-words", test_stamp_words);
  g_test_add_func ("/tenduke/feed-reader/marks", test_marks);
  g_test_add_func ("/tenduke/feed-reader/refused", test_refused);
  g_test_add_func ("/tenduke/feed-reader/depth", test_depth);
  g_test_add_func ("/tenduke/feed-reader/large-event", test_large_event);
  g_test_add_func ("/tenduke/feed-reader/findings", test_findings);
  g_test_add_func ("/tenduke/feed-reader/worker", test_worker);
  return g_test_run ();
}
