// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <signal.h>
#include <string.h>

#include "ctl-runner.h"

typedef struct {
  CtlRunner *runner;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->runner = ctl_runner_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  ctl_runner_free (f->runner);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
test_help (Fixture *f, gconstpointer data)
{
  const char *commands[] = { "state",    "state-url", "token",     "keys", "profiles",
                             "simulate", "entries",   "incidents", "feed", "acoustic" };
  g_autoptr (CtlResult) all = ctl_runner_run (f->runner, "--help", NULL);
  g_autoptr (CtlResult) none = ctl_runner_run (f->runner, NULL, NULL);
  g_autoptr (CtlResult) version = ctl_runner_run (f->runner, "--version", NULL);
  g_autoptr (CtlResult) wrong = ctl_runner_run (f->runner, "stat", NULL);
  g_autoptr (CtlResult) tenduke = ctl_runner_run (f->runner, "token", "tenduke", "--help", NULL);

  g_assert_cmpint (all->status, ==, 0);
  g_assert_cmpint (none->status, ==, 3);
  g_assert_cmpint (version->status, ==, 0);
  assert_has (version->out, "cuelightctl ");
  g_assert_cmpint (wrong->status, ==, 3);
  assert_has (wrong->err, "“stat”");
  assert_has (tenduke->out, "cuelightctl token tenduke [");
  g_assert_cmpstr (wrong->out, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autoptr (CtlResult) help = ctl_runner_run (f->runner, commands[i], "--help", NULL);
    g_autoptr (CtlResult) bad = ctl_runner_run (f->runner, commands[i], "--no-such-option", NULL);

    assert_has (all->out, commands[i]);
    g_assert_cmpint (help->status, ==, 0);
    assert_has (help->out, "--help");
    g_assert_cmpstr (help->err, ==, "");
    g_assert_cmpint (bad->status, ==, 3);
    g_assert_cmpstr (bad->err, !=, "");
  }
}

static void
test_token (Fixture *f, gconstpointer data)
{
  g_autofree char *file = ctl_runner_write (f->runner, "secret", "sesame\n");
  g_autofree char *bare = ctl_runner_write (f->runner, "bare", "sesame");
  g_autofree char *empty = ctl_runner_write (f->runner, "empty", "\n");
  g_auto (GStrv) parts = NULL;

  {
    g_autoptr (CtlResult) result = ctl_runner_run (f->runner,
                                                   "token",
                                                   "engine",
                                                   "--iss",
                                                   "demo-site",
                                                   "--aud",
                                                   "demo-service",
                                                   "--secret-file",
                                                   file,
                                                   NULL);
    gsize              size;
    g_autofree char   *payload = NULL;
    g_autofree guchar *bytes = NULL;

    g_assert_cmpint (result->status, ==, 0);
    // A secret this short signs as well as any, but is worth a word.
    assert_has (result->err, "The secret has 6 bytes; RFC 7518 asks for at least 64");
    g_strchomp (result->out);
    parts = g_strsplit (result->out, ".", -1);
    g_assert_cmpuint (g_strv_length (parts), ==, 3);
    payload = g_strconcat (parts[1], "==", NULL);
    bytes = g_base64_decode (payload, &size);
    g_assert_nonnull (g_strstr_len ((char *) bytes, size, "\"iss\":\"demo-site\""));
  }
  {
    // The line break of the file is not part of the secret: the same second, the same token.
    g_autoptr (CtlResult) one = NULL;
    g_autoptr (CtlResult) other = NULL;

    for (int i = 0; i < 5; i++) {
      g_clear_pointer (&one, ctl_result_free);
      g_clear_pointer (&other, ctl_result_free);
      one = ctl_runner_run (f->runner,
                            "token",
                            "engine",
                            "--iss",
                            "a",
                            "--aud",
                            "b",
                            "--secret-file",
                            file,
                            NULL);
      other = ctl_runner_run (f->runner,
                              "token",
                              "engine",
                              "--iss",
                              "a",
                              "--aud",
                              "b",
                              "--secret-file",
                              bare,
                              NULL);
      if (g_str_equal (one->out, other->out))
        break;
    }
    g_assert_cmpstr (one->out, ==, other->out);
  }
  {
    g_autoptr (CtlResult) json = ctl_runner_run (f->runner,
                                                 "token",
                                                 "engine",
                                                 "--iss=a",
                                                 "--aud=b",
                                                 "--ttl=30",
                                                 "--json",
                                                 "--secret-file",
                                                 file,
                                                 NULL);
    g_autoptr (JsonObject) object = ctl_result_parse (json, 0);
    g_autoptr (CtlResult) life = ctl_runner_run (f->runner,
                                                 "token",
                                                 "engine",
                                                 "--iss=a",
                                                 "--aud=b",
                                                 "--ttl=61",
                                                 "--secret-file",
                                                 file,
                                                 NULL);
    g_autoptr (CtlResult) missing = ctl_runner_run (f->runner,
                                                    "token",
                                                    "engine",
                                                    "--iss=a",
                                                    "--aud=b",
                                                    "--secret-file",
                                                    "/nonexistent",
                                                    NULL);
    g_autoptr (CtlResult) blank = ctl_runner_run (f->runner,
                                                  "token",
                                                  "engine",
                                                  "--iss=a",
                                                  "--aud=b",
                                                  "--secret-file",
                                                  empty,
                                                  NULL);
    g_autoptr (CtlResult) other = ctl_runner_run (f->runner, "token", "gate", NULL);

    g_assert_true (json_object_has_member (object, "token"));
    g_assert_true (json_object_has_member (object, "expires"));
    g_assert_cmpint (life->status, ==, 3);
    g_assert_cmpint (missing->status, ==, 3);
    assert_has (missing->err, "/nonexistent");
    g_assert_cmpint (blank->status, ==, 3);
    g_assert_cmpint (other->status, ==, 3);
  }
}

static CtlResult *
get_state_url (Fixture *f, const char *secret_file)
{
  return ctl_runner_run (f->runner,
                         "state-url",
                         "--endpoint",
                         ctl_runner_get (f->runner, "stateUrlEndpoint"),
                         "--iss",
                         ctl_runner_get (f->runner, "iss"),
                         "--aud",
                         ctl_runner_get (f->runner, "aud"),
                         "--secret-file",
                         secret_file,
                         "--trace",
                         NULL);
}

static void
test_state_url (Fixture *f, gconstpointer data)
{
  const char      *state_url = ctl_runner_start_simulator (f->runner);
  g_autofree char *good =
    ctl_runner_write (f->runner, "good", ctl_runner_get (f->runner, "secret"));
  g_autofree char *bad = ctl_runner_write (f->runner, "bad", "another-secret");
  g_autoptr (CtlResult) right = get_state_url (f, good);
  g_autoptr (CtlResult) refused = get_state_url (f, bad);
  g_autoptr (CtlResult) backend = ctl_runner_run (f->runner,
                                                  "state-url",
                                                  "--json",
                                                  "--backend",
                                                  ctl_runner_get (f->runner, "backendUrl"),
                                                  NULL);
  g_autoptr (CtlResult) both = ctl_runner_run (f->runner,
                                               "state-url",
                                               "--backend=https://b.invalid/",
                                               "--endpoint=https://e.invalid/",
                                               NULL);
  g_autoptr (CtlResult)
    plain = ctl_runner_run (f->runner, "state-url", "--backend=http://example.invalid/", NULL);
  g_autoptr (JsonObject) object = NULL;

  g_assert_cmpint (right->status, ==, 0);
  assert_has (right->out, state_url);
  assert_has (right->out, "GET ");
  g_assert_null (strstr (right->out, ctl_runner_get (f->runner, "secret")));
  g_assert_null (strstr (right->out, "eyJ"));

  g_assert_cmpint (refused->status, ==, 2);
  assert_has (refused->out, "401");
  g_assert_cmpstr (refused->err, !=, "");
  g_assert_null (strstr (refused->out, "another-secret"));

  g_assert_cmpint (backend->status, ==, 0);
  object = ctl_result_parse (backend, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "stateUrl"), ==, state_url);
  g_assert_cmpint (both->status, ==, 3);
  g_assert_cmpint (plain->status, ==, 3);
}

