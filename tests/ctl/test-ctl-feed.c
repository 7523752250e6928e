// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <signal.h>
#include <string.h>

#include "ctl-runner.h"

// “cuelightctl feed” against a simulated Event Data Service.

#define FEED  "my-app-events"
#define QUIET "quiet-app"
#define EVENT                                                                     \
  "{\"eventType\":\"demo\",\"eventId\":\"0f4f3c5e-4f5e-4b55-9d0c-0c9c7a8d0001\"," \
  "\"eventSourceId\":\"" QUIET "\",\"data\":{\"text\": \"a b\", \"eventTime\":1792000000123}}"

typedef struct {
  CtlRunner  *runner;
  const char *url;
  char       *key;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->runner = ctl_runner_new ();
  ctl_runner_start_simulator (f->runner);
  f->url = ctl_runner_get_in (f->runner, "tenduke", "baseUrl");
  f->key =
    ctl_runner_write (f->runner, "key", ctl_runner_get_in (f->runner, "tenduke", "privateKey"));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  ctl_runner_free (f->runner);
  g_free (f->key);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

// Whatever is asked for, no key and no token is ever said.
static CtlResult *
check_secrets (CtlResult *result)
{
  g_assert_null (strstr (result->out, "PRIVATE KEY"));
  g_assert_null (strstr (result->err, "PRIVATE KEY"));
  g_assert_null (strstr (result->out, "Bearer ey"));
  g_assert_null (strstr (result->err, "Bearer ey"));
  return result;
}

#define RUN(...)  \
  check_secrets ( \
    ctl_runner_run (f->runner, "feed", "--host", f->url, "--key-file", f->key, __VA_ARGS__, NULL))

static void
test_get (Fixture *f, gconstpointer data)
{
  g_autoptr (CtlResult) lines = RUN ("get", FEED, "--max", "3");
  g_autoptr (CtlResult) json = RUN ("get", FEED, "--max", "3", "--json", "--trace");
  g_autoptr (CtlResult) all = RUN ("get", FEED, "--max", "200", "--all", "--json");
  g_autoptr (CtlResult) empty = RUN ("get", QUIET);
  g_autoptr (CtlResult) dry = RUN ("get", "a b", "--after", "1792000000000000000", "--dry-run");
  g_autoptr (JsonObject) event = ctl_result_parse (json, 0);
  g_autoptr (JsonObject) newest = ctl_result_parse (all, 0);
  g_autoptr (JsonObject) first = ctl_result_parse (all, count_lines (all->out) - 1);
  g_autoptr (CtlResult) part = NULL;
  g_autoptr (CtlResult) on = NULL;
  g_autofree char *after = NULL;
  g_autofree char *before = NULL;

  g_assert_cmpint (lines->status, ==, 0);
  g_assert_cmpuint (count_lines (lines->out), ==, 3);
  g_assert_cmpint (json->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (event, "eventSourceId"), ==, FEED);
  g_assert_cmpint (all->status, ==, 0);
  g_assert_cmpuint (count_lines (all->out), >, 400);
  g_assert_cmpint (empty->status, ==, 0);
  g_assert_cmpstr (empty->out, ==, "");
  assert_has (empty->err, "no events");
  assert_has (dry->out, "/get/a%20b?after=1792000000000000000&maxEventCount=100");

  // Page after page back from the newest, each printed as it comes.
  g_assert_cmpint (json_object_get_int_member (newest, "eventReceived"),
                   >,
                   json_object_get_int_member (first, "eventReceived"));

  // A page from some moment on begins behind it.
  after =
    g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (first, "eventReceived"));
  part = RUN ("get", FEED, "--after", after, "--max", "5", "--json");
  g_assert_cmpuint (count_lines (part->out), ==, 5);
  g_assert_null (strstr (part->out, json_object_get_string_member (first, "eventId")));

  // With a beginning, from there on; with an end, since the feed goes on growing.
  before =
    g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (newest, "eventReceived") + 1);
  on = RUN ("get", FEED, "--after", after, "--before", before, "--max", "100", "--all", "--json");
  g_assert_cmpuint (count_lines (on->out), ==, count_lines (all->out) - 1);
  g_assert_true (g_str_has_prefix (on->out, part->out));
}

