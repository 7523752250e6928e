// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What 10Duke verifies: the signature, the times and the claims of read tokens, and what is put.
 * Everything that is refused is refused with a reason of its own. */

#include "duke-fixture.h"

#include <glib/gstdio.h>

#define PATH "/get/" DUKE_FEED "?maxEventCount=1"
#define JOSE "application/jose"

/* Each @ in a payload becomes the time so many seconds from now. */
static char *
fill_in (SimFixture *fixture, const char *payload, int seconds)
{
  g_autoptr (GString) text = g_string_new (payload);
  g_autofree char *time =
    g_strdup_printf ("%" G_GINT64_FORMAT,
                     cue_clock_get_wall (fixture->clock) / G_USEC_PER_SEC + seconds);

  g_string_replace (text, "@", time, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_tokens (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *header;
    const char *payload;
    int         seconds; // from now: what @ stands for
    guint       status;
    const char *words; // nullable: it is fine
  } tokens[] = {
    { DUKE_HEADER, "{\"exp\":@,\"" DUKE_FEED "\":true}", 60, 200, NULL },
    { DUKE_HEADER, "{\"exp\":@,\"*\":true}", 60, 200, NULL },
    { DUKE_HEADER, "{\"exp\":@,\"other\":true,\"" DUKE_FEED "\":true}", 60, 200, NULL },
    { "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"a\"}",
      "{\"exp\":@,\"*\":true}",
      60,
      200,
      NULL },
    { DUKE_HEADER, "{\"exp\":@,\"*\":true}", -4, 200, NULL },
    { DUKE_HEADER, "{\"exp\":@,\"*\":true}", -6, 401, "The token has expired." },
    { DUKE_HEADER, "{\"nbf\":@,\"exp\":9999999999,\"*\":true}", 60, 401, "not valid yet" },
    { DUKE_HEADER, "{\"*\":true}", 0, 401, "has no exp" },
    { DUKE_HEADER, "{\"exp\":\"@\",\"*\":true}", 60, 401, "has no exp" },
    { DUKE_HEADER, "{\"exp\":@.5,\"*\":true}", 60, 401, "has no exp" },
    { DUKE_HEADER, "{\"exp\":@,\"other\":true}", 60, 403, "allows other; this needs my-app" },
    { DUKE_HEADER, "{\"exp\":@,\"" DUKE_FEED "\":\"true\"}", 60, 403, "(\\\"true\\\")" },
    { DUKE_HEADER, "{\"exp\":@,\"" DUKE_FEED "\":1}", 60, 403, "my-app-events (1)" },
    { DUKE_HEADER, "{\"exp\":@,\"*\":false}", 60, 403, "* (false)" },
    { DUKE_HEADER, "{\"exp\":@}", 60, 403, "allows no feed" },
    { DUKE_HEADER, "[true]", 60, 401, "not a JSON object" },
    { DUKE_HEADER, "not JSON", 60, 401, "not a JSON object" },
    { "{\"alg\":\"HS256\"}", "{\"exp\":@,\"*\":true}", 60, 401, "must be RS256" },
    { "{\"alg\":\"RS512\"}", "{\"exp\":@,\"*\":true}", 60, 401, "must be RS256" },
    { "{\"alg\":\"rs256\"}", "{\"exp\":@,\"*\":true}", 60, 401, "must be RS256" },
    { "{\"alg\":\"none\"}", "{\"exp\":@,\"*\":true}", 60, 401, "none is refused" },
    { "{\"alg\":\"nOnE\"}", "{\"exp\":@,\"*\":true}", 60, 401, "none is refused" },
    { "{\"alg\":[\"RS256\"]}", "{\"exp\":@,\"*\":true}", 60, 401, "names no algorithm" },
    { "{}", "{\"exp\":@,\"*\":true}", 60, 401, "names no algorithm" },
    { "[]", "{\"exp\":@,\"*\":true}", 60, 401, "header is not a JSON object" },
    { "{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false}",
      "{\"exp\":@,\"*\":true}",
      60,
      401,
      "critical extensions" },
    { "{\"alg\":\"RS256\",\"b64\":false}",
      "{\"exp\":@,\"*\":true}",
      60,
      401,
      "critical extensions" },
    { "{\"alg\":\"none\",\"alg\":\"RS256\"}",
      "{\"exp\":@,\"*\":true}",
      60,
      401,
      "stands twice in the header" },
    { DUKE_HEADER, "{\"exp\":1,\"exp\":@,\"*\":true}", 60, 401, "stands twice in the token" },
    { DUKE_HEADER, "{\"exp\":@,\"*\":false,\"*\":true}", 60, 401, "stands twice in the token" },
    { DUKE_HEADER, "{\"exp\":@000,\"*\":true}", 60, 401, "has no exp" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++) {
    g_autofree char *payload = fill_in (fixture, tokens[i].payload, tokens[i].seconds);
    g_autofree char *token = duke_sign (fixture, tokens[i].header, payload);
    g_autoptr (SimAnswer) answer = duke_get (fixture, PATH, token);

    g_test_message ("%s %s: %u", tokens[i].header, payload, answer->status);
    g_assert_cmpuint (answer->status, ==, tokens[i].status);
    if (tokens[i].words == NULL)
      continue;
    g_assert_nonnull (strstr (answer->text, tokens[i].words));
    g_assert_cmpint (soup_message_headers_get_one (answer->headers, "WWW-Authenticate") != NULL,
                     ==,
                     tokens[i].status == 401);
  }
}

/* Parts of two tokens that are right, put together or cut. */
static void
test_forged (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *token = duke_token (fixture, "*", 60);
  g_autofree char *other = duke_token (fixture, "other", 60);
  g_auto (GStrv) parts = g_strsplit (token, ".", 3);
  g_auto (GStrv) others = g_strsplit (other, ".", 3);
  g_autofree char *swapped = g_strdup_printf ("%s.%s.%s", others[0], parts[1], others[2]);
  g_autofree char *stripped = g_strdup_printf ("%s.%s.", parts[0], parts[1]);
  g_autofree char *cut = g_strndup (token, strlen (token) - 2);
  g_autofree char *padded = g_strconcat (token, "=", NULL);
  g_autofree char *two = g_strdup_printf ("%s.%s", parts[0], parts[1]);
  g_autofree char *four = g_strconcat (token, ".", parts[2], NULL);
  g_autofree char *filling = g_strnfill (20000, 'A');
  g_autofree char *huge = g_strconcat (filling, token, NULL);
  const struct {
    const char *token;
    const char *words;
  } tokens[] = {
    { swapped, "could not be verified" },
    { stripped, "There is no signature." },
    { cut, "could not be verified" },
    { padded, "signature is not base64url" },
    { two, "Not a compact JWS" },
    { four, "Not a compact JWS" },
    { "a.b.c", "not base64url" },
    { "", "A read token is required" },
    { huge, "too long" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++) {
    g_autoptr (SimAnswer) answer = duke_get (fixture, PATH, tokens[i].token);

    g_test_message ("%.100s: %u %s", tokens[i].token, answer->status, answer->text);
    g_assert_cmpuint (answer->status, ==, 401);
    g_assert_nonnull (strstr (answer->text, tokens[i].words));
  }
}

/* No header, or one of another scheme. */
static void
test_no_token (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = duke_url (fixture, PATH);
  g_autoptr (SimAnswer) none = sim_get (fixture, url);
  g_autoptr (SimAnswer) basic = sim_get_with (fixture, url, "Authorization", "Basic YTpi");

  g_assert_cmpuint (none->status, ==, 401);
  g_assert_nonnull (strstr (none->text, "A read token is required"));
  g_assert_cmpuint (basic->status, ==, 401);
}

static void
test_put_refusals (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *header;
    const char *payload;
    const char *words;
  } refusals[] = {
    { DUKE_HEADER, "[]", "empty array" },
    { DUKE_HEADER, "17", "expected an object" },
    { DUKE_HEADER, "[" DUKE_EVENT ",7]", "[1]: expected an object" },
    { DUKE_HEADER, "{}", "[0].eventSourceId is missing" },
    { DUKE_HEADER, "{\"eventSourceId\":\"\"}", "[0].eventSourceId is missing" },
    { DUKE_HEADER, "{\"eventSourceId\":7}", "[0].eventSourceId is missing" },
    { DUKE_HEADER, "{\"eventSourceId\":\"a\",\"eventObjectId\":\"b\"}", "belong together" },
    { DUKE_HEADER, "{\"eventSourceId\":\"a\",}", "not valid JSON" },
    { "{\"alg\":\"HS256\"}", DUKE_EVENT, "must be RS256" },
    { "{\"alg\":\"none\"}", DUKE_EVENT, "none is refused" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autofree char *jws = duke_sign (fixture, refusals[i].header, refusals[i].payload);
    g_autoptr (SimAnswer) answer = duke_send (fixture, "POST", "/put", NULL, NULL, JOSE, jws);

    g_test_message ("%s: %u %s", refusals[i].payload, answer->status, answer->text);
    g_assert_cmpuint (answer->status, ==, 400);
    g_assert_nonnull (strstr (answer->text, refusals[i].words));
  }
}

static void
test_put_form (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *jws = duke_sign (fixture, DUKE_HEADER, DUKE_EVENT);
  g_autofree char *again = g_base64_encode ((const guchar *) jws, strlen (jws));
  g_autofree char *line = g_strconcat (jws, "\r\n", NULL);
  g_autofree char *filling = g_strnfill (70 * 1024, 'x');
  g_autofree char *large =
    g_strdup_printf ("{\"eventSourceId\":\"a\",\"data\":{\"x\":\"%s\"}}", filling);
  g_autofree char *large_jws = duke_sign (fixture, DUKE_HEADER, large);
  g_autoptr (SimAnswer)
    type = duke_send (fixture, "POST", "/put", NULL, NULL, "application/json", jws);
  g_autoptr (SimAnswer)
    charset = duke_send (fixture, "POST", "/put", NULL, NULL, JOSE "; charset=utf-8", jws);
  g_autoptr (SimAnswer) twice = duke_send (fixture, "POST", "/put", NULL, NULL, JOSE, again);
  g_autoptr (SimAnswer) ended = duke_send (fixture, "POST", "/put", NULL, NULL, JOSE, line);
  g_autoptr (SimAnswer) fits = duke_send (fixture, "POST", "/put", NULL, NULL, JOSE, large_jws);
  g_autoptr (SimAnswer) accepted = NULL;
  g_autoptr (SimAnswer) too_large = NULL;

  g_assert_cmpuint (type->status, ==, 415);
  g_assert_cmpuint (charset->status, ==, 200);
  g_assert_cmpuint (twice->status, ==, 400);
  g_assert_nonnull (strstr (twice->text, "base64 a second time"));
  g_assert_cmpuint (ended->status, ==, 200);
  g_assert_cmpuint (fits->status, ==, 200);
  duke_switch (fixture, "tenduke-encoding", "accept");
  accepted = duke_send (fixture, "POST", "/put", NULL, NULL, JOSE, again);
  g_assert_cmpuint (accepted->status, ==, 200);
  duke_switch (fixture, "ASSUME-25-body", "64KiB");
  too_large = duke_send (fixture, "POST", "/put", NULL, NULL, JOSE, large_jws);
  g_assert_cmpuint (too_large->status, ==, 413);
}

/* The tenant follows from the host name, and with it the key. */
static void
test_tenants (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *host;
    guint       status;
  } hosts[] = {
    { "demo.localhost", 200 },         { "demo.events.10duke.com", 200 },
    { "DEMO.localhost:1234", 200 },    { "localhost", 200 },
    { "rehearsal.localhost", 401 },    { "rehearsal.events.10duke.com", 401 },
    { "dmeo.events.10duke.com", 404 }, { "10duke.com", 404 },
  };
  g_autofree char *token = duke_token (fixture, "*", 60);

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++) {
    g_autoptr (SimAnswer)
      answer = duke_send (fixture, "GET", PATH, hosts[i].host, token, NULL, NULL);

    g_test_message ("%s: %u", hosts[i].host, answer->status);
    g_assert_cmpuint (answer->status, ==, hosts[i].status);
  }
}

static void
test_paths (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *method;
    const char *path;
    guint       status;
    const char *allow; // nullable
  } paths[] = {
    { "HEAD", PATH, 200, NULL },
    { "GET", "/put", 405, "POST" },
    { "PUT", "/put", 405, "POST" },
    { "POST", "/get/" DUKE_FEED, 405, "GET, HEAD" },
    { "GET", "/get/", 404, NULL },
    { "GET", "/get/a/b/c", 404, NULL },
    { "GET", "/get//b", 404, NULL },
    { "GET", "/get/a/", 404, NULL },
    { "POST", "/putty", 404, NULL },
    { "GET", "/get/" DUKE_FEED "?after=-1", 400, NULL },
    { "GET", "/get/" DUKE_FEED "?after=1e18", 400, NULL },
    { "GET", "/get/" DUKE_FEED "?after=9223372036854775808", 400, NULL },
    { "GET", "/get/" DUKE_FEED "?after=9223372036854775807", 200, NULL },
    { "GET", "/get/" DUKE_FEED "?before=yesterday", 400, NULL },
    { "GET", "/get/" DUKE_FEED "?after=5&before=5", 400, NULL },
    { "GET", "/get/" DUKE_FEED "?maxEventCount=0", 400, NULL },
    { "GET", "/get/" DUKE_FEED "?maxEventCount=ten", 400, NULL },
    { "GET", "/get/" DUKE_FEED "?something=else", 200, NULL },
  };
  g_autofree char *token = duke_token (fixture, "*", 60);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (SimAnswer)
      answer = duke_send (fixture, paths[i].method, paths[i].path, NULL, token, NULL, NULL);

    g_test_message ("%s %s: %u", paths[i].method, paths[i].path, answer->status);
    g_assert_cmpuint (answer->status, ==, paths[i].status);
    g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Allow"), ==, paths[i].allow);
  }
}

