// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <string.h>

#include "preflight-fixture.h"

// The check before the show against the simulator; the two know nothing of each other.

static PreflightFixture fixture;

typedef struct {
  const char *fault; // NULL: none
  const char *variant;
  const char *target;
  const char *state; // NULL: as usual
  const char *code;
  const char *status;
  int         seconds; // of the fault
} Case;

static const Case cases[] = {
  { NULL, NULL, NULL, NULL, "state.answer", "ok" },
  { "BB-2", "wrong-secret", NULL, NULL, "state.url", "critical" },
  { "BB-1", "missing", NULL, NULL, "state.url", "critical" },
  { "BB-11", "truncated", NULL, NULL, "state.answer", "critical" },
  { "BB-15", "html", "state", NULL, "state.answer", "critical" },
  { "BB-5", "unknown", NULL, NULL, "state.members", "warning" },
  { "BB-7", "age", NULL, NULL, "state.pace", "warning" },
  { "server-clock", "ahead", NULL, NULL, "state.clock", "warning", 20 },
  { "C-22", "behind", "state", NULL, "state.clock", "critical", 300 },
  { "BB-6", "missing", NULL, NULL, "state.countdown", "not-applicable" },
  { "C-17", "future", "state", NULL, "state.countdown", "warning" },
  { NULL,
    NULL,
    NULL,
    "{\"countdown\":{\"in\":-120,\"visible\":true}}",
    "state.countdown",
    "warning" },
  { NULL,
    NULL,
    NULL,
    "{\"countdown\":{\"in\":8640000,\"visible\":true}}",
    "state.countdown",
    "warning" },
  { NULL,
    NULL,
    NULL,
    "{\"state\":\"live\",\"countdown\":{\"in\":600,\"visible\":true}}",
    "state.countdown",
    "warning" },
  { NULL,
    NULL,
    NULL,
    "{\"state\":\"live\",\"countdown\":{\"in\":600,\"visible\":false}}",
    "state.countdown",
    "ok" },
  { NULL, NULL, NULL, "{\"manifest\":\"none\"}", "stream.master", "warning" },
  { NULL, NULL, NULL, "{\"state\":\"live\",\"manifest\":\"none\"}", "stream.master", "critical" },
  { "playlist-404", NULL, NULL, NULL, "stream.master", "warning" },
  { "playlist-404", NULL, NULL, "{\"state\":\"live\"}", "stream.master", "critical" },
  { "playlist-broken", "html", NULL, "{\"state\":\"live\"}", "stream.master", "critical" },
  { "segment-404", NULL, NULL, "{\"state\":\"live\"}", "stream.segment", "critical" },
  { "segment-503", NULL, NULL, NULL, "stream.segment", "warning" },
  { "C-1", "as-json", "segment", "{\"state\":\"live\"}", "stream.segment", "critical" },
  { NULL, NULL, NULL, "{\"manifest\":\"fmp4\"}", "stream.variants", "ok" },
  { NULL, NULL, NULL, "{\"manifest\":\"vod\"}", "stream.variants", "ok" },
  { NULL, NULL, NULL, "{\"state\":\"live\",\"manifest\":\"vod\"}", "stream.ended", "warning" },
  { "SB-2", "bare", NULL, NULL, "doors.streams", "critical" },
  { "SB-5", "error", NULL, NULL, "doors.streams", "critical" },
  { "token-refused", "invalid_client", NULL, NULL, "doors.token", "critical" },
  { "AB-13", "401", NULL, NULL, "acoustic.connections", "warning" },
  { "TB-10", "json", NULL, NULL, "feeds.connections", "warning" },
};

static gboolean
has (const char *list, const char *code, const char *status)
{
  g_autofree char *pair = g_strdup_printf ("%s=%s ", code, status);

  return strstr (list, pair) != NULL;
}

// Every finding is raised by what is wrong, and not without it.
static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case      *c = &cases[i];
    g_autofree char *list = NULL;

    preflight_reset (&fixture);
    // No case is about pictures; loading thirteen files again and again would take most of the
    // time.
    preflight_set_state (&fixture, "{\"assets\":{\"all\":\"missing\"}}");
    if (c->state != NULL)
      preflight_set_state (&fixture, c->state);
    if (c->fault != NULL)
      preflight_fault (&fixture, c->fault, c->variant, c->target, c->seconds);
    preflight_run (&fixture);
    list = preflight_list (&fixture);
    g_test_message ("%s %s %s: %s=%s in %s",
                    c->fault != NULL ? c->fault : "no fault",
                    c->variant != NULL ? c->variant : "",
                    c->state != NULL ? c->state : "",
                    c->code,
                    c->status,
                    list);
    g_assert_true (has (list, c->code, c->status));
    g_assert_true (
      cue_preflight_report_get_complete (cue_preflight_get_report (fixture.preflight)));
  }
}

// Without the helper nobody knows what is in the files, and the check says so once.
static void
test_no_helper (void)
{
  CuePreflightReport *report;
  g_autofree char    *list = NULL;
  g_autofree char    *line = NULL;

  preflight_reset (&fixture);
  // Images will do; the videos would have to be made first.
  preflight_set_state (&fixture,
                       "{\"useVideo\":{\"custom\":false,\"prelive\":false,\"postlive\":false,"
                       "\"interruption\":false},\"assets\":{\"customBgVideo916\":\"missing\","
                       "\"preliveBgVideo916\":\"missing\",\"postliveBgVideo916\":\"missing\","
                       "\"interruptionBgVideo916\":\"missing\"}}");
  report = preflight_run (&fixture);
  list = preflight_list (&fixture);
  g_assert_true (g_str_has_prefix (list, "assets.helper=unknown "));
  g_assert_cmpuint (cue_preflight_report_count (report, CUE_PREFLIGHT_UNKNOWN), ==, 1);
  g_assert_cmpint (cue_preflight_report_get_worst (report), ==, CUE_PREFLIGHT_UNKNOWN);
  line = cue_preflight_report_to_line (report);
  g_assert_true (g_str_has_prefix (line, "CUELIGHT UNKNOWN - Keynote: 1 not known, "));
}

