// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <glib/gstdio.h>
#include <string.h>

#include "ctl-runner.h"

// “cuelightctl keys” and “token tenduke”, “token inspect”, from the command line.

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

static char *
make_path (Fixture *f, const char *name)
{
  return g_build_filename (ctl_runner_get_folder (f->runner), name, NULL);
}

static char *
read_file (const char *path)
{
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

// Nothing of the private half is in what is said.
static void
assert_silent (CtlResult *result, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (key, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 20);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (strlen (lines[i]) < 20)
      continue;
    g_assert_null (strstr (result->out, lines[i]));
    g_assert_null (strstr (result->err, lines[i]));
  }
  g_assert_null (strstr (result->out, "PRIVATE"));
}

static char *
generate (Fixture *f, const char *name)
{
  g_autofree char *path = make_path (f, name);
  g_autoptr (CtlResult)
    result = ctl_runner_run (f->runner, "keys", "generate", "--key-file", path, NULL);

  g_assert_cmpint (result->status, ==, 0);
  return g_steal_pointer (&path);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  g_autofree char *path = make_path (f, "key.pem");
  g_autofree char *key = NULL;
  g_autofree char *again = NULL;
  g_autofree char *loose = NULL;
  g_autoptr (CtlResult) made =
    ctl_runner_run (f->runner, "keys", "generate", "--bits", "3072", "--key-file", path, NULL);
  g_autoptr (CtlResult) shown = NULL;
  g_autoptr (CtlResult) json = NULL;
  g_autoptr (CtlResult) taken = NULL;
  g_autoptr (JsonObject) object = NULL;
  GStatBuf status;

  g_assert_cmpint (made->status, ==, 0);
  g_assert_true (g_str_has_prefix (made->out, "-----BEGIN PUBLIC KEY-----\n"));
  g_assert_true (g_str_has_suffix (made->out, "-----END PUBLIC KEY-----\n"));
  assert_has (made->err, "3072 bits");
  assert_has (made->err, path);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  key = read_file (path);
  g_assert_true (g_str_has_prefix (key, "-----BEGIN PRIVATE KEY-----\n"));
  assert_silent (made, key);

  shown = ctl_runner_run (f->runner, "keys", "public", "--key-file", path, NULL);
  g_assert_cmpint (shown->status, ==, 0);
  g_assert_cmpstr (shown->out, ==, made->out);
  assert_silent (shown, key);

  json = ctl_runner_run (f->runner, "keys", "public", "--json", "--key-file", path, NULL);
  object = ctl_result_parse (json, 0);
  g_assert_cmpint (json_object_get_int_member (object, "bits"), ==, 3072);
  g_assert_cmpstr (json_object_get_string_member (object, "publicKey"), ==, made->out);
  assert_has (made->err, json_object_get_string_member (object, "fingerprint"));
  assert_silent (json, key);

  // The only copy of a key is not written over.
  taken = ctl_runner_run (f->runner, "keys", "generate", "--key-file", path, NULL);
  g_assert_cmpint (taken->status, ==, 3);
  assert_has (taken->err, "nothing was written over");
  again = read_file (path);
  g_assert_cmpstr (again, ==, key);

  loose = make_path (f, "no-such-folder/key.pem");
  {
    g_autoptr (CtlResult)
      nowhere = ctl_runner_run (f->runner, "keys", "generate", "--key-file", loose, NULL);

    g_assert_cmpint (nowhere->status, ==, 3);
    assert_has (nowhere->err, "cannot be written");
  }
}

static void
test_keys_usage (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *words[5];
    const char *said;
  } cases[] = {
    { { "keys" }, "Say what to do" },
    { { "keys", "forge" }, "“forge”" },
    { { "keys", "generate" }, "where the private half shall go" },
    { { "keys", "public" }, "where the private half is" },
    { { "keys", "public", "--key-file=a", "--profile=b" }, "where the private half is" },
    { { "keys", "list", "--key-file=a" }, "of the keyring" },
    { { "keys", "list", "--profile=nobody" }, "nobody" },
    { { "keys", "generate", "--bits", "1024", "--key-file=new.pem" }, "2048, 3072 or 4096" },
    { { "keys", "public", "--key-file=no-such-file" }, "no-such-file" },
    { { "keys", "public", "generate" }, "Say what to do" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *const *w = cases[i].words;
    g_autoptr (CtlResult) result = ctl_runner_run (f->runner, w[0], w[1], w[2], w[3], w[4], NULL);

    g_assert_cmpint (result->status, ==, 3);
    g_assert_cmpstr (result->out, ==, "");
    assert_has (result->err, cases[i].said);
  }
}

