// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sim-fixture.h"

#include "cue-json.h"

#include <math.h>

static void
start (SimFixture *fixture, const char *scenario, gboolean assets, gint64 wall_us)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  fixture->clock = cue_fake_clock_new (wall_us, SIM_MONOTONIC_US);
  fixture->simulator = cue_simulator_new ();
  cue_simulator_set_clock (fixture->simulator, fixture->clock);
  cue_simulator_set_media (fixture->simulator, FALSE);
  cue_simulator_set_assets (fixture->simulator, assets);
  cue_simulator_set_scenario (fixture->simulator, scenario != NULL ? scenario : "calm", &error);
  g_assert_no_error (error);
  cue_simulator_start (fixture->simulator, &error);
  g_assert_no_error (error);
  node = cue_simulator_describe (fixture->simulator);
  fixture->description = json_object_ref (json_node_get_object (node));
  fixture->session = soup_session_new_with_options ("timeout", 40, NULL);
}

void
sim_fixture_set_up (SimFixture *fixture, gconstpointer data)
{
  start (fixture, data, FALSE, SIM_WALL_US);
}

void
sim_fixture_set_up_with_assets (SimFixture *fixture, gconstpointer data)
{
  start (fixture, data, TRUE, SIM_WALL_US);
}

/* @data: how many hours later than usual */
void
sim_fixture_set_up_later (SimFixture *fixture, gconstpointer data)
{
  start (fixture,
         NULL,
         FALSE,
         SIM_WALL_US + GPOINTER_TO_INT (data) * G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC);
}

void
sim_fixture_tear_down (SimFixture *fixture, gconstpointer data)
{
  CueSimulator *simulator = fixture->simulator;

  soup_session_abort (fixture->session);
  g_clear_object (&fixture->session);
  json_object_unref (fixture->description);
  cue_simulator_stop (simulator);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (simulator);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (fixture->clock)), ==, 0);
  g_assert_finalize_object (fixture->clock);
}

void
sim_advance (SimFixture *fixture, double seconds)
{
  cue_fake_clock_advance (CUE_FAKE_CLOCK (fixture->clock), llround (seconds * G_USEC_PER_SEC));
}

const char *
sim_url (SimFixture *fixture, const char *name)
{
  return json_object_get_string_member (fixture->description, name);
}

static char *
encode (const guchar *data, gsize size)
{
  char *text = g_base64_encode (data, size);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

/* A JWT from its JSON texts, whatever they say. */
char *
sim_sign (const char *header, const char *payload, const char *secret)
{
  g_autofree char *first = encode ((const guchar *) header, strlen (header));
  g_autofree char *second = encode ((const guchar *) payload, strlen (payload));
  g_autofree char *both = g_strconcat (first, ".", second, NULL);
  g_autofree char *third = NULL;
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA512, (const guchar *) secret, strlen (secret));
  guint8 digest[64];
  gsize  size = sizeof digest;

  g_hmac_update (hmac, (const guchar *) both, -1);
  g_hmac_get_digest (hmac, digest, &size);
  third = encode (digest, size);
  return g_strconcat (both, ".", third, NULL);
}

char *
sim_token (SimFixture *fixture, int ttl_s)
{
  g_autofree char *payload =
    g_strdup_printf ("{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":%" G_GINT64_FORMAT
                     "}",
                     cue_clock_get_wall (fixture->clock) / G_USEC_PER_SEC + ttl_s);

  return sim_sign ("{\"alg\":\"HS512\",\"typ\":\"JWT\"}", payload, CUE_SIMULATOR_SECRET);
}

typedef struct {
  GBytes  *bytes;
  GError  *error;
  gboolean over;
  gboolean late;
} Wait;

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &wait->error);
  wait->over = TRUE;
}

static gboolean
on_late (gpointer user_data)
{
  ((Wait *) user_data)->late = TRUE;
  return G_SOURCE_REMOVE;
}

SimAnswer *
sim_send (SimFixture *fixture, SoupMessage *message)
{
  SimAnswer *answer = g_new0 (SimAnswer, 1);
  Wait       wait = { 0 };
  guint      late_id = g_timeout_add (SIM_PATIENCE_MS, on_late, &wait);

  soup_session_send_and_read_async (fixture->session,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    on_read,
                                    &wait);
  while (!wait.over) {
    if (wait.late)
      g_error ("no answer within %d ms", SIM_PATIENCE_MS);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (late_id);
  answer->error = wait.error;
  answer->status = soup_message_get_status (message);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (wait.bytes != NULL) {
    answer->size = g_bytes_get_size (wait.bytes);
    answer->text = g_strndup (g_bytes_get_data (wait.bytes, NULL), answer->size);
    g_bytes_unref (wait.bytes);
  }
  return answer;
}

SimAnswer *
sim_get_with (SimFixture *fixture, const char *url, const char *name, const char *value)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (name != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), name, value);
  return sim_send (fixture, message);
}