static void
test_put (Fixture *f, gconstpointer data)
{
  g_autofree char *file = ctl_runner_write (f->runner, "event.json", EVENT);
  g_autofree char *broken = ctl_runner_write (f->runner, "broken.json", "{\"eventType\":\"x\"}");
  g_autofree char *none = ctl_runner_write (f->runner, "none.json", "[]");
  g_autofree char *wrong = ctl_runner_write (f->runner, "wrong.json", "{'a':1}");
  g_autoptr (CtlResult) dry = RUN ("put", file, "--dry-run");
  g_autoptr (CtlResult) sent = RUN ("put", file, "--wait", "--json");
  g_autoptr (CtlResult) back = RUN ("get", QUIET, "--json");
  g_autoptr (CtlResult) blocked = RUN ("put", broken);
  g_autoptr (CtlResult) nothing = RUN ("put", none);
  g_autoptr (CtlResult) unreadable = RUN ("put", wrong);
  g_autoptr (CtlResult) refused = NULL;
  g_autoptr (JsonObject) result = ctl_result_parse (sent, 0);

  g_assert_cmpint (dry->status, ==, 0);
  assert_has (dry->out, "Content-Type: application/jose");
  g_assert_cmpint (sent->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (result, "outcome"), ==, "done");
  g_assert_true (json_object_has_member (result, "seen"));
  // Once, although it was signed twice; and what is in quotation marks is as it was.
  g_assert_cmpuint (count_lines (back->out), ==, 1);
  assert_has (back->out, "\"text\":\"a b\"");
  g_assert_cmpint (blocked->status, ==, 3);
  assert_has (blocked->err, "eventSourceId");
  // Once, and without a place: it is about the whole file.
  g_assert_cmpint (nothing->status, ==, 3);
  g_assert_cmpuint (count_lines (nothing->err), ==, 1);
  g_assert_null (strstr (nothing->err, ": : "));
  g_assert_cmpint (unreadable->status, ==, 3);

  ctl_runner_fault (f->runner, "TB-13", TRUE);
  refused = RUN ("put", file);
  g_assert_cmpint (refused->status, ==, 2);
  assert_has (refused->err, "400");
}

static void
test_faults (Fixture *f, gconstpointer data)
{
  g_autofree char *no_key = ctl_runner_write (f->runner, "no-key", "nothing\n");
  g_autoptr (CtlResult)
    no_host = ctl_runner_run (f->runner, "feed", "get", FEED, "--key-file", f->key, NULL);
  g_autoptr (CtlResult) bad_host = ctl_runner_run (f->runner,
                                                   "feed",
                                                   "get",
                                                   FEED,
                                                   "--host",
                                                   "http://example.com",
                                                   "--key-file",
                                                   f->key,
                                                   NULL);
  g_autoptr (CtlResult) bad_key =
    ctl_runner_run (f->runner, "feed", "get", FEED, "--host", f->url, "--key-file", no_key, NULL);
  g_autoptr (CtlResult) bad_feed = RUN ("get", "exp");
  g_autoptr (CtlResult) unit = RUN ("get", FEED, "--after", "1792000000", "--dry-run");
  g_autoptr (CtlResult) bad_time = RUN ("get", FEED, "--after", "soon");
  g_autoptr (CtlResult) backwards = RUN ("get", FEED, "--after", "20", "--before", "10");
  g_autoptr (CtlResult) verb = RUN ("take", FEED);
  g_autoptr (CtlResult) refused = NULL;

  g_assert_cmpint (no_host->status, ==, 3);
  g_assert_cmpint (bad_host->status, ==, 3);
  g_assert_cmpint (bad_key->status, ==, 3);
  g_assert_cmpint (bad_feed->status, ==, 3);
  g_assert_cmpint (unit->status, ==, 0);
  assert_has (unit->err, "1792000000000000000");
  g_assert_cmpint (bad_time->status, ==, 3);
  g_assert_cmpint (backwards->status, ==, 3);
  g_assert_cmpint (verb->status, ==, 3);
  ctl_runner_fault (f->runner, "TB-10", TRUE);
  refused = RUN ("get", FEED);
  g_assert_cmpint (refused->status, ==, 2);
  assert_has (refused->err, "403");
}

static void
on_line (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  char *line =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  *(char **) user_data = line;
}

