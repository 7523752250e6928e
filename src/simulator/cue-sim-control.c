// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-control.h"

#include "cue-error.h"
#include "cue-json.h"
#include "cue-sim-duke.h"
#include "cue-sim-event.h"
#include "cue-sim-fault-set.h"
#include "cue-sim-members.h"
#include "cue-sim-scenario.h"

#include <glib/gi18n-lib.h>

static void
send_object (SoupServerMessage *message, guint status, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, object);
  text = cue_json_to_text (node, FALSE);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message,
                                    "application/json",
                                    SOUP_MEMORY_COPY,
                                    text,
                                    strlen (text));
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Cache-Control",
                                "no-store");
}

static void
send_error (SoupServerMessage *message, guint status, const char *words)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "error", words);
  send_object (message, status, object);
}

static void
send_status (CueSimulator *simulator, SoupServerMessage *message)
{
  g_autoptr (JsonObject) object = cue_simulator_get_status (simulator);

  send_object (message, 200, object);
}

static void
send_faults (SoupServerMessage *message)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray             *array = json_array_new ();
  const CueSimFaultInfo *info;

  for (guint n = 0; (info = cue_sim_fault_get_nth (n)) != NULL; n++)
    json_array_add_object_element (array, cue_sim_fault_info_describe (info));
  json_object_set_array_member (object, "faults", array);
  send_object (message, 200, object);
}

static void
send_description (CueSimulator *simulator, SoupServerMessage *message)
{
  g_autoptr (JsonNode) node = cue_simulator_describe (simulator);

  send_object (message, 200, json_node_get_object (node));
}

static void
send_tenants (SoupServerMessage *message)
{
  g_autoptr (JsonObject) object = cue_sim_duke_describe_tenants ();

  send_object (message, 200, object);
}

static void
send_assets (SoupServerMessage *message)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_array_member (object, "variants", cue_sim_asset_describe_variants ());
  send_object (message, 200, object);
}

/* A page in a browser must not be able to switch faults on: it can neither send JSON to another
 * origin without asking first (which fails here), nor reach us under another name. */
static gboolean
check_sender (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *host = soup_message_headers_get_one (headers, "Host");
  g_autofree char    *url = g_strdup_printf ("http://%s/", host != NULL ? host : "");
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *name = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (soup_message_headers_get_one (headers, "Origin") != NULL)
    return FALSE;
  return g_strcmp0 (name, "127.0.0.1") == 0 || g_strcmp0 (name, "localhost") == 0 ||
         g_strcmp0 (name, "::1") == 0;
}

static gboolean
order_fault (CueSimulator *simulator, JsonObject *object, GError **error)
{
  CueSimFaultOrder order;

  return cue_sim_fault_order_read (object, _ ("request"), &order, error) &&
         cue_simulator_order_fault (simulator, &order, 1.0, error);
}

static gboolean
change_state (CueSimulator *simulator, JsonObject *object, GError **error)
{
  return cue_sim_members_check (object, _ ("request"), cue_sim_event_members, error) &&
         cue_simulator_set_state (simulator, object, error);
}

static gboolean
change_scenario (CueSimulator *simulator, JsonNode *node, GError **error)
{
  static const char *const known[] = { "name", NULL };
  JsonObject              *object = json_node_get_object (node);
  const char              *name = NULL;

  /* A whole scenario, or the name of one. Paths of files are not taken from the network. */
  if (json_object_has_member (object, "steps"))
    return cue_simulator_set_scenario_json (simulator, node, error);
  if (!cue_sim_members_check (object, _ ("request"), known, error) ||
      !cue_sim_members_get_choice (object,
                                   _ ("request"),
                                   "name",
                                   cue_sim_scenario_names,
                                   &name,
                                   error))
    return FALSE;
  if (name == NULL) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("request: expected “name” or a scenario with “steps”."));
    return FALSE;
  }
  return cue_simulator_set_scenario (simulator, name, error);
}

static gboolean
change_switch (CueSimulator *simulator, JsonObject *object, GError **error)
{
  static const char *const known[] = { "name", "choice", NULL };
  const char              *name = "";
  const char              *choice = "";

  return cue_sim_members_check (object, _ ("request"), known, error) &&
         cue_sim_members_get_string (object, _ ("request"), "name", &name, error) &&
         cue_sim_members_get_string (object, _ ("request"), "choice", &choice, error) &&
         cue_simulator_set_switch (simulator, name, choice, error);
}

static void
take_order (CueSimulator *simulator, SoupServerMessage *message, const char *what)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GBytes)
    body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  gboolean    done;

  if (g_strcmp0 (type, "application/json") != 0) {
    send_error (message, 415, _ ("The request must be application/json."));
    return;
  }
  node = cue_json_parse (body, &error);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)) {
    send_error (message, 400, error != NULL ? error->message : _ ("Expected a JSON object."));
    return;
  }
  object = json_node_get_object (node);
  if (g_str_equal (what, "fault"))
    done = order_fault (simulator, object, &error);
  else if (g_str_equal (what, "state"))
    done = change_state (simulator, object, &error);
  else if (g_str_equal (what, "scenario"))
    done = change_scenario (simulator, node, &error);
  else
    done = change_switch (simulator, object, &error);
  if (done)
    send_status (simulator, message);
  else
    send_error (message, 400, error->message);
}

/**
 * cue_sim_control_answer:
 * @path: what follows "/control"
 */
void
cue_sim_control_answer (CueSimulator *simulator, SoupServerMessage *message, const char *path)
{
  static const char *const readable[] = { "",         "/",       "/faults", "/description",
                                          "/tenants", "/assets", NULL };
  static const char *const orders[] = { "/fault", "/state", "/scenario", "/switch", NULL };
  const char              *method = soup_server_message_get_method (message);
  gboolean                 is_get = g_str_equal (method, "GET");
  gboolean                 is_post = g_str_equal (method, "POST");

  if (!check_sender (message)) {
    send_error (message, 403, _ ("The control interface answers only programs on this computer."));
  } else if (g_strv_contains (readable, path) && !is_get) {
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  "Allow",
                                  "GET");
    send_error (message, 405, _ ("Use GET here."));
  } else if (g_strv_contains (orders, path) && !is_post) {
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  "Allow",
                                  "POST");
    send_error (message, 405, _ ("Use POST here."));
  } else if (g_strv_contains (orders, path)) {
    take_order (simulator, message, path + 1);
  } else if (g_str_equal (path, "/faults")) {
    send_faults (message);
  } else if (g_str_equal (path, "/tenants")) {
    send_tenants (message);
  } else if (g_str_equal (path, "/assets")) {
    send_assets (message);
  } else if (g_str_equal (path, "/description")) {
    send_description (simulator, message);
  } else if (g_strv_contains (readable, path)) {
    send_status (simulator, message);
  } else {
    send_error (message, 404, _ ("There is nothing of that name below /control/."));
  }
}