static void
test_limits (Fixture *f, gconstpointer data)
{
  g_autofree char *secret = NULL;
  gint64           began;

  ctl_runner_start_simulator (f->runner);
  secret = ctl_runner_write (f->runner, "secret", ctl_runner_get (f->runner, "secret"));
  began = g_get_monotonic_time ();
  // Two programs one after the other keep one second between their calls.
  for (int i = 0; i < 2; i++) {
    g_autoptr (CtlResult) result = get_state_url (f, secret);

    g_assert_cmpint (result->status, ==, 0);
  }
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_USEC_PER_SEC);
}

static void
test_state (Fixture *f, gconstpointer data)
{
  const char *state_url = ctl_runner_start_simulator (f->runner);
  g_autoptr (CtlResult)
    people = ctl_runner_run (f->runner, "state", "--state-url", state_url, NULL);
  g_autoptr (CtlResult)
    machines = ctl_runner_run (f->runner, "state", "--state-url", state_url, "--json", NULL);
  g_autoptr (CtlResult) traced =
    ctl_runner_run (f->runner, "state", "--state-url", state_url, "--json", "--trace", NULL);
  g_autoptr (CtlResult) neither = ctl_runner_run (f->runner, "state", NULL);
  g_autoptr (CtlResult) unknown = ctl_runner_run (f->runner, "state", "--profile", "x", NULL);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonObject) exchange = NULL;

  g_assert_cmpint (people->status, ==, 0);
  assert_has (people->out, "Custom");
  assert_has (people->out, "00:0");
  // One answer does not tell for how long it has been so.
  g_assert_null (strstr (people->out, "for 0 s"));
  g_assert_cmpstr (people->err, ==, "");

  g_assert_cmpint (machines->status, ==, 0);
  object = ctl_result_parse (machines, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "type"), ==, "state");
  g_assert_cmpstr (json_object_get_string_member (object, "status"), ==, "ok");
  g_assert_cmpstr (json_object_get_string_member (object, "playerState"), ==, "custom");
  g_assert_true (
    json_object_get_boolean_member (json_object_get_object_member (object, "countdown"),
                                    "visible"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "problems")),
                    ==,
                    0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "sources")),
                    ==,
                    2);

  exchange = ctl_result_parse (traced, 0);
  g_assert_cmpstr (json_object_get_string_member (exchange, "type"), ==, "exchange");
  g_assert_cmpint (json_object_get_int_member (exchange, "status"), ==, 200);
  g_assert_cmpint (neither->status, ==, 3);
  g_assert_cmpint (unknown->status, ==, 3);
}