static void
test_other_keys (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *text;
    const char *help;
  } cases[] = {
    { "-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\n", "openssl pkcs8" },
    { "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII\n-----END ENCRYPTED PRIVATE KEY-----\n",
      "passphrase" },
    { "-----BEGIN PUBLIC KEY-----\nMII\n-----END PUBLIC KEY-----\n", "public half" },
    { "nothing of the kind\n", "no key in it" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = ctl_runner_write (f->runner, "other.pem", cases[i].text);
    g_autoptr (CtlResult)
      shown = ctl_runner_run (f->runner, "keys", "public", "--key-file", path, NULL);
    g_autoptr (CtlResult)
      signs = ctl_runner_run (f->runner, "token", "tenduke", "feed", "--key-file", path, NULL);

    g_assert_cmpint (shown->status, ==, 3);
    assert_has (shown->err, cases[i].help);
    g_assert_cmpint (signs->status, ==, 3);
    assert_has (signs->err, cases[i].help);
    g_assert_cmpstr (signs->out, ==, "");
  }
}

static void
test_round (Fixture *f, gconstpointer data)
{
  g_autofree char *key = generate (f, "key.pem");
  g_autofree char *other = generate (f, "other.pem");
  g_autofree char *private = read_file (key);
  g_autofree char *public = NULL;
  g_autofree char *file = NULL;
  g_autoptr (CtlResult)
    shown = ctl_runner_run (f->runner, "keys", "public", "--key-file", key, NULL);
  // However slow the machine is.
  g_autoptr (CtlResult) token = ctl_runner_run (f->runner,
                                                "token",
                                                "tenduke",
                                                "my-app-events",
                                                "--life=3600",
                                                "--key-file",
                                                key,
                                                NULL);
  g_autoptr (CtlResult) fits = NULL;
  g_autoptr (CtlResult) open = NULL;
  g_autoptr (CtlResult) foreign = NULL;
  g_autoptr (CtlResult) feed = NULL;
  g_autoptr (JsonObject) object = NULL;

  g_assert_cmpint (token->status, ==, 0);
  assert_silent (token, private);
  public = ctl_runner_write (f->runner, "public.pem", shown->out);
  {
    g_autofree char *pasted = g_strconcat ("  Bearer ", token->out, "\n", NULL);

    file = ctl_runner_write (f->runner, "token", pasted);
  }
  fits = ctl_runner_run (f->runner,
                         "token",
                         "inspect",
                         file,
                         "--key-file",
                         public,
                         "--expect-alg",
                         "RS256",
                         "--expect-feed",
                         "my-app-events",
                         "--json",
                         NULL);
  g_assert_cmpint (fits->status, ==, 0);
  object = ctl_result_parse (fits, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "verified");
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "feed");
  g_assert_false (json_object_has_member (object, "reason"));
  g_assert_true (json_object_get_boolean_member (json_object_get_object_member (object, "payload"),
                                                 "my-app-events"));

  open = ctl_runner_run (f->runner, "token", "inspect", file, NULL);
  g_assert_cmpint (open->status, ==, 1);
  assert_has (open->out, "Not checked: ");
  assert_has (open->out, "Opens the feed “my-app-events”");

  foreign = ctl_runner_run (f->runner, "token", "inspect", file, "--key-file", other, NULL);
  g_assert_cmpint (foreign->status, ==, 2);
  assert_has (foreign->out, "Failed: It was not signed with this key");

  feed = ctl_runner_run (f->runner,
                         "token",
                         "inspect",
                         file,
                         "--key-file",
                         public,
                         "--expect-feed",
                         "another",
                         NULL);
  g_assert_cmpint (feed->status, ==, 2);
  assert_has (feed->out, "It does not open “another”");
}

static void
test_wildcard (Fixture *f, gconstpointer data)
{
  g_autofree char *key = generate (f, "key.pem");
  g_autofree char *file = NULL;
  g_autoptr (CtlResult) token = ctl_runner_run (f->runner,
                                                "token",
                                                "tenduke",
                                                "exp",
                                                "--wildcard",
                                                "--life=7200",
                                                "--json",
                                                "--key-file",
                                                key,
                                                NULL);
  g_autoptr (CtlResult) result = NULL;
  g_autoptr (JsonObject) object = NULL;

  g_assert_cmpint (token->status, ==, 0);
  assert_has (token->err, "every feed");
  assert_has (token->err, "longer than an hour");
  object = ctl_result_parse (token, 0);
  file = ctl_runner_write (f->runner, "token", json_object_get_string_member (object, "token"));
  result = ctl_runner_run (f->runner,
                           "token",
                           "inspect",
                           file,
                           "--key-file",
                           key,
                           "--expect-feed=exp",
                           NULL);
  g_assert_cmpint (result->status, ==, 0);
  assert_has (result->out, "Verified: ");
}