/* ASSUME-22, and the limit nobody has published. */
static void
test_errors (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *choice;
    const char *text;
  } forms[] = {
    { "json", "{\"error\":\"invalidRequest\",\"errorDescription\":\"maxEv" },
    { "message", "{\"message\":\"maxEv" },
    { "text", "maxEv" },
    { "empty", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (SimAnswer) answer = NULL;

    duke_switch (fixture, "ASSUME-22", forms[i].choice);
    answer = duke_get (fixture, "/get/a?maxEventCount=x", NULL);
    g_assert_cmpuint (answer->status, ==, 400);
    g_assert_cmpint (answer->size > 0, ==, *forms[i].text != '\0');
    g_assert_true (answer->size == 0 || g_str_has_prefix (answer->text, forms[i].text));
  }
  duke_switch (fixture, "tenduke-rate", "5");
  sim_advance (fixture, 61);
  for (guint i = 0; i < 6; i++) {
    g_autoptr (SimAnswer) answer = duke_get (fixture, PATH, NULL);

    g_assert_cmpuint (answer->status, ==, i < 5 ? 200 : 429);
    g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Retry-After"),
                     ==,
                     i < 5 ? NULL : "10");
  }
}

/* The keys as the description and the control interface give them belong together: OpenSSL's own
 * command verifies with the one what was signed with the other. */
