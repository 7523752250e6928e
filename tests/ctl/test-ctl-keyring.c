// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// “cuelightctl keys” with the keyring: a key of its own for each connection of an event.

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

#define RUN(...) ctl_runner_run (f->runner, __VA_ARGS__, NULL)

static void
add_event (Fixture *f, const char *name, const char *connections)
{
  g_autofree char *text =
    g_strdup_printf ("{\"format\":\"cuelight-events\",\"version\":1,\"profiles\":[{\"name\":\"%s\","
                     "\"source\":\"state-url\",\"stateUrl\":\"https://state.example/s\","
                     "\"tenduke\":{\"connections\":[%s]}}]}",
                     name,
                     connections);
  g_autofree char *file = ctl_runner_write (f->runner, "in.json", text);
  g_autoptr (CtlResult) imported = RUN ("profiles", "import", file);

  g_assert_cmpint (imported->status, <=, 1);
}

static void
test_stored (Fixture *f, gconstpointer data)
{
  add_event (f,
             "Keynote",
             "{\"label\":\"Live\",\"host\":\"acme\",\"feeds\":[\"a\"]},"
             "{\"label\":\"Test\",\"host\":\"acme-test\",\"feeds\":[\"a\"]}");
  {
    g_autoptr (CtlResult) empty = RUN ("keys", "list", "--json");
    g_autoptr (JsonObject) first = ctl_result_parse (empty, 0);
    g_autoptr (JsonObject) second = ctl_result_parse (empty, 1);

    g_assert_cmpint (empty->status, ==, 1);
    g_assert_cmpstr (json_object_get_string_member (first, "state"), ==, "missing");
    g_assert_cmpstr (json_object_get_string_member (second, "state"), ==, "missing");
  }
  {
    g_autoptr (CtlResult) which = RUN ("keys", "generate", "--profile=Keynote");
    g_autoptr (CtlResult) none = RUN ("keys", "public", "--profile=Keynote", "--connection=Live");

    g_assert_cmpint (which->status, ==, 3);
    assert_has (which->err, "“Live”, “Test”");
    g_assert_cmpint (none->status, ==, 3);
    assert_has (none->err, "No key is stored");
  }
  {
    g_autoptr (CtlResult) made = RUN ("keys", "generate", "--profile=Keynote", "--connection=Live");
    g_autoptr (CtlResult) shown = RUN ("keys", "public", "--profile=Keynote", "--connection=Live");
    g_autoptr (CtlResult)
      again = RUN ("keys", "generate", "--profile=Keynote", "--connection=Live");
    g_autoptr (CtlResult) same = RUN ("keys", "public", "--profile=Keynote", "--connection=Live");
    g_autoptr (CtlResult) list = RUN ("keys", "list", "--profile=Keynote");
    g_autoptr (CtlResult) other = NULL;
    g_autoptr (CtlResult) full = NULL;

    g_assert_cmpint (made->status, ==, 0);
    g_assert_true (g_str_has_prefix (made->out, "-----BEGIN PUBLIC KEY-----\n"));
    assert_has (made->err, "keyring");
    g_assert_null (strstr (made->out, "PRIVATE"));
    g_assert_cmpstr (shown->out, ==, made->out);

    // The only copy of a key is not written over.
    g_assert_cmpint (again->status, ==, 3);
    assert_has (again->err, "--replace");
    g_assert_cmpstr (same->out, ==, made->out);

    g_assert_cmpint (list->status, ==, 1);
    assert_has (list->out, "\t2048\tKeynote\tLive\n");
    assert_has (list->out, "no key\t-\tKeynote\tTest\n");

    other = RUN ("keys",
                 "generate",
                 "--profile=Keynote",
                 "--connection=Live",
                 "--bits=3072",
                 "--replace");
    g_assert_cmpint (other->status, ==, 0);
    g_assert_cmpstr (other->out, !=, made->out);
    g_clear_pointer (&other, ctl_result_free);
    other = RUN ("keys", "generate", "--profile=Keynote", "--connection=Test");
    g_assert_cmpint (other->status, ==, 0);
    full = RUN ("keys", "list", "--profile=Keynote");
    g_assert_cmpint (full->status, ==, 0);
    assert_has (full->out, "\t3072\tKeynote\tLive\n");
    assert_has (full->out, "\t2048\tKeynote\tTest\n");
  }
}

static void
test_without_connection (Fixture *f, gconstpointer data)
{
  g_autoptr (CtlResult) nothing = RUN ("keys", "list");
  g_autoptr (CtlResult) bare = NULL;

  g_assert_cmpint (nothing->status, ==, 0);
  g_assert_cmpstr (nothing->out, ==, "");
  add_event (f, "Bare", "");
  bare = RUN ("keys", "generate", "--profile=Bare");
  g_assert_cmpint (bare->status, ==, 3);
  assert_has (bare->err, "no connection to 10Duke");
}

int
main (int argc, char **argv)
{
  // libsecret's file backend (0.20.5) forgets memory at each write.
  g_setenv ("LSAN_OPTIONS", "detect_leaks=0", TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/ctl-keyring/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("stored", test_stored);
  ADD ("without-connection", test_without_connection);
#undef ADD

  return g_test_run ();
}
