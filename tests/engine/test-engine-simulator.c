// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The client against the simulator, which shares no code with it, on one fake clock: the good life,
 * and every fault that the simulator knows of BB-1 to BB-15 and C-1 to C-25, in every variant. What
 * must hold is the same each time: no crash, few requests, the last good state kept, words for what
 * is wrong, and recovery. */

#include <locale.h>
#include <string.h>

#include "cue-engine-poller.h"
#include "cue-fake-clock.h"
#include "cue-simulator.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define WALL   G_GINT64_CONSTANT (1795164000000000)
/* How long an answer may take on loopback before the clock is what it waits for. */
#define QUIET_TURNS 25 /* of a millisecond each */

typedef struct {
  CueClock          *clock;
  CueSimulator      *simulator;
  CueHttpClient     *client;
  CueStateUrlSource *source;
  CueEnginePoller   *poller;
} World;

static gboolean
is_busy (World *world)
{
  CueEnginePhase phase = cue_engine_poller_get_phase (world->poller);

  if (cue_state_url_source_is_held (world->source))
    return FALSE;
  return phase == CUE_ENGINE_POLLING || phase == CUE_ENGINE_ASKING_URL ||
         cue_state_url_source_is_busy (world->source);
}

/* Until nothing is under way, or what is under way waits for the clock. */
static void
settle (World *world)
{
  guint n_quiet = 0;

  /* Turns are counted, not time: a busy machine may give this program none of that. */
  do {
    while (g_main_context_iteration (NULL, FALSE))
      ;
    if (is_busy (world) && n_quiet > 0)
      g_usleep (1000);
  } while (is_busy (world) && n_quiet++ < QUIET_TURNS);
}

static void
advance (World *world, gint64 us)
{
  gint64 target = cue_clock_get_monotonic (world->clock) + us;

  settle (world);
  while (cue_clock_get_monotonic (world->clock) < target) {
    gint64 now = cue_clock_get_monotonic (world->clock);
    gint64 due = cue_fake_clock_get_next_due (CUE_FAKE_CLOCK (world->clock));
    gint64 step = MIN (target - now, MAX (1, MIN (due - now, SECOND)));

    cue_fake_clock_advance (CUE_FAKE_CLOCK (world->clock), step);
    settle (world);
  }
}

static void
world_init (World *world, const char *scenario)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (CueTrace) trace = cue_trace_new ();
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();
  JsonObject *description;

  world->clock = cue_fake_clock_new (WALL, 1000 * SECOND);
  world->simulator = cue_simulator_new ();
  cue_simulator_set_clock (world->simulator, world->clock);
  cue_simulator_set_media (world->simulator, FALSE);
  cue_simulator_set_scenario (world->simulator, scenario, &error);
  g_assert_no_error (error);
  cue_simulator_start (world->simulator, &error);
  g_assert_no_error (error);

  node = cue_simulator_describe (world->simulator);
  description = json_node_get_object (node);
  world->client = cue_http_client_new (world->clock, trace, redactor);
  world->source =
    cue_state_url_source_new_api_key (world->client,
                                      world->clock,
                                      json_object_get_string_member (description,
                                                                     "stateUrlEndpoint"),
                                      json_object_get_string_member (description, "iss"),
                                      json_object_get_string_member (description, "aud"),
                                      60);
  secret = g_bytes_new_static (CUE_SIMULATOR_SECRET, strlen (CUE_SIMULATOR_SECRET));
  cue_state_url_source_set_secret (world->source, secret, FALSE);
  world->poller = cue_engine_poller_new (world->client, world->clock, world->source);
  cue_engine_poller_start (world->poller);
  for (guint i = 0; i < 100 && cue_engine_poller_get_state (world->poller) == NULL; i++)
    settle (world);
}

static void
world_clear (World *world)
{
  g_clear_object (&world->poller);
  g_clear_object (&world->source);
  g_clear_object (&world->client);
  cue_simulator_stop (world->simulator);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&world->simulator);
  g_clear_object (&world->clock);
}

static guint
count (World *world, const char *group)
{
  return cue_simulator_get_requests (world->simulator, group);
}

/* A whole event in three minutes: every state is seen. */
static void
test_show (void)
{
  World    world;
  gboolean seen[CUE_N_PLAYER_STATES] = { FALSE };

  world_init (&world, "show");
  for (guint i = 0; i < 185; i++) {
    CueEngineState *state = cue_engine_poller_get_state (world.poller);

    g_assert_nonnull (state);
    g_assert_cmpint (cue_engine_poller_get_reason (world.poller), ==, CUE_ENGINE_REASON_NONE);
    seen[cue_engine_state_get_player_state (state)] = TRUE;
    advance (&world, SECOND);
  }
  for (guint i = CUE_PLAYER_STATE_CUSTOM; i < CUE_N_PLAYER_STATES; i++)
    g_assert_true (seen[i]);
  g_assert_false (seen[CUE_PLAYER_STATE_UNKNOWN]);
  g_assert_cmpuint (count (&world, "state-url"), ==, 1);
  world_clear (&world);
}

