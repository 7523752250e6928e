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
  { "BB-6", "missing", NULL, NULL, "state.countdown", "ok" },
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

static void
test_all_well (void)
{
  CuePreflightReport *report;
  g_autofree char    *list = NULL;
  g_autofree char    *line = NULL;

  preflight_reset (&fixture);
  report = preflight_run (&fixture);
  list = preflight_list (&fixture);
  g_test_message ("%s", list);
  g_assert_cmpint (cue_preflight_report_get_worst (report), ==, CUE_PREFLIGHT_OK);
  g_assert_true (has (list, "doors.streams", "ok"));
  g_assert_true (has (list, "acoustic.connections", "ok"));
  g_assert_true (has (list, "feeds.connections", "ok"));
  g_assert_true (has (list, "certificates.life", "ok"));
  line = cue_preflight_report_to_line (report);
  g_assert_true (g_str_has_prefix (line, "CUELIGHT OK - Keynote: "));
  g_assert_nonnull (strstr (line, " | critical=0 warning=0 unknown=0 ok="));
}

int
main (int argc, char **argv)
{
  int result;

  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
  preflight_begin (&fixture);
  g_test_add_func ("/monitor/preflight/all-well", test_all_well);
  g_test_add_func ("/monitor/preflight/cases", test_cases);
  result = g_test_run ();
  preflight_end (&fixture);
  return result;
}
