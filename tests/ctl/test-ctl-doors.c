// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <signal.h>
#include <string.h>

#include "ctl-runner.h"

typedef struct {
  CtlRunner  *runner;
  char       *token; // path of a file
  const char *hub;
  const char *site;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->runner = ctl_runner_new ();
  ctl_runner_start_simulator (f->runner);
  f->token = ctl_runner_write (f->runner, "token", ctl_runner_get_doors (f->runner, "token"));
  f->hub = ctl_runner_get_doors (f->runner, "hubUrl");
  f->site = ctl_runner_get_site (f->runner);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  ctl_runner_free (f->runner);
  g_free (f->token);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static const char *
get_event (JsonObject *object)
{
  return json_object_get_string_member (object, "event");
}

// The names of all events, messages once however many follow each other.
static char *
list_events (CtlResult *result)
{
  g_auto (GStrv) lines = g_strsplit (result->out, "\n", -1);
  g_autoptr (GString) list = g_string_new (NULL);
  const char *last = "";

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
    g_autoptr (JsonObject) object = ctl_result_parse (result, i);
    const char *event = g_intern_string (get_event (object));

    if (event != last || !g_str_equal (event, "message"))
      g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", event);
    last = event;
  }
  return g_strdup (list->str);
}

static JsonObject *
parse_last (CtlResult *result)
{
  g_auto (GStrv) lines = g_strsplit (result->out, "\n", -1);

  return ctl_result_parse (result, g_strv_length (lines) - 2);
}

static void
set_fault (Fixture *f, const char *id, const char *variant)
{
  g_autofree char *setting = g_strdup_printf ("variant=%s", variant);
  g_autoptr (CtlResult) result = ctl_runner_run (f->runner,
                                                 "simulate",
                                                 "--control",
                                                 ctl_runner_get (f->runner, "controlUrl"),
                                                 "fault",
                                                 id,
                                                 "on",
                                                 setting,
                                                 NULL);

  g_assert_cmpint (result->status, ==, 0);
}

#define RUN(command, ...) \
  ctl_runner_run (f->runner, command, "--hub-url", f->hub, "--site", f->site, __VA_ARGS__, NULL)

static void
test_usage (Fixture *f, gconstpointer data)
{
  const struct {
    const char *argv[8];
    const char *part;
  } cases[] = {
    { { "--site", "x" }, "--hub-url" },
    { { "--hub-url", "https://hub.example.com" }, "--site" },
    { { "--hub-url", "http://hub.example.com", "--site", "x" }, "https" },
    { { "--hub-url", "https://hub.example.com", "--site", " " }, "ID of the site" },
    { { "--hub-url", f->hub, "--site", "x", "--user", "" }, "ID of the user" },
    { { "--hub-url", f->hub, "--site", "x", "--token-in", "cookie" }, "header" },
    { { "--hub-url", f->hub, "--site", "x", "--reconnect-delays", "soon" }, "milliseconds" },
    { { "--hub-url", f->hub, "--site", "x", "--reconnect-delays", "1,-2" }, "milliseconds" },
    { { "--hub-url", f->hub, "--site", "x", "--keepalive-ms", "0" }, "milliseconds" },
    { { "--hub-url", f->hub, "--site", "x", "--count", "-1" }, "positive" },
    { { "--hub-url", f->hub, "--site", "x", "--token-file", "/nonexistent" }, "nonexistent" },
    { { "--hub-url", f->hub, "--site", "x", "extra" }, "extra" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *const *a = cases[i].argv;
    g_autoptr (CtlResult)
      result = ctl_runner_run (f->runner, "entries", a[0], a[1], a[2], a[3], a[4], a[5], NULL);

    g_assert_cmpint (result->status, ==, 3);
    g_assert_cmpstr (result->out, ==, "");
    assert_has (result->err, cases[i].part);
  }
}

static void
test_messages (Fixture *f, gconstpointer data)
{
  g_autoptr (CtlResult) result = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) message = NULL;
  g_autoptr (JsonObject) counters = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *events = NULL;

  set_fault (f, "SB-18", "one-per-frame");
  result = RUN ("entries", "--token-file", f->token, "--json", "--count", "3");
  events = list_events (result);
  g_assert_cmpstr (events, ==, "connecting connected message closed counters");
  g_assert_cmpint (result->status, ==, 0);
  first = ctl_result_parse (result, 0);
  g_assert_cmpint (json_object_get_int_member (first, "attempt"), ==, 1);
  message = ctl_result_parse (result, 2);
  g_assert_cmpint (json_object_get_int_member (message, "arguments"), ==, 1);
  json_parser_load_from_data (parser,
                              json_object_get_string_member (message, "argument"),
                              -1,
                              NULL);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)));
  g_assert_true (json_object_has_member (json_node_get_object (json_parser_get_root (parser)),
                                         "event_category"));
  counters = parse_last (result);
  g_assert_cmpint (json_object_get_int_member (counters, "delivered"), >=, 3);
  g_assert_cmpint (json_object_get_int_member (counters, "connects"), ==, 1);
}

