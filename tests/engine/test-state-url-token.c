// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The token that asks for the state URL: what it says, how it is signed, which secrets will do. */

#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "engine-world.h"

static char *
decode_part (const char *token, guint part)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", 4);
  g_autoptr (GString) text = g_string_new (parts[part]);
  g_autofree guchar *bytes = NULL;
  gsize              length;

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  g_string_replace (text, "-", "+", 0);
  g_string_replace (text, "_", "/", 0);
  while (text->len % 4 != 0)
    g_string_append_c (text, '=');
  bytes = g_base64_decode (text->str, &length);
  return g_strndup ((const char *) bytes, length);
}

static void
assert_signed_with (const char *token, const char *secret)
{
  const char *dot = strrchr (token, '.');
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *text = NULL;
  guint8           digest[64];
  gsize            size = sizeof digest;
  GHmac           *hmac = g_hmac_new (G_CHECKSUM_SHA512, (const guchar *) secret, strlen (secret));

  g_hmac_update (hmac, (const guchar *) token, dot - token);
  g_hmac_get_digest (hmac, digest, &size);
  g_hmac_unref (hmac);
  text = g_base64_encode (digest, size);
  g_string_assign (expected, text);
  g_string_replace (expected, "+", "-", 0);
  g_string_replace (expected, "/", "_", 0);
  g_string_replace (expected, "=", "", 0);
  g_assert_cmpstr (dot + 1, ==, expected->str);
}

static char *
find_bearer (World *world)
{
  const char *request = script_server_get_last_request (world->server, "/backend");
  const char *bearer = request != NULL ? strstr (request, "Authorization: Bearer ") : NULL;

  if (bearer == NULL)
    return NULL;
  bearer += strlen ("Authorization: Bearer ");
  return g_strndup (bearer, strcspn (bearer, "\r\n"));
}

static void
assert_members (const char *text, const char *expected)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (JsonNode) wanted = json_from_string (expected, NULL);

  g_assert_true (node != NULL && json_node_equal (node, wanted));
}

static void
test_api_key (void)
{
  World            world;
  UrlAnswer        answer = { 0 };
  g_autofree char *expected = NULL;
  g_autofree char *token = NULL;
  g_autofree char *header = NULL;
  g_autofree char *payload = NULL;

  world_init_api_key (&world);
  expected = script_server_get_url (world.server, "/state");
  world_get_url (&world, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (answer.url, ==, expected);
  g_assert_cmpstr (cue_state_url_source_peek (world.source), ==, expected);

  token = find_bearer (&world);
  g_assert_nonnull (token);
  header = decode_part (token, 0);
  payload = decode_part (token, 1);
  // The order of the members means nothing; there are these and no others.
  assert_members (header, "{\"alg\":\"HS512\",\"typ\":\"JWT\"}");
  assert_members (payload, "{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":1795164060}");
  assert_signed_with (token, WORLD_SECRET);
  url_answer_clear (&answer);
  world_clear (&world);
}

/* The time to live is kept within 30 and 60 seconds whatever is asked for. */
static void
test_ttl (void)
{
  static const struct {
    guint       ttl;
    const char *exp;
  } cases[] = { { 0, "1795164030" },  { 29, "1795164030" }, { 30, "1795164030" },
                { 45, "1795164045" }, { 60, "1795164060" }, { 3600, "1795164060" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    World world;
    g_autoptr (CueStateUrlSource) source = NULL;
    g_autoptr (GBytes) secret = g_bytes_new_static (WORLD_SECRET, strlen (WORLD_SECRET));
    g_autoptr (GError) error = NULL;
    g_autofree char *token = NULL;
    g_autofree char *payload = NULL;

    world_init (&world);
    source = cue_state_url_source_new_api_key (world.client,
                                               world.clock,
                                               "https://x.example.invalid/",
                                               "a",
                                               "b",
                                               cases[i].ttl);
    cue_state_url_source_set_secret (source, secret, FALSE);
    token = cue_state_url_source_make_token (source, &error);
    g_assert_no_error (error);
    payload = decode_part (token, 1);
    g_assert_nonnull (strstr (payload, cases[i].exp));
    g_clear_object (&source);
    world_clear (&world);
  }
}

/* ASSUME-33: the bytes of the text, or what it says in base64. */
static void
test_secret_forms (void)
{
  static const char *const fine[] = { "c2VjcmV0IGtleT8/Pz4+Pg==",
                                      "c2VjcmV0IGtleT8/Pz4+Pg",
                                      "c2VjcmV0IGtleT8_Pz4-Pg",
                                      " c2VjcmV0IGtleT8/Pz4+Pg==\n" };
  static const char *const bad[] = {
    "not base64!",
    "",
    "====",
    "abcde",
    "c2Vj cmV0",
    // Too little padding, too much, some in the middle, and one character lost at the end.
    "c2VjcmV0IGtleT8/Pz4+Pg=",
    "c2VjcmV0IGtleT8/Pz4+Pg===",
    "c2VjcmV0====",
    "c2Vj=mV0",
    "c2VjcmV0IGtleT8/Pz4+PgN",
  };
  World            world;
  UrlAnswer        answer = { 0 };
  g_autofree char *plain = NULL;
  g_autoptr (GBytes) text = g_bytes_new_static ("żółć 🔑", strlen ("żółć 🔑"));

  world_init_api_key (&world);
  cue_state_url_source_set_secret (world.source, text, FALSE);
  plain = cue_state_url_source_make_token (world.source, NULL);
  assert_signed_with (plain, "żółć 🔑");

  for (guint i = 0; i < G_N_ELEMENTS (fine); i++) {
    g_autoptr (GBytes) secret = g_bytes_new_static (fine[i], strlen (fine[i]));
    g_autofree char *token = NULL;

    cue_state_url_source_set_secret (world.source, secret, TRUE);
    token = cue_state_url_source_make_token (world.source, NULL);
    assert_signed_with (token, "secret key?\?\?>>>");
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GBytes) secret = g_bytes_new_static (bad[i], strlen (bad[i]));

    cue_state_url_source_set_secret (world.source, secret, TRUE);
    world_get_url (&world, &answer);
    g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  }
  cue_state_url_source_set_secret (world.source, NULL, FALSE);
  g_assert_false (cue_state_url_source_has_secret (world.source));
  world_get_url (&world, &answer);
  g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (answer.error->message, "secret"));
  // Nothing was sent for any of these.
  g_assert_cmpuint (script_server_get_total (world.server), ==, 0);
  url_answer_clear (&answer);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/state-url-token/api-key", test_api_key);
  g_test_add_func ("/engine/state-url-token/ttl", test_ttl);
  g_test_add_func ("/engine/state-url-token/secret-forms", test_secret_forms);

  return g_test_run ();
}
