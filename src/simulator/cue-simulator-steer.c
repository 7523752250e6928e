// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-control.h"
#include "cue-simulator-private.h"

#include <glib/gi18n-lib.h>

static void
run_scenario (CueSimulator *self, CueSimScenario *scenario)
{
  if (self->runner != NULL) {
    cue_simulator_clear_faults (self);
    cue_simulator_begin_scenario (self, scenario);
  } else {
    g_clear_pointer (&self->scenario, cue_sim_scenario_free);
    self->scenario = scenario;
  }
}

/**
 * cue_simulator_set_scenario:
 * @name_or_file: `show`, `calm`, `bad-day`, or the path of a JSON file
 *
 * Runs the scenario from its begin: at the start, or at once when the simulator runs.
 */
gboolean
cue_simulator_set_scenario (CueSimulator *self, const char *name_or_file, GError **error)
{
  CueSimScenario *scenario = cue_sim_scenario_load (name_or_file, error);

  if (scenario == NULL)
    return FALSE;
  run_scenario (self, scenario);
  return TRUE;
}

/**
 * cue_simulator_set_scenario_json:
 * @self: a simulator
 * @node: a scenario (`src/simulator/README.md`)
 * @error: which member is wrong and why
 *
 * Runs it from its beginning, in the place of the one that runs.
 *
 * Returns: whether it runs
 */
gboolean
cue_simulator_set_scenario_json (CueSimulator *self, JsonNode *node, GError **error)
{
  CueSimScenario *scenario = cue_sim_scenario_new_from_json (node, error);

  if (scenario == NULL)
    return FALSE;
  run_scenario (self, scenario);
  return TRUE;
}

/**
 * cue_simulator_set_state:
 * @change: members as in a scenario's step, without `at`, `note` and `fault`
 *
 * Changes the event now. A scenario that runs goes on and may change it again.
 */
gboolean
cue_simulator_set_state (CueSimulator *self, JsonObject *change, GError **error)
{
  return cue_sim_event_apply (cue_sim_engine_get_event (self->engine),
                              change,
                              _ ("request"),
                              cue_clock_get_wall (self->clock),
                              1.0,
                              error) &&
         (self->hub == NULL || !json_object_has_member (change, "doors") ||
          cue_sim_hub_order (self->hub,
                             json_object_get_object_member (change, "doors"),
                             1.0,
                             error)) &&
         (self->exchange == NULL || !json_object_has_member (change, "acoustic") ||
          cue_sim_exchange_order (self->exchange,
                                  json_object_get_object_member (change, "acoustic"),
                                  error)) &&
         (self->duke == NULL || !json_object_has_member (change, "tenduke") ||
          cue_sim_duke_order (self->duke,
                              json_object_get_object_member (change, "tenduke"),
                              1.0,
                              error));
}

/**
 * cue_simulator_order_fault:
 * @speed: shortens the order's duration
 */
gboolean
cue_simulator_order_fault (CueSimulator           *self,
                           const CueSimFaultOrder *order,
                           double                  speed,
                           GError                **error)
{
  CueSimFault *fault;

  if (!order->on && g_str_equal (order->id, "all")) {
    cue_simulator_clear_faults (self);
    return TRUE;
  }
  fault = cue_sim_fault_new (order->id, order->params, error);
  if (fault == NULL)
    return FALSE;
  if (order->on) {
    cue_sim_fault_set_on (cue_simulator_get_faults (self),
                          fault,
                          (gint64) (order->for_s / speed * G_USEC_PER_SEC));
  } else {
    cue_sim_fault_free (fault);
    cue_sim_fault_set_off (cue_simulator_get_faults (self), order->id);
  }
  return TRUE;
}

/**
 * cue_simulator_set_fault:
 * @id: as `GET /control/faults` lists them; "all" only together with @on = %FALSE
 * @params: (nullable): `variant`, `target`, `seconds`, `bytes`, `rate`, `after`, `times`, `always`
 *
 * Switches a fault on or off.
 */
gboolean
cue_simulator_set_fault (CueSimulator *self,
                         const char   *id,
                         gboolean      on,
                         JsonObject   *params,
                         GError      **error)
{
  CueSimFaultOrder order = { .id = id, .on = on, .params = params };

  return cue_simulator_order_fault (self, &order, 1.0, error);
}

/**
 * cue_simulator_set_fault_variant:
 * @variant: (nullable): one of the fault's variants; %NULL switches it off
 *
 * The short form for tests. An unknown id or variant is a mistake of the caller and said so.
 */