static void
test_command (SimFixture *fixture, gconstpointer data)
{
  JsonObject        *access = json_object_get_object_member (fixture->description, "tenduke");
  const char        *token = json_object_get_string_member (access, "readToken");
  g_autofree char   *openssl = g_find_program_in_path ("openssl");
  g_autofree char   *dir = g_dir_make_tmp ("duke-signed-XXXXXX", NULL);
  g_autofree char   *key_path = g_build_filename (dir, "public.pem", NULL);
  g_autofree char   *text_path = g_build_filename (dir, "text", NULL);
  g_autofree char   *signature_path = g_build_filename (dir, "signature", NULL);
  g_autofree char   *output = NULL;
  g_autofree char   *third = NULL;
  g_autofree guchar *signature = NULL;
  gsize              size = 0;
  const char        *dot = strrchr (token, '.');
  g_autoptr (SimAnswer) answer = duke_get (fixture, PATH, token);
  const char *argv[] = { openssl,      "dgst",         "-sha256", "-verify", key_path,
                         "-signature", signature_path, text_path, NULL };

  g_assert_cmpuint (answer->status, ==, 200);
  if (openssl != NULL) {
    third = g_strconcat (dot + 1, "==", NULL);
    g_strdelimit (third, "-", '+');
    g_strdelimit (third, "_", '/');
    signature = g_base64_decode (third, &size);
    g_assert_cmpuint (size, ==, 256);
    g_file_set_contents (key_path, json_object_get_string_member (access, "publicKey"), -1, NULL);
    g_file_set_contents (text_path, token, dot - token, NULL);
    g_file_set_contents (signature_path, (const char *) signature, (gssize) size, NULL);
    g_assert_true (g_spawn_sync (NULL,
                                 (char **) argv,
                                 NULL,
                                 G_SPAWN_STDERR_TO_DEV_NULL,
                                 NULL,
                                 NULL,
                                 &output,
                                 NULL,
                                 NULL,
                                 NULL));
    g_assert_cmpstr (output, ==, "Verified OK\n");
    g_remove (key_path);
    g_remove (text_path);
    g_remove (signature_path);
  }
  g_rmdir (dir);
  if (openssl == NULL)
    g_test_skip ("there is no openssl command");
}