static void
test_words (Fixture *f, gconstpointer data)
{
  g_autoptr (CtlResult) result = NULL;

  set_fault (f, "SB-18", "one-per-frame");
  result = RUN ("entries", "--token-file", f->token, "--count", "2");
  g_assert_cmpint (result->status, ==, 0);
  assert_has (result->out, "Connecting, attempt 1\n");
  assert_has (result->out, "Connected\n");
  assert_has (result->out, " · ");
  assert_has (result->out, "Closed\n");
  assert_has (result->out, " 0 malformed");
  g_assert_null (strchr (result->out, '{'));
}

// Follows the entries until a line says what is waited for; the test as a whole is bounded.
static void
wait_for (Fixture *f, gboolean json, const char *part)
{
  const char *const argv[] = { "entries", "--hub-url",    f->hub,   "--site",
                               f->site,   "--token-file", f->token, json ? "--json" : NULL,
                               NULL };
  g_autoptr (GSubprocess)
    process = ctl_runner_spawn (f->runner, G_SUBPROCESS_FLAGS_STDOUT_PIPE, argv);
  g_autoptr (GDataInputStream)
    lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  gboolean found = FALSE;
  char    *line;

  while ((line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL)) != NULL) {
    if (!found && strstr (line, part) != NULL) {
      found = TRUE;
      g_subprocess_send_signal (process, SIGINT);
    }
    g_free (line);
  }
  g_assert_true (found);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static void
test_odd_messages (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *variant;
    const char *json;
    const char *words;
  } cases[] = {
    { "not-json", "\"event\":\"message\"", "Not decoded: " },
    { "null", "\"argument\":null,\"arguments\":1", "Not decoded: " },
    { "object", "\"event\":\"malformed\",\"raw\":\"[{", NULL },
    { "two", "\"arguments\":2", "Not decoded: " },
    { "none", "\"raw\":\"[]\",\"arguments\":0", "Not decoded: []" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    set_fault (f, "SB-9", cases[i].variant);
    wait_for (f, TRUE, cases[i].json);
    if (cases[i].words != NULL)
      wait_for (f, FALSE, cases[i].words);
  }
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *no_scope =
    ctl_runner_write (f->runner, "no-scope", ctl_runner_get_doors (f->runner, "noScopeToken"));
  g_autofree char *expired =
    ctl_runner_write (f->runner, "expired", ctl_runner_get_doors (f->runner, "expiredToken"));
  g_autoptr (CtlResult) forbidden = RUN ("incidents", "--token-file", no_scope, "--json");
  g_autoptr (CtlResult)
    unauthorized = RUN ("entries", "--token-file", expired, "--json", "--reconnect-delays", "0,0");
  g_autoptr (CtlResult) anonymous = RUN ("entries", "--json");
  g_autoptr (JsonObject) failed = ctl_result_parse (forbidden, 1);
  g_autofree char *events = list_events (forbidden);
  g_autofree char *attempts = list_events (unauthorized);

  g_assert_cmpint (forbidden->status, ==, 2);
  g_assert_cmpstr (events, ==, "connecting connect-failed closed counters");
  g_assert_cmpint (json_object_get_int_member (failed, "http_status"), ==, 403);
  g_assert_cmpstr (json_object_get_string_member (failed, "reason"), ==, "http-403");
  assert_has (forbidden->err, "lacks the scope user_api.full_access");

  // The same token again is of no use at once, but the waits asked for are kept.
  g_assert_cmpint (unauthorized->status, ==, 2);
  g_assert_cmpstr (attempts,
                   ==,
                   "connecting connect-failed connecting connect-failed connecting connect-failed "
                   "closed counters");
  g_assert_cmpint (anonymous->status, ==, 2);
  assert_has (anonymous->out, "\"http_status\":401");
}

static void
test_several_tokens (Fixture *f, gconstpointer data)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s\n",
                                           ctl_runner_get_doors (f->runner, "expiredToken"),
                                           ctl_runner_get_doors (f->runner, "token"));
  g_autofree char *tokens = ctl_runner_write (f->runner, "tokens", text);
  g_autoptr (CtlResult)
    result = RUN ("incidents", "--token-file", tokens, "--json", "--seconds", "1");
  g_autofree char *events = list_events (result);

  g_assert_cmpint (result->status, ==, 0);
  assert_has (events, "connecting connect-failed connecting connected");
}

