// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* `cuelightctl simulate` as a process: what it prints, how it is steered, how it ends. */

#include "cue-json.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>

#define PATIENCE_S 110

static const char *command;

typedef struct {
  GSubprocess *process;
  JsonObject  *description;
} Running;

static gboolean
on_patience_over (gpointer user_data)
{
  g_error ("still waiting after %d s", PATIENCE_S);
  return G_SOURCE_REMOVE;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  guint id = g_timeout_add_seconds (PATIENCE_S, on_patience_over, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  return *result;
}

/* @arguments: after `simulate`, NULL-terminated */
static void
start (Running *running, const char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  gsize size;
  char *line;

  g_strv_builder_add_many (builder, command, "simulate", "--exit-with-parent", NULL);
  g_strv_builder_addv (builder, (const char **) arguments);
  argv = g_strv_builder_end (builder);
  running->process =
    g_subprocess_newv ((const char *const *) argv,
                       G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                       &error);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (running->process));
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, on_done, &result);
  line = g_data_input_stream_read_line_finish (lines, wait_for (&result), &size, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  bytes = g_bytes_new_take (line, size);
  node = cue_json_parse (bytes, &error);
  g_assert_no_error (error);
  running->description = json_object_ref (json_node_get_object (node));
}

static void
wait_for_end (Running *running, int status)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_subprocess_wait_async (running->process, NULL, on_done, &result);
  g_assert_true (g_subprocess_wait_finish (running->process, wait_for (&result), NULL));
  g_assert_true (g_subprocess_get_if_exited (running->process));
  g_assert_cmpint (g_subprocess_get_exit_status (running->process), ==, status);
  g_clear_object (&running->process);
  json_object_unref (running->description);
}

/* Returns: (transfer full): what it said, with its exit status in @status */
static char *
run (int *status, const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  char   *output = NULL;
  va_list list;

  g_ptr_array_add (argv, (char *) command);
  g_ptr_array_add (argv, (char *) "simulate");
  va_start (list, first);
  for (const char *word = first; word != NULL; word = va_arg (list, const char *))
    g_ptr_array_add (argv, (char *) word);
  va_end (list);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                               NULL);
  g_assert_nonnull (process);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, on_done, &result);
  g_assert_true (
    g_subprocess_communicate_utf8_finish (process, wait_for (&result), &output, NULL, NULL));
  *status = g_subprocess_get_exit_status (process);
  g_test_message ("%.300s", output);
  return output;
}

static void
assert_run (int expected, const char *said, const char *const *words)
{
  int              status;
  g_autofree char *output = run (&status,
                                 words[0],
                                 words[1],
                                 words[1] == NULL ? NULL : words[2],
                                 words[1] == NULL || words[2] == NULL ? NULL : words[3],
                                 NULL);

  g_assert_cmpint (status, ==, expected);
  if (said != NULL)
    g_assert_nonnull (strstr (output, said));
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL, NULL, NULL, NULL })

static void
test_life (void)
{
  Running running = { 0 };

  start (&running, WORDS ("--no-media", "--scenario", "calm"));
  g_assert_cmpstr (json_object_get_string_member (running.description, "scenario"), ==, "calm");
  g_output_stream_close (g_subprocess_get_stdin_pipe (running.process), NULL, NULL);
  wait_for_end (&running, 0);

  start (&running, WORDS ("--no-media", "--speed", "10", "--switch", "ASSUME-33=base64"));
  g_assert_true (
    g_str_has_prefix (json_object_get_string_member (running.description, "secret"), "ZGVtby1v"));
  g_subprocess_send_signal (running.process, SIGTERM);
  wait_for_end (&running, 0);
}

