// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "ctl-runner.h"

// The check before the show: how it is asked, and what may be read from how it ends. Without its
// media the simulated event is never fine; that it can be is tried with the check itself.

typedef struct {
  CtlRunner *runner;
  char      *secret; // a file
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *profiles = NULL;
  g_autofree char *file = NULL;

  f->runner = ctl_runner_new ();
  ctl_runner_start_simulator (f->runner);
  f->secret = ctl_runner_write (f->runner, "secret", ctl_runner_get (f->runner, "secret"));
  profiles = g_strdup_printf ("{\"format\":\"cuelight-events\",\"version\":4,\"profiles\":[{"
                              "\"id\":\"6f0c2a51-0d1e-4a7c-9b54-5b1f6c1d0001\","
                              "\"name\":\"Key | <b>note</b>\",\"source\":\"api-key\","
                              "\"endpoint\":\"%s\",\"iss\":\"%s\",\"aud\":\"%s\"}]}",
                              ctl_runner_get (f->runner, "stateUrlEndpoint"),
                              ctl_runner_get (f->runner, "iss"),
                              ctl_runner_get (f->runner, "aud"));
  file = ctl_runner_write (f->runner, "events.json", profiles);
  ctl_result_free (ctl_runner_run (f->runner, "profiles", "import", file, NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->secret);
  ctl_runner_free (f->runner);
}

#define EVENT "Key | <b>note</b>"

static void
assert_no_secret (Fixture *f, const char *text)
{
  g_assert_null (strstr (text, ctl_runner_get (f->runner, "secret")));
  g_assert_null (strstr (text, "eyJ"));
}

static void
test_usage (Fixture *f, gconstpointer data)
{
  g_autoptr (CtlResult) none = ctl_runner_run (f->runner, "check", NULL);
  g_autoptr (CtlResult) two = ctl_runner_run (f->runner, "check", "a", "b", NULL);
  g_autoptr (CtlResult) unknown = ctl_runner_run (f->runner, "check", "Nobody", NULL);
  g_autoptr (CtlResult) help = ctl_runner_run (f->runner, "check", "--help", NULL);

  g_assert_cmpint (none->status, ==, 3);
  g_assert_cmpint (two->status, ==, 3);
  g_assert_cmpint (unknown->status, ==, 3);
  g_assert_true (g_str_has_prefix (unknown->out, "CUELIGHT UNKNOWN - "));
  g_assert_nonnull (strstr (unknown->out, "Nobody"));
  g_assert_cmpint (help->status, ==, 0);
  g_assert_nonnull (strstr (help->out, "--report"));
}

static void
test_text_and_report (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (ctl_runner_get_folder (f->runner), "r.html", NULL);
  g_autoptr (CtlResult) result =
    ctl_runner_run (f->runner, "check", EVENT, "--secret-file", f->secret, "--report", path, NULL);
  g_autofree char *html = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", result->out);
  g_assert_cmpint (result->status, ==, 2);
  g_assert_true (g_str_has_prefix (result->out, "CUELIGHT CRITICAL - Key / <b>note</b>: "));
  g_assert_nonnull (strstr (result->out, " | critical="));
  assert_no_secret (f, result->out);
  assert_no_secret (f, result->err);
  g_assert_true (g_file_get_contents (path, &html, NULL, &error));
  g_assert_no_error (error);
  assert_no_secret (f, html);
  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>"));
  g_assert_null (strstr (html, "<b>note"));
  g_assert_nonnull (strstr (html, "Key | &lt;b&gt;note&lt;/b&gt;"));
  g_assert_null (strstr (html, "<script"));
  g_assert_true (g_str_has_suffix (html, "</html>\n"));
}

static void
test_json (Fixture *f, gconstpointer data)
{
  g_autoptr (CtlResult)
    result = ctl_runner_run (f->runner, "check", EVENT, "--secret-file", f->secret, "--json", NULL);
  JsonObject *object = ctl_result_parse (result, 0);
  JsonArray  *findings = json_object_get_array_member (object, "findings");
  JsonObject *first = json_array_get_object_element (findings, 0);

  g_assert_cmpint (result->status, ==, 2);
  g_assert_cmpstr (json_object_get_string_member (object, "status"), ==, "critical");
  g_assert_cmpstr (json_object_get_string_member (object, "event"), ==, EVENT);
  g_assert_true (json_object_get_boolean_member (object, "complete"));
  g_assert_cmpstr (json_object_get_string_member (first, "status"), ==, "critical");
  g_assert_cmpstr (json_object_get_string_member (first, "cause"), !=, "");
  assert_no_secret (f, result->out);
  json_object_unref (object);
}

// Nothing is kept of an event of which only the state URL is known.
static void
test_state_url (Fixture *f, gconstpointer data)
{
  const char *url = ctl_runner_get (f->runner, "stateUrl");
  g_autoptr (CtlResult) result = ctl_runner_run (f->runner, "check", "--state-url", url, NULL);
  g_autoptr (CtlResult) both = ctl_runner_run (f->runner, "check", EVENT, "--state-url", url, NULL);
  g_autoptr (CtlResult) plain =
    ctl_runner_run (f->runner, "check", "--state-url", "http://state.example.invalid/s", NULL);

  g_test_message ("%s", result->out);
  g_assert_true (g_str_has_prefix (result->out, "CUELIGHT CRITICAL - 127.0.0.1: "));
  g_assert_nonnull (strstr (result->out, "Life of the state URL"));
  g_assert_nonnull (strstr (result->out, "\nFine: State of the event: "));
  g_assert_cmpint (result->status, ==, 2);
  g_assert_cmpint (both->status, ==, 3);
  // Nobody is asked through plain http but this computer.
  g_assert_cmpint (plain->status, ==, 2);
  g_assert_nonnull (strstr (plain->out, "It must begin with https://"));
}

// A secret that is wrong, and a report that cannot be written.
static void
test_failures (Fixture *f, gconstpointer data)
{
  g_autofree char *wrong =
    ctl_runner_write (f->runner,
                      "wrong",
                      "another-secret-0123456789abcdef0123456789abcdef01234567");
  g_autoptr (CtlResult)
    refused = ctl_runner_run (f->runner, "check", EVENT, "--secret-file", wrong, NULL);
  g_autoptr (CtlResult) unwritten = ctl_runner_run (f->runner,
                                                    "check",
                                                    EVENT,
                                                    "--secret-file",
                                                    f->secret,
                                                    "--report",
                                                    "/nonexistent/folder/r.html",
                                                    NULL);

  // A device is written to, and still one afterwards.
  g_autoptr (CtlResult) full = ctl_runner_run (f->runner,
                                               "check",
                                               EVENT,
                                               "--secret-file",
                                               f->secret,
                                               "--report",
                                               "/dev/full",
                                               NULL);

  g_assert_cmpint (refused->status, ==, 2);
  g_assert_nonnull (strstr (refused->out, "What to do:"));
  g_assert_null (strstr (refused->out, "another-secret"));
  // That something does not work is not hidden behind that.
  g_assert_cmpint (unwritten->status, ==, 2);
  g_assert_true (g_str_has_prefix (unwritten->out, "CUELIGHT CRITICAL - "));
  g_assert_nonnull (strstr (unwritten->err, "could not be written"));
  g_assert_cmpint (full->status, ==, 2);
  g_assert_nonnull (strstr (full->err, "could not be written"));
  g_assert_false (g_file_test ("/dev/full", G_FILE_TEST_IS_REGULAR));
}

// A link stays one, and what it leads to is written: the newest report under one name.
static void
test_link (Fixture *f, gconstpointer data)
{
  g_autofree char *target = ctl_runner_write (f->runner, "old.html", "old");
  g_autofree char *link = g_build_filename (ctl_runner_get_folder (f->runner), "r.html", NULL);
  g_autofree char *html = NULL;

  g_assert_cmpint (symlink (target, link), ==, 0);
  ctl_result_free (ctl_runner_run (f->runner,
                                   "check",
                                   "--state-url",
                                   "http://state.example.invalid/s",
                                   "--report",
                                   link,
                                   NULL));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (target, &html, NULL, NULL));
  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ctl/check/usage", Fixture, NULL, set_up, test_usage, tear_down);
  g_test_add ("/ctl/check/text-and-report", Fixture, NULL, set_up, test_text_and_report, tear_down);
  g_test_add ("/ctl/check/state-url", Fixture, NULL, set_up, test_state_url, tear_down);
  g_test_add ("/ctl/check/json", Fixture, NULL, set_up, test_json, tear_down);
  g_test_add ("/ctl/check/failures", Fixture, NULL, set_up, test_failures, tear_down);
  g_test_add ("/ctl/check/link", Fixture, NULL, set_up, test_link, tear_down);
  return g_test_run ();
}