static void
test_usage (Fixture *f, gconstpointer data)
{
  g_autofree char *key = generate (f, "key.pem");
  g_autofree char *key_option = g_strconcat ("--key-file=", key, NULL);
  g_autofree char *secret = ctl_runner_write (f->runner, "secret", "sesame\n");
  g_autofree char *secret_option = g_strconcat ("--key-file=", secret, NULL);
  const struct {
    const char *words[5];
    const char *said;
  } cases[] = {
    { { "token", "tenduke", key_option }, "Say which feed" },
    { { "token", "tenduke", "a", "b", key_option }, "Say which feed" },
    { { "token", "tenduke", "a" }, "--key-file is needed" },
    { { "token", "tenduke", "exp", key_option }, "“exp” is a word of tokens" },
    { { "token", "tenduke", "*", key_option }, "no feed" },
    { { "token", "tenduke", "a", "--life=29", key_option }, "not 29 seconds" },
    { { "token", "tenduke", "a", "--life=-5", key_option }, "not 0 seconds" },
    { { "token", "tenduke", "a", "--life=86401", key_option }, "24 hours" },
    { { "token", "inspect", "no-such-file" }, "no-such-file" },
    { { "token", "inspect", "a", "b" }, "One file" },
    { { "token", "inspect", secret, "--expect-alg=none" }, "RS256 or HS512" },
    { { "token", "inspect", secret, "--expect-alg=HS512", key_option }, "is for RS256" },
    { { "token", "inspect", secret, "--expect-alg=RS256", secret_option }, "is for HS512" },
    { { "token", "inspect", "--key-file=-" }, "Only one" },
    { { "token", "inspect", secret, "--leeway=-1" }, "--leeway" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *const *w = cases[i].words;
    g_autoptr (CtlResult) result = ctl_runner_run (f->runner, w[0], w[1], w[2], w[3], w[4], NULL);

    g_assert_cmpint (result->status, ==, 3);
    g_assert_cmpstr (result->out, ==, "");
    assert_has (result->err, cases[i].said);
  }
}

// What is forged ends with 2 and its reason; one of each kind, the whole table is in net-jws.
static void
test_forged (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *token;
    const char *reason;
  } cases[] = {
    { "", "empty" },
    { "hello", "not-compact" },
    { "eyJhbGciOiJub25lIn0.e30.", "algorithm-none" },
    { "eyJhbGciOiJIUzI1NiJ9.e30.AAAA", "algorithm-confused" },
    { "eyJhbGciOiJSUzI1NiJ9.e30.", "no-signature" },
    { "eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "signature-length" },
    { "eyJhbGciOiJSUzI1NiIsImNyaXQiOlsiYiJdfQ.e30.AAAA", "critical" },
  };
  g_autofree char *key = generate (f, "key.pem");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *file = ctl_runner_write (f->runner, "token", cases[i].token);
    g_autoptr (CtlResult) result =
      ctl_runner_run (f->runner, "token", "inspect", file, "--key-file", key, "--json", NULL);
    g_autoptr (JsonObject) object = ctl_result_parse (result, 0);

    g_assert_cmpint (result->status, ==, 2);
    g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "failed");
    g_assert_cmpstr (json_object_get_string_member (object, "reason"), ==, cases[i].reason);
  }
}

// What the token of the Event Engine is signed with, it is checked with.
static void
test_engine (Fixture *f, gconstpointer data)
{
  g_autofree char *secret = ctl_runner_write (f->runner, "secret", "sesame\n");
  g_autoptr (CtlResult) token = ctl_runner_run (f->runner,
                                                "token",
                                                "engine",
                                                "--iss=us",
                                                "--aud=them",
                                                "--secret-file",
                                                secret,
                                                NULL);
  g_autofree char *file = ctl_runner_write (f->runner, "token", token->out);
  g_autoptr (CtlResult) fits = ctl_runner_run (f->runner,
                                               "token",
                                               "inspect",
                                               file,
                                               "--key-file",
                                               secret,
                                               "--expect-iss=us",
                                               "--expect-aud=them",
                                               "--leeway=3600",
                                               NULL);
  g_autoptr (CtlResult) other = ctl_runner_run (f->runner,
                                                "token",
                                                "inspect",
                                                file,
                                                "--key-file",
                                                secret,
                                                "--expect-aud=you",
                                                "--leeway=3600",
                                                NULL);

  g_assert_cmpint (fits->status, ==, 0);
  assert_has (fits->out, "Verified: It was signed with this key (HS512)");
  assert_has (fits->out, "shorter than the 64 bytes");
  g_assert_null (strstr (fits->out, "sesame"));
  g_assert_cmpint (other->status, ==, 2);
  assert_has (other->out, "“you” is expected");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/ctl-keys/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("keys", test_keys);
  ADD ("keys-usage", test_keys_usage);
  ADD ("other-keys", test_other_keys);
  ADD ("round", test_round);
  ADD ("wildcard", test_wildcard);
  ADD ("usage", test_usage);
  ADD ("forged", test_forged);
  ADD ("engine", test_engine);
#undef ADD

  return g_test_run ();
}