gboolean
cue_simulator_set_fault_variant (CueSimulator *self, const char *id, const char *variant)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  if (variant != NULL)
    json_object_set_string_member (params, "variant", variant);
  if (!cue_simulator_set_fault (self, id, variant != NULL, params, &error)) {
    g_critical ("%s", error->message);
    return FALSE;
  }
  return TRUE;
}

/**
 * cue_simulator_clear_faults:
 * @self: a simulator
 *
 * Switches all faults off.
 */
void
cue_simulator_clear_faults (CueSimulator *self)
{
  if (self->faults != NULL)
    cue_sim_fault_set_clear (self->faults);
}

/**
 * cue_simulator_set_switch:
 * @name: "ASSUME-30" and so on
 */
gboolean
cue_simulator_set_switch (CueSimulator *self, const char *name, const char *choice, GError **error)
{
  return cue_sim_engine_set_switch (self->engine, name, choice, error);
}

/**
 * cue_simulator_forget_limits:
 *
 * Lets the next getStateURL through whatever came before.
 */
void
cue_simulator_forget_limits (CueSimulator *self)
{
  cue_sim_engine_forget_limits (self->engine);
}

/**
 * cue_simulator_get_base_url:
 *
 * Returns: (transfer none) (nullable): "http://127.0.0.1:PORT"; %NULL before the start
 */
const char *
cue_simulator_get_base_url (CueSimulator *self)
{
  return self->front != NULL ? cue_sim_front_get_url (self->front, CUE_SIM_PORT_API) : NULL;
}

/**
 * cue_simulator_get_state_url:
 *
 * Returns: (transfer full): a state URL that works now, as getStateURL would hand it out
 */
char *
cue_simulator_get_state_url (CueSimulator *self)
{
  return cue_sim_engine_get_state_url (self->engine,
                                       cue_simulator_get_base_url (self),
                                       cue_clock_get_wall (self->clock));
}

static void
set_url (JsonObject *object, const char *name, const char *origin, const char *path)
{
  g_autofree char *url = g_strconcat (origin, path, NULL);

  json_object_set_string_member (object, name, url);
}

static void
set_token (CueSimulator *self, JsonObject *object, const char *name, const char *client, int life_s)
{
  g_autofree char *token = cue_sim_identity_make_token (self->identity, client, life_s);

  json_object_set_string_member (object, name, token);
}

/* The doors: who may see what, and with which token. */
static JsonObject *
describe_doors (CueSimulator *self)
{
  JsonObject *object = json_object_new ();
  JsonArray  *site_ids = json_array_new ();
  JsonArray  *sites = json_array_new ();
  const char *identity = cue_sim_front_get_url (self->front, CUE_SIM_PORT_IDENTITY);

  for (guint i = 0; i < CUE_SIM_N_SITES; i++) {
    JsonObject *site = json_object_new ();

    json_array_add_string_element (site_ids, cue_sim_sites[i].id);
    json_object_set_string_member (site, "id", cue_sim_sites[i].id);
    json_object_set_string_member (site, "name", cue_sim_sites[i].name);
    json_object_set_string_member (site, "timeZone", cue_sim_sites[i].time_zone);
    json_array_add_object_element (sites, site);
  }
  set_url (object, "hubUrl", cue_sim_front_get_url (self->front, CUE_SIM_PORT_HUB), "");
  set_url (object, "identityUrl", identity, "");
  set_url (object, "tokenUrl", identity, CUE_SIM_TOKEN_PATH);
  set_url (object, "authorizeUrl", identity, CUE_SIM_AUTHORIZE_PATH);
  json_object_set_array_member (object, "siteIds", site_ids);
  json_object_set_array_member (object, "sites", sites);
  json_object_set_string_member (object, "userId", cue_sim_persons[CUE_SIM_SITE_USER].id);
  json_object_set_string_member (object, "scope", CUE_SIM_SCOPE);
  json_object_set_string_member (object, "clientId", "demo-client");
  json_object_set_string_member (object, "clientSecret", "demo-client-secret");
  json_object_set_string_member (object, "signInClientId", "demo-console");
  json_object_set_string_member (object, "refreshToken", CUE_SIM_REFRESH_TOKEN);
  set_token (self, object, "token", "demo-client", 0);
  set_token (self, object, "siteUserToken", "demo-visitor", 0);
  set_token (self, object, "noScopeToken", "demo-no-scope", 0);
  set_token (self, object, "expiredToken", "demo-client", -60);
  return object;
}

/**
 * cue_simulator_describe:
 *
 * Returns: (transfer full): an object with everything a client needs: URLs and demo credentials
 */
