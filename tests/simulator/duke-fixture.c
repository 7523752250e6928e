// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "duke-fixture.h"

#include "cue-json.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

static JsonObject *
get_access (SimFixture *fixture)
{
  return json_object_get_object_member (fixture->description, "tenduke");
}

static char *
encode (const void *data, gsize size)
{
  char *text = g_base64_encode (data, size);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

/* Returns: (transfer full): a compact JWS */
char *
duke_sign (SimFixture *fixture, const char *header, const char *payload)
{
  const char      *pem = json_object_get_string_member (get_access (fixture), "privateKey");
  BIO             *bio = BIO_new_mem_buf (pem, -1);
  EVP_PKEY        *key = PEM_read_bio_PrivateKey (bio, NULL, NULL, NULL);
  EVP_MD_CTX      *context = EVP_MD_CTX_new ();
  g_autofree char *first = encode (header, strlen (header));
  g_autofree char *second = encode (payload, strlen (payload));
  g_autofree char *both = g_strconcat (first, ".", second, NULL);
  g_autofree char *third = NULL;
  guchar           signature[512];
  gsize            size = sizeof signature;

  g_assert_nonnull (key);
  g_assert_cmpint (EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, key), ==, 1);
  g_assert_cmpint (EVP_DigestSign (context, signature, &size, (const guchar *) both, strlen (both)),
                   ==,
                   1);
  EVP_MD_CTX_free (context);
  EVP_PKEY_free (key);
  BIO_free (bio);
  third = encode (signature, size);
  return g_strconcat (both, ".", third, NULL);
}

/* Returns: (transfer full): a read token for one feed */
char *
duke_token (SimFixture *fixture, const char *claim, int life_s)
{
  gint64           now_s = cue_clock_get_wall (fixture->clock) / G_USEC_PER_SEC;
  g_autofree char *payload = g_strdup_printf ("{\"iat\":%" G_GINT64_FORMAT
                                              ",\"exp\":%" G_GINT64_FORMAT ",\"%s\":true}",
                                              now_s,
                                              now_s + life_s,
                                              claim);

  return duke_sign (fixture, DUKE_HEADER, payload);
}

/* Returns: (transfer full) */
char *
duke_url (SimFixture *fixture, const char *path)
{
  return g_strconcat (json_object_get_string_member (get_access (fixture), "baseUrl"), path, NULL);
}

/* @host, @token, @type, @body: nullable */
SimAnswer *
duke_send (SimFixture *fixture,
           const char *method,
           const char *path,
           const char *host,
           const char *token,
           const char *type,
           const char *body)
{
  g_autofree char *url = duke_url (fixture, path);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (SoupMessage) message = soup_message_new_from_uri (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (host != NULL)
    soup_message_headers_replace (headers, "Host", host);
  if (token != NULL) {
    g_autofree char *value = g_strconcat ("Bearer ", token, NULL);

    soup_message_headers_replace (headers, "Authorization", value);
  }
  if (body != NULL) {
    g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

    soup_message_set_request_body_from_bytes (message, type, bytes);
  }
  return sim_send (fixture, message);
}

/* @token: nullable: one for every feed */
SimAnswer *
duke_get (SimFixture *fixture, const char *path, const char *token)
{
  g_autofree char *any = token == NULL ? duke_token (fixture, "*", 60) : NULL;

  return duke_send (fixture, "GET", path, NULL, token != NULL ? token : any, NULL, NULL);
}

SimAnswer *
duke_put (SimFixture *fixture, const char *payload)
{
  g_autofree char *jws = duke_sign (fixture, DUKE_HEADER, payload);

  return duke_send (fixture, "POST", "/put", NULL, NULL, "application/jose", jws);
}

/* The very bytes. @jws: nullable: then it is a GET; @fault: nullable */
SimRaw *
duke_send_raw (SimFixture *fixture, const char *path, const char *jws, const char *fault)
{
  g_autofree char *url = duke_url (fixture, "");
  g_autofree char *token = jws == NULL ? duke_token (fixture, "*", 60) : NULL;
  g_autoptr (GString) request = g_string_new (NULL);

  g_string_printf (request,
                   "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                   jws != NULL ? "POST" : "GET",
                   path);
  if (jws == NULL)
    g_string_append_printf (request, "Authorization: Bearer %s\r\n", token);
  else
    g_string_append_printf (request,
                            "Content-Type: application/jose\r\n"
                            "Content-Length: %" G_GSIZE_FORMAT "\r\n",
                            strlen (jws));
  if (fault != NULL)
    g_string_append_printf (request, "X-Sim-Fault: %s\r\n", fault);
  g_string_append_printf (request, "Connection: close\r\n\r\n%s", jws != NULL ? jws : "");
  return sim_raw_new (url, request->str);
}

/* Returns: (transfer full): `objects` of a page */
JsonArray *
duke_get_objects (SimAnswer *answer)
{
  g_autoptr (JsonObject) page = sim_answer_get_object (answer);

  g_assert_cmpuint (answer->status, ==, 200);
  return json_array_ref (json_object_get_array_member (page, "objects"));
}

void
duke_switch (SimFixture *fixture, const char *name, const char *choice)
{
  g_autoptr (GError) error = NULL;

  cue_simulator_set_switch (fixture->simulator, name, choice, &error);
  g_assert_no_error (error);
}
