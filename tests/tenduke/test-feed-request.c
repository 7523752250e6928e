// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What is decided before anything is sent: hosts, times, ranges, addresses. */

#include "cue-error.h"
#include "cue-feed-host.h"
#include "cue-feed-request.h"
#include "cue-feed-rules.h"

#include <locale.h>
#include <string.h>

static void
test_hosts (void)
{
  static const struct {
    const char *host;
    const char *url; /* NULL: refused */
  } cases[] = {
    { "acme", "https://acme.events.10duke.com" },
    { " Acme ", "https://acme.events.10duke.com" },
    { "a-1", "https://a-1.events.10duke.com" },
    { "events.customer.example", "https://events.customer.example" },
    { "events.customer.example:8443", "https://events.customer.example:8443" },
    { "https://events.customer.example/", "https://events.customer.example" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://127.0.0.1:8080/tenduke/", "http://127.0.0.1:8080/tenduke" },
    { "http://acme.localhost:8080", "http://acme.localhost:8080" },
    { "", NULL },
    { "http://events.customer.example", NULL },
    { "https://events.customer.example/put", NULL },
    { "https://user:word@events.customer.example", NULL },
    { "https://events.customer.example?x=1", NULL },
    { "acme events", NULL },
    { "acme\nx", NULL },
    { "events.customer.example/get", NULL },
    { "ftp://events.customer.example", NULL },
    { "javascript:alert(1)", NULL },
    { "acmé", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) findings = cue_findings_new ();
    g_autofree char *url = cue_feed_host_make_base_url (cases[i].host, &error);

    g_test_message ("“%s” → %s", cases[i].host, url != NULL ? url : error->message);
    g_assert_cmpstr (url, ==, cases[i].url);
    if (url == NULL)
      g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
    cue_feed_check_host (findings, cases[i].host);
    g_assert_cmpint (cue_findings_block (findings), ==, url == NULL);
  }
  g_assert_true (cue_feed_host_is_tenant ("acme"));
  g_assert_false (cue_feed_host_is_tenant ("localhost"));
  g_assert_false (cue_feed_host_is_tenant ("acme.example"));
}

static void
test_times (void)
{
  static const struct {
    const char     *text;
    CueFeedTimeForm form;
    gint64          ns; /* 0: no time */
  } cases[] = {
    { "1792000000123456789", CUE_FEED_TIME_RAW, G_GINT64_CONSTANT (1792000000123456789) },
    { "1792000000123456789", CUE_FEED_TIME_LOCAL, G_GINT64_CONSTANT (1792000000123456789) },
    { "9223372036854775807", CUE_FEED_TIME_RAW, G_MAXINT64 },
    { "1", CUE_FEED_TIME_RAW, 1 },
    { "9223372036854775808", CUE_FEED_TIME_RAW, 0 },
    { "0", CUE_FEED_TIME_RAW, 0 },
    { "-1", CUE_FEED_TIME_RAW, 0 },
    { "+5", CUE_FEED_TIME_RAW, 0 },
    { "1.792e18", CUE_FEED_TIME_RAW, 0 },
    { "0x10", CUE_FEED_TIME_RAW, 0 },
    { "", CUE_FEED_TIME_UTC, 0 },
    { "1970-01-01 00:00:01", CUE_FEED_TIME_UTC, G_GINT64_CONSTANT (1000000000) },
    { "1970-01-01", CUE_FEED_TIME_UTC, 0 },
    { "1970-01-02", CUE_FEED_TIME_UTC, G_GINT64_CONSTANT (86400000000000) },
    { "2026-10-15 04:26:40.123456789", CUE_FEED_TIME_UTC, G_GINT64_CONSTANT (1792038400123456789) },
    { "2026-10-15T04:26:40Z", CUE_FEED_TIME_LOCAL, G_GINT64_CONSTANT (1792038400000000000) },
    { "2026-10-15T06:26:40+02:00", CUE_FEED_TIME_UTC, G_GINT64_CONSTANT (1792038400000000000) },
    { "2026-10-15 04:26", CUE_FEED_TIME_UTC, G_GINT64_CONSTANT (1792038360000000000) },
    { "2026-02-30", CUE_FEED_TIME_UTC, 0 },
    { "2026-10-15 04:61", CUE_FEED_TIME_UTC, 0 },
    { "2026-10-15 04:26:40.", CUE_FEED_TIME_UTC, 0 },
    { "2026-10-15 yesterday", CUE_FEED_TIME_UTC, 0 },
    { "9999-01-01", CUE_FEED_TIME_UTC, 0 },
    { "tomorrow", CUE_FEED_TIME_LOCAL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *back = NULL;
    gint64           ns = -5;
    gint64           again;
    gboolean         fine = cue_feed_time_parse (cases[i].text, cases[i].form, &ns, &error);

    g_test_message ("“%s”", cases[i].text);
    g_assert_cmpint (fine, ==, cases[i].ns != 0);
    if (!fine) {
      g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
      continue;
    }
    g_assert_cmpint (ns, ==, cases[i].ns);
    for (guint form = CUE_FEED_TIME_LOCAL; form <= CUE_FEED_TIME_RAW; form++) {
      // What is shown is read back to the last nanosecond.
      g_clear_pointer (&back, g_free);
      back = cue_feed_time_format (ns, (CueFeedTimeForm) form);
      g_assert_true (cue_feed_time_parse (back, (CueFeedTimeForm) form, &again, NULL));
      g_assert_cmpint (again, ==, ns);
    }
  }
}

static void
test_units (void)
{
  static const struct {
    const char *text;
    gint64      suggested;
  } cases[] = {
    { "1792000000", G_GINT64_CONSTANT (1792000000000000000) },
    { "1792000000123", G_GINT64_CONSTANT (1792000000123000000) },
    { "1792000000123456", G_GINT64_CONSTANT (1792000000123456000) },
    { "1792000000123456789", 0 },
    { "tomorrow", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) findings = cue_findings_new ();
    gint64 ns;

    g_assert_cmpint (cue_feed_time_suggest (cases[i].text), ==, cases[i].suggested);
    cue_feed_time_check (findings, CUE_FEED_FIELD_AFTER, cases[i].text, CUE_FEED_TIME_RAW, &ns);
    if (cases[i].suggested != 0) {
      g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, cases[i].suggested);

      g_assert_cmpuint (cue_findings_count (findings, CUE_FINDING_WARN), ==, 1);
      g_assert_nonnull (strstr (cue_finding_get_words (g_ptr_array_index (findings, 0)), digits));
    }
  }
}

static void
test_range_rules (void)
{
  CueFeedRange backwards = { .after = 20, .before = 10 };
  CueFeedRange forwards = { .after = 10, .before = 20 };
  CueFeedRange open = { .after = 10 };
  g_autoptr (GPtrArray) findings = cue_findings_new ();

  cue_feed_range_check (findings, &open);
  g_assert_cmpuint (findings->len, ==, 0);
  cue_feed_range_check (findings, &forwards);
  g_assert_false (cue_findings_block (findings));
  g_assert_cmpuint (findings->len, ==, 1);
  cue_feed_range_check (findings, &backwards);
  g_assert_true (cue_findings_block (findings));
  cue_feed_check_max_events (findings, 0);
  g_assert_nonnull (cue_findings_worst_at (findings, CUE_FEED_FIELD_MAX_EVENTS));
  cue_feed_check_source (findings, "exp");
  g_assert_nonnull (cue_findings_worst_at (findings, CUE_FEED_FIELD_SOURCE));
}

static void
check_url (const char *source, gint64 after, gint64 before, guint most, const char *expected)
{
  CueFeedRange range = { after, before };
  g_autoptr (CueFeedRequest)
    request = cue_feed_request_new_page ("https://acme.events.10duke.com", source, &range, most);

  g_assert_cmpstr (cue_feed_request_get_url (request), ==, expected);
  g_assert_cmpstr (cue_feed_request_get_method (request), ==, "GET");
  g_assert_null (cue_feed_request_get_body (request));
}

static void
test_addresses (void)
{
  check_url ("my-app", 0, 0, 0, "https://acme.events.10duke.com/get/my-app");
  check_url ("my-app",
             G_GINT64_CONSTANT (1792000000123456789),
             0,
             10,
             "https://acme.events.10duke.com/get/my-app?after=1792000000123456789"
             "&maxEventCount=10");
  check_url ("a b/c?d#é%",
             0,
             7,
             0,
             "https://acme.events.10duke.com/get/a%20b%2Fc%3Fd%23%C3%A9%25?before=7");
}

/* TB-2: the token goes nowhere but to the service. */
static void
test_instructions (void)
{
  static const struct {
    const char *url;
    const char *expected; /* NULL: refused */
  } cases[] = {
    { "my-app?before=5", "https://acme.events.10duke.com/get/my-app?before=5&maxEventCount=10" },
    { "?after=7", "https://acme.events.10duke.com/get/my-app?after=7&maxEventCount=10" },
    { "/get/my-app?after=7&maxEventCount=3",
      "https://acme.events.10duke.com/get/my-app?after=7&maxEventCount=3" },
    { "https://acme.events.10duke.com/get/my-app?after=7",
      "https://acme.events.10duke.com/get/my-app?after=7&maxEventCount=10" },
    { "https://ACME.events.10duke.com:443/get/my-app?after=7",
      "https://ACME.events.10duke.com/get/my-app?after=7&maxEventCount=10" },
    { "https://evil.example/get/my-app?after=7", NULL },
    { "//evil.example/get/my-app?after=7", NULL },
    { "http://acme.events.10duke.com/get/my-app?after=7", NULL },
    { "https://acme.events.10duke.com:8443/get/my-app", NULL },
    { "https://acme.events.10duke.com@evil.example/", NULL },
    { "https://user@acme.events.10duke.com/get/my-app", NULL },
    { "https://acme.events.10duke.com.evil.example/", NULL },
    { "javascript:alert(1)", NULL },
    { "file:///etc/passwd", NULL },
    { "data:text/plain,x", NULL },
    { "", NULL },
    { "  ", NULL },
    { NULL, NULL },
    { "https://[", NULL },
    // The same feed, written otherwise; then what is not this feed.
    { "/get/my%2Dapp?after=7",
      "https://acme.events.10duke.com/get/my-app?after=7&maxEventCount=10" },
    { "other-app?after=7", NULL },
    { "/event-engine/state-url", NULL },
    { "/get/my-app/?after=7", NULL },
    { "/get/my-app/user/7", NULL },
    { "my-app%2F?after=7", NULL },
    { "../put", NULL },
    { "/", NULL },
  };
  g_autoptr (CueFeedRequest)
    from = cue_feed_request_new_page ("https://acme.events.10duke.com", "my-app", NULL, 10);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CueFeedRequest) next = cue_feed_request_new_follow (from, cases[i].url, &error);

    g_test_message ("“%s” → %s",
                    cases[i].url != NULL ? cases[i].url : "nothing",
                    next != NULL ? cue_feed_request_get_url (next) : error->message);
    if (cases[i].expected == NULL) {
      g_assert_null (next);
      g_assert_nonnull (error);
      continue;
    }
    g_assert_no_error (error);
    g_assert_cmpstr (cue_feed_request_get_url (next), ==, cases[i].expected);
    g_assert_cmpstr (cue_feed_request_get_source (next), ==, "my-app");
    g_assert_cmpint (cue_feed_request_get_call (next), ==, CUE_FEED_CALL_FOLLOW);
  }
}

