// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Scenarios: read strictly, and played on the second. */

#include "sim-fixture.h"

#include "cue-error.h"
#include "cue-sim-scenario.h"

#include <glib/gstdio.h>
#include <math.h>

static CueSimScenario *
parse (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);
  return cue_sim_scenario_new_from_json (node, error);
}

static void
test_built_in (void)
{
  for (guint i = 0; cue_sim_scenario_names[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CueSimScenario) scenario = cue_sim_scenario_load (cue_sim_scenario_names[i], &error);

    g_assert_no_error (error);
    g_assert_cmpstr (cue_sim_scenario_get_name (scenario), ==, cue_sim_scenario_names[i]);
    g_assert_nonnull (cue_sim_scenario_get_title (scenario));
    g_assert_cmpuint (cue_sim_scenario_get_n_steps (scenario), >, 0);
    g_assert_cmpint (cue_sim_scenario_get_step_time (scenario, 0), ==, 0);
  }
}

/* Every refusal names the place and what is expected there. */
static void
test_refusals (void)
{
  static const struct {
    const char *text;
    const char *sentence;
  } cases[] = {
    { "[]", "scenario: expected an object" },
    { "{}", "“name” is missing" },
    { "{\"name\":\"x\"}", "“steps” is missing" },
    { "{\"name\":7,\"steps\":[]}", "scenario.name: expected a text" },
    { "{\"name\":\"x\",\"steps\":[]}", "1 to 10,000" },
    { "{\"name\":\"x\",\"steps\":{}}", "“steps” is missing" },
    { "{\"name\":\"x\",\"speed\":2,\"steps\":[{\"at\":0}]}", "no member “speed” here" },
    { "{\"name\":\"x\",\"steps\":[7]}", "steps[0]: expected an object" },
    { "{\"name\":\"x\",\"steps\":[{}]}", "steps[0]: “at” is missing" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":\"0\"}]}", "steps[0].at: expected a number" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":-1}]}", "steps[0].at: expected a number from 0" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":1e9}]}", "steps[0].at: expected a number from 0" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":5},{\"at\":4}]}", "steps[1]: “at” is earlier" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"stat\":\"live\"}]}", "no member “stat” here" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"state\":\"Live\"}]}",
      "steps[0].state: expected one of custom, prelive" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"state\":null}]}", "steps[0].state: expected a text" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"manifest\":\"dash\"}]}", "steps[0].manifest" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"manifest\":\"file:///etc/passwd\"}]}",
      "steps[0].manifest" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"countdown\":5}]}",
      "steps[0].countdown: expected an object" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"countdown\":{\"visible\":true}}]}",
      "there is no countdown yet" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"countdown\":{\"in\":1,\"end\":2}}]}", "not both" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"countdown\":{\"in\":1,\"visible\":1}}]}",
      "steps[0].countdown.visible: expected true or false" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"countdown\":{\"until\":1}}]}",
      "steps[0].countdown: there is no member “until”" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"customText\":\"soon\"}]}",
      "steps[0].customText: expected a list of texts" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"customText\":[1]}]}",
      "steps[0].customText: expected a list of texts" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"useVideo\":{\"live\":true}}]}",
      "no member “live” here" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"fault\":\"BB-4\"}]}",
      "steps[0].fault: expected an object" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"fault\":{}}]}", "steps[0].fault: “id”" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"fault\":{\"id\":\"BB-77\"}}]}",
      "steps[0].fault: There is no fault of that id" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"fault\":{\"id\":\"BB-4\",\"for\":0}}]}",
      "steps[0].fault.for" },
    { "{\"name\":\"x\",\"steps\":[{\"at\":0,\"fault\":{\"id\":\"BB-4\",\"params\":"
      "{\"variant\":\"402\"}}}]}",
      "BB-4.params.variant: expected one of 401" },
    { "{\"name\":\"x\",\"repeat\":5,\"steps\":[{\"at\":5}]}", "“repeat” must lie after" },
    { "{\"name\":\"x\",\"repeat\":0,\"steps\":[{\"at\":0}]}", "scenario.repeat" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (parse (cases[i].text, &error));
    g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
    g_test_message ("%s", error->message);
    if (strstr (error->message, cases[i].sentence) == NULL)
      g_error ("“%s” does not say “%s”", error->message, cases[i].sentence);
  }
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cue-scenario-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "mine.json", NULL);
  g_autoptr (CueSimScenario) scenario = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (cue_sim_scenario_load (path, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_file_set_contents (path, "{\"name\":\"mine\",\"steps\":[{\"at\":0}]} trailing", -1, NULL);
  g_assert_null (cue_sim_scenario_load (path, &error));
  g_assert_nonnull (strstr (error->message, "mine.json"));
  g_file_set_contents (path, "{\"name\":\"mine\",\"steps\":[{\"at\":0}]}", -1, NULL);
  scenario = cue_sim_scenario_load (path, NULL);
  g_assert_nonnull (scenario);
  g_unlink (path);
  g_rmdir (folder);
}

static JsonObject *
get_state (SimFixture *fixture)
{
  g_autofree char *url = cue_simulator_get_state_url (fixture->simulator);
  g_autoptr (SimAnswer) answer = sim_get (fixture, url);

  g_assert_cmpuint (answer->status, ==, 200);
  return sim_answer_get_object (answer);
}

typedef struct {
  double      second;
  const char *state;
  const char *manifest;  // the end of it
  int         remaining; // of the countdown; G_MAXINT: not looked at
  gboolean    visible;
} Moment;

static void
check_moments (SimFixture *fixture, const Moment *moments, guint n, double speed)
{
  double second = 0;

  for (guint i = 0; i < n; i++) {
    const Moment *moment = &moments[i];
    g_autoptr (JsonObject) object = NULL;
    JsonObject *countdown;
    gint64      remaining;

    sim_advance (fixture, (moment->second - second) / speed);
    second = moment->second;
    object = get_state (fixture);
    countdown = json_object_get_object_member (object, "countdown");
    remaining = json_object_get_int_member (countdown, "end") -
                json_object_get_int_member (countdown, "serverTime");
    g_test_message ("at %g s", second);
    g_assert_cmpstr (json_object_get_string_member (object, "playerState"), ==, moment->state);
    g_assert_true (g_str_has_suffix (json_object_get_string_member (object, "playerManifest"),
                                     moment->manifest));
    g_assert_true (json_object_get_boolean_member (countdown, "visible") == moment->visible);
    if (moment->remaining != G_MAXINT)
      g_assert_cmpint (ABS (remaining - lround (moment->remaining / speed)), <=, 1);
  }
}

/* A whole event, step by step: custom to replay in three minutes. */
static const Moment show[] = {
  { 0, "custom", "/hls/live/ts/master.m3u8", 50, TRUE },
  { 29.9, "custom", "/hls/live/ts/master.m3u8", 20, TRUE },
  { 30, "prelive", "/hls/live/ts/master.m3u8", 20, TRUE },
  { 49.9, "prelive", "/hls/live/ts/master.m3u8", 0, TRUE },
  { 50, "live", "/hls/live/ts/master.m3u8", 0, TRUE },
  { 55, "live", "/hls/live/ts/master.m3u8", -5, FALSE },
  { 69.9, "live", "/hls/live/ts/master.m3u8", G_MAXINT, FALSE },
  { 70, "live", "/hls/live/ts/master.m3u8?rev=1", G_MAXINT, FALSE },
  { 90, "interruption", "/hls/live/ts/master.m3u8?rev=1", 20, TRUE },
  { 109.9, "interruption", "/hls/live/ts/master.m3u8?rev=1", 0, TRUE },
  { 110, "live", "/hls/live/fmp4/master.m3u8?rev=1", G_MAXINT, FALSE },
  { 150, "postlive", "", G_MAXINT, FALSE },
  { 169.9, "postlive", "", G_MAXINT, FALSE },
  { 170, "replay", "/hls/vod/master.m3u8?rev=1", G_MAXINT, FALSE },
  { 100000, "replay", "/hls/vod/master.m3u8?rev=1", G_MAXINT, FALSE },
};

static void
test_show (SimFixture *fixture, gconstpointer data)
{
  check_moments (fixture, show, G_N_ELEMENTS (show), 1.0);
}

static void
test_speed (void)
{
  SimFixture fixture = { 0 };

  fixture.clock = cue_fake_clock_new (SIM_WALL_US, SIM_MONOTONIC_US);
  fixture.simulator = cue_simulator_new ();
  fixture.session = soup_session_new ();
  fixture.description = json_object_new ();
  cue_simulator_set_clock (fixture.simulator, fixture.clock);
  cue_simulator_set_media (fixture.simulator, FALSE);
  cue_simulator_set_speed (fixture.simulator, 10);
  g_assert_true (cue_simulator_start (fixture.simulator, NULL));
  check_moments (&fixture, show, G_N_ELEMENTS (show), 10.0);
  sim_fixture_tear_down (&fixture, NULL);
}

static void
test_calm (SimFixture *fixture, gconstpointer data)
{
  static const Moment calm[] = {
    { 0, "live", "/hls/live/ts/master.m3u8", -60, TRUE },
    { 3600, "live", "/hls/live/ts/master.m3u8", -3660, TRUE },
  };

  check_moments (fixture, calm, G_N_ELEMENTS (calm), 1.0);
}

static char *
list_faults (SimFixture *fixture)
{
  g_autoptr (JsonObject) status = cue_simulator_get_status (fixture->simulator);
  JsonArray *array = json_object_get_array_member (status, "faults");
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (ids,
                            "%s%s",
                            i > 0 ? " " : "",
                            json_object_get_string_member (json_array_get_object_element (array, i),
                                                           "id"));
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/* Each fault of the bad day comes, goes by itself, and comes again the next day. */
static void
test_bad_day (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (CueSimScenario) scenario = cue_sim_scenario_load ("bad-day", NULL);
  gint64 day_us = cue_sim_scenario_get_repeat (scenario);

  g_assert_cmpint (day_us, >, 0);
  for (guint day = 0; day < 2; day++) {
    gint64 now_us = 0;

    for (guint i = 0; i < cue_sim_scenario_get_n_steps (scenario); i++) {
      JsonObject      *step = cue_sim_scenario_get_step (scenario, i);
      gint64           at_us = cue_sim_scenario_get_step_time (scenario, i);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      if (!json_object_has_member (step, "fault"))
        continue;
      cue_fake_clock_advance (CUE_FAKE_CLOCK (fixture->clock), at_us - now_us - 1000);
      before = list_faults (fixture);
      g_assert_cmpstr (before, ==, "");
      cue_fake_clock_advance (CUE_FAKE_CLOCK (fixture->clock), 1000);
      now_us = at_us;
      after = list_faults (fixture);
      g_assert_cmpstr (after,
                       ==,
                       json_object_get_string_member (json_object_get_object_member (step, "fault"),
                                                      "id"));
    }
    cue_fake_clock_advance (CUE_FAKE_CLOCK (fixture->clock), day_us - now_us);
  }
}

/* One scenario takes the place of another while the simulator runs. */
static void
test_change (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = json_from_string (
    "{\"name\":\"own\",\"repeat\":20,\"steps\":["
    "{\"at\":0,\"state\":\"postlive\",\"manifest\":\"null\",\"countdown\":null,"
    "\"customText\":[],\"customTextIsDark\":true,\"useVideo\":{\"postlive\":true}},"
    "{\"at\":10,\"state\":\"replay\",\"manifest\":\"https://cdn.example.invalid/a.m3u8\","
    "\"countdown\":{\"end\":1795349500,\"visible\":false}}]}",
    NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autoptr (JsonObject) again = NULL;

  sim_advance (fixture, 5);
  g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, "C-22", "ahead"));
  g_assert_true (cue_simulator_set_scenario_json (fixture->simulator, node, &error));
  g_assert_no_error (error);
  first = get_state (fixture);
  g_assert_cmpstr (json_object_get_string_member (first, "playerState"), ==, "postlive");
  g_assert_true (json_object_get_null_member (first, "playerManifest"));
  g_assert_true (json_object_get_null_member (first, "countdown"));
  g_assert_true (json_object_get_boolean_member (first, "customTextIsDark"));
  g_assert_true (json_object_get_boolean_member (first, "postliveUseVideo"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (first, "customText")),
                    ==,
                    0);
  sim_advance (fixture, 10);
  second = get_state (fixture);
  g_assert_cmpstr (json_object_get_string_member (second, "playerState"), ==, "replay");
  g_assert_cmpstr (json_object_get_string_member (second, "playerManifest"),
                   ==,
                   "https://cdn.example.invalid/a.m3u8");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (second, "countdown"),
                                               "end"),
                   ==,
                   1795349500);
  sim_advance (fixture, 10);
  again = get_state (fixture);
  g_assert_cmpstr (json_object_get_string_member (again, "playerState"), ==, "postlive");

  g_assert_false (cue_simulator_set_scenario (fixture->simulator, "no-such-show", &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
}

/* While the stream is in the making nothing goes wrong, since all begins anew when it is there. */
static void
test_waits_for_media (void)
{
  SimFixture fixture = { 0 };
  g_autoptr (JsonNode)
    node = json_from_string ("{\"name\":\"own\",\"steps\":[{\"at\":0,\"state\":\"prelive\"},"
                             "{\"at\":1,\"state\":\"live\",\"fault\":{\"id\":\"C-22\"}}]}",
                             NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *faults = NULL;
  g_autofree char *others = NULL;
  g_autoptr (JsonObject) status = NULL;

  fixture.clock = cue_fake_clock_new (SIM_WALL_US, SIM_MONOTONIC_US);
  fixture.simulator = cue_simulator_new ();
  fixture.session = soup_session_new ();
  fixture.description = json_object_new ();
  cue_simulator_set_clock (fixture.simulator, fixture.clock);
  g_assert_true (cue_simulator_set_scenario_json (fixture.simulator, node, NULL));
  if (!cue_simulator_start (fixture.simulator, &error)) {
    g_test_skip (error->message);
  } else {
    sim_advance (&fixture, 5);
    g_assert_false (cue_simulator_is_ready (fixture.simulator));
    faults = list_faults (&fixture);
    g_assert_cmpstr (faults, ==, "");
    status = cue_simulator_get_status (fixture.simulator);
    g_assert_cmpstr (json_object_get_string_member (status, "state"), ==, "prelive");

    g_assert_true (cue_simulator_set_scenario_json (fixture.simulator, node, NULL));
    sim_advance (&fixture, 5);
    others = list_faults (&fixture);
    g_assert_cmpstr (others, ==, "");
  }
  sim_fixture_tear_down (&fixture, NULL);
}

static void
add (const char *path, const char *scenario, void (*test) (SimFixture *, gconstpointer))
{
  g_test_add (path, SimFixture, scenario, sim_fixture_set_up, test, sim_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/scenario/built-in", test_built_in);
  g_test_add_func ("/simulator/scenario/refusals", test_refusals);
  g_test_add_func ("/simulator/scenario/files", test_files);
  g_test_add_func ("/simulator/scenario/speed", test_speed);
  g_test_add_func ("/simulator/scenario/waits-for-media", test_waits_for_media);
  add ("/simulator/scenario/show", "show", test_show);
  add ("/simulator/scenario/calm", "calm", test_calm);
  add ("/simulator/scenario/bad-day", "bad-day", test_bad_day);
  add ("/simulator/scenario/change", "calm", test_change);
  return g_test_run ();
}