/* What a client of the doors needs is in the description. */
static void
assert_doors (JsonObject *description)
{
  static const char *const members[] = { "hubUrl",      "identityUrl",   "tokenUrl",
                                         "token",       "siteUserToken", "noScopeToken",
                                         "clientId",    "clientSecret",  "refreshToken",
                                         "authorizeUrl" };
  JsonObject              *salto = json_object_get_object_member (description, "salto");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_cmpstr (json_object_get_string_member (salto, members[i]), !=, "");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (salto, "siteIds")), ==, 3);
}

static void
on_control_request (SoupServer        *server,
                    SoupServerMessage *message,
                    const char        *path,
                    GHashTable        *query,
                    gpointer           data)
{
  const char *answer = *(const char **) data;

  soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
  soup_server_message_set_response (message,
                                    "application/json",
                                    SOUP_MEMORY_COPY,
                                    answer,
                                    strlen (answer));
}

/* Something else may listen at the address that was given. */
static void
test_control_strange (void)
{
  static const char *const answers[] = {
    "{\"error\": {\"code\": 7}}",
    "{\"error\": null}",
    "{\"error\": [\"x\"]}",
    "{\"error\": 400}",
    "{\"error\": true}",
    "{}",
    "[\"error\"]",
    "\"error\"",
    "null",
  };
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  const char      *answer = NULL;
  GSList          *uris;
  g_autofree char *url = NULL;

  soup_server_add_handler (server, NULL, on_control_request, &answer, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    answer = answers[i];
    assert_run (3, "simulate: Bad Request", WORDS ("--control", url, "status"));
  }
  answer = "{\"error\": \"Out of doors\"}";
  assert_run (3, "simulate: Out of doors", WORDS ("--control", url, "status"));
}

static void
test_control (void)
{
  Running          running = { 0 };
  g_autofree char *url = NULL;
  int              status;

  start (&running, WORDS ("--no-media", "--scenario", "calm"));
  url = g_strdup (json_object_get_string_member (running.description, "controlUrl"));
  assert_doors (running.description);
  assert_run (0, "\"state\" : \"live\"", WORDS ("--control", url, "status"));
  assert_run (0, "BB-15", WORDS ("--control", url, "faults"));
  assert_run (0, "\"state\" : \"prelive\"", WORDS ("--control", url, "state", "prelive"));
  assert_run (0, "\"id\" : \"BB-5\"", WORDS ("--control", url, "fault", "BB-5"));
  assert_run (3, "no fault of that id", WORDS ("--control", url, "fault", "BB-99"));
  assert_run (3, "expected one of", WORDS ("--control", url, "state", "dead"));
  assert_run (0, "\"name\" : \"show\"", WORDS ("--control", url, "scenario", "show"));
  {
    g_autofree char *output = run (&status,
                                   "--control",
                                   url,
                                   "fault",
                                   "slow",
                                   "on",
                                   "bytes=5000",
                                   "target=all",
                                   "for=60",
                                   NULL);

    g_assert_cmpint (status, ==, 0);
    g_assert_nonnull (strstr (output, "5000"));
  }
  {
    g_autofree char *output = run (&status,
                                   "--control",
                                   url,
                                   "fault",
                                   "SB-18",
                                   "on",
                                   "variant=one-per-frame",
                                   "rate=1234",
                                   NULL);

    g_assert_cmpint (status, ==, 0);
    g_assert_nonnull (strstr (output, "\"id\" : \"SB-18\""));
    g_assert_nonnull (strstr (output, "1234"));
  }
  {
    g_autofree char *output = run (&status, "--control", url, "fault", "all", "off", NULL);

    g_assert_cmpint (status, ==, 0);
    g_assert_null (strstr (output, "\"slow\""));
  }
  g_subprocess_send_signal (running.process, SIGINT);
  wait_for_end (&running, 0);
  assert_run (2, NULL, WORDS ("--control", url, "status"));
}

/* Fetches from the other process, so waiting is allowed. */
static GBytes *
fetch (SoupSession *session, const char *url, const char *type)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  g_assert_nonnull (message);
  bytes = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s: %u, %" G_GSIZE_FORMAT " bytes",
                  url,
                  soup_message_get_status (message),
                  g_bytes_get_size (bytes));
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (soup_message_get_response_headers (
                                                            message),
                                                          NULL),
                   ==,
                   type);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
  return bytes;
}