/* Two hours of URLs that change each half hour and die: nobody notices. */
static void
test_two_hours (void)
{
  World world;

  world_init (&world, "calm");
  for (guint i = 0; i < 120; i++) {
    advance (&world, 60 * SECOND);
    g_assert_cmpint (cue_engine_poller_get_reason (world.poller), ==, CUE_ENGINE_REASON_NONE);
  }
  g_assert_cmpuint (count (&world, "state-url"), <=, 10);
  g_assert_cmpuint (count (&world, "state-url"), >=, 8);
  world_clear (&world);
}

static gboolean
is_known (CueEnginePoller *poller)
{
  return cue_engine_state_get_player_state (cue_engine_poller_get_state (poller)) !=
         CUE_PLAYER_STATE_UNKNOWN;
}

/* A countdown that is ahead all the time. */
static void
count_down (World *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode)
    node = json_from_string ("{\"countdown\":{\"in\":3600,\"visible\":true}}", NULL);

  cue_simulator_set_state (world->simulator, json_node_get_object (node), &error);
  g_assert_no_error (error);
}

static void
switch_on (World *world, const char *id, JsonObject *params)
{
  g_autoptr (GError) error = NULL;

  cue_simulator_set_fault (world->simulator, id, TRUE, params, &error);
  g_assert_no_error (error);
}

static void
run_fault (const CueSimFaultInfo *info, const char *variant, const char *target)
{
  const char *id = info->id;
  gboolean    host_goes = info->effect == CUE_SIM_EFFECT_TLS;
  gboolean    needs_dead_url = target == NULL && (info->targets & CUE_SIM_TARGET_STATE) == 0;
  World       world;
  g_autoptr (JsonObject) params = json_object_new ();
  g_autofree char *words = NULL;
  gint64           last_good;
  guint            states;
  guint            urls;

  world_init (&world, "calm");
  count_down (&world);
  advance (&world, 12 * SECOND);
  g_assert_nonnull (cue_engine_poller_get_state (world.poller));
  last_good = cue_engine_poller_get_last_good (world.poller);
  states = count (&world, "state");
  urls = count (&world, "state-url");

  if (variant != NULL)
    json_object_set_string_member (params, "variant", variant);
  if (target != NULL)
    json_object_set_string_member (params, "target", target);
  switch_on (&world, id, params);
  // What concerns getStateURL matters only when another URL is needed.
  if (needs_dead_url)
    switch_on (&world, "BB-14", NULL);
  advance (&world, 62 * SECOND);

  g_assert_nonnull (cue_engine_poller_get_state (world.poller));
  g_assert_cmpint (cue_engine_poller_get_last_good (world.poller), >=, last_good);
  words = cue_engine_poller_describe (world.poller);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_null (strstr (words, CUE_SIMULATOR_SECRET));
  g_test_message ("%s %s %s: %s",
                  id,
                  variant != NULL ? variant : "",
                  target != NULL ? target : "",
                  words);
  // A poll follows a redirect to the same place three times; what is counted follows none.
  g_assert_cmpuint (count (&world, "state") - states, <=, 4 * 14);
  g_assert_cmpuint (count (&world, "state-url") - urls, <=, 5);

  if (needs_dead_url)
    g_assert_cmpint (cue_engine_poller_get_reason (world.poller), !=, CUE_ENGINE_REASON_NONE);

  cue_simulator_clear_faults (world.simulator);
  advance (&world, 80 * SECOND);
  // A service may ask for fifteen minutes; a URL whose host is gone is replaced after a while.
  for (guint i = 0; i < 15; i++) {
    if (cue_engine_poller_get_reason (world.poller) == CUE_ENGINE_REASON_RATE_LIMITED ||
        (host_goes && cue_engine_poller_get_n_failures (world.poller) > 0))
      advance (&world, 60 * SECOND);
  }
  if (cue_engine_poller_get_reason (world.poller) != CUE_ENGINE_REASON_NONE) {
    g_autofree char *still = cue_engine_poller_describe (world.poller);

    g_error ("%s %s does not heal: %s", id, variant, still);
  }
  g_assert_true (is_known (world.poller));
  world_clear (&world);
}

static void
test_fault (gconstpointer data)
{
  static const char *const none[] = { NULL, NULL };
  const CueSimFaultInfo   *info = data;
  const char *const       *variants = info->variants != NULL ? info->variants : none;
  gboolean on_state = g_str_has_prefix (info->id, "C-") && info->effect == CUE_SIM_EFFECT_NONE &&
                      (info->targets & CUE_SIM_TARGET_STATE) == 0;

  do {
    run_fault (info, *variants, NULL);
    if (on_state)
      run_fault (info, *variants, "state");
  } while (*variants++ != NULL && *variants != NULL);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/simulator/show", test_show);
  g_test_add_func ("/engine/simulator/two-hours", test_two_hours);
  for (guint i = 0;; i++) {
    const CueSimFaultInfo *info = cue_sim_fault_get_nth (i);
    g_autofree char       *path = NULL;

    if (info == NULL)
      break;
    if (!g_str_has_prefix (info->id, "BB-") && !g_str_has_prefix (info->id, "C-"))
      continue;
    path = g_ascii_strdown (info->id, -1);
    {
      g_autofree char *full = g_strconcat ("/engine/simulator/", path, NULL);

      g_test_add_data_func (full, info, test_fault);
    }
  }
  return g_test_run ();
}