JsonNode *
cue_simulator_describe (CueSimulator *self)
{
  JsonNode        *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject      *object = json_object_new ();
  const char      *base = cue_simulator_get_base_url (self);
  const char      *media = cue_sim_front_get_url (self->front, CUE_SIM_PORT_CDN);
  g_autofree char *state_url = cue_simulator_get_state_url (self);
  g_autofree char *secret = cue_sim_engine_get_secret_text (self->engine);
  g_autoptr (JsonObject) scenario = cue_sim_runner_describe (self->runner);

  json_object_set_string_member (object, "baseUrl", base);
  set_url (object, "stateUrlEndpoint", base, CUE_SIM_STATE_URL_PATH);
  set_url (object, "backendUrl", base, CUE_SIM_BACKEND_PATH);
  json_object_set_string_member (object, "stateUrl", state_url);
  json_object_set_string_member (object, "iss", CUE_SIMULATOR_ISS);
  json_object_set_string_member (object, "aud", CUE_SIMULATOR_AUD);
  json_object_set_string_member (object, "secret", secret);
  set_url (object, "manifest", media, "/hls/live/ts/master.m3u8");
  set_url (object, "mediaUrl", media, "");
  set_url (object,
           "controlUrl",
           cue_sim_front_get_url (self->front, CUE_SIM_PORT_CONTROL),
           CUE_SIM_CONTROL_PATH "/");
  json_object_set_string_member (object,
                                 "scenario",
                                 json_object_get_string_member (scenario, "name"));
  json_object_set_object_member (object, "salto", describe_doors (self));
  json_object_set_object_member (
    object,
    "acoustic",
    cue_sim_exchange_describe_access (self->exchange,
                                      cue_sim_front_get_url (self->front, CUE_SIM_PORT_EXCHANGE),
                                      cue_sim_front_get_url (self->front, CUE_SIM_PORT_TLS)));
  json_object_set_object_member (
    object,
    "tenduke",
    cue_sim_duke_describe_access (self->duke,
                                  cue_sim_front_get_url (self->front, CUE_SIM_PORT_DUKE),
                                  cue_sim_front_get_url (self->front, CUE_SIM_PORT_TLS)));
  json_node_take_object (node, object);
  return node;
}

/**
 * cue_simulator_get_requests:
 * @path_or_group: a path, or a group as cue_sim_front_get_requests() has them
 *
 * Returns: how often it was asked for, refused ones included
 */
guint
cue_simulator_get_requests (CueSimulator *self, const char *path_or_group)
{
  return cue_sim_front_get_requests (self->front, path_or_group);
}

/**
 * cue_simulator_reset_requests:
 * @self: a simulator
 *
 * Begins to count requests anew, see [method@Simulator.get_requests].
 */
void
cue_simulator_reset_requests (CueSimulator *self)
{
  cue_sim_front_reset_requests (self->front);
}

/**
 * cue_simulator_get_status:
 *
 * Returns: (transfer full): what `GET /control/` answers
 */
JsonObject *
cue_simulator_get_status (CueSimulator *self)
{
  JsonObject           *object = json_object_new ();
  JsonObject           *switches = json_object_new ();
  const CueSimSwitches *chosen = cue_sim_engine_get_switches (self->engine);
  CueSimEvent          *event = cue_sim_engine_get_event (self->engine);
  g_autofree char      *manifest =
    cue_sim_event_get_manifest_url (event, cue_sim_front_get_url (self->front, CUE_SIM_PORT_CDN));

  json_object_set_boolean_member (object, "ready", self->ready);
  json_object_set_boolean_member (object, "media", self->media);
  json_object_set_string_member (object, "state", cue_sim_event_get_player_state (event));
  if (manifest != NULL)
    json_object_set_string_member (object, "manifest", manifest);
  if (self->note != NULL)
    json_object_set_string_member (object, "note", self->note);
  json_object_set_object_member (object, "scenario", cue_sim_runner_describe (self->runner));
  json_object_set_array_member (object,
                                "faults",
                                cue_sim_fault_set_describe (cue_simulator_get_faults (self)));
  for (guint i = 0; i < CUE_SIM_N_SWITCHES; i++)
    json_object_set_string_member (switches,
                                   cue_sim_switch_get_name (i),
                                   cue_sim_switches_get (chosen, i));
  json_object_set_object_member (object, "switches", switches);
  json_object_set_object_member (object, "requests", cue_sim_front_describe_requests (self->front));
  json_object_set_object_member (object, "doors", cue_sim_hub_describe (self->hub));
  json_object_set_object_member (object, "acoustic", cue_sim_exchange_describe (self->exchange));
  json_object_set_object_member (object, "tenduke", cue_sim_duke_describe (self->duke));
  json_object_set_string_member (object,
                                 "lastToken",
                                 cue_sim_engine_get_last_token_words (self->engine));
  return object;
}