static void
test_failures (Fixture *f, gconstpointer data)
{
  const char *state_url = ctl_runner_start_simulator (f->runner);
  g_autoptr (CtlResult) refused = NULL;
  g_autoptr (CtlResult) gone = NULL;
  g_autoptr (CtlResult) page = NULL;
  g_autoptr (CtlResult) odd = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *wrong = g_strconcat (state_url, "x", NULL);

  refused =
    ctl_runner_run (f->runner, "state", "--json", "--state-url", "http://127.0.0.1:1/state", NULL);
  g_assert_cmpint (refused->status, ==, 2);
  assert_has (refused->err, "refused");
  object = ctl_result_parse (refused, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "status"), ==, "critical");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (object, "error"),
                                                  "category"),
                   ==,
                   "network");

  gone = ctl_runner_run (f->runner, "state", "--state-url", wrong, NULL);
  g_assert_cmpint (gone->status, ==, 2);
  g_assert_cmpstr (gone->err, !=, "");

  ctl_runner_fault (f->runner, "BB-15", TRUE);
  page = ctl_runner_run (f->runner, "state", "--state-url", state_url, NULL);
  g_assert_cmpint (page->status, ==, 2);
  g_assert_cmpstr (page->err, !=, "");
  ctl_runner_fault (f->runner, "BB-15", FALSE);

  // Bidirectional marks, zero-width characters and controls in the texts.
  ctl_runner_fault (f->runner, "C-24", TRUE);
  odd = ctl_runner_run (f->runner, "state", "--json", "--trace", "--state-url", state_url, NULL);
  g_assert_null (strstr (odd->out, "\xe2\x80\xae"));
  g_assert_null (strstr (odd->out, "\xe2\x80\x8b"));
  g_assert_null (strstr (odd->out, "\\u202e"));
}

// A stream that cannot be read is as bad as a state that cannot, also when asked only once.
static void
test_dead_stream (Fixture *f, gconstpointer data)
{
  const char *state_url = ctl_runner_start_simulator (f->runner);
  const char *control = ctl_runner_get (f->runner, "controlUrl");
  g_autoptr (CtlResult) ordered = NULL;
  g_autoptr (CtlResult) state = NULL;
  g_autoptr (CtlResult) lines = NULL;
  g_autoptr (JsonObject) object = NULL;

  ordered = ctl_runner_run (f->runner,
                            "simulate",
                            "--control",
                            control,
                            "state",
                            "{\"state\": \"live\", \"manifest\": "
                            "\"http://127.0.0.1:1/index.m3u8?token=sesame-open\"}",
                            NULL);
  g_assert_cmpint (ordered->status, ==, 0);
  state = ctl_runner_run (f->runner, "state", "--json", "--state-url", state_url, NULL);
  g_assert_cmpint (state->status, ==, 2);
  object = ctl_result_parse (state, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "status"), ==, "critical");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "problems")),
                    ==,
                    1);

  // A script gets the address that it may play, people one that they may pass on.
  g_assert_cmpstr (json_object_get_string_member (object, "manifest"),
                   ==,
                   "http://127.0.0.1:1/index.m3u8?token=sesame-open");
  lines = ctl_runner_run (f->runner, "state", "--state-url", state_url, NULL);
  g_assert_cmpint (lines->status, ==, 2);
  assert_has (lines->out, "http://127.0.0.1:1/index.m3u8?token=");
  g_assert_null (strstr (lines->out, "sesame"));
  g_assert_null (strstr (lines->err, "sesame"));
}