// What comes is printed as it comes, until somebody ends it.
static void
test_follow (Fixture *f, gconstpointer data)
{
  const char *const argv[] = { "feed",       "get",  QUIET,      "--host", f->url,
                               "--key-file", f->key, "--follow", "--json", NULL };
  g_autofree char  *file = ctl_runner_write (f->runner, "event.json", EVENT);
  g_autoptr (GSubprocess)
    process = ctl_runner_spawn (f->runner, G_SUBPROCESS_FLAGS_STDOUT_PIPE, argv);
  g_autoptr (GDataInputStream)
    out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (CtlResult) sent = RUN ("put", file);
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sent->status, ==, 0);
  g_data_input_stream_read_line_async (out, G_PRIORITY_DEFAULT, NULL, on_line, &line);
  while (line == NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_has (line, "0f4f3c5e-4f5e-4b55-9d0c-0c9c7a8d0001");
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

// Through a connection of an event, with the key that its keyring has for it.
static void
test_profile (Fixture *f, gconstpointer data)
{
  g_autofree char *events =
    g_strdup_printf ("{\"format\":\"cuelight-events\",\"version\":3,\"profiles\":[{\"name\":"
                     "\"Show\",\"tenduke\":{\"connections\":[{\"label\":\"Live\",\"host\":\"%s\","
                     "\"feeds\":[\"" QUIET "\"],\"production\":true},{\"label\":\"Test\","
                     "\"host\":\"%s\",\"feeds\":[\"" FEED "\"]}]}}]}",
                     f->url,
                     f->url);
  g_autofree char *file = ctl_runner_write (f->runner, "events.json", events);
  g_autofree char *event = ctl_runner_write (f->runner, "event.json", EVENT);
  g_autoptr (CtlResult) imported = ctl_runner_run (f->runner, "profiles", "import", file, NULL);

#define SHOW(...) \
  check_secrets (ctl_runner_run (f->runner, "feed", "--profile", "show", __VA_ARGS__, NULL))
  g_autoptr (CtlResult) which = SHOW ("get", FEED);
  g_autoptr (CtlResult) no_key = SHOW ("--connection", "Test", "get", FEED);
  g_autoptr (CtlResult) dry = SHOW ("--connection", "Test", "--dry-run", "get", FEED);
  g_autoptr (CtlResult) both = SHOW ("--connection", "Test", "--host", f->url, "get", FEED);
  g_autoptr (CtlResult)
    read = SHOW ("--connection", "Test", "--key-file", f->key, "get", FEED, "--max", "2");
  g_autoptr (CtlResult) guarded = SHOW ("--connection", "Live", "--key-file", f->key, "put", event);
  g_autoptr (CtlResult) empty = SHOW ("--connection", "Live", "--key-file", f->key, "get", QUIET);
  g_autoptr (CtlResult)
    sent = SHOW ("--connection", "Live", "--key-file", f->key, "--yes", "put", event);
  g_autoptr (CtlResult) made =
    ctl_runner_run (f->runner, "keys", "generate", "--profile=Show", "--connection=Test", NULL);
  g_autoptr (CtlResult) stored = SHOW ("--connection", "Test", "get", FEED);
  g_autoptr (CtlResult) signed_dry = SHOW ("--connection", "Test", "--dry-run", "put", event);
#undef SHOW

  g_assert_cmpint (imported->status, <=, 1);
  g_assert_cmpint (which->status, ==, 3);
  assert_has (which->err, "“Live”, “Test”");
  g_assert_cmpint (no_key->status, ==, 3);
  assert_has (no_key->err, "No key is stored");
  g_assert_cmpint (dry->status, ==, 0);
  assert_has (dry->out, "/get/" FEED "?maxEventCount=100");
  g_assert_cmpint (both->status, ==, 3);
  assert_has (both->err, "--profile");
  g_assert_cmpint (read->status, ==, 0);
  g_assert_cmpuint (count_lines (read->out), ==, 2);

  // Real people are behind it, so it has to be said.
  g_assert_cmpint (guarded->status, ==, 3);
  assert_has (guarded->err, "production");
  g_assert_cmpstr (empty->out, ==, "");
  g_assert_cmpint (sent->status, ==, 0);

  // The key of the keyring was used: the service does not know it.
  g_assert_cmpint (made->status, ==, 0);
  g_assert_cmpint (stored->status, ==, 2);
  assert_has (stored->err, "401");
  g_assert_cmpint (signed_dry->status, ==, 0);
  assert_has (signed_dry->out, "Content-Type: application/jose");
}

int
main (int argc, char **argv)
{
  // libsecret's file backend (0.20.5) forgets memory at each write.
  g_setenv ("LSAN_OPTIONS", "detect_leaks=0", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/ctl/feed/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("get", test_get);
  ADD ("put", test_put);
  ADD ("faults", test_faults);
  ADD ("follow", test_follow);
  ADD ("profile", test_profile);
#undef ADD
  return g_test_run ();
}