static void
test_reconnects (Fixture *f, gconstpointer data)
{
  g_autoptr (CtlResult) back = NULL;
  g_autoptr (CtlResult) stays = NULL;
  g_autoptr (CtlResult) told = NULL;
  g_autofree char *events = NULL;

  set_fault (f, "SB-16", "1006");
  back = RUN ("entries",
              "--token-file",
              f->token,
              "--json",
              "--seconds",
              "4",
              "--reconnect-delays",
              "0,0,0,0,0,0,0,0");
  assert_has (back->out, "\"event\":\"reconnecting\",\"error\":\"");
  assert_has (back->out, "\"event\":\"reconnected\"");
  assert_has (back->out, "\"event\":\"gap\"");

  stays = RUN ("entries", "--token-file", f->token, "--json", "--seconds", "10");
  events = list_events (stays);
  g_assert_cmpint (stays->status, ==, 2);
  g_assert_null (strstr (events, "reconnecting"));

  set_fault (f, "SB-16", "no-reconnect");
  told = RUN ("entries",
              "--token-file",
              f->token,
              "--json",
              "--seconds",
              "10",
              "--reconnect-delays",
              "forever");
  g_assert_null (strstr (told->out, "\"reconnecting\""));
  assert_has (told->out, "\"event\":\"closed\"");
}

static void
test_first_is_retried (Fixture *f, gconstpointer data)
{
  g_autoptr (CtlResult) retried = NULL;
  g_autoptr (CtlResult) given_up = NULL;
  g_autofree char *events = NULL;

  set_fault (f, "SB-3", "502");
  retried = RUN ("entries", "--token-file", f->token, "--json", "--reconnect-delays", "10,10");
  given_up = RUN ("entries",
                  "--token-file",
                  f->token,
                  "--json",
                  "--reconnect-delays",
                  "10,10",
                  "--no-retry-first");
  g_assert_cmpint (retried->status, ==, 2);
  assert_has (retried->out, "\"attempt\":3");
  events = list_events (given_up);
  g_assert_cmpstr (events, ==, "connecting connect-failed closed counters");
}

static void
test_times (Fixture *f, gconstpointer data)
{
  g_autoptr (CtlResult) handshake = NULL;
  g_autoptr (CtlResult) silence = NULL;

  set_fault (f, "SB-5", "silence");
  handshake = RUN ("entries", "--token-file", f->token, "--json", "--handshake-timeout-ms", "200");
  g_assert_cmpint (handshake->status, ==, 2);
  assert_has (handshake->out, "handshake-timeout");

  ctl_runner_fault (f->runner, "SB-5", FALSE);
  set_fault (f, "SB-15", "silence");
  silence = RUN ("entries", "--token-file", f->token, "--json", "--server-timeout-ms", "300");
  g_assert_cmpint (silence->status, ==, 2);
  assert_has (silence->out, "\"event\":\"closed\",\"error\":\"");
}

static void
test_trace (Fixture *f, gconstpointer data)
{
  const char *token = ctl_runner_get_doors (f->runner, "token");
  g_autoptr (CtlResult) result = NULL;

  set_fault (f, "SB-18", "one-per-frame");
  result =
    RUN ("entries", "--token-file", f->token, "--token-in", "query", "--trace", "--count", "1");
  assert_has (result->out, "/v1/hub/entries?site_id=");
  assert_has (result->out, "access_token=");
  assert_has (result->out, "\n>> ");
  assert_has (result->out, "\n<< ");
  assert_has (result->out, "ReceiveMessage");
  g_assert_null (strstr (result->out, token));
  g_assert_null (strstr (result->err, token));
}

static void
test_hide_pings (Fixture *f, gconstpointer data)
{
  g_autoptr (CtlResult) shown = NULL;
  g_autoptr (CtlResult) hidden = NULL;

  // One is sent right after the handshake.
  shown = RUN ("entries", "--token-file", f->token, "--trace", "--seconds", "1");
  assert_has (shown->out, "{\"type\":6}");
  hidden = RUN ("entries", "--token-file", f->token, "--trace", "--hide-pings", "--seconds", "1");
  assert_has (hidden->out, "\n>> ");
  g_assert_null (strstr (hidden->out, "{\"type\":6}"));
}

static void
test_interrupted (Fixture *f, gconstpointer data)
{
  const char *const argv[] = { "entries", "--hub-url",    f->hub,   "--site", f->site,
                               "--json",  "--token-file", f->token, NULL };
  g_autoptr (GSubprocess)
    process = ctl_runner_spawn (f->runner, G_SUBPROCESS_FLAGS_STDOUT_PIPE, argv);
  g_autoptr (GDataInputStream)
    lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *last = NULL;
  char            *line;

  while ((line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL)) != NULL) {
    if (strstr (line, "\"connected\"") != NULL)
      g_subprocess_send_signal (process, SIGINT);
    g_free (last);
    last = line;
  }
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  assert_has (last, "\"event\":\"counters\"");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/ctl/doors/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("usage", test_usage);
  ADD ("messages", test_messages);
  ADD ("words", test_words);
  ADD ("odd-messages", test_odd_messages);
  ADD ("refused", test_refused);
  ADD ("several-tokens", test_several_tokens);
  ADD ("reconnects", test_reconnects);
  ADD ("first-is-retried", test_first_is_retried);
  ADD ("times", test_times);
  ADD ("trace", test_trace);
  ADD ("hide-pings", test_hide_pings);
  ADD ("interrupted", test_interrupted);
  return g_test_run ();
}