// What nobody may read stands nowhere in a report, and names from outside are only text.
static void
test_hostile_words (void)
{
  CuePreflightReport *report;
  g_autofree char    *text = NULL;
  g_autofree char    *html = NULL;
  g_autofree char    *json = NULL;
  g_autoptr (JsonNode) node = NULL;

  preflight_reset (&fixture);
  cue_profile_set_name (fixture.profile, "<script>alert(1)</script> \"&' | \xe2\x80\xae end");
  preflight_fault (&fixture, "C-25", "401", "state-url", 0);
  report = preflight_run (&fixture);
  g_assert_cmpint (cue_preflight_report_get_worst (report), ==, CUE_PREFLIGHT_CRITICAL);
  text = cue_preflight_report_to_text (report);
  html = cue_preflight_report_to_html (report);
  node = cue_preflight_report_to_json (report);
  json = json_to_string (node, FALSE);
  g_assert_null (strstr (html, "<script"));
  g_assert_nonnull (strstr (html, "&lt;script&gt;"));
  for (gsize i = 0; i < 3; i++) {
    const char *each = i == 0 ? text : i == 1 ? html : json;

    g_assert_null (strstr (each, "demo-only"));
    g_assert_null (strstr (each, "eyJ"));
    g_assert_null (strstr (each, "\xe2\x80\xae"));
  }
  // Only one bar, before the figures.
  *strchr (text, '\n') = '\0';
  g_assert_true (strchr (text, '|') == strrchr (text, '|'));
  g_assert_true (g_str_has_prefix (strchr (text, '|'), "| critical="));
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *at = strstr (text, what); at != NULL; at = strstr (at + 1, what))
    n++;
  return n;
}

// The page stays one when all goes wrong at once: what is the same is said once, with all that it
// is said of.
static void
test_said_once (void)
{
  g_autoptr (CuePreflightReport) report = cue_preflight_report_new ("Keynote");
  g_autofree char *html = NULL;

  for (guint i = 0; i < 5; i++) {
    g_autofree char *title = g_strdup_printf ("Image %u", i);
    g_autofree char *url = g_strdup_printf ("https://example.invalid/%u.png", i);
    g_autoptr (CuePreflightFinding)
      finding = cue_preflight_finding_new (CUE_PREFLIGHT_ASSETS,
                                           "asset-status",
                                           i < 3 ? CUE_PREFLIGHT_CRITICAL : CUE_PREFLIGHT_WARNING,
                                           title,
                                           i < 4 ? "It is not there." : "It is slow.",
                                           "Upload it.");

    cue_preflight_finding_add_fact (finding, "Address", url);
    cue_preflight_report_add (report, finding);
  }
  html = cue_preflight_report_to_html (report);
  g_assert_cmpuint (count (html, "<article"), ==, 3);
  g_assert_cmpuint (count (html, "</article"), ==, 3);
  g_assert_cmpuint (count (html, "It is not there."), ==, 2);
  g_assert_nonnull (strstr (html, "Image 0, Image 1, Image 2 <small>"));
  for (guint i = 0; i < 5; i++) {
    g_autofree char *url = g_strdup_printf ("https://example.invalid/%u.png", i);

    g_assert_cmpuint (count (html, url), ==, 1);
  }
}

static void
test_cancel (void)
{
  CuePreflightReport *report;

  preflight_reset (&fixture);
  preflight_fault (&fixture, "hang", NULL, "state", 0);
  preflight_start (&fixture);
  report = cue_preflight_get_report (fixture.preflight);
  PREFLIGHT_WAIT_FOR (cue_preflight_report_find (report, "state.url") != NULL);
  g_assert_true (cue_preflight_get_running (fixture.preflight));
  cue_preflight_cancel (fixture.preflight);
  g_assert_false (cue_preflight_get_running (fixture.preflight));
  g_assert_false (cue_preflight_report_get_complete (report));
  // What was not tried is never fine.
  g_assert_cmpint (cue_preflight_report_get_worst (report), ==, CUE_PREFLIGHT_UNKNOWN);
  // It may be let go of at any moment.
  preflight_reset (&fixture);
  preflight_start (&fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture.preflight));
}

int
main (int argc, char **argv)
{
  int result;

  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
  // Nothing is decoded here, see test-preflight-media.c.
  g_setenv ("CUELIGHT_MEDIA", "/nonexistent", TRUE);
  preflight_begin (&fixture);
  g_test_add_func ("/monitor/preflight/no-helper", test_no_helper);
  g_test_add_func ("/monitor/preflight/hostile-words", test_hostile_words);
  g_test_add_func ("/monitor/preflight/said-once", test_said_once);
  g_test_add_func ("/monitor/preflight/cancel", test_cancel);
  g_test_add_func ("/monitor/preflight/cases", test_cases);
  result = g_test_run ();
  preflight_end (&fixture);
  return result;
}
