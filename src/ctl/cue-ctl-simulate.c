// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-simulate.h"

#include "cue-json.h"
#include "cue-simulator.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <stdio.h>
#include <unistd.h>

#define EXIT_FINE         0
#define EXIT_CRITICAL     2
#define EXIT_USAGE        3
#define CONTROL_TIMEOUT_S 10

typedef struct {
  int      port;
  char    *scenario;
  gboolean no_media;
  gboolean no_stream;
  double   speed;
  gboolean exit_with_parent;
  char   **switches;
  char   **assets;
  char    *control;
  char   **words;
} Options;

typedef struct {
  GMainLoop *loop;
  int        status;
} Run;

static void
clear_options (Options *options)
{
  g_free (options->scenario);
  g_strfreev (options->switches);
  g_free (options->control);
  g_strfreev (options->words);
}

static int
fail (int status, const char *message)
{
  g_printerr ("cuelightctl simulate: %s\n", message);
  return status;
}

static void
print_node (JsonNode *node, gboolean pretty)
{
  g_autofree char *text = cue_json_to_text (node, pretty);

  g_print ("%s\n", text);
  fflush (stdout);
}

/* Running a simulator */

static gboolean
on_told_to_end (gpointer user_data)
{
  Run *run = user_data;

  g_main_loop_quit (run->loop);
  return G_SOURCE_CONTINUE;
}