/* Returns: (transfer full): the URL of the last line of a playlist that is no tag */
static char *
find_last_uri (GBytes *playlist, const char *base)
{
  g_autofree char *text =
    g_strndup (g_bytes_get_data (playlist, NULL), g_bytes_get_size (playlist));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const char *uri = NULL;

  for (guint i = 0; lines[i] != NULL; i++) {
    if (*lines[i] != '\0' && *lines[i] != '#')
      uri = lines[i];
  }
  g_assert_nonnull (uri);
  return g_uri_resolve_relative (base, uri, SOUP_HTTP_URI_FLAGS, NULL);
}

/* Down to a segment. */
static void
walk_stream (SoupSession *session, const char *origin, const char *path, const char *segment_type)
{
  static const char type[] = "application/vnd.apple.mpegurl";
  g_autofree char  *master_url = g_strconcat (origin, path, NULL);
  g_autoptr (GBytes) master = fetch (session, master_url, type);
  g_autofree char *media_url = find_last_uri (master, master_url);
  g_autoptr (GBytes) media = fetch (session, media_url, type);
  g_autofree char *segment_url = find_last_uri (media, media_url);
  g_autoptr (GBytes) segment = fetch (session, segment_url, segment_type);
}

static void
test_media (void)
{
  static const char *const states[] = { "custom", "prelive", "postlive", "interruption" };
  static const struct {
    const char *file;
    const char *type;
  } assets[] = { { "bg.jpg", "image/jpeg" }, { "fg.png", "image/png" }, { "bg.mp4", "video/mp4" } };
  Running running = { 0 };
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 10, NULL);
  g_autoptr (GBytes) logo = NULL;
  g_autofree char *logo_url = NULL;
  const char      *origin;

  start (&running, WORDS ("--scenario", "calm"));
  origin = json_object_get_string_member (running.description, "mediaUrl");
  walk_stream (session, origin, "/hls/live/ts/master.m3u8", "video/mp2t");
  walk_stream (session, origin, "/hls/live/fmp4/master.m3u8", "video/iso.segment");
  walk_stream (session, origin, "/hls/vod/master.m3u8", "video/mp2t");
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    for (guint a = 0; a < G_N_ELEMENTS (assets); a++) {
      g_autofree char *url = g_strdup_printf ("%s/assets/%s-%s", origin, states[i], assets[a].file);
      g_autoptr (GBytes) bytes = fetch (session, url, assets[a].type);
    }
  }
  logo_url = g_strconcat (origin, "/assets/logo.png", NULL);
  logo = fetch (session, logo_url, "image/png");
  g_subprocess_send_signal (running.process, SIGTERM);
  wait_for_end (&running, 0);
}

static void
test_usage (void)
{
  assert_run (3, "0 to 65535", WORDS ("--port", "70000"));
  assert_run (3, "0.01 to 1000", WORDS ("--speed", "0"));
  assert_run (3, "No scenario", WORDS ("--scenario", "nothing"));
  assert_run (3, "ASSUME", WORDS ("--switch", "ASSUME-1=x"));
  assert_run (3, "--control", WORDS ("status"));
  assert_run (3, "--unknown", WORDS ("--unknown"));
  assert_run (3, "control URL", WORDS ("--control", "nonsense", "status"));
  assert_run (3, "After --control", WORDS ("--control", "http://127.0.0.1:1/", "dance"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  command = argv[1];
  g_test_add_func ("/simulator/command/life", test_life);
  g_test_add_func ("/simulator/command/control", test_control);
  g_test_add_func ("/simulator/command/control-strange", test_control_strange);
  g_test_add_func ("/simulator/command/usage", test_usage);
  g_test_add_func ("/simulator/command/media", test_media);
  return g_test_run ();
}