static void
test_control (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url = g_strconcat (sim_url (fixture, "controlUrl"), "tenants", NULL);
  g_autoptr (SimAnswer) answer = sim_get (fixture, url);
  g_autoptr (JsonObject) object = sim_answer_get_object (answer);
  JsonArray  *tenants = json_object_get_array_member (object, "tenants");
  JsonObject *access = json_object_get_object_member (fixture->description, "tenduke");
  JsonObject *first = json_array_get_object_element (tenants, 0);
  JsonObject *second = json_array_get_object_element (tenants, 1);

  g_assert_cmpuint (json_array_get_length (tenants), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (first, "privateKey"),
                   ==,
                   json_object_get_string_member (access, "privateKey"));
  g_assert_cmpstr (json_object_get_string_member (second, "host"), ==, "rehearsal.localhost");
  g_assert_cmpstr (json_object_get_string_member (second, "publicKey"),
                   !=,
                   json_object_get_string_member (first, "publicKey"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func)                       \
  g_test_add ("/simulator/duke-signed/" path, \
              SimFixture,                     \
              NULL,                           \
              sim_fixture_set_up,             \
              func,                           \
              sim_fixture_tear_down)
  ADD ("tokens", test_tokens);
  ADD ("forged", test_forged);
  ADD ("no-token", test_no_token);
  ADD ("put-refusals", test_put_refusals);
  ADD ("put-form", test_put_form);
  ADD ("tenants", test_tenants);
  ADD ("paths", test_paths);
  ADD ("errors", test_errors);
  ADD ("command", test_command);
  ADD ("control", test_control);
  return g_test_run ();
}