SimAnswer *
sim_get (SimFixture *fixture, const char *url)
{
  return sim_get_with (fixture, url, NULL, NULL);
}

/* @token: nullable */
SimAnswer *
sim_get_state_url (SimFixture *fixture, const char *token)
{
  g_autofree char *value = token != NULL ? g_strconcat ("Bearer ", token, NULL) : NULL;

  return sim_get_with (fixture,
                       sim_url (fixture, "stateUrlEndpoint"),
                       value != NULL ? "Authorization" : NULL,
                       value);
}

SimAnswer *
sim_post (SimFixture *fixture, const char *url, const char *type, const char *body)
{
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  soup_message_set_request_body_from_bytes (message, type, bytes);
  return sim_send (fixture, message);
}

void
sim_answer_free (SimAnswer *answer)
{
  soup_message_headers_unref (answer->headers);
  g_free (answer->text);
  g_clear_error (&answer->error);
  g_free (answer);
}

/* Returns: (transfer full) */
JsonObject *
sim_answer_get_object (SimAnswer *answer)
{
  g_autoptr (GBytes) bytes = g_bytes_new (answer->text, answer->size);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cue_json_parse (bytes, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  return json_object_ref (json_node_get_object (node));
}

/* @origin: "http://127.0.0.1:PORT", what follows is not looked at */
SimRaw *
sim_raw_new (const char *origin, const char *request)
{
  SimRaw *raw = g_new0 (SimRaw, 1);
  g_autoptr (GUri) uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketAddress) address =
    g_inet_socket_address_new_from_string (g_uri_get_host (uri), (guint) g_uri_get_port (uri));
  gsize sent = 0;

  raw->bytes = g_byte_array_new ();
  raw->socket = g_socket_new (g_socket_address_get_family (address),
                              G_SOCKET_TYPE_STREAM,
                              G_SOCKET_PROTOCOL_TCP,
                              NULL);
  g_assert_nonnull (raw->socket);
  /* On loopback the kernel answers for the listening socket, so this does not wait for us. */
  if (!g_socket_connect (raw->socket, address, NULL, NULL)) {
    g_clear_object (&raw->socket);
    return raw;
  }
  g_socket_set_blocking (raw->socket, FALSE);
  while (sent < strlen (request)) {
    gssize part = g_socket_send (raw->socket, request + sent, strlen (request) - sent, NULL, NULL);

    if (part > 0)
      sent += (gsize) part;
    else
      g_main_context_iteration (NULL, FALSE);
  }
  return raw;
}

/* Reads until the end, or @limit bytes, or until nothing more comes for @quiet_ms. */
SimRawEnd
sim_raw_read (SimRaw *raw, gsize limit, guint quiet_ms)
{
  gint64 last_us = g_get_monotonic_time ();

  if (raw->socket == NULL)
    return SIM_RAW_REFUSED;
  for (;;) {
    char   buffer[64 * 1024];
    gsize  room = MIN (sizeof buffer, limit - raw->bytes->len);
    gssize size;
    g_autoptr (GError) error = NULL;

    if (room == 0)
      return SIM_RAW_LIMIT;
    while (g_main_context_iteration (NULL, FALSE))
      ;
    size = g_socket_receive (raw->socket, buffer, room, NULL, &error);
    if (size == 0)
      return SIM_RAW_CLOSED;
    if (size > 0) {
      g_byte_array_append (raw->bytes, (const guint8 *) buffer, (guint) size);
      last_us = g_get_monotonic_time ();
    } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK)) {
      return SIM_RAW_RESET;
    } else if (g_get_monotonic_time () - last_us > (gint64) quiet_ms * 1000) {
      return SIM_RAW_QUIET;
    } else {
      g_usleep (500);
    }
  }
}

gboolean
sim_raw_contains (SimRaw *raw, const char *text)
{
  return raw->bytes->len > 0 &&
         memmem (raw->bytes->data, raw->bytes->len, text, strlen (text)) != NULL;
}

void
sim_raw_free (SimRaw *raw)
{
  g_clear_object (&raw->socket);
  g_byte_array_unref (raw->bytes);
  g_free (raw);
}

/* @header: (nullable): whole lines, each with its end */
SimRaw *
sim_raw_get (SimFixture *fixture, const char *url, const char *header)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *request =
    g_strdup_printf ("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%sConnection: close\r\n\r\n",
                     g_uri_get_path (uri),
                     header != NULL ? header : "");

  return sim_raw_new (url, request);
}
