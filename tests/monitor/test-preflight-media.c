// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <string.h>

#include "preflight-fixture.h"

// The part of the check before the show that decodes: what the phone shows, and the stream.

static PreflightFixture fixture;

static gboolean
has (const char *list, const char *code, const char *status)
{
  g_autofree char *pair = g_strdup_printf ("%s=%s ", code, status);

  return strstr (list, pair) != NULL;
}

static void
test_all_well (void)
{
  CuePreflightReport  *report;
  CuePreflightFinding *fine;
  g_autofree char     *list = NULL;
  g_autofree char     *line = NULL;
  g_autofree char     *html = NULL;

  preflight_reset (&fixture);
  report = preflight_run (&fixture);
  list = preflight_list (&fixture);
  g_test_message ("%s", list);
  g_assert_cmpint (cue_preflight_report_get_worst (report), ==, CUE_PREFLIGHT_OK);
  g_assert_true (has (list, "stream.variants", "ok"));
  g_assert_true (has (list, "doors.streams", "ok"));
  g_assert_true (has (list, "acoustic.connections", "ok"));
  g_assert_true (has (list, "feeds.connections", "ok"));
  // Nothing was seen, and nothing is missing: it all runs on this computer.
  g_assert_true (has (list, "certificates.life", "not-applicable"));
  line = cue_preflight_report_to_line (report);
  g_assert_true (g_str_has_prefix (line, "CUELIGHT OK - Keynote: "));
  g_assert_nonnull (strstr (line, " | critical=0 warning=0 unknown=0 ok="));
  g_assert_nonnull (strstr (line, " fine, 1 does not apply | "));
  // Thumbnails are part of the page, whatever becomes of the server.
  fine = cue_preflight_report_find (report, "asset-fine");
  g_assert_nonnull (fine);
  g_assert_nonnull (cue_preflight_finding_get_picture (fine));
  html = cue_preflight_report_to_html (report);
  g_assert_nonnull (strstr (html, "src=\"data:image/"));
  g_assert_null (strstr (html, "src=\"http"));
}

// Also: the decoder of a segment in fragmented MP4 needs its initialisation section.
static void
test_broken_assets (void)
{
  g_autofree char *list = NULL;

  preflight_reset (&fixture);
  preflight_set_state (&fixture, "{\"manifest\":\"fmp4\"}");
  preflight_fault (&fixture, "asset-broken", "noise", NULL, 0);
  preflight_run (&fixture);
  list = preflight_list (&fixture);
  g_test_message ("%s", list);
  g_assert_nonnull (strstr (list, "asset-broken=critical"));
  g_assert_true (has (list, "stream.variants", "ok"));
}

int
main (int argc, char **argv)
{
  int result;

  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
  preflight_begin (&fixture);
  g_test_add_func ("/monitor/preflight-media/all-well", test_all_well);
  g_test_add_func ("/monitor/preflight-media/broken-assets", test_broken_assets);
  result = g_test_run ();
  preflight_end (&fixture);
  return result;
}