/* A token for every feed would be let in at another one: what came would be mixed in. */
static void
test_other_feed (void)
{
  g_autoptr (CueFeedRequest)
    from = cue_feed_request_new_page ("http://127.0.0.1:8080/tenduke", "a b/c", NULL, 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) slash = NULL;
  g_autoptr (CueFeedRequest)
    same = cue_feed_request_new_follow (from, "/tenduke/get/a%20b%2fc?after=7", &error);
  g_autoptr (CueFeedRequest) other = NULL;
  g_autoptr (CueFeedRequest) object = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (cue_feed_request_get_source (same), ==, "a b/c");
  other = cue_feed_request_new_follow (from, "/tenduke/get/else?after=7", &error);
  g_assert_null (other);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "/tenduke/get/else"));
  // An escaped slash belongs to the id; another one leads to the feed of an object (TD-6).
  object = cue_feed_request_new_follow (from, "/tenduke/get/a%20b/c?after=7", &slash);
  g_assert_null (object);
  g_assert_error (slash, CUE_ERROR, CUE_ERROR_PROTOCOL);
}

static void
test_describe (void)
{
  g_autoptr (CueFeedRequest)
    page = cue_feed_request_new_page ("https://acme.events.10duke.com", "my-app", NULL, 0);
  g_autoptr (CueFeedRequest)
    put = cue_feed_request_new_put ("https://acme.events.10duke.com", "aaa.bbb.ccc", 2);
  g_autofree char *first = cue_feed_request_describe (page);
  g_autofree char *second = cue_feed_request_describe (put);

  g_assert_true (g_str_has_prefix (first, "GET https://acme.events.10duke.com/get/my-app\n"));
  g_assert_nonnull (strstr (first, "Authorization: Bearer "));
  g_assert_cmpstr (second,
                   ==,
                   "POST https://acme.events.10duke.com/put\n"
                   "Content-Type: application/jose\n\naaa.bbb.ccc");
  g_assert_cmpuint (cue_feed_request_get_n_events (put), ==, 2);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tenduke/request/hosts", test_hosts);
  g_test_add_func ("/tenduke/request/times", test_times);
  g_test_add_func ("/tenduke/request/units", test_units);
  g_test_add_func ("/tenduke/request/range", test_range_rules);
  g_test_add_func ("/tenduke/request/addresses", test_addresses);
  g_test_add_func ("/tenduke/request/instructions", test_instructions);
  g_test_add_func ("/tenduke/request/other-feed", test_other_feed);
  g_test_add_func ("/tenduke/request/describe", test_describe);
  return g_test_run ();
}
