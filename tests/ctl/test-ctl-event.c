// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Subcommands that are given an event of the user's in place of addresses and tokens.

#include <locale.h>
#include <string.h>

#include "ctl-runner.h"
#include "cue-secret-store.h"

// libsecret's file backend (0.20.5) forgets memory at each write, so what writes does so in a
// process of its own, without the leak checker.
#define SCENE "CUE_TEST_SCENE"

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cue_secret_store_store_finish (CUE_SECRET_STORE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

// The process that keeps a secret: profile, kind and secret are its arguments.
static int
keep (char **argv)
{
  g_autoptr (CueSecretStore) store = cue_secret_store_new ();
  g_autoptr (GBytes) secret = g_bytes_new (argv[3], strlen (argv[3]));
  gboolean done = FALSE;

  cue_secret_store_store_async (store, argv[1], argv[2], "test", secret, NULL, on_kept, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}

typedef struct {
  CtlRunner *runner;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->runner = ctl_runner_new ();
  ctl_runner_start_simulator (f->runner);
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
keep_secret (Fixture *f, const char *profile, const char *kind, const char *secret)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *keyring = g_build_filename (ctl_runner_get_folder (f->runner), "keyring", NULL);

  g_subprocess_launcher_setenv (launcher, "SECRET_BACKEND", "file", TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PASSWORD", "pw", TRUE);
  g_subprocess_launcher_setenv (launcher, SCENE, "keep", TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, program, profile, kind, secret, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
}

// Adds an event, whose doors have these members. Returns its id.
static char *
add_event (Fixture *f, const char *name, const char *doors)
{
  g_autofree char *text =
    g_strdup_printf ("{\"format\":\"cuelight-events\",\"version\":1,\"profiles\":[{\"name\":\"%s\","
                     "\"source\":\"state-url\",\"stateUrl\":\"%s\",\"doors\":{%s}}]}",
                     name,
                     ctl_runner_get (f->runner, "stateUrl"),
                     doors);
  g_autofree char *file = ctl_runner_write (f->runner, "in.json", text);
  g_autoptr (CtlResult) imported = ctl_runner_run (f->runner, "profiles", "import", file, NULL);
  g_autoptr (CtlResult) listed = ctl_runner_run (f->runner, "profiles", "--json", "list", NULL);
  g_auto (GStrv) lines = g_strsplit (listed->out, "\n", -1);
  g_autoptr (JsonObject) last = NULL;

  g_assert_cmpint (imported->status, <=, 1);
  g_assert_cmpint (listed->status, ==, 0);
  last = ctl_result_parse (listed, g_strv_length (lines) - 2);
  g_assert_cmpstr (json_object_get_string_member (last, "name"), ==, name);
  return g_strdup (json_object_get_string_member (last, "id"));
}

static char *
make_doors (Fixture *f, const char *sites, const char *source)
{
  return g_strdup_printf ("\"enabled\":true,\"environment\":\"custom\",\"hubUrl\":\"%s\","
                          "\"identityUrl\":\"%s\",\"clientId\":\"%s\",\"tokenSource\":\"%s\","
                          "\"sites\":[%s]",
                          ctl_runner_get_doors (f->runner, "hubUrl"),
                          ctl_runner_get_doors (f->runner, "identityUrl"),
                          ctl_runner_get_doors (f->runner, "signInClientId"),
                          source,
                          sites);
}

static char *
make_site (Fixture *f)
{
  return g_strdup_printf ("{\"id\":\"%s\",\"name\":\"Main hall\"}",
                          ctl_runner_get_site (f->runner));
}

#define RUN(command, ...) ctl_runner_run (f->runner, command, __VA_ARGS__, NULL)

static void
test_pasted (Fixture *f, gconstpointer data)
{
  const char      *token = ctl_runner_get_doors (f->runner, "token");
  g_autofree char *site = make_site (f);
  g_autofree char *doors = make_doors (f, site, "pasted");
  g_autofree char *id = add_event (f, "Keynote", doors);
  g_autofree char *file = ctl_runner_write (f->runner, "token", token);
  g_autoptr (CtlResult) none = NULL;
  g_autoptr (CtlResult) given = NULL;
  g_autoptr (CtlResult) kept = NULL;
  g_autoptr (CtlResult) incidents = NULL;
  g_autoptr (CtlResult) both = NULL;

  none = RUN ("entries", "--profile", "Keynote", "--count", "1");
  g_assert_cmpint (none->status, ==, 3);
  assert_has (none->err, "No access token is stored");
  // A token that is given comes before the one that is kept.
  given = RUN ("entries", "--profile", "Keynote", "--count", "1", "--token-file", file);
  g_assert_cmpint (given->status, ==, 0);

  keep_secret (f, id, CUE_SECRET_KIND_DOORS_TOKEN, token);
  kept = RUN ("entries", "--profile", "keynote", "--count", "1", "--json", "--trace");
  g_assert_cmpint (kept->status, ==, 0);
  assert_has (kept->out, "\"event\":\"message\"");
  assert_has (kept->out, ctl_runner_get_site (f->runner));
  g_assert_null (strstr (kept->out, token));
  incidents = RUN ("incidents", "--profile", id, "--seconds", "1", "--json");
  g_assert_cmpint (incidents->status, ==, 0);
  assert_has (incidents->out, "\"event\":\"connected\"");

  both = RUN ("entries", "--profile", "Keynote", "--hub-url", "https://hub.example.com");
  g_assert_cmpint (both->status, ==, 3);
  assert_has (both->err, "--profile");
}

static void
test_sites (Fixture *f, gconstpointer data)
{
  const char      *token = ctl_runner_get_doors (f->runner, "token");
  g_autofree char *site = make_site (f);
  g_autofree char *sites = g_strdup_printf ("{\"id\":\"elsewhere\"},%s", site);
  g_autofree char *doors = make_doors (f, sites, "pasted");
  g_autofree char *id = add_event (f, "Two sites", doors);
  g_autofree char *nowhere = add_event (f, "No doors", "");
  const struct {
    const char *profile;
    const char *site;
    int         status;
    const char *part;
  } cases[] = {
    { "Two sites", NULL, 3, "choose one with --site: elsewhere, " },
    { "Two sites", "third", 3, "no site “third”" },
    { "Two sites", "Main hall", 0, NULL },
    { "Two sites", ctl_runner_get_site (f->runner), 0, NULL },
    { "No doors", NULL, 3, "has no doors" },
    { "Nothing", NULL, 3, "no event named “Nothing”" },
  };

  keep_secret (f, id, CUE_SECRET_KIND_DOORS_TOKEN, token);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CtlResult) result = RUN ("entries",
                                        "--count",
                                        "1",
                                        "--profile",
                                        cases[i].profile,
                                        cases[i].site != NULL ? "--site" : NULL,
                                        cases[i].site);

    g_test_message ("%s %s", cases[i].profile, cases[i].site);
    g_assert_cmpint (result->status, ==, cases[i].status);
    if (cases[i].part != NULL)
      assert_has (result->err, cases[i].part);
  }
}

// The service forgets a refresh token when it gives another one, so the second time works only if
// the first one kept it, although it ended as soon as it could.
static void
test_renewed (Fixture *f, gconstpointer data)
{
  const char      *refresh = ctl_runner_get_doors (f->runner, "refreshToken");
  g_autofree char *site = make_site (f);
  g_autofree char *doors = make_doors (f, site, "refresh-token");
  g_autofree char *id = add_event (f, "Renewed", doors);

  keep_secret (f, id, CUE_SECRET_KIND_DOORS_REFRESH, refresh);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (CtlResult) result = RUN ("entries", "--profile", "Renewed", "--count", "1");

    g_test_message ("%s", result->err);
    g_assert_cmpint (result->status, ==, 0);
    g_assert_null (strstr (result->err, refresh));
  }
}

static void
test_without_token (Fixture *f, gconstpointer data)
{
  g_autoptr (CtlResult) result = RUN ("entries",
                                      "--hub-url",
                                      ctl_runner_get_doors (f->runner, "hubUrl"),
                                      "--site",
                                      ctl_runner_get_site (f->runner));

  g_assert_cmpint (result->status, ==, 2);
  assert_has (result->err, "No token was given.");
  assert_has (result->err, "--token-file");
  assert_has (result->err, "--profile");
  g_assert_null (strstr (result->err, "expired"));
}

static void
test_names (Fixture *f, gconstpointer data)
{
  g_autofree char *first = add_event (f, "Keynote", "");
  g_autofree char *other = add_event (f, "KEYNOTE", "");
  g_autofree char *copy = NULL;
  g_autoptr (CtlResult) exact = RUN ("state", "--profile", "Keynote");
  g_autoptr (CtlResult) loose = RUN ("state", "--profile", "keynote");
  g_autoptr (CtlResult) same = NULL;
  g_autoptr (CtlResult) by_id = NULL;

  g_assert_cmpint (exact->status, ==, 0);
  g_assert_cmpint (loose->status, ==, 3);
  assert_has (loose->err, "More than one event is named “keynote”");
  copy = add_event (f, "Keynote", "");
  same = RUN ("state", "--profile", "Keynote");
  g_assert_cmpint (same->status, ==, 3);
  assert_has (same->err, "Give the ID");
  by_id = RUN ("state", "--profile", copy);
  g_assert_cmpint (by_id->status, ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  if (g_getenv (SCENE) != NULL)
    return keep (argv);
  g_setenv ("LSAN_OPTIONS", "detect_leaks=0", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/ctl/event/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("pasted", test_pasted);
  ADD ("sites", test_sites);
  ADD ("renewed", test_renewed);
  ADD ("without-token", test_without_token);
  ADD ("names", test_names);
  return g_test_run ();
}