// A slip in "off" must not switch a fault on.
static void
test_misspelt_order (Fixture *f, gconstpointer data)
{
  const char *control;
  g_autoptr (CtlResult) order = NULL;
  g_autoptr (CtlResult) status = NULL;

  ctl_runner_start_simulator (f->runner);
  control = ctl_runner_get (f->runner, "controlUrl");
  order = ctl_runner_run (f->runner, "simulate", "--control", control, "fault", "BB-4", "of", NULL);
  g_assert_cmpint (order->status, ==, 3);
  status = ctl_runner_run (f->runner, "simulate", "--control", control, "status", NULL);
  g_assert_cmpint (status->status, ==, 0);
  g_assert_null (strstr (status->out, "BB-4"));
}

static void
assert_change_is_said_once (Fixture *f, const char *state_url)
{
  g_autoptr (CtlResult) order = ctl_runner_run (f->runner,
                                                "simulate",
                                                "--control",
                                                ctl_runner_get (f->runner, "controlUrl"),
                                                "fault",
                                                "BB-10",
                                                NULL);
  g_autoptr (CtlResult) changed =
    ctl_runner_run (f->runner, "state", "--state-url", state_url, "--watch", "--count=2", NULL);

  g_assert_cmpint (order->status, ==, 0);
  assert_has (changed->out, "playerManifest: http");
  g_assert_null (strstr (changed->out, "playerManifest: playerManifest"));
}

static void
test_watch (Fixture *f, gconstpointer data)
{
  const char *limits[] = { "--count=0", "--count=-1", "--seconds=0", "--seconds=-5" };
  const char *state_url = ctl_runner_start_simulator (f->runner);
  g_autoptr (CtlResult) once = ctl_runner_run (f->runner,
                                               "state",
                                               "--state-url",
                                               state_url,
                                               "--watch",
                                               "--json",
                                               "--count",
                                               "1",
                                               NULL);
  g_autoptr (CtlResult) timed = ctl_runner_run (f->runner,
                                                "state",
                                                "--state-url",
                                                state_url,
                                                "--watch",
                                                "--seconds",
                                                "1",
                                                NULL);
  g_autoptr (CtlResult)
    wrong = ctl_runner_run (f->runner, "state", "--state-url", state_url, "--count", "1", NULL);
  g_auto (GStrv) lines = g_strsplit (once->out, "\n", -1);

  g_assert_cmpint (once->status, ==, 0);
  for (guint i = 0; lines[i][0] != '\0'; i++) {
    g_autoptr (JsonObject) object = ctl_result_parse (once, i);

    g_assert_true (json_object_has_member (object, "type"));
  }
  assert_has (once->out, "\"first-state\"");
  assert_has (once->out, "\"type\":\"state\"");
  g_assert_cmpint (timed->status, ==, 0);
  assert_has (timed->out, "Custom");
  g_assert_cmpint (wrong->status, ==, 3);
  assert_change_is_said_once (f, state_url);
  // A limit of nothing is no limit that was forgotten.
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++) {
    g_autoptr (CtlResult) refused =
      ctl_runner_run (f->runner, "state", "--watch", "--state-url", state_url, limits[i], NULL);

    g_assert_cmpint (refused->status, ==, 3);
    assert_has (refused->err, "positive");
  }
}