/* The parent holds the other end of our standard input and says nothing; its end is ours. */
static gboolean
on_parent_said (int fd, GIOCondition condition, gpointer user_data)
{
  Run    *run = user_data;
  char    ignored[256];
  ssize_t size = read (fd, ignored, sizeof ignored);

  if (size > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (run->loop);
  return G_SOURCE_REMOVE;
}

static void
on_ready (CueSimulator *simulator, gpointer user_data)
{
  g_autoptr (JsonNode) node = cue_simulator_describe (simulator);

  print_node (node, FALSE);
}

static void
on_failed (CueSimulator *simulator, GError *error, gpointer user_data)
{
  Run *run = user_data;

  fail (EXIT_CRITICAL, error->message);
  /* A stream that broke down while it ran is left to the one who watches; one that never came up is
   * not what was asked for. */
  if (!cue_simulator_is_ready (simulator)) {
    run->status = EXIT_CRITICAL;
    g_main_loop_quit (run->loop);
  }
}

static JsonNode *
make_asset_order (const char *member, const char *variant)
{
  JsonNode   *order = json_node_new (JSON_NODE_OBJECT);
  JsonObject *assets = json_object_new ();
  g_autoptr (JsonObject) change = json_object_new ();

  json_object_set_string_member (assets, member, variant);
  json_object_set_object_member (change, "assets", assets);
  json_node_set_object (order, change);
  return order;
}

static gboolean
order_assets (CueSimulator *simulator, const Options *options, GError **error)
{
  for (guint i = 0; options->assets != NULL && options->assets[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (options->assets[i], "=", 2);
    g_autoptr (JsonNode)
      order = make_asset_order (parts[0] != NULL ? parts[0] : "",
                                parts[0] != NULL && parts[1] != NULL ? parts[1] : "");

    if (!cue_simulator_set_state (simulator, json_node_get_object (order), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
set_up (CueSimulator *simulator, const Options *options, GError **error)
{
  cue_simulator_set_port (simulator, (guint16) options->port);
  cue_simulator_set_media (simulator, !options->no_media && !options->no_stream);
  cue_simulator_set_assets (simulator, options->no_stream);
  cue_simulator_set_speed (simulator, options->speed);
  for (guint i = 0; options->switches != NULL && options->switches[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (options->switches[i], "=", 2);

    if (!cue_simulator_set_switch (simulator,
                                   parts[0],
                                   parts[0] != NULL && parts[1] != NULL ? parts[1] : "",
                                   error))
      return FALSE;
  }
  return order_assets (simulator, options, error) &&
         cue_simulator_set_scenario (simulator,
                                     options->scenario != NULL ? options->scenario : "show",
                                     error);
}

static int
run_simulator (const Options *options)
{
  g_autoptr (CueSimulator) simulator = cue_simulator_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  Run   run = { .loop = loop, .status = EXIT_FINE };
  guint sources[3] = { 0 };

  if (!set_up (simulator, options, &error))
    return fail (EXIT_USAGE, error->message);
  sources[0] = g_unix_signal_add (SIGTERM, on_told_to_end, &run);
  sources[1] = g_unix_signal_add (SIGINT, on_told_to_end, &run);
  if (options->exit_with_parent)
    sources[2] = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, on_parent_said, &run);
  g_signal_connect (simulator, "ready", G_CALLBACK (on_ready), &run);
  g_signal_connect (simulator, "failed", G_CALLBACK (on_failed), &run);

  if (cue_simulator_start (simulator, &error))
    g_main_loop_run (loop);
  else
    run.status = fail (EXIT_CRITICAL, error->message);
  cue_simulator_stop (simulator);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++) {
    if (sources[i] != 0 && g_main_context_find_source_by_id (NULL, sources[i]) != NULL)
      g_source_remove (sources[i]);
  }
  return run.status;
}

/* Steering one that runs */

static JsonNode *
parse_object (const char *text, const char *fallback_member)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  JsonNode *node;

  if (*text == '{')
    return cue_json_parse (bytes, NULL);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, json_object_new ());
  json_object_set_string_member (json_node_get_object (node), fallback_member, text);
  return node;
}

/* "on" or "off", on unless given, and parameters as name=value; NULL for any other word, which may
 * be an "off" with a slip in it. */
static JsonNode *
make_fault_order (char **words)
{
  JsonNode *node;
  g_autoptr (JsonObject) order = json_object_new ();
  g_autoptr (JsonObject) params = json_object_new ();
  gboolean on = TRUE;

  for (guint i = 1; words[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (words[i], "=", 2);
    char  *end = NULL;
    double number;

    if (g_str_equal (words[i], "on") || g_str_equal (words[i], "off")) {
      on = g_str_equal (words[i], "on");
      continue;
    }
    if (parts[0] == NULL || parts[1] == NULL)
      return NULL;
    number = g_ascii_strtod (parts[1], &end);
    if (g_str_equal (parts[0], "for"))
      json_object_set_double_member (order, "for", number);
    else if (g_str_equal (parts[0], "always"))
      json_object_set_boolean_member (params, "always", g_str_equal (parts[1], "true"));
    else if (*parts[1] != '\0' && *end == '\0' && !g_str_equal (parts[0], "variant"))
      json_object_set_double_member (params, parts[0], number);
    else
      json_object_set_string_member (params, parts[0], parts[1]);
  }
  json_object_set_string_member (order, "id", words[0]);
  json_object_set_boolean_member (order, "on", on);
  json_object_set_object_member (order, "params", g_steal_pointer (&params));
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, g_steal_pointer (&order));
  return node;
}

static JsonNode *
read_scenario (const char *name_or_file)
{
  g_autofree char *text = NULL;

  if (g_file_test (name_or_file, G_FILE_TEST_IS_REGULAR) &&
      g_file_get_contents (name_or_file, &text, NULL, NULL))
    return parse_object (text, "name");
  return parse_object (name_or_file, "name");
}

// What answers may be anything that listens there. NULL where it says nothing that can be read.
static const char *
get_error (JsonNode *answer)
{
  JsonNode *error = JSON_NODE_HOLDS_OBJECT (answer)
                      ? json_object_get_member (json_node_get_object (answer), "error")
                      : NULL;

  if (error == NULL || !JSON_NODE_HOLDS_VALUE (error) ||
      json_node_get_value_type (error) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (error);
}

static int
call_control (const char *control_url, const char *path, JsonNode *order)
{
  g_autofree char *url =
    g_strconcat (control_url, g_str_has_suffix (control_url, "/") ? "" : "/", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (order != NULL ? "POST" : "GET", url);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  if (message == NULL)
    return fail (EXIT_USAGE, _ ("--control needs the control URL that the simulator printed."));
  soup_session_set_timeout (session, CONTROL_TIMEOUT_S);
  if (order != NULL) {
    g_autofree char *text = cue_json_to_text (order, FALSE);
    g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

    soup_message_set_request_body_from_bytes (message, "application/json", body);
  }
  answer = soup_session_send_and_read (session, message, NULL, &error);
  if (answer == NULL)
    return fail (EXIT_CRITICAL, error->message);
  node = cue_json_parse (answer, &error);
  if (node == NULL)
    return fail (EXIT_CRITICAL, error->message);
  if (soup_message_get_status (message) != 200) {
    const char *words = get_error (node);

    return fail (EXIT_USAGE, words != NULL ? words : soup_message_get_reason_phrase (message));
  }
  print_node (node, TRUE);
  return EXIT_FINE;
}

static int
steer_simulator (const Options *options)
{
  char      **words = options->words;
  guint       n_words = words != NULL ? g_strv_length (words) : 0;
  const char *what = n_words > 0 ? words[0] : "status";
  g_autoptr (JsonNode) order = NULL;

  if (g_str_equal (what, "status") && n_words <= 1)
    return call_control (options->control, "", NULL);
  if ((g_str_equal (what, "faults") || g_str_equal (what, "description") ||
       g_str_equal (what, "assets")) &&
      n_words == 1)
    return call_control (options->control, what, NULL);
  if (g_str_equal (what, "fault") && n_words >= 2) {
    order = make_fault_order (words + 1);
    if (order == NULL)
      return fail (EXIT_USAGE,
                   _ ("After the id of a fault comes on or off, and parameters as NAME=VALUE."));
  } else if (g_str_equal (what, "state") && n_words == 2) {
    order = parse_object (words[1], "state");
  } else if (g_str_equal (what, "asset") && n_words == 3) {
    order = make_asset_order (words[1], words[2]);
    what = "state";
  } else if (g_str_equal (what, "scenario") && n_words == 2) {
    order = read_scenario (words[1]);
  } else if (g_str_equal (what, "switch") && n_words == 3) {
    order = parse_object (words[1], "name");
    if (order != NULL)
      json_object_set_string_member (json_node_get_object (order), "choice", words[2]);
  } else {
    return fail (EXIT_USAGE,
                 _ ("After --control comes one of: status, faults, assets, description, fault ID "
                    "on|off [NAME=VALUE…], state NAME|JSON, asset MEMBER|all VARIANT, scenario "
                    "NAME|FILE, switch NAME CHOICE."));
  }
  if (order == NULL)
    return fail (EXIT_USAGE, _ ("That is not JSON."));
  return call_control (options->control, what, order);
}

/**
 * cue_ctl_simulate:
 * @argc: number of @argv
 * @argv: the words of the command line after the program, the command first
 *
 * `cuelightctl simulate`: plays the services, or steers a simulator that runs.
 *
 * Returns: the exit status of the program
 */
int
cue_ctl_simulate (int argc, char **argv)
{
  g_auto (GStrv) arguments = g_strdupv (argv);
  Options            options = { .speed = 1.0 };
  const GOptionEntry entries[] = {
    { "port",
      'p',
      0,
      G_OPTION_ARG_INT,
      &options.port,
      N_ ("Port of the API on 127.0.0.1 (any free one unless given)"),
      N_ ("N") },
    { "scenario",
      's',
      0,
      G_OPTION_ARG_FILENAME,
      &options.scenario,
      N_ ("show, calm, bad-day, or a JSON file"),
      N_ ("NAME|FILE") },
    { "no-media",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options.no_media,
      N_ ("No stream and no assets; nothing is encoded"),
      NULL },
    { "no-stream",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options.no_stream,
      N_ ("No stream; assets are made when they are asked for"),
      NULL },
    { "speed",
      0,
      0,
      G_OPTION_ARG_DOUBLE,
      &options.speed,
      N_ ("Run the scenario X times faster"),
      N_ ("X") },
    { "switch",
      0,
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &options.switches,
      N_ ("Another reading of the vendor’s page, such as ASSUME-36=ms"),
      N_ ("NAME=CHOICE") },
    { "asset",
      0,
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &options.assets,
      N_ ("Another picture than usual, such as customFgImg916=too-small"),
      N_ ("MEMBER=VARIANT") },
    { "exit-with-parent",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options.exit_with_parent,
      N_ ("End when standard input is closed"),
      NULL },
    { "control",
      'c',
      0,
      G_OPTION_ARG_STRING,
      &options.control,
      N_ ("Steer the simulator with this control URL"),
      N_ ("URL") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.words, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (
    _ ("[faults | fault ID on|off | assets | asset MEMBER VARIANT | state NAME | scenario NAME | "
       "status]"));
  g_autoptr (GError) error = NULL;
  int status;

  g_option_context_set_summary (
    context, _ ("Runs the services of an event on this computer, for demos and rehearsals."));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &arguments, &error))
    status = fail (EXIT_USAGE, error->message);
  else if (options.port < 0 || options.port > 65535)
    status = fail (EXIT_USAGE, _ ("The port must be from 0 to 65535."));
  else if (!(options.speed >= 0.01 && options.speed <= 1000.0))
    status = fail (EXIT_USAGE, _ ("The speed must be from 0.01 to 1000."));
  else if (options.control != NULL)
    status = steer_simulator (&options);
  else if (options.words != NULL)
    status = fail (EXIT_USAGE, _ ("Words such as these need --control URL before them."));
  else
    status = run_simulator (&options);
  clear_options (&options);
  return status;
}