static void
test_interrupted (Fixture *f, gconstpointer data)
{
  const char       *state_url = ctl_runner_start_simulator (f->runner);
  const char *const argv[] = { "state", "--watch", "--json", "--state-url", state_url, NULL };
  int               signals[] = { SIGINT, SIGTERM };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++) {
    g_autoptr (GSubprocess)
      process = ctl_runner_spawn (f->runner, G_SUBPROCESS_FLAGS_STDOUT_PIPE, argv);
    g_autoptr (GDataInputStream)
      lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
    g_autofree char *line = NULL;

    do {
      g_free (line);
      line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL);
      g_assert_nonnull (line);
    } while (strstr (line, "\"type\":\"state\"") == NULL);
    g_subprocess_send_signal (process, signals[i]);
    g_assert_true (g_subprocess_wait (process, NULL, NULL));
    g_assert_true (g_subprocess_get_if_exited (process));
    g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  }
  {
    // Somebody reads one line and goes away.
    g_autoptr (GSubprocess)
      process = ctl_runner_spawn (f->runner, G_SUBPROCESS_FLAGS_STDOUT_PIPE, argv);
    GInputStream *pipe = g_subprocess_get_stdout_pipe (process);
    char          byte;

    g_assert_cmpint (g_input_stream_read (pipe, &byte, 1, NULL, NULL), ==, 1);
    g_input_stream_close (pipe, NULL, NULL);
    g_assert_true (g_subprocess_wait (process, NULL, NULL));
    g_assert_true (g_subprocess_get_if_exited (process));
  }
}

static void
test_profiles (Fixture *f, gconstpointer data)
{
  g_autofree char *file = NULL;
  g_autofree char *hostile = NULL;
  g_autofree char *exported = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (ctl_runner_get_folder (f->runner), "out.json", NULL);
  g_autoptr (CtlResult) none = ctl_runner_run (f->runner, "profiles", NULL);
  g_autoptr (CtlResult) imported = NULL;
  g_autoptr (CtlResult) listed = NULL;
  g_autoptr (CtlResult) exporting = NULL;
  g_autoptr (CtlResult) refused = NULL;
  g_autoptr (CtlResult) missing = NULL;
  g_autoptr (CtlResult) folder = NULL;
  g_autoptr (CtlResult) state = NULL;
  g_autoptr (JsonObject) object = NULL;

  g_assert_cmpint (none->status, ==, 0);
  g_assert_cmpstr (none->out, ==, "");

  ctl_runner_start_simulator (f->runner);
  exported = g_strdup_printf ("{\"format\":\"cuelight-events\",\"version\":1,\"profiles\":[{"
                              "\"name\":\"Keynote\",\"source\":\"backend\",\"backendUrl\":\"%s\","
                              "\"ttl\":999}]}",
                              ctl_runner_get (f->runner, "backendUrl"));
  file = ctl_runner_write (f->runner, "in.json", exported);
  imported = ctl_runner_run (f->runner, "profiles", "import", file, NULL);
  g_assert_cmpint (imported->status, ==, 1);
  assert_has (imported->out, "Keynote");
  assert_has (imported->err, "ttl");

  listed = ctl_runner_run (f->runner, "profiles", "--json", "list", NULL);
  g_assert_cmpint (listed->status, ==, 0);
  object = ctl_result_parse (listed, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, "Keynote");
  g_assert_cmpstr (json_object_get_string_member (object, "source"), ==, "backend");
  g_assert_true (json_object_get_boolean_member (object, "complete"));

  state = ctl_runner_run (f->runner, "state", "--profile", "keynote", NULL);
  g_assert_cmpint (state->status, ==, 0);
  assert_has (state->out, "Custom");

  exporting = ctl_runner_run (f->runner, "profiles", "export", path, NULL);
  g_assert_cmpint (exporting->status, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  assert_has (text, "\"Keynote\"");

  hostile = ctl_runner_write (f->runner, "hostile.json", "{\"format\":\"cuelight-events\"");
  refused = ctl_runner_run (f->runner, "profiles", "import", hostile, NULL);
  g_assert_cmpint (refused->status, ==, 2);
  g_assert_cmpstr (refused->err, !=, "");

  missing = ctl_runner_run (f->runner, "profiles", "import", "/nonexistent/in.json", NULL);
  g_assert_cmpint (missing->status, ==, 3);
  assert_has (missing->err, "There is no file “/nonexistent/in.json”.");
  folder = ctl_runner_run (f->runner, "profiles", "import", "/", NULL);
  g_assert_cmpint (folder->status, ==, 2);
  assert_has (folder->err, "no ordinary file");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/ctl/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("help", test_help);
  ADD ("token", test_token);
  ADD ("state-url", test_state_url);
  ADD ("limits", test_limits);
  ADD ("state", test_state);
  ADD ("failures", test_failures);
  ADD ("dead-stream", test_dead_stream);
  ADD ("misspelt-order", test_misspelt_order);
  ADD ("watch", test_watch);
  ADD ("interrupted", test_interrupted);
  ADD ("profiles", test_profiles);
  return g_test_run ();
}
